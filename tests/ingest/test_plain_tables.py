"""Tables of which only blanks are left."""

import pytest
from seen import grid

from pipeline.ingest import read_text

HEAD = " 2031 2032 2033 \n"


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("Lindehof 10 20 30 ", ["Lindehof", "10", "20", "30"]),  # full
        ("Lindehof  20  ", ["Lindehof", "", "20", ""]),  # one blank for each empty cell
        ("Lindehof 10   ", ["Lindehof", "10", "", ""]),
        ("Lindehof   30 ", ["Lindehof", "", "", "30"]),
        ("Lindehof   30", ["Lindehof", "", "", "30"]),  # the last blank was stripped
        ("B3 / Es 7 10 20  ", ["B3 / Es 7", "10", "20", ""]),  # digits inside the name
        ("Lindehof NTB    ", ["Lindehof NTB", "", "", ""]),  # a value word inside the name
        ("Lindehof  2 - 3  ", ["Lindehof", "", "2 - 3", ""]),  # a range is one cell
        (
            "Samen over 2031 en 2032 30  ",
            ["Samen over 2031 en 2032", "30=2", ""],
        ),  # wide cell, years in the name
    ],
)
def test_an_empty_cell_is_one_blank(row, cells):
    found = grid(f"Bouwprogramma\n{HEAD}Eikenlaan 1  3 \n{row}\n")
    assert found == [["", "2031", "2032", "2033"], ["Eikenlaan", "1", "", "3"], cells]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Plan  2031  2032\nLindehof  -24  12\nEs  10  -3\n", ["Lindehof", "-24", "12"]),  # a loss
        (
            "Plan  2031  2032\nLindehof  10  n.n.b.\nEs  10  12\n",
            ["Lindehof", "10", "n.n.b."],
        ),  # no sentence's end
        ("Plan  2031 ¹  2032\nLindehof  10  12\nEs  10  12\n", ["Lindehof", "10", "12"]),  # a note at a year
        (
            "Plan  2031  2032\nLindehof  10  12\n  (fase twee)\nEs  10  12\n",
            ["Lindehof (fase twee)", "10", "12"],
        ),
    ],
)
def test_what_a_cell_or_a_name_can_be(text, row):
    assert grid(text)[1] == row


def test_values_without_names_stand_under_their_years():
    assert grid("Sloop\n2031 2032 2033\n\n34*  70** circa 5 \n* met Es\n") == [
        ["2031", "2032", "2033"],
        ["34*", "70**", "circa 5"],
    ]


def test_headings_of_groups_are_one_wide_cell():
    found = grid(
        f"{HEAD}Harde plannen \n\nEs 1 2  \nZachte plannen \nLinde   3 \nTotaal 1 2 3 \n\nMeer tekst.\n"
    )
    assert found[1:] == [
        ["Harde plannen=4"],
        ["Es", "1", "2", ""],
        ["Zachte plannen=4"],
        ["Linde", "", "", "3"],
        ["Totaal", "1", "2", "3"],
    ]


def test_columns_that_no_blank_tells_are_signalled_and_not_guessed():
    document = read_text("2031 2032 2033\nEs 1 2 3\nLinde 4\n")
    assert [unread.code for unread in document.unread] == ["column_uncertain"]
    last = document.tables[0].cells[-1]
    assert (document.quote(last.span), last.column, last.column_span) == ("4", 1, 3)


def test_two_blanks_where_all_cells_seem_full_are_signalled():
    document = read_text(f"{HEAD}Es 1  3 \nLinde 7 10  20 \n")
    assert [unread.code for unread in document.unread] == ["column_uncertain"]


def test_a_total_row_settles_what_blanks_do_not():
    assert grid("2031 2032 2033\nEs 1 2 3\nLinde 4\nEik 5 7\nTotaal 1 11 10\n")[2:4] == [
        ["Linde", "", "4", ""],
        ["Eik", "", "5", "7"],
    ]


def test_a_total_row_that_two_assignments_fit_settles_nothing():
    document = read_text("2031 2032\nEs 1 1\nLinde 4\nEik 4\nTotaal 5 5\n")
    assert [unread.code for unread in document.unread] == ["column_uncertain"] * 2


def test_a_head_printed_in_columns_tells_by_position():
    assert grid(
        "Plan            2031    2032    2033\n"
        "Lindehof                  20\n"
        "Es 7              10              30\n"
        "Totaal            10      20      30\n"
    )[1:] == [["Lindehof", "", "20", ""], ["Es 7", "10", "", "30"], ["Totaal", "10", "20", "30"]]


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        ("Klasse Es Linde Stand ultimo 2031", ["Klasse", "Es", "Linde", "Stand ultimo 2031"]),
        ("Klasse Es Linde\nStand 2031\n(totaal)", ["Klasse", "Es", "Linde", "Stand 2031 (totaal)"]),
        ("Klasse Es Linde daarvan % nieuw", ["Klasse", "Es", "Linde", "daarvan % nieuw"]),
    ],
)  # fmt: skip
def test_a_head_of_words_is_dealt_out_over_the_columns(head, columns):
    body = "Goedkoop (€ 400) 214 2.000 - 3.000 9%\nVrij (> € 700) 1.651 Minimaal 10 4%\n"
    assert grid(f"Er volgt een tabel.\n\n{head}\n\n{body}") == [
        columns,
        ["Goedkoop (€ 400)", "214", "2.000 - 3.000", "9%"],
        ["Vrij (> € 700)", "1.651", "Minimaal 10", "4%"],
    ]


def test_two_tables_without_anything_between_them_stay_two():
    document = read_text("Klasse Es Linde\nLaag 1 2\nHoog 3 4\n 2031 2032 \nBerk 5  \nBeuk  6 \n")
    assert [(table.row_count, table.column_count) for table in document.tables] == [(3, 3), (3, 3)]


def test_tabs_part_cells_even_when_they_are_empty():
    assert grid("Plan\t2031\t2032\nEs\t10\t\nLinde\t\t20\n") == [
        ["Plan", "2031", "2032"],
        ["Es", "10", ""],
        ["Linde", "", "20"],
    ]


def test_tabs_tell_the_columns_also_where_last_cells_are_trimmed_or_a_remark_stands_behind_them():
    assert grid("Plan\t2031\t2032\nEs\t10\nLinde\t4\t20\t* onder voorbehoud\nBerk\t6\t2\n") == [
        ["Plan", "2031", "2032", ""],
        ["Es", "10", "", ""],
        ["Linde", "4", "20", "* onder voorbehoud"],
        ["Berk", "6", "2", ""],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Wij bouwen er in totaal 20 30\nen later nog meer woningen.\n",  # prose that breaks behind numbers
        "1. Sloop 3\n2. Bouw 7\n3. Verkoop 9\n",  # numbered lines
        "Inhoud\nThema 1 Sloop 3\nThema 2 Bouw 7\nBijlage 9\n",  # a list of contents
        "2031 2032 2033\n\nDaarna volgt tekst.\n",  # years without rows
        "Thema 2\nThema 3\nThema 4\n",
    ],
)
def test_what_is_no_table(text):
    assert read_text(text).tables == ()


def test_the_text_of_a_table_stands_row_by_row_with_tabs():
    document = read_text(f"{HEAD}Es  2  \nLinde   3 \n")
    assert document.quote(document.tables[0].span) == "\t2031\t2032\t2033\nEs\t\t2\t\nLinde\t\t\t3"


def test_cells_of_the_body_are_passages_and_cells_of_the_head_are_not():
    document = read_text(f"{HEAD}Es  2  \n")
    assert [(p.cell.row, p.cell.column, document.quote(p.span)) for p in document.passages] == [
        (1, 0, "Es"),
        (1, 2, "2"),
    ]


def test_years_of_dates_are_no_column():
    document = read_text("Project Es\nBesluit: maart 2031\nStart bouw: oktober 2031\nOplevering: Q4 2032\n")
    assert not document.tables
    assert "Oplevering: Q4 2032" in document.text
