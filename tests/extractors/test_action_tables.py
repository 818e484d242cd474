"""Tables of actions: which column answers, and which party stands beside which part of a cell."""

from __future__ import annotations

import pytest
from made_up import responsible

from extractors import responsibilities as dataset
from extractors._commitments.action_tables import ActionTable, action_tables, names_many_years, year_of_head
from extractors._commitments.reading import read
from extractors._document import Document, Unread
from extractors._parties.parties import parties
from pipeline.ingest import read_text

TOWN = "gemeente Zandermeer"
HEAD = """# Prestatieafspraken 2031

gemeente Zandermeer, woningcorporatie Welbouw, woningcorporatie Thuisrecht, huurdersvereniging Huurdersstem

## Acties

"""
VISION, PLOTS, WALLS = "Opstellen wijkvisie", "Aanwijzen locaties", "Isoleren van woningen"


def table(heads: tuple[str, ...], *rows: tuple[str, ...]) -> str:
    """A Markdown table; '/' in a cell starts a new line of it, a line that starts with '+' is a list item."""
    lines = [heads, ("--",) * len(heads), *(tuple(map(_cell, row)) for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines) + "\n"


def _cell(words: str) -> str:
    parts = words.split("/")
    items = "".join(f"<li>{part[1:]}</li>" for part in parts if part.startswith("+"))
    plain = "".join(f"<p>{part}</p>" for part in parts if not part.startswith("+"))
    return plain + (f"<ul>{items}</ul>" if items else "")


def document(*tables: str) -> Document:
    return read_text(HEAD + "".join(tables), media_type="text/markdown")


def tables_of(*tables: str) -> list[ActionTable]:
    made = document(*tables)
    return list(action_tables(made, parties(made)))


def answers(*tables: str) -> list[tuple[str, set[str]]]:
    """(the words, who answers for it) of every commitment."""
    made = document(*tables)
    reading = read(made)
    return [
        (made.quote(row.span), responsible(made, reading, row.commitment_id)) for row in reading.commitments
    ]


def due(*tables: str) -> list[tuple[str, str]]:
    """(the action, the words of its date) of every deadline."""
    made = document(*tables)
    reading = read(made)
    words = {row.commitment_id: made.quote(row.span) for row in reading.commitments}
    return [
        (words[row.commitment_id], made.quote(row.span)) for row in reading.deadlines if row.commitment_id
    ]


@pytest.mark.parametrize(
    "head",
    [
        "Wie",
        "Trekker",
        "Trekker(s)",  # plural in brackets
        "Regie",
        "Regie op realisatie",
        "WIE",  # printed in capitals
        "Wie doet het?",
        "Verantwoordelijke partij",
        "Betrokken partijen",
        "Actiehouder",
        "Uitvoerder",
        "Rol",
    ],
)
def test_heads_of_the_party_column(head: str) -> None:
    rows = table(("Nr", "Actie", head, "Wanneer"), ("1", VISION, "Welbouw", "Q2 2031"))
    assert answers(rows) == [(VISION, {"Welbouw"})]


@pytest.mark.parametrize(
    "heads",
    [
        ("Actie", "Wie", "Wanneer"),
        ("Wie", "Actie", "Wanneer"),  # the party stands first
        ("Wanneer", "Wie", "Actie"),  # the date stands first
        ("Activiteit", "Trekker", "Planning"),
        ("Maatregel", "Initiatiefnemer", "Gereed"),
        ("Wat", "Partij", "Uiterlijk"),
        ("Prestatie", "Regie", "Deadline"),
    ],
)
def test_columns_are_known_by_their_heads_in_any_order(heads: tuple[str, ...]) -> None:
    party = {"Wie", "Trekker", "Initiatiefnemer", "Partij", "Regie"}
    action = {"Actie", "Activiteit", "Maatregel", "Wat", "Prestatie"}
    row = tuple("Thuisrecht" if head in party else VISION if head in action else "Q2 2031" for head in heads)
    assert answers(table(heads, row)) == [(VISION, {"Thuisrecht"})]
    assert due(table(heads, row)) == [(VISION, "Q2 2031")]


ALIGNED = [
    (VISION, "Welbouw", [(VISION, {"Welbouw"})], "one and one"),
    (VISION, "Welbouw/Thuisrecht", [(VISION, {"Welbouw", "Thuisrecht"})], "two parties for one part"),
    (VISION, "Welbouw, Thuisrecht", [(VISION, {"Welbouw", "Thuisrecht"})], "a comma makes one group"),
    (VISION, "Welbouw en gemeente", [(VISION, {"Welbouw", TOWN})], "'en' makes one group"),
    (
        f"{VISION}/{PLOTS}",
        "Welbouw/gemeente",
        [(VISION, {"Welbouw"}), (PLOTS, {TOWN})],
        "line beside line",
    ),
    (
        f"{VISION}/{PLOTS}",
        "gemeente/Welbouw",
        [(VISION, {TOWN}), (PLOTS, {"Welbouw"})],
        "the order of the cell counts, not of the opening",
    ),
    (
        f"{VISION}/{PLOTS}",
        "Welbouw, gemeente/Thuisrecht",
        [(VISION, {"Welbouw", TOWN}), (PLOTS, {"Thuisrecht"})],
        "a group beside one line",
    ),
    (
        f"{VISION}/{PLOTS}",
        "Welbouw",
        [(VISION, {"Welbouw"}), (PLOTS, {"Welbouw"})],
        "one party for the whole cell",
    ),
    (
        f"{VISION}/{PLOTS}/{WALLS}",
        "Welbouw/gemeente",
        [(VISION, {"Welbouw", TOWN}), (PLOTS, {"Welbouw", TOWN}), (WALLS, {"Welbouw", TOWN})],
        "three beside two: nobody is left out and nobody is guessed",
    ),
    (
        f"De gemeente en anderen doen mee./{PLOTS}/{WALLS}",
        "gemeente en Welbouw/gemeente en Welbouw",
        [
            ("De gemeente en anderen doen mee.", {TOWN, "Welbouw"}),
            (PLOTS, {TOWN, "Welbouw"}),
            (WALLS, {TOWN, "Welbouw"}),
        ],
        "three beside two of the same: those stand beside each",
    ),
    (
        f"De acties:/+{VISION}/+{PLOTS}",
        "Welbouw/gemeente",
        [(VISION, {"Welbouw"}), (PLOTS, {TOWN})],
        "items beside lines; what introduces them has no party",
    ),
    (
        "Welbouw bouwt 12 woningen. De gemeente betaalt de weg.",
        "Welbouw/gemeente",
        [("Welbouw bouwt 12 woningen.", {"Welbouw"}), ("De gemeente betaalt de weg.", {TOWN})],
        "sentences of one paragraph beside lines",
    ),
    (VISION, "Allen", [(VISION, {"alle partijen"})], "everyone, by a word"),
    (VISION, "Corporaties", [(VISION, {"woningcorporaties"})], "a group stays a group"),
]


@pytest.mark.parametrize(
    ("actions", "who", "expected"), [case[:3] for case in ALIGNED], ids=[case[3] for case in ALIGNED]
)
def test_parts_and_parties(actions: str, who: str, expected: list[tuple[str, set[str]]]) -> None:
    assert answers(table(("Actie", "Wie"), (actions, who))) == expected


def test_rows_do_not_borrow_from_each_other() -> None:
    rows = [(VISION, "Welbouw"), (PLOTS, "gemeente"), (WALLS, "Thuisrecht")]
    assert answers(table(("Actie", "Wie"), *rows)) == [
        (VISION, {"Welbouw"}),
        (PLOTS, {TOWN}),
        (WALLS, {"Thuisrecht"}),
    ]


TOWNS = """# Prestatieafspraken 2031

Afspraken van de gemeenten Zutphen en Lochem, woningcorporatie Welbouw en Huurdersraad Zutphen

"""
IN_A_COLUMN = [
    ("Zutphen", {"gemeente Zutphen"}, set(), "a town's bare name is its municipality"),
    ("Welbouw<br>Lochem", {"Welbouw", "gemeente Lochem"}, set(), "on a line of its own"),
    ("Welbouw Lochem", {"Welbouw", "gemeente Lochem"}, set(), "two lines that a reader joined, no new name"),
    ("Zutphen/Welbouw", {"gemeente Zutphen", "Welbouw"}, set(), "behind a slash"),
    ("Huurdersraad<br>Zutphen", {"Huurdersraad Zutphen"}, set(), "a name over two lines"),
    ("Corporaties in Lochem", {"woningcorporaties"}, set(), "a place"),
    ("Trekker: Lochem; deelnemers: Welbouw", {"gemeente Lochem"}, {"Welbouw"}, "labels within the cell"),
    ("deelnemers: Welbouw", set(), {"Welbouw"}, "only who takes part"),
    ("Welbouw i.s.m. Zutphen en Lochem", {"Welbouw"}, {"gemeente Zutphen", "gemeente Lochem"}, "with whom"),
]


@pytest.mark.parametrize(
    ("who", "answering", "taking_part"),
    [case[:3] for case in IN_A_COLUMN],
    ids=[case[3] for case in IN_A_COLUMN],
)
def test_who_stands_in_a_column_of_parties(who: str, answering: set[str], taking_part: set[str]) -> None:
    made = read_text(TOWNS + table(("Actie", "Wie"), (VISION, who)), media_type="text/markdown")
    shares = read(made).responsibilities
    assert {share.party.name for share in shares if share.role == "responsible"} == answering
    assert {share.party.name for share in shares if share.role == "participant"} == taking_part


@pytest.mark.parametrize("empty", ["", "-", "n.v.t."])
def test_an_empty_party_cell_names_nobody(empty: str) -> None:
    rows = table(("Actie", "Wie"), (VISION, empty), (PLOTS, "gemeente"))
    assert answers(rows) == [(VISION, set()), (PLOTS, {TOWN})]


def test_a_dated_row_without_a_party_is_signalled() -> None:
    made = document(table(("Actie", "Wie", "Wanneer"), (VISION, "", "Q2 2031")))
    assert [row.code for row in dataset.extract(made) if isinstance(row, Unread)] == ["party_missing"]


DATED = [
    ((VISION, "Welbouw", "Q2 2031"), [(VISION, "Q2 2031")], "one and one"),
    ((VISION, "Welbouw", ""), [], "no date"),
    (
        (f"{VISION}/{PLOTS}", "Welbouw/gemeente", "1 mei 2031/Q4 2031"),
        [(VISION, "1 mei 2031"), (PLOTS, "Q4 2031")],
        "line beside line",
    ),
    (
        (f"{VISION}/{PLOTS}", "Welbouw", "Q2 2031/Q4 2031"),
        [(VISION, "Q2 2031"), (PLOTS, "Q4 2031")],
        "the dates agree in number where the parties do not",
    ),
    ((f"{VISION}/{PLOTS}", "Welbouw", "Q2 2031"), [(VISION, "Q2 2031")], "a date too few: of the first"),
    (
        (f"+{VISION}/+{PLOTS}/+{WALLS}", "Welbouw", "1 mei 2031 Q2 2031 uiterlijk 1-3-2032"),
        [(VISION, "1 mei 2031"), (PLOTS, "Q2 2031"), (WALLS, "uiterlijk 1-3-2032")],
        "lines that a reader joined",
    ),
    (
        (f"+{VISION}/+{PLOTS}", "Welbouw", "start Q2 2031, gereed Q4 2031"),
        [(VISION, "Q2 2031"), (VISION, "Q4 2031")],
        "two dates of one action",
    ),
]


@pytest.mark.parametrize(("row", "expected"), [case[:2] for case in DATED], ids=[case[2] for case in DATED])
def test_dates_beside_parts(row: tuple[str, str, str], expected: list[tuple[str, str]]) -> None:
    assert due(table(("Actie", "Wie", "Wanneer"), row)) == expected


def test_a_row_cut_by_a_page_break_keeps_both_parties() -> None:
    heads = ("Actie", "Wie")
    first, second = table(heads, ("Opstellen wijkvisie en", "Welbouw")), table(heads, ("lijst", "gemeente"))
    assert answers(first, second) == [("Opstellen wijkvisie en lijst", {"Welbouw", TOWN})]


def test_the_party_column_belongs_to_the_column_before_it() -> None:
    rows = table(
        ("Afspraak 2031", "Wie", "Afspraak 2032"),
        ("Er worden 12 woningen gebouwd.", "Welbouw", "Thuisrecht bouwt 8 woningen."),
    )
    assert answers(rows) == [
        ("Er worden 12 woningen gebouwd.", {"Welbouw"}),
        ("Thuisrecht bouwt 8 woningen.", {"Thuisrecht"}),
    ]


def test_every_share_of_a_column_rests_on_words_that_name_the_party() -> None:
    made = document(table(("Actie", "Wie"), (f"{VISION}/{PLOTS}", "Welbouw/gemeente")))
    shares = read(made).responsibilities
    assert [(share.basis, made.quote(share.span)) for share in shares] == [
        ("column", "Welbouw"),
        ("column", "gemeente"),
    ]


@pytest.mark.parametrize(
    ("heads", "row"),
    [
        (("Wijk", "Aantal"), ("Noord", "12")),  # numbers
        (("Naam", "Functie"), ("J. Smit", "wethouder")),  # people
        (("Locatie", "Corporatie", "Aantal bij oplevering"), ("Havenhof", "Welbouw", "64")),  # counts
        (("Actie", "Aantal"), ("Sloop", "12")),  # an action's head, but nobody, no time, no sentence
    ],
)
def test_what_is_no_table_of_actions(heads: tuple[str, ...], row: tuple[str, ...]) -> None:
    assert tables_of(table(heads, row)) == []


def test_sentences_under_a_head_of_actions_make_a_table_of_actions_without_a_party() -> None:
    (found,) = tables_of(table(("Thema", "Afspraak"), ("Bouw", "Welbouw bouwt in 2031 12 woningen.")))
    assert (found.actions, found.party) == ((1,), None)


@pytest.mark.parametrize(
    ("head", "year", "is_many"),
    [
        ("Afspraak 2031", 2031, False),
        ("Afspraak", None, False),
        ("Afspraak 2030 t/m 2034", None, True),
        ("2031, bijgesteld in 2031", 2031, False),  # one year said twice
        ("Complex 120315", None, False),  # digits inside a longer number
    ],
)
def test_years_of_heads(head: str, year: int | None, is_many: bool) -> None:
    assert (year_of_head(head), names_many_years(head)) == (year, is_many)


PLANNED = [
    (
        table(
            ("Actie", "Wie", "Q1 2031", "Q2 2031"), (VISION, "Gemeente", "", "x"), (WALLS, "Welbouw", "●", "")
        ),
        [(VISION, "Q2 2031", {TOWN}), (WALLS, "Q1 2031", {"Welbouw"})],
        "quarters, crosses and dots",
    ),
    (
        table(("Actie", "Wie", "mrt", "nov"), (VISION, "Gemeente", "x", "x")),
        [(VISION, "mrt", {TOWN}), (VISION, "nov", {TOWN})],
        "months without a year; two for one action",
    ),
    (
        table(
            ("", "Noord", "Zuid"),
            ("Actie", VISION, WALLS),
            ("Trekker", "Gemeente", "Welbouw"),
            ("Planning", "Q1 2031", "Q3 2031"),
        ),
        [(VISION, "Q1 2031", {TOWN}), (WALLS, "Q3 2031", {"Welbouw"})],
        "a table on its side",
    ),
    (
        table(
            ("Thema", "Gemeente", "Welbouw"),
            ("Bouw", "stelt in mei 2031 de kaders vast", "bouwt in juni 2031 huizen"),
        ),
        [
            ("stelt in mei 2031 de kaders vast", "mei 2031", {TOWN}),
            ("bouwt in juni 2031 huizen", "juni 2031", {"Welbouw"}),
        ],
        "columns that say what the party at their head does",
    ),
    (
        table(
            ("Thema", "Wat doet de gemeente?", "Inzet Welbouw", "Thuisrecht"),
            ("Bouw", "stelt in mei 2031 de kaders vast", "bouwt in juni 2031 huizen", "–"),
            ("Zorg", "–", "n.v.t.", "verhuurt in mei 2031 de zaal"),
        ),
        [
            ("stelt in mei 2031 de kaders vast", "mei 2031", {TOWN}),
            ("bouwt in juni 2031 huizen", "juni 2031", {"Welbouw"}),
            ("verhuurt in mei 2031 de zaal", "mei 2031", {"Thuisrecht"}),
        ],
        "heads that ask what a party does, and cells of those who do nothing",
    ),
    (
        table(
            ("Project", "Corporatie", "Afspraak", "Planning"), ("Havenhof", "Thuisrecht", WALLS, "Q2 2031")
        ),
        [(WALLS, "Q2 2031", {"Thuisrecht"})],
        "a column headed 'Corporatie'",
    ),
]


@pytest.mark.parametrize(
    ("tables", "expected"), [case[:2] for case in PLANNED], ids=[case[2] for case in PLANNED]
)
def test_who_does_what_by_when(tables: str, expected: list[tuple[str, str, set[str]]]) -> None:
    made = document(tables)
    reading = read(made)
    words = {row.commitment_id: made.quote(row.span) for row in reading.commitments}
    found = [
        (words[row.commitment_id], made.quote(row.span), responsible(made, reading, row.commitment_id))
        for row in reading.deadlines
        if row.commitment_id
    ]
    assert sorted(found, key=str) == sorted(expected, key=str)


def test_years_without_a_cross_are_no_planning() -> None:
    assert due(table(("Project", "2031", "2032"), ("Havenhof", "12", "30"))) == []
