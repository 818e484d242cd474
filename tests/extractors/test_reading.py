"""Words of a clause, and what must hold of every reading."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import agreement

from extractors import commitments, deadlines, responsibilities
from extractors._commitments.clauses import read_clause, tense_at
from extractors._commitments.reading import read
from extractors._commitments.verbs import is_participle, is_past
from extractors._document import Unread
from extractors._parties.parties import parties
from pipeline.ingest import read_text

TENSES = [
    ("De raad stelde de visie vast.", "past", "listed"),
    ("De partijen tekenden samen.", "past", "-den behind a party"),
    ("Welbouw verlaagde de huur.", "past", "-de"),
    ("De corporaties huisvesten starters.", "present", "-ten of a stem in t"),
    ("De partijen bieden hulp.", "present", "-den of a stem in d"),
    ("De gemeente heeft een plan gemaakt.", "perfect", "hebben and a participle"),
    ("Welbouw heeft dit niet kunnen doen.", "perfect", "hebben and an infinitive"),
    ("De gemeente heeft de regie op de beschikbaarheid.", "present", "-heid is no participle"),
    ("De gemeente is verantwoordelijk.", "present", "is without a participle"),
    ("Het plan is opgeleverd.", "perfect", "zijn and a participle"),
    ("Welbouw wordt betrokken.", "present", "a passive is present"),
]


@pytest.mark.parametrize(("words", "tense"), [case[:2] for case in TENSES], ids=[case[2] for case in TENSES])
def test_tense(words: str, tense: str) -> None:
    document = agreement(words)
    span = next(passage.span for passage in document.passages if document.quote(passage.span) == words)
    assert read_clause(words, span.start, parties(document).mentions_in(span)).tense == tense


def test_each_part_of_a_sentence_has_its_own_tense() -> None:
    words = "In 2029 was het plan klaar en in 2031 wordt het uitgevoerd."
    clause = read_clause(words, 0, ())
    assert [tense_at(clause, words.index(year)) for year in ("2029", "2031")] == ["past", "present"]


@pytest.mark.parametrize("word", ["opgeleverd", "vergroot", "besproken", "geëvalueerd", "ondertekend"])
def test_participle(word: str) -> None:
    assert is_participle(word)


@pytest.mark.parametrize("word", ["gebied", "overheid", "beschikbaarheid", "gemiddeld", "bouwt"])
def test_no_participle(word: str) -> None:
    assert not is_participle(word)


@pytest.mark.parametrize("word", ["richten", "zetten", "vinden", "worden", "verwachten", "huisvesten"])
def test_a_present_that_looks_past(word: str) -> None:
    assert not is_past(word)


WORDS = [
    *(
        "De",
        "gemeente",
        "Welbouw",
        "en",
        "wij",
        "partijen",
        "bouwt",
        "bouwen",
        "wordt",
        "besproken",
        "als",
        "dat",
    ),
    *(
        "in 2031",
        "voor 1 juli",
        "Q2-2031",
        "31 juni",
        "jaarlijks",
        "twee keer per jaar",
        "hiervoor",
        "Gereed",
    ),
    *(
        "neemt het initiatief",
        "om te",
        "met",
        "door",
        "geen",
        "-",
        ":",
        ".",
        ";",
        ",",
        "(",
        ")",
        "§",
        "’",
        "\n\n",
    ),
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_every_row_quotes_the_text_and_hangs_together(body: str) -> None:
    document = agreement(body)
    rows = [
        row
        for dataset in (commitments, deadlines, responsibilities)
        for row in dataset.extract(document)
        if not isinstance(row, Unread)
    ]
    assert all(row.quote == document.text[row.char_start : row.char_end] for row in rows)
    assert all(0 < row.confidence <= 1 for row in rows)
    reading = read(document)
    known = {row.commitment_id for row in reading.commitments}
    assert len(known) == len(reading.commitments)
    assert {row.commitment_id for row in reading.deadlines} - {None} <= known
    assert {row.commitment_id for row in reading.responsibilities} <= known
    pairs = [(row.commitment_id, row.party.party_id) for row in reading.responsibilities]
    assert len(pairs) == len(set(pairs))


def test_an_empty_text_is_read_as_nothing() -> None:
    assert read(read_text("")) == read(read_text("\n\n"))
