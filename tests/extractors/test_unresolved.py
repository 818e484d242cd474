"""A name that acts and is nobody's: the sentence stays, nobody else takes its place, and an issue says so."""

from __future__ import annotations

import pytest
from made_up import agreement, commitments, deadlines

from extractors import responsibilities
from extractors._document import Unread

NOBODY = [
    ("Nieuw Heem exploiteert deze woningen vanaf 1 januari 2032.", "a name of two words, a date"),
    ("Nieuw Heem levert jaarlijks vóór 1 juli een overzicht.", "a rhythm, no date"),
    ("Nieuw Heem maakt een plan voor het groen.", "a verb of doing, no date"),
]


@pytest.mark.parametrize("body", [case[0] for case in NOBODY], ids=[case[1] for case in NOBODY])
def test_a_name_that_is_nobodys_answers_for_no_other(body: str) -> None:
    document = agreement(body, heading="Inzet van Welbouw")
    assert commitments(document) == [(body, set())]
    issues = [one for one in responsibilities.extract(document) if isinstance(one, Unread)]
    quotes = [document.quote(one.span) for one in issues if one.code == "party_unknown" and one.span]
    assert quotes == ["Nieuw Heem"]


def test_an_abbreviation_before_the_verb_acts_and_not_the_party_behind_it() -> None:
    body = "De NCX informeert de gemeente iedere twee weken."
    assert commitments(agreement(body)) == [(body, set())]


SOMEBODY = [
    ("De Kerngroep bespreekt dit in mei 2031.", "a body of the parties"),
    ("Sociale Huur is belangrijk in mei 2031.", "no verb of doing"),
    ("RIGO gaat uit van groei tot 2040.", "a bureau that reports"),
]


@pytest.mark.parametrize("body", [case[0] for case in SOMEBODY], ids=[case[1] for case in SOMEBODY])
def test_what_is_no_such_name(body: str) -> None:
    issues = [one for one in responsibilities.extract(agreement(body)) if isinstance(one, Unread)]
    assert not [one for one in issues if one.code == "party_unknown" and one.span]


def test_its_date_stays() -> None:
    body = "Nieuw Heem levert uiterlijk in mei 2031 een lijst."
    assert [row[0] for row in deadlines(agreement(body))] == ["uiterlijk in mei 2031"]
