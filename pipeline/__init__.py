"""Where documents come from and where rows go: all input, output, time and processes."""
