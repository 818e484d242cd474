"""A printed table that is several in meaning: its head comes again in mid-table, or side by side."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter

from extractors._document import Document, Table
from extractors._numbers.cell_counts import read_count
from extractors._numbers.places import Towns
from extractors._numbers.table_cells import Grid

_ONLY_YEAR = re.compile(r"(?:19|20)\d\d")
_LETTER = re.compile(r"[^\W\d_]")

_Texts = Sequence[Sequence[str]]  # by row and column, in small letters


def sections(document: Document, table: Table) -> tuple[Table, ...]:
    """The table itself, or the tables that it holds, each with its own head and counted from its own corner.

    'Project | 2031' over some rows and 'Project | 2033' over those below; 'Jaar | Nieuwbouw' beside
    'Jaar | Sloop'. Read as one, the second head would be numbers, its rows of the years of the first.
    """
    grid = Grid(document, table, Towns())
    heads = grid.first_row
    if not heads:
        return (table,)
    texts = _texts(grid)
    found = []
    for top, bottom in _bands(texts, heads):
        count = heads if top == 0 else _heads_at(texts, top, texts[:heads])
        found += [((top, bottom), block, count) for block in _blocks(texts[top:bottom], count)]
    return tuple(_part(table, *each) for each in found) if len(found) > 1 else (table,)


def _texts(grid: Grid) -> _Texts:
    table = grid.table
    texts = [[""] * table.column_count for _ in range(table.row_count)]
    for cell in table.cells:
        texts[cell.row][cell.column] = " ".join(grid.text(cell).casefold().split())
    return texts


def _bands(texts: _Texts, heads: int) -> list[tuple[int, int]]:
    """The rows of each part, its head first; heads right under each other are one."""
    begin = [
        row
        for row in range(heads + 1, len(texts) - 1)
        if _is_head(texts[row], texts[:heads]) and not _is_head(texts[row - 1], texts[:heads])
    ]
    return list(pairwise([0, *begin, len(texts)]))


def _heads_at(texts: _Texts, top: int, heads: _Texts) -> int:
    return next((n for n in range(1, len(texts) - top) if not _is_head(texts[top + n], heads)), 1)


def _is_head(row: Sequence[str], heads: _Texts) -> bool:
    """Whether a row of the body is a head again: the same words, or the same corner over other names."""
    name, rest = row[0], [(column, text) for column, text in enumerate(row) if column and text]
    if not rest:
        return False
    for head in heads:
        if all(text == head[column] for column, text in rest) and (name == head[0] or len(rest) > 1):
            return True
        if name and name == head[0] and all(_may_head(text) for _, text in rest):
            return True
    return False


def _may_head(text: str) -> bool:
    return _ONLY_YEAR.fullmatch(text) is not None or (bool(_LETTER.search(text)) and read_count(text) is None)


def _blocks(rows: _Texts, heads: int) -> list[tuple[int, int]]:
    """The columns of each part: one begins wherever the name over the first column comes again."""
    width = len(rows[0])
    names = [_lowest([row[column] for row in rows[:heads]]) for column in range(width)]
    begin = [column for column in range(width) if names[0] and names[column] == names[0]]
    blocks = list(pairwise([*begin, width]))
    is_beside = all(last - first > 1 for first, last in blocks) and all(
        _names_rows([row[column] for row in rows[heads:]]) for column in begin
    )
    return blocks if len(blocks) > 1 and is_beside else [(0, width)]


def _lowest(texts: Sequence[str]) -> str:
    return next((text for text in reversed(texts) if text), "")


def _names_rows(texts: Sequence[str]) -> bool:
    """Whether a column holds names or years, and no counts."""
    return all(_ONLY_YEAR.fullmatch(text) or read_count(text) is None for text in texts if text)


def _part(table: Table, rows: tuple[int, int], columns: tuple[int, int], heads: int) -> Table:
    first, behind = (bisect_left(table.cells, row, key=attrgetter("row")) for row in rows)
    cells = tuple(
        replace(cell, row=cell.row - rows[0], column=cell.column - columns[0])
        for cell in table.cells[first:behind]
        if columns[0] <= cell.column < columns[1]
    )
    row_count, column_count = rows[1] - rows[0], columns[1] - columns[0]
    return replace(table, cells=cells, row_count=row_count, column_count=column_count, header_rows=heads)
