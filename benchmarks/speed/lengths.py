"""Cost against length: what a page costs in a document twice, four and eight times as long."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.speed.clock import least
from benchmarks.speed.pdfs import repeated
from extractors import discover
from pipeline import ingest

TIMES = (1, 2, 4, 8)


def of_text(file: Path, repeats: int) -> list[float]:
    """Cost per word of the text, repeated, as a share of the cost of reading it once."""
    return _shares({times: b"\n\n".join([file.read_bytes()] * times) for times in TIMES}, ".txt", repeats)


def of_pdf(file: Path, repeats: int) -> list[float]:
    """Cost per page of the PDF, repeated, as a share of the cost of reading it once."""
    return _shares({times: repeated(file, times) for times in TIMES}, ".pdf", repeats)


def _shares(contents: dict[int, bytes], ending: str, repeats: int) -> list[float]:
    with tempfile.TemporaryDirectory() as folder:
        seconds = []
        for times, content in contents.items():
            file = Path(folder) / f"{times}{ending}"
            file.write_bytes(content)
            seconds.append(least(lambda file=file: _whole(file), repeats) / times)
    return [each / seconds[0] for each in seconds]


def _whole(file: Path) -> None:
    document = ingest.read(file)
    for extractor in discover().values():
        list(extractor.extract(document))
