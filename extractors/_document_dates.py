"""The date a document bears."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from extractors._document import Document, Span
from extractors._document_parts import DocumentPart
from extractors._document_words import any_of, starts_with, vocabulary

_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
# '13 december 2021', '16/11/2022', '26-11-2019', '2021-12-13'
_DATE = re.compile(
    rf"(?<![\d/-])(?:(?P<day>\d{{1,2}})\s+(?P<month>{'|'.join(_MONTHS)})\s+(?P<year>20\d\d)"
    r"|(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>20\d\d)"
    r"|(?P<iy>20\d\d)-(?P<im>\d\d)-(?P<id>\d\d))(?![\d/-])",
    re.IGNORECASE,
)
_LINE_WORDS = 9  # 'Definitief 19 januari 2022', 'Borgvoort, 13 december 2021'
_FRONT_LINES = 14
_PLACE_AND_DATE = re.compile(r"^\W*[A-ZÀ-Þ'’][\w '’-]{1,40},?\s+(?:d\.d\.\s*)?$")
# 'Ondertekend op 16 december 2015', 'tekenden op 12 december 2016', 'd.d. 24 november 2016'
_SIGNED_ON = re.compile(
    r"(?i)\b(?:(?:onder|ge)?teken(?:d|de|den|t)|overeengekomen|opgemaakt|vastgesteld)\b[^.\d]{0,60}$"
)


def document_date(document: Document, split: tuple[tuple[Span, DocumentPart], ...]) -> date | None:
    """The date of the covering letter, else of the title page, else of signing; None where none is printed."""
    if split and split[0][1] == "letter":
        head = _letter_head(document.quote(split[0][0]))
        written = next(iter(_dates(head)), None)
        if written is not None:
            return written[1]
    return _title_page_date(document) or signing_date(document, split)


@cache
def _opening_pattern() -> re.Pattern[str]:
    return re.compile(any_of(vocabulary().letter_openings), re.IGNORECASE)


def _letter_head(letter: str) -> str:
    """What stands above 'Geachte'; where the layout put the date lower, the lines right under it."""
    opening = _opening_pattern().search(letter)
    head = letter[: opening.start()] if opening else letter
    return (
        head
        if _DATE.search(head)
        else "\n".join(line for line in letter.split("\n")[:12] if len(line.split()) <= _LINE_WORDS)
    )


def _title_page_date(document: Document) -> date | None:
    """A date on a short line of the title page, or of the last version in a version table."""
    lines = [line for line in document.text.split("\n", _FRONT_LINES + 1) if line.strip()][:_FRONT_LINES]
    for number, line in enumerate(lines):
        if number and starts_with(lines[number - 1], ("versiebeheer",)):
            versions = [day for _, day in _dates(line)]
            if versions:
                return versions[-1]
        if len(line.split()) <= _LINE_WORDS:
            found = next(iter(_dates(line)), None)
            if found is not None:
                return found[1]
    return None


def signing_date(document: Document, split: tuple[tuple[Span, DocumentPart], ...]) -> date | None:
    """The date above the signatures of the agreement: with a place before it, or said to be that of signing."""
    signed: date | None = None
    for span, part in split:
        if part != "agreement":
            continue
        for line in document.quote(span).split("\n"):
            for start, day in _dates(line):
                before = line[:start]
                is_place = len(line.split()) <= _LINE_WORDS and _PLACE_AND_DATE.match(before)
                if is_place or _SIGNED_ON.search(before):
                    signed = day
    return signed


def _dates(text: str) -> Iterator[tuple[int, date]]:
    for found in _DATE.finditer(text):
        year = found["year"] or found["y"] or found["iy"]
        month = found["m"] or found["im"] or str(_MONTHS.index(found["month"].lower()) + 1)
        day = found["day"] or found["d"] or found["id"]
        try:
            yield found.start(), date(int(year), int(month), int(day))
        except ValueError:
            continue  # '31-06-2021' is no date; the times of the text report it
