"""What tables mean: kind, columns, sums; and the published rows."""

from __future__ import annotations

import pytest
from made_documents import TOWN, both, prose, table

from extractors import observations, tables
from extractors._document import Unread
from extractors._numbers.read import statements
from extractors._numbers.sums import checks
from extractors._numbers.tables import meanings

YEARS = ("", "2024", "2025")
PROJECTS = (
    YEARS,
    ("Harde plannen",),
    ("Zuiderhof", "12", ""),
    ("Molenveld", "8", "20"),
    ("Zachte plannen",),
    ("De Wilg NTB", "", ""),
    ("Totaal", "20", "20"),
)
BANDS = (
    ("Huurklasse", "Ede", "Putten", "Stand ultimo 2022 (totaal)", "Wens ultimo 2030 (totaal)"),
    ("Goedkoop (€ 410)", "300", "100", "400", "350 - 450"),
    ("T/m betaalbaar (€ 630)", "1.100", "700", "1.800", "Minimaal 1.700"),
    ("Vrije sector (> € 710)", "4%", "6%", "5%", "Maximaal 6%"),
)


def cells(document):
    return [
        (s.indicator, s.unit, s.project, s.year, s.number.value_min, s.number.value_max)
        for s in statements(document)
    ]


def rows_of(document):
    return [row for row in tables.extract(document) if isinstance(row, tables.Row)]


def issues_of(document):
    return [row for row in tables.extract(document) if isinstance(row, Unread)]


def test_projects_by_year():
    assert cells(table(*PROJECTS, title="Nieuwbouwprojecten")) == [
        ("new_builds", "dwellings", "Zuiderhof", 2024, 12, 12),
        ("new_builds", "dwellings", "Molenveld", 2024, 8, 8),
        ("new_builds", "dwellings", "Molenveld", 2025, 20, 20),
        ("new_builds", "dwellings", "De Wilg", None, None, None),  # NTB stands behind the name: no year
        ("new_builds", "dwellings", "TOTAL", 2024, 20, 20),
        ("new_builds", "dwellings", "TOTAL", 2025, 20, 20),
    ]


def test_rows_stand_under_the_heading_inside_the_table():
    found = statements(table(*PROJECTS, title="Nieuwbouwprojecten"))
    assert [s.group for s in found] == ["Harde plannen"] * 3 + ["Zachte plannen", None, None]


def test_rent_bands():
    found = statements(table(*BANDS, title="Betaalbaarheid"))
    first = [(s.basis, s.year, s.municipalities, s.reference) for s in found[:4]]
    assert first == [
        # bare columns that add up to a dated total are of its date
        ("actual", 2022, ("Ede",), "ultimo 2022"),
        ("actual", 2022, ("Putten",), "ultimo 2022"),
        ("actual", 2022, ("Ede", "Putten"), "ultimo 2022"),
        ("target", 2030, ("Ede", "Putten"), "ultimo 2030"),
    ]
    assert {s.unit for s in found[8:]} == {"percent"}  # shares in columns of dwellings
    assert [s.band.is_cumulative for s in found[::4]] == [False, True, False]


def test_columns_that_do_not_add_up_stay_undated():
    broken = (*BANDS[:1], ("Goedkoop (€ 410)", "300", "100", "401", "350"))
    assert [s.year for s in statements(table(*broken))] == [None, None, 2022, 2030]


def test_a_band_is_a_part_of_the_wider_band_that_holds_it():
    found = statements(table(*BANDS))
    at = {s.span: s.band.label for s in found}
    assert [at.get(s.part_of) for s in found[:5]] == ["T/m betaalbaar (€ 630)"] * 4 + [None]


def test_a_stand_of_a_year_to_come_is_a_forecast():
    rows = (
        ("Huurklasse", "Stand ultimo 2022", "Stand ultimo 2030"),
        ("Goedkoop", "10", "12"),
        ("Duur", "5", "6"),
    )
    assert [s.basis for s in statements(table(*rows))][:2] == ["actual", "forecast"]


@pytest.mark.parametrize(
    ("title", "rows", "expected"),
    [
        # rows that say what is counted
        (
            "Mutaties 2025",
            (("", "Aantal woningen"), ("Nieuwbouw", "40"), ("Verkoop", "-12"), ("Sloop", "8")),
            [
                ("new_builds", "dwellings", None, 2025, 40, 40),
                ("sales", "dwellings", None, 2025, 12, 12),  # a minus is a loss to the stock
                ("demolitions", "dwellings", None, 2025, 8, 8),
            ],
        ),
        # attributes of a project beside its number: the year of delivery is no number of dwellings
        (
            "Projecten",
            (
                ("Project", "Aantal", "Oplevering"),
                ("Zuiderhof", "24", "2025"),
                ("De Wilg", "ca. 60", "Q3 2026"),
            ),
            [
                ("new_builds", "dwellings", "Zuiderhof", 2025, 24, 24),
                ("new_builds", "dwellings", "De Wilg", 2026, 60, 60),
            ],
        ),
        # of start and delivery the latter; without a delivery the start
        (
            "Projecten",
            (
                ("Project", "Aantal", "Type", "Start bouw", "Oplevering"),
                ("Zuiderhof", "24", "sociaal", "Q1 2023", "Q3 2025"),
                ("De Wilg", "60", "koop", "2024", ""),
            ),
            [
                ("new_builds", "dwellings", "Zuiderhof", 2025, 24, 24),
                ("new_builds", "dwellings", "De Wilg", 2024, 60, 60),
            ],
        ),
        # euros of the title, in thousands
        (
            "Investeringen (x € 1.000)",
            (("Jaar", "Nieuwbouw"), ("2024", "12.500")),
            [("other", "eur", None, 2024, 12_500_000, 12_500_000)],
        ),
        # what is paid for is counted in the title's euros, and dwellings beside them are dwellings
        (
            "Investeringen (bedragen x € 1.000)",
            (("Post", "2024"), ("Verduurzaming bestaande woningen", "8.750"), ("Aantal woningen", "90")),
            [
                ("other", "eur", None, 2024, 8_750_000, 8_750_000),
                ("other", "dwellings", None, 2024, 90, 90),
            ],
        ),
        (
            "Inkomsten en uitgaven",
            (("Bedragen x € 1.000", "2024"), ("Huur", "9.800")),
            [("other", "eur", None, 2024, 9_800_000, 9_800_000)],
        ),
        (
            "Uitgaven (in mln euro)",
            (("", "2024"), ("Veste", "12,4")),
            [("other", "eur", None, 2024, 12_400_000, 12_400_000)],
        ),
        # what is counted stands in the labels; a row that does not say is not of another row's kind
        (
            "",
            (
                ("Onderwerp", "Realisatie 2024"),
                ("Nieuw opgeleverd", "52"),
                ("Verkocht", "12"),
                ("Slaagkans", "9%"),
            ),
            [
                ("new_builds", "dwellings", None, 2024, 52, 52),
                ("sales", "dwellings", None, 2024, 12, 12),
                ("other", "percent", None, 2024, 9, 9),
            ],
        ),
        # a balance is neither
        (
            "",
            (("Jaar", "Sloop", "Nieuwbouw", "Saldo"), ("2025", "-20", "60", "-5")),
            [
                ("demolitions", "dwellings", None, 2025, 20, 20),
                ("new_builds", "dwellings", None, 2025, 60, 60),
                ("other", "dwellings", None, 2025, -5, -5),
            ],
        ),
        # columns divided under a year
        (
            "Nieuwbouw",
            (
                ("Project", "2024", "", "2025", ""),
                ("", "huur", "koop", "huur", "koop"),
                ("Linde", "10", "5", "", "8"),
            ),
            [
                ("new_builds", "dwellings", "Linde", 2024, 10, 10),
                ("new_builds", "dwellings", "Linde", 2024, 5, 5),
                ("new_builds", "dwellings", "Linde", 2025, 8, 8),
            ],
        ),
        # a time without an end is no year, whatever the title says
        (
            "Sloop 2024-2028",
            (("", "2024", "2028 e.v.", "na 2030"), ("Flats", "5", "6", "7")),
            [
                ("demolitions", "dwellings", "Flats", 2024, 5, 5),
                ("demolitions", "dwellings", "Flats", None, 6, 6),
                ("demolitions", "dwellings", "Flats", None, 7, 7),
            ],
        ),
        # years as labels of rows
        (
            "Verkoop van woningen",
            (("Jaar", "Aantal"), ("2024", "10"), ("2025", "n.v.t.")),
            [("sales", "dwellings", None, 2024, 10, 10)],
        ),
        (
            "Energielabels bezit per 1 januari 2024",
            (("Label", "Aantal"), ("A", "230"), ("B", "110")),
            [("stock", "dwellings", None, 2024, 230, 230), ("stock", "dwellings", None, 2024, 110, 110)],
        ),
        (
            "Woningzoekenden op 31-12-2023",
            (("Gemeente", "Ingeschreven", "% actief"), ("Ede", "7.450", "14,2%")),
            [("other", "persons", None, 2023, 7450, 7450), ("other", "percent", None, 2023, 14.2, 14.2)],
        ),
    ],
)
def test_meaning(title, rows, expected):
    assert cells(table(*rows, title=title)) == expected


@pytest.mark.parametrize(
    ("title", "rows", "kind"),
    [
        ("Nieuwbouwprojecten", PROJECTS, "new_builds"),
        ("Betaalbaarheid", BANDS, "rent_bands"),
        ("Sloop", (YEARS, ("Zuiderhof", "3", "4")), "demolitions"),
        ("Levensduurverlenging, incl. verduurzamen", (("2024", "2025"), ("30", "40")), "life_extension"),
        ("Bezit", (("", "Aantal"), ("Flats", "300")), "stock"),
        ("Woningen naar energielabel", (("Energielabel", "Aantal"), ("A++", "486"), ("F", "40")), "stock"),
        ("Verduurzaming", (("Gemeente", "Corporaties"), ("Levert data.", "Isoleert flats.")), "commitments"),
        ("", (("Afspraak 2024", "Trekker"), ("Veste levert 12 woningen op.", "Veste")), "commitments"),
        ("Uitgaven leefbaarheid", (("Gemeente", "Bedrag"), ("Ede", "€ 12.000")), "other"),
        # amounts of money: what they pay for is in the rows or the title, and none of it is counted
        ("Investeringen per project", (YEARS, ("Nieuwbouw Es", "400", "500")), "other"),
        ("Investeringen in nieuwbouw (x € 1.000)", (YEARS, ("Es", "400", "500")), "other"),
        ("Nieuwbouwprojecten", (("Project", "Investering"), ("Es", "€ 400.000")), "new_builds"),
        ("Projecten", (("Project", "Nieuwbouw", "Kosten"), ("Es", "40", "€ 100.000")), "new_builds"),
        ("Huurgrenzen", (("Klasse", "2025"), ("Goedkoop", "€ 477"), ("Betaalbaar", "€ 682")), "rent_bands"),
    ],
)
def test_kind(title, rows, kind):
    assert [row.kind for row in rows_of(table(*rows, title=title))] == [kind]


def test_marked_notes_split_their_cell():
    found = statements(
        table(
            ("2024", "2025", "2026"),
            ("36*", "50**", "50**"),
            title="Nieuwbouwwoningen",
            notes=("* 26 woningen in Ede en 10 woningen in Putten", "** Waarvan 40 woningen in Ede."),
        )
    )
    told = [(s.number.value_min, s.year, s.period, s.municipalities, s.rate) for s in found]
    assert told[0] == (36, 2024, None, ("Ede", "Putten"), "total")
    assert told[3:] == [
        (26, 2024, None, ("Ede",), "total"),
        (10, 2024, None, ("Putten",), "total"),
        (40, None, (2025, 2026), ("Ede",), "per_year"),  # of each of several cells
    ]
    assert [s.part_of for s in found[3:]] == [found[0].span, found[0].span, found[1].span]


def test_a_note_without_a_mark_in_the_cells_is_of_all():
    found = statements(
        table(("2024",), ("36",), title="Nieuwbouw", notes=("*** Aantallen zijn gemiddeld per jaar.",))
    )
    assert [(s.rate, s.notes) for s in found] == [("mean_per_year", ("Aantallen zijn gemiddeld per jaar.",))]


def test_a_number_in_the_title_says_nothing_of_the_cells():
    found = statements(table(*PROJECTS, title="Nieuwbouwprojecten (gemiddeld 20 per jaar)"))
    assert {s.rate for s in found if s.table is not None} == {"total"}


def test_a_total_over_municipalities_is_about_all_of_them():
    rows = (("Gemeente", "Sloop"), ("Ede", "12"), ("Putten", "8"), ("Totaal", "20"))
    assert [s.municipalities for s in statements(table(*rows))] == [("Ede",), ("Putten",), ("Ede", "Putten")]


def test_numbers_without_a_unit_are_signalled_not_guessed():
    document = table(("", "2024"), ("Zuiderhof", "12"), ("Wilg", "3"), title="Overzicht")
    (issue,) = observations.extract(document)
    assert (issue.code, issue.message[:2]) == ("number_unread", "2 ")


@pytest.mark.parametrize(
    ("rows", "sums"),
    [
        (PROJECTS, "hold"),
        ((YEARS, ("Zuiderhof", "12", "1"), ("Molenveld", "8", "2"), ("Totaal", "21", "3")), "fail"),
        ((YEARS, ("Zuiderhof", "12", "1"), ("Molenveld", "8", "2")), "none"),  # no totals printed
        # subtotals, and a total over these
        (
            (
                ("", "2024"),
                ("Zuiderhof", "12"),
                ("Molenveld", "8"),
                ("Subtotaal", "20"),
                ("De Wilg", "3"),
                ("Linde", "2"),
                ("Subtotaal", "5"),
                ("Totaal", "25"),
            ),
            "hold",
        ),
        ((YEARS, ("Totaal", "20", "3"), ("Zuiderhof", "12", "1"), ("De Wilg", "8", "2")), "hold"),  # on top
        ((YEARS, ("Totaal", "20", "4"), ("Zuiderhof", "12", "1"), ("De Wilg", "8", "2")), "fail"),
        ((("", "2024", "2025", "Totaal"), ("Zuiderhof", "12", "4", "16")), "hold"),  # across
        ((("", "2024", "2025", "Totaal"), ("Zuiderhof", "12", "4", "15")), "fail"),
        (
            (YEARS, ("Zuiderhof", "10/20", "1"), ("Molenveld", "8", "2"), ("Totaal", "18/28", "3")),
            "hold",
        ),  # ranges
        # a mean that is printed as a sum
        (
            (
                YEARS,
                ("A", "12", "1"),
                ("B", "8", "2"),
                ("Totaal", "20", "3"),
                ("Gemiddeld over 2024 en 2025", "23", ""),
            ),
            "hold",
        ),
    ],
)
def test_sums(rows, sums):
    (row,) = rows_of(table(*rows, title="Nieuwbouw"))
    assert row.sums == sums


def test_a_failing_total_is_told_with_both_numbers():
    document = table(
        YEARS, ("Zuiderhof", "12", "1"), ("Molenveld", "8", "2"), ("Totaal", "21", "3"), title="Nieuwbouw"
    )
    (row,) = rows_of(document)
    (issue,) = issues_of(document)
    assert row.sums_detail == "Totaal, 2024: printed 21, parts give 20"
    assert (issue.code, document.quote(issue.span)) == ("sums_fail", "21")


def test_shares_are_never_summed():
    rows = (("", "Aandeel 2024"), ("A", "40%"), ("B", "50%"), ("Totaal", "100%"))
    (meaning,) = meanings(table(*rows, title="Bezit"))
    assert checks(meaning) == []


def test_a_cell_with_two_numbers_is_signalled_not_guessed():
    document = table(
        YEARS, ("Zuiderhof", "12 (8 huur)", "4"), ("Linde", "3", "4"), ("Wilg", "3", "4"), title="Nieuwbouw"
    )
    (issue,) = issues_of(document)
    assert (issue.code, document.quote(issue.span)) == ("number_unread", "12 (8 huur)")
    assert 12 not in [s.number.value_min for s in statements(document)]


def test_the_published_row_holds_the_grid():
    (row,) = rows_of(table(*PROJECTS, title="Nieuwbouwprojecten", notes=("* concept",)))
    assert (row.row_count, row.column_count, row.header_rows, row.title) == (7, 3, 1, "Nieuwbouwprojecten")
    assert [(cell.row, cell.column, cell.text) for cell in row.cells[:5]] == [
        (0, 0, ""),
        (0, 1, "2024"),
        (0, 2, "2025"),
        (1, 0, "Harde plannen"),
        (2, 0, "Zuiderhof"),
    ]
    assert row.cells[3].column_span == 3
    assert row.notes == ("* concept",)


def test_a_document_without_tables_gives_none():
    assert list(tables.extract(prose("Geen tabel.", inventory=TOWN))) == []


def test_the_line_right_above_a_table_is_its_title():
    above = prose("Sloop per wijk")
    document = both(above, table(("Wijk", "2024"), ("Noord", "12")))
    (row,) = rows_of(document)
    assert (row.title, row.kind) == ("Sloop per wijk", "demolitions")


def test_a_sentence_above_a_table_is_not():
    document = both(prose("Wij slopen weinig."), table(("Wijk", "2024"), ("Noord", "12")))
    assert [row.title for row in rows_of(document)] == [None]


def numbers(document):
    return [
        (s.indicator, s.unit, s.project, s.year, s.number.value_min, s.number.value_max)
        for s in statements(document)
    ]


@pytest.mark.parametrize(
    ("cell", "unit", "least"),
    [
        ("110 woningen", "dwellings", 110),
        ("18 kamers", "units", 18),
        ("15 per jaar", "dwellings", 15),
        ("32 st.", "dwellings", 32),
    ],
)
def test_a_cell_with_its_noun_is_a_number(cell, unit, least):
    (found,) = numbers(table(("Onderwerp", "2024"), ("Nieuwbouw", cell)))
    assert (found[1], found[4]) == (unit, least)


def test_a_cell_of_two_numbers_is_signalled():
    found = issues_of(
        table(("Onderwerp", "2024"), ("Nieuwbouw", "24"), ("Sloop", "10 in Ede, 4 in Putten 3"))
    )
    assert [issue.code for issue in found] == ["number_unread"]


@pytest.mark.parametrize("head", ["Nr.", "Bouwjaar", "Huisnummers", "Toelichting"])
def test_columns_that_neither_name_nor_count(head):
    rows = (("Project", head, "Aantal"), ("Eshof", "1", "12"), ("Linde", "2", "20"))
    assert [n[2:] for n in numbers(table(*rows, title="Nieuwbouw"))] == [
        ("Eshof", None, 12, 12),
        ("Linde", None, 20, 20),
    ]


def test_rows_numbered_without_a_head():
    rows = (("", "Project", "Aantal"), ("1", "Eshof", "12"), ("2", "Linde", "20"))
    assert [n[2] for n in numbers(table(*rows, title="Nieuwbouw"))] == ["Eshof", "Linde"]


def test_a_year_in_a_column_dates_its_row_although_one_is_unknown():
    rows = (("Straat", "Aantal", "Jaar"), ("Eslaan", "12", "2024"), ("Esweg", "20", "n.t.b."))
    assert [n[3] for n in numbers(table(*rows, title="Sloop"))] == [2024, None]


def test_a_remark_is_a_note_and_no_meaning():
    rows = (("Straat", "Aantal", "Opmerking"), ("Eslaan", "12", "deels verkocht"))
    (found,) = statements(table(*rows, title="Sloop"))
    assert (found.indicator, found.notes) == ("demolitions", ("deels verkocht",))


@pytest.mark.parametrize(
    ("rows", "totals"),
    [
        ((("2024", "10"), ("2025", "20"), ("2024-2025", "30")), [False, False, True]),  # over years
        ((("2024", "10"), ("2025", "20"), ("2024-2025", "40")), [False, False, False]),  # no sum
        (
            (("Veste", "10", "1"), ("Oever", "20", "2"), ("Samen", "30", "3")),
            [False] * 4 + [True] * 2,
        ),  # last row
        ((("Veste", "10"), ("Oever", "20"), ("Delta", "30")), [False] * 3),  # one column can be chance
    ],
)
def test_totals_that_no_word_names(rows, totals):
    head = ("", *(("Nieuwbouw", "Sloop")[: len(rows[0]) - 1]))
    assert [s.is_total for s in statements(table(head, *rows))] == totals


def test_bounds_in_a_head():
    rows = (("Opgave", "Ondergrens", "Bovengrens"), ("Nieuwbouw", "35", "42"))
    assert [n[4:] for n in numbers(table(*rows))] == [(35, None), (None, 42)]


def test_what_is_let_to_persons_are_dwellings_where_the_head_says_so():
    (found,) = numbers(
        table(("Doelgroep", "Aantal woningen 2024"), ("Statushouders", "42"), title="Toewijzing")
    )
    assert found[:2] == ("other", "dwellings")


def test_a_note_that_splits_a_cell():
    found = statements(table(("", "2024"), ("Nieuwbouw", "34*"), notes=("* 24 in Ede en 10 in Putten",)))
    assert [(s.number.value_min, s.part_of is not None) for s in found] == [
        (34, False),
        (24, True),
        (10, True),
    ]


@pytest.mark.parametrize("title", ["Overzicht projecten", "Geplande projecten 2024", "Woningbouwafspraken"])
def test_lists_of_projects_and_plans_are_new_builds(title):
    (found,) = numbers(table(("Project", "Aantal"), ("Eshof", "12"), title=title))
    assert found[0] == "new_builds"


def test_a_head_that_counts_dwellings_makes_numbers_of_a_table_with_words_beside_them():
    made = table(
        ("Project", "Ingreep", "Aantal woningen", "Gereed", "Toelichting"),
        ("Vogelhof", "sloop", "40", "2031", "Bewoners verhuizen eerst"),
        ("Rozenhof", "renovatie", "64", "2032", "Naar label A"),
    )
    found = [row for row in observations.extract(made) if isinstance(row, observations.Row)]
    assert [(row.indicator, row.year, row.value_max) for row in found] == [
        ("demolitions", 2031, 40),
        ("renovation", 2032, 64),
    ]


def test_a_note_with_a_number_under_cells_that_nothing_gives_a_unit_is_no_statement():
    made = table(("", "A"), ("x", "12"), ("y", "4"), title="Overzicht", notes=("Waarvan 4 woningen in Ede",))
    assert [row for row in observations.extract(made) if isinstance(row, observations.Row)] == []
