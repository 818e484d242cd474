"""A frame whose columns are ruled -> a table: elementary cells, put together where no border parts them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractors._document import Box
from pipeline.ingest.pdf.lines import Line, Text
from pipeline.ingest.pdf.printed import PrintedPage, PrintedWord, Rule, middle
from pipeline.ingest.pdf.tables.borders import THINNEST, Frame, borders, covers
from pipeline.ingest.pdf.tables.gutters import chunks, clumps, column_of, crosses
from pipeline.ingest.pdf.tables.model import GridBox, PageTable
from pipeline.ingest.pdf.tables.rows import rows_between_rules
from pipeline.ingest.pdf.tables.stripes import stripe_under

_COVERED = 0.5  # share of a cell's side that a rule must cover to be its border
_WIDEST_ROW_GAP = 3.2  # type sizes between two lines of one open row
HEAD_GAP = 0.7  # type sizes of white between the lines of a head, and between the head and its rule
_LONGEST_NAME = 4  # words that head a column of a table without rows
_LOWEST_EMPTY = 7.0  # points: an empty row that is lower is the gap of a double rule


def read_ruled(page: PrintedPage, frame: Frame, text: Text, below: float) -> PageTable | None:
    """The table in a frame, or None where it has no two columns or rows.

    `below` is where the next thing on the page begins.
    """
    box = frame.box
    xs = borders([box[0], box[2], *(rule.at for rule in frame.upright)])
    ys = borders([box[1], box[3], *(rule.at for rule in frame.flat)])
    if len(xs) < 3 or len(ys) < 2:
        return None
    bottom = open_bottom(box, xs, text.lines, below) or stripe_under(page.shades, box, xs, text.lines)
    if bottom:
        box = (box[0], box[1], box[2], bottom)
    inside = text.inside(box, 1)
    if bottom:
        frame = Frame([*frame.flat, Rule(True, bottom, box[0], box[2])], frame.upright, frame.ticks)
    table = read_cells(frame, inside)
    if table is None or table.row_count < 2:
        return None
    table.is_ruled = any(rule.end - rule.start > 0.9 * (box[3] - box[1]) for rule in frame.upright)
    return table


def read_lone_head(frame: Frame, text: Text) -> PageTable | None:
    """A single ruled row of bold names, one in each cell: a table of which only the head was filled in."""
    box = frame.box
    xs = borders([box[0], box[2], *(rule.at for rule in frame.upright)])
    if len(borders([box[1], box[3], *(rule.at for rule in frame.flat)])) != 2:
        return None
    is_closed = all(covers(frame.upright, x, box[1], box[3]) > _COVERED for x in xs)
    cells = [GridBox(0, index, 1, 1, (x0, box[1], x1, box[3])) for index, (x0, x1) in enumerate(pairwise(xs))]
    _fill(cells, text.inside(box, 1).words)
    if len(xs) < 3 or not is_closed or not all(_names_a_column(cell) for cell in cells):
        return None
    return PageTable(text.page, box, xs, 1, cells, is_ruled=True, header_rows=1, has_own_head=True)


def _names_a_column(cell: GridBox) -> bool:
    is_name = any(word.text[0].isalpha() for word in cell.words) and len(cell.words) <= _LONGEST_NAME
    return is_name and all(word.is_bold for word in cell.words)


def read_cells(frame: Frame, text: Text) -> PageTable | None:
    """The cells of a frame with the words inside it, which are all of the text; None where there are none."""
    box = frame.box
    xs = borders([box[0], box[2], *(rule.at for rule in frame.upright)])
    ys = borders([box[1], box[3], *(rule.at for rule in frame.flat)])
    lines = text.lines
    extra = [y for band in _bands(lines, ys) for y in _unruled_rows(band, xs)]
    flat = [*frame.flat, *(Rule(True, y, box[0], box[2]) for y in extra)]
    ys = sorted([*ys, *extra])
    if not lines:
        return None
    cells = _cells(xs, ys, flat, frame.upright, lines)
    _fill(cells, text.words)
    return _without_gaps(PageTable(text.page, box, xs, len(ys) - 1, cells, is_ruled=False))


def _bands(lines: Iterable[Line], ys: Sequence[float]) -> list[list[Line]]:
    """The lines between each two neighbouring heights."""
    bands: list[list[Line]] = [[] for _ in ys[1:]]
    for line in lines:
        height = middle(line.box)[1]
        index = bisect_left(ys, height)
        if 0 < index < len(ys) and height < ys[index]:
            bands[index - 1].append(line)
    return bands


def _unruled_rows(band: Sequence[Line], xs: Sequence[float]) -> list[float]:
    """Heights between the rows that stand in one ruled row: lines with values under each other."""
    if len(band) < 2:
        return []
    inner = xs[1:-1]
    placed = [chunks(line, inner) for line in band]
    starts = rows_between_rules(band, placed)
    return [(band[start - 1].box[3] + band[start].box[1]) / 2 for start in starts[1:]]


def open_bottom(box: Box, xs: Sequence[float], lines: Sequence[Line], below: float) -> float | None:
    """Where an unclosed last row ends: its words run on, column by column, to the foot of the page."""
    end = box[3]
    taken = []
    for line in lines:
        if line.box[1] <= box[3] - 2:
            continue
        is_far = line.box[1] - end > _WIDEST_ROW_GAP * line.size
        if is_far or line.box[3] > below or any(crosses(line, x) for x in xs[1:-1]):
            return None
        if line.box[0] < box[0] - 3 or line.box[2] > box[2] + 3:
            return None
        taken.append(line)
        end = max(end, line.box[3])
    used = {column_of(middle(word.box)[0], xs[1:-1]) for line in taken for word in line.words}
    return end + 1 if taken and len(used) > 1 else None


def open_top(frame: Frame, xs: Sequence[float], lines: Sequence[Line]) -> float | None:
    """Where a head over the first rule begins, or the rest of a row that was cut by the page's foot.

    A head stands close and has words in two columns at least; the rest of a row is all that stands above.
    Over a rule that leaves out the first column stand the names of groups of columns.
    """
    box = frame.box
    start = min((rule.start for rule in frame.flat if rule.at - box[1] < THINNEST), default=box[0])
    is_short = start > box[0] + THINNEST
    above = [line for line in lines if middle(line.box)[1] < box[1]]
    taken: list[Line] = []
    for line in reversed(above):
        top = taken[-1].box[1] if taken else box[1]
        is_out = line.box[0] < box[0] - 3 or line.box[2] > box[2] + 3
        is_group = is_short and line.box[0] > start
        is_cut = not is_group and any(crosses(line, x) for x in xs[1:-1])
        if top - line.box[3] > HEAD_GAP * line.size or is_out or is_cut:
            break
        taken.append(line)
    used = {column_of(middle(word.box)[0], xs[1:-1]) for line in taken for word in line.words}
    is_head = len(used) > 1 and len(used) >= len(xs) - 2
    is_head = is_head or (is_short and all(line.box[0] > start for line in taken))
    is_rest = len(taken) == len(above) and bool(used) and used != {0}
    return taken[-1].box[1] - 1 if taken and (is_head or is_rest) else None


def _cells(
    xs: Sequence[float],
    ys: Sequence[float],
    flat: Sequence[Rule],
    upright: Sequence[Rule],
    lines: Sequence[Line],
) -> list[GridBox]:
    """Elementary cells, put together where no border parts them."""
    walls = _coverage(upright, xs, ys)
    floors = _coverage(flat, ys, xs)
    groups = {(r, c): {(r, c)} for r in range(len(ys) - 1) for c in range(len(xs) - 1)}

    def join(one: tuple[int, int], other: tuple[int, int]) -> None:
        if groups[one] is not groups[other]:
            groups[one] |= groups[other]
            for place in groups[other]:
                groups[place] = groups[one]

    has_inner = any(xs[0] + THINNEST < rule.at < xs[-1] - THINNEST for rule in upright)
    for r, band in enumerate(_bands(lines, ys)):
        is_boxed = has_inner and (0, r) in walls and (len(xs) - 1, r) in walls
        unwalled = [c for c in range(1, len(xs) - 1) if (c, r) not in walls]
        is_spanned = is_boxed and (len(unwalled) < len(xs) - 2 or _is_one_cell(band, xs[1:-1]))
        for c in unwalled:
            if is_spanned or any(crosses(line, xs[c]) for line in band):
                join((r, c - 1), (r, c))
        for c in range(len(xs) - 1):
            if r and (r, c) not in floors:
                join((r - 1, c), (r, c))
    cells = [_grid_box(group, xs, ys) for group in _distinct(groups)]
    return sorted(cells, key=lambda cell: (cell.row, cell.column))


def _is_one_cell(band: Sequence[Line], inner: Sequence[float]) -> bool:
    """Whether the words of a row without walls stand in one column, or are a phrase on each line."""
    used = {column_of(middle(word.box)[0], inner) for line in band for word in line.words}
    return len(used) < 2 or all(len(clumps(line)) == 1 for line in band)


def _coverage(rules: Sequence[Rule], places: Sequence[float], stops: Sequence[float]) -> set[tuple[int, int]]:
    """(place, step) for each stretch between two stops that rules at that place cover for the most part."""
    found = set()
    for index, place in enumerate(places):
        near = [rule for rule in rules if abs(rule.at - place) <= THINNEST]
        for step, (start, end) in enumerate(pairwise(stops)):
            is_whole = any(rule.start <= start and end <= rule.end for rule in near)
            if is_whole or (near and covers(near, place, start, end) >= _COVERED):
                found.add((index, step))
    return found


def _distinct(groups: dict[tuple[int, int], set[tuple[int, int]]]) -> list[set[tuple[int, int]]]:
    """Each group once; one that is no rectangle falls apart again."""
    found = []
    for group in {id(group): group for group in groups.values()}.values():
        if len(group) == 1:
            found.append(group)
            continue
        rows = {row for row, _ in group}
        columns = {column for _, column in group}
        is_rectangle = len(group) == (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1)
        found += [group] if is_rectangle else [{place} for place in group]
    return found


def _grid_box(group: set[tuple[int, int]], xs: Sequence[float], ys: Sequence[float]) -> GridBox:
    (row, column), (last_row, last_column) = min(group), max(group)  # opposite corners
    box = (xs[column], ys[row], xs[last_column + 1], ys[last_row + 1])
    return GridBox(row, column, last_row - row + 1, last_column - column + 1, box)


def _fill(cells: Iterable[GridBox], words: Sequence[PrintedWord]) -> None:
    """Put each word into the first cell that holds its middle."""
    points = [middle(word.box) for word in words]
    order = sorted(range(len(words)), key=lambda index: points[index][1])
    heights = [points[index][1] for index in order]
    taken: set[int] = set()
    for cell in cells:
        left, top, right, bottom = cell.box
        level = order[bisect_left(heights, top - 1) : bisect_right(heights, bottom + 1)]
        own = [i for i in level if left - 1 <= points[i][0] <= right + 1 and i not in taken]
        taken.update(own)
        cell.words += [words[i] for i in sorted(own)]


def _without_gaps(table: PageTable) -> PageTable:
    """Without rows that are mere gaps between two rules: empty and lower than a line."""
    empty = [
        row
        for row in range(table.row_count)
        if all(
            not c.words and c.row_span == 1 and c.box[3] - c.box[1] < _LOWEST_EMPTY for c in table.row(row)
        )
        and not any(c.row < row < c.row + c.row_span for c in table.cells)
    ]
    for row in reversed(empty):
        table.cells = [cell for cell in table.cells if cell.row != row]
        for cell in table.cells:
            cell.row -= cell.row > row
        table.row_count -= 1
    return table
