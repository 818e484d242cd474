"""A number as it is read, and the vocabulary of Dutch numbers."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

Qualifier = Literal["exact", "approx", "min", "max", "range", "tbd"]
NumberUnit = Literal["percent", "eur"]


class Number(NamedTuple):  # made for each number of a text: a frozen dataclass takes five times as long
    """One number with its qualifier; offsets are into the text that was read, qualifier words included."""

    start: int
    end: int
    text: str
    value_min: float | None  # None: no lower bound, or to be determined
    value_max: float | None
    qualifier: Qualifier = "exact"
    unit: NumberUnit | None = None  # only what is printed with the number itself: '%', '€'
    marks: str = ""  # note marks glued to it: '*', '**', '¹'
    is_word: bool = False  # written in letters: 'zestig', 'een derde'
    core: tuple[int, int] = (0, 0)  # the digits alone, without qualifier, sign and unit

    @property
    def is_year_like(self) -> bool:
        """Whether these bare digits could just as well be a year or a span of years: '2017', '2017-2021'."""
        values = (self.value_min, self.value_max)
        plain = self.unit is None and not self.is_word and "." not in self.text
        return plain and all(value is None or 1900 <= value <= 2099 for value in values)


@cache
def vocabulary() -> dict[str, Any]:
    """The data file of numbers, parsed once."""
    return tomllib.loads((files("extractors.data") / "numbers.toml").read_text(encoding="utf-8"))


def alternatives(words: list[str]) -> str:
    """Words as the alternatives of a pattern, the longest first; a blank is any white space."""
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+").replace("'", "['’‘`]") for word in longest_first)
