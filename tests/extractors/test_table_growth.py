"""A table four times as wide, as long or as wordy takes about four times as long to read."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import observations
from extractors._document import Cell, Document, Span, Table
from pipeline.ingest import read_text

HEAD = ("Aantal woningen", "2031", "2032")


def wide(size: int) -> list[list[str]]:
    years = [str(2031 + column % 9) for column in range(size)]
    return [["Aantal woningen", *years], ["Nieuwbouw", *map(str, range(size))]]


def wordy(size: int) -> list[list[str]]:
    """One cell with a text in it, as a table has that was never closed."""
    return [[*HEAD], ["Sloop", "4", "nieuwbouw van 12 huurwoningen en tussen tien en veertig koop " * size]]


def sided(size: int) -> list[list[str]]:
    """Sentences beside numbers, which are asked for the words over them."""
    return [["Nr", "Actie"], *([str(row), f"Welbouw bouwt {row} woningen."] for row in range(1, size))]


def document(rows: list[list[str]]) -> Document:
    lines = [rows[0], ["---"] * len(rows[0]), *rows[1:]]
    marked = "".join("| " + " | ".join(cells) + " |\n" for cells in lines)
    return read_text(f"# Afspraken\n\nTekst.\n\n{marked}", media_type="text/markdown")


def least_seconds(rows: list[list[str]]) -> float:
    """Of three readings: beside other tests one alone may be held up."""
    took = []
    for _ in range(3):
        found = document(rows)
        begun = process_time()
        assert list(observations.extract(found))
        took.append(process_time() - begun)
    return min(took)


@pytest.mark.parametrize("grown", [wide, wordy, sided])
def test_four_times_the_table_takes_four_times_the_time(grown: Callable[[int], list[list[str]]]) -> None:
    least_seconds(grown(2))  # loads the vocabulary
    assert least_seconds(grown(800)) < 8 * least_seconds(grown(200))  # a square would be sixteen


@given(st.data())
def test_a_place_is_told_as_if_all_cells_were_asked(data: st.DataObject) -> None:
    """Cells over several rows and columns, and holes: what lies right before a place need not cover it."""
    free = {(row, column) for row in range(5) for column in range(5)}
    cells = []
    for row, column in sorted(free):
        height, width = data.draw(st.tuples(st.integers(0, 3), st.integers(0, 3)))
        own = {(row + down, column + across) for down in range(height) for across in range(width)}
        if own and own <= free:
            free -= own
            cells.append(Cell(row, column, Span(0, 0), height, width))
    table = Table(Span(0, 0), tuple(cells), 5, 5, 1, "ruled")
    for row in range(5):
        for column in range(5):
            covering = [
                cell
                for cell in cells
                if row in range(cell.row, cell.row + cell.row_span)
                and column in range(cell.column, cell.column + cell.column_span)
            ]
            assert [table.at(row, column)] == (covering or [None])
