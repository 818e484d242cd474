"""Which column each value of a row stands in, when only blanks can tell.

Three ways: the head is printed wide, and a value stands under its year; an empty cell is one blank more; or
there are simply as many values as columns. A total row may settle what is left. What stays
undecided is kept in one cell over all columns and signalled: never a guess.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from pipeline.ingest.layout import words as words_of
from pipeline.ingest.plain_rows import Row, Value

_WIDE_GAP = 2  # blanks between the years of a head that was printed in columns
_MOST_TRIES = 20_000  # assignments tried against a total row before giving up


@dataclass(frozen=True, slots=True)
class Dealt:
    """A row's name and its cells: column, columns covered, words. All columns are there, empty ones too."""

    label: str
    cells: tuple[tuple[int, int, str], ...]
    is_uncertain: bool = False


def deal(rows: Sequence[Row], count: int, head: Row | None = None) -> list[Dealt]:
    """The rows of a table of `count` value columns; `head` holds one year per column."""
    if head is not None and _is_wide(head):
        dealt = [_under_head(row, head) for row in rows]
    elif any(_has_empty_cells(row, count) for row in rows):
        dealt = [_by_blanks(row, count) for row in rows]
    else:
        dealt = [_in_order(row, count) or _undecided(row, row.first_cell(count), count) for row in rows]
    return _settle_by_totals(rows, dealt, count)


def _single(label: str, slots: Sequence[str]) -> Dealt:
    return Dealt(label, tuple((column, 1, words) for column, words in enumerate(slots)))


def _undecided(row: Row, first: int, count: int) -> Dealt:
    words = " ".join(value.words for value in row.values[first:])
    return Dealt(row.name(first), ((0, count, words),), is_uncertain=True)


def _in_order(row: Row, count: int) -> Dealt | None:
    first = row.first_cell(count)
    if len(row.values) - first != count:
        return None
    return _single(row.name(first), [value.words for value in row.values[first:]])


# ---- by position


def _is_wide(head: Row) -> bool:
    gaps = [right.start - left.end for left, right in zip(head.values, head.values[1:], strict=False)]
    return min(gaps) >= _WIDE_GAP


def _under_head(row: Row, head: Row) -> Dealt:
    """Each value in the column whose year it stands nearest to; two under one year are undecided."""
    count = len(head.values)
    pitch = (head.values[-1].start - head.values[0].start) / (count - 1)
    values = [value for value in row.values if value.end > head.values[0].start - pitch / 2]
    first = len(row.values) - len(values)
    slots = [""] * count
    for value in values:
        column = min(range(count), key=lambda index: _distance(value, head.values[index]))
        if slots[column] or _distance(value, head.values[column]) > pitch / 2:
            return _in_order(row, count) or _undecided(row, first, count)
        slots[column] = value.words
    return _single(row.name(first), slots)


def _distance(value: Value, year: Value) -> float:
    """Between the nearer of their edges or middles: columns are aligned left, right or in the middle."""
    middles = abs(value.start + value.end - year.start - year.end) / 2
    return min(abs(value.start - year.start), abs(value.end - year.end), middles)


# ---- by blanks


def _slots(row: Row, first: int) -> list[str]:
    """What stands in each cell if the cells start at value `first` and one blank parts them."""
    start = row.values[first].start if first < len(row.values) else len(row.line.rstrip())
    named = len(row.line[:start].rstrip())
    rest = list(row.line[named:])
    for value in row.values[first:]:
        for index in range(value.start - named, value.end - named):
            rest[index] = "\0" if rest[index] == " " else rest[index]
    cells = "".join(rest[1:] if named else rest).removesuffix(" ")
    return [cell.replace("\0", " ") for cell in cells.split(" ")]


def _has_empty_cells(row: Row, count: int) -> bool:
    slots = _slots(row, row.first_cell(count))
    return len(slots) == count and "" in slots


def _by_blanks(row: Row, count: int) -> Dealt:
    first = row.first_cell(count)
    slots = _slots(row, first)
    if len(slots) > count and slots[-1] and len(row.values) - first == count:
        # two blanks between values: a slip of the printer, or an empty cell and a number in the name?
        return (None if row.label else _in_order(row, count)) or _undecided(row, first, count)
    while len(slots) > count and first < len(row.values):
        first += 1  # a value in the name: 'Lindehof NTB'
        slots = _slots(row, first)
    label = row.name(first)
    if len(slots) == count:
        return _single(label, slots)
    if len(slots) > count:
        return _undecided(row, first, count)
    if not row.line.endswith(" "):
        return _single(label, slots + [""] * (count - len(slots)))
    filled = [column for column, words in enumerate(slots) if words]
    if len(filled) == 1:
        return _merged(label, slots, filled[0], count)
    return _undecided(row, first, count)


def _merged(label: str, slots: Sequence[str], filled: int, count: int) -> Dealt:
    """One value and too few blanks: its cell is as much wider as blanks are missing."""
    wider = count - len(slots)
    cells = tuple(
        (column + (wider if column > filled else 0), wider + 1 if column == filled else 1, words)
        for column, words in enumerate(slots)
    )
    return Dealt(label, cells)


# ---- by totals


def _settle_by_totals(rows: Sequence[Row], dealt: Sequence[Dealt], count: int) -> list[Dealt]:
    """Undecided rows above a total row get the columns that every fitting assignment gives them."""
    settled = list(dealt)
    total = next((i for i, row in enumerate(dealt) if _is_total(row.label) and not row.is_uncertain), None)
    if total is None or not any(row.is_uncertain for row in dealt[:total]):
        return settled
    left = [_number(words) for _, _, words in dealt[total].cells]
    for row in dealt[:total]:
        if not row.is_uncertain:
            for column, _, words in row.cells:
                left[column] -= _number(words)
    open_rows = [index for index in range(total) if dealt[index].is_uncertain]
    values = [_cell_values(rows[index], count) for index in open_rows]
    fits = _assignments([[_number(word) for word in words] for words in values], left)
    for place, index in enumerate(open_rows):
        options = {fit[place] for fit in fits}
        if len(options) == 1:
            settled[index] = _single(dealt[index].label, _placed(values[place], options.pop(), count))
    return settled


def _is_total(label: str) -> bool:
    return label.lower().split(" ")[0] in words_of("total_words")


def _number(words: str) -> int:
    digits = words.replace(".", "").rstrip("*")
    return int(digits) if digits.isdecimal() else 0


def _cell_values(row: Row, count: int) -> list[str]:
    return [value.words for value in row.values[row.first_cell(count) :]]


def _placed(values: Sequence[str], columns: Sequence[int], count: int) -> list[str]:
    slots = [""] * count
    for words, column in zip(values, columns, strict=True):
        slots[column] = words
    return slots


def _assignments(rows: Sequence[Sequence[int]], left: Sequence[int]) -> list[tuple[tuple[int, ...], ...]]:
    """All ways to give the values rising columns so that the columns add up; none if too many to try."""
    tries = 0

    def place(index: int, left: Sequence[int]) -> Iterator[tuple[tuple[int, ...], ...]]:
        nonlocal tries
        if index == len(rows):
            if not any(left):
                yield ()
            return
        for columns in combinations(range(len(left)), len(rows[index])):
            tries += 1
            if tries > _MOST_TRIES:
                return
            rest = list(left)
            for column, value in zip(columns, rows[index], strict=True):
                rest[column] -= value
            if min(rest) >= 0:
                for others in place(index + 1, rest):
                    yield (columns, *others)

    found = list(place(0, left))
    return found if tries <= _MOST_TRIES else []
