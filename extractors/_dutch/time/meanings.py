"""What a mention can mean, and the numbers in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from extractors._dutch.time.units import Unit
from extractors._dutch.time.vocabulary import (
    CENTURIES,
    COUNTS,
    ORDINALS,
    RHYTHM_UNITS,
    SPACE,
    YEARS_OF_CENTURY,
    any_of,
    one_space,
)

Amounts = tuple[tuple[int, str], ...]  # counts with Y, H, Q, M, W or D
DAY_OF_WRITING = Unit("day", number=0, day=0)

_DIGITS = re.compile(r"\d+")
_AMOUNT = re.compile(rf"(?P<count>\d+|{any_of(COUNTS)}){SPACE}(?P<unit>{any_of(RHYTHM_UNITS)})(?!\w)")


@dataclass(frozen=True, slots=True)
class Named:
    """A unit by its name, with what is said of its year when no year is printed."""

    unit: Unit
    relative: str | None = None  # a key of [relative_years] or, with `whose`, of [relative_units]
    whose: Literal["year", "unit"] = "year"  # what `relative` counts: 'mei volgend jaar', 'volgende maand'
    until: Unit | None = None  # the last unit of a span written as one: '2022-2026'
    sign: str = ""  # between the two: '-' or '/'
    is_doubtful: bool = False  # whether another day may be meant: 'voor de zomervakantie'
    steps: Amounts = ()  # of a `DAY_OF_WRITING`, how far on: 'morgen', 'over twee weken', 'geleden'

    @property
    def is_now(self) -> bool:
        """Whether it is told by the day of writing, or by `steps` from it."""
        return self.unit == DAY_OF_WRITING


@dataclass(frozen=True, slots=True)
class Elided:
    """Its unit stands behind another: 'tweede' before 'en derde kwartaal', 'dit' before 'of volgend jaar'."""

    number: int = 0
    words: str = ""  # that tell which year, month or week


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often something comes back."""

    count: float | None  # None where it is not told ('meerdere keren per jaar')
    period: str  # ISO 8601 duration
    is_ambiguous: bool = False
    is_yearly: bool = False  # told as 'jaarlijks' or 'elk jaar', so that a date may belong to it


@dataclass(frozen=True, slots=True)
class Term:
    """A stretch that begins or ends on the document's own date: 'binnen drie maanden na ondertekening'."""

    amounts: Amounts
    way: Literal["within", "coming", "past"]


Meaning = Named | Elided | Rhythm | Term


def number_of(words: str, last: int = -1) -> int:
    """An ordinal or a number, in digits or in words; 'laatste' is the `last`."""
    digits = _DIGITS.match(words)
    if digits:
        return int(digits[0])
    number = ORDINALS.get(words) or COUNTS[one_space(words)]
    return number if number > 0 else last


def year_of(words: str) -> int:
    """2018 for 'tweeduizend achttien'."""
    century = next(century for century in CENTURIES if words.startswith(century))
    rest = one_space(words.removeprefix(century)).removeprefix("en ")
    return CENTURIES[century] + (YEARS_OF_CENTURY[rest] if rest else 0)


def amounts_of(words: str, sign: int = 1) -> Amounts:
    """The parts of a duration: ((1, 'M'), (21, 'D')) for '1 maand en 21 dagen'; negative with sign -1."""
    return tuple(
        (sign * number_of(match["count"]), RHYTHM_UNITS[one_space(match["unit"])])
        for match in _AMOUNT.finditer(words)
    )


def from_now(words: str, sign: int) -> Named:
    """The day so far from the day of writing: 'drie weken', with sign -1 for 'geleden'."""
    return Named(DAY_OF_WRITING, "this", "unit", steps=amounts_of(words, sign))


def iso_duration(count: int, letter: str) -> str:
    """'P3M' for three months; halves and quarters of a year are told in months."""
    months = {"H": 6, "Q": 3}.get(letter)
    return f"P{count * months}M" if months else f"P{count}{letter}"
