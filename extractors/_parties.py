"""Who is who in a document: parties, their aliases, groups and members, and where they are named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractors._document import Span, Unread

PartyType = Literal[
    "municipality", "corporation", "tenant_organisation", "group", "care", "government", "other"
]


@dataclass(frozen=True, slots=True)
class Party:
    """A party under its canonical name: 'gemeente Hengelo', 'Welbions', 'woningcorporaties'."""

    party_id: str  # slug of the name
    name: str
    type: PartyType
    register_code: str | None = None  # GM code or L-number
    aliases: tuple[str, ...] = ()  # other ways this document names it


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a party is named, by name, alias, function ('de gemeente') or pronoun ('wij')."""

    span: Span
    party: Party
    rule: str  # how it was told: 'name', 'alias', 'function', 'pronoun'


@dataclass(frozen=True, slots=True)
class Parties:
    """All parties of one document."""

    municipalities: tuple[Party, ...]  # that sign or are addressed, not merely mentioned
    corporations: tuple[Party, ...]
    tenant_organisations: tuple[Party, ...]
    members: dict[str, tuple[str, ...]]  # group party_id -> party_ids of its members in this document
    mentions: tuple[Mention, ...]  # in reading order, longest first, none inside another
    unread: tuple[Unread, ...] = ()

    def mentions_in(self, span: Span) -> tuple[Mention, ...]:
        """The mentions that lie wholly inside the span, in reading order."""
        return tuple(mention for mention in self.mentions if span.holds(mention.span))
