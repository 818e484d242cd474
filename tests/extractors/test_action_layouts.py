"""Ways to lay out a table of actions: what each row is called, who answers, who takes part, by when."""

from __future__ import annotations

import pytest

from extractors._commitments.reading import read
from pipeline.ingest import read_text

TOWN, HOMES, GROUND, TENANTS = "gemeente Elsloot", "Meerwonen", "Grondvast", "Huurdersraad Elsloot"
HEAD = """# Prestatieafspraken Elsloot 2031

gemeente Elsloot, woningcorporaties Meerwonen en Grondvast en Huurdersraad Elsloot

## Uitvoering

"""

# (number, theme, first words, who answers, who takes part, times)
Row = tuple[str | None, str, str, set[str], set[str], list[str]]

LAYOUTS: list[tuple[str, str, list[Row]]] = [
    (
        "number, theme over several rows, and a column of who takes part",
        """
| Thema | Nr. | Actie | Trekker | Betrokken | Planning |
|---|---|---|---|---|---|
| Wonen en zorg | 1.1 | Opstellen van een woonzorgvisie | Gemeente | Meerwonen, Grondvast | Q2 2031 |
| | 1.2 | Labelen van 60 seniorenwoningen | Meerwonen | – | 1 oktober 2031 |
| Leefbaarheid | 2.1 | Schouw in elke buurt | Huurdersraad Elsloot | gemeente | jaarlijks |
""",
        [
            ("1.1", "Wonen en zorg", "Opstellen van een", {TOWN}, {HOMES, GROUND}, ["Q2 2031"]),
            ("1.2", "Wonen en zorg", "Labelen van 60", {HOMES}, set(), ["1 oktober 2031"]),
            ("2.1", "Leefbaarheid", "Schouw in elke", {TENANTS}, {TOWN}, ["jaarlijks"]),
        ],
    ),
    (
        "letters under the parties, told by a legend behind the table",
        """
| Wat | Gemeente | Meerwonen | Grondvast | Huurdersraad | Termijn |
|---|---|---|---|---|---|
| Plan voor vergroening van de binnenstad | L | M | | A | mei 2031 |
| Aanbrengen van nestkasten bij renovaties | A | L | L | | doorlopend |

L = leidt, M = meewerken, A = advies
""",
        [
            (None, "Uitvoering", "Plan voor vergroening", {TOWN}, {HOMES, TENANTS}, ["mei 2031"]),
            (None, "Uitvoering", "Aanbrengen van", {HOMES, GROUND}, {TOWN}, []),
        ],
    ),
    (
        "responsible, accountable, consulted, informed",
        """
| Activiteit | Gemeente | Meerwonen | Huurdersraad |
|---|---|---|---|
| Vaststellen van de prioriteiten voor toewijzing | R | C | I |
| Meten van de tevredenheid van huurders | I | R/A | C |
""",
        [
            (None, "Uitvoering", "Vaststellen van de", {TOWN}, {HOMES}, []),
            (None, "Uitvoering", "Meten van de", {HOMES}, {TENANTS}, []),
        ],
    ),
    (
        "a column per party, and one for all",
        """
| Opgave | Gemeente doet | Corporaties doen | Samen doen we |
|---|---|---|---|
| Betaalbaarheid | Houdt de lasten gelijk. | Verhogen de huur met 2%. | Voeren in maart 2031 een campagne. |
| Vergrijzing | Wijst vóór 1 juni 2031 een locatie aan. | Bouwen 40 geclusterde woningen. | |
""",
        [
            (None, "Betaalbaarheid", "Houdt de lasten", {TOWN}, set(), []),
            (None, "Betaalbaarheid", "Verhogen de huur", {"woningcorporaties"}, set(), []),
            (None, "Betaalbaarheid", "Voeren in maart", {"alle partijen"}, set(), ["maart 2031"]),
            (None, "Vergrijzing", "Wijst vóór 1", {TOWN}, set(), ["vóór 1 juni 2031"]),
            (None, "Vergrijzing", "Bouwen 40 geclusterde", {"woningcorporaties"}, set(), []),
        ],
    ),
    (
        "the deadline in the head of the column",
        """
| Onderwerp | Gereed in 2031 | Gereed in 2032 |
|---|---|---|
| Bouw | De gemeente koopt het terrein aan. | Meerwonen bouwt er 24 woningen. |
| Zorg | Grondvast opent een ontmoetingsruimte. | |
""",
        [
            (None, "Bouw", "De gemeente koopt", {TOWN}, set(), ["2031"]),
            (None, "Bouw", "Meerwonen bouwt er", {HOMES}, set(), ["2032"]),
            (None, "Zorg", "Grondvast opent een", {GROUND}, set(), ["2031"]),
        ],
    ),
    (
        "several actions as items of one cell, one party, and times that are open or run on",
        """
| Code | Maatregel | Verantwoordelijk | Wanneer |
|---|---|---|---|
| B-1 | <ul><li>Inventariseren van panden</li><li>Benaderen van eigenaren</li></ul> | Gemeente | 2031-2033 |
| B-2 | Vervangen van 300 ketels | Grondvast | 2031 e.v. |
| B-3 | Spreekuur over energie | Huurdersraad Elsloot | doorlopend |
""",
        [
            ("B-1", "Uitvoering", "Inventariseren", {TOWN}, set(), ["2031-2033"]),
            ("B-1", "Uitvoering", "Benaderen van", {TOWN}, set(), []),
            ("B-2", "Uitvoering", "Vervangen van 300", {GROUND}, set(), ["2031 e.v."]),
            ("B-3", "Uitvoering", "Spreekuur over", {TENANTS}, set(), []),
        ],
    ),
    (
        "rows that name the group below them, a head that tells no party, what comes of it",
        """
| Actie | Resultaat | Uitvoering | Jaar |
|---|---|---|---|
| Duurzaamheid | | | |
| Isoleren van de Lindeflat | 64 woningen met label A | Meerwonen | 2031 |
| Opstellen van een warmteplan | Vastgesteld plan | Gemeente | 2032 |
| Leefbaarheid | | | |
| Inrichten van een buurtkamer | Buurtkamer open | Grondvast en gemeente | najaar 2031 |
""",
        [
            (None, "Duurzaamheid", "Isoleren van de", {HOMES}, set(), ["2031"]),
            (None, "Duurzaamheid", "Opstellen van een", {TOWN}, set(), ["2032"]),
            (None, "Leefbaarheid", "Inrichten van een", {GROUND, TOWN}, set(), ["najaar 2031"]),
        ],
    ),
    (
        "projects with groups and totals: what has a date is due",
        """
| Project | Aantal woningen | Corporatie | Oplevering |
|---|---|---|---|
| Nieuwbouw | | | |
| Kerkpad | 24 | Meerwonen | Q3 2031 |
| Dijkhof | 18 | Grondvast | n.n.b. |
| Subtotaal nieuwbouw | 42 | | 2031-2033 |
| Sloop | | | |
| Oude Hof | 30 | Grondvast | 2032 |
""",
        [
            (None, "Nieuwbouw", "Kerkpad", {HOMES}, set(), ["Q3 2031"]),
            (None, "Sloop", "Oude Hof", {GROUND}, set(), ["2032"]),
        ],
    ),
    (
        "quarters as heads, over words of what is done then",
        """
| Thema | Q1 2031 | Q3 2031 |
|---|---|---|
| Doorstroming | Onderzoek naar lege kamers | Start van de verhuiscoach |
| Toewijzing | Evaluatie van de lotingen | |
""",
        [
            (None, "Doorstroming", "Onderzoek naar lege", set(), set(), ["Q1 2031"]),
            (None, "Doorstroming", "Start van de", set(), set(), ["Q3 2031"]),
            (None, "Toewijzing", "Evaluatie van de", set(), set(), ["Q1 2031"]),
        ],
    ),
    (
        "heads that ask, a label that is no party, who leads told in the cell",
        """
| | Wat gaan we doen? | Wie is trekker? | Met wie? | Wanneer is het klaar? |
|---|---|---|---|---|
| Bouw | stelt vast welke gronden vrijkomen | gemeente | Grondvast | uiterlijk 1 maart 2031 |
| Beheer | Onderhoudsplan voor de galerijen | Meerwonen i.s.m. Grondvast | Huurdersraad Elsloot | Q1-Q2 2031 |
""",
        [
            (None, "Bouw", "stelt vast welke", {TOWN}, {GROUND}, ["uiterlijk 1 maart 2031"]),
            (None, "Beheer", "Onderhoudsplan voor de", {HOMES}, {GROUND, TENANTS}, ["Q1-Q2 2031"]),
        ],
    ),
    (
        "heads with 'afspraak' before the party",
        """
| Doel | Afspraak gemeente | Afspraak Meerwonen |
|---|---|---|
| Betaalbaar | Verlaagt de leges. | Bevriest de huur tot 1 juli 2031. |
""",
        [
            (None, "Betaalbaar", "Verlaagt de", {TOWN}, set(), []),
            (None, "Betaalbaar", "Bevriest de huur", {HOMES}, set(), ["tot 1 juli 2031"]),
        ],
    ),
    (
        "items of a cell that open with who does them; who leads by a bracket",
        """
| Actie | Wie | Planning | Status |
|---|---|---|---|
| Warmte:<ul><li>de gemeente levert data</li><li>Meerwonen levert cijfers</li></ul> | gemeente | Q3 2031 | |
| Huurders betrekken bij sloop | Grondvast (trekker), Huurdersraad Elsloot | mei 2031 | |
""",
        [
            (None, "Uitvoering", "Warmte:", {TOWN}, set(), ["Q3 2031"]),
            (None, "Uitvoering", "de gemeente levert", {TOWN}, set(), []),
            (None, "Uitvoering", "Meerwonen levert", {HOMES}, set(), []),
            (None, "Uitvoering", "Huurders betrekken", {GROUND}, {TENANTS}, ["mei 2031"]),
        ],
    ),
    (
        "a table on its side, with number, theme and who takes part",
        """
| | Plan A | Plan B |
|---|---|---|
| Nr. | 1 | 2 |
| Thema | Wonen | Zorg |
| Actie | Bouw van 20 woningen | Opening van een steunpunt |
| Trekker | Meerwonen | Gemeente |
| Betrokken | Gemeente | Grondvast |
| Gereed | Q4 2031 | mei 2031 |
""",
        [
            ("1", "Wonen", "Bouw van 20", {HOMES}, {TOWN}, ["Q4 2031"]),
            ("2", "Zorg", "Opening van een", {TOWN}, {GROUND}, ["mei 2031"]),
        ],
    ),
    (
        "a head of two rows, the lower of which tells",
        """
<table><tr><th rowspan="2">Nr.</th><th rowspan="2">Actie</th><th colspan="2">Partijen</th></tr>
<tr><th>Trekker</th><th>Overig</th></tr>
<tr><td>1</td><td>Aanleg van een plein</td><td>Gemeente</td><td>Meerwonen</td></tr>
<tr><td>2</td><td>Plaatsen van een lift</td><td>Grondvast</td><td></td></tr></table>
""",
        [
            ("1", "Uitvoering", "Aanleg van een", {TOWN}, {HOMES}, []),
            ("2", "Uitvoering", "Plaatsen van een", {GROUND}, set(), []),
        ],
    ),
    (
        "crosses, one of them in brackets; what measures an action is none",
        """
| Maatregel | Prestatie-indicator | Gemeente | Meerwonen | Huurdersraad |
|---|---|---|---|---|
| Wijkconciërge aanstellen | Aantal meldingen | x | X | (x) |
""",
        [(None, "Uitvoering", "Wijkconciërge", {TOWN, HOMES}, {TENANTS}, [])],
    ),
    (
        "years as heads, the last of them open; a dash is no action",
        """
| Thema | 2031 | 2032 e.v. |
|---|---|---|
| Duurzaam | Isoleren van 40 woningen | Afronden van het programma |
| Zorg | Verkenning van een woonzorgzone | – |
""",
        [
            (None, "Duurzaam", "Isoleren van 40", set(), set(), ["2031"]),
            (None, "Duurzaam", "Afronden van het", set(), set(), ["2032 e.v."]),
            (None, "Zorg", "Verkenning van een", set(), set(), ["2031"]),
        ],
    ),
]


@pytest.mark.parametrize(
    ("table", "expected"), [case[1:] for case in LAYOUTS], ids=[case[0] for case in LAYOUTS]
)
def test_layouts(table: str, expected: list[Row]) -> None:
    made = read_text(HEAD + table.strip() + "\n", media_type="text/markdown")
    reading = read(made)
    found = []
    for row in reading.commitments:
        shares = [share for share in reading.responsibilities if share.commitment_id == row.commitment_id]
        due = [made.quote(d.span) for d in reading.deadlines if d.commitment_id == row.commitment_id]
        who = {share.party.name for share in shares if share.role == "responsible"}
        aside = {share.party.name for share in shares if share.role == "participant"}
        found.append((row.number, row.theme, made.quote(row.span), who, aside, due))
    opening = [
        (*row[:2], row[2][: len(asked[2])], *row[3:]) for row, asked in zip(found, expected, strict=False)
    ]
    assert (opening, len(found)) == (expected, len(expected))
