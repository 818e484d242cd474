"""The years a document makes agreements for."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from extractors._document import Document
from extractors._facts.front import title_page
from extractors._facts.words import any_of, holds_any, phrase, vocabulary

Years = tuple[int, int]

_LONGEST_PERIOD = 15  # years
_AROUND = 80  # characters before the years of a period
# '2022 en 2023', '2024-2025', '2020 t/m 2025', '2022-23', '2017'; not the year of a date
YEARS = (
    r"(?<![\d/-])(?P<first>20\d\d)(?!\d)"
    r"(?:\s*(?:-|–|/|t/m|tm|tot en met|tot|en|t\.m\.)\s*(?P<last>20\d\d|\d\d)(?!\d|\.\d|\s*%))?"
)
_YEARS_ALONE = re.compile(rf"\W*(?:(?:voor\s+)?(?:de\s+)?(?:periode|jaren)\s+)?{YEARS}\W*", re.IGNORECASE)
_DAY = r"(?:\d{1,2}\s+[a-z]+\s+)"  # '1 maart ' before a year
_OTHER_PAPER = re.compile(
    r"(?i)(?:visie|agenda|plan|programma|akkoord)\b[^.]{0,60}$"
)  # whose period it is instead


def period(document: Document, title: str | None, *, is_programme: bool) -> Years | None:
    """The years agreed on: from the title, else from the title page, else as the text says most often."""
    if title is not None:
        own = _own_year(title) if is_programme else None
        found = own or years_of(re.search(YEARS, title, re.IGNORECASE))
        if found:
            return found
    alone = [years for line in title_page(document) if (years := years_of(_YEARS_ALONE.fullmatch(line)))]
    several = next((years for years in alone if years[0] < years[1]), None)
    return several or _said(document, title) or _term(document.text) or next(iter(alone), None)


def _said(document: Document, title: str | None) -> Years | None:
    text, written = document.text, document.inventory.year
    lowered = text.lower()
    for pattern in (pattern for words, pattern in _patterns() if holds_any(lowered, words)):
        said = Counter(
            years
            for match in pattern.finditer(text)
            if (years := years_of(match))
            and not (title is None and written and _is_next(text, years[0], written))
            and not _OTHER_PAPER.search(text[max(0, match.start() - _AROUND) : match.start()])
            and not _is_former(text, match)
        )
        if said:
            return said.most_common(1)[0][0]
    return None


@cache
def _patterns() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    """Ways to say for which years, the surest first, each with words of which it holds one.

    'looptijd van 1 maart 2031 tot 1 maart 2034', 'deze overeenkomst loopt van 2031 tot en met 2034',
    'spreken partijen af voor 2031 en 2032', 'het volgende overeengekomen voor de periode 2031-2034',
    'afspraken voor de jaren 2022 en 2023', 'de afspraken voor 2031 en 2032', 'gelden tot en met 2025',
    'deze afspraken zijn getekend op 14 december 2030 en gelden voor 2031'.
    """
    words = vocabulary()
    agreements = (*words.types["agreement"], *words.agreements)
    named = any_of(agreements)
    several = r"(?:\s+de\s+(?:periode|jaren))?(?:\s+van(?:af)?)?"
    span = (
        rf"(?:\s+{any_of(words.between)})*(?:\s+(?:voor|over|van|in))?(?:\s+(?:de|het))?"
        r"(?:\s+(?:periode|jaren|jaar|kalenderjaar))?\s+"
    )
    agreed = "|".join(map(phrase, words.agree))
    runs = (
        rf"(?:{any_of(words.terms)}|{named}\s+{any_of(words.run)}).{{0,40}}?{_DAY}?(?P<first>20\d\d)"
        rf"\s+(?:t/m|tot en met|tot)\s+{_DAY}?(?P<last>20\d\d)"
    )
    holds = r"[^.;\n]{0,80}?\s(?:gelden|geldt|geldig)\s+(?:voor|in|over)(?:\s+het\s+jaar)?\s+"
    return tuple(
        (needed, re.compile(pattern, re.IGNORECASE))
        for needed, pattern in (
            ((*words.terms, *agreements), runs),
            (words.agree, rf"(?:{agreed})\s+(?:voor|over){several}\s+{YEARS}"),
            (agreements, rf"{named}{span}{YEARS}"),
            (agreements, rf"{named}{holds}{YEARS}"),
            (("de",), rf"(?:voor|over)\s+de\s+(?:periode|jaren)(?:\s+van(?:af)?)?\s+{YEARS}"),
            (("jaar",), rf"(?:kalenderjaar|voor het jaar)\s+{YEARS}"),
        )
    )


def _term(text: str) -> Years | None:
    """'gaat in op 1 januari 2031' with 'eindigt op 31 december 2034', or with 'looptijd van vier jaar'."""
    begins, ends, lasts = _term_patterns()
    first = begins.search(text)
    if first is None:
        return None
    start, end, length = int(first["year"]), ends.search(text), lasts.search(text)
    if end is not None and start <= int(end["year"]) <= start + _LONGEST_PERIOD:
        return start, int(end["year"])
    if length is None:
        return None
    return start, start + (vocabulary().counts.get(length["count"].lower()) or int(length["count"])) - 1


@cache
def _term_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """'ingaande 1 januari 2031', 'eindigt op 31 december 2034', 'een looptijd van vier jaar'."""
    words = vocabulary()
    day = rf"(?:\s+(?:op|per|van|met))?\s+{_DAY}?(?P<year>20\d\d)"
    count = any_of([*words.counts, *map(str, range(1, 11))])
    return (
        re.compile(rf"{any_of(words.begin)}{day}", re.IGNORECASE),
        re.compile(rf"{any_of(words.end)}{day}", re.IGNORECASE),
        re.compile(
            rf"{any_of(words.terms)}\s+(?:van|is|bedraagt)\s+(?P<count>{count})\s+jaar", re.IGNORECASE
        ),
    )


@cache
def _former_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Before and behind the years of an agreement that is over: 'de eerdere afspraken ', ' zijn verlopen'."""
    words = vocabulary()
    named = any_of([*words.types["agreement"], *words.agreements, "periode", "looptijd"])
    before = rf"{any_of(words.former)}\s+(?:$|\w+\s+$|(?:\w+\s+)?{named}[^.;\n]*$)"
    behind = rf"[^.;,\n]{{0,30}}\b(?:is|zijn|was|waren)\s+(?:\w+\s+)?{any_of(words.over)}"
    return re.compile(before, re.IGNORECASE), re.compile(behind, re.IGNORECASE)


def _is_former(text: str, years: re.Match[str]) -> bool:
    """Whether the years are those of an agreement before this one."""
    before, behind = _former_patterns()
    ahead = text[max(0, years.start() - _AROUND) : years.start()]
    return before.search(ahead) is not None or behind.match(text, years.end()) is not None


def _is_next(text: str, first: int, written: int) -> bool:
    """Whether a paper without a title speaks of the agreement after its own year: 'in 2023 … voor 2024'."""
    return first > written and re.search(rf"(?i)\bin {written}\b", text) is not None


def _own_year(title: str) -> Years | None:
    """The years behind 'Actieprogramma', not those of the framework agreement before it."""
    word = re.search(any_of(vocabulary().types["action_programme"]), title, re.IGNORECASE)
    return years_of(re.search(YEARS, title[word.end() :], re.IGNORECASE)) if word else None


def years_of(match: re.Match[str] | None) -> Years | None:
    """First and last year of a match of YEARS: '2022-23' is (2022, 2023)."""
    if match is None:
        return None
    first = int(match["first"])
    last = int(match["last"]) if match["last"] else first
    last = last + 2000 if last < 100 else last
    return (first, last) if first <= last <= first + _LONGEST_PERIOD else (first, first)
