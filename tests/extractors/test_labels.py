"""Who answers, told behind the action. Each case: words, expected actions with their parties, the oddity."""

from __future__ import annotations

import pytest
from made_up import agreement, commitments, deadlines

from extractors import responsibilities
from extractors._document import Unread

LABELS = [
    ("- Opstellen wijkvisie (trekker: Welbouw; gereed Q2-2031)", {"Welbouw"}, "a label in brackets"),
    (
        "- Opstellen wijkvisie (trekker: gemeente, deelnemers: Welbouw, Thuisrecht; gereed 1-10-2031)",
        {"gemeente Zandermeer"},
        "those who only take part",
    ),
    ("- Uitwerken leidraad [trekker Welbouw, gereed in mei 2031]", {"Welbouw"}, "square brackets, no colon"),
    ("- Gegevens voor het warmteplan – Welbouw – 15-03-2031", {"Welbouw"}, "a field of a line"),
    ("- Uitwerken leidraad; verantwoordelijk: Thuisrecht", {"Thuisrecht"}, "behind a semicolon"),
    ("- Wijkvisie opstellen – wie: gemeente – wanneer: Q2 2031", {"gemeente Zandermeer"}, "between dashes"),
    ("- Q2 2031: start participatie Molenweg (Welbouw)", {"Welbouw"}, "a noun that could be a verb"),
    (
        "- H2 2031: besluit over de grondprijs (gemeente)",
        {"gemeente Zandermeer"},
        "a bracket of parties alone",
    ),
    ("- bezoek aan een voorbeeld in Q3 2031 (allen)", {"alle partijen"}, "everybody"),
    (
        "- Wijkschouw (Welbouw en Huurdersstem, najaar 2031)",
        {"Welbouw", "Huurdersstem"},
        "parties and a date",
    ),
    ("Er wordt in 2031 een fonds opgericht (Welbouw / Thuisrecht).", {"Welbouw", "Thuisrecht"}, "a passive"),
    ("Uitvoering: Welbouw bouwt in Q3 2031 20 woningen.", {"Welbouw"}, "a label before a whole sentence"),
]


@pytest.mark.parametrize(("words", "named"), [case[:2] for case in LABELS], ids=[case[2] for case in LABELS])
def test_a_label_in_the_sentence(words: str, named: set[str]) -> None:
    assert commitments(agreement(words)) == [(words.removeprefix("- "), named)]


BLOCKS = [
    (
        "- Opstellen wijkvisie. Wie: Welbouw en Thuisrecht. Wanneer: voorjaar 2031.",
        [("Opstellen wijkvisie.", {"Welbouw", "Thuisrecht"})],
        ["2031-05-31"],
        "sentences of one bullet",
    ),
    (
        "- Onderzoek naar een fonds. Wie: Huurdersstem i.s.m. gemeente. "
        "Wanneer: start in september 2031, afronding in Q1 2032.",
        [("Onderzoek naar een fonds.", {"Huurdersstem"})],
        ["2031-09-30", "2032-03-31"],
        "'i.s.m.' within the label, two dates",
    ),
    (
        "Actie 2 Zonnepanelen\nWat: Op 600 daken panelen plaatsen.\nWie: Welbouw\nWanneer: 2031 t/m 2034\n",
        [("Wat: Op 600 daken panelen plaatsen.", {"Welbouw"})],
        ["2034-12-31"],
        "nothing but years behind the label",
    ),
    (
        "Actie 3 Opstellen wijkvisie\nActiehouder: Thuisrecht\nBetrokken: gemeente, Welbouw\n"
        "Wanneer: Q2 2031\n\n"
        "Actie 4 Verkennen woningdelen\nTrekker: gemeente\nGereed: medio 2031",
        [
            ("Actie 3 Opstellen wijkvisie", {"Thuisrecht"}),
            ("Actie 4 Verkennen woningdelen", {"gemeente Zandermeer"}),
        ],
        ["2031-06-30", "2031-09-30"],
        "lines of their own, one action for each block",
    ),
]


@pytest.mark.parametrize(
    ("body", "actions", "last_days"), [case[:3] for case in BLOCKS], ids=[case[3] for case in BLOCKS]
)
def test_labels_behind_the_sentence(
    body: str, actions: list[tuple[str, set[str]]], last_days: list[str]
) -> None:
    document = agreement(body)
    assert commitments(document) == actions
    assert [row[3] for row in deadlines(document)] == last_days


TABLES = [
    (
        "Actie               gemeente    Welbouw    planning\n"
        "Wijkschouw Noord        x           x       april 2031\n"
        "Panel opzetten                      x       najaar 2031",
        [("Wijkschouw Noord", {"gemeente Zandermeer", "Welbouw"}), ("Panel opzetten", {"Welbouw"})],
        ["2031-04-30", "2031-11-30"],
        "crosses under the parties",
    ),
    (
        "Nr    Afspraak                  Wie               Wanneer\n"
        "1     Pilot wisselwoning        Welbouw           1e kwartaal 2031\n"
        "2     Herijken overeenkomst     Gemeente          vóór 1 september 2031",
        [("Pilot wisselwoning", {"Welbouw"}), ("Herijken overeenkomst", {"gemeente Zandermeer"})],
        ["2031-03-31", "2031-08-31"],
        "who and when in columns",
    ),
    (
        "Project       Aantal   Start bouw   Oplevering\n"
        "Molenhof        32      Q1 2031      Q3 2032\n"
        "Boomgaard       17      Q2 2031      begin 2033",
        [("Molenhof", set()), ("Boomgaard", set())],
        ["2031-03-31", "2032-09-30", "2031-06-30", "2033-03-31"],
        "two dates for each project",
    ),
]


@pytest.mark.parametrize(
    ("body", "actions", "last_days"), [case[:3] for case in TABLES], ids=[case[3] for case in TABLES]
)
def test_tables_set_with_blanks(body: str, actions: list[tuple[str, set[str]]], last_days: list[str]) -> None:
    document = agreement(body)
    assert commitments(document) == actions
    assert [row[3] for row in deadlines(document)] == last_days


def test_those_who_take_part_are_told_apart() -> None:
    words = "- Opstellen wijkvisie (trekker: gemeente; deelnemers: Welbouw, Thuisrecht)"
    rows = [row for row in responsibilities.extract(agreement(words)) if not isinstance(row, Unread)]
    assert {
        (row.party, row.role) for row in rows if row.basis == "initiative" or row.role == "participant"
    } >= {
        ("gemeente Zandermeer", "responsible"),
        ("Welbouw", "participant"),
        ("Thuisrecht", "participant"),
    }


def test_a_short_name_in_brackets_is_no_label() -> None:
    words = "De gemeente steunt de bouw door woningcorporatie Welbouw (Welbouw)."
    assert commitments(agreement(words)) == [(words, {"gemeente Zandermeer"})]


def test_a_label_that_could_open_an_action_is_one_before_nothing_but_parties() -> None:
    body = "Onderzocht wordt of panelen lonen.\nActie: Welbouw en gemeente\nTermijn: mei 2031"
    assert commitments(agreement(body)) == [
        ("Onderzocht wordt of panelen lonen.", {"Welbouw", "gemeente Zandermeer"})
    ]
