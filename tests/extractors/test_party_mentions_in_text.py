"""Who is meant where a party is named: word for word, by a short name, by a class word, or not at all."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors._document import Document, Span
from extractors._parties.parties import parties
from pipeline.ingest import read_text

FRONT = """Prestatieafspraken 2031

gemeente Zandermeer, woningcorporatie Welbouw, woningcorporatie Thuisrecht, huurdersvereniging Huurdersstem

1. Wonen

"""
TOWN, CORPORATIONS, ALL = "gemeente Zandermeer", "woningcorporaties", "alle partijen"


def read(body: str) -> Document:
    return read_text(FRONT + body + "\n")


def named(body: str) -> list[tuple[str, str]]:
    """(the words, whom they mean) of every mention in the body."""
    document = read(body)
    span = Span(document.text.index(body[:12]), len(document.text))
    return [(document.quote(one.span), one.party.name) for one in parties(document).mentions_in(span)]


MENTIONS = [
    ("Welbouw bouwt woningen.", [("Welbouw", "Welbouw")], "the name"),
    ("WELBOUW bouwt woningen.", [("WELBOUW", "Welbouw")], "in capitals"),
    ("Woningstichting Welbouw bouwt.", [("Woningstichting Welbouw", "Welbouw")], "with a legal form"),
    ("De gemeente Zandermeer betaalt.", [("gemeente Zandermeer", TOWN)], "the whole name"),
    ("De gemeente betaalt de weg.", [("gemeente", TOWN)], "by its kind: there is one"),
    ("Het college besluit daarover.", [("college", TOWN)], "by a body that acts for it"),
    ("De corporaties betalen samen.", [("corporaties", CORPORATIONS)], "by their kind: there are two"),
    ("Alle partijen overleggen.", [("Alle partijen", ALL)], "everyone"),
    (
        "Welbouw, Thuisrecht en de gemeente overleggen.",
        [("Welbouw", "Welbouw"), ("Thuisrecht", "Thuisrecht"), ("gemeente", TOWN)],
        "a list",
    ),
    ("Het Welbouwfonds betaalt alles.", [], "a name inside a longer word"),
    ("Er wordt gebouwd in de wijk.", [], "nobody"),
]


@pytest.mark.parametrize(
    ("body", "expected"), [case[:2] for case in MENTIONS], ids=[case[2] for case in MENTIONS]
)
def test_who_is_meant(body: str, expected: list[tuple[str, str]]) -> None:
    assert named(body) == expected


def test_the_members_of_groups_are_the_parties_of_their_kind() -> None:
    found = parties(read("Er wordt gebouwd in de wijk."))
    ids = {party.name: party.party_id for party in (*found.municipalities, *found.corporations)}
    assert set(found.members["woningcorporaties"]) == {ids["Welbouw"], ids["Thuisrecht"]}
    assert set(found.members["alle-partijen"]) > set(ids.values())


FIRST = "In de wijk wordt gebouwd."
BODIES = st.lists(
    st.sampled_from(
        [
            "Welbouw bouwt.",
            "De gemeente en Thuisrecht overleggen.",
            "Huurdersstem adviseert de corporaties.",
            "Wij doen dat samen.",
            "Gemeente Zandermeer (ambtelijk) en WELBOUW tekenen.",
            "Er is overleg in Zandermeer.",
        ]
    ),
    max_size=8,
)


@settings(max_examples=30, deadline=None)
@given(BODIES)
def test_mentions_stand_in_order_and_apart(body: list[str]) -> None:
    mentions = parties(read(" ".join([FIRST, *body]))).mentions
    assert all(left.span.end <= right.span.start for left, right in pairwise(mentions))


@settings(max_examples=30, deadline=None)
@given(BODIES)
def test_what_a_sentence_means_does_not_hang_on_the_sentences_before_it(body: list[str]) -> None:
    last = "Welbouw en de gemeente informeren Huurdersstem."
    alone, behind = named(f"{FIRST} {last}"), named(" ".join([FIRST, *body, last]))
    assert behind[-3:] == alone[-3:] == [
        ("Welbouw", "Welbouw"), ("gemeente", TOWN), ("Huurdersstem", "Huurdersstem"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ('Raamovereenkomst van gemeente Ede en Stichting Wonen Ede ("WE")\n\nWE bouwt.', "WE", "corporation"),
        (
            "Partijen: gemeente Ede, Welbouw en de Vereniging van Huurders Ede (VHE).\n\nVHE adviseert.",
            "VHE",
            "tenant_organisation",
        ),
        (
            "Gemeente Ede (GE) en woningstichting Welbouw\n\nGE levert de kavels.",
            "gemeente Ede",
            "municipality",
        ),
        (
            "Gemeente Ede en Welbouw\n\nDe huurdersraad adviseert Welbouw.",
            "huurdersraad",
            "tenant_organisation",
        ),
    ],
    ids=["a short name in quotes", "huurders behind van", "a town's short name", "a body without a name"],
)
def test_who_is_meant_by_the_last_name(text: str, name: str, kind: str) -> None:
    named = [
        mention.party
        for mention in parties(read_text(text)).mentions
        if mention.span.start > text.index("\n")
    ]
    assert (name, kind) in [(party.name, party.type) for party in named]
