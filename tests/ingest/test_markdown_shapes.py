"""Shapes of Markdown and HTML that converters and hands leave; each case is a whole document."""

from __future__ import annotations

import re

import pytest

from extractors._document import Document
from pipeline.ingest import IngestError, read_text

HEAD = "| a | b |\n|---|---|\n"


def read(text: str) -> Document:
    return read_text(text, media_type="text/markdown")


def said(document: Document) -> list[str]:
    return [document.quote(passage.span) for passage in document.passages]


def rows(document: Document, index: int = 0) -> list[list[str]]:
    """The rows of a table; '=N' stands behind a cell over N columns."""
    table = document.tables[index]
    lines: list[list[str]] = [[] for _ in range(table.row_count)]
    for cell in table.cells:
        wide = f"={cell.column_span}" if cell.column_span > 1 else ""
        lines[cell.row].append(document.quote(cell.span) + wide)
    return lines


INLINE = [
    ("Wij **bouwen** *hier* `nu`.", "Wij bouwen hier nu."),
    ("Wij\nbouwen\nhier.", "Wij bouwen hier."),  # wrapped
    ("Wij bouwen  \nhier.", "Wij bouwen hier."),  # a hard break
    ("Zie [de site](https://voorbeeld.example/pad).", "Zie de site."),
    ("Zie <https://voorbeeld.example>.", "Zie https://voorbeeld.example."),
    ("Zie ![de kaart](kaart.png) hier.", "Zie hier."),  # a picture says nothing
    ("Huur &amp; koop &euro; 10 &lt; 20.", "Huur & koop € 10 < 20."),
    ("Wij bouwen <!-- later --> hier.", "Wij bouwen hier."),
    ("Prijs \\* huur.", "Prijs * huur."),  # escaped
    ("Woonplan\\_2031 is af.", "Woonplan_2031 is af."),
    ("<b>Wij</b> bouwen <span>hier</span>.", "Wij bouwen hier."),
    ("Co<sub>2</sub>-neutraal.", "Co2-neutraal."),
]


@pytest.mark.parametrize(("text", "words"), INLINE)
def test_inline_marks_leave_their_words(text: str, words: str) -> None:
    assert said(read(text + "\n")) == [words]


BLOCKS = [
    ("> Wij bouwen.\n> Wij slopen.\n", ["Wij bouwen.", "Wij slopen."], "a quotation"),
    ("<div><p>Wij bouwen.</p><p>Wij slopen.</p></div>\n", ["Wij bouwen.", "Wij slopen."], "HTML"),
    ("```\nWij bouwen.\n```\n", ["Wij bouwen."], "a fence"),
    ("    Wij bouwen.\n", ["Wij bouwen."], "indented by a converter"),
    ("![kaart](kaart.png)\n\nWij bouwen.\n", ["Wij bouwen."], "a picture alone"),
    ("<script>alert(1)</script>\n\nWij bouwen.\n", ["Wij bouwen."], "a script"),
    ("<style>p {}</style>\n\nWij bouwen.\n", ["Wij bouwen."], "a style"),
    ("Wij bouwen.\n\n***\n\nWij slopen.\n", ["Wij bouwen.", "Wij slopen."], "a line across"),
    ("Wij bouwen.\f\nWij slopen.\n", ["Wij bouwen.", "Wij slopen."], "a form feed"),
]


@pytest.mark.parametrize(("text", "words"), [case[:2] for case in BLOCKS], ids=[case[2] for case in BLOCKS])
def test_blocks(text: str, words: list[str]) -> None:
    assert said(read(text)) == words


LISTS = [
    (
        "- a doet\n  - b doet\n    - c doet\n- d doet\n",
        [("a doet", 1, None), ("b doet", 2, None), ("c doet", 3, None), ("d doet", 1, None)],
        "three deep and back",
    ),
    (
        "1. bouw\n   1. huur\n   2. koop\n2. sloop\n",
        [("bouw", 1, "1"), ("huur", 2, "1"), ("koop", 2, "2"), ("sloop", 1, "2")],
        "numbers in numbers",
    ),
    (
        "1. bouw\n   - huur\n2. sloop\n",
        [("bouw", 1, "1"), ("huur", 2, None), ("sloop", 1, "2")],
        "bullets in numbers",
    ),
    ("4. bouw\n5. sloop\n", [("bouw", 1, "4"), ("sloop", 1, "5")], "numbers that go on from above"),
    ("* bouw\n* sloop\n", [("bouw", 1, None), ("sloop", 1, None)], "stars"),
    ("- bouw\n\n- sloop\n", [("bouw", 1, None), ("sloop", 1, None)], "blank lines between items"),
    ("- bouw\n  in de wijk\n- sloop\n", [("bouw in de wijk", 1, None), ("sloop", 1, None)], "wrapped"),
    ("<ul><li>bouw<ul><li>huur</li></ul></li></ul>\n", [("bouw", 1, None), ("huur", 2, None)], "HTML"),
    ("<ol start=4><li>bouw</li></ol>\n", [("bouw", 1, "4")], "HTML with a start"),
]


@pytest.mark.parametrize(("text", "items"), [case[:2] for case in LISTS], ids=[case[2] for case in LISTS])
def test_lists(text: str, items: list[tuple[str, int, str | None]]) -> None:
    document = read(text)
    assert [(document.quote(p.span), p.level, p.number) for p in document.passages] == items
    assert {passage.kind for passage in document.passages} == {"bullet"}


def test_all_items_of_a_list_have_the_sentence_above_as_their_lead_in() -> None:
    document = read("Rust.\n\nWij doen:\n\n- bouw\n- sloop\n\nDaarna rust.\n")
    assert [p.lead_in and document.quote(p.lead_in) for p in document.passages] == [
        None, None, "Wij doen:", "Wij doen:", None,
    ]  # fmt: skip


HEADINGS = [
    ("# Een\n\nA.\n\n## Twee\n\nB.\n\n# Drie\n\nC.\n", [("Een",), ("Een", "Twee"), ("Drie",)], "down and up"),
    (
        "# Een\n\nA.\n\n### Drie\n\nB.\n\n## Twee\n\nC.\n",
        [("Een",), ("Een", "Drie"), ("Een", "Twee")],
        "a level skipped",
    ),
    ("Een\n===\n\nA.\n\nTwee\n---\n\nB.\n", [("Een",), ("Een", "Twee")], "underlined"),
    ("# Een *schuin*\n\nA.\n", [("Een schuin",)], "marks inside"),
    ("**Een**\n\nA.\n\n**Twee**\n\nB.\n", [("Een",), ("Twee",)], "bold lines where no heading is marked"),
    ("<h2>Een</h2>\n\nA.\n", [("Een",)], "HTML"),
]


@pytest.mark.parametrize(
    ("text", "paths"), [case[:2] for case in HEADINGS], ids=[case[2] for case in HEADINGS]
)
def test_headings_above_sentences(text: str, paths: list[tuple[str, ...]]) -> None:
    assert [p.heading_path for p in read(text).passages if p.kind == "sentence"] == paths


TABLES = [
    ("| c |\n| d | e | f |\n", [["c", ""], ["d", "e"]], "a cell too few and one too many"),
    ("| a \\| b | c |\n", [["a | b", "c"]], "a bar inside a cell"),
    ("| **c** | [d](x) |\n", [["c", "d"]], "marks inside"),
    ("| c<br>d | e |\n", [["c\nd", "e"]], "a break"),
    ("| | |\n", [["", ""]], "nothing"),
    ("c | d\n", [["c", "d"]], "no outer bars"),
]


@pytest.mark.parametrize(("row", "cells"), [case[:2] for case in TABLES], ids=[case[2] for case in TABLES])
def test_rows_of_a_pipe_table(row: str, cells: list[list[str]]) -> None:
    assert rows(read(HEAD + row))[1:] == cells


HTML_TABLES = [
    ("<tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr>", 0, [["a", "b"], ["c", "d"]], "no head"),
    ("<tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr>", 1, [["a", "b"], ["c", "d"]], "th"),
    (
        "<thead><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></thead>"
        "<tbody><tr><td>e</td><td>f</td></tr></tbody>",
        2,
        [["a", "b"], ["c", "d"], ["e", "f"]],
        "a head of two rows",
    ),
    ("<tr><td colspan=2>a</td></tr><tr><td>c</td><td>d</td></tr>", 0, [["a=2"], ["c", "d"]], "wide"),
    ("<tr><td colspan=0>a</td><td colspan=x>b</td></tr>", 0, [["a", "b"]], "spans that are none"),
]


@pytest.mark.parametrize(
    ("html", "heads", "cells"), [case[:3] for case in HTML_TABLES], ids=[case[3] for case in HTML_TABLES]
)
def test_html_tables(html: str, heads: int, cells: list[list[str]]) -> None:
    document = read(f"<table>{html}</table>\n")
    assert (document.tables[0].header_rows, rows(document)) == (heads, cells)


def test_a_cell_over_two_rows_moves_the_next_row_aside() -> None:
    (table,) = read("<table><tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr></table>\n").tables
    assert [(c.row, c.column, c.row_span) for c in table.cells] == [(0, 0, 2), (0, 1, 1), (1, 1, 1)]
    covering = table.at(1, 0)
    assert covering is not None
    assert covering.row == 0


def test_a_caption_between_two_tables_of_one_head_keeps_them_apart() -> None:
    document = read(f"{HEAD}| 1 | 2 |\n\nTabel 2: Sloop\n\n{HEAD}| 3 | 4 |\n")
    assert [rows(document, 0)[1], rows(document, 1)[1]] == [["1", "2"], ["3", "4"]]
    assert [t.title and document.quote(t.title) for t in document.tables] == [None, "Tabel 2: Sloop"]


def test_tables_of_other_heads_are_not_one() -> None:
    assert len(read(f"{HEAD}| 1 | 2 |\n\n{HEAD.replace('b', 'c')}| 3 | 4 |\n").tables) == 2


def test_a_table_over_three_pages_is_one() -> None:
    document = read(f"{HEAD}| A | 2. |\n\n{HEAD}| C | 4. |\n\n{HEAD}| E | 6. |\n")
    assert rows(document) == [["a", "b"], ["A", "2."], ["C", "4."], ["E", "6."]]


def test_raised_marks_are_taken_out_of_cells_and_square_metres_are_not() -> None:
    document = read(f"{HEAD}| 40² | 12 m² |\n\n² Met zorg.\n")
    assert rows(document)[1] == ["40", "12 m²"]
    assert [(f.mark, document.quote(f.span)) for f in document.footnotes] == [("2", "Met zorg.")]


def test_a_pipe_table_in_a_text_file_is_read_as_markdown() -> None:
    document = read_text(f"Wij bouwen.\n\n{HEAD}| c | d |\n", media_type="text/plain")
    assert [table.method for table in document.tables] == ["markdown"]


@pytest.mark.parametrize("text", ["", "\n\n", "![kaart](kaart.png)\n", "<!-- niets -->\n", "---\n"])
def test_a_document_without_words_has_no_passages(text: str) -> None:
    assert read(text).passages == ()


@pytest.mark.parametrize(
    ("markdown", "numbers"),
    [
        ("Veste bouwt 40<sup>1</sup> woningen.\n\n<sup>1</sup> Waarvan de helft later.", ["40"]),
        ("| Nieuwbouw |\n|---|\n| **10<br>20** |", ["10", "20"]),  # two lines of one bold cell
        ("<ul><li><p>40</p><p>50 woningen</p></li></ul>", ["40", "50"]),  # two paragraphs of one item
        ("- 40<br>50 woningen", ["40", "50"]),
        ("<dl><dt>2031</dt><dd>40 woningen</dd></dl>", ["2031", "40"]),
    ],
)
def test_numbers_that_stand_apart_are_never_glued(markdown: str, numbers: list[str]) -> None:
    text = read_text(markdown, media_type="text/markdown").text
    assert [number for number in re.findall(r"\d+", text) if number != "1"] == numbers


@pytest.mark.parametrize(
    ("tags", "times"), [("<table><tr><td>", 3_000), ("<ul><li>", 30_000), ("<div>", 5_000)]
)
def test_tags_too_deep_in_each_other_are_refused_at_once(tags: str, times: int) -> None:
    with pytest.raises(IngestError, match="nested too deep") as caught:
        read_text(tags * times + "x", media_type="text/markdown")
    assert caught.value.code == "file_unreadable"


def test_many_unclosed_lists_in_cells_are_read() -> None:
    rows = "| <ul><li>Es<li>Linde |\n" * 700
    assert read_text(f"| Wijk |\n|---|\n{rows}", media_type="text/markdown").tables[0].row_count == 701


def test_unclosed_lists_in_running_text_are_read() -> None:
    assert read_text("<ul><li>Es\n\n" * 100, media_type="text/markdown").text.count("Es") == 100
