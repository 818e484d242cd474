"""Lines at the edge of a page that are rows of the table across the page break.

A head alone at the foot of a page, or a last row alone at the top of the next, shows no columns by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors._document import Box
from pipeline.ingest.pdf.lines import Line
from pipeline.ingest.pdf.printed import PrintedWord, around, middle
from pipeline.ingest.pdf.tables.gutters import clumps, column_of, is_value
from pipeline.ingest.pdf.tables.heads import columns_of_words
from pipeline.ingest.pdf.tables.model import GridBox, PageTable

_ALIGNED = 4.0  # points apart at most where words of one column begin, end or are centred
_CLOSE = 1.5  # type sizes from foot to foot of two lines in one cell
_FEWEST = 3  # phrases: two beside each other can be anything
_HIGHEST = 3  # lines of a head

_YEAR = re.compile(r"(?:19|20)\d\d")

_Phrase = tuple[PrintedWord, ...]


def head_at_foot(lines: Sequence[Line], below: PageTable) -> tuple[list[Line], PageTable] | None:
    """The lines without the last, which head the table on the next page; and that head."""
    if below.has_own_head or _names_its_columns(below):
        return None
    for height in range(1, min(_HIGHEST, len(lines)) + 1):
        head = lines[-height:]
        if _is_row(head[0], below) and all(_is_wrapped(*pair, below) for pair in pairwise(head)):
            table = _table([list(head)], below)
            table.header_rows = 1
            return list(lines[:-height]), table
    return None


def rows_at_top(above: PageTable, lines: Sequence[Line]) -> tuple[PageTable, list[Line]] | None:
    """The rest of the table that ends the page before, and the lines without those of its rows."""
    rows: list[list[Line]] = []
    for line in lines:
        if rows and _is_wrapped(rows[-1][-1], line, above):
            rows[-1].append(line)
        elif _is_row(line, above):
            rows.append([line])
        else:
            break
    return (_table(rows, above), list(lines[sum(map(len, rows)) :])) if rows else None


def _names_its_columns(table: PageTable) -> bool:
    """Whether the first row holds years, or words over numbers, in each column but the first."""
    valued = {cell.column for cell in table.cells if cell.row and is_value(_text(cell.words))}
    names = [cell for cell in table.row(0) if cell.column and cell.words]
    return bool(names) and all(_names_column(_text(cell.words), cell.column in valued) for cell in names)


def _names_column(words: str, is_over_values: bool) -> bool:
    return _YEAR.fullmatch(words) is not None or (is_over_values and not is_value(words))


def _is_row(line: Line, table: PageTable) -> bool:
    """Whether a line has a phrase in each column; of values some may be empty."""
    columns = _columns(line, table)
    is_full = len(columns) == len(table.xs) - 1 or _holds_values(line, columns)
    return is_full and len(columns) >= _FEWEST and _keeps_to(line, columns, table)


def _is_wrapped(above: Line, below: Line, table: PageTable) -> bool:
    """Whether a line goes on in the cells of the one above it."""
    columns = _columns(below, table)
    is_close = below.box[3] - above.box[3] < _CLOSE * below.size
    return is_close and not _holds_values(below, columns) and _keeps_to(below, columns, table)


def _columns(line: Line, table: PageTable) -> list[int]:
    """The column of each phrase."""
    return [column_of(middle(_box(phrase))[0], table.xs[1:-1]) for phrase in clumps(line)]


def _box(phrase: _Phrase) -> Box:
    return around(word.box for word in phrase)


def _holds_values(line: Line, columns: Sequence[int]) -> bool:
    phrases = [p for p, column in zip(clumps(line), columns, strict=True) if column]
    return bool(phrases) and all(is_value(_text(phrase)) for phrase in phrases)


def _text(words: Sequence[PrintedWord]) -> str:
    return " ".join(word.text for word in words)


def _keeps_to(line: Line, columns: Sequence[int], table: PageTable) -> bool:
    """Whether each phrase has a column of its own, and begins, ends or is centred as the words there."""
    extents = columns_of_words(table.xs, [word for cell in table.cells for word in cell.words])
    if len(set(columns)) < len(columns):
        return False
    for phrase, column in zip(clumps(line), columns, strict=True):
        x0, _, x1, _ = _box(phrase)
        left, right = extents[column]
        if min(abs(x0 - left), abs(x1 - right), abs(x0 + x1 - left - right) / 2) > _ALIGNED:
            return False
    return True


def _table(rows: Sequence[Sequence[Line]], like: PageTable) -> PageTable:
    """Rows in the columns of a table, each of one or several lines."""
    inner = like.xs[1:-1]
    cells = []
    for index, lines in enumerate(rows):
        top, foot = min(line.box[1] for line in lines), max(line.box[3] for line in lines)
        for column, (x0, x1) in enumerate(pairwise(like.xs)):
            words = [w for line in lines for w in line.words if column_of(middle(w.box)[0], inner) == column]
            cells.append(GridBox(index, column, 1, 1, (x0, top, x1, foot), words))
    box = (like.xs[0], cells[0].box[1], like.xs[-1], cells[-1].box[3])
    return PageTable(rows[0][0].page, box, list(like.xs), len(rows), cells, like.is_ruled)
