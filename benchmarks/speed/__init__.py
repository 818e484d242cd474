"""What everything costs, in CPU seconds of one run and as ratios to a floor: `make bench`."""
