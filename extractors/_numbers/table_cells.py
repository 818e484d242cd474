"""The cells of a table read: what its columns and rows are called, and the numbers where they cross."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from extractors._document import Cell, Document, Span, Table
from extractors._dutch.numbers import Number, is_nothing, read_cell
from extractors._numbers.cell_counts import read_count
from extractors._numbers.cues import listed
from extractors._numbers.heads import Head, is_commitments_head, read_head, role_of_labels
from extractors._numbers.places import Towns
from extractors._numbers.rent_bands import read_band
from extractors._numbers.years import read_years

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ONLY_YEAR = re.compile(r"(?:19|20)\d\d")
_ONLY_NUMBER = re.compile(r"\d{1,4}")  # '28', '2031'
_APART = ("index", "note", "aside")  # roles of columns that neither name nor count


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, and what it holds when it holds labels."""

    head: Head
    is_label: bool
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Labels:
    """One body row: its words in front of the numbers, and the group it stands under: 'Harde plannen'."""

    index: int
    span: Span
    text: str
    head: Head
    group: Head | None
    facts: dict[str, str]  # what label columns with a role say: project, municipality, corporation, note


@dataclass(frozen=True, slots=True)
class Entry:
    """One number of a table where its row and column cross."""

    cell: Cell
    number: Number
    row: Labels
    column: Column
    unit: str | None = None  # of the noun printed behind it: '110 woningen'


@dataclass(frozen=True)
class Grid:
    """A table with the document it stands in, asked for its words. What it finds of them it keeps."""

    document: Document
    table: Table
    towns: Towns

    def text(self, cell: Cell | None) -> str:
        return self.document.quote(cell.span).strip() if cell else ""

    @cached_property
    def _rows(self) -> dict[int, list[Cell]]:
        """The cells of each row."""
        return _grouped(self.table.cells, attrgetter("row"))

    @cached_property
    def _columns(self) -> dict[int, list[Cell]]:
        """The cells of each column, from the top."""
        return _grouped(self.table.cells, attrgetter("column"))

    def _words_of(self, row: int) -> list[str]:
        return [self.text(cell) for cell in self._rows.get(row, ())]

    @cached_property
    def first_row(self) -> int:
        """The first row of the body; a first row of bare years is a head even where none was marked."""
        if self._lost_its_head():
            return 0
        if self.table.header_rows:
            first = self.table.header_rows
            return first + 1 if self._is_second_head(first) else first
        top = self._words_of(0)
        years = [word for word in top if _ONLY_YEAR.fullmatch(word)]
        return 1 if len(years) > 1 or self._is_worded_head(top) else 0

    def _lost_its_head(self) -> bool:
        """Whether the only row marked as head is one of the body: a count and a year, over years again."""
        top = [self.text(self.table.at(0, c)) for c in range(1, self.table.column_count)]
        years = [c for c, word in enumerate(top, start=1) if _ONLY_YEAR.fullmatch(word)]
        is_counted = len(years) < len(top) and all(_ONLY_NUMBER.fullmatch(word) for word in top)
        return self.table.header_rows == 1 and is_counted and any(self._are_years(c, first=1) for c in years)

    def _are_years(self, c: int, first: int) -> bool:
        """Whether all numbers of a column are bare years; others may be to be determined."""
        words = [self.text(cell) for cell in self._columns.get(c, ()) if cell.row >= first]
        counts = [word for word in words if (read := read_count(word)) and read.number.qualifier != "tbd"]
        return bool(counts) and all(_ONLY_YEAR.fullmatch(word) for word in counts)

    def _is_worded_head(self, top: list[str]) -> bool:
        """Whether an unmarked first row names the columns: words alone, over a row with numbers."""
        below = self._words_of(1)
        is_worded = len([word for word in top if word]) > 1 and not any(
            re.search(r"\d", word) for word in top
        )
        return is_worded and any(read_cell(word) is not None for word in below)

    def _is_second_head(self, row: int) -> bool:
        """Whether a row under the head divides its columns: 'huur', 'koop' under '2024', and no label."""
        words = self._words_of(row)
        filled = [word for word in words if word]
        return len(filled) > 1 and not words[0] and not any(re.search(r"\d", word) for word in filled)

    @cached_property
    def _head_rows(self) -> list[list[str]]:
        """The words over each column; an empty cell over a divided column takes the year on its left."""
        rows: list[list[str]] = []
        for row in range(self.first_row):
            words, left = [], ""
            for c in range(self.table.column_count):
                own = self.text(self.table.at(row, c))
                left = own or left
                is_shared = row + 1 < self.first_row and _YEAR.search(left)
                words.append(left if own or is_shared else "")
            rows.append(words)
        return rows

    def _head_words(self, c: int) -> str:
        return " ".join(dict.fromkeys(row[c] for row in self._head_rows if row[c]))

    def columns(self) -> tuple[Column, ...]:
        return tuple(self._column(c) for c in range(self.table.column_count))

    def _column(self, c: int) -> Column:
        head = read_head(self._head_words(c), self.towns)
        cells = [cell for cell in self._columns.get(c, ()) if cell.row >= self.first_row]
        words = [self.text(cell) for cell in cells if not is_nothing(self.text(cell))]
        role = role_of_labels(head.text)
        is_time = bool(words) and all(_YEAR.search(word) for word in words) and not head.is_dated
        dated = [word for word in words if _YEAR.search(word)]
        is_time = is_time or (role == "year" and bool(dated) and 2 * len(dated) >= len(words))
        is_time = is_time or (not head.text and self._are_years(c, self.first_row))
        is_time = is_time or (c == 0 and _are_years_and_totals(words))
        numbers = [word for word in words if read_count(word)]
        is_first = c == 0 and (role is not None or not words or _counts_up(words) or _are_bands(words))
        is_label = is_first or is_time or role in _APART or 2 * len(numbers) < len(words)
        if is_label and c == 0 and role is None and _counts_up(words):
            role = "index"
        return Column(head, is_label, role if is_label else None)

    def has_commitment_heads(self) -> bool:
        """Whether at least two heads, or the only two columns' one, belong to agreements in words."""
        heads = [self.text(self.table.at(0, c)) for c in range(self.table.column_count)]
        return sum(map(is_commitments_head, heads)) >= 2

    def is_words(self, columns: tuple[Column, ...]) -> bool:
        """Whether it holds sentences; 'Aantal woningen' or years over numbers say that it does not."""
        if all(column.is_label for column in columns):
            return True
        heads = [column.head for column in columns if not column.is_label]
        counts = any(head.is_count and head.unit == "dwellings" for head in heads)
        counts |= sum(head.is_dated for head in heads) > 1  # 'Doel 2020 | Resultaat 2020'
        is_worded = self.has_commitment_heads() and sum(column.is_label for column in columns) >= 2
        return is_worded and not counts

    def read(
        self, columns: tuple[Column, ...]
    ) -> tuple[tuple[Labels, ...], tuple[Entry, ...], tuple[Span, ...]]:
        """The body row by row: labels, numbers, and cells with digits that could not be read."""
        rows: list[Labels] = []
        entries: list[Entry] = []
        unread: list[Span] = []
        group: Head | None = None
        spanning: list[Cell] = []  # labels that go on over rows below
        for index in range(self.first_row, self.table.row_count):
            cells = self._rows.get(index, [])
            filled = [cell for cell in cells if not is_nothing(self.text(cell))]
            labels = [cell for cell in filled if columns[cell.column].is_label]
            if not filled:
                continue
            if len(labels) == len(filled) == 1 and _may_name_a_group(self.text(labels[0])):
                group = read_head(self.text(labels[0]), self.towns, is_row=True)
                continue
            above = [cell for cell in spanning if index < cell.row + cell.row_span]
            spanning = above + [cell for cell in labels if cell.row_span > 1]
            row = self._labels(index, cells, above, labels, columns, group)
            rows.append(row)
            for cell in filled:
                if columns[cell.column].is_label:
                    continue
                count = read_count(self.text(cell))
                if count is not None:
                    entries.append(Entry(cell, count.number, row, columns[cell.column], count.unit))
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
        above: list[Cell],
        labels: list[Cell],
        columns: tuple[Column, ...],
        group: Head | None,
    ) -> Labels:
        """What a row is called; `above` are labels of rows over it that reach down to it."""
        named = [cell for cell in labels if columns[cell.column].role not in _APART]
        words = [self.text(cell) for cell in named or labels]
        text = words[0] if words else ""
        last = _last_word(text)
        if len(text.split()) > 1 and (number := read_cell(last)) and number.qualifier == "tbd":
            text = text[: -len(last)].strip()
        every = [*above, *labels]
        facts = {role: self.text(cell) for cell in every if (role := columns[cell.column].role) is not None}
        span = Span(min(cell.span.start for cell in cells), max(cell.span.end for cell in cells))
        reaching = [cell for cell in above if columns[cell.column].role not in _APART]
        head = read_head(
            " ".join(self._dating([*reaching, *(named or labels)], columns)), self.towns, is_row=True
        )
        return Labels(index, span, text, head, group, facts)

    def _dating(self, labels: list[Cell], columns: tuple[Column, ...]) -> list[str]:
        """The labels of a row; of its start and delivery only the latter: then the dwellings are there."""
        times = [cell for cell in labels if columns[cell.column].role == "year" and self.text(cell)]
        ends = [c for c in times if listed("years", "completion").search(columns[c.column].head.text)]
        ends = [cell for cell in ends if read_years(self.text(cell))]
        return [self.text(cell) for cell in labels if not ends or cell in ends or cell not in times]


def _grouped(cells: Iterable[Cell], number: Callable[[Cell], int]) -> dict[int, list[Cell]]:
    groups: dict[int, list[Cell]] = defaultdict(list)
    for cell in cells:
        groups[number(cell)].append(cell)
    return groups


def _may_name_a_group(text: str) -> bool:
    """Whether words that stand alone on their row head the rows below: 'Harde plannen', '2025'."""
    return _ONLY_YEAR.fullmatch(text) is not None or read_cell(_last_word(text)) is None


def _last_word(text: str) -> str:
    return text.split()[-1] if text.split() else ""


def _are_years_and_totals(words: list[str]) -> bool:
    """Whether a first column holds bare years, and else only what sums them: 2024, 2025, 'Totaal'."""
    others = [word for word in words if not _ONLY_YEAR.fullmatch(word)]
    return len(words) - len(others) > 1 and all(read_head(word, is_row=True).is_total for word in others)


def _are_bands(words: list[str]) -> bool:
    """Whether a first column holds rent bands told by amounts: 'tot € 440', '€ 440 - € 630', 'Totaal'."""
    banded = [word for word in words if read_band(word)]
    others = [word for word in words if word not in banded]
    return len(banded) > 1 and all(read_head(word, is_row=True).is_total for word in others)


def _counts_up(words: list[str]) -> bool:
    """Whether a column numbers its rows: 1, 2, 3."""
    return len(words) > 1 and [word.rstrip(".") for word in words] == [
        str(n) for n in range(1, len(words) + 1)
    ]
