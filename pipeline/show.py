"""A page as printed, with a box around every published row: whether the places hold is seen at a glance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

from extractors import discover
from extractors._document import Box, Document, Evidence
from pipeline.errors import UsageError
from pipeline.ingest import IngestError, read
from pipeline.ingest.pdf.printed import around

_PIXELS_PER_POINT = 2.0
_COLOURS = {
    "tables": "#777777",
    "observations": "#1f77b4",
    "commitments": "#2ca02c",
    "deadlines": "#d62728",
    "responsibilities": "#ff7f0e",
}
_MARGIN = {"tables": 4.0, "commitments": 2.0}  # points: so that boxes around the same words stay apart


@dataclass(frozen=True, slots=True)
class Outline:
    """A row's part on a page."""

    dataset: str
    box: Box


def show(file: Path, number: int, png: Path) -> dict[str, int]:
    """Write one page of a PDF with its rows outlined; how many boxes of each dataset were drawn.

    Raises UsageError when the file cannot be read or has no such page.
    """
    if file.suffix.lower() != ".pdf":
        raise UsageError(f"{file.name} has no pages to show; only PDFs have.")
    try:
        document = read(file)
    except IngestError as fault:
        raise UsageError(f"{fault.message}.") from fault
    if not 1 <= number <= len(document.pages):
        raise UsageError(f"{file.name} has pages 1 to {len(document.pages)}, no page {number}.")
    outlines = list(outlines_on(document, number))
    image = _rendered(file, number)
    _draw(image, outlines)
    image.save(png)
    return {name: sum(each.dataset == name for each in outlines) for name in _COLOURS}


def outlines_on(document: Document, number: int) -> Iterator[Outline]:
    """The boxes on a page of all rows that have a place."""
    for name, extractor in discover().items():
        if name in _COLOURS:
            for row in extractor.extract(document):
                if isinstance(row, Evidence):
                    yield from (Outline(name, box) for box in _boxes(name, row, number))


def _boxes(dataset: str, row: Evidence, number: int) -> list[Box]:
    """One box per printed line; a table has one around all its words on the page."""
    boxes = [placed.bbox for placed in row.boxes if placed.page == number]
    return [around(boxes)] if dataset == "tables" and boxes else boxes


def _rendered(file: Path, number: int) -> Image.Image:
    document = pypdfium2.PdfDocument(file)
    try:
        page = document[number - 1]
        image: Image.Image = page.render(scale=_PIXELS_PER_POINT).to_pil().convert("RGB")
        return image
    finally:
        document.close()


def _draw(image: Image.Image, outlines: list[Outline]) -> None:
    pen = ImageDraw.Draw(image)
    for outline in outlines:
        margin = _MARGIN.get(outline.dataset, 1.0)
        x0, top, x1, bottom = outline.box
        corners = [x0 - margin, top - margin, x1 + margin, bottom + margin]
        pen.rectangle(
            [side * _PIXELS_PER_POINT for side in corners], outline=_COLOURS[outline.dataset], width=2
        )
    for row, (name, colour) in enumerate(_COLOURS.items()):
        pen.text((8, 6 + 12 * row), name, fill=colour)
