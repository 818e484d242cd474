"""Where a name stands: found without a pattern, with the same borders as one would have."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors._parties import book
from extractors._parties.places import count, places, stands_inside


@given(
    st.text("aB -_,.\n", max_size=40), st.sampled_from(["a", "aB", "B a", "a-B"]), st.sampled_from(["", "-"])
)
def test_a_name_stands_where_a_pattern_with_borders_finds_it(text, name, beside):
    pattern = rf"(?<![\w{beside}]){re.escape(name)}(?![\w{beside}])"
    assert list(places(name, text, beside)) == [match.start() for match in re.finditer(pattern, text)]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("Samen met Lindewerf bouwen wij.", True),
        ("De gemeente, Lindewerf en huurders", True),  # behind a comma
        ("Lindewerf bouwt.", False),  # opens the text
        ("Er wordt gebouwd. Lindewerf betaalt.", False),  # opens a sentence
        ("de buurt: Lindewerf", False),
        ("de Lindewerf-woningen", False),  # part of another word
    ],
)
def test_a_capital_inside_a_sentence_is_the_names_own(text, inside):
    assert stands_inside("Lindewerf", text) is inside


def test_an_empty_name_stands_nowhere():
    assert count("", "Lindewerf") == 0


def test_what_a_text_says_of_a_name_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked at each place where the name stands it would be as many walks through the whole text."""
    looked_up: list[str] = []

    def seen(name: str, text: str, beside: str = "-") -> Iterator[int]:
        looked_up.append(name)
        return places(name, text, beside)

    monkeypatch.setattr(book, "places", seen)
    names = book.Names("Welbouw bouwt in Borgvoort en in De Weverij.", frozenset())
    for _ in range(3):
        assert names.is_behind_in("Borgvoort")
        assert names.is_place("De Weverij")
    assert looked_up == ["in Borgvoort", "De Weverij"]
