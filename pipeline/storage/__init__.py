"""Where things lie, on a disk or in an object store: written whole or not at all, one run at a time."""
