"""From the groups of a notation to a unit of the calendar, a rhythm or a term."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import cast

from extractors._dutch.time.everyday import EVERYDAY_READERS, holiday
from extractors._dutch.time.meanings import (
    DAY_OF_WRITING,
    Elided,
    Meaning,
    Named,
    Rhythm,
    number_of,
    year_of,
)
from extractors._dutch.time.mentions import Mention
from extractors._dutch.time.rhythms import RHYTHM_READERS
from extractors._dutch.time.units import NoSuchTimeError, Part, Unit, UnitKind, unit_of_day
from extractors._dutch.time.vocabulary import (
    MONTH_NAMES,
    MONTHS,
    RELATIVE_UNITS,
    RELATIVE_YEARS,
    SEASONS,
    one_space,
)

Groups = dict[str, str]
_LAST_CENTURY = 70  # "'98" is 1998, "'23" is 2023
_KINDS: dict[str, UnitKind] = {"kwartaal": "quarter", "maand": "month", "week": "week"}


def meaning(mention: Mention) -> Meaning | None:
    """What a mention names; None where it is not a time after all. NoSuchTimeError where it cannot be one."""
    found = _READERS[mention.notation](mention.groups, mention)
    if isinstance(found, Named) and mention.part and not found.is_now:
        part = cast(Part, mention.part)
        return replace(found, unit=replace(found.unit, part=part))
    return found


def _year(groups: Groups) -> int | None:
    if "short_year" in groups:
        century = 1900 if int(groups["short_year"]) >= _LAST_CENTURY else 2000
        return century + int(groups["short_year"])
    if "year_words" in groups:
        return year_of(groups["year_words"])
    return int(groups["year"]) if "year" in groups else None


def _month(groups: Groups) -> int:
    return MONTHS[groups["month"].rstrip(".")]


def _relative(groups: Groups) -> str | None:
    words = one_space(groups.get("relative", "")).removesuffix("jaar").removesuffix("kalender").strip()
    return "this" if words == "het" else RELATIVE_YEARS.get(words)


def _named(kind: UnitKind, number: int, groups: Groups, day: int = 1) -> Named:
    return Named(Unit(kind, _year(groups), number, day), _relative(groups))


@lru_cache(maxsize=4096)
def _full_date(words: str) -> date:
    """The day that a full date names; dateparser settles years of two digits and days that do not exist."""
    import dateparser  # costs 0.1 s, and many texts hold no full date

    found = dateparser.parse(words, languages=["nl"], settings={"DATE_ORDER": "DMY", "STRICT_PARSING": True})
    if found is None:
        raise NoSuchTimeError(f"there is no {words}")
    return found.date()


def _day(day: date) -> Named:
    return Named(unit_of_day(day))


def _read_iso_date(groups: Groups, _: Mention) -> Named:
    return _day(_full_date(f"{groups['year']}-{groups['month']}-{groups['day']}"))


def _read_numeric_date(groups: Groups, _: Mention) -> Named:
    month = groups.get("month") or groups["dotted_month"]
    year = groups.get("year") or groups["dotted_year"]
    return _day(_full_date(f"{groups['day']}-{month}-{year}"))


def _read_written_date(groups: Groups, _: Mention) -> Named:
    day, month = number_of(groups["day"]), _month(groups)
    year = _year(groups)
    if year is not None:
        return _day(_full_date(f"{day} {MONTH_NAMES[month - 1]} {year}"))
    return Named(_possible_day(day, month), _relative(groups))


def _possible_day(day: int, month: int) -> Unit:
    """A day that some year has."""
    Unit("day", 2000, month, day).days()
    return Unit("day", None, month, day)


def _read_week_of_day(groups: Groups, _: Mention) -> Named:
    month = groups.get("month") or groups["first_month"]
    day = number_of(groups.get("day") or groups["second_day"])
    return _named("week_of_day", MONTHS[month.rstrip(".")], groups, day)


def _read_short_date(groups: Groups, _: Mention) -> Named | None:
    day, month = int(groups["day"]), int(groups["month"])
    try:
        return Named(_possible_day(day, month))
    except NoSuchTimeError:
        return None


def _read_short_dates(groups: Groups, mention: Mention) -> Named | None:
    last = {"day": groups["last_day"], "month": groups["last_month"]}
    first, until = _read_short_date(groups, mention), _read_short_date(last, mention)
    return replace(first, until=until.unit, sign="-") if first and until else None


def _read_week_of_month(groups: Groups, _: Mention) -> Named:
    return _named("week_of_month", _month(groups), groups, number_of(groups["ordinal"]))


def _read_week_of_year(groups: Groups, _: Mention) -> Named:
    return _named("week", number_of(groups["ordinal"]), groups)


def _read_half_month(groups: Groups, _: Mention) -> Named:
    half = number_of(groups["ordinal"], last=2)
    named = _named("month", _month(groups), groups)
    return replace(named, unit=replace(named.unit, part="first_half" if half == 1 else "last_half"))


def _read_quarter(groups: Groups, _: Mention) -> Named:
    number = next(groups[name] for name in ("digit", "number", "next", "ordinal") if name in groups)
    return _named("quarter", number_of(number, last=4), groups)


def _read_half(groups: Groups, mention: Mention) -> Named | None:
    if ("helft" in groups or "digit" in groups) and not mention.has_year:
        return None  # 'de eerste helft van de huurders', and H1 is a heading
    return _named("half", number_of(groups.get("ordinal") or groups["digit"], last=2), groups)


def _read_months(groups: Groups, _: Mention) -> Named:
    count = number_of(groups["count"]) * (3 if groups["unit"] == "kwartalen" else 1)
    first = 1 if number_of(groups["ordinal"]) > 0 else 13 - count
    named = _named("month", first, groups)
    return replace(named, until=replace(named.unit, number=first + count - 1), sign="-")


def _read_weeks_of_month(groups: Groups, _: Mention) -> Named:
    count, from_end = number_of(groups["count"]), number_of(groups["ordinal"]) < 0
    named = _named("week_of_month", _month(groups), groups, -count if from_end else 1)
    return replace(named, until=replace(named.unit, day=-1 if from_end else count), sign="-")


def _read_first_days(groups: Groups, _: Mention) -> Named:
    named = _named("day", _month(groups), groups)
    return replace(named, until=replace(named.unit, day=number_of(groups["count"])), sign="-")


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


def _read_years(groups: Groups, _: Mention) -> Named:
    first, last = int(groups["first"]), int(groups["last"])
    return Named(Unit("year", first), until=Unit("year", last), sign=groups["sign"])


def _read_decade(groups: Groups, _: Mention) -> Named:
    return Named(Unit("decade", 1900 + int(groups["decade"])))


def _read_year_to_date(_: Groups, __: Mention) -> Named:
    return Named(Unit("year", part="so_far"), "this")


def _read_turn_of_year(groups: Groups, mention: Mention) -> Named:
    """The last day of the one year and the first of the other; of a limit the one that it leaves out."""
    year = int(groups["first"])
    last_day, new_year = Unit("day", year, 12, 31), Unit("day", year + 1, 1, 1)
    match mention.effect:
        case "before" | "until":
            return Named(new_year)
        case "by" | "through" | "after" | "from":
            return Named(last_day)
    return Named(last_day, until=new_year)


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
    if mention.part not in ("rest", "earlier") and mention.scope == "agreements":
        return None  # 'eind van de maand' may be that of any month
    return Named(Unit(_KINDS[groups["unit"]], number=0), "this", "unit")


def _read_day_of_month(groups: Groups, _: Mention) -> Named:
    which = RELATIVE_UNITS[one_space(groups["which"])]
    return Named(Unit("day", number=0, day=number_of(groups["day"])), which, "unit")


def _read_days_of_month(groups: Groups, _: Mention) -> Named:
    first, last = number_of(groups["day"]), number_of(groups["last"])
    if "which" in groups:
        which = RELATIVE_UNITS[one_space(groups["which"])]
        named = Named(Unit("day", number=0, day=first), which, "unit")
    else:
        named = _named("day", _month(groups), groups, first)
    return replace(named, until=replace(named.unit, day=last), sign="-")


def _read_holiday(groups: Groups, _: Mention) -> Named:
    return Named(holiday(one_space(groups["holiday"])).in_year(_year(groups)), _relative(groups))


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
    "holiday": _read_holiday,
    "iso_date": _read_iso_date,
    "numeric_date": _read_numeric_date,
    "written_date": _read_written_date,
    "short_date": _read_short_date,
    "short_dates": _read_short_dates,
    "week_of_day": _read_week_of_day,
    "week_of_year": _read_week_of_year,
    "week_of_month": _read_week_of_month,
    "half_month": _read_half_month,
    "quarter": _read_quarter,
    "next_quarter": _read_quarter,
    "year_quarter": _read_quarter,
    "half": _read_half,
    "year_half": _read_half,
    "months": _read_months,
    "weeks_of_month": _read_weeks_of_month,
    "first_days": _read_first_days,
    "week": _read_week,
    "year_week": _read_week,
    "season": _read_season,
    "month": _read_month,
    "year_month": lambda groups, mention: _READERS["month" if "month" in groups else "season"](
        groups, mention
    ),
    "numeric_month": _read_numeric_month,
    "iso_month": _read_numeric_month,
    "years": _read_years,
    "year": _read_year,
    "round_year_in_words": lambda groups, _: _named("year", 1, groups),
    "year_in_words": lambda groups, _: _named("year", 1, groups),
    "decade": _read_decade,
    "year_to_date": _read_year_to_date,
    "turn_of_year": _read_turn_of_year,
    "elided_season": lambda groups, _: Elided(SEASONS[groups["season"] + "jaar"]),
    "elided_relative": lambda groups, _: Elided(words=one_space(groups["which"])),
    "elided": lambda groups, _: Elided(number_of(groups["number"])),
    "relative_year": _read_relative_year,
    "own_unit": _read_own_unit,
    "now": _read_now,
    "day_of_month": _read_day_of_month,
    "days_of_month": _read_days_of_month,
    "month_and_day": _read_written_date,
    "month_first_date": _read_written_date,
    "days_of_this_month": _read_days_of_month,
    "relative_unit": _read_relative_unit,
}
