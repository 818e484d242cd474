"""Scans with hidden words under the picture: those that are none, or not the picture's, are not believed."""

from __future__ import annotations

import io
import re
import textwrap
from pathlib import Path

import pypdfium2
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from test_pdf_nonsense import PROSE, doubled
from test_scans import needs_tesseract

from extractors._document import Document
from pipeline.ingest import read
from pipeline.ingest.pdf import ocr

OF_A_LETTER = re.compile(rb"<00(?=[0-9A-Fa-f]{2}>)")  # '<0041>' in a font's table of letters
WIDTH, HEIGHT = 595.0, 842.0
OTHER = (
    "Het bestuur heeft op de vergadering van afgelopen dinsdag besloten dat de contributie van leden dit "
    "seizoen niet omhoog gaat, omdat er vorig jaar geld overbleef van het feest in de sporthal. Wie wil "
    "helpen met het onderhoud van onze velden kan zich melden bij de kantine, waar ook koffie klaarstaat "
    "voor iedereen die komt. Neem zelf een schop mee."
)
# Each letter for one that is as frequent, so that their statistics stay those of Dutch.
EXCHANGED = PROSE.lower().translate(str.maketrans("natirodslgvhkmu", "atirodnlgvskmuh"))


pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))  # which reportlab brings along


def lines(words: str) -> list[str]:
    return textwrap.wrap(words, 50)


def layered(hidden: list[str], *, without_letters: bool = False) -> bytes:
    """A page that shows the prose as a picture, over these words."""
    shown = io.BytesIO()
    canvas = Canvas(shown, pagesize=(WIDTH, HEIGHT))
    for number, line in enumerate(lines(PROSE)):
        canvas.drawString(70, HEIGHT - 100 - 18 * number, line)
    canvas.save()
    picture = pypdfium2.PdfDocument(shown.getvalue())[0].render(scale=150 / 72).to_pil().convert("L")
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(WIDTH, HEIGHT), pageCompression=0)
    canvas.drawImage(ImageReader(picture), 0, 0, WIDTH, HEIGHT)
    text = canvas.beginText(70, HEIGHT - 100)
    text.setTextRenderMode(3)
    text.setFont("Vera" if without_letters else "Helvetica", 12)
    text.setLeading(18)
    for line in hidden:
        text.textLine(line)
    canvas.drawText(text)
    canvas.save()
    content = stream.getvalue()
    return OF_A_LETTER.sub(b"<E0", content) if without_letters else content


KINDS = {
    "text layer missing": (layered([]), "is a picture without a text layer"),
    "letters doubled": (layered(lines(doubled(PROSE))), "its letters are printed twice"),
    "no blanks": (layered([line.replace(" ", "") for line in lines(PROSE)]), "the blanks between its words"),
    "unmapped": (layered(lines(PROSE), without_letters=True), "do not tell which letters"),
    "letters exchanged": (layered(lines(EXCHANGED)), "hardly any of its words is one"),
    "another page's": (layered(lines(OTHER)), "hidden words of another page"),
}


def opened(content: bytes, folder: Path) -> Document:
    (folder / "a.pdf").write_bytes(content)
    return read(folder / "a.pdf")


@needs_tesseract
@pytest.mark.parametrize("kind", KINDS)
def test_what_the_page_shows_is_read_and_the_issue_says_by_whom_and_why(kind: str, tmp_path: Path) -> None:
    content, why = KINDS[kind]
    document = opened(content, tmp_path)
    assert PROSE[:60] in " ".join(document.text.split())
    assert document.text_source == "ocr"
    (recognised,) = (each.message for each in document.unread if each.code == "page_recognised")
    assert "OCR read it, compare its facts with the page" in recognised
    assert any(why in each.message for each in document.unread)


@pytest.mark.parametrize("kind", KINDS)
def test_without_ocr_the_page_is_named(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "missing", lambda: f"tesseract is not installed; {ocr.INSTALL}")
    content, why = KINDS[kind]
    document = opened(content, tmp_path)
    assert "page_without_text" in {each.code for each in document.unread}
    assert any(why in each.message for each in document.unread)
    assert any("install tesseract" in each.message for each in document.unread)


def test_the_words_of_the_picture_itself_are_believed(tmp_path: Path) -> None:
    document = opened(layered(lines(PROSE)), tmp_path)
    assert PROSE[:60] in " ".join(document.text.split())
    assert document.unread == ()
