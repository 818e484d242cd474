"""Dataset `commitments`: one row per agreed action."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractors._document import Document, Evidence, Unread, column


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Evidence):
    """One row per agreed action: one sentence, one bullet or one part of a table cell.

    A sentence in which two parties act, each by a date of its own, is one row per clause.
    """

    commitment_id: str = column("Hash of the document and the commitment's words", key=True)
    number: str | None = column("Number of the agreement or of its row in a table, as printed; null if none")
    theme: str | None = column("Nearest heading above it, or the theme that its table gives the row")
    heading_path: tuple[str, ...] = column("All headings above it, outermost first")
    text: str = column("The sentence or bullet, with its lead-in before it where it has one")
    kind: str = column("What is promised", vocabulary=("deliver", "research", "consult", "maintain", "other"))


def extract(document: Document) -> Iterator[Row | Unread]:
    """One Row per commitment, in reading order."""
    from extractors._commitments.reading import read  # who asks for Row alone need not wait for it

    for commitment in read(document).commitments:
        yield Row(
            commitment_id=commitment.commitment_id,
            number=commitment.number,
            theme=commitment.theme,
            heading_path=commitment.heading_path,
            text=commitment.text,
            kind=commitment.kind,
            confidence=commitment.confidence,
            rule=commitment.rule,
            **document.evidence(commitment.span),
        )
