"""What a party is, a mention of one, and all the parties of a document."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from extractors._document import Span, Unread
from extractors._registers import fold

PartyType = Literal[
    "municipality", "corporation", "tenant_organisation", "group", "care", "government", "other"
]
MentionRule = Literal["name", "alias", "place", "misspelt", "function", "group", "pronoun", "label", "letter"]

_NO_SLUG = re.compile(r"[^a-z0-9]+")  # 'gemeente súdwest-fryslân' -> 'gemeente-sudwest-fryslan'


@dataclass(frozen=True, slots=True)
class Party:
    """A party under its canonical name: 'gemeente Borgvoort', 'Welbouw', 'woningcorporaties'."""

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
    rule: MentionRule  # how it was told
    is_plural: bool = False  # of words that are no name: 'partijen', 'burgemeester en wethouders'


@dataclass(frozen=True)
class Parties:
    """All parties of one document. Indexed at first use."""

    municipalities: tuple[Party, ...]  # that sign or are addressed, not merely mentioned
    corporations: tuple[Party, ...]
    tenant_organisations: tuple[Party, ...]
    members: dict[str, tuple[str, ...]]  # group party_id -> party_ids of its members in this document
    mentions: tuple[Mention, ...]  # in reading order, longest first, none inside another
    unread: tuple[Unread, ...] = ()

    def mentions_in(self, span: Span) -> tuple[Mention, ...]:
        """The mentions that lie wholly inside the span, in reading order."""
        first = bisect.bisect_left(self._starts, span.start)
        return self.mentions[first : bisect.bisect_right(self._ends, span.end)]

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.span.start for mention in self.mentions]

    @cached_property
    def _ends(self) -> list[int]:
        return [mention.span.end for mention in self.mentions]

    def all(self) -> tuple[Party, ...]:
        """Every party of the document once, by party_id: who signs and who is named, groups too."""
        named = [mention.party for mention in self.mentions]
        signing = (*self.municipalities, *self.corporations, *self.tenant_organisations)
        known = {one.party_id: one for one in (*signing, *named)}
        return tuple(known[party_id] for party_id in sorted(known))


def slug(name: str) -> str:
    """Id of a canonical name: 'gemeente Súdwest-Fryslân' is 'gemeente-sudwest-fryslan'."""
    return _NO_SLUG.sub("-", fold(name)).strip("-")
