"""What tables and prose both give: one statement of one number, before ids and repetitions are known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from extractors._document import Span
from extractors._dutch.numbers import Number
from extractors._numbers.rent_bands import RentBand


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One number that says something about housing, and where it stands."""

    span: Span  # the words of the number, or the cell
    context: Span  # the sentence, note or table row it stands in
    number: Number
    raw: str
    label: str  # tells it apart from others in the same context: 'woningen', 'Heuvelpark 2024'
    indicator: str
    unit: str
    basis: str
    rule: str
    segment: str | None = None
    municipalities: tuple[str, ...] = ()
    corporation: str | None = None
    project: str | None = None
    group: str | None = None
    band: RentBand | None = None
    year: int | None = None
    period: tuple[int, int] | None = None
    reference: str | None = None
    reference_date: date | None = None
    rate: str = "total"
    is_total: bool = False
    is_running: bool = False  # it holds the numbers before it as well: 'Cumulatief'
    part_of: Span | None = None  # the number (its span) of which this is a part
    says_again: Span | None = None  # the number that replaces this one: 'in plaats van 1.800'
    table: int | None = None  # index into Document.tables
    notes: tuple[str, ...] = ()
