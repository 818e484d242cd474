"""Which times lie behind: before the document, or told in a past tense."""

from __future__ import annotations

import re
from datetime import date

from extractors._commitments.continuations import only_adds_a_date
from extractors._commitments.time_use import TimeUse
from extractors._vocabulary import says

_ALREADY = re.compile(r"\b(?:al|reeds)\s*$", re.IGNORECASE)  # 'wordt al vanaf 2031 gehouden'
_OPENS_WHAT_FOLLOWS = frozenset({"als", "dat", "indien", "mits", "wanneer", "zodra"})
_AMOUNT = re.compile(r"\s*:\s*\d")
_STATES = frozenset({"is", "zijn"})
_BEHIND = re.compile(r"^(?:afgelopen|vorig)", re.IGNORECASE)  # 'vorig jaar', 'het afgelopen kwartaal'
_AHEAD = re.compile(r"\b(?:volgend|komend|aankomend)", re.IGNORECASE)  # 'eind volgend jaar'
_DECIDED_FOR = re.compile(
    r"\bvoor\s*$", re.IGNORECASE
)  # 'Voor 2031 en 2032 heeft Welbouw de verkoop gehalveerd'
_OPENING = re.compile(r"\W*(?:op|in)?\s*", re.IGNORECASE)  # 'Op ' before the day: it can lie ahead
_MADE_BEFORE_DAYS = 184  # an agreement is made in the half year before it starts


def is_past_time(use: TimeUse) -> bool:
    """Whether it tells what was done or began before the agreement: nothing is due then."""
    today, time, tense = use.frame.today, use.time, use.tense
    if _BEHIND.search(time.text):
        return True
    if use.is_recurring:
        return tense == "past"
    last = time.ends_on or time.starts_on
    if today is None or last is None:
        return tense != "present"
    if last < today and use.is_bracketed and _AMOUNT.match(use.after):
        return True  # '80% (eind 2030: 58%)'
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
    if tense == "present" or _was_promised(use):
        return False
    is_state = use.sentence.clause.verb in _STATES or _is_told_as_state(use) or _is_to_be_done(use)
    if tense == "perfect" and is_state and use.time.modifier in ("by", "before") and not use.frame.looks_back:
        return False  # 'zijn uiterlijk eind 2031 verwijderd'
    if tense == "perfect" and use.frame.looks_back:
        return True
    # 'is in Q2 afgerond' can lie ahead; 'stelde vast', and what is told of whole years, cannot
    is_told = time.is_year_inferred and not _AHEAD.search(time.text)
    has_begun = time.starts_on is None or time.starts_on <= today or is_told
    if has_begun or tense == "past":
        return True
    return _tells_of_a_day(use) if use.is_fine else not _is_decided_for(use)


def _was_promised(use: TimeUse) -> bool:
    """'heeft toegezegd vóór 1 mei 2031 te leveren': what was promised is still to be done."""
    return says(use.before, "commitments", "performatives")


def _tells_of_a_day(use: TimeUse) -> bool:
    """'De raad heeft op 3 mei 2031 ingestemd': who says so on a day tells what was done."""
    is_active = use.sentence.clause.tense == "perfect" and use.sentence.clause.verb in {"heeft", "hebben"}
    is_day = use.time.granularity == "day" and use.time.modifier is None
    return is_active and is_day and bool(use.before.strip()) and not _OPENING.fullmatch(use.before)


def _is_decided_for(use: TimeUse) -> bool:
    """'Voor 2031 en 2032 heeft Welbouw de verkoop gehalveerd': decided for years to come."""
    opens = use.time.text.lower().startswith("voor ") or _DECIDED_FOR.search(use.before)
    return bool(opens) and use.is_own_years and bool(use.sentence.clause.subjects)


def _is_told_as_state(use: TimeUse) -> bool:
    """'Er wachten er 12; die zijn vóór mei 2031 geholpen': what is by then, told beside something else."""
    return not _STATES.isdisjoint(use.stretch.lower().split())


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
