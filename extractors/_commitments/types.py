"""Who does what by when, read once per document.

The datasets commitments, deadlines and responsibilities are its projections.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractors._document import Span, Unread
from extractors._dutch.time import TimeExpression
from extractors._parties.parties import Party

CommitmentKind = Literal["deliver", "research", "consult", "maintain", "other"]
DeadlineClass = Literal["action", "target", "process", "cycle", "period"]
Role = Literal["responsible", "participant"]
Basis = Literal["subject", "initiative", "column", "heading", "context"]


@dataclass(frozen=True, slots=True)
class Commitment:
    """One agreed action: one sentence, bullet or table part."""

    commitment_id: str
    span: Span  # the sentence or bullet alone
    text: str  # with its lead-in before it where it has one
    number: str | None
    theme: str | None
    heading_path: tuple[str, ...]
    kind: CommitmentKind
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Deadline:
    """One time expression by or in which something is due."""

    deadline_id: str
    commitment_id: str | None
    span: Span  # the expression alone
    sentence: Span
    time: TimeExpression
    deadline_class: DeadlineClass
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Responsibility:
    """One party's part in one commitment."""

    commitment_id: str
    party: Party
    role: Role
    basis: Basis
    span: Span  # the words that name the party, or the commitment where nothing names it
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a document says of who does what by when, in reading order."""

    commitments: tuple[Commitment, ...]
    deadlines: tuple[Deadline, ...]
    responsibilities: tuple[Responsibility, ...]
    unread: tuple[Unread, ...] = ()
