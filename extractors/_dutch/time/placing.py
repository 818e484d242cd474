"""Which year a time without one belongs to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from extractors._dutch.time.meanings import Named
from extractors._dutch.time.model import Anchor
from extractors._dutch.time.units import NoSuchTimeError, Unit

_STEPS = {"this": 0, "next": 1, "last": -1}


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit in its year; the year stays None where there is nothing to lean on."""

    unit: Unit
    is_inferred: bool = False
    is_ambiguous: bool = False


def place(named: Named, anchor: Anchor) -> Placed:
    """The unit with its year: printed, told from the moment of writing, or leaning on the anchor."""
    if named.unit.year is not None:
        return Placed(named.unit)
    if named.whose == "unit" and named.relative:
        return _relative_unit(named.unit, named.relative, anchor)
    if named.relative:
        year = _relative_year(named.relative, anchor)
        return Placed(named.unit.in_year(year), is_inferred=year is not None)
    if named.unit.kind == "year":
        return Placed(named.unit)
    return _leaning(named.unit, anchor)


def _leaning(unit: Unit, anchor: Anchor) -> Placed:
    if anchor.year is not None:
        return Placed(unit.in_year(anchor.year), is_inferred=True)
    if anchor.period is not None:
        first, last = anchor.period
        return Placed(unit.in_year(first), is_inferred=True, is_ambiguous=first != last)
    if anchor.reference is not None:
        return Placed(unit.in_year(_nearest_year(unit, anchor.reference)), is_inferred=True)
    return Placed(unit)


def _nearest_year(unit: Unit, reference: date) -> int:
    """The year in which the unit lies nearest to this day: in December 'februari' is that of next year."""
    distances = []
    for year in (reference.year, reference.year + 1, reference.year - 1):
        try:
            days = unit.in_year(year).days()
        except NoSuchTimeError:
            continue
        apart = max((days.first - reference).days, (reference - days.last).days, 0)
        distances.append((apart, year))
    return min(distances, default=(0, reference.year))[1]


def _relative_year(relative: str, anchor: Anchor) -> int | None:
    """'dit jaar' from the document's date, else from the year it speaks of."""
    period = anchor.period
    if anchor.reference is None:
        now = anchor.year if anchor.year is not None else period[0] if period else None
        # an agreement that bears no date calls its own year the coming one
        return now if now is None or relative == "coming" else now + _STEPS[relative]
    now = anchor.reference.year
    if relative == "coming":
        return now if period == (now, now) else now + 1
    return now + _STEPS[relative]


def _relative_unit(unit: Unit, relative: str, anchor: Anchor) -> Placed:
    reference, step = anchor.reference, _STEPS[relative]
    if unit.number:  # a season or month by its name
        if reference is None or step == 0:
            return _leaning(unit, anchor) if reference is None else Placed(unit.in_year(reference.year), True)
        return Placed(unit.in_year(_next_year(unit, reference, step)), is_inferred=True)
    if reference is None:
        return Placed(unit)
    return Placed(_counted_unit(unit, reference, step), is_inferred=True)


def _next_year(unit: Unit, reference: date, step: int) -> int:
    """The year of the first such season or month after this day, or of the last one before it."""
    this = unit.in_year(reference.year).days()
    if step > 0:
        return reference.year if this.first > reference else reference.year + 1
    return reference.year if this.last < reference else reference.year - 1


def _counted_unit(unit: Unit, reference: date, step: int) -> Unit:
    """The quarter, month, half or week so many steps from the one this day lies in; a day of that month."""
    if unit.kind == "day" and unit.day == 0:
        return replace(unit, year=reference.year, number=reference.month, day=reference.day)
    if unit.kind == "week":
        year, week, _ = (reference + timedelta(weeks=step)).isocalendar()
        return replace(unit, year=year, number=week)
    per_year = {"quarter": 4, "half": 2}.get(unit.kind, 12)
    now = (reference.month - 1) * per_year // 12
    year, number = divmod(reference.year * per_year + now + step, per_year)
    return replace(unit, year=year, number=number + 1)
