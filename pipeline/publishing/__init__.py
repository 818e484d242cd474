"""From checked rows to a snapshot that `latest` points to: gates, differences, the record of the run."""
