"""PDF -> blocks: the words and where they stand, tables over pages, headings, footnotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extractors._document import Unread
from pipeline.ingest.blocks import Block, PageSize
from pipeline.ingest.pdf.pages import read_pages
from pipeline.ingest.pdf.printed import PrintedPage
from pipeline.ingest.pdf.reading import blocks_of

_FEWEST_WORDS = 15  # on a page that is mostly a picture: fewer are a stamp or a page number
_MOSTLY = 0.5  # share of the page that a picture takes


@dataclass(frozen=True, slots=True)
class PdfText:
    """What a PDF says: its blocks in reading order, its pages, and what could not be read."""

    blocks: list[Block]
    page_sizes: list[PageSize]
    unread: list[Unread]
    text_source: Literal["embedded", "none"]


def read_pdf(raw: bytes) -> PdfText:
    """Read a PDF's text layer. Raises IngestError when the file is damaged, locked or has no pages."""
    read = list(read_pages(raw))
    pages = [each.page for each in read]
    unread = [fault for each in read for fault in each.unread]
    unread += _without_text(pages)
    blocks, captions = blocks_of(pages)
    sizes = [PageSize(page.width, page.height) for page in pages]
    source: Literal["embedded", "none"] = "embedded" if any(page.words for page in pages) else "none"
    return PdfText(blocks, sizes, unread + captions, source)


def _without_text(pages: Sequence[PrintedPage]) -> list[Unread]:
    return [
        Unread(
            "page_without_text",
            f"page {page.number} is a picture without a text layer; run it through OCR and read it again",
            page=page.number,
        )
        for page in pages
        if _is_picture(page)
    ]


def _is_picture(page: PrintedPage) -> bool:
    """Whether a page's words, if it has any, are not what it shows. A blank page is no loss."""
    covered = sum((box[2] - box[0]) * (box[3] - box[1]) for box in page.pictures)
    if not page.words:
        return bool(page.pictures or page.shades or page.rules)
    return len(page.words) < _FEWEST_WORDS and covered > _MOSTLY * page.width * page.height
