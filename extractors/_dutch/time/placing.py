"""Which year a time without one belongs to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from extractors._dutch.time.meanings import Named
from extractors._dutch.time.model import Anchor
from extractors._dutch.time.units import DAY, NoSuchTimeError, Unit, later, unit_of_day

_BEHIND_NAMED = {"that": 0, "after_that": 1}  # years behind the one named last
_STEPS = {"this": 0, "next": 1, "coming": 1, "last": -1, "after_next": 2}


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
    if named.relative == "every":
        return Placed(named.unit)  # in a range with one of a year: 'mei 2031 tot juni elk jaar'
    if named.whose == "unit" and named.relative:
        return _relative_unit(named, named.relative, anchor)
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
    is_leap_day = unit.kind == "day" and (unit.number, unit.day) == (2, 29)
    reach = 8 if is_leap_day else 1
    distances = []
    for year in range(reference.year - reach, reference.year + reach + 1):
        try:
            days = unit.in_year(year).days()
        except NoSuchTimeError:
            continue
        apart = max((days.first - reference).days, (reference - days.last).days, 0)
        distances.append((apart, year))
    return min(distances, default=(0, reference.year))[1]


def _relative_year(relative: str, anchor: Anchor) -> int | None:
    """'dit jaar' from the document's date, else from the year it speaks of; 'dat jaar' is the last named."""
    if relative in _BEHIND_NAMED:
        return None if anchor.named is None else anchor.named + _BEHIND_NAMED[relative]
    period = anchor.period
    if anchor.reference is None:
        now = anchor.year if anchor.year is not None else period[0] if period else None
        # an agreement that bears no date calls its own year the coming one
        return now if now is None or relative == "coming" else now + _STEPS[relative]
    now = anchor.reference.year
    if relative == "coming":
        return now if period == (now, now) else now + 1
    return now + _STEPS[relative]


def _relative_unit(named: Named, relative: str, anchor: Anchor) -> Placed:
    """'dit najaar', 'volgende week', 'morgen': by the day of writing; a name can lean on the anchor too."""
    unit, reference = named.unit, anchor.reference
    if reference is None:
        return _leaning(unit, anchor) if unit.number else Placed(unit)
    if unit.kind == "weekday":
        weekday = _weekday(unit.day, relative, reference)
        return Placed(unit_of_day(later(weekday, named.steps)), is_inferred=True)
    if unit.number:  # a season or month by its name
        year = _next_year(unit, reference, _STEPS[relative])
        if relative == "this" and _is_over(unit.in_year(year), reference) and anchor.period:
            year = max(
                year, anchor.period[0]
            )  # 'dit najaar' in an agreement on 2031, signed in December 2030
        return Placed(unit.in_year(year), is_inferred=True)
    if unit.kind == "day" and named.is_now:
        return Placed(unit_of_day(later(reference, named.steps)), is_inferred=True)
    if relative == "nearest":
        return Placed(_nearest_day(unit, reference), is_inferred=True)
    return Placed(_counted_unit(unit, reference, _STEPS[relative]), is_inferred=True)


def _is_over(unit: Unit, reference: date) -> bool:
    return unit.days().last < reference


def _weekday(weekday: int, relative: str, reference: date) -> date:
    """'maandag' is the next one, today included; 'volgende maandag' that of next week."""
    ahead = (weekday - reference.isoweekday()) % 7
    monday = reference - (reference.isoweekday() - 1) * DAY
    match relative:
        case "nearest":
            return later(reference, [(ahead, "D")])
        case "coming":
            return later(reference, [(ahead or 7, "D")])
        case "last":
            return later(reference, [(ahead - 7, "D")])
    return later(monday, [(_STEPS[relative], "W"), (weekday - 1, "D")])


def _nearest_day(unit: Unit, reference: date) -> Unit:
    """'de 15e' of the month in which it lies nearest to this day; not every month has a 31st."""
    days = []
    for step in (0, 1, -1):
        day = _counted_unit(unit, reference, step)
        try:
            days.append((abs((day.days().first - reference).days), day))
        except NoSuchTimeError:
            continue
    return min(days, key=lambda found: found[0])[1]


def _next_year(unit: Unit, reference: date, step: int) -> int:
    """The year of the first such season or month after this day, or of the last one before it."""
    if step == 0:
        return reference.year
    this = unit.in_year(reference.year).days()
    if step > 0:
        return reference.year if this.first > reference else reference.year + 1
    return reference.year if this.last < reference else reference.year - 1


def _counted_unit(unit: Unit, reference: date, step: int) -> Unit:
    """The quarter, month, half or week so many steps from the one this day lies in; a day of that month."""
    if unit.kind == "week":
        year, week, _ = later(reference, [(step, "W")]).isocalendar()
        return replace(unit, year=year, number=week)
    if unit.kind == "decade":
        return replace(unit, year=reference.year + 10 * step, number=1)
    if unit.kind == "century":
        return replace(unit, year=reference.year + 100 * step, number=1)
    per_year = {"quarter": 4, "half": 2}.get(unit.kind, 12)
    now = (reference.month - 1) * per_year // 12
    year, number = divmod(reference.year * per_year + now + step, per_year)
    return replace(unit, year=year, number=number + 1)
