"""What is made of what is published, and looks at how things stand. Nothing here changes a dataset."""
