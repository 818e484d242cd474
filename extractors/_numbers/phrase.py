"""A number and what it counts."""

from __future__ import annotations

from dataclasses import dataclass

from extractors._dutch.numbers import Number


@dataclass(frozen=True, slots=True)
class Phrase:
    """A number and what it counts: 'ruim 40 sociale huurwoningen'; offsets are into the sentence."""

    start: int
    end: int
    number: Number
    unit: str
    words: str  # the counted words after the number, '' for percentages and money
    is_elliptic: bool = False  # the noun stands elsewhere: 'waarvan 24 in Rijnhove'
    whole: int | None = None  # index of its whole, also a later one: '55 van de beoogde 80'
    instead_of: int | None = None  # index of the phrase that replaces this one: 'in plaats van 1.800'
    is_base: bool = False  # what others are taken out of: 'van de 600 woningen worden er 200 gesloopt'
