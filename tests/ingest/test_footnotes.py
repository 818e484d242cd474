"""Footnotes, their marks and the words that bear them."""

import pytest

from pipeline.ingest import read_text

BLANKS = " " * 50
ABOVE = "Wij bouwen in de komende jaren samen veel woningen en verkopen er minder dan eerder is afgesproken"


@pytest.mark.parametrize(
    ("marked", "plain", "anchor"),
    [
        ("volgens de begroting1.", "volgens de begroting.", "begroting"),  # glued
        ("volgens de begroting.1", "volgens de begroting.", "begroting"),  # after the stop
        ("volgens het RVM1 zelf.", "volgens het RVM zelf.", "RVM"),  # glued to capitals
        (
            "volgens de begrotingP0F\n\n1\nP van nu.",
            "volgens de begroting van nu.",
            "begroting",
        ),  # field debris
        ("volgens de begroting¹ van nu.", "volgens de begroting van nu.", "begroting"),  # raised
    ],
)
def test_a_mark_goes_out_of_the_text_and_ties_to_its_footnote(marked, plain, anchor):
    document = read_text(f"{ABOVE} {marked}\n\n{BLANKS}\n1 De begroting van mei.\n")
    (footnote,) = document.footnotes
    assert f"{ABOVE} {plain}" in document.text
    assert document.quote(footnote.anchor) == anchor
    assert (footnote.mark, document.quote(footnote.span)) == ("1", "De begroting van mei.")
    assert document.passages[-1].kind == "footnote"


@pytest.mark.parametrize("word", ["CO2", "m2", "B3", "Q2"])
def test_digits_of_symbols_are_no_marks(word):
    document = read_text(f"Minder {word} is het doel van plan2 hier.\n\n2 Het plan van mei.\n3 Nog iets.\n")
    assert f"Minder {word} is het doel van plan hier." in document.text


NOTE = "2 Het rapport van mei.\n"


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        (
            "Woonvast sloopt er 30.2 De gemeente bouwt er 12.",
            "sloopt er 30. De gemeente",
        ),  # between sentences
        ("Woonvast sloopt er in totaal 30.2", "in totaal 30."),  # at the end of a line
    ],
)
def test_a_mark_behind_a_number_and_its_stop(line, plain):
    document = read_text(f"{line}\n\n{BLANKS}\n{NOTE}")
    (footnote,) = document.footnotes
    assert plain in document.text
    assert document.quote(footnote.anchor) == "30"


@pytest.mark.parametrize(
    "line",
    [
        "Dit staat in paragraaf 4.2 De afspraken van mei.",  # a section
        "4.2 De afspraken van mei",  # a heading
        "Woonvast sloopt er 1.030.2 De gemeente bouwt.",  # no plain number
        "De huur stijgt met 1.2 procent.",  # a decimal point
        "Woonvast sloopt er 30.3 De gemeente bouwt er 12.",  # another mark
    ],
)
def test_what_is_no_mark_behind_a_number(line):
    document = read_text(f"{line}\n\n{BLANKS}\n{NOTE}")
    assert document.footnotes == ()
    assert line.split(" ", 1)[1] in document.text


def test_a_word_that_bears_the_mark_goes_before_a_number():
    document = read_text(f"Zie de nota2 van Es.\nWoonvast sloopt er 30.2 De rest blijft.\n\n{BLANKS}\n{NOTE}")
    assert document.quote(document.footnotes[0].anchor) == "nota"


def test_a_glued_digit_without_footnote_stays():
    assert "Woonkracht7 bouwt" in read_text("Woonkracht7 bouwt in de wijk.\n\n8 Iets anders.\n").text


def test_a_footnote_does_not_cut_the_sentence_it_interrupts():
    document = read_text(
        f"{ABOVE} in de raming1 voor\n\n1 De raming van mei, met de wijzigingen\n"
        f"van juni.\n\n{BLANKS}\n\n\n \n\nWaterrijk en Lindehof samen.\n"
    )
    assert [document.quote(passage.span) for passage in document.passages] == [
        "De raming van mei, met de wijzigingen van juni.",
        f"{ABOVE} in de raming voor Waterrijk en Lindehof samen.",
    ]


def test_a_footnote_keeps_its_lines_and_stops_at_the_next():
    document = read_text(
        "Zie het rapport1 en de brief2.\n\n1 Rapport van\nmei.\n2 Brief van juni.\n Een bladzijde.\n"
    )
    assert [document.quote(footnote.span) for footnote in document.footnotes] == [
        "Rapport van mei.",
        "Brief van juni.",
    ]
    assert [document.quote(footnote.anchor) for footnote in document.footnotes] == ["rapport", "brief"]


def test_a_footnote_may_have_an_empty_line_between_its_lines():
    document = read_text("Zie het rapport1.\n\n1 Rapport van mei, met\n\nde wijzigingen.\n\nWij bouwen.\n")
    assert document.quote(document.footnotes[0].span) == "Rapport van mei, met de wijzigingen."


def test_raised_marks_in_markdown_cells_tie_to_the_footnote_below():
    document = read_text(
        "| Afspraak | Wie |\n|---|---|\n| Wij helpen urgenten² en meten per m² . | Woonvast |\n\n"
        "² Wie snel moet verhuizen.\n",
        media_type="text/markdown",
    )
    (footnote,) = document.footnotes
    assert document.quote(footnote.anchor) == "urgenten"
    assert "urgenten en meten per m²" in document.text
