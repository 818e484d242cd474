"""PDF: how many rows head a table, and titles set in the band of its head."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors._document import Table
from tests.ingest.printed import Draw, document, grid, lines, rows, rule, shade, text

BODY = lines(70, 60, ["De gemeente Waterdam en Welbouw maken elk jaar afspraken over", "wonen in de wijken."])
XS = [70.0, 150.0, 230.0, 310.0, 390.0]
YEARS = ["2031", "2032", "2033", "2034"]


def _ruled(tmp_path: Path, *cells: list[str]) -> Table:
    """A grid of four columns; '' goes on with the cell before it."""
    page: list[Draw] = [BODY, *(rule(70, 120 + 16 * at, 390, 120 + 16 * at) for at in range(len(cells) + 1))]
    for at, row in enumerate(cells):
        top = 120 + 16 * at
        walls = [x for x, words in zip(XS, row, strict=False) if words] + [390]
        page += [rule(x, top, x, top + 16) for x in walls]
        page += [text(x + 4, top + 3, words) for x, words in zip(XS, row, strict=False) if words]
    return document(tmp_path, page).tables[0]


@pytest.mark.parametrize(
    ("under", "below", "header_rows"),
    [
        (YEARS, ["410", "402", "398", "390"], 2),
        (["2031*", *YEARS[1:]], ["410", "402", "398", "390"], 2),
        (["Huur", "Koop"] * 2, ["410", "402", "398", "390"], 2),
        (["410", "402", "398", "390"], ["12", "14", "16", "18"], 1),
        (["Bouwen", "Slopen", "Meten", "Kopen"], ["Isoleren", "Splitsen", "Praten", "Wonen"], 1),
    ],
    ids=["years", "a starred year", "names over values", "values", "names over names"],
)
def test_the_row_under_heads_of_several_columns(
    under: list[str], below: list[str], header_rows: int, tmp_path: Path
) -> None:
    found = _ruled(tmp_path, ["Werkelijk", "", "Prognose", ""], under, below)
    assert found.header_rows == header_rows


@pytest.mark.parametrize(
    ("x", "title", "is_title"),
    [
        (160, "Tabel 2. Uitgaven (× € 1.000)", True),
        (74, "Wat partijen per jaar uitgeven (× € 1.000)", True),
        (220, "Uitgaven per jaar", False),
    ],
    ids=["over the middle of all columns", "over the first column and others", "over the years alone"],
)
def test_a_title_in_the_band_of_the_head(x: float, title: str, is_title: bool, tmp_path: Path) -> None:
    names = [["Soort", *YEARS], ["Bouw", "8.400", "9.200", "9.800", "8.600"], ["Sloop", *["210"] * 4]]
    page: list[Draw] = [BODY, shade(70, 118, 390, 150), text(x, 120, title, style="b")]
    for row, cells in enumerate(names):
        lefts = (74, 150, 210, 270, 330)
        page += [text(left, 136 + 18 * row, words) for left, words in zip(lefts, cells, strict=True)]
        page += [rule(70, 150 + 18 * row, 390, 150 + 18 * row)]
    found = rows(document(tmp_path, page))
    assert found[-2:] == names[1:]
    assert (found[0] == names[0]) is is_title


def test_a_ruled_grid_with_a_plain_head_has_one_row_of_it(tmp_path: Path) -> None:
    page = [BODY, grid(XS, [120, 136, 152])]
    page += [text(x + 4, 123, year) for x, year in zip(XS, YEARS, strict=False)]
    page += [text(x + 4, 139, str(count)) for x, count in zip(XS, range(20, 60, 10), strict=False)]
    assert document(tmp_path, page).tables[0].header_rows == 1
