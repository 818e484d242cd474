"""From the groups of a notation of the everyday scope to what it names."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from extractors._dutch.time.meanings import (
    DAY_OF_WRITING,
    Meaning,
    Named,
    Rhythm,
    Term,
    amounts_of,
    from_now,
    number_of,
)
from extractors._dutch.time.mentions import Mention
from extractors._dutch.time.told import Groups
from extractors._dutch.time.units import Unit, UnitKind, WeekPart
from extractors._dutch.time.vocabulary import (
    DECADES,
    MONTHS,
    NAMED_WEEKDAYS,
    RELATIVE_UNITS,
    RELATIVE_YEARS,
    STRETCHES,
    WEEK_PARTS,
    one_space,
)

_KINDS: dict[str, UnitKind] = {
    "jaar": "year",
    "kwartaal": "quarter",
    "maand": "month",
    "week": "week",
    "decennium": "decade",
    "eeuw": "century",
}
# 'komende maandag' is the first to come, 'volgende maandag' that of next week
_WHICH_WEEKDAY = RELATIVE_UNITS | RELATIVE_YEARS


def _read_weekday(groups: Groups, mention: Mention) -> Named | None:
    unit = Unit("weekday", day=NAMED_WEEKDAYS[groups["weekday"]])
    if "week" in groups:
        return Named(unit, RELATIVE_UNITS[one_space(groups["week"])], "unit")
    which = _WHICH_WEEKDAY[one_space(groups["which"])] if "which" in groups else "nearest"
    return Named(unit, "every" if mention.effect == "every" else which, "unit")


def _read_weekdays(groups: Groups, _: Mention) -> Named:
    return Named(Unit("weekday", day=NAMED_WEEKDAYS[groups["weekday"]]), "every", "unit")


def _read_counted_weekday(groups: Groups, _: Mention) -> Named:
    weeks = number_of(groups["count"]) - 1
    unit = Unit("weekday", day=NAMED_WEEKDAYS[groups["weekday"]])
    return Named(unit, "coming", "unit", steps=((weeks, "W"),))


def _read_week_part(groups: Groups, _: Mention) -> Named:
    part = cast(WeekPart, WEEK_PARTS[groups["unit"]])
    return Named(Unit("week", number=0, part=part), _which(groups), "unit")


def _which(groups: Groups) -> str:
    return RELATIVE_UNITS[one_space(groups["which"])] if "which" in groups else "this"


def _read_after_next(groups: Groups, _: Mention) -> Named:
    if groups["unit"] == "jaar":
        return Named(Unit("year"), "after_next")
    return Named(Unit(_KINDS[groups["unit"]], number=0), "after_next", "unit")


def _read_date(groups: Groups, _: Mention) -> Named:
    month = groups["month"].rstrip(".")
    return Named(Unit("day", int(groups["year"]), MONTHS.get(month) or int(month), number_of(groups["day"])))


def _read_loose_month(groups: Groups, _: Mention) -> Named:
    return Named(Unit("month", int(groups["year"]), int(groups["month"])))


def _read_decade(groups: Groups, _: Mention) -> Named:
    if "tens" in groups:
        return Named(Unit("decade", 1900 + int(groups["tens"])))
    return Named(Unit("decade", DECADES[groups["word"]] if "word" in groups else int(groups["decade"])))


def _read_relative_span(groups: Groups, _: Mention) -> Named:
    which = _WHICH_WEEKDAY[one_space(groups["which"])]
    return Named(Unit(_KINDS[groups["unit"]], number=0), which, "unit")


def _read_century(groups: Groups, _: Mention) -> Named:
    return Named(Unit("century", 100 * number_of(groups["ordinal"]) - 100))


def _read_bare_day(groups: Groups, mention: Mention) -> Named | None:
    is_told = (
        groups["day"][0].isdigit()
        or mention.notation == "weekday_and_day"
        or mention.cue == "op"
        or mention.effect not in (None, "at")
    )
    named = Named(Unit("day", number=0, day=number_of(groups["day"])), "nearest", "unit")
    return named if is_told else None  # 'de eerste, die …' is no day


def _read_this_unit(groups: Groups, _: Mention) -> Named:
    if groups["unit"] == "jaar":
        return Named(Unit("year"), "this")
    if groups["unit"] == "dag":
        return Named(DAY_OF_WRITING, "this", "unit")
    return Named(Unit(_KINDS[groups["unit"]], number=0), "this", "unit")


def _read_few(groups: Groups, _: Mention) -> Term:
    is_coming = STRETCHES[groups["way"]] == "coming"
    return Term(amounts_of(groups["duration"]), "coming" if is_coming else "past")


EVERYDAY_READERS: dict[str, Callable[[Groups, Mention], Meaning | None]] = {
    "week_weekday": _read_weekday,
    "counted_weekday": _read_counted_weekday,
    "weekday": _read_weekday,
    "weekdays": _read_weekdays,
    "every_day_part": lambda _, __: Rhythm(1, "P1D"),
    "week_part": _read_week_part,
    "after_next": _read_after_next,
    "year_first_date": _read_date,
    "loose_iso_month": _read_loose_month,
    "early_date": _read_date,
    "named_decade": _read_decade,
    "relative_span": _read_relative_span,
    "century": _read_century,
    "bare_day": _read_bare_day,
    "weekday_and_day": _read_bare_day,
    "day_number": _read_bare_day,
    "this_unit": _read_this_unit,
    "few": _read_few,
    "later": lambda groups, _: from_now(groups["duration"], -1 if groups["side"] == "eerder" else 1),
    "within": lambda groups, _: Term(amounts_of(groups["duration"]), "within"),
}
