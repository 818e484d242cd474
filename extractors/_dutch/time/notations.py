"""From the groups of a notation to a unit of the calendar, a rhythm or a term."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from extractors._dutch.time.dates import DATE_READERS
from extractors._dutch.time.everyday import EVERYDAY_READERS
from extractors._dutch.time.meanings import DAY_OF_WRITING, Elided, Meaning, Named, number_of
from extractors._dutch.time.mentions import Mention
from extractors._dutch.time.rhythms import RHYTHM_READERS
from extractors._dutch.time.told import Groups, month_in, named
from extractors._dutch.time.units import Part, Unit, UnitKind
from extractors._dutch.time.vocabulary import (
    MONTHS,
    NUMERALS,
    RECESSES,
    RELATIVE_UNITS,
    SEASONS,
    WEEKDAYS,
    one_space,
)
from extractors._dutch.time.years import YEAR_READERS

_QUARTER_NUMBERS = ("digit", "apart", "number", "next", "ordinal", "cardinal")
_KINDS: dict[str, UnitKind] = {"kwartaal": "quarter", "maand": "month", "week": "week"}


def meaning(mention: Mention) -> Meaning | None:
    """What a mention names; None where it is not a time after all. NoSuchTimeError where it cannot be one."""
    found = _READERS[mention.notation](mention.groups, mention)
    if isinstance(found, Named) and mention.part and not found.is_now:
        part = cast(Part, mention.part)
        return replace(found, unit=replace(found.unit, part=part))
    return found


def _read_week_of_day(groups: Groups, _: Mention) -> Named:
    month = groups.get("month") or groups["first_month"]
    day = number_of(groups.get("day") or groups["second_day"])
    return named("week_of_day", MONTHS[month.rstrip(".")], groups, day)


def _read_week_of_month(groups: Groups, _: Mention) -> Named:
    return named("week_of_month", month_in(groups), groups, number_of(groups["ordinal"]))


def _read_weekday_of_month(groups: Groups, _: Mention) -> Named:
    found = named("weekday_of_month", month_in(groups), groups, number_of(groups["ordinal"]))
    weekday = WEEKDAYS["names"].index(groups["weekday"])
    return replace(found, unit=replace(found.unit, weekday=weekday))


def _read_week_of_year(groups: Groups, _: Mention) -> Named:
    return named("week", number_of(groups["ordinal"]), groups)


def _read_half_month(groups: Groups, _: Mention) -> Named:
    half = number_of(groups["ordinal"], last=2)
    found = named("month", month_in(groups), groups)
    return replace(found, unit=replace(found.unit, part="first_half" if half == 1 else "last_half"))


def _read_quarter(groups: Groups, _: Mention) -> Named:
    if "numeral" in groups:
        return named("quarter", NUMERALS[groups["numeral"]], groups)
    number = next(groups[name] for name in _QUARTER_NUMBERS if name in groups)
    return named("quarter", number_of(number, last=4), groups)


def _read_half(groups: Groups, mention: Mention) -> Named | None:
    if ("helft" in groups or "digit" in groups) and not mention.has_year:
        return None  # 'de eerste helft van de huurders', and H1 is a heading
    return named("half", number_of(groups.get("ordinal") or groups["digit"], last=2), groups)


def _read_months(groups: Groups, _: Mention) -> Named:
    count = (
        number_of(groups["count"]) * (3 if groups["unit"] == "kwartalen" else 1) if "count" in groups else 1
    )
    first = 1 if number_of(groups["ordinal"]) > 0 else 13 - count
    found = named("month", first, groups)
    if count == 1:
        return found
    return replace(found, until=replace(found.unit, number=first + count - 1), sign="-")


def _read_weeks_of_month(groups: Groups, _: Mention) -> Named:
    count, from_end = number_of(groups["count"]), number_of(groups["ordinal"]) < 0
    found = named("week_of_month", month_in(groups), groups, -count if from_end else 1)
    return replace(found, until=replace(found.unit, day=-1 if from_end else count), sign="-")


def _read_week(groups: Groups, _: Mention) -> Named:
    found = named("week", int(groups["number"]), groups)
    if "last" not in groups:
        return found
    return replace(found, until=replace(found.unit, number=int(groups["last"])), sign="-")


def _read_season(groups: Groups, _: Mention) -> Named:
    return named("season", SEASONS[groups["season"]], groups)


def _read_recess(groups: Groups, mention: Mention) -> Named | None:
    """The season of a recess where that is a limit; no two regions have the same days for the rest."""
    if mention.effect not in ("before", "until", "by", "through", "after"):
        return None
    return replace(named("season", RECESSES[groups["season"]], groups), is_doubtful=True)


def _read_month(groups: Groups, _: Mention) -> Named:
    return named("month", month_in(groups), groups)


def _read_numeric_month(groups: Groups, _: Mention) -> Named:
    return named("month", int(groups["month"]), groups)


def _read_own_unit(groups: Groups, mention: Mention) -> Named | None:
    if groups["unit"] == "jaar":
        return Named(Unit("year"), "this")
    if mention.part not in ("rest", "earlier") and mention.scope == "agreements":
        return None  # 'eind van de maand' may be that of any month
    return Named(Unit(_KINDS[groups["unit"]], number=0), "this", "unit")


def _read_now(_: Groups, __: Mention) -> Named:
    return Named(DAY_OF_WRITING, "this", "unit")


def _read_relative_unit(groups: Groups, _: Mention) -> Named:
    which, unit = RELATIVE_UNITS[one_space(groups["which"])], one_space(groups["unit"])
    if unit in SEASONS:
        return Named(Unit("season", number=SEASONS[unit]), which, "unit")
    if unit.rstrip(".") in MONTHS:
        return Named(Unit("month", number=MONTHS[unit.rstrip(".")]), which, "unit")
    return Named(Unit(_KINDS.get(unit, "half"), number=0), which, "unit")


_READERS: dict[str, Callable[[Groups, Mention], Meaning | None]] = {
    **RHYTHM_READERS,
    **EVERYDAY_READERS,
    **DATE_READERS,
    **YEAR_READERS,
    "week_of_day": _read_week_of_day,
    "week_of_year": _read_week_of_year,
    "week_of_month": _read_week_of_month,
    "weekday_of_month": _read_weekday_of_month,
    "half_month": _read_half_month,
    "quarter": _read_quarter,
    "next_quarter": _read_quarter,
    "year_quarter": _read_quarter,
    "half": _read_half,
    "year_half": _read_half,
    "months": _read_months,
    "weeks_of_month": _read_weeks_of_month,
    "week": _read_week,
    "year_week": _read_week,
    "recess": _read_recess,
    "season": _read_season,
    "month": _read_month,
    "year_month": lambda groups, mention: _READERS["month" if "month" in groups else "season"](
        groups, mention
    ),
    "numeric_month": _read_numeric_month,
    "iso_month": _read_numeric_month,
    "elided_season": lambda groups, _: Elided(SEASONS[groups["season"] + "jaar"]),
    "elided_part": lambda groups, _: Elided(words=one_space(groups["elided"])),
    "elided_relative": lambda groups, _: Elided(words=one_space(groups["which"])),
    "elided": lambda groups, _: Elided(number_of(groups["number"])),
    "own_unit": _read_own_unit,
    "now": _read_now,
    "relative_unit": _read_relative_unit,
}
