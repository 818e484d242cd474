"""PDF -> blocks: the words and where they stand, tables over pages, headings, footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from extractors._document import Unread
from pipeline.ingest.blocks import Block, PageSize
from pipeline.ingest.pdf.layout import LaidPage, lay_out
from pipeline.ingest.pdf.pages import ReadPage, read_pages
from pipeline.ingest.pdf.printed import PrintedPage
from pipeline.ingest.pdf.reading import blocks_of
from pipeline.ingest.pdf.standard_fonts import know_euro

_FEWEST_WORDS = 15  # on a page that is mostly a picture: fewer are a stamp or a page number
_MOSTLY = 0.5  # share of the page that a picture takes


@dataclass(frozen=True, slots=True)
class PdfText:
    """What a PDF says: its blocks in reading order, its pages, and what could not be read."""

    blocks: list[Block]
    page_sizes: list[PageSize]
    unread: list[Unread]
    text_source: Literal["embedded", "none"]


def read_pdf(raw: bytes, name: str = "the file", most_pages: int | None = None) -> PdfText:
    """Read a PDF's text layer.

    Raises IngestError when the file is damaged, locked, has no pages or more than `most_pages`.
    """
    know_euro()
    unread: list[Unread] = []
    laid = lay_out(_noting(read_pages(raw, name, most_pages), unread))
    blocks, captions = blocks_of(laid)
    sizes = [PageSize(each.page.width, each.page.height) for each in laid]
    has_words = any(page.word_count() for page in laid)
    unread += [*_without_text(laid), *captions]
    return PdfText(blocks, sizes, unread, "embedded" if has_words else "none")


def _noting(pages: Iterable[ReadPage], unread: list[Unread]) -> Iterator[PrintedPage]:
    """Each page as read; what is wrong with it is added to `unread`."""
    for each in pages:
        unread += each.unread
        yield each.page


def _without_text(pages: Iterable[LaidPage]) -> list[Unread]:
    return [
        Unread(
            "page_without_text",
            f"page {laid.page.number} is a picture without a text layer; run OCR on it and read it again",
            page=laid.page.number,
        )
        for laid in pages
        if _is_picture(laid)
    ]


def _is_picture(laid: LaidPage) -> bool:
    """Whether a page's words, if it has any, are not what it shows. A blank page is no loss."""
    page = laid.page
    count = laid.word_count()
    if not count:
        return bool(page.pictures or page.shades or page.rules or page.has_drawing)
    covered = sum((box[2] - box[0]) * (box[3] - box[1]) for box in page.pictures)
    return count < _FEWEST_WORDS and covered > _MOSTLY * page.width * page.height
