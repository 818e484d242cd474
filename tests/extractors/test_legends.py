"""What abbreviations stand for, where a legend says it, and where a letter is none of them."""

from __future__ import annotations

import pytest

from extractors._document import Inventory, Span
from extractors._parties.parties import parties
from pipeline.ingest import read_text

TOWN = Inventory(municipalities=("Rietbroek",), year=2031)
LEGENDS = [
    (
        "G = gemeente Rietbroek, W = Woningstichting De Riethorst, H = Huurdersplatform Riet",
        "Visie [G, H]. Plan (W).",
        {"gemeente Rietbroek", "Huurdersplatform Riet", "Woningstichting De Riethorst"},
        "letters and names",
    ),
    (
        "G: gemeente, C: corporaties",
        "Brochure [C]; visie [G]",
        {"woningcorporaties", "gemeente Rietbroek"},
        "kinds",
    ),
    ("G: gemeente, C: corporaties", "Label G en C verdwijnen.", set(), "a letter of a label"),
    ("G: gemeente", "Brochure [G]", set(), "a colon once is any label"),
    (
        "b. de WBV: Woningbouwvereniging Samen Sterk;",
        "De WBV bouwt.",
        {"Woningbouwvereniging Samen Sterk"},
        "a definition that opens with the short name",
    ),
    ("NT = Noorderthuis", "NT denkt mee. NT bouwt.", {"Noorderthuis"}, "the name is that of the legend"),
]


@pytest.mark.parametrize(
    ("legend", "body", "expected"), [case[:3] for case in LEGENDS], ids=[case[3] for case in LEGENDS]
)
def test_what_abbreviations_stand_for(legend: str, body: str, expected: set[str]) -> None:
    document = read_text(f"Afspraken 2031\n\n{legend}\n\n{body}\n", inventory=TOWN)
    rest = Span(document.text.rindex(body), len(document.text))
    assert {one.party.name for one in parties(document).mentions_in(rest)} == expected


ORDINARY = "Prestatieafspraken 2031: gemeente Rietbroek, woonstichting Samen en huurdersorganisatie De Klink"
WORDS = [
    ("Samen pakt vijftig woningen aan.", {"Samen"}, "before its verb"),
    ("De gemeente en Samen vragen subsidie.", {"gemeente Rietbroek", "Samen"}, "inside a sentence"),
    ("Samen met De Klink wordt een plan gemaakt.", {"De Klink"}, "an adverb"),
    ("Samen zorgen wij hiervoor.", {"alle partijen"}, "before a plural verb"),
]


@pytest.mark.parametrize(
    ("sentence", "expected"), [case[:2] for case in WORDS], ids=[case[2] for case in WORDS]
)
def test_a_party_that_is_called_by_an_ordinary_word(sentence: str, expected: set[str]) -> None:
    document = read_text(f"{ORDINARY}\n\n{sentence} Dat doet Samen graag.\n", inventory=TOWN)
    start = document.text.index(sentence)
    found = parties(document).mentions_in(Span(start, start + len(sentence)))
    assert {one.party.name for one in found} == expected
