"""The year, and what stands in its place, from the groups of a notation."""

from __future__ import annotations

from extractors._dutch.time.meanings import Named, year_of
from extractors._dutch.time.units import Unit, UnitKind
from extractors._dutch.time.vocabulary import BEHIND, MONTHS, NAMED_YEARS, RELATIVE_YEARS, one_space

Groups = dict[str, str]
_YEARS = ("year", "short_year", "signed_year", "bare_year", "dotted_year", "bracketed_year")
_LAST_CENTURY = 70  # "'98" is 1998, "'23" is 2023


def year_in(groups: Groups) -> int | None:
    """The year that is printed, whole or without its century, or told in words; None where none is."""
    if "year_words" in groups:
        return year_of(groups["year_words"])
    digits = next((groups[name] for name in _YEARS if name in groups), None)
    if digits is None or len(digits) == 4:
        return int(digits) if digits else None
    return int(digits) + (1900 if int(digits) >= _LAST_CENTURY else 2000)


def month_in(groups: Groups) -> int:
    """The number of the month that is named."""
    return MONTHS[groups["month"].rstrip(".")]


def named(kind: UnitKind, number: int, groups: Groups, day: int = 1) -> Named:
    """A unit in the year that is told with it."""
    return told(Unit(kind, year_in(groups), number, day), groups)


def told(unit: Unit, groups: Groups) -> Named:
    """The unit with what stands behind it in the place of a year: 'dit jaar', 'a.s.'."""
    if "behind" in groups:
        return Named(unit, BEHIND[groups["behind"]], "unit")
    return Named(unit, relative_in(groups))


def relative_in(groups: Groups) -> str | None:
    """A key of [relative_years] or [named_years]: the year is told from that of writing, or another one."""
    words = one_space(groups.get("relative", ""))
    if words.startswith("het jaar "):
        return "after_that"  # 'het jaar daarop'
    words = words.removesuffix("jaar").removesuffix("kalender").strip()
    return "this" if words == "het" else RELATIVE_YEARS.get(words) or NAMED_YEARS.get(words)
