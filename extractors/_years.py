"""Which years a sentence or header names for what it counts.

A number's year is a coarser question than a deadline's date, and it is asked of headers and of past
years too; so it is read here and not taken from the time expressions of `_dutch.time`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from extractors._cues import listed

Role = Literal["in", "bound", "name"]


@dataclass(frozen=True, slots=True)
class Years:
    """One mention of a year or of a span of years; offsets are into the text that was read."""

    start: int
    end: int
    first: int
    last: int
    role: Role  # in: when it holds · bound: 'tot 2030', 'vanaf 2024' · name: 'Woonvisie 2020'


# 2024 · 2024-2028 · 2024 t/m 2026 · 2024 tot en met 2026 · tussen 2024 en 2028 · 2024/2025 · 2024 en 2025
_YEARS = re.compile(
    r"(?<![\d.,€])(?<!€ )(?<!\d-)(?P<first>(?:19|20)\d\d)(?![\d]|[.,]\d)"
    r"(?:\s*(?:[-‐–—/]|t/m|tm|tot\s+en\s+met|tot|en)\s*(?P<last>(?:19|20)\d\d)(?!\d|[.,]\d))?"
)
# '(2025)' behind a place or number · '2025:' in front of a list
_ALONE = re.compile(r"\((?:19|20)\d\d\)|.?(?:19|20)\d\d\s*:")
_LAST_WORDS = re.compile(r"[^.;:]*$")


def _role(text: str, start: int, own: tuple[int, int] | None, first: int) -> Role:
    before = _LAST_WORDS.search(text[max(0, start - 40) : start])
    words = before[0].rstrip(" (‘'\"") if before else ""
    if _ALONE.match(text, max(0, start - 1)) and not listed("years", "document").search(words):
        return "in"
    if _ends_in(words, "bound"):
        return "bound"
    if _ends_in(words, "before_or_for"):
        return "in" if own is None or first <= own[1] else "bound"
    if not words.strip() or _ends_in(words, "in"):
        return "in"
    return "name"


def _ends_in(words: str, table: str) -> bool:
    return any(match.end() == len(words) for match in listed("years", table).finditer(words))


def read_years(text: str, own: tuple[int, int] | None = None) -> list[Years]:
    """The years named in a text, in order; `own` are the agreement's own years.

    'voor 2030' is a bound where 2030 lies after the agreement's own years, and 'for 2030' otherwise.
    """
    found = []
    for match in _YEARS.finditer(text):
        first, last = int(match["first"]), int(match["last"] or match["first"])
        if last < first:
            first, last = last, first
        found.append(Years(match.start(), match.end(), first, last, _role(text, match.start(), own, first)))
    return found


def has_vague_time(text: str) -> bool:
    """Whether a text names a time without saying which: 'de komende jaren', 'op termijn'."""
    return bool(listed("years", "vague").search(text))
