"""Sentences of a paragraph: together they are the paragraph, and nothing inside them ends one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors._language import sentences


def said(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


WHOLE = [
    "Wij bouwen max. 10 won. per jaar.",  # abbreviations before a figure and a small letter
    "Dhr. De Wit tekent.",  # a title before a capital
    "Conform artikel 3.2.1 wordt er gebouwd.",  # stops inside a number
    "De huur is € 1.250,50 per maand.",
    "Zie www.voorbeeld.example voor meer.",
    "Wij bouwen (zie bijl. 2) tien woningen.",
    "“Wij bouwen.” zei hij.",  # the sentence goes on in a small letter
    "Nr. 5 is klaar.",
    "Welbouw B.V. bouwt.",
    "Het gaat o.a. om huur, koop e.d. in de wijk.",
    "Gereed per 1-1-2031.",
]


@pytest.mark.parametrize("text", WHOLE)
def test_stops_that_end_nothing(text: str) -> None:
    assert said(text) == [text]


TWO = [
    ("Zie art. 5. Wij bouwen.", ["Zie art. 5.", "Wij bouwen."]),
    ("Dit kost € 1.000. Wij bouwen.", ["Dit kost € 1.000.", "Wij bouwen."]),
    ("Per 1-1-2031. Daarna rust.", ["Per 1-1-2031.", "Daarna rust."]),
    ("Gereed medio 2031. 12 woningen volgen.", ["Gereed medio 2031.", "12 woningen volgen."]),
    ("Wij bouwen in Q4. In Q1 niet.", ["Wij bouwen in Q4.", "In Q1 niet."]),
    ("Klaar?Wij bouwen.", ["Klaar?", "Wij bouwen."]),  # no blank behind the stop
    ("Dit is zo (en niet anders.) Klaar.", ["Dit is zo (en niet anders.)", "Klaar."]),
    ("Wij bouwen. - Ook hier.", ["Wij bouwen.", "- Ook hier."]),
    ("Conform artikel 3.2.1. Daarna niet.", ["Conform artikel 3.2.1.", "Daarna niet."]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TWO, ids=[case[0] for case in TWO])
def test_stops_that_end_a_sentence(text: str, expected: list[str]) -> None:
    assert said(text) == expected


PIECES = st.sampled_from(
    ["Wij", "bouwen", "o.a.", "art.", "5", "1.250", "12.", "(zie", "bijl.", "2)", ".", ". ", "! ", "? ", "…",
     "“", ".”", "’", "J.", "B.V.", "e.d.", "label", "C.", "€", "Es", ";", ":", "\n", "é", " ", "  "]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(PIECES, max_size=30).map(" ".join) | st.text(max_size=60))
def test_sentences_are_the_text_without_the_blanks_between_them(text: str) -> None:
    spans = sentences(text)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert "".join("".join(said(text)).split()) == "".join(text.split())
    assert all(sentence == sentence.strip() != "" for sentence in said(text))


@settings(deadline=None)
@given(st.lists(st.sampled_from([text for text in WHOLE if text[-1] == "." and text[0] != "“"]), max_size=6))
def test_whole_sentences_put_together_come_apart_again(several: list[str]) -> None:
    assert said(" ".join(several)) == several
