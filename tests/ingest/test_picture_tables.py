"""Tables that stand as pictures on a page of text: ruled ones are read, photos and charts are left alone."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest
from printed import Draw, lines, pdf, rows, table, text
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from test_scans import needs_tesseract

from extractors import observations
from extractors._document import Document
from pipeline.ingest import read
from pipeline.ingest.pdf import ocr

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


def columns(x: Sequence[float], top: float, cells: Sequence[Sequence[str]]) -> Draw:
    """Rows of words without a rule."""

    def draw(canvas: Canvas) -> None:
        for row, words in enumerate(cells):
            for at, each in zip(x, words, strict=True):
                text(at, top + 20 * row, each)(canvas)

    return draw


@needs_tesseract
def test_a_table_without_rules_is_read_and_none_of_its_numbers_is_sure(tmp_path: Path) -> None:
    document = opened(page(pdf([columns([70, 240, 320, 400], 270, ROWS)])), tmp_path)
    assert rows(document) == ROWS
    assert document.text_source == "mixed"
    assert [each.code for each in document.unread] == ["page_recognised"]
    numbers = [row for row in observations.extract(document) if isinstance(row, observations.Row)]
    assert len(numbers) >= 9
    assert all(row.confidence < 0.5 for row in numbers)


def test_without_tesseract_a_ruled_table_is_told_of_with_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "missing", lambda: f"tesseract is not installed; {ocr.INSTALL}")
    document = opened(page(pdf([table([70, 200, 300, 400, 500], 260, ROWS)])), tmp_path)
    assert document.tables == ()
    assert [each.code for each in document.unread] == ["page_without_text"]  # so that it is partial
    assert "tesseract-ocr-nld" in document.unread[0].message


def chart(canvas: Canvas) -> None:
    """Bars with their heights over them and their years below."""
    for at, height in enumerate((30, 45, 24, 52)):
        canvas.rect(100 + 90 * at, HEIGHT - 335, 40, height)
        text(110 + 90 * at, 325 - height, f"{height}%")(canvas)
        text(106 + 90 * at, 350, str(2025 + at))(canvas)


@needs_tesseract
def test_numbers_in_a_picture_that_is_no_table_are_told_of_and_not_read(tmp_path: Path) -> None:
    document = opened(page(pdf([chart])), tmp_path)
    assert document.text.split() == WORDS[0].split()
    assert [each.code for each in document.unread] == ["table_unread"]
    assert re.search(r"page 1 shows \d numbers in a picture", document.unread[0].message)


@pytest.mark.parametrize("shown", [lines(70, 270, ["Foto: de opening van het park", "12 mei 2025"])])
def test_what_is_no_ruled_table_is_left_alone(shown: object, tmp_path: Path) -> None:
    document = opened(page(pdf([shown])), tmp_path)  # type: ignore[list-item]
    assert document.text.split() == WORDS[0].split()
    assert document.text_source == "embedded"
