"""Dataset `party_mentions`: the parties a document names, from which `parties` is assembled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractors._document import Document, Unread, column


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row per party that the document names or that belongs to a group it names."""

    document_id: str = column("The document", references="documents.document_id", key=True)
    party_id: str = column("Slug of the canonical name", key=True)
    name: str = column("Canonical name: 'gemeente Borgvoort', 'Welbouw', 'woningcorporaties'")
    type: str = column(
        "Kind of party",
        vocabulary=(
            "municipality",
            "corporation",
            "tenant_organisation",
            "group",
            "care",
            "government",
            "other",
        ),
    )
    register_code: str | None = column(
        "CBS code of a municipality, L-number of a corporation; null if unknown"
    )
    aliases: tuple[str, ...] = column("Other ways the document names it")
    member_of: tuple[str, ...] = column("party_ids of the groups it belongs to in this document")


def extract(document: Document) -> Iterator[Row | Unread]:
    """One Row per party of the document, by party_id; an Unread for each that no register knows."""
    from extractors._parties.parties import parties  # who asks for Row alone need not wait for it

    who = parties(document)
    yield from who.unread
    for party in who.all():
        yield Row(
            document_id=document.document_id,
            party_id=party.party_id,
            name=party.name,
            type=party.type,
            register_code=party.register_code,
            aliases=party.aliases,
            member_of=tuple(
                sorted(group for group, members in who.members.items() if party.party_id in members)
            ),
        )
