"""What the document is: title, type, status, period, date. Read once per document, used by all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from extractors._document import Span, Unread

DocumentType = Literal["agreement", "action_programme", "bid", "evaluation", "letter", "other"]
DocumentPart = Literal["agreement", "annex", "letter"]


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts of the document as a whole. Parties are in `_parties`."""

    title: str | None
    document_type: DocumentType
    status: Literal["concept", "final", "unknown"]
    period: tuple[int, int] | None  # the years this document agrees on: of an action programme its own year
    document_date: date | None  # the date it bears: of signing or of its covering letter
    parts: tuple[tuple[Span, DocumentPart], ...]  # in order, together the whole text
    unread: tuple[Unread, ...] = ()
