"""Tables: found on a page and read."""
