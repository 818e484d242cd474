"""What the document as a whole is: title, type, status, years, date and parts. `facts.py` tells it."""
