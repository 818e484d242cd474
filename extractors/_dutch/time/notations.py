"""From the groups of a notation to a unit of the calendar, a rhythm or a term."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal, cast

from extractors._dutch.time.mentions import Mention
from extractors._dutch.time.units import NoSuchTimeError, Part, Unit, UnitKind
from extractors._dutch.time.vocabulary import (
    DAYS,
    MONTH_NAMES,
    MONTHS,
    NUMBERS,
    ORDINALS,
    RELATIVE_UNITS,
    RELATIVE_YEARS,
    RHYTHM_ADVERBS,
    RHYTHM_UNITS,
    SEASONS,
    SPACE,
    STRETCHES,
    any_of,
    one_space,
)

Groups = dict[str, str]
_DIGITS = re.compile(r"\d+")
_AMOUNT = re.compile(rf"(?P<count>\d+|{any_of(NUMBERS)}){SPACE}(?P<unit>{any_of(RHYTHM_UNITS)})(?!\w)")
_KINDS: dict[str, UnitKind] = {"kwartaal": "quarter", "maand": "month", "week": "week"}


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
    """Counted from the document's own date: 'binnen drie maanden na ondertekening', 'twee weken geleden'."""

    amounts: list[tuple[int, str]]  # counts with Y, H, Q, M, W or D
    way: Literal["within", "coming", "past", "ahead", "ago"]


Meaning = Named | Elided | Rhythm | Term


def meaning(mention: Mention) -> Meaning | None:
    """What a mention names; None where it is not a time after all. NoSuchTimeError where it cannot be one."""
    found = _READERS[mention.notation](mention.groups, mention)
    if isinstance(found, Named) and mention.part:
        part = cast(Part, mention.part)
        return replace(found, unit=replace(found.unit, part=part))
    return found


def _year(groups: Groups) -> int | None:
    return int(groups["year"]) if "year" in groups else None


def _month(groups: Groups) -> int:
    return MONTHS[groups["month"].rstrip(".")]


def _relative(groups: Groups) -> str | None:
    words = one_space(groups.get("relative", "")).removesuffix("jaar").removesuffix("kalender").strip()
    return "this" if words == "het" else RELATIVE_YEARS.get(words)


def _named(kind: UnitKind, number: int, groups: Groups, day: int = 1) -> Named:
    return Named(Unit(kind, _year(groups), number, day), _relative(groups))


def number_of(words: str, last: int = -1) -> int:
    """An ordinal or a number, in digits or in words; 'laatste' is the `last`."""
    digits = _DIGITS.match(words)
    if digits:
        return int(digits[0])
    number = ORDINALS.get(words) or NUMBERS[words]
    return number if number > 0 else last


def amounts_of(words: str) -> list[tuple[int, str]]:
    """The parts of a duration: [(1, 'M'), (21, 'D')] for '1 maand en 21 dagen'."""
    return [
        (number_of(match["count"]), RHYTHM_UNITS[one_space(match["unit"])])
        for match in _AMOUNT.finditer(words)
    ]


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
    month = groups.get("month") or groups["dotted_month"]
    year = groups.get("year") or groups["dotted_year"]
    return _day(_full_date(f"{groups['day']}-{month}-{year}"))


def _read_written_date(groups: Groups, _: Mention) -> Named:
    day, month = number_of(groups["day"]), _month(groups)
    if "year" in groups:
        return _day(_full_date(f"{day} {MONTH_NAMES[month - 1]} {groups['year']}"))
    return Named(_possible_day(day, month), _relative(groups))


def _possible_day(day: int, month: int) -> Unit:
    """A day that some year has."""
    Unit("day", 2000, month, day).days()
    return Unit("day", None, month, day)


def _read_week_of_day(groups: Groups, _: Mention) -> Named:
    return _named("week_of_day", _month(groups), groups, number_of(groups["day"]))


def _read_short_date(groups: Groups, _: Mention) -> Named | None:
    day, month = int(groups["day"]), int(groups["month"])
    try:
        return Named(_possible_day(day, month))
    except NoSuchTimeError:
        return None


# ------------------------------------------------------------------ parts of a year
def _read_week_of_month(groups: Groups, _: Mention) -> Named:
    return _named("week_of_month", _month(groups), groups, number_of(groups["ordinal"]))


def _read_week_of_year(groups: Groups, _: Mention) -> Named:
    return _named("week", number_of(groups["ordinal"]), groups)


def _read_half_month(groups: Groups, _: Mention) -> Named:
    half = number_of(groups["ordinal"], last=2)
    named = _named("month", _month(groups), groups)
    return replace(named, unit=replace(named.unit, part="first_half" if half == 1 else "last_half"))


def _read_quarter(groups: Groups, _: Mention) -> Named:
    number = groups.get("digit") or groups.get("number") or groups["ordinal"]
    return _named("quarter", number_of(number, last=4), groups)


def _read_half(groups: Groups, _: Mention) -> Named | None:
    if "helft" in groups and "year" not in groups and "relative" not in groups:
        return None  # 'de eerste helft van de huurders'
    if "digit" in groups and "year" not in groups:
        return None  # H1 is a heading
    return _named("half", number_of(groups.get("ordinal") or groups["digit"], last=2), groups)


def _read_week(groups: Groups, _: Mention) -> Named:
    named = _named("week", int(groups["number"]), groups)
    if "last" not in groups:
        return named
    return replace(named, until=replace(named.unit, number=int(groups["last"])), sign="-")


def _read_season(groups: Groups, _: Mention) -> Named:
    return _named("season", SEASONS[groups["season"]], groups)


def _read_month(groups: Groups, _: Mention) -> Named:
    return _named("month", _month(groups), groups)


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


def _read_relative_year(groups: Groups, _: Mention) -> Named | Rhythm | None:
    relative = _relative(groups)
    if relative == "every":
        return Rhythm(1, "P1Y", is_yearly=True)
    return Named(Unit("year"), relative)


def _read_own_unit(groups: Groups, mention: Mention) -> Named | None:
    if groups["unit"] == "jaar":
        return Named(Unit("year"), "this")
    if mention.part not in ("rest", "so_far"):
        return None  # 'eind van de maand' may be that of any month
    return Named(Unit(_KINDS[groups["unit"]], number=0), "this", "unit")


def _read_day_of_month(groups: Groups, _: Mention) -> Named:
    which = RELATIVE_UNITS[one_space(groups["which"])]
    return Named(Unit("day", number=0, day=number_of(groups["day"])), which, "unit")


def _read_relative_unit(groups: Groups, _: Mention) -> Named:
    which, unit = RELATIVE_UNITS[one_space(groups["which"])], one_space(groups["unit"])
    if unit in SEASONS:
        return Named(Unit("season", number=SEASONS[unit]), which, "unit")
    if unit.rstrip(".") in MONTHS:
        return Named(Unit("month", number=MONTHS[unit.rstrip(".")]), which, "unit")
    return Named(Unit(_KINDS.get(unit, "half"), number=0), which, "unit")


# ------------------------------------------------------------------ terms
def _read_term(groups: Groups, _: Mention) -> Term:
    return Term(amounts_of(groups["duration"]), "within")


def _read_stretch(groups: Groups, _: Mention) -> Term | None:
    way = STRETCHES[groups.get("way") or groups["inner_way"]]
    words = groups.get("duration") or f"{groups['count']} {groups['unit']}"
    if way == "coming" and "within" in groups:
        return _unless_years(Term(amounts_of(words), "within"))
    return _unless_years(Term(amounts_of(words), "coming" if way == "coming" else "past"))


def _read_ahead(groups: Groups, _: Mention) -> Term | None:
    return _unless_years(Term(amounts_of(groups["duration"]), "ahead"))


def _unless_years(term: Term) -> Term | None:
    """'de komende vijf jaar' and 'afspraken over 5 jaar' tell no date."""
    return None if all(letter == "Y" for _, letter in term.amounts) else term


def _read_ago(groups: Groups, _: Mention) -> Term:
    return Term(amounts_of(groups["duration"]), "ago")


def _read_day_word(groups: Groups, _: Mention) -> Term:
    days = DAYS[one_space(groups["day"])]
    return Term([(abs(days), "D")], "ago" if days < 0 else "ahead")


# ------------------------------------------------------------------ rhythms
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
    "week_of_day": _read_week_of_day,
    "week_of_year": _read_week_of_year,
    "week_of_month": _read_week_of_month,
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
    "elided": lambda groups, _: Elided(number_of(groups["number"])),
    "relative_year": _read_relative_year,
    "own_unit": _read_own_unit,
    "day_of_month": _read_day_of_month,
    "relative_unit": _read_relative_unit,
    "term": _read_term,
    "stretch": _read_stretch,
    "ahead": _read_ahead,
    "ago": _read_ago,
    "day_word": _read_day_word,
    "times": _read_times,
    "once": _read_every,
    "every": _read_every,
    "other": _read_other,
    "per": _read_per,
    "adverb": _read_adverb,
}
