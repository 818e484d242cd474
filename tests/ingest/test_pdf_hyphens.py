"""PDF: hyphens at line ends, those that break a word and those that belong to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.printed import document, lines

PLAIN = ["Partijen overleggen ieder kwartaal over de woningen."] * 40  # few lines end in a hyphen


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        (["Welbouw heeft dertig woningen ver-", "kocht aan huurders."], "verkocht"),  # half a word
        (
            ["Kroon telt mee, volgens de Kroon-", "vergoedingentabel."],
            "Kroon-vergoedingentabel",
        ),  # a name
        (["Elke portiek-etage telt mee, ook portiek-", "woningen."], "portiek-woningen"),  # as elsewhere
        (
            ["De woningcorporatie is een woning-", "corporatie als andere."],
            "een woningcorporatie",
        ),  # one word
    ],
)
def test_a_hyphen_at_a_line_end_stays_where_it_belongs_to_the_word(
    printed: list[str], read: str, tmp_path: Path
) -> None:
    assert read in document(tmp_path, [lines(70, 60, PLAIN), lines(70, 60 + 12 * 42, printed)]).text
