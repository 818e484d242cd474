"""From a file to its part in every dataset: ingest and extractors, in processes that can be ended."""
