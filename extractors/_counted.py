"""What the numbers of a sentence count: numbers and the nouns that belong to them, parts and wholes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from extractors._cues import compiled, pattern_of, vocabulary
from extractors._dutch.numbers import Number, read_numbers
from extractors._years import read_years


@dataclass(frozen=True, slots=True)
class Phrase:
    """A number and what it counts: 'ruim 40 sociale huurwoningen'; offsets are into the sentence."""

    start: int
    end: int
    number: Number
    unit: str
    words: str  # the counted words after the number, '' for percentages and money
    is_elliptic: bool = False  # the noun stands elsewhere: 'waarvan 24 in Rijnhove'
    whole: int | None = None  # index of the phrase of which this is a part


# adjectives, listed words, names ('48 De Wit woningen') and one bracket may stand between number and noun
@cache
def _noun() -> re.Pattern[str]:
    words = vocabulary("counted")
    units = "|".join(f"(?P<{unit}>{pattern_of(nouns)})" for unit, nouns in words["units"].items())
    adjective = r"(?!(?:de|we|ze|je|die|deze|welke|mee|twee|drie|toe|te)\b)[a-zà-ÿ‘’'-]{2,}e,?"
    between = rf"(?:{pattern_of(words['between']['words'])}|{adjective}|de(?=\s+[A-Z])|[A-Z][\w’'-]*|\([^()]{{1,120}}\))"
    return re.compile(rf"\s*(?i:(?<=\d)|(?<=[\w*%)]))\s*(?:{between}\s+){{0,6}}?(?P<noun>(?i:{units}))(?!\w)")


@cache
def _noun_anywhere() -> re.Pattern[str]:
    units = "|".join(
        f"(?P<{u}>{pattern_of(n)})" for u, n in vocabulary("counted")["units"].items() if u != "persons"
    )
    return re.compile(rf"(?<!\w)(?:{units})(?!\w)", re.IGNORECASE)


_LARGE_SUM = re.compile(r"\b(?:miljoen|miljard|mln|mld)\b", re.IGNORECASE)
_ELLIPTIC_BEFORE = re.compile(
    r"(?:\bwaarvan(?:\s+er)?|\btegen|\bnaar|\bin\s+plaats\s+van|\bvan|\(|\ben|\bdaarvan|\(gemiddeld|\ben\s+gemiddeld)\s*$",
    re.IGNORECASE,
)
_STRONG_BEFORE = re.compile(
    r"(?:\bwaarvan(?:\s+er)?|\btegen|\bin\s+plaats\s+van|\bdaarvan)\s*$", re.IGNORECASE
)
_PLACED_AFTER = re.compile(r"\s+(?:in|voor|op|te|aan|door|bij)\s+(?:de\s+|het\s+|gemeente\s+)*[A-Z]")
_CHANGE_AFTER = re.compile(r"[^.;]{0,12}\bnaar\b", re.IGNORECASE)
_PER_YEAR_AFTER = re.compile(r"\s+per\s+jaar\b", re.IGNORECASE)
_OUT_OF = re.compile(r"\s+van\s+(?:de|deze|onze|haar|hun)\s+$", re.IGNORECASE)
_DAARVAN = re.compile(r"\b(?:waarvan|daarvan|waaronder)\b", re.IGNORECASE)


def phrases(text: str) -> list[Phrase]:
    """The numbers of a sentence that count dwellings, units, plots or persons, or are shares or money."""
    found: list[Phrase] = []
    numbers = read_numbers(text)
    years = read_years(text)
    for number in numbers:
        is_dated = any(
            y.start < number.end and number.start < y.end and _is_time(text, y.role, y.start) for y in years
        )
        phrase = None if is_dated and number.is_year_like else _counted(text, number)
        if phrase is None and not number.is_year_like and number.unit is None and not number.is_word:
            phrase = _elliptic(text, number, found)
        if phrase is not None:
            found.append(phrase)
    return _with_wholes(text, found)


def _is_time(text: str, role: str, start: int) -> bool:
    return role != "name" and bool(text[:start].strip())


def _counted(text: str, number: Number) -> Phrase | None:
    if number.unit is not None:
        return Phrase(number.start, number.end, number, number.unit, "")
    match = _noun().match(text, number.end)
    if match is None or compiled(vocabulary("counted")["ignored"]["words"]).fullmatch(match["noun"]):
        is_money = bool(_LARGE_SUM.search(number.text))
        return Phrase(number.start, number.end, number, "eur", "") if is_money else None
    unit = next(name for name in vocabulary("counted")["units"] if match[name])
    if number.is_word and unit == "persons":
        return None  # 'twee bewoners' are members of a committee, not a number about housing
    return Phrase(number.start, match.end(), number, unit, text[number.end : match.end()].strip())


def _elliptic(text: str, number: Number, before: list[Phrase]) -> Phrase | None:
    """A bare number whose noun stands elsewhere: 'waarvan 24', 'van 140 naar 70', '60 voor Rijnhove', '60 per jaar'."""
    lead = text[: number.start]
    counted = [phrase for phrase in before if phrase.unit not in ("percent", "eur")]
    placed = _PLACED_AFTER.match(text, number.end)
    if counted and (_STRONG_BEFORE.search(lead) or (placed and _ELLIPTIC_BEFORE.search(lead))):
        return Phrase(number.start, number.end, number, counted[-1].unit, "", is_elliptic=True)
    is_from = re.search(r"\bvan\s*$", lead, re.IGNORECASE) and _CHANGE_AFTER.match(text, number.end)
    is_to = before and before[-1].is_elliptic and re.search(r"\bnaar\s*$", lead, re.IGNORECASE)
    if is_from or is_to or _PER_YEAR_AFTER.match(text, number.end):
        nouns = list(_noun_anywhere().finditer(lead))
        if nouns or (_PER_YEAR_AFTER.match(text, number.end) and _counts_dwellings(text)):
            unit = str(nouns[-1].lastgroup) if nouns else "dwellings"
            return Phrase(number.start, number.end, number, unit, "", is_elliptic=True)
    return None


def _counts_dwellings(text: str) -> bool:
    return bool(compiled(vocabulary("counted")["per_year_of"]["words"]).search(text))


def _with_wholes(text: str, found: list[Phrase]) -> list[Phrase]:
    """Each phrase that is a part, tied to its whole: after 'waarvan', or where the parts add up to it."""
    wholes: dict[int, int] = {}
    for i, phrase in enumerate(found):
        marker = _last(_DAARVAN, text, phrase.start)
        if marker is not None:
            same = [j for j in range(i) if found[j].end <= marker and found[j].unit == phrase.unit]
            if same:
                wholes[i] = same[-1]
        if _OUT_OF.search(text[phrase.end : found[i + 1].start]) if i + 1 < len(found) else False:
            wholes[i] = i + 1
    for i in range(len(found)):
        for j in _summing(found, i):
            wholes.setdefault(j, i)
    return [replace(phrase, whole=wholes.get(i)) for i, phrase in enumerate(found)]


def _last(pattern: re.Pattern[str], text: str, end: int) -> int | None:
    ends = [match.end() for match in pattern.finditer(text, 0, end)]
    return ends[-1] if ends and not re.search(r"[;.]\s", text[ends[-1] : end]) else None


def _summing(found: list[Phrase], i: int) -> list[int]:
    """The phrases right after phrase i, at least two, of its unit, that together are exactly as many."""
    whole, total, parts = found[i], 0.0, []
    if whole.unit not in ("dwellings", "units", "plots", "persons") or whole.number.value_min is None:
        return []
    for j in range(i + 1, len(found)):
        if found[j].unit != whole.unit or found[j].number.value_min is None:
            break
        total += found[j].number.value_min or 0.0
        parts.append(j)
        if total == whole.number.value_min and len(parts) > 1:
            return parts
        if total > whole.number.value_min:
            break
    return []
