"""PDF: rows alone at the edge of a page are rows of the table across the page break."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors import observations
from tests.ingest.printed import Draw, document, grid, lines, outline, rows, rule, shade, text

XS = [70.0, 200.0, 260.0, 320.0, 380.0]
HEAD = ["Project", "2031", "2032", "2033"]
WEST = [["Molenhof", "12", "8", "6"], ["De Werf", "20", "", "3"], ["Kade", "6", "10", "44"]]
TOTAL = ["Totaal", "38", "18", "53"]
TITLE = text(70, 700, "Nieuwbouw van sociale huurwoningen", style="b")
BODY = lines(70, 60, ["De gemeente Waterdam en Welbouw maken elk jaar afspraken over", "wonen in de wijken."])
AFTER = lines(70, 200, ["Partijen bespreken deze tabel elk najaar in hun bestuurlijk overleg over de stad."])


def plain(top: float, cells: list[list[str]], design: str) -> list[Draw]:
    """Rows in one type: the head is told by its place, or by a shade."""
    ys = [top + 16 * index for index in range(len(cells) + 1)]
    words = [
        text(x + 4, y + 2, word)
        for row, y in zip(cells, ys, strict=False)
        for x, word in zip(XS, row, strict=False)
        if word
    ]
    if design == "grid":
        return [grid(XS, ys), *words]
    if design == "shaded":
        shades = [shade(XS[0], ys[0], XS[-1], ys[1])] if cells[0] == HEAD else []
        return [*shades, *(rule(XS[0], y, XS[-1], y) for y in ys), *words]
    return words


@pytest.mark.parametrize("design", ["grid", "shaded", "open"])
def test_a_head_alone_at_the_foot_heads_the_rows_overleaf(tmp_path: Path, design: str) -> None:
    found = document(
        tmp_path, [BODY, TITLE, *plain(716, [HEAD], design)], [*plain(60, [*WEST, TOTAL], design), AFTER]
    )
    assert [rows(found, index) for index in range(len(found.tables))] == [[HEAD, *WEST, TOTAL]]
    built = [row for row in observations.extract(found) if isinstance(row, observations.Row)]
    assert {(row.project, row.year, row.value_max) for row in built if row.project != "TOTAL"} == {
        (name, int(year), int(value))
        for name, *values in WEST
        for year, value in zip(HEAD[1:], values, strict=True)
        if value
    }


@pytest.mark.parametrize("design", ["grid", "open"])
def test_a_last_row_alone_at_the_top_belongs_to_the_table_before(tmp_path: Path, design: str) -> None:
    first = [BODY, TITLE, *plain(716, [HEAD, *WEST], design)]
    found = document(tmp_path, first, [*plain(60, [TOTAL], design), AFTER])
    assert [rows(found, index) for index in range(len(found.tables))] == [[HEAD, *WEST, TOTAL]]


def test_a_wrapped_head_and_a_wrapped_last_row_stay_whole(tmp_path: Path) -> None:
    foot = [*plain(700, [["Naam van", "2031", "2032", "2033"]], "open"), text(74, 714, "het project")]
    top = [*plain(60, WEST, "grid"), AFTER]
    assert rows(document(tmp_path, [BODY, *foot], top))[0] == ["Naam van het project", *HEAD[1:]]
    last = [*plain(60, [["Haven en", "38", "18", "53"]], "open"), text(74, 74, "Kade-Zuid"), AFTER]
    found = document(tmp_path, [BODY, TITLE, *plain(716, [HEAD, *WEST], "grid")], last)
    assert rows(found)[-1] == ["Haven en Kade-Zuid", "38", "18", "53"]


@pytest.mark.parametrize(
    ("foot", "top"),
    [
        (["Gemeente", "Welbouw"], WEST),  # two of four columns
        (["Waterdam 2031", "", "", "Pagina"], WEST),
        (HEAD, [["Wijk", "2034", "2035", "2036"], *WEST]),  # the rows have years of their own
        (HEAD, [["Wijk", "Koop", "Huur", "Sloop"], *WEST]),
    ],
    ids=["two phrases", "few phrases", "other years", "other names"],
)
def test_other_words_at_the_foot_are_no_head(tmp_path: Path, foot: list[str], top: list[list[str]]) -> None:
    pages = [BODY, *plain(716, [foot], "open")], [*plain(60, top, "grid"), AFTER]
    assert rows(document(tmp_path, *pages))[0] == top[0]


def test_signatures_after_a_table_are_no_row_of_it(tmp_path: Path) -> None:
    names = [text(x, 60, name) for x, name in ((70, "Gemeente"), (230, "Welbouw"), (400, "Huurders"))]
    first = [BODY, TITLE, *plain(716, [HEAD, *WEST], "grid")]
    found = document(tmp_path, first, [*names, AFTER])
    assert rows(found) == [HEAD, *WEST]
    assert any("Gemeente" in passage for passage in outline(found))


@pytest.mark.parametrize("is_open", [True, False])
def test_a_head_in_the_top_margin_of_every_page_does_not_run_along(tmp_path: Path, is_open: bool) -> None:
    """Over the first rule, as in a book, or between rules."""
    pages = []
    for name in ("Noord", "Zuid", "Oost"):
        ys = [76.0 if is_open else 60.0, *([] if is_open else [76.0]), 124.0]
        drawn = [rule(XS[0], y, XS[-1], y) for y in ys]
        cells = [HEAD, *([f"{name} {row[0]}", *row[1:]] for row in WEST)]
        pages.append([*drawn, *plain(60, cells, "open"), AFTER])
    found = document(tmp_path, *pages)
    assert [rows(found, index)[0] for index in range(len(found.tables))] == [HEAD] * len(found.tables)
    assert "2032" not in " ".join(outline(found))
