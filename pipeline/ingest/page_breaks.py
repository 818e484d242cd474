"""Tables that a page break cut in two: the repeated head goes, a cut row becomes one again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.ingest.blocks import Block, Grid, GridCell, TextBlock, bare

_ENDS = re.compile(r"[.!?:;…]['’”\"»)\]]*$")
_RAISED_NOTE = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰]")

_VALUE = re.compile(r"\W*\d[\d.,/ –-]*\W*")  # '24', '€ 1.250', '60/70'

_Rows = list[list[GridCell]]


def merge_tables(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with tables of the same head put together when nothing but footnotes stands between them."""
    merged: list[Block] = []
    parts: dict[int, list[Grid]] = {}  # where a table stands: the grids it was cut into
    open_at: int | None = None  # where the table stands that may go on
    for block in blocks:
        if isinstance(block, Grid):
            if open_at is not None and _goes_on(parts[open_at], block):
                parts[open_at].append(block)
                continue
            open_at = len(merged)
            parts[open_at] = [block]
        elif not (block.kind == "footnote" or _RAISED_NOTE.match(block.text)):
            open_at = None
        merged.append(block)
    for index, grids in parts.items():
        merged[index] = together(grids)
    return merged


def _goes_on(parts: Sequence[Grid], below: Grid) -> bool:
    """Whether a grid has the head of the parts above it and stands on a later page, if pages are known.

    Where another head stands among the rows above, the one repeated below is no sign of a page break.
    """
    first, last = parts[0], parts[-1]
    above = [cell.page for cell in last.cells if cell.page is not None]
    is_overleaf = below.page is None or not above or below.page > max(above)
    return is_overleaf and same_head(first, below) and not _has_other_head(last)


def _has_other_head(grid: Grid) -> bool:
    """Whether the corner of the head comes again in the rows."""
    corners = [_text(cell) for cell in grid.cells if cell.column == 0]
    return any(corner and corner in corners[:1] for corner in corners[grid.header_rows :])


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


def together(grids: Sequence[Grid]) -> Grid:
    """One table of its parts, without the heads of the lower ones; a row that a break cut is one again."""
    first = grids[0]
    if len(grids) == 1:
        return first
    rows = _rows(first)
    is_numbered = _is_numbered(rows[first.header_rows :])
    for grid in grids[1:]:
        more = _rows(grid)[grid.header_rows :]
        if more and len(rows) > first.header_rows:
            spans = _spans_that_go_on(rows, more[0])
            above, below = ([c for c in row if c.column not in spans] for row in (rows[-1], more[0]))
            is_cut = _is_cut(above, below, is_numbered)
            _lengthen(rows, more[0], spans, is_cut)
            more[0] = below
            if is_cut:
                rows[-1] = _join_rows(rows[-1], more.pop(0))
        rows += more
    cells = tuple(replace(cell, row=row) for row, line in enumerate(rows) for cell in line)
    return replace(first, cells=cells, row_count=len(rows))


def _rows(grid: Grid) -> _Rows:
    rows: _Rows = [[] for _ in range(grid.row_count)]
    for cell in grid.cells:
        rows[cell.row].append(cell)
    return rows


def _is_numbered(rows: _Rows) -> bool:
    """Whether most rows start with a number."""
    return 2 * sum(1 for row in rows if row and _number(row[0])) > len(rows)


def _is_cut(above: Sequence[GridCell], below: Sequence[GridCell], is_numbered: bool) -> bool:
    """Whether a row goes on with the last: by its number where rows are numbered, else by its first word."""
    if not below or not above:
        return False
    if is_numbered:
        return _number(below[0]) is None
    begin = _text(below[0])[:1]
    if not begin:
        return not _begins_anew(above, below)
    return begin.islower() and not _ENDS.search(_text(above[0]))


def _begins_anew(above: Sequence[GridCell], below: Sequence[GridCell]) -> bool:
    """Whether a row without a name is one of its own, and not the rest of the row above the page break.

    A value stands under a value, or the row is full and some cell begins where the one above it has ended.
    """
    over = {cell.column: _text(cell) for cell in above}
    texts = {cell.column: _text(cell) for cell in below}
    pairs = [(over.get(column, ""), text) for column, text in texts.items() if column and text]
    if any(_VALUE.fullmatch(upper) and _VALUE.fullmatch(text) for upper, text in pairs):
        return True
    is_full = len(pairs) == len(texts) - 1 > 1
    return is_full and any(_ENDS.search(upper) and not text[0].islower() for upper, text in pairs)


def _spans_that_go_on(rows: _Rows, below: Sequence[GridCell]) -> dict[int, int]:
    """By column, the row in which a cell over several rows begins whose empty rest stands overleaf."""
    found = {}
    for cell in below:
        at = None if _text(cell) else _reaches_end(rows, cell.column)
        if at is not None and (at < len(rows) - 1 or cell.row_span > 1):
            found[cell.column] = at
    return found


def _lengthen(rows: _Rows, below: Sequence[GridCell], spans: dict[int, int], is_cut: bool) -> None:
    """Let cells over several rows go on; the row that was cut is counted once."""
    more = {cell.column: cell.row_span - is_cut for cell in below}
    for column, at in spans.items():
        rows[at] = [
            replace(cell, row_span=cell.row_span + more[column]) if cell.column == column else cell
            for cell in rows[at]
        ]


def _reaches_end(rows: _Rows, column: int) -> int | None:
    """The row in which the cell with words begins that reaches down to the last row in a column."""
    for at in reversed(range(len(rows))):
        found = next((cell for cell in rows[at] if cell.column == column), None)
        if found is not None:
            return at if _text(found) and at + found.row_span == len(rows) else None
    return None


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
