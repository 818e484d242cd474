"""A PDF's bytes -> its pages as printed, one at a time.

pdfplumber reads a page; where it raises, or returns text that cannot be words, pypdfium2 reads it instead.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pdfplumber
import pypdfium2
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from extractors._document import Box, Unread
from pipeline.ingest.decode import tidy
from pipeline.ingest.errors import IngestError
from pipeline.ingest.pdf.nonsense import fault_of
from pipeline.ingest.pdf.pdfium import read_page as read_with_pdfium
from pipeline.ingest.pdf.printed import Glyph, PrintedPage, words_of_glyphs
from pipeline.ingest.pdf.rules import add_area

_NO_PAGES = re.compile(rb"/Type\s*/Pages\b[^>]*/Count\s+0\b")
_LONGEST_SHOWN = 60  # characters of what is left out
_MOST_SLANT = 0.2  # rise of a line over its length


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page, and what is wrong with it."""

    page: PrintedPage
    unread: tuple[Unread, ...] = ()


def read_pages(raw: bytes, name: str = "the file", most: int | None = None) -> Iterator[ReadPage]:
    """Every page in order. Raises IngestError when the file is no PDF, is locked, has no pages or too many.

    Pages are read and let go one by one, so that memory does not grow with their number.
    """
    fallback = _open_with_pdfium(raw, name)
    if most is not None and len(fallback) > most:
        advice = "split it, or raise the limit"
        message = f"{name} has {len(fallback)} pages, more than the {most} that are read; {advice}"
        raise IngestError("file_unreadable", message)
    try:
        plumber = pdfplumber.open(io.BytesIO(raw))
        pages: list[Page | None] = list(plumber.pages)
    except Exception:  # pdfminer raises whatever a broken file makes it stumble over
        pages = []
    if len(pages) != len(fallback):
        pages = [None] * len(fallback)
    for index, page in enumerate(pages):
        yield _with_rotated(_read(index + 1, page, fallback))


def _open_with_pdfium(raw: bytes, name: str) -> pypdfium2.PdfDocument:
    if not raw.strip():
        raise IngestError("file_empty", f"{name} is empty; fetch or export it again")
    if b"%PDF-" not in raw[:1024]:
        raise IngestError("file_kind_unknown", f"{name} holds no PDF in spite of its name")
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            message = f"{name} is encrypted; save a copy without a password"
        elif _NO_PAGES.search(raw):
            raise IngestError("file_empty", f"{name} is a PDF without pages") from error
        else:
            message = f"{name} is damaged or cut off; fetch or export it again"
        raise IngestError("file_unreadable", message) from error
    if len(document) == 0:
        raise IngestError("file_empty", f"{name} is a PDF without pages")
    return document


def _read(number: int, page: Page | None, fallback: pypdfium2.PdfDocument) -> ReadPage:
    first = None
    if page is not None:
        try:
            first = _read_with_pdfplumber(number, page)
        except (PdfminerException, MalformedPDFException, ValueError, TypeError, KeyError, RecursionError):
            first = None
        finally:
            page.close()
    fault = "pdfplumber cannot read it" if first is None else fault_of(first.words)
    if first is not None and fault is None:
        return ReadPage(first)
    return _better(first, read_with_pdfium(fallback, number), fault or "")


def _better(first: PrintedPage | None, second: PrintedPage, fault: str) -> ReadPage:
    """The second reading, unless it is no better than the first; either way an issue says so."""
    rest = fault_of(second.words)
    if first is not None and rest is not None:
        read, how = first, "pypdfium2 reads it no better"
        advice = "its facts are doubtful, compare them with the page"
    else:
        read, how = second, "pypdfium2 read it instead"
        advice = f"but {rest}" if rest else "compare its facts with the page"
    message = f"page {second.number}: {fault}; {how}; {advice}"
    return ReadPage(read, (Unread("text_layer_doubtful", message, page=second.number),))


def _with_rotated(read: ReadPage) -> ReadPage:
    """The page, and an issue where text that is not printed upright was left out."""
    rotated = read.page.rotated
    if not any(map(str.isalnum, rotated)):
        return read
    number = read.page.number
    shown = rotated if len(rotated) <= _LONGEST_SHOWN else f"{rotated[:_LONGEST_SHOWN]}…"
    message = f"page {number}: '{shown}' is not printed upright and was left out; look it up on the page"
    return replace(read, unread=(*read.unread, Unread("text_rotated", message, page=number)))


def _read_with_pdfplumber(number: int, page: Page) -> PrintedPage:
    read = PrintedPage(number, float(page.width), float(page.height))
    read.words = list(words_of_glyphs(_glyphs(page.chars)))
    read.rotated = " ".join("".join(char["text"] for char in page.chars if not _is_level(char)).split())
    for line in page.lines:
        add_area(read, _box(line), is_area=False)
    for rectangle in (*page.rects, *page.curves):
        if rectangle.get("stroke") or not _is_white(rectangle.get("non_stroking_color")):
            add_area(read, _box(rectangle), is_area=rectangle.get("object_type") == "rect")
        else:
            read.panels.append(_box(rectangle))
    read.has_drawing = bool(page.curves)
    read.pictures = [_box(image) for image in page.images]
    return read


def _glyphs(chars: list[dict[str, Any]]) -> Iterator[Glyph]:
    for char in chars:
        if _is_level(char):
            text = tidy(char["text"])
            yield Glyph(text, _box(char), char["size"], char["fontname"], str(char["non_stroking_color"]))


def _is_level(char: dict[str, Any]) -> bool:
    """Whether a character stands upright; a stamp over the page is slanted, a scan a little at most."""
    along, up = char["matrix"][:2]
    return bool(char["upright"]) and abs(up) <= _MOST_SLANT * along


def _box(thing: dict[str, Any]) -> Box:
    return (float(thing["x0"]), float(thing["top"]), float(thing["x1"]), float(thing["bottom"]))


def _is_white(colour: object) -> bool:
    parts = colour if isinstance(colour, tuple | list) else (colour,)
    if len(parts) == 4:
        return all(part == 0 for part in parts)
    return all(isinstance(part, int | float) and part >= 0.99 for part in parts)
