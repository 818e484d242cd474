"""Places: the municipalities and the locations that a text names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from extractors._numbers.cues import pattern_of, vocabulary
from extractors._registers import Registers, shipped


@dataclass(frozen=True, slots=True)
class Towns:
    """Names to be taken for municipalities: those that a document is about, and the registers'."""

    own: tuple[str, ...] = ()
    registers: Registers = field(default_factory=shipped)


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in a text; offsets are into the text that was read."""

    start: int
    end: int
    name: str


@lru_cache(maxsize=8)
def _codes(registers: Registers) -> dict[str, str]:
    """CBS code ('GM0164') by plain name, of present and former municipalities; the present one wins."""
    return {
        one.name: one.code for one in sorted(registers.municipalities, key=lambda one: one.valid_to is None)
    }


@lru_cache(maxsize=8)  # of the register's names it takes as long as to read a page
def _pattern(names: frozenset[str]) -> re.Pattern[str]:
    """The names, the longest first. The look back stands behind the letter that `re` jumps to."""
    by_letter: dict[str, list[str]] = {}
    for name in sorted(names - {""}, key=lambda name: (-len(name), name)):
        by_letter.setdefault(name[0], []).append(re.escape(name[1:]))
    branches = (rf"{re.escape(first)}(?<![\w-].)(?:{'|'.join(rest)})" for first, rest in by_letter.items())
    return re.compile(rf"(?:{'|'.join(branches)})(?![\w-])" if by_letter else r"(?!)")


@lru_cache(maxsize=8)
def _patterns(towns: Towns) -> tuple[re.Pattern[str], ...]:
    """That of the register, and one of the names that it does not have."""
    known = frozenset(_codes(towns.registers))
    others = frozenset(towns.own) - known
    return (_pattern(known), _pattern(others)) if others else (_pattern(known),)


def _named(text: str, towns: Towns) -> Iterator[re.Match[str]]:
    """Where the names stand; of two that share characters the first, then the longer."""
    matches = [match for pattern in _patterns(towns) for match in pattern.finditer(text)]
    end = 0
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        if match.start() >= end:
            yield match
            end = match.end()


# 'in Almere' · 'gemeente Zeist' · '(totaal Ede en Putten)' · 'Putten:' - what may stand before a municipality
_BEFORE = re.compile(
    r"(?:^|[(/,|\t:]|\b(?:in|te|voor|binnen|van|gemeenten?|en|totaal|stad|waarvan|op|regio|kern))\s*$",
    re.IGNORECASE,
)


def municipalities_in(text: str, towns: Towns) -> list[Place]:
    """The municipalities named in a text; one that the document is not about only after a fitting word."""
    return list(_met(text, towns))


@lru_cache(maxsize=256)  # every number of a table asks for those of its headings
def _met(text: str, towns: Towns) -> tuple[Place, ...]:
    return tuple(
        Place(match.start(), match.end(), match[0])
        for match in _named(text, towns)
        if match[0] in towns.own or _BEFORE.search(text[max(0, match.start() - 20) : match.start()])
    )


_NAME = r"(?:[A-Z][\w'’&-]*|'t)(?:[ /]+(?:(?:van|de|der|den|het|ten|ter|en)[ ]+)*(?:[A-Z][\w'’-]*))*"


@cache
def _locations() -> re.Pattern[str]:
    """'op de locatie Zuiderhof' · 'aan de Lindelaan' · 'op de Molenlocatie' · 'in de Kerkstraat'."""
    words = vocabulary("places")
    kinds, streets = pattern_of(words["kinds"]["words"]), pattern_of(words["streets"]["words"])
    return re.compile(
        rf"\b(?:(?i:{kinds})\s+[‘'\"]?(?P<kind>{_NAME})"
        rf"|(?:[Aa]an|[Nn]abij|[Hh]oek)\s+(?:de|het|'t)\s+(?P<aan>{_NAME})"
        r"|(?:[Oo]p|[Ii]n|[Bb]ij|[Vv]an|[Aa]an)\s+(?:(?:de|het|'t)\s+)?"
        rf"(?P<street>(?:[A-Z][\w'’-]*\s+){{0,3}}?[A-Z][\w'’-]*(?:{streets})(?:\s+(?:Noord|Oost|Zuid|West|Midden))?)\b"
        r"(?<=[\w])(?!\s+[a-z]*woning))",
    )


def locations_in(text: str) -> list[Place]:
    """The building locations and projects named in a text: 'aan de Lindelaan' gives 'Lindelaan'."""
    found = []
    for match in _locations().finditer(text):
        group = match.lastgroup or "kind"
        found.append(Place(match.start(group), match.end(group), match[group]))
    return found


@lru_cache(maxsize=64)  # the numbers of a document are about the same few
def codes_of(names: tuple[str, ...], year: int | None, registers: Registers) -> tuple[str, ...]:
    """CBS codes in the same order, '' where there is none; of a name used twice that of the year."""
    known = (registers.municipality(name, year) for name in names)
    codes = (one.code if one else _codes(registers).get(name) for name, one in zip(names, known, strict=True))
    return tuple(code or "" for code in codes)
