"""Who acts in a sentence, by which verb and in which tense: the sentence alone, no document around it."""

from __future__ import annotations

import pytest
from made_up import agreement

from extractors._commitments.clauses import Clause, read_clause, tense_at
from extractors._document import Span
from extractors._parties.parties import Mention, parties

TOWN = "gemeente Zandermeer"


def clause(words: str) -> Clause:
    document = agreement(words)
    at = document.text.index(words)
    return read_clause(words, at, parties(document).mentions_in(Span(at, at + len(words))))


def names(mentions: tuple[Mention, ...]) -> list[str]:
    return [mention.party.name for mention in mentions]


SUBJECTS = [
    ("Welbouw bouwt 40 woningen.", ["Welbouw"], "bouwt", "before the verb"),
    ("In 2031 zal Welbouw 40 woningen bouwen.", ["Welbouw"], "zal", "behind the verb"),
    ("Daarom stelt de gemeente grond beschikbaar.", [TOWN], "stelt", "an adverb in front"),
    ("Voor 1 juli 2031 levert Thuisrecht een lijst.", ["Thuisrecht"], "levert", "a date in front"),
    (
        "Welbouw en Thuisrecht, in overleg met de gemeente, maken een plan.",
        ["Welbouw", "Thuisrecht"],
        "maken",
        "an insertion before the verb",
    ),
    (
        "De gemeente, vertegenwoordigd door de wethouder, stelt grond beschikbaar.",
        [TOWN],
        "stelt",
        "an apposition with a party-like word",
    ),
    (
        "De gemeente en de corporaties Welbouw en Thuisrecht sluiten een convenant.",
        [TOWN, "Welbouw", "Thuisrecht"],
        "sluiten",
        "a class word inside the group",
    ),
    ("Als Welbouw sloopt, informeert de gemeente de bewoners.", [TOWN], "informeert", "a condition first"),
    ("Wanneer de gemeente grond heeft, bouwt Welbouw daar.", ["Welbouw"], "bouwt", "another conjunction"),
    ("Huurdersstem adviseert Welbouw over de huren.", ["Huurdersstem"], "adviseert", "not the object"),
    ("Welbouw biedt de gemeente 10 woningen aan.", ["Welbouw"], "biedt", "not the indirect object"),
    ("Namens de corporaties overlegt Welbouw met Huurdersstem.", ["Welbouw"], "overlegt", "namens"),
    ("Samen met Thuisrecht bouwt Welbouw 40 woningen.", ["Welbouw"], "bouwt", "who helps stands first"),
    ("Buurthulp Noord brengt partijen bij elkaar.", [], "brengt", "a plural behind a singular verb"),
    ("nemen de gemeente hierin mee", [], None, "a singular behind a plural verb"),
    ("Daarover beslissen burgemeester en wethouders.", [TOWN], "beslissen", "a plural of two words"),
    ("Daarom neemt het college van burgemeester en wethouders een besluit.", [TOWN], "neemt", "no plural"),
    ("De huurders van Welbouw worden bezocht.", [], "worden", "'van' a party is not the party"),
    ("Het overleg met de gemeente wordt voortgezet.", [], "wordt", "behind a preposition"),
]


@pytest.mark.parametrize(
    ("words", "subjects", "verb"), [case[:3] for case in SUBJECTS], ids=[case[3] for case in SUBJECTS]
)
def test_subject_and_verb(words: str, subjects: list[str], verb: str) -> None:
    found = clause(words)
    assert (names(found.subjects), found.verb) == (subjects, verb)


TENSES = [
    ("Welbouw bouwt 40 woningen.", "present", False, ""),
    ("Welbouw zal 40 woningen bouwen.", "present", False, "what is to come is agreed"),
    ("Welbouw heeft 40 woningen gebouwd.", "perfect", False, ""),
    ("Welbouw bouwde 40 woningen.", "past", False, ""),
    ("Welbouw is met de bouw gestart.", "perfect", False, "'is' and a participle"),
    ("Welbouw moet in 2031 de plannen hebben afgerond.", "present", False, "a perfect still to come"),
    ("De lijst wordt door Welbouw opgesteld.", "present", True, ""),
    ("Door Welbouw worden 40 woningen gebouwd.", "present", True, "the agent first"),
    ("De lijst werd door Thuisrecht gemaakt.", "past", True, ""),
    ("De lijst moet worden opgesteld door Welbouw.", "present", True, "an auxiliary before 'worden'"),
    ("Welbouw wordt eigenaar van de grond.", "present", False, "'wordt' without a participle"),
]


@pytest.mark.parametrize(
    ("words", "tense", "is_passive"), [case[:3] for case in TENSES], ids=[case[0] for case in TENSES]
)
def test_tense_and_voice(words: str, tense: str, is_passive: bool) -> None:
    found = clause(words)
    assert (found.tense, found.is_passive) == (tense, is_passive)


OTHERS = [
    ("De lijst wordt door Welbouw opgesteld.", "agents", ["Welbouw"]),
    ("De lijst wordt door Welbouw en de gemeente opgesteld.", "agents", ["Welbouw", TOWN]),
    ("Het overleg tussen Welbouw en de gemeente start.", "between", ["Welbouw", TOWN]),
    ("Onderhoud van de wijk (Welbouw en gemeente).", "bracketed", ["Welbouw", TOWN]),
    ("De verantwoordelijkheid ligt bij Welbouw.", "holders", ["Welbouw"]),
    ("Als Welbouw sloopt, informeert de gemeente de bewoners.", "inner_subjects", ["Welbouw"]),
    ("De gemeente verwacht dat Welbouw 40 woningen bouwt.", "inner_subjects", ["Welbouw"]),
    ("Welbouw bouwt samen met Thuisrecht 40 woningen.", "companions", ["Thuisrecht"]),
    ("Welbouw maakt in overleg met de gemeente een plan.", "companions", [TOWN]),
    ("Welbouw vraagt Huurdersstem om advies.", "companions", ["Huurdersstem"]),
]


@pytest.mark.parametrize(("words", "part", "expected"), OTHERS)
def test_who_else_is_named(words: str, part: str, expected: list[str]) -> None:
    assert names(getattr(clause(words), part)) == expected


@pytest.mark.parametrize(
    ("words", "refers_back"),
    [
        ("Zij leveren de cijfers aan.", True),
        ("In mei leveren ze de cijfers aan.", True),  # behind the verb
        ("Welbouw levert de cijfers, zij zijn openbaar.", False),  # a party acts: 'zij' is of the cijfers
    ],
)
def test_zij_is_who_acted_before(words: str, refers_back: bool) -> None:
    assert clause(words).refers_back is refers_back


def test_the_tense_is_that_of_the_stretch_in_which_a_date_stands() -> None:
    words = "Welbouw heeft in 2029 woningen gesloopt, in 2031 bouwt Welbouw terug."
    found = clause(words)
    start = found.tokens[0].span.start
    assert tense_at(found, start + words.index("2029")) == "perfect"
    assert tense_at(found, start + words.index("2031")) == "present"


@pytest.mark.parametrize("words", ["Welbouw", "Wonen en zorg", "Opstellen van een lijst (Welbouw)"])
def test_words_without_a_verb(words: str) -> None:
    assert not clause(words).has_verb
