"""Tables of pages -> grids, the words of each cell in paragraphs and bullets."""

from __future__ import annotations

from pipeline.ingest.blocks import BlockKind, Grid, GridCell, TextBlock
from pipeline.ingest.pdf.paragraphs import Draft, Spacing, paragraphs
from pipeline.ingest.pdf.tables.model import GridBox, PageTable
from pipeline.ingest.pdf.words import Lexicon, pieces


def grid_of(table: PageTable, usual: Spacing, lexicon: Lexicon) -> Grid:
    """The grid of a table's part on one page."""
    cells = tuple(_grid_cell(table, cell, usual, lexicon) for cell in table.cells)
    return Grid(
        cells,
        table.row_count,
        len(table.xs) - 1,
        table.header_rows,
        "ruled" if table.is_ruled else "borderless",
        page=table.page,
    )


def _grid_cell(table: PageTable, cell: GridBox, usual: Spacing, lexicon: Lexicon) -> GridCell:
    drafts = paragraphs(cell.lines(table.page), usual, _right(cell))
    parts = tuple(_part(drafts, index, lexicon) for index in range(len(drafts)))
    return GridCell(cell.row, cell.column, parts, cell.row_span, cell.column_span, table.page, cell.box)


def _right(cell: GridBox) -> float | None:
    """Where the lines of a cell end: as far from its right side as they begin from its left."""
    if not cell.words:
        return None
    inset = min(word.box[0] for word in cell.words) - cell.box[0]
    return max(cell.box[2] - max(min(inset, 12.0), 0.0), max(word.box[2] for word in cell.words))


def _part(drafts: list[Draft], index: int, lexicon: Lexicon) -> TextBlock:
    """A title, paragraph or bullet of a cell."""
    draft = drafts[index]
    found = draft.opening
    is_numbered = found is not None and found.number is not None
    is_over = len(drafts) > 1 and not drafts[1].is_bold
    is_title = index == 0 and draft.is_bold and (is_over or (is_numbered and len(drafts) == 1))
    kind: BlockKind = "heading" if is_title else "paragraph"
    words = pieces(draft.lines, lexicon, len(found.printed)) if found else ()
    if found is None or not words:  # a dash alone is an empty cell, no bullet
        return TextBlock(kind, pieces(draft.lines, lexicon))
    if found.number is None:
        return TextBlock("bullet", words, 1, found.printed)
    return TextBlock(kind, words, 0, found.printed, found.number)
