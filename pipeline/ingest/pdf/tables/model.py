"""A table as it lies on one page, before its words are put into paragraphs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors._document import Box
from pipeline.ingest.pdf.lines import Line, lines_of
from pipeline.ingest.pdf.printed import PrintedWord


@dataclass(slots=True)
class GridBox:
    """A cell as it lies on the page, with its words."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    words: list[PrintedWord] = field(default_factory=list)
    _lines: list[Line] | None = field(default=None, init=False, repr=False, compare=False)

    def lines(self, page: int) -> list[Line]:
        """Its words in lines, to be asked for when it has them all."""
        if self._lines is None:
            self._lines = lines_of(self.words, page)
        return self._lines

    def add(self, words: Sequence[PrintedWord]) -> None:
        """Put more words into it, where there are any."""
        if words:
            self.words, self._lines = [*self.words, *words], None


@dataclass(slots=True)
class PageTable:
    """A table, or the part of it that stands on this page."""

    page: int
    box: Box
    xs: list[float]  # borders of the columns, outer ones included
    row_count: int
    cells: list[GridBox]  # row by row
    is_ruled: bool
    header_rows: int = 0
    has_own_head: bool = False  # its first rows are told as a head by their type or shade

    def row(self, index: int) -> list[GridBox]:
        """The cells that begin in a row."""
        start = bisect_left(self.cells, index, key=_row)
        return self.cells[start : bisect_right(self.cells, index, lo=start, key=_row)]

    def filled_rows(self) -> list[list[GridBox]]:
        """The cells with words that begin in each row."""
        rows: list[list[GridBox]] = [[] for _ in range(self.row_count)]
        for cell in self.cells:
            if cell.words:
                rows[cell.row].append(cell)
        return rows


def _row(cell: GridBox) -> int:
    return cell.row
