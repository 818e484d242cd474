"""Numbers about housing, of tables and of prose, and which of them add up. `read.py` tells it.

`tables.py` and the `table_*` modules read grids, `prose.py` and the `sentence_*` modules sentences;
`adding_up.py` says what may be summed.
"""
