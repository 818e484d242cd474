"""The head of a table without borders: phrases over one or several columns, one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.ingest.pdf.lines import Line
from pipeline.ingest.pdf.printed import PrintedWord, Rule
from pipeline.ingest.pdf.tables.groups import Extents, grouped, is_over, set_to_the_right
from pipeline.ingest.pdf.tables.gutters import Chunk, clumps, column_of

_LINE_UNDER = 1.1  # type sizes between the foot of a phrase and the rule under it
_CLOSER = 0.9  # of the distance of rows
_LOOSEST = 1.5  # type sizes from foot to foot between two lines of one phrase


@dataclass(slots=True, eq=False)
class HeadCell:
    """A cell of the head: its columns, and the rows it takes once all are known."""

    first: int
    last: int
    words: list[PrintedWord]
    foot: float  # of its last line
    size: float
    top: int = 0
    bottom: int = 0
    above: list[HeadCell] = field(default_factory=list)
    is_closed: bool = False  # a rule stands under it


def head_cells(
    lines: Sequence[Line],
    placed: Sequence[Sequence[Chunk]],
    columns: Extents,
    bounds: Sequence[float],
    under: Sequence[Rule],
    row_pitch: float | None = None,
) -> tuple[list[HeadCell], int]:
    """The cells of a head and how many rows they take.

    `placed` are the phrases of each line, `columns` where the words of each column begin and end, `bounds`
    the borders between them, `under` the rules inside the head: a rule under one phrase tells which columns
    it heads; without one, the columns over whose middle it stands do, and the share that others leave it.
    Where no rule parts head and rows, `row_pitch` is the distance of rows: lines of a phrase are closer.
    """
    cells: list[HeadCell] = []
    rows = [_with_reach(line, row, columns, under) for line, row in zip(lines, placed, strict=True)]
    ways = (columns, list(pairwise(bounds)), set_to_the_right(columns))
    for index, (line, row) in enumerate(zip(lines, rows, strict=True)):
        below = [chunk for later in rows[index + 1 :] for chunk in later]
        labels = next((later for later in rows[index + 1 :] if any(each.first for each in later)), ())
        is_whole = not any(_is_broken_off(chunk, labels) for chunk in row)
        shared = grouped(row, labels, ways) if is_whole else None
        for chunk in shared or _spread(row, below, columns):
            _place(cells, chunk, line, under, row_pitch)
    return cells, _set_rows(cells, len(columns))


def _with_reach(line: Line, row: Sequence[Chunk], columns: Extents, under: Sequence[Rule]) -> Sequence[Chunk]:
    """The phrases of a line, each as wide as the rule says that stands under it and under no other."""
    if not under:
        return row
    found = []
    rules = [_rule_under(chunk, line, under) for chunk in row]
    for chunk, rule in zip(row, rules, strict=True):
        if rule is None or rules.count(rule) > 1:
            found.append(chunk)
            continue
        inside = [i for i, (x0, x1) in enumerate(columns) if rule.start - 3 <= (x0 + x1) / 2 <= rule.end + 3]
        first, last = (min(inside), max(inside)) if inside else (chunk.first, chunk.last)
        found.append(Chunk(first, last, chunk.words))
    return found


def _rule_under(chunk: Chunk, line: Line, under: Sequence[Rule]) -> Rule | None:
    middle = (chunk.x0 + chunk.x1) / 2
    near = [
        rule
        for rule in under
        if -2 <= rule.at - line.box[3] <= _LINE_UNDER * line.size and rule.start <= middle <= rule.end
    ]
    return min(near, key=lambda rule: rule.at, default=None)


def _spread(row: Sequence[Chunk], below: Sequence[Chunk], columns: Extents) -> list[Chunk]:
    """A phrase over several columns stands over their middle: it heads all of them.

    It takes only columns that have words of their own further down and no phrase beside it on its line.
    """
    headed = {column for chunk in below for column in range(chunk.first, chunk.last + 1)}
    taken = {column for chunk in row for column in range(chunk.first, chunk.last + 1)}
    return [
        chunk
        if _is_broken_off(chunk, below)
        else Chunk(*over_middle(chunk, headed, taken, columns), chunk.words)
        for chunk in row
    ]


def _is_broken_off(chunk: Chunk, below: Sequence[Chunk]) -> bool:
    """Whether a phrase goes on in the line below it, in its own column: 'Number of' over 'dwellings'."""
    next_one = next((each for each in below if each.first <= chunk.last and chunk.first <= each.last), None)
    return next_one is not None and chunk.first == chunk.last and next_one.text[:1].islower()


def over_middle(chunk: Chunk, headed: set[int], taken: set[int], columns: Extents) -> tuple[int, int]:
    """The widest run of free columns around a phrase over whose middle it stands."""
    own = set(range(chunk.first, chunk.last + 1))
    low, high = chunk.first, chunk.last
    while low - 1 > 0 and low - 1 in headed and low - 1 not in taken - own:
        low -= 1
    while high + 1 in headed and high + 1 not in taken - own:
        high += 1
    best = (chunk.first, chunk.last)
    for first in range(low, chunk.first + 1):
        for last in range(chunk.last, high + 1):
            if last - first > best[1] - best[0] and is_over(chunk, columns, first, last):
                best = (first, last)
    return best


def _place(
    cells: list[HeadCell], chunk: Chunk, line: Line, under: Sequence[Rule], row_pitch: float | None
) -> None:
    """Add a phrase: to the cell above with the same columns when its next line, else as a cell of its own."""
    over = [cell for cell in cells if not _is_hidden(cell, cells, chunk)]
    same = [cell for cell in over if _goes_on(cell, chunk, line, under, row_pitch)]
    if same and len(over) == 1:
        cell = same[0]
        cell.words += chunk.words
        cell.foot = line.box[3]
        cell.first, cell.last = min(cell.first, chunk.first), max(cell.last, chunk.last)
        return
    cell = HeadCell(chunk.first, chunk.last, list(chunk.words), line.box[3], line.size)
    cell.above = over
    cells.append(cell)


def _is_hidden(cell: HeadCell, cells: Sequence[HeadCell], chunk: Chunk) -> bool:
    """Whether a cell is not beside the columns of a phrase, or others stand between it and the phrase."""
    shared = set(range(max(cell.first, chunk.first), min(cell.last, chunk.last) + 1))
    below = {c for other in cells if cell in other.above for c in range(other.first, other.last + 1)}
    return shared <= below


def _goes_on(
    cell: HeadCell, chunk: Chunk, line: Line, under: Sequence[Rule], row_pitch: float | None
) -> bool:
    step = line.box[3] - cell.foot
    if step > _LOOSEST * line.size or (row_pitch is not None and step > _CLOSER * row_pitch):
        return False
    middle = (chunk.x0 + chunk.x1) / 2
    if any(cell.foot - 2 < rule.at < line.box[3] - 1 and rule.start <= middle <= rule.end for rule in under):
        return False
    is_same = (cell.first, cell.last) == (chunk.first, chunk.last)
    is_inside = cell.first <= chunk.first and chunk.last <= cell.last and cell.first == cell.last
    grows = chunk.first <= cell.first and cell.last <= chunk.last
    return is_same or is_inside or grows


def _set_rows(cells: list[HeadCell], width: int) -> int:
    """Rows from the top down; a cell with nothing below it takes the rest."""
    for cell in cells:
        cell.top = max((each.top + 1 for each in cell.above), default=0)
    count = max((cell.top for cell in cells), default=-1) + 1
    for cell in cells:
        below = [other.top for other in cells if cell in other.above]
        cell.bottom = min(below) - 1 if below else count - 1
    return count


def columns_of_words(bounds: Sequence[float], words: Sequence[PrintedWord]) -> list[tuple[float, float]]:
    """Where the words of each column begin and end; of an empty one its borders."""
    inner = bounds[1:-1]
    spans: dict[int, tuple[float, float]] = {}
    for word in words:
        x0, _, x1, _ = word.box
        column = column_of((x0 + x1) / 2, inner)
        left, right = spans.get(column, (x0, x1))
        spans[column] = (min(left, x0), max(right, x1))
    return [spans.get(index, (bounds[index], bounds[index + 1])) for index in range(len(bounds) - 1)]


def clear_of_names(inner: Sequence[float], head: Sequence[Line], body: Sequence[Line]) -> list[float]:
    """The borders between columns, each moved off a name of the head that it cuts, if the white is so wide.

    Where they are told by short numbers alone, the names over them reach further.
    """
    spans = [(words[0].box[0], words[-1].box[2]) for line in body for words in clumps(line)]
    moved = list(inner)
    for words in (words for line in head for words in clumps(line)):
        x0, x1 = words[0].box[0], words[-1].box[2]
        cut = [index for index, x in enumerate(moved) if x0 < x < x1]
        if len(cut) != 1:
            continue
        x = moved[cut[0]]
        left = max((end for _, end in spans if end <= x), default=x)
        right = min((start for start, _ in spans if start >= x), default=x)
        if (x0 + x1) / 2 > x and left < x0:
            moved[cut[0]] = (left + x0) / 2
        elif (x0 + x1) / 2 < x and x1 < right:
            moved[cut[0]] = (x1 + right) / 2
    return moved
