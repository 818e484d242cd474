"""Which times lie behind: before the document, or told in a past tense."""

from __future__ import annotations

import re
from datetime import date

from extractors._continuations import only_adds_a_date
from extractors._time_use import TimeUse

_ALREADY = re.compile(r"\b(?:al|reeds)\s*$", re.IGNORECASE)  # 'wordt al vanaf 2031 gehouden'
_OPENS_WHAT_FOLLOWS = frozenset({"als", "dat", "indien", "mits", "wanneer", "zodra"})
_MADE_BEFORE_DAYS = 184  # an agreement is made in the half year before it starts


def is_past_time(use: TimeUse) -> bool:
    """Whether it tells what was done or began before the agreement: nothing is due then."""
    today, time, tense = use.frame.today, use.time, use.tense
    if use.is_recurring:
        return tense == "past"
    last = time.ends_on or time.starts_on
    if today is None or last is None:
        return tense != "present"
    is_due = use.is_commitment or use.is_law or only_adds_a_date(f"{use.before} {use.after}")
    leans = time.is_year_inferred and tense == "present" and is_due
    if last < today and not leans and not _is_just_before(use, last, today):
        return True
    if time.modifier == "from" and _ALREADY.search(use.before):
        return True
    if time.modifier == "from" and time.starts_on is not None and time.starts_on <= today:
        return True
    if _runs_already(use):
        return True
    if tense == "present":
        return False
    is_state = use.sentence.clause.verb in {"is", "zijn"} or _is_to_be_done(use)
    if tense == "perfect" and is_state and use.time.modifier in ("by", "before") and not use.frame.looks_back:
        return False  # 'zijn uiterlijk eind 2031 verwijderd'
    if tense == "perfect" and use.frame.looks_back:
        return True
    # 'is in Q2 afgerond' can lie ahead; 'stelde vast', and what is told of whole years, cannot
    has_begun = time.starts_on is None or time.starts_on <= today or time.is_year_inferred
    return has_begun or tense == "past" or not use.is_fine


def _is_to_be_done(use: TimeUse) -> bool:
    """What is done by then, not what was: 'zorgt dat … is verlicht', 'betaalt als … heeft ingediend'."""
    opens = _OPENS_WHAT_FOLLOWS & {*use.stretch.lower().split()}
    return bool(opens) and use.sentence.clause.tense == "present"


def _is_just_before(use: TimeUse, last: date, today: date) -> bool:
    """Whether it lies ahead of an agreement without a printed date, which was made before its first year."""
    is_undated = use.frame.document_date is None and (use.is_commitment or use.time.modifier is not None)
    return is_undated and use.tense == "present" and use.is_fine and (today - last).days <= _MADE_BEFORE_DAYS


def _runs_already(use: TimeUse) -> bool:
    """Whether it is a run of years that began before the agreement: '2028-2035' in one on 2031."""
    begin, end, own = use.time.starts_on, use.time.ends_on, use.frame.period
    if use.is_fine or begin is None or end is None or own is None:
        return False
    return begin.year < own[0] and begin.year != end.year
