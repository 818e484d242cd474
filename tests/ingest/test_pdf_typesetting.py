"""PDF: what type does by other means than letters: spaced letters, drawn bullets, large numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.ingest.printed import HEIGHT, Draw, document, lines, mixed, outline, shade, text

BODY = lines(70, 60, ["De gemeente Waterdam en Welbouw maken elk jaar afspraken over", "wonen in de wijken."])
BODY_READ = "S De gemeente Waterdam en Welbouw maken elk jaar afspraken over wonen in de wijken."
ITEMS = ["Welbouw bouwt 40 woningen", "de gemeente levert kavels", "huurders denken mee"]


def spaced(x: float, top: float, words: str, space: float) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 11)
        canvas.drawString(x, HEIGHT - top - 11, words, charSpace=space)

    return draw


def dot(x: float, top: float, size: float = 4) -> Draw:
    return lambda canvas: canvas.circle(x + size / 2, HEIGHT - top - size / 2, size / 2, stroke=0, fill=1)


@pytest.mark.parametrize("space", [2.0, 3.0, 5.0])
def test_letters_set_apart_are_words(space: float, tmp_path: Path) -> None:
    page = [BODY, spaced(70, 100, "ONZE AFSPRAKEN OVER BOUWEN", space), lines(70, 120, ["Welbouw bouwt."])]
    assert outline(document(tmp_path, page)) == [
        BODY_READ,
        "H ONZE AFSPRAKEN OVER BOUWEN",
        "S Welbouw bouwt.",
    ]


@pytest.mark.parametrize("words", ["A B C D E F", "A B A"], ids=["labels in their order", "a few"])
def test_letters_that_are_no_word_stay_apart(words: str, tmp_path: Path) -> None:
    page = [BODY, text(70, 120, f"{words}")]
    assert outline(document(tmp_path, page))[-1].endswith(words)


def test_small_capitals_are_one_word_with_their_capital(tmp_path: Path) -> None:
    def title(canvas: Canvas) -> None:
        left = 70.0
        for capital, rest in (("W", "ONEN "), ("E", "N "), ("Z", "ORG")):
            for words, size in ((capital, 13), (rest, 9)):
                canvas.setFont("Helvetica-Bold", size)
                canvas.drawString(left, HEIGHT - 120, words)
                left += canvas.stringWidth(words, "Helvetica-Bold", size)

    page = [BODY, title, lines(70, 130, ["Welbouw bouwt een huis voor ouderen."])]
    assert outline(document(tmp_path, page))[1] == "H WONEN EN ZORG"


@pytest.mark.parametrize(
    "bullet", [dot, lambda x, top: shade(x, top, x + 4, top + 4)], ids=["round", "square"]
)
def test_shapes_before_lines_are_bullets(bullet: object, tmp_path: Path) -> None:
    tops = [104.0, 118.0, 132.0]
    page = [
        draw
        for top, item in zip(tops, ITEMS, strict=True)
        for draw in (bullet(70, top + 4), text(80, top, item))
    ]
    found = document(tmp_path, [BODY, text(70, 90, "Partijen spreken af:"), *page])
    assert outline(found)[2:] == [f"B {item}" for item in ITEMS]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param([dot(70, 108), text(84, 104, ITEMS[0])], id="one shape alone"),
        pytest.param(
            [dot(40, 108), dot(40, 122), lines(84, 104, ITEMS, pitch=14)], id="far from their lines"
        ),
        pytest.param(
            [
                text(70, 104, "Rood"),
                dot(98, 108),
                text(104, 104, "Groen"),
                dot(136, 108),
                text(142, 104, "Blauw"),
            ],
            id="between words",
        ),
    ],
)
def test_shapes_that_are_no_bullets(page: list[Draw], tmp_path: Path) -> None:
    assert not any(each.startswith("B ") for each in outline(document(tmp_path, [BODY, *page])))


def test_a_large_number_beside_a_paragraph_numbers_it(tmp_path: Path) -> None:
    page = [
        text(70, 99, "2", 26, "b"),
        lines(96, 96, ["De gemeente stelt in 2031 een regeling vast waarin", "regels staan."]),
    ]
    found = document(tmp_path, [BODY, *page])
    assert outline(found)[1:] == ["B De gemeente stelt in 2031 een regeling vast waarin regels staan."]
    assert found.passages[-1].number == "2"


def test_a_large_number_on_the_line_of_its_words_belongs_to_them(tmp_path: Path) -> None:
    found = document(tmp_path, [BODY, text(70, 100, "48", 26, "b"), text(104, 113.5, "woningen verkocht")])
    assert "48" in found.text
    assert all(passage.number is None for passage in found.passages)


def test_the_end_of_a_bracket_opens_no_item(tmp_path: Path) -> None:
    words = ["Welbouw onderzoekt op die plek flexwoningen (minimaal", "30) voor starters en voor ouderen."]
    assert outline(document(tmp_path, [BODY, lines(70, 100, words, size=9)]))[1] == f"S {' '.join(words)}"


def test_a_line_with_a_raised_mark_may_stand_lower(tmp_path: Path) -> None:
    words = ["Welbouw en de gemeente maken in het voorjaar van 2031 een plan voor de", "Kade"]
    page = [text(70, 100, words[0]), mixed(70, 117, words[1], "^1", " en de haven.")]
    assert outline(document(tmp_path, [BODY, *page]))[1] == f"S {' '.join(words)} en de haven."
