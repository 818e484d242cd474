"""A page as pdfplumber reads it: the second reader, slow and well tried, for pages on which playa fails."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

import pdfplumber
from pdfplumber.page import Page

from extractors._document import Box
from pipeline.ingest.decode import tidy
from pipeline.ingest.pdf.printed import Glyph, PrintedPage, words_of_glyphs
from pipeline.ingest.pdf.rules import add_area

_MOST_SLANT = 0.2  # rise of a line over its length
_WHITE = 0.99  # of a colour's parts: no less is paper
# It warns of each thing it makes do without, on standard error and with no name of the file.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


class Plumber:
    """The pages of one PDF, opened when the first is asked for."""

    def __init__(self, raw: bytes, count: int) -> None:
        """`count` is how many pages the file has; where pdfplumber counts others none can be told apart."""
        self._raw, self._count = raw, count

    def read_page(self, number: int) -> PrintedPage | None:
        """One page, 1-based, with words, rules, shades and pictures; None for one that it cannot read."""
        if not self._pages:
            return None
        page = self._pages[number - 1]
        try:
            return _printed(page, number)
        except MemoryError:  # the document's limit, not the page's
            raise
        except Exception:  # pdfminer raises whatever a broken page makes it stumble over
            return None
        finally:
            page.close()  # else each page read stays in memory

    @cached_property
    def _pages(self) -> list[Page]:
        try:
            pages = pdfplumber.open(io.BytesIO(self._raw)).pages
        except MemoryError:
            raise
        except Exception:  # as above, of a broken file
            return []
        return pages if len(pages) == self._count else []


def _printed(page: Page, number: int) -> PrintedPage:
    read = PrintedPage(number, float(page.width), float(page.height))
    read.words = words_of_glyphs(_glyphs(page.chars))
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


def _glyphs(chars: Iterable[dict[str, Any]]) -> Iterator[Glyph]:
    for char in chars:
        if _is_level(char):
            yield Glyph(tidy(char["text"]), _box(char), char["size"], char["fontname"])


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
    return all(isinstance(part, int | float) and part >= _WHITE for part in parts)
