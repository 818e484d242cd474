"""PDFs: what reading a page costs us and others, beside pypdfium2's bare text as the floor."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import pdfplumber
import pypdfium2

from benchmarks.speed.clock import least, once
from extractors import discover
from pipeline import ingest
from pipeline.ingest.pdf.layout import lay_out
from pipeline.ingest.pdf.pages import ReadPage, read_pages

FLOOR = "pypdfium2's bare text"
OURS = "our words and rules"
TABLES = "our layout and tables, given words and rules"
WHOLE = "whole document (all of it, extractors too)"
PLUMBER = "pdfplumber's words and tables"
CAMELOT = "camelot's hybrid"
_HAS_CAMELOT = find_spec("camelot") is not None


def born_digital(folders: Iterable[Path], most: int | None = None) -> list[Path]:
    """The PDFs of these folders of which every page has text: recognising pictures costs a hundredfold.

    Of many at most `most`, evenly chosen.
    """
    files = sorted(file for folder in folders for file in folder.rglob("*.pdf"))
    chosen = files[:: max(1, -(-len(files) // most))] if most else files
    return [file for file in chosen if all(_bare_text(file))]


def pages_in(files: Iterable[Path]) -> int:
    """How many pages the files have."""
    return sum(len(_bare_text(file)) for file in files)


def least_seconds(files: Iterable[Path], repeats: int) -> dict[str, float | None]:
    """CPU seconds of every reader over all files, of each file the least; None of what is not installed."""
    others = {PLUMBER: _with_pdfplumber} | ({CAMELOT: _with_camelot} if _HAS_CAMELOT else {})
    readers: dict[str, Callable[[Path], object]] = {**OWN_READERS, **others}
    total: dict[str, float | None] = dict.fromkeys((FLOOR, OURS, TABLES, WHOLE, PLUMBER))
    total |= {CAMELOT: None}
    for file in files:
        for name, reader in readers.items():
            total[name] = (total[name] or 0.0) + least(partial(reader, file), repeats)
        total[TABLES] = (total[TABLES] or 0.0) + min(_seconds_of_layout(file) for _ in range(repeats))
    return total


def repeated(file: Path, times: int) -> bytes:
    """The PDF so many times over, as one."""
    source, target = pypdfium2.PdfDocument(file), pypdfium2.PdfDocument.new()
    for _ in range(times):
        target.import_pages(source)
    out = _Bytes()
    target.save(out)
    return bytes(out.written)


class _Bytes:
    """What pypdfium2 can save to, without a file."""

    def __init__(self) -> None:
        self.written = bytearray()

    def write(self, some: bytes) -> int:
        self.written += some
        return len(some)


def _bare_text(file: Path) -> list[str]:
    document = pypdfium2.PdfDocument(file)
    return [page.get_textpage().get_text_bounded().strip() for page in document]


def _words(file: Path) -> list[ReadPage]:
    return list(read_pages(file.read_bytes()))


def _seconds_of_layout(file: Path) -> float:
    pages = [copy.deepcopy(read.page) for read in _words(file)]
    return once(lambda: list(lay_out(pages)))[0]


def _whole(file: Path) -> None:
    document = ingest.read(file)
    for extractor in discover().values():
        list(extractor.extract(document))


def _with_pdfplumber(file: Path) -> None:
    with pdfplumber.open(file) as document:
        for page in document.pages:
            page.extract_words()
            page.extract_tables()
            page.close()


def _with_camelot(file: Path) -> None:
    import camelot  # optional: no dependency of this project

    camelot.read_pdf(str(file), pages="all", flavor="hybrid", suppress_stdout=True)


OWN_READERS: dict[str, Callable[[Path], object]] = {FLOOR: _bare_text, OURS: _words, WHOLE: _whole}
"""The floor, and what of our reading starts from the file."""
