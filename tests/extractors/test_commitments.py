"""Which sentences bind somebody. Each case: words and the oddity it stands for."""

from __future__ import annotations

import pytest
from made_up import agreement, commitments

from extractors import commitments as dataset
from extractors._commitments.reading import read
from extractors._document import Unread

COMMITMENTS = [
    ("Welbouw renoveert 40 woningen aan het Plein.", "party and verb"),
    ("In de Kern bouwt Welbouw starterswoningen.", "inversion"),
    ("Wij zullen de huurders tijdig inlichten.", "zullen"),
    ("De gemeente gaat met bewoners in gesprek.", "gaan"),
    ("Partijen willen de samenwerking versterken.", "willen"),
    ("Welbouw blijft het huurteam betalen.", "blijven"),
    ("Thuisrecht is bereid om flexwoningen te bouwen.", "bereid"),
    ("Voor de Kade is Welbouw in principe bereid grond aan te kopen.", "bereid, far from its verb"),
    ("De gemeente is verantwoordelijk voor de standplaatsen.", "verantwoordelijk"),
    ("De huisvesting van statushouders is de taak van de gemeente.", "a task"),
    ("De adviesaanvraag ligt bij Huurdersstem.", "ligt bij"),
    ("Welbouw heeft de regie op het proces.", "de regie"),
    ("Het uitgangspunt is dat we letten op de totale lasten.", "a principle"),
    ("Randvoorwaarde is dat de gemeente de kavels bouwrijp oplevert.", "a condition on a party"),
    ("De resultaten worden besproken in het bestuurlijk overleg.", "passive without an actor"),
    ("Nieuwbouw wordt door Welbouw gasloos opgeleverd.", "passive with an actor"),
    ("De gemeente en Welbouw hebben afgesproken samen te toetsen.", "a perfect that binds"),
    ("Thuisrecht verwacht 20 woningen op te leveren.", "verwacht … te"),
    ("We verwachten dat de gemeente subsidies verstrekt.", "an expectation of a party"),
    ("Als Welbouw woningen gaat slopen wordt Huurdersstem vooraf betrokken.", "a condition without a comma"),
    ("De stuurgroep bereidt de besluiten voor.", "a body of the parties"),
    ("Halverwege vindt een tussentijdse toets plaats.", "an event"),
    ("Er komen twee proeven met woningdelen.", "er komen"),
    ("Daarom zetten we extra maatregelen in.", "daarom"),
    ("De partijen zien erop toe dat de regels worden nageleefd.", "toezien"),
    ("Beide corporaties huisvesten ook spoedzoekers.", "a present tense that looks past"),
    ("Plaatselijke corporaties bieden huurders maatwerk.", "an adjective opens the sentence"),
    ("De gemeente (afdeling Wonen) stelt een lijst op.", "brackets between subject and verb"),
    ("Dit jaar maken de gemeente en Welbouw een lijst.", "'dit jaar' is a time, no consequence"),
    ("Welbouw heeft 20 woningen in voorbereiding.", "in voorbereiding"),
    ("Welbouw en Thuisrecht reserveren samen 15% voor starters.", "samen behind the verb"),
    ("Afspraak: Welbouw isoleert 300 woningen.", "a label before it"),
    ("De gemeente samen met Thuisrecht bepaalt de locaties.", "company between subject and verb"),
    ("We (blijven) samen zoeken naar nieuwe locaties.", "a verb in brackets"),
    ("Ons beleid is om huurders te betrekken.", "a policy"),
    ("Het uitgangspunt in de begroting is om de voorraad op peil te houden.", "a principle, words between"),
    ("Bij groot onderhoud wordt steeds gelet op de woonlasten.", "a short participle"),
    ("Voor 2031 heeft Welbouw de verkoop gehalveerd.", "decided for the year to come"),
]

NOTHING = [
    ("De gemeente, Welbouw en Thuisrecht maken de volgende afspraken.", "only announces them"),
    ("Huurders van Welbouw weten vaak niet waar zij terechtkunnen.", "what tenants do not know"),
    ("Per locatie staat op de lijst hoeveel woningen er komen.", "what a list tells"),
    ("De vraag naar kleine woningen is groot.", "a state"),
    ("We zien dat de wachttijd oploopt.", "a perception"),
    ("Welbouw bezit 3.000 woningen in Zandermeer.", "possession"),
    ("In 2029 verkocht Welbouw 20 woningen.", "past"),
    ("De gemeente heeft de visie vastgesteld.", "perfect"),
    ("Huurders kunnen zonnepanelen aanvragen.", "a possibility"),
    ("Met doorstroming wordt bedoeld dat huurders verhuizen.", "a definition"),
    ("Hiermee voorkomen we leegstand.", "a consequence"),
    ("Zo ontstaat een betere mix.", "a consequence"),
    ("We realiseren ons dat dit veel vraagt.", "a reflexive that looks like building"),
    ("Partijen komen het volgende overeen:", "the formula above the agreement"),
    ("verklaren het volgende te zijn overeengekomen:", "the formula in a perfect"),
    ("We bouwen voort op de Woonvisie.", "no building"),
    ("Geacht college,", "a salutation"),
    ("Daarna volgt een lichte krimp.", "a forecast that follows"),
    ("- de gemeente Zandermeer, te dezen vertegenwoordigd door de wethouder;", "a signatory"),
    ("- Stichting Welbouw, statutair gevestigd te Zandermeer, hierna te noemen: 'Welbouw';", "another"),
    ("De subsidie wordt door het Rijk vastgesteld.", "nobody of the parties"),
    ("Voorzieningen worden steeds belangrijker.", "worden without a participle"),
]


@pytest.mark.parametrize("words", [case[0] for case in COMMITMENTS], ids=[case[1] for case in COMMITMENTS])
def test_commitment(words: str) -> None:
    assert [found for found, _ in commitments(agreement(words))] == [words]


@pytest.mark.parametrize("words", [case[0] for case in NOTHING], ids=[case[1] for case in NOTHING])
def test_no_commitment(words: str) -> None:
    assert commitments(agreement(words)) == []


LISTS = [
    (
        "Aandacht krijgt:\n\n- de lift\n- de hal\n\n4. De gemeente stelt de visie vast.",
        ["De gemeente stelt de visie vast."],
        "a number behind marks is no item of their list",
    ),
    (
        "**Inzet Welbouw**\n\n- Bouwt in de Kern een hal\n- Is blij met het plan",
        ["Bouwt in de Kern een hal"],
        "an item that opens with a capital verb; a state is none",
    ),
    (
        "Partijen komen overeen:\n\n1. Dat Welbouw de flat isoleert.\n2. Dat de gemeente de stoep vernieuwt.",
        ["Dat Welbouw de flat isoleert.", "Dat de gemeente de stoep vernieuwt."],
        "'dat' opens each item with a capital",
    ),
    (
        "Gemaakt zijn:\n\nQ2 2031\n\n- Welbouw: keuze installateur\n- Huurdersstem: plek in de jury",
        ["Welbouw: keuze installateur", "Huurdersstem: plek in de jury"],
        "words without a verb below a line that is a time",
    ),
    (
        "Partijen:\n\n- Gemeente Zandermeer\n- Huurdersstem\n- Welbouw en Thuisrecht",
        [],
        "who signs does nothing yet",
    ),
    (
        "- Deelname aan de regionale proef met woningdelen.",
        ["Deelname aan de regionale proef met woningdelen."],
        "an act told by a noun",
    ),
    (
        "- (Nog) eerder herkennen van overlast in de portieken.",
        ["(Nog) eerder herkennen van overlast in de portieken."],
        "an act told by an infinitive",
    ),
    (
        "- Vaststellen toewijzingsregels (Welbouw)",
        ["Vaststellen toewijzingsregels (Welbouw)"],
        "who, in brackets",
    ),
    (
        "Overwegende dat:\n\n- de raad de visie heeft vastgesteld;\n\nspreken partijen het volgende af:\n\n"
        "1. Welbouw bouwt 40 woningen.",
        ["Welbouw bouwt 40 woningen."],
        "considerations end where it is agreed",
    ),
    (
        "Welbouw zal:\n\n- de daken isoleren;\n- huurders bijpraten.",
        ["de daken isoleren;", "huurders bijpraten."],
        "a lead-in that says nothing itself",
    ),
    (
        "Vanuit de gemeente:\n\n- een meldpunt inrichten;",
        ["een meldpunt inrichten;"],
        "a lead-in that only names whose actions follow",
    ),
    (
        "Welbouw zet in op:\n\n- het isoleren van daken;\n- ruimte voor groen.",
        ["Welbouw zet in op:", "het isoleren van daken;", "ruimte voor groen."],
        "a lead-in with a party, nominal items",
    ),
    (
        "Er wordt ingezet op:\n\n- korte lijnen;\n- vroege signalen.",
        ["korte lijnen;", "vroege signalen."],
        "a lead-in without one is none itself",
    ),
    (
        "Bij het opstellen hebben we deze bronnen gebruikt:\n\n- de woonvisie;\n- een jaarplan.",
        [],
        "a list of sources",
    ),
    (
        "Welbouw doet mee om bij te dragen aan:\n\n- gemengde wijken;\n- een vitale kern.",
        ["Welbouw doet mee om bij te dragen aan:"],
        "a list of goals",
    ),
    (
        "Tijdens het overleg worden deze zaken besproken:\n\n- Voortgang nieuwbouw\n- Huurprijzen",
        ["Voortgang nieuwbouw", "Huurprijzen"],
        "an agenda",
    ),
    (
        "- De gemeente kapt geen bomen. Zo blijft de buurt groen.",
        ["De gemeente kapt geen bomen."],
        "the second sentence of an item tells what comes of it",
    ),
    (
        "Welbouw onderzoekt een proef. De gemeente neemt het initiatief.",
        ["Welbouw onderzoekt een proef."],
        "the initiative belongs to the action before it",
    ),
    (
        "Welbouw onderzoekt de haalbaarheid. Het advies wordt in Q1-2031 opgeleverd.",
        ["Welbouw onderzoekt de haalbaarheid."],
        "so does the date of its result",
    ),
]


@pytest.mark.parametrize(("body", "found"), [case[:2] for case in LISTS], ids=[case[2] for case in LISTS])
def test_lists_and_continuations(body: str, found: list[str]) -> None:
    assert [words for words, _ in commitments(agreement(body))] == found


@pytest.mark.parametrize("words", ["informeert omwonenden;", "verlicht de bergingen;", "bespreekt het plan."])
def test_an_item_that_opens_with_its_verb_tells_what_the_party_above_it_does(words: str) -> None:
    assert commitments(agreement(f"- {words}", heading="Welbouw")) == [(words, {"Welbouw"})]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("nieuwsbrief 4x per jaar", True),
        ("subsidie blijverslening verlengd", True),
        ("veel hoogbouw uit de jaren zestig", False),  # nothing that is done
    ],
)
def test_an_item_without_a_verb_under_the_name_of_a_party(words: str, found: bool) -> None:
    expected = [(words, {"Welbouw"})] if found else []
    assert commitments(agreement(f"- {words}", heading="Welbouw")) == expected


@pytest.mark.parametrize(
    ("words", "found"),
    [("Dat onderzoek betaalt Welbouw.", True), ("Dat betekent dat Welbouw meer onderzoekt.", False)],
)
def test_a_noun_behind_dat_is_done_and_a_verb_tells_what_comes_of_it(words: str, found: bool) -> None:
    assert bool(commitments(agreement(words))) is found


@pytest.mark.parametrize("words", ["overzicht van de woningen", "budget voor groen", "toekomst van de Kern"])
def test_a_noun_that_ends_like_a_verb_opens_no_action(words: str) -> None:
    assert commitments(agreement(f"- {words}", heading="Wonen in de Kern")) == []


@pytest.mark.parametrize("heading", ["Doelen", "Opgaven en ambitie", "Leeswijzer", "Inhoudsopgave"])
def test_background_and_goals_bind_nobody(heading: str) -> None:
    assert commitments(agreement("Partijen werken aan gemengde wijken.", heading=heading)) == []


def test_an_item_has_its_lead_in_before_it_and_quotes_itself_alone() -> None:
    document = agreement("Welbouw zet in op:\n\n- het isoleren van daken.")
    row = [row for row in dataset.extract(document) if not isinstance(row, Unread)][-1]
    assert (row.text, row.quote) == ("Welbouw zet in op: het isoleren van daken.", "het isoleren van daken.")


KINDS = [
    ("Partijen houden de afspraken in mei tegen het licht.", "research"),
    ("Welbouw voert een enquête uit onder starters.", "research"),
    ("Huurdersstem houdt een ledenraadpleging.", "consult"),
    ("De gemeente neemt binnen een week contact op met de huurder.", "consult"),
    ("Welbouw legt de voorwaarden vast in een brief.", "deliver"),
    ("De gemeente wijst twee locaties aan.", "deliver"),
    ("Het protocol wordt in afstemming met Welbouw vernieuwd.", "deliver"),
    ("Of het dak sterk genoeg is zoekt Welbouw nog voor de zomer uit.", "research"),
    ("Welbouw gaat na of een lift past.", "research"),
    ("Zestig woningen van Welbouw gaan naar label B.", "deliver"),
    ("Huurdersstem brengt binnen zes weken advies uit.", "consult"),
    ("De gemeente houdt de vinger aan de pols bij de verhuur.", "consult"),
    ("De gemeente licht Welbouw in over wegwerkzaamheden.", "consult"),
    ("Welbouw koppelt de uitkomsten terug aan de huurders.", "consult"),
    ("Welbouw voert een proef uit met woningdelen.", "research"),
    ("Huurdersstem houdt een enquête onder de huurders.", "research"),
    ("Met bewoners wordt gekeken of een lift past.", "research"),
    ("Partijen geven uitvoering aan het convenant.", "maintain"),
    ("Welbouw en de gemeente zetten het spreekuur voort.", "maintain"),
    ("Welbouw zorgt ervoor dat de lift werkt.", "deliver"),
    ("Welbouw draagt het beheer over aan Thuisrecht.", "deliver"),
    ("De gemeente neemt in mei een besluit.", "deliver"),
    ("Als de vraag afneemt, bouwt Welbouw minder woningen.", "other"),
    ("De partijen maken gebruik van dezelfde cijfers.", "maintain"),
    ("Welbouw stuurt de huurders een brief toe.", "deliver"),
    ("De gemeente legt het plan voor aan Welbouw.", "consult"),
    ("De gemeente legt een voorstel voor aan Welbouw.", "deliver"),  # what is made of it is new
    ("De gemeente maakt van elke schouw een verslag.", "deliver"),  # of a looking round, not one
    ("De gemeente organiseert een schouw.", "research"),
    ("Welbouw verlengt de levensduur van 40 woningen.", "deliver"),
    ("Welbouw verlengt de huur van het kantoor.", "maintain"),
    ("Welbouw bouwt 40 woningen.", "deliver"),
    ("Welbouw verkoopt geen woningen.", "other"),
    ("Welbouw verkoopt niet meer dan 8 woningen.", "deliver"),
    ("De partijen richten een commissie in.", "deliver"),
    ("De aanpak wordt door de gemeente geëvalueerd.", "research"),
    ("Thuisrecht huisvest 12 gezinnen.", "deliver"),
    ("De gemeente onderzoekt drie locaties.", "research"),
    ("We evalueren de aanpak in Q3-2031.", "research"),
    ("Welbouw informeert Huurdersstem over de planning.", "consult"),
    ("Partijen blijven het huurteam betalen.", "maintain"),
    ("Randvoorwaarde is dat de gemeente het pad verlegt.", "other"),
]


@pytest.mark.parametrize(("words", "kind"), KINDS)
def test_kind(words: str, kind: str) -> None:
    assert read(agreement(words)).commitments[-1].kind == kind


def test_a_row_above_renames_nothing() -> None:
    below = "Welbouw renoveert 40 woningen."
    alone = read(agreement(below)).commitments[-1]
    later = read(agreement(f"De gemeente kapt geen bomen.\n\n{below}")).commitments[-1]
    assert alone.commitment_id == later.commitment_id
