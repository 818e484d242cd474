"""PDF -> blocks: the words and where they stand, tables over pages, headings, footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

from extractors._document import Unread
from pipeline.ingest.blocks import Block, PageSize
from pipeline.ingest.pdf.layout import lay_out
from pipeline.ingest.pdf.pages import ReadPage, read_pages
from pipeline.ingest.pdf.printed import PrintedPage
from pipeline.ingest.pdf.reading import blocks_of
from pipeline.ingest.pdf.scans import Place, Scan
from pipeline.ingest.pdf.standard_fonts import know_euro

TextSource = Literal["embedded", "ocr", "mixed", "none"]


@dataclass(frozen=True, slots=True)
class PdfText:
    """What a PDF says: its blocks in reading order, its pages, and what could not be read."""

    blocks: list[Block]
    page_sizes: list[PageSize]
    unread: list[Unread]
    text_source: TextSource
    places: Mapping[int, Place]  # by page: where a box of a recognised page lies on it as it is shown


def read_pdf(raw: bytes, name: str = "the file", most_pages: int | None = None) -> PdfText:
    """Read a PDF's text layer, and what its pictures show where OCR is installed.

    Raises IngestError when the file is damaged, locked, has no pages or more than `most_pages`.
    """
    know_euro()
    unread: list[Unread] = []
    scans: dict[int, Scan] = {}
    sizes: list[PageSize] = []
    tables: set[int] = set()
    laid = lay_out(_noting(read_pages(raw, name, most_pages), unread, scans, sizes, tables))
    blocks, captions = blocks_of(laid)
    worded = {page.number for page in laid if page.has_words()}
    places = {number: scan.place for number, scan in scans.items()}
    return PdfText(blocks, sizes, [*unread, *captions], _text_source(worded, scans.keys(), tables), places)


def _noting(
    pages: Iterable[ReadPage],
    unread: list[Unread],
    scans: dict[int, Scan],
    sizes: list[PageSize],
    tables: set[int],
) -> Iterator[PrintedPage]:
    """Each page as read; what is wrong with it, how it was recognised and how large it is shown is noted."""
    for each in pages:
        unread += each.unread
        page = each.page
        width, height = each.scan.shown_size_pt if each.scan else (page.width, page.height)
        sizes.append(PageSize(width, height))
        if each.scan:
            scans[page.number] = each.scan
        if each.has_recognised_tables:
            tables.add(page.number)
        yield page


def _text_source(worded: AbstractSet[int], scanned: AbstractSet[int], tables: AbstractSet[int]) -> TextSource:
    """Where the words come from, by the numbers of pages with any, recognised, with such tables."""
    if not worded:
        return "none"
    if not worded & scanned:
        return "mixed" if tables else "embedded"
    return "mixed" if worded - scanned else "ocr"
