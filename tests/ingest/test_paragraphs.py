"""Printed lines become sentences again."""

import pytest
from seen import passages

from pipeline.ingest import read_text

# One paragraph as three dumps print it: without empty lines, with one after every line, with a blank too.
LINES = [
    "De gemeente Waterrijk en Woonvast willen samen zorgen dat er voor",
    "iedereen een woning is. Daarom bouwen zij in de komende jaren op",
    "Lindehof, Eikenlaan en elders betaalbare woningen.",
]


@pytest.mark.parametrize("gap", ["\n", "\n\n", " \n\n"])
def test_a_paragraph_is_whole_whatever_the_line_spacing(gap):
    assert passages(gap.join(LINES)) == [
        (
            "sentence",
            "De gemeente Waterrijk en Woonvast willen samen zorgen dat er voor iedereen een woning is.",
        ),
        (
            "sentence",
            "Daarom bouwen zij in de komende jaren op Lindehof, Eikenlaan en elders betaalbare woningen.",
        ),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("wij doen aan buurt-\nbemiddeling in de wijk", "wij doen aan buurtbemiddeling in de wijk"),
        ("wij doen aan buurt-\n\nbemiddeling in de wijk", "wij doen aan buurtbemiddeling in de wijk"),
        ("kosten voor elektriciteits-\nen gasverbruik", "kosten voor elektriciteits- en gasverbruik"),
        ("de in-, uit- en\ndoorstroming", "de in-, uit- en doorstroming"),
        ("de verkoop van DAEB-\nwoningen", "de verkoop van DAEB-woningen"),  # capitals keep their hyphen
        ("in de periode 2016-\n2020 bouwen wij", "in de periode 2016-2020 bouwen wij"),
        ("met drie-partijen of drie-\npartijen", "met drie-partijen of drie-partijen"),  # as elsewhere
        ("Het ‘bod’\n\n. Dit volgt", "Het ‘bod’. Dit volgt"),  # the stop fell on the next line
        ("onze woning- corporaties bouwen", "onze woningcorporaties bouwen"),  # broken inside a line
        ("de presta-tieafspraken van nu", "de prestatieafspraken van nu"),  # left inside a word
        ("om -in eerste opzet- samen te werken", "om -in eerste opzet- samen te werken"),  # an aside
        ("de sloop-nieuwbouw van nu", "de sloop-nieuwbouw van nu"),  # a hyphen of its own
    ],
)  # fmt: skip
def test_broken_words(text, expected):
    assert read_text(text).text.strip() == expected


@pytest.mark.parametrize(
    "raised",
    [
        "1P\n\nste\n\nP kwartaal",
        "1P\nste\nP kwartaal",
        "1P\n\nste\nP \n\nkwartaal",  # the line ends after the debris
        "1P ste P kwartaal",
        "1P\n \n \nste\n\n\nP  kwartaal",
    ],
)
def test_raised_ordinals_come_down(raised):
    assert read_text(f"Wij leveren het advies {raised} 2031 op.").text.strip() == (
        "Wij leveren het advies 1ste kwartaal 2031 op."
    )


def test_a_sentence_is_one_passage_though_a_page_number_and_an_address_interrupt_it():
    text = (
        "Alle huurders kunnen op de site van de corporatie zien of zij voor de\n\n"
        "https://www.woonvast.example/zoeken\n 12\n\n regeling in aanmerking komen.\n"
    )
    assert passages(text)[-1] == (
        "sentence",
        "Alle huurders kunnen op de site van de corporatie zien of zij voor de regeling in aanmerking komen.",
    )


@pytest.mark.parametrize(
    "bullets",
    [
        "- sloop van\nwoningen;\n- bouw",
        "• sloop van\n\nwoningen;\n\n• bouw",
        "•sloop van woningen;\n•bouw",
        "\uf0b7 sloop van woningen;\n\uf0b7 bouw",  # bullet of a symbol font
        "➤ sloop van woningen;\n➤ bouw",
        "→ sloop van woningen;\n→ bouw",
        "> sloop van woningen;\n> bouw",
        "» sloop van woningen;\n» bouw",
        "◼ sloop van woningen;\n◼ bouw",
        "\uf0c4 sloop van woningen;\n\uf0c4 bouw",  # glyph of a symbol font that no list names
        "1. sloop van\nwoningen;\n2. bouw",
        "a) sloop van woningen;\nb) bouw",
        "(i) sloop van woningen;\n(ii) bouw",
        "o sloop van woningen;\no bouw",
        "☐ sloop van woningen;\n☑ bouw",
    ],
)
def test_bullets_of_every_kind_keep_their_lines_and_their_lead_in(bullets):
    document = read_text(f"Partijen spreken af:\n{bullets}\n")
    found = [passage for passage in document.passages if passage.kind == "bullet"]
    assert [document.quote(passage.span) for passage in found] == ["sloop van woningen;", "bouw"]
    assert [document.quote(passage.lead_in) for passage in found] == ["Partijen spreken af:"] * 2
    assert [passage.level for passage in found] == [1, 1]


def test_bullets_inside_bullets():
    document = read_text(
        "Wij doen:\n- sloop, te weten:\n  o de Es\n  o de Linde\n- bouw\n\nDaarna volgt meer.\n"
    )
    assert [(p.level, p.lead_in and document.quote(p.lead_in)) for p in document.passages] == [
        (0, None),
        (1, "Wij doen:"),
        (2, "sloop, te weten:"),
        (2, "sloop, te weten:"),
        (1, "Wij doen:"),
        (0, None),
    ]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("B.3 De gemeente isoleert de school.", "B.3"),
        ("C12. Woonvast meldt de cijfers.", "C12"),
        ("Q3 Bouw van de school.", None),  # a quarter
        ("A4 papier is op.", None),  # goes on in lower case
    ],
)
def test_a_letter_with_a_number_counts_too(line, number):
    assert [passage.number for passage in read_text(line).passages] == [number]


def test_an_item_can_end_in_a_part_of_its_verb():
    text = "Wat\n- Woonvast rondt het af\n- De gemeente stelt het plan bij\n\nDaarna\n- Woonvast huurt in\n"
    assert "De gemeente stelt het plan bij" in [words for _, words in passages(text)]


def test_numbers_of_sections_stand_apart_from_their_words():
    document = read_text("1.4.1 De overeenkomst loopt een jaar.\n\n1.4.2 Zij kan worden verlengd.\n")
    assert [(p.number, document.quote(p.span)) for p in document.passages] == [
        ("1.4.1", "De overeenkomst loopt een jaar."),
        ("1.4.2", "Zij kan worden verlengd."),
    ]


def test_page_lines_interrupt_no_sentence():
    text = (
        "Bewoners worden vooraf ingelicht over de gevolgen voor hun\n\nAfspraken 2031     pagina 3\nhuur.\n"
    )
    assert passages(text) == [
        ("heading", "Afspraken 2031 pagina 3"),
        ("sentence", "Bewoners worden vooraf ingelicht over de gevolgen voor hun huur."),
    ]


def test_names_beside_each_other_are_parted():
    found = passages("Aldus getekend.\n\nA. de Wit         B. van Es\nWethouder      Directeur Woonvast\n")
    assert [words for _, words in found[1:]] == ["A. de Wit", "B. van Es", "Wethouder", "Directeur Woonvast"]


def test_lines_of_a_list_of_names_are_not_run_together():
    names = ["Gemeente Waterrijk", "Woonvast", "Huurdersraad De Brug", "Lindehof", "Allen Samen", "Wij Huren"]
    found = passages("\n".join([*names, "Deze afspraken gelden voor twee jaar. Zij zijn in mei getekend."]))
    assert [words for _, words in found[:6]] == names


@pytest.mark.parametrize(
    ("loose", "whole"),
    [
        ("in het 3\nde\n kwartaal 2031", "in het 3de kwartaal 2031"),
        ("in het 3\n\n de\n\nkwartaal 2031", "in het 3de kwartaal 2031"),
        ("in het 1 e kwartaal", "in het 1e kwartaal"),
        ("van 2031 de kwartaalcijfers", "van 2031 de kwartaalcijfers"),  # a year is no ordinal
        ("van de 8 de helft", "van de 8 de helft"),
    ],
)
def test_endings_of_ordinals_that_came_loose(loose, whole):
    assert read_text(f"• Wij doen dit {loose}.\n").text.strip() == f"• Wij doen dit {whole}."


def test_more_than_is_no_bullet():
    assert passages("Huur:\n\n> € 700 voor wie alleen woont\n")[-1] == (
        "sentence",
        "> € 700 voor wie alleen woont",
    )
    cell = "| Klasse | Huur |\n|---|---|\n| Duur | > 30 jaar |\n"
    assert passages(cell, "text/markdown")[-1] == ("sentence", "> 30 jaar")


def test_a_line_that_dates_the_bullet_above_it_joins_it():
    assert passages("Wij doen:\n• sloop van de Es\nGereed in 2031\n• bouw\n\nStart 2032\n")[1:] == [
        ("bullet", "sloop van de Es Gereed in 2031"),
        ("bullet", "bouw Start 2032"),
    ]
