"""PDFs: what each stage of reading a page costs us and others, beside pypdfium2's bare text as the floor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import pdfplumber
import playa
import pypdfium2

from benchmarks.speed.clock import forget, least, once
from extractors import discover
from pipeline import ingest
from pipeline.ingest.pdf import content, quick, read_pdf
from pipeline.ingest.pdf.layout import lay_out
from pipeline.ingest.pdf.lines import Text
from pipeline.ingest.pdf.printed import Glyph, PrintedPage, holds, middle, words_of_glyphs
from pipeline.ingest.pdf.reading import blocks_of
from pipeline.ingest.pdf.tables.aligned import find_aligned
from pipeline.ingest.pdf.tables.find import find_ruled
from pipeline.reading.reader import settle

FLOOR = "pypdfium2's bare text"
FIRST = "words and paths, from the file, by the first reader alone"
LETTERS = "letters and paths, from the file, by the second"
WORDS = "words, given letters"
TABLES = "tables, given words and paths"
LAYOUT = "layout and blocks, tables included, given words and paths"
READING = "reading, from the file to blocks"
WHOLE = "whole document (all of it, extractors too)"
PLUMBER = "pdfplumber's words and tables"
PLUMBER_GIVEN = "pdfplumber's words and tables, given its letters and paths"
CAMELOT = "camelot's hybrid"
_STAGES = (FLOOR, FIRST, LETTERS, WORDS, TABLES, LAYOUT, READING, WHOLE, PLUMBER, PLUMBER_GIVEN, CAMELOT)
_HAS_CAMELOT = find_spec("camelot") is not None

_Page = tuple[PrintedPage, list[Glyph]]


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
    """CPU seconds of every stage and reader over all files, of each file the least; None: not installed."""
    others = {PLUMBER: _with_pdfplumber} | ({CAMELOT: _with_camelot} if _HAS_CAMELOT else {})
    readers: dict[str, Callable[[Path], object]] = {**OWN_READERS, FIRST: _quick, LETTERS: _drawn, **others}
    total: dict[str, float | None] = dict.fromkeys(_STAGES)
    for file in files:
        _whole(file)
        settle()  # as a warm reader of the pipeline does: no clock holds a collector's walk through all
        seconds = {name: least(partial(reader, file), repeats) for name, reader in readers.items()}
        stages = [dict(_stages(file)) for _ in range(repeats)]
        seconds |= {name: min(stage[name] for stage in stages) for name in stages[0]}
        for name, cost in seconds.items():
            total[name] = (total[name] or 0.0) + cost
    return total


def share_of_pdfplumber(seconds: Mapping[str, float | None]) -> float:
    """What words and tables cost us, given letters and paths, as a share of what they cost pdfplumber."""
    words, tables, theirs = (seconds[name] for name in (WORDS, TABLES, PLUMBER))
    assert words is not None
    assert tables is not None
    assert theirs is not None
    return (words + tables) / theirs


def _stages(file: Path) -> Iterator[tuple[str, float]]:
    """CPU seconds of what comes after parsing, stage by stage, and of pdfplumber's."""
    forget()
    pages = _drawn(file)
    yield WORDS, once(lambda: [words_of_glyphs(letters) for _, letters in pages])[0]
    for page, letters in pages:
        page.words = words_of_glyphs(letters)
    yield TABLES, once(lambda: [_tables(page) for page, _ in pages])[0]
    yield LAYOUT, once(lambda: blocks_of(lay_out(page for page, _ in pages)))[0]
    with pdfplumber.open(file) as document:
        for each in document.pages:
            assert each.objects is not None  # parsed outside the clock, and kept
        yield PLUMBER_GIVEN, once(lambda: _words_and_tables(document))[0]


def _tables(page: PrintedPage) -> None:
    """The tables of a page, ruled or not, as the layout looks for them."""
    text = Text(page.number, page.words)
    ruled = find_ruled(page, text)
    free = [word for word in page.words if not any(holds(t.box, middle(word.box), 1) for t in ruled)]
    find_aligned(text.of(free).lines, page)


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


def _drawn(file: Path) -> list[_Page]:
    fonts = content.Fonts()
    with playa.open(file) as document:
        return [content.drawn(page, number, fonts) for number, page in enumerate(document.pages, 1)]


def _quick(file: Path) -> list[PrintedPage | None]:
    document = pypdfium2.PdfDocument(file)
    return [quick.read_page(document, number) for number in range(1, len(document) + 1)]


def _read(file: Path) -> None:
    read_pdf(file.read_bytes())


def _whole(file: Path) -> None:
    document = ingest.read(file)
    for extractor in discover().values():
        list(extractor.extract(document))


def _with_pdfplumber(file: Path) -> None:
    with pdfplumber.open(file) as document:
        _words_and_tables(document)


def _words_and_tables(document: pdfplumber.PDF) -> None:
    for page in document.pages:
        page.extract_words()
        page.extract_tables()
        page.close()


def _with_camelot(file: Path) -> None:
    import camelot  # slow to import, and not in every environment

    camelot.read_pdf(str(file), pages="all", flavor="hybrid", suppress_stdout=True)


OWN_READERS: dict[str, Callable[[Path], object]] = {FLOOR: _bare_text, READING: _read, WHOLE: _whole}
"""The floor, and what of our reading starts from the file."""
