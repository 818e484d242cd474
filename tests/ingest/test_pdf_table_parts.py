"""PDF: tables that go on overleaf, stand beside each other, or of which only the head was filled in."""

from __future__ import annotations

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from extractors import observations
from tests.ingest.printed import HEIGHT, WIDTH, Draw, document, grid, lines, rows, rule, table, text

BODY = lines(70, 60, ["De gemeente Waterdam en Welbouw maken elk jaar afspraken over", "wonen in de wijken."])
XS = [70.0, 160.0, 290.0, 420.0]
HEAD = ["Doelgroep", "Knelpunt", "Oplossing"]
# Word closes a table at the foot of each page, and rules only what a cell that spans rows leaves free.
FIRST_PAGE: list[Draw] = [
    BODY,
    *(text(x + 4, 640, word, style="b") for x, word in zip(XS, HEAD, strict=False)),
    rule(70, 656, 520, 656),
    text(74, 660, "Starters"),
    lines(164, 660, ["Te weinig kleine", "woningen in de stad."]),
    lines(294, 660, ["Welbouw splitst grote", "woningen."]),
    rule(160, 690, 520, 690),
    text(164, 694, "De huur is te hoog."),
    lines(294, 694, ["De gemeente onderzoekt", "of toewijzing naar"]),
    rule(70, 724, 520, 724),
]
AFTER = lines(70, 200, ["Partijen bespreken deze tabel elk najaar in hun bestuurlijk overleg over de stad."])


def test_the_rest_of_a_partly_ruled_table_has_the_columns_of_the_page_before(tmp_path: Path) -> None:
    page = [
        text(294, 60, "inkomen kan helpen."),
        rule(160, 74, 520, 74),
        text(164, 78, "Er is geen aanbod."),
        text(294, 78, "Welbouw bouwt studio's."),
        rule(290, 92, 520, 92),
        text(294, 96, "De gemeente wijst grond aan."),
        rule(70, 110, 520, 110),
        AFTER,
    ]
    found = document(tmp_path, FIRST_PAGE, page)
    assert len(found.tables) == 1
    assert rows(found) == [
        HEAD,
        ["Starters", "Te weinig kleine woningen in de stad.", "Welbouw splitst grote woningen."],
        ["", "De huur is te hoog.", "De gemeente onderzoekt of toewijzing naar inkomen kan helpen."],
        ["", "Er is geen aanbod.", "Welbouw bouwt studio's."],
        ["", "", "De gemeente wijst grond aan."],
    ]


def test_a_full_row_overleaf_is_no_rest_of_the_row_above(tmp_path: Path) -> None:
    page = [
        text(164, 60, "Er is geen aanbod."),
        text(294, 60, "Welbouw bouwt studio's."),
        rule(70, 74, 520, 74),
        AFTER,
    ]
    found = document(tmp_path, FIRST_PAGE, page)
    assert rows(found)[3] == ["", "Er is geen aanbod.", "Welbouw bouwt studio's."]


def test_prose_after_a_partly_ruled_table_is_no_rest_of_it(tmp_path: Path) -> None:
    found = document(
        tmp_path, FIRST_PAGE, [text(70, 60, "Vervolg", style="b"), AFTER, rule(70, 740, 220, 740)]
    )
    assert found.tables[0].row_count == 3


def test_a_head_without_rows_is_a_table_and_no_part_of_the_one_above(tmp_path: Path) -> None:
    xs = [170.0, 290.0, 520.0]
    head = ["Nummer", "Naam"]
    page = [
        BODY,
        rule(70, 110, 525, 110),  # the design around both tables
        text(74, 124, "Bijgevoegd"),
        table(xs, 122, [head, ["W-31", "Brief aan de raad"], ["W-32", "Nota van antwoord"]]),
        text(74, 190, "Ter inzage"),
        table(xs, 204, [head]),
        rule(70, 240, 525, 240),
        *AFTER_BODY,
    ]
    found = document(tmp_path, page)
    assert [each.row_count for each in found.tables] == [3, 1]
    assert rows(found, 1) == [head]


AFTER_BODY = [
    lines(70, 260, ["Welbouw legt de stukken ter inzage op haar kantoor aan de Havenweg in Waterdam."])
]


def test_a_box_whose_words_are_no_names_of_columns_is_no_table(tmp_path: Path) -> None:
    page = [
        BODY,
        grid([170, 290, 520], [120, 136]),
        text(173, 122, "Datum", style="b"),
        text(293, 122, "3 mei"),
    ]
    assert not document(tmp_path, page).tables


def test_a_rule_under_a_cell_underlines_no_word(tmp_path: Path) -> None:
    page = [
        BODY,
        *(text(x + 4, 120, word, style="b") for x, word in zip(XS, HEAD, strict=False)),
        rule(70, 136, 520, 136),
        text(74, 140, "Starters"),
        lines(164, 140, ["Te weinig kleine", "woningen."]),
        lines(294, 140, ["Welbouw splitst", "grote woningen."]),
        *(rule(x0, 164.5, x1, 164.5) for x0, x1 in zip(XS, [*XS[1:], 520.0], strict=True)),
        text(74, 168, "Senioren"),
        text(164, 168, "Te weinig liften."),
        text(294, 168, "Welbouw bouwt liften."),
        rule(70, 182, 520, 182),
    ]
    found = document(tmp_path, page)
    assert rows(found)[1] == ["Starters", "Te weinig kleine woningen.", "Welbouw splitst grote woningen."]


WEST = [["Molenhof", "12", "8"], ["De Werf", "20", "4"], ["Kade", "6", "10"]]
EAST = [["Dijkzicht", "7", "9"], ["Park Zuid", "15", "3"], ["Haven", "5", "11"]]
YEARS = ["Project", "2031", "2032"]


def test_tables_on_one_page_with_the_same_head_stay_two(tmp_path: Path) -> None:
    left, right = [70.0, 160.0, 210.0, 260.0], [310.0, 400.0, 450.0, 500.0]
    beside = document(tmp_path, [BODY, table(left, 120, [YEARS, *WEST]), table(right, 120, [YEARS, *EAST])])
    below = document(tmp_path, [BODY, table(left, 120, [YEARS, *WEST]), table(left, 240, [YEARS, *EAST])])
    for found in (beside, below):
        assert [rows(found, 0), rows(found, 1)] == [[YEARS, *WEST], [YEARS, *EAST]]


def test_tables_side_by_side_share_the_title_over_them_and_tables_below_each_other_do_not(
    tmp_path: Path,
) -> None:
    left, right = [70.0, 160.0, 210.0, 260.0], [310.0, 400.0, 450.0, 500.0]
    title = text(70, 110, "Nieuwbouw", 14, "b")
    west = table(left, 140, [YEARS, *WEST])
    beside = document(tmp_path, [BODY, title, west, table(right, 140, [YEARS, *EAST])])
    below = document(tmp_path, [BODY, title, west, table(left, 260, [YEARS, *EAST])])
    assert [each.title is not None for each in beside.tables] == [True, True]
    assert [each.title is not None for each in below.tables] == [True, False]


def test_a_table_printed_sideways_on_a_page_that_is_shown_turned(tmp_path: Path) -> None:
    def turned(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.translate(WIDTH, 0)
        canvas.rotate(90)
        canvas.translate(0, WIDTH - HEIGHT)  # `printed` measures from the top of an upright page

    page = [turned, text(70, 60, "Nieuwbouw", 14, "b"), table([70, 300, 400, 500], 120, [YEARS, *WEST])]
    found = document(tmp_path, [BODY], page)
    assert rows(found) == [YEARS, *WEST]
    assert found.tables[0].title is not None


def test_a_head_repeated_in_mid_table_under_rules_stays_in_the_grid(tmp_path: Path) -> None:
    later = ["Project", "2033", "2034"]
    xs = [70.0, 160.0, 210.0, 260.0]
    title = text(70, 96, "Nieuwbouw", 14, "b")
    found = document(tmp_path, [BODY, title, table(xs, 120, [YEARS, *WEST]), table(xs, 184, [later, *EAST])])
    assert rows(found) == [YEARS, *WEST, later, *EAST]
    built = [row for row in observations.extract(found) if isinstance(row, observations.Row)]
    assert {(row.project, row.year) for row in built if row.value_max == 15} == {("Park Zuid", 2033)}
