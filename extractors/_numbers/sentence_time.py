"""When a number of a sentence holds: of the sentence, else of what stands around it."""

from __future__ import annotations

import re

from extractors._numbers.cues import listed
from extractors._numbers.indicators import has
from extractors._numbers.phrase import Phrase
from extractors._numbers.sentence_indicator import is_of_now
from extractors._numbers.sentence_view import Sentence
from extractors._numbers.times import Time, time_of, year_named, years_in_order
from extractors._numbers.years import Years, has_vague_time, read_years

_FORMER = re.compile(r"\bvan\s+(?:\w+\s+)?$", re.IGNORECASE)  # 'van [circa] 120 naar 80'
_REVIEWED = re.compile(r"\s*(?:(?:op|over|van|in|het|jaar)\s+)*(?P<year>20\d\d)\W*$")  # 'Terugblik[ op 2019]'
_LATTER = re.compile(r"\b(?:naar|tot)\s*$", re.IGNORECASE)


def time_of_number(sentence: Sentence, i: int, phrase: Phrase, indicator: str, rate: str) -> Time:
    """Of the sentence, else of the lead-in, else of the sentence before or the head of the column."""
    if is_of_now(sentence, phrase):
        return None, None
    mentions = [y for y in sentence.times(sentence.text) if not _is_counted(sentence, y)]
    if _is_former(sentence, i, phrase):
        start, end = sentence.region(i)  # 'van 120 naar 80': the sentence's year is that of the 80
        mentions = [y for y in mentions if start <= y.start < end]
        return time_of(mentions[0]) if mentions else (None, None)
    in_order = years_in_order(sentence.text, sentence.found)
    if in_order is not None and phrase.unit not in ("percent", "eur"):
        return in_order.get(i), None
    chosen = year_named(sentence.text, sentence.found, i, mentions)
    if chosen is None and not mentions:
        chosen = next(reversed(sentence.times(sentence.around.lead_in)), None)
    if chosen is not None:
        return time_of(chosen)
    same_time = listed("years", "same_time").search(sentence.text)
    if not mentions and same_time and sentence.around.before:
        last = sentence.around.before[-1]
        return (last.year, None) if same_time[0].endswith("jaar") else (None, last.period)
    if mentions or rate != "total" or has_vague_time(sentence.text):
        return None, None
    carried = _year_before(sentence, indicator) if phrase.unit not in ("percent", "eur") else None
    if carried is not None:
        return carried, None
    of_column = _time_of_column(sentence)
    return of_column if of_column != (None, None) else (_year_of_heading(sentence), None)


def _year_of_heading(sentence: Sentence) -> int | None:
    """'Nieuwbouw in 2024', 'Terugblik 2019': the one year of the nearest heading that names one."""
    for heading in reversed(sentence.around.headings):
        review = listed("years", "review").search(heading)
        reviewed = _REVIEWED.match(heading, review.end()) if review else None
        if reviewed:
            return None if has(sentence.text, "basis_planned") else int(reviewed["year"])
        named = sentence.times(heading)
        if named:
            is_year = len(named) == 1 and named[0].role == "in" and named[0].first == named[0].last
            return named[0].first if is_year else None
    return None


def _is_former(sentence: Sentence, i: int, phrase: Phrase) -> bool:
    """Whether the number is the first of a change: 'van [circa 140] naar 70'."""
    leads = (sentence.text[: p.start] for p in sentence.found[i + 1 : i + 2])
    return bool(_FORMER.search(sentence.text[: phrase.start])) and any(map(_LATTER.search, leads))


def _is_counted(sentence: Sentence, years: Years) -> bool:
    return any(p.number.start < years.end and years.start < p.number.end for p in sentence.found)


def _year_before(sentence: Sentence, indicator: str) -> int | None:
    """The year of the sentence before, where it counts the same or both tell what has been done."""
    before = [s for s in sentence.around.before if s.unit not in ("percent", "eur")]
    if listed("years", "preparing").search(sentence.text):
        return None
    same = [
        s.year
        for s in before
        if s.indicator == indicator or (indicator == "other" and s.indicator == "stock")
    ]
    if same:
        return same[0] if len(set(same)) == 1 else None
    if listed("years", "goes_on").match(sentence.text):
        dated = {s.year for s in before}
        return dated.pop() if len(dated) == 1 else None
    is_told = has(sentence.text, "basis", "actual") and not has(sentence.text, "basis_planned")
    years = {s.year for s in before if s.basis == "actual"}
    return years.pop() if is_told and len(years) == 1 else None


def _time_of_column(sentence: Sentence) -> Time:
    """The year in the head of the column, unless the sentence before speaks of another time."""
    heads = read_years(sentence.around.column_head)
    if not heads:
        return None, None
    head = heads[0]
    if any(
        not head.first <= other.first <= head.last for other in sentence.times(sentence.around.text_before)
    ):
        return None, None
    return time_of(head)
