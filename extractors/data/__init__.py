"""Vocabulary and registers as plain data files (TOML, CSV)."""
