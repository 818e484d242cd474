"""What looks like a time and is none, and times in the midst of it."""

from __future__ import annotations

from datetime import date

import pytest

from extractors._dutch.time import Anchor, read_times

ANCHOR = Anchor(year=2031, period=(2031, 2031), reference=date(2030, 12, 2))


@pytest.mark.parametrize(
    "text",
    [
        "2000 woningen",
        "tweeduizend twintig woningen",
        "2031 sociale huurwoningen",
        "sloop van 2010 woningen",
        "€ 2.022",
        "€ 2031,50",
        "€2031",
        "2031 euro",
        "zaak 2071908",
        "dossier 14-074",
        "kenmerk 2031-0001437",
        "nr. 2031/1437",
        "raadsbesluit 2031-45",
        "EUR 2031",
        "T 074 2031 437",
        "versie 1.2",
        "de '23 afspraken",
        "de jaren '20",
        "in '30-woningen",
        "Postbus 2031",
        "tel. 074-2031437",
        "+86 138-2010-2015",
        "2011 KL Duinstad",  # a postcode
        "7551 EC",
        "55 t/m 74 jaar",
        "van 18-27 jaar",
        "tot 28 jaar",
        "< 23 jaar",
        "60/70",
        "1/2 persoonshuishoudens",
        "voor 3/4 kamerwoningen",
        "1- en 2-persoonshuishoudens",
        "34/10",
        "artikel 44",
        "art. 2.1",
        "1.4.1",
        "blz. 1/5",
        "Kennisplatform 2031A",
        "https://woonbond.example/mei-2031/verslag",
        "info2031@woonstichting.example",
        "H1 Inleiding",
        "de eerste helft van de huurders",
        "Jan de Boer",
        "dagelijks bestuur",
        "de 4/5-jaarlijkse cyclus",
        "vandaag de dag",
        "vanaf nu",
        "in de zomervakantie van 2031",  # no two regions have the same days
        "voor de bouwvak van 2031",
        "in het zomerreces",
        "Actie 21-07",  # a number
        "binnen een half jaar daarna",
        "bereikbaar, 24/7",  # day and night
        "bezetting, 3/4",  # may be a part of something
        # vague, or a duration without an anchor
        "op termijn",
        "op korte termijn",
        "de komende jaren",
        "de komende jaren 30 woningen",
        "een jaren '30-woning",  # a kind of house
        "de komende vijf jaar",
        "in de komende 10 jaar",
        "binnenkort",
        "binnen vier jaar",
        "voor een periode van 15 jaar",
        "minimaal twee jaar",
        "10 jaar vooruitkijken",
        "afspraken over 5 jaar",
        "doorlopend",
        "in het jaar dat volgt",
    ],
)
def test_no_time(text: str) -> None:
    assert read_times(text, ANCHOR) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bezit in 2020 1.061 woningen", ["2020"]),  # a year before a count
        ("in 2031 woningen bouwen", ["2031"]),  # after 'in' the number is a year
        ("tot en met 2030 250.000 woningen", ["tot en met 2030"]),
        ("in 2031 € 409,92", ["2031"]),
        ("Woningwet 2015", ["2015"]),  # whose function is told elsewhere
        ("Werkafspraken 2020-2025 35", ["2020-2025"]),  # a page number behind it
        ("IN 2031 EN 2032", ["2031 EN 2032"]),  # capitals are no postcode
        ("gemeente Duinstad 16-11-16 11:19", ["16-11-16"]),  # a printer's stamp
        ("1/5: verslag", ["1/5"]),  # heads a line
        ("tussen 1/10 en 7/11", ["tussen 1/10 en 7/11"]),
        ("jan-april", ["jan-april"]),  # a first name but for its company
        ("in jan.", ["jan."]),
    ],
)
def test_time_beside_numbers(text: str, expected: list[str]) -> None:
    assert [time.text for time in read_times(text, ANCHOR)] == expected
