"""Two statements of the same number that differ."""

from __future__ import annotations

import pytest
from made_documents import both, prose, table

from extractors import observations
from extractors._document import Unread

ZUID = table(("Project", "2024"), ("Zuiderhof", "24"), ("De Wilg", "60"), title="Nieuwbouw woningen")


def conflicts(document):
    issues = (one for one in observations.extract(document) if isinstance(one, Unread))
    return [document.quote(one.span) for one in issues if one.code == "numbers_conflict"]


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (
            (
                "In 2024 bouwt Veste 24 woningen op de locatie Zuiderhof.",
                "In 2024 bouwt Veste 30 woningen op de locatie Zuiderhof.",
            ),
            ["30"],
        ),
        (
            (  # said again
                "In 2024 bouwt Veste 24 woningen op de locatie Zuiderhof.",
                "Veste bouwt in 2024 op de locatie Zuiderhof 24 woningen.",
            ),
            [],
        ),
        (
            (  # another year
                "In 2024 bouwt Veste 24 woningen op de locatie Zuiderhof.",
                "In 2025 bouwt Veste 30 woningen op de locatie Zuiderhof.",
            ),
            [],
        ),
        (
            (  # a rounded number contradicts nothing
                "In 2024 bouwt Veste 24 woningen op de locatie Zuiderhof.",
                "In 2024 bouwt Veste ruim 20 woningen op de locatie Zuiderhof.",
            ),
            [],
        ),
        (
            (  # without a name they may be two pieces of work
                "In 2024 bouwt Veste 24 woningen.",
                "In 2024 bouwt Veste 30 woningen.",
            ),
            [],
        ),
    ],
)
def test_conflicts(sentences, expected):
    assert conflicts(prose(*sentences)) == expected


def test_two_tables_that_differ():
    other = table(("Project", "2024"), ("Zuiderhof", "24"), ("De Wilg", "58"), title="Nieuwbouw woningen")
    assert conflicts(both(ZUID, other)) == ["58"]


def test_two_rows_of_one_table_are_two_things():
    twice = table(("Project", "2024"), ("De Wilg", "24"), ("De Wilg", "60"), title="Nieuwbouw woningen")
    assert conflicts(twice) == []
