"""Rent bands: labels against their bounds."""

from __future__ import annotations

from itertools import pairwise

import pytest

from extractors._numbers.cues import vocabulary
from extractors._numbers.rent_bands import band_in_prose, in_year, limit_eur, read_band


@pytest.mark.parametrize(
    ("label", "least", "most", "is_cumulative", "code"),
    [
        ("Goedkoop (€ 410)", None, 410, False, "GOE"),  # one amount is an upper bound
        ("T/m bereikbaar (€ 590)", None, 590, True, None),  # a band with all cheaper ones is no class
        ("T/m betaalbaar (€ 630)", None, 630, True, None),
        ("Duur (€630 - € 710)", 630, 710, False, "DUU"),
        ("Vrije sector (> € 710)", 710, None, False, "BOV"),
        ("Vrije sector (€ 710)", 710, None, False, "BOV"),  # here one amount is a lower bound
        ("goedkope voorraad (< € 410,--)", None, 410, False, "GOE"),
        ("< € 454", None, 454, False, None),
        ("€ 454 - € 650", 454, 650, False, None),
        ("Middenhuur (€ 810 - € 1.000)", 810, 1000, False, None),
        ("Betaalbaar", None, None, False, "BET"),
    ],
)
def test_label(label, least, most, is_cumulative, code):
    band = read_band(label)
    assert (band.min_eur, band.max_eur, band.is_cumulative, band.code) == (least, most, is_cumulative, code)


@pytest.mark.parametrize(
    "label", ["Sociale huur", "Zuiderhof", "55 t/m 74 jaar", "2024", "€ 12.000", "Betaalbaarheid", ""]
)
def test_what_is_no_band(label):
    assert read_band(label) is None


def test_national_limits_are_filled_in_for_a_year():
    band = read_band("tussen kwaliteitskortingsgrens en hoge aftoppingsgrens", 2021)
    assert (band.min_eur, band.max_eur) == (442.46, 678.66)
    assert read_band("boven liberalisatiegrens", 2021).min_eur == 752.33
    assert read_band("tot de lage aftoppingsgrens", None).max_eur is None  # no year, no amount


LIMITS = ("kwaliteitskortingsgrens", "aftoppingsgrens_low", "aftoppingsgrens_high", "huurtoeslaggrens")
_MOST_A_YEAR = 1.10  # no limit rose by more than a tenth in a year; a slip of a digit does


@pytest.mark.parametrize("limit", [*LIMITS, "liberalisatiegrens"])
def test_a_limit_stays_or_rises_a_little(limit):
    amounts = {int(year): eur for year, eur in vocabulary("rent_bands")["amounts_eur"][limit].items()}
    assert list(amounts) == sorted(amounts)
    for (first, before), (then, after) in pairwise(amounts.items()):
        assert before <= after <= before * _MOST_A_YEAR ** (then - first)


@pytest.mark.parametrize("year", range(2013, 2026))
def test_limits_of_a_year_keep_their_order(year):
    amounts = [eur for name in LIMITS if (eur := limit_eur(name, year)) is not None]
    assert amounts == sorted(amounts)
    assert amounts


@pytest.mark.parametrize(
    ("limit", "year"),
    [
        ("liberalisatiegrens", 1999),
        ("aftoppingsgrens_low", 2014),  # no source was found
        ("liberalisatiegrens", 2025),  # means two things since July 2024
        ("huurtoeslaggrens", 2026),
    ],
)
def test_what_is_not_known_has_no_amount(limit, year):
    assert limit_eur(limit, year) is None


@pytest.mark.parametrize(
    ("label", "year", "low", "high", "code"),
    [
        ("tot kwaliteitskortingsgrens", 2021, None, 442.46, "GOE"),
        ("€ 442,46 - € 678,66", 2021, 442.46, 678.66, "BET"),
        ("€ 679 - € 752", 2021, 679, 752, None),  # 679 is not the hoge aftoppingsgrens
        ("boven liberalisatiegrens", 2021, 752.33, None, "BOV"),
        ("t/m hoge aftoppingsgrens", 2021, None, 678.66, None),  # cumulative: no class of its own
        ("tot kwaliteitskortingsgrens", None, None, None, None),
        ("tot kwaliteitskortingsgrens", 1999, None, None, None),  # a year the file does not have
    ],
)
def test_a_band_in_a_year_has_that_years_limits(label, year, low, high, code):
    band = in_year(read_band(label), year)
    assert (band.min_eur, band.max_eur, band.code) == (low, high, code)


@pytest.mark.parametrize("label", ["Betaalbare koop", "Dure koopwoningen", "Koop (tot € 390.000)"])
def test_a_band_of_prices_is_no_rent_band(label):
    assert read_band(label) is None


@pytest.mark.parametrize(
    ("sentence", "bounds"),
    [
        ("woningen met een huur onder € 450", (None, 450)),
        ("woningen van € 600 tot € 700", (600, 700)),
        ("woningen tot de liberalisatiegrens (€ 710,68)", (None, 710.68)),
        ("een subsidie van € 25.000", None),  # no rent
        ("woningen in de wijk", None),
    ],
)
def test_in_prose(sentence, bounds):
    band = band_in_prose(sentence)
    assert (band and (band.min_eur, band.max_eur)) == bounds
