"""What a row of a table of actions is called: its number, and the theme that sorts it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extractors._commitments.action_tables import ActionTable
from extractors._document import Document

_ENDS = " .):"  # behind a number: '3.'


@dataclass(frozen=True, slots=True)
class RowLabel:
    """Number and theme of one row, as printed; None where it has none."""

    number: str | None = None
    theme: str | None = None


def row_labels(document: Document, table: ActionTable) -> Mapping[int, RowLabel]:
    """The label of every row below the head.

    A theme holds for the rows below it too, until another is printed: its cell covers them or is empty there,
    or a row of its own stands above them.
    """
    theme: str | None = None
    labels: dict[int, RowLabel] = {}
    for line in range(table.header_rows, _line_count(document, table)):
        theme = table.groups.get(line) or _words(document, table, line, table.theme) or theme
        number = _words(document, table, line, table.number)
        labels[line] = RowLabel(number.rstrip(_ENDS) if number else None, theme)
    return labels


def _line_count(document: Document, table: ActionTable) -> int:
    grid = document.tables[table.index]
    return grid.column_count if table.is_turned else grid.row_count


def _words(document: Document, table: ActionTable, line: int, lane: int | None) -> str | None:
    if lane is None:
        return None
    cell = document.tables[table.index].at(*((lane, line) if table.is_turned else (line, lane)))
    return " ".join(document.quote(cell.span).split()) or None if cell else None
