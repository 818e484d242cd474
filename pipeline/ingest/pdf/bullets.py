"""Bullets that are drawn, not printed: small shapes before the lines of a column, box or cell."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Sequence

from extractors._document import Box
from pipeline.ingest.pdf.lines import Line
from pipeline.ingest.pdf.printed import PrintedWord
from pipeline.ingest.pdf.regions import Region
from pipeline.ingest.pdf.tables.model import PageTable

_HIGHEST = 1.1  # type sizes: a bullet, or a box to be ticked, is no higher
_NEAREST, _FARTHEST = 0.1, 1.7  # type sizes between a bullet and its words
_FEWEST = 2  # alike on a page: one shape alone is a sign of its own
_MOST_SHAPES = 400  # on a page: more are a map or a chart


def with_bullets(parts: Sequence[Region], shapes: Sequence[Box]) -> list[Region]:
    """The regions of a page, a bullet before each line that a small shape stands before."""
    if not _FEWEST <= len(shapes) <= _MOST_SHAPES:
        return list(parts)
    ordered = sorted(shapes, key=_height)
    found = {
        id(line): shape
        for part in parts
        for line in _lines(part)
        if (shape := _before(line, ordered)) is not None
    }
    alike = Counter(map(_size, found.values()))
    bullets = {key: shape for key, shape in found.items() if alike[_size(shape)] >= _FEWEST}
    return [_bulleted(part, bullets) for part in parts] if bullets else list(parts)


def _lines(part: Region) -> Sequence[Line]:
    if isinstance(part, PageTable):
        return [line for cell in part.cells for line in cell.lines(part.page)]
    return part


def _before(line: Line, shapes: Sequence[Box]) -> Box | None:
    """The shape right before a line, of shapes from top to bottom."""
    _, top, _, bottom = line.box
    first = bisect(shapes, top, key=_height)
    level = shapes[first : bisect(shapes, bottom, lo=first, key=_height)]
    return next((shape for shape in level if _is_bullet(shape, line)), None)


def _is_bullet(shape: Box, line: Line) -> bool:
    gap = line.words[0].box[0] - shape[2]
    is_near = _NEAREST * line.size < gap < _FARTHEST * line.size
    return is_near and shape[3] - shape[1] < _HIGHEST * line.size


def _bulleted(part: Region, bullets: dict[int, Box]) -> Region:
    if not isinstance(part, PageTable):
        return [
            Line(line.page, (_bullet(line, bullets[id(line)]), *line.words)) if id(line) in bullets else line
            for line in part
        ]
    for cell in part.cells:
        lines = [line for line in cell.lines(part.page) if id(line) in bullets]
        cell.add([_bullet(line, bullets[id(line)]) for line in lines])
    return part


def _bullet(line: Line, shape: Box) -> PrintedWord:
    box = (shape[0], line.box[1], shape[2], line.box[3])
    return PrintedWord("•", box, line.size, is_bold=False, is_italic=False)


def _height(shape: Box) -> float:
    return (shape[1] + shape[3]) / 2


def _size(shape: Box) -> tuple[int, int]:
    return (round(shape[2] - shape[0]), round(shape[3] - shape[1]))
