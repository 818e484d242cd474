"""Which years a sentence or header names for what it counts.

A number's year is a coarser question than a deadline's date, and it is asked of headers and of past
years too; so it is read here and not taken from the time expressions of `_dutch.time`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from extractors._numbers.cues import cues_in, listed

Role = Literal["in", "bound", "name"]

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


@dataclass(frozen=True, slots=True)
class Years:
    """One mention of a year or of a span of years; offsets are into the text that was read."""

    start: int
    end: int
    first: int
    last: int
    role: Role  # in: when it holds · bound: 'tot 2030', 'vanaf 2024' · name: 'Woonvisie 2020'


_SPAN_WORDS = (
    r"(?:(?:het|de|eind|begin|medio)\s+)*"
    r"(?:(?:Q|K|kwartaal\s+)[1-4]\s+(?:van\s+)?|[1-4](?:st)?e\s+(?:kwartaal|helft)\s+(?:van\s+)?"
    r"|(?:eerste|tweede|derde|vierde|laatste)\s+(?:kwartaal|halfjaar|helft)\s+(?:van\s+)?"
    rf"|(?:\d{{1,2}}\s+)?(?:{'|'.join(MONTHS)})\s+|(?:voorjaar|zomer|najaar|winter)\s+)?"
)
# 2024 · 2024-2028 · 2024 t/m 2026 · 2024 tot en met Q1 2025 · tussen 2024 en 2028 · 2024/2025 · 2024 en 2025
# 2024, 2025 en 2026
_YEARS = re.compile(
    r"(?<![\d.,€])(?<!€ )(?<!\d-)(?P<first>(?:19|20)\d\d)(?![\d]|[.,]\d)"
    r"(?:(?:,\s*(?:19|20)\d\d)*\s*(?:(?:[-‐–—]|t/m|tm|tot\s+en\s+met|tot)\s*" + _SPAN_WORDS + r"|(?:/|en)\s*)"
    r"(?P<last>(?:19|20)\d\d)(?!\d|[.,]\d))?",
    re.IGNORECASE,
)
# 1/9/2025 · 31-12-2024: always when something holds
_FULL_DATE = re.compile(r"(?<![\d/.-])\d{1,2}[-/.]\d{1,2}[-/.](?P<year>(?:19|20)\d\d)(?![\d/-])")
# december '25 · Q3 ’24: a short year behind a stretch of the year
_SHORT = re.compile(
    rf"\b(?:{'|'.join(MONTHS)}|voorjaar|zomer|najaar|winter|kwartaal|helft|halfjaar|eind|medio|begin|[QK][1-4])"
    r"\s+(?:van\s+)?['’‘`](?P<year>\d\d)(?!\d)",
    re.IGNORECASE,
)
_NAMED = re.compile(r"19\d\d|20\d\d|['’‘`]\d\d")  # what any year is read from: 2031, '31
_QUOTED = re.compile(r"['’‘`]\d\d(?!\d)")  # looked for first: few texts have one
# '(2025)' behind a place or number · '2025:' in front of a list · '2025 – 26' in a list
_ALONE = re.compile(
    r"\((?:19|20)\d\d\)|(?:^|[^\w-])?(?:19|20)\d\d(?:\s*[:=]|\s*[–—-]\s*(?!(?:19|20)\d\d\b)\d+\b(?![-/]))",
    re.DOTALL,
)
# '2018 15, 2019 32 en 2020 28 woningen': two or more years, each with its number
_PAIR = r"(?:19|20)\d\d\s+(?:(?!(?:19|20)\d\d\b)\d[\d.]{0,5}\b|[-–—])(?:\s+(?!en\b)[a-z.]+)?"
_PAIRED = re.compile(rf"(?<!\d){_PAIR}(?:\s*(?:[,;]|en\b)\s*{_PAIR})+")
# '24 sociale huurwoningen, [2027]' · '18 appartementen - [2027-2028]': the year that closes a line
_COUNTED = re.compile(
    r"\d[\d.]*\s+(?:[\w-]+\s+){0,2}[\w-]*(?:woningen|appartementen|eenheden)\s*(?:,|\s[–—-])\s*$"
)
_LAST_YEAR = re.compile(r"20\d\d(?:\s*[-–/]\s*20\d\d)?\s*[.;]?\s*$")
_COUNT_CHARACTERS = 60  # of number and noun before it
_YEARS_AFTER = 10  # so long after its own years an agreement still plans
_MOVED_FROM = re.compile(r"\bvan\s+$", re.IGNORECASE)  # 'verschoven van [2016 naar] 2017'
_MOVED_TO = re.compile(r"\s+naar\b")
_OF = re.compile(r"\s+(?:van|uit)(?:\s+het\s+jaar)?$", re.IGNORECASE)  # 'in het bod [van] 2018'
_FOR = re.compile(r"\bvoor\s+$", re.IGNORECASE)
_LAST_WORDS = re.compile(r"[^.;:]*$")


def _role(text: str, start: int, own: tuple[int, int] | None, first: int) -> Role:
    before = _LAST_WORDS.search(text[max(0, start - 40) : start])
    words = before[0].rstrip(" (‘'\"") if before else ""
    if _ALONE.match(text, max(0, start - 1)) and not listed("years", "document").search(words):
        return "in"
    if is_paired(text, start) or (own is not None and _closes_count(text, start, own, first)):
        return "in"
    if _MOVED_TO.match(text, start + 4) and _MOVED_FROM.search(text, 0, start):
        return "name"
    of = _OF.search(words)
    if of and _ends_in(words[: of.start()], "document"):
        return "name"
    if _ends_in(words, "bound"):
        return "bound"
    if _ends_in(words, "before_or_for"):
        return "in" if own is None or first <= own[1] else "bound"
    if not words.strip() or _ends_in(words, "in"):
        return "in"
    return "name"


def _closes_count(text: str, start: int, own: tuple[int, int], first: int) -> bool:
    """'Zuiderhof, 24 woningen, 2027': near the agreement's own years, since dwellings have a year too."""
    is_near = own[0] - 1 <= first <= own[1] + _YEARS_AFTER
    return is_near and bool(
        _LAST_YEAR.match(text, start) and _COUNTED.search(text[max(0, start - _COUNT_CHARACTERS) : start])
    )


@lru_cache(maxsize=64)
def _paired(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _PAIRED.finditer(text))


def is_paired(text: str, at: int) -> bool:
    """Whether a list of years, each with its number, runs over this place: '2018 15, 2019 32'."""
    return any(start <= at < end for start, end in _paired(text))


def _ends_in(words: str, table: str) -> bool:
    return any(match.end() == len(words) for match in listed("years", table).finditer(words))


def read_years(
    text: str,
    own: tuple[int, int] | None = None,
    this_year: int | None = None,
    next_year: int | None = None,
) -> list[Years]:
    """The years named in a text, in order; `own` are the agreement's own years.

    'voor 2030' is a bound where 2030 lies after the agreement's own years, and 'for 2030' otherwise.
    'dit jaar' and 'vorig jaar' are read only where the caller knows `this_year`, 'volgend jaar' only where
    `next_year`.
    """
    return list(_read(text, own, this_year, next_year))


@lru_cache(maxsize=256)  # each number of a sentence asks for the years of the same words
def _read(
    text: str, own: tuple[int, int] | None, this_year: int | None, next_year: int | None
) -> tuple[Years, ...]:
    if this_year is None and next_year is None and not _NAMED.search(text):
        return ()
    found = [_at(match, int(match["year"])) for match in _FULL_DATE.finditer(text)]
    if _QUOTED.search(text):
        found += [_at(match, 2000 + int(match["year"])) for match in _SHORT.finditer(text)]
    if this_year is not None or next_year is not None:
        found += _relative(text, this_year, next_year)
    taken = {offset for years in found for offset in range(years.start, years.end)}
    for match in _YEARS.finditer(text):
        if match.start() in taken:
            continue
        first, last = int(match["first"]), int(match["last"] or match["first"])
        if last < first:
            first, last = last, first
        mention = Years(match.start(), match.end(), first, last, _role(text, match.start(), own, first))
        found.append(_since_own(text, mention, own))
    return tuple(sorted(_series(text, found), key=lambda years: years.start))


def _since_own(text: str, mention: Years, own: tuple[int, int] | None) -> Years:
    """'bouwt tot en met 2026 150 woningen': from the first of the agreement's own years."""
    is_until = mention.role == "bound" and _ends_in(text[: mention.start].rstrip(), "until")
    if own is None or not is_until or mention.first < own[0]:
        return mention
    return replace(mention, first=own[0], role="in")


def _at(match: re.Match[str], year: int) -> Years:
    return Years(match.start(), match.end(), year, year, "in")


def _relative(text: str, this_year: int | None, next_year: int | None) -> list[Years]:
    last_year = None if this_year is None else this_year - 1
    meant = {"last": last_year, "this": this_year, "next": next_year}
    return [
        Years(cue.start, cue.end, year, year, "in")
        for cue in cues_in(text, "years", "relative")
        if (year := meant.get(cue.meaning)) is not None
    ]


def _series(text: str, found: list[Years]) -> list[Years]:
    """'voor 2025 80 en voor 2026 nog eens 45', 'staan voor 2025 op stapel': for those years, not before."""
    if not found:
        return found
    bounds = [y for y in found if y.role == "bound" and _FOR.search(text[: y.start])]
    if len(bounds) < 2 and not listed("years", "for_year").search(text):
        return found
    return [replace(y, role="in") if y in bounds else y for y in found]


def has_vague_time(text: str) -> bool:
    """Whether a text names a time without saying which: 'de komende jaren', 'op termijn', 'nu'."""
    return bool(listed("years", "vague").search(text) or listed("years", "now").search(text))
