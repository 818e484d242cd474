"""Small PDFs, printed for a test: text where one says, rules and shades, in points from the top left."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from extractors._document import Document
from pipeline.ingest import read

WIDTH, HEIGHT = 595.0, 842.0
Draw = Callable[[Canvas], None]
FONTS = {"": "Helvetica", "b": "Helvetica-Bold", "i": "Helvetica-Oblique"}


def text(x: float, top: float, words: str, size: float = 10, style: str = "") -> Draw:
    """Words whose letters stand on a line `size` under `top`."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONTS[style], size)
        canvas.drawString(x, HEIGHT - top - size, words)

    return draw


def mixed(x: float, top: float, *parts: str) -> Draw:
    """A line whose parts that begin with '^' are small and raised, those with '_' small and lowered."""

    def draw(canvas: Canvas) -> None:
        left = x
        for part in parts:
            rise = {"^": 4, "_": -2}.get(part[0], 0)
            size = 6 if rise else 10
            words = part[1:] if rise else part
            canvas.setFont("Helvetica", size)
            canvas.drawString(left, HEIGHT - top - 10 + rise, words)
            left += canvas.stringWidth(words, "Helvetica", size)

    return draw


def lines(
    x: float, top: float, words: list[str], size: float = 10, pitch: float = 12, style: str = ""
) -> Draw:
    """Lines of one paragraph."""
    return together(*(text(x, top + pitch * index, line, size, style) for index, line in enumerate(words)))


def together(*draws: Draw) -> Draw:
    def draw(canvas: Canvas) -> None:
        for each in draws:
            each(canvas)

    return draw


def rule(x0: float, top: float, x1: float, bottom: float) -> Draw:
    return lambda canvas: canvas.line(x0, HEIGHT - top, x1, HEIGHT - bottom)


def shade(x0: float, top: float, x1: float, bottom: float) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.85)
        canvas.rect(x0, HEIGHT - bottom, x1 - x0, bottom - top, stroke=0, fill=1)
        canvas.setFillGray(0)

    return draw


def grid(xs: list[float], ys: list[float]) -> Draw:
    """A fully ruled grid."""
    return together(*(rule(xs[0], y, xs[-1], y) for y in ys), *(rule(x, ys[0], x, ys[-1]) for x in xs))


def table(
    xs: list[float], top: float, rows: list[list[str]], height: float = 16, *, ruled: bool = True
) -> Draw:
    """A table with one line per cell, bold in its first row."""
    ys = [top + height * index for index in range(len(rows) + 1)]
    cells = [
        text(x + 3, y + 2, words, style="b" if row is rows[0] else "")
        for row, y in zip(rows, ys, strict=False)
        for x, words in zip(xs, row, strict=False)
        if words
    ]
    return together(*cells, *([grid(xs, ys)] if ruled else []))


def pdf(*pages: list[Draw], **options: object) -> bytes:
    """The bytes of a PDF with these pages."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(WIDTH, HEIGHT), invariant=True, **options)
    for page in pages:
        for draw in page:
            draw(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def document(folder: Path, *pages: list[Draw]) -> Document:
    """What is read of a PDF with these pages."""
    file = folder / "printed.pdf"
    file.write_bytes(pdf(*pages))
    return read(file)


def outline(document: Document) -> list[str]:
    """Its passages, each with a letter for its kind: 'S Welbouw bouwt.'."""
    letters = {"heading": "H", "sentence": "S", "bullet": "B", "footnote": "F"}
    return [f"{letters[each.kind]} {document.quote(each.span)}" for each in document.passages]


def rows(document: Document, index: int = 0) -> list[list[str]]:
    """The words of a table, cell by cell; '' where a span covers."""
    found = document.tables[index]
    cells = [[""] * found.column_count for _ in range(found.row_count)]
    for cell in found.cells:
        cells[cell.row][cell.column] = document.quote(cell.span)
    return cells
