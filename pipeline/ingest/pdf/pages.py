"""A PDF's bytes -> its pages as printed, one at a time.

pdfium's letters make a page, all at once; one with which it may not be trusted playa reads. Where that
raises, loses letters or returns text that cannot be words, pdfplumber reads it instead, and where that does
no better pdfium, letter by letter. What none of them can read, and what is only a picture, is recognised by
OCR where that is installed.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pypdfium2

from extractors._document import Unread
from pipeline.ingest.errors import IngestError
from pipeline.ingest.pdf import content, ocr, quick
from pipeline.ingest.pdf.nonsense import fault_of, is_of_another_page
from pipeline.ingest.pdf.pdfium import has_hidden_text, letter_count
from pipeline.ingest.pdf.pdfium import read_page as read_with_pdfium
from pipeline.ingest.pdf.pictured import put_tables
from pipeline.ingest.pdf.pictures import render
from pipeline.ingest.pdf.plumber import Plumber
from pipeline.ingest.pdf.printed import PrintedPage
from pipeline.ingest.pdf.scans import Scan, recognise
from pipeline.ingest.signatures import spite_of

_NO_PAGES = re.compile(rb"/Type\s*/Pages\b[^>]*/Count\s+0\b")
_LONGEST_SHOWN = 60  # characters of what is left out
# It warns of each thing it makes do without, on standard error and with no name of the file.
logging.getLogger("playa").setLevel(logging.CRITICAL)
_LEAST_LETTERS = 0.8  # of those that pypdfium2 finds: on 600 real pages the two differed by .02 at most
_A4 = (595.0, 842.0)  # points: of a page whose own size cannot be read
_FEWEST_WORDS = 15  # on a page that is mostly a picture: fewer are a stamp or a page number
_ROUGH = 100  # dots per inch: enough to see where words are
_MOSTLY = 0.5  # share of the page that a picture takes


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page, and what is wrong with it."""

    page: PrintedPage
    unread: tuple[Unread, ...] = ()
    nonsense: str | None = None  # what shows that no reader made words of its text layer
    scan: Scan | None = None  # how OCR read it, if it did
    has_recognised_tables: bool = False  # pictures in it


def read_pages(raw: bytes, name: str = "the file", most: int | None = None) -> Iterator[ReadPage]:
    """Every page in order. Raises IngestError when the file is no PDF, is locked, has no pages or too many.

    Pages are read and let go one by one, so that memory does not grow with their number.
    """
    fallback = _open_with_pdfium(raw, name)
    if most is not None and len(fallback) > most:
        advice = "split it, or raise the limit"
        message = f"{name} has {len(fallback)} pages, more than the {most} that are read; {advice}"
        raise IngestError("file_unreadable", message)
    streams, plumber = content.Streams(raw, len(fallback)), Plumber(raw, len(fallback))
    for number in range(1, len(fallback) + 1):
        yield _recognised(_with_rotated(_read(number, streams, plumber, fallback)), fallback)


def _open_with_pdfium(raw: bytes, name: str) -> pypdfium2.PdfDocument:
    if not raw.strip():
        raise IngestError("file_empty", f"{name} is empty; fetch or export it again")
    if b"%PDF-" not in raw[:1024]:
        raise IngestError("file_kind_unknown", f"{name} {spite_of(raw, 'PDF')}")
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


def _read(
    number: int, streams: content.Streams, plumber: Plumber, fallback: pypdfium2.PdfDocument
) -> ReadPage:
    seen = quick.read_page(fallback, number)
    if seen is not None and fault_of(seen) is None:
        return ReadPage(seen)
    first = streams.read_page(number)
    fault = "playa cannot read it" if first is None else _fault(first, number, fallback)
    if first is not None and fault is None:
        return ReadPage(first)
    why = fault or ""
    second = plumber.read_page(number)
    if second is not None and second.words and _fault(second, number, fallback) is None:
        return _doubtful(second, f"{why}; pdfplumber read it instead; compare its facts with the page")
    read = next((page for page in (first, second) if page is not None and page.words), None)
    try:
        last = read_with_pdfium(fallback, number)
    except pypdfium2.PdfiumError:
        return _unreadable(number, read, why)
    return _better(read, last, why)


def _fault(page: PrintedPage, number: int, fallback: pypdfium2.PdfDocument) -> str | None:
    """Why what was read of a page cannot be trusted; None where nothing speaks against it."""
    try:
        printed = letter_count(fallback, number)
    except pypdfium2.PdfiumError:
        return fault_of(page) if page.words else "nothing is found on it"
    if _letter_count(page) < _LEAST_LETTERS * printed:
        return "only a part of its letters is found"
    return fault_of(page)


def _letter_count(page: PrintedPage) -> int:
    return sum(sum(map(str.isalnum, text)) for text in (*(word.text for word in page.words), page.rotated))


def _unreadable(number: int, first: PrintedPage | None, fault: str) -> ReadPage:
    """What is left of a page that pypdfium2 cannot open; an issue says so."""
    read = ReadPage(first or PrintedPage(number, *_A4), nonsense=None if first is None else fault)
    return _unrecognised(read, f"page {number}: {fault}, pypdfium2 neither; export the file again")


def _recognised(read: ReadPage, document: pypdfium2.PdfDocument) -> ReadPage:
    """The page, recognised where it is a picture or its words cannot be trusted; an issue says so."""
    number = read.page.number
    is_picture = _is_picture(read.page)
    is_stale = not is_picture and read.nonsense is None and _is_stale(read.page, document)
    if not is_picture and read.nonsense is None and not is_stale:
        return _with_tables(read, document)
    what = "is a picture without a text layer"
    if read.nonsense:
        what = f"has a text layer that is no text ({read.nonsense})"
    elif is_stale:
        what = "is a picture with the hidden words of another page"
    try:
        scan = None if ocr.missing() else recognise(document, number)
    except (ocr.OcrError, pypdfium2.PdfiumError) as error:
        may_pass = isinstance(error, ocr.OcrError) and error.may_pass
        return _unrecognised(read, f"page {number} {what} and {error}; look at the page", may_pass=may_pass)
    if scan is None:
        return _unrecognised(read, f"page {number} {what}; {ocr.missing()}, and run again")
    if not scan.page.words:
        return _unrecognised(read, f"page {number} {what} and OCR finds no words in it; look at the page")
    if not is_picture and fault_of(scan.page):
        message = f"page {number} {what}, and OCR reads it no better; look at the page"
        return replace(read, unread=(*read.unread, Unread("text_nonsense", message, page=number)))
    doubt = " but has few dots: its numbers and dates are doubtful, scan it again with 300 per inch"
    message = (
        f"page {number} {what}; OCR read it{doubt if scan.is_coarse else ', compare its facts with the page'}"
    )
    return ReadPage(scan.page, (Unread("page_recognised", message, page=number),), scan=scan)


def _with_tables(read: ReadPage, document: pypdfium2.PdfDocument) -> ReadPage:
    """The page with the tables that stand on it as pictures; issues say so, and of what was left."""
    told = put_tables(read.page, document)
    is_read = any(each.code == "page_recognised" for each in told)
    return replace(read, unread=(*read.unread, *told), has_recognised_tables=is_read) if told else read


def _unrecognised(read: ReadPage, message: str, *, may_pass: bool = False) -> ReadPage:
    fault = Unread("page_without_text", message, page=read.page.number, may_pass=may_pass)
    return replace(read, unread=(*read.unread, fault))


def _is_picture(page: PrintedPage) -> bool:
    """Whether a page's words, if it has any, are not what it shows. A blank page is no loss."""
    if not page.words:
        return bool(page.pictures or page.shades or page.rules or page.has_drawing)
    return len(page.words) < _FEWEST_WORDS and _is_covered(page)


def _is_covered(page: PrintedPage) -> bool:
    """Whether most of the page is pictures."""
    covered = sum((box[2] - box[0]) * (box[3] - box[1]) for box in page.pictures)
    return covered > _MOSTLY * page.width * page.height


def _is_stale(page: PrintedPage, document: pypdfium2.PdfDocument) -> bool:
    """Whether a scan's hidden words are not those that its picture shows."""
    try:
        return (
            _is_covered(page)
            and has_hidden_text(document, page.number)
            and is_of_another_page(page.words, render(document, page.number, _ROUGH))
        )
    except pypdfium2.PdfiumError:
        return False


def _better(first: PrintedPage | None, last: PrintedPage, fault: str) -> ReadPage:
    """The last reading, unless it is no better than the first; either way an issue says so."""
    rest = fault_of(last)
    if first is not None and rest is not None:
        read, how = first, "pypdfium2 reads it no better"
        advice = "its facts are doubtful, compare them with the page"
    else:
        read, how = last, "pypdfium2 read it instead"
        advice = f"but {rest}" if rest else "compare its facts with the page"
    return _doubtful(read, f"{fault}; {how}; {advice}", rest)


def _doubtful(page: PrintedPage, what: str, nonsense: str | None = None) -> ReadPage:
    """A page that playa did not read well; an issue says what and who read it."""
    told = Unread("text_layer_doubtful", f"page {page.number}: {what}", page=page.number)
    return ReadPage(page, (told,), nonsense=nonsense)


def _with_rotated(read: ReadPage) -> ReadPage:
    """The page, and an issue where text that is not printed upright was left out."""
    rotated = read.page.rotated
    if not any(map(str.isalnum, rotated)):
        return read
    number = read.page.number
    shown = rotated if len(rotated) <= _LONGEST_SHOWN else f"{rotated[:_LONGEST_SHOWN]}…"
    message = f"page {number}: '{shown}' is not printed upright and was left out; look it up on the page"
    return replace(read, unread=(*read.unread, Unread("text_rotated", message, page=number)))
