"""Abbreviations that are parties in tables: explained by a legend, usual, or initials."""

from __future__ import annotations

import pytest

from extractors._parties.parties import parties
from pipeline.ingest import read_text

FRONT = """# Prestatieafspraken 2031

gemeente Zandermeer, woningcorporaties Wold Wonen en Thuisrecht, huurdersvereniging Samen

"""
TOWN, WOLD, HOME = "gemeente Zandermeer", "Wold Wonen", "Thuisrecht"
LEGEND = "G = gemeente Zandermeer, W = Wold Wonen, TR: Thuisrecht.\n\n"


def cells(legend: str, *column: str) -> str:
    rows = "".join(f"| Opstellen van een plan | {cell} |\n" for cell in column[1:])
    return f"{FRONT}{legend}| Actie | {column[0]} |\n|---|---|\n{rows}"


@pytest.mark.parametrize(
    ("legend", "who", "expected"),
    [
        (LEGEND, "G", [TOWN]),
        (LEGEND, "G / W + TR", [TOWN, WOLD, HOME]),
        (LEGEND, "W i.s.m. Thuisrecht", [WOLD, HOME]),
        ("ThR: Thuisrecht.\n\n", "ThR", [HOME]),  # small letters inside
        (LEGEND, "G, Q", []),  # what nothing explains makes none of it sure
        ("", "Gem. en corp.", [TOWN, "woningcorporaties"]),
        ("", "WW", [WOLD]),  # initials
        ("De gemeente Zandermeer (Z) en Wold Wonen bouwen.\n\n", "Z", [TOWN]),
        ("Wie: Wold Wonen\n\n", "wie weet", []),  # a label is no legend
        ("", "hoe dan ook", []),
    ],
)
def test_codes_in_a_column_of_parties(legend: str, who: str, expected: list[str]) -> None:
    made = read_text(cells(legend, "Wie", who), media_type="text/markdown")
    cell = made.tables[0].at(1, 1)
    assert cell is not None
    assert [mention.party.name for mention in parties(made).mentions_in(cell.span)] == expected


@pytest.mark.parametrize(
    ("legend", "heads", "expected"),
    [
        ("", ("Wat", "Gem.", "WW", "HV"), [TOWN, WOLD, "huurdersorganisaties"]),
        (LEGEND, ("Wat", "G", "TR", "Termijn"), [TOWN, HOME]),
        ("WW overlegt met de gemeente.\n\n", ("Wat", "WW", "Gem."), ["WW", TOWN]),  # a name elsewhere too
        ("", ("Wat", "Termijn", "Aantal"), []),
    ],
)
def test_codes_as_heads(legend: str, heads: tuple[str, ...], expected: list[str]) -> None:
    row = ["2031" if head in ("Termijn", "Aantal") else "x" for head in heads[1:]]
    lines = [heads, ["---"] * len(heads), ["Opstellen van een plan", *row]]
    table = "".join(f"| {' | '.join(line)} |\n" for line in lines)
    made = read_text(FRONT + legend + table, media_type="text/markdown")
    found = [m for c in made.tables[0].cells if c.row == 0 for m in parties(made).mentions_in(c.span)]
    assert [mention.party.name for mention in found] == expected


def test_a_code_in_running_text_names_nobody() -> None:
    made = read_text(f"{FRONT}{LEGEND}Label G en W zijn slecht.\n", media_type="text/markdown")
    last = made.passages[-1].span
    assert parties(made).mentions_in(last) == ()
