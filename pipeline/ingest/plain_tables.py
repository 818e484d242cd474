"""Tables of which a plain text dump kept only the blanks or tabs between the values.

Three kinds: a head of years with rows of numbers under it; rows of a name and numbers under a head of words;
lines with tabs. Blanks are never collapsed before the tables are told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from extractors._document import Unread
from pipeline.ingest.blocks import Grid, GridCell
from pipeline.ingest.columns import deal
from pipeline.ingest.items import opening
from pipeline.ingest.labelled_lines import labelled_lines
from pipeline.ingest.lines import Line
from pipeline.ingest.plain_rows import (
    LONGEST_LABEL,
    SENTENCE_END,
    YEAR,
    PlainTable,
    Row,
    parts,
    read_row,
    uncertain,
    years_of,
)
from pipeline.ingest.spaced_tables import cells_of, spaced_table
from pipeline.ingest.table_heads import head_phrases
from pipeline.ingest.worded_rows import worded_table

_FEWEST_ROWS = 2  # that look alike under a head of words
_FEWEST_ROWS_OF_ONE_VALUE = 3
_FEWEST_VALUES_OF_A_YEAR = 3  # of a row that its year names: the year and two numbers
_WIDEST_GAP = 2  # empty lines over a row that is not full
_FEWEST_WORDS_OF_PROSE = 4  # in what would be a row's name


def find(
    lines: Sequence[Line], barred: AbstractSet[int] = frozenset(), beside: AbstractSet[int] = frozenset()
) -> Iterator[PlainTable]:
    """The tables among the lines, in order; they do not overlap and use no barred line.

    Lines of words `beside` each other can only be rows of a table that blanks show.
    """
    apart = barred | beside
    rows = [None if i in apart or _is_prose(lines, i) else read_row(lines[i].text) for i in range(len(lines))]
    index = free_from = 0
    while index < len(lines):
        table = (
            _of_tabs(lines, index, apart)
            or labelled_lines(lines, index, barred)
            or _of_blanks(lines, rows, index, barred, free_from)
            or worded_table(lines, index, apart)
            or _under_words(lines, rows, index, free_from)
        )
        if table is None:
            index += 1
            continue
        yield table
        index = free_from = table.last + 1


def _of_blanks(
    lines: Sequence[Line],
    rows: Sequence[Row | None],
    index: int,
    barred: AbstractSet[int],
    free_from: int,
) -> PlainTable | None:
    """A table under a head of years, or under heads that blanks part."""
    cells = cells_of(lines[index])
    if len(cells) < 2:
        return _under_years(lines, rows, index)
    names = [cell for cell in cells if not YEAR.fullmatch(cell.words)]
    if len(names) > 1:
        return spaced_table(lines, index, barred, free_from) or _under_years(lines, rows, index)
    return _under_years(lines, rows, index) or spaced_table(lines, index, barred, free_from)


def _is_prose(lines: Sequence[Line], index: int) -> bool:
    """Whether a line that may end in a number is a sentence, which goes on in lower case."""
    if index + 1 >= len(lines) or not lines[index + 1].words[0].islower():
        return False
    return sum(word.isalpha() for word in lines[index].words.split()) >= _FEWEST_WORDS_OF_PROSE


# ---- a head of years


def _under_years(lines: Sequence[Line], rows: Sequence[Row | None], at: int) -> PlainTable | None:
    head = rows[at]
    years = years_of(head)
    if head is None or not years:
        return None
    body = _with_ends_of_names(lines, rows, list(_body(lines, rows, at + 1, len(years))))
    if not any(isinstance(entry, Row) for _, entry in body):
        return None
    named = any(not isinstance(entry, Row) or entry.label for _, entry in body)
    return _table(lines, at, body, [head.label, *years] if named else list(years), named, head)


def _body(
    lines: Sequence[Line], rows: Sequence[Row | None], start: int, count: int
) -> Iterator[tuple[int, Row | str]]:
    """Rows, and the group headings between them, until something else comes."""
    for index in range(start, len(lines)):
        row = rows[index]
        is_whole = row is not None and len(row.values) == count
        if lines[index].blank_lines > _WIDEST_GAP and not is_whole:
            return
        if row is not None and not years_of(row) and (row.label or is_whole):
            yield index, row
        elif row is None and _is_group(lines, rows, index, count):
            yield index, lines[index].words
        elif not _ends_name(lines, rows, start, index):
            return


def _with_ends_of_names(
    lines: Sequence[Line], rows: Sequence[Row | None], body: Sequence[tuple[int, Row | str]]
) -> list[tuple[int, Row | str]]:
    """The body with the lines that only end the name of the row above them joined to it."""
    return [
        (index, replace(row, name_goes_on=lines[index + 1].words))
        if isinstance(row, Row) and _ends_name(lines, rows, index, index + 1)
        else (index, row)
        for index, row in body
    ]


def _ends_name(lines: Sequence[Line], rows: Sequence[Row | None], start: int, index: int) -> bool:
    """Whether a line is the rest of the name above: in brackets or lower case, between two named rows."""
    if index < start or index + 1 >= len(lines) or rows[index] is not None or lines[index].blank_lines:
        return False
    above, below = rows[index - 1], rows[index + 1]
    words = lines[index].words
    is_between = bool(above and above.label and below and below.label)
    is_rest = words[0].islower() or (words[0] == "(" and words[-1] == ")")
    return is_between and is_rest and len(words) <= LONGEST_LABEL and not SENTENCE_END.search(words)


def _is_group(lines: Sequence[Line], rows: Sequence[Row | None], index: int, count: int) -> bool:
    """A short line without a stop, over a named row of the same table."""
    words = lines[index].words
    below = rows[index + 1] if index + 1 < len(lines) else None
    is_over_row = below is not None and bool(below.label) and not years_of(below)
    return (
        below is not None
        and is_over_row
        and len(below.values) <= count + 1
        and len(words) <= LONGEST_LABEL
        and words[0].isupper()
        and not SENTENCE_END.search(words)
    )


# ---- a head of words


def _under_words(
    lines: Sequence[Line], rows: Sequence[Row | None], start: int, free_from: int
) -> PlainTable | None:
    """Named rows of equally many values, under a head with one phrase per column."""
    first = _named(rows[start])
    if first is None or not first.label:
        return None
    for count in sorted({first.cell_count(), first.parted().cell_count()} - {0}):
        table = _of_count(lines, rows, start, free_from, count)
        if table is not None:
            return table
    return None


def _of_count(
    lines: Sequence[Line], rows: Sequence[Row | None], start: int, free_from: int, count: int
) -> PlainTable | None:
    body: list[tuple[int, Row | str]] = []
    for index in range(start, len(lines)):
        row = _with_count(rows[index], count) or (_short_row(rows, index, count) if body else None)
        if row is None:
            break
        body.append((index, row))
    if len(body) < (_FEWEST_ROWS if count > 1 else _FEWEST_ROWS_OF_ONE_VALUE):
        return None
    head = _head_above(lines, start, free_from, count + 1)
    return _table(lines, head[0], body, head[1], named=True) if head else None


def _with_count(row: Row | None, count: int) -> Row | None:
    """A named row of this many values, its dashes read as ranges or as empty cells; else None."""
    row = _named(row)
    if row is None or not row.label:
        return None
    reads = (row, row.parted())
    return next((read for read in reads if read.cell_count() == count), None)


def _named(row: Row | None) -> Row | None:
    """The row; of one without a name its first value names it, where that is a year: '2024 15 30'."""
    if row is None or row.label or len(row.values) < _FEWEST_VALUES_OF_A_YEAR or years_of(row):
        return row
    year = row.values[0].words
    return replace(row, label=year, values=row.values[1:]) if YEAR.fullmatch(year) else row


def _short_row(rows: Sequence[Row | None], index: int, count: int) -> Row | None:
    """A named row of too few values over a whole one: some of its cells were empty."""
    row = rows[index]
    below = rows[index + 1] if index + 1 < len(rows) else None
    is_inside = row is not None and row.label and _with_count(below, count) is not None
    return row if row is not None and is_inside and len(row.values) < count else None


def _head_above(
    lines: Sequence[Line], start: int, free_from: int, columns: int
) -> tuple[int, list[str]] | None:
    """The nearest lines above that together hold one phrase per column, and their first index."""
    taken: list[str] = []
    for index in range(start - 1, max(free_from, start - 2 * columns) - 1, -1):
        words = lines[index].words
        if SENTENCE_END.search(words) or opening(lines[index].text):
            return None
        taken.insert(0, words)
        phrases = head_phrases(taken, columns)
        if phrases:
            return index, phrases
    return None


# ---- tabs


def _of_tabs(lines: Sequence[Line], start: int, barred: AbstractSet[int]) -> PlainTable | None:
    """Lines with equally many tabs: a cell between each two, whether it holds words or not.

    Of some rows the empty last cells can be trimmed, or a remark can stand behind the last column.
    """
    tabs = lines[start].text.count("\t")
    near = [line.text.split("\t") for line in lines[start : start + _FEWEST_ROWS]]
    if tabs == 1 and not any(read_row(cell) for row in near for cell in row[1:]):
        return None  # a tab can also stand between a number and a title
    last = start
    while last < len(lines) and last not in barred and _has_cells(lines[last], tabs):
        last += 1
    rows = [line.text.split("\t") for line in lines[start:last]]
    if sum(len(row) == tabs + 1 for row in rows) < _FEWEST_ROWS:
        return None
    width = max(map(len, rows))
    rows = [row + [""] * (width - len(row)) for row in rows]
    has_head = not any(read_row(cell) and not years_of(read_row(cell)) for cell in rows[0][1:2])
    cells = tuple(
        GridCell(row, column, parts(words))
        for row, line in enumerate(rows)
        for column, words in enumerate(line)
    )
    grid = Grid(cells, len(rows), width, int(has_head), "plain", page=lines[start].page)
    return PlainTable(start, last - 1, grid)


def _has_cells(line: Line, tabs: int) -> bool:
    return 1 <= line.text.count("\t") <= tabs + (tabs > 1) and opening(line.text) is None


# ---- rows -> cells


def _table(
    lines: Sequence[Line],
    first: int,
    body: Sequence[tuple[int, Row | str]],
    head: Sequence[str],
    named: bool,
    years: Row | None = None,
) -> PlainTable:
    """A grid of one head row and the body; a group heading is one cell over all columns."""
    page = lines[first].page
    count = len(head) - named
    rows = [entry for _, entry in body if isinstance(entry, Row)]
    dealt = iter(deal(rows, count, years))
    cells = [GridCell(0, column, parts(words)) for column, words in enumerate(head)]
    unread: list[Unread] = []
    for index, (_, entry) in enumerate(body, 1):
        if isinstance(entry, str):
            cells.append(GridCell(index, 0, parts(entry), column_span=len(head)))
            continue
        row = next(dealt)
        cells += [GridCell(index, 0, parts(row.label))] if named else []
        cells += [GridCell(index, c + named, parts(words), column_span=span) for c, span, words in row.cells]
        if row.is_uncertain:
            printed = " ".join(entry.line.split())
            unread.append(uncertain(printed, page))
    grid = Grid(tuple(cells), len(body) + 1, len(head), 1, "plain", page=page)
    return PlainTable(first, body[-1][0], grid, tuple(unread))
