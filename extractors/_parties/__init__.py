"""Who is who: parties, short names, groups, members, and every place that names one. `parties.py` tells it.

`names.py` collects names from rows, clauses, signatures, columns and headings; `roster.py` joins them;
`mentions.py` finds them in the text.
"""
