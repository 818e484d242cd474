"""PDF: tables as designers set them: heads over groups of columns, painted cells with white between them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.printed import Draw, document, lines, rows, rule, shade, table, text

BODY = lines(70, 60, ["De gemeente Waterdam en Welbouw maken elk jaar afspraken over", "wonen in de wijken."])
AFTER = lines(70, 212, ["Partijen bespreken deze cijfers elk najaar in hun overleg over de stad."])
NAMES = ["Welbouw", "De Linde", "Totaal"]


def right(x: float, top: float, words: str, style: str = "") -> Draw:
    """Digits that end at x."""
    return text(x - 5.56 * len(words), top, words, style=style)


def numbers(ends: list[float], top: float, count: int = 3) -> list[Draw]:
    """Rows of names and numbers set to the right."""
    return [
        draw
        for row in range(count)
        for draw in (
            text(73, top + 16 * row, NAMES[row]),
            *(right(x, top + 16 * row, str(10 * row + at)) for at, x in enumerate(ends, 5 * (row == 2))),
        )
    ]


@pytest.mark.parametrize(
    ("groups", "years", "spans"),
    [
        ([(195, "Nieuwbouw"), (305, "Sloop")], ["2031", "2032"] * 2, [(1, 2), (3, 2)]),
        ([(195, "Nieuwbouw"), (315, "Sloop")], ["2031", "2032", "2031", "2032"], [(1, 2), (3, 2)]),
        ([(180, "Nu"), (280, "Prognose")], ["2031", "2033", "2035", "2037"], [(1, 1), (2, 3)]),
    ],
    ids=["the years come again", "wherever the phrases stand", "over the middle of the cells"],
)
def test_phrases_share_out_the_columns_under_them(
    groups: list[tuple[float, str]], years: list[str], spans: list[tuple[int, int]], tmp_path: Path
) -> None:
    ends = [220.0, 275.0, 330.0, 385.0]
    page = [rule(70, y, 390, y) for y in (118, 150, 202)]
    page += [text(x, 120, words, style="b") for x, words in groups]
    page += [right(x, 136, year, "b") for x, year in zip(ends, years, strict=True)]
    found = document(tmp_path, [BODY, *page, *numbers(ends, 154)]).tables[0]
    assert [(c.column, c.column_span) for c in found.cells if c.row == 0 and c.column] == spans


def test_the_shaded_cells_of_a_total_are_no_head(tmp_path: Path) -> None:
    ends = [220.0, 275.0, 330.0, 385.0, 440.0]
    page = [rule(70, y, 445, y) for y in (118, 134, 202)]
    page += [right(x, 120, f"203{at}", "b") for at, x in enumerate(ends)]
    page += [shade(x - 50, 136, x + 5, 152) for x in ends] + [shade(70, 136, 170, 152)]
    page += [text(73, 138, "Samen", style="b"), *(right(x, 138, "60", "b") for x in ends)]
    found = document(tmp_path, [BODY, *page, *numbers(ends, 154)])
    assert rows(found)[:2] == [["", "2030", "2031", "2032", "2033", "2034"], ["Samen", *["60"] * 5]]
    assert found.tables[0].header_rows == 1


def test_the_first_lines_of_two_labels_head_no_groups(tmp_path: Path) -> None:
    ends = [220.0, 275.0, 330.0, 385.0]
    page = [rule(70, y, 390, y) for y in (118, 150, 202)]
    page += [text(x, 124, "Bewoond", style="b") for x in (176, 304)]
    page += [right(x, 136, words, "b") for x, words in zip(ends, ["huizen", "deel"] * 2, strict=True)]
    found = document(tmp_path, [BODY, *page, *numbers(ends, 154)])
    assert [" ".join(words.split()) for words in rows(found)[0]] == ["", *["Bewoond huizen", "deel"] * 2]


@pytest.mark.parametrize(("across", "down"), [(5, 5), (5, 0), (0, 6)], ids=["both", "columns", "rows"])
def test_painted_cells_with_white_between_them_are_one_table(
    across: float, down: float, tmp_path: Path
) -> None:
    grid = [["Gemeente", "Welbouw"], ["Levert kavels.", "Bouwt 40 woningen."], ["Meet geluid.", "Isoleert."]]
    page = []
    for row, cells in enumerate(grid):
        top = 120 + (24 + down) * row
        for column, words in enumerate(cells):
            x = 70 + (150 + across) * column
            page += [shade(x, top, x + 150, top + 24), text(x + 6, top + 6, words, style="" if row else "b")]
    found = document(tmp_path, [BODY, *page])
    assert rows(found) == grid


def test_numbers_on_small_boxes_before_lines_are_no_table(tmp_path: Path) -> None:
    page = []
    for row in range(4):
        top = 120 + 36 * row
        page += [shade(70 + 18 * at, top, 84 + 18 * at, top + 12) for at in range(2)]
        page += [text(73 + 18 * at, top + 2, f"{row}{at}", 7) for at in range(2)]
        page += [text(110, top, "Een bron over wonen in de wijken."), text(70, top + 14, "www.bron.nl", 8)]
    assert document(tmp_path, [BODY, *page]).tables == ()


def test_painted_boxes_far_apart_stay_boxes(tmp_path: Path) -> None:
    page = []
    for x in (70, 260):
        for top in (120, 180):
            page += [
                shade(x, top, x + 170, top + 40),
                text(x + 6, top + 6, f"Kader {x} op {top} met woorden."),
            ]
    assert document(tmp_path, [BODY, *page]).tables == ()


def test_a_white_row_under_a_shaded_head_and_a_shaded_row_is_of_their_table(tmp_path: Path) -> None:
    grid = [["Nr", "Actie", "Wie"], ["1", "Bouwen aan de kade", "Welbouw"], ["2", "Meten", "Gemeente"]]
    page = [shade(x, top, x + 120, top + 18) for top in (120, 138) for x in (70, 190, 310)]
    page += [
        text(x + 4, 123 + 18 * row, words, style="" if row else "b")
        for row, cells in enumerate(grid)
        for x, words in zip((70, 190, 310), cells, strict=True)
    ]
    assert rows(document(tmp_path, [BODY, *page])) == grid


def test_a_heading_of_another_section_is_no_title(tmp_path: Path) -> None:
    page = [text(70, 90, "Artikel 2 Nieuwbouw", style="b"), lines(70, 104, ["Welbouw bouwt elk jaar."])]
    page += [text(70, 130, "Artikel 3 Slot", style="b"), lines(70, 144, ["Het overzicht hoort hierbij."])]
    page += [table([70, 150, 250], 170, [["Jaar", "Nieuwbouw"], ["2031", "22"], ["2032", "18"]])]
    assert document(tmp_path, [BODY, *page]).tables[0].title is None


def test_rows_without_rules_under_a_painted_head(tmp_path: Path) -> None:
    grid = [
        ["Actie", "Trekker", "Gereed"],
        ["Bouwen aan de kade", "Welbouw", "mei 2031"],
        ["Meten", "Es", "2032"],
    ]
    page = [shade(x, 120, x + 120, 138) for x in (70, 190, 310)]
    page += [
        text(x + 4, 123 + 20 * row, words, style="" if row else "b")
        for row, cells in enumerate(grid)
        for x, words in zip((70, 190, 310), cells, strict=True)
    ]
    assert (
        rows(document(tmp_path, [BODY, *page, lines(70, 200, ["Daarna volgt gewone tekst over wonen."])]))
        == grid
    )


def test_names_of_groups_stand_over_a_rule_that_leaves_out_the_first_column(tmp_path: Path) -> None:
    ends = [220.0, 275.0, 330.0, 385.0]
    page = [rule(180, 134, 390, 134), rule(70, 157, 390, 157), text(73, 135, "Soort", style="b")]
    page += [text(x, 121, words, style="b") for x, words in ((230, "Nu"), (331, "Straks"))]
    page += [right(x, 145, year, "b") for x, year in zip(ends, ["2031", "2032", "2033", "2034"], strict=True)]
    found = rows(document(tmp_path, [BODY, *page, *numbers(ends, 161)]))
    assert found[:2] == [["Soort", "Nu", "", "Straks", ""], ["", "2031", "2032", "2033", "2034"]]


def test_a_name_wider_than_its_numbers_stays_in_its_column(tmp_path: Path) -> None:
    middles = [220.0, 270.0, 320.0]
    page = [rule(70, y, 390, y) for y in (118, 134, 186)]
    page += [text(x - 11.1, 120, str(2031 + at), style="b") for at, x in enumerate(middles)]
    for row, name in enumerate(NAMES):
        page += [text(73, 138 + 16 * row, name), *(text(x - 2.8, 138 + 16 * row, str(row)) for x in middles)]
    assert rows(document(tmp_path, [BODY, *page]))[0] == ["", "2031", "2032", "2033"]


def test_a_first_row_of_sentences_is_no_head(tmp_path: Path) -> None:
    grid = [["Overleg", "Partijen spreken elkaar in april."], ["Verslag", "Welbouw maakt het verslag."]]
    page = [rule(70, y, 400, y) for y in (118, 138, 158)] + [rule(x, 118, x, 158) for x in (70, 180, 400)]
    page += [
        text(x, 121 + 20 * row, w) for row, r in enumerate(grid) for x, w in zip((74, 184), r, strict=True)
    ]
    assert document(tmp_path, [BODY, *page]).tables[0].header_rows == 0


def test_rules_between_columns_may_stand_out_over_the_first_row(tmp_path: Path) -> None:
    page = [rule(x, 100, x, 130) for x in (70, 200)] + [rule(70, y, 390, y) for y in (130, 150, 190)]
    page += [text(73, 133, "Plan", style="b"), text(203, 133, "2031", style="b")]
    page += [text(x, 154 + 16 * row, w) for row in (0, 1) for x, w in ((73, f"Kade {row}"), (203, "12"))]
    assert "Kade 1" in document(tmp_path, [BODY, *page]).text


@pytest.mark.parametrize(
    ("last", "is_row"),
    [("Totaal", True), ("Partijen bespreken dit elk jaar in het najaar.", False)],
    ids=["a total", "what is said next"],
)
def test_a_row_under_the_last_rule(last: str, is_row: bool, tmp_path: Path) -> None:
    ends = [220.0, 275.0, 330.0, 385.0]
    page = [rule(70, y, 390, y) for y in (118, 134, 186)]
    page += [right(x, 120, f"203{at}", "b") for at, x in enumerate(ends)]
    page += [text(73, 190, last), *([right(x, 190, "60") for x in ends] if is_row else [])]
    found = document(tmp_path, [BODY, *page, *numbers(ends, 138), AFTER])
    assert rows(found)[-1][0] == (last if is_row else "Totaal")
    assert len(rows(found)) == 4 + is_row
