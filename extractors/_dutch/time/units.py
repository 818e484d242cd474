"""The calendar: what a quarter, a half year or 'medio september' is in days, in TIMEX3 and in EDTF."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from dateutil.easter import easter

UnitKind = Literal[
    "century", "decade", "year", "half", "season", "quarter", "month", "week", "day",
    "week_of_day", "week_of_month", "weekday", "weekday_of_month", "easter_day",
]  # fmt: skip
Narrow = Literal["start", "mid", "end", "first_half", "last_half"]
Part = Narrow | Literal["first_day", "last_day", "whole", "rest", "so_far", "earlier"]
WeekPart = Literal["weekend", "workweek"]
Precision = Literal["year", "month", "day"]
DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
_THURSDAY = 3

# How many of a kind a year has, how many months one takes, and in which month the first begins.
_COUNT = {"year": 1, "half": 2, "season": 4, "quarter": 4, "month": 12}
_MONTHS = {"year": 12, "half": 6, "season": 3, "quarter": 3, "month": 1}
_FIRST_MONTH = {"year": 1, "half": 1, "season": 3, "quarter": 1, "month": 1}

# Months (begin, medio, eind) of what is longer than a month; days of a month.
_PART_MONTHS: dict[str, dict[str, tuple[int, int]]] = {
    "year": {"start": (0, 3), "mid": (3, 9), "end": (9, 12)},
    "half": {"start": (0, 2), "mid": (2, 4), "end": (4, 6)},
    "season": {"start": (0, 1), "mid": (1, 2), "end": (2, 3)},
    "quarter": {"start": (0, 1), "mid": (1, 2), "end": (2, 3)},
}
_PART_DAYS = {
    "start": (1, 10),
    "mid": (11, 20),
    "end": (21, 31),
    "first_half": (1, 15),
    "last_half": (16, 31),
}
# First and last day of a part of a week, Monday is 0.
_PART_WEEKDAYS = {"start": (0, 2), "mid": (1, 3), "end": (3, 6), "workweek": (0, 4), "weekend": (5, 6)}
_ONE_DAY = ("first_day", "last_day")
_SPANS = {"decade": 10, "century": 100}  # years

# EDTF level 2 counts quarters from 33 and halves from 40, level 1 seasons from 21.
_EDTF_BASE = {"season": 20, "quarter": 32, "half": 39}
_TIMEX_LETTERS = {"half": "H", "quarter": "Q"}
_TIMEX_SEASONS = ("SP", "SU", "FA", "WI")


class NoSuchTimeError(ValueError):
    """What is written does not exist: a fifth quarter, 31 June, a range that ends before it begins."""


@dataclass(frozen=True, slots=True)
class Days:
    """A closed stretch of days."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Unit:
    """One named unit of the calendar; `year` is None where none is known."""

    kind: UnitKind
    year: int | None = None
    number: int = 1  # of the half, season (1 is spring), quarter, month or week; of a day that of its month
    day: int = 1  # of the month or week; of a week_of_month which it is, -1 for the last; from Easter on
    part: Part | WeekPart | None = None
    weekday: int = 0  # of a weekday_of_month, Monday is 0

    def in_year(self, year: int | None) -> Unit:
        """The same unit of another year."""
        return self if year == self.year else replace(self, year=year)

    def days(self) -> Days:
        """First and last day. Needs a year; NoSuchTimeError where that year has no such unit."""
        if self.year is None:
            raise ValueError("a unit without a year has no days")
        return _days(self, self.year)

    def middle(self) -> date:
        """The last day of its first half: 30 June of a year, the 15th of a month."""
        if self.kind == "month":
            return replace(self, part="first_half").days().last
        whole = replace(self, part=None).days()
        if self.kind in ("year", "half"):
            return months(whole.first.year, whole.first.month, _MONTHS[self.kind] // 2).last
        return whole.first + (whole.last - whole.first) // 2

    @property
    def precision(self) -> Precision:
        """How finely its ends are told: those of 2020 by the year, those of 'eind 2020' by the month."""
        if "day" in self.kind or "week" in self.kind or self.part in _ONE_DAY:
            return "day"
        if self.part in _PART_DAYS:
            return "day" if self.kind == "month" else "month"
        return "year" if self.kind in ("year", *_SPANS) else "month"

    def timex3(self) -> str:
        """TIMEX3 value; XXXX where the year is not known."""
        if self.year is None:
            return f"XXXX{self._timex_suffix()}"
        if self.part in _ONE_DAY or self.kind in ("easter_day", "weekday_of_month"):
            return self.days().first.isoformat()
        if "week" in self.kind:
            year, week, _ = self.days().first.isocalendar()
            return f"{year}-W{week:02}{'-WE' if self.part == 'weekend' else ''}"
        if self.kind in _SPANS:
            return str(self.year // _SPANS[self.kind])
        return f"{self._year()}{self._timex_suffix()}"

    def edtf(self) -> str | None:
        """EDTF level 2; None where it has no code: weeks, and parts of a unit whose year is not known."""
        if self.kind == "weekday_of_month" and self.year is not None:
            return self.timex3()
        if "week" in self.kind:
            return None
        if self.part in (*_PART_DAYS, *_ONE_DAY):
            return edtf_of_days(self.days()) if self.year is not None else None
        if self.kind in _SPANS:
            return self.timex3().ljust(4, "X")
        if self.kind == "easter_day" and self.year is None:
            return None
        if self.kind in _EDTF_BASE:
            return f"{self._year()}-{_EDTF_BASE[self.kind] + self.number}"
        return self.timex3()

    def _year(self) -> str:
        return f"{self.year:04}" if self.year is not None else "XXXX"

    def _timex_suffix(self) -> str:
        match self.kind:
            case "half" | "quarter":
                return f"-{_TIMEX_LETTERS[self.kind]}{self.number}"
            case "season":
                return f"-{_TIMEX_SEASONS[self.number - 1]}"
            case "week":
                week = f"-W{self.number:02}" if self.number > 0 else "-WXX"
                return week + ("-WE" if self.part == "weekend" else "")
            case "weekday":
                return f"-WXX-{self.day}"
            case "month":
                return f"-{self.number:02}"
            case "day" | "week_of_day":
                return f"-{self.number:02}-{self.day:02}"
            case "week_of_month":
                return f"-{self.number:02}-WXX"
            case "weekday_of_month":
                return f"-{self.number:02}-WXX-{self.weekday + 1}"
        return ""


@lru_cache(maxsize=512)  # asked for several times of each, and documents name the same few years
def _days(unit: Unit, year: int) -> Days:
    try:
        return _part_of(unit, _whole(unit, year))
    except (ValueError, OverflowError) as error:
        named = f"day {unit.day} in month" if "day" in unit.kind else unit.kind.replace("_", " ")
        raise NoSuchTimeError(f"there is no {named} {unit.number} in {year}") from error


def _whole(unit: Unit, year: int) -> Days:
    match unit.kind:
        case "day":
            day = date(year, unit.number, unit.day)
            return Days(day, day)
        case "week":
            number = unit.number if unit.number > 0 else date(year, 12, 28).isocalendar().week  # the last
            monday = date.fromisocalendar(year, number, 1)
        case "week_of_day":
            day = date(year, unit.number, unit.day)
            monday = day - day.weekday() * DAY
        case "week_of_month":
            monday = _weekday_in_month(year, unit.number, unit.day, _THURSDAY) - _THURSDAY * DAY
        case "weekday_of_month":
            day = _weekday_in_month(year, unit.number, unit.day, unit.weekday)
            return Days(day, day)
        case "easter_day":
            day = easter(year) + unit.day * DAY
            return Days(day, day)
        case "decade" | "century":
            first = year - year % _SPANS[unit.kind]
            return Days(date(first, 1, 1), date(first + _SPANS[unit.kind] - 1, 12, 31))
        case "weekday":
            raise ValueError("no day of a year")
        case _:
            if not 1 <= unit.number <= _COUNT[unit.kind]:
                raise ValueError
            length = _MONTHS[unit.kind]
            return months(year, _FIRST_MONTH[unit.kind] + length * (unit.number - 1), length)
    return Days(monday, monday + 6 * DAY)


def _weekday_in_month(year: int, month: int, which: int, weekday: int) -> date:
    """The first, second, last (-1) or last but one (-2) such day; a week is of its Thursday's month."""
    days = months(year, month, 1)
    if which < 0:
        day = days.last - (days.last.weekday() - weekday) % 7 * DAY + (which + 1) * WEEK
    else:
        day = days.first + (weekday - days.first.weekday()) % 7 * DAY + (which - 1) * WEEK
    if not days.first <= day <= days.last:
        raise ValueError
    return day


def months(year: int, first: int, length: int) -> Days:
    """Whole months from month `first` of the year on; month 13 is January of the next."""
    last_year, last = divmod(year * 12 + first + length - 2, 12)
    return Days(
        date(year + (first - 1) // 12, (first - 1) % 12 + 1, 1),
        date(last_year, last + 1, monthrange(last_year, last + 1)[1]),
    )


def _part_of(unit: Unit, whole: Days) -> Days:
    if unit.part == "first_day":
        return Days(whole.first, whole.first)
    if unit.part == "last_day":
        return Days(whole.last, whole.last)
    if unit.kind == "week" and unit.part in _PART_WEEKDAYS:
        first, last = _PART_WEEKDAYS[unit.part]
        return Days(whole.first + first * DAY, whole.first + last * DAY)
    if unit.part not in _PART_DAYS or unit.kind not in ("month", *_PART_MONTHS):
        return whole
    if unit.kind == "month":
        first, last = _PART_DAYS[unit.part]
        return Days(whole.first.replace(day=first), whole.last.replace(day=min(last, whole.last.day)))
    begin, end = _PART_MONTHS[unit.kind][unit.part]
    return months(whole.first.year, whole.first.month + begin, end - begin)


def unit_of_day(day: date) -> Unit:
    """A day as a unit of the calendar."""
    return Unit("day", day.year, day.month, day.day)


def later(day: date, amounts: Iterable[tuple[int, str]], sign: int = 1) -> date:
    """The day so many units on, or back with sign -1; the last of the month where it has no such day.

    NoSuchTimeError for a day outside the calendar.
    """
    try:
        return _later(day, amounts, sign)
    except (ValueError, OverflowError) as error:
        raise NoSuchTimeError("lies outside the calendar") from error


def _later(day: date, amounts: Iterable[tuple[int, str]], sign: int) -> date:
    for count, letter in amounts:
        if letter in "DW":
            day += sign * count * (WEEK if letter == "W" else DAY)
            continue
        step = sign * count * {"Y": 12, "H": 6, "Q": 3, "M": 1}[letter]
        year, month = divmod(day.year * 12 + day.month - 1 + step, 12)
        day = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    return day


def edtf_of_days(days: Days) -> str:
    """The shortest EDTF for a stretch of days: a month, or two ends as coarse as both allow."""
    ends_month = days.last.day == monthrange(days.last.year, days.last.month)[1]
    precision: Precision = "month" if days.first.day == 1 and ends_month else "day"
    first, last = edge(days.first, precision), edge(days.last, precision)
    return first if first == last else f"{first}/{last}"


def edge(day: date, precision: Precision) -> str:
    """One end of an interval: '2022', '2022-07' or '2022-07-01'."""
    return day.isoformat()[: {"year": 4, "month": 7, "day": 10}[precision]]
