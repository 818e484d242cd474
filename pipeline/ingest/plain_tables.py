"""Tables of which a plain text dump kept only the blanks between the values.

Two kinds: a head of years with rows of numbers under it, and rows of a name and numbers under a head of
words. An empty cell is then one blank more, so blanks are counted and never collapsed before this is done.
Where they do not tell the column, the values stay together in one wide cell and the row is signalled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from extractors._document import Unread
from pipeline.ingest.blocks import Grid, GridCell, text_block
from pipeline.ingest.items import opening
from pipeline.ingest.layout import alternatives
from pipeline.ingest.lines import Line
from pipeline.ingest.table_heads import head_phrases

_LONGEST_LINE = 160
_LONGEST_LABEL = 70
_NUMBER = r"(?:€ ?)?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+|,-{1,2})?"
# '70**', '2.000 - 3.000', 'Minimaal 10.500', '10% - 15%', '60/70', '€ 755.000,00', 'NTB'
_VALUE = re.compile(
    rf"(?<!\S)(?:(?:(?:{alternatives('cell_qualifiers')}) )?{_NUMBER}(?: ?%)?"
    rf"(?: ?[-–/] ?{_NUMBER}(?: ?%)?)?\*{{0,3}}|(?:{alternatives('cell_words')}))(?!\S)",
    re.I,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_BEFORE_YEAR = re.compile(rf"(?:{alternatives('before_year')})$", re.I)
_SENTENCE_END = re.compile(r"[.;:!?]$")


@dataclass(frozen=True, slots=True)
class _Row:
    """A line read as a row: its name, where the name ends, and the values after it."""

    label: str
    values: tuple[re.Match[str], ...]
    line: str


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A table and the lines [first, last] it takes."""

    first: int
    last: int
    grid: Grid
    unread: tuple[Unread, ...]


def find(lines: Sequence[Line], barred: AbstractSet[int] = frozenset()) -> Iterator[PlainTable]:
    """The tables among the lines, in order; they do not overlap."""
    rows = [None if index in barred else _row(line.text) for index, line in enumerate(lines)]
    index = 0
    free_from = 0
    while index < len(lines):
        table = _under_years(lines, rows, index) or _under_words(lines, rows, index, free_from)
        if table is None:
            index += 1
            continue
        yield table
        index = free_from = table.last + 1


def _row(line: str) -> _Row | None:
    """A line that ends in values, or None. Values inside the name stay with the name."""
    if len(line) > _LONGEST_LINE or _SENTENCE_END.search(line.rstrip()):
        return None
    values: list[re.Match[str]] = []
    end = len(line.rstrip())
    for found in reversed(list(_VALUE.finditer(line))):
        if line[found.end() : end].strip():
            break
        values.insert(0, found)
        end = found.start()
    label = line[:end].strip()
    if not values or len(label) > _LONGEST_LABEL or (label and opening(line)):
        return None
    return _Row(label, tuple(values), line)


def _years(row: _Row | None) -> tuple[str, ...] | None:
    """The years of a head: two or more, rising."""
    if row is None or len(row.values) < 2:
        return None
    years = tuple(value.group() for value in row.values)
    is_rising = all(_YEAR.fullmatch(year) for year in years) and list(years) == sorted(set(years))
    return years if is_rising and len(row.label.split()) <= 4 else None


# ---- a head of years


def _under_years(lines: Sequence[Line], rows: Sequence[_Row | None], head: int) -> PlainTable | None:
    years = _years(rows[head])
    if years is None:
        return None
    body = list(_body(lines, rows, head + 1, len(years)))
    if not any(isinstance(entry, _Row) for _, entry in body):
        return None
    named = any(not isinstance(entry, _Row) or entry.label for _, entry in body)
    header = [rows[head].label, *years] if named else list(years)  # type: ignore[union-attr]
    return _table(lines, head, body, [header], len(years), named)


def _body(
    lines: Sequence[Line], rows: Sequence[_Row | None], start: int, count: int
) -> Iterator[tuple[int, _Row | str]]:
    """Rows, and the group headings between them, until something else comes."""
    index = start
    while index < len(lines):
        row = rows[index]
        if row is not None and _years(row) is None and _is_body_row(row, count):
            yield index, row
        elif row is None and _is_group(lines, rows, index, count):
            yield index, lines[index].words
        else:
            return
        index += 1


def _is_body_row(row: _Row, count: int) -> bool:
    return bool(row.label) or len(row.values) == count


def _is_group(lines: Sequence[Line], rows: Sequence[_Row | None], index: int, count: int) -> bool:
    """A short line without a stop, over a named row of the same table."""
    words = lines[index].words
    below = rows[index + 1] if index + 1 < len(lines) else None
    return (
        len(words) <= _LONGEST_LABEL
        and not _SENTENCE_END.search(words)
        and words[0].isupper()
        and below is not None
        and bool(below.label)
        and _years(below) is None
        and _fits(below, count)
    )


def _fits(row: _Row, count: int) -> bool:
    return len(row.values) <= count + 1


# ---- a head of words


def _under_words(
    lines: Sequence[Line], rows: Sequence[_Row | None], start: int, free_from: int
) -> PlainTable | None:
    """Named rows of equally many values, under a head with one phrase per column."""
    first = rows[start]
    if first is None or not first.label:
        return None
    count = len(first.values)
    last = start
    while last + 1 < len(lines) and _is_like(rows[last + 1], count):
        last += 1
    if last - start + 1 < (2 if count > 1 else 3):
        return None
    head = _head_above(lines, start, free_from, count + 1)
    if head is None:
        return None
    body: list[tuple[int, _Row | str]] = [
        (index, row) for index in range(start, last + 1) if (row := rows[index])
    ]
    return _table(lines, head[0], body, [head[1]], count, named=True)


def _is_like(row: _Row | None, count: int) -> bool:
    return row is not None and bool(row.label) and len(row.values) == count


def _head_above(
    lines: Sequence[Line], start: int, free_from: int, columns: int
) -> tuple[int, list[str]] | None:
    """The nearest lines above that together hold one phrase per column, and their first index."""
    taken: list[str] = []
    for index in range(start - 1, max(free_from, start - 2 * columns) - 1, -1):
        words = lines[index].words
        if _SENTENCE_END.search(words) or len(words) > _LONGEST_LINE or opening(lines[index].text):
            return None
        taken.insert(0, words)
        phrases = head_phrases(taken, columns)
        if phrases:
            return index, phrases
    return None


# ---- rows -> cells


def _table(
    lines: Sequence[Line],
    first: int,
    body: Sequence[tuple[int, _Row | str]],
    head: list[list[str]],
    count: int,
    named: bool,
) -> PlainTable:
    columns = count + named
    page = lines[first].page
    cells = [
        GridCell(row, column, (text_block("paragraph", words),) if words else ())
        for row, line in enumerate(head)
        for column, words in enumerate(line)
    ]
    unread = []
    has_blanks = any(isinstance(entry, _Row) and _has_empty_cells(entry, count) for _, entry in body)
    for row, (_, entry) in enumerate(body, len(head)):
        if isinstance(entry, str):
            cells.append(GridCell(row, 0, (text_block("paragraph", entry),), column_span=columns))
            continue
        read = _cells(entry, count, has_blanks)
        label = read.label
        if named:
            cells.append(GridCell(row, 0, (text_block("paragraph", label),) if label else ()))
        for column, span, words in read.cells:
            parts = (text_block("paragraph", words),) if words else ()
            cells.append(GridCell(row, column + named, parts, column_span=span))
        if read.is_uncertain:
            message = (
                f"the columns of the row '{' '.join(entry.line.split())}' could not be told from its blanks"
            )
            unread.append(Unread("column_uncertain", message, page=page))
    grid = Grid(tuple(cells), len(head) + len(body), columns, len(head), "plain", page=page)
    return PlainTable(first, body[-1][0], grid, tuple(unread))


@dataclass(frozen=True, slots=True)
class _Read:
    label: str
    cells: tuple[tuple[int, int, str], ...]  # column, column span, words
    is_uncertain: bool = False


def _slots(row: _Row, first: int) -> list[str]:
    """What stands in each cell, if the cells start at value `first` and one blank parts them."""
    start = row.values[first].start() if first < len(row.values) else len(row.line.rstrip())
    named = len(row.line[:start].rstrip())
    rest = row.line[named:]
    for value in row.values[first:]:
        rest = rest.replace(value.group(), value.group().replace(" ", "\0"), 1)
    slots = rest[1:] if named else rest.lstrip()
    if slots.endswith(" "):
        slots = slots[:-1]
    return [slot.replace("\0", " ") for slot in slots.split(" ")]


def _has_empty_cells(row: _Row, count: int) -> bool:
    slots = _slots(row, _first_value(row, count))
    return len(slots) == count and "" in slots


def _first_value(row: _Row, count: int) -> int:
    """Index of the first value that is a cell: a number too many, or a year after 'en', is of the name."""
    first = max(0, len(row.values) - count)
    while (
        first < len(row.values) - 1
        and _YEAR.fullmatch(row.values[first].group())
        and _BEFORE_YEAR.search(row.line[: row.values[first].start()].rstrip())
    ):
        first += 1
    return first


def _cells(row: _Row, count: int, has_blanks: bool) -> _Read:
    """The row's values in their columns, by the count of blanks."""
    first = _first_value(row, count)
    if len(row.values) - first == count:
        return _in_order(row, first)
    slots = _slots(row, first)
    while has_blanks and len(slots) > count and first < len(row.values):
        first += 1  # a value in the name: 'Bloemenbuurt NTB'
        slots = _slots(row, first)
    label = _label(row, first)
    if has_blanks and len(slots) == count:
        return _Read(label, tuple((column, 1, words) for column, words in enumerate(slots)))
    filled = [column for column, words in enumerate(slots) if words]
    if has_blanks and len(slots) < count and len(filled) == 1 and row.line.endswith(" "):
        return _merged(label, slots, filled[0], count)
    if has_blanks and len(slots) < count and not row.line.endswith(" "):
        padded = slots + [""] * (count - len(slots))
        return _Read(label, tuple((column, 1, words) for column, words in enumerate(padded)))
    words = " ".join(value.group() for value in row.values[first:])
    return _Read(label, ((0, count, words),), is_uncertain=True)


def _in_order(row: _Row, first: int) -> _Read:
    cells = tuple((column, 1, value.group()) for column, value in enumerate(row.values[first:]))
    return _Read(_label(row, first), cells)


def _merged(label: str, slots: list[str], filled: int, count: int) -> _Read:
    """One value and too few blanks: its cell is as much wider as blanks are missing."""
    wider = count - len(slots)
    cells = tuple(
        (column + (wider if column > filled else 0), wider + 1 if column == filled else 1, words)
        for column, words in enumerate(slots)
    )
    return _Read(label, cells)


def _label(row: _Row, first: int) -> str:
    end = row.values[first].start() if first < len(row.values) else len(row.line)
    return " ".join(row.line[:end].split())
