"""PDF: what cannot be read is one clear sentence, and what can be read in another way is."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from playa import Page
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from pipeline.ingest import IngestError, read
from pipeline.ingest.pdf import content, ocr, plumber, quick
from tests.ingest.printed import Draw, document, lines, outline, pdf, text

WORDS = [
    "Welbouw bouwt in de komende jaren woningen voor starters en voor",
    "ouderen die kleiner willen wonen.",
]
PAGE = [lines(70, 100, WORDS)]
READ = f"S {' '.join(WORDS)}"
NO_PAGES = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF"
)


@pytest.mark.parametrize(
    ("raw", "code", "says"),
    [
        pytest.param(b"", "file_empty", "is empty", id="no bytes"),
        pytest.param(b"Beste lezer", "file_kind_unknown", "no PDF", id="a text by another name"),
        pytest.param(pdf(PAGE)[:300], "file_unreadable", "cut off", id="cut off in transfer"),
        pytest.param(NO_PAGES, "file_empty", "without pages", id="no pages"),
        pytest.param(
            pdf(PAGE, encrypt=StandardEncryption("geheim")), "file_unreadable", "password", id="locked"
        ),
    ],
)
def test_a_file_that_is_no_readable_pdf(raw: bytes, code: str, says: str, tmp_path: Path) -> None:
    file = tmp_path / "brief.pdf"
    file.write_bytes(raw)
    with pytest.raises(IngestError, match=says) as caught:
        read(file)
    assert caught.value.code == code
    assert caught.value.message.startswith("brief.pdf ")


def test_a_file_with_more_pages_than_are_wanted(tmp_path: Path) -> None:
    file = tmp_path / "archief.pdf"
    file.write_bytes(pdf(PAGE, PAGE, PAGE))
    assert len(read(file, most_pages=3).pages) == 3
    with pytest.raises(IngestError, match=r"archief\.pdf has 3 pages, more than the 2 that are read"):
        read(file, most_pages=2)


def picture(canvas: Canvas) -> None:
    """A drawing that fills the page, as a scan does."""
    canvas.rect(20, 20, 555, 800, fill=1)


@pytest.mark.parametrize(
    ("missing", "says"),
    [
        ("tesseract is not installed; install it", "tesseract is not installed; install it, and run again"),
        (None, "look at the page"),  # a picture in which there is nothing to read
    ],
)
def test_a_page_without_text_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str | None, says: str
) -> None:
    if missing is None and ocr.missing():
        pytest.skip(str(ocr.missing()))
    monkeypatch.setattr(ocr, "missing", lambda: missing)
    found = document(tmp_path, PAGE, [picture])
    (unread,) = found.unread
    assert (unread.code, unread.page) == ("page_without_text", 2)
    assert says in unread.message
    assert found.text_source == "embedded"


def test_a_page_that_is_a_picture_of_words_is_recognised(tmp_path: Path) -> None:
    if ocr.missing():
        pytest.skip(str(ocr.missing()))
    picture_of_words = pypdfium2.PdfDocument(pdf(PAGE))[0].render(scale=200 / 72).to_pil()

    def scan(canvas: Canvas) -> None:
        canvas.drawInlineImage(picture_of_words, 0, 0, 595, 842)

    found = document(tmp_path, PAGE, [scan])
    (unread,) = found.unread
    assert (unread.code, unread.page) == ("page_recognised", 2)
    assert found.text_source == "mixed"
    assert found.text.count("ouderen die kleiner willen wonen.") == 2


def test_a_blank_page_is_no_loss(tmp_path: Path) -> None:
    found = document(tmp_path, PAGE, [], PAGE)
    assert found.unread == ()
    assert [page.number for page in found.pages] == [1, 2, 3]


def test_a_document_of_pictures_has_no_text(tmp_path: Path) -> None:
    found = document(tmp_path, [picture], [picture])
    assert (found.text, found.text_source, len(found.unread)) == ("", "none", 2)


def cannot(*_: object) -> None:
    raise ValueError("not enough values to unpack")


@pytest.mark.parametrize(
    ("also_fails", "who"),
    [(False, "pdfplumber read it instead"), (True, "pypdfium2 read it instead")],
)
def test_where_one_reader_raises_the_next_reads(
    also_fails: bool, who: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quick, "read_page", lambda *_: None)
    monkeypatch.setattr(content, "read_page", cannot)
    if also_fails:
        monkeypatch.setattr(plumber, "_printed", cannot)
    found = document(tmp_path, PAGE)
    assert outline(found) == [READ]
    (unread,) = found.unread
    assert unread.code == "text_layer_doubtful"
    assert unread.message == f"page 1: playa cannot read it; {who}; compare its facts with the page"
    assert all(abs(word.bbox[1] - 100) < 30 for word in found.words)


def test_pdfplumber_reads_lines_and_areas_as_playa_does() -> None:
    def table(canvas: Canvas) -> None:
        canvas.line(70, 700, 300, 700)
        canvas.rect(70, 600, 200, 40, fill=1)
        canvas.setFillGray(1)
        canvas.rect(70, 500, 200, 40, stroke=0, fill=1)

    raw = pdf([*PAGE, table])
    first = content.Streams(raw, 1).read_page(1)
    second = plumber.Plumber(raw, 1).read_page(1)
    assert first is not None
    assert second is not None
    assert [word.text for word in second.words] == [word.text for word in first.words]
    for mine, other in (
        (first.rules, second.rules),
        (first.shades, second.shades),
        (first.panels, second.panels),
    ):
        assert len(mine) == len(other) > 0


def test_a_file_that_pdfplumber_cannot_open_or_counts_otherwise_is_left_to_the_next() -> None:
    assert plumber.Plumber(b"%PDF-1.7", 1).read_page(1) is None
    assert plumber.Plumber(pdf(PAGE), 2).read_page(1) is None


def doubled(words: list[str]) -> Draw:
    """Words printed twice, a hair apart, as old programs made them bold."""

    def draw(canvas: Canvas) -> None:
        for row, line in enumerate(words):
            left = 70.0
            for letter in line:
                for shift in (0, 0.3):
                    text(left + shift, 100 + 12 * row, letter)(canvas)
                left += canvas.stringWidth(letter, "Helvetica", 10)

    return draw


def test_letters_printed_twice_are_read_once(tmp_path: Path) -> None:
    assert outline(document(tmp_path, [doubled(WORDS)])) == [READ]


def test_words_whose_blanks_are_lost_are_doubtful(tmp_path: Path) -> None:
    glued = ["Welbouwbouwtindekomendejarenwoningenvoorstarters"] * 12
    found = document(tmp_path, [lines(70, 100, glued)])
    assert "text_layer_doubtful" in {unread.code for unread in found.unread}


def sideways(words: str, degrees: float) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(300, 400)
        canvas.rotate(degrees)
        canvas.drawString(0, 0, words)
        canvas.restoreState()

    return draw


@pytest.mark.parametrize("degrees", [90, 270, 45, 180])
def test_text_that_is_not_upright_is_left_out_and_named(degrees: float, tmp_path: Path) -> None:
    found = document(tmp_path, PAGE, [*PAGE, sideways("Aantal 32", degrees)])
    assert outline(found) == [READ, READ]
    (unread,) = found.unread
    assert (unread.code, unread.page) == ("text_rotated", 2)
    assert "'Aantal 32'" in unread.message


def test_a_sign_that_is_not_upright_is_no_loss(tmp_path: Path) -> None:
    assert document(tmp_path, [*PAGE, sideways("->", 90)]).unread == ()


def lost(*numbers: int) -> bytes:
    """Three pages of which these cannot be opened: what the tree of pages points to is no page."""
    raw = pdf(PAGE, PAGE, PAGE, pageCompression=0)
    kids = re.search(rb"/Kids \[ (\d+) 0 R (\d+) 0 R (\d+) 0 R \]", raw)
    assert kids
    for number in numbers:
        raw = re.sub(rb"(\n%s 0 obj\s)<<.*?>>(?=\s*endobj)" % kids[number], rb"\1[]", raw, flags=re.DOTALL)
    return raw


def test_a_page_that_cannot_be_opened_costs_that_page(tmp_path: Path) -> None:
    file = tmp_path / "half.pdf"
    file.write_bytes(lost(2))
    found = read(file)
    assert outline(found) == [READ, READ]
    (unread,) = (unread for unread in found.unread if unread.code == "page_without_text")
    assert unread.page == 2
    assert "neither" in unread.message


@pytest.mark.parametrize(
    "fault", [IndexError("7"), AssertionError(), AttributeError("none"), OverflowError()]
)
def test_whatever_playa_stumbles_over_the_next_reads(
    fault: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(page: Page, number: int, fonts: content.Fonts) -> None:
        raise fault

    monkeypatch.setattr(quick, "read_page", lambda *_: None)
    monkeypatch.setattr(content, "read_page", stumble)
    assert outline(document(tmp_path, PAGE)) == [READ]
