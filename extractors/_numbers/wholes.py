"""Which numbers of a sentence are parts of others: 'waarvan', 'van de beoogde 80', '30 en 50, samen 80'."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors._numbers.cues import cues_in, listed
from extractors._numbers.phrase import Phrase

_OUT_OF = re.compile(r"\s+van\s+(?:de|deze|onze|haar|hun)\s+(?:[\w-]+e\s+)?", re.IGNORECASE)
_OF_ALL = re.compile(r"\bvan\s+(?:de|deze|alle|onze|haar|hun)\s*$", re.IGNORECASE)
_INSTEAD = re.compile(r"\bin\s+plaats\s+van\s+(?:de\s+)?$", re.IGNORECASE)
_DAARVAN = re.compile(r"\b(?:waarvan|daarvan|hiervan|waaronder)\b", re.IGNORECASE)
# '40 woningen[ die worden gebouwd]'
_WHO_ARE = re.compile(r"\s*,?\s*(?:die|dat|welke)\b[^,.;]*", re.IGNORECASE)
_TOTAL_AHEAD = re.compile(r"\b(?:in\s+)?totaal\s*$", re.IGNORECASE)
# '180 woningen: 60 in 2023, [de rest] in 2025'
_REST = re.compile(r":\s[^.;:]*\b(?:de\s+rest|het\s+restant|de\s+overige)\b", re.IGNORECASE)
_EXTRA = re.compile(r"\bextra\b", re.IGNORECASE)


def with_wholes(text: str, found: list[Phrase]) -> list[Phrase]:
    """Each phrase that is a part, tied to its whole: after 'waarvan', or where the parts add up to it."""
    wholes: dict[int, int] = {}
    bases: set[int] = set()  # their parts count something else and stay on their own
    for i, phrase in enumerate(found):
        marker = _last(_DAARVAN, text, phrase.start)
        if marker is not None:
            units = (phrase.unit, "dwellings") if phrase.unit == "percent" else (phrase.unit,)
            same = [j for j in range(i) if found[j].end <= marker and found[j].unit in units]
            wholes.update({i: same[-1]} if same else {})
        if i + 1 < len(found) and _OUT_OF.fullmatch(text, phrase.end, found[i + 1].start):
            is_intended = listed("counted", "intended").search(text, phrase.end, found[i + 1].start)
            if is_intended or _names_act(found[i + 1]):
                wholes.setdefault(i, i + 1)
            else:
                bases.add(i + 1)
        base = _base_of(text, found, i)
        if base is not None:
            if _names_act(found[base]) or _is_told_done(text, found[base], phrase):
                wholes.setdefault(i, base)
            else:
                bases.add(base)
        if i and _EXTRA.search(found[i - 1].words) and _TOTAL_AHEAD.search(text[: phrase.start]):
            wholes.setdefault(i - 1, i)  # '12 extra woningen, in totaal 50'
    if rest := _REST.search(text):
        wholes.update({j: i for i, j in _shared_out(found, *rest.span()) if j not in wholes})
    for i in range(len(found)):
        for j in _summing(found, i) if i not in bases else ():
            wholes.setdefault(j, i)
    replaced = {i: i - 1 for i, p in enumerate(found) if i and _INSTEAD.search(text[: p.start])}
    if not (wholes or replaced or bases):  # most sentences
        return found
    return [
        replace(phrase, whole=wholes.get(i), instead_of=replaced.get(i), is_base=i in bases)
        for i, phrase in enumerate(found)
    ]


def _shared_out(found: list[Phrase], colon: int, end: int) -> list[tuple[int, int]]:
    """The count right ahead of a colon as the whole of what stands behind it."""
    ahead = [i for i, phrase in enumerate(found) if phrase.end <= colon]
    inside = [j for j, phrase in enumerate(found) if colon < phrase.start < end]
    return [(ahead[-1], j) for j in inside if ahead and found[j].unit == found[ahead[-1]].unit]


def _base_of(text: str, found: list[Phrase], i: int) -> int | None:
    """The 40 of 'van de 40 woningen zijn er 10 ... en 6 ...', seen from the 10 and from the 6."""
    j = i
    while j and found[j].is_elliptic and found[j - 1].unit == found[i].unit:
        j -= 1
        if not found[j].is_elliptic:
            return j if _OF_ALL.search(text[: found[j].start]) else None
    return None


def _is_told_done(text: str, base: Phrase, part: Phrase) -> bool:
    """'Van de 40 woningen die worden opgeleverd zijn er 10': a clause says what is done to the 40."""
    clause = _WHO_ARE.match(text, base.end, part.start)
    cues = cues_in(clause[0], "indicators", "indicators") if clause else []
    return any(cue.meaning not in ("stock", "other") for cue in cues)


def _names_act(phrase: Phrase) -> bool:
    """Whether the counted words say what is done: of '40 nieuwbouwwoningen' others are a part."""
    cues = cues_in(phrase.words, "indicators", "indicators")
    return any(cue.meaning not in ("stock", "other") for cue in cues)


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
