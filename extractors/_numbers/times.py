"""Which of the years that a sentence names is that of a number; none where the sentence does not say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors._numbers.cues import listed
from extractors._numbers.indicators import nearest
from extractors._numbers.phrase import Phrase
from extractors._numbers.years import Years, is_paired

Time = tuple[int | None, tuple[int, int] | None]
"""One year, or the first and last of several."""

# what happens behind one of these is another act: 'sloop van 12 woningen in 2024; daarna bouwen we er 20'
_ACT_ENDS = re.compile(r";|\b(?:waarna|daarna|vervolgens|hierna)\b|\ben\s+vervangen\s+door\b", re.IGNORECASE)
_REFERENCE_CHARACTERS = 30
_OF_WHICH = re.compile(r"\b(?:waarvan|daarvan|hiervan|waaronder)\b", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(r"[,;:()]|\ben\b")
_COLON = re.compile(r"\s*[:=–—-]\s*")  # '2024[: ]30', '2024[ – ]18'
_BLANK = re.compile(r"\s+")
_FOR_OR_OF = re.compile(r"\b(?:voor|van|om|met|naar|waar|waarop)\b[^.;,]*$", re.IGNORECASE)
_PARTS = re.compile(r":\s")
_THEN = re.compile(r",\s*dan\b", re.IGNORECASE)  # 'Lukt dat in 2024 niet[, dan] bouwen we 20 woningen'
_ONE_YEAR = re.compile(r"(?<![\d.,/-])(?:19|20)\d\d(?![\d]|[.,]\d)")


def time_of(years: Years) -> Time:
    """The year, or the stretch of years, of a mention; neither of what is only a bound."""
    if years.role == "bound":
        return None, None
    return (years.first, None) if years.first == years.last else (None, (years.first, years.last))


def year_named(text: str, found: Sequence[Phrase], i: int, mentions: Sequence[Years]) -> Years | None:
    """The mention that tells when the number of phrase `i` holds."""
    gap = _BLANK if is_paired(text, found[i].start) else _COLON
    glued = [y for y in mentions if gap.fullmatch(text, y.end, found[i].start)]
    if glued:
        return glued[-1]
    own, reaching = _by_act(text, found, i, _without_parts(text, found, i, mentions))
    finished = [y for y in [*own, *reaching] if _is_finished(text, found, i, y)]
    candidates = [y for y in finished or own or reaching if not _is_prepared(text, found[i], y)]
    return nearest(text, found[i], candidates)


def years_in_order(text: str, found: Sequence[Phrase]) -> dict[int, int] | None:
    """The year of each phrase by its place in the order; None where the sentence does not count off years.

    Empty where it does and there are not as many years as numbers: then no year can be told.
    """
    if not listed("years", "respectively").search(text):
        return None
    taken = {offset for p in found for offset in range(p.number.start, p.number.end)}
    years = [int(match[0]) for match in _ONE_YEAR.finditer(text) if match.start() not in taken]
    counted = [i for i, phrase in enumerate(found) if phrase.unit not in ("percent", "eur")]
    if len(years) < 2 or len(counted) < 2:
        return None
    return dict(zip(counted, years, strict=True)) if len(years) == len(counted) else {}


def _without_parts(text: str, found: Sequence[Phrase], i: int, mentions: Sequence[Years]) -> list[Years]:
    """Without those that say nothing of it: of 'waarvan 120 in 2024', of 'Lukt dat in 2024 niet, dan'."""
    phrase = found[i]
    part = _OF_WHICH.search(text, phrase.end) or _broken_down(text, found, i)
    then = _THEN.search(text, 0, phrase.start)
    return [
        y
        for y in mentions
        if (part is None or y.start < part.start() or _is_reference(text, y))
        and (then is None or y.start > then.start())
    ]


def _broken_down(text: str, found: Sequence[Phrase], i: int) -> re.Match[str] | None:
    """The colon of '180 woningen: 60 in 2023, de rest vóór 2026'."""
    colon = _PARTS.search(text, found[i].end)
    behind = next((p for p in found[i + 1 :] if colon and p.start >= colon.end()), None)
    is_next = (
        behind is not None
        and colon is not None
        and all(not found[i].end <= p.start < colon.start() for p in found)
    )
    is_less = behind is not None and (behind.number.value_min or 0) < (found[i].number.value_min or 0)
    return colon if is_next and is_less else None


def _is_reference(text: str, years: Years) -> bool:
    """'(peildatum 1 januari 2020)' dates all that a sentence counts."""
    return bool(
        listed("years", "reference").search(text, max(0, years.start - _REFERENCE_CHARACTERS), years.start)
    )


def _by_act(
    text: str, found: Sequence[Phrase], i: int, mentions: list[Years]
) -> tuple[list[Years], list[Years]]:
    """Those of the stretch the number stands in, and those that hold for it although they stand elsewhere."""
    stretches, here = _acts(text), act_of(text, found[i])
    own = [y for y in mentions if here[0] <= y.start < here[1]]
    others = [(s, e) for s, e in stretches if (s, e) != here]
    reaching = [y for s, e in others for y in mentions if s <= y.start < e and _reaches(found, i, y, s, e)]
    return own, reaching


def act_of(text: str, phrase: Phrase) -> tuple[int, int]:
    """The stretch between semicolons and 'daarna' that a phrase stands in."""
    return next((s, e) for s, e in reversed(_acts(text)) if s <= phrase.start)


def _acts(text: str) -> list[tuple[int, int]]:
    bounds = [0, *(match.start() for match in _ACT_ENDS.finditer(text)), len(text)]
    return list(pairwise(bounds))


def _reaches(found: Sequence[Phrase], i: int, years: Years, start: int, end: int) -> bool:
    """Whether a year of another stretch holds here: ahead of all its numbers, or behind and without any."""
    inside = [phrase for phrase in found if start <= phrase.start < end]
    if end <= found[i].start:
        return all(years.end <= phrase.start for phrase in inside)
    between = [phrase for phrase in found if found[i].end <= phrase.start < start]
    return not inside and not between


def _is_prepared(text: str, phrase: Phrase, years: Years) -> bool:
    """'wijst in 2024 een locatie aan voor 50 woningen', 'onderzoekt in 2024 de sloop van 50 woningen'."""
    if years.end > phrase.start:
        return False
    if listed("years", "preparing").search(text, 0, phrase.start):
        return True
    between = text[years.end : phrase.start]
    prepared = listed("years", "preparation").search(between)
    return bool(prepared and _FOR_OR_OF.search(between, prepared.end()))


def _is_finished(text: str, found: Sequence[Phrase], i: int, years: Years) -> bool:
    """Whether a year behind the number, in a clause without another, tells when the work is finished."""
    starts = [match.end() for match in _CLAUSE_ENDS.finditer(text, 0, years.start)]
    after = _CLAUSE_ENDS.search(text, years.end)
    start, end = starts[-1] if starts else 0, after.start() if after else len(text)
    others = [p for p in found if p is not found[i] and found[i].end <= p.start < end]
    is_behind = found[i].end <= years.start and not others
    return is_behind and bool(listed("years", "completion").search(text, start, end))
