"""The files of an archive, what users write about them in a spreadsheet, and their hashes."""
