"""Numbers in sentences: what they count, when, where, and how it is meant."""

from __future__ import annotations

import pytest
from made_documents import prose

from extractors._document import Inventory
from extractors._numbers_read import statements


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
    ("Zestig woningen gaan naar energielabel B.", [("renovation", "dwellings", None, 60, 60)]),
    ("Er komen 20 studio's bij het station.", [("new_builds", "units", None, 20, 20)]),
    # adjectives, brackets and names between number and noun
    ("We bouwen 12 nieuwe, betaalbare grondgebonden woningen.", [("new_builds", "dwellings", None, 12, 12)]),
    ("Renovatie: 48 de Wit woningen.", [("renovation", "dwellings", None, 48, 48)]),
    ("Nieuwbouw van 38 woon- en zorgeenheden.", [("new_builds", "units", None, 38, 38)]),
    # several numbers: the nearest cue of the own clause wins
    (
        "Verkoop van 10 woningen, aankoop van 9 woningen en nieuwbouw van 24 woningen.",
        [
            ("sales", "dwellings", None, 10, 10),
            ("purchases", "dwellings", None, 9, 9),
            ("new_builds", "dwellings", None, 24, 24),
        ],
    ),
    (
        "Er worden 12 woningen gesloopt en 30 woningen nieuw gebouwd.",
        [("demolitions", "dwellings", None, 12, 12), ("new_builds", "dwellings", None, 30, 30)],
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
        "Veste bezit in 2024 1.061 woongelegenheden, tegen 1.045 in 2023.",  # year and number side by side
        [("stock", "units", 2024, 1061, 1061), ("stock", "units", 2023, 1045, 1045)],
    ),
    # levels and growth
    (
        "De voorraad groeit van 4.200 naar 4.500 woningen in 2028.",
        [("stock", "dwellings", None, 4200, 4200), ("stock", "dwellings", 2028, 4500, 4500)],
    ),
    ("Het bezit groeit met 16 stuks.", [("other", "dwellings", None, 16, 16)]),
    ("Er komen netto 40 woningen bij.", [("other", "dwellings", None, 40, 40)]),
    ("Over vier jaar zijn er 500 woningen meer.", [("other", "dwellings", None, 500, 500)]),
    # what others are taken out of is no amount of work itself
    (
        "Van de 600 woningen worden er 200 gerenoveerd.",
        [("other", "dwellings", None, 600, 600), ("renovation", "dwellings", None, 200, 200)],
    ),
    # a number that looks like a year
    ("Veste verbetert 2000 woningen.", [("renovation", "dwellings", None, 2000, 2000)]),
    ("In 2024 woningen bouwen is lastig.", []),
    # when
    ("Tot 2030 bouwt Veste 54 woningen.", [("new_builds", "dwellings", None, 54, 54)]),
    ("Voor 2024 staat de verkoop van 70 woningen gepland.", [("sales", "dwellings", 2024, 70, 70)]),  # for
    ("Voor 2031 willen we 600 woningen bouwen.", [("new_builds", "dwellings", None, 600, 600)]),  # before
    (
        "Volgens de Woonvisie 2023 bouwt Veste 9 woningen.",
        [("new_builds", "dwellings", None, 9, 9)],
    ),  # a name
    # shares
    ("Van de nieuwbouw is 40 procent sociaal.", [("new_builds", "percent", None, 40, 40)]),
    ("Veste houdt 85% van haar voorraad bereikbaar.", [("stock", "percent", None, 85, 85)]),
    ("Van de vrijkomende woningen gaat 10% naar jongeren.", [("other", "percent", None, 10, 10)]),
    ("De CO2-uitstoot daalt met 55%.", []),  # climate, not housing
    # money
    ("Veste steekt ruim 3 miljoen euro in onderhoud.", [("other", "eur", None, 3e6, None)]),
    ("Wie een inkomen tot € 22.101 heeft, gaat voor.", [("other", "eur", None, None, 22101)]),
    ("Een huur onder de kwaliteitskortingsgrens (€ 409,92) is laag.", [("other", "eur", None, None, 409.92)]),
    ("De huur mag in 2024 1 procent boven inflatie stijgen.", [("other", "percent", 2024, None, 1)]),
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
            "Renovatie van 612 woningen, waarvan 255 door Veste en 357 door Oever.",
            [(612, None), (255, 612), (357, 612)],
        ),
        (
            "We bouwen 70 (60 woningen in Ede en 10 woningen in Putten) woningen.",
            [(70, None), (60, 70), (10, 70)],
        ),
        (
            "Er komen 129 woningen bij: 87 sociale huur- en 42 koopwoningen.",
            [(129, None), (87, 129), (42, 129)],
        ),
        (
            "We leveren 34 woningen en 11 eenheden op, waarvan 11 eenheden aan de Laan.",
            [(34, None), (11, None), (11, 11)],
        ),
        ("We bouwen 30 woningen en slopen 20 woningen.", [(30, None), (20, None)]),
    ],
)
def test_parts_and_wholes(sentence, expected):
    assert parts(sentence) == expected


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
        ("We bouwen gemiddeld 70 woningen per jaar.", ["mean_per_year"]),
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
        "We leveren 18 woningen en 11 eenheden op de locatie Zuiderhof en 16 woningen aan de Molenstraat op.",
        "Op deze locatie komen 4 koopwoningen.",
    )
    assert [s.project for s in found] == ["Zuiderhof", "Zuiderhof", "Molenstraat", "Molenstraat"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We bouwen 9 woningen.", [("Ede",)]),  # the document's only one
        ("We bouwen 9 woningen in Putten.", [("Putten",)]),
        ("We bouwen 9 woningen (totaal Ede en Putten).", [("Ede", "Putten")]),
        (
            "We bouwen 70 woningen (60 in Ede en 10 in Putten).",  # a whole is about all its parts
            [("Ede", "Putten"), ("Ede",), ("Putten",)],
        ),
    ],
)
def test_municipalities(sentence, expected):
    assert [tuple(sorted(s.municipalities)) for s in read(sentence)] == expected


def test_a_sentence_goes_on_in_the_year_of_the_one_before():
    found = read("In 2024 bouwt Veste 76 woningen.", "Aan het plein bouwt Oever 12 woningen.")
    assert [s.year for s in found] == [2024, 2024]


@pytest.mark.parametrize("second", ["We slopen 12 woningen.", "De komende jaren bouwen we 12 woningen."])
def test_another_subject_or_a_vague_time_does_not(second):
    assert [s.year for s in read("In 2024 bouwt Veste 76 woningen.", second)] == [2024, None]


def test_a_headline_takes_what_its_text_says():
    headline, body = read(
        "450 sociale huurwoningen erbij", "In 2025 bouwen we ruim 450 sociale huurwoningen."
    )
    assert (headline.indicator, headline.year, body.number.qualifier) == ("new_builds", 2025, "min")


def test_a_number_without_any_cue_takes_that_of_its_heading():
    (one,) = read("Aan het plein: 12 woningen.", headings=("Wonen", "Sloop"))
    assert one.indicator == "demolitions"


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
    now, before = read("De voorraad telt in 2030 2.600 woningen in plaats van 1.600.")
    assert (before.number.value_min, before.says_again) == (1600, now.span)
