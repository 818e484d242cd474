"""Municipalities by name and year, and registers that a user adds."""

from __future__ import annotations

import pytest

from extractors._registers import RegisterError, Registers, read_corporations, read_municipalities, shipped


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
    found = shipped().municipality(name, year)
    assert (found.code if found else None) == code


def test_a_merged_municipality_names_its_successor() -> None:
    langedijk = shipped().municipality("Langedijk", 2021)
    assert langedijk is not None
    assert langedijk.successor == "GM1980"
    assert langedijk.existed(2021)
    assert not langedijk.existed(2024)


def test_the_country_has_342_municipalities_since_2023() -> None:
    assert len({one.code for one in shipped().municipalities if one.valid_to is None}) == 342


def test_every_successor_is_in_the_register() -> None:
    codes = {one.code for one in shipped().municipalities}
    assert {one.successor for one in shipped().municipalities if one.successor} <= codes


def test_no_corporation_is_a_municipality_or_stands_twice() -> None:
    names = [name for one in shipped().corporations for name in (one.name, *one.aliases)]
    assert len(names) == len(set(names))
    assert not [name for name in names if shipped().is_municipality(name)]
    assert all(shipped().corporation(name) for name in names)


OWN = Registers(
    read_municipalities("code,name,aliases\nGM9001,Waterdam,Waterdam aan Zee|Dam\nGM0014,Stad,\n"),
    read_corporations("name,l_number,needs_context\nWelbouw,L9001,\nSamen Sterk,,yes\nTalis,L9002,\n"),
)


def test_what_is_added_is_known_beside_what_ships() -> None:
    both = shipped().with_added(OWN)
    assert both.municipality("waterdam aan zee") == both.municipality("Dam")  # aliases
    assert both.is_municipality("Eemsdelta")
    assert [one.needs_context for one in OWN.corporations] == [False, True, False]


def test_what_is_added_takes_the_place_of_its_namesake() -> None:
    both = shipped().with_added(OWN)
    talis, stad = both.corporation("Talis"), both.municipality("Stad")
    assert talis is not None
    assert talis.l_number == "L9002"
    assert stad is not None
    assert not both.is_municipality("Groningen")  # the same code under another name


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        ("name,code_cbs\nWaterdam,GM9001\n", "has no column `code`"),
        ("", "has no column `code`"),  # an empty file
        ("code,name\nGM9001,\n", "line 2: `name` is empty"),
        ("code,name\nGM9001\n", "line 2: `name` is empty"),  # a line that breaks off
        ("code,name,valid_from\nGM9001,Waterdam,1-1-2030\n", "line 2: Invalid isoformat"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(lines: str, complaint: str) -> None:
    with pytest.raises(RegisterError, match=complaint):
        read_municipalities(lines)
