"""Who answers for a commitment. Each case: words, the parties, and the oddity it stands for."""

from __future__ import annotations

import pytest
from made_up import agreement, commitments, responsible

from extractors import responsibilities as dataset
from extractors._commitments.reading import read
from extractors._document import Unread
from pipeline.ingest import read_text

TOWN, ALL, TENANTS = "gemeente Zandermeer", "alle partijen", "Huurdersstem"

ONE_SENTENCE = [
    (
        "Welbouw treedt op als penvoerder: zij stelt namens de corporaties een brief op.",
        {"Welbouw"},
        "'als penvoerder:' is no label of who stands behind it",
    ),
    (
        "Huurders krijgen vóór 1 mei 2031 een bewonersbrief van Welbouw.",
        {"Welbouw"},
        "who gives stands at the end",
    ),
    ("De wijkbeheerder van Welbouw loopt elke week een ronde.", {"Welbouw"}, "whose staff acts"),
    ("De wethouder van de gemeente en Welbouw tekenen in mei.", {TOWN, "Welbouw"}, "staff and a party"),
    ("Mocht Welbouw slopen, dan zoekt de gemeente een plek.", {TOWN}, "not who acts in the case"),
    (
        "Grondprijzen herzien / gemeente en Welbouw / 1 april 2031",
        {TOWN, "Welbouw"},
        "fields parted by strokes",
    ),
    ("De gemeente informeert de overige partijen.", {TOWN}, "the others take part"),
    ("De overige partijen leveren hun bijdrage.", {"overige partijen"}, "the others act"),
    ("Welbouw renoveert 40 woningen.", {"Welbouw"}, "subject before the verb"),
    ("In de Kern zal Welbouw starters huisvesten.", {"Welbouw"}, "subject behind the verb"),
    ("Welbouw en Thuisrecht maken een plan.", {"Welbouw", "Thuisrecht"}, "two subjects"),
    (
        "Daarnaast onderzoeken gemeente en Welbouw een locatie.",
        {TOWN, "Welbouw"},
        "two subjects behind the verb",
    ),
    ("De gemeente, Welbouw en Huurdersstem stemmen dit af.", {TOWN, "Welbouw", TENANTS}, "three"),
    ("Gemeente (ambtelijk) en Welbouw lopen de lijst na.", {TOWN, "Welbouw"}, "a bracket inside the group"),
    ("Welbouw werkt samen met de gemeente aan een plan.", {"Welbouw"}, "met: takes part"),
    ("Welbouw informeert de gemeente en Huurdersstem.", {"Welbouw"}, "the object takes part"),
    ("We maken een gezamenlijk draaiboek.", {ALL}, "we"),
    ("Partijen bespreken de resultaten.", {ALL}, "partijen"),
    ("Wij, de gemeente en Welbouw, informeren elkaar.", {TOWN, "Welbouw"}, "we, told by name"),
    ("Opstellen van een plan (Welbouw, Q3 2031).", {"Welbouw"}, "a party and a date in brackets"),
    ("De woningcorporaties leveren de cijfers aan.", {"woningcorporaties"}, "a group as a group"),
    ("De lijst wordt door Thuisrecht opgesteld.", {"Thuisrecht"}, "the agent of a passive"),
    ("Zowel de gemeente als Welbouw stelt een plan op.", {TOWN, "Welbouw"}, "zowel … als"),
    (
        "De lijst verschijnt in mei en wordt opgesteld door Welbouw.",
        {"Welbouw"},
        "the agent of the second verb",
    ),
    ("Plan voor isolatie van de Kern, Q3 2031, Welbouw", {"Welbouw"}, "a party ends a line without a verb"),
    ("Als de provincie instemt, start Welbouw in mei 2031.", {"Welbouw"}, "not who acts in the condition"),
    ("Huurdersstem wordt vooraf betrokken.", set(), "the subject of a passive answers for nothing"),
    (
        "Er vindt twee keer per jaar overleg plaats tussen Huurdersstem en Welbouw.",
        {TENANTS, "Welbouw"},
        "tussen",
    ),
    ("De huisvesting is de taak van de gemeente.", {TOWN}, "the task of"),
    ("Randvoorwaarde is dat de gemeente het pad verlegt.", {TOWN}, "the subject of the condition"),
    ("Toegezegd is dat Huurdersstem vóór 1 mei 2031 een lijst krijgt.", set(), "who receives gives nothing"),
    ("We verwachten dat de gemeente subsidies verstrekt.", {TOWN}, "who is expected to"),
    (
        "Als Welbouw woningen gaat slopen wordt Huurdersstem betrokken.",
        {"Welbouw"},
        "who acts in the condition",
    ),
    (
        "Bij verkoop houden de corporaties rekening met leegstand.",
        {"woningcorporaties"},
        "a nominalised verb before the verb",
    ),
    ("Het overleg over de Kade wordt in mei 2031 gepland.", set(), "nobody"),
    ("De gemeente ontvangt van Welbouw in mei 2031 een lijst.", {"Welbouw"}, "who gives, not who receives"),
    ("In mei 2031 krijgt Welbouw van de gemeente de prognose.", {TOWN}, "who gives, behind the verb"),
    ("Wij vragen de gemeente om in mei 2031 te besluiten.", {TOWN}, "who is asked, as object"),
    ("Wij vragen u om vóór 1 mei 2031 de grondprijs vast te stellen.", set(), "not who asks"),
    ("De gemeente en Welbouw storten ieder € 900.", {TOWN, "Welbouw"}, "'storten' is no past tense"),
    ("De gemeente staat onder voorwaarden achtervang.", {TOWN}, "'staat achtervang' binds"),
]

PARAGRAPHS = [
    (
        "Welbouw en de gemeente maken een plan. Welbouw is hiervoor verantwoordelijk.",
        [{"Welbouw"}],
        "who is responsible for it",
    ),
    (
        "Welbouw en de gemeente maken een plan. De regie ligt bij de gemeente.",
        [{TOWN}],
        "with whom the direction lies",
    ),
    (
        "Een huiskamer openen. Wie: gemeente (ruimte) en Welbouw (inrichting)",
        [{TOWN, "Welbouw"}],
        "each party's part in brackets behind it",
    ),
    (
        "Een huiskamer openen. Wie: gemeente (trekker), Welbouw",
        [{TOWN}],
        "who leads, in brackets behind it",
    ),
    (
        "Welbouw en de gemeente trekken samen op. Laatstgenoemde legt in mei de stoep.",
        [{"Welbouw", TOWN}, {TOWN}],
        "the last named of two",
    ),
    (
        "De gemeente en Welbouw trekken samen op. Laatstgenoemde bouwt. Eerstgenoemde betaalt de helft.",
        [{TOWN, "Welbouw"}, {"Welbouw"}, {TOWN}],
        "the first named of two, a sentence later",
    ),
    (
        "Welbouw en de gemeente bouwen de hal. De gemeente is trekker van deze afspraak.",
        [{TOWN}],
        "who leads 'van deze afspraak'",
    ),
    (
        "De gemeente past het plan aan. Welbouw neemt hiervoor in mei 2031 het initiatief.",
        [{"Welbouw"}],
        "a date inside 'neemt het initiatief'",
    ),
    (
        "Welbouw en gemeente verkennen een proef. De gemeente neemt het initiatief.",
        [{TOWN}],
        "initiative beats subject",
    ),
    (
        "Welbouw en gemeente verkennen een proef. We komen hiervoor met een plan. Gemeente neemt initiatief.",
        [{TOWN}, {TOWN}],
        "initiative two sentences later",
    ),
    (
        "Welbouw bouwt aan het Plein. We onderzoeken een proef. Gemeente neemt initiatief.",
        [{"Welbouw"}, {TOWN}],
        "not over another action",
    ),
    (
        "Welbouw en Thuisrecht gaan samen op. We maken een plan.",
        [{"Welbouw", "Thuisrecht"}] * 2,
        "we are those just named",
    ),
    (
        "Gemeente en Welbouw zetten in op bewustwording. Hiervoor wordt een plan gemaakt.",
        [{TOWN, "Welbouw"}] * 2,
        "hiervoor",
    ),
    (
        "Welbouw en Huurdersstem adviseren. Zij leveren het advies in mei 2031 op.",
        [{"Welbouw", TENANTS}] * 2,
        "zij",
    ),
    (
        "Voor de huur zet Welbouw deze maatregelen in:\n\n- We houden de huur laag.\n- Een nieuw huurteam.",
        [{"Welbouw"}] * 3,
        "the lead-in names who we are",
    ),
    ("We zetten in op:\n\n- meer groen.", [{ALL}], "the lead-in says we"),
    (
        "De gemeente:\n\n- zorgt voor genoeg locaties;\n- betrekt Huurdersstem bij de plannen.",
        [{TOWN}, {TOWN}],
        "a party alone above a list; what stands behind a verb in front is no subject",
    ),
    ("Inzet Welbouw:\n\n- isoleren van 200 woningen.", [{"Welbouw"}], "a party and a word above a list"),
    ("Welbouw en gemeente: jaarlijks evalueren.", [{"Welbouw", TOWN}], "a label instead of a sentence"),
    (
        "Opstellen wijkvisie. Uitvoering: Welbouw. Planning: Q2 2031.",
        [{"Welbouw"}],
        "labels behind an action without a verb",
    ),
]


@pytest.mark.parametrize(
    ("words", "parties"), [case[:2] for case in ONE_SENTENCE], ids=[case[2] for case in ONE_SENTENCE]
)
def test_one_sentence(words: str, parties: set[str]) -> None:
    assert commitments(agreement(words)) == [(words, parties)]


@pytest.mark.parametrize(
    ("body", "parties"), [case[:2] for case in PARAGRAPHS], ids=[case[2] for case in PARAGRAPHS]
)
def test_paragraph(body: str, parties: list[set[str]]) -> None:
    assert [named for _, named in commitments(agreement(body))] == parties


def test_a_heading_that_names_parties_answers_for_the_agenda() -> None:
    body = "Op de agenda staan:\n\n- Evaluatie huurteam (november 2031)"
    assert commitments(agreement(body, heading="Overleg Huurdersstem en Welbouw")) == [
        ("Evaluatie huurteam (november 2031)", {TENANTS, "Welbouw"})
    ]


@pytest.mark.parametrize(
    ("heading", "expected"), [("Huurders (HDB)", {"HDB"}), ("Huurders van Welbouw (HDB)", set())]
)
def test_a_heading_of_the_tenants_and_their_code_answers(heading: str, expected: set[str]) -> None:
    body = (
        f"Huurdersraad De Brug (HDB) doet mee.\n\n3. {heading}\n\n- Adviseren over de huren vóór 1 juli 2031."
    )
    assert commitments(agreement(body))[-1] == ("Adviseren over de huren vóór 1 juli 2031.", expected)


def test_initiative_leaves_the_others_taking_part() -> None:
    document = agreement("Welbouw en gemeente verkennen een proef. De gemeente neemt het initiatief.")
    rows = [row for row in dataset.extract(document) if not isinstance(row, Unread)]
    assert [(row.party, row.role, row.basis) for row in rows[-2:]] == [
        (TOWN, "responsible", "initiative"),
        ("Welbouw", "participant", "subject"),
    ]


def test_a_dated_commitment_without_a_party_is_told() -> None:
    issues = [
        row
        for row in dataset.extract(agreement("Er volgt een evaluatie in Q4-2031."))
        if isinstance(row, Unread)
    ]
    assert [issue.code for issue in issues] == ["party_missing"]


HEAD = """# Prestatieafspraken 2030 t/m 2034 gemeente Zandermeer

Actieprogramma 2031 van gemeente Zandermeer, woningcorporatie Welbouw en woningcorporatie Thuisrecht

"""
COLUMNS = ("Afspraak 2030 t/m 2034", "Afspraak 2031", "Regie op realisatie")


def table(*rows: tuple[str, str, str]) -> str:
    """A Markdown table; '/' parts the paragraphs of a cell."""
    lines = ["| " + " | ".join(COLUMNS) + " |", "|--|--|--|"]
    for row in rows:
        cells = ["".join(f"<p>{part}</p>" for part in cell.split("/")) for cell in row]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n\n"


def read_tables(*tables: str) -> list[tuple[str, set[str]]]:
    """(the words, who answers for it) of every commitment."""
    document = read_text(HEAD + "".join(tables), media_type="text/markdown")
    reading = read(document)
    return [
        (document.quote(row.span), responsible(document, reading, row.commitment_id))
        for row in reading.commitments
    ]


ROWS = [
    (
        (
            "1) Nieuwbouw De gemeente wijst locaties aan.",
            "Welbouw bouwt 12./Thuisrecht bouwt 8.",
            "Welbouw/Thuisrecht",
        ),
        [
            ("De gemeente wijst locaties aan.", {TOWN}),
            ("Welbouw bouwt 12.", {"Welbouw"}),
            ("Thuisrecht bouwt 8.", {"Thuisrecht"}),
        ],
        "paragraphs beside parties; the title is no part of the sentence",
    ),
    (
        ("2) Verkoop", "De verkoop:/Welbouw verkoopt 5 woningen./Geen grond.", "Welbouw Woningcorporaties"),
        [("Welbouw verkoopt 5 woningen.", {"Welbouw"}), ("Geen grond.", {"woningcorporaties"})],
        "items under a lead-in beside parties that only a blank parts",
    ),
    (
        ("3) Huur", "Welbouw en Thuisrecht stemmen de huur af.", "Woningcorporaties"),
        [("Welbouw en Thuisrecht stemmen de huur af.", {"woningcorporaties"})],
        "the column beats the subject",
    ),
    (
        ("4) Zorg", "Welbouw zoekt een plek./De gemeente betaalt./Er komt een bus.", "Welbouw/Gemeente"),
        [
            ("Welbouw zoekt een plek.", {"Welbouw"}),
            ("De gemeente betaalt.", {TOWN}),
            ("Er komt een bus.", {"Welbouw", TOWN}),
        ],
        "one part too many: the subject decides, else all of the row",
    ),
]


@pytest.mark.parametrize(("row", "expected"), [case[:2] for case in ROWS], ids=[case[2] for case in ROWS])
def test_party_column(row: tuple[str, str, str], expected: list[tuple[str, set[str]]]) -> None:
    assert read_tables(table(row)) == expected


def test_a_party_parted_from_its_paragraph_by_a_page_break() -> None:
    before = table(("1) Hulp", "Welbouw helpt.", "Welbouw/Thuisrecht"))
    after = table(("2) Zorg", "Er komt een bus./De gemeente betaalt.", "Gemeente"))
    assert read_tables(before, after) == [
        ("Welbouw helpt.", {"Welbouw"}),
        ("Er komt een bus.", {"Thuisrecht"}),
        ("De gemeente betaalt.", {TOWN}),
    ]


def test_number_title_and_year_of_a_row() -> None:
    row = (
        "7) Langer thuis De gemeente regelt hulp.",
        "Welbouw plaatst in het derde kwartaal liften.",
        "Welbouw",
    )
    reading = read(read_text(HEAD + table(row), media_type="text/markdown"))
    assert {(c.number, c.theme) for c in reading.commitments} == {("7", "Langer thuis")}
    assert [str(deadline.time.ends_on) for deadline in reading.deadlines] == ["2031-09-30"]


def test_a_column_for_dates_dates_the_action_beside_it() -> None:
    rows = [
        "| Nr | Actie | Wie | Wanneer |",
        "|--|--|--|--|",
        "| 1 | Opstellen wijkvisie | Gemeente | Q2 2031 |",
        "| 2 | Bouw van 40 woningen | Welbouw en Thuisrecht | 2031-2033 |",
    ]
    document = read_text(HEAD + "\n".join(rows), media_type="text/markdown")
    reading = read(document)
    words = {row.commitment_id: document.quote(row.span) for row in reading.commitments}
    assert [
        (
            words[row.commitment_id],
            document.quote(row.span),
            responsible(document, reading, row.commitment_id),
        )
        for row in reading.deadlines
        if row.commitment_id
    ] == [
        ("Opstellen wijkvisie", "Q2 2031", {TOWN}),
        ("Bouw van 40 woningen", "2031-2033", {"Welbouw", "Thuisrecht"}),
    ]


DISAGREEMENTS = [
    (("5) Huur", "Welbouw en Thuisrecht bouwen.", "Woningcorporaties"), [], "the group is these two"),
    (("6) Huur", "Welbouw bouwt.", "Gemeente"), ["parties_disagree"], "the column says otherwise"),
]


@pytest.mark.parametrize(
    ("row", "codes"), [case[:2] for case in DISAGREEMENTS], ids=[case[2] for case in DISAGREEMENTS]
)
def test_column_against_subject(row: tuple[str, str, str], codes: list[str]) -> None:
    document = read_text(HEAD + table(row), media_type="text/markdown")
    assert [row.code for row in dataset.extract(document) if isinstance(row, Unread)] == codes


def test_a_footnote_under_another_heading_is_nobodys_and_ends_no_list() -> None:
    document = read_text(
        """# Prestatieafspraken 2031

gemeente Zandermeer, woningcorporatie Welbouw, huurdersvereniging Huurdersstem

## Onderzoek

Er komt een onderzoek¹ onder huurders.

## Overleg Huurdersstem, gemeente en Welbouw

Tijdens dit overleg worden besproken:

- Advies huren (2e kwartaal 2031)

¹ De enquête wordt eens in de vier jaar gehouden.

- Evaluatie verkoop (4e kwartaal 2031)
""",
        media_type="text/markdown",
    )
    reading = read(document)
    found = {
        document.quote(each.span).split()[1]: responsible(document, reading, each.commitment_id)
        for each in reading.commitments
    }
    everyone = {TOWN, "Welbouw", TENANTS}
    assert [found[word] for word in ("huren", "enquête", "verkoop")] == [everyone, set(), everyone]
