"""What the cue words make of a time, and its normal forms: dates, TIMEX3, EDTF."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from extractors._dutch.time.model import Granularity, Modifier
from extractors._dutch.time.units import DAY, Precision, Unit, edge

MODIFIERS: dict[str | None, Modifier] = {
    "before": "before",
    "until": "before",
    "by": "by",
    "through": "by",
    "from": "from",
    "after": "from",
    "approx": "approx",
    "toward": "approx",
}
PART_MODIFIERS: dict[str | None, Modifier] = {
    "start": "start",
    "mid": "mid",
    "end": "end",
    "first_half": "start",
    "last_half": "end",
}
# Of the kinds of units that are not named after theirs.
_GRANULARITIES: dict[str, Granularity] = {
    "week_of_day": "week",
    "week_of_month": "week",
    "weekday": "day",
    "easter_day": "day",
    "weekday_of_month": "day",
    "decade": "range",
    "century": "range",
}
# TIMEX3 and EDTF of a quarter, half or season within its year.
_EDTF_CODES = {
    **{f"Q{n}": str(32 + n) for n in range(1, 5)},
    **{f"H{n}": str(39 + n) for n in range(1, 3)},
    **{season: str(21 + n) for n, season in enumerate(("SP", "SU", "FA", "WI"))},
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in its year: one unit, or the first and the last one of a range, and what its cue does to it."""

    first: Unit
    last: Unit
    effect: str | None = None  # a key of [cues]
    is_range: bool = False
    excludes_last: bool = False  # 'van april tot juni'
    not_before: date | None = None  # 'de rest van het jaar' starts on the day of writing
    not_after: date | None = None  # 'eerder dit jaar' ends on it

    @property
    def granularity(self) -> Granularity:
        """What was named; a range where it was more than one unit."""
        if self.is_range:
            return "range"
        if self.first.part in ("first_day", "last_day"):
            return "day"
        return _GRANULARITIES.get(self.first.kind) or cast(Granularity, self.first.kind)

    @property
    def modifier(self) -> Modifier | None:
        """How it is narrowed or opened: by its cue, else by the part that is named."""
        return MODIFIERS.get(self.effect) or (None if self.is_range else PART_MODIFIERS.get(self.first.part))

    @property
    def quarter(self) -> str | None:
        """'2022-Q3' where one quarter is named and its year is known."""
        is_quarter = self.granularity == "quarter" and self.first.year is not None
        return self.first.timex3() if is_quarter else None

    def bounds(self) -> tuple[date | None, date | None]:
        """First and last day, inclusive; None for an open end, both None where the year is not known."""
        if self.first.year is None or self.last.year is None:
            return None, None
        first, last = self.first.days(), self.last.days()
        end = last.first - DAY if self.excludes_last else last.last
        match self.effect:
            case "before" | "until":
                if self.effect == "until" and self.first.part == "mid":
                    return None, self.first.middle()  # 'tot half 2024'
                # before the end of a year is still within it
                return None, end if self.first.part == "end" else first.first - DAY
            case "by" | "through" | "toward":
                return None, end
            case "from":
                return first.first, None
            case "after":
                return last.last + DAY, None
        begin = first.first
        if self.not_before and first.first <= self.not_before <= end:
            begin = self.not_before
        if self.not_after and begin <= self.not_after <= end:
            end = self.not_after
        return begin, end

    def timex3(self) -> str | None:
        """TIMEX3 value, two with a slash for a range; the mod is told by `modifier`."""
        first, last = self.first.timex3(), self.last.timex3()
        return f"{first}/{last}" if self.is_range and first != last else first

    def edtf(self) -> str | None:
        """EDTF level 2; None where it has no code."""
        if self.first.year is None or self.last.year is None:
            return self._edtf_without_year()
        starts_on, ends_on = self.bounds()
        about = "~" if self.effect in ("approx", "toward") else ""
        is_whole = starts_on and ends_on and not (self.not_before or self.not_after)
        if is_whole and not self.is_range:
            code = self.first.edtf()
            return code and code.replace("/", f"{about}/") + about
        precision: Precision | None = "day" if self.not_before or self.not_after else None
        opening = edge(starts_on, precision or self.first.precision) + about if starts_on else ".."
        closing = edge(ends_on, precision or self.last.precision) + about if ends_on else ".."
        return f"{opening}/{closing}"

    def _edtf_without_year(self) -> str | None:
        first, last = self.first.edtf(), self.last.edtf()
        if not self.is_range:
            return first
        has_codes = first and last and {self.first.kind, self.last.kind} <= {"month", "day"}
        return f"{first}/{last}" if has_codes else None


def on_last_day(unit: Unit) -> Unit:
    """'per eind 2026' is its last day."""
    return replace(unit, part="last_day")


def edtf_of_timex3(timex3: str) -> str | None:
    """EDTF of what comes back every year: 'XXXX-Q3' -> 'XXXX-35'; None for weeks and ranges of quarters."""
    parts = timex3.split("/")
    if len(parts) == 1:
        year, _, within = timex3.partition("-")
        code = _EDTF_CODES.get(within, within)
        return None if "W" in code else f"{year}-{code}"
    return timex3 if all(part.replace("-", "").removeprefix("XXXX").isdigit() for part in parts) else None
