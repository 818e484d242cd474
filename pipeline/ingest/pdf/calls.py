"""pdfium's functions as they are called thousands of times a page: by addresses, which are plain numbers.

pypdfium2's own make an object of each thing that they tell of, which takes longer than the telling.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium

Address = ctypes.c_void_p
_Number, _Float = ctypes.c_int, ctypes.c_float


def _called(function: object, *kinds: type | None) -> Callable[..., Any]:
    """A function of pdfium by what it gives and takes; with nothing to take it takes what is made for it."""
    return ctypes.PYFUNCTYPE(*kinds)(ctypes.cast(function, Address).value)  # type: ignore[arg-type]


def address(thing: object) -> int | None:
    """Where a thing of pdfium's stands."""
    return ctypes.cast(thing, Address).value  # type: ignore[arg-type]


# Of a page's text, and the place of a letter in it
origin = _called(pdfium.FPDFText_GetCharOrigin, None)
text_of = _called(pdfium.FPDFText_GetTextObject, Address, Address, _Number)
font_size = _called(pdfium.FPDFText_GetFontSize, ctypes.c_double, Address, _Number)
letter_matrix = _called(pdfium.FPDFText_GetMatrix, _Number, Address, _Number, Address)
is_untold = _called(pdfium.FPDFText_HasUnicodeMapError, _Number, Address, _Number)

# Of a text, and of a font
font_of = _called(pdfium.FPDFTextObj_GetFont, Address, Address)
width_of = _called(pdfium.FPDFFont_GetGlyphWidth, _Number, Address, ctypes.c_uint32, _Float, Address)

# Of a page or a drawing, and of the things on it
count_on_page = _called(pdfium.FPDFPage_CountObjects, _Number, Address)
thing_on_page = _called(pdfium.FPDFPage_GetObject, Address, Address, _Number)
count_in_form = _called(pdfium.FPDFFormObj_CountObjects, _Number, Address)
thing_in_form = _called(pdfium.FPDFFormObj_GetObject, Address, Address, ctypes.c_ulong)
kind_of = _called(pdfium.FPDFPageObj_GetType, _Number, Address)
bounds_of = _called(pdfium.FPDFPageObj_GetBounds, _Number, Address, *[Address] * 4)
matrix_of = _called(pdfium.FPDFPageObj_GetMatrix, _Number, Address, Address)
colour_of = _called(pdfium.FPDFPageObj_GetFillColor, _Number, Address, *[Address] * 4)

# Of a path, and of one of its segments
draw_mode_of = _called(pdfium.FPDFPath_GetDrawMode, _Number, Address, Address, Address)
count_segments = _called(pdfium.FPDFPath_CountSegments, _Number, Address)
segment_of = _called(pdfium.FPDFPath_GetPathSegment, Address, Address, _Number)
segment_kind = _called(pdfium.FPDFPathSegment_GetType, _Number, Address)
segment_point = _called(pdfium.FPDFPathSegment_GetPoint, _Number, Address, Address, Address)
is_closed = _called(pdfium.FPDFPathSegment_GetClose, _Number, Address)
