"""Dataset `responsibilities`: which party answers for which commitment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractors._document import Document, Evidence, Unread, column


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Evidence):
    """One row per commitment and party."""

    commitment_id: str = column("The commitment", references="commitments.commitment_id", key=True)
    party_id: str = column("The party", references="parties.party_id", key=True)
    party: str = column("Canonical name of the party")
    role: str = column("Answers for it, or takes part in it", vocabulary=("responsible", "participant"))
    basis: str = column(
        "What tells the party", vocabulary=("subject", "initiative", "column", "heading", "context")
    )


def extract(document: Document) -> Iterator[Row | Unread]:
    """One Row per commitment and party, in reading order."""
    raise NotImplementedError
