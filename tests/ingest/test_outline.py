"""Headings, their levels, and lines that are neither heading nor sentence."""

import pytest

from pipeline.ingest import read_text


def outline(text, media_type="text/plain"):
    document = read_text(text, media_type=media_type)
    return [
        (passage.level, document.quote(passage.span))
        for passage in document.passages
        if passage.kind == "heading" and passage.level
    ]


def paths(text, media_type="text/plain"):
    document = read_text(text, media_type=media_type)
    return [passage.heading_path for passage in document.passages if passage.kind != "heading"]


def test_chapters_and_headings_under_them():
    text = (
        "Thema 1: Betaalbaar wonen\n\nVerkoop en bouw\n\nVerkoop\nWij verkopen.\n\nBouw\nWij bouwen.\n\n"
        "Thema 2: Leefbaarheid\n\nBuurten\n\nWij helpen.\n"
    )
    assert outline(text) == [
        (1, "Thema 1: Betaalbaar wonen"),
        (2, "Verkoop en bouw"),
        (3, "Verkoop"),
        (3, "Bouw"),
        (1, "Thema 2: Leefbaarheid"),
        (2, "Buurten"),
    ]
    assert paths(text)[1] == ("Thema 1: Betaalbaar wonen", "Verkoop en bouw", "Bouw")


def test_numbers_set_the_level():
    assert outline(
        "1. Inleiding\n\nTekst.\n\n1.2 Doel\n\nTekst.\n\n1.2.1 Wie\n\nTekst.\n\n2 Slot\n\nTekst.\n"
    ) == [
        (1, "Inleiding"),
        (2, "Doel"),
        (3, "Wie"),
        (1, "Slot"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Wij bouwen twintig woningen.",  # a stop
        "op peil houden van de voorraad",  # lower case
        "Partijen spreken af:",  # introduces a list
        "A. de Wit (wethouder)",  # signs
        "Waterrijk, 3 mei 2031",  # place and date
        "1234 AB Waterrijk",  # address
        "info@woonvast.example",
        "Geachte raadsleden,",
        "Telefoonnummer",
    ],
)
def test_lines_that_are_no_heading(line):
    assert outline(f"{line}\n\nDit is de tekst die volgt.\n") == []


@pytest.mark.parametrize(
    "line", ["Verkoop", "Aanvullende afspraken:", "SLOOP EN BOUW", "Eén wijk", "‘Samen’ wonen"]
)
def test_lines_that_are_headings(line):
    assert outline(f"{line}\n\nDit is de tekst die volgt.\n") == [(1, line)]


@pytest.mark.parametrize(
    "page_line",
    ["Afspraken Waterrijk 2031 Pagina 2", "Afspraken Waterrijk pag. 3 van 9", "3", "- 4 -", "(5)"],
)
def test_page_lines_stand_apart_and_head_nothing(page_line):
    text = f"Verkoop\n\nWij verkopen niets.\n\n{page_line}\n\nWij bouwen veel.\n"
    assert paths(text) == [("Verkoop",)] * 2
    assert page_line in read_text(text).text


def test_a_page_line_is_parted_from_the_heading_it_is_glued_to():
    text = "Wij bouwen.\n\nAfspraken 2031 gemeente Waterrijk 8 1.5 Wijzigingen\n\nWij overleggen.\n"
    assert outline(text) == [(2, "Wijzigingen")]


def test_the_same_line_at_the_edge_of_pages_runs_along():
    pages = "\f".join(f"Afspraken Waterrijk\n\nWij bouwen hier {n} woningen.\n" for n in range(1, 5))
    assert outline(pages) == []


def test_a_line_with_a_rising_number_runs_along_where_pages_do_not_show():
    pages = "\n\n".join(f"Afspraken Waterrijk versie {n}\n\nWij bouwen er {n}.\n" for n in range(1, 6))
    assert outline(pages) == []


def test_the_same_due_date_in_many_bullets_does_not_run_along():
    bullets = "".join(f"- Plan {name}\ngereed in 2031\n" for name in ("Es", "Linde", "Eik", "Berk", "Beuk"))
    document = read_text(f"Wij maken:\n{bullets}")
    assert all("gereed in 2031" in document.quote(p.span) for p in document.passages[1:])


def test_the_caption_of_a_table_heads_no_text():
    assert paths("Verkoop\n\nTekst.\n\nTabel 2: Voorraad\n\nBouw\n\nMeer tekst.\n") == [
        ("Verkoop",),
        ("Bouw",),
    ]


@pytest.mark.parametrize(
    "contents",
    [
        "Inhoud\n1. Bouwen 3\n2. Verkopen 7\n",
        "Thema 1 - Bouwen 3 - 5\nThema 2 - Verkopen 6 - 8\nBijlage 9\n",
        "Bouwen ........ 3\nVerkopen ....... 7\n",
    ],
)
def test_a_list_of_contents_heads_nothing(contents):
    assert paths(f"{contents}\nDit is de tekst.\n")[-1] in [(), ("Inhoud",)]


def test_a_markdown_document_with_headings_of_its_own_gets_no_others():
    assert outline("# Deel\n\nLosse regel\n\n## Kop\n\nTekst.\n", "text/markdown") == [
        (1, "Deel"),
        (2, "Kop"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Proef in Es, 1e kwartaal 2031",
        "Nulmeting ( febr. 2031 ) door gemeente",
        "Gereed in 2031",
        "Trekker: Woonvast",
        "Visie maken. Wie: Woonvast. Wanneer: voorjaar 2031",
    ],
)
def test_lines_that_say_who_or_when_head_nothing(line):
    assert outline(f"Verkoop\n\nWij verkopen.\n\n{line}\n\nDit is de tekst die volgt.\n") == [(1, "Verkoop")]


@pytest.mark.parametrize("line", ["Planning 2031", "Afspraken december 2031", "Concept voorjaar 2031"])
def test_titles_may_hold_a_time(line):
    assert outline(f"{line}\n\nDit is de tekst die volgt.\n") == [(1, line)]


@pytest.mark.parametrize("first", ["Actie 3.1 Visie op ouderen", "Visie op ouderen", "3.1 Visie op ouderen"])
def test_an_action_over_its_labels_is_no_heading(first):
    document = read_text(
        f"Wonen\n\nWij maken plannen.\n\n{first}\nTrekker: gemeente Es\nWanneer: Q2 2031\n\n"
        "Proef met ruilen\nTrekker: Woonvast\nPlanning: eind 2031\n"
    )
    assert [(p.kind, p.heading_path) for p in document.passages[2:]] == [("sentence", ("Wonen",))] * 6
    assert [p.block for p in document.passages] == list(range(8))


def test_a_chapter_with_a_label_under_its_title_stays_one():
    text = "Verkoop\nTrekker: Woonvast\nWij verkopen ten hoogste tien woningen per jaar aan huurders.\n"
    assert outline(text) == [(1, "Verkoop")]


def test_times_at_the_end_of_lines_are_no_pages():
    text = "Acties:\n1. Plan Es kwartaal 1\n2. Plan Eik kwartaal 2\n3. Plan Berk kwartaal 3\n"
    assert [p.kind for p in read_text(text).passages[1:]] == ["bullet"] * 3
