"""The calendar: what a quarter, a half year or 'medio september' is in days, in TIMEX3 and in EDTF."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

UnitKind = Literal["year", "half", "season", "quarter", "month", "week", "day"]
Part = Literal["start", "mid", "end", "first_day", "last_day", "whole"]
Precision = Literal["year", "month", "day"]
DAY = timedelta(days=1)

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
_PART_DAYS = {"start": (1, 10), "mid": (11, 20), "end": (21, 31)}

# EDTF level 2 counts quarters from 33 and halves from 40, level 1 seasons from 21.
_EDTF_BASE = {"season": 20, "quarter": 32, "half": 39}
_TIMEX_SEASONS = ("SP", "SU", "FA", "WI")


class NoSuchTimeError(ValueError):
    """The unit does not exist: a fifth quarter, 31 June."""


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
    number: int = 1  # of the half, season (1 is spring), quarter, month or week; of a day its month
    day: int = 1  # of a day: the day of the month
    part: Part | None = None

    def days(self) -> Days:
        """First and last day; NoSuchTimeError where the calendar has no such unit. Needs a year."""
        if self.year is None:
            raise ValueError("a unit without a year has no days")
        try:
            return _part_of(self, _whole(self))
        except (ValueError, OverflowError) as error:
            raise NoSuchTimeError(f"there is no {self._named()}") from error

    def in_year(self, year: int | None) -> Unit:
        """The same unit of another year."""
        return replace(self, year=year)

    @property
    def precision(self) -> Precision:
        """How finely its ends are told: 'vanaf 2020' by the year, 'vanaf eind 2020' by the month."""
        if self.kind in ("day", "week") or self.part in ("first_day", "last_day"):
            return "day"
        if self.part in ("start", "mid", "end"):
            return "day" if self.kind == "month" else "month"
        return "year" if self.kind == "year" else "month"

    def timex3(self) -> str:
        """TIMEX3 value; XXXX where the year is not known."""
        year = f"{self.year:04}" if self.year is not None else "XXXX"
        if self.part in ("first_day", "last_day") and self.year is not None:
            return self.days().first.isoformat()
        match self.kind:
            case "half":
                return f"{year}-H{self.number}"
            case "quarter":
                return f"{year}-Q{self.number}"
            case "season":
                return f"{year}-{_TIMEX_SEASONS[self.number - 1]}"
            case "week":
                return f"{year}-W{self.number:02}"
            case "month":
                return f"{year}-{self.number:02}"
            case "day":
                return f"{year}-{self.number:02}-{self.day:02}"
        return year

    def edtf(self) -> str | None:
        """EDTF level 2; None where it has no code: weeks, and parts of a unit whose year is not known."""
        if self.part in ("start", "mid", "end", "first_day", "last_day"):
            return edtf_of_days(self.days()) if self.year is not None else None
        if self.kind == "week":
            return None
        if self.kind in _EDTF_BASE:
            year = f"{self.year:04}" if self.year is not None else "XXXX"
            return f"{year}-{_EDTF_BASE[self.kind] + self.number}"
        return self.timex3()

    def _named(self) -> str:
        day = f"day {self.day} in month" if self.kind == "day" else self.kind
        return f"{day} {self.number} in {self.year}"


def _whole(unit: Unit) -> Days:
    year = unit.year or 0
    if unit.kind == "day":
        day = date(year, unit.number, unit.day)
        return Days(day, day)
    if unit.kind == "week":
        return Days(date.fromisocalendar(year, unit.number, 1), date.fromisocalendar(year, unit.number, 7))
    if not 1 <= unit.number <= _COUNT[unit.kind]:
        raise ValueError
    length = _MONTHS[unit.kind]
    return _months(year, _FIRST_MONTH[unit.kind] + length * (unit.number - 1), length)


def _months(year: int, first: int, length: int) -> Days:
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
    if unit.part in (None, "whole") or unit.kind in ("day", "week"):
        return whole
    assert unit.part is not None
    if unit.kind == "month":
        first, last = _PART_DAYS[unit.part]
        return Days(whole.first.replace(day=first), whole.last.replace(day=min(last, whole.last.day)))
    begin, end = _PART_MONTHS[unit.kind][unit.part]
    return _months(whole.first.year, whole.first.month + begin, end - begin)


def edtf_of_days(days: Days) -> str:
    """The shortest EDTF for a stretch of days: a month, or two ends as coarse as both allow."""
    ends_month = days.last.day == monthrange(days.last.year, days.last.month)[1]
    precision: Precision = "month" if days.first.day == 1 and ends_month else "day"
    first, last = edge(days.first, precision), edge(days.last, precision)
    return first if first == last else f"{first}/{last}"


def edge(day: date, precision: Precision) -> str:
    """One end of an interval: '2022', '2022-07' or '2022-07-01'."""
    return day.isoformat()[: {"year": 4, "month": 7, "day": 10}[precision]]
