"""The times of a sentence, and what one without a year leans on: those before it, column, heading, period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache

from extractors._commitments.sentences import Sentence
from extractors._commitments.time_use import Frame
from extractors._document import Document, Span
from extractors._dutch.time import Anchor, ImpossibleTime, TimeExpression, read_times
from extractors._vocabulary import says, word_endings

# 'voorjaarsoverleg'
_SEASONAL = re.compile(r"\b(?P<season>voorjaar|najaar|zomer|winter)s?(?P<event>[a-z]{4,})", re.IGNORECASE)
_SEASONS = ("voorjaar", "najaar", "zomer", "winter")  # few sentences name one
# 'vóór het volgende overleg [(10 juni]'
_BEFORE_EVENT = re.compile(
    r"(?:vóór|voorafgaand\s+aan)\s+(?:de|het)\s+(?:[a-zà-ÿ-]+\s+){1,4}(?:(?:op|van)\s+|\(\s*)$", re.IGNORECASE
)
_WITHIN_A_YEAR = frozenset({"day", "month", "quarter", "half", "season"})
_YEAR = re.compile(r"\b20\d\d\b")  # 'Planning 2031'


def times_of(
    document: Document, frame: Frame, sentence: Sentence, named_year: int | None
) -> Iterator[TimeExpression | ImpossibleTime]:
    """The times of a sentence in order, with offsets in its text; `named_year` is what its block named last.

    A clause can lean on the year of the clause before it.
    """
    behind = sentence.span.start - sentence.whole.start
    anchor = _anchor(frame, sentence)
    anchor = replace(anchor, named=named_year) if named_year else anchor
    text = document.quote(Span(sentence.whole.start, sentence.span.end)) if behind else sentence.text
    found = [*_sharing_years(text, anchor), *_seasonal_meetings(text, anchor)]
    for time in sorted(found, key=lambda time: time.start):
        if sentence.own_time not in (None, time.start):
            continue
        if time.start >= behind:
            time = _before_event(time, text)
            yield replace(time, start=time.start - behind, end=time.end - behind) if behind else time


def _before_event(time: TimeExpression | ImpossibleTime, text: str) -> TimeExpression | ImpossibleTime:
    """'vóór het volgende overleg (10 juni)': the day before that of what it is said of."""
    if isinstance(time, ImpossibleTime) or time.modifier is not None or time.granularity != "day":
        return time
    if time.starts_on is None or not _BEFORE_EVENT.search(text, 0, time.start):
        return time
    last = time.starts_on - timedelta(days=1)
    return replace(time, starts_on=None, ends_on=last, modifier="before", edtf=f"../{last.isoformat()}")


def _sharing_years(text: str, anchor: Anchor) -> list[TimeExpression | ImpossibleTime]:
    """The times of a sentence; one without a year has that of the one before it: 'in Q1 2031 … en in Q2'."""
    found = read_times(text, anchor)
    year: int | None = None
    shared: list[TimeExpression | ImpossibleTime] = []
    for time in found:
        if isinstance(time, TimeExpression) and time.granularity in _WITHIN_A_YEAR:
            if (
                time.is_year_inferred
                and year is not None
                and not says(time.text, "deadlines", "classes", "relative")
            ):
                again = read_times(text, replace(anchor, year=year))
                time = next((other for other in again if other.start == time.start), time)
            elif not time.is_year_inferred:
                day = time.ends_on or time.starts_on
                year = day.year if day else None
        shared.append(time)
    return shared


def _seasonal_meetings(text: str, anchor: Anchor) -> Iterator[TimeExpression | ImpossibleTime]:
    """'het voorjaarsoverleg': a meeting that has its season in its name."""
    names_season = any(map(text.lower().__contains__, _SEASONS))
    for found in _SEASONAL.finditer(text) if names_season else ():
        if found["event"].lower().startswith(word_endings("deadlines", "not_deadlines", "events")):
            for time in read_times(found["season"], anchor):
                yield replace(time, start=found.start(), end=found.end(), text=found.group())


def _anchor(frame: Frame, sentence: Sentence) -> Anchor:
    """What a time without a year leans on: column and period; in a letter or annex the document's date."""
    if sentence.part != "agreement":
        return Anchor(reference=frame.document_date)
    year = sentence.column_year or _heading_year(frame, sentence)
    return Anchor(year=year, period=frame.period, reference=frame.document_date)


@lru_cache(maxsize=1024)  # asked for each sentence below it
def _years_in(heading: str) -> frozenset[str]:
    return frozenset(_YEAR.findall(heading))


def _heading_year(frame: Frame, sentence: Sentence) -> int | None:
    """The one year of the nearest heading with years, where it is a year of this agreement."""
    for heading in reversed(sentence.passage.heading_path):
        years = _years_in(heading)
        if years:
            year = int(min(years)) if len(years) == 1 else None
            own = frame.period
            last = own[1] + (not frame.is_period_told) if own else 0  # 'Planning 2031' in a paper of 2030
            return year if year and (own is None or own[0] <= year <= last) else None
    return None
