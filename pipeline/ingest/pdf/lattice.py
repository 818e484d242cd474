"""Tables by their rules and shades: ruled on all sides, or banded with hairlines or shaded rows only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractors._document import Box
from pipeline.ingest.pdf.lines import Line, lines_of
from pipeline.ingest.pdf.printed import PrintedPage, PrintedWord, Rule, around, holds, middle

_NEAR = 3.0  # points within which rules meet, or stand at the same height
_THINNEST = 4.0  # points: what is narrower or lower is no column or row
_COVERED = 0.5  # share of a cell's side that a rule must cover to be its border
_MOST_CUT = 0.2  # share of lines that may run over a border
_LONGEST_LABEL = 12  # words that head a column at most
_SAME_SIDES = 5.0  # points within which two parts of one table have the same left and right side
_FEWEST_FILLED = 0.2  # share of cells with words; a chart's grid has fewer
_NARROWEST_GUTTER = 5.0  # points between two columns that no rule parts
_BLANK = 0.5  # of the type size: a wider gap than this can part two columns
_NARROW_BLANK = 0.32  # of the type size: no wider than between the words of a sentence
_WIDEST_ROW_GAP = 3.2  # type sizes between two lines of one open row


@dataclass(slots=True)
class GridBox:
    """A cell as it lies on the page, with its words."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    words: list[PrintedWord] = field(default_factory=list)


@dataclass(slots=True)
class PageTable:
    """A table, or the part of it that stands on this page."""

    page: int
    box: Box
    xs: list[float]  # borders of the columns, outer ones included
    row_count: int
    cells: list[GridBox]
    is_ruled: bool
    is_open: bool = False  # its last row is not closed: it may go on overleaf
    header_rows: int = 0
    has_own_head: bool = False  # its first rows are told as a head by their type or shade

    def row(self, index: int) -> list[GridBox]:
        """The cells that begin in a row."""
        return [cell for cell in self.cells if cell.row == index]


@dataclass(slots=True)
class _Frame:
    """Rules that touch each other, or parts of one table that do not touch."""

    flat: list[Rule]
    upright: list[Rule]

    @property
    def box(self) -> Box:
        return around(
            [(r.start, r.at, r.end, r.at) for r in self.flat]
            + [(r.at, r.start, r.at, r.end) for r in self.upright]
        )


def find_ruled(page: PrintedPage, words: Sequence[PrintedWord]) -> list[PageTable]:
    """Tables told by rules and shades, from top to bottom."""
    lines = lines_of(words, page.number)
    frames = _joined(_frames(page), lines)
    found = []
    for index, frame in enumerate(frames):
        below = min((f.box[1] for f in frames[index + 1 :] if f.box[1] > frame.box[3]), default=page.height)
        table = _table(page, frame, words, lines, below)
        if table:
            found.append(table)
    return _outermost(found)


def _outermost(tables: list[PageTable]) -> list[PageTable]:
    return [
        table
        for table in tables
        if not any(
            other is not table and holds(other.box, middle(table.box)) and _area(other.box) > _area(table.box)
            for other in tables
        )
    ]


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


# ------------------------------------------------------------ rules -> frames
def _frames(page: PrintedPage) -> list[_Frame]:
    flat = _merged(
        [r for r in page.rules if r.is_horizontal] + [s for b in page.shades for s in _flat_sides(b)]
    )
    upright = _merged(
        [r for r in page.rules if not r.is_horizontal] + [s for b in page.shades for s in _sides(b)]
    )
    groups: list[_Frame] = []
    for rule in [*flat, *upright]:
        touching = [group for group in groups if _touches(group, rule)]
        merged = _Frame([], [])
        for group in touching:
            merged.flat += group.flat
            merged.upright += group.upright
            groups.remove(group)
        (merged.flat if rule.is_horizontal else merged.upright).append(rule)
        groups.append(merged)
    return sorted(groups, key=lambda frame: frame.box[1])


def _flat_sides(box: Box) -> tuple[Rule, Rule]:
    return Rule(True, box[1], box[0], box[2]), Rule(True, box[3], box[0], box[2])


def _sides(box: Box) -> tuple[Rule, Rule]:
    return Rule(False, box[0], box[1], box[3]), Rule(False, box[2], box[1], box[3])


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Rules on one line that meet are one rule."""
    merged: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.at / _NEAR), rule.start)):
        last = merged[-1] if merged else None
        meets = last is not None and last.start - _NEAR <= rule.start <= last.end + _NEAR
        if last and meets and abs(last.at - rule.at) <= _NEAR:
            merged[-1] = Rule(rule.is_horizontal, last.at, last.start, max(last.end, rule.end))
        else:
            merged.append(rule)
    return [rule for rule in merged if rule.end - rule.start > _THINNEST]


def _touches(frame: _Frame, rule: Rule) -> bool:
    return any(
        other.start - _NEAR <= rule.at <= other.end + _NEAR
        and rule.start - _NEAR <= other.at <= rule.end + _NEAR
        for other in (frame.upright if rule.is_horizontal else frame.flat)
    )


def _joined(frames: list[_Frame], lines: Sequence[Line]) -> list[_Frame]:
    """Frames with the same sides are one where what stands between them keeps to their columns."""
    joined: list[_Frame] = []
    for frame in frames:
        above = next((f for f in reversed(joined) if _same_sides(f.box, frame.box)), None)
        if above is not None and _is_row_between(above, frame, lines):
            above.flat += frame.flat
            above.upright += frame.upright
        else:
            joined.append(frame)
    return joined


def _same_sides(left: Box, right: Box) -> bool:
    return abs(left[0] - right[0]) < _SAME_SIDES and abs(left[2] - right[2]) < _SAME_SIDES


def _is_row_between(above: _Frame, below: _Frame, lines: Sequence[Line]) -> bool:
    top, bottom = above.box[3], below.box[1]
    between = [line for line in lines if top - 1 < middle(line.box)[1] < bottom + 1]
    xs = _borders(rule.at for rule in [*above.upright, *below.upright])[1:-1]
    if bottom - top < _NEAR:
        return True
    if not xs:
        inside = [line for line in lines if above.box[1] - 1 < middle(line.box)[1] < bottom + 1]
        xs = _gutters(inside, above.box)
    if not between or not xs:
        return False
    if any(_crosses(line, x) for line in between for x in xs):
        return False
    return _sides_used(between, xs) > 1 or not all(line.is_bold for line in between)


def _gutters(lines: Sequence[Line], box: Box) -> list[float]:
    """The middles of the vertical strips that no word of these lines touches, the margins left out."""
    free = [(box[0], box[2])]
    for line in lines:
        for word in line.words:
            free = [part for strip in free for part in _without(strip, word.box[0], word.box[2])]
    words = [word.box for line in lines for word in line.words]
    left = min((each[0] for each in words), default=0.0)
    right = max((each[2] for each in words), default=0.0)
    return [
        (start + end) / 2
        for start, end in free
        if end - start > _NARROWEST_GUTTER and start >= left and end <= right
    ]


def _without(strip: tuple[float, float], start: float, end: float) -> list[tuple[float, float]]:
    if end <= strip[0] or start >= strip[1]:
        return [strip]
    return [part for part in ((strip[0], start), (end, strip[1])) if part[1] > part[0]]


def _crosses(line: Line, x: float) -> bool:
    """Whether a word stands on the border, or a common blank."""
    if any(word.box[0] < x - 2 and word.box[2] > x + 2 for word in line.words):
        return True
    return any(
        left.box[2] - 2 < x < right.box[0] + 2 and right.box[0] - left.box[2] < _BLANK * line.size
        for left, right in pairwise(line.words)
    )


def _sides_used(lines: Iterable[Line], xs: Sequence[float]) -> int:
    """In how many columns these lines have words."""
    return len({sum(x < middle(word.box)[0] for x in xs) for line in lines for word in line.words})


# ------------------------------------------------------------ a frame -> a table
def _borders(positions: Iterable[float]) -> list[float]:
    borders: list[float] = []
    for position in sorted(positions):
        if not borders or position - borders[-1] > _THINNEST:
            borders.append(position)
    return borders


def _table(
    page: PrintedPage, frame: _Frame, words: Sequence[PrintedWord], lines: Sequence[Line], below: float
) -> PageTable | None:
    box = frame.box
    xs = _borders([box[0], box[2], *(rule.at for rule in frame.upright)])
    ys = _borders([box[1], box[3], *(rule.at for rule in frame.flat)])
    if len(xs) < 3 and len(ys) > 2:
        within = [line for line in lines if ys[0] - 1 < middle(line.box)[1] < ys[-1] + 1]
        xs = [xs[0], *_gutters(within, box), xs[-1]]
    if len(xs) < 3 or len(ys) < 2:
        return None
    bottom = _open_bottom(box, xs, lines, below)
    if bottom:
        ys.append(bottom)
        box = (box[0], box[1], box[2], bottom)
    inside = [word for word in words if holds(box, middle(word.box), 1)]
    if len(ys) < 3 or not inside:
        return None
    cells = _cells(xs, ys, frame, lines)
    _fill(cells, inside)
    table = PageTable(page.number, box, xs, len(ys) - 1, cells, _is_ruled(frame, box), bool(bottom))
    table = _without_empty(table)
    if not _is_table(table) or _cuts_lines(table, lines):
        return None
    if not table.is_ruled and not _has_head(table):
        return None
    _tell_head(table, page.shades)
    return table


def _is_ruled(frame: _Frame, box: Box) -> bool:
    return any(rule.end - rule.start > 0.9 * (box[3] - box[1]) for rule in frame.upright)


def _open_bottom(box: Box, xs: list[float], lines: Sequence[Line], below: float) -> float | None:
    """Where an unclosed last row ends: its words run on, column by column, to the foot of the page."""
    under = [line for line in lines if line.box[1] > box[3] - 2]
    end = box[3]
    taken = []
    for line in under:
        is_far = line.box[1] - end > _WIDEST_ROW_GAP * line.size
        if is_far or line.box[3] > below or any(_crosses(line, x) for x in xs[1:-1]):
            return None
        if line.box[0] < box[0] - 3 or line.box[2] > box[2] + 3:
            return None
        taken.append(line)
        end = max(end, line.box[3])
    return end + 1 if taken and _sides_used(taken, xs[1:-1]) > 1 else None


def _cells(xs: list[float], ys: list[float], frame: _Frame, lines: Sequence[Line]) -> list[GridBox]:
    """Elementary cells, put together where no border parts them."""
    groups = {(r, c): {(r, c)} for r in range(len(ys) - 1) for c in range(len(xs) - 1)}

    def join(one: tuple[int, int], other: tuple[int, int]) -> None:
        if groups[one] is not groups[other]:
            groups[one] |= groups[other]
            for place in groups[other]:
                groups[place] = groups[one]

    has_inner = any(xs[0] + _THINNEST < rule.at < xs[-1] - _THINNEST for rule in frame.upright)
    for r in range(len(ys) - 1):
        is_boxed = has_inner and all(_covers(frame.upright, x, ys[r], ys[r + 1]) for x in (xs[0], xs[-1]))
        row_lines = [line for line in lines if ys[r] < middle(line.box)[1] < ys[r + 1]]
        for c in range(1, len(xs) - 1):
            if not _covers(frame.upright, xs[c], ys[r], ys[r + 1]) and (
                is_boxed or any(_crosses(line, xs[c]) for line in row_lines)
            ):
                join((r, c - 1), (r, c))
        for c in range(len(xs) - 1):
            if r and not _covers(frame.flat, ys[r], xs[c], xs[c + 1]):
                join((r - 1, c), (r, c))
    cells = [_grid_box(group, xs, ys) for group in _distinct(groups)]
    return sorted(cells, key=lambda cell: (cell.row, cell.column))


def _distinct(groups: dict[tuple[int, int], set[tuple[int, int]]]) -> list[set[tuple[int, int]]]:
    """Each group once; one that is no rectangle falls apart again."""
    found = []
    for group in {id(group): group for group in groups.values()}.values():
        rows = {row for row, _ in group}
        columns = {column for _, column in group}
        is_rectangle = len(group) == (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1)
        found += [group] if is_rectangle else [{place} for place in group]
    return found


def _grid_box(group: set[tuple[int, int]], xs: list[float], ys: list[float]) -> GridBox:
    rows = sorted(row for row, _ in group)
    columns = sorted(column for _, column in group)
    box = (xs[columns[0]], ys[rows[0]], xs[columns[-1] + 1], ys[rows[-1] + 1])
    return GridBox(rows[0], columns[0], rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1, box)


def _covers(rules: Iterable[Rule], at: float, start: float, end: float) -> bool:
    covered = sum(
        max(0.0, min(rule.end, end) - max(rule.start, start))
        for rule in rules
        if abs(rule.at - at) <= _THINNEST
    )
    return covered >= _COVERED * (end - start)


def _fill(cells: list[GridBox], words: Iterable[PrintedWord]) -> None:
    for word in words:
        point = middle(word.box)
        cell = next((cell for cell in cells if holds(cell.box, point, 1)), None)
        if cell:
            cell.words.append(word)


def _without_empty(table: PageTable) -> PageTable:
    """Without rows that are mere gaps between two rules: empty and lower than a line."""
    empty = [
        row
        for row in range(table.row_count)
        if all(not c.words and c.row_span == 1 and c.box[3] - c.box[1] < 7 for c in table.row(row))
        and not any(c.row < row < c.row + c.row_span for c in table.cells)
    ]
    for row in reversed(empty):
        table.cells = [cell for cell in table.cells if cell.row != row]
        for cell in table.cells:
            cell.row -= cell.row > row
        table.row_count -= 1
    return table


def _is_table(table: PageTable) -> bool:
    """Whether this is a table and no box, form or chart: two rows and columns with words at least."""
    filled = [cell for cell in table.cells if cell.words]
    rows = {cell.row for cell in filled}
    columns = {cell.column for cell in filled}
    return (
        len(rows) > 1
        and min(rows) < 2
        and len(columns) > 1
        and len(filled) >= _FEWEST_FILLED * len(table.cells)
        and any(len(table.row(row)) > 1 for row in rows)
    )


def _has_head(table: PageTable) -> bool:
    """Whether one of the first two rows names every column but perhaps the first: bars of a chart do not."""
    width = len(table.xs) - 1
    return any(
        {cell.column for cell in table.row(row) if _is_label(cell)} >= set(range(1, width)) for row in (0, 1)
    )


def _is_label(cell: GridBox) -> bool:
    return 0 < len(cell.words) <= _LONGEST_LABEL and cell.column_span == cell.row_span == 1


def _cuts_lines(table: PageTable, lines: Sequence[Line]) -> bool:
    """Whether the borders go through running text: then they are the boxes of a page's design."""
    places = {id(word): (cell.row, cell.column) for cell in table.cells for word in cell.words}
    inside = [line for line in lines if any(id(word) in places for word in line.words)]
    cut = sum(
        any(
            places.get(id(left)) != places.get(id(right))
            and right.box[0] - left.box[2] < _NARROW_BLANK * line.size
            for left, right in pairwise(line.words)
        )
        for line in inside
    )
    return cut > _MOST_CUT * len(inside)


def _tell_head(table: PageTable, shades: Sequence[Box]) -> None:
    """How many of the first rows head the columns: by bold type, by their shade, else the first."""
    count = _leading(table, _is_bold) or _leading(table, lambda cell: _is_shaded(cell, shades))
    table.header_rows = count or 1
    table.has_own_head = count > 0 and not any(
        _all(table, row, _is_bold) for row in range(count, table.row_count)
    )


def _is_bold(cell: GridBox) -> bool:
    return all(word.is_bold for word in cell.words if word.text.isalnum())


def _is_shaded(cell: GridBox, shades: Sequence[Box]) -> bool:
    return any(holds(shade, middle(cell.box)) and _area(shade) < 1.5 * _area(cell.box) for shade in shades)


def _all(table: PageTable, row: int, is_head: Callable[[GridBox], bool]) -> bool:
    """Whether all cells with words of a row are such, and there are two of them."""
    filled = [cell for cell in table.row(row) if cell.words]
    return len(filled) > 1 and all(is_head(cell) for cell in filled)


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
