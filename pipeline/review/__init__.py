"""`afspraken review`: what was published, as pages for a browser beside the words it rests on."""
