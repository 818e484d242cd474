"""Dutch numbers: what is printed against what it means."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors._dutch.numbers import (
    is_nothing,
    parse_digits,
    parse_word,
    read_cell,
    read_numbers,
    unclear_numbers,
)

CELLS = [
    # text, least, most, qualifier, unit
    ("2.345", 2345, 2345, "exact", None),  # a point separates thousands
    ("1.056,50", 1056.5, 1056.5, "exact", None),  # a comma decimals
    ("1,400", 1400, 1400, "exact", None),  # a comma before three digits, from a spreadsheet in English
    ("0,125", 0.125, 0.125, "exact", None),  # but not behind a zero
    ("7,5%", 7.5, 7.5, "exact", "percent"),
    ("50 procent", 50, 50, "exact", "percent"),
    ("€ 415,--", 415, 415, "exact", "eur"),  # two dashes for no cents
    ("€ 618,=", 618, 618, "exact", "eur"),  # the sign for 'and no cents'
    ("€ 250.000,-", 250000, 250000, "exact", "eur"),
    ("€ 645.000,00", 645000, 645000, "exact", "eur"),
    ("€ 2,5 miljoen", 2.5e6, 2.5e6, "exact", "eur"),
    ("40/50", 40, 50, "range", None),  # a slash between ascending numbers
    ("2.000 - 3.000", 2000, 3000, "range", None),
    ("10% - 15%", 10, 15, "range", "percent"),
    ("10 - 15%", 10, 15, "range", "percent"),  # the sign stands once
    ("30 à 40", 30, 40, "range", None),
    ("tussen de 20 en 25", 20, 25, "range", None),
    ("circa 30", 30, 30, "approx", None),
    ("zo'n 380", 380, 380, "approx", None),
    ("zo’n 380", 380, 380, "approx", None),  # typographic apostrophe
    ("bijna 100", 100, 100, "approx", None),
    ("ruim 100", 100, None, "min", None),  # more than: only a lower bound
    ("Minimaal 10.500", 10500, None, "min", None),
    ("ten minste 12", 12, None, "min", None),
    (">= 75", 75, None, "min", None),
    ("10 of meer", 10, None, "min", None),  # said behind the number
    ("Maximaal 6%", None, 6, "max", "percent"),
    ("ten hoogste 25", None, 25, "max", None),
    ("< 450", None, 450, "max", None),
    ("NTB", None, None, "tbd", None),
    ("n.t.b.", None, None, "tbd", None),
    ("N.t.b.*", None, None, "tbd", None),  # with a note mark
    ("nader te bepalen", None, None, "tbd", None),
    ("p.m.", None, None, "tbd", None),
    ("(24%)", 24, 24, "exact", "percent"),
    ("70*", 70, 70, "exact", None),
    ("-12", -12, -12, "exact", None),  # a loss
    ("zestig", 60, 60, "exact", None),
]


@pytest.mark.parametrize(("text", "least", "most", "qualifier", "unit"), CELLS)
def test_cell(text, least, most, qualifier, unit):
    number = read_cell(text)
    assert (number.value_min, number.value_max, number.qualifier, number.unit) == (
        least,
        most,
        qualifier,
        unit,
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "n.v.t.",
        "Molenveld",
        "25-10-2019",  # a date
        "1.4.1",  # the number of a section
        "C3",  # the digit of a name
        "2e",  # an ordinal
        "40/50/60",
        "12 (4 huur, 8 koop)",  # more than one number
        "Molenveld 12",  # a name with its number
    ],
)
def test_cell_without_a_single_number(text):
    assert read_cell(text) is None


def test_a_count_and_the_mark_of_its_note_are_no_two_numbers():
    number = read_cell("1.240 1)")
    assert (number.value_min, number.marks) == (1240, "1)")


def test_marks_are_kept():
    assert [read_cell(text).marks for text in ("70", "70*", "70**", "15%*", "NTB*")] == [
        "",
        "*",
        "**",
        "*",
        "*",
    ]


@pytest.mark.parametrize(
    ("text", "nothing"), [("", True), (" - ", True), ("n.v.t.", True), ("0", False), ("NTB", False)]
)
def test_nothing(text, nothing):
    assert is_nothing(text) is nothing


PROSE = [
    ("in fase 2circa 25 huizen", [("circa 25", 25, 25)]),  # a lost blank: the 2 is glued to a word
    (
        "15 miljoen voor 2.300 renovaties, 1,400 daken",
        [("15 miljoen", 15e6, 15e6), ("2.300", 2300, 2300), ("1,400", 1400, 1400)],
    ),
    ("ruim 3 miljoen euro", [("ruim 3 miljoen euro", 3e6, None)]),
    ("ongeveer een derde sociale huur", [("ongeveer een derde", 33.3, 33.3)]),
    ("de helft van de woningen", [("de helft", 50, 50)]),
    ("de tweede helft van het jaar", []),  # a time
    ("een derde partij", []),  # a third one
    ("van 10% tot 15%", [("10%", 10, 10), ("15%", 15, 15)]),  # a change, no range
    ("met ruim 12% tot 60%", [("ruim 12%", 12, None), ("60%", 60, 60)]),  # growth and level
    ("verbouwt de school tot 18 studio's", [("18", 18, 18)]),  # what it becomes, no bound
    ("het pand wordt getransformeerd tot 30 woningen", [("30", 30, 30)]),
    ("nam toe met 14 woningen tot 2.140", [("14", 14, 14), ("2.140", 2140, 2140)]),
    ("bouwt tot 30 woningen", [("tot 30", None, 30)]),
    ("20 tot 25 woningen", [("20 tot 25", 20, 25)]),
    ("van circa 120 naar circa 80", [("circa 120", 120, 120), ("circa 80", 80, 80)]),
    ("1- en 2-persoonshuishoudens", []),
    ("een 15%-norm", [("15%", 15, 15)]),
    ("tot € 21.500", [("tot € 21.500", None, 21500)]),
    ("14-10-19 09:05", []),
    ("op 3/4/2024", []),
    ("CO2 en NH3", []),
    ("vijfentwintig huizen, drieëntwintig flats", [("vijfentwintig", 25, 25), ("drieëntwintig", 23, 23)]),
    ("2 tot 3 miljoen euro", [("2 tot 3 miljoen euro", 2e6, 3e6)]),  # the scale counts for both
    ("niet onder de 20%", [("niet onder de 20%", 20, None)]),
    ("minimaal 40 en maximaal 60 huizen", [("minimaal 40 en maximaal 60", 40, 60)]),  # two bounds, one range
    (
        "maximaal 60 en minimaal 40",
        [("maximaal 60", None, 60), ("minimaal 40", 40, None)],
    ),  # not in that order
    (
        "minimaal 30% en maximaal 60 huizen",
        [("minimaal 30%", 30, None), ("maximaal 60", None, 60)],
    ),  # two units
    ("2 x 14 appartementen", [("2 x 14", 28, 28)]),
    ("40+ woningen", [("40+", 40, None)]),
    ("55+ woningen", [("55", 55, 55)]),  # an age
    ("twintig procent sociaal", [("twintig procent", 20, 20)]),
    ("een vijftiental huizen, een aantal flats", [("vijftiental", 15, 15)]),  # 'aantal' is no group
]


@pytest.mark.parametrize(("text", "expected"), PROSE)
def test_prose(text, expected):
    assert [(number.text, number.value_min, number.value_max) for number in read_numbers(text)] == expected


@pytest.mark.parametrize(
    ("text", "like"),
    [("2024", True), ("2024-2028", True), ("2.024", False), ("1800", False), ("€ 2024", False)],
)
def test_year_like(text, like):
    assert read_numbers(text)[0].is_year_like is like


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("twee", 2),
        ("veertien", 14),
        ("drieëntwintig", 23),
        ("honderd", 100),
        ("tweehonderd", 200),
        ("honderdtwintig", 120),
        ("Tweehonderdvijftig", 250),
        ("driehonderdvijfenzestig", 365),
        ("honderdeneen", 101),
        ("honderd en twintig", 120),
        ("twaalfhonderd", 1200),
        ("tweeduizendvijfhonderd", 2500),
        ("duizend vijfhonderd", 1500),  # in two words
        ("vijftigduizend", 50000),
        ("een", None),  # the article
        ("honderden", None),
        ("duizenden", None),
        ("honderdste", None),
        ("bewonderd", None),
    ],
)
def test_number_words(word, value):
    assert parse_word(word) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 240", [1240]),
        ("bezit 1 240 woningen", [1240]),
        ("bezit 1\u00a0240 woningen", [1240]),
        ("bezit 12 400 woningen", [12400]),
        ("€ 1 240,50", [1240.5]),
        ("in 2024 240 woningen", [2024, 240]),  # a year
        ("in Q2 240 woningen", [240]),
        ("fase 2 240 woningen", []),  # a label: two numbers or one, so none
        ("artikel 3 120 dagen", []),
        ("van 50 200", [50200]),
        ("20 30 woningen", [20, 30]),
    ],
)
def test_blanks_between_thousands(text, expected):
    assert [number.value_max for number in read_numbers(text)] == expected


@given(st.integers(0, 9_999_999))
def test_dutch_thousands_read_back(value):
    assert parse_digits(f"{value:,}".replace(",", ".")) == value


@given(st.text(max_size=80))
def test_numbers_stand_in_the_text_in_order(text):
    numbers = read_numbers(text)
    assert all(text[number.start : number.end] == number.text for number in numbers)
    assert all(one.end <= other.start for one, other in pairwise(numbers))


@given(st.sampled_from([case[0] for case in CELLS]), st.sampled_from(["", " ", "\n", "\u00a0"]))
def test_white_space_around_a_cell_changes_nothing(text, blank):
    plain, padded = read_cell(text), read_cell(blank + text + blank)
    assert (plain.value_min, plain.value_max, plain.qualifier) == (
        padded.value_min,
        padded.value_max,
        padded.qualifier,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 240 woningen", ["1 240"]),  # at the beginning of a line the 1 may be its number
        ("fase 2 240 woningen", ["2 240"]),
        ("bezit 1 240 woningen", []),
        ("in 2024 240 woningen", []),
    ],
)
def test_unclear_numbers(text, expected):
    assert [text[start:end] for start, end in unclear_numbers(text)] == expected
