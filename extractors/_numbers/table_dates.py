"""What the columns and rows of a table share: dates, and totals over years that no word calls so."""

from __future__ import annotations

from dataclasses import replace

from extractors._dutch.numbers import Number
from extractors._numbers.heads import Head
from extractors._numbers.table_cells import Column, Entry, Labels


def with_shared_dates(
    columns: tuple[Column, ...], entries: tuple[Entry, ...]
) -> tuple[tuple[Column, ...], tuple[Entry, ...]]:
    """Bare columns of municipalities take the date of the total beside them, where they add up to it.

    All totals of the table are then about these municipalities together.
    """
    bare = [
        i
        for i, c in enumerate(columns)
        if len(c.head.municipalities) == 1 and not c.head.is_dated and not c.is_label
    ]
    if len(bare) < 2:
        return columns, entries
    together = tuple(sorted({columns[i].head.municipalities[0] for i in bare}))
    changed = list(columns)
    for i, column in enumerate(columns):
        if column.is_label or i in bare or column.head.municipalities:
            continue
        changed[i] = replace(column, head=replace(column.head, municipalities=together))
        if column.head.is_dated and _adds_up(entries, bare, i):
            for j in bare:
                changed[j] = replace(columns[j], head=_dated_as(columns[j].head, column.head))
    return tuple(changed), tuple(
        replace(e, column=changed[e.cell.column]) if not e.column.is_label and e.column.head.text else e
        for e in entries
    )


def _dated_as(head: Head, other: Head) -> Head:
    return replace(
        head,
        year=other.year,
        period=other.period,
        reference=other.reference,
        reference_date=other.reference_date,
        basis=head.basis or other.basis,
    )


def _adds_up(entries: tuple[Entry, ...], parts: list[int], whole: int) -> bool:
    """Whether in every row of counts the parts are exactly the whole, and in one row at least."""
    rows: dict[int, dict[int, Number]] = {}
    for entry in entries:
        if entry.number.unit is None:
            rows.setdefault(entry.row.index, {})[entry.cell.column] = entry.number
    checks = [
        sum(row[part].value_min or 0.0 for part in parts) == row[whole].value_min
        for row in rows.values()
        if whole in row and all(part in row for part in parts)
    ]
    return bool(checks) and all(checks)


def with_unnamed_totals(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """A row or column over several years ('2023-2025') and a last row are totals where they sum others."""
    rows: dict[int, list[Entry]] = {}
    for entry in entries:
        rows.setdefault(entry.row.index, []).append(entry)
    last = max(rows, default=0)
    totals = {
        index: replace(own[0].row, head=_as_total(own[0].row.head))
        for index, own in rows.items()
        if _is_sum(own, rows, is_last=index == last)
    }
    columns = {column.head: replace(column, head=_as_total(column.head)) for column in _sum_columns(rows)}
    if not totals and not columns:  # most tables
        return entries
    return tuple(
        replace(e, row=totals.get(e.row.index, e.row), column=columns.get(e.column.head, e.column))
        for e in entries
    )


def _as_total(head: Head) -> Head:
    return replace(head, is_total=True)


def _sum_columns(rows: dict[int, list[Entry]]) -> list[Column]:
    """The columns over several years ('2024-2026') that sum the columns of those years in each row."""
    found: dict[Head, list[bool]] = {}
    columns: dict[Head, Column] = {}
    for own in rows.values():
        for entry in own:
            period = entry.column.head.period
            if period is None or entry.column.head.is_total or entry.number.value_min is None:
                continue
            years = range(period[0], period[1] + 1)
            parts = [e.number.value_min or 0.0 for e in own if e.column.head.year in years]
            columns[entry.column.head] = entry.column
            found.setdefault(entry.column.head, []).append(
                sum(parts) == entry.number.value_min and bool(parts)
            )
    return [columns[head] for head, holds in found.items() if all(holds)]


def _is_sum(own: list[Entry], rows: dict[int, list[Entry]], is_last: bool) -> bool:
    """Whether each number of a row is what its column holds above it, over the years the row names.

    Of a named row of one year or none only the last can be, and only where it has two numbers to show it.
    """
    row = own[0].row
    is_named = bool(row.text) and row.head.period is None
    if row.head.is_total or (is_named and not (is_last and len(own) > 1 and row.head.year is None)):
        return False
    above = [e for index, others in rows.items() if index < row.index for e in others if _is_part(e, row)]
    sums = [_column_sum(above, entry) for entry in own]
    return len({e.row.index for e in above}) > 1 and all(
        total == entry.number.value_min for total, entry in zip(sums, own, strict=True)
    )


def _is_part(entry: Entry, total: Labels) -> bool:
    period = total.head.period
    is_within = period is None or entry.row.head.year in range(period[0], period[1] + 1)
    return is_within and not entry.row.head.is_total


def _column_sum(above: list[Entry], total: Entry) -> float:
    return sum(e.number.value_min or 0.0 for e in above if e.cell.column == total.cell.column)
