"""From text to time expressions with their normal forms."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from extractors._dutch.time.grammar import Mention, mentions
from extractors._dutch.time.lists import Group, groups, lists
from extractors._dutch.time.model import Anchor, Granularity, ImpossibleTime, Modifier, TimeExpression
from extractors._dutch.time.notations import Meaning, Rhythm, Term, iso_duration, meaning
from extractors._dutch.time.placing import place
from extractors._dutch.time.units import DAY, NoSuchTimeError, Unit, edge
from extractors._dutch.time.vocabulary import plain

_PART_MODIFIERS: dict[str, Modifier] = {"start": "start", "mid": "mid", "end": "end"}
_MODIFIERS: dict[str, Modifier] = {
    "before": "before",
    "until": "before",
    "by": "by",
    "through": "by",
    "from": "from",
    "after": "from",
    "approx": "approx",
    "toward": "approx",
}
_BARE_VOOR = "voor"
_VOOR_PERIODS = ("year", "half", "quarter")  # 'voor 2022' is 'for 2022' as often as 'before 2022'


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A group in its years: one unit, or the first and the last one of a range."""

    first: Unit
    last: Unit
    is_range: bool = False
    excludes_last: bool = False  # 'van april tot juni'
    is_inferred: bool = False
    is_ambiguous: bool = False


def read_times(text: str, anchor: Anchor = Anchor()) -> list[TimeExpression | ImpossibleTime]:  # noqa: B008
    """All time expressions of the text, in order and not overlapping.

    One exception: years that share a month ('mei 2022 / 2023') give one expression each, with the same words.
    What has no year, and none to lean on, has no dates but an XXXX in its normal forms. Vague words
    ('op termijn') and terms without an anchor ('twee jaar') are not read.
    """
    searched = plain(text)
    found: list[TimeExpression | ImpossibleTime] = []
    meant: list[tuple[Mention, Meaning]] = []
    for mention in mentions(searched):
        try:
            read = meaning(mention)
        except NoSuchTimeError as error:
            found.append(_impossible(text, mention.start, mention.end, error))
            continue
        if isinstance(read, Term):
            found.extend(_term(text, mention, read, anchor))
        elif read is not None:
            meant.append((mention, read))
    for run in lists(meant, searched):
        for group in groups(run):
            try:
                found.extend(_expressions(text, group, anchor))
            except NoSuchTimeError as error:
                found.append(_impossible(text, group.first.start, group.last.end, error))
    return sorted(found, key=lambda time: (time.start, time.end))


def as_before(time: TimeExpression) -> TimeExpression:
    """The other reading of 'voor 2022': before that year, where it was read as for that year."""
    if not time.rule.startswith("voor_") or time.starts_on is None:
        return time
    last = time.starts_on - DAY
    return replace(
        time,
        starts_on=None,
        ends_on=last,
        modifier="before",
        edtf=f"../{edge(last, 'year' if time.granularity == 'year' else 'month')}",
        is_ambiguous=False,
    )


def _impossible(text: str, start: int, end: int, error: NoSuchTimeError) -> ImpossibleTime:
    return ImpossibleTime(start, end, text[start:end], str(error))


def _expressions(text: str, group: Group, anchor: Anchor) -> Iterator[TimeExpression]:
    start, end = group.first.start, group.last.end
    if group.rhythm:
        yield _recurring(text[start:end], start, end, group, group.rhythm)
        return
    for years in [None, *group.years]:
        stretch = _placed(group, anchor, years)
        yield _expression(text[start:end], start, end, group, stretch)


# ------------------------------------------------------------------ in which year
def _placed(group: Group, anchor: Anchor, year: int | None) -> _Stretch:
    ends = [place(named, anchor) for named in (group.named[0], group.named[-1])]
    first, last = (placed.unit if year is None else placed.unit.in_year(year) for placed in ends)
    is_range = bool(group.kind)
    if is_range and first.year is not None and last.year is not None:
        first, last = _in_order(first, last, group)
    return _Stretch(
        first,
        last,
        is_range,
        group.kind == "until" and last.part != "end",
        any(placed.is_inferred for placed in ends),
        any(placed.is_ambiguous for placed in ends) or (group.kind == "until" and last.kind == "year"),
    )


def _in_order(first: Unit, last: Unit, group: Group) -> tuple[Unit, Unit]:
    """A range over New Year has its first or last unit in the neighbouring year."""
    assert first.year is not None
    assert last.year is not None
    if first.days().first <= last.days().last:
        return first, last
    if first.kind != "year" and last.kind != "year":
        if group.first.has_year and not group.last.has_year:
            return first, last.in_year(last.year + 1)
        if group.last.has_year and not group.first.has_year:
            return first.in_year(first.year - 1), last
        if not group.first.has_year:
            return first, last.in_year(last.year + 1)
    raise NoSuchTimeError("ends before it begins")


# ------------------------------------------------------------------ what the cue makes of it
def _expression(words: str, start: int, end: int, group: Group, stretch: _Stretch) -> TimeExpression:
    effect, rule = _effect(group, stretch)
    if effect == "per" and stretch.first.kind == "day":
        effect = "from"  # 'per 1 januari' opens a period
    elif effect == "per" and stretch.first.part == "end":
        stretch = _on_last_day(stretch)  # 'per eind 2026' is its last day
    starts_on, ends_on = _bounds(effect, stretch)
    unit = stretch.first
    is_day = unit.part in ("first_day", "last_day")
    granularity: Granularity = "range" if stretch.is_range else "day" if is_day else unit.kind
    modifier = _MODIFIERS.get(effect or "") or (
        None if stretch.is_range else _PART_MODIFIERS.get(unit.part or "")
    )
    has_year = unit.year is not None
    return TimeExpression(
        start,
        end,
        words,
        starts_on,
        ends_on,
        granularity,
        modifier,
        quarter=unit.timex3() if granularity == "quarter" and has_year else None,
        timex3=_timex3(stretch),
        edtf=_edtf(effect, stretch, starts_on, ends_on),
        is_year_inferred=stretch.is_inferred,
        is_ambiguous=stretch.is_ambiguous or rule.startswith("voor_"),
        rule=rule,
    )


def _effect(group: Group, stretch: _Stretch) -> tuple[str | None, str]:
    """What the cue does, and the name of the rule; 'voor 2022' stays 'for 2022' until the reader knows better."""
    first = group.first
    if first.effect == "before" and first.cue == _BARE_VOOR and stretch.first.part is None:
        if stretch.is_range or "word" in first.groups:
            return None, first.notation
        if stretch.first.kind in _VOOR_PERIODS:
            return None, f"voor_{stretch.first.kind}"
    if stretch.is_range and first.effect in ("from", "until", "through"):
        return None, first.notation  # 'vanaf mei tot en met juni' has both its ends
    return first.effect, first.notation


def _on_last_day(stretch: _Stretch) -> _Stretch:
    last_day = replace(stretch.first, part="last_day")
    return replace(stretch, first=last_day, last=last_day)


def _bounds(effect: str | None, stretch: _Stretch) -> tuple[date | None, date | None]:
    if stretch.first.year is None or stretch.last.year is None:
        return None, None
    first, last = stretch.first.days(), stretch.last.days()
    end = first_of_next = last.last
    if stretch.excludes_last:
        end = last.first - DAY
    match effect:
        case "before" | "until":
            # before the end of a year is within that year
            return None, end if stretch.first.part == "end" else first.first - DAY
        case "by" | "through" | "toward":
            return None, end
        case "from":
            return first.first, None
        case "after":
            return first_of_next + DAY, None
    return first.first, end


def _timex3(stretch: _Stretch) -> str:
    first, last = stretch.first.timex3(), stretch.last.timex3()
    return f"{first}/{last}" if stretch.is_range else first


def _edtf(effect: str | None, stretch: _Stretch, starts_on: date | None, ends_on: date | None) -> str | None:
    first, last = stretch.first, stretch.last
    if starts_on is None and ends_on is None:
        return _edtf_without_year(stretch)
    about = "~" if effect in ("approx", "toward") else ""
    if not stretch.is_range and starts_on and ends_on:
        code = first.edtf()
        return code and code + about
    opening = edge(starts_on, first.precision) if starts_on else ".."
    closing = edge(ends_on, last.precision) + about if ends_on else ".."
    return f"{opening}/{closing}"


def _edtf_without_year(stretch: _Stretch) -> str | None:
    first, last = stretch.first.edtf(), stretch.last.edtf()
    if not stretch.is_range:
        return first
    codes = first and last and {stretch.first.kind, stretch.last.kind} <= {"month", "day"}
    return f"{first}/{last}" if codes else None


# ------------------------------------------------------------------ what comes back, and terms
def _recurring(words: str, start: int, end: int, group: Group, rhythm: Rhythm) -> TimeExpression:
    dated = group.named[0].unit.in_year(None) if group.named else None
    effect = group.last.effect if dated else None
    return TimeExpression(
        start,
        end,
        words,
        None,
        None,
        "recurring",
        _MODIFIERS.get(effect or "") or (_PART_MODIFIERS.get(dated.part or "") if dated else None),
        recurrence_count=rhythm.count,
        recurrence_period=rhythm.period,
        timex3=dated.timex3() if dated else rhythm.period,
        edtf=dated.edtf() if dated else None,
        is_ambiguous=rhythm.is_ambiguous,
        rule=group.first.notation,
    )


def _term(text: str, mention: Mention, term: Term, anchor: Anchor) -> Iterator[TimeExpression]:
    if anchor.reference is None:
        return
    ends_on = _later(anchor.reference, term.count, term.letter)
    yield TimeExpression(
        mention.start,
        mention.end,
        text[mention.start : mention.end],
        anchor.reference,
        ends_on,
        "range",
        "by",
        timex3=iso_duration(term.count, term.letter),
        edtf=f"{anchor.reference.isoformat()}/{ends_on.isoformat()}",
        is_year_inferred=True,
        rule=mention.notation,
    )


def _later(day: date, count: int, letter: str) -> date:
    """The same day so many units on; the last of the month where it has no such day."""
    if letter in "DW":
        return day + timedelta(days=count * (7 if letter == "W" else 1))
    year, month = divmod(
        day.year * 12 + day.month - 1 + count * {"Y": 12, "H": 6, "Q": 3, "M": 1}[letter], 12
    )
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
