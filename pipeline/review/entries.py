"""The index: a line for each document, those that a person should check first on top."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.datasets.schema import Record
from pipeline.publishing.diff import Changed
from pipeline.review.archive import SEVERITIES, Changes
from pipeline.review.rows import DOUBTFUL, Shown

POINTS = {"failed": 100.0, "partial": 10.0, "error": 5.0, "warning": 1.0}
"""What makes a document one to check first, beside the rows of it that are probably wrong."""
VIEWS = ("observations", "deadlines", "commitments", "tables")
CHANGES = ("added", "removed", "changed")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the index."""

    document: Record
    rows: dict[str, int]  # by dataset
    issues: dict[str, int]  # by severity
    codes: tuple[str, ...]  # of its issues
    confidence: float | None  # mean of its rows; None without any
    doubtful: int  # rows below DOUBTFUL
    probably_wrong: float  # rows: the sum of what their confidence leaves open
    changes: dict[str, int]  # rows by kind of change
    is_new: bool

    @property
    def points(self) -> float:
        """The more, the sooner somebody should look."""
        return (
            POINTS.get(self.document["outcome"], 0.0)
            + sum(POINTS.get(severity, 0.0) * count for severity, count in self.issues.items())
            + self.probably_wrong
        )

    def shown(self) -> dict[str, Any]:
        """As the script of the index reads it."""
        document = self.document
        return {
            "id": document["document_id"],
            "path": document["path"],
            "title": document["title"] or "",
            "municipalities": document["municipalities"],
            "parties": [*document["corporations"], *document["tenant_organisations"]],
            "period": [document["period_start_year"], document["period_end_year"]],
            "outcome": document["outcome"],
            "source": document["text_source"],
            "preferred": document["is_preferred"],
            "rows": [self.rows.get(name, 0) for name in VIEWS],
            "issues": [self.issues.get(name, 0) for name in SEVERITIES],
            "codes": self.codes,
            "confidence": self.confidence,
            "doubtful": self.doubtful,
            "changes": [self.changes.get(name, 0) for name in CHANGES],
            "new": self.is_new,
            "points": round(self.points, 1),
        }


def entry_of(document: Record, rows: Sequence[Shown], changes: Changes) -> Entry:
    """The line of one document."""
    issues = [row["values"] for row in rows if row["dataset"] == "issues"]
    sure = [row["confidence"] for row in rows if "confidence" in row]
    return Entry(
        document=document,
        rows=Counter(row["dataset"] for row in rows),
        issues=Counter(each["severity"] for each in issues),
        codes=tuple(sorted({each["code"] for each in issues})),
        confidence=round(sum(sure) / len(sure), 3) if sure else None,
        doubtful=sum(confidence < DOUBTFUL for confidence in sure),
        probably_wrong=sum(1 - confidence for confidence in sure),
        changes=_counted(changes.by_path.get(document["path"], ())),
        is_new=changes.is_new(document["path"]),
    )


def _counted(changes: Sequence[Changed]) -> dict[str, int]:
    """How many rows were added, removed and changed; one counts once, whatever of it changed."""
    rows = {(each.dataset, each.row_id, each.change) for each in changes if each.cause != "document added"}
    return Counter(change for _, _, change in rows)


def in_order(entries: Sequence[Entry]) -> list[Entry]:
    """Those to check first on top; of equals by path."""
    return sorted(entries, key=lambda each: (-each.points, each.document["path"]))
