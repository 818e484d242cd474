"""The date a document bears."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from itertools import takewhile

from extractors._document import Document
from extractors._dutch.time import TimeExpression, may_name_day, read_times
from extractors._facts.front import first_lines, title_page
from extractors._facts.parts import Split
from extractors._facts.words import any_of, vocabulary

_YEAR = re.compile(r"20\d\d")  # only lines with a year are read for dates
_LINE_WORDS = 9  # 'Definitief 19 januari 2022', 'Borgvoort, 13 december 2021'
_MONTH_WORDS = 5  # 'Borgvoort aan Zee, juni 2031'
_LETTER_HEAD_LINES = 14
_OPENING_LINES = 8  # of a document, in which it may say when it was decided
# 'Borgvoort, ', 'Aldus te Borgvoort d.d. ' before the date above a signature
_PLACE = re.compile(r"\W*[A-ZÀ-Þ'’][\w '’-]{1,40},?\s+(?:d\.d\.\s*)?")
# 'stand per 31 december 2018': a date the line speaks of, not its own
_SPOKEN_OF = re.compile(r"(?i)\b(?:op|per|ultimo|sinds|vanaf|stand|tot|t/m|van|voor|vóór)\s*$")

_FINITE = re.compile(r"(?i)\b(?:is|zijn|werd|werden|heeft|hebben)\b")  # '… is vastgesteld op' has a subject
# '- Welbouw: oplevering, ', '22 Beleid vaststellen Welbouw ': a date behind an item of a list is an action's
_ITEM = re.compile(r"\s*(?:[-–•▪►>*]\s+\S|[A-Z]?\d{1,2}[.)]?\s+[^\W\d_])")


def document_date(document: Document, split: Split) -> date | None:
    """The date of the covering letter, else of the title page, else of signing; None if none is printed."""
    if split and split[0][1] == "letter":
        written = _letter_date(document.quote(split[0][0]))
        if written is not None:
            return written
    return _title_page_date(document) or opening_date(document, split) or signing_date(document, split)


def _letter_date(letter: str) -> date | None:
    """A date with a label, else the first on a short line above the greeting or, put lower, near it."""
    lines = first_lines(letter)[:_LETTER_HEAD_LINES]
    labelled = next(
        (day for line in lines for start, _, day in _days(line) if _label().search(line[:start])), None
    )
    return labelled or next(
        (day for line in lines if len(line.split()) <= _LINE_WORDS for _, _, day in _days(line)), None
    )


@cache
def _label() -> re.Pattern[str]:
    """'Datum: ', 'd.d. ' right before a date."""
    return re.compile(rf"{any_of(vocabulary().labels)}\s*:?\s*$", re.IGNORECASE)


def _title_page_date(document: Document) -> date | None:
    """A date of its own on a short line, or that of the last version in a version table."""
    before = ""
    page = title_page(document)
    for at, line in enumerate(page):
        days = list(_days(line))
        if days and re.search(any_of(vocabulary().version_tables), f"{before} {line}", re.IGNORECASE):
            return _last_version(page[at:])
        own = [day for start, end, day in days if _is_its_own(line, start, end)]
        if own and (len(line.split()) <= _LINE_WORDS or _is_decided(line)):
            return own[0]
        before = line
    return None


def month_written(document: Document) -> date | None:
    """First day of the month that stands alone on the title page: 'Juni 2031', 'Borgvoort, juni 2031'."""
    for line in title_page(document):
        for time in read_times(line) if _YEAR.search(line) and len(line.split()) <= _MONTH_WORDS else ():
            if isinstance(time, TimeExpression) and time.granularity == "month" and not time.modifier:
                before = line[: time.start]
                if time.end == len(line.rstrip(" .")) and (not before.strip() or _PLACE.fullmatch(before)):
                    return time.starts_on
    return None


def _last_version(lines: list[str]) -> date:
    """The latest date of the lines of a version table, up to the first without a date."""
    dated = takewhile(bool, ([day for _, _, day in _days(line)] for line in lines))
    return max(day for days in dated for day in days)


@cache
def _decided() -> re.Pattern[str]:
    """'Vastgesteld in het bestuurlijk overleg van ', 'ondertekend op ' right before a date."""
    said = any_of((*vocabulary().final, *vocabulary().signing_verbs))
    return re.compile(rf"{said}(?:\s+[^.;:]{{0,60}}?)?\s+(?:op|van|d\.d\.)\s*$", re.IGNORECASE)


@cache
def _by_itself() -> re.Pattern[str]:
    """'Deze agenda hoort bij de visie en is ' right before 'vastgesteld': of this document, no other."""
    kinds = [word for words in vocabulary().types.values() for word in words]
    named = any_of([*kinds, *vocabulary().agreements, *vocabulary().itself])
    return re.compile(
        rf"(?:^\W*|[.;]\s+)(?:(?:deze|dit|de|het)\s+{named}\s[^.;]{{0,120}}?"
        r"\b(?:is|zijn|werd|werden)\s+(?:\w+\s+){0,3}?)?$",
        re.IGNORECASE,
    )


def opening_date(document: Document, split: Split) -> date | None:
    """The date on which the document says in its first sentences that it was decided or signed."""
    start = next((span.start for span, part in split if part == "agreement"), 0)
    for line in first_lines(document.text[start:])[:_OPENING_LINES]:
        for at, _, day in _days(line):
            said = _decided().search(line[:at])
            if said is not None and _by_itself().search(line[: said.start()]):
                return day
    return None


def _is_decided(line: str) -> bool:
    return any(_says_decided(line[:start]) for start, _, _ in _days(line))


def _says_decided(before: str) -> bool:
    """Whether a line says of this document that it was decided: not 'De woonvisie is vastgesteld op '."""
    said = _decided().search(before)
    return said is not None and is_of_itself(before[: said.start()])


def is_of_itself(ahead: str) -> bool:
    """Whether 'vastgesteld' behind these words is said of this document: not behind 'De woonvisie is '."""
    return _FINITE.search(ahead) is None or _by_itself().search(ahead) is not None


def _is_its_own(line: str, start: int, end: int) -> bool:
    """Whether a line says nothing but its date: no number beside it, nothing that happens on it."""
    before = line[:start]
    if _says_decided(before) or re.search(rf"{any_of(vocabulary().final)}\s+$", before, re.I):
        return True
    if _ITEM.match(before):
        return False
    is_spoken_of = _SPOKEN_OF.search(before) or re.search(any_of(vocabulary().spoken_of), line, re.IGNORECASE)
    return not (is_spoken_of or re.search(r"\d", line[end:]) or line[end:].startswith(":"))


@cache
def _signed_pattern() -> re.Pattern[str]:
    """'Ondertekend te Borgvoort op ', 'tekenden op maandag ', 'd.d. ' right before a date."""
    place = r"(?:\s+(?:te|in)\s+[A-ZÀ-Þ'’][\w'’-]+)?"
    return re.compile(
        rf"(?i:{any_of(vocabulary().signing_verbs)}){place}(?:\s+(?:op|d\.d\.|dd\.?))?\s*,?\s*$"
    )


def is_said_to_be_signed(document: Document, split: Split) -> bool:
    """Whether it says when it was signed: 'Op 3 mei 2031 hebben partijen deze afspraken getekend.'"""
    return any(says_signed(line, start, end) for line, start, end, _ in _agreed_days(document, split))


def signing_date(document: Document, split: Split) -> date | None:
    """The date above the signatures of the agreement: with a place before it, or said to be that of signing.

    Of several the last is taken: earlier ones are those of agreements before this one.
    """
    signed: date | None = None
    for line, start, end, day in _agreed_days(document, split):
        is_under_place = len(line.split()) <= _LINE_WORDS and _PLACE.fullmatch(line[:start])
        is_said = _is_signing(line[:start]) or says_signed(line, start, end)
        if (is_under_place and _is_its_own(line, start, end)) or is_said:
            signed = day
    return signed


@lru_cache(maxsize=4)  # asked for the date of a document, and again for its status
def _agreed_days(document: Document, split: Split) -> tuple[tuple[str, int, int, date], ...]:
    """The full dates of the agreement that it may have been signed on, each with its line and place there."""
    lines = (line for span, part in split if part == "agreement" for line in document.quote(span).split("\n"))
    signing = (line for line in lines if len(line.split()) <= _LINE_WORDS or _signing_verb().search(line))
    return tuple((line, *dated) for line in signing for dated in _days(line))


@cache
def _signing_verb() -> re.Pattern[str]:
    return re.compile(any_of(vocabulary().signing_verbs), re.IGNORECASE)


@cache
def _signed_behind() -> re.Pattern[str]:
    """' hebben partijen deze afspraken ondertekend' right behind a date."""
    named = any_of([*vocabulary().types["agreement"], *vocabulary().agreements, "document", "stuk"])
    return re.compile(
        rf"(?i)\s*,?\s*(?:hebben|heeft|is|zijn)\s[^.;\n]{{0,90}}?\b(?:deze|dit)\s+(?:\w+\s+)?{named}"
        rf"[^.;\n]{{0,60}}?\b{any_of(vocabulary().signing_verbs)}"
    )


def says_signed(line: str, start: int, end: int) -> bool:
    """Whether a line says that parties signed this agreement on the date between these places."""
    return _signed_behind().match(line, end) is not None and not is_spoken_of(line[:start])


def _is_signing(before: str) -> bool:
    """Whether a line says that it was signed on the date that follows, and not that it will be."""
    return _signed_pattern().search(before) is not None and not is_spoken_of(before)


def is_spoken_of(before: str) -> bool:
    """Whether the clause so far speaks of what is to come or of something else: 'wordt uiterlijk'."""
    clause = re.split(r"[.;\n]\s*", before)[-1]
    return re.search(any_of(vocabulary().spoken_of), clause, re.IGNORECASE) is not None


def _days(line: str) -> Iterator[tuple[int, int, date]]:
    """Start, end and value of the full dates of a line; those without a year of their own are left out."""
    if not (_YEAR.search(line) and may_name_day(line)):
        return
    for time in read_times(line):
        if not isinstance(time, TimeExpression) or time.granularity != "day" or time.is_year_inferred:
            continue
        if time.starts_on is not None and time.starts_on == time.ends_on:
            yield time.start, time.end, time.starts_on
