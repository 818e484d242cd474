"""The one count that a table cell holds, with the noun that may stand behind it: '110 woningen'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors._dutch.numbers import Number, read_cell
from extractors._numbers.counted import phrases
from extractors._numbers.cues import pattern_of, vocabulary

_LONGEST = 40  # characters; a longer cell is a sentence
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Count:
    """A number and the unit that its own cell names."""

    number: Number
    unit: str | None = None


@lru_cache(maxsize=512)  # cells recur, and each is asked for by column and by row
def read_count(text: str) -> Count | None:
    """The count of a cell; None where it holds none, more than one, or words besides."""
    number = read_cell(text)
    if number is not None:
        return Count(number)
    if len(text) > _LONGEST or not any(map(str.isdigit, text)):
        return None
    words = _suffix().sub("", text)
    number = read_cell(words) if words != text else None
    return Count(number) if number is not None else _with_noun(words)


def _with_noun(text: str) -> Count | None:
    found = phrases(text)
    if len(found) != 1 or not found[0].words or found[0].is_elliptic:
        return None
    rest = text[: found[0].start] + text[found[0].end :]
    return (
        None if _LETTER.search(rest) or any(map(str.isdigit, rest)) else Count(found[0].number, found[0].unit)
    )


@cache
def _suffix() -> re.Pattern[str]:
    """What may stand behind a number without making the cell words: '15 per jaar', '32 st.'."""
    return re.compile(
        rf"\s*(?:{pattern_of(vocabulary('tables')['cell_suffixes']['words'])})\s*$", re.IGNORECASE
    )
