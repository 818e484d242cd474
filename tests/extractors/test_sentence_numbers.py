"""One sentence and its numbers: what is counted, when, which ends a range has, and what is a part of what."""

from __future__ import annotations

from typing import Any

import pytest
from made_documents import prose
from made_up import agreement

from extractors import observations
from extractors._document import Document


def rows(sentence: str) -> list[observations.Row]:
    return [row for row in observations.extract(prose(sentence)) if isinstance(row, observations.Row)]


def counts(sentence: str) -> list[tuple[Any, ...]]:
    return [(row.indicator, row.value_min, row.value_max, row.year) for row in rows(sentence)]


BUILD = "new_builds"
SENTENCES = [
    ("Veste bouwt in 2025 1.250 woningen.", [(BUILD, 1250, 1250, 2025)], "a thousands stop"),
    ("Veste bouwt in 2025 40 à 50 woningen.", [(BUILD, 40, 50, 2025)], "à"),
    ("Veste bouwt in 2025 40/50 woningen.", [(BUILD, 40, 50, 2025)], "a slash"),
    ("Veste bouwt in 2025 40 tot 50 woningen.", [(BUILD, 40, 50, 2025)], "tot"),
    ("Veste bouwt in 2025 tussen de 40 en 50 woningen.", [(BUILD, 40, 50, 2025)], "tussen"),
    ("Veste bouwt in 2025 minimaal 40 woningen.", [(BUILD, 40, None, 2025)], "no upper end"),
    ("Veste bouwt in 2025 maximaal 40 woningen.", [(BUILD, None, 40, 2025)], "no lower end"),
    ("Veste bouwt in 2025 +/- 40 woningen.", [(BUILD, 40, 40, 2025)], "about"),
    ("Veste bouwt in 2025 ongeveer honderd woningen.", [(BUILD, 100, 100, 2025)], "a word"),
    ("Veste bouwt in 2025 twaalf woningen.", [(BUILD, 12, 12, 2025)], "a small word"),
    ("Veste bouwt in 2025 geen 40 maar 50 woningen.", [(BUILD, 50, 50, 2025)], "not the denied number"),
    (
        "Veste bouwt in 2024 40 en in 2025 60 woningen.",
        [(BUILD, 40, 40, 2024), (BUILD, 60, 60, 2025)],
        "a year before each number",
    ),
    (
        "Veste bouwt in 2024 en 2025 respectievelijk 40 en 60 woningen.",
        [(BUILD, 40, 40, 2024), (BUILD, 60, 60, 2025)],
        "years and numbers in the same order",
    ),
    (
        "Veste bouwt in 2025 40 woningen en sloopt 12 woningen.",
        [(BUILD, 40, 40, 2025), ("demolitions", 12, 12, 2025)],
        "two things done",
    ),
    ("Veste verkoopt in 2025 12 woningen.", [("sales", 12, 12, 2025)], "sold"),
    (
        "Veste bouwt in 2025 per saldo 40 woningen.",
        [("other", 40, 40, 2025)],
        "a balance is not what is built",
    ),
    ("De gemeente telt 12.000 inwoners.", [("other", 12000, 12000, None)], "people"),
]


@pytest.mark.parametrize(
    ("sentence", "expected"), [case[:2] for case in SENTENCES], ids=[case[2] for case in SENTENCES]
)
def test_numbers_of_a_sentence(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert counts(sentence) == expected


PARTS = [
    ("Veste bouwt in 2025 40 woningen: 30 huur en 10 koop.", [40, 30, 10]),
    ("Veste bouwt in 2025 40 woningen (30 huur, 10 koop).", [40, 30, 10]),
    ("Veste bouwt in 2025 40 woningen, waarvan 10 voor ouderen.", [40, 10]),
    ("Veste bouwt in 2025 40 woningen, waaronder 10 koopwoningen.", [40, 10]),
]


@pytest.mark.parametrize(("sentence", "values"), PARTS, ids=[case[0] for case in PARTS])
def test_what_stands_behind_a_whole_is_a_part_of_it(sentence: str, values: list[float]) -> None:
    whole, *parts = rows(sentence)
    assert [row.value_min for row in (whole, *parts)] == values
    assert {row.part_of for row in parts} == {whole.observation_id}
    assert [row.is_additive for row in (whole, *parts)] == [True] + [False] * len(parts)


def test_an_older_number_that_is_replaced_does_not_count() -> None:
    now, before = rows("Veste bouwt in 2025 40 woningen in plaats van 50.")
    assert (now.is_additive, before.value_min, before.is_additive) == (True, 50, False)


@pytest.mark.parametrize(
    "sentence",
    [
        "Bel 0318-123456 of schrijf naar postbus 40.",
        "Zie artikel 12 van de Woningwet.",
        "Het zaaknummer is 2030-1234.",
        "De vergadering begint om 19.30 uur.",
        "Dit staat op bladzijde 40 van de Woonvisie 2020.",
        "Partijen overleggen 2 keer per jaar.",
    ],
)
def test_numbers_that_count_nothing_of_housing(sentence: str) -> None:
    assert rows(sentence) == []


def facts(*sentences: str) -> list[tuple[Any, ...]]:
    found = [row for row in observations.extract(prose(*sentences)) if isinstance(row, observations.Row)]
    return [(row.indicator, row.value_min, row.year, row.is_additive) for row in found]


MORE = [
    (
        ["In 2024, 2025 en 2026 bouwt Veste 40 woningen."],
        [(BUILD, 40, None, True)],
        "three years are a period",
    ),
    (
        ["Van de 40 woningen worden er 10 gesloopt en 30 gerenoveerd."],
        [("other", 40, None, False), ("demolitions", 10, None, True), ("renovation", 30, None, True)],
        "what others are taken out of is no number to sum",
    ),
    (
        ["Van de 40 nieuwbouwwoningen zijn er 10 voor jongeren."],
        [(BUILD, 40, None, True), (BUILD, 10, None, False)],
        "a part of what is built",
    ),
    (
        ["Van de 40 woningen die Veste in 2026 oplevert, zijn er 10 voor senioren en 6 voor jongeren."],
        [(BUILD, 40, 2026, True), (BUILD, 10, 2026, False), (BUILD, 6, 2026, False)],
        "parts of what a clause says to be built",
    ),
    (
        ["In 2025 bouwt Veste 36 woningen.", "Oever onderzoekt of 80 woningen kunnen worden gebouwd."],
        [(BUILD, 36, 2025, True), (BUILD, 80, None, True)],
        "what is only looked into has not the year of the sentence before",
    ),
    (
        ["Sinds 2021 heeft Veste 64 woningen opgeleverd."],
        [(BUILD, 64, None, True)],
        "what has been done since a year is of none",
    ),
    (
        ["Veste bouwt 10 extra woningen, in totaal 50."],
        [(BUILD, 10, None, False), (BUILD, 50, None, True)],
        "the extra ones are in the total",
    ),
    (
        ["Veste sloopt 30 woningen.", "Zij bouwt er 20 terug."],
        [("demolitions", 30, None, True), (BUILD, 20, None, True)],
        "'er' stands for dwellings",
    ),
    (
        ["Veste bouwt 60 woningen in Oost en 90 woningen in West.", "De 150 woningen zijn in 2025 klaar."],
        [(BUILD, 60, None, True), (BUILD, 90, None, True), (BUILD, 150, 2025, False)],
        "a sum after its parts",
    ),
    (
        ["In 2024 bouwt Veste 40 woningen.", "Daarnaast worden 20 woningen gesloopt."],
        [(BUILD, 40, 2024, True), ("demolitions", 20, 2024, True)],
        "'daarnaast' goes on in the same year",
    ),
    (
        ["Er moeten in 2026 minimaal 5.200 huurwoningen zijn."],
        [("stock", 5200, 2026, True)],
        "what must be there",
    ),
    (["Er zijn in de gemeente 900 woningen."], [("stock", 900, None, True)], "what is there"),
    (
        ["Veste heeft 900 huurwoningen, waarvan 31 sociaal (peildatum 1 januari 2020)."],
        [("stock", 900, 2020, True), ("stock", 31, 2020, False)],
        "a reference date holds for the whole too",
    ),
    (
        ["De 14 woningen aan de Esweg worden in 2024 gesloopt en vervangen door 24 nieuwe huizen."],
        [("demolitions", 14, 2024, True), (BUILD, 24, None, True)],
        "what takes their place is another act",
    ),
    (
        ["In 2025: 140 woningen naar label A (complex Eshof 60, complex Linde 80)."],
        [("renovation", 140, 2025, True), ("renovation", 60, 2025, False), ("renovation", 80, 2025, False)],
        "parts in a bracket",
    ),
    (
        ["Het aandeel sociale huurwoningen daalt van 34% in 2021 naar 32% in 2026."],
        [("stock", 34, 2021, False), ("stock", 32, 2026, False)],
        "shares of the stock",
    ),
]


@pytest.mark.parametrize(("sentences", "expected", "oddity"), MORE, ids=[case[2] for case in MORE])
def test_what_numbers_are_to_each_other(
    sentences: list[str], expected: list[tuple[Any, ...]], oddity: str
) -> None:
    assert facts(*sentences) == expected, oddity


def test_a_name_beside_a_number_is_its_project() -> None:
    found = rows("In 2024: 18 appartementen Marktzicht (sociale huur).")
    assert [(row.project, row.segment) for row in found] == [("Marktzicht", "social_rent")]


def test_the_year_of_a_heading_holds_below_it() -> None:
    document = prose("Veste bouwt 12 woningen.", headings=("Jaarschijf 2026",))
    assert [row.year for row in observations.extract(document) if isinstance(row, observations.Row)] == [2026]


PERIODS = [
    (["Tot en met 2026 bouwt Veste 150 woningen."], [(2024, 2026)], "from the agreement's own first year"),
    (["Veste bouwt t/m 2024 15 woningen."], [(None, None)], "its own year alone is no period"),
    (["Tot 2030 bouwt Veste 150 woningen."], [(None, None)], "up to a year, and not with it"),
    (
        ["Veste bouwt in 2025-2028 80 woningen.", "In deze periode worden 24 woningen verkocht."],
        [(2025, 2028), (2025, 2028)],
        "'deze periode' is that of the sentence before",
    ),
    (
        ["In 2025 bouwt Veste 80 woningen.", "In deze periode worden 24 woningen verkocht."],
        [(None, None), (None, None)],
        "a year before it is no period",
    ),
]


@pytest.mark.parametrize(("sentences", "periods", "oddity"), PERIODS, ids=[case[2] for case in PERIODS])
def test_over_which_years(sentences: list[str], periods: list[tuple[Any, ...]], oddity: str) -> None:
    found = [row for row in observations.extract(prose(*sentences)) if isinstance(row, observations.Row)]
    assert [(row.period_start_year, row.period_end_year) for row in found] == periods, oddity


@pytest.mark.parametrize(
    ("sentence", "segments"),
    [
        (
            "Er komen 44 woningen, waarvan 30 in de sociale huur en 14 in de middenhuur.",
            [None, "social_rent", "mid_rent"],
        ),
        ("Veste bouwt 30% sociale huur (90 woningen).", ["social_rent", "social_rent"]),
        ("Veste bouwt 30 woningen in de wijk.", [None]),
    ],
)
def test_the_segment_behind_a_number_or_its_share(sentence: str, segments: list[str | None]) -> None:
    assert [row.segment for row in rows(sentence)] == segments


LIST = """Nieuwbouw

Welbouw:
- levert in 2031 26 woningen op;
- verkoopt maximaal 6 woningen.
Thuisrecht:
- sloopt in 2031 14 woningen.
"""


def owners(document: Document) -> list[tuple[float | None, str | None]]:
    found = [row for row in observations.extract(document) if isinstance(row, observations.Row)]
    return [(row.value_max, row.corporation) for row in found]


def test_a_list_under_the_name_of_a_corporation_is_of_that_one() -> None:
    assert owners(agreement(LIST)) == [(26, "Welbouw"), (6, "Welbouw"), (14, "Thuisrecht")]


def test_numbers_in_the_order_of_their_owners() -> None:
    text = "Welbouw en Thuisrecht bouwen respectievelijk 28 en 12 woningen."
    assert owners(agreement(text)) == [(28, "Welbouw"), (12, "Thuisrecht")]
