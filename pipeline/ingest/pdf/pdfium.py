"""A page as pdfium reads it: the last reader, for pages on which playa and pdfplumber fail."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable, Iterator, Sequence

import pypdfium2
import pypdfium2.raw as pdfium

from extractors._document import Box
from pipeline.ingest.decode import tidy
from pipeline.ingest.pdf.printed import Glyph, PrintedPage, words_of_glyphs
from pipeline.ingest.pdf.rules import add_area

_FONT_NAME_BYTES = 128
_HYPHEN = "\ufffe"  # what pdfium returns for the hyphen of a word broken at the end of a line
_LEAST_LEVEL = 0.98  # cosine of the angle to the horizontal
_PATH, _IMAGE = pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE


def read_page(document: pypdfium2.PdfDocument, number: int) -> PrintedPage:
    """One page, 1-based, with words, rules, shades and pictures."""
    page = document[number - 1]
    read = PrintedPage(number, page.get_width(), page.get_height())
    text_page = page.get_textpage()
    try:
        level = [index for index in range(text_page.count_chars()) if _is_level(text_page, index)]
        read.words = words_of_glyphs(_glyphs(text_page, level, read.height))
        read.rotated = _rotated(text_page, level)
        for thing in page.get_objects(filter=(_PATH, _IMAGE), max_depth=3):
            left, low, right, high = thing.get_bounds()
            box = (left, read.height - high, right, read.height - low)
            if thing.type == _IMAGE:
                read.pictures.append(box)
            else:
                add_area(read, box, is_area=True)
    finally:
        text_page.close()
        page.close()
    return read


def has_hidden_text(document: pypdfium2.PdfDocument, number: int) -> bool:
    """Whether no words of a page, 1-based, are shown: what a scanner's program lays under its picture."""
    page = document[number - 1]
    try:
        modes = {
            pdfium.FPDFTextObj_GetTextRenderMode(each.raw)
            for each in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT,), max_depth=3)
        }
    finally:
        page.close()
    return modes == {pdfium.FPDF_TEXTRENDERMODE_INVISIBLE}


def letter_count(document: pypdfium2.PdfDocument, number: int) -> int:
    """How many letters and digits a page, 1-based, shows; a cheap look at it."""
    page = document[number - 1]
    text_page = page.get_textpage()
    try:
        return sum(map(str.isalnum, text_page.get_text_range() if text_page.count_chars() else ""))
    finally:
        text_page.close()
        page.close()


def _is_level(text_page: pypdfium2.PdfTextPage, index: int) -> bool:
    """Whether a character stands upright, or slants as little as in a scan."""
    angle = pdfium.FPDFText_GetCharAngle(text_page, index)  # below 0 for a blank that pdfium itself put in
    return angle < 0 or math.cos(angle) > _LEAST_LEVEL


def _rotated(text_page: pypdfium2.PdfTextPage, level: Sequence[int]) -> str:
    """The characters that are not upright."""
    others = sorted(set(range(text_page.count_chars())) - set(level))
    return " ".join("".join(_text(text_page, index) for index in others).split())


def _text(text_page: pypdfium2.PdfTextPage, index: int) -> str:
    return tidy(chr(pdfium.FPDFText_GetUnicode(text_page, index)).replace(_HYPHEN, "-"))


def _glyphs(text_page: pypdfium2.PdfTextPage, indexes: Iterable[int], height: float) -> Iterator[Glyph]:
    for index in indexes:
        text = _text(text_page, index)
        if not text.strip():
            yield Glyph(" ", (0.0, 0.0, 0.0, 0.0), 0.0, "")
            continue
        size = pdfium.FPDFText_GetFontSize(text_page, index)
        box = _box(text_page, index, height)
        yield Glyph(text, box, box[3] - box[1] or size, _font(text_page, index))


def _box(text_page: pypdfium2.PdfTextPage, index: int, height: float) -> Box:
    left, low, right, high = text_page.get_charbox(index, loose=True)
    return (left, height - high, right, height - low)


def _font(text_page: pypdfium2.PdfTextPage, index: int) -> str:
    name = ctypes.create_string_buffer(_FONT_NAME_BYTES)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text_page, index, name, _FONT_NAME_BYTES, flags)
    return name.value.decode("utf-8", errors="replace")
