"""Which years a text names for what it counts; each row one way of printing or meaning them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors._numbers.years import read_years

IN, BOUND, NAME = "in", "bound", "name"
OWN = (2024, 2028)

ONE = [
    ("in 2024", (2024, 2024, IN)),
    ("eind 2025", (2025, 2025, IN)),
    ("eind '25", (2025, 2025, IN)),  # a short year behind a stretch of it
    ("Q3 ’24", (2024, 2024, IN)),  # typographic apostrophe
    ("per 1 januari 2024", (2024, 2024, IN)),
    ("31-12-2024", (2024, 2024, IN)),
    ("1/9/2025", (2025, 2025, IN)),
    ("(2025) 40", (2025, 2025, IN)),  # alone in brackets
    ("in het jaar 2025", (2025, 2025, IN)),
    ("Zuiderhof, 24 woningen, 2025", (2025, 2025, IN)),  # closes a line of a list
    ("24 sociale huurwoningen - 2025-2026.", (2025, 2026, IN)),
    ("Renovatie 24 woningen, 2004", (2004, 2004, NAME)),  # the year of the dwellings themselves
    ("24 woningen conform de Woonvisie, 2025", (2025, 2025, NAME)),
    ("2024-2028", (2024, 2028, IN)),
    ("in de periode 2024 t/m 2028", (2024, 2028, IN)),
    ("tussen 2024 en 2028", (2024, 2028, IN)),
    ("2024/2025", (2024, 2025, IN)),
    ("2024 en 2025", (2024, 2025, IN)),
    ("medio 2025 tot eind 2026", (2025, 2026, IN)),
    ("2028-2024", (2024, 2028, IN)),  # the wrong way round
    ("tot 2030", (2030, 2030, BOUND)),
    ("vanaf 2024", (2024, 2024, BOUND)),
    ("sinds 2019", (2019, 2019, BOUND)),
    ("na 2030", (2030, 2030, BOUND)),
    ("uiterlijk 2030", (2030, 2030, BOUND)),
    ("Woonvisie 2020", (2020, 2020, NAME)),
    ("Prestatieafspraken 2024-2028", (2024, 2028, NAME)),
    ("in totaal 2024 huizen", (2024, 2024, NAME)),  # a number that looks like a year
]


@pytest.mark.parametrize(("text", "expected"), ONE, ids=[case[0] for case in ONE])
def test_one_mention(text: str, expected: tuple[int, int, str]) -> None:
    assert [(years.first, years.last, years.role) for years in read_years(text, OWN)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "12024",  # inside a number
        "2024,5",
        "€ 2024",
        "€ 2.024",
        "in 1899",  # before there were agreements
        "in 2100",
        "postbus 20",
        "",
    ],
)
def test_what_is_no_year(text: str) -> None:
    assert read_years(text, OWN) == []


@pytest.mark.parametrize(
    ("year", "own", "role"),
    [(2025, OWN, IN), (2028, OWN, IN), (2029, OWN, BOUND), (2030, None, IN)],
)
def test_voor_a_year_of_the_agreement_is_for_it_and_a_later_one_is_before_it(
    year: int, own: tuple[int, int] | None, role: str
) -> None:
    assert [years.role for years in read_years(f"voor {year}", own)] == [role]


def test_several_years_behind_voor_are_each_for_their_own_number() -> None:
    found = read_years("voor 2029 80 en voor 2030 nog eens 45", OWN)
    assert [(years.first, years.role) for years in found] == [(2029, IN), (2030, IN)]


@pytest.mark.parametrize(
    ("text", "this_year", "first"),
    [
        ("dit jaar", 2025, 2025),
        ("vorig jaar", 2025, 2024),
        ("het lopende jaar", 2025, 2025),
        ("dit jaar", None, None),  # nobody knows which
        ("volgend jaar", 2025, None),  # often the year the text is already about
    ],
)
def test_years_told_from_the_year_of_the_text(text: str, this_year: int | None, first: int | None) -> None:
    found = read_years(text, OWN, this_year)
    assert [years.first for years in found] == ([first] if first else [])


def test_a_name_does_not_hide_the_year_beside_it() -> None:
    found = read_years("volgens de Woonvisie 2020 in 2026", OWN)
    assert [(years.first, years.role) for years in found] == [(2020, NAME), (2026, IN)]


PIECES = st.sampled_from(
    ["in", "2024", "-", "2028", "t/m", "’26", "31-12-2025", "voor", "tot", "(", ")", ",", "en",
     "woningen", "40"]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_mentions_stand_in_order_apart_and_inside_the_text(text: str) -> None:
    found = read_years(text, OWN, 2025)
    assert all(0 <= years.start < years.end <= len(text) for years in found)
    assert [years.start for years in found] == sorted(years.start for years in found)
    assert all(years.first <= years.last for years in found)


@settings(deadline=None)
@given(st.integers(1950, 2060), st.integers(0, 15))
def test_every_run_of_years_is_read_back(first: int, length: int) -> None:
    last = first + length
    for way in ("{}-{}", "{} t/m {}", "{} tot en met {}", "{}–{}"):
        (found,) = read_years("in " + way.format(first, last))
        assert (found.first, found.last) == (first, last)
