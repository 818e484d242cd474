"""Tables that a page break cut in two: the repeated head goes, a cut row becomes one again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.ingest.blocks import Block, Grid, GridCell, TextBlock, bare

_ENDS = re.compile(r"[.!?:;…]['’”\"»)\]]*$")
_RAISED_NOTE = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰]")

_Rows = list[list[GridCell]]


def merge_tables(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with tables of the same head put together when nothing but footnotes stands between them."""
    merged: list[Block] = []
    open_at: int | None = None  # where the table stands that may go on
    for block in blocks:
        above = merged[open_at] if open_at is not None else None
        if isinstance(block, Grid) and isinstance(above, Grid) and same_head(above, block):
            assert open_at is not None
            merged[open_at] = together(above, block)
            continue
        merged.append(block)
        if isinstance(block, Grid):
            open_at = len(merged) - 1
        elif not (block.kind == "footnote" or _RAISED_NOTE.match(block.text)):
            open_at = None
    return merged


def same_head(above: Grid, below: Grid) -> bool:
    """Whether a table repeats the head of the one above it."""
    return (
        above.header_rows > 0
        and above.column_count == below.column_count
        and any(_head(above))
        and _head(above) == _head(below)
    )


def _head(grid: Grid) -> list[str]:
    return [_text(cell) for cell in grid.cells if cell.row < grid.header_rows]


def _text(cell: GridCell) -> str:
    return " ".join(bare(part) for part in cell.parts).strip()


def together(above: Grid, below: Grid) -> Grid:
    """One table of the two, without the lower one's head; a row that the break cut becomes one again."""
    upper, lower = _rows(above), _rows(below)[below.header_rows :]
    if lower and len(upper) > above.header_rows and _is_cut(upper[above.header_rows :], lower[0]):
        upper[-1] = _join_rows(upper[-1], lower.pop(0))
    cells = [replace(cell, row=row) for row, line in enumerate(upper + lower) for cell in line]
    return replace(above, cells=tuple(cells), row_count=len(upper) + len(lower))


def _rows(grid: Grid) -> _Rows:
    rows: _Rows = [[] for _ in range(grid.row_count)]
    for cell in grid.cells:
        rows[cell.row].append(cell)
    return rows


def _is_cut(above: _Rows, below: Sequence[GridCell]) -> bool:
    """Whether a row goes on with the last: by its number where rows are numbered, else by its first word."""
    if not below or not above[-1]:
        return False
    numbered = sum(1 for row in above if row and _number(row[0]))
    if 2 * numbered > len(above):
        return _number(below[0]) is None
    begin = _text(below[0])[:1]
    last = _text(above[-1][0])
    return not begin or (begin.islower() and not _ENDS.search(last))


def _number(cell: GridCell) -> str | None:
    return cell.parts[0].number if cell.parts else None


def _join_rows(above: Sequence[GridCell], below: Sequence[GridCell]) -> list[GridCell]:
    more = {cell.column: cell for cell in below}
    return [
        replace(cell, parts=_join_parts(cell.parts, more[cell.column].parts)) if cell.column in more else cell
        for cell in above
    ]


def _join_parts(above: tuple[TextBlock, ...], below: tuple[TextBlock, ...]) -> tuple[TextBlock, ...]:
    """The parts of both; a sentence that was cut in the middle becomes one part."""
    if not above or not below or not _is_cut_sentence(above, below[0]):
        return above + below
    last = above[-1]
    *first, end = last.pieces
    pieces = (*first, replace(end, text=f"{end.text} "), *below[0].pieces)
    return (*above[:-1], replace(last, pieces=pieces), *below[1:])


def _is_cut_sentence(above: Iterable[TextBlock], below: TextBlock) -> bool:
    """Whether a part without a stop goes on: in lower case, or in a cell that is written in sentences."""
    texts = [bare(part) for part in above]
    if not texts[-1] or not below.text or below.printed or _ENDS.search(texts[-1]):
        return False
    return below.text[0].islower() or any(". " in text or text.endswith(".") for text in texts)
