"""Typesets an agreement's text as a PDF, in layouts that real agreements have: `python tests/typeset.py OUT`.

The words are those of data/raw, so that what is known of the samples holds for their PDFs too.
"""

from __future__ import annotations

import html
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from reportlab.lib.colors import HexColor, black, white
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, LongTable, PageTemplate, Paragraph, Spacer

from pipeline.ingest import markdown, text
from pipeline.ingest.blocks import MARK, Block, Grid, GridCell, TextBlock, bare
from pipeline.ingest.decode import tidy

MARGIN = 60.0
NOTES_HEIGHT = 60.0
BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=12.5, spaceAfter=6)
JUSTIFIED = ParagraphStyle("justified", BODY, alignment=TA_JUSTIFY)
BULLET = ParagraphStyle("bullet", BODY, leftIndent=16, bulletIndent=2, spaceAfter=2)
NOTE = ParagraphStyle("note", BODY, fontSize=8, leading=9.5)
CELL = ParagraphStyle("cell", BODY, spaceAfter=3)
HEADINGS = {1: 16.0, 2: 13.0}


@dataclass(frozen=True)
class Layout:
    """How a PDF is set. `rules`: around every cell, shaded heads with hairlines, or none."""

    name: str
    rules: str = "all"
    is_landscape: bool = False
    is_justified: bool = False
    is_scan: bool = False


LAYOUTS = (
    Layout("ruled"),
    Layout("justified", is_justified=True),
    Layout("banded", rules="bands", is_landscape=True),
    Layout("borderless", rules="none"),
    Layout("scan", is_scan=True),
)


class NoteMark(Flowable):
    """Takes no room; puts a footnote at the foot of the page it lands on."""

    def __init__(self, words: str, waiting: list[str]) -> None:
        super().__init__()
        self.words, self.waiting = words, waiting

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        self.waiting.append(self.words)


def typeset(source: Path, layout: Layout) -> bytes:
    """The PDF of a text or Markdown file."""
    reader = markdown if source.suffix == ".md" else text
    blocks = reader.blocks(tidy(source.read_text("utf-8")))[0]
    waiting: list[str] = []
    stream = io.BytesIO()
    size = landscape(A4) if layout.is_landscape else A4
    template = BaseDocTemplate(stream, pagesize=size, invariant=True)
    frame = Frame(
        MARGIN, MARGIN + NOTES_HEIGHT, size[0] - 2 * MARGIN, size[1] - 2 * MARGIN - NOTES_HEIGHT, 0, 0, 0, 0
    )
    footer = source.stem.split("-")[0].title()

    def close_page(canvas: Canvas, _: BaseDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(MARGIN, 30, f"Prestatieafspraken {footer}")
        canvas.drawRightString(size[0] - MARGIN, 30, f"Pagina {canvas.getPageNumber()}")
        _draw_notes(canvas, waiting, size[0] - 2 * MARGIN)

    template.addPageTemplates(PageTemplate(frames=[frame], onPageEnd=close_page))
    template.build(list(_flowables(blocks, layout, size[0] - 2 * MARGIN, waiting)))
    return _scanned(stream.getvalue()) if layout.is_scan else stream.getvalue()


def _draw_notes(canvas: Canvas, waiting: list[str], width: float) -> None:
    top = MARGIN + NOTES_HEIGHT - 8
    if waiting:
        canvas.line(MARGIN, top, MARGIN + 120, top)
    for words in waiting:
        note = Paragraph(words, NOTE)
        height = note.wrap(width, NOTES_HEIGHT)[1]
        top -= height + 2
        note.drawOn(canvas, MARGIN, top)
    waiting.clear()


def _flowables(blocks: list[Block], layout: Layout, width: float, waiting: list[str]) -> Iterator[Flowable]:
    """Footnotes move up to the paragraph that bears their mark."""
    notes = {b.number: b for b in blocks if isinstance(b, TextBlock) and b.kind == "footnote" and b.number}
    for block in blocks:
        if isinstance(block, Grid):
            yield _table(block, layout, width)
            yield Spacer(0, 8)
        elif block.kind != "footnote":
            yield _paragraph(block, JUSTIFIED if layout.is_justified else BODY)
        for mark in _marks(block):
            if mark in notes:
                yield NoteMark(f"{mark} {html.escape(bare(notes.pop(mark)))}", waiting)


def _marks(block: Block) -> list[str]:
    parts = [part for cell in block.cells for part in cell.parts] if isinstance(block, Grid) else [block]
    return [mark for part in parts for mark in MARK.findall(part.text)]


def _markup(block: TextBlock) -> str:
    return MARK.sub(r"<super size=6>\1</super>", html.escape(block.text, quote=False))


def _paragraph(block: TextBlock, body: ParagraphStyle) -> Paragraph:
    words = _markup(block)
    if block.kind == "heading":
        size = HEADINGS.get(block.level, 10.5)
        style = ParagraphStyle(
            "heading", BODY, fontName="Helvetica-Bold", fontSize=size, leading=1.25 * size, spaceBefore=10
        )
        return Paragraph(f"{block.printed} {words}".strip(), style)
    if block.kind == "bullet":
        mark = block.printed if block.number or block.printed in "*-–" or "*" in block.printed else "•"
        return Paragraph(words, BULLET, bulletText=mark)
    return Paragraph(f"{block.printed} {words}".strip(), body)


def _table(grid: Grid, layout: Layout, width: float) -> LongTable:
    cells: list[list[list[Paragraph] | str]] = [[""] * grid.column_count for _ in range(grid.row_count)]
    style: list[tuple[object, ...]] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    for cell in grid.cells:
        cells[cell.row][cell.column] = [_part(cell, part, grid) for part in cell.parts if part.text]
        last = (cell.column + cell.column_span - 1, cell.row + cell.row_span - 1)
        style.append(("SPAN", (cell.column, cell.row), last))
    style += _rules(grid, layout)
    return LongTable(
        cells, _widths(grid, width), style=style, repeatRows=grid.header_rows, splitInRow=1, hAlign="LEFT"
    )


def _widths(grid: Grid, width: float) -> list[float]:
    """Room for a column's longest word at least, and for more words as the page has."""
    least, wanted = [44.0] * grid.column_count, [44.0] * grid.column_count
    for cell in grid.cells:
        for part in cell.parts if cell.column_span == 1 else ():
            words = bare(part)
            longest = max((len(word) for word in words.split()), default=0)
            least[cell.column] = max(least[cell.column], 6.3 * longest + 14)
            wanted[cell.column] = max(wanted[cell.column], min(6.3 * len(words) + 14, 240.0))
    rest = max(width - sum(least), 0.0)
    more = [want - few for want, few in zip(wanted, least, strict=True)]
    share = min(1.0, rest / (sum(more) or 1.0))
    return [few + share * extra for few, extra in zip(least, more, strict=True)]


def _part(cell: GridCell, part: TextBlock, grid: Grid) -> Paragraph:
    if cell.row < grid.header_rows or part.kind == "heading":
        words = f"<b>{part.printed} {_markup(part)}</b>".replace("<b> ", "<b>")
        colour = ParagraphStyle("head", CELL, textColor=black)
        return Paragraph(words, colour)
    return _paragraph(part, CELL)


def _rules(grid: Grid, layout: Layout) -> list[tuple[object, ...]]:
    if layout.rules == "all":
        return [("GRID", (0, 0), (-1, -1), 0.5, black)]
    if layout.rules == "bands":
        head = ("BACKGROUND", (0, 0), (-1, max(grid.header_rows, 1) - 1), HexColor("#c9dcef"))
        return [head, ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor("#99aabb"))]
    return [("LEFTPADDING", (0, 0), (-1, -1), 2), ("BACKGROUND", (0, 0), (-1, -1), white)]


def _scanned(pdf: bytes) -> bytes:
    """The same pages as pictures, without a text layer."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=True)
    for page in pypdfium2.PdfDocument(pdf):
        picture = page.render(scale=1.5).to_pil().convert("L")
        canvas.drawImage(ImageReader(picture), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def main(out: Path) -> None:
    """Write every sample of data/raw in every layout."""
    out.mkdir(parents=True, exist_ok=True)
    raw = Path(__file__).resolve().parent.parent / "data/raw"
    for source in sorted([*raw.glob("*.txt"), *raw.glob("*.md")]):
        for layout in LAYOUTS:
            (out / f"{source.stem}-{layout.name}.pdf").write_bytes(typeset(source, layout))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
