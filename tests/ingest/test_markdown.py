"""Markdown with HTML in its cells, as converters leave it."""

import pytest

from pipeline.ingest import read_text

HEAD = "| Afspraak | Dit jaar | Wie |\n|---|---|---|\n"


def read(text):
    return read_text(text, media_type="text/markdown")


def cells(text):
    document = read(text)
    return [[document.quote(cell.span) for cell in table.cells] for table in document.tables]


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("Wij bouwen.", ["Wij bouwen."]),
        ("<p>Wij bouwen.</p> <p>Wij slopen.</p>", ["Wij bouwen.", "Wij slopen."]),
        ("Wij bouwen.<br>Wij slopen.", ["Wij bouwen.", "Wij slopen."]),
        ("Wij doen: <ul><li>bouw</li><li>sloop</li></ul>", ["Wij doen:", "bouw", "sloop"]),
        (
            'Wij doen: <ul style="list-style-type: none">• bouw• sloop',
            ["Wij doen:", "bouw", "sloop"],
        ),  # not closed
        (
            "<p>Wij doen:</p> <ul> ➤ bouw ➤ sloop <p>Wij slopen.</p>",
            ["Wij doen:", "bouw", "sloop", "Wij slopen."],
        ),
        ("Wij bouwen<!-- niets --> hier.", ["Wij bouwen hier."]),
        ("Wij **bouwen** <i>hier</i>.", ["Wij bouwen hier."]),
    ],
)
def test_parts_of_a_cell_are_passages(cell, parts):
    document = read(f"{HEAD}| {cell} | nu | Es |\n")
    found = [p for p in document.passages if p.cell and p.cell.column == 0]
    assert [document.quote(p.span) for p in found] == parts
    assert all(p.lead_in for p in found if p.kind == "bullet")


def test_an_empty_part_stays_an_empty_line():
    assert cells(f"{HEAD}| a | b | <p></p> <p>Es</p> |\n")[0][-1] == "\nEs"


def test_a_title_before_the_sentence_of_a_numbered_cell_is_a_heading_of_its_row():
    document = read(
        f"{HEAD}| 3) Verkoop van huizen De corporaties verkopen weinig. | Woonvast verkoopt niets. | Es |\n"
    )
    assert [(p.kind, p.number, document.quote(p.span), p.heading_path) for p in document.passages][:3] == [
        ("heading", "3", "Verkoop van huizen", ()),
        ("sentence", None, "De corporaties verkopen weinig.", ("Verkoop van huizen",)),
        ("sentence", None, "Woonvast verkoopt niets.", ("Verkoop van huizen",)),
    ]


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Aanbod De gemeente telt de woningen.", "Aanbod"),
        ("Zorg voor de wijk Woonvast en Es helpen elkaar.", "Zorg voor de wijk"),  # starts with a name
        ("Gemeente Es – rol in warmte Gemeente Es maakt een visie.", "Gemeente Es – rol in warmte"),
        ("De gemeente Waterrijk telt de woningen van nu.", None),  # a name inside a sentence
        ("Woonvast bouwt met Lindehof in de wijk.", None),
    ],
)  # fmt: skip
def test_titles_without_a_stop(words, title):
    document = read(f"{HEAD}| 1) {words} | x | y |\n")
    heads = [document.quote(p.span) for p in document.passages if p.kind == "heading"]
    assert heads == ([title] if title else [])


def test_a_table_cut_by_a_page_break_is_one_table_and_a_cut_row_one_row():
    document = read(
        f"{HEAD}| 1) Wij werken samen aan | Woonvast bouwt. | Es |\n\n¹ Een noot.\n\n"
        f"{HEAD}| een fijne buurt. | Woonvast sloopt. | Linde |\n| 2) Wij bouwen. | Meer. | Es |\n"
    )
    (table,) = document.tables
    assert (table.row_count, table.header_rows) == (3, 1)
    assert [document.quote(cell.span) for cell in table.cells[3:6]] == [
        "1) Wij werken samen aan een fijne buurt.",
        "Woonvast bouwt.\nWoonvast sloopt.",
        "Es\nLinde",
    ]


def test_tables_under_different_headings_stay_apart():
    row = "| 1) Wij bouwen. | Meer. | Es |\n"
    assert len(read(f"Doelen\n\n{HEAD}{row}\nAfspraken\n\n{HEAD}{row}").tables) == 2


def test_cells_that_cover_others():
    document = read(
        "<table><tr><th rowspan=2>Plan</th><th colspan=2>Jaar</th></tr>"
        "<tr><td>a</td><td>b</td></tr></table>\n"
    )
    assert [(c.row, c.column, c.row_span, c.column_span) for c in document.tables[0].cells] == [
        (0, 0, 2, 1),
        (0, 1, 1, 2),
        (1, 1, 1, 1),
        (1, 2, 1, 1),
    ]


def test_a_table_of_contents_becomes_asides():
    document = read(
        "| | |\n|---|---|\n| Hoofdstuk 1 Bouwen | 4 |\n| Hoofdstuk 2 Slopen | 9 |\n\nTekst volgt hier.\n"
    )
    assert document.tables == ()
    assert [(p.kind, p.level) for p in document.passages] == [("heading", 0), ("heading", 0), ("sentence", 0)]


def test_lists_and_their_numbers():
    document = read("Wij doen:\n\n3. bouw\n4. sloop\n   - met zorg\n")
    assert [(p.kind, p.number, p.level, document.quote(p.span)) for p in document.passages[1:]] == [
        ("bullet", "3", 1, "bouw"),
        ("bullet", "4", 1, "sloop"),
        ("bullet", None, 2, "met zorg"),
    ]


def test_a_card_has_a_line_for_each_label():
    document = read("**Wat:** Onderzoek naar woonwensen\n**Wie:** Welbouw\n**Wanneer**: maandelijks\n")
    assert [document.quote(passage.span) for passage in document.passages] == [
        "Wat: Onderzoek naar woonwensen",
        "Wie: Welbouw",
        "Wanneer: maandelijks",
    ]
