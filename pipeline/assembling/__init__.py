"""From the parts of single documents to the rows of a night: what needs several, corrections, checks."""
