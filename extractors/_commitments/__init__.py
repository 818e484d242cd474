"""Who does what by when: commitments, the times they are due, and who answers. `reading.py` tells it.

`sentences.py` and `clauses.py` take sentences apart, `judging.py` says what each is, `functions.py` what a
time is for, `responsibility.py` who answers for it.
"""
