"""What a time expression is for. Each case: words, expected rows, and the oddity it stands for."""

from __future__ import annotations

import pytest
from made_up import agreement, deadlines

from extractors import deadlines as dataset
from extractors._commitments.reading import read
from extractors._document import Unread
from pipeline.ingest import read_text

# words, [(expression, class, first day, last day)]; the agreement is on 2031, of 12 December 2030
ONE_YEAR = [
    (
        "Q2 2031\n\n- Welbouw levert de lijst aan\n- De gemeente besluit over het plan vóór 1 juni 2031\n",
        [
            ("Q2 2031", "action", "2031-04-01", "2031-06-30"),
            ("vóór 1 juni 2031", "action", None, "2031-05-31"),
        ],
        "a line that is a time dates the item below it, unless that has a time of its own",
    ),
    (
        "2031\n\n- Welbouw levert de lijst aan\n",
        [],
        "a year above a list is a section, not a deadline of each item",
    ),
    (
        "In 2032 wordt gemeten. Voor 1 juli van dat jaar levert Welbouw een rapport.",
        [
            ("2032", "action", "2032-01-01", "2032-12-31"),
            ("Voor 1 juli van dat jaar", "action", None, "2032-06-30"),
        ],
        "'dat jaar' is the year of the sentence before",
    ),
    (
        "De gemeente heeft toegezegd de vergunning vóór 1 mei 2031 af te geven.",
        [("vóór 1 mei 2031", "action", None, "2031-04-30")],
        "promised, and still to be done",
    ),
    (
        "In dat kader worden in mei 2031 tien daken door Welbouw geïsoleerd.",
        [("mei 2031", "action", "2031-05-01", "2031-05-31")],
        "'dat' behind a preposition points",
    ),
    (
        "Elk jaar doen partijen dezelfde stappen. In maart kijken zij terug. Vóór 15 december tekenen zij.",
        [
            ("Elk jaar", "cycle", None, "1/P1Y"),
            ("maart", "cycle", None, "1/P1Y"),
            ("Vóór 15 december", "cycle", None, "1/P1Y"),
        ],
        "steps of every year, announced once",
    ),
    ("De raad heeft op 3 maart 2031 met de nota ingestemd.", [], "who has done it on a day"),
    (
        "In maart blikt Welbouw terug op het afgelopen jaar.",
        [("maart", "action", "2031-03-01", "2031-03-31")],
        "afgelopen",
    ),
    ("Het Rijk wil tot 2040 meer woningen toevoegen.", [], "an outsider's goal"),
    (
        "Partijen tekenen uiterlijk 1 mei 2031 een convenant vroegsignalering.",
        [("uiterlijk 1 mei 2031", "action", None, "2031-05-01")],
        "another covenant than this agreement",
    ),
    (
        "Jaarlijks in maart leggen de corporaties hun plan voor. In mei bespreken partijen dit. "
        "Uiterlijk 1 juli brengen de corporaties hun bod uit.",
        [
            ("Jaarlijks in maart", "action", None, "1/P1Y"),
            ("mei", "action", None, "1/P1Y"),
            ("Uiterlijk 1 juli", "action", None, "1/P1Y"),
        ],
        "a cycle goes on without its word",
    ),
    (
        "Jaarlijks in maart legt Welbouw een plan voor. In mei 2031 bespreken partijen dit.",
        [("Jaarlijks in maart", "action", None, "1/P1Y"), ("mei 2031", "action", "2031-05-01", "2031-05-31")],
        "a year of its own ends the cycle",
    ),
    (
        "Welbouw ontwikkelt het concept (uiterlijk mei 2031).",
        [("uiterlijk mei 2031", "action", None, "2031-05-31")],
        "'concept' that is due is no concept of a date",
    ),
    (
        "De gemeente zou in mei 2031 de nota vaststellen, maar dat wordt juli 2031.",
        [("juli 2031", "action", "2031-07-01", "2031-07-31")],
        "what was to be done, and what will be",
    ),
    (
        "Welbouw zorgt ervoor dat de paden voor 1 mei 2031 zijn verlicht.",
        [("voor 1 mei 2031", "action", None, "2031-04-30")],
        "what will have been done by then",
    ),
    (
        "De gemeente betaalt mee als Welbouw vóór 1 mei 2031 een plan heeft ingediend.",
        [("vóór 1 mei 2031", "action", None, "2031-04-30")],
        "a condition with a date",
    ),
    (
        "Partijen treden in mei 2031 in overleg.",
        [("mei 2031", "action", "2031-05-01", "2031-05-31")],
        "'treden in overleg' is no 'treden in werking'",
    ),
    (
        "Welbouw levert medio 2031 de studio's op.",
        [("medio 2031", "action", "2031-04-01", "2031-09-30")],
        "'de studio's' does not make the year a count",
    ),
    # dates of actions
    ("Welbouw levert het plan in Q2-2031.", [("Q2-2031", "action", "2031-04-01", "2031-06-30")], "a quarter"),
    (
        "De gemeente stelt uiterlijk 1 mei een lijst op.",
        [("uiterlijk 1 mei", "action", None, "2031-05-01")],
        "no year",
    ),
    (
        "Partijen maken voor 1 juli afspraken.",
        [("voor 1 juli", "action", None, "2031-06-30")],
        "the day before",
    ),
    (
        "Wij onderzoeken dit (gereed Q3-2031).",
        [("Q3-2031", "action", "2031-07-01", "2031-09-30")],
        "in brackets",
    ),
    (
        "Het onderzoek is in Q2-2031 afgerond.",
        [("Q2-2031", "action", "2031-04-01", "2031-06-30")],
        "a perfect that lies ahead",
    ),
    (
        "Welbouw rondt begin 2031 de verkenning af.",
        [("begin 2031", "action", "2031-01-01", "2031-03-31")],
        "part of the own year",
    ),
    (
        "Thuisrecht start in 2032 een nieuw onderzoek.",
        [("2032", "action", "2032-01-01", "2032-12-31")],
        "the year after",
    ),
    (
        "Dat betekent dat we in 2032 een peiling laten uitvoeren.",
        [("2032", "action", "2032-01-01", "2032-12-31")],
        "told by its consequence",
    ),
    (
        "De BVO en Welbouw evalueren dit in maart 2031.",
        [("maart 2031", "action", "2031-03-01", "2031-03-31")],
        "a month",
    ),
    (
        "Het ingehuurde bureau levert in april 2031 een rapport op.",
        [("april 2031", "action", "2031-04-01", "2031-04-30")],
        "nobody of the parties acts",
    ),
    (
        "Er volgt een evaluatie (gereed Q4 2031).",
        [("Q4 2031", "action", "2031-10-01", "2031-12-31")],
        "nobody acts at all",
    ),
    (
        "De verordening staat voor juni 2031 gepland.",
        [("voor juni 2031", "action", None, "2031-05-31")],
        "planned",
    ),
    (
        "Opstellen wijkvisie. Planning: september 2031.",
        [("september 2031", "action", "2031-09-01", "2031-09-30")],
        "an action without a verb, and its date",
    ),
    (
        "Welbouw verbeterde in 2030 vier flats en pakt er in 2031 nog twee aan.",
        [("2031", "period", "2031-01-01", "2031-12-31")],
        "past and coming year in one sentence",
    ),
    (
        "Welbouw levert in het 1e kwartaal 2032 24 woningen op en in het 2e kwartaal nog 18.",
        [
            ("1e kwartaal 2032", "action", "2032-01-01", "2032-03-31"),
            ("2e kwartaal", "action", "2032-04-01", "2032-06-30"),
        ],
        "the year of the time before it",
    ),
    (
        "De cijfers worden in het voorjaarsoverleg besproken.",
        [("voorjaarsoverleg", "action", "2031-03-01", "2031-05-31")],
        "a season in the name of a meeting",
    ),
    (
        "Voor eind 2031 stelt de gemeente een visie vast.",
        [("Voor eind 2031", "action", None, "2031-12-31")],
        "a limit inside the own period",
    ),
    # the own period
    (
        "Welbouw bouwt in 2031 40 woningen.",
        [("2031", "period", "2031-01-01", "2031-12-31")],
        "own year, concrete action",
    ),
    (
        "In 2031 wordt de aanpak voortgezet.",
        [("2031", "period", "2031-01-01", "2031-12-31")],
        "own year, passive",
    ),
    (
        "De gemeente draagt in 2031 € 60.000 bij aan het fonds.",
        [("2031", "period", "2031-01-01", "2031-12-31")],
        "an amount behind the year is no price level here",
    ),
    # goals
    (
        "In 2050 moeten alle woningen aardgasvrij zijn.",
        [("2050", "target", "2050-01-01", "2050-12-31")],
        "a goal without an actor",
    ),
    (
        "Vanaf 2034 zijn alle nieuwe woningen energieneutraal.",
        [("Vanaf 2034", "target", "2034-01-01", None)],
        "a state from then on",
    ),
    (
        "Vanaf 2033 wil Welbouw alleen nog met hout bouwen.",
        [("Vanaf 2033", "target", "2033-01-01", None)],
        "a wish from then on",
    ),
    (
        "Thuisrecht streeft naar gemiddeld label A in 2033.",
        [("2033", "target", "2033-01-01", "2033-12-31")],
        "streven",
    ),
    (
        "Voor 2040 willen partijen 600 woningen toevoegen.",
        [("Voor 2040", "target", None, "2039-12-31")],
        "voor means before",
    ),
    (
        "Uiterlijk in 2036 is geen woning meer slechter dan label D.",
        [("Uiterlijk in 2036", "target", None, "2036-12-31")],
        "by a year",
    ),
    (
        "Tot 2036 worden er 120 sociale huurwoningen gebouwd.",
        [("Tot 2036", "target", None, "2035-12-31")],
        "tot a year",
    ),
    (
        "De woningcorporaties zoeken uit hoe alle woningen in 2040 energieneutraal kunnen zijn.",
        [("2040", "target", "2040-01-01", "2040-12-31")],
        "a goal inside a question",
    ),
    # rhythms
    ("Partijen overleggen twee keer per jaar.", [("twee keer per jaar", "action", None, "2/P1Y")], "a count"),
    ("We evalueren jaarlijks de aanpak.", [("jaarlijks", "action", None, "1/P1Y")], "an adverb"),
    (
        "Elke drie jaar peilen we de woonwensen van starters.",
        [("Elke drie jaar", "action", None, "1/P3Y")],
        "every three years",
    ),
    (
        "In het maandelijkse projectenoverleg wordt de voortgang besproken.",
        [("maandelijkse", "action", None, "1/P1M")],
        "an adjective before a meeting",
    ),
    (
        "De voortgang wordt elk kwartaal besproken.",
        [("elk kwartaal", "action", None, "1/P3M")],
        "a passive rhythm",
    ),
    (
        "Gemeente en Welbouw lopen deze lijst maandelijks samen na.",
        [("maandelijks", "action", None, "1/P1M")],
        "'lopen' is no validity here",
    ),
    (
        "Twee keer per jaar (mei 2031 en oktober 2031) is er overleg tussen Huurdersstem en Welbouw.",
        [
            ("Twee keer per jaar", "action", None, "2/P1Y"),
            ("mei 2031", "action", "2031-05-01", "2031-05-31"),
            ("oktober 2031", "action", "2031-10-01", "2031-10-31"),
        ],
        "a rhythm and its months",
    ),
    (
        "Per kwartaal levert Welbouw een overzicht.",
        [("Per kwartaal", "action", None, "1/P3M")],
        "a rate that opens the sentence is a rhythm",
    ),
    ("Het kernteam komt om de zes weken bijeen.", [("om de zes weken", "action", None, "1/P6W")], "om de"),
    ("Het overleg komt eens per maand bijeen.", [("eens per maand", "action", None, "1/P1M")], "eens per"),
    (
        "De cijfers worden per kwartaal gedeeld.",
        [("per kwartaal", "action", None, "1/P3M")],
        "no rate: no number",
    ),
    ("De monitor verschijnt halfjaarlijks.", [("halfjaarlijks", "action", None, "1/P6M")], "nobody acts"),
    ("De bewoners ontmoeten elkaar ieder kwartaal.", [("ieder kwartaal", "action", None, "1/P3M")], "elkaar"),
    (
        "Om het jaar houden we een bewonersdag.",
        [("Om het jaar", "action", None, "1/P2Y")],
        "every other year",
    ),
    # years without a preposition
    ("- 42 woningen isoleren (2032)", [("2032", "action", "2032-01-01", "2032-12-31")], "alone in a bracket"),
    ("- 2032/2033: isolatie kopgevels", [("2032/2033", "action", "2032-01-01", "2033-12-31")], "as a label"),
    (
        "Planning: start bouw Q3 2031, laatste oplevering 2033.",
        [("Q3 2031", "action", "2031-07-01", "2031-09-30"), ("2033", "action", "2033-01-01", "2033-12-31")],
        "behind the event",
    ),
    # lines without a verb
    (
        "- Plan voor isolatie Kern, Q3 2031, Welbouw",
        [("Q3 2031", "action", "2031-07-01", "2031-09-30")],
        "a date between commas",
    ),
    (
        "Pilot woningdelen Kern 1e kwartaal 2031",
        [("1e kwartaal 2031", "action", "2031-01-01", "2031-03-31")],
        "no entry of a table of contents",
    ),
    # counting verbs and states that bind all the same
    (
        "De huurverhoging bedraagt per 1 juli 2031 niet meer dan 1,4%.",
        [("per 1 juli 2031", "action", "2031-07-01", None)],
        "a norm",
    ),
    (
        "De ondertekening staat gepland op 3 februari 2031.",
        [("3 februari 2031", "process", "2031-02-03", "2031-02-03")],
        "planned, not counted",
    ),
    (
        "De corporaties ruilen uiterlijk per 1 januari 2032 hun bezit.",
        [("uiterlijk per 1 januari 2032", "action", None, "2032-01-01")],
        "'bezit' is a noun here",
    ),
    (
        "De daken zijn uiterlijk eind 2031 verwijderd.",
        [("uiterlijk eind 2031", "action", None, "2031-12-31")],
        "a perfect with a limit",
    ),
    (
        "Vorig jaar bedroeg de wachtlijst 12 gezinnen; die is vóór 1 juli 2031 ingelopen.",
        [("vóór 1 juli 2031", "action", None, "2031-06-30")],
        "a perfect with a limit, beside what is so now",
    ),
    (
        "In de jaren 2032 en 2033 bouwt Welbouw 20 woningen.",
        [("In de jaren 2032 en 2033", "action", "2032-01-01", "2033-12-31")],
        "'jaren' alone is no horizon",
    ),
    (
        "We werken samen zodat de wijk in 2033 groener is.",
        [("2033", "target", "2033-01-01", "2033-12-31")],
        "a state to be reached",
    ),
    # adoption and the law
    (
        "Volgens de Woningwet zendt de corporatie uiterlijk 15 december de afspraken aan de minister.",
        [("uiterlijk 15 december", "cycle", None, "1/P1Y")],
        "the law is named, whoever acts",
    ),
    (
        "De prestatieafspraken moeten vóór 15 december 2030 aan de minister zijn toegezonden.",
        [("vóór 15 december 2030", "process", None, "2030-12-14")],
        "a step in adopting",
    ),
    (
        "De Woningwet vraagt dat corporaties elk jaar voor 1 juli hun plannen indienen.",
        [("elk jaar voor 1 juli", "cycle", None, "1/P1Y")],
        "the law's cycle",
    ),
]

# the same agreement: written like a deadline, and none
NONE = [
    ("Wie na 1 juli 2031 koopt, krijgt korting van Welbouw.", "a time in the case that it holds for"),
    ("Dit artikel laat onverlet dat contracten tot 1 juli 2031 doorlopen.", "how long something else lasts"),
    ("De vraag naar sociale huur neemt na 2033 af.", "a verb of foretelling with its part at the end"),
    ("De wachttijd is langer, net als in 2030.", "compared with another year"),
    ("De regeling liep tot 1 mei 2031.", "how long something was in force"),
    ("Welbouw bezat in 2031 1.200 woningen.", "a strong past"),
    ("De buurtweek wordt al vanaf 2031 gehouden.", "'al vanaf': it runs already"),
    ("Het vervolg op ‘Samen in de wijk’ (juni 2031) is er.", "the date of a title"),
    ("Woonindex Zandermeer, november 2031.", "the date of a source"),
    ("De Woonvisie 2028-2038 is ons kader.", "name of a vision"),
    ("De Woningwet 2015 geeft regels.", "name of a law"),
    ("Dit volgt uit de begroting 2031 van Welbouw.", "name of a budget"),
    ("De prestatieafspraken 2031 zijn openbaar.", "name of the agreement itself"),
    ("In het Woonakkoord van 2029 staat meer.", "a year as attribute"),
    ("Welbouw gaat verder met de proef ‘Samen wonen in 2031’.", "a year in a quoted title"),
    ("In 2029 heeft Welbouw 30 woningen verkocht.", "past, perfect"),
    ("De raad nam de woonnota in mei 2030 aan.", "past, simple"),
    ("Begin 2030 besloten we samen de afspraken te herzien.", "past in the plural"),
    ("Sinds 2029 doet Huurdersstem ook mee.", "since"),
    ("Per oktober 2030 stonden 1.200 mensen ingeschreven.", "a count as of a month"),
    ("Huishoudens met een inkomen tot € 40.000 (prijspeil 2031) gaan voor.", "a price level"),
    ("De huurgrens is laag (in 2031 € 409,92).", "a year before an amount, in brackets"),
    ("De prognose voorspelt een overschot in 2038.", "a forecast"),
    ("De provincie gaat tot 2040 uit van een lichte groei.", "a planning assumption"),
    ("Zonder ingrijpen zou dat rond 2036 minder zijn.", "a condition"),
    ("Welbouw bouwt gemiddeld 70 woningen per jaar.", "a rate"),
    ("In de begroting staat een jaarlijkse productie van 70 woningen.", "a yearly rate"),
    ("Er is een jaarlijkse cyclus van visie, bod en afspraken.", "the name of the cycle"),
    ("De afspraken gelden tot en met 2034.", "validity"),
    ("Deze overeenkomst loopt van 1 januari 2031 tot en met 31 december 2031.", "own period"),
    ("We geven een doorkijk naar 2035.", "a horizon"),
    ("Partijen geven samen vorm aan de opgave richting 2050.", "a direction"),
    ("Welbouw stelt de opgaven voor 2032 vast.", "for a year, not before it"),
    ("De komende jaren bouwen we meer woningen.", "vague"),
    ("Soms is een prestatie in 2031 niet nodig.", "negated"),
    ("De corporaties geven aan wat zij in 2032 willen bijdragen.", "the year is what is talked about"),
    ("14 november 2030", "a date alone"),
    ("Ondertekend te Zandermeer op 12 december 2030.", "the document's own date"),
    ("Jongeren tot 23 jaar krijgen voorrang.", "an age"),
    ("De voorraad bestaat per 31 december 2030 uit 3.410 woningen.", "a count as of a day"),
    ("De opgave tot 2040 bedraagt 2.500 woningen.", "the size of a task"),
    ("De huidige verordening loopt tot 1 juli 2032.", "validity of something else"),
    ("Tot 1 mei 2031 kunnen huurders reageren.", "a permission"),
    ("De in 2030 gestarte proef is een succes.", "a year before a participle"),
    ("De op 7 mei vastgestelde visie is ons kader.", "a day before a participle"),
    ("Welbouw voegt jaarlijks gemiddeld 60 woningen toe.", "a mean per year"),
    ("Bijlage bij de vergadering van 7 mei 2031.", "the day of a meeting as attribute"),
    ("In 2028-2030 werden 30 woningen verkocht.", "a past passive"),
    ("In oktober ontvingen wij het bod.", "a strong past tense with ont-"),
    ("Op 22 november voerden wij overleg.", "a regular past tense in -den"),
    ("Wij zonden u het plan op 28 juni toe.", "zonden"),
    ("De raad verwierp in april 2031 het voorstel.", "a strong past tense with ver-"),
    ("Zonder instemming gebeurt dat niet vóór 2032.", "niet vóór"),
    ("De oplevering kan naar november 2031 worden verplaatst.", "a possible move"),
    ("Voor 2032 hebben wij nog geen locaties.", "for a year, a state"),
    ("Deze overeenkomst gaat in op 1 januari 2031.", "gaat in"),
    ("Partijen maken afspraken tot en met 2034.", "the years agreed on"),
    ("We hopen vóór 1 juli 2031 de eerste paal te slaan.", "hoped, not promised"),
    ("In 2035 is naar verwachting een kwart ouder dan 65 jaar.", "expected, no promise"),
    ("De subsidie wordt elk half jaar door het Rijk vastgesteld.", "nobody of the parties"),
    ("Per jaar worden maximaal 15 woningen verkocht.", "a rate opens the sentence"),
    ("Welbouw betaalt € 20.000 per jaar.", "an amount per year"),
    ("Huurders betalen maandelijks minder energielasten.", "a rhythm of nobody's action"),
    ("Voortgangsrapportage 1e kwartaal 2031", "a title with a quarter"),
]

SEVERAL_YEARS = [
    (
        "Welbouw bouwt tot en met 2034 85 woningen.",
        [("tot en met 2034", "period", None, "2034-12-31")],
        "up to and with the last own year",
    ),
    (
        "In het najaar maken partijen de plannen concreet.",
        [("najaar", "action", None, "1/P1Y")],
        "a season of every year",
    ),
    (
        "Welbouw stuurt Huurdersstem jaarlijks voor 1 mei een voorstel.",
        [("jaarlijks voor 1 mei", "action", None, "1/P1Y")],
        "a day of every year, no law",
    ),
    (
        "Welbouw stuurt vóór het volgende overleg (10 juni 2032) een planning.",
        [("10 juni 2032", "action", None, "2032-06-09")],
        "before what is on that day",
    ),
    (
        "De gemeente stelt uiterlijk 1 oktober 2032 het plan vast.",
        [("uiterlijk 1 oktober 2032", "action", None, "2032-10-01")],
        "a full date",
    ),
    (
        "Welbouw brengt uiterlijk eind 2032 80% naar label B (eind 2020: 58%).",
        [("uiterlijk eind 2032", "target", None, "2032-12-31")],
        "how it was",
    ),
    (
        "Welbouw bouwt in 2032 25 woningen.",
        [("2032", "period", "2032-01-01", "2032-12-31")],
        "one of the own years",
    ),
    (
        "Welbouw houdt het aantal woningen tot 2035 stabiel.",
        [("tot 2035", "target", None, "2034-12-31")],
        "to the end of the period",
    ),
]


@pytest.mark.parametrize(
    ("words", "rows"), [case[:2] for case in ONE_YEAR], ids=[case[2] for case in ONE_YEAR]
)
def test_class_and_dates(words: str, rows: list) -> None:
    assert deadlines(agreement(words)) == rows


@pytest.mark.parametrize("words", [case[0] for case in NONE], ids=[case[1] for case in NONE])
def test_no_deadline(words: str) -> None:
    assert deadlines(agreement(words)) == []


@pytest.mark.parametrize(
    ("words", "rows"), [case[:2] for case in SEVERAL_YEARS], ids=[case[2] for case in SEVERAL_YEARS]
)
def test_agreement_on_several_years(words: str, rows: list) -> None:
    assert deadlines(agreement(words, period="2031-2034")) == rows


def test_under_a_heading_of_every_year_all_days_come_back() -> None:
    body = "- September: onderhandeling\n- 1 december: ondertekening"
    document = agreement(body, heading="Jaarlijkse planning")
    assert deadlines(document) == [
        ("September", "cycle", None, "1/P1Y"),
        ("1 december", "cycle", None, "1/P1Y"),
    ]


def test_a_date_of_its_own_belongs_to_the_action_before_it() -> None:
    document = agreement("We stemmen de werkwijzen op elkaar af. Gereed 2de kwartaal 2031.")
    (commitment,) = [row for row in read(document).commitments if "stemmen" in document.quote(row.span)]
    (deadline,) = read(document).deadlines
    assert deadline.commitment_id == commitment.commitment_id
    assert (
        document.quote(deadline.sentence)
        == "We stemmen de werkwijzen op elkaar af. Gereed 2de kwartaal 2031."
    )


def test_an_inferred_year_is_told() -> None:
    issues = [
        row
        for row in dataset.extract(agreement("Partijen maken voor 1 juli afspraken."))
        if isinstance(row, Unread)
    ]
    assert [issue.code for issue in issues] == ["year_inferred"]


def test_an_impossible_date_is_told_and_gives_no_row() -> None:
    rows = list(dataset.extract(agreement("Welbouw levert het plan op 31 juni 2031 op.")))
    assert [row.code for row in rows if isinstance(row, Unread)] == ["time_impossible"]
    assert not [row for row in rows if not isinstance(row, Unread)]


def test_nothing_to_put_in_a_calendar_for_what_comes_back_or_only_begins() -> None:
    document = agreement(
        "Vanaf 2034 zijn alle nieuwe woningen energieneutraal. We evalueren jaarlijks de aanpak."
    )
    assert [row.due_on for row in dataset.extract(document) if not isinstance(row, Unread)] == [None, None]


def test_the_same_words_twice_have_two_ids() -> None:
    document = agreement("We evalueren dit in Q2-2031.\n\nWe evalueren dit in Q2-2031.")
    assert len({row.deadline_id for row in read(document).deadlines}) == 2


def test_a_date_that_nothing_anchors_is_told_and_gives_no_row() -> None:
    rows = list(dataset.extract(read_text("De gemeente Zandermeer maakt voor 1 juli een plan.")))
    assert [row.code for row in rows if isinstance(row, Unread)] == ["time_without_anchor"]
    assert not [row for row in rows if not isinstance(row, Unread)]


LETTER = """Concept prestatieafspraken 2031, 2 december 2030

Geachte leden van de raad,

Hierbij ontvangt u de prestatieafspraken die Welbouw en de gemeente Zandermeer hebben opgesteld.

{body}

Met vriendelijke groet,

Burgemeester en wethouders van Zandermeer
"""


@pytest.mark.parametrize(("month", "year"), [("Juni 2031", 2031), ("Zandermeer, mei 2030", 2030), ("", None)])
def test_the_month_on_a_title_page_anchors_what_the_text_leans_on(month: str, year: int | None) -> None:
    text = (
        f"Advies over wonen\n\n{month}\n\nDe gemeente Zandermeer stelt dit jaar na de zomer een nota vast.\n"
    )
    found = [deadline.time.starts_on for deadline in read(read_text(text)).deadlines]
    assert {day.year for day in found if day} == ({year} if year else set())


LETTERS = [
    ("Op 13 december neemt het college een besluit.", ("13 december", "process", "2030-12-13"), "days ahead"),
    (
        "De minister wil de afspraken vóór 15 december ontvangen.",
        ("vóór 15 december", "process", "2030-12-14"),
        "a step with a limit",
    ),
    (
        "Volgens de Woningwet is het gemeentelijke beleid op 1 juli bekend.",
        ("1 juli", "cycle", "1/P1Y"),
        "a day of the law, far off",
    ),
]


@pytest.mark.parametrize(("body", "row"), [case[:2] for case in LETTERS], ids=[case[2] for case in LETTERS])
def test_a_covering_letter(body: str, row: tuple[str, str, str]) -> None:
    found = deadlines(read_text(LETTER.format(body=body)))
    assert [(words, kind, last) for words, kind, _, last in found] == [row]


def test_a_letter_tells_no_past_as_a_deadline() -> None:
    body = "De raad heeft de visie op 22 november vastgesteld. Welbouw bood aan op 9 september 2030."
    assert deadlines(read_text(LETTER.format(body=body))) == []


@pytest.mark.parametrize("day", ["1 mei", "1 juli", "1 november"])
def test_what_is_due_in_an_annex_comes_back_though_the_nearest_such_day_is_past(day: str) -> None:
    annex = f"Bijlage 1: het bod\n\nWelbouw bereidt het bod voor.\n\n- Gereed {day}\n- Verslag over de wijk"
    found = deadlines(agreement(f"Welbouw sloopt 10 woningen.\n\n{annex}"))
    assert found == [(day, "cycle", None, "1/P1Y")]


def test_a_timeline_dates_the_steps_below_its_times() -> None:
    steps = (
        "### Maart 2031\n\nDe gemeente stelt de visie vast.\n\n### Q4 2031\n\nStart bouw van 24 woningen.\n"
    )
    made = read_text(f"# Prestatieafspraken 2031\n\n## Planning\n\n{steps}", media_type="text/markdown")
    assert [row[0] for row in deadlines(made)] == ["Maart 2031", "Q4 2031"]


def test_one_time_above_the_names_of_a_title_page_dates_nothing() -> None:
    front = "# Prestatieafspraken 2031\n\n## Maart 2031\n\nGemeente Borgvoort\n\nSamen bouwen aan de stad\n"
    assert deadlines(read_text(front, media_type="text/markdown")) == []


def test_the_title_of_a_table_dates_nothing() -> None:
    front = "# Prestatieafspraken 2031-2032\n\ngemeente Oord en Welbouw\n\nOord, 11 december 2030\n"
    table = "### Bezit Welbouw naar huur (31-12-2030)\n\n| Klasse | Woningen |\n|---|---|\n| laag | 120 |\n"
    assert deadlines(read_text(f"{front}\n{table}", media_type="text/markdown")) == []
