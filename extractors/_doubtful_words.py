"""Words that OCR read with little confidence: what rests on them is published with little confidence too."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors._document import Cell, Document, Span, Table, Unread

_LEAST_SURE = 0.6  # of the words that OCR reads wrong nearly all are told with less
_MOST_CONFIDENCE = 0.4  # below what an analyst keeps who leaves out every second doubt
_DIGIT = re.compile(r"\d")


def held(confidence: float, doubt: Unread | None) -> float:
    """The confidence of a row, as low as a doubt about its words makes it."""
    return min(confidence, _MOST_CONFIDENCE) if doubt else confidence


def doubt_about(document: Document, span: Span, *beside: Span) -> Unread | None:
    """What to compare with the page where words of a number or a date were read with little confidence.

    `beside` is what tells the row's meaning: the head over a number, the label in front of it. A misread
    letter there misspells a name; a misread digit moves the number to another year.
    """
    if _least_sure(document) >= _LEAST_SURE:
        return None
    for place in (span, *beside):
        for word in document.words_in(place):
            is_told = place is span or _DIGIT.search(document.quote(word.span))
            if word.confidence < _LEAST_SURE and is_told:
                words = " ".join(document.quote(place).split())
                message = (
                    f"page {word.page}: OCR read '{words}' with little confidence; compare with the page"
                )
                return Unread("words_doubtful", message, place, word.page)
    return None


@lru_cache(maxsize=8)
def _least_sure(document: Document) -> float:
    return document.words.least_confidence


def is_recognised(document: Document) -> bool:
    """Whether OCR read any of it: then its words may be doubted."""
    return _least_sure(document) < 1


def doubt_about_sums(document: Document, table: Table) -> Unread | None:
    """Of a table that OCR read and whose printed totals do not add up: one of its numbers may be misread."""
    page = next((word.page for word in document.words_in(table.span) if word.confidence < 1), None)
    if page is None:
        return None
    message = (
        f"page {page}: OCR read this table and its totals do not add up; compare its numbers with the page"
    )
    return Unread("words_doubtful", message, table.span, page)


def heads_and_labels(table: Table) -> dict[Span, tuple[Span, ...]]:
    """Of each cell of the body the cells over it and the label in front of it."""
    heads: dict[int, list[Span]] = {}
    labels: dict[int, Span] = {}
    for cell in table.cells:
        if cell.row < table.header_rows:
            for column in range(cell.column, cell.column + cell.column_span):
                heads.setdefault(column, []).append(cell.span)
        elif cell.column == 0:
            labels.update(dict.fromkeys(range(cell.row, cell.row + cell.row_span), cell.span))
    return {cell.span: _beside(cell, heads, labels) for cell in table.cells if cell.row >= table.header_rows}


def _beside(cell: Cell, heads: dict[int, list[Span]], labels: dict[int, Span]) -> tuple[Span, ...]:
    label = labels.get(cell.row)
    return (*heads.get(cell.column, ()), *([label] if label and label != cell.span else []))
