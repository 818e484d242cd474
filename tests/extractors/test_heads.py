"""What heads, labels and titles say of the numbers under them; each row one way of printing it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_documents import table

from extractors import tables
from extractors._numbers.heads import is_commitments_head, read_head, role_of_labels
from extractors._numbers.places import Towns
from extractors._registers import Municipality, Registers

TOWNS = Towns(("Ede", "Putten"))

TIMES = [
    ("2024", 2024, None),
    ("Nieuwbouw 2024", 2024, None),
    ("2024-2028", None, (2024, 2028)),
    ("2024 t/m 2028", None, (2024, 2028)),
    ("2024/2025", None, (2024, 2025)),
    ("2024 2025", None, (2024, 2025)),  # two years side by side are a span
    ("2028 e.v.", None, None),  # no end, so no year
    ("na 2030", None, None),
    ("Totaal 2024", 2024, None),
    ("Complex 12024", None, None),  # digits of a number
    ("Aantal", None, None),
]


@pytest.mark.parametrize(("head", "year", "period"), TIMES)
def test_years(head: str, year: int | None, period: tuple[int, int] | None) -> None:
    found = read_head(head)
    assert (found.year, found.period) == (year, period)
    assert found.is_dated is (year is not None or period is not None)


@pytest.mark.parametrize("head", ["2028 e.v.", "na 2030", "2028 en verder", "2028+"])
def test_a_time_without_an_end_is_told_apart_from_no_time(head: str) -> None:
    assert read_head(head).is_open_ended
    assert not read_head("Aantal").is_open_ended


MOMENTS = [
    ("Stand ultimo 2024", date(2024, 12, 31)),
    ("Stand eind 2024", date(2024, 12, 31)),
    ("Stand primo 2024", date(2024, 1, 1)),
    ("Stand begin 2024", date(2024, 1, 1)),
    ("Stand 1 januari 2024", date(2024, 1, 1)),
    ("per 31-12-2023", date(2023, 12, 31)),
    ("per 31.12.2023", date(2023, 12, 31)),
    ("per 1/7/2023", date(2023, 7, 1)),
    ("Stand ULTIMO 2024", date(2024, 12, 31)),
    ("Stand 29 februari 2024", date(2024, 2, 29)),  # a leap year
    ("Stand 31-02-2024", None),  # a day that is none
    ("Stand 2024", None),  # a year is no moment
]


@pytest.mark.parametrize(("head", "moment"), MOMENTS)
def test_reference_moments(head: str, moment: date | None) -> None:
    assert read_head(head).reference_date == moment


@settings(deadline=None)
@given(st.dates(date(1990, 1, 1), date(2059, 12, 31)))
def test_every_day_in_digits_is_read_back(day: date) -> None:
    found = read_head(f"Stand {day.day}-{day.month:02}-{day.year}")
    assert (found.reference_date, found.year) == (day, day.year)


BASES = [
    ("Wens ultimo 2030", "target"),
    ("Streefcijfer 2028", "target"),
    ("Ambitie 2030", "target"),
    ("Prognose 2027", "forecast"),
    ("Gepland", "planned"),
    ("Begroot 2026", "planned"),
    ("Realisatie 2023", "actual"),
    ("Gerealiseerd", "actual"),
    ("Stand 2024", "actual"),
    ("2024", None),
]


@pytest.mark.parametrize(("head", "basis"), BASES)
def test_basis(head: str, basis: str | None) -> None:
    assert read_head(head).basis == basis


INDICATORS = [
    ("Nieuwbouw", "new_builds"),
    ("Sloop", "demolitions"),
    ("Verkoop woningen", "sales"),
    ("Renovatie", "renovation"),
    ("Bezit ultimo 2024", "stock"),
    ("Sloop uit de voorraad", "demolitions"),  # what is done, not what it is done to
    ("Sloop: vervanging door nieuwbouw", "demolitions"),  # what follows the colon explains
    ("Renovatie (incl. verduurzaming)", "renovation"),
    ("Levensduurverlengende renovatie", "life_extension"),
    ("Energielabels bezit", "stock"),  # the state of the stock
    ("Nieuwbouw en sloop", None),  # two, so neither
    ("Realisatie 2023", None),  # of anything
    ("2024", None),
]


@pytest.mark.parametrize(("head", "indicator"), INDICATORS)
def test_indicator(head: str, indicator: str | None) -> None:
    assert read_head(head).indicator == indicator


UNITS = [
    ("Aandeel", "percent"),
    ("% actief", "percent"),
    ("Investeringen (x € 1.000)", "eur"),
    ("Budget", "eur"),
    ("Aantal kavels", "plots"),
    ("Woningzoekenden", "persons"),  # not dwellings, though they hold the word
    ("Onzelfstandige eenheden", "units"),
    ("Huurwoningen", "dwellings"),
    ("2024", None),
]


@pytest.mark.parametrize(("head", "unit"), UNITS)
def test_unit(head: str, unit: str | None) -> None:
    assert read_head(head).unit == unit


@pytest.mark.parametrize(
    ("head", "scale"),
    [
        ("(x € 1.000)", 1000),
        ("x 1.000 woningen", 1000),
        ("in duizenden", 1000),
        ("€ 1.000 per woning", 1),
        ("Investeringen (x € 1.000.000)", 1_000_000),
        ("Financiën (in mln euro)", 1_000_000),
        ("Bedragen × € 1 miljoen", 1_000_000),
    ],
)
def test_scale(head: str, scale: int) -> None:
    assert read_head(head).scale == scale


@pytest.mark.parametrize(
    ("head", "towns"),
    [
        ("Ede", ("Ede",)),
        ("Putten en Ede", ("Ede", "Putten")),  # in the order of the alphabet
        ("Gemeente Putten 2024", ("Putten",)),
        ("Goede woningen", ()),  # a name inside a word
        ("Bredere aanpak", ()),
    ],
)
def test_municipalities_the_document_knows(head: str, towns: tuple[str, ...]) -> None:
    assert read_head(head, TOWNS).municipalities == towns


@pytest.mark.parametrize(
    ("label", "is_row_total", "is_column_total"),
    [
        ("Totaal", True, True),
        ("TOTAAL", True, True),
        ("Subtotaal hard", True, True),
        ("Eindtotaal", True, True),
        ("Stand ultimo 2022 (totaal)", False, True),  # a column may say it anywhere
        ("Sommige wijken", False, False),  # 'som' inside a word
        ("Linde", False, False),
    ],
)
def test_totals(label: str, is_row_total: bool, is_column_total: bool) -> None:
    assert read_head(label, is_row=True).is_total is is_row_total
    assert read_head(label).is_total is is_column_total


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("Project", "project"),
        ("Locatie", "project"),
        ("Naam complex", "project"),
        ("Gemeente", "municipality"),
        ("Kern", "municipality"),
        ("Corporatie", "corporation"),
        ("Huurklasse", "band"),
        ("Jaar", "year"),
        ("Oplevering", "year"),
        ("Aantal", None),
        ("", None),
    ],
)
def test_roles_of_label_columns(head: str, role: str | None) -> None:
    assert role_of_labels(head) == role


@pytest.mark.parametrize(
    ("head", "expected"),
    [("Afspraak 2024", True), ("Trekker", True), ("Wie?", True), ("2024", False), ("Aantal woningen", False)],
)
def test_heads_of_agreements_in_words(head: str, expected: bool) -> None:
    assert is_commitments_head(head) is expected


KINDS = [
    ("Nieuwbouwprojecten", [("", "2024"), ("A", "12")], "new_builds", "the title"),
    ("Sloop en vervanging", [("", "2024"), ("A", "12")], "demolitions", "the first thing the title names"),
    ("Verkoop", [("Jaar", "Aantal"), ("2024", "12")], "sales", "years as labels"),
    ("", [("Project", "Nieuwbouw"), ("A", "12")], "new_builds", "a head"),
    ("", [("", "2024"), ("Sloop", "12"), ("Sloop van flats", "3")], "demolitions", "the labels"),
    ("", [("Huurklasse", "Stand"), ("Goedkoop (€ 410)", "1"), ("Duur (€ 630)", "2")], "rent_bands", "bands"),
    (
        "Nieuwbouw",
        [("Huurklasse", "2024"), ("Goedkoop", "1"), ("Duur", "2")],
        "rent_bands",
        "bands beat a title",
    ),
    ("", [("Actie", "Wie"), ("Plan opstellen", "Welbouw")], "commitments", "agreements in words"),
    ("", [("Wijk", "2024"), ("Noord", "12")], "other", "nothing says it"),
]


@pytest.mark.parametrize(
    ("title", "rows", "kind"), [case[:3] for case in KINDS], ids=[case[3] for case in KINDS]
)
def test_kinds_of_tables(title: str, rows: list[tuple[str, ...]], kind: str) -> None:
    (found,) = [row for row in tables.extract(table(*rows, title=title)) if isinstance(row, tables.Row)]
    assert found.kind == kind


def test_the_municipalities_of_the_registers_in_use_are_known_and_no_others() -> None:
    own = Towns((), Registers((Municipality("GM9001", "Waterdam"),)))
    assert read_head("Woningen in Waterdam", own).municipalities == ("Waterdam",)
    assert read_head("Woningen in Ede", own).municipalities == ()
    assert read_head("Woningen in Ede", Towns((), Registers())).municipalities == ()
