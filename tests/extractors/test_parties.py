"""Who is who: title pages, clauses, signatures and running text as they are met, with invented names."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors._document import Document, Inventory, Span
from extractors._parties.parties import Parties, parties
from extractors._parties.spelling import one_off
from pipeline.ingest import read_text

NOTHING = Inventory()
TOWN = Inventory(municipalities=("Ede",))
INTRODUCTION = "De afspraken zijn gemaakt door de gemeente Ede, Welbouw en huurdersvereniging De Brug. "


def read(text: str, inventory: Inventory = NOTHING) -> Parties:
    return parties(read_text(text, inventory=inventory))


def named(text: str, inventory: Inventory = TOWN) -> list[tuple[str, str]]:
    """The words of every mention with the party they mean, behind the introduction."""
    document = read_text(INTRODUCTION + text, inventory=inventory)
    start = document.text.index(text[:12]) if text else 0
    rest = Span(start, len(document.text))
    return [(document.quote(one.span), one.party.name) for one in parties(document).mentions_in(rest)]


def test_a_name_of_words_that_names_are_made_of_is_one_between_a_town_and_its_tenants():
    title = "Prestatieafspraken 2031\nGemeente Ede, Samen Thuis, Huurdersraad Samen Thuis\n"
    told = read(title, TOWN)
    assert [one.name for one in told.corporations] == ["Samen Thuis"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Woonvizier Lier breidt dit uit.", "Woonvizier Lier"),  # a telling name, a verb that things have too
        (
            "Standvast Lier neemt het programma over in haar begroting.",
            "Standvast Lier",
        ),  # a budget of its own
    ],
)
def test_a_corporation_that_is_named_once(words: str, name: str) -> None:
    assert name in [
        one.name for one in read(f"Gemeente Ede en huurdersraad De Brug.\n\n{words}", TOWN).corporations
    ]


WATERS = [
    ("Borgvoort aan de Linge", "Borgvoort aan de Linge", "Borgvoort aan de Linge"),
    ("Borgvoort a/d Linge", "Borgvoort a/d Linge", "Borgvoort a/d Linge"),
    ("Borgvoort aan de Linge", "Borgvoort", "Borgvoort"),  # said once: where its hall stands
    ("Borgvoort aan de Molenweg", "Borgvoort aan de Molenweg", "Borgvoort"),
    ("Ede aan de Linge", "Ede aan de Linge", "Ede"),  # the register knows it without
]


@pytest.mark.parametrize(("first", "then", "name"), WATERS)
def test_a_town_on_a_water(first: str, then: str, name: str) -> None:
    told = read(f"De gemeente {first} en woningcorporatie De Brug spreken af.\n\nDe gemeente {then} bouwt.")
    assert [one.name for one in told.municipalities] == [f"gemeente {name}"]
    assert {one.type for one in told.all()} == {"municipality", "corporation"}


@pytest.mark.parametrize(
    ("tenants", "name"), [("Huurdersraad De Brug (HDB)", "HDB"), ("Huurdersraad HDB", "Huurdersraad HDB")]
)
def test_an_article_before_a_code_makes_no_second_party(tenants: str, name: str) -> None:
    told = read(f"De gemeente Ede, Welbouw en {tenants} spreken af.\n\nDe HDB adviseert over de huur.", TOWN)
    assert [one.name for one in told.all() if one.type == "tenant_organisation"] == [name]


LOGOS = """Prestatieafspraken 2024-2027

gemeente Borgvoort

WelBouw

De Veste Wonen

Huurdersvereniging Het Anker

HV De Veste

1. Inleiding

De gemeente, de corporaties en de huurdersorganisaties hebben afspraken gemaakt over het wonen in Borgvoort.
WelBouw bouwt woningen. Het Anker bespreekt de huur met WelBouw. De Veste Wonen renoveert.
"""
CLAUSE = """Raamovereenkomst 2021 t/m 2025

De ondergetekenden:

• Gemeente Veendermeer, vertegenwoordigd door mevrouw A. de Boer, wethouder;
• Stichting Woonborg Noord, vertegenwoordigd door de heer P. Jansen, hierna te noemen ‘Woonborg’;
• Huurdersraad Woonborg Noord (HWN), vertegenwoordigd door haar voorzitter;

Woonborg verkoopt maximaal 10 woningen. HWN adviseert over de huren. HWN en Woonborg overleggen elk kwartaal.
"""
SIGNATURES = """Prestatieafspraken Oosterhoven

Inleiding

Het wonen in de gemeente Oosterhoven is voor velen te duur geworden, daarom zijn er nu afspraken gemaakt.

Oosterhoven, 1 december 2022

Directeur/bestuurder Stadswoning   Wethouder gemeente Oosterhoven

J. Pietersen    K. Klaassen

Voorzitter huurdersplatform Samen Sterk
"""
SEVERAL = (
    "De gemeenten Westhaven en Oudekerk, de corporaties Ons Erf, Wonen Waterland en DeWaard "
    "en de huurdersorganisaties: Huurdersbelang Waterland (HBW) en "
    "Huurdersbelangenvereniging Ons Erf (HBOE) maken elk jaar afspraken.\n"
)
BULLETS = """Prestatieafspraken 2022

Partijen:

• Gemeente Borgvoort
• Trefwoon
• Huurdersparticipatieraad Trefwoon
• KoepelRaad
"""
NO_LIST = "In de gemeente Ede bouwt Elfhuis 12 woningen. Vrijdorp brengt haar woningen naar label B.\n"


@pytest.mark.parametrize(
    ("text", "municipalities", "corporations", "tenants"),
    [
        # names alone on their lines; the tenants of 'De Veste' are no 'De Veste'
        (LOGOS, ["gemeente Borgvoort"], ["WelBouw", "De Veste Wonen"], ["Het Anker", "HV De Veste"]),
        # definitions give the canonical names; who represents a party is none
        (CLAUSE, ["gemeente Veendermeer"], ["Woonborg"], ["HWN"]),
        # two columns of signatures in one line
        (SIGNATURES, ["gemeente Oosterhoven"], ["Stadswoning"], ["Huurdersplatform Samen Sterk"]),
        # one name for a corporation and for its tenants
        (
            SEVERAL,
            ["gemeente Westhaven", "gemeente Oudekerk"],
            ["Ons Erf", "Wonen Waterland", "DeWaard"],
            ["Huurdersbelang Waterland", "Huurdersbelangenvereniging Ons Erf"],
        ),
        # bare names in a list; what ends in 'Raad' is of tenants
        (BULLETS, ["gemeente Borgvoort"], ["Trefwoon"], ["Huurdersparticipatieraad Trefwoon", "KoepelRaad"]),
        # no list at all: an inverted verb, and dwellings of its own
        (NO_LIST, ["gemeente Ede"], ["Elfhuis", "Vrijdorp"], []),
        # a town named as a market area signs nothing
        (
            INTRODUCTION + "De gemeente Ede overlegt met de gemeente Epe over de regionale woningmarkt.\n",
            ["gemeente Ede"],
            ["Welbouw"],
            ["Huurdersvereniging De Brug"],  # never named without its kind word
        ),
        # two capitals that OCR left of a logo, beside a name
        (
            LOGOS.replace("\nWelBouw\n\n", "\nWelBouw\n\nQT De Veste Wonen\n\n"),
            ["gemeente Borgvoort"],
            ["WelBouw", "De Veste Wonen"],
            ["Het Anker", "HV De Veste"],
        ),
        # three capitals that are a part of the name: it is hardly ever without them
        (
            "Partijen: ZMS Vestwonen, gemeente Borgvoort.\n\nZMS Vestwonen bouwt 18 woningen. "
            "ZMS Vestwonen sloopt er 3.\n\nVestwonen renoveert er 5.",
            ["gemeente Borgvoort"],
            ["ZMS Vestwonen"],
            [],
        ),
        ("", [], [], []),
    ],
)
def test_who_signs(text: str, municipalities: list[str], corporations: list[str], tenants: list[str]) -> None:
    found = read(text or "leeg")
    assert [one.name for one in found.municipalities] == municipalities
    assert sorted(one.name for one in found.corporations) == sorted(corporations)
    assert sorted(one.name for one in found.tenant_organisations) == sorted(tenants)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De gemeente stelt locaties vast.", [("gemeente", "gemeente Ede")]),
        (
            "Het college van burgemeester en wethouders besluit.",
            [("college van burgemeester en wethouders", "gemeente Ede")],
        ),
        ("Gemeenten moeten dit doen.", [("Gemeenten", "gemeente Ede")]),
        ("Andere gemeenten doen dit ook.", []),  # not ours
        ("Wij zetten ons in voor ons wijkbeheer.", [("Wij", "alle partijen")]),  # 'ons' is no actor
        ("Dat willen we/wij allebei.", [("we", "alle partijen"), ("wij", "alle partijen")]),
        ("De wijkagent wil wijken verbeteren.", [("wijkagent", "politie")]),  # 'wij' inside a word
        (
            "Partijen en marktpartijen overleggen.",
            [("Partijen", "alle partijen"), ("marktpartijen", "marktpartijen")],
        ),
        ("De corporatie verhuurt aan huurders.", [("corporatie", "woningcorporaties")]),
        ("De Raad van Commissarissen besluit.", []),  # no municipal council
        ("De huurdersbond adviseert.", [("huurdersbond", "huurdersorganisaties")]),
        ("Dat doet Stichting Netwerk en niemand anders.", [("Stichting Netwerk", "Netwerk")]),
        ("De gemeenteraad besluit daarover.", [("gemeenteraad", "gemeenteraad")]),
        ("De Welbouw-woning blijft staan, Welbouws bezit ook.", []),  # the name colours another word
        ("Welbouw’s huurders betalen minder.", []),
        ("Webouw streeft naar label B.", [("Webouw", "Welbouw")]),  # a letter dropped
        ("De Brug en WELBOUW overleggen.", [("De Brug", "De Brug"), ("WELBOUW", "Welbouw")]),
        ("De brug over de gracht is smal.", []),  # an ordinary word
        ("Stichting Welbouw bouwt in het dorp.", [("Stichting Welbouw", "Welbouw")]),
        # in a row with a party, and never at the start of a sentence alone
        (
            "Wijkwerk, ZorgVeluwe en Welbouw helpen. Met Wijkwerk is dat zo.",
            ["Wijkwerk", "ZorgVeluwe", "Welbouw", "Wijkwerk"],
        ),
        ("Daarnaast en verder bouwt Welbouw.", [("Welbouw", "Welbouw")]),
        # the town itself acts, or is a place
        # tenants named as their corporation, beside it
        (
            "De Beuk en Huurdersraad De Beuk tekenen. Huurdersraad De Beuk werft leden.",
            ["De Beuk", "Huurdersraad De Beuk", "Huurdersraad De Beuk"],
        ),
        ("Ede zet in op vitale kernen.", [("Ede", "gemeente Ede")]),
        ("In Ede bouwt Welbouw huizen.", [("Welbouw", "Welbouw")]),
        ("Sportclub Ede investeert mee.", []),  # a longer name
        ("Welbouw ziet Ede als een stad.", [("Welbouw", "Welbouw")]),
        ("Daarom wil Ede meer bouwen.", [("Ede", "gemeente Ede")]),
        # who is no party of the agreement is one of its own
        ("De VvE's en de VNG doen mee.", [("VvE's", "VvE"), ("VNG", "VNG")]),
        (
            "Omgevingsdienst, Aedes en Woonbond denken mee.",
            [("Omgevingsdienst", "omgevingsdienst"), ("Aedes", "Aedes"), ("Woonbond", "Woonbond")],
        ),
        ("De gemeenten Ede en Epe overleggen.", [("gemeenten Ede", "gemeente Ede"), ("Epe", "gemeente Epe")]),
    ],
)
def test_mentions(text: str, expected: list[tuple[str, str]] | list[str]) -> None:
    got = named(text)
    assert (
        got if not expected or isinstance(expected[0], tuple) else [words for words, _ in got]
    ) == expected


@pytest.mark.parametrize(
    "junk",
    [
        "Daarnaast werkt Welbouw samen met huurders.",
        "De Woningwet en de gemeente vragen dit.",
        "In de Molenstraat en de Kerkbuurt renoveert Welbouw.",
        "Prestatieafspraken en Woonvisie sluiten aan, zegt de gemeente.",
        "De heer P. Jansen en de gemeente tekenen.",
        "Mevrouw De Boer, wethouder Van der Vliet en drs. Th. Smit tekenen met de gemeente.",
        "Samen met de gemeente zorgt Welbouw hiervoor.",
    ],
)
def test_no_other_capitalised_word_is_a_party(junk: str) -> None:
    assert {party for _, party in named(junk)} <= {"gemeente Ede", "Welbouw", "De Brug"}


def test_who_is_named_as_often_as_a_signatory_is_one_too() -> None:
    text = INTRODUCTION + "In Ede werkt Welbouw samen met Veenhuis.\n" + "Veenhuis verhuurt woningen.\n" * 6
    assert {one.name for one in read(text).corporations} == {"Welbouw", "Veenhuis"}


def test_a_row_of_all_three_kinds_signs_without_a_verb() -> None:
    text = "Dit plan van de gemeente Ede, Welbouw en de Huurdersraad Ede (HRE) laat zien wat er gebeurt.\n"
    found = read(text + "Ook Elders Wonen en de gemeente overleggen.\n")
    assert [one.name for one in found.corporations] == ["Welbouw"]


@pytest.mark.parametrize(
    ("definitions", "body", "expected"),
    [
        # a word for its kind is defined as the short name of one party
        (
            "Woningstichting Vecht, hierna: de corporatie, en Huurdersraad Vliet, nader: de huurdersraad",
            "De huurdersraad adviseert de corporatie.",
            [("huurdersraad", "Huurdersraad Vliet"), ("corporatie", "Woningstichting Vecht")],
        ),
        # with capitals, in brackets; the plural stays the group
        (
            "Woonstichting Vechtzicht (hierna te noemen: de Woonstichting)",
            "De Woonstichting bouwt. De corporaties overleggen.",
            [("Woonstichting", "Woonstichting Vechtzicht"), ("corporaties", "woningcorporaties")],
        ),
        # without a definition: only one party has the word in its name; 'huurdersorganisatie' is any
        (
            "Welbouw, Huurdersraad De Brug en Bewonersbelangen Vliet",
            "De huurdersraad en een huurdersorganisatie adviseren.",
            [("huurdersraad", "Huurdersraad De Brug"), ("huurdersorganisatie", "huurdersorganisaties")],
        ),
        # two parties of one short name: then it stands for the group
        (
            "Huurdersraad De Brug (hierna: de huurdersraad) en Huurdersraad Vliet (hierna: de huurdersraad)",
            "De huurdersraad adviseert.",
            [("huurdersraad", "huurdersorganisaties")],
        ),
    ],
)
def test_a_kind_as_short_name(definitions: str, body: str, expected: list[tuple[str, str]]) -> None:
    document = read_text(f"De gemeente Ede, {definitions} maken afspraken.\n\n{body}\n", inventory=TOWN)
    rest = Span(document.text.index(body), len(document.text))
    found = parties(document).mentions_in(rest)
    assert [(document.quote(one.span), one.party.name) for one in found] == expected


@pytest.mark.parametrize(
    ("title", "speaker"),
    [
        ("Bod 2031 van Welbouw", "Welbouw"),  # who makes a bid speaks in it
        ("Prestatieafspraken 2031", "alle partijen"),
    ],
)
def test_who_says_we(title: str, speaker: str) -> None:
    text = f"{title}\n\nGemeente Borgvoort en woningcorporatie Welbouw\n\n" + "Wij bouwen woningen.\n" * 9
    found = read(text).mentions
    assert {one.party.name for one in found if one.rule == "pronoun"} == {speaker}


@pytest.mark.parametrize(
    ("rows", "tenants"),
    [
        # 'ABC' is known as tenants, 'DEF' always stands beside it
        ("De ABC en de DEF adviseren. Wij vragen ABC en DEF om raad.", {"ABC", "DEF"}),
        ("De ABC en de DEF adviseren.", {"ABC"}),  # once may be chance
        ("De ABC en de DEF adviseren. Wij vragen DEF en Welbouw en ook ABC en DEF. DEF en Welbouw.", {"ABC"}),
    ],
)
def test_who_always_stands_beside_tenants_is_one_of_them(rows: str, tenants: set[str]) -> None:
    text = f"De gemeente Ede en Welbouw werken samen. Welbouw overlegt met huurdersorganisatie ABC. {rows}\n"
    assert {one.name for one in read(text).tenant_organisations} == tenants


@pytest.mark.parametrize(
    ("cover", "corporations"),
    [
        ("Gemeente Borgvoort | Trefwoon | HV Trefwoon", ["Trefwoon"]),
        ("Gemeente Borgvoort - Trefwoon - HV Trefwoon", ["Trefwoon"]),
        ("Gemeente Borgvoort · Trefwoon · HV Trefwoon", ["Trefwoon"]),
        (
            "Gemeente Borgvoort, Trefwoon, Thuis aan de Vliet en HV Trefwoon",
            ["Trefwoon", "Thuis aan de Vliet"],
        ),
        (
            "Gemeente Borgvoort, Bouwvast, Wonen aan de Vliet en HV De Brug",
            ["Bouwvast", "Wonen aan de Vliet"],
        ),
        # what a care organisation does resembles what a corporation does
        ("Gemeente Borgvoort, Trefwoon, Thuiszorg Vliet en HV Trefwoon", ["Trefwoon"]),
    ],
)
def test_a_line_of_parties_on_a_cover(cover: str, corporations: list[str]) -> None:
    body = "Thuiszorg Vliet levert de zorg in 20 woningen. Trefwoon bouwt woningen.\n"
    found = read(f"Prestatieafspraken 2031\n\n{cover}\n\n1. Inleiding\n\n{body}")
    assert [one.name for one in found.corporations] == corporations


@pytest.mark.parametrize("registered", [("Boxtel", "Vught"), ("Veendorp", "Lisveld")])
def test_gemeenten_before_two_names_makes_both_municipalities(registered: tuple[str, str]) -> None:
    first, second = registered
    found = read(f"Prestatieafspraken 2031\n\nGemeenten {first} en {second}, Welbouw en HV De Brug\n")
    assert [one.name for one in found.municipalities] == [f"gemeente {first}", f"gemeente {second}"]


def test_groups_have_the_members_of_this_document() -> None:
    members = read(LOGOS).members
    assert members["woningcorporaties"] == ("welbouw", "de-veste-wonen")
    assert members["huurdersorganisaties"] == ("het-anker", "hv-de-veste")
    assert members["alle-partijen"] == (
        "gemeente-borgvoort",
        *members["woningcorporaties"],
        *members["huurdersorganisaties"],
    )


@pytest.mark.parametrize("word", ["Rondom", "Samenwerking"])
def test_an_ordinary_word_behind_a_kind_is_a_name_and_no_name_alone(word: str) -> None:
    cover = f"Gemeente Borgvoort, Woonstichting {word} en HV De Brug\n\n1. Inleiding\n\n"
    found = read(
        f"{cover}Woonstichting {word} bouwt. {word} het plein is een goede samenwerking rondom groen nodig.\n"
    )
    assert [one.name for one in found.corporations] == [f"Woonstichting {word}"]
    assert sum(one.party == found.corporations[0] for one in found.mentions) == 2


def test_initials_are_the_name_where_the_text_uses_them() -> None:
    text = (
        "Prestatieafspraken 2023\n\nGemeente Ede\n\nHUURDES ADVIES RAAD\n\nSt. Huurdersplatform Ons Dorp\n\n"
        "De gemeente Ede, Welbouw, HAR en SHOD maken elk jaar afspraken over het wonen in het dorp.\n"
        "HAR en SHOD brengen advies uit aan Welbouw.\n"
    )
    assert [one.name for one in read(text).tenant_organisations] == ["SHOD", "HAR"]


def test_a_column_of_parties_names_parties() -> None:
    rows = (
        "| Afspraak | Trekker |\n|---|---|\n| Pilot | Samen Wonen |\n| Studie | Samen Wonen en gemeente |\n"
        * 3
    )
    document = read_text("# Afspraken gemeente Ede\n\n" + rows, media_type="text/markdown")
    assert "Samen Wonen" in {one.party.name for one in parties(document).mentions}


def test_the_inventory_wins() -> None:
    inventory = Inventory(municipalities=("Epe",), corporations=("Veenhuis",))
    found = read(INTRODUCTION + "Veenhuis en Welbouw bouwen.\n", inventory)
    assert [one.name for one in found.municipalities] == ["gemeente Epe"]
    assert [one.name for one in found.corporations] == ["Veenhuis"]


def test_codes_come_from_the_register_of_that_year() -> None:
    found = read("Prestatieafspraken 2019\n\nDe gemeente Delfzijl en Welbouw maken afspraken.\n")
    assert [one.register_code for one in found.municipalities] == ["GM0010"]


def test_who_stands_in_no_register_is_a_party_and_is_reported() -> None:
    found = read(LOGOS)
    assert {issue.code for issue in found.unread} == {"party_unknown"}
    assert (
        len(found.unread) == 3
    )  # the town and two corporations; no register of tenants' organisations exists


PIECES = (
    "de gemeente Ede",
    "Welbouw",
    "Webouw",
    "wij",
    "De Brug",
    "partijen",
    "en",
    ",",
    ".\n",
    "bouwt",
    "Ede",
    "12",
)


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_mentions_stand_in_order_and_do_not_overlap(pieces: list[str]) -> None:
    document = read_text(INTRODUCTION + " ".join(pieces), inventory=TOWN)
    spans = [one.span for one in parties(document).mentions]
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(document.quote(span).strip() == document.quote(span) != "" for span in spans)


@given(st.integers(0, 200), st.integers(0, 200))
def test_mentions_in_a_span_are_those_that_lie_inside(start: int, end: int) -> None:
    found = parties(_document())
    span = Span(min(start, end), max(start, end))
    assert found.mentions_in(span) == tuple(one for one in found.mentions if span.holds(one.span))


_MADE: list[Document] = []


def _document() -> Document:
    if not _MADE:
        _MADE.append(read_text(CLAUSE))
    return _MADE[0]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("welbouw", "webouw", True),  # dropped
        ("welbouw", "wellbouw", True),  # doubled
        ("welbouw", "wolbouw", True),  # changed
        ("welbouw", "welbuow", True),  # swapped
        ("welbouw", "welbouw", False),
        ("welbouw", "webuow", False),
    ],
)
def test_one_letter_off(left: str, right: str, expected: bool) -> None:
    assert one_off(left, right) is expected
    assert one_off(right, left) is expected


@pytest.mark.parametrize("text", ["", "\n", "Welbouw", "12\t34\n"])
def test_a_document_without_structure_or_words_is_read(text: str) -> None:
    document = Document("0" * 16, text, ())
    assert parties(document).municipalities == ()
