"""When a deadline stands in a calendar: its day, and how often it comes back.

What is due in a period is due on its last day. What comes back is an event on the last day of each turn, from
the first to the last year of its agreement.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

Rule = Mapping[str, Any]
"""Parts of an RRULE, as the library takes them."""

DAY_OF_YEAR = re.compile(r"XXXX-(\d\d)-(\d\d)")  # 'XXXX-05-01'
MONTH_OF_YEAR = re.compile(r"XXXX-(\d\d)")  # 'XXXX-09'
PART_OF_YEAR = re.compile(r"XXXX-(Q[1-4]|H[12]|SP|SU|FA|WI)")  # 'XXXX-Q3', 'XXXX-SP'
DURATION = re.compile(r"P(\d+)([YMWD])")  # 'P1Y', 'P6M'

_PARTS = {  # first month, and how many; winter goes on into the next year
    **{f"Q{number}": (3 * number - 2, 3) for number in range(1, 5)},
    **{"H1": (1, 6), "H2": (7, 6), "SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3)},
}
_LAST_DAY_OF = {"start": 10, "mid": 20}  # of a month, as the datasets count
_DAYS = {"W": 7, "D": 1}


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day, and the rule by which it comes back."""

    day: date
    rule: Rule | None = None


def occasion(deadline: Mapping[str, Any], years: tuple[int, int] | None) -> Occasion | None:
    """When this row of `deadlines` is due; None where neither it nor the years of its agreement tell.

    An open period ('vanaf') stands on its first day.
    """
    if not deadline["recurrence_period"]:
        day = deadline["ends_on"] or deadline["starts_on"]
        return Occasion(day) if day else None
    span = _span(deadline, years)
    if span is None:
        return None
    dated = _turn_of_the_year(deadline["timex3"] or "", deadline["modifier"])
    return _yearly(dated, span) if dated else _regular(deadline, span)


def _span(deadline: Mapping[str, Any], years: tuple[int, int] | None) -> tuple[date, date] | None:
    """First and last day of what comes back: its own where it has them, else those of the agreement."""
    first = deadline["starts_on"] or (date(years[0], 1, 1) if years else None)
    last = deadline["ends_on"] or (date(years[1], 12, 31) if years else None)
    return (first, last) if first and last and first <= last else None


def _turn_of_the_year(timex3: str, modifier: str | None) -> relativedelta | None:
    """What leads from 1 January to the last day of 'elk jaar voor 1 juli', 'jaarlijks in september'."""
    if day := DAY_OF_YEAR.fullmatch(timex3):
        first = length = relativedelta(month=int(day[1]), day=int(day[2]))
    elif month := MONTH_OF_YEAR.fullmatch(timex3):
        first = relativedelta(month=int(month[1]), day=1)
        length = relativedelta(month=int(month[1]), day=_LAST_DAY_OF.get(modifier or "", 31))
    elif part := PART_OF_YEAR.fullmatch(timex3):
        start, months = _PARTS[part[1]]
        first = relativedelta(month=start, day=1)
        length = relativedelta(month=start, months=+(months - 1), day=31)
    else:
        return None
    return first + relativedelta(days=-1) if modifier == "before" else length


def _yearly(turn: relativedelta, span: tuple[date, date]) -> Occasion | None:
    first, last = span
    day = date(first.year, 1, 1) + turn
    if day < first:
        day = date(first.year + 1, 1, 1) + turn
    if day > last:
        return None
    own = {"bymonth": day.month, "bymonthday": -1} if _ends_its_month(day) else {}
    return _repeated(day, {"freq": "yearly", **own}, last)


def in_units(duration: str) -> tuple[int, str]:
    """'P6M' -> 6, 'M'. Raises ValueError for what is no single unit of the datasets."""
    match = DURATION.fullmatch(duration)
    if match is None:
        raise ValueError(f"{duration} is no duration of years, months, weeks or days.")
    return int(match[1]), match[2]


def _regular(deadline: Mapping[str, Any], span: tuple[date, date]) -> Occasion:
    """'twee keer per jaar': the last day of each half; of the whole period where that has no such parts."""
    first, last = span
    number, unit = in_units(deadline["recurrence_period"])
    times = deadline["recurrence_count"] or 1.0
    if unit in _DAYS:
        day = first + timedelta(days=number * _DAYS[unit] - 1)
        freq = "weekly" if unit == "W" else "daily"
        return _repeated(min(day, last), {"freq": freq, "interval": number}, last)
    months = number * (12 if unit == "Y" else 1)
    if times > 1 and months % times == 0:
        months = int(months / times)
    day = min(first + relativedelta(months=+months, days=-1), last)
    on = -1 if _ends_its_month(day) else day.day
    return _repeated(day, {"freq": "monthly", "interval": months, "bymonthday": on}, last)


def _ends_its_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _repeated(day: date, rule: Rule, last: date) -> Occasion:
    """Without a rule where there is no second time."""
    number = rule.get("interval", 1)
    steps = {
        "yearly": relativedelta(years=number),
        "monthly": relativedelta(months=number),
        "weekly": relativedelta(weeks=number),
        "daily": relativedelta(days=number),
    }
    again = day + steps[rule["freq"]]
    return Occasion(day, {**rule, "until": last} if again <= last else None)
