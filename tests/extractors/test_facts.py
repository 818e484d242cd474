"""What a document says of itself, on title pages, letters and signatures as they are met."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors._commitments.reading import read as reading_of
from extractors._document import Document, Inventory
from extractors._facts.facts import facts
from pipeline.ingest import read_text

BODY = (
    "Welbouw bouwt in dat jaar dertig woningen en overlegt daarover met de gemeente en de huurders.\n\n" * 12
)

LETTER = """Datum: 3 november 2021
Onderwerp: aanbieding concept-prestatieafspraken 2022

Geachte leden van de raad,

Hierbij ontvangt u de prestatieafspraken 2022 die de gemeente en Welbouw hebben gemaakt voor het komende jaar.

Met vriendelijke groet,

Burgemeester en wethouders van Borgvoort

Bijlagen: 1

"""


def read(text: str) -> Document:
    return read_text(text)


@pytest.mark.parametrize(
    ("front", "title", "kind", "period"),
    [
        # the subtitle on the next line belongs to the title; the year is that of the programme
        (
            "PRESTATIEAFSPRAKEN 2021 T/M 2024\n\nActieprogramma 2023",
            "PRESTATIEAFSPRAKEN 2021 T/M 2024 – Actieprogramma 2023",
            "action_programme",
            (2023, 2023),
        ),
        ("Prestatieafspraken 2022 en 2023", "Prestatieafspraken 2022 en 2023", "agreement", (2022, 2023)),
        ("Prestatieafspraken 2022/2023", "Prestatieafspraken 2022/2023", "agreement", (2022, 2023)),
        (
            "Prestatieafspraken 2024-'25".replace("'", ""),
            "Prestatieafspraken 2024-25",
            "agreement",
            (2024, 2025),
        ),
        # a narrow column broke the word
        ("Prestatie- afspraken 2024 - 2025", "Prestatieafspraken 2024 - 2025", "agreement", (2024, 2025)),
        # no word for its kind but 'afspraken', beside the years
        (
            "Wonen in Oord: afspraken 2025 – 2029",
            "Wonen in Oord: afspraken 2025 – 2029",
            "agreement",
            (2025, 2029),
        ),
        ("Afspraken herzien 1e kwartaal 2031", None, "other", None),  # an action
        ("Verslag afspraken 2031", None, "other", (2031, 2031)),
        # a page mark, a case number and a date behind it are no title
        ("Prestatieafspraken 2017 Pagina 2", "Prestatieafspraken 2017", "agreement", (2017, 2017)),
        ("Concept prestatieafspraken 2018 4410022", "Prestatieafspraken 2018", "agreement", (2018, 2018)),
        ("Prestatieafspraken wonen (03-04-2018)", "Prestatieafspraken wonen", "agreement", None),
        # the sentence behind it was glued to the year
        ("Prestatieafspraken 2019Dit zijn ze", "Prestatieafspraken 2019", "agreement", (2019, 2019)),
        ("Bod 2020 Stichting Welbouw", "Bod 2020 Stichting Welbouw", "bid", (2020, 2020)),
        (
            "Evaluatie prestatieafspraken 2019",
            "Evaluatie prestatieafspraken 2019",
            "evaluation",
            (2019, 2019),
        ),
        ("Jaarschijf 2025", "Jaarschijf 2025", "action_programme", (2025, 2025)),
        ("Ons bod 2023", "Bod 2023", "bid", (2023, 2023)),
        ("Tussentijdse evaluatie 2021", "Evaluatie 2021", "evaluation", (2021, 2021)),
        # a word that is also an ordinary one makes no title inside a line, a bullet or a table of contents
        ("Overleg en monitoring", None, "other", None),
        ("Actie 3.2 Evaluatie van de proef", None, "other", None),
        ("- evaluatie sloopregels (allen)", None, "other", None),
        ("2. Terugblik 2019-2021 .......... 5", None, "other", None),
        # years masked by the host site
        ("Prestatieafspraken 0000-0000", "Prestatieafspraken 0000-0000", "agreement", None),
        ("Nieuwsbrief voor huurders", None, "other", None),
        # the years on a line of their own, under the parties
        (
            "Prestatieafspraken\n\nGemeente Borgvoort\n\n2031 tot en met 2034",
            "Prestatieafspraken",
            "agreement",
            (2031, 2034),
        ),
        ("Meerjarenprestatieafspraken 2031", "Meerjarenprestatieafspraken 2031", "agreement", (2031, 2031)),
        ("Betreft: ons bod 2031", "Bod 2031", "bid", (2031, 2031)),
    ],
)
def test_title_type_and_period(
    front: str, title: str | None, kind: str, period: tuple[int, int] | None
) -> None:
    found = facts(read(front + "\n\n" + BODY))
    assert (found.title, found.document_type, found.period) == (title, kind, period)


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("Deze overeenkomst loopt van 1 januari 2019 tot en met 31 december 2022.", (2019, 2022)),
        ("Partijen tekenden voor de periode 2018-2021. Tien complexen volgen.", (2018, 2021)),
        ("Wij maken prestatieafspraken voor de jaren 2022 en 2023.", (2022, 2023)),
        (
            "De woonvisie voor de periode 2015-2025 is leidend.",
            None,
        ),  # another paper's period
        ("In 2019 zijn 40 woningen verkocht.", None),
        # the agreement before this one, named or told to be over
        (
            "- de vorige prestatieafspraken 2011-2015 lopen af;\nspreken partijen af voor 2016-2018:",
            (2016, 2018),
        ),
        ("De voorgaande overeenkomst gold voor de jaren 2012 en 2013.", None),
        ("De prestatieafspraken 2014-2017 zijn inmiddels verlopen.", None),
        # what will be over is this one
        ("De prestatieafspraken 2021-2024 verlopen op 31 december 2024.", (2021, 2024)),
        # begin and end in two sentences, or begin and number of years
        ("De overeenkomst gaat in op 1 mei 2031. Zij eindigt op 30 april 2034.", (2031, 2034)),
        ("Met een looptijd van vier jaar, ingaande 1 januari 2031.", (2031, 2034)),
        ("De overeenkomst treedt in werking op 1 januari 2031.", None),  # and ends who knows when
        ("Een looptijd van vier jaar is gewenst.", None),
        ("Zij zijn het volgende overeengekomen voor de periode van 2031 tot en met 2033:", (2031, 2033)),
        # signed the year before
        ("Deze afspraken zijn getekend op 14 december 2030 en gelden voor 2031.", (2031, 2031)),
        # the years behind us are no agreement
        ("De afgelopen jaren ging het goed; dit zijn de prestatieafspraken 2018-2019.", (2018, 2019)),
    ],
)
def test_period_from_running_text(sentence: str, period: tuple[int, int] | None) -> None:
    assert facts(read(sentence + "\n")).period == period


@pytest.mark.parametrize(
    ("text", "year", "period"),
    [
        # a paper of 2023 that has no title announces the next agreement
        ("In 2023 maken wij met Welbouw prestatieafspraken voor 2024.", 2023, None),
        # the same words of an inventory that says 2024
        ("In 2023 maken wij met Welbouw prestatieafspraken voor 2024.", 2024, (2024, 2024)),
        # an agreement of the year before
        ("Welbouw en de gemeente maken prestatieafspraken voor 2024.", 2023, (2024, 2024)),
    ],
)
def test_the_next_agreement_is_not_this_one(text: str, year: int, period: tuple[int, int] | None) -> None:
    assert facts(read_text(text + "\n", inventory=Inventory(year=year))).period == period


@pytest.mark.parametrize(
    ("front", "status", "day"),
    [
        (
            "Concept Prestatieafspraken 2020\n\nVersie ter ondertekening\n\n8 november 2019",
            "concept",
            date(2019, 11, 8),
        ),
        ("Prestatieafspraken 2022\n\nDefinitief 4 februari 2022", "final", date(2022, 2, 4)),
        ("Prestatieafspraken 2024\n\nVastgesteld op 12 december 2023", "final", date(2023, 12, 12)),
        ("Actieprogramma 2023\n\n18/11/2024", "unknown", date(2024, 11, 18)),
        # of a version table the last line is the version at hand
        (
            "Prestatieafspraken 2020\n\nVersiebeheer\n\n0.1 Concept 4-10-2019 1.0 Definitief 2-12-2019",
            "final",
            date(2019, 12, 2),
        ),
        # its lines one by one, the newest on top
        (
            "Prestatieafspraken 2020\n\nVersiebeheer\n\n1.0 Definitief 2-12-2019\n\n0.1 Concept 4-10-2019",
            "concept",
            date(2019, 12, 2),
        ),
        (
            "Actieprogramma 2032\n\nVastgesteld in het bestuurlijk overleg van 9 december 2031",
            "final",
            date(2031, 12, 9),
        ),
        # a whole sentence, of this paper
        (
            "Prestatieafspraken 2032\n\nVastgesteld op 9 december 2031 door gemeente Borgvoort, Welbouw en de"
            " huurders, en naar de raad gestuurd om daar in januari te bespreken.",
            "final",
            date(2031, 12, 9),
        ),
        (
            "Jaarplan 2032\n\nDit jaarplan hoort bij de raamafspraken en is vastgesteld op 2 december 2031.",
            "final",
            date(2031, 12, 2),
        ),
        # and of another
        ("Prestatieafspraken 2032\n\nDe woonvisie is vastgesteld op 3 mei 2029.", "unknown", None),
        # dates that a line speaks of are not the document's own
        ("Prestatieafspraken 2020\n\nStand per 30 juni 2019", "unknown", None),
        ("Prestatieafspraken 2020\n\n30 juni 2019: 4.321 woningzoekenden", "unknown", None),
        ("Prestatieafspraken 2020\n\nOplevering Molenhof 1 september 2021", "unknown", None),
        ("Prestatieafspraken 2020\n\nNieuwe verordening uiterlijk 1 mei 2021", "unknown", None),
    ],
)
def test_status_and_date_of_the_title_page(front: str, status: str, day: date | None) -> None:
    found = facts(read(front + "\n\n" + BODY))
    assert (found.status, found.document_date) == (status, day)


@pytest.mark.parametrize(
    ("foot", "status", "day"),
    [
        (
            "Borgvoort, 6 december 2021\n\nWethouder gemeente Borgvoort    Directeur Welbouw",
            "final",
            date(2021, 12, 6),
        ),
        ("Aldus overeengekomen te Borgvoort op 3 februari 2025.", "final", date(2025, 2, 3)),
        ("Ondertekend op 9 november 2018 te Borgvoort", "final", date(2018, 11, 9)),
        ("Op 9 november 2018 hebben partijen deze afspraken ondertekend.", "final", date(2018, 11, 9)),
        ("Op 9 november 2018 hebben partijen de visie ondertekend.", "unknown", None),
        ("De regeling geldt sinds 1 mei 2014.", "unknown", None),
        # what is still to come is no date of this document
        ("De nieuwe afspraken worden uiterlijk getekend op 1 mei 2026.", "unknown", None),
        ("Welbouw levert uiterlijk 1 mei 2026 een lijst.", "unknown", None),
        ("Pilot woningruil gereed 1 mei 2026", "unknown", None),
    ],
)
def test_signatures(foot: str, status: str, day: date | None) -> None:
    found = facts(read("Prestatieafspraken\n\n" + BODY + foot + "\n"))
    assert (found.status, found.document_date) == (status, day)


@pytest.mark.parametrize(
    ("opening", "is_other"),
    [
        ("Verslag bestuurlijk overleg wonen, 18 april 2026", True),
        ("Raadsvoorstel prestatieafspraken 2027", True),
        ("Prestatieafspraken 2027\nVerslag van de totstandkoming", False),  # the title comes first
        ("De gemeente brengt verslag uit.", False),
    ],
)
def test_minutes_and_the_like_are_less_certain(opening: str, is_other: bool) -> None:
    document = read(f"{opening}\n\nDe gemeente Borgvoort bouwt vóór 1 mei 2027 een school.\n")
    assert facts(document).is_other_paper is is_other
    assert [one.confidence <= 0.85 for one in reading_of(document).deadlines] == [is_other]  # the cap


@pytest.mark.parametrize(
    "item",
    ["- Welbouw: oplevering, 1 mei 2026", "3. Visie Welbouw 1 mei 2026", "B2 Lift plaatsen 1 mei 2026"],
)
def test_the_date_of_an_action_on_the_first_page_is_not_that_of_the_document(item: str) -> None:
    assert facts(read(f"Actielijst Welbouw en gemeente Borgvoort\n{item}\n")).document_date is None


def test_a_covering_letter_gives_date_and_status_and_the_agreement_the_rest() -> None:
    document = read(LETTER + "Prestatieafspraken 2022\n\n" + BODY)
    found = facts(document)
    assert [(part, document.quote(span)[:10]) for span, part in found.parts] == [
        ("letter", "Datum: 3 n"),
        ("agreement", "Prestatiea"),
    ]
    assert (found.document_type, found.status) == ("agreement", "concept")
    assert (found.period, found.document_date) == ((2022, 2022), date(2021, 11, 3))


@pytest.mark.parametrize("greeting", ["Geachte leden van de raad,", "Geacht college,", "Beste lezer,"])
def test_a_letter_that_covers_nothing_is_a_letter(greeting: str) -> None:
    letter = LETTER.replace("Geachte leden van de raad,", greeting)
    assert facts(read(letter)).document_type == "letter"


def test_what_follows_a_letter_in_the_middle_is_an_annex() -> None:
    document = read("Prestatieafspraken 2022\n\n" + BODY + LETTER + "Richting bod 2022\n\n" + BODY)
    assert [part for _, part in facts(document).parts] == ["agreement", "letter", "annex"]


def test_the_last_bullets_before_a_letter_are_no_lines_of_its_address() -> None:
    agenda = "Op de agenda staan:\n\n- Evaluatie buurtbus (november 2022)\n- Rapportage leegstand\n\n"
    document = read("Prestatieafspraken 2022\n\n" + BODY + agenda + LETTER)
    (agreement, _), (letter, kind) = facts(document).parts[:2]
    assert document.quote(agreement).rstrip().endswith("leegstand")
    assert (kind, document.quote(letter)[:10]) == ("letter", "Datum: 3 n")


def test_an_annex_begins_at_its_heading_and_not_in_the_table_of_contents() -> None:
    contents = "Prestatieafspraken 2022\n\nBijlage 1 Begrippen 35\n\n"
    document = read(contents + BODY + "Bijlage 1 Begrippen\n\nEen woning is een woning.\n")
    (_, first), (annex, second) = facts(document).parts
    assert (first, second) == ("agreement", "annex")
    assert document.quote(annex).startswith("Bijlage 1 Begrippen\n")


def test_the_inventory_never_dates_a_document() -> None:
    document = read_text("Prestatieafspraken\n\n" + BODY, inventory=Inventory(year=2020))
    found = facts(document)
    assert found.document_date is None
    assert {issue.code for issue in found.unread} == {"document_fact_missing"}


@settings(deadline=None)  # long texts on a busy machine
@given(
    st.lists(
        st.sampled_from([LETTER, BODY, "Bijlage 2\n\n", "Prestatieafspraken 2022\n\n", "1/5\n\n"]), max_size=8
    )
)
def test_the_parts_are_the_whole_text_in_order(pieces: list[str]) -> None:
    document = read("".join(pieces) or "leeg")
    spans = [span for span, _ in facts(document).parts]
    assert "".join(document.quote(span) for span in spans) == document.text
