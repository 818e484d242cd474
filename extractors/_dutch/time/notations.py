"""From the groups of a notation to a unit of the calendar, a rhythm or a term."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal, cast

from extractors._dutch.time.grammar import Mention
from extractors._dutch.time.units import NoSuchTimeError, Part, Unit, UnitKind
from extractors._dutch.time.vocabulary import (
    MONTH_NAMES,
    MONTHS,
    NUMBERS,
    ORDINALS,
    RELATIVE_UNITS,
    RELATIVE_YEARS,
    RHYTHM_ADVERBS,
    RHYTHM_UNITS,
    SEASONS,
    one_space,
)

Groups = dict[str, str]
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Named:
    """A unit by its name, with what is said of its year when no year is printed."""

    unit: Unit
    relative: str | None = None  # a key of [relative_years] or, with `whose`, of [relative_units]
    whose: Literal["year", "unit"] = "year"  # what `relative` counts: 'mei volgend jaar', 'volgende maand'
    until: Unit | None = None  # the last unit of a span written as one: '2022-2026'
    sign: str = ""  # between the two: '-' or '/'


@dataclass(frozen=True, slots=True)
class Elided:
    """A number whose unit follows: 'tweede' in 'tweede en derde kwartaal'."""

    number: int


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often something comes back."""

    count: float | None  # None where it is not told ('meerdere keren per jaar')
    period: str  # ISO 8601 duration
    is_ambiguous: bool = False
    is_yearly: bool = False  # told as 'jaarlijks' or 'elk jaar', so that a date may belong to it


@dataclass(frozen=True, slots=True)
class Term:
    """A term that runs from the document's own date: 'binnen drie maanden na ondertekening'."""

    count: int
    letter: str  # Y, H, Q, M, W or D


Meaning = Named | Elided | Rhythm | Term


def meaning(mention: Mention) -> Meaning | None:
    """What a mention names; None where it is not a time after all. NoSuchTimeError where it cannot be one."""
    found = _READERS[mention.notation](mention.groups, mention)
    if isinstance(found, Named) and mention.part:
        part = cast(Part, mention.part)
        unit = found.unit
        return Named(_parted(unit, part), found.relative, found.whose, found.until, found.sign)
    return found


def _parted(unit: Unit, part: Part) -> Unit:
    return Unit(unit.kind, unit.year, unit.number, unit.day, part)


def _year(groups: Groups) -> int | None:
    return int(groups["year"]) if "year" in groups else None


def _relative(groups: Groups) -> str | None:
    words = (
        one_space(groups["relative"]).removesuffix("jaar").removesuffix("kalender").strip()
        if "relative" in groups
        else ""
    )
    return RELATIVE_YEARS.get(words)


def _named(kind: UnitKind, number: int, groups: Groups, day: int = 1) -> Named:
    return Named(Unit(kind, _year(groups), number, day), _relative(groups))


def number_of(words: str, last: int = 0) -> int:
    """An ordinal or a number, in digits or in words; 'laatste' is the `last`."""
    digits = _DIGITS.match(words)
    if digits:
        return int(digits[0])
    number = ORDINALS.get(words) or NUMBERS[words]
    return number if number > 0 else last


# ------------------------------------------------------------------ dates
@lru_cache(maxsize=4096)
def _full_date(words: str) -> date:
    """The day that a full date names; dateparser settles years of two digits and days that do not exist."""
    import dateparser  # costs 0.1 s, and many texts hold no full date

    found = dateparser.parse(words, languages=["nl"], settings={"DATE_ORDER": "DMY", "STRICT_PARSING": True})
    if found is None:
        raise NoSuchTimeError(f"there is no {words}")
    return found.date()


def _day(day: date) -> Named:
    return Named(Unit("day", day.year, day.month, day.day))


def _read_iso_date(groups: Groups, _: Mention) -> Named:
    return _day(_full_date(f"{groups['year']}-{groups['month']}-{groups['day']}"))


def _read_numeric_date(groups: Groups, _: Mention) -> Named:
    month, year = groups.get("month") or groups["month2"], groups.get("year") or groups["year2"]
    return _day(_full_date(f"{groups['day']}-{month}-{year}"))


def _read_written_date(groups: Groups, _: Mention) -> Named:
    day, month = int(groups["day"]), MONTHS[groups["month"]]
    if "year" in groups:
        return _day(_full_date(f"{day} {MONTH_NAMES[month - 1]} {groups['year']}"))
    return Named(_possible_day(day, month), _relative(groups))


def _possible_day(day: int, month: int) -> Unit:
    """A day that some year has."""
    Unit("day", 2000, month, day).days()
    return Unit("day", None, month, day)


def _read_short_date(groups: Groups, mention: Mention) -> Named | None:
    if mention.effect is None:
        return None
    day, month = int(groups["day"]), int(groups["month"])
    try:
        return Named(_possible_day(day, month))
    except NoSuchTimeError:
        return None


# ------------------------------------------------------------------ parts of a year
def _read_half_month(groups: Groups, _: Mention) -> Named:
    half = number_of(groups["half"], last=2)
    named = _named("month", MONTHS[groups["month"]], groups)
    return Named(_parted(named.unit, "start" if half == 1 else "end"), named.relative)


def _read_quarter(groups: Groups, _: Mention) -> Named | None:
    if "digit" in groups:
        return _named("quarter", int(groups["digit"]), groups)
    return _named("quarter", number_of(groups["ordinal"], last=4), groups)


def _read_half(groups: Groups, _: Mention) -> Named | None:
    if "helft" in groups and "year" not in groups and "relative" not in groups:
        return None  # 'de eerste helft van de huurders'
    if "digit" in groups and "year" not in groups:
        return None  # H1 is a heading
    return _named("half", number_of(groups.get("ordinal") or groups["digit"], last=2), groups)


def _read_week(groups: Groups, _: Mention) -> Named:
    return _named("week", int(groups["number"]), groups)


def _read_season(groups: Groups, _: Mention) -> Named:
    return _named("season", SEASONS[groups["season"]], groups)


def _read_month(groups: Groups, mention: Mention) -> Named | None:
    return _named("month", MONTHS[groups["month"]], groups)


def _read_numeric_month(groups: Groups, _: Mention) -> Named:
    return _named("month", int(groups["month"]), groups)


# ------------------------------------------------------------------ years
def _read_years(groups: Groups, _: Mention) -> Named:
    first, last = int(groups["first"]), int(groups["last"])
    return Named(Unit("year", first), until=Unit("year", last), sign=groups["sign"])


def _read_year(groups: Groups, mention: Mention) -> Named | None:
    told = mention.effect not in (None, "approx", "per") and mention.cue not in ("van", "over", "uit", "aan")
    if "counted" in groups and (not told or groups["year"].endswith("00")):
        return None
    return _named("year", 1, groups)


def _read_relative_year(groups: Groups, mention: Mention) -> Named | Rhythm | None:
    relative = _relative(groups)
    if relative == "every":
        return Rhythm(1, "P1Y", is_yearly=True)
    if relative == "own" and not mention.part:
        return None  # 'het jaar' alone; 'eind van het jaar' is one
    return Named(Unit("year"), relative)


def _read_relative_unit(groups: Groups, _: Mention) -> Named:
    which, unit = RELATIVE_UNITS[one_space(groups["which"])], one_space(groups["unit"])
    if unit in SEASONS:
        return Named(Unit("season", number=SEASONS[unit]), which, "unit")
    if unit in MONTHS:
        return Named(Unit("month", number=MONTHS[unit]), which, "unit")
    kinds: dict[str, UnitKind] = {"kwartaal": "quarter", "maand": "month", "week": "week"}
    return Named(Unit(kinds.get(unit, "half"), number=0), which, "unit")


# ------------------------------------------------------------------ rhythms and terms
def _read_term(groups: Groups, _: Mention) -> Term:
    return Term(number_of(groups["count"]), RHYTHM_UNITS[one_space(groups["unit"])])


def iso_duration(count: int, letter: str) -> str:
    """'P3M' for three months; halves and quarters of a year are told in months."""
    months = {"H": 6, "Q": 3}.get(letter)
    return f"P{count * months}M" if months else f"P{count}{letter}"


def _period(groups: Groups, otherwise: int = 1) -> str:
    every = number_of(groups["every"]) if "every" in groups else otherwise
    return iso_duration(every, RHYTHM_UNITS[one_space(groups["unit"])] if "unit" in groups else "Y")


def _read_times(groups: Groups, _: Mention) -> Rhythm:
    count = number_of(groups["count"]) if "count" in groups else None
    return Rhythm(count, _period(groups), is_ambiguous="upper" in groups)


def _read_every(groups: Groups, _: Mention) -> Rhythm:
    period = _period(groups)
    return Rhythm(1, period, is_yearly=period == "P1Y")


def _read_other(groups: Groups, _: Mention) -> Rhythm:
    return Rhythm(1, _period(groups, otherwise=2))


def _read_per(groups: Groups, _: Mention) -> Rhythm:
    return Rhythm(1, _period(groups))


def _read_adverb(groups: Groups, _: Mention) -> Rhythm:
    letter, every = RHYTHM_ADVERBS[groups["adverb"]], groups.get("every")
    if every == "half":
        return Rhythm(1, {"Y": "P6M", "M": "P15D"}.get(letter, "P6M"))
    period = iso_duration(number_of(every) if every else 1, letter)
    # 'tweejaarlijks' is said of every two years and of twice a year
    return Rhythm(1, period, is_ambiguous=period == "P2Y", is_yearly=period == "P1Y")


_READERS: dict[str, Callable[[Groups, Mention], Meaning | None]] = {
    "iso_date": _read_iso_date,
    "numeric_date": _read_numeric_date,
    "written_date": _read_written_date,
    "short_date": _read_short_date,
    "half_month": _read_half_month,
    "quarter": _read_quarter,
    "year_quarter": _read_quarter,
    "half": _read_half,
    "year_half": _read_half,
    "week": _read_week,
    "year_week": _read_week,
    "season": _read_season,
    "month": _read_month,
    "year_month": _read_month,
    "numeric_month": _read_numeric_month,
    "iso_month": _read_numeric_month,
    "years": _read_years,
    "year": _read_year,
    "elided": lambda groups, _: Elided(number_of(groups["number"], last=-1)),
    "relative_year": _read_relative_year,
    "relative_unit": _read_relative_unit,
    "term": _read_term,
    "times": _read_times,
    "once": _read_every,
    "every": _read_every,
    "other": _read_other,
    "per": _read_per,
    "adverb": _read_adverb,
}
