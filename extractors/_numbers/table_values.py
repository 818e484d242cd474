"""What a cell's number comes to by its head: its sign, its bound, its scale, and the band that holds it."""

from __future__ import annotations

from dataclasses import replace

from extractors._document import Span
from extractors._dutch.numbers import Number
from extractors._numbers.heads import Head
from extractors._numbers.statements import Statement


def within_wider_bands(cells: list[Statement], columns: dict[Span, int]) -> list[Statement]:
    """Each band that a wider one holds ('t/m betaalbaar'), as a part of the next wider one of its column."""
    wider = [s for s in cells if s.band and s.band.is_cumulative and s.band.max_eur is not None]
    changed = []
    for s in cells:
        top = s.band.max_eur if s.band else None
        holding = [
            (w.band.max_eur, w.span)
            for w in wider
            if top is not None and w.band and w.band.max_eur is not None and w.band.max_eur > top
            if columns[w.span] == columns[s.span] and w.unit == s.unit
        ]
        changed.append(replace(s, part_of=min(holding)[1]) if holding else s)
    return changed


def replaced_by_results(cells: list[Statement]) -> list[Statement]:
    """What was aimed at, beside what came of it ('Doel 2020 | Resultaat 2020'): not added to it."""
    done = {_of_one_row(s): s.span for s in cells if s.basis == "actual" and s.year is not None}
    return [
        replace(s, says_again=done[key])
        if s.basis in ("target", "planned") and (key := _of_one_row(s)) in done
        else s
        for s in cells
    ]


def _of_one_row(s: Statement) -> tuple[object, ...]:
    return (s.context, s.indicator, s.unit, s.segment, s.year, s.municipalities, s.corporation)


def signed(number: Number, indicator: str) -> Number:
    """What is sold or demolished is often printed with a minus, as a loss to the stock."""
    if indicator not in ("sales", "demolitions") or number.value_max is None or number.value_max >= 0:
        return number
    low, high = (None if value is None else abs(value) for value in (number.value_max, number.value_min))
    return number._replace(value_min=low, value_max=high)


def bounded(number: Number, bound: str | None) -> Number:
    """The number under a head that bounds it: 'Ondergrens', 'Maximaal'."""
    if bound is None or number.qualifier != "exact" or number.unit == "eur":
        return number
    if bound == "min":
        return number._replace(qualifier="min", value_max=None)
    return number._replace(qualifier="max", value_min=None)


def in_full(number: Number, scaled: Head, unit: str) -> Number:
    """The number under a head that says how many are one: '(x € 1.000)', which multiplies no dwellings."""
    if scaled.scale == 1 or number.unit == "percent" or (scaled.unit == "eur" and unit != "eur"):
        return number
    low, high = (None if v is None else v * scaled.scale for v in (number.value_min, number.value_max))
    return number._replace(value_min=low, value_max=high)
