"""Tables whose cells hold words, with nothing but blanks between them."""

import pytest
from seen import grid

from pipeline.ingest import read_text


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Corporatie Bouw Verkoop Sloop\nEsdoorn 48 6 -\nDe Linde 112 15 22\nOns Dak – 4 8\n",
            [["Esdoorn", "48", "6", "-"], ["De Linde", "112", "15", "22"], ["Ons Dak", "–", "4", "8"]],
        ),
        (
            "Plan Bouw Sloop Koop\nEshof 12 - 8\nLinde 4 5 6\nEik 3 - 8\n",  # 3 - 8 could be a range
            [["Eshof", "12", "-", "8"], ["Linde", "4", "5", "6"], ["Eik", "3", "-", "8"]],
        ),
        (
            "Plan 2031 2032 2033\nEshof 12 pm 8\nLinde n.v.t. 5 0\nEik - – x\n",
            [["Eshof", "12", "pm", "8"], ["Linde", "n.v.t.", "5", "0"], ["Eik", "-", "–", "x"]],
        ),
        (
            "Plan            Bouw    Sloop\nMolenhof        12  -\nEshof           -       8\n",
            [["Molenhof", "12", "-"], ["Eshof", "-", "8"]],
        ),
    ],
)  # fmt: skip
def test_what_stands_for_an_empty_cell_is_a_cell(text, rows):
    assert grid(text)[1:] == rows
    assert read_text(text).unread == ()


def test_columns_of_words_show_by_their_place():
    assert grid(
        "Plan            Aantal   Type            Start bouw   Gereed\n"
        "Eshof               32   app. sociaal    Q1 2031      Q3 2032\n"
        "Linde               58   app. middenhuur 2032         begin 2034\n"  # one blank before 2032
        "Eik                      grondgebonden                2034\n"
        "Totaal              90\n"
    ) == [
        ["Plan", "Aantal", "Type", "Start bouw", "Gereed"],
        ["Eshof", "32", "app. sociaal", "Q1 2031", "Q3 2032"],
        ["Linde", "58", "app. middenhuur", "2032", "begin 2034"],
        ["Eik", "", "grondgebonden", "", "2034"],
        ["Totaal", "90", "", "", ""],
    ]


def test_columns_of_words_show_by_the_number_of_cells():
    found = grid(
        "Plan  Aantal  Type  Gereed\nEshof  32  sociaal  Q3 2032\nLindehof  58  koop  2034\nTotaal  90\n"
    )
    assert found[1:] == [
        ["Eshof", "32", "sociaal", "Q3 2032"],
        ["Lindehof", "58", "koop", "2034"],
        ["Totaal", "90", "", ""],  # the only column of counts
    ]


def test_a_row_of_which_no_place_tells_the_columns_is_signalled():
    document = read_text(
        "Plan  Aantal  Type  Gereed\nEshof  32  sociaal  Q3 2032\nLindehof  58  koop  2034\nEik  koop\n"
    )
    assert [unread.code for unread in document.unread] == ["column_uncertain"]


def test_a_list_of_actions_is_a_grid_with_sentences():
    text = (
        "Nr   Afspraak                        Wie               Wanneer\n"
        "1    Opstellen van een visie op      Gemeente,         Q2 2031\n"
        "     ouderen in de wijk              Woonvast\n"
        "2.   Plan van aanpak warmte          Woonvast          eind 2032\n"
    )
    assert grid(text)[1:] == [
        ["1", "Opstellen van een visie op ouderen in de wijk", "Gemeente, Woonvast", "Q2 2031"],
        ["2.", "Plan van aanpak warmte", "Woonvast", "eind 2032"],
    ]
    found = {p.cell.column: p.kind for p in read_text(text).passages if p.cell and p.cell.row == 1}
    assert found == dict.fromkeys(range(4), "sentence")


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_who_takes_part_is_crossed(gap):
    lines = [
        "Actie                    gem.   Woonvast   HVW    planning",
        "Wijkschouw               x         x        x     april 2031",
        "Opkoopregeling           x                        2e kwartaal 2031",
        "Label F weg                        x              vóór 2039",
    ]
    assert grid(gap.join(lines))[2:] == [
        ["Opkoopregeling", "x", "", "", "2e kwartaal 2031"],
        ["Label F weg", "", "x", "", "vóór 2039"],
    ]


def test_a_count_with_the_mark_of_its_note_is_one_cell_and_the_note_is_the_tables():
    text = (
        "Verkoop\n\n"
        "Locatie       2031       2032     Totaal\n"
        "Dorpsplein      12                    12\n"
        "De Gaard                8 1)           8\n"
        "Totaal          12         8          20\n\n"
        "1) onder voorbehoud\n"
    )
    assert grid(text)[2] == ["De Gaard", "", "8 1)", "8"]
    document = read_text(text)
    assert [document.quote(note) for note in document.tables[0].notes] == ["onder voorbehoud"]


def test_one_action_under_heads_of_actions_is_a_table_and_one_signature_is_none():
    action = (
        "Actie                                      Wie       Wanneer\n"
        "Welbouw verkoopt 5 woningen aan huurders   Welbouw   2031\n"
    )
    assert len(grid(action)) == 2
    signed = "Gemeente       Corporatie     Huurders\nA. de Wit      B. Vos         C. Bos\n"
    assert not read_text(signed).tables


def test_names_of_groups_and_cells_merged_downwards():
    assert grid(
        "Corporatie    Plan       Aantal   Gereed\nHarde plannen\nWoonvast      Eshof      20       2031\n"
        "              Linde      30       2032\nZachte plannen\nOns Dak       Eik        12       Q1 2033\n"
    )[1:] == [
        ["Harde plannen=4"],
        ["Woonvast", "Eshof", "20", "2031"],
        ["", "Linde", "30", "2032"],
        ["Zachte plannen=4"],
        ["Ons Dak", "Eik", "12", "Q1 2033"],
    ]


def test_a_head_over_two_lines():
    text = "Plan   Aantal     Gereed\n       woningen   in\nEs     20         2031\nLinde  30         2032\n"
    assert grid(text)[0] == ["Plan", "Aantal woningen", "Gereed in"]


def test_a_head_over_several_columns():
    document = read_text(
        "                 Nieuwbouw        Sloop\nCorporatie       2031    2032     2031    2032\n"
        "Woonvast         10      20       5       -\nOns Dak          12      -        8       4\n"
    )
    (table,) = document.tables
    heads = [document.quote(table.at(0, column).span) for column in range(5)]
    assert (table.header_rows, heads) == (2, ["", "Nieuwbouw", "Nieuwbouw", "Sloop", "Sloop"])


def test_one_blank_is_enough_where_all_rows_fall_apart_alike():
    assert grid(
        "Plan Aantal Type Oplevering\nEshof 32 sociaal Q3 2032\nDe Linde 17 app. koop begin 2034\nTotaal 49\n"
    )[1:] == [
        ["Eshof", "32", "sociaal", "Q3 2032"],
        ["De Linde", "17", "app. koop", "begin 2034"],
        ["Totaal", "49", "", ""],
    ]


def test_a_row_with_empty_cells_does_not_end_the_table():
    text = "Klasse Es Linde Eik\nGoedkoop 12 13 14\nDuur 12 3\nVrij 3 4 5\n"
    assert [row[0] for row in grid(text)] == ["Klasse", "Goedkoop", "Duur", "Vrij"]
    assert [unread.code for unread in read_text(text).unread] == ["column_uncertain"]


@pytest.mark.parametrize(
    "text",
    [
        "Gemeente Es    Woonvast        Huurdersraad\nnamens deze    namens deze     namens deze\n"
        "A. de Wit      B. Bos          C. van Es\nwethouder      bestuurder      voorzitter\n",
        "Gemeente Waterrijk    Woonvast\n3 mei 2031            3 mei 2031\nA. de Wit             B. Bos\n",
        "Datum        Kenmerk     Onderwerp\n3 mei 2031   2031-114    Bod voor 2032\n\nGeachte raad,\n",
        "Gemeente X      Woningstichting Y\nA. de Wit       B. Bos\n",
        "Wij bouwen in 2031  en later   nog\nin de wijk   Es en in   2032 nog 30\nen dat   was   in 2033\n",
        "Afspraken voor het jaar 2032\nWij bouwen 20 huizen in Es in 2031\nWij slopen 30 in Es in 2032\n",
    ],
)  # fmt: skip
def test_names_letterheads_and_prose_are_no_tables(text):
    assert read_text(text).tables == ()
