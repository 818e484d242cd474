"""A region whose columns no rules part -> a table: columns by the white between words, rows by lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, pairwise

from extractors._document import Box
from pipeline.ingest.pdf.lines import Line, Text
from pipeline.ingest.pdf.printed import PrintedWord, Rule, middle
from pipeline.ingest.pdf.tables.borders import THINNEST, Frame, borders, covers
from pipeline.ingest.pdf.tables.gutters import Chunk, chunks, clumps, column_of, gutters, is_value
from pipeline.ingest.pdf.tables.heads import (
    HeadCell,
    clear_of_names,
    columns_of_words,
    head_cells,
    over_middle,
)
from pipeline.ingest.pdf.tables.model import GridBox, PageTable
from pipeline.ingest.pdf.tables.rows import row_pitch, row_starts
from pipeline.ingest.pdf.tables.ruled import read_cells

_FULL = 0.8  # of the region's width: a rule that is so long parts rows, a shorter one columns of the head
_SIDE = 8.0  # points from the region's side at which such a rule begins or ends
_HIGHEST_HEAD = 10  # lines
_MOST_CUT = 0.15  # share of lines with words on a border told by the rules' ends alone


def read_spaced(
    page: int, lines: Sequence[Line], box: Box, flat: Sequence[Rule], ticks: Iterable[tuple[float, float]]
) -> PageTable | None:
    """The table in a box, or None where its words stand in no columns."""
    levels = borders(y for y in {r.at for r in flat} if _is_full(flat, y, box))
    inner_levels = [y for y in levels if box[1] + THINNEST < y < box[3] - THINNEST]
    lines = [line for line in lines if line.words]
    if not lines:
        return None
    head_count = _head_count(lines, inner_levels)
    body = lines[head_count:]
    inner = _column_borders(lines, body, box, ticks)
    if not inner:
        return None
    inner = _without_empty(inner, lines, box)
    if not inner:
        return None
    if not head_count:
        head_count = _head_by_words(lines, inner)
        body = lines[head_count:]
    if not body:
        return None
    inner = clear_of_names(inner, lines[:head_count], body)
    bounds = [box[0], *inner, box[2]]
    if any(_parts_rows(rule, body[0].box[3], bounds, levels) for rule in flat):
        posts = [Rule(False, x, box[1], box[3]) for x in bounds]
        sides = [Rule(True, box[1], box[0], box[2]), Rule(True, box[3], box[0], box[2])]
        return read_cells(Frame([*flat, *sides], posts), _text(page, lines))
    under = [r for r in flat if r.at < body[0].box[1] + 2 and r.at not in levels]
    spans = columns_of_words(bounds, [w for line in body if len(clumps(line)) > 1 for w in line.words])
    head = [chunks(line, inner) for line in lines[:head_count]]
    spans = _with_head_words(spans, head)
    placed = [_body_chunks(line, inner, spans) for line in body]
    pitch = None if inner_levels else row_pitch(body, placed)
    heads, head_rows = head_cells(lines[:head_count], head, spans, bounds, under, pitch)
    starts = row_starts(body, placed, inner_levels)
    heights = _heights(body, starts, box, head_rows, lines[:head_count])
    cells = [_head_box(cell, bounds, heights) for cell in heads]
    cells += _body_boxes(placed, starts, bounds, heights, head_rows)
    row_count = head_rows + len(starts)
    table = PageTable(page, box, bounds, row_count, _with_empty(cells, bounds, heights), is_ruled=False)
    table.header_rows = max(head_rows, 1) if row_count > 1 else 0
    table.has_own_head = head_rows > 0
    return table


def _text(page: int, lines: Sequence[Line]) -> Text:
    return Text(page, [word for line in lines for word in line.words], lines)


def _parts_rows(rule: Rule, foot: float, bounds: Sequence[float], levels: Sequence[float]) -> bool:
    """Whether a rule in the body runs under some columns only: the cells beside it go on over it."""
    if rule.at < foot or any(abs(rule.at - y) <= THINNEST for y in levels):
        return False
    inside = [1 for x0, x1 in pairwise(bounds) if rule.start < x0 + _SIDE and x1 - _SIDE < rule.end]
    return 0 < len(inside) < len(bounds) - 1


def _is_full(flat: Sequence[Rule], y: float, box: Box) -> bool:
    """Whether the rules at a height run from side to side, gaps between columns not counted."""
    here = [rule for rule in flat if abs(rule.at - y) <= THINNEST]
    reaches = min(r.start for r in here) < box[0] + _SIDE and max(r.end for r in here) > box[2] - _SIDE
    return reaches and covers(here, y, box[0], box[2]) >= _FULL


def _head_count(lines: Sequence[Line], levels: Sequence[float]) -> int:
    """How many lines stand over the first rule inside the table; 0 without one."""
    for level in levels:
        over = sum(middle(line.box)[1] < level for line in lines)
        if 0 < over <= _HIGHEST_HEAD and over < len(lines):
            values = sum(
                is_value(" ".join(w.text for w in words))
                for line in lines[:over]
                for words in clumps(line)[1:]
            )
            phrases = sum(len(clumps(line)[1:]) for line in lines[:over])
            return over if not phrases or values <= 0.9 * phrases or _are_years(lines[:over]) else 0
    return 0


def _are_years(lines: Sequence[Line]) -> bool:
    return any(len(word.text) == 4 and word.text[:2] in ("19", "20") for line in lines for word in line.words)


def _column_borders(
    lines: Sequence[Line], body: Sequence[Line], box: Box, ticks: Iterable[tuple[float, float]]
) -> list[float]:
    """The borders between columns: where rules are put together, and where words leave white."""
    told = [x for x in _often([x for x, _ in ticks]) if box[0] + THINNEST < x < box[2] - THINNEST]
    told = [x for x in told if _cut(body, x) <= _MOST_CUT * len(body)]
    whole = [line for line in body if len(clumps(line)) > 1]
    seen = gutters(whole or body)
    if not told:
        return seen
    bounds = [box[0], *told, box[2]]
    more = [x for x in seen if _is_new(x, bounds, body)]
    return sorted([*told, *more])


def _is_new(x: float, bounds: Sequence[float], body: Sequence[Line]) -> bool:
    """Whether a white strip parts words that the borders told by rules leave together."""
    left = max(b for b in bounds if b <= x) if any(b <= x for b in bounds) else bounds[0]
    right = min((b for b in bounds if b > x), default=bounds[-1])
    both = 0
    for line in body:
        within = [words for words in clumps(line) if left < middle(words[0].box)[0] < right]
        both += any(words[-1].box[2] < x for words in within) and any(words[0].box[0] > x for words in within)
    return both >= 2


def _often(xs: Sequence[float]) -> list[float]:
    """Places that rules at two heights share, or all where one rule tells them."""
    found: list[list[float]] = []
    for x in sorted(xs):
        if found and x - found[-1][0] <= THINNEST:
            found[-1].append(x)
        else:
            found.append([x])
    most = max((len(group) for group in found), default=0)
    return [sum(group) / len(group) for group in found if len(group) > 1 or most == 1]


def _cut(lines: Sequence[Line], x: float) -> int:
    return sum(
        len(clumps(line)) > 1 and any(w.box[0] < x - 1.5 and w.box[2] > x + 1.5 for w in line.words)
        for line in lines
    )


def _without_empty(inner: Sequence[float], lines: Sequence[Line], box: Box) -> list[float]:
    """Borders without those of columns in which no word stands."""
    kept: list[float] = []
    used: set[int] = set()
    for line in lines:
        used |= {column_of(middle(w.box)[0], inner) for w in line.words}
        if len(used) > len(inner):  # all of them, as in most tables
            return list(inner)
    for index, border in enumerate(inner):
        if index in used and any(later in used for later in range(index + 1, len(inner) + 1)):
            kept.append(border)
    return kept


def _head_by_words(lines: Sequence[Line], inner: Sequence[float]) -> int:
    """The lines over the first with values; none where no line over it has two phrases."""
    for index, line in enumerate(lines[: _HIGHEST_HEAD + 1]):
        row = chunks(line, inner)
        if any(chunk.first and is_value(chunk.text) for chunk in row) and not _is_label_row(row):
            return index
        if index and _is_group(lines[index], row) and len(chunks(lines[index - 1], inner)) > 1:
            return index
    return 1


def _is_label_row(row: Sequence[Chunk]) -> bool:
    return all(
        len(chunk.text) == 4 and chunk.text.isdecimal() and chunk.text[:2] in ("19", "20")
        for chunk in row
        if chunk.first
    )


def _is_group(line: Line, row: Sequence[Chunk]) -> bool:
    return len(row) == 1 and row[0].first == 0


def _body_chunks(line: Line, inner: Sequence[float], spans: Sequence[tuple[float, float]]) -> list[Chunk]:
    """The cells of a line; a name that runs over into empty columns stays in its own.

    What stands alone on its line over the middle of several columns heads the rows below in all of them.
    """
    row = chunks(line, inner)
    if len(row) == 1 and row[0].first > 0:
        every = set(range(len(spans)))
        return [Chunk(*over_middle(row[0], every, set(), spans), row[0].words)]
    return [Chunk(0, 0, chunk.words) if chunk.first == 0 < chunk.last else chunk for chunk in row]


def _with_head_words(
    spans: Sequence[tuple[float, float]], head: Sequence[Sequence[Chunk]]
) -> list[tuple[float, float]]:
    """The columns' extents widened by phrases of the head that stand in one column each."""
    wide = list(spans)
    for chunk in chain.from_iterable(head):
        if chunk.first == chunk.last:
            x0, x1 = wide[chunk.first]
            wide[chunk.first] = (min(x0, chunk.x0), max(x1, chunk.x1))
    return wide


def _heights(
    body: Sequence[Line], starts: Sequence[int], box: Box, head_rows: int, head: Sequence[Line]
) -> list[float]:
    """The borders between rows, by the middles between their lines."""
    tops = []
    for start in starts:
        above = body[start - 1].box[3] if start else (max(line.box[3] for line in head) if head else box[1])
        tops.append((above + body[start].box[1]) / 2)
    head_top = box[1]
    step = (tops[0] - head_top) / head_rows if head_rows else 0.0
    return [*(head_top + step * index for index in range(head_rows)), *tops, box[3]]


def _head_box(cell: HeadCell, bounds: Sequence[float], heights: Sequence[float]) -> GridBox:
    return GridBox(
        cell.top,
        cell.first,
        cell.bottom - cell.top + 1,
        cell.last - cell.first + 1,
        (bounds[cell.first], heights[cell.top], bounds[cell.last + 1], heights[cell.bottom + 1]),
        cell.words,
    )


def _body_boxes(
    placed: Sequence[Sequence[Chunk]],
    starts: Sequence[int],
    bounds: Sequence[float],
    heights: Sequence[float],
    head_rows: int,
) -> list[GridBox]:
    cells = []
    for row, (start, end) in enumerate(pairwise([*starts, len(placed)]), head_rows):
        taken: dict[tuple[int, int], list[PrintedWord]] = {}
        for chunk in (chunk for line in placed[start:end] for chunk in line):
            key = (chunk.first, chunk.last)
            if key not in taken:
                key = next((k for k in taken if k[0] <= chunk.first and chunk.last <= k[1]), key)
            taken.setdefault(key, []).extend(chunk.words)
        for first, last, words in _disjoint(taken):
            box = (bounds[first], heights[row], bounds[last + 1], heights[row + 1])
            cells.append(GridBox(row, first, 1, last - first + 1, box, words))
    return cells


def _disjoint(taken: dict[tuple[int, int], list[PrintedWord]]) -> list[tuple[int, int, list[PrintedWord]]]:
    """Cells of one row, first and last column with the words; such as overlap are put together."""
    found: list[tuple[int, int, list[PrintedWord]]] = []
    for (first, last), words in sorted(taken.items()):
        if found and found[-1][1] >= first:
            start, end, before = found.pop()
            found.append((start, max(end, last), before + words))
        else:
            found.append((first, last, words))
    return found


def _with_empty(cells: list[GridBox], bounds: Sequence[float], heights: Sequence[float]) -> list[GridBox]:
    covered = {
        (cell.row + r, cell.column + c)
        for cell in cells
        for r in range(cell.row_span)
        for c in range(cell.column_span)
    }
    empty = [
        GridBox(row, column, 1, 1, (bounds[column], heights[row], bounds[column + 1], heights[row + 1]))
        for row in range(len(heights) - 1)
        for column in range(len(bounds) - 1)
        if (row, column) not in covered
    ]
    return sorted(cells + empty, key=lambda cell: (cell.row, cell.column))
