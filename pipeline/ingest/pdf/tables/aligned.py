"""Tables without a frame: lines whose words stand in columns, most of them values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors._document import Box
from pipeline.ingest.pdf.lines import Line
from pipeline.ingest.pdf.printed import PrintedPage, Rule, around
from pipeline.ingest.pdf.tables.checks import cuts_lines, is_spaced_table, text_of
from pipeline.ingest.pdf.tables.gutters import BLANK, is_value
from pipeline.ingest.pdf.tables.model import PageTable
from pipeline.ingest.pdf.tables.spaced import read_spaced

_FARTHEST = 2.3  # type sizes from foot to foot between two rows of one table
_FARTHEST_UNDER_BOLD = 4.0  # the same where a bold head tells the columns of words
_FEWEST_VALUES = 0.6  # share of the cells behind the first column that are values
_OTHER_SIZE = 0.15  # share by which the type of two rows of one table may differ
_LONGEST_CELL = 10  # words: what is longer is a sentence beside a chart
_TIGHT = 1.35  # type sizes from foot to foot between two lines of one cell
_LONGEST_NAME = 0.6  # share of the table's width that a row's name may take
_FEWEST_NAMES = 3  # in a bold head under which words may stand that are no values
_MOST_IN_NAME = 4  # words in such a name
_SENTENCE = 3  # words on the first line of a sentence in the first column, in the mean
_SAME_EDGE = 3.0  # points within which the words of a column begin together
_MOST_OVERHEADS = 2  # lines of a head that stand alone over the columns
_MARK = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*|\S{1,2})[.)]?")  # 'A.', '3', '1.2', '•' before a row
_DRAWN = re.compile(r"[-–—_=]{4,}")  # a rule typed as signs: '--------'


def find_aligned(lines: Sequence[Line], page: PrintedPage) -> tuple[list[PageTable], list[Line]]:
    """The tables among these lines, and the lines that are in none."""
    tables: list[PageTable] = []
    rest: list[Line] = []
    index = 0
    while index < len(lines):
        headed = _headed_run(lines, index)
        table = _table(headed, page, is_headed=True) if headed else None
        if table:
            tables.append(table)
            index += len(headed)
            continue
        run = _run(lines, index)
        overheads = _overheads(rest, run) if len(run) > 1 else []
        table = _table([*overheads, *run], page) if len(run) > 1 else None
        if table:
            del rest[len(rest) - len(overheads) :]
            tables.append(table)
            index += len(run)
        else:
            rest.append(lines[index])
            index += 1
    return tables, rest


def _headed_run(lines: Sequence[Line], start: int) -> list[Line]:
    """A head of three short names at least, and the lines below whose words begin where these names do.

    Nothing where fewer than two lines have words under every name, or most of them go on with a sentence:
    then they are prose in columns. Under names that are not bold a sentence must wrap in the first column:
    signatures stand under each other as well.
    """
    head = lines[start].pieces()
    if len(head) < _FEWEST_NAMES or any(len(p.words) > _MOST_IN_NAME or is_value(p.text) for p in head):
        return []
    edges = [piece.box[0] for piece in head]
    run = [lines[start]]
    farthest = _FARTHEST_UNDER_BOLD if lines[start].is_bold else _FARTHEST
    for above, line in pairwise(lines[start:]):
        is_far = line.box[3] - above.box[3] > farthest * line.size
        if is_far or abs(line.size - run[0].size) > _OTHER_SIZE * line.size or not _keeps_to(line, edges):
            break
        run.append(line)
    while len(run[-1].pieces()) == 1 and not run[-1].text[0].islower():
        run.pop()
    full = [line for line in run[1:] if len(_under(line, edges)) == len(edges)]
    begun = sum(not line.text[0].islower() for line in full)
    if len(full) < 2 or 2 * begun <= len(full):
        return []
    return run if lines[start].is_bold or _are_sentences(run[1:], full) else []


def _are_sentences(body: Sequence[Line], full: Sequence[Line]) -> bool:
    """Whether the first column holds sentences, and one goes on in lower case on a shorter line."""
    words = sum(len(line.pieces()[0].words) for line in full)
    return words >= _SENTENCE * len(full) and any(
        line.text[0].islower() for line in body if len(line.pieces()) < len(full[0].pieces())
    )


def _under(line: Line, edges: Sequence[float]) -> Sequence[Line]:
    """The pieces of a line, parted at the names of the head too, without a mark before the first."""
    first, *others = [part for piece in line.pieces() for part in _parted(piece, edges)]
    return others if first.box[2] < edges[0] and _MARK.fullmatch(first.text) else [first, *others]


def _parted(piece: Line, edges: Sequence[float]) -> Iterator[Line]:
    """A piece in parts, up to each name of the head under which one of its words begins."""
    start = 0
    for index, (left, right) in enumerate(pairwise(piece.words), 1):
        is_apart = right.box[0] - left.box[2] > BLANK * right.size
        if is_apart and any(abs(right.box[0] - edge) < _SAME_EDGE for edge in edges):
            yield Line(piece.page, piece.words[start:index])
            start = index
    yield Line(piece.page, piece.words[start:]) if start else piece


def _keeps_to(line: Line, edges: Sequence[float]) -> bool:
    """Whether each piece of a line begins at one of the edges and ends before the next.

    The first of three may begin further in: of a scan the first word of a cell can be lost.
    """
    pieces = _under(line, edges)
    for at, piece in enumerate(pieces):
        here = [index for index, edge in enumerate(edges) if abs(piece.box[0] - edge) < _SAME_EDGE]
        if not here and at == 0 and len(pieces) > 2:
            here = [index for index, edge in enumerate(edges) if edge < piece.box[0]][-1:]
        if not here or (here[0] + 1 < len(edges) and piece.box[2] > edges[here[0] + 1] - 1):
            return False
    return True


def _run(lines: Sequence[Line], start: int) -> list[Line]:
    """Lines from here on that stand in columns, and names of rows without values between them."""
    if len(lines[start].pieces()) < 2:
        return []
    run, box = [lines[start]], lines[start].box
    kept = 1
    for above, line in pairwise(lines[start:]):
        if line.box[3] - above.box[3] > _FARTHEST * line.size or not _fits(run, box, line):
            break
        run.append(line)
        box = around((box, line.box))
        if len(line.pieces()) > 1:
            kept = len(run)
    return run[:kept]


def _fits(run: Sequence[Line], box: Box, line: Line) -> bool:
    """Whether a line can belong to the table that these lines make, with this box around them."""
    if abs(line.size - run[0].size) > _OTHER_SIZE * line.size:
        return False
    if len(line.pieces()) > 1 or _is_drawn(line):
        return True
    if line.is_bold and run[-1].is_bold and line.box[3] - run[-1].box[3] < _TIGHT * line.size:
        return box[0] <= line.box[0] and line.box[2] <= box[2]
    is_first = line.box[0] < box[0] + 3 or is_value(line.text)
    return is_first and line.box[2] - line.box[0] < _LONGEST_NAME * (box[2] - box[0])


def _is_drawn(line: Line) -> bool:
    return all(_DRAWN.fullmatch(word.text) for word in line.words)


def _overheads(above: Sequence[Line], run: Sequence[Line]) -> list[Line]:
    """The lines right over a table that stand behind its first column: heads of several columns."""
    box = around(line.box for line in run)
    behind = run[0].pieces()[1].box[0]
    found: list[Line] = []
    for line in reversed(above[-_MOST_OVERHEADS:]):
        top = found[0] if found else run[0]
        is_near = 0 < top.box[3] - line.box[3] < _TIGHT * line.size
        if not is_near or line.box[0] < behind or line.box[2] > box[2] + 3 or line.size != run[0].size:
            break
        found.insert(0, line)
    return found


def _table(run: Sequence[Line], page: PrintedPage, *, is_headed: bool = False) -> PageTable | None:
    lines = [line for line in run if not _is_drawn(line)]
    if len(lines) < 2 or max(len(piece.words) for line in lines for piece in line.pieces()) > _LONGEST_CELL:
        return None
    box = around(line.box for line in lines)
    typed = [Rule(True, (line.box[1] + line.box[3]) / 2, box[0], box[2]) for line in run if _is_drawn(line)]
    if is_headed:  # its first line is known to be the head, as if a rule stood under it
        typed.append(Rule(True, (lines[0].box[3] + lines[1].box[1]) / 2, box[0], box[2]))
    table = read_spaced(page.number, lines, box, typed, ())
    if table is None or not (is_headed or _holds_values(table)):
        return None
    if not is_spaced_table(table, page) or cuts_lines(table, lines):
        return None
    _tell_head(table)
    _spread_names(table)
    return table


def _holds_values(table: PageTable) -> bool:
    """Whether most cells behind the first column are values."""
    filled = [cell for cell in table.cells if cell.words]
    behind = [text_of(cell) for cell in filled if cell.column]
    body = [text_of(cell) for cell in filled if cell.column and cell.row >= table.header_rows]
    values = sum(is_value(text) for text in behind)
    width, height = len(table.xs) - 1, table.row_count
    below = sum(is_value(text) for text in body)
    return (
        below > 0
        and (width > 2 or height > 2)
        and (values >= _FEWEST_VALUES * len(behind) or (height > 3 and below >= 0.8 * len(body)))
    )


def _spread_names(table: PageTable) -> None:
    """Let a name that stands out in its type and alone on its row span the row: it heads a group of rows."""
    for row in range(table.header_rows, table.row_count):
        filled = [cell for cell in table.row(row) if cell.words]
        if len(filled) == 1 and filled[0].column == 0 and filled[0].row_span == 1:
            name = filled[0]
            if all(word.is_bold or word.is_italic for word in name.words):
                table.cells = [cell for cell in table.cells if cell.row != row or cell is name]
                name.column_span = len(table.xs) - 1
                name.box = (name.box[0], name.box[1], table.xs[-1], name.box[3])


def _tell_head(table: PageTable) -> None:
    """The first rows that are bold; else what was told by a rule, or the first row."""
    bold = 0
    while bold < table.row_count - 1 and all(
        word.is_bold for cell in table.row(bold) for word in cell.words if word.text.isalnum()
    ):
        bold += 1
    if 0 < bold < table.row_count - (table.row_count > 2):
        table.header_rows = bold
