"""Municipalities named in a text: those of the register, and those that only the document knows."""

import pytest

from extractors._numbers.places import Towns, municipalities_in


@pytest.mark.parametrize(
    ("text", "own", "named"),
    [
        ("40 woningen in Ede", (), ["Ede"]),
        ("Ede bouwt 40 woningen", (), ["Ede"]),  # at the start of a cell
        ("de familie Ede", (), []),  # of a document that is not about it
        ("de familie Ede", ("Ede",), ["Ede"]),
        ("in Edelhof", (), []),
        ("in Oud-Ede", ("Ede",), []),
        ("in Bergen op Zoom", (), ["Bergen op Zoom"]),  # not Bergen
        ("in 's-Gravenhage", ("'s-Gravenhage",), ["'s-Gravenhage"]),
        ("Borgvoort en Ede", ("Borgvoort",), ["Borgvoort", "Ede"]),  # the first is in no register
        ("in Ede aan Zee", ("Ede aan Zee",), ["Ede aan Zee"]),  # nor is this one, but Ede is
        ("in Nieuw Ede", ("Nieuw Ede",), ["Nieuw Ede"]),
    ],
)
def test_municipalities(text: str, own: tuple[str, ...], named: list[str]) -> None:
    assert [place.name for place in municipalities_in(text, Towns(own))] == named
