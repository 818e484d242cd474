"""What stands on a page in reading order: tables, boxes, and columns of lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from statistics import median

from extractors._document import Box
from pipeline.ingest.pdf.lines import Line, Text, lines_of
from pipeline.ingest.pdf.printed import (
    PrintedPage,
    PrintedWord,
    holds,
    middle,
    words_in,
    words_outside,
)
from pipeline.ingest.pdf.sidenotes import Note, behind_paragraphs, part_notes
from pipeline.ingest.pdf.tables.aligned import find_aligned
from pipeline.ingest.pdf.tables.model import PageTable

_LARGEST_BOX = 0.45  # share of the page: a larger shade is a background
_GUTTER = 11.0  # points: the white strip between two columns is at least so wide
_FEWEST_LINES = 3  # in each of two columns
_LARGER = 1.1  # times the type of the lines above: a heading over all columns
_HEAD_PITCH = 1.6  # type sizes from foot to foot of two lines of a heading in the margin
_OVER_CHAPTER, _UNDER_CHAPTER = 0.6, 0.3  # of its type size: the white over it and under it
_NARROWEST = 0.16  # share of the page's width that a column takes

Region = PageTable | list[Line]


def regions(page: PrintedPage, text: Text, tables: Sequence[PageTable]) -> list[Region]:
    """The page's regions; each list of lines is one column or box, from top to bottom."""
    free = text.of(words_outside(text.words, (table.box for table in tables), 1))
    boxes = list(_text_boxes(page, free))
    boxed: dict[Box, list[PrintedWord]] = {}
    body: list[PrintedWord] = []
    for word in free.words if boxes else ():
        box = next((box for box in boxes if holds(box, middle(word.box))), None)
        (body if box is None else boxed.setdefault(box, [])).append(word)
    aligned, unaligned = find_aligned((free.of(body) if boxes else free).lines, page)
    notes, rest = part_notes(unaligned, page.number)
    placed: list[tuple[Box, Region]] = [(t.box, t) for t in (*tables, *aligned)]
    placed += [(box, list(free.of(inside).lines)) for box, inside in boxed.items()]
    spanning = [box for box, _ in placed]
    ordered = _in_order(placed, list(_columns(rest, page.width, spanning)))
    return [*_with_notes(ordered, notes), *notes]


def _with_notes(ordered: Iterable[Region], notes: list[Note]) -> Iterator[Region]:
    for region in ordered:
        if isinstance(region, PageTable) or not notes:
            yield region
        else:
            yield from behind_paragraphs(region, notes)


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _text_boxes(page: PrintedPage, text: Text) -> Iterator[Box]:
    """Shades and frames with words of their own, the smallest first."""
    if not page.panels:
        return
    runs = [run for line in text.lines for run in line.pieces()]
    small = {box for box in page.panels if _area(box) < _LARGEST_BOX * page.width * page.height}
    worded = [box for box in small if text.inside(box).words]
    for box in sorted(worded, key=lambda box: (_area(box), box)):
        inside = [run for run in runs if words_in(run.words, box)]
        is_cut = any(not holds(box, middle(word.box), 2) for run in inside for word in run.words)
        heights = [run.box[1] for run in inside]
        is_plain = len({round(height / 4) for height in heights}) == len(heights)
        if not is_cut and is_plain:
            yield box


def _in_order(placed: Sequence[tuple[Box, Region]], columns: Sequence[list[Line]]) -> Iterator[Region]:
    """Columns from top to bottom with the boxes and tables where they stand between lines, else behind."""
    waiting = sorted(placed, key=lambda item: (round(item[0][1] / 8), item[0][0]))
    for index, lines in enumerate(columns):
        run: list[Line] = []
        for line in lines:
            here = [each for each in waiting if _is_above(each[0], line, lines)]
            here = [each for each in here if not _is_elsewhere(each[0], lines, columns[index + 1 :])]
            if here and run:
                yield run
                run = []
            yield from (region for _, region in here)
            waiting = [each for each in waiting if each not in here]
            run.append(line)
        if run:
            yield run
        here = [each for each in waiting if _ends(each[0], lines, columns[index + 1 :])]
        yield from (region for _, region in here)
        waiting = [each for each in waiting if each not in here]
    yield from (region for _, region in waiting)


def _ends(box: Box, lines: Sequence[Line], later: Sequence[Sequence[Line]]) -> bool:
    """Whether a box stands at the foot of a column, and under no other that is read later."""
    is_under = _is_across(box, lines) and all(line.box[3] <= box[1] + 2 for line in lines)
    return is_under and not any(_is_across(box, each) and each[0].box[1] < box[1] for each in later)


def _is_above(box: Box, line: Line, lines: Iterable[Line]) -> bool:
    """Whether a box stands over a line, and not beside the lines of its column."""
    if box[1] >= line.box[1]:
        return False
    return box[3] <= line.box[1] or not any(
        other.box[1] < box[3] - 2 and box[1] + 2 < other.box[3] for other in lines
    )


def _is_elsewhere(box: Box, lines: Sequence[Line], later: Sequence[Sequence[Line]]) -> bool:
    """Whether a box stands in none of the lines' column, but in one that is read later."""
    return not _is_across(box, lines) and any(_is_across(box, each) for each in later)


def _is_across(box: Box, lines: Sequence[Line]) -> bool:
    return any(line.box[0] < box[2] and box[0] < line.box[2] for line in lines)


def _columns(lines: Sequence[Line], width: float, placed: Sequence[Box]) -> Iterator[list[Line]]:
    """Runs of lines to be read one after another: full-width ones, then the columns of a band, and so on.

    `placed` is where tables and boxes stand: no band runs on past one that lies across its gutter.
    """
    if not lines:
        return
    full: list[Line] = []
    index = 0
    sides = (min(line.box[0] for line in lines), max(line.box[2] for line in lines))
    while index < len(lines):
        end, gutter = _band(lines, index, width, sides, placed)
        if gutter is None:
            end, gutter = _beside_head(lines, index)
        if gutter is None:
            full.append(lines[index])
            index += 1
            continue
        if full:
            yield full
            full = []
        yield from _split(lines[index:end], gutter, width, placed)
        index = end
    if full:
        yield full


def _split(band: Sequence[Line], gutter: float, width: float, placed: Sequence[Box]) -> Iterator[list[Line]]:
    for is_left in (True, False):
        words = [w for line in band for w in line.words if (middle(w.box)[0] < gutter) == is_left]
        yield from _columns(lines_of(words, band[0].page), width, placed)


def _band(
    lines: Sequence[Line], start: int, width: float, sides: tuple[float, float], placed: Sequence[Box]
) -> tuple[int, float | None]:
    """Where the longest band of columns that begins at a line ends, and the middle of its gutter.

    `sides` are where the lines begin and end: what is white beside all of them is no gutter.
    """
    if len(lines[start].pieces()) == 1 and start + 1 < len(lines):
        first, second = lines[start], lines[start + 1]
        if min(first.box[2], second.box[2]) > max(first.box[0], second.box[0]) and len(second.pieces()) == 1:
            return start, None
    free = [sides]
    bands: list[tuple[int, list[tuple[float, float]]]] = []
    for end in range(start, len(lines)):
        boxes = [piece.box for piece in lines[end].pieces()]
        above = lines[end - 1].box[3] if end > start else lines[start].box[1]
        boxes += [box for box in placed if above - 2 < box[1] < lines[end].box[1]]
        boxes.sort()
        free = [gap for old in free for gap in _free(boxes, old) if gap[1] - gap[0] >= _GUTTER]
        if not free or (end > start and _opens_chapter(lines, start, end)):
            break
        bands.append((end + 1, free))
    pieces = [lines[index].pieces() for index in range(start, bands[-1][0])] if bands else []
    for end, free in reversed(bands):
        within = list(chain.from_iterable(pieces[: end - start]))
        for left, right in reversed(free):
            is_margin = left == sides[0] or right == sides[1]
            if not is_margin and _parts(within, (left + right) / 2, width):
                return end, (left + right) / 2
    return start, None


def _beside_head(lines: Sequence[Line], start: int) -> tuple[int, float | None]:
    """Where text of several lines beside a bold heading in the margin ends, and the left of that text."""
    head, *beside = lines[start].pieces()
    if not beside or not head.is_bold or beside[0].is_bold:
        return start, None
    gutter = beside[0].box[0] - 1
    end = start + 1
    while end < len(lines):
        piece = lines[end].pieces()[0]
        if piece.box[0] < gutter:
            is_far = piece.box[3] - head.box[3] > _HEAD_PITCH * head.size
            if is_far or not piece.is_bold or piece.box[2] > gutter:
                break
            head = piece
        end += 1
    return (end, gutter) if end > start + 1 else (start, None)


def _opens_chapter(lines: Sequence[Line], start: int, here: int) -> bool:
    """Whether a heading over all columns parts two bands: larger than the lines above, and alone.

    Nothing stands beside it, white lies over it from side to side, and columns begin again under it.
    """
    line = lines[here]
    if len(line.pieces()) > 1 or line.box[1] - lines[here - 1].box[3] <= _OVER_CHAPTER * line.size:
        return False
    above = lines[start:here]
    is_larger = line.size > _LARGER * median(each.size for each in above)
    left = min(each.box[0] for each in above)
    if not is_larger or line.box[0] > left + line.size:
        return False
    below = lines[here + 1 :]
    over = line.box[1] - max(each.box[3] for each in above)
    under = min((each.box[1] for each in below), default=line.box[3]) - line.box[3]
    is_free = over > _OVER_CHAPTER * line.size and under > _UNDER_CHAPTER * line.size
    return is_free and any(len(each.pieces()) > 1 for each in below)


def _free(boxes: Iterable[Box], gap: tuple[float, float]) -> Iterator[tuple[float, float]]:
    """What boxes, from left to right, leave white of a vertical strip."""
    left = gap[0]
    for x0, _, x1, _ in boxes:
        if x1 > left and x0 < gap[1]:
            if x0 > left:
                yield (left, x0)
            left = max(left, x1)
    if left < gap[1]:
        yield (left, gap[1])


def _parts(pieces: Sequence[Line], gutter: float, width: float) -> bool:
    """Whether there is running text on both sides."""
    return _is_text([piece for piece in pieces if piece.box[2] <= gutter + 1], width) and _is_text(
        [piece for piece in pieces if piece.box[0] >= gutter - 1], width
    )


def _is_text(side: Sequence[Line], width: float) -> bool:
    """Whether pieces of lines are running text, and no headings in the margin, each beside its text."""
    if len(side) < _FEWEST_LINES or sum(len(piece.words) for piece in side) < 3 * len(side):
        return False
    is_narrow = max(piece.box[2] for piece in side) - min(piece.box[0] for piece in side) < _NARROWEST * width
    return not is_narrow and not all(piece.is_bold for piece in side)
