"""Pages read by pdfium's letters all at once: the words of the careful reader, or nothing."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2
import pytest
from conftest import ROOT

from extractors._document import Box
from pipeline.ingest.pdf import quick
from pipeline.ingest.pdf.content import Streams
from pipeline.ingest.pdf.printed import PrintedPage, PrintedWord, holds, middle, words_in
from pipeline.ingest.pdf.standard_fonts import know_euro
from tests.ingest.streams import CODES, SHORT, file

BOLD = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>"


def both(raw: bytes, number: int = 1) -> tuple[PrintedPage | None, PrintedPage]:
    """A page as it is read at once, and as playa reads it."""
    know_euro()
    document = pypdfium2.PdfDocument(raw)
    careful = Streams(raw, len(document)).read_page(number)
    assert careful is not None
    return quick.read_page(document, number), careful


def told(words: Sequence[PrintedWord]) -> list[tuple[str, bool, bool, bool, int, int]]:
    """What must not depend on the reader: heights may, for fonts that tell nothing of theirs."""
    return [
        (word.text, word.is_bold, word.is_italic, word.is_glued, round(word.box[0]), round(word.box[2]))
        for word in words
    ]


@pytest.mark.parametrize(
    "operators",
    [
        b"(bou\\255wen) Tj",  # a soft hyphen that is drawn
        b"(ver-) Tj 0 -12 Td (huur) Tj",  # pdfium tells such a hyphen by a sign of its own
        b"[(wo) 40 (nen)] TJ",
        b"[(34) -900 (50)] TJ",  # apart without a blank
        b"3 Tc (34 50) Tj",
        b"0 Tc 40 Tw (34 50) Tj",
        b"80 Tz (smal) Tj",
        b"(m) Tj 5 Ts /F 6 Tf (2) Tj",  # raised and smaller
        b"(409 \\(2024\\)) Tj",
        b"(af) Tj (spraak) Tj",  # one word in two texts
        b"(wo) Tj 1 0 0 1 20.4 50 Tm (wo) Tj",  # twice, to look bold
        b"[(w) 722 (w) -40 (o) 556 (o)] TJ",  # each letter by itself
        b"1 0 0.15 1 20 50 Tm (schuin) Tj 60 0 Td (nog) Tj",  # a font without an italic
        b"0 1 -1 0 90 20 Tm (zij) Tj 1 0 0 1 20 50 Tm (recht) Tj",
        b"-1 0 0 -1 50 50 Tm (kop) Tj",
        b"(   ) Tj",
        b"",
    ],
)
@pytest.mark.parametrize("font", [SHORT, BOLD])
def test_words_are_those_of_the_careful_reader(operators: bytes, font: bytes) -> None:
    page, careful = both(file(b"BT /F 10 Tf 20 50 Td %s ET" % operators, font))
    assert page is not None
    assert told(page.words) == told(careful.words)
    assert page.rotated == careful.rotated


@pytest.mark.parametrize(
    ("operators", "words"),
    [
        (b"(voor) Tj 19.6 0 Td ( ) Tj 0.9 0 Td (wie) Tj", ["voor", "wie"]),
        (b"(voor) Tj 20.5 0 Td (wie) Tj", ["voorwie"]),
        (b"(voor) Tj 20.5 0 Td 1 0 0 rg 0 0 m 5 0 l S (wie) Tj", ["voorwie"]),  # a line is no blank
    ],
)
def test_a_narrow_blank_that_pdfium_does_not_tell_parts_words(operators: bytes, words: list[str]) -> None:
    page, careful = both(file(b"BT /F 10 Tf 20 50 Td %s ET" % operators))
    assert page is not None
    assert [word.text for word in page.words] == words
    assert told(page.words) == told(careful.words)


@pytest.mark.parametrize(
    ("operators", "font"),
    [
        (b"1 0.1 -0.1 1 20 50 Tm (scheef) Tj", SHORT),  # as in a scan
        (b"<00410042> Tj", CODES % b""),  # pdfium takes a code for a letter
        (b"<00410042> Tj", CODES % b"/ToUnicode 7 0 R "),
        (b"(\\357) Tj", SHORT),  # 'ï' alone is a bullet of another table
    ],
)
def test_what_pdfium_may_read_otherwise_is_left_to_others(operators: bytes, font: bytes) -> None:
    page, _ = both(file(b"BT /F 10 Tf 20 50 Td %s ET" % operators, font))
    assert page is None


def test_a_page_may_have_more_letters_than_are_asked_for_at_once() -> None:
    page, careful = both(file(b"BT /F 9 Tf 20 9000 Td %s ET" % (b"(alle afspraken) Tj 0 -30 Td " * 400)))
    assert page is not None
    assert told(page.words) == told(careful.words)


@pytest.mark.parametrize("extra", [b"/Rotate 90", b"/Rotate 180"])
def test_a_turned_page_is_left_to_others(extra: bytes) -> None:
    page, _ = both(file(b"BT /F 10 Tf 20 50 Td (woning) Tj ET", extra=extra))
    assert page is None


def test_a_page_is_as_large_as_its_box() -> None:
    page, careful = both(file(b"BT /F 10 Tf 20 50 Td (woning) Tj ET 20 40 m 90 40 l S", box=b"10 20 210 120"))
    assert page is not None
    assert (page.width, page.height) == (200, 100)
    assert told(page.words) == told(careful.words)
    assert page.rules == careful.rules


@pytest.mark.parametrize(
    "path",
    [
        b"20 20 m 180 20 l S",
        b"20 20 m 180 20 l n",
        b"20 20 160 0.5 re f",  # a rule drawn as a rectangle
        b"1 g 20 20 160 0.5 re f",
        b"0.9 g 20 20 160 40 re f",
        b"1 g 20 20 160 40 re f",  # white
        b"0 0 0 0 k 20 20 160 40 re f",
        b"1 g 20 20 160 40 re B",
        b"20 20 160 40 re 30 30 10 10 re f",  # two in one path
        b"20 20 m 20 60 l 20 60 m S",
        b"20 20 m 60 60 l 100 20 l h f",  # a triangle
        b"20 20 m 40 60 80 60 100 20 c S",
        b"2 0 0 1 10 0 cm 20 20 m 60 20 l 60 30 l 20 30 l h S",
        b"20 20 160 40 re W n",
    ],
)
def test_shapes_are_those_of_the_careful_reader(path: bytes) -> None:
    page, careful = both(file(path))
    assert page is not None
    assert (page.rules, page.shades, page.panels) == (careful.rules, careful.shades, careful.panels)
    assert page.has_drawing == careful.has_drawing


def test_what_a_form_draws_stands_where_the_form_does() -> None:
    """The font is a form here: its stream draws a line of 10 points."""
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 50 50] /Matrix [2 0 0 2 0 0] /Length 16 >>"
    raw = file(b"q 1 0 0 1 30 40 cm /F Do Q", form + b" stream\n0 0 m 10 0 l S \nendstream")
    page, careful = both(raw.replace(b"/Font << /F 4 0 R >>", b"/XObject << /F 4 0 R >>"))
    assert page is not None
    assert [tuple(rule) for rule in page.rules] == [(True, 60.0, 30.0, 50.0)]
    assert page.rules == careful.rules


@pytest.mark.parametrize("sample", ["brinkdam-2024", "holterveld-2026-2029", "lierveen-2025-2026"])
def test_samples_are_read_at_once(sample: str) -> None:
    raw = (ROOT / f"data/raw/{sample}.pdf").read_bytes()
    count = len(pypdfium2.PdfDocument(raw))
    pages = [both(raw, number) for number in range(1, count + 1)]
    read = [(page, careful) for page, careful in pages if page is not None]
    assert len(read) >= count - 1
    for page, careful in read:
        assert [word.text for word in page.words] == [word.text for word in careful.words]
        assert len(page.rules) == len(careful.rules)


@pytest.mark.parametrize(
    ("box", "slack", "inside"),
    [
        ((0, 0, 20, 20), 0, True),
        ((0, 0, 9, 20), 0, False),
        ((0, 0, 9, 20), 1, True),
        ((0, 16, 20, 20), 0, False),
    ],
)
def test_a_word_is_where_its_middle_is(box: Box, slack: float, inside: bool) -> None:
    word = PrintedWord("huur", (5, 10, 15, 20), 10, is_bold=False, is_italic=False)
    assert words_in([word], box, slack) == [word] * inside
    assert holds(box, middle(word.box), slack) == inside
