"""PDF: from words on a page to passages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.printed import Draw, document, lines, mixed, outline, rule, shade, table, text

BODY = [
    "De gemeente Waterdam en Welbouw maken elk jaar afspraken over",
    "wonen en leefbaarheid in de wijken.",
]
BODY_READ = (
    "S De gemeente Waterdam en Welbouw maken elk jaar afspraken over wonen en leefbaarheid in de wijken."
)
LONG = [
    "Welbouw bouwt in de komende jaren woningen voor starters en voor",
    "ouderen die kleiner willen wonen.",
]
LONG_READ = (
    "S Welbouw bouwt in de komende jaren woningen voor starters en voor ouderen die kleiner willen wonen."
)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param([lines(70, 100, BODY)], [BODY_READ], id="lines of one paragraph are one sentence"),
        pytest.param(
            [lines(70, 100, BODY), lines(70, 132, LONG)],
            [BODY_READ, LONG_READ],
            id="a wider gap parts paragraphs",
        ),
        pytest.param(
            [text(70, 80, "Nieuwbouw", style="b"), lines(70, 92, BODY)],
            ["H Nieuwbouw", BODY_READ],
            id="a bold line right over a paragraph is a heading",
        ),
        pytest.param(
            [text(70, 76, "Thema wonen", 16), lines(70, 102, BODY), lines(70, 134, LONG)],
            ["H Thema wonen", BODY_READ, LONG_READ],
            id="large type is a heading",
        ),
        pytest.param(
            [
                lines(70, 100, BODY),
                text(70, 130, "Partijen zetten in op:"),
                text(70, 142, "-"),
                text(88, 142, "sloop;"),
                text(70, 154, "-"),
                text(88, 154, "nieuwbouw."),
                lines(70, 166, LONG),
            ],
            [BODY_READ, "S Partijen zetten in op:", "B sloop;", "B nieuwbouw.", LONG_READ],
            id="bullets end where the words go back to the margin",
        ),
        pytest.param(
            [lines(70, 100, BODY), mixed(70, 130, "Oplevering in het 1", "^ste", " kwartaal van 2031.")],
            [BODY_READ, "S Oplevering in het 1ste kwartaal van 2031."],
            id="a raised ordinal joins its number",
        ),
        pytest.param(
            [lines(70, 100, BODY), mixed(70, 130, "De uitstoot van CO", "_2", " daalt.")],
            [BODY_READ, "S De uitstoot van CO2 daalt."],
            id="a lowered digit joins its symbol",
        ),
        pytest.param(
            [
                lines(
                    70,
                    100,
                    [
                        *BODY[:1],
                        "buurt-",
                        "bemiddeling en de elektriciteits-",
                        "en warmtenetten van buurtbemiddeling.",
                    ],
                )
            ],
            [
                "S De gemeente Waterdam en Welbouw maken elk jaar afspraken over buurtbemiddeling en de "
                "elektriciteits- en warmtenetten van buurtbemiddeling."
            ],
            id="a broken word is made whole, a hanging hyphen stays",
        ),
        pytest.param(
            [
                text(70, 80, "Inhoud", style="b"),
                text(70, 100, "1 Wonen ........................ 3"),
                text(70, 116, "2 Zorg ......................... 5"),
                lines(70, 150, BODY),
            ],
            [
                "H Inhoud",
                "H 1 Wonen ........................ 3",
                "H 2 Zorg ......................... 5",
                BODY_READ,
            ],
            id="lines of contents are no sentences",
        ),
        pytest.param(
            [lines(70, 100, BODY), text(70, 140, "J. de Wit"), text(300, 140, "A. ter Horst")],
            [BODY_READ, "H J. de Wit", "H A. ter Horst"],
            id="signatures side by side are read apart",
        ),
        pytest.param(
            [lines(70, 100, BODY), text(70, 140, "wethouder"), text(300, 140, "directeur-bestuurder")],
            [BODY_READ, "H wethouder", "H directeur-bestuurder"],
            id="what the signatories are, in one word each",
        ),
        pytest.param(
            [lines(70, 100, BODY), text(70, 140, "Datum"), text(300, 140, "12 december 2031")],
            [BODY_READ, "H Datum 12 december 2031"],
            id="a label and its value stay together",
        ),
    ],
)
def test_passages_of_a_page(page: list[Draw], expected: list[str], tmp_path: Path) -> None:
    assert outline(document(tmp_path, page)) == expected


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = ["Welbouw verkoopt in deze periode", "een deel van zijn woningen aan", "huurders en aan starters."]
    right = ["De gemeente zorgt voor grond", "waarop sociale huurwoningen", "kunnen worden gebouwd."]
    found = document(tmp_path, [lines(70, 100, left), lines(320, 100, right)])
    assert outline(found) == [f"S {' '.join(left)}", f"S {' '.join(right)}"]


def test_three_columns_under_a_title(tmp_path: Path) -> None:
    columns = [
        ["Welbouw bouwt in de", "komende jaren genoeg", "woningen voor starters."],
        ["De gemeente wijst hier", "voor het einde van dit", "jaar de grond voor aan."],
        ["De huurders denken mee", "over de plannen en de", "inrichting van de buurt."],
    ]
    page = [text(60, 60, "Samen bouwen", 16, "b")]
    page += [lines(x, 110, words) for x, words in zip((40, 220, 400), columns, strict=True)]
    assert outline(document(tmp_path, page)) == [
        "H Samen bouwen",
        *(f"S {' '.join(words)}" for words in columns),
    ]


def test_blocks_of_a_slide_side_by_side_keep_their_titles(tmp_path: Path) -> None:
    left = ["Welbouw verkoopt in deze periode", "een deel van zijn woningen aan", "huurders en aan starters."]
    right = ["De gemeente zorgt voor grond", "waarop sociale huurwoningen", "kunnen worden gebouwd."]
    page = [
        text(60, 60, "Onze plannen", 20, "b"),
        *(text(60, 110, "Verkoop", 12, "b"), lines(60, 130, left)),
        *(text(320, 110, "Bouwen", 12, "b"), lines(320, 130, right)),
    ]
    assert outline(document(tmp_path, page)) == [
        "H Onze plannen",
        *("H Verkoop", f"S {' '.join(left)}", "H Bouwen", f"S {' '.join(right)}"),
    ]


LEFT = ["Welbouw verkoopt in deze periode", "een deel van zijn woningen aan", "huurders en aan starters."]
RIGHT = ["De gemeente zorgt voor grond", "waarop sociale huurwoningen", "kunnen worden gebouwd."]


def test_a_heading_over_all_columns_parts_two_chapters(tmp_path: Path) -> None:
    page = [
        *(text(60, 60, "1. Kopen", 14, "b"), lines(60, 90, LEFT), lines(320, 90, RIGHT)),
        *(text(60, 150, "2. Huren", 14, "b"), lines(60, 180, LEFT), lines(320, 180, RIGHT)),
    ]
    once = [f"S {' '.join(LEFT)}", f"S {' '.join(RIGHT)}"]
    assert outline(document(tmp_path, page)) == ["H Kopen", *once, "H Huren", *once]


def test_a_heading_in_one_of_two_columns_parts_nothing(tmp_path: Path) -> None:
    page = [
        *(text(60, 60, "Kopen", 14, "b"), lines(60, 90, LEFT), text(60, 150, "Huren", 14, "b")),
        *(lines(60, 180, LEFT), lines(320, 90, [*RIGHT, *RIGHT, *RIGHT])),
    ]
    words = [f"S {' '.join(LEFT)}", *[f"S {' '.join(RIGHT)}"] * 3]
    assert outline(document(tmp_path, page)) == ["H Kopen", words[0], "H Huren", *words]


def test_a_sentence_goes_on_in_the_next_column_and_a_box_stays_in_its_own(tmp_path: Path) -> None:
    page = [
        lines(60, 90, [*LEFT, "Partijen overleggen twee maal", "per jaar, in de maand april en"]),
        lines(320, 90, ["in oktober, en maken verslag.", *RIGHT]),
        shade(315, 160, 520, 190),
        lines(320, 165, ["Het verslag is openbaar en ligt", "ter inzage op het stadhuis."]),
        lines(320, 200, RIGHT),
    ]
    assert outline(document(tmp_path, page)) == [
        f"S {' '.join(LEFT)}",
        "S Partijen overleggen twee maal per jaar, in de maand april en in oktober, en maken verslag.",
        f"S {' '.join(RIGHT)}",
        "S Het verslag is openbaar en ligt ter inzage op het stadhuis.",
        f"S {' '.join(RIGHT)}",
    ]


def test_a_box_at_the_foot_of_a_column_parts_no_sentence_of_the_next(tmp_path: Path) -> None:
    page = [
        *(lines(60, 90, LEFT), shade(55, 140, 260, 170), lines(60, 145, BODY[1:])),
        lines(
            320,
            90,
            [*RIGHT, *RIGHT, "Partijen overleggen twee maal", "per jaar in het stadhuis over", "wonen."],
        ),
    ]
    last = "S Partijen overleggen twee maal per jaar in het stadhuis over wonen."
    found = outline(document(tmp_path, page))
    assert found == [f"S {' '.join(LEFT)}", f"S {BODY[1]}", *[f"S {' '.join(RIGHT)}"] * 2, last]


def test_a_table_across_both_columns_ends_them(tmp_path: Path) -> None:
    page = [
        *(lines(60, 90, LEFT), lines(320, 90, RIGHT)),
        table([60, 300, 520], 150, [["Actie", "Wie"], ["Wijkvisie", "Gemeente"], ["Sloop", "Welbouw"]]),
        *(lines(60, 230, RIGHT), lines(320, 230, LEFT)),
    ]
    found = [each for each in outline(document(tmp_path, page)) if " ".join(each.split()[1:3]) != ""]
    both = [f"S {' '.join(LEFT)}", f"S {' '.join(RIGHT)}"]
    assert found[:2] == both
    assert found[-2:] == both[::-1]


def test_a_heading_in_the_margin_is_read_before_the_text_beside_it(tmp_path: Path) -> None:
    page = [
        *(text(60, 90, "Wat willen we", style="b"), lines(180, 90, LEFT)),
        *(lines(60, 140, ["Wat spreken", "we af"], style="b"), lines(180, 140, RIGHT)),
        *(text(60, 190, "Wie doet wat", style="b"), lines(180, 190, LEFT)),
    ]
    assert outline(document(tmp_path, page)) == [
        *("H Wat willen we", f"S {' '.join(LEFT)}"),
        *("H Wat spreken we af", f"S {' '.join(RIGHT)}"),
        *("H Wie doet wat", f"S {' '.join(LEFT)}"),
    ]


def test_notes_in_the_margin_stand_behind_the_paragraph_beside_them(tmp_path: Path) -> None:
    page = [lines(70, 100, LONG), lines(70, 136, BODY), lines(70, 172, LONG[:1])]
    page += [
        lines(400, 101, ["Gereed: mei 2031.", "Trekker: Welbouw."], 8, 10),
        text(400, 137, "Elk jaar.", 8),
    ]
    assert outline(document(tmp_path, page))[:5] == [
        LONG_READ,
        "S Gereed: mei 2031.",
        "S Trekker: Welbouw.",
        BODY_READ,
        "S Elk jaar.",
    ]


@pytest.mark.parametrize(
    "small",
    [
        pytest.param([text(345, 103, "zie bijlage 2", 8)], id="right behind the words"),
        pytest.param([text(400, 103, "Gereed: mei 2031.", 8)], id="one line alone"),
        pytest.param([text(60, 103, "•", 8), text(60, 115, "•", 8)], id="bullets"),
        pytest.param([lines(70, 140, ["Bron: de monitor.", "Bewerkt."], 8, 10)], id="below the text"),
    ],
)
def test_small_type_that_is_no_note_in_the_margin(small: list[Draw], tmp_path: Path) -> None:
    page = [lines(70, 100, LONG), *small, lines(70, 172, BODY)]
    assert outline(document(tmp_path, page))[-1] == BODY_READ
    assert "Welbouw bouwt in de komende jaren" in outline(document(tmp_path, page))[0]


def test_labels_side_by_side_are_parted(tmp_path: Path) -> None:
    page = [lines(70, 100, BODY), text(70, 132, "Trekker: Welbouw"), text(170, 132, "Gereed: mei 2031")]
    assert outline(document(tmp_path, page))[1:] == ["S Trekker: Welbouw", "S Gereed: mei 2031"]


def test_a_label_in_bold_opens_a_line_of_its_own(tmp_path: Path) -> None:
    page = [
        *(
            text(70, 100, "Wat:", style="b"),
            text(98, 100, "Op 600 daken panelen plaatsen, en wel van zuid naar noord."),
        ),
        *(text(70, 112, "Wie:", style="b"), text(98, 112, "Welbouw")),
    ]
    assert outline(document(tmp_path, page)) == [
        "S Wat: Op 600 daken panelen plaatsen, en wel van zuid naar noord.",
        "S Wie: Welbouw",
    ]


@pytest.mark.parametrize("x", [95.0, 85.0, 110.0])
def test_the_second_line_of_an_item_hangs_where_it_likes(x: float, tmp_path: Path) -> None:
    page = [
        text(70, 100, "1.1 Welbouw bouwt in de periode 2031 tot en met 2034 gemiddeld veertig woningen"),
        text(x, 112, "per jaar. De gemeente wijst daarvoor uiterlijk 1"),
        text(x, 124, "september de grond aan."),
        text(70, 136, "1.2 De huurders denken mee."),
    ]
    assert outline(document(tmp_path, page)) == [
        "S Welbouw bouwt in de periode 2031 tot en met 2034 gemiddeld veertig woningen per jaar.",
        "S De gemeente wijst daarvoor uiterlijk 1 september de grond aan.",
        "S De huurders denken mee.",
    ]


def test_a_box_is_read_by_itself(tmp_path: Path) -> None:
    page = [
        text(70, 80, "Proces", style="b"),
        lines(70, 100, BODY),
        shade(70, 150, 240, 190),
        lines(75, 155, ["Gereed voor", "1 juli"]),
        shade(260, 150, 430, 190),
        lines(265, 155, ["Gereed voor", "15 december"]),
    ]
    assert outline(document(tmp_path, page))[2:] == ["S Gereed voor 1 juli", "S Gereed voor 15 december"]


def running(number: int, *page: Draw) -> list[Draw]:
    """A page with a running header and footer."""
    return [text(70, 30, "Afspraken Waterdam 2031"), *page, text(500, 810, f"Pagina {number}", 8)]


def test_running_lines_are_kept_once_and_never_glued_to_a_sentence(tmp_path: Path) -> None:
    first = [
        "Welbouw en de gemeente spreken af dat er in deze periode genoeg",
        "woningen worden gebouwd voor",
    ]
    found = document(
        tmp_path,
        running(1, lines(70, 100, BODY), lines(70, 140, [first[0]])),
        running(2, lines(70, 100, first[1:]), lines(70, 140, BODY)),
        running(3, lines(70, 100, LONG)),
    )
    assert outline(found) == [
        BODY_READ,
        f"S {first[0]} {first[1]}",
        BODY_READ,
        LONG_READ,
        "H Afspraken Waterdam 2031",
    ]


def test_the_titles_of_slides_do_not_run_along(tmp_path: Path) -> None:
    pages = [
        [text(70, 30, f"Wonen en zorg ({number})", 24, "b"), lines(70, 100, BODY, 14, 18)]
        for number in (1, 2, 3)
    ]
    assert sum("Wonen en zorg" in passage for passage in outline(document(tmp_path, *pages))) == 3


def footnote_page() -> list[Draw]:
    return [
        text(70, 100, BODY[0]),
        mixed(70, 112, "wonen in de voorraad", "^1", " van Welbouw en de huurders, en zij bespreken dat"),
        rule(70, 740, 200, 740),
        text(70, 744, "1 Peildatum 1 januari 2031.", 8),
    ]


def test_a_footnote_stands_before_the_paragraph_it_interrupts(tmp_path: Path) -> None:
    found = document(
        tmp_path, footnote_page(), [lines(70, 100, ["jaarlijks met de gemeenteraad en de bewoners.", *LONG])]
    )
    assert outline(found)[0] == "F Peildatum 1 januari 2031."
    assert "bespreken dat jaarlijks met de gemeenteraad en de bewoners." in found.text
    assert [page.span.start for page in found.pages] == sorted(page.span.start for page in found.pages)


def test_a_footnote_is_tied_to_the_word_that_bore_its_mark(tmp_path: Path) -> None:
    (note,) = document(tmp_path, footnote_page()).footnotes
    found = document(tmp_path, footnote_page())
    assert note.mark == "1"
    assert note.anchor is not None
    assert found.quote(note.anchor) == "voorraad"
    assert "voorraad van Welbouw" in found.text


def test_a_sentence_over_two_pages_has_words_on_both(tmp_path: Path) -> None:
    full = ["Welbouw en de gemeente spreken af dat er in deze periode genoeg", "woningen komen."]
    found = document(tmp_path, [lines(70, 100, BODY), lines(70, 780, full[:1])], [lines(70, 100, full[1:])])
    sentence = found.passages[-1].span
    assert {word.page for word in found.words_in(sentence)} == {1, 2}
    assert found.page_at(sentence.start) == 1
    assert found.page_at(sentence.end - 1) == 2
