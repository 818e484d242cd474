"""Where a document lists its parties: title page, 'Partijen:', the foot with its signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors._document import Document, Span
from extractors._facts.front import is_running_text
from extractors._parties.words import words

_FOOT_FROM = 0.8  # signatures stand in the last fifth of a text, or on its first page
_FOOT_LINES = 12  # which in a short text is more than that
_TITLE_LINES = 40
_LIST_LINES = 14
_LONG_LINE_WORDS = 25
_NUMBERED = re.compile(r"^\W*(?:\d{1,2}[.)]\s+|[a-h]\)\s+)?")  # '• ', '2. ', 'a) ' before a party in a list
_WHOLE_LIST = re.compile(r":.*\sen\s.*\.\s*$")  # 'Partijen: gemeente Borgvoort, Welbouw en De Brug.'
_LINE_END = re.compile(r"[\n\t]")


class Line(NamedTuple):
    """One line of the text: a paragraph, a heading, a bullet, a table cell."""

    text: str
    is_front: bool  # on the title page
    is_listed: bool  # in a list of who signs
    is_foot: bool  # where signatures stand

    @property
    def bare(self) -> str:
        """The line without bullet, number and closing punctuation."""
        return _NUMBERED.sub("", self.text).strip().rstrip(".,;:")


def party_cells(document: Document) -> Iterator[Span]:
    """The cells under a head that names a column of parties: 'Wie', 'Trekker'."""
    for table in document.tables:
        head_rows = max(table.header_rows, 1)
        heads = {
            cell.column: document.quote(cell.span).strip(" ?:").lower()
            for cell in table.cells
            if cell.row < head_rows
        }
        for cell in table.cells:
            if cell.row >= head_rows and heads.get(cell.column) in words().party_columns:
                yield cell.span


def lines(document: Document) -> Iterator[Line]:
    """All lines in reading order, with where they stand."""
    texts = _LINE_END.split(document.text)
    offset, number, left, is_front = 0, 0, 0, True
    foot = min(_FOOT_FROM * len(document.text), len(document.text) - sum(map(len, texts[-_FOOT_LINES:])))
    first_table = min((table.span.start for table in document.tables), default=len(document.text))
    for text in texts:
        if text.strip():
            is_front = (
                is_front and number < _TITLE_LINES and offset < first_table and not is_running_text(text)
            )
            if _opens_list(text):
                left = 1 if _WHOLE_LIST.search(text) else _LIST_LINES
            else:
                left = 0 if len(text.split()) > _LONG_LINE_WORDS and not left else max(left - 1, 0)
            yield Line(text, is_front, left > 0, is_front or offset >= foot)
            number += 1
        offset += len(text) + 1


def _opens_list(text: str) -> bool:
    """'Partijen:', 'Ondergetekenden', also with the first party behind the colon."""
    head, colon, _ = text.partition(":")
    return head.strip().lower() in words().sign_lists and (bool(colon) or len(text.split()) <= 3)
