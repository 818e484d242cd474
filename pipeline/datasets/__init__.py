"""What is published, as declared: schemas, dictionary, the rows of a table and how they are written."""
