"""Who and when a number is about where its own sentence does not say: the document's parties, period and parts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extractors._document import Document, Span
from extractors._facts import DocumentPart, facts
from extractors._parties import Parties, parties


@dataclass(frozen=True, slots=True)
class Scope:
    """What the document as a whole says of its numbers."""

    municipalities: tuple[str, ...]  # plain names, without 'gemeente'
    own_years: tuple[int, int] | None  # the years agreed on
    year_of_writing: int | None  # numbers of earlier years are actual
    parts: tuple[tuple[Span, DocumentPart], ...]
    people: Parties

    def part_at(self, offset: int) -> DocumentPart:
        """Whether this place stands in the agreement itself, in an annex or in a letter."""
        return next((part for span, part in self.parts if span.start <= offset < span.end), "agreement")

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
        people=people,
    )


def _plain(name: str) -> str:
    return name.removeprefix("gemeente ")
