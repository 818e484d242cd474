"""Who does what by when: commitments, the times they are due, and who answers. `reading.py` tells it.

`sentences.py` and `clauses.py` take sentences apart, `sentence_times.py` reads their times, `judging.py` says
what each is, `functions.py` what a time is for, `kinds.py` what is promised, `responsibility.py` who answers.

Of tables `action_tables.py` says which hold actions, by `column_roles.py` and `headed_columns.py`;
`sorting_rows.py` which rows hold none; `action_rows.py` and `action_marks.py` who and when stands beside an
action; `row_labels.py` its number and theme.
"""
