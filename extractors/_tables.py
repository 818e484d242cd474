"""What each table means: its kind, its columns, its rows, the numbers in it. Read once per document."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache

from extractors._cues import listed
from extractors._document import Cell, Document, Span, Table
from extractors._dutch.numbers import Number, is_nothing, read_cell
from extractors._heads import Head, is_commitments_head, read_head, role_of_labels
from extractors._indicators import indicator_of_heading
from extractors._scope import Scope, scope
from extractors._years import read_years

_NEAR_CHARACTERS = 4  # between the line above and the table: no more than a blank line
_TITLE_CHARACTERS = 120
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, and what it holds when it holds labels."""

    head: Head
    is_label: bool
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Labels:
    """One body row: its words in front of the numbers, and the heading inside the table it stands under."""

    index: int
    span: Span
    text: str
    head: Head
    group: str | None
    facts: dict[str, str]  # what label columns with a role say: project, municipality, corporation


@dataclass(frozen=True, slots=True)
class Entry:
    """One number of a table where its row and column cross."""

    cell: Cell
    number: Number
    row: Labels
    column: Column


@dataclass(frozen=True, slots=True)
class Meaning:
    """A table understood."""

    index: int  # in Document.tables
    table: Table
    kind: str
    title: Span | None
    title_head: Head
    columns: tuple[Column, ...]
    rows: tuple[Labels, ...]
    entries: tuple[Entry, ...]
    unread: tuple[Span, ...]  # cells with digits that are no single number

    @property
    def is_numeric(self) -> bool:
        """Whether its cells are numbers; else they are read as prose."""
        return bool(self.entries)

    @property
    def read_spans(self) -> tuple[Span, ...]:
        """What prose must not read again: the grid and the notes of a table of numbers."""
        return (self.table.span, *self.table.notes) if self.is_numeric else ()


@lru_cache(maxsize=8)
def meanings(document: Document) -> tuple[Meaning, ...]:
    """The meaning of each table, in the order of `Document.tables`."""
    known = scope(document)
    return tuple(_meaning(document, index, table, known) for index, table in enumerate(document.tables))


def _meaning(document: Document, index: int, table: Table, known: Scope) -> Meaning:
    grid = _Grid(document, table, known.towns)
    title = table.title or _title_above(document, table)
    title_head = read_head(document.quote(title), known.towns) if title else Head("")
    columns = grid.columns()
    is_words = grid.is_words(columns)
    rows, entries, unread = ((), (), ()) if is_words else grid.read(columns)
    columns, entries = _with_shared_dates(columns, entries)
    headings = (*table.heading_path, title_head.text)
    heads = tuple(column.head for column in columns if not column.head.is_dated)
    kind = (
        "commitments"
        if is_words and grid.has_commitment_heads()
        else _kind(title_head, heads, headings, entries)
    )
    return Meaning(index, table, kind, title, title_head, columns, rows, entries, unread)


def _title_above(document: Document, table: Table) -> Span | None:
    """The short line right above a table that was not marked as its title: 'Bouwprogramma 2025'."""
    at = bisect.bisect_left(document.passages, table.span.start, key=lambda passage: passage.span.start) - 1
    if at < 0 or document.passages[at].cell is not None:
        return None
    above = document.passages[at].span
    words = document.quote(above).rstrip()
    is_near = table.span.start - above.end <= _NEAR_CHARACTERS
    is_line = len(words) <= _TITLE_CHARACTERS and not words.endswith((".", ";", "!", "?"))
    return above if is_near and is_line else None


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table with the document it stands in, asked for its words."""

    document: Document
    table: Table
    known: tuple[str, ...]

    def text(self, cell: Cell | None) -> str:
        return self.document.quote(cell.span).strip() if cell else ""

    @property
    def first_row(self) -> int:
        """The first row of the body; a first row of bare years is a head even where none was marked."""
        if self.table.header_rows:
            first = self.table.header_rows
            return first + 1 if self._is_second_head(first) else first
        top = [self.text(cell) for cell in self.table.cells if cell.row == 0]
        years = [word for word in top if re.fullmatch(r"(?:19|20)\d\d", word)]
        return 1 if len(years) > 1 else 0

    def _is_second_head(self, row: int) -> bool:
        """Whether a row under the head divides its columns: 'huur', 'koop' under '2024', and no label."""
        words = [self.text(cell) for cell in self.table.cells if cell.row == row]
        filled = [word for word in words if word]
        return len(filled) > 1 and not words[0] and not any(re.search(r"\d", word) for word in filled)

    def _head_words(self, c: int) -> str:
        """The words over a column; an empty cell over a divided column takes the year on its left."""
        words: list[str] = []
        for row in range(self.first_row):
            word, left = self.text(self.table.at(row, c)), c
            while not word and row + 1 < self.first_row and left > 0:
                left -= 1
                word = self.text(self.table.at(row, left))
            is_own = left == c or _YEAR.search(word)
            words += [word] if is_own and word and word not in words else []
        return " ".join(words)

    def columns(self) -> tuple[Column, ...]:
        return tuple(self._column(c) for c in range(self.table.column_count))

    def _column(self, c: int) -> Column:
        head = read_head(self._head_words(c), self.known)
        cells = [cell for cell in self.table.cells if cell.column == c and cell.row >= self.first_row]
        words = [self.text(cell) for cell in cells if not is_nothing(self.text(cell))]
        role = role_of_labels(head.text)
        is_time = bool(words) and all(_YEAR.search(word) for word in words) and not head.is_dated
        numbers = [word for word in words if read_cell(word)]
        is_first = c == 0 and (role is not None or not words)
        is_label = is_first or is_time or 2 * len(numbers) < len(words)
        return Column(head, is_label, role if is_label else None)

    def has_commitment_heads(self) -> bool:
        """Whether at least two heads, or the only two columns' one, belong to agreements in words."""
        heads = [self.text(self.table.at(0, c)) for c in range(self.table.column_count)]
        return sum(map(is_commitments_head, heads)) >= 2

    def is_words(self, columns: tuple[Column, ...]) -> bool:
        return all(column.is_label for column in columns) or (
            self.has_commitment_heads() and sum(column.is_label for column in columns) >= 2
        )

    def read(
        self, columns: tuple[Column, ...]
    ) -> tuple[tuple[Labels, ...], tuple[Entry, ...], tuple[Span, ...]]:
        """The body row by row: labels, numbers, and cells with digits that could not be read."""
        rows: list[Labels] = []
        entries: list[Entry] = []
        unread: list[Span] = []
        group: str | None = None
        by_row: dict[int, list[Cell]] = {}
        for cell in self.table.cells:
            by_row.setdefault(cell.row, []).append(cell)
        for index in range(self.first_row, self.table.row_count):
            cells = by_row.get(index, [])
            filled = [cell for cell in cells if not is_nothing(self.text(cell))]
            labels = [cell for cell in filled if columns[cell.column].is_label]
            if not filled:
                continue
            if len(labels) == len(filled) == 1 and read_cell(_last_word(self.text(labels[0]))) is None:
                group = self.text(labels[0])
                continue
            row = self._labels(index, cells, labels, columns, group)
            rows.append(row)
            for cell in filled:
                if columns[cell.column].is_label:
                    continue
                number = read_cell(self.text(cell))
                if number is not None:
                    entries.append(Entry(cell, number, row, columns[cell.column]))
                elif re.search(r"\d", self.text(cell)):
                    unread.append(cell.span)
            entries += self._in_label(row, labels, columns, filled)
        return tuple(rows), tuple(entries), tuple(unread)

    def _in_label(
        self, row: Labels, labels: list[Cell], columns: tuple[Column, ...], filled: list[Cell]
    ) -> list[Entry]:
        """A row whose only number is to be determined and stands behind its name: 'Molenveld NTB'."""
        number = read_cell(_last_word(self.text(labels[0]))) if len(labels) == len(filled) == 1 else None
        if number is None or number.qualifier != "tbd":
            return []
        return [Entry(labels[0], number, row, Column(Head(""), False))]

    def _labels(
        self,
        index: int,
        cells: list[Cell],
        labels: list[Cell],
        columns: tuple[Column, ...],
        group: str | None,
    ) -> Labels:
        words = [self.text(cell) for cell in labels]
        text = words[0] if words else ""
        last = _last_word(text)
        if len(text.split()) > 1 and (number := read_cell(last)) and number.qualifier == "tbd":
            text = text[: -len(last)].strip()
        facts = {role: self.text(cell) for cell in labels if (role := columns[cell.column].role) is not None}
        span = Span(min(cell.span.start for cell in cells), max(cell.span.end for cell in cells))
        head = read_head(" ".join(self._dating(labels, columns)), self.known, is_row=True)
        return Labels(index, span, text, head, group, facts)

    def _dating(self, labels: list[Cell], columns: tuple[Column, ...]) -> list[str]:
        """The labels of a row; of its start and delivery only the latter: then the dwellings are there."""
        times = [cell for cell in labels if columns[cell.column].role == "year" and self.text(cell)]
        ends = [c for c in times if listed("years", "completion").search(columns[c.column].head.text)]
        ends = [cell for cell in ends if read_years(self.text(cell))]
        return [self.text(cell) for cell in labels if not ends or cell in ends or cell not in times]


def _last_word(text: str) -> str:
    return text.split()[-1] if text.split() else ""


def _with_shared_dates(
    columns: tuple[Column, ...], entries: tuple[Entry, ...]
) -> tuple[tuple[Column, ...], tuple[Entry, ...]]:
    """Bare columns of municipalities take the date of the total beside them, where they add up to it.

    All totals of the table are then about these municipalities together.
    """
    bare = [
        i
        for i, c in enumerate(columns)
        if len(c.head.municipalities) == 1 and not c.head.is_dated and not c.is_label
    ]
    if len(bare) < 2:
        return columns, entries
    together = tuple(sorted({columns[i].head.municipalities[0] for i in bare}))
    changed = list(columns)
    for i, column in enumerate(columns):
        if column.is_label or i in bare or column.head.municipalities:
            continue
        changed[i] = replace(column, head=replace(column.head, municipalities=together))
        if column.head.is_dated and _adds_up(entries, bare, i):
            for j in bare:
                changed[j] = replace(columns[j], head=_dated_as(columns[j].head, column.head))
    return tuple(changed), tuple(
        replace(e, column=changed[e.cell.column]) if not e.column.is_label and e.column.head.text else e
        for e in entries
    )


def _dated_as(head: Head, other: Head) -> Head:
    return replace(
        head,
        year=other.year,
        period=other.period,
        reference=other.reference,
        reference_date=other.reference_date,
        basis=head.basis or other.basis,
    )


def _adds_up(entries: tuple[Entry, ...], parts: list[int], whole: int) -> bool:
    """Whether in every row of counts the parts are exactly the whole, and in one row at least."""
    rows: dict[int, dict[int, Number]] = {}
    for entry in entries:
        if entry.number.unit is None:
            rows.setdefault(entry.row.index, {})[entry.cell.column] = entry.number
    checks = [
        sum(row[part].value_min or 0.0 for part in parts) == row[whole].value_min
        for row in rows.values()
        if whole in row and all(part in row for part in parts)
    ]
    return bool(checks) and all(checks)


def _kind(title: Head, heads: tuple[Head, ...], headings: tuple[str, ...], entries: tuple[Entry, ...]) -> str:
    if sum(1 for label in {e.row.text: e for e in entries}.values() if label.row.head.band) >= 2:
        return "rent_bands"
    if title.indicator:
        return title.indicator if title.indicator != "purchases" else "other"
    told = Counter(e.row.head.indicator or e.column.head.indicator for e in entries)
    told.pop(None, None)
    told = told or Counter(head.indicator for head in heads if head.indicator)
    most = told.most_common(1)[0][0] if told else indicator_of_heading(headings)
    return most if most and most not in ("purchases", "other") else "other"
