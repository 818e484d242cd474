"""Cost against length: what a page costs in a document twice, four and eight times as long."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

from benchmarks.speed.clock import least
from benchmarks.speed.pdfs import repeated
from extractors import discover
from pipeline import ingest

TIMES = (1, 2, 4, 8)
PAGES = (1000, 2000)


def of_text(file: Path, repeats: int) -> list[float]:
    """Cost per word of the text, repeated, as a share of the cost of reading it once."""
    return _shares({times: b"\n\n".join([file.read_bytes()] * times) for times in TIMES}, ".txt", repeats)


def of_pdf(file: Path, repeats: int) -> list[float]:
    """Cost per page of the PDF, repeated, as a share of the cost of reading it once."""
    return _shares({times: repeated(file, times) for times in TIMES}, ".pdf", repeats)


def of_pages(file: Path) -> list[float]:
    """CPU seconds of the text, repeated on so many pages as PAGES says."""
    return [least(partial(_whole_of, b"\f".join([file.read_bytes()] * pages), ".txt"), 1) for pages in PAGES]


def _shares(contents: dict[int, bytes], ending: str, repeats: int) -> list[float]:
    seconds = [
        least(partial(_whole_of, content, ending), repeats) / times for times, content in contents.items()
    ]
    return [each / seconds[0] for each in seconds]


def _whole_of(content: bytes, ending: str) -> None:
    with tempfile.NamedTemporaryFile(suffix=ending) as file:
        file.write(content)
        file.flush()
        document = ingest.read(Path(file.name))
    for extractor in discover().values():
        list(extractor.extract(document))
