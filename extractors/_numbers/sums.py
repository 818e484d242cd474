"""Whether the totals that a table prints are the sums of its parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractors._dutch.numbers import Number
from extractors._numbers.table_cells import Entry
from extractors._numbers.tables import Meaning


@dataclass(frozen=True, slots=True)
class Check:
    """One printed total held against its parts."""

    label: str  # where it stands: 'Totaal, 2024'
    printed: Number
    sums: tuple[tuple[float, float], ...]  # what it may be the sum of, least and most, the likeliest first
    entry: Entry

    @property
    def holds(self) -> bool:
        """Whether one of the possible sums is what is printed."""
        return (self.printed.value_min, self.printed.value_max) in self.sums

    @property
    def told(self) -> str:
        """The check in words, for whoever looks it up in the document."""
        low, high = self.sums[0]
        parts = f"{low:g}" if low == high else f"{low:g}-{high:g}"
        return f"{self.label}: printed {self.printed.text.strip()}, parts give {parts}"


def checks(meaning: Meaning) -> list[Check]:
    """All totals of a table that can be checked: rows of totals, and a column of totals per row."""
    return [*_down(meaning), *_across(meaning)]


def _down(meaning: Meaning) -> Iterator[Check]:
    """Rows of totals, column by column."""
    columns: dict[int, list[Entry]] = {}
    for entry in meaning.entries:
        if not entry.row.head.is_running:
            columns.setdefault(entry.cell.column, []).append(entry)
    for entries in columns.values():
        yield from _down_one(entries)
    totals = [e for e in meaning.entries if e.row.head.is_total and e.row.head.period]
    yield from (check for e in totals if (check := _over_years(e, meaning)))


def _down_one(entries: list[Entry]) -> Iterator[Check]:
    """One column's totals, each over the parts above it; one on top over all that stands below."""
    first, *below = entries
    if below and _is_sum(first) and not any(entry.row.head.is_total for entry in below):
        entries = [*below, first]
    since_total: list[Number] = []
    so_far: list[Number] = []
    subtotals: list[Number] = []
    for entry in entries:
        number = entry.number
        if not entry.row.head.is_total:
            since_total.append(number)
            so_far.append(number)
            continue
        if not _is_sum(entry):
            continue
        found = _options(so_far, since_total, subtotals)
        if found and _is_summable(number):
            yield Check(f"{entry.row.text}, {entry.column.head.text}", number, found, entry)
        subtotals.append(number)
        since_total = []


def _is_sum(entry: Entry) -> bool:
    """Whether it is a total of its column: 'Totaal over 2024 en 2025' is none."""
    return entry.row.head.is_total and not entry.row.head.period


def _options(*parts: list[Number]) -> tuple[tuple[float, float], ...]:
    """What a total may be the sum of; a single part counts where it is the only one since the last total."""
    so_far, since_total, _ = parts
    many = [numbers for numbers in parts if len(numbers) > 1]
    is_single = len(since_total) == 1 and len(so_far) > 1
    options = map(_sum, [*([since_total] if is_single else []), *many])
    return tuple(option for option in options if option is not None)


def _across(meaning: Meaning) -> Iterator[Check]:
    """A column of totals against the columns of its kind: years, municipalities."""
    rows: dict[int, list[Entry]] = {}
    for entry in meaning.entries:
        if not (entry.row.head.is_running or entry.column.head.is_running):
            rows.setdefault(entry.row.index, []).append(entry)
    for entries in rows.values():
        totals = [e for e in entries if e.column.head.is_total and not _is_other_moment(e, entries)]
        parts = [e for e in entries if not e.column.head.is_total and _is_part(e)]
        option = _sum([part.number for part in parts]) if len(parts) > 1 else None
        for total in totals:
            if option is not None and _is_summable(total.number):
                label = f"{total.row.text}, {total.column.head.text}".strip(", ")
                yield Check(label, total.number, (option,), total)


def _is_part(entry: Entry) -> bool:
    head = entry.column.head
    return head.year is not None or len(head.municipalities) == 1 or (head.text != "" and not head.is_dated)


def _is_other_moment(total: Entry, entries: list[Entry]) -> bool:
    """Whether a total is dated otherwise than the parts beside it: a target is no sum of counts."""
    head, others = total.column.head, [e.column.head for e in entries if not e.column.head.is_total]
    if head.reference is not None:
        return head.reference not in {other.reference for other in others}
    years = {other.year for other in others if other.year is not None}
    return head.year is not None and bool(years) and head.year not in years


def _over_years(total: Entry, meaning: Meaning) -> Check | None:
    """'Totaal over 2024 en 2025' against the totals of those years; a printed mean may be a mean or a sum."""
    period = total.row.head.period
    if period is None or not _is_summable(total.number):
        return None
    yearly = [
        e.number
        for e in meaning.entries
        if e.row.head.is_total
        and not e.row.head.period
        and e.column.head.year in range(period[0], period[1] + 1)
    ]
    whole = _sum(yearly) if yearly else None
    if whole is None:
        return None
    mean = (whole[0] / len(yearly), whole[1] / len(yearly))
    is_mean = total.row.text.casefold().startswith("gemiddeld")
    return Check(total.row.text, total.number, (mean, whole) if is_mean else (whole,), total)


def _sum(numbers: list[Number]) -> tuple[float, float] | None:
    """Least and most that the numbers are together; None where one is open, a share, or unknown."""
    if not all(map(_is_summable, numbers)):
        return None
    low = sum(number.value_min or 0.0 for number in numbers)
    high = sum(number.value_max or 0.0 for number in numbers)
    return round(low, 2), round(high, 2)


def _is_summable(number: Number) -> bool:
    return number.unit != "percent" and number.value_min is not None and number.value_max is not None
