"""Who and when a number is about where its own sentence does not say: the document's parties, period and parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractors._document import Document, Span
from extractors._facts import DocumentPart, facts
from extractors._parties import Parties, parties
from extractors._places import municipalities_in


_TITLE_CHARACTERS = 400
_ADDRESSED = re.compile(
    r"\s*gemeenten?\s+[A-Z]", re.IGNORECASE
)  # 'Gemeente Ede en Barneveld' on a line of its own


@dataclass(frozen=True, slots=True)
class Scope:
    """What the document as a whole says of its numbers."""

    municipalities: tuple[str, ...]  # plain names, without 'gemeente'
    own_years: tuple[int, int] | None  # the years agreed on
    year_of_writing: int | None  # numbers of earlier years are actual
    parts: tuple[tuple[Span, DocumentPart], ...]
    titled: tuple[tuple[Span, tuple[str, ...]], ...]  # annexes whose title names municipalities
    people: Parties

    def part_at(self, offset: int) -> DocumentPart:
        """Whether this place stands in the agreement itself, in an annex or in a letter."""
        return next((part for span, part in self.parts if span.start <= offset < span.end), "agreement")

    def municipalities_at(self, offset: int) -> tuple[str, ...]:
        """Whom a number here is about when it does not say: an annex's own title, else the only municipality."""
        titled = next((names for span, names in self.titled if span.start <= offset < span.end), ())
        return titled or (self.municipalities if len(self.municipalities) == 1 else ())

    def corporation_in(self, span: Span) -> str | None:
        """The first corporation, or group of them, named in a span; else the only one of the document."""
        for mention in self.people.mentions_in(span):
            is_group = mention.party.party_id == "woningcorporaties"
            if mention.party.type == "corporation" or (mention.party.type == "group" and is_group):
                return mention.party.name
        return self.people.corporations[0].name if len(self.people.corporations) == 1 else None


@lru_cache(maxsize=8)
def scope(document: Document) -> Scope:
    """The scope of a document, made once."""
    people, known = parties(document), facts(document)
    inventory_year = document.inventory.year
    own = known.period or ((inventory_year, inventory_year) if inventory_year else None)
    written = known.document_date.year if known.document_date else None
    if written is None and own:
        written = own[0] - 1 if known.period else own[0]
    return Scope(
        municipalities=tuple(_plain(party.name) for party in people.municipalities),
        own_years=own,
        year_of_writing=written,
        parts=known.parts,
        titled=tuple((span, _in_title(document, span)) for span, part in known.parts if part == "annex"),
        people=people,
    )


def _in_title(document: Document, part: Span) -> tuple[str, ...]:
    """The municipalities that the first lines of a part address: 'Gemeenten Ede en Barneveld'."""
    opening = document.text[part.start : min(part.end, part.start + _TITLE_CHARACTERS)]
    for line in opening.splitlines():
        match = _ADDRESSED.match(line)
        if match:
            return tuple(sorted({place.name for place in municipalities_in(line)}))
    return ()


def _plain(name: str) -> str:
    return name.removeprefix("gemeente ")
