"""PDF: pages whose words cannot be what is printed are noticed, read by the second reader, and named."""

from __future__ import annotations

from pathlib import Path

import pytest
from playa import Page
from reportlab.pdfgen.canvas import Canvas

from pipeline.ingest.decode import tidy
from pipeline.ingest.pdf import content, ocr, pages, quick
from pipeline.ingest.pdf.nonsense import fault_of
from pipeline.ingest.pdf.printed import PrintedPage, PrintedWord
from tests.ingest.printed import document, lines, outline

PROSE = (
    "Welbouw bouwt in de komende jaren woningen voor starters en voor ouderen die kleiner willen wonen. "
    "De gemeente wijst daarvoor grond aan en overlegt met de huurders over de inrichting van de buurt. "
    "Wie zijn huis verlaat om te verhuizen naar een kleinere woning houdt daarbij zijn oude huur, zolang "
    "de regels daarvoor ruimte laten en er voldoende woningen vrij komen in dezelfde wijk of ernaast."
)
NAMES = "Aalderink Brinkhuis Claessen Dijkgraaf Ebbers Fokkema Gerritsen Hulshof Iedema Jurrius " * 4
FIGURES = "2024 120 35 8.400 17% 2025 95 41 7.250 19% 2026 110 38 9.100 21%"


TYPE = (10.0, False, False)


def spaced(words: str) -> list[PrintedWord]:
    """Words in rows of five, far enough from each other."""
    return [
        PrintedWord(
            word, (300.0 * (i % 5), 20.0 * (i // 5), 300.0 * (i % 5) + 30, 20.0 * (i // 5) + 10), *TYPE
        )
        for i, word in enumerate(words.split())
    ]


def printed(words: list[PrintedWord], width: float = 1500.0) -> PrintedPage:
    """A large sheet with these words."""
    return PrintedPage(1, width, 1500.0, words)


def shifted(words: str) -> str:
    """Each letter three further in the alphabet, as a font without a table of its letters gives them."""
    return "".join(chr((ord(c) - 94) % 26 + 97) if c.isascii() and c.islower() else c for c in words.lower())


SWAPPED = str.maketrans("etanirodslgvhkmbpwj", "tanirodselvghkmpbjw")


def swapped(words: str) -> str:
    """Letters exchanged for others about as frequent."""
    return words.translate(SWAPPED)


def noisy(words: str) -> str:
    """A sign in every word of some length, as a font with a wrong table of its signs gives it."""
    return " ".join(f"{word[:2]}|{word[2:]}" if len(word) > 4 else word for word in words.split())


def doubled(words: str) -> str:
    return " ".join("".join(letter * 2 for letter in word) for word in words.split())


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        pytest.param(PROSE, None, id="a text"),
        pytest.param(NAMES, None, id="a list of names"),
        pytest.param(FIGURES, None, id="a table of figures"),
        pytest.param("Aantal 12 (cid:3)", None, id="too little to judge"),
        pytest.param(PROSE.upper(), None, id="capitals"),
        pytest.param(doubled(PROSE), "its letters are printed twice", id="doubled glyphs"),
        pytest.param(shifted(PROSE), "its letters are not spread as in any text", id="letters exchanged"),
        pytest.param(swapped(PROSE), "hardly any of its words is one", id="letters swapped"),
        pytest.param(swapped(PROSE[:270]), "hardly any of its words is one", id="on a page of few words"),
        pytest.param(noisy(PROSE), "strange signs stand within its words", id="noise"),
        pytest.param("in/uit wal-kant & 50% (t/m) 's avonds, zo'n e-mail " * 3, None, id="signs of words"),
        pytest.param(
            PROSE.replace(" ", "").replace(".", " ") * 3,
            "the blanks between its words are lost",
            id="no blanks",
        ),
        *[
            pytest.param(PROSE.replace("e", sign), "its fonts do not tell which letters they print", id=name)
            for sign, name in (("(cid:31)", "cid"), ("\ue045", "private use"), ("\ufffd", "replaced"))
        ],
    ],
)
def test_what_cannot_be_what_is_printed(words: str, fault: str | None) -> None:
    assert fault_of(printed(spaced(words))) == fault


@pytest.mark.parametrize("times", [1, 3])  # more words than are held against others at once
def test_a_second_text_layer_over_the_first(times: int) -> None:
    words = f"{PROSE} " * times
    assert (
        fault_of(printed([*spaced(words), *spaced(words.replace("a", "o"))]))
        == "two texts lie over one another"
    )


@pytest.mark.parametrize(("width", "fault"), [(1240.0, None), (1100.0, "its text runs off the sheet")])
def test_words_that_nobody_sees(width: float, fault: str | None) -> None:
    """A stream that was damaged prints what follows in it as one line, far beyond the sheet."""
    assert fault_of(printed(spaced(PROSE), width)) == fault


TWICE = "its letters are printed twice"
PAGE = [lines(70, 100, ["Welbouw bouwt in de komende jaren woningen."])]


@pytest.mark.parametrize(
    ("faults", "says"),
    [
        ([TWICE, None], "pdfplumber read it instead; compare its facts with the page"),
        ([TWICE, TWICE, None], "pypdfium2 read it instead; compare its facts with the page"),
        (
            [TWICE, TWICE, TWICE],
            "pypdfium2 reads it no better; its facts are doubtful, compare them with the page",
        ),
    ],
)
def test_the_issue_says_who_read_the_page_and_why(
    faults: list[str | None], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quick, "read_page", lambda *_: None)
    found = iter(faults)  # with what is read first, and with what is read next
    monkeypatch.setattr(pages, "fault_of", lambda page: next(found))
    monkeypatch.setattr(ocr, "missing", lambda: "tesseract is not installed")
    first, *rest = document(tmp_path, PAGE).unread
    assert first.message == f"page 1: {TWICE}; {says}"
    assert [each.code for each in rest] == ["page_without_text"] * (None not in faults)


def stumble(page: Page, number: int, fonts: content.Fonts) -> PrintedPage:
    raise ValueError("not enough values to unpack")


def test_the_second_reader_leaves_out_what_is_not_upright_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quick, "read_page", lambda *_: None)
    monkeypatch.setattr(content, "read_page", stumble)

    def sideways(canvas: Canvas) -> None:
        canvas.rotate(90)
        canvas.drawString(300, -400, "CONCEPT")

    found = document(tmp_path, [*PAGE, sideways])
    assert outline(found) == ["S Welbouw bouwt in de komende jaren woningen."]
    assert [unread.code for unread in found.unread] == ["text_layer_doubtful", "text_rotated"]
    assert "'CONCEPT'" in found.unread[1].message


@pytest.mark.parametrize(
    ("printed", "letters"), [("ﬁnanciën", "financiën"), ("aﬂoop", "afloop"), ("eﬃciënt", "efficiënt")]
)
def test_ligatures_are_letters(printed: str, letters: str) -> None:
    assert tidy(printed) == letters
