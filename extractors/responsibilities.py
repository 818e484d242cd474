"""Dataset `responsibilities`: which party answers for which commitment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractors._document import Document, Evidence, Unread, column

_CODES = frozenset(("party_missing", "party_unknown", "parties_disagree", "second_opinion_differs"))


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
    """One Row per commitment and party, in reading order; what could not be told of the parties."""
    from extractors._commitments.reading import read  # who asks for Row alone need not wait for it

    reading = read(document)
    for share in reading.responsibilities:
        yield Row(
            commitment_id=share.commitment_id,
            party_id=share.party.party_id,
            party=share.party.name,
            role=share.role,
            basis=share.basis,
            confidence=share.confidence,
            rule=share.rule,
            **document.evidence(share.span),
        )
    yield from (unread for unread in reading.unread if unread.code in _CODES)
