"""Tables without rules: lines whose words stand in columns, most of them numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.ingest.layout import alternatives
from pipeline.ingest.layout import words as words_of
from pipeline.ingest.pdf.lines import Line
from pipeline.ingest.pdf.printed import around
from pipeline.ingest.pdf.tables.model import GridBox, PageTable

_FARTHEST = 2.3  # line heights from foot to foot between two rows of one table
_FEWEST_NUMBERS = 0.6  # share of cells behind the first column that hold a number
_OTHER_SIZE = 0.15  # share by which the type of two rows of one table may differ
_LONGEST_CELL = 10  # words: what is longer is a sentence beside a chart
_SLACK = 1.5  # points by which columns may overlap by the roundness of letters
_TIGHT = 1.35  # type sizes from foot to foot between two lines of one cell
_LONGEST_LABEL = 0.6  # share of the table's width that a row's name may take
# '70', '60/70', '2.000 - 3.000', '€ 409', '16%', '70**', 'Minimaal 10.500', '-'
_NUMBER = re.compile(r"(?:[^\W\d]+\.? )?[€<>±~]?\s*\d[\d.,/%*€ –-]*(?:[^\W\d]+\.?)?\*{0,3}|[–-]")

# '3.1 Doelgroep', 'B Bronnen', '2. Wonen', 'Hoofdstuk 3'
_TITLE_NUMBER = re.compile(
    rf"(?:\d{{1,2}}(?:\.\d{{1,2}})*\.?|[A-Z]|{alternatives('chapter_words')} \S+)\s", re.I
)


def find_aligned(lines: Sequence[Line], page: int) -> tuple[list[PageTable], list[Line]]:
    """The tables among these lines, and the lines that are in none."""
    tables: list[PageTable] = []
    rest: list[Line] = []
    index = 0
    while index < len(lines):
        run = _run(lines, index)
        table = _table(run, page) if len(run) > 1 else None
        if table:
            tables.append(table)
            index += len(run)
        else:
            rest.append(lines[index])
            index += 1
    return tables, rest


def _run(lines: Sequence[Line], start: int) -> list[Line]:
    """Lines from here on that stand in columns, and names of rows without values between them."""
    if len(lines[start].pieces()) < 2:
        return []
    run = [lines[start]]
    kept = 1
    for above, line in pairwise(lines[start:]):
        if line.box[3] - above.box[3] > _FARTHEST * line.size or not _fits(run, line):
            break
        run.append(line)
        if len(line.pieces()) > 1:
            kept = len(run)
    return run[:kept]


def _fits(run: Sequence[Line], line: Line) -> bool:
    box = around(row.box for row in run)
    if abs(line.size - run[0].size) > _OTHER_SIZE * line.size:
        return False
    if len(line.pieces()) > 1:
        return True
    if line.is_bold and run[-1].is_bold and line.box[3] - run[-1].box[3] < _TIGHT * line.size:
        return box[0] <= line.box[0] and line.box[2] <= box[2]
    is_first = line.box[0] < box[0] + 3 or _NUMBER.fullmatch(line.text) is not None
    return is_first and line.box[2] - line.box[0] < _LONGEST_LABEL * (box[2] - box[0])


def _table(run: Sequence[Line], page: int) -> PageTable | None:
    rows = [line.pieces() for line in run]
    columns = _columns(rows)
    if len(columns) < 2:
        return None
    rows = [_parted(row, columns) for row in rows]
    starts = [index for index in range(len(run)) if index == 0 or not _is_wrapped(run, rows, columns, index)]
    rows = [
        [piece for row in rows[start:end] for piece in row] for start, end in pairwise([*starts, len(rows)])
    ]
    run = [_joined(run[start:end]) for start, end in pairwise([*starts, len(run)])]
    cells = list(_cells(rows, columns))
    if not _is_table(rows, cells, len(columns)) or _is_contents(rows):
        return None
    box = around(line.box for line in run)
    xs = [box[0], *((left[1] + right[0]) / 2 for left, right in pairwise(columns)), box[2]]
    _spread(cells, xs)
    table = PageTable(page, box, xs, len(rows), _with_empty(cells, run, xs), is_ruled=False)
    table.header_rows = _header_rows(rows, len(columns))
    return table


def _columns(rows: Sequence[Sequence[Line]]) -> list[tuple[float, float]]:
    """Where the columns begin and end: narrow cells first, so that what spans two columns joins none."""
    pieces = sorted((piece for row in rows for piece in row), key=lambda piece: piece.box[2] - piece.box[0])
    columns: list[tuple[float, float]] = []
    for piece in pieces:
        x0, x1 = piece.box[0], piece.box[2]
        met = [column for column in columns if column[0] < x1 - _SLACK and x0 + _SLACK < column[1]]
        if len(met) > 1:
            continue
        for column in met:
            columns.remove(column)
            x0, x1 = min(x0, column[0]), max(x1, column[1])
        columns.append((x0, x1))
    return [column for column in sorted(columns) if len(rows) < 4 or _support(rows, column) > 1]


def _parted(row: Sequence[Line], columns: Sequence[tuple[float, float]]) -> list[Line]:
    """The pieces of a line; one that stands in two columns only because they are close falls apart."""
    parts: list[Line] = []
    for piece in row:
        places = [_place(Line(piece.page, (word,)), columns) for word in piece.words]
        is_mixed = len(row) > 1 and len(set(places)) > 1 and all(first == last for first, last in places)
        if not is_mixed:
            parts.append(piece)
            continue
        for place in sorted(set(places)):
            words = tuple(word for word, its in zip(piece.words, places, strict=True) if its == place)
            parts.append(Line(piece.page, words))
    return parts


def _is_wrapped(
    run: Sequence[Line], rows: Sequence[Sequence[Line]], columns: Sequence[tuple[float, float]], index: int
) -> bool:
    """Whether a line goes on with the cells of the row above: closer to it than rows are, no values."""
    pitches = [below.box[3] - above.box[3] for above, below in pairwise(run)]
    if pitches[index - 1] > _TIGHT * run[index].size or pitches[index - 1] > 0.8 * max(pitches):
        return False
    above = {_place(piece, columns) for piece in rows[index - 1]}
    here = rows[index]
    is_under = (index > 1 and len(here) == 1) or {_place(piece, columns) for piece in here} <= above
    return is_under and not any(_is_value(piece.text) for piece in here)


def _joined(lines: Sequence[Line]) -> Line:
    return Line(lines[0].page, tuple(word for line in lines for word in line.words))


def _support(rows: Sequence[Sequence[Line]], column: tuple[float, float]) -> int:
    return sum(any(_in(piece, column) for piece in row) for row in rows)


def _in(piece: Line, column: tuple[float, float]) -> bool:
    return piece.box[0] < column[1] - _SLACK and column[0] + _SLACK < piece.box[2]


def _cells(rows: Sequence[Sequence[Line]], columns: Sequence[tuple[float, float]]) -> Iterator[GridBox]:
    for row, pieces in enumerate(rows):
        taken: dict[tuple[int, int], list[Line]] = {}
        for piece in pieces:
            taken.setdefault(_place(piece, columns), []).append(piece)
        for (first, last), here in sorted(taken.items()):
            words = [word for piece in here for word in piece.words]
            yield GridBox(row, first, 1, last - first + 1, around(word.box for word in words), words)


def _place(piece: Line, columns: Sequence[tuple[float, float]]) -> tuple[int, int]:
    """First and last column a piece stands in; one between two columns spans both."""
    met = [index for index, column in enumerate(columns) if _in(piece, column)]
    if met:
        return met[0], met[-1]
    right = next((i for i, column in enumerate(columns) if column[0] > piece.box[0]), len(columns) - 1)
    return max(right - 1, 0), right


def _is_table(rows: Sequence[Sequence[Line]], cells: Sequence[GridBox], width: int) -> bool:
    """Most cells behind the first column are numbers, and there is a row of values."""
    behind = [piece.text for pieces in rows for piece in pieces[1:]]
    texts = behind + [pieces[0].text for pieces in rows if len(pieces) == width]
    numbers = sum(_is_value(text) for text in texts)
    if max(len(piece.words) for pieces in rows for piece in pieces) > _LONGEST_CELL:
        return False
    columns_used = {cell.column for cell in cells}
    is_filled = sum(len(pieces) > 1 for pieces in rows) > 1
    body = [text for pieces in rows[1:] for text in [piece.text for piece in pieces[1:]]]
    values = sum(_is_value(text) for text in body)
    return (
        is_filled
        and len(columns_used) > 1
        and (width > 2 or len(rows) > 2)
        and (numbers >= _FEWEST_NUMBERS * len(texts) or (len(rows) > 3 and values >= 0.8 * max(len(body), 1)))
        and values > 0
    )


def _is_contents(rows: Sequence[Sequence[Line]]) -> bool:
    """Whether numbered titles stand before numbers that only rise: a list of contents."""
    pages = [row[-1].text for row in rows if len(row) == 2]
    titled = sum(_TITLE_NUMBER.match(row[0].text) is not None for row in rows)
    if len(pages) < len(rows) - 1 or 2 * titled < len(rows) or not all(page.isdecimal() for page in pages):
        return False
    return [int(page) for page in pages] == sorted(int(page) for page in pages)


def _is_value(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None or text.lower().rstrip("*") in words_of("cell_words")


def _spread(cells: list[GridBox], xs: Sequence[float]) -> None:
    """Let a name that stands alone on its row span the row."""
    for cell in cells:
        is_alone = sum(other.row == cell.row for other in cells) == 1
        if is_alone and cell.column == 0 and all(word.is_bold or word.is_italic for word in cell.words):
            cell.column_span = len(xs) - 1


def _with_empty(cells: list[GridBox], run: Sequence[Line], xs: Sequence[float]) -> list[GridBox]:
    covered = {(c.row, c.column + i) for c in cells for i in range(c.column_span)}
    empty = [
        GridBox(row, column, 1, 1, (xs[column], line.box[1], xs[column + 1], line.box[3]))
        for row, line in enumerate(run)
        for column in range(len(xs) - 1)
        if (row, column) not in covered
    ]
    return sorted(cells + empty, key=lambda cell: (cell.row, cell.column))


def _header_rows(rows: Sequence[Sequence[Line]], width: int) -> int:
    """The first rows that are bold, else the first row."""
    bold = 0
    while bold < len(rows) - 1 and all(
        piece.is_bold or (not piece.is_italic and _is_head(piece)) for piece in rows[bold]
    ):
        bold += 1
    return bold if 0 < bold < len(rows) - (len(rows) > 2) else 1


def _is_head(piece: Line) -> bool:
    return all(word.is_bold for word in piece.words)
