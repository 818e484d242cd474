"""Tables that stand as pictures on a page of text: ruled ones are read, photos and charts are left alone."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from printed import lines, pdf, rows, table
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from test_scans import needs_tesseract

from extractors._document import Document
from pipeline.ingest import read

WIDTH, HEIGHT = 595.0, 842.0
ROWS = [
    ["Nieuwbouw per jaar", "2026", "2027", "2028"],
    ["Molenkamp", "12", "45", "30"],
    ["Havenkwartier", "24", "18", "36"],
    ["Totaal", "36", "63", "66"],
]
WORDS = ["Welbouw bouwt de komende jaren in twee wijken; de aantallen staan in de tabel hieronder."]


def page(picture: bytes) -> bytes:
    """A page of text, and below it a part of the other page as a picture."""
    shown = pypdfium2.PdfDocument(picture)[0].render(scale=200 / 72).to_pil().convert("L")
    scale = 200 / 72
    part = shown.crop(tuple(round(side * scale) for side in (60, 250, 520, 360)))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(WIDTH, HEIGHT))
    canvas.drawString(70, HEIGHT - 100, WORDS[0])
    canvas.drawImage(ImageReader(part), 60, HEIGHT - 360, 460, 110)
    canvas.save()
    return stream.getvalue()


def opened(content: bytes, folder: Path) -> Document:
    (folder / "a.pdf").write_bytes(content)
    return read(folder / "a.pdf")


@needs_tesseract
def test_a_ruled_table_in_a_picture_is_read_and_told(tmp_path: Path) -> None:
    document = opened(page(pdf([table([70, 200, 300, 400, 500], 260, ROWS)])), tmp_path)
    assert len(document.tables) == 1
    assert rows(document) == ROWS
    assert document.text_source == "mixed"
    assert [each.code for each in document.unread] == ["page_recognised"]
    assert "shows a table as a picture" in document.unread[0].message


@pytest.mark.parametrize("shown", [lines(70, 270, ["Foto: de opening van het park", "12 mei 2025"])])
def test_what_is_no_ruled_table_is_left_alone(shown: object, tmp_path: Path) -> None:
    document = opened(page(pdf([shown])), tmp_path)  # type: ignore[list-item]
    assert document.text.split() == WORDS[0].split()
    assert document.text_source == "embedded"
