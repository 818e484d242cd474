"""From the groups of a notation to a year, or to several."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from extractors._dutch.time.meanings import Meaning, Named, Rhythm
from extractors._dutch.time.mentions import Mention
from extractors._dutch.time.told import Groups, named, relative_in, year_in
from extractors._dutch.time.units import NoSuchTimeError, Unit
from extractors._dutch.time.vocabulary import SCHOOL_YEARS, one_space


def _read_years(groups: Groups, _: Mention) -> Named:
    first, last = int(groups["first"]), int(groups["last"])
    return Named(Unit("year", first), until=Unit("year", last), sign=groups["sign"])


def _follows(groups: Groups, year: int) -> bool:
    """Whether the last of two years is the one behind the first."""
    return int(groups["last"].lstrip("'")) % 100 == (year + 1) % 100


def _read_winter(groups: Groups, _: Mention) -> Named:
    year = cast(int, year_in(groups))
    if not _follows(groups, year):
        raise NoSuchTimeError("a winter lies in two years that follow each other")
    return Named(Unit("season", year, 4))


def _read_school_year(groups: Groups, _: Mention) -> Named:
    year, month = cast(int, year_in(groups)), SCHOOL_YEARS[one_space(groups["school"])]
    if not _follows(groups, year):
        raise NoSuchTimeError("a school year lies in two years that follow each other")
    return Named(Unit("month", year, month), until=Unit("month", year + 1, month - 1), sign="-")


def _read_short_years(groups: Groups, _: Mention) -> Named | None:
    first = cast(int, year_in(groups))
    last = first - first % 100 + int(groups.get("last") or groups["next"])
    if "next" in groups and last != first + 1:
        return None  # '2031-45' is a number of something else
    return Named(Unit("year", first), until=Unit("year", last), sign=groups["sign"])


def _read_decade(groups: Groups, _: Mention) -> Named:
    return Named(Unit("decade", 1900 + int(groups["decade"])))


def _read_year_to_date(_: Groups, __: Mention) -> Named:
    return Named(Unit("year", part="so_far"), "this")


def _read_turn_of_year(groups: Groups, mention: Mention) -> Named:
    """The last day of the one year and the first of the other; of a limit the one that it leaves out."""
    year = int(groups["first"])
    last_day, new_year = Unit("day", year, 12, 31), Unit("day", year + 1, 1, 1)
    match mention.effect:
        case "before" | "until":
            return Named(new_year)
        case "by" | "through" | "after" | "from":
            return Named(last_day)
    return Named(last_day, until=new_year)


def _read_year_end(_: Groups, mention: Mention) -> Named:
    """The end of the year; before it is still within the year."""
    return Named(Unit("month", number=12, part="end"))


def _read_year(groups: Groups, mention: Mention) -> Named | None:
    told = mention.effect not in (None, "approx", "per") and mention.cue not in ("van", "over", "uit", "aan")
    if "counted" in groups and (not told or groups["year"].endswith("00")):
        return None
    return named("year", 1, groups)


def _read_relative_year(groups: Groups, _: Mention) -> Named | Rhythm | None:
    relative = relative_in(groups)
    if relative == "every":
        return Rhythm(1, "P1Y", is_yearly=True)
    return Named(Unit("year"), relative)


YEAR_READERS: dict[str, Callable[[Groups, Mention], Meaning | None]] = {
    "years": _read_years,
    "winter": _read_winter,
    "school_year": _read_school_year,
    "short_years": _read_short_years,
    "short_year": _read_year,
    "year": _read_year,
    "round_year_in_words": lambda groups, _: named("year", 1, groups),
    "year_in_words": lambda groups, _: named("year", 1, groups),
    "decade": _read_decade,
    "year_to_date": _read_year_to_date,
    "turn_of_year": _read_turn_of_year,
    "year_end": _read_year_end,
    "relative_year": _read_relative_year,
}
