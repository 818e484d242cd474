"""A page as printed, with a box around every published row: whether the places hold is seen at a glance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from extractors import discover
from extractors._document import Box, Document, Evidence
from pipeline.errors import UsageError
from pipeline.ingest.pdf.printed import around
from pipeline.using.show_tables import TABLE_COLOURS, outlined, read_document

_PIXELS_PER_POINT = 2.0
_COLOURS = {
    "tables": "#777777",
    "observations": "#1f77b4",
    "commitments": "#2ca02c",
    "deadlines": "#d62728",
    "responsibilities": "#ff7f0e",
}
_LEGEND_HEIGHT = 36  # pixels above the page, so that nothing printed is covered
_MARGIN = {"tables": 4.0, "commitments": 2.0}  # points: so that boxes around the same words stay apart


@dataclass(frozen=True, slots=True)
class Outline:
    """A row's part on a page."""

    dataset: str
    box: Box


def show(file: Path, number: int, png: Path, *, of_tables: bool = False) -> dict[str, int]:
    """Write one page of a PDF with its rows outlined; how many boxes of each dataset were drawn.

    `of_tables` outlines cells, headers, titles and notes of tables instead. Raises UsageError when the file
    cannot be read or has no such page.
    """
    if file.suffix.lower() != ".pdf":
        raise UsageError(f"{file.name} has no pages to show; only PDFs have.")
    document = read_document(file)
    if not 1 <= number <= len(document.pages):
        raise UsageError(f"{file.name} has pages 1 to {len(document.pages)}, no page {number}.")
    colours = TABLE_COLOURS if of_tables else _COLOURS
    of_cells = (Outline(name, box) for name, box in outlined(document, number)) if of_tables else None
    outlines = list(of_cells or outlines_on(document, number))
    drawn = {name: sum(each.dataset == name for each in outlines) for name in colours}
    image = _rendered(file, number)
    _draw(image, outlines, colours)
    _under_legend(image, drawn, colours).save(png)
    return drawn


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


def _draw(image: Image.Image, outlines: list[Outline], colours: dict[str, str]) -> None:
    pen = ImageDraw.Draw(image)
    for outline in outlines:
        margin = _MARGIN.get(outline.dataset, 1.0)
        x0, top, x1, bottom = outline.box
        corners = [x0 - margin, top - margin, x1 + margin, bottom + margin]
        pen.rectangle(
            [side * _PIXELS_PER_POINT for side in corners], outline=colours[outline.dataset], width=2
        )


def _under_legend(image: Image.Image, drawn: dict[str, int], colours: dict[str, str]) -> Image.Image:
    """The page below a strip that says which colour is which dataset, and how many boxes it has here."""
    whole = Image.new("RGB", (image.width, image.height + _LEGEND_HEIGHT), "white")
    whole.paste(image, (0, _LEGEND_HEIGHT))
    pen = ImageDraw.Draw(whole)
    font = ImageFont.load_default(size=16)
    left = 12.0
    for name, colour in colours.items():
        words = f"{name} {drawn[name]}"
        pen.rectangle([left, 11, left + 14, 25], outline=colour, width=3)
        pen.text((left + 20, 18), words, fill=colour, font=font, anchor="lm")
        left += 20 + pen.textlength(words, font=font) + 24
    pen.line([0, _LEGEND_HEIGHT - 1, image.width, _LEGEND_HEIGHT - 1], fill="#cccccc")
    return whole
