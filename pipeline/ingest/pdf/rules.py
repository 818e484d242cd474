"""Lines and rectangles of a page, told apart."""

from __future__ import annotations

from collections.abc import Sequence

from extractors._document import Box
from pipeline.ingest.pdf.printed import PrintedPage, Rule

_Point = tuple[float, float]

_SMALLEST_MARK, _LARGEST_MARK = 1.5, 11.0  # points, on both sides
THIN = 2.0  # points: a rectangle thinner than this is a rule


def add_area(page: PrintedPage, box: Box, is_area: bool) -> None:
    """Note a line or a rectangle: a thin one as a rule, another as a shade."""
    x0, top, x1, bottom = box
    if bottom - top < THIN or x1 - x0 < THIN:
        is_flat = x1 - x0 >= bottom - top
        at = (top + bottom) / 2 if is_flat else (x0 + x1) / 2
        page.rules.append(Rule(is_flat, at, *((x0, x1) if is_flat else (top, bottom))))
    elif is_area:
        page.shades.append(box)
        page.panels.append(box)


def add_outline(page: PrintedPage, points: Sequence[_Point], *, is_straight: bool, shows: bool) -> None:
    """Note a path without jumps by its corners, the first once more at the end of a closed one.

    One that does not show is white: a panel, which can hold a text of its own.
    """
    xs, ys = zip(*points, strict=True)
    box = (min(xs), min(ys), max(xs), max(ys))
    if is_straight and (len(points) == 2 or (len(points) == 3 and points[2] == points[0])):
        add_area(page, box, is_area=False)
        return
    is_rectangle = is_straight and len(points) == 5 and _is_square(points)
    page.has_drawing |= not is_rectangle
    if shows and all(_SMALLEST_MARK < side < _LARGEST_MARK for side in (box[2] - box[0], box[3] - box[1])):
        page.marks.append(box)
    if shows:
        add_area(page, box, is_area=is_rectangle)
    else:
        page.panels.append(box)


def _is_square(points: Sequence[_Point]) -> bool:
    """Whether five points are the corners of a closed upright rectangle."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3), last = points
    begins_flat = y0 == y1 and x1 == x2 and y2 == y3 and x3 == x0
    begins_upright = x0 == x1 and y1 == y2 and x2 == x3 and y3 == y0
    return last == points[0] and (begins_flat or begins_upright)
