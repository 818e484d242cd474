"""Where Dutch sentences end."""

import time

import pytest

from extractors._language import sentences


@pytest.mark.parametrize(
    "text",
    [
        "Woonvast bouwt o.a. twintig woningen.",  # abbreviation
        "Woonvast bouwt o.a. De Linde en De Es.",  # abbreviation before a capital
        "Dhr. J. de Wit (wethouder) tekent d.d. 3 mei.",  # title and initial
        "Namens deze, S.W.J.G. van Es.",  # several initials
        "St. Jozef verkoopt max. tien woningen.",  # saint
        "De huur is € 409,-- per maand.",  # money
        "Er staan 2.661 woningen in art. 44 bedoeld.",  # thousands stop
        "Wij verkopen t.b.v. starters (zie blz. 4) woningen.",  # inside brackets
        "1. Verkoop van woningen.",  # item number
        "Het duurt t/m dec. 2021.",  # month before a number
        "Start bouw in het 4e kw. 2031 of later.",  # quarter before its year
        "Dit geldt voor jongeren, studenten e.d. en voor ouderen.",  # perhaps last, goes on in lower case
    ],
)
def test_one_sentence(text):
    assert [text[span.start : span.end] for span in sentences(text)] == [text]


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("Dit is af. Dat niet.", ["Dit", "Dat"]),
        ("Dit is af! Is dat zo? Ja.", ["Dit", "Is", "Ja."]),
        ("Gereed in 2021. In 2022 volgt meer.", ["Gereed", "In"]),  # year before the stop
        ("Alle woningen krijgen label C. Elders volgt meer.", ["Alle", "Elders"]),  # a label, no initial
        (
            "Woningen met label E, F en G. Daarna de rest.",
            ["Woningen", "Daarna"],
        ),  # the last of several labels
        ("Zo heet het ‘bod’. ‘Samen wonen’ is de titel.", ["Zo", "‘Samen"]),  # quote opens the next sentence
        ("Zij zei: “Wij bouwen.” Dat klopt.", ["Zij", "Dat"]),  # quote closes the sentence
        ("Zij heten ‘partijen’.De gemeente tekent.", ["Zij", "De"]),  # no blank after the stop
        ("Denk aan ouderen e.d. De rest volgt.", ["Denk", "De"]),  # perhaps last, and a capital follows
        ("Wij bouwen. (Zie de bijlage.)", ["Wij", "(Zie"]),  # bracket opens
        ("Klaar.   ", ["Klaar."]),  # blanks at the end belong to no sentence
    ],
)
def test_sentences_start_where_they_should(text, starts):
    assert [text[span.start : span.end].split()[0] for span in sentences(text)] == starts


def test_no_text_no_sentences():
    assert sentences(" \n ") == []


def test_a_sentence_that_nobody_wrote_is_read_in_pieces() -> None:
    row = "2025 " * 2000
    found = sentences(row)
    assert len(found) > 5
    assert max(span.end - span.start for span in found) <= 1000
    assert " ".join(row[span.start : span.end] for span in found) == row.strip()
    assert len(sentences("x" * 1_100_000)) > 1000  # more than spaCy takes by default


@pytest.mark.parametrize("grain", ["(", "€", "…", "http://a"])
def test_a_word_that_nobody_wrote_costs_no_more_than_its_length(grain: str) -> None:
    started = time.process_time()
    sentences(grain * 20_000)  # took a minute
    assert time.process_time() - started < 5
