"""What programs that save as text leave behind: pages, line ends, blanks and signs nobody typed."""

from __future__ import annotations

import pytest

from extractors._document import Document
from pipeline.ingest import read_text


def said(document: Document) -> list[str]:
    return [document.quote(passage.span) for passage in document.passages]


SIGNS = [
    ("Wij bouwen.\r\nWij slopen.\r\n", ["Wij bouwen.", "Wij slopen."], "Windows"),
    ("Wij bouwen.\rWij slopen.\r", ["Wij bouwen.", "Wij slopen."], "an old Macintosh"),
    ("Wij bouwen.\u0085Wij slopen.", ["Wij bouwen.", "Wij slopen."], "a mainframe"),
    ("Wij bou\u00adwen hui\u00adzen.", ["Wij bouwen huizen."], "soft hyphens"),
    ("Geen\u00a0huis\u202fhier.", ["Geen huis hier."], "blanks that do not break"),
    ("Cafe\u0301 De Bee\u0308indiging.", ["Café De Beëindiging."], "letters and accents apart"),
    ("\ufeffWij bouwen.", ["Wij bouwen."], "a byte order mark"),
    ("Wij \x07bouwen.", ["Wij bouwen."], "a bell"),
    ("\uf0b7 Wij bouwen\n\uf0a7 Wij slopen", ["Wij bouwen", "Wij slopen"], "bullets of a symbol font"),
    ("Huur € 409,-- per maand.", ["Huur € 409,-- per maand."], "signs that stay"),
    ("De ‘buurt’ is “af” – bijna…", ["De ‘buurt’ is “af” – bijna…"], "typographic signs stay"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), [case[:2] for case in SIGNS], ids=[case[2] for case in SIGNS])
def test_signs(text: str, words: list[str]) -> None:
    assert said(read_text(text + "\n")) == words


LINES = [
    ("Wij bouwen\nveel huizen in de\nwijk.", ["Wij bouwen veel huizen in de wijk."], "wrapped"),
    ("Het buurt-\nhuis blijft.", ["Het buurthuis blijft."], "a word cut by the end of a line"),
    ("De koop- en\nhuurwoningen.", ["De koop- en huurwoningen."], "a hyphen that stands for a word"),
    ("Wij bouwen.\n\n\n\nWij slopen.", ["Wij bouwen.", "Wij slopen."], "many blank lines"),
    ("Wij bouwen.   \n   Wij slopen.", ["Wij bouwen.", "Wij slopen."], "blanks around lines"),
    ("Wij   bouwen    hier.", ["Wij bouwen hier."], "a justified line"),
    ("1.\tWij bouwen.\n2.\tWij slopen.", ["Wij bouwen.", "Wij slopen."], "a tab behind a number"),
    ("•\tWij bouwen.\n•\tWij slopen.", ["Wij bouwen.", "Wij slopen."], "a tab behind a bullet"),
    ("Wij doen:\n- bouw\n- sloop\n  en meer", ["Wij doen:", "bouw", "sloop en meer"], "a wrapped item"),
    ("a) Wij bouwen;\nb) wij slopen.", ["Wij bouwen;", "wij slopen."], "letters"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), [case[:2] for case in LINES], ids=[case[2] for case in LINES])
def test_lines(text: str, words: list[str]) -> None:
    assert said(read_text(text + "\n")) == words


PAGES = [
    ("Wij bouwen.\nWij slopen.\n", [("Wij bouwen.", None), ("Wij slopen.", None)], "no pages"),
    ("Wij bouwen.\fWij slopen.\n", [("Wij bouwen.", 1), ("Wij slopen.", 2)], "two"),
    ("\fWij bouwen.\n", [("Wij bouwen.", 2)], "an empty cover"),
    ("Wij bouwen.\n\f\n\fWij slopen.\n\f", [("Wij bouwen.", 1), ("Wij slopen.", 3)], "an empty page inside"),
    ("Wij bouwen\n\fhuizen.\n", [("Wij bouwen huizen.", 1)], "a sentence over two pages is of the first"),
]


@pytest.mark.parametrize(("text", "pages"), [case[:2] for case in PAGES], ids=[case[2] for case in PAGES])
def test_form_feeds_are_pages(text: str, pages: list[tuple[str, int | None]]) -> None:
    document = read_text(text)
    assert [(document.quote(p.span), document.page_at(p.span.start)) for p in document.passages] == pages


def test_the_second_half_of_a_sentence_stands_on_the_second_page() -> None:
    document = read_text("Wij bouwen\n\fhuizen.\n")
    assert document.page_at(document.text.index("huizen")) == 2


RUNNING = [
    [f"Pagina {n} van 3" for n in (1, 2, 3)],
    [f"Woonagenda Esveld {n}" for n in (1, 2, 3)],
    [f"- {n} -" for n in (1, 2, 3)],
]  # fmt: skip


@pytest.mark.parametrize("lines", RUNNING, ids=[lines[0] for lines in RUNNING])
def test_page_lines_are_no_sentences_and_cut_none(lines: list[str]) -> None:
    bodies = ["Wij bouwen veel", "huizen in de", "wijk."]
    text = "\f".join(f"{body}\n\n{line}\n" for body, line in zip(bodies, lines, strict=True))
    document = read_text(text)
    sentences = [document.quote(p.span) for p in document.passages if p.kind == "sentence"]
    assert not any(line in sentence for line in lines for sentence in sentences)


def test_numbered_headings_nest_by_their_numbers() -> None:
    document = read_text("1. Wonen\n\nWij bouwen.\n\n1.1 Huur\n\nWij verhuren.\n\n2. Zorg\n\nWij zorgen.\n")
    assert [(document.quote(p.span), p.heading_path) for p in document.passages if p.kind == "sentence"] == [
        ("Wij bouwen.", ("Wonen",)),
        ("Wij verhuren.", ("Wonen", "Huur")),
        ("Wij zorgen.", ("Zorg",)),
    ]
    assert [p.number for p in document.passages if p.kind == "heading"] == ["1", "1.1", "2"]


@pytest.mark.parametrize("text", ["", " \n\t\n", "\f\f", "\ufeff"])
def test_nothing_gives_nothing(text: str) -> None:
    document = read_text(text)
    assert (document.passages, document.tables, document.footnotes) == ((), (), ())
    assert document.pages
