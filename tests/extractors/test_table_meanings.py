"""What rows, columns and titles say of the numbers of a table, where no head says it outright."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors import observations
from extractors._document import Document
from pipeline.ingest import read_text
from tests.extractors.made_documents import table
from tests.extractors.made_up import agreement


def rows(document: Document) -> list[observations.Row]:
    return [row for row in observations.extract(document) if isinstance(row, observations.Row)]


def told(document: Document) -> list[tuple[str, int | None, float | None]]:
    return [(row.indicator, row.year, row.value_max) for row in rows(document)]


def test_a_first_column_of_years_dates_its_rows_also_over_a_total():
    made = table(("", "Sloop", "Nieuwbouw"), ("2031", "4", "9"), ("2032", "6", "8"), ("Totaal", "10", "17"))
    assert told(made)[:4] == [
        ("demolitions", 2031, 4),
        ("new_builds", 2031, 9),
        ("demolitions", 2032, 6),
        ("new_builds", 2032, 8),
    ]
    totals = [row for row in rows(made) if row.is_total]
    assert {(row.period_start_year, row.period_end_year) for row in totals} == {(2031, 2032)}


@pytest.mark.parametrize(
    ("corner", "year"),
    [
        ("Voorraad per 31-12-2030", 2030),  # a title that slid into the head
        ("Huurklasse", None),
    ],
)
def test_a_corner_that_speaks_of_the_whole_table(corner, year):
    made = table((corner, "Noord", "Zuid"), ("Goedkoop", "410", "120"), ("Duur", "74", "29"))
    assert {row.year for row in rows(made)} == {year}


def test_heads_of_dates_say_what_every_row_counts_also_beside_one_that_says_it_itself():
    made = table(
        ("Project", "Aantal", "Start bouw", "Oplevering"),
        ("Havenhof", "34", "Q1 2031", "Q3 2032"),
        ("Rode Paard (transformatie)", "16", "gestart", "voorjaar 2031"),
    )
    assert told(made) == [("new_builds", 2032, 34), ("new_builds", 2031, 16)]


@pytest.mark.parametrize(
    "grid",
    [
        (("Kern", "A of beter", "B en C"), ("Ravenhorst", "486", "402")),
        (("Energielabel", "Aantal"), ("A++", "486"), ("F t/m G", "402")),
    ],
    ids=["labels over columns", "labels of rows"],
)
def test_dwellings_by_energy_label_are_the_stock_and_no_renovation(grid):
    made = table(*grid, title="Woningen naar energielabel")
    assert [(row.indicator, row.value_max) for row in rows(made)] == [("stock", 486), ("stock", 402)]


def test_amounts_in_a_first_column_are_bands_and_no_numbers():
    made = table(
        ("", "1-1-2031"), ("tot € 440", "612"), ("€ 440 - € 630", "940"), ("Totaal", "1.552"), title="Bezit"
    )
    assert [(row.rent_min_eur, row.rent_max_eur, row.value_max) for row in rows(made)] == [
        (None, 440, 612),
        (440, 630, 940),
        (None, None, 1552),
    ]


def test_the_head_of_a_column_names_the_corporation_and_a_stranger_beside_it_none():
    opening = agreement("").text
    made = read_text(
        opening
        + "\n\nTabel 1: Nieuwbouw\n\n| Kern | Welbouw | Onbekend Wonen | Totaal |\n|---|---|---|---|\n"
        "| Noord | 60 | 25 | 85 |\n| Zuid | 40 | 10 | 50 |\n"
    )
    owners = {(row.value_max, row.corporation) for row in rows(made)}
    assert {(60, "Welbouw"), (25, None), (85, None)} <= owners


def test_a_goal_is_not_added_to_what_came_of_it():
    made = table(("Afspraak", "Doel 2020", "Resultaat 2020", "Stand"), ("Nieuwbouw", "50", "38", "oranje"))
    assert [(row.value_max, row.is_additive) for row in rows(made)] == [(50, False), (38, True)]


def test_what_was_demolished_has_not_the_year_in_which_the_new_was_delivered():
    heads = ("Project", "Type", "Sloop", "Nieuwbouw", "Oplevering")
    made = table(
        heads, ("Esdoorn", "levensloop", "6", "10", "2031"), ("Linde", "eengezins", "4", "8", "2032")
    )
    assert [(row.indicator, row.year) for row in rows(made)] == [
        *[("demolitions", None), ("new_builds", 2031)],
        *[("demolitions", None), ("new_builds", 2032)],
    ]


def test_a_balance_is_no_building():
    made = table(("Complex", "Sloop", "Nieuwbouw", "Saldo"), ("Esdoorn", "44", "52", "8"), title="Renovatie")
    assert [row.indicator for row in rows(made)] == ["demolitions", "new_builds", "other"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (  # single blanks, rows that their years name
            "Jaar Verkoop Sloop\n2031 15 2\n2032 12 24\nTotaal 27 26\n",
            {("sales", 2031, 15), ("demolitions", 2031, 2), ("sales", 2032, 12), ("demolitions", 2032, 24)},
        ),
        (  # a year that ends the name is no cell
            "Stand\n       Aantal\nVoorraad 1 januari 2031     4.812\nNieuwbouw      26\nSloop      9\n",
            {("stock", 2031, 4812), ("new_builds", None, 26), ("demolitions", None, 9)},
        ),
    ],
)
def test_rows_of_a_dump_that_begin_with_a_year_or_end_their_name_in_one(text, wanted):
    assert wanted <= set(told(read_text(text)))


def test_a_caption_under_a_table_is_its_title():
    grid = "| Project | Aantal woningen |\n|---|---|\n| Havenhof | 36 |\n\n"
    assert told(read_text(grid + "Tabel 2: nieuwbouwprojecten\n")) == [("new_builds", None, 36)]
    assert told(read_text(grid + "Tabel 2: nieuwbouwprojecten\n\n| A | B |\n|---|---|\n| c | d |\n")) != [
        ("new_builds", None, 36)
    ]  # there it stands over the next one


@pytest.mark.parametrize(
    ("items", "total"),
    [
        ("- 6 woningen in Noord;\n- 4 woningen in Oost;\n- 2 woningen in Zuid.\nSamen 12 woningen.", 12),
        ("- 8 woningen (2031)\n- 14 woningen (2032)\n- 22 woningen (2033)", 44),  # 22 is the sum by chance
    ],
)
def test_items_of_a_list_that_happen_to_add_up(items, total):
    made = agreement(f"Welbouw verkoopt:\n{items}")
    assert sum(row.value_max for row in rows(made) if row.is_additive and row.indicator == "sales") == total


@pytest.mark.parametrize(
    ("sentence", "bounds"),
    [
        ("Welbouw bouwt tussen de tien en vijftien woningen.", (10, 15)),
        ("Welbouw bouwt een minimum van 12 woningen.", (12, None)),
        ("De voorraad telt 300 woningen. Wij willen dat dit er eind 2031 ten minste 320 zijn.", (320, None)),
    ],
)
def test_bounds_in_prose(sentence, bounds):
    assert [(row.value_min, row.value_max) for row in rows(agreement(sentence))][-1] == bounds


def merged(*rows: tuple[str, ...]) -> Document:
    """A table whose second row's first cell reaches over the third row."""
    made = table(*rows)
    (only,) = made.tables
    cells = [
        replace(cell, row_span=2) if (cell.row, cell.column) == (1, 0) else cell
        for cell in only.cells
        if (cell.row, cell.column) != (2, 0)
    ]
    return replace(made, tables=(replace(only, cells=tuple(cells)),))


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        (("Categorie", "Sloop"), [("demolitions", None), ("demolitions", None), ("sales", None)]),
        (("Jaar", "2031"), [("new_builds", 2031), ("new_builds", 2031), ("new_builds", None)]),
    ],
    ids=["what is counted", "the year"],
)
def test_a_label_that_reaches_over_rows_is_theirs_and_no_others(label, expected):
    head, words = label
    last = "Verkoop" if head == "Categorie" else ""
    counted = "Aantal woningen" if head == "Categorie" else "Nieuwbouw"
    made = merged((head, "Project", counted), (words, "Kade", "12"), ("", "Dijk", "8"), (last, "Hof", "6"))
    assert [(row.indicator, row.year) for row in rows(made)] == expected
    assert [row.project for row in rows(made)] == ["Kade", "Dijk", "Hof"]


@pytest.mark.parametrize(
    ("grid", "values"),
    [
        ((("Project", "Aantal", ""), ("Hof", "34", "2031"), ("Dok", "16", "20E2")), [(2031, 34), (None, 16)]),
        ((("Project", "Aantal", ""), ("Hof", "34", "2031"), ("Dok", "16", "ntb")), [(2031, 34), (None, 16)]),
        (
            (("Hof", "34", "2031"), ("Dok", "16", "2032")),
            [(2031, 34), (2032, 16)],
        ),  # no head: the first row is one
        (
            (("Klasse", "2031", "2032"), ("Laag", "2010", "2060"), ("Hoog", "74", "29")),
            [(2031, 2010), (2032, 2060)],
        ),
        ((("Klasse", "2031", "2032"), ("Laag", "2010", "2060")), [(2031, 2010), (2032, 2060)]),  # counts
        (
            (("Project", "Aantal", "2031"), ("Hof", "34", "2010"), ("Dok", "16", "2060")),
            [(None, 34), (2031, 2010)],
        ),
    ],
)
def test_bare_years_under_a_head_that_a_scan_lost_are_no_counts(grid, values):
    assert [(year, value) for _, year, value in told(table(*grid, title="Nieuwbouwprogramma"))][:2] == values


@pytest.mark.parametrize(
    ("grid", "projects"),
    [
        ((("", "", ""), ("Hofweg", "34", "2031"), ("Dok", "16", "2032")), ["Hofweg", "Dok"]),
        ((("", ""), ("Eind 2031", "34"), ("Eind 2032", "16")), [None, None]),
    ],
)
def test_a_year_in_a_column_of_its_own_leaves_a_row_its_project(grid, projects):
    assert [row.project for row in rows(table(*grid, title="Nieuwbouwprogramma"))] == projects
