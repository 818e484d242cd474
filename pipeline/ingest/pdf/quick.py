"""A page by its letters as pdfium places them, all at once: the first reader, for pages without oddities.

Where each letter stands is pdfium's; what is a word is told here, as from any reader's letters. A page on
which pdfium may read otherwise than is printed (crooked text, letters that a font does not tell, letters
wider than they say, letters printed twice) is left to the readers that follow.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pypdfium2

from pipeline.ingest.decode import tidy
from pipeline.ingest.pdf.letters import DIGITS, HYPHENS, Letters, OddError
from pipeline.ingest.pdf.printed import PrintedPage, PrintedWord, once_printed, word_of
from pipeline.ingest.pdf.shapes import add_shapes

_BEHIND_LATIN = "\u0250"  # the first letter of no Latin alphabet


def read_page(document: pypdfium2.PdfDocument, number: int) -> PrintedPage | None:
    """One page, 1-based, with words, rules, shades and pictures; None where it is left to another reader."""
    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        return None
    try:
        left, low, right, high = page.get_mediabox(fallback_ok=False) or page.get_bbox()
        if page.get_rotation():
            return None
        read = PrintedPage(number, round(right - left, DIGITS), round(high - low, DIGITS))
        text_page = page.get_textpage()
        try:
            letters = Letters(page.raw, text_page.raw, read.height)
            read.words = once_printed(_words(letters))
            read.rotated = letters.rotated
        finally:
            text_page.close()
        add_shapes(read, page)
        return read
    except (OddError, pypdfium2.PdfiumError):
        return None
    finally:
        page.close()


def _words(letters: Letters) -> Iterator[PrintedWord]:
    """The words in the order of pdfium's text."""
    if not letters.text:
        return
    is_beside, is_alike = letters.joints()
    firsts = np.flatnonzero(~(is_beside & is_alike))
    starts = [0, *(firsts + 1).tolist()]
    glued = [False, *is_beside[firsts].tolist()]
    kinds, boxes = letters.types_at(starts), letters.boxes(starts)
    for start, end, kind, box, is_glued in zip(
        starts, [*starts[1:], len(letters.text)], kinds, boxes, glued, strict=True
    ):
        text, face = letters.text[start:end], kind.face
        if not text.isascii():  # as few are; nothing of others needs to be made good
            text = _made_good(text)
        if text:
            yield PrintedWord(text, box, kind.size, face.is_bold, face.is_italic, is_glued)


def _made_good(printed: str) -> str:
    clean = tidy(printed.translate(HYPHENS))
    if len(clean) == 1 and clean.isalpha() and "\x7f" < clean < _BEHIND_LATIN:
        raise OddError  # 'ï' alone: a bullet by another font's table
    return word_of(clean, len(printed))
