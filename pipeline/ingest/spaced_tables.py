"""Tables of which two or more blanks part the cells, which can hold words: 'Nr   Afspraak   Wie   Wanneer'.

A line with as many cells as the head fills all columns. Cells of other lines are placed under what the head
and the full lines show of the columns; what no position tells stays in one cell and is signalled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import islice, takewhile, zip_longest

from extractors._document import Unread
from pipeline.ingest.blocks import Grid, GridCell
from pipeline.ingest.cell_kinds import kind_of
from pipeline.ingest.items import opening
from pipeline.ingest.layout import words as words_of
from pipeline.ingest.lines import Line
from pipeline.ingest.plain_rows import LONGEST_LABEL, SENTENCE_END, PlainTable, Value, parts, uncertain

_CELL = re.compile(r"\S+(?: \S+)*")  # 'Start bouw   Q1 2031' holds two
_NOTED = re.compile(r"[\d.]+ \d\)")  # '8 1)': a count with the mark of its note
_WIDEST_GAP = 2  # empty lines over a row
_FEWEST_ROWS = 2
_SHOWN_BY = 12  # lines under a head that show whether it is one
_SLACK = 2  # characters that a head may stand beside the middle or edge of its columns
_FEWEST_KNOWN_HEADS = 2  # 'Wie   Wanneer': words that only the head of a table puts beside each other
_FEWEST_ACTION_HEADS = 3  # that tell a table of one row
_LONGEST_NAME = 4  # words; more are what is to be done
_LEAST_SHARE = 0.6  # of a column's filled cells that are of one kind, if it shows that this is a table
_NO_HEAD_END = re.compile(r"[,:;!?]$|\w{6}\.$")  # 'namens deze,' is of a signature block; 'gem.' is a head
_LONGEST_HEAD = 60


@dataclass(slots=True)
class _Body:
    """The rows of a table as far as they are read: words by column, or words that no column is known of."""

    heads: list[str]
    rows: list[dict[int, str]] = field(default_factory=list)
    wide: dict[int, str] = field(default_factory=dict)  # row -> heading of a group, one cell over all columns
    undecided: dict[int, str] = field(default_factory=dict)  # row -> its words after the first cell
    line_count: int = 0

    def filled(self) -> list[dict[int, str]]:
        return [row for index, row in enumerate(self.rows) if index not in self.wide]


def cells_of(line: Line) -> list[Value]:
    """The cells of a line, parted by two or more blanks; a line with tabs has none."""
    if "\t" in line.text:
        return []
    return [Value(found.group(), found.start(), found.end()) for found in _CELL.finditer(line.text)]


def spaced_table(
    lines: Sequence[Line], start: int, barred: AbstractSet[int], free_from: int = 0
) -> PlainTable | None:
    """The table whose head is the line at `start`, if it is one; it takes no line before `free_from`."""
    head = cells_of(lines[start]) if start not in barred else []
    if len(head) < 2 or not _is_head(head):
        return None
    run = _run(lines[start + 1 : start + 1 + _SHOWN_BY], start + 1, barred, len(head))
    if not _is_table(_read(head, run)[0]):
        return None
    run = _run(islice(lines, start + 1, None), start + 1, barred, len(head))
    body, columns = _read(head, run)
    over = _heads_above(lines[max(free_from, start - 1) : start], columns) if start - 1 not in barred else []
    return _as_table(lines[start].page, start, body, over)


def _read(head: Sequence[Value], run: Sequence[Line]) -> tuple[_Body, _Columns]:
    """The rows that these lines hold under this head, and its columns."""
    columns = _Columns(head, [cells for cells in map(cells_of, run) if len(cells) == len(head)])
    body = _Body([cell.words for cell in head])
    for line, below in zip_longest(run, run[1:]):
        if not _add_line(body, columns, line, below):
            break
        body.line_count += 1
    _drop_last_groups(body)
    return body, columns


def _is_head(head: Sequence[Value]) -> bool:
    """Whether the cells of a line can name columns: no counts, no sentence, no signature."""
    return all(
        kind_of(cell.words) in (None, "time")
        and len(cell.words) <= _LONGEST_HEAD
        and not _NO_HEAD_END.search(cell.words)
        for cell in head
    )


def _run(lines: Iterable[Line], first: int, barred: AbstractSet[int], count: int) -> list[Line]:
    """The lines, of which the first is line `first`, that can be rows until one is none."""

    def can_be_row(numbered: tuple[int, Line]) -> bool:
        index, line = numbered
        cells = cells_of(line)
        item = opening(line.text)
        is_item = item is not None and not (item.number and cells and cells[0].end <= item.length)
        is_near = index not in barred and line.blank_lines <= _WIDEST_GAP
        return is_near and not is_item and 0 < len(cells) <= count

    return [line for _, line in takewhile(can_be_row, enumerate(lines, first))]


# ---- where the columns are


class _Columns:
    """Where each column stands on the line: from the head and from the rows that fill all columns."""

    def __init__(self, head: Sequence[Value], full: Sequence[Sequence[Value]]) -> None:
        self.starts = [cell.start for cell in head]
        self.ends = [cell.end for cell in head]
        self.lefts = [{cell.start} for cell in head]
        for row in full:
            for column, cell in enumerate(row):
                self.starts[column] = min(self.starts[column], cell.start)
                self.ends[column] = max(self.ends[column], cell.end)
                self.lefts[column].add(cell.start)
        self.count = len(head)
        self.are_apart = all(
            end < start for end, start in zip(self.ends, self.starts[1:], strict=False)
        )  # else the lines are not printed under each other

    def place(self, cells: Sequence[Value]) -> dict[int, str] | None:
        """The words of each column, or None where a cell's column cannot be told."""
        if len(cells) == self.count:
            return {column: cell.words for column, cell in enumerate(cells)}
        if not self.are_apart:
            return None
        placed: dict[int, str] = {}
        for part in (part for cell in cells for part in self._parted(cell)):
            under = [
                column
                for column in range(self.count)
                if part.start < self.ends[column] and self.starts[column] < part.end
            ]
            if len(under) != 1 or under[0] in placed:
                return None
            placed[under[0]] = part.words
        return placed

    def is_over(self, cell: Value, first: int, last: int) -> bool:
        """Whether a cell stands over these columns: at their left, right or middle."""
        start, end = self.starts[first], self.ends[last]
        off = (cell.start - start, cell.end - end, (cell.start + cell.end - start - end) / 2)
        return min(map(abs, off)) <= _SLACK

    def _parted(self, cell: Value) -> list[Value]:
        """A cell that runs into the next column is two where a word starts on that column's left edge."""
        if _NOTED.fullmatch(cell.words):
            return [cell]
        for column in range(1, self.count):
            for edge in sorted(self.lefts[column]):
                at = edge - cell.start
                if cell.start < edge < cell.end and cell.words[at - 1] == " ":
                    left = Value(cell.words[: at - 1], cell.start, edge - 1)
                    return [left, *self._parted(Value(cell.words[at:], edge, cell.end))]
        return [cell]


# ---- lines -> rows


def _add_line(body: _Body, columns: _Columns, line: Line, below: Line | None) -> bool:
    """Add a line to the body; False where the table ends."""
    cells = cells_of(line)
    placed = columns.place(cells)
    if placed is not None and _goes_on(body, placed, columns.count):
        for column, words in placed.items():
            body.rows[-1][column] = f"{body.rows[-1][column]} {words}"
        return True
    if placed is not None and not body.rows and 0 not in placed and _names_columns(placed):
        for column, words in placed.items():
            body.heads[column] = f"{body.heads[column]} {words}"
        return True
    if len(cells) == 1:
        if not _is_group(line, below, columns):
            return False
        body.wide[len(body.rows)] = line.words
        body.rows.append({0: line.words})
        return True
    if placed is None:
        placed = _by_kind(body, cells)
    if placed is None:
        body.undecided[len(body.rows)] = " ".join(cell.words for cell in cells[1:])
        placed = {0: cells[0].words}
    body.rows.append(placed)
    return True


def _names_columns(placed: dict[int, str]) -> bool:
    return all(kind_of(words) in (None, "time") for words in placed.values())


def _goes_on(body: _Body, placed: dict[int, str], count: int) -> bool:
    """Whether a line holds the rest of cells of the row above it: words only, under words only."""
    if not body.rows or len(body.rows) - 1 in body.wide or len(body.rows) - 1 in body.undecided:
        return False
    above = body.rows[-1]
    if any(kind_of(words) for words in placed.values()) or not placed.keys() <= above.keys():
        return False
    if any(kind_of(above[column]) in ("count", "mark") for column in placed):
        return False
    if 0 in placed:
        return placed[0][0].islower()
    is_row_of_merged_cell = len(placed) == count - 1 and all(words[0].isupper() for words in placed.values())
    return not is_row_of_merged_cell


def _is_group(line: Line, below: Line | None, columns: _Columns) -> bool:
    """A short line without a stop over a row; under the first column, as all names of rows."""
    is_short = len(line.words) <= LONGEST_LABEL and not SENTENCE_END.search(line.words)
    starts_row = line.words[0].isupper() and cells_of(line)[0].start < columns.starts[1]
    return is_short and starts_row and below is not None and len(cells_of(below)) > 1


def _by_kind(body: _Body, cells: Sequence[Value]) -> dict[int, str] | None:
    """'Totaal  107': the only count of a total row stands in the only column of counts."""
    if cells[0].words.lower().split()[0].rstrip(":") not in words_of("total_words") or len(cells) != 2:
        return None
    counted = [column for column in range(len(body.heads)) if _share(body, column, "count") == 1]
    if len(counted) != 1 or kind_of(cells[1].words) != "count":
        return None
    return {0: cells[0].words, counted[0]: cells[1].words}


def _drop_last_groups(body: _Body) -> None:
    while body.rows and len(body.rows) - 1 in body.wide:
        body.wide.pop(len(body.rows) - 1)
        body.rows.pop()
        body.line_count -= 1


def _heads_above(lines: Sequence[Line], columns: _Columns) -> list[tuple[int, int, str]]:
    """First column, columns covered and words of heads over several columns: 'Bouw' over '2031  2032'.

    Each covers as many; the lines must leave the first column free.
    """
    above = cells_of(lines[0]) if lines else []
    divided = columns.count - 1
    if len(above) < 2 or divided % len(above) or above[0].start < columns.ends[0] or not _is_head(above):
        return []
    span = divided // len(above)
    if not all(
        columns.is_over(cell, 1 + index * span, (index + 1) * span) for index, cell in enumerate(above)
    ):
        return []
    return [(1 + index * span, span, cell.words) for index, cell in enumerate(above)]


# ---- is it a table?


def _is_table(body: _Body) -> bool:
    """Two rows that agree with the head, and a sign that no signature block or letterhead has.

    Under 'Actie   Wie   Wanneer', words that all head columns of actions, one full row is enough where a
    cell of it is longer than a name.
    """
    rows = body.filled()
    known = sum(head.lower().rstrip(".") in words_of("head_words") for head in body.heads)
    agreeing = len(rows) - len(body.undecided)
    if known == len(body.heads) >= _FEWEST_ACTION_HEADS and agreeing == len(rows) == 1:
        longest = max(len(words.split()) for words in rows[0].values())
        return len(rows[0]) == len(body.heads) and longest > _LONGEST_NAME
    if agreeing < _FEWEST_ROWS or agreeing < len(body.undecided):
        return False
    if len(body.heads) == 2:
        return _kind_of_column(body, 1) is not None and all(len(row) == 2 for row in rows)
    return known >= _FEWEST_KNOWN_HEADS or any(
        _kind_of_column(body, column) for column in range(1, len(body.heads))
    )


def _kind_of_column(body: _Body, column: int) -> str | None:
    """The kind of most cells of a column, if its head is of another kind."""
    for kind in ("count", "time", "mark"):
        is_told = _share(body, column, kind) >= _LEAST_SHARE and kind_of(body.heads[column]) != kind
        if is_told and sum(column in row for row in body.filled()) >= _FEWEST_ROWS:
            return kind
    return None


def _share(body: _Body, column: int, kind: str) -> float:
    """Share of a column's cells that are of this kind, marks left out of the count where they can be."""
    kinds = [kind_of(row[column]) for row in body.filled() if column in row]
    if kind != "mark":
        kinds = [each for each in kinds if each != "mark"]
    return sum(each == kind for each in kinds) / len(kinds) if kinds else 0


# ---- rows -> grid


def _as_table(page: int | None, start: int, body: _Body, over: Sequence[tuple[int, int, str]]) -> PlainTable:
    count = len(body.heads)
    first = 1 if over else 0  # row of the columns' own heads
    cells = [GridCell(0, 0, ())] if over else []
    cells += [GridCell(0, column, parts(words), column_span=span) for column, span, words in over]
    cells += [GridCell(first, column, parts(words)) for column, words in enumerate(body.heads)]
    unread: list[Unread] = []
    for index, row in enumerate(body.rows):
        place = first + 1 + index
        if index in body.wide:
            cells.append(GridCell(place, 0, parts(body.wide[index]), column_span=count))
        elif index in body.undecided:
            words = body.undecided[index]
            cells.append(GridCell(place, 0, parts(row[0])))
            cells.append(GridCell(place, 1, parts(words), column_span=count - 1))
            unread.append(uncertain(f"{row[0]} {words}", page))
        else:
            cells += [GridCell(place, column, parts(row.get(column, ""))) for column in range(count)]
    grid = Grid(tuple(cells), first + 1 + len(body.rows), count, first + 1, "plain", page=page)
    return PlainTable(start - first, start + body.line_count, grid, tuple(unread))
