"""Pages that are pictures: turned, skewed, ruled. What is recognised stands where it is printed."""

from __future__ import annotations

import io
import os
import random
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.ingest.pdf import ocr
from pipeline.ingest.pdf.bands import with_dark_bands_turned
from pipeline.ingest.pdf.layout import lay_out
from pipeline.ingest.pdf.pages import read_pages
from pipeline.ingest.pdf.pictures import (
    Picture,
    render,
    skew,
    straightened,
    with_pale_rules,
    without_rules,
)
from pipeline.ingest.pdf.printed import PrintedPage, PrintedWord, Rule
from pipeline.ingest.pdf.scans import Scan, recognise, words_in

WIDTH, HEIGHT = 595.0, 842.0
SENTENCES = (
    "De gemeente stelt uiterlijk 1 juli 2025 een woonzorgvisie vast.",
    "De corporatie bouwt in 2026 nog 45 sociale huurwoningen aan de Molenkamp.",
    "Partijen overleggen twee keer per jaar over de voortgang van de afspraken.",
)
needs_tesseract = pytest.mark.skipif(ocr.missing() is not None, reason=str(ocr.missing()))


def printed(rows: tuple[tuple[str, ...], ...] = (), bold: str = "") -> bytes:
    """A page with sentences, a bold line and a ruled table."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(WIDTH, HEIGHT), invariant=True)
    canvas.setFont("Helvetica", 11)
    for number, sentence in enumerate(SENTENCES * 4):
        canvas.drawString(70, HEIGHT - 80 - 18 * number, sentence)
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawString(70, HEIGHT - 320, bold)
    canvas.setFont("Helvetica", 10)
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            x, y = 70 + 110 * column, HEIGHT - 380 - 18 * number
            canvas.rect(x, y - 5, 110, 18)
            canvas.drawString(x + 5, y, words)
    canvas.save()
    return stream.getvalue()


def scanned(
    pdf: bytes, degrees: float = 0.0, quarters: int = 0, dots_per_inch: int = 200
) -> pypdfium2.PdfDocument:
    """Its first page as a picture that lay crooked (counter-clockwise) or on its side (clockwise)."""
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=dots_per_inch / 72).to_pil().convert("L")
    picture = picture.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255).rotate(
        -90 * quarters, expand=True
    )
    stream = io.BytesIO()
    size = (HEIGHT, WIDTH) if quarters % 2 else (WIDTH, HEIGHT)
    canvas = Canvas(stream, pagesize=size, invariant=True)
    canvas.drawImage(ImageReader(picture), 0, 0, *size)
    canvas.save()
    return pypdfium2.PdfDocument(stream.getvalue())


def text(scan: Scan) -> str:
    return " ".join(word.text for word in scan.page.words)


@needs_tesseract
@pytest.mark.parametrize(
    ("degrees", "quarters"), [(0.0, 0), (0.7, 0), (-1.5, 0), (0.0, 1), (0.0, 2), (0.4, 3)]
)
def test_a_page_is_read_however_it_lay(degrees: float, quarters: int) -> None:
    document = scanned(printed(), degrees, quarters)
    scan = recognise(document, 1)
    assert all(sentence in text(scan) for sentence in SENTENCES)
    page = document[0].render(scale=1).to_pil().convert("L")
    for word in random.Random(7).sample([word for word in scan.page.words if len(word.text) > 5], 12):
        x0, top, x1, bottom = scan.place(word.box)
        assert 0 <= x0 < x1 <= page.width + 1
        inside = page.crop((int(x0), int(top), int(x1) + 1, int(bottom) + 1))
        assert inside.getextrema()[0] < 160, f"no ink where {word.text} should be"
        around = page.crop((int(x0) - 1, int(top) - 7, int(x1) + 1, int(bottom) + 7))
        assert sum(inside.histogram()[:160]) > 0.6 * sum(around.histogram()[:160])


@needs_tesseract
def test_the_cells_of_a_ruled_table_are_read() -> None:
    rows = (("Project", "2025", "2026", "2027"), ("Molenkamp", "12", "", "8"), ("Totaal", "12", "", "8"))
    scan = recognise(scanned(printed(rows), degrees=0.5), 1)
    assert {"Project", "2025", "2026", "2027", "Molenkamp", "12", "8", "Totaal"} <= set(text(scan).split())
    level = [rule for rule in scan.page.rules if rule.is_horizontal]
    assert len(level) == len(rows) + 1
    assert len({round(rule.at) for rule in scan.page.rules if not rule.is_horizontal}) == 5
    assert "|" not in text(scan)


@needs_tesseract
def test_bold_lines_are_told_by_their_strokes() -> None:
    scan = recognise(scanned(printed(bold="Betaalbaarheid en beschikbaarheid")), 1)
    bold = {word.text for word in scan.page.words if word.is_bold}
    assert bold == {"Betaalbaarheid", "en", "beschikbaarheid"}


@needs_tesseract
@pytest.mark.parametrize(("dots_per_inch", "is_sure"), [(100, False), (150, True)])
def test_no_word_of_a_coarse_scan_is_sure(dots_per_inch: int, is_sure: bool) -> None:
    """OCR drops the 'vóór' of a date and is sure of the date."""
    scan = recognise(scanned(printed(), dots_per_inch=dots_per_inch), 1)
    assert scan.is_coarse == (not is_sure)
    assert any(word.confidence >= 0.6 for word in scan.page.words) == is_sure


@needs_tesseract
def test_an_empty_page_has_no_words() -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(WIDTH, HEIGHT)
    assert recognise(document, 1).page.words == []


def test_without_the_program_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    ocr.missing.cache_clear()
    assert "tesseract-ocr-nld" in (ocr.missing() or "")
    monkeypatch.undo()
    ocr.missing.cache_clear()


@pytest.mark.parametrize(
    ("does", "says", "may_pass"),
    [
        ("echo 'List of available languages (1):'; echo eng", "knows no Dutch; install tesseract", False),
        ('[ "$1" = --list-langs ] && echo nld || exec sleep 60', "gave up after 0.5 seconds", True),
        ('[ "$1" = --list-langs ] && echo nld || exit 1', "gave up (exit code 1)", False),
        ('[ "$1" = --list-langs ] && echo nld || kill -9 $$', "gave up (exit code -9)", True),
        ('[ "$1" = --list-langs ] && echo nld || echo "<html><b"', "finds no words in it", False),
    ],
)
def test_a_tesseract_that_fails_costs_its_pages_alone(
    does: str, says: str, may_pass: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "tesseract"
    program.write_text(f"#!/bin/sh\n{does}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(ocr, "_SECONDS", 0.5)
    ocr.missing.cache_clear()
    stream = io.BytesIO()
    scanned(printed()).save(stream)
    (read,) = read_pages(stream.getvalue())
    ocr.missing.cache_clear()
    assert [(each.code, each.may_pass) for each in read.unread] == [("page_without_text", may_pass)]
    assert says in read.unread[0].message
    assert "Error" not in read.unread[0].message


def drawn(*shapes: tuple[int, int, int, int], fill: int = 0) -> Picture:
    """A white picture of 300 dots per inch with black boxes, in pixels."""
    image = Image.new("L", (1200, 800), 255)
    for shape in shapes:
        ImageDraw.Draw(image).rectangle(shape, fill=fill)
    return Picture(image, 300 / 72)


@pytest.mark.parametrize(
    ("shapes", "rules"),
    [
        ([(100, 100, 900, 102)], 1),  # a rule
        ([(100, 100, 160, 102)], 0),  # a dash
        ([(100, 100, 900, 300)], 0),  # a shade
        ([(100, 100, 103, 160)], 0),  # the stem of a tall letter
        ([(100, 100, 900, 102), (100, 160, 900, 162), (500, 100, 502, 160)], 3),  # the side of a low cell
        ([(100, 100, 900, 100), (101, 101, 880, 101), (300, 102, 900, 102)], 1),  # one rule with frayed edges
    ],
)
def test_rules_are_found_and_wiped_out(shapes: list[tuple[int, int, int, int]], rules: int) -> None:
    bare, found = without_rules(drawn(*shapes))
    assert len(found) == rules
    assert (bare.image.getextrema()[0] == 255) == (rules == len(shapes) or rules == 1)


@pytest.mark.parametrize(
    ("shapes", "fill", "heights"),
    [
        ([(100, 100, 900, 101)], 200, [100]),  # a hair line
        ([(100, 100, 900, 101)], 235, []),  # the next page, that shines through
        ([(100, 100, 400, 101)], 200, []),  # a crease
        ([(100, 100, 900, 160), (100, 260, 900, 261)], 60, [100, 160, 260]),  # a dark head and a rule
        ([(100, 100, 900, 500)], 200, []),  # a box of running text, or a photo
        ([(100, 100, 103, 700)], 200, []),  # the side of a column
    ],
)
def test_pale_rules_part_rows_too(
    shapes: list[tuple[int, int, int, int]], fill: int, heights: list[int]
) -> None:
    """Without them what stands side by side is one line: a number goes to who stands beside it."""
    picture = drawn(*shapes, fill=fill)
    level = [rule for rule in with_pale_rules([], picture) if rule.is_horizontal]
    assert [rule.at * picture.scale for rule in level] == pytest.approx(heights, abs=2)


def test_a_hair_line_of_a_crooked_sheet_is_one_rule() -> None:
    """It lies half in one row of pixels and half in the next, step by step, and specks break it."""
    image = Image.new("L", (1200, 800), 246)
    for step in range(16):
        x, y = 100 + 50 * step, (100, 100, 101, 100)[step % 4]
        is_halved = step % 2
        shape = (x, y, x + 49, y + is_halved)
        ImageDraw.Draw(image).rectangle(shape, fill=216 if is_halved else 187)
        ImageDraw.Draw(image).rectangle((x + 20, 95, x + 22, 105), fill=246)
    (rule,) = with_pale_rules([], Picture(image, 300 / 72))
    assert rule.is_horizontal
    assert (rule.end - rule.start) * 300 / 72 == pytest.approx(800, abs=8)


@needs_tesseract
@pytest.mark.parametrize("font", ["Helvetica", "Times-Roman"])
def test_type_is_as_large_as_it_is_printed(font: str) -> None:
    """All that is measured in type sizes hangs on it: how far the rows of a table may stand apart."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(420, 40), invariant=True)
    canvas.setFont(font, 11)
    canvas.drawString(20, 16, SENTENCES[1])
    canvas.save()
    read = words_in(render(pypdfium2.PdfDocument(stream.getvalue()), 1))
    assert [word.size for word in read] == pytest.approx([11] * len(SENTENCES[1].split()), rel=0.07)


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("__woonkade", "woonkade"),  # the end of a rule
        ("Molenkamp|", "Molenkamp"),  # the side of a cell
        ("=", "-"),  # none, in a cell
        ("_", None),
    ],
)
def test_what_is_left_of_rules_is_no_letter(
    read: str, meant: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = [
        PrintedWord(text, (x, 20, x + 40, 30), 10, False, False)
        for text, x in (("Wonen", 20), (read, 70), ("Zorg", 120))
    ]
    monkeypatch.setattr(ocr, "words", lambda _: told)
    assert [word.text for word in words_in(drawn())] == [each for each in ("Wonen", meant, "Zorg") if each]


@pytest.mark.parametrize(
    "sizes",
    [
        [10.2, 10.1, 10.0, 10.3, 9.1, 8.9, 9.2, 8.8, 9.0, 10.2, 10.1],
        [
            10.2,
            10.1,
            10.0,
            10.3,
            8.7,
            8.8,
            9.0,
            9.2,
            9.3,
            10.2,
            10.1,
        ],  # the last ones count as the usual size
    ],
)
def test_lines_of_a_table_that_differ_but_roughly_have_one_size(
    sizes: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = [
        PrintedWord("Wonen", (20, 20 * i, 60, 20 * i + 10), size, False, False)
        for i, size in enumerate(sizes)
    ]
    monkeypatch.setattr(ocr, "words", lambda _: told)
    assert len({word.size for word in words_in(drawn())[4:9]}) == 1


def test_lines_of_one_size_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of three equal headings the letters tell three sizes: none of them stands under another."""
    sizes = [13.9, 8.0, 8.3, 9.7, 8.0, 7.7, 10.8, 8.0, 8.0, 10.1, 8.0]
    told = [
        PrintedWord("Wonen", (20, 20 * i, 60, 20 * i + 10), size, False, False)
        for i, size in enumerate(sizes)
    ]
    monkeypatch.setattr(ocr, "words", lambda _: told)
    assert len({word.size for word in words_in(drawn())}) == 3


def test_white_letters_on_a_dark_band_are_turned_dark() -> None:
    picture = drawn((100, 100, 1000, 180))
    ImageDraw.Draw(picture.image).rectangle((200, 120, 240, 160), fill=250)
    turned, sides = with_dark_bands_turned(picture)
    assert [turned.image.getpixel(at) for at in ((205, 140), (500, 140), (100, 140))] == [0, 255, 255]
    assert [round(side.at * picture.scale) for side in sides] == [100, 180]


@pytest.mark.parametrize(
    "shape",
    [(100, 100, 1000, 104), (100, 100, 1000, 700), (100, 100, 1000, 180)],
    ids=["a rule", "a photo's height", "no letters"],
)
def test_what_is_no_band_stays_dark(shape: tuple[int, int, int, int]) -> None:
    picture = drawn(shape)
    assert with_dark_bands_turned(picture) == (picture, [])


@pytest.mark.parametrize(("height", "is_read"), [(40, True), (6, False)], ids=["a digit", "a dash"])
def test_a_ruled_cell_with_ink_and_no_word_is_read_again(
    height: int, is_read: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tesseract leaves out digits that stand alone; what it reads again of other cells is not taken twice."""
    scale = 300 / 72
    picture = drawn((660, 230, 680, 230 + height), (240, 230, 380, 270))
    rules = [Rule(True, y, 20, 240) for y in (20, 45, 70)] + [Rule(False, x, 20, 70) for x in (20, 130, 240)]

    def read(part: Picture, *, is_block: bool = False) -> list[PrintedWord]:
        x, y = (20.0, 20.0) if is_block else (0.0, 0.0)
        name = PrintedWord("Sloop", (240 / scale - x, 55 - y, 380 / scale - x, 65 - y), 10, False, False)
        digit = PrintedWord("1", (660 / scale - x, 55 - y, 680 / scale - x, 65 - y), 10, False, False)
        return [name, digit] if is_block else [name]

    monkeypatch.setattr(ocr, "words", read)
    assert [word.text for word in words_in(picture, rules)] == ["Sloop", "1"][: 1 + is_read]


@pytest.mark.parametrize("degrees", [-2.0, -0.5, 0.0, 0.3, 1.4])
def test_the_skew_is_told_to_a_tenth_of_a_degree(degrees: float) -> None:
    lines = drawn(*((150, y, 1050, y + 8) for y in range(150, 650, 40)))
    crooked = lines.image.rotate(-degrees, Image.Resampling.BICUBIC, fillcolor=255)
    assert skew(crooked) == pytest.approx(degrees, abs=0.11)
    assert abs(straightened(Picture(crooked, lines.scale))[1] - degrees) < 0.11


@pytest.mark.parametrize(
    ("beside", "x", "is_sure"),
    [
        ("Grienhof", 300.0, False),  # another column: whose are the 25?
        ("Grienhof", 142.0, True),  # the next word
        ("7", 300.0, True),  # the number of a page
    ],
)
def test_a_number_beside_words_of_no_table_is_not_sure(beside: str, x: float, is_sure: bool) -> None:
    words = [("Aanpassen", 20.0, 70.0), ("25", 73.0, 85.0), ("woningen", 88.0, 138.0), (beside, x, x + 50)]
    read = [
        PrintedWord(text, (x0, 300, x1, 310), 10, False, False, confidence=0.95) for text, x0, x1 in words
    ]
    (page,) = lay_out([PrintedPage(1, WIDTH, HEIGHT, read)])
    ((line,),) = page.lines()
    assert (min(word.confidence for word in line.words) > 0.6) == is_sure
