"""From text to time expressions with their normal forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from extractors._dutch.time.forms import MODIFIERS, PART_MODIFIERS, Stretch, edtf_of_timex3, on_last_day
from extractors._dutch.time.lists import BARE_VOOR, Group, groups, lists
from extractors._dutch.time.meanings import Meaning, Rhythm, Term, amounts_of, iso_duration
from extractors._dutch.time.mentions import Mention, mentions
from extractors._dutch.time.model import Anchor, ImpossibleTime, Scope, TimeExpression
from extractors._dutch.time.notations import meaning
from extractors._dutch.time.placing import Placed, place
from extractors._dutch.time.units import DAY, NoSuchTimeError, Unit, edge, later, unit_of_day
from extractors._dutch.time.vocabulary import (
    EASTER_HOLIDAYS,
    FIXED_HOLIDAYS,
    MONTHS,
    PARTS,
    any_of,
    plain,
)

Times = list[TimeExpression | ImpossibleTime]

_YEAR = re.compile(r"\b\d{4}(?=-)")
_WITHIN_YEAR = re.compile(r"(?:\d{4}|XXXX)-")  # 2031-07-01 · XXXX-Q3, but not 2031 · 2031/2034
# in every date: '1-7-2031', 'juli', 'kerst', 'ultimo'
_OF_DAYS = re.compile(rf"\d[-/.]\d|{any_of([*MONTHS, *FIXED_HOLIDAYS, *EASTER_HOLIDAYS, *PARTS])}")
_VOOR_PERIODS = ("year", "half", "quarter", "week_of_day")


def read_times(text: str, anchor: Anchor = Anchor(), scope: Scope = "agreements") -> Times:  # noqa: B008
    """All time expressions of the text, in order and not overlapping; of the scope it depends what is one.

    One exception: years that share a month ('mei 2022 / 2023') give one expression each, with the same words.
    What has no year, and none to lean on, has no dates but an XXXX in its normal forms. Vague words
    ('op termijn') and terms without an anchor ('twee jaar') are not read.
    """
    return list(_times(text, anchor, scope))


@lru_cache(maxsize=512)  # a sentence is asked for its times from several sides, and heads and cells recur
def _times(text: str, anchor: Anchor, scope: Scope) -> tuple[TimeExpression | ImpossibleTime, ...]:
    searched = plain(text)
    found: Times = []
    meant: list[tuple[Mention, Meaning]] = []
    for mention in mentions(searched, scope):
        try:
            read = meaning(mention)
            if isinstance(read, Term):
                found.extend(_term(text, mention, read, anchor))
            elif read is not None:
                meant.append((mention, read))
        except NoSuchTimeError as error:
            found.append(_impossible(text, mention.start, mention.end, error))
    for run in lists(meant, searched):
        for group in groups(run):
            try:
                found.extend(_expressions(text, group, anchor))
                anchor = _having_named(group, anchor)
            except NoSuchTimeError as error:
                found.append(_impossible(text, group.first.start, group.last.end, error))
    return tuple(sorted(found, key=lambda time: time.start))


def _having_named(group: Group, anchor: Anchor) -> Anchor:
    """The anchor of what stands behind a group: 'dat jaar' is the year that was named last."""
    year = group.named[-1].unit.year if group.named else None
    return anchor if year in (None, anchor.named) else replace(anchor, named=year)


def may_name_day(text: str) -> bool:
    """Whether a text has what every date of the calendar has: who wants only those passes over others."""
    return _OF_DAYS.search(plain(text)) is not None


def as_before(time: TimeExpression) -> TimeExpression:
    """The other reading of 'voor 2022': before that year, where it was read as for that year.

    Any other expression is given back as it is.
    """
    if not time.rule.startswith("voor_") or time.starts_on is None:
        return time
    last = time.starts_on - DAY
    closing = edge(last, "year" if time.granularity == "year" else "month")
    return replace(
        time, starts_on=None, ends_on=last, modifier="before", edtf=f"../{closing}", is_ambiguous=False
    )


def as_yearly(time: TimeExpression) -> TimeExpression:
    """The expression as one that comes back every year: 'voor 1 juli' where a law is told.

    Its dates and its quarter are gone and its normal forms have XXXX for the year. What comes back already,
    and whole years, are given back as they are.
    """
    if time.recurrence_period is not None or not _WITHIN_YEAR.match(time.timex3 or ""):
        return time
    timex3 = _YEAR.sub("XXXX", time.timex3 or "")
    return replace(
        time,
        starts_on=None,
        ends_on=None,
        granularity="recurring",
        quarter=None,
        recurrence_count=1.0,
        recurrence_period="P1Y",
        timex3=timex3,
        edtf=edtf_of_timex3(timex3),
        is_year_inferred=False,
        is_ambiguous=False,
    )


def _impossible(text: str, start: int, end: int, error: NoSuchTimeError) -> ImpossibleTime:
    return ImpossibleTime(start, end, text[start:end], str(error))


def _expressions(text: str, group: Group, anchor: Anchor) -> Iterator[TimeExpression]:
    start, end = group.first.start, group.last.end
    words = text[start:end]
    if group.rhythm:
        yield _recurring(words, start, end, group, group.rhythm)
        return
    ends = [place(named, anchor) for named in (group.named[0], group.named[-1])]
    if any(placed.unit.number == 0 or placed.unit.kind == "weekday" for placed in ends):
        return  # 'komend kwartaal' without a day to count from
    for year in [None, *group.years]:
        in_year = [replace(placed, unit=placed.unit.in_year(year)) if year else placed for placed in ends]
        yield _expression(words, start, end, group, in_year, anchor.reference)


def _expression(
    words: str, start: int, end: int, group: Group, ends: list[Placed], reference: date | None
) -> TimeExpression:
    stretch = _stretch(group, ends, reference)
    is_for, is_doubtful = _voor(group, stretch)
    if is_for:
        stretch = replace(stretch, effect=None)
    starts_on, ends_on = stretch.bounds()
    is_cut = stretch.effect == "between" and not stretch.is_range  # 'tussen 1 mei en de vakantie'
    is_until_year = stretch.excludes_last and stretch.last.kind == "year"  # '2017 tot 2019'
    return TimeExpression(
        start,
        end,
        words,
        starts_on,
        ends_on,
        stretch.granularity,
        stretch.modifier,
        quarter=stretch.quarter,
        timex3=stretch.timex3(),
        edtf=stretch.edtf(),
        is_year_inferred=any(placed.is_inferred for placed in ends),
        is_ambiguous=is_doubtful
        or is_cut
        or is_until_year
        or any(placed.is_ambiguous for placed in ends)
        or any(named.is_doubtful for named in group.named),
        rule=f"voor_{stretch.first.kind}" if is_doubtful else "range" if group.kind else group.first.notation,
    )


def _stretch(group: Group, ends: list[Placed], reference: date | None) -> Stretch:
    first, last = ends[0].unit, ends[-1].unit
    effect, part = group.first.effect, first.part
    if group.first.offset and first.year is not None:
        amounts = amounts_of(group.first.offset, -1 if effect == "before" else 1)
        shifted = unit_of_day(later(first.days().first, amounts))
        return Stretch(shifted, shifted)
    if (
        group.first.notation == "school_year"
        and effect == "before"
        and (part or group.first.cue != BARE_VOOR)
    ):
        until = last if part == "end" else replace(first, part=None)  # 'vóór de start van het schooljaar'
        return Stretch(until, until, effect)
    if group.kind:
        first, last = _in_order(first, last, group)
        effect = None if effect in ("from", "until", "through", "per", "before") else effect
    elif effect == "per" and part == "end":
        first = last = on_last_day(first)
    elif effect == "per" and first.kind == "day":
        effect = "from"
    return Stretch(
        first,
        last,
        effect,
        is_range=bool(group.kind),
        excludes_last=_excludes_last(group, last),
        not_before=reference if part == "rest" else None,
        not_after=_not_after(first, reference),
    )


def _not_after(unit: Unit, today: date | None) -> date | None:
    """Until when a part of a unit counts: 'eerder' is its first half, in the unit of today not past it."""
    if today is None or unit.part not in ("so_far", "earlier"):
        return None
    if unit.part == "so_far":
        return today
    return min(today, unit.middle()) if today <= unit.days().last else unit.middle()


def _voor(group: Group, stretch: Stretch) -> tuple[bool, bool]:
    """Whether 'voor' means 'for' here, and whether that is in doubt.

    'voor 1 juli' and 'voor de zomer' are before, 'voor het jaar 2022' and 'voor 2022 en 2023' are for.
    """
    first = group.first
    if first.effect != "before" or first.cue != BARE_VOOR or stretch.first.part or first.offset:
        return False, False
    is_in_year = "relative" in first.groups and stretch.first.kind in (
        "day",
        "month",
    )  # 'voor 1 mei van dit jaar'
    if group.kind or "word" in first.groups or "which" in first.groups:
        return True, False
    if "relative" in first.groups and not is_in_year:
        return True, False
    if first.scope == "everyday":
        return stretch.first.kind == "week_of_day", False
    is_doubtful = stretch.first.kind in _VOOR_PERIODS
    return is_doubtful, is_doubtful


def _in_order(first: Unit, last: Unit, group: Group) -> tuple[Unit, Unit]:
    """A range over New Year has its first or last unit in the neighbouring year."""
    if first.year is None or last.year is None or _is_in_order(first, last, group):
        return first, last
    first_year, last_year = first.year, last.year
    if group.named[-1].unit.kind == "weekday":
        last = unit_of_day(later(last.days().first, [(1, "W")]))
    elif not group.last.has_year:
        last = last.in_year(last_year + 1)
    elif not group.first.has_year:
        first = first.in_year(first_year - 1)
    if not _is_in_order(first, last, group):
        raise NoSuchTimeError(f"{first.timex3()} comes after {last.timex3()}")
    return first, last


def _is_in_order(first: Unit, last: Unit, group: Group) -> bool:
    end = last.days().first - DAY if _excludes_last(group, last) else last.days().last
    return first.days().first <= end


def _excludes_last(group: Group, last: Unit) -> bool:
    """'van april tot juni' leaves June out; 'tot eind juni' does not."""
    return group.kind == "until" and last.part != "end"


def _recurring(words: str, start: int, end: int, group: Group, rhythm: Rhythm) -> TimeExpression:
    units = [named.unit.in_year(None) for named in group.named]
    is_range, first = len(units) > 1, units[0] if units else None
    timex3 = "/".join(unit.timex3() for unit in units) or rhythm.period
    part = PART_MODIFIERS.get(first.part) if first else None
    return TimeExpression(
        start,
        end,
        words,
        None,
        None,
        "recurring",
        MODIFIERS.get(group.last.effect, part) if first and not is_range else None,
        recurrence_count=rhythm.count,
        recurrence_period=rhythm.period,
        timex3=timex3,
        edtf=edtf_of_timex3(timex3) if is_range else first.edtf() if first else None,
        is_ambiguous=rhythm.is_ambiguous,
        rule="yearly_date" if first else group.first.notation,
    )


def _term(text: str, mention: Mention, term: Term, anchor: Anchor) -> Iterator[TimeExpression]:
    """A term counted from the document's date; nothing where that is not known."""
    reference = _day_told(mention.groups) or anchor.reference
    if reference is None:
        return
    starts_on, ends_on = _term_bounds(reference, term)
    yield TimeExpression(
        mention.start,
        mention.end,
        text[mention.start : mention.end],
        starts_on,
        ends_on,
        "range",
        "by" if term.way == "within" else None,
        timex3="P" + "".join(_iso(*amount) for amount in term.amounts),
        edtf=f"{starts_on.isoformat()}/{ends_on.isoformat()}",
        is_year_inferred=True,
        rule=mention.notation,
    )


def _day_told(groups: dict[str, str]) -> date | None:
    """The day in the bracket of 'binnen drie maanden na ondertekening (15 januari 2031)'."""
    if "day" not in groups:
        return None
    return (
        Unit("day", int(groups["year"]), MONTHS[groups["month"].rstrip(".")], int(groups["day"])).days().first
    )


def _iso(count: int, letter: str) -> str:
    return iso_duration(count, letter).removeprefix("P")


def _term_bounds(reference: date, term: Term) -> tuple[date, date]:
    match term.way:
        case "within":
            return reference, later(reference, term.amounts)
        case "coming":
            return reference + DAY, later(reference, term.amounts)
        case "past":
            return later(reference, term.amounts, -1), reference - DAY
