"""What stands on a page in reading order: tables, boxes, and columns of lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extractors._document import Box
from pipeline.ingest.pdf.lines import Line, lines_of
from pipeline.ingest.pdf.printed import PrintedPage, PrintedWord, around, holds, middle
from pipeline.ingest.pdf.tables.aligned import find_aligned
from pipeline.ingest.pdf.tables.model import PageTable

_LARGEST_BOX = 0.45  # share of the page: a larger shade is a background
_GUTTER = 11.0  # points: the white strip between two columns is at least so wide
_FEWEST_LINES = 3  # in each of two columns
_NARROWEST = 0.16  # share of the page's width that a column takes

Region = PageTable | list[Line]


def regions(
    page: PrintedPage, words: Sequence[PrintedWord], lines: Sequence[Line], tables: Sequence[PageTable]
) -> list[Region]:
    """The page's regions; each list of lines is one column or box, from top to bottom.

    `lines` are those that all words make together.
    """
    free = [word for word in words if not any(holds(t.box, middle(word.box), 1) for t in tables)]
    boxes = list(_text_boxes(page, free))
    boxed: dict[Box, list[PrintedWord]] = {}
    body: list[PrintedWord] = []
    for word in free:
        box = next((box for box in boxes if holds(box, middle(word.box))), None)
        (body if box is None else boxed.setdefault(box, [])).append(word)
    aligned, rest = find_aligned(lines if len(body) == len(words) else lines_of(body, page.number), page)
    placed: list[tuple[Box, Region]] = [(t.box, t) for t in (*tables, *aligned)]
    placed += [(box, lines_of(inside, page.number)) for box, inside in boxed.items()]
    return list(_in_order(placed, list(_columns(rest, page.width))))


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _text_boxes(page: PrintedPage, words: Sequence[PrintedWord]) -> Iterator[Box]:
    """Shades and frames with words of their own, the smallest first."""
    if not page.panels:
        return
    lines = lines_of(words, page.number)
    runs = [run for line in lines for run in line.pieces()]
    for box in sorted(set(page.panels), key=lambda box: (_area(box), box)):
        inside = [run for run in runs if any(holds(box, middle(word.box)) for word in run.words)]
        is_cut = any(not holds(box, middle(word.box), 2) for run in inside for word in run.words)
        heights = [run.box[1] for run in inside]
        is_plain = len({round(height / 4) for height in heights}) == len(heights)
        if inside and not is_cut and is_plain and _area(box) < _LARGEST_BOX * page.width * page.height:
            yield box


def _in_order(placed: Sequence[tuple[Box, Region]], columns: Sequence[list[Line]]) -> Iterator[Region]:
    """Columns from top to bottom with the boxes and tables where they stand between lines, else behind."""
    waiting = sorted(placed, key=lambda item: (round(item[0][1] / 8), item[0][0]))
    for lines in columns:
        run: list[Line] = []
        for line in lines:
            while waiting and _is_above(waiting[0][0], line, lines):
                if run:
                    yield run
                    run = []
                yield waiting.pop(0)[1]
            run.append(line)
        if run:
            yield run
    yield from (region for _, region in waiting)


def _is_above(box: Box, line: Line, lines: Iterable[Line]) -> bool:
    """Whether a box stands over a line, and not beside the lines of its column."""
    is_beside = any(other.box[1] < box[3] - 2 and box[1] + 2 < other.box[3] for other in lines)
    return box[1] < line.box[1] and (not is_beside or box[3] <= line.box[1])


# ------------------------------------------------------------ columns
def _columns(lines: Sequence[Line], width: float) -> Iterator[list[Line]]:
    """Runs of lines to be read one after another: full-width ones, then the columns of a band, and so on."""
    full: list[Line] = []
    index = 0
    while index < len(lines):
        end, gutter = _band(lines, index, width)
        if gutter is None:
            full.append(lines[index])
            index += 1
            continue
        if full:
            yield full
            full = []
        yield from _split(lines[index:end], gutter, width)
        index = end
    if full:
        yield full


def _split(band: Sequence[Line], gutter: float, width: float) -> Iterator[list[Line]]:
    for is_left in (True, False):
        words = [w for line in band for w in line.words if (middle(w.box)[0] < gutter) == is_left]
        yield from _columns(lines_of(words, band[0].page), width)


def _band(lines: Sequence[Line], start: int, width: float) -> tuple[int, float | None]:
    """Where the longest band of columns that begins at a line ends, and the middle of its gutter."""
    if len(lines[start].pieces()) == 1 and start + 1 < len(lines):
        first, second = lines[start], lines[start + 1]
        if min(first.box[2], second.box[2]) > max(first.box[0], second.box[0]) and len(second.pieces()) == 1:
            return start, None
    free: list[tuple[float, float]] = [(0.0, width)]
    best: tuple[int, float | None] = (start, None)
    for end in range(start, len(lines)):
        free = [gap for old in free for gap in _free(lines[end], old) if gap[1] - gap[0] >= _GUTTER]
        if not free:
            break
        for left, right in free:
            if _parts(lines[start : end + 1], (left + right) / 2, width):
                best = (end + 1, (left + right) / 2)
    return best


def _free(line: Line, gap: tuple[float, float]) -> Iterator[tuple[float, float]]:
    """What a line leaves white of a vertical strip."""
    left = gap[0]
    for piece in line.pieces():
        if piece.box[2] > left and piece.box[0] < gap[1]:
            if piece.box[0] > left:
                yield (left, piece.box[0])
            left = piece.box[2]
    if left < gap[1]:
        yield (left, gap[1])


def _parts(band: Sequence[Line], gutter: float, width: float) -> bool:
    """Whether there is running text on both sides."""
    pieces = [piece for line in band for piece in line.pieces()]
    for side in (
        [piece for piece in pieces if piece.box[2] <= gutter + 1],
        [piece for piece in pieces if piece.box[0] >= gutter - 1],
    ):
        if len(side) < _FEWEST_LINES:
            return False
        box = around(piece.box for piece in side)
        words = sum(len(piece.words) for piece in side)
        if box[2] - box[0] < _NARROWEST * width or words < 3 * len(side):
            return False
    return True
