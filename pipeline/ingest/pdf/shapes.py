"""The lines, rectangles and pictures of a page as pdfium knows them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import repeat

import pypdfium2
import pypdfium2.raw as pdfium

from extractors._document import Box
from pipeline.ingest.pdf.calls import (
    address,
    bounds_of,
    colour_of,
    count_in_form,
    count_on_page,
    count_segments,
    draw_mode_of,
    is_closed,
    kind_of,
    matrix_of,
    segment_kind,
    segment_of,
    segment_point,
    thing_in_form,
    thing_on_page,
)
from pipeline.ingest.pdf.printed import PrintedPage
from pipeline.ingest.pdf.rules import THIN, add_area, add_outline

_WHITE = 252  # of 255, in each colour: no less is paper
_DEEPEST = 15  # drawings within drawings
_CORNERS = 5  # of a rectangle, the first one twice

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]


def add_shapes(read: PrintedPage, page: pypdfium2.PdfPage) -> None:
    """Note them on the page as read."""
    _Hand(read).draw(_things_on(page.raw), (1.0, 0.0, 0.0, -1.0, 0.0, read.height), 0)


def texts_on(page: pdfium.FPDF_PAGE) -> Iterator[int]:
    """The addresses of all texts on a page, in the order of printing."""
    return _texts_among(_things_on(page), 0)


def _texts_among(things: Sequence[int], depth: int) -> Iterator[int]:
    for thing, kind in zip(things, map(kind_of, things), strict=True):
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            yield thing
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            yield from _texts_among(_things_in(thing), depth + 1)


def _things_on(page: pdfium.FPDF_PAGE) -> Sequence[int]:
    """The addresses of what stands on a page."""
    place = address(page)
    return list(map(thing_on_page, repeat(place), range(count_on_page(place))))


def _things_in(form: int) -> Sequence[int]:
    return list(map(thing_in_form, repeat(form), range(count_in_form(form))))


class _Hand:
    """A page as far as its drawings are noted, with the places to which pdfium writes what it is asked."""

    def __init__(self, page: PrintedPage) -> None:
        self._page = page
        self._floats, self._numbers = (ctypes.c_float * 6)(), (ctypes.c_uint * 4)()
        self._float_at, self._number_at = (
            [ctypes.addressof(some) + index * ctypes.sizeof(some._type_) for index in range(len(some))]
            for some in (self._floats, self._numbers)
        )

    def draw(self, things: Sequence[int], matrix: Matrix, depth: int) -> None:
        """Note things that stand on the page by this matrix, and those that they are made of."""
        for thing, kind in zip(things, map(kind_of, things), strict=True):
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._path(thing, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self._page.pictures.append(self._bounds(thing, matrix))
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                self.draw(_things_in(thing), self._placed(thing, matrix), depth + 1)

    def _path(self, path: int, matrix: Matrix) -> None:
        draw_mode_of(path, *self._number_at[:2])
        is_filled, is_stroked = self._numbers[:2]
        if not is_filled and not is_stroked:
            return
        shows = bool(is_stroked) or not self._is_white(path)
        count = count_segments(path)
        if not is_stroked and shows and count == _CORNERS:
            box = self._bounds(path, matrix)
            if min(box[2] - box[0], box[3] - box[1]) < THIN:  # most rules, and no corner need be looked at
                add_area(self._page, box, is_area=False)
                return
        for points, is_straight in self._subpaths(path, count, self._placed(path, matrix)):
            add_outline(self._page, points, is_straight=is_straight, shows=shows)

    def _is_white(self, path: int) -> bool:
        return bool(colour_of(path, *self._number_at)) and min(self._numbers[:3]) >= _WHITE

    def _subpaths(self, path: int, count: int, matrix: Matrix) -> Iterator[tuple[list[Point], bool]]:
        """The corners of each part without a jump, if closed the first again, and whether all is straight."""
        a, b, c, d, e, f = matrix
        x_at, y_at = self._float_at[:2]
        points: list[Point] = []
        is_straight, on_curve = True, 0
        segments = list(map(segment_of, repeat(path), range(count)))
        for segment, kind in zip(segments, map(segment_kind, segments), strict=True):
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                if len(points) > 1:
                    yield points, is_straight
                points, is_straight = [], True
            elif kind == pdfium.FPDF_SEGMENT_BEZIERTO:
                is_straight, on_curve = False, on_curve + 1
                if on_curve % 3:
                    continue  # two points that pull a curve towards them, and the third where it ends
            segment_point(segment, x_at, y_at)
            x, y = self._floats[:2]
            points.append((a * x + c * y + e, b * x + d * y + f))
            if points[-1] != points[0] and is_closed(segment):
                points.append(points[0])
        if len(points) > 1:
            yield points, is_straight

    def _bounds(self, thing: int, matrix: Matrix) -> Box:
        a, b, c, d, e, f = matrix
        bounds_of(thing, *self._float_at[:4])
        x0, y0, x1, y1 = self._floats[:4]
        xs, ys = (a * x0, a * x1, c * y0, c * y1), (b * x0, b * x1, d * y0, d * y1)
        return (
            min(xs[:2]) + min(xs[2:]) + e,
            min(ys[:2]) + min(ys[2:]) + f,
            max(xs[:2]) + max(xs[2:]) + e,
            max(ys[:2]) + max(ys[2:]) + f,
        )

    def _placed(self, thing: int, outer: Matrix) -> Matrix:
        """The matrix by which what belongs to a thing stands on the page."""
        matrix_of(thing, self._float_at[0])
        (u, v, w, x, y, z), (a, b, c, d, e, f) = self._floats, outer
        return (
            u * a + v * c,
            u * b + v * d,
            w * a + x * c,
            w * b + x * d,
            y * a + z * c + e,
            y * b + z * d + f,
        )
