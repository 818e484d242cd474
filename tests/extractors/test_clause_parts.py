"""Sentences in which two parties act: each has its own dates, and each clause is a commitment."""

from __future__ import annotations

import pytest
from made_up import agreement, commitments, responsible

from extractors._commitments.reading import read

TOWN = "gemeente Zandermeer"


def due(body: str) -> list[tuple[str, set[str]]]:
    """(the time, who answers by it) of every deadline."""
    document = agreement(body)
    reading = read(document)
    return [
        (document.quote(one.span), responsible(document, reading, one.commitment_id))
        for one in reading.deadlines
    ]


SEVERAL = [
    (
        "Welbouw en Huurdersstem geven respectievelijk vóór 1 mei en vóór 1 juni 2031 een oordeel.",
        [("vóór 1 mei", {"Welbouw"}), ("vóór 1 juni 2031", {"Huurdersstem"})],
        "parties and dates in the same order",
    ),
    (
        "In Q1 respectievelijk Q2 2031 leveren de gemeente en Welbouw hun cijfers.",
        [("Q1", {TOWN}), ("Q2 2031", {"Welbouw"})],
        "the word between the dates, the parties behind them",
    ),
    (
        "Welbouw en de gemeente leveren resp. in mei, juni en juli 2031 cijfers.",
        [("mei, juni en juli 2031", {"Welbouw", TOWN})],
        "more dates than parties: nothing is told in order",
    ),
    (
        "De visie wordt door de gemeente opgesteld en door Welbouw vóór 1 juni 2031 getoetst.",
        [("vóór 1 juni 2031", {"Welbouw"})],
        "two agents, each with a participle",
    ),
    (
        "Welbouw zoekt een locatie, die uiterlijk in Q3 2031 door de gemeente wordt getoetst.",
        [("uiterlijk in Q3 2031", {TOWN})],
        "the agent of a relative clause",
    ),
    (
        "Uiterlijk 1 mei 2031 levert Welbouw cijfers; het rapport wordt in juni door de gemeente gemaakt.",
        [("Uiterlijk 1 mei 2031", {"Welbouw"}), ("juni", {TOWN})],
        "the agent behind a semicolon",
    ),
    (
        "Welbouw levert vóór 1 maart 2031 een lijst; de gemeente toetst deze uiterlijk eind april 2031.",
        [("vóór 1 maart 2031", {"Welbouw"}), ("uiterlijk eind april 2031", {TOWN})],
        "semicolon",
    ),
    (
        "De gemeente maakt in Q2 2031 de kavel bouwrijp en Welbouw vraagt voor 1 oktober de vergunning aan.",
        [("Q2 2031", {TOWN}), ("voor 1 oktober", {"Welbouw"})],
        "'en' and a subject; the second date leans on the year of the first",
    ),
    (
        "Welbouw houdt in mei 2031 een enquête, waarna de corporaties in september 2031 de uitkomsten wegen.",
        [("mei 2031", {"Welbouw"}), ("september 2031", {"woningcorporaties"})],
        "'waarna', its verb at the end",
    ),
    (
        "Terwijl de gemeente in Q1 2031 het plan uitwerkt, houdt Welbouw in juni 2031 drie avonden.",
        [("Q1 2031", {TOWN}), ("juni 2031", {"Welbouw"})],
        "'terwijl' opens the sentence",
    ),
    (
        "Welbouw stelt in mei 2031 een plan op en in Q3 2031 neemt de gemeente een besluit.",
        [("mei 2031", {"Welbouw"}), ("Q3 2031", {TOWN})],
        "the second subject behind its verb",
    ),
    (
        "De gemeente stelt in Q1 2031 het kader vast, Welbouw werkt dat in Q2 2031 uit en partijen "
        "evalueren in Q4 2031.",
        [("Q1 2031", {TOWN}), ("Q2 2031", {"Welbouw"}), ("Q4 2031", {"alle partijen"})],
        "three of them",
    ),
]


@pytest.mark.parametrize(
    ("body", "expected"), [case[:2] for case in SEVERAL], ids=[case[2] for case in SEVERAL]
)
def test_each_party_has_its_own_dates(body: str, expected: list[tuple[str, set[str]]]) -> None:
    assert due(body) == expected


ONE = [
    (
        "Welbouw levert in mei 2031 een lijst en de gemeente toetst deze.",
        {"Welbouw"},
        "no date behind the first",
    ),
    ("Als Welbouw sloopt, informeert de gemeente in juni 2031 de bewoners.", {TOWN}, "a condition"),
    ("Welbouw stelt met Thuisrecht en de gemeente in Q1 2031 een plan op.", {"Welbouw"}, "who takes part"),
    (
        "Welbouw bouwt 40 woningen en levert die in mei 2031 aan de gemeente.",
        {"Welbouw"},
        "one subject, two verbs",
    ),
    ("Welbouw plaatst 40 woningen en wij leveren in mei 2031 de panelen.", None, "'wij' acts too"),
]


@pytest.mark.parametrize(("body", "expected"), [case[:2] for case in ONE], ids=[case[2] for case in ONE])
def test_one_actor_is_one_commitment(body: str, expected: set[str] | None) -> None:
    found = commitments(agreement(body))
    assert len(found) == (1 if expected else 2)
    assert not expected or found[0][1] == expected


def test_a_deadline_keeps_the_whole_sentence() -> None:
    body = "Welbouw levert vóór 1 maart 2031 een lijst; de gemeente toetst deze in april 2031."
    document = agreement(body)
    assert {document.quote(one.sentence) for one in read(document).deadlines} == {body}
