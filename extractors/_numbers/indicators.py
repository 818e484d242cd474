"""What a number in prose counts and how it is meant, told by the nearest cue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from extractors._numbers.cues import cues_in, listed

# Crossing one of these costs as much as this many words: a cue of the own clause is nearly always nearer.
_BOUNDARY = re.compile(r"[,;:()]|\b(?:en|maar|waarvan|tegen|naar|tot|terwijl|plus|evenals|alsook|alsmede)\b")
_BOUNDARY_WORDS = 7
_WORD = re.compile(r"\w+")


class Placed(Protocol):
    """Anything with offsets in a text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


T = TypeVar("T", bound=Placed)


class _End:
    """Behind the last word of a text, however long: where what a lead-in introduces would stand."""

    start = end = 10**9


END = _End()


def cost(text: str, one: Placed, other: Placed) -> float:
    """How far two stretches of one text lie apart, in words; clause boundaries count extra."""
    if one.start < other.end and other.start < one.end:
        return 0.0
    between = text[one.end : other.start] if one.end <= other.start else text[other.end : one.start]
    leaves_bracket = one.end <= other.start and between.count(")") > between.count("(")
    distance = len(_WORD.findall(between)) + _BOUNDARY_WORDS * len(_BOUNDARY.findall(between))
    return distance + (_BOUNDARY_WORDS if leaves_bracket else 0)


def nearest(text: str, here: Placed, candidates: Iterable[T]) -> T | None:
    """The candidate that lies nearest, the earlier of equals."""
    return min(candidates, key=lambda other: (cost(text, here, other), other.start), default=None)


def indicator_at(
    text: str, phrase: Placed, strength: str = "indicators", within: tuple[int, int] | None = None
) -> str | None:
    """The indicator that the nearest cue of this strength gives the number whose phrase stands here.

    None where there is no cue; `within` limits the cues to a stretch of the text.
    """
    cues = cues_in(text, "indicators", strength)
    if within is not None:
        cues = [cue for cue in cues if within[0] <= cue.start < within[1]]
    cue = nearest(text, phrase, cues)
    return cue.meaning if cue else None


def indicator_of_heading(headings: Sequence[str]) -> str | None:
    """The indicator that the innermost heading with exactly one kind of cue names."""
    for heading in reversed(headings):
        meanings = {cue.meaning for cue in cues_in(heading, "indicators", "indicators")}
        if len(meanings) == 1 and "other" not in meanings:
            return meanings.pop()
        if meanings:
            return None
        weaker = {cue.meaning for cue in cues_in(heading, "indicators", "indicators_heading")}
        if len(weaker) == 1:
            return weaker.pop()
    return None


def has(text: str, table: str, key: str = "words") -> bool:
    """Whether one of a list of words of the indicator vocabulary stands in a text."""
    return bool(listed("indicators", table, key).search(text))


# '... van de sociale huurwoningen', '... van haar voorraad': what the share is a share of
_SHARE_OF = re.compile(
    r"\s*(?:van\s+)?(?:(?:de|het|haar|hun|onze|alle|zijn|die)\s+)*(?P<adjectives>(?:[\w-]+e\s+){0,3})"
    r"(?:[\w-]*woningen|[\w-]*voorraad|[\w-]*bezit)\b"
)


# 'het aandeel woningen', 'het percentage sociale huurwoningen'
_SHARE_NAMED = re.compile(
    r"\b(?:aandeel|percentage)\s+(?P<adjectives>(?:[\w-]+e\s+){0,3})(?:[\w-]*woningen|[\w-]*voorraad|[\w-]*bezit)\b"
)


def percent_indicator(text: str, share: str, has_band: bool = False) -> str | None:
    """The indicator of a share ('ten minste 40%'); None where it says nothing about housing.

    `has_band` says that the text names a rent band: what has a rent is stock.
    """
    if has(text, "percent_ignored"):
        return None
    meanings = {cue.meaning for cue in cues_in(text, "indicators", "indicators")}
    acts = meanings & {"new_builds", "sales", "demolitions", "renovation", "life_extension"}
    share_of = _SHARE_OF.match(text, text.find(share) + len(share)) or _SHARE_NAMED.search(text)
    if acts == {"renovation"} and listed("tables", "state").search(text):
        acts = set()  # 'het aandeel woningen met energielabel A' is a state of the stock
    if has(text, "percent_assigned") and not acts:
        return "other"
    if share_of and not has(share_of["adjectives"], "percent_other") and not acts:
        return "stock"
    if has(text, "percent_other"):
        return "other"
    if "new_builds" in acts:
        return "new_builds"
    return "stock" if ("stock" in meanings or has_band) and not acts else "other"


def basis_of(text: str, indicator: str, year: int | None, written: int | None) -> str:
    """How a number is meant, by the cues of its sentence and by its year against the year of writing."""
    for basis in ("other", "forecast", "target"):
        if has(text, "basis", basis):
            return basis
    if has(text, "basis", "actual") and not has(text, "basis_planned"):
        return "actual"
    if year is not None and written is not None and indicator == "stock" and year > written:
        return "forecast"
    is_past = year is not None and written is not None and year < written
    return "actual" if is_past or indicator == "stock" else "planned"


def rate_of(text: str) -> str:
    """Whether a sentence gives an amount per year, a mean per year, or a whole amount."""
    if not has(text, "rate", "per_year"):
        return "total"
    return "mean_per_year" if has(text, "rate", "mean") else "per_year"


_BOTH = re.compile(r"\w-\s+(?:en|of)\s")  # 'koop- en huurwoningen'


def segment_of(words: str) -> str | None:
    """The one segment of the market that the counted words name."""
    if _BOTH.search(words):
        return None
    meanings = {cue.meaning for cue in cues_in(words, "indicators", "segments")}
    return meanings.pop() if len(meanings) == 1 else None
