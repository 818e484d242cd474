"""The commands, a module for each kind; `pipeline.__main__` puts them together."""
