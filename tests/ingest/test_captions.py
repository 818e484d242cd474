"""Titles and notes of tables."""

from pipeline.ingest import read_text

ROWS = "2031 2032\n70* 80**\n"


def titles(text):
    document = read_text(text)
    return [table.title and document.quote(table.title) for table in document.tables]


def notes(text):
    document = read_text(text)
    return [document.quote(note) for table in document.tables for note in table.notes]


def test_the_line_above_is_the_title():
    assert titles(f"Er is veel nodig.\n\nVerkoop woningen\n{ROWS}\n") == ["Verkoop woningen"]
    assert titles(f"Tabel 3: Verkoop\n\n{ROWS}\n") == ["Tabel 3: Verkoop"]


def test_a_sentence_above_is_no_title():
    assert titles(f"Er is veel nodig.\n{ROWS}\n") == [None]


def test_a_title_far_above_is_known_by_what_it_names():
    text = (
        "Thema 1: Bouwen\n\nOverzicht bouwprojecten\n\n \n\n \n\nWij overleggen elke maand.\n\nVerkoop\n\n"
        "Wij verkopen weinig.\n\n 2031 2032 \nZachte bouwprojecten\nEs 1  \nLinde  2 \n"
    )
    assert titles(text) == ["Overzicht bouwprojecten"]


def test_starred_lines_and_sources_below_are_notes():
    assert notes(f"Sloop\n{ROWS}\n* met Lindehof\n** zonder Es\nBron: Woonvast\n\nDaarna volgt tekst.\n") == [
        "met Lindehof",
        "zonder Es",
        "Bron: Woonvast",
    ]


def test_a_starred_line_above_that_names_the_columns_is_a_note():
    text = (
        "* Wens ultimo 2031 en stand ultimo 2029 zijn van Woonvast\n\n \n\n"
        "Klasse Stand ultimo 2029 Wens ultimo 2031\nLaag 1 2\nHoog 3 4\n"
    )
    assert notes(text) == ["Wens ultimo 2031 en stand ultimo 2029 zijn van Woonvast"]


def test_a_caption_without_a_table_is_signalled():
    document = read_text(
        "Zie de tabel hierna.\n\nTabel: Ontwikkeling van de voorraad\n\n \n\nVerkoop\n\nTekst volgt.\n"
    )
    (unread,) = document.unread
    assert unread.code == "table_without_body"
    assert "Ontwikkeling van de voorraad" in unread.message
