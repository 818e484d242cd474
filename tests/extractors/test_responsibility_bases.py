"""Which basis wins where several tell who answers, and who only takes part."""

from __future__ import annotations

import pytest
from made_up import agreement

from extractors import responsibilities
from extractors._commitments.reading import read
from extractors._document import Document, Unread

TOWN, ALL, TENANTS = "gemeente Zandermeer", "alle partijen", "Huurdersstem"
Parts = list[tuple[str, str, str]]


def parts(body: str, heading: str = "Afspraken") -> list[Parts]:
    """(party, role, basis) of every party of every commitment of the last section, sorted."""
    document = agreement(body, heading=heading)
    reading = read(document)
    start = document.text.rindex("werken samen.") + len("werken samen.")
    return [
        sorted(
            (share.party.name, share.role, share.basis)
            for share in reading.responsibilities
            if share.commitment_id == commitment.commitment_id
        )
        for commitment in reading.commitments
        if commitment.span.start > start
    ]


def answer(name: str, basis: str = "subject") -> tuple[str, str, str]:
    return (name, "responsible", basis)


def helper(name: str, basis: str = "subject") -> tuple[str, str, str]:
    return (name, "participant", basis)


ONE = [
    ("Niet Welbouw maar Thuisrecht bouwt 40 woningen.", [answer("Thuisrecht")], "who is denied does not act"),
    ("Welbouw noch Thuisrecht verhoogt de huren.", [answer("Thuisrecht"), answer("Welbouw")], "noch"),
    ("Behalve Thuisrecht leveren alle corporaties een lijst.", [answer("woningcorporaties")], "behalve"),
    ("- Extra verlichting bij de boxen – Welbouw, vóór de winter", [answer("Welbouw")], "before its date"),
    ("- Huisbezoek aan alle ouderen (gemeente + Welbouw)", [answer("Welbouw"), answer(TOWN)], "a plus sign"),
    ("Elk van de corporaties wijst iemand aan.", [answer("woningcorporaties")], "elk van"),
    ("Ieder der corporaties wijst iemand aan.", [answer("woningcorporaties")], "ieder der"),
    ("Aan de gemeente wordt gevraagd om de grondprijs te verlagen.", [answer(TOWN)], "of whom it is asked"),
    ("Van Welbouw wordt verwacht dat zij in mei 2031 advies uitbrengt.", [answer("Welbouw")], "is expected"),
    ("Het is aan Welbouw om de bewoners te informeren.", [answer("Welbouw")], "it is up to"),
    (
        "Partijen spreken af dat Welbouw een voorstel doet.",
        [answer("Welbouw")],
        "what is agreed",
    ),
    (
        "Het plan voor de Bleek wordt door Welbouw in mei 2031 herzien.",
        [answer("Welbouw")],
        "a name is no verb",
    ),
    ("Bewonersbrief over het groot onderhoud [Welbouw, mei 2031]", [answer("Welbouw")], "square brackets"),
    ("Welbouw bouwt 40 woningen.", [answer("Welbouw")], "subject"),
    (
        "Welbouw bouwt samen met Thuisrecht 40 woningen.",
        [helper("Thuisrecht"), answer("Welbouw")],
        "samen met",
    ),
    (
        "Samen met Thuisrecht bouwt Welbouw 40 woningen.",
        [helper("Thuisrecht"), answer("Welbouw")],
        "samen met, in front",
    ),
    (
        "Welbouw maakt in overleg met de gemeente een plan.",
        [answer("Welbouw"), helper(TOWN)],
        "in overleg met",
    ),
    (
        "Welbouw en Thuisrecht maken een plan.",
        [answer("Thuisrecht"), answer("Welbouw")],
        "two answer, nobody helps",
    ),
    ("Welbouw informeert de gemeente.", [answer("Welbouw"), helper(TOWN)], "the object"),
    (
        "De gemeente stelt grond beschikbaar aan Welbouw.",
        [helper("Welbouw"), answer(TOWN)],
        "the indirect object",
    ),
    (
        "De lijst wordt door Welbouw opgesteld.",
        [answer("Welbouw")],
        "a passive with door",
    ),
    (
        "Welbouw wordt door de gemeente geïnformeerd.",
        [helper("Welbouw"), answer(TOWN)],
        "of a passive the subject takes part",
    ),
    ("Door Welbouw worden 40 woningen gebouwd.", [answer("Welbouw")], "door, in front"),
    ("We maken een plan.", [answer(ALL)], "we, and nobody before"),
    (
        "De gemeente verwacht dat Welbouw 40 woningen bouwt.",
        [answer("Welbouw")],
        "who is expected to, not who expects",
    ),
    ("De verantwoordelijkheid ligt bij Welbouw.", [answer("Welbouw")], "ligt bij"),
]


@pytest.mark.parametrize(("words", "expected"), [case[:2] for case in ONE], ids=[case[2] for case in ONE])
def test_one_sentence(words: str, expected: Parts) -> None:
    found = parts(words)
    assert [[part for part in one if part[1] == "responsible"] for one in found] == [
        [part for part in expected if part[1] == "responsible"]
    ]
    assert {part[0] for part in found[0]} >= {part[0] for part in expected}


SEVERAL = [
    (
        "Welbouw en gemeente verkennen een proef. De gemeente neemt het initiatief.",
        [[helper("Welbouw"), answer(TOWN, "initiative")]],
        "initiative beats subject; who else acts takes part",
    ),
    (
        "Welbouw en gemeente verkennen een proef. Het initiatief ligt bij Welbouw.",
        [[answer("Welbouw", "initiative"), helper(TOWN)]],
        "initiative by 'ligt bij'",
    ),
    (
        "Welbouw en Thuisrecht gaan samen op. We maken een plan.",
        [
            [answer("Thuisrecht"), answer("Welbouw")],
            [answer("Thuisrecht", "context"), answer("Welbouw", "context")],
        ],
        "we are those just named",
    ),
    (
        "Welbouw bouwt aan het Plein. We maken een plan.",
        [[answer("Welbouw")], [answer(ALL)]],
        "one party alone is not we",
    ),
    (
        "Welbouw en Huurdersstem adviseren. Zij leveren het advies in mei 2031 op.",
        [[answer(TENANTS), answer("Welbouw")], [answer(TENANTS, "context"), answer("Welbouw", "context")]],
        "zij",
    ),
    (
        "Welbouw zet in op:\n\n- meer groen;\n- minder steen.",
        [[answer("Welbouw", "heading")]] * 2,
        "the lead-in answers for each item",
    ),
    (
        "Welbouw doet het volgende:\n\n- De gemeente stelt grond beschikbaar.",
        [[answer(TOWN)]],
        "an item's own subject beats the lead-in",
    ),
]


@pytest.mark.parametrize(
    ("body", "expected"), [case[:2] for case in SEVERAL], ids=[case[2] for case in SEVERAL]
)
def test_several_sentences(body: str, expected: list[Parts]) -> None:
    found = parts(body)
    wanted = [[part for part in one if part[1] == "responsible"] for one in expected]
    answering = [[part for part in one if part[1] == "responsible"] for one in found]
    assert answering[-len(wanted) :] == wanted
    named = [{part[0] for part in one} for one in found][-len(wanted) :]
    assert all(names >= {part[0] for part in one} for names, one in zip(named, expected, strict=True))


@pytest.mark.parametrize("heading", ["Inzet Welbouw", "Welbouw", "Wat doet Welbouw?", "Projecten Welbouw"])
def test_a_heading_that_is_a_party_answers_for_what_names_nobody(heading: str) -> None:
    assert parts("In 2031 worden 200 woningen geïsoleerd.", heading) == [[answer("Welbouw", "heading")]]


@pytest.mark.parametrize(
    "heading",
    [
        "Prestatieafspraken Welbouw",
        "Prestatieafspraken 2031 gemeente Zandermeer en Welbouw",
        "Betaalbaarheid voor huurders van Welbouw",
        "Overleg Welbouw",
    ],
)
def test_a_heading_that_merely_names_a_party_answers_for_nothing(heading: str) -> None:
    assert parts("In 2031 worden 200 woningen geïsoleerd.", heading) == [[]]


def test_a_subject_beats_the_heading() -> None:
    assert parts("De gemeente stelt grond beschikbaar.", "Inzet Welbouw") == [[answer(TOWN)]]


BODIES = [
    "Welbouw bouwt samen met Thuisrecht 40 woningen.",
    "Welbouw en gemeente verkennen een proef. De gemeente neemt het initiatief.",
    "Welbouw zet in op:\n\n- meer groen;\n- minder steen.",
    "De lijst wordt door Welbouw en de gemeente opgesteld. Hiervoor maakt Thuisrecht een plan.",
    "Wij, de gemeente en Welbouw, informeren elkaar. Zij doen dat elk jaar.",
]


@pytest.mark.parametrize("body", BODIES)
def test_a_party_has_one_part_in_a_commitment_and_its_words_stand_in_the_text(body: str) -> None:
    document = agreement(body)
    rows = published(document)
    assert len({(row.commitment_id, row.party_id) for row in rows}) == len(rows)
    assert all(document.text[row.char_start : row.char_end] == row.quote != "" for row in rows)


def published(document: Document) -> list[responsibilities.Row]:
    return [row for row in responsibilities.extract(document) if not isinstance(row, Unread)]


def test_each_share_belongs_to_a_commitment_that_is_published() -> None:
    document = agreement("\n\n".join(BODIES))
    known = {commitment.commitment_id for commitment in read(document).commitments}
    assert {row.commitment_id for row in published(document)} <= known
