"""Numbers in sentences: what they count, when, where, and how it is meant."""

from __future__ import annotations

import pytest
from made_documents import prose

from extractors._document import Document, Inventory, Page, Passage, Span
from extractors._numbers.read import statements
from pipeline.ingest import read_text


def read(*sentences, **around):
    return statements(prose(*sentences, **around))


def told(*sentences):
    return [(s.indicator, s.unit, s.year, s.number.value_min, s.number.value_max) for s in read(*sentences)]


SENTENCES = [
    # one number, its cue before or behind it
    (
        "Veste start in 2024 met de bouw van 36 appartementen.",
        [("new_builds", "dwellings", 2024, 36, 36)],
    ),
    ("In 2025 worden 18 wooneenheden gerealiseerd.", [("new_builds", "units", 2025, 18, 18)]),
    ("Veste verkoopt 2 kavels.", [("sales", "plots", None, 2, 2)]),
    ("Veste koopt 5 woningen terug.", [("purchases", "dwellings", None, 5, 5)]),  # a separable verb
    ("Veste huisvest 45 statushouders.", [("other", "persons", None, 45, 45)]),
    ("Veste verlengt de levensduur van 120 woningen.", [("life_extension", "dwellings", None, 120, 120)]),
    (
        "Zeventig flats en veertig woningen krijgen energielabel A.",
        [("renovation", "dwellings", None, 40, 40)],
    ),
    ("Er komen 30 studio's bij het station.", [("new_builds", "units", None, 30, 30)]),
    # adjectives, brackets and names between number and noun
    ("We bouwen 12 nieuwe, betaalbare grondgebonden woningen.", [("new_builds", "dwellings", None, 12, 12)]),
    ("Renovatie: 36 de Wit woningen.", [("renovation", "dwellings", None, 36, 36)]),
    ("Nieuwbouw van 38 woon- en zorgeenheden.", [("new_builds", "units", None, 38, 38)]),
    # several numbers: the nearest cue of the own clause wins
    (
        "Verkoop van 7 woningen, aankoop van 9 woningen en nieuwbouw van 26 woningen.",
        [
            ("sales", "dwellings", None, 7, 7),
            ("purchases", "dwellings", None, 9, 9),
            ("new_builds", "dwellings", None, 26, 26),
        ],
    ),
    (
        "Er worden 13 woningen gesloopt en 31 woningen nieuw gebouwd.",
        [("demolitions", "dwellings", None, 13, 13), ("new_builds", "dwellings", None, 31, 31)],
    ),
    (
        "De 30 woningen worden vervangen door 36 nieuwbouwwoningen.",
        [("demolitions", "dwellings", None, 30, 30), ("new_builds", "dwellings", None, 36, 36)],
    ),
    # the noun stands elsewhere
    (
        "In 2023 zijn 45 woningen opgeleverd en 12 verkocht.",
        [("new_builds", "dwellings", 2023, 45, 45), ("sales", "dwellings", 2023, 12, 12)],
    ),
    (
        "Veste verkoopt in 2024 maximaal 10 en in 2025 maximaal 8 woningen.",
        [("sales", "dwellings", 2024, None, 10), ("sales", "dwellings", 2025, None, 8)],
    ),
    (
        "Veste bezit in 2024 1.110 woongelegenheden, tegen 1.085 in 2023.",  # year and number side by side
        [("stock", "units", 2024, 1110, 1110), ("stock", "units", 2023, 1085, 1085)],
    ),
    # levels and growth
    (
        "De voorraad groeit van 4.200 naar 4.500 woningen in 2028.",
        [("stock", "dwellings", None, 4200, 4200), ("stock", "dwellings", 2028, 4500, 4500)],
    ),
    ("Het bezit groeit met 14 stuks.", [("other", "dwellings", None, 14, 14)]),
    ("Er komen netto 40 woningen bij.", [("other", "dwellings", None, 40, 40)]),
    ("Over drie jaar zijn er 350 woningen meer.", [("other", "dwellings", None, 350, 350)]),
    # what others are taken out of is no amount of work itself
    (
        "Van de 600 woningen worden er 200 gerenoveerd.",
        [("other", "dwellings", None, 600, 600), ("renovation", "dwellings", None, 200, 200)],
    ),
    # a number that looks like a year
    ("Veste verbetert 2010 woningen.", [("renovation", "dwellings", None, 2010, 2010)]),
    ("In 2024 woningen bouwen is lastig.", []),
    # when
    ("Tot 2030 bouwt Veste 62 woningen.", [("new_builds", "dwellings", None, 62, 62)]),
    ("Voor 2024 staat de verkoop van 70 woningen gepland.", [("sales", "dwellings", 2024, 70, 70)]),  # for
    ("Voor 2031 willen we 720 woningen bouwen.", [("new_builds", "dwellings", None, 720, 720)]),  # before
    (
        "Volgens de Woonvisie 2023 bouwt Veste 9 woningen.",
        [("new_builds", "dwellings", None, 9, 9)],
    ),  # a name
    # shares
    ("Van de nieuwbouw is 45 procent sociaal.", [("new_builds", "percent", None, 45, 45)]),
    ("Veste houdt 75% van haar voorraad betaalbaar.", [("stock", "percent", None, 75, 75)]),
    ("Van de vrijkomende woningen gaat 10% naar jongeren.", [("other", "percent", None, 10, 10)]),
    ("De CO2-uitstoot daalt met 55%.", []),  # climate, not housing
    # money
    ("Veste steekt ruim 3 miljoen euro in onderhoud.", [("other", "eur", None, 3e6, None)]),
    ("Wie een inkomen tot € 21.500 heeft, gaat voor.", [("other", "eur", None, None, 21500)]),
    ("Een huur onder de kwaliteitskortingsgrens (€ 403,06) is laag.", [("other", "eur", None, None, 403.06)]),
    ("De huur mag in 2024 2 procent omhoog.", [("other", "percent", 2024, None, 2)]),
    ("Veste wijst ten minste 95% van de woningen passend toe.", [("other", "percent", None, 95, None)]),
    # lists with years in brackets
    (
        "Nieuwbouw: 45 (2024), 60 (2025) en 80 (2026) woningen.",
        [
            ("new_builds", "dwellings", 2024, 45, 45),
            ("new_builds", "dwellings", 2025, 60, 60),
            ("new_builds", "dwellings", 2026, 80, 80),
        ],
    ),
    ("Realisatie 2023: 12 woningen verkocht.", [("sales", "dwellings", 2023, 12, 12)]),
    ("Volgens de woonvisie (2023) verkopen we 12 woningen.", [("sales", "dwellings", None, 12, 12)]),
    # what says nothing about housing
    ("De wachttijd is 7 jaar en 3 maanden.", []),
    ("Wij spreken 3 bewonerscommissies twee keer per jaar.", []),
    ("Eén op de drie woningen is klein.", []),  # a proportion
    ("Woningen voor 1- en 2-persoonshuishoudens.", []),
    ("Artikel 44 vraagt 1 bod voor 1 juli.", []),
    ("Er is geen sloop.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_sentence(sentence, expected):
    assert told(sentence) == expected


def parts(*sentences):
    """Each number with the number of which it is a part."""
    found = read(*sentences)
    at = {s.span: s.number.value_min for s in found}
    return [(s.number.value_min, at.get(s.part_of)) for s in found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Renovatie van 480 woningen, waarvan 180 door Veste en 300 door Oever.",
            [(480, None), (180, 480), (300, 480)],
        ),
        (
            "We bouwen 50 (35 woningen in Ede en 15 woningen in Putten) woningen.",
            [(50, None), (35, 50), (15, 50)],
        ),
        (
            "Er komen 110 woningen bij: 64 sociale huur- en 46 koopwoningen.",
            [(110, None), (64, 110), (46, 110)],
        ),
        (
            "We leveren 28 woningen en 9 eenheden op, waarvan 9 eenheden aan de Laan.",
            [(28, None), (9, None), (9, 9)],
        ),
        ("We bouwen 30 woningen en slopen 20 woningen.", [(30, None), (20, None)]),
        ("Veste renoveert 90 woningen: 30 woningen in 2024, de rest later.", [(90, None), (30, 90)]),
        ("Sinds 2020 zijn 55 van de beoogde 80 woningen opgeleverd.", [(55, 80), (80, None)]),
    ],
)
def test_parts_and_wholes(sentence, expected):
    assert parts(sentence) == expected


def test_a_maximum_in_words():
    (paid,) = read("Veste vergoedt de kosten tot een maximum van € 4.000.")
    assert (paid.number.qualifier, paid.number.value_min, paid.number.value_max) == ("max", None, 4000)


def test_of_the_intended_dwellings_some_are_there():
    found = read("Sinds 2020 zijn 55 van de beoogde 80 woningen opgeleverd.")
    assert [(s.indicator, s.basis) for s in found] == [("new_builds", "actual"), ("new_builds", "planned")]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("In 2025 worden hiervan 130 woningen aangepakt.", (130, 200)),
        ("De eerste 45 woningen zijn in 2025 klaar.", (45, 200)),
        ("De eerste fase van 48 woningen is in 2025 gereed.", (48, 200)),
        ("Van deze eerste 45 woningen zijn de daken vernieuwd.", (45, 200)),
        ("De overige 90 woningen renoveert Oever.", (90, None)),  # what is left comes on top
        ("De eerste 45 woningen worden verkocht.", (45, None)),  # another act
        ("De eerste 250 woningen zijn klaar.", (250, None)),  # more than the whole
    ],
)
def test_a_sentence_takes_up_a_part_of_the_one_before(second, expected):
    assert parts("Veste renoveert 200 woningen.", second)[1:] == [expected]


def test_a_part_takes_indicator_and_year_of_its_whole_but_its_own_year_wins():
    assert told("In 2024 en 2025 bouwt Veste 350 woningen, waarvan 120 in 2025.") == [
        ("new_builds", "dwellings", None, 350, 350),
        ("new_builds", "dwellings", 2025, 120, 120),
    ]


def test_a_period_is_no_year():
    (one,) = read("In de periode 2022-2026 bouwt Veste 350 woningen.")
    assert (one.year, one.period) == (None, (2022, 2026))


@pytest.mark.parametrize(
    ("sentence", "rates"),
    [
        ("We verkopen 15 woningen per jaar.", ["per_year"]),
        ("We bouwen gemiddeld 55 woningen per jaar.", ["mean_per_year"]),
        ("We bouwen 200 woningen (40 per jaar).", ["total", "per_year"]),  # the bracket is the 40's alone
        ("We verkopen 75 woningen, dat is 15 per jaar.", ["total", "per_year"]),
        ("Jaarlijks slopen we 5 woningen, verkopen we 9 woningen.", ["per_year", "per_year"]),
    ],
)
def test_rate(sentence, rates):
    assert [s.rate for s in read(sentence)] == rates


@pytest.mark.parametrize(
    ("sentence", "basis"),
    [
        ("Veste bouwt 12 woningen.", "planned"),
        ("Veste heeft 12 woningen gesloopt.", "actual"),
        ("Veste verwacht 12 woningen te verkopen.", "forecast"),
        ("Ons streven is 12 woningen te verkopen.", "target"),
        ("Het is mogelijk dat 12 woningen worden verkocht.", "other"),
        ("In 2022 worden 12 woningen verkocht.", "actual"),  # before the year of writing
        ("De voorraad telt 900 woningen.", "actual"),
        ("De voorraad telt in 2030 900 woningen.", "forecast"),
    ],
)
def test_basis(sentence, basis):
    assert [s.basis for s in read(sentence)] == [basis]


def test_places():
    found = read(
        "We leveren 22 woningen en 9 eenheden op de locatie Zuiderhof en 14 woningen aan de Molenstraat op.",
        "Op deze locatie komen 4 koopwoningen.",
    )
    assert [s.project for s in found] == ["Zuiderhof", "Zuiderhof", "Molenstraat", "Molenstraat"]


def test_the_water_of_a_town_is_no_project():
    (one,) = read("Veste bouwt 40 woningen in Alphen aan den Rijn.")
    assert (one.project, one.municipalities) == (None, ("Alphen aan den Rijn",))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Woonstichting Veste bouwt 9 woningen.", ["Woonstichting Veste"]),
        (  # each number its own
            "Het gaat om 70 woningen: 40 van Woonstichting Veste en 30 van Stichting Oever.",
            [None, "Woonstichting Veste", "Oever"],
        ),
        ("Woonstichting Veste en Stichting Oever bouwen samen 60 woningen.", [None]),
        ("Woonstichting Veste en de gemeente Ede bouwen 60 woningen.", ["Woonstichting Veste"]),
        ("Het Anker bouwt 30 woningen.", ["Het Anker"]),
        (  # another does the same
            "Woonstichting Veste bouwt in 2025 50 woningen, Stichting Oever 20.",
            ["Woonstichting Veste", "Oever"],
        ),
    ],
)
def test_corporations(sentence, expected):
    found = read(sentence, "Woonstichting Veste en Stichting Oever zijn corporaties.")
    assert [s.corporation for s in found] == expected


@pytest.mark.parametrize(
    ("sentences", "indicator"),
    [
        (("De taakstelling is 31 statushouders.", "Veste levert hiervoor circa 14 woningen."), "other"),
        (("De taakstelling is 31 statushouders.", "Veste levert 14 woningen op."), "new_builds"),
        (("De taakstelling is 31 statushouders.", "Veste bouwt hiervoor 14 woningen."), "new_builds"),
        (("Alle woningen worden verbeterd.", "In Ede gaat het om 90 woningen."), "renovation"),
    ],
)
def test_the_sentence_before_tells_what_is_counted(sentences, indicator):
    assert read(*sentences)[-1].indicator == indicator


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We bouwen 9 woningen.", [("Ede",)]),  # the document's only one
        ("We bouwen 9 woningen in Putten.", [("Putten",)]),
        ("We bouwen 9 woningen (totaal Ede en Putten).", [("Ede", "Putten")]),
        (
            "We bouwen 50 woningen (35 in Ede en 15 in Putten).",  # a whole is about all its parts
            [("Ede", "Putten"), ("Ede",), ("Putten",)],
        ),
    ],
)
def test_municipalities(sentence, expected):
    assert [tuple(sorted(s.municipalities)) for s in read(sentence)] == expected


def test_a_sentence_goes_on_in_the_year_of_the_one_before():
    found = read("In 2024 bouwt Veste 64 woningen.", "Aan het plein bouwt Oever 18 woningen.")
    assert [s.year for s in found] == [2024, 2024]


@pytest.mark.parametrize("second", ["We slopen 12 woningen.", "De komende jaren bouwen we 12 woningen."])
def test_another_subject_or_a_vague_time_does_not(second):
    assert [s.year for s in read("In 2024 bouwt Veste 64 woningen.", second)] == [2024, None]


@pytest.mark.parametrize(
    ("second", "years"),
    [
        ("We leverden 52 woningen op en verkochten er 18.", [2022, 2022]),  # both tell what has been done
        ("We bouwen 52 woningen.", [None]),  # a plan
    ],
)
def test_a_review_goes_on_in_its_year(second, years):
    found = read("In het verslagjaar 2022 nam ons bezit toe met 30 woningen tot 2.900.", second)
    assert [s.year for s in found[2:]] == years


@pytest.mark.parametrize(
    ("second", "basis"),
    [
        ("Nu zijn dat er 310.", "actual"),
        ("Op dit moment heeft Veste 310 woningen in bezit.", "actual"),
        ("Thans telt de voorraad 310 woningen.", "actual"),
    ],
)
def test_now_is_not_the_year_of_the_sentence_before(second, basis):
    now = read("In 2028 telt de voorraad 400 woningen.", second)[-1]
    assert (now.year, now.basis, now.number.value_max) == (None, basis, 310)


def test_a_mark_before_the_lines_of_a_list_is_no_more_than():
    found = read("> 30 woningen slopen", "> Onderzoek naar de flat")
    (alone,) = read("> 30 woningen slopen")
    assert (found[0].number.qualifier, alone.number.qualifier) == ("exact", "min")


def test_a_headline_takes_what_its_text_says():
    headline, body = read(
        "380 sociale huurwoningen erbij", "In 2025 bouwen we ruim 380 sociale huurwoningen."
    )
    assert (headline.indicator, headline.year, body.number.qualifier) == ("new_builds", 2025, "min")


def test_a_number_without_any_cue_takes_that_of_its_heading():
    (one,) = read("Aan het plein: 12 woningen.", headings=("Wonen", "Sloop"))
    assert one.indicator == "demolitions"


REVIEWS = [
    ("Terugblik op 2019", "Veste leverde 40 woningen op.", 2019),
    ("3.1 Resultaten 2019", "40 woningen gesloopt", 2019),
    ("Terugblik 2019", "Er worden nog 40 woningen gesloopt.", None),  # what is still to be done
    ("Terugblik op 2018 en 2019", "Veste leverde 40 woningen op.", None),
    ("Terugblik 2019 en vooruitblik", "Veste leverde 40 woningen op.", None),
    ("Terugblik Woonvisie 2019", "Veste leverde 40 woningen op.", None),
]


@pytest.mark.parametrize(("heading", "sentence", "year"), REVIEWS)
def test_the_year_of_a_review(heading, sentence, year):
    (one,) = read(sentence, headings=("Wonen", heading))
    assert one.year == year


def test_a_rent_bound_belongs_to_the_stock_it_bounds():
    (one,) = read("De voorraad onder € 450 telt 900 woningen.")
    assert (one.band.min_eur, one.band.max_eur) == (None, 450)


def test_without_a_year_of_writing_nothing_is_past():
    (one,) = statements(prose("In 2019 worden 12 woningen verkocht.", inventory=Inventory()))
    assert one.basis == "planned"


def test_daarvan_tells_a_part_of_the_sentence_before():
    whole, part = read("We bouwen 40 woningen.", "Daarvan zijn 12 woningen voor starters.")
    assert part.part_of == whole.span


def test_what_a_number_replaces_is_that_number_said_before():
    now, before = read("De voorraad telt in 2030 2.900 woningen in plaats van 1.800.")
    assert (before.number.value_min, before.says_again) == (1800, now.span)


YEARS = [
    # sentence, the year of each number in it
    # a year behind 'waarvan' is that of the part
    ("Veste isoleert 90 woningen, waarvan 50 in 2024 en 40 in 2025.", [None, 2024, 2025]),
    ("Veste isoleert 90 woningen, waarvan in 2024 50 en in 2025 40.", [None, 2024, 2025]),
    ("In 2024 isoleert Veste 90 woningen, waarvan 50 in Ede.", [2024, 2024]),
    # both ends of a stretch, or no year
    ("Veste renoveert 66 woningen (Q2 2024 tot en met Q1 2025).", [None]),
    ("Veste renoveert 66 woningen van mei 2024 tot en met maart 2025.", [None]),
    ("Veste renoveert 66 woningen tussen eind 2024 en 2026.", [None]),
    ("Renovatie van 66 woningen, eind 2024 - begin 2026.", [None]),
    # the year of what is done first is not that of the dwellings
    ("De gemeente wijst vóór 1 mei 2024 een locatie aan voor circa 35 woningen.", [None]),
    ("In 2024 stelt de raad het bestemmingsplan vast voor de bouw van 80 woningen.", [None]),
    ("De gemeente verleent in 2024 de vergunning voor 44 appartementen.", [None]),
    ("Veste onderzoekt in 2024 de sloop van 24 woningen.", [None]),
    ("De gemeente wijst in 2024 een locatie aan voor 35 woningen in 2027.", [2027]),
    ("Veste bouwt in 2024 35 woningen op de locatie Zuiderhof.", [2024]),
    # when it is finished wins over when it begins
    ("Veste start in Q2 2024 met 28 appartementen; die zijn in de zomer van 2025 klaar.", [2025]),
    ("Nieuwbouw van 28 appartementen (start 2024, oplevering 2026).", [2026]),
    ("Veste begint in 2024 aan 28 appartementen, gereed in het derde kwartaal van 2026.", [2026]),
    ("Nieuwbouw van 28 appartementen (start 2024).", [2024]),
    (  # the delivery is that of the last
        "In 2024 worden 30 woningen, in 2025 40 woningen en in 2026 50 woningen opgeleverd.",
        [2024, 2025, 2026],
    ),
    ("Van 2024 tot en met 2026 isoleren we 90 woningen, hiervan 40 in 2024.", [None, 2024]),
    # numbers and years in the same order
    ("Veste renoveert in de jaren 2023 en 2024 respectievelijk 65 en 50 woningen.", [2023, 2024]),
    ("In 2023, 2024 en 2025 bouwen we achtereenvolgens 10, 20 en 30 woningen.", [2023, 2024, 2025]),
    ("Veste bouwt 65 en 50 woningen in respectievelijk 2023 en 2024.", [2023, 2024]),
    ("Veste bouwt respectievelijk 65 en 50 woningen in 2023, 2024 en 2025.", [None, None]),  # they do not fit
    # another act behind a semicolon has its own time
    ("Sloop van 52 woningen begint in 2025; in de plaats komen 74 woningen, gereed in 2027.", [2025, 2027]),
    ("In 2024 verkopen we 12 woningen; we slopen 14 woningen.", [2024, 2024]),  # said of all
    ("Veste sloopt 12 woningen in 2024; daarna bouwt zij 14 woningen.", [2024, None]),
    # ways to write a date
    ("Aanpak van 18 woningen (gereed: december '25).", [2025]),
    ("Veste levert uiterlijk 1/9/2025 18 woningen op.", [2025]),
    ("Er komen 18 woningen bij; oplevering uiterlijk 30-06-2025.", [2025]),
    ("In het verslagjaar 2022 leverde Veste 18 woningen op.", [2022]),
    ("Veste heeft voor 2025 70 woningen in voorbereiding en voor 2026 nog eens 35 woningen.", [2025, 2026]),
    # the year of a document is not that of what it promises
    ("In het bod van 2022 ging Veste nog uit van de verkoop van 15 woningen.", [None]),
    ("Volgens de begroting van het jaar 2023 bouwt Veste 18 woningen.", [None]),
    ("In het aanbod van 2023 zaten 18 nieuwbouwwoningen.", [2023]),
    # parts behind a colon, a case that may not come, a year that was left
    ("Veste renoveert 90 woningen: 30 woningen in 2024, de rest vóór 2027.", [None, 2024]),
    ("Lukt dat vóór 31 december 2024 niet, dan bouwt Veste 20 studio's.", [None]),
    ("De sloop van 24 woningen schuift van 2023 naar het najaar van 2024.", [2024]),
    ("De gemeente wijst medio 2024 twee locaties aan waar 8 woningen komen.", [None]),
    ("Veste brengt 25 nieuwe kamers in exploitatie (sept 2024).", [2024]),
    # years, each with its number
    ("Nieuwbouw sociale huur: 2023 12, 2024 20", [2023, 2024]),
    ("Dat betekent: 2023 15, 2024 32 en 2025 28 woningen.", [2023, 2024, 2025]),
    ("Sloop: 2023 -, 2024 14", [2024]),
    # how many there are now has not the year of what is promised
    ("Het aantal woningen met label E daalt in 2025 (nu: 214 woningen).", [None]),
    # told from the year of the text
    ("Dit jaar levert Veste 18 woningen op.", [2024]),
    ("Vorig jaar werden 18 woningen opgeleverd.", [2023]),
    ("Volgend jaar slopen we 18 woningen.", [None]),  # which year is not certain enough
    ("De huren stijgen; dit jaar slopen we 18 woningen.", [2024]),
]


@pytest.mark.parametrize(("sentence", "expected"), YEARS)
def test_year(sentence, expected):
    assert [s.year for s in read(sentence)] == expected


def test_dit_jaar_is_not_guessed():
    (one,) = statements(prose("Dit jaar slopen we 18 woningen.", inventory=Inventory()))
    assert one.year is None


NEXT_YEAR = [
    ("Bod", "Ede, 12 december 2025", "Volgend jaar slopen we 18 woningen.", 2026),
    ("Bod 2026", "Ede, 12 juni 2025", "Komend jaar slopen we 18 woningen.", 2026),
    ("Bod", "Ede, 12 maart 2025", "Komend jaar slopen we 18 woningen.", None),  # now, or from January?
    ("Bod 2026", "Ede, 5 januari 2026", "Volgend jaar slopen we 18 woningen.", None),
    ("Bod 2026", "", "Volgend jaar slopen we 18 woningen.", None),  # written in 2025, or of 2027?
    ("Bod", "Ede, 12 december 2025", "Elk volgend jaar slopen we 18 woningen.", None),
    ("Bod", "Ede, 12 december 2025", "De komende jaren slopen we 18 woningen.", None),
]


@pytest.mark.parametrize(("title", "dated", "sentence", "year"), NEXT_YEAR)
def test_volgend_jaar_in_a_letter(title, dated, sentence, year):
    letter = f"{title}\n\n{dated}\n\nAan: gemeente Ede\n\nGeachte wethouder,\n\n{sentence}\n"
    assert [s.year for s in statements(read_text(letter))] == [year]


ELSEWHERE = [
    # sentences of a paragraph, then indicator, year, least and most of each number; the noun stands elsewhere
    (
        ("Veste levert in 2023 40 woningen op.", "In 2024 zijn dat er circa 35, in 2025 minimaal 60."),
        [("new_builds", 2023, 40, 40), ("new_builds", 2024, 35, 35), ("new_builds", 2025, 60, None)],
    ),
    (
        (
            "Veste bouwt 90 woningen.",
            "Daarvan komen er 50 in Ede (30 sociale huur en 20 koop) en 40 in Putten.",
        ),
        [("new_builds", None, n, n) for n in (90, 50, 30, 20, 40)],
    ),
    (
        ("Veste sloopt 90 woningen.", "Hiervan worden er 50 in 2025 gesloopt."),
        [("demolitions", None, 90, 90), ("demolitions", 2025, 50, 50)],
    ),
    (
        ("Veste bouwt in 2024 zeventig woningen, in 2025 tachtig en in 2026 honderdtien.",),
        [("new_builds", 2024, 70, 70), ("new_builds", 2025, 80, 80), ("new_builds", 2026, 110, 110)],
    ),
    (
        ("De woningvoorraad van Ede groeit van 9.100 in 2024 naar 9.900 in 2030.",),
        [("stock", 2024, 9100, 9100), ("stock", 2030, 9900, 9900)],
    ),
    (
        ("Het bezit daalt van 910 eind 2024 naar 880 eind 2030.",),
        [("stock", 2024, 910, 910), ("stock", 2030, 880, 880)],
    ),
    (("De gemiddelde huur van het bezit daalt van 640 naar 600.",), []),  # rents
    (("Het aandeel van de voorraad groeit van 40 naar 60.",), []),  # a share
    (
        ("Renovatie van complex Zon en Maan: 45 resp. 33 woningen (2025-2026).",),
        [("renovation", None, 45, 45), ("renovation", None, 33, 33)],
    ),
    (("Sloop: 2024 – 18, 2025 – 26.",), [("demolitions", 2024, 18, 18), ("demolitions", 2025, 26, 26)]),
    (("Verkoop: 2024 = 8, 2025 = 9.",), [("sales", 2024, 8, 8), ("sales", 2025, 9, 9)]),
    (
        ("Nieuwbouw 2024: 30; 2025: circa 45.",),
        [("new_builds", 2024, 30, 30), ("new_builds", 2025, 45, 45)],
    ),
    (("Indicator: huurders per buurt, 2024: 7,4.",), []),  # nothing that is built, sold or renovated
    (
        ("Voor 2024 staan 60 nieuwe woningen op stapel, waaronder 24 in Ede-Noord.",),
        [("new_builds", 2024, 60, 60), ("new_builds", 2024, 24, 24)],
    ),
    (
        ("Ons bezit nam toe met 14 woningen tot 2.140.",),  # growth and level
        [("other", None, 14, 14), ("stock", None, 2140, 2140)],
    ),
    (
        ("Veste bezit 410 woningen.", "Oever heeft er 90 en Stichting Anker 64."),  # each its own
        [("stock", None, 410, 410), ("stock", None, 90, 90), ("stock", None, 64, 64)],
    ),
    (("Vijftien woningen gaan naar spoedzoekers (Veste 9, Oever 6; heel 2025).",), [("other", None, 15, 15)]),
    (("Veste bouwt [70/80] woningen.",), [("new_builds", None, 70, 80)]),  # open in a draft
    (("De wachttijd is lang.", "In 2024 zijn dat er 12."), []),  # nothing counted before
    (
        ("Veste bouwt 90 woningen.", "De overige 30 verdelen we: 20 in Ede en 10 in Putten."),
        [("new_builds", None, n, n) for n in (90, 30, 20, 10)],
    ),
    (
        ("Er komen 90 woningen; 60 daarvan zijn sociale huur.",),
        [("new_builds", None, 90, 90), ("new_builds", None, 60, 60)],
    ),
    (
        ("We bouwen 110 woningen (50 Veste, 60 Oever).",),
        [("new_builds", None, n, n) for n in (110, 50, 60)],
    ),
    (
        ("Verdeeld als volgt: Ede 60 woningen, Putten 35.",),
        [("other", None, 60, 60), ("other", None, 35, 35)],
    ),
    (("Veste bouwt 90 woningen.", "Dat zijn er 12 jaar lang te weinig."), [("new_builds", None, 90, 90)]),
]


@pytest.mark.parametrize(("sentences", "expected"), ELSEWHERE)
def test_the_noun_stands_elsewhere(sentences, expected):
    found = read(*sentences)
    assert [(s.indicator, s.year, s.number.value_min, s.number.value_max) for s in found] == expected


NOUNS = [
    # a segment of the market stands for its dwellings
    ("We bouwen 60 woningen: 25 sociaal, 15 middenhuur en 20 koop.", [60, 25, 15, 20]),
    ("Plan Zuid (300 woningen): 190 betaalbare koop en 110 vrije sector.", [300, 190, 110]),
    ("We bouwen 12 koop- en huurwoningen.", [12]),  # both together
    ("We bouwen 30 sociale huur en 8 dure koop in Ede.", [30, 8]),
    ("Er zijn 30 sociaal medische urgenties.", []),
    ("We houden 3 koop avonden.", []),
    ("We slopen 36 portiekflats en 24 galerijflats.", [36, 24]),
    ("We verkennen de sloop van drie flats.", []),  # buildings
    ("We huisvesten 60 Oekraïense ontheemden en 25 asielzoekers.", [60, 25]),
    ("We bouwen honderdtwintig woningen.", [120]),
    ("We bouwen 4 keer 10 woningen.", []),  # neither 4 nor 10
]


@pytest.mark.parametrize(("sentence", "amounts"), NOUNS)
def test_nouns(sentence, amounts):
    assert [s.number.value_max for s in read(sentence)] == amounts


def test_segments_of_the_parts():
    found = read("We bouwen 60 woningen: 25 sociaal, 15 middenhuur en 20 koop.")
    assert [s.segment for s in found] == [None, "social_rent", "mid_rent", "owner_occupied"]


CUES = [
    # the cue of the own act wins over a nearer one of another
    ("Sloop van 52 woningen begint in 2025; in de plaats komen 74 woningen.", ["demolitions", "new_builds"]),
    ("We slopen 20 woningen; er komen 30 appartementen voor terug.", ["demolitions", "new_builds"]),
    (
        "We leverden 52 woningen op, kochten 3 woningen aan en verkochten er 18.",
        ["new_builds", "purchases", "sales"],
    ),
    ("3 complexen (in totaal 140 woningen) krijgen dakisolatie.", ["renovation"]),
    ("Aanpak vocht en schimmel in 110 woningen.", ["renovation"]),
    ("Vervanging kozijnen bij 45 woningen.", ["renovation"]),
    ("Veste pakt 75 woningen in de Dichtersbuurt aan.", ["renovation"]),
    ("Eerste paal 24 seniorenwoningen.", ["new_builds"]),
    ("Programma Zuid (300 woningen).", ["new_builds"]),
    ("Het complex wordt omgebouwd tot 18 studio's.", ["new_builds"]),
    ("Het bezit neemt toe met 30 woningen.", ["other"]),
    ("Veste vervangt 84 woningen door 70 nieuwe.", ["demolitions", "new_builds"]),
    ("Er verdwijnen 96 woningen.", ["demolitions"]),
    ("Veste zal het aantal toegankelijke woningen uitbreiden van 480 naar 600.", ["stock", "stock"]),
    ("Veste herstructureert 96 woningen.", ["renovation"]),
    ("Veste maakt 40 woningen geschikt voor ouderen.", ["renovation"]),
    ("We zoeken locaties voor 25 tijdelijke woningen.", ["new_builds"]),
    ("Veste onderzoekt of 18 tot 24 appartementen haalbaar zijn.", ["new_builds"]),
    ("Er zijn in onze gemeente 9.300 woningen, waarvan 31% sociale huur.", ["stock", "stock"]),
    ("Veste wil tot 2031 circa 260 woningen toe te voegen aan de voorraad.", ["new_builds"]),
    ("In 2031 zijn er minimaal 6.900 sociale huurwoningen.", ["stock"]),
    ("In Almere staan nu 900 sociale huurwoningen.", ["stock"]),
    ("In de wijk Zuid bevinden zich 320 huurwoningen.", ["stock"]),
    ("Op 1 januari 2023 stonden er 900 huurwoningen.", ["stock"]),
    ("In het programma staan 40 woningen.", ["new_builds"]),  # what stands on paper is no stock
    ("In Almere staan 40 woningen leeg.", ["other"]),
    ("In de planning staan 40 woningen.", ["other"]),
    ("Partijen hebben een intentieovereenkomst gesloten over 60 studio's.", ["new_builds"]),  # no 'hebben 60'
]


@pytest.mark.parametrize(("sentence", "indicators"), CUES)
def test_indicator(sentence, indicators):
    assert [s.indicator for s in read(sentence)] == indicators


OWNED = [
    ("6.480 huurwoningen van Veste", (), "stock"),
    ("6.480 huurwoningen van belang", (), "other"),
    ("64 huurwoningen van Veste", ("Nieuwbouw",), "new_builds"),
]


@pytest.mark.parametrize(("sentence", "headings", "indicator"), OWNED)
def test_dwellings_named_by_their_owner(sentence, headings, indicator):
    (said,) = read("Woningcorporatie Veste werkt in Ede.", sentence, headings=headings)
    assert said.indicator == indicator


def listed_under(lead_in, item):
    """A document of a list's lead-in and one item, and the indicators of the item."""
    text = f"{lead_in}\n{item}\n"
    lead = Span(0, len(lead_in))
    bullet = Span(len(lead_in) + 1, len(text) - 1)
    passages = (Passage(lead, "sentence", block=0), Passage(bullet, "bullet", block=1, lead_in=lead))
    document = Document("0" * 16, text, (Page(None, Span(0, len(text))),), passages, inventory=Inventory())
    return [s.indicator for s in statements(document)]


@pytest.mark.parametrize(
    ("lead_in", "item", "indicators"),
    [
        ("Veste brengt deze complexen naar label A:", "Zeeflat: 90 woningen (start Q3 2024)", ["renovation"]),
        ("We verkopen:", "12 woningen in voorbereiding", ["sales"]),
        ("De sloop betreft:", "Hier komen 84 appartementen.", ["new_builds"]),  # its own verb
        ("De sloop betreft:", "30 woningen aan de Laan", ["demolitions"]),
        ("Wat doen we?", "30 woningen in voorbereiding", ["new_builds"]),  # nothing tells more
    ],
)
def test_lead_ins(lead_in, item, indicators):
    assert listed_under(lead_in, item) == indicators
