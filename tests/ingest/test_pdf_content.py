"""PDF pages as their content streams draw them: letters, what a font does not tell, rules and boxes."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from conftest import ROOT
from reportlab.pdfgen.canvas import Canvas

from pipeline.ingest.pdf import content, pdfium, quick
from pipeline.ingest.pdf.content import Streams
from pipeline.ingest.pdf.printed import PrintedPage
from tests.ingest.printed import document, lines, pdf
from tests.ingest.streams import CODES, SHORT, file


def drawn(stream: bytes, font: bytes = SHORT, box: bytes = b"0 0 200 100", extra: bytes = b"") -> PrintedPage:
    """The one page of such a PDF."""
    page = Streams(file(stream, font, box, extra), 1).read_page(1)
    assert page is not None
    return page


def words(page: PrintedPage) -> list[str]:
    return [word.text for word in page.words]


@pytest.mark.parametrize(
    ("codes", "told", "letters"),
    [
        ("0041", b"/ToUnicode 7 0 R ", "W"),
        (
            "00410042",
            b"/ToUnicode 7 0 R ",
            "W(cid:66)",
        ),  # not in its table: never taken for 'B'
        ("00410042", b"", "(cid:65)(cid:66)"),  # no table at all
    ],
)
def test_what_a_font_does_not_tell_is_not_guessed(codes: str, told: bytes, letters: str) -> None:
    stream = b"BT /F 10 Tf 20 50 Td <%s> Tj ET" % codes.encode()
    assert words(drawn(stream, CODES % told)) == [letters]


@pytest.mark.parametrize(
    ("operators", "texts"),
    [
        (b"(bou\\255wen) Tj", ["bou-wen"]),  # a soft hyphen that is drawn
        (b"[(wo) 40 (nen)] TJ", ["wonen"]),  # letters moved together
        (b"[(34) -900 (50)] TJ", ["34", "50"]),  # apart without a blank
        (b"3 Tc (34 50) Tj", ["3", "4", "5", "0"]),  # letters spread
        (b"0 Tc 40 Tw (34 50) Tj", ["34", "50"]),
        (b"(34) Tj 5 Ts 5 0 Td (2) Tj", ["34", "2"]),  # raised
        (b"1 0 0.15 1 20 50 Tm (schuin) Tj", ["schuin"]),
    ],
)
def test_letters_stand_where_the_operators_put_them(operators: bytes, texts: list[str]) -> None:
    assert words(drawn(b"BT /F 10 Tf 20 50 Td %s ET" % operators)) == texts


@pytest.mark.parametrize(
    ("box", "extra", "size", "at"),
    [
        (b"0 0 200 100", b"", (200, 100), (20, 50)),
        (b"0 0 200 100", b"/Rotate 180", (200, 100), None),  # then it stands on its head
        (b"10 20 210 120", b"", (200, 100), (20, 50)),  # counted from the page's own origin, as ever
    ],
)
def test_a_page_is_as_large_as_its_box_and_counted_from_its_top(box, extra, size, at) -> None:
    page = drawn(b"BT /F 10 Tf 20 50 Td (woning) Tj ET", box=box, extra=extra)
    assert (page.width, page.height) == size
    if at is None:
        assert (page.words, page.rotated) == ([], "woning")
    else:
        x0, _, _, bottom = page.words[0].box
        assert (x0, round(bottom)) == (at[0], at[1] + 2)  # letters hang a fifth below their base line


@pytest.mark.parametrize(
    ("path", "rules", "shades", "panels"),
    [
        (b"20 20 m 180 20 l S", 1, 0, 0),
        (b"20 20 m 180 20 l n", 0, 0, 0),  # drawn without ink
        (b"20 20 160 0.5 re f", 1, 0, 0),  # a rule drawn as a rectangle
        (b"0.9 g 20 20 160 40 re f", 0, 1, 1),
        (b"1 g 20 20 160 40 re f", 0, 0, 1),  # white: paints nothing, and may hold a text
        (b"0 0 0 0 k 20 20 160 40 re f", 0, 0, 1),
        (b"20 20 m 20 60 l 20 60 m S", 1, 0, 0),  # a jump at the end draws nothing
        (b"20 20 m 60 60 l 100 20 l h f", 0, 0, 0),  # a triangle
    ],
)
def test_paths_are_rules_shades_or_panels(path: bytes, rules: int, shades: int, panels: int) -> None:
    page = drawn(path)
    assert (len(page.rules), len(page.shades), len(page.panels)) == (rules, shades, panels)


@pytest.mark.parametrize("file", ["brinkdam-2024", "holterveld-2026-2029", "lierveen-2025-2026"])
def test_both_readers_see_the_same_letters_in_the_same_places(file: str) -> None:
    raw = (ROOT / f"data/raw/{file}.pdf").read_bytes()
    other = pypdfium2.PdfDocument(raw)
    streams = Streams(raw, len(other))
    for number in range(1, len(other) + 1):
        page = streams.read_page(number)
        assert page is not None
        seen = pdfium.read_page(other, number)
        letters = [sorted(filter(str.isalnum, "".join(words(each)))) for each in (page, seen)]
        assert letters[0] == letters[1]  # pdfium leaves out hyphens at line ends
        places = {(word.text.rstrip("-"), round(word.box[0])) for word in seen.words}
        shifted = [
            word
            for word in page.words
            if not any((word.text.rstrip("-"), round(word.box[0]) + by) in places for by in (-1, 0, 1))
        ]
        assert len(shifted) <= 0.05 * len(page.words)


def test_a_page_of_which_playa_finds_a_part_is_read_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_page = content.read_page

    def half(*told: object) -> PrintedPage:
        page = read_page(*told)  # type: ignore[arg-type]
        page.words = page.words[::2]
        return page

    monkeypatch.setattr(content, "read_page", half)
    monkeypatch.setattr(quick, "read_page", lambda *_: None)
    sentence = "Welbouw bouwt in de komende jaren woningen."
    found = document(tmp_path, [lines(70, 100, [sentence])])
    assert sentence in found.text
    told = "page 1: only a part of its letters is found; pdfplumber read it instead"
    assert found.unread[0].message.startswith(told)


def test_what_is_no_pdf_has_pages_that_nobody_read() -> None:
    streams = Streams(b"%PDF-1.7 and nothing else", 2)
    assert [streams.read_page(number) for number in (1, 2)] == [None, None]


def test_a_file_in_which_others_are_counted_is_left_to_the_next_reader() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(70, 100, "Welbouw")

    streams = Streams(pdf([page], [page]), 3)
    assert [streams.read_page(number) for number in (1, 3)] == [None, None]
