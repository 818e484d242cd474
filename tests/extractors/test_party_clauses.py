"""Organisations that no list and no register names: told by a clause, a label, a heading, a description."""

from __future__ import annotations

import pytest

from extractors._document import Inventory, Span
from extractors._parties.parties import parties
from pipeline.ingest import read_text

TOWN = Inventory(municipalities=("Veenrade",))
START = "De gemeente Veenrade maakt afspraken.\n\n"


def named(text: str) -> list[tuple[str, str]]:
    """Name and kind of every party met behind the first sentence, groups and the municipality apart."""
    document = read_text(START + text, inventory=TOWN)
    rest = Span(len(START) - 1, len(document.text))
    found = (one.party for one in parties(document).mentions_in(rest))
    return [(one.name, one.type) for one in found if one.type not in ("group", "municipality")]


def quoted(text: str) -> list[tuple[str, str]]:
    """The words of every mention with the party they mean."""
    document = read_text(START + text, inventory=TOWN)
    rest = Span(len(START) - 1, len(document.text))
    return [(document.quote(one.span), one.party.name) for one in parties(document).mentions_in(rest)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # once, at the start of a sentence: a bare singular noun is a proper name
        ("Dorpsgenoot bouwt voor 2026 nog 40 woningen.", [("Dorpsgenoot", "corporation")]),
        # with an article its capital shows it
        ("De Klink levert eind 2024 35 woningen op.", [("De Klink", "corporation")]),
        # behind a label of the sentence
        ("Afspraak: Wonen Veenrade isoleert 30 woningen.", [("Wonen Veenrade", "corporation")]),
        # a verb that things have too, and a name that tells
        ("Woonhof Veenrade heeft nog 80 woningen te gaan.", [("Woonhof Veenrade", "corporation")]),
        # two before a plural verb
        (
            "Kiem en Horizon reserveren 10% van hun woningen.",
            [("Kiem", "corporation"), ("Horizon", "corporation")],
        ),
        # the subject stands behind the verb of the main clause
        (
            "Als de raad instemt, start Meerhuis met 20 woningen.",
            [("gemeenteraad", "government"), ("Meerhuis", "other")],
        ),
        # 'Thuis' is an ordinary word, and here the subject
        ("Thuis bouwt 12 woningen.", [("Thuis", "corporation")]),
        # the clause behind a semicolon
        ("De gemeente regelt een zaal; Zorghuis Linde betaalt de koffie.", [("Zorghuis Linde", "care")]),
        # the mark or number before a clause is no part of it, alone or among others
        ("• De Klink bouwt 18 woningen.\n\n• De gemeente regelt een zaal.\n", [("De Klink", "corporation")]),
        ("b. Het Riet levert in 2031 24 zorgappartementen op.", [("Het Riet", "corporation")]),
        ("7.4 De Klink verkoopt 3 woningen.", [("De Klink", "corporation")]),
        # a list behind its subject
        (
            "In 2024 gaat Erf Plus:\n- 18 woningen opleveren;\n- een plan maken.\n",
            [("Erf Plus", "other")],
        ),
    ],
)
def test_subjects(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the name goes on behind its preposition
        ("Thuis in Lierdam streeft naar label B.", ["Thuis in Lierdam"]),
        ("• Wonen in Lierdam levert 30 woningen op.", ["Wonen in Lierdam"]),
        ("In 2031 verkoopt Wonen in Lierdam 4 huizen.", ["Wonen in Lierdam"]),
        ("Stichting Wonen aan de Vliet krijgt de grond.", ["Wonen aan de Vliet"]),
        # in a column for parties
        ("| Actie | Wie |\n|---|---|\n| Campagne | Thuis bij Lierdam en gemeente |\n", ["Thuis bij Lierdam"]),
        # a heading, a subject, and what living there does
        ("Wonen in Lierdam\n\nEr komen 40 woningen.\n", []),
        ("Wonen in Lierdam biedt rust en ruimte.", []),
        ("Dat maakt wonen in Lierdam duur.", []),
    ],
)
def test_names_with_a_place(text: str, expected: list[str]) -> None:
    assert [name for name, _ in named(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Huurders verhuizen naar nieuwe woningen.",  # a plural noun at the start of a sentence
        "De Weverij levert 40 woningen op. Ook in De Weverij komt groen.",  # a project: it is also a place
        "Veenrade bouwt 300 woningen.",  # the town itself
        "In Oudeweer bouwt men 20 woningen.",
        "Nieuwbouw levert 40 woningen op.",  # no name, though it has no article
        "De Corporatie bouwt 40 woningen.",  # a defined term
        "Woonvisie Veenrade heeft vier thema's.",  # a paper
        "Samen bouwen Partijen 40 woningen.",
    ],
)
def test_what_is_no_organisation(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # behind a label on the same line, also in brackets
        ("Folder maken. Wie: gemeente en Erfgoed Thuis. Wanneer: in mei.", ["Erfgoed Thuis"]),
        ("Excursie (trekker: Lindehof; gereed in mei)", ["Lindehof"]),
        ("Actiehouder: Zorggroep De Lier\nWanneer: mei 2022\n", ["Zorggroep De Lier"]),
        # a label or a heading over what it does
        ("Vast Erf: verbetert 48 portieken.", ["Vast Erf"]),
        ("Vast Erf\n\n- sloopt 22 woningen\n- maakt een plan\n", ["Vast Erf"]),
        # a heading over what it plans
        ("Projecten Woonkern Veenrade\n\nEr komen 12 woningen.\n", ["Woonkern Veenrade"]),
        ("Planning nieuwbouw De Lier Wonen: 2024: 14 woningen.", ["De Lier Wonen"]),
        ("Planning Kerkbuurt\n\nEr komen 12 woningen.\n", []),
        # what a name is, behind it
        ("Wij Bouwen Mee, de huurdersorganisatie, krijgt het plan.", ["Wij Bouwen Mee"]),
        ("Dalen Vastgoed B.V. ontwikkelt de rest.", ["Dalen Vastgoed"]),
        ("Ook projectontwikkelaar Van Dalen draagt bij.", ["Van Dalen"]),
        ("Het werk ligt bij Welzijn Veenrade.", ["Welzijn Veenrade"]),
        ("Daarbij helpen het Leger des Heils en zorgorganisatie De Lier.", ["Leger des Heils", "De Lier"]),
    ],
)
def test_labels_headings_and_descriptions(text: str, expected: list[str]) -> None:
    assert [name for name, _ in named(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a registered name that never stands without its second word
        ("Mooiland Oost bouwt 12 woningen.", ["Mooiland Oost"]),
        ("Stek & Erf bouwt 12 woningen. Ook Stek & Erf tekent.", ["Stek & Erf", "Stek & Erf"]),
        ("Fijn Thuis start in mei en dat doet Fijn Thuis goed.", ["Fijn Thuis", "Fijn Thuis"]),
        # it does stand without: the word behind it is another matter
        ("Mooiland Oost is een wijkteam van Mooiland.", ["Mooiland", "Mooiland"]),
        # a word of the sentence, a function, another name
        ("Mooiland Nieuwbouw 12, Mooiland Nieuwbouw 14", ["Mooiland", "Mooiland"]),
    ],
)
def test_the_longest_name(text: str, expected: list[str]) -> None:
    organisations = [name for name, kind in named(text) if kind == "corporation"]
    assert organisations == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the name behind the kind word is a town's, or part of another's
        ("Huurdersraad Veenrade adviseert. In Veenrade is veel te doen.", ["Huurdersraad Veenrade"]),
        ("Huurdersraad Klaver adviseert Woonhof Klaver.", ["Huurdersraad Klaver", "Woonhof Klaver"]),
        # its own name, used without the kind word
        ("Woonstichting De Lier bouwt. Daarna verkoopt De Lier 4 woningen.", ["De Lier", "De Lier"]),
    ],
)
def test_a_name_is_shortened_only_where_it_is_its_own(text: str, expected: list[str]) -> None:
    assert [name for name, _ in named(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Excursie (allen)", [("allen", "alle partijen")]),
        ("Excursie. Wie: allen. Wanneer: mei.", [("allen", "alle partijen")]),
        ("Allen: melden overlast.", [("Allen", "alle partijen")]),
        ("Wij wensen ons allen succes.", [("Wij", "alle partijen")]),  # no label
        ("Elke partij wijst iemand aan.", [("Elke partij", "alle partijen")]),
        # the plural that introduces names belongs to the first of them
        (
            "De corporaties Kiem en Stichting Horizon delen de planning.",
            [("corporaties Kiem", "Kiem"), ("Stichting Horizon", "Horizon")],
        ),
        (
            "Wij melden dit bij de Autoriteit woningcorporaties.",
            [("Wij", "alle partijen"), ("Autoriteit woningcorporaties", "Autoriteit woningcorporaties")],
        ),
        ("Een huurderspanel opzetten.", []),  # a meeting, no organisation
    ],
)
def test_groups(text: str, expected: list[tuple[str, str]]) -> None:
    assert quoted(text) == expected


def test_several_towns_of_which_no_register_knows() -> None:
    text = "De gemeenten Veenrade, Oordsnest en Klein Rieten maken plannen.\n"
    document = read_text(text + "Oordsnest en Klein Rieten sluiten aan.\n", inventory=TOWN)
    named = [one.party.name for one in parties(document).mentions]
    assert named[1:] == ["gemeente Oordsnest", "gemeente Klein Rieten"] * 2


SIGNED = """Prestatieafspraken 2024

Partijen:

1. de gemeente Veenrade, te dezen vertegenwoordigd door de heer P. Oost, hierna "de Gemeente";
2. Woningstichting Hoek & Haven, gevestigd te Veenrade, hierna te noemen: "Hoek & Haven";
3. Stichting Vast Erf, gevestigd te Veenrade;
4. de Vereniging Huurders Veenrade, hierna te noemen: "VHV";

Hoek & Haven zal 12 woningen realiseren. Vast Erf verkoopt niet. VHV adviseert.
"""


def test_a_list_of_who_signs() -> None:
    found = parties(read_text(SIGNED, inventory=TOWN))
    # an ampersand in a name; the town where it is seated is no party; a stichting that tells nothing else
    assert [one.name for one in found.corporations] == ["Hoek & Haven", "Vast Erf"]
    assert [one.name for one in found.tenant_organisations] == ["VHV"]


def test_a_list_that_ends_on_its_line_makes_no_parties_of_the_lines_below() -> None:
    rows = "| Project | Type | Oplevering |\n|---|---|---|\n| Haven | Eengezins | Q3 2026 |\n"
    text = "# Afspraken\n\nPartijen: gemeente Veenrade, Dorphuis en Huurdersraad De Brug.\n\n"
    found = parties(read_text(text + rows, media_type="text/markdown", inventory=TOWN))
    named = {one.party.name for one in found.mentions if one.party.type != "group"}
    assert named == {"gemeente Veenrade", "Dorphuis", "Huurdersraad De Brug"}


def test_a_short_name_behind_the_surname_of_who_signs() -> None:
    text = """Prestatieafspraken gemeente Veenrade en Stichting Volkswoning Veenrade

De ondergetekenden:

1. Stichting Volkswoning Veenrade, vertegenwoordigd door de heer B. van Zuidhof, hierna te noemen "SVV";
2. Huurdersplatform SVV, vertegenwoordigd door mevrouw De Wit, hierna te noemen "HPV";

SVV verkoopt 12 woningen. HPV adviseert.
"""
    document = read_text(text, inventory=TOWN)
    found = parties(document)
    assert [one.name for one in found.corporations] == ["SVV"]
    assert [one.name for one in found.tenant_organisations] == ["HPV"]
    assert {m.party.name for m in found.mentions if document.quote(m.span) == "SVV"} == {"SVV"}


def test_two_names_on_one_line_of_a_title_page() -> None:
    text = "Prestatieafspraken 2024\n\nGemeente Veenrade Dorphuis Stichting Knoop Huurdersraad Dorphuis\n"
    found = parties(read_text(text, inventory=TOWN))
    assert [one.name for one in found.corporations] == ["Dorphuis", "Knoop"]


def test_who_is_quoted_is_no_organisation() -> None:
    text = 'Woningcorporatie Dorphuis bouwt 20 woningen. "Dat is mooi", aldus bestuurder Ria Vosmaat.\n'
    assert [name for name, _ in named(text)] == ["Dorphuis"]


def test_a_column_of_marks_stands_under_a_party() -> None:
    rows = "| Actie | Dorphuis | Zuidhof |\n|---|---|---|\n| Schouw | x | x |\n| Folder | | x |\n"
    document = read_text("# Afspraken\n\n" + rows, media_type="text/markdown", inventory=TOWN)
    assert {one.party.name for one in parties(document).mentions} >= {"Dorphuis", "Zuidhof"}


def test_a_column_names_also_who_is_called_by_an_ordinary_word() -> None:
    rows = "| Actie | Wie |\n|---|---|\n| Schouw | HBO Samen |\n| Folder | Dorphuis |\n"
    document = read_text("# Afspraken\n\n" + rows, media_type="text/markdown", inventory=TOWN)
    found = {one.party.name: one.party.type for one in parties(document).mentions}
    assert found == {"HBO Samen": "tenant_organisation", "Dorphuis": "other"}
