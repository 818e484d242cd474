"""Municipalities by name and year."""

from __future__ import annotations

import pytest

from extractors._registers import corporation, corporations, is_municipality, municipality


@pytest.mark.parametrize(
    ("name", "year", "code"),
    [
        ("Eemsdelta", 2022, "GM1979"),  # young, entered by hand
        ("Delfzijl", 2019, "GM0010"),  # gone since
        ("súdwest-fryslân", 2020, "GM1900"),  # case
        ("Sudwest-Fryslan", 2020, "GM1900"),  # accents lost
        ("Den Haag", 2020, "GM0518"),  # not the name of the register
        ("’s-Hertogenbosch", 2020, "GM0796"),  # typographic quote
        ("Uden", 2021, "GM0856"),  # the last year before its merger
        ("Maashorst", 2022, "GM1991"),
        ("Bergen", 2020, None),  # two of them at the same time
        ("Nergenshuizen", 2020, None),
    ],
)
def test_municipality(name: str, year: int, code: str | None) -> None:
    found = municipality(name, year)
    assert (found.code if found else None) == code


def test_a_merged_municipality_names_its_successor() -> None:
    langedijk = municipality("Langedijk", 2021)
    assert langedijk is not None
    assert langedijk.successor == "GM1980"
    assert langedijk.existed(2021)
    assert not langedijk.existed(2024)


def test_the_country_has_342_municipalities_since_2023() -> None:
    from extractors._registers import _municipalities

    current = {one.code for known in _municipalities().values() for one in known if one.valid_to is None}
    assert len(current) == 342


def test_every_successor_is_in_the_register() -> None:
    from extractors._registers import _municipalities

    every = {one.code: one for known in _municipalities().values() for one in known}
    assert {one.successor for one in every.values() if one.successor} <= every.keys()


def test_no_corporation_is_a_municipality_or_stands_twice() -> None:
    names = [name for one in corporations() for name in (one.name, *one.aliases)]
    assert len(names) == len(set(names))
    assert not [name for name in names if is_municipality(name)]
    assert all(corporation(name) for name in names)
