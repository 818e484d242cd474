"""Rows of a table of actions that hold none: the names of groups of rows, and totals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from extractors._document import Cell, Document, Table
from extractors._vocabulary import word_list

_FEW_COLUMNS = 2  # of so few, one may well be empty beside an action
_NAME_WORDS = 5  # of the name of a group of rows
_JOINING = frozenset({"en", "&", "/", "-", "–"})  # behind the first word of a name: 'Wonen en zorg'


def sorting_lines(document: Document, table: Table, actions: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The rows that hold nothing but the name of a group, and those of totals, with their first cell."""
    lines: defaultdict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        if cell.row >= table.header_rows and document.quote(cell.span).strip():
            lines[cell.row].append(cell)
    for line, cells in lines.items():
        words = document.quote(cells[0].span).strip()
        is_alone = len(cells) == 1 and cells[0].column == 0 and table.column_count > _FEW_COLUMNS
        if is_sum(words) or (is_alone and _names_group(words, cells[0], is_action=0 in actions)):
            yield line, words


def is_sum(words: str) -> bool:
    """Whether a row is one of totals: 'Subtotaal nieuwbouw'."""
    parts, sums = words.lower().split(), word_list("responsibilities", "columns", "sums")
    return 0 < len(parts) <= _NAME_WORDS and parts[0].rstrip(":") in sums


def _names_group(words: str, cell: Cell, *, is_action: bool) -> bool:
    """Whether a row's only cell names those below it: 'Wonen en zorg'; 'Opstellen visie' is an action."""
    parts = words.split()
    if len(parts) > _NAME_WORDS or words.endswith((".", ";")) or not words[:1].isupper():
        return False
    if words.count("(") != words.count(")"):  # the rest of the row above: 'Zuiderlaan)'
        return False
    is_act = len(parts) > 1 and parts[0].endswith("en") and parts[1] not in _JOINING
    return cell.column_span > 1 or not is_action or not is_act
