"""The published observations: evidence, ids, and what may be added up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_documents import both, prose, table

from extractors import observations
from extractors._document import Inventory
from extractors._numbers.cues import vocabulary

VOCABULARY = {"indicator": observations.INDICATORS, "document_part": ("agreement", "annex", "letter")}


def rows(document):
    return [row for row in observations.extract(document) if isinstance(row, observations.Row)]


def additive(document, indicator="new_builds"):
    return [
        (r.project, r.year, r.value_min) for r in rows(document) if r.is_additive and r.indicator == indicator
    ]


BY_YEAR = table(("2024", "2025"), ("34", "70"), title="Nieuwbouwwoningen")
BY_PROJECT = table(
    ("", "2024", "2025"),
    ("Zuiderhof", "24", "30"),
    ("Molenveld", "10", "40"),
    ("Totaal", "34", "70"),
    title="Nieuwbouwprojecten",
)


def test_prose_rests_on_its_sentence_and_a_table_on_its_cell():
    (said,) = rows(prose("Dit is een inleiding.", "Veste bouwt in 2024 circa 36 appartementen."))
    (cell,) = rows(table(("2024",), ("34*",), title="Nieuwbouw"))
    assert (said.quote, said.raw) == ("Veste bouwt in 2024 circa 36 appartementen.", "circa 36 appartementen")
    assert (cell.quote, cell.raw, said.table_id is None, cell.table_id is None) == ("34*", "34*", True, False)


def test_every_row_quotes_the_text_and_keeps_to_the_vocabulary():
    document = both(
        BY_PROJECT, prose("Veste verkoopt 12 woningen, waarvan 4 in 2025.", "Zij bezit 85% van de woningen.")
    )
    for row in rows(document):
        assert document.text[row.char_start : row.char_end] == row.quote
        assert all(getattr(row, name) in values for name, values in VOCABULARY.items())
        assert 0 < row.confidence < 1
        assert row.rule in vocabulary("confidence_numbers")["rules"]


def test_codes_stand_beside_names():
    (row,) = rows(prose("We bouwen 9 woningen in Ede en Putten."))
    assert (row.municipalities, row.municipality_codes) == (("Ede", "Putten"), ("GM0228", "GM0273"))


def test_links_name_rows_of_the_same_document():
    found = rows(
        both(
            BY_PROJECT, prose("Veste bouwt 34 woningen, waarvan 24 in Ede.", "In 2025 bouwen we 70 woningen.")
        )
    )
    ids = {row.observation_id for row in found}
    assert len(ids) == len(found)
    assert {row.part_of for row in found} | {row.repeats for row in found} <= ids | {None}


def test_a_sentence_above_renames_nothing():
    sentence = "Veste bouwt 36 woningen en sloopt 12 woningen."
    before, after = rows(prose(sentence)), rows(prose("Nieuw hierboven.", sentence))
    assert [row.observation_id for row in before] == [row.observation_id for row in after]


def test_equal_sentences_have_rows_of_their_own_and_repeat():
    first, second = rows(prose("Veste bouwt 36 woningen.", "Veste bouwt 36 woningen."))
    assert first.observation_id != second.observation_id
    assert (second.repeats, first.is_additive, second.is_additive) == (first.observation_id, True, False)


def test_a_number_said_again_in_prose_counts_once():
    assert additive(both(BY_YEAR, prose("In 2025 bouwt Veste 70 woningen."))) == [
        (None, 2024, 34),
        (None, 2025, 70),
    ]


@pytest.mark.parametrize(
    "other",
    [
        "In 2024 sloopt Veste 34 woningen.",  # another indicator
        "In 2026 bouwt Veste 34 woningen.",  # another year
        "In 2024 bouwt Veste 34 woningen in Putten.",  # another place
    ],
)
def test_an_equal_number_of_something_else_is_no_repetition(other):
    assert [row.repeats for row in rows(both(BY_YEAR, prose(other)))] == [None, None, None]


@pytest.mark.parametrize(("first", "second"), [(BY_YEAR, BY_PROJECT), (BY_PROJECT, BY_YEAR)])
def test_a_table_by_year_and_a_table_by_project_are_not_added_to_each_other(first, second):
    assert sorted(additive(both(first, second))) == [
        ("Molenveld", 2024, 10),
        ("Molenveld", 2025, 40),
        ("Zuiderhof", 2024, 24),
        ("Zuiderhof", 2025, 30),
    ]


def test_a_few_projects_are_parts_of_the_larger_number():
    some = table(("Project", "Aantal", "Oplevering"), ("Zuiderhof", "24", "2025"), title="Nieuwbouwprojecten")
    found = rows(both(BY_YEAR, some))
    assert [(r.value_min, r.is_additive) for r in found] == [(34, True), (70, True), (24, False)]
    assert found[2].part_of == found[1].observation_id


def test_sentences_that_break_a_sum_down_are_its_parts():
    found = rows(
        prose(
            "Samen leveren zij in 2025 52 woningen op.",
            "Veste levert in 2025 34 woningen op.",
            "Oever levert in 2025 18 woningen op.",
        )
    )
    assert [(r.value_min, r.is_additive) for r in found] == [(52, True), (34, False), (18, False)]
    assert {r.part_of for r in found[1:]} == {found[0].observation_id}


def test_of_a_total_only_the_parts_count_that_the_projects_leave_out():
    split = table(
        ("2024", "2025", "2026"),
        ("28*", "45**", "45**"),
        title="Nieuwbouwwoningen",
        notes=(
            "* 20 woningen in Ede en 8 woningen in Putten",
            "** 35 woningen in Ede en 10 woningen in Putten",
        ),
    )
    projects = table(
        ("", "2024", "2025", "2026"),
        ("Zuiderhof", "20", "15", "40"),
        ("Molenveld", "", "20", ""),
        ("Totaal", "20", "35", "40"),
        title="Nieuwbouwprojecten gemeente Ede",
    )
    rest = [r for r in rows(both(split, projects)) if r.is_additive and r.municipalities == ("Putten",)]
    assert [(r.value_min, r.year, r.period_start_year, r.rate) for r in rest] == [
        (8, 2024, None, "total"),
        (10, None, 2025, "per_year"),
    ]
    assert sum(r.value_min for r in rows(both(split, projects)) if r.is_additive and r.year == 2024) == 28


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We bouwen 40 woningen.", [True]),
        ("We bouwen 40 woningen per jaar.", [False]),  # no year to add it to
        ("In 2024 en 2025 bouwen we 40 woningen per jaar.", [True]),
        ("In 2024 en 2025 bouwen we 80 woningen (40 per jaar).", [True, False]),
        ("We bouwen gemiddeld 40 woningen per jaar.", [False]),
        ("We huisvesten 40 statushouders.", [False]),  # persons
        ("Nieuwbouw is voor 40% sociaal.", [False]),
        ("We bouwen 40 woningen, waarvan 10 in Putten.", [True, False]),
        ("We renoveren 40 woningen: 15 in 2024, de rest later.", [True, False]),
        ("Er komen minimaal 90 woningen, verdeeld als volgt: Ede 60 en Putten 30.", [True, False, False]),
    ],
)
def test_what_may_be_added_up(sentence, expected):
    assert [row.is_additive for row in rows(prose(sentence))] == expected


def test_totals_are_marked():
    found = rows(BY_PROJECT)
    assert [(r.project, r.is_total) for r in found[-2:]] == [("TOTAL", True), ("TOTAL", True)]
    assert not any(r.is_total for r in found[:-2])


def test_the_same_document_gives_the_same_rows():
    def make():
        return prose(
            "Veste bouwt in Ede en Putten 36 woningen.",
            inventory=Inventory(municipalities=("Ede",), year=2024),
        )

    assert rows(make()) == rows(make())


def test_no_numbers_no_rows():
    assert rows(prose("Partijen spreken elkaar regelmatig.", "Er is geen sloop.")) == []


NUMBERS = ("12", "2024", "1.200", "40%", "€450,-", "zestig", "NTB")
NOUNS = ("woningen", "eenheden", "voorraad", "Ede", "Veste")
LINKS = (
    "ruim",
    "waarvan",
    "van",
    "naar",
    "en",
    "per jaar",
    "(",
    ")",
    ",",
    ";",
    "gesloopt",
    "bouwt",
    "in",
    "de",
)
WORDS = st.sampled_from((*NUMBERS, *NOUNS, *LINKS))


@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_any_sentence_gives_rows_that_hold(sentence):
    document = prose(sentence)
    found = rows(document)
    ids = [row.observation_id for row in found]
    assert len(set(ids)) == len(ids)
    for row in found:
        assert document.text[row.char_start : row.char_end] == row.quote
        assert {row.part_of, row.repeats} <= {None, *ids} - {row.observation_id}
        assert row.value_min is not None or row.value_max is not None


def test_digits_that_may_be_one_number_or_two_are_told_and_not_read():
    found = list(observations.extract(prose("Fase 2 140 woningen worden gesloopt.")))
    assert [(one.code, one.span.end) for one in found] == [("number_unread", 10)]
