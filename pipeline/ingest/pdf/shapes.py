"""The lines, rectangles and pictures of a page as pdfium knows them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from extractors._document import Box
from pipeline.ingest.pdf.printed import PrintedPage, around
from pipeline.ingest.pdf.rules import THIN, add_area, add_outline

_WHITE = 252  # of 255, in each colour: no less is paper
_DEEPEST = 15  # drawings within drawings
_CORNERS = 5  # of a rectangle, the first one twice

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]


def add_shapes(read: PrintedPage, page: pypdfium2.PdfPage) -> None:
    """Note them on the page as read."""
    _Hand(read).draw(_things_on(page.raw), (1.0, 0.0, 0.0, -1.0, 0.0, read.height), 0)


def texts_on(page: pdfium.FPDF_PAGE) -> Iterator[int | None]:
    """The addresses of all texts on a page, in the order of printing."""
    return _texts_among(_things_on(page), 0)


def _texts_among(things: Iterable[pdfium.FPDF_PAGEOBJECT], depth: int) -> Iterator[int | None]:
    for thing in things:
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            yield ctypes.cast(thing, ctypes.c_void_p).value
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            yield from _texts_among(_things_in(thing), depth + 1)


def _things_on(page: pdfium.FPDF_PAGE) -> Iterator[pdfium.FPDF_PAGEOBJECT]:
    part = pdfium.FPDFPage_GetObject
    return (part(page, index) for index in range(pdfium.FPDFPage_CountObjects(page)))


def _things_in(form: pdfium.FPDF_PAGEOBJECT) -> Iterator[pdfium.FPDF_PAGEOBJECT]:
    part = pdfium.FPDFFormObj_GetObject
    return (part(form, index) for index in range(pdfium.FPDFFormObj_CountObjects(form)))


class _Hand:
    """A page as far as its drawings are noted, with the places to which pdfium writes what it is asked."""

    def __init__(self, page: PrintedPage) -> None:
        self._page = page
        self._x0, self._y0, self._x1, self._y1 = (ctypes.c_float() for _ in range(4))
        self._sides = [ctypes.byref(side) for side in (self._x0, self._y0, self._x1, self._y1)]
        self._matrix = pdfium.FS_MATRIX()
        self._fill, self._stroke = ctypes.c_int(), ctypes.c_int()

    def draw(self, things: Iterable[pdfium.FPDF_PAGEOBJECT], matrix: Matrix, depth: int) -> None:
        """Note things that stand on the page by this matrix, and those that they are made of."""
        for thing in things:
            kind = pdfium.FPDFPageObj_GetType(thing)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._path(thing, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self._page.pictures.append(self._bounds(thing, matrix))
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                self.draw(_things_in(thing), self._placed(thing, matrix), depth + 1)

    def _path(self, path: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> None:
        pdfium.FPDFPath_GetDrawMode(path, self._fill, self._stroke)
        is_stroked = bool(self._stroke.value)
        if not self._fill.value and not is_stroked:
            return
        shows = is_stroked or not _is_white(path)
        count = pdfium.FPDFPath_CountSegments(path)
        if not is_stroked and shows and count == _CORNERS:
            box = self._bounds(path, matrix)
            if min(box[2] - box[0], box[3] - box[1]) < THIN:  # most rules, and no corner need be looked at
                add_area(self._page, box, is_area=False)
                return
        for points, is_straight in self._subpaths(path, count, self._placed(path, matrix)):
            add_outline(self._page, points, is_straight=is_straight, shows=shows)

    def _subpaths(
        self, path: pdfium.FPDF_PAGEOBJECT, count: int, matrix: Matrix
    ) -> Iterator[tuple[list[Point], bool]]:
        """The corners of each part without a jump, if closed the first again, and whether all is straight."""
        a, b, c, d, e, f = matrix
        points: list[Point] = []
        is_straight, on_curve = True, 0
        for index in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(path, index)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                if len(points) > 1:
                    yield points, is_straight
                points, is_straight = [], True
            elif kind == pdfium.FPDF_SEGMENT_BEZIERTO:
                is_straight, on_curve = False, on_curve + 1
                if on_curve % 3:
                    continue  # two points that pull a curve towards them, and the third where it ends
            pdfium.FPDFPathSegment_GetPoint(segment, self._sides[0], self._sides[1])
            x, y = self._x0.value, self._y0.value
            points.append((a * x + c * y + e, b * x + d * y + f))
            if points[-1] != points[0] and pdfium.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        if len(points) > 1:
            yield points, is_straight

    def _bounds(self, thing: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> Box:
        a, b, c, d, e, f = matrix
        pdfium.FPDFPageObj_GetBounds(thing, *self._sides)
        xs, ys = (self._x0.value, self._x1.value), (self._y0.value, self._y1.value)
        points = [(a * x + c * y + e, b * x + d * y + f) for x in xs for y in ys]
        return around((x, y, x, y) for x, y in points)

    def _placed(self, thing: pdfium.FPDF_PAGEOBJECT, outer: Matrix) -> Matrix:
        """The matrix by which what belongs to a thing stands on the page."""
        pdfium.FPDFPageObj_GetMatrix(thing, self._matrix)
        m, (a, b, c, d, e, f) = self._matrix, outer
        return (
            m.a * a + m.b * c,
            m.a * b + m.b * d,
            m.c * a + m.d * c,
            m.c * b + m.d * d,
            m.e * a + m.f * c + e,
            m.e * b + m.f * d + f,
        )


def _is_white(path: pdfium.FPDF_PAGEOBJECT) -> bool:
    parts = [ctypes.c_uint() for _ in range(4)]
    return bool(pdfium.FPDFPageObj_GetFillColor(path, *parts)) and all(p.value >= _WHITE for p in parts[:3])
