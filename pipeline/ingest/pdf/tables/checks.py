"""What is a table and what only looks like one: boxes, forms, charts, prose in columns, lists of contents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from extractors._document import Box
from pipeline.ingest.layout import alternatives
from pipeline.ingest.pdf.lines import Line
from pipeline.ingest.pdf.printed import PrintedPage, around, holds, middle
from pipeline.ingest.pdf.tables.gutters import is_value
from pipeline.ingest.pdf.tables.model import GridBox, PageTable
from pipeline.ingest.plain_rows import YEAR

_FEWEST_FILLED = 0.2  # share of cells with words; a chart's grid has fewer
_NARROW_BLANK = 0.32  # of the type size: no wider than between the words of a sentence
_MOST_CUT = 0.2  # share of lines that may run over a border
_LONGEST_LABEL = 12  # words that head a column at most
_SHORTEST_SENTENCE = 4  # words
_MOST_TITLE = 2  # rows at the head or foot of a frame that hold its title or notes
_MOSTLY = 0.6  # of the names in a first column: so many marks make it a list
_FEWEST_FULL_ROWS = 0.5  # share of rows with two cells at least
_FEWEST_BARS = 3
_THICKEST_RULE = 3.0  # points: a bar of a chart is wider, a heavy rule between columns is not
# '1.', 'b)', '•', '12.'
_LIST_MARK = re.compile(r"(?:\d{1,2}|[a-z])[.)]|[•➤➢▪■□●○‣◦✓§·–-]")
# '3.1 Doelgroep', 'B Bronnen', '2. Wonen', 'Hoofdstuk 3'
_TITLE_NUMBER = re.compile(
    rf"(?:\d{{1,2}}(?:\.\d{{1,2}})*\.?|[A-Z]|{alternatives('chapter_words')} \S+)\s", re.I
)


def is_grid(table: PageTable) -> bool:
    """Whether two rows and two columns at least have words, and enough cells of all."""
    filled = [cell for cell in table.cells if cell.words]
    rows = {cell.row for cell in filled}
    columns = {cell.column for cell in filled}
    return (
        len(rows) > 1
        and min(rows) < 2
        and len(columns) > 1
        and len(filled) >= _FEWEST_FILLED * table.row_count * (len(table.xs) - 1)
        and any(len(table.row(row)) > 1 for row in rows)
        and (_stand_under_each_other(filled) or has_head(table))
    )


def _stand_under_each_other(filled: Sequence[GridBox]) -> bool:
    """Whether half of the columns that have words have two cells of them: an axis' labels do not."""
    columns: dict[int, int] = {}
    for cell in filled:
        for column in range(cell.column, cell.column + cell.column_span):
            columns[column] = columns.get(column, 0) + 1
    return 2 * sum(count > 1 for count in columns.values()) >= len(columns)


def has_head(table: PageTable) -> bool:
    """Whether one of the first two rows names every column but perhaps the first: bars of a chart do not."""
    width = len(table.xs) - 1
    return any(
        {cell.column for cell in table.row(row) if _is_label(cell)} >= set(range(1, width)) for row in (0, 1)
    )


def _is_label(cell: GridBox) -> bool:
    return 0 < len(cell.words) <= _LONGEST_LABEL and cell.column_span == cell.row_span == 1


def cuts_lines(table: PageTable, lines: Sequence[Line]) -> bool:
    """Whether the borders go through running text: then they are the boxes of a page's design."""
    cells = {id(word): (cell.row, cell.column) for cell in table.cells for word in cell.words}
    inside = cut = 0
    for line in lines:
        places = [cells.get(id(word)) for word in line.words]
        if any(places):
            inside += 1
            cut += len(set(places)) > 1 and _is_cut(line, places)
    return cut > _MOST_CUT * inside


def _is_cut(line: Line, places: Sequence[tuple[int, int] | None]) -> bool:
    """Whether two words of one phrase stand at different places."""
    return any(
        here != behind and right.box[0] - left.box[2] < _NARROW_BLANK * line.size
        for (here, behind), (left, right) in zip(pairwise(places), pairwise(line.words), strict=True)
    )


def is_contents(table: PageTable) -> bool:
    """Whether numbered titles stand before numbers that only rise: a list of contents."""
    rows = table.filled_rows()
    last = [row[-1] for row in rows if len(row) > 1]
    if len(last) < len(rows) - 1 or not all(text_of(cell).isdecimal() for cell in last):
        return False
    titled = sum(_TITLE_NUMBER.match(f"{text_of(row[0])} ") is not None for row in rows if row)
    pages = [int(text_of(cell)) for cell in last]
    return 2 * titled >= len(rows) and pages == sorted(pages)


def is_spaced_table(table: PageTable, page: PrintedPage) -> bool:
    """Whether a region whose columns no rules part is a table, and no list, prose or chart."""
    return (
        is_grid(table)
        and not _is_scrap(table)
        and not is_contents(table)
        and not _is_list(table)
        and not _is_running_text(table)
        and not _is_chart(table, page)
    )


def _is_scrap(table: PageTable) -> bool:
    """Whether it is no more than two rows of two, not all of them filled."""
    return table.row_count * (len(table.xs) - 1) <= 4 and not all(cell.words for cell in table.cells)


def _is_list(table: PageTable) -> bool:
    """Whether the first of two columns holds nothing but the numbers or signs of a list."""
    if len(table.xs) > 3:
        return False
    names = [
        text_of(cell) for cell in table.cells if cell.column == 0 and cell.column_span == 1 and cell.words
    ]
    marks = sum(_LIST_MARK.fullmatch(name) is not None for name in names)
    return marks >= _MOSTLY * len(names)


def _is_running_text(table: PageTable) -> bool:
    """Whether most rows are one phrase only, or sentences over the whole width stand among them."""
    rows = table.filled_rows()
    full = sum(len(row) > 1 for row in rows)
    filled = sum(bool(row) for row in rows)
    return full < _FEWEST_FULL_ROWS * filled


def _is_chart(table: PageTable, page: PrintedPage) -> bool:
    """Whether shades without words stand in it: the bars of a chart, its names and values beside them."""
    inside = [shade for shade in set(page.shades) if holds(table.box, middle(shade))]
    bars = [s for s in inside if min(s[2] - s[0], s[3] - s[1]) > _THICKEST_RULE]
    if len(bars) < _FEWEST_BARS:
        return False
    words = [middle(word.box) for cell in table.cells for word in cell.words]
    bare = [bar for bar in bars if not any(holds(bar, point) for point in words)]
    return len(bare) >= _FEWEST_BARS


def text_of(cell: GridBox) -> str:
    """The words of a cell in the order they were found."""
    return " ".join([word.text for word in cell.words])


def share_of_values(table: PageTable) -> float:
    """The share of cells behind the first column that are values, of those with words below the head."""
    cells = [c for c in table.cells if c.words and c.column and c.row >= table.header_rows]
    return sum(is_value(text_of(cell)) for cell in cells) / len(cells) if cells else 0.0


def without_title_and_notes(table: PageTable) -> PageTable:
    """Without first and last rows of a single cell over the whole width: a title, or notes, in the frame.

    A single cell among the other rows is the name of a group and stays.
    """
    first, last = 0, table.row_count
    while first < min(_MOST_TITLE, last - 2) and _is_one_cell(table, first):
        first += 1
    while (
        last > max(first + 2, table.row_count - _MOST_TITLE - 1)
        and _is_one_cell(table, last - 1)
        and _is_prose(table, last - 1)
    ):
        last -= 1
    if (first, last) == (0, table.row_count):
        return table
    cells = [cell for cell in table.cells if first <= cell.row and cell.row + cell.row_span <= last]
    for cell in cells:
        cell.row -= first
    table.cells, table.row_count = cells, last - first
    box = around(cell.box for cell in cells)
    table.box = (table.box[0], box[1], table.box[2], box[3])
    return table


def _is_one_cell(table: PageTable, row: int) -> bool:
    cells = [cell for cell in table.cells if cell.row <= row < cell.row + cell.row_span]
    return len(cells) == 1 and bool(cells[0].words)


def _is_prose(table: PageTable, row: int) -> bool:
    return sum(len(cell.words) for cell in table.row(row)) > 5


def tell_head(table: PageTable, shades: Sequence[Box]) -> None:
    """How many of the first rows head the columns: by bold type, by their shade, else the first."""
    _, top, _, foot = table.box
    near = {shade for shade in shades if shade[1] < foot and top < shade[3]}
    count = _leading(table, _is_bold) or _leading(table, lambda cell: _is_shaded(cell, near))
    table.header_rows = _with_parts(table, count or 1)
    without_false_head(table)
    table.has_own_head = count > 0 and not any(
        len(row) > 1 and all(map(_is_bold, row)) for row in table.filled_rows()[count:]
    )


def _with_parts(table: PageTable, count: int) -> int:
    """With the rows that part the groups which the row above them names."""
    while count < table.row_count - 1 and _parts_groups(table, count):
        count += 1
    return count


def _parts_groups(table: PageTable, row: int) -> bool:
    """Whether a row stands under heads of several columns, with years or names over values, and no values."""
    above = {cell.column: cell for cell in table.row(row - 1) if cell.words}
    parted = {
        at for c in above.values() if c.column_span > 1 for at in range(c.column, c.column + c.column_span)
    }
    cells = [cell for cell in table.row(row) if cell.words]
    names = [text_of(cell) for cell in cells if cell.column in parted]
    is_beside = any(cell.column not in parted and cell.column in above for cell in cells)
    if len(names) < 2 or is_beside:
        return False
    if all(YEAR.fullmatch(name.rstrip("*")) for name in names):
        return True
    below = [text_of(cell) for cell in table.row(row + 1) if cell.words and cell.column in parted]
    is_over_values = 2 * sum(map(is_value, below)) > len(below)
    return is_over_values and not any(map(is_value, names))


def without_false_head(table: PageTable) -> None:
    """No head where the only row told as one holds a sentence: names of columns are none."""
    if table.header_rows == 1 and any(_is_sentence(cell) for cell in table.row(0)):
        table.header_rows, table.has_own_head = 0, False


def _is_sentence(cell: GridBox) -> bool:
    return len(cell.words) >= _SHORTEST_SENTENCE and cell.words[-1].text.endswith(".") and not _is_bold(cell)


def _is_bold(cell: GridBox) -> bool:
    return all(word.is_bold for word in cell.words if word.text.isalnum())


def _is_shaded(cell: GridBox, shades: Iterable[Box]) -> bool:
    (x, y), most = middle(cell.box), 1.5 * _area(cell.box)
    return any(s[1] <= y <= s[3] and s[0] <= x <= s[2] and _area(s) < most for s in shades)


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _leading(table: PageTable, is_head: Callable[[GridBox], bool]) -> int:
    """How many of the first rows are a head; one under a cell that spans two rows may have a single cell."""
    count = 0
    while count < table.row_count - 1:
        under = max((cell.row + cell.row_span for cell in table.cells if cell.row < count), default=0)
        filled = [cell for cell in table.row(count) if cell.words]
        if not all(is_head(cell) for cell in filled) or (len(filled) < 2 and under <= count):
            break
        count += 1
    return count if count < table.row_count - 1 or count == 1 else 1
