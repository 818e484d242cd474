"""PDF: tables, ruled or not, over pages, and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.ingest import read
from tests.ingest.printed import Draw, document, grid, lines, pdf, rows, rule, shade, table, text

YEARS = ["", "2031", "2032", "2033"]
PLANS = [YEARS, ["Molenhof", "12", "", "8"], ["De Werf", "", "20", ""], ["Totaal", "12", "20", "8"]]
XS = [70.0, 200.0, 260.0, 320.0, 380.0]
BODY = lines(70, 60, ["De gemeente Waterdam en Welbouw maken elk jaar afspraken over", "wonen in de wijken."])


def test_a_ruled_table_keeps_its_empty_cells(tmp_path: Path) -> None:
    found = document(tmp_path, [BODY, text(70, 104, "Nieuwbouw", style="b"), table(XS, 120, PLANS)])
    assert rows(found) == PLANS
    (read_table,) = found.tables
    assert (read_table.method, read_table.header_rows) == ("ruled", 1)
    assert read_table.title is not None
    assert found.quote(read_table.title) == "Nieuwbouw"


@pytest.mark.parametrize("nothing", ["-", "–", "•", "1."])
def test_a_mark_alone_in_a_cell_is_its_words_and_opens_no_list(nothing: str, tmp_path: Path) -> None:
    plans = [YEARS, ["Molenhof", "12", nothing, "8"]]
    assert rows(document(tmp_path, [BODY, table(XS, 120, plans)])) == plans


def test_a_table_without_rules_is_told_by_its_columns(tmp_path: Path) -> None:
    found = document(tmp_path, [BODY, table(XS, 120, PLANS, ruled=False)])
    assert rows(found) == PLANS
    assert found.tables[0].method == "borderless"


def test_a_group_of_rows_spans_the_table(tmp_path: Path) -> None:
    page = [table([70.0, 200, 260], 120, [["", "2031"], ["", ""], ["Molenhof", "12"]], ruled=False)]
    borders: list[Draw] = [rule(70, y, 260, y) for y in (120, 136, 152, 168)]
    borders += [
        rule(70, 120, 70, 168),
        rule(260, 120, 260, 168),
        rule(200, 120, 200, 136),
        rule(200, 152, 200, 168),
    ]
    found = document(tmp_path, [BODY, *page, text(73, 138, "Harde plannen"), *borders])
    spans = [(c.row, c.column, c.column_span) for c in found.tables[0].cells if c.column_span > 1]
    assert spans == [(1, 0, 2)]


def test_a_cell_has_its_paragraphs_and_bullets_as_parts(tmp_path: Path) -> None:
    page = [
        grid([70, 260, 420], [100, 116, 220]),
        text(73, 102, "Afspraak", style="b"),
        text(263, 102, "Wie", style="b"),
        lines(73, 120, ["De gemeente zoekt grond voor een", "nieuwe wijk:"]),
        text(73, 150, "•"),
        lines(85, 150, ["langs de rivier en langs de", "oude spoorlijn;"]),
        text(73, 178, "•"),
        text(85, 178, "in het centrum."),
        text(263, 120, "Gemeente"),
        text(263, 150, "Welbouw"),
    ]
    found = document(tmp_path, [BODY, *page])
    parts = {(p.cell.column, p.block): found.quote(p.span) for p in found.passages if p.cell}
    assert list(parts.values()) == [
        "De gemeente zoekt grond voor een nieuwe wijk:",
        "langs de rivier en langs de oude spoorlijn;",
        "in het centrum.",
        "Gemeente",
        "Welbouw",
    ]
    assert [column for column, _ in parts] == [0, 0, 0, 1, 1]


HEAD = ["Afspraak", "Regie"]


def cut_pages(repeats_head: bool) -> tuple[list[Draw], list[Draw]]:
    """A table whose second row goes on overleaf."""
    first = [
        BODY,
        grid([70, 300, 420], [700, 716, 750, 800]),
        text(73, 702, HEAD[0], style="b"),
        text(303, 702, HEAD[1], style="b"),
        text(73, 720, "1) Welbouw bouwt woningen."),
        text(303, 720, "Welbouw"),
        lines(73, 754, ["2) De gemeente zoekt grond voor", "woningen en voor"]),
        text(303, 754, "Gemeente"),
    ]
    top = 76 if repeats_head else 60
    second = [grid([70, 300, 420], [60, *([76] if repeats_head else []), top + 24, top + 48])]
    if repeats_head:
        second += [text(73, 62, HEAD[0], style="b"), text(303, 62, HEAD[1], style="b")]
    second += [
        text(73, top + 4, "een nieuwe school."),
        text(73, top + 28, "3) Partijen overleggen."),
        text(303, top + 28, "Alle partijen"),
    ]
    return first, second


@pytest.mark.parametrize("repeats_head", [True, False])
def test_a_row_that_a_page_break_cuts_is_one_row(repeats_head: bool, tmp_path: Path) -> None:
    found = document(tmp_path, *cut_pages(repeats_head))
    assert rows(found) == [
        HEAD,
        ["1) Welbouw bouwt woningen.", "Welbouw"],
        ["2) De gemeente zoekt grond voor woningen en voor een nieuwe school.", "Gemeente"],
        ["3) Partijen overleggen.", "Alle partijen"],
    ]
    assert {cell.page for cell in found.tables[0].cells} == {1, 2}


def test_the_words_of_a_cut_row_know_their_page(tmp_path: Path) -> None:
    found = document(tmp_path, *cut_pages(repeats_head=True))
    assert found.page_at(found.text.index("een nieuwe school")) == 2
    assert found.page_at(found.text.index("Gemeente", found.text.index("school"))) == 1


def test_shaded_rows_and_hairlines_make_a_table(tmp_path: Path) -> None:
    page = [
        shade(70, 100, 240, 118),
        shade(240, 100, 420, 118),
        text(73, 103, "Afspraak", style="b"),
        text(243, 103, "Regie", style="b"),
        text(73, 124, "Welbouw bouwt woningen."),
        text(243, 124, "Welbouw"),
        rule(70, 142, 240, 142),
        rule(240, 142, 420, 142),
        text(73, 148, "Partijen overleggen."),
        text(243, 148, "Alle partijen"),
        rule(70, 166, 240, 166),
        rule(240, 166, 420, 166),
    ]
    found = document(
        tmp_path,
        [BODY, *page, lines(70, 200, ["Daarna spreken partijen elkaar ieder kwartaal over de uitvoering."])],
    )
    assert rows(found) == [
        ["Afspraak", "Regie"],
        ["Welbouw bouwt woningen.", "Welbouw"],
        ["Partijen overleggen.", "Alle partijen"],
    ]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(
            [grid([70, 500], [100, 150]), lines(80, 110, ["Let op: dit is een kader", "en geen tabel."])],
            id="a boxed text",
        ),
        pytest.param(
            [
                grid([70, 500], [100, 130, 160]),
                text(80, 110, "Eerste kader."),
                text(80, 140, "Tweede kader."),
            ],
            id="boxes under each other",
        ),
        pytest.param(
            [
                shade(70, 100, 90, 300),
                shade(100, 200, 120, 300),
                shade(130, 150, 150, 300),
                text(70, 310, "2031"),
            ],
            id="the bars of a chart",
        ),
        pytest.param(
            [
                text(70, 100, "Namens de gemeente"),
                text(300, 100, "Namens Welbouw"),
                text(70, 150, "J. de Wit"),
                text(300, 150, "A. ter Horst"),
            ],
            id="signatures",
        ),
        pytest.param(
            [
                text(70, 100, "1 Wonen"),
                text(400, 100, "3"),
                text(70, 114, "2 Zorg"),
                text(400, 114, "5"),
                text(70, 128, "3 Bouwen"),
                text(400, 128, "9"),
            ],
            id="a list of contents",
        ),
    ],
)
def test_what_is_no_table(page: list[Draw], tmp_path: Path) -> None:
    assert document(tmp_path, [BODY, *page]).tables == ()


def test_a_caption_over_a_picture_is_signalled(tmp_path: Path) -> None:
    page = [
        BODY,
        text(70, 110, "Tabel 1: Ontwikkeling van de voorraad", style="b"),
        lines(70, 300, ["Daarna volgt tekst over wonen."]),
    ]
    assert [unread.code for unread in document(tmp_path, page).unread] == ["table_without_body"]


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    file = tmp_path / "twice.pdf"
    file.write_bytes(pdf([BODY, table(XS, 120, PLANS)]))
    one, other = read(file), read(file)
    assert (one.text, one.words, one.tables) == (other.text, other.words, other.tables)


def hairlines(
    top: float, rows_of_words: list[list[list[str]]], edges: list[float], right: float
) -> list[Draw]:
    """A shaded head and rows between hairlines; each cell a list of lines."""
    draws: list[Draw] = [shade(edges[0], top, right, top + 16)]
    for index, row in enumerate(rows_of_words):
        for x, cell in zip(edges, row, strict=True):
            draws += [lines(x + 3, top + 4, cell, style="" if index else "b")] if cell else []
        top += 4 + 12 * max(len(cell) for cell in row)
        draws += [rule(edges[0], top, right, top)]
    return draws


def test_a_row_with_its_name_alone_parts_no_table_of_hairlines(tmp_path: Path) -> None:
    plans = [YEARS, ["Harde plannen", "", "", ""], *PLANS[1:3], ["Overig", "", "", ""], PLANS[3]]
    page = hairlines(120, [[[cell] if cell else [] for cell in row] for row in plans], XS[:4], 380)
    assert rows(document(tmp_path, [BODY, *page])) == plans


def test_a_single_row_of_sentences_is_no_row_for_each_line(tmp_path: Path) -> None:
    row = [
        ["Uitdelen van een folder,", "in gewone taal, bij", "het loket van de wijk."],
        ["Gemeente", "Huurdersraad Noord", "Welbouw"],
        ["Q2 2031"],
    ]
    page = hairlines(120, [[["Actie"], ["Wie"], ["Wanneer"]], row], [70, 220, 350], 450)
    found = rows(document(tmp_path, [BODY, *page]))
    assert [cells[0] for cells in found] == ["Actie", " ".join(row[0])]


def test_a_head_wider_than_its_left_aligned_values_stays_over_them(tmp_path: Path) -> None:
    plans = [
        ["Huurklasse", "Streefbeeld", "Prognose 2031", "Totaal"],
        ["Goedkoop", "310", "2.140", "2.450"],
        ["Middelduur", "1.020", "5.480", "6.500"],
        ["Duur", "12%", "8%", "9%"],
    ]
    page = table([70.0, 140, 205, 285, 340], 120, plans, ruled=False)
    assert rows(document(tmp_path, [BODY, page])) == plans


ACTIONS = [
    text(70, 120, "Actie"),
    text(270, 120, "Wie"),
    text(400, 120, "Wanneer"),
    lines(70, 140, ["Uitwerken van een proef met", "wooncoaches"]),
    text(270, 140, "Welbouw"),
    text(400, 140, "eind 2031"),
    lines(70, 174, ["Opstellen van een lijst met", "lege panden"]),
    text(270, 174, "gemeente Waterdam"),
    text(400, 174, "medio 2032"),
]


def test_sentences_under_a_head_make_a_table_without_rules(tmp_path: Path) -> None:
    assert rows(document(tmp_path, [BODY, *ACTIONS])) == [
        ["Actie", "Wie", "Wanneer"],
        ["Uitwerken van een proef met wooncoaches", "Welbouw", "eind 2031"],
        ["Opstellen van een lijst met lege panden", "gemeente Waterdam", "medio 2032"],
    ]


def test_signatures_under_each_other_are_no_table(tmp_path: Path) -> None:
    xs, names = (70, 230, 390), ("Gemeente Waterdam", "Stichting Welbouw", "Huurdersraad Noord")
    signed = [
        text(x, top, words)
        for top, row in ((120, names), (160, ("A. Bos", "B. Kuik", "C. Prins")), (172, ("wethouder",) * 3))
        for x, words in zip(xs, row, strict=True)
    ]
    assert document(tmp_path, [BODY, *signed]).tables == ()
