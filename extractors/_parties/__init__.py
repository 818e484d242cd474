"""Who is who: parties, short names, groups, members, and every place that names one. `parties.py` tells it.

`names.py` collects names from rows, clauses, signatures, columns and headings; `legends.py` reads what
abbreviations stand for; `roster.py` joins what is one party; `mentions.py` finds them in the text, and
`codes.py` the abbreviations that stand for them in tables.
"""
