"""From the groups of a notation to a day, or to the first and the last of several."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import lru_cache

from extractors._dutch.time.meanings import Meaning, Named, number_of
from extractors._dutch.time.mentions import Mention
from extractors._dutch.time.told import Groups, month_in, named, told, year_in
from extractors._dutch.time.units import NoSuchTimeError, Unit, unit_of_day
from extractors._dutch.time.vocabulary import (
    EASTER_HOLIDAYS,
    FIXED_HOLIDAYS,
    MONTH_NAMES,
    RELATIVE_UNITS,
    one_space,
)


@lru_cache(maxsize=4096)
def _full_date(words: str) -> date:
    """The day that a written date with its year names; dateparser knows which days exist."""
    import dateparser  # costs 0.1 s, and many texts hold no full date

    # told which of its parsers to use: it would try all, with the names of every time zone
    found = dateparser.parse(
        words, date_formats=["%d %B %Y"], languages=["nl"], settings={"PARSERS": ["custom-formats"]}
    )
    if found is None:
        raise NoSuchTimeError(f"there is no {words}")
    return found.date()


def _day(day: date) -> Named:
    return Named(unit_of_day(day))


def _read_iso_date(groups: Groups, _: Mention) -> Named:
    year, month, day = (int(groups[name]) for name in ("year", "month", "day"))
    return Named(Unit("day", year, month, day))


def _read_numeric_date(groups: Groups, _: Mention) -> Named:
    month, year = groups.get("month") or groups["dotted_month"], year_in(groups)
    try:
        return _day(date(year or 0, int(month), int(groups["day"])))
    except ValueError as error:
        raise NoSuchTimeError(f"there is no {groups['day']}-{month}-{year}") from error


def _read_written_date(groups: Groups, _: Mention) -> Named:
    day, month = number_of(groups["day"]), month_in(groups)
    year = year_in(groups)
    if year is not None:
        return _day(_full_date(f"{day} {MONTH_NAMES[month - 1]} {year}"))
    return told(_possible_day(day, month), groups)


def _possible_day(day: int, month: int) -> Unit:
    """A day that some year has."""
    try:
        Unit("day", 2000, month, day).days()
    except NoSuchTimeError as error:
        raise NoSuchTimeError(f"no year has a day {day} in month {month}") from error
    return Unit("day", None, month, day)


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


def _read_first_days(groups: Groups, _: Mention) -> Named:
    found = named("day", month_in(groups), groups)
    return replace(found, until=replace(found.unit, day=number_of(groups["count"])), sign="-")


def _read_day_of_month(groups: Groups, _: Mention) -> Named:
    which = RELATIVE_UNITS[one_space(groups["which"])]
    return Named(Unit("day", number=0, day=number_of(groups["day"])), which, "unit")


def _read_days_of_month(groups: Groups, _: Mention) -> Named:
    first, last = number_of(groups["day"]), number_of(groups["last"])
    if "which" in groups:
        which = RELATIVE_UNITS[one_space(groups["which"])]
        found = Named(Unit("day", number=0, day=first), which, "unit")
    else:
        found = named("day", month_in(groups), groups, first)
    return replace(found, until=replace(found.unit, day=last), sign="-")


def _read_holiday(groups: Groups, _: Mention) -> Named:
    name, year = one_space(groups["holiday"]), year_in(groups)
    if name in EASTER_HOLIDAYS:
        return told(Unit("easter_day", year, day=EASTER_HOLIDAYS[name]), groups)
    day, month = FIXED_HOLIDAYS[name].split("-")
    return told(Unit("day", year, int(month), int(day)), groups)


DATE_READERS: dict[str, Callable[[Groups, Mention], Meaning | None]] = {
    "iso_date": _read_iso_date,
    "numeric_date": _read_numeric_date,
    "written_date": _read_written_date,
    "short_date": _read_short_date,
    "short_dates": _read_short_dates,
    "day_of_month": _read_day_of_month,
    "days_of_month": _read_days_of_month,
    "days_of_this_month": _read_days_of_month,
    "first_days": _read_first_days,
    "month_and_day": _read_written_date,
    "month_first_date": _read_written_date,
    "holiday": _read_holiday,
}
