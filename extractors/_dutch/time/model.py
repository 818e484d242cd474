"""What is asked of the reader and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Granularity = Literal["day", "week", "month", "quarter", "half", "season", "year", "range", "recurring"]
Modifier = Literal["before", "by", "start", "mid", "end", "approx", "from"]
# What counts as a time. In an agreement 'maandag', 'de 15e' and 'de komende vijf jaar' date nothing; in a
# letter or a mail they do, and 'voor 2031' is before that year.
Scope = Literal["agreements", "everyday"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What an expression without a year can lean on; the first that is known wins.

    Words that tell time from the moment of writing ('volgend jaar') lean on `reference` first.
    """

    year: int | None = None  # of the column head or the section
    period: tuple[int, int] | None = None  # first and last year of the agreement
    reference: date | None = None  # the date the document bears
    named: int | None = None  # the year that was named last: 'vóór het einde van dat jaar'


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """One time expression with its normal forms; offsets are into the text that was read."""

    start: int
    end: int
    text: str
    starts_on: date | None  # inclusive
    ends_on: date | None  # inclusive
    granularity: Granularity
    modifier: Modifier | None = None
    quarter: str | None = None  # '2022-Q3' when the expression names one quarter
    recurrence_count: float | None = None  # times per recurrence_period
    recurrence_period: str | None = None  # ISO 8601 duration
    timex3: str | None = None
    edtf: str | None = None
    is_year_inferred: bool = False
    is_ambiguous: bool = False  # can be read in two ways ('tweejaarlijks'); the likelier one was taken
    rule: str = ""  # name of the notation that read it


@dataclass(frozen=True, slots=True)
class ImpossibleTime:
    """Something that is written like a time and cannot be one: 'Q7-2022', '31 juni'."""

    start: int
    end: int
    text: str
    reason: str
