"""PDF: the shapes tables have on the page, and what only looks like one."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.ingest.printed import Draw, document, grid, lines, rows, rule, shade, text

BODY = lines(70, 60, ["De gemeente Waterdam en Welbouw maken elk jaar afspraken over", "wonen in de wijken."])
UNDER = ["Partijen bespreken deze tabel elk najaar in hun bestuurlijk overleg over de stad."]
XS = [70.0, 210.0, 290.0, 370.0]


def cells(tops: list[float], words: list[list[str]], xs: list[float] = XS, style: str = "") -> list[Draw]:
    """Words by row and column, the first row in bold where no style is given."""
    return [
        text(x + 3, top, word, style=style or ("b" if top == tops[0] else ""))
        for top, row in zip(tops, words, strict=True)
        for x, word in zip(xs, row, strict=False)
        if word
    ]


def across(*heights: float, start: float = XS[0], end: float = 450.0) -> list[Draw]:
    return [rule(start, y, end, y) for y in heights]


HEAD = ["Project", "2031", "2032"]
PLANS = [["Molenhof", "12", "8"], ["De Werf", "20", "4"], ["Kade", "6", "10"]]


def test_three_rules_make_a_table(tmp_path: Path) -> None:
    page = [*across(118, 134, 190), *cells([120, 138, 154, 170], [HEAD, *PLANS])]
    assert rows(document(tmp_path, [BODY, *page])) == [HEAD, *PLANS]


def test_a_phrase_over_several_columns_spans_them(tmp_path: Path) -> None:
    page = [
        *across(118, 150, 206),
        rule(210, 134, 450, 134),
        text(300, 120, "Aantal", style="b"),
        *cells([136, 154, 170, 186], [HEAD, *PLANS]),
    ]
    found = document(tmp_path, [BODY, *page])
    assert rows(found) == [["Project", "Aantal", ""], ["", "2031", "2032"], *PLANS]
    spans = {(c.row, c.column): (c.row_span, c.column_span) for c in found.tables[0].cells if c.row < 2}
    assert spans[0, 0] == (2, 1)
    assert spans[0, 1] == (1, 2)


def test_lines_of_a_head_are_one_cell(tmp_path: Path) -> None:
    page = [
        *across(118, 146, 186),
        text(213, 120, "Aantal", style="b"),
        *cells(
            [132, 150, 166],
            [["Project", "woningen", "Jaar"], ["Molenhof", "12", "2031"], ["Kade", "6", "2032"]],
        ),
    ]
    assert rows(document(tmp_path, [BODY, *page]))[0] == ["Project", "Aantal woningen", "Jaar"]


def test_ruled_columns_without_ruled_rows(tmp_path: Path) -> None:
    page = [grid([70, 210, 290, 370], [118, 134, 190]), *cells([120, 138, 154, 170], [HEAD, *PLANS])]
    assert rows(document(tmp_path, [BODY, *page])) == [HEAD, *PLANS]


def test_shaded_rows_without_rules(tmp_path: Path) -> None:
    page = [shade(70, y, 450, y + 16) for y in (118, 150)]
    page += cells([120, 136, 152, 168], [HEAD, *PLANS])
    page += across(184)
    assert rows(document(tmp_path, [BODY, *page])) == [HEAD, *PLANS]


@pytest.mark.parametrize("is_by_cell", [False, True])
def test_the_last_row_of_a_striped_table_may_be_white(is_by_cell: bool, tmp_path: Path) -> None:
    xs = [70, 210, 290, 370] if is_by_cell else [70, 370]
    page = [shade(x0, y, x1, y + 16) for y in (118, 150) for x0, x1 in pairwise(xs)]
    page += cells([120, 136, 152, 168], [HEAD, *PLANS])
    page += [lines(70, 200, UNDER)]
    assert rows(document(tmp_path, [BODY, *page])) == [HEAD, *PLANS]


def test_a_line_under_a_striped_table_is_no_row_of_it(tmp_path: Path) -> None:
    page = [shade(70, y, 370, y + 16) for y in (118, 150)]
    page += cells([120, 136, 152], [HEAD, *PLANS[:2]])
    page += [lines(70, 172, UNDER)]
    assert rows(document(tmp_path, [BODY, *page])) == [HEAD, *PLANS[:2]]


def test_a_date_broken_in_its_cell_parts_no_row(tmp_path: Path) -> None:
    page = [
        grid([70, 210, 330, 400], [118, 134, 162]),
        *cells([120], [["Afspraak", "Wie", "Planning"]], xs=[73, 213, 333]),
        lines(73, 136, ["In 2031 worden 85", "woningen geïsoleerd."]),
        lines(213, 136, ["Welbouw, met de", "gemeente"]),
        lines(333, 136, ["31-12-", "2031"]),
    ]
    assert rows(document(tmp_path, [BODY, *page]))[1:] == [
        ["In 2031 worden 85 woningen geïsoleerd.", "Welbouw, met de gemeente", "31-12-\n2031"]
    ]


def test_borders_drawn_cell_by_cell_tell_the_columns(tmp_path: Path) -> None:
    page = [rule(x0, y, x1, y) for y in (118, 134, 190) for x0, x1 in ((70, 210), (210, 290), (290, 370))]
    sparse = [["Molenhof", "", "8"], ["De Werf", "20", ""], ["Kade", "", "10"]]
    page += cells([120, 138, 154, 170], [HEAD, *sparse])
    assert rows(document(tmp_path, [BODY, *page])) == [HEAD, *sparse]


def test_a_rule_under_some_columns_lets_the_others_go_on(tmp_path: Path) -> None:
    page = [
        *across(118, 134, 190),
        *across(162, start=210),
        *cells([120, 138], [["Partij", "Actie", "Wie"], ["Welbouw", "Bouwt in Oost", "Team A"]]),
        *cells([166], [["", "Sloopt in West", "Team B"]], style="i"),
    ]
    found = document(tmp_path, [BODY, *page])
    assert rows(found) == [
        ["Partij", "Actie", "Wie"],
        ["Welbouw", "Bouwt in Oost", "Team A"],
        ["", "Sloopt in West", "Team B"],
    ]
    assert [(c.row, c.row_span) for c in found.tables[0].cells if c.row_span > 1] == [(1, 2)]


def test_a_wrapped_name_is_one_cell(tmp_path: Path) -> None:
    page = [
        *across(118, 134, 202),
        *cells([120, 138], [HEAD, ["Verbouwing van het", "12", "8"]]),
        text(83, 149, "oude raadhuis"),
        *cells([166, 182], PLANS[1:], style="i"),
    ]
    assert rows(document(tmp_path, [BODY, *page]))[1] == ["Verbouwing van het\noude raadhuis", "12", "8"]


def test_title_and_notes_inside_the_frame_are_no_rows(tmp_path: Path) -> None:
    page = [
        *across(100, 118, 134, 190, 208, end=370),
        *(rule(x, 100, x, 208) for x in (70, 370)),
        *(rule(x, 118, x, 190) for x in (210, 290)),
        text(150, 103, "Woningen per project", style="b"),
        *cells([120, 138, 154, 170], [HEAD, *PLANS]),
        text(73, 193, "Noot: stand van zaken eind vorig jaar, cijfers afgerond."),
    ]
    assert rows(document(tmp_path, [BODY, *page])) == [HEAD, *PLANS]


def test_a_table_in_typewriter_type_with_a_typed_rule(tmp_path: Path) -> None:
    def typed(top: float, words: str) -> Draw:
        def draw(canvas):  # type: ignore[no-untyped-def]
            canvas.setFont("Courier", 10)
            canvas.drawString(70, 842 - top - 10, words)

        return draw

    page = [
        typed(120, "Project        2031   2032"),
        typed(132, "--------------------------"),
        typed(144, "Molenhof         12      8"),
        typed(156, "De Werf          20      4"),
        typed(168, "Kade              6     10"),
    ]
    assert rows(document(tmp_path, [BODY, *page])) == [HEAD, *PLANS]


def test_underlined_words_part_no_rows(tmp_path: Path) -> None:
    page = [grid([70, 250, 450], [118, 134, 166]), *cells([120], [["Bron", "Inhoud"]], [70, 250])]
    page += [
        lines(73, 136, ["Woonvisie Waterdam", "deel twee"]),
        lines(253, 136, ["Doelen en cijfers", "tot 2035"]),
        rule(73, 148, 73 + stringWidth("Woonvisie Waterdam", "Helvetica", 10), 148),
    ]
    assert rows(document(tmp_path, [BODY, *page])) == [
        ["Bron", "Inhoud"],
        ["Woonvisie Waterdam\ndeel twee", "Doelen en cijfers tot 2035"],
    ]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(
            [
                grid([60, 540], [90, 300]),
                *(text(70, 100 + 16 * i, f"{i + 1}.") for i in range(6)),
                *(text(95, 100 + 16 * i, "Welbouw bouwt woningen in de wijk.") for i in range(6)),
            ],
            id="a numbered list in a box",
        ),
        pytest.param(
            [
                grid([60, 540], [90, 300]),
                *(shade(200, 110 + 40 * i, 260 + 40 * i, 124 + 40 * i) for i in range(4)),
                *(text(80, 112 + 40 * i, f"Wijk {i}") for i in range(4)),
                *(text(480, 112 + 40 * i, f"{20 + i}%") for i in range(4)),
            ],
            id="a bar chart in a panel",
        ),
        pytest.param(
            [
                rule(60, 100, 540, 100),
                *(text(60 + 40 * i, 104, str(2020 + i)) for i in range(8)),
                text(40, 92, "0"),
            ],
            id="the axis of a chart",
        ),
        pytest.param(
            [grid([20, 575], [20, 820]), text(70, 140, "datum"), text(160, 140, "3 mei 2031")],
            id="a border around the page",
        ),
    ],
)
def test_what_only_looks_like_a_table(page: list[Draw], tmp_path: Path) -> None:
    assert document(tmp_path, [BODY, *page]).tables == ()


def test_heavy_rules_between_columns_are_no_bars_of_a_chart(tmp_path: Path) -> None:
    tops = [120.0, *(138.0 + 14 * row for row in range(8))]
    heavy = [shade(240, top - 2, 242.4, top + 12) for top in tops]
    names = [["Jaar", "Woningen", "Jaar", "Woningen"]]
    names += [[f"jaar {n}", str(100 + n), f"jaar {n + 8}", str(200 + n)] for n in range(1, 9)]
    page = [*across(118, 134, 252), *heavy, *cells(tops, names, [70.0, 170.0, 250.0, 350.0])]
    assert rows(document(tmp_path, [BODY, *page])) == names


def test_years_stand_over_the_middle_of_short_numbers(tmp_path: Path) -> None:
    tops = [120.0, *(138.0 + 14 * row for row in range(6))]
    head = [text(x, tops[0], year, style="b") for x, year in ((230, "2031"), (290, "2032"), (350, "2033"))]
    names = [[f"Plan {n}", str(10 + n), "", str(30 + n)] for n in range(6)]
    page = [*head, *cells(tops[1:], names, [67.0, 232.6, 292.6, 352.6])]
    assert rows(document(tmp_path, [BODY, *page]))[0] == ["", "2031", "2032", "2033"]


ACTIONS = [
    ["A.", "Opstellen van een visie op zorg", "Waterdam", "Q2 2031"],
    ["B.", "Isoleren van 36 huizen aan de kade", "Welbouw", "2032"],
    ["C.", "Onderzoeken van de urgentieregels", "Waterdam", "mei 2032"],
]


@pytest.mark.parametrize("style", ["b", ""], ids=["a bold head", "a plain one"])
def test_rows_of_words_far_apart_with_letters_before_them(style: str, tmp_path: Path) -> None:
    """'urgentieregels' ends right before the next column; the letters stand under no name."""
    xs = (70, 95, 262, 340)
    page = [
        text(x, 110, name, style=style) for x, name in zip(xs[1:], ("Actie", "Wie", "Gereed"), strict=True)
    ]
    page += [
        text(x, 140 + 34 * at, words)
        for at, row in enumerate(ACTIONS)
        for x, words in zip(xs, row, strict=True)
    ]
    found = document(tmp_path, [BODY, *page])
    assert [rows(found)] == [[["", "Actie", "Wie", "Gereed"], *ACTIONS]] if style else not found.tables


@pytest.mark.parametrize(
    ("mark", "x", "name"),
    [("FE", 95, "Isoleren van huizen"), ("B.", 140, "van huizen aan de kade")],
    ids=["a mark read wrongly", "the first word of a cell lost"],
)
def test_a_row_that_was_recognised_with_a_fault_ends_no_table(
    mark: str, x: float, name: str, tmp_path: Path
) -> None:
    page = [text(at, 110, word, style="b") for at, word in ((95, "Actie"), (262, "Wie"), (340, "Gereed"))]
    faulty = [ACTIONS[0], [mark, name, "Welbouw", "2032"], ACTIONS[2]]
    for row, words in enumerate(faulty):
        starts = (70, x if row == 1 else 95, 262, 340)
        page += [text(at, 140 + 34 * row, word) for at, word in zip(starts, words, strict=True)]
    assert rows(document(tmp_path, [BODY, *page]))[1:] == faulty
