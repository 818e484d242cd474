"""Tables of which one blank is left between cells, some of words: 'Eshof 32 app. sociaal Q3 2031'.

Counts and times part such a row into cells. Only when all rows fall apart alike, in as many cells as the head
has phrases, are these the columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import takewhile

from extractors._document import Unread
from extractors._dutch.time import read_times
from pipeline.ingest.blocks import Grid, GridCell
from pipeline.ingest.cell_kinds import kind_of
from pipeline.ingest.items import opening
from pipeline.ingest.layout import words as words_of
from pipeline.ingest.lines import Line
from pipeline.ingest.plain_rows import SENTENCE_END, VALUE, YEAR, PlainTable, ends_sentence, parts, uncertain
from pipeline.ingest.table_heads import head_phrases

_FEWEST_ROWS = 2
_FEWEST_COLUMNS = 3
_LONGEST_LINE = 160
_MOST_WORDS_OF_HEAD = 14

_Cells = list[tuple[str | None, str]]  # kind, or None for words; and the words


def worded_table(lines: Sequence[Line], start: int, barred: AbstractSet[int]) -> PlainTable | None:
    """The table whose head is the line at `start`, if all its rows fall apart as the head does."""
    if start in barred or not _could_be_head(lines[start]):
        return None
    near = range(start + 1, min(start + 1 + _FEWEST_ROWS, len(lines)))
    if len(near) < _FEWEST_ROWS or not all(i not in barred and _could_be_row(lines[i]) for i in near):
        return None
    first = _cells(lines[start + 1])
    pattern = _pattern(first)
    heads = head_phrases([lines[start].words], len(pattern))
    if heads is None or len(heads) < _FEWEST_COLUMNS or not _is_of_table(first):
        return None
    rows = list(takewhile(lambda cells: _fits(cells, pattern), _rows(lines, start + 1, barred)))
    whole = sum(_pattern(cells) == pattern for cells in rows)
    return _as_table(lines, start, heads, rows, pattern) if whole >= _FEWEST_ROWS else None


def _could_be_head(line: Line) -> bool:
    words = line.words.split()
    return (
        _FEWEST_COLUMNS <= len(words) <= _MOST_WORDS_OF_HEAD
        and sum(word[0].isupper() for word in words) >= _FEWEST_COLUMNS - 1
        and not SENTENCE_END.search(line.words)
        and opening(line.text) is None
        and all(YEAR.fullmatch(word) or not any(map(str.isdigit, word)) for word in words)
    )


def _could_be_row(line: Line) -> bool:
    return (
        len(line.words) <= _LONGEST_LINE
        and any(character.isdigit() for character in line.words)
        and not ends_sentence(line.words)
        and opening(line.text) is None
    )


def _rows(lines: Sequence[Line], start: int, barred: AbstractSet[int]) -> Iterator[_Cells]:
    for index in range(start, len(lines)):
        if index in barred or not _could_be_row(lines[index]):
            return
        yield _cells(lines[index])


def _cells(line: Line) -> _Cells:
    """A line's counts and times, and the words before, between and after them."""
    words = " ".join(line.words.split())
    times = [(time.start, time.end) for time in read_times(words)]
    fixed = times + [
        found.span()
        for found in VALUE.finditer(words)
        if not any(found.start() < end and start < found.end() for start, end in times)
    ]
    cells: _Cells = []
    position = 0
    for start, end in sorted(fixed):
        cells += _words(words[position:start])
        cells.append((kind_of(words[start:end]) or "time", words[start:end]))
        position = end
    return cells + _words(words[position:])


def _words(words: str) -> _Cells:
    return [(None, words.strip())] if words.strip() else []


def _pattern(cells: _Cells) -> list[bool]:
    """Which cells hold words."""
    return [kind is None for kind, _ in cells]


def _is_of_table(cells: _Cells) -> bool:
    """A name, then counts or times, and among them what is no number; rows of numbers are told elsewhere."""
    name, *others = cells
    is_worded = any(kind is None or not VALUE.fullmatch(words) for kind, words in others)
    return name[0] is None and is_worded and any(kind for kind, _ in others)


def _fits(cells: _Cells, pattern: Sequence[bool]) -> bool:
    return _pattern(cells) == pattern or _is_total(cells)


def _is_total(cells: _Cells) -> bool:
    return len(cells) == 2 and cells[0][1].lower() in words_of("total_words") and cells[1][0] == "count"


def _as_table(
    lines: Sequence[Line], start: int, heads: Sequence[str], rows: Sequence[_Cells], pattern: Sequence[bool]
) -> PlainTable:
    page = lines[start].page
    kinds = [{cells[column][0] for cells in rows if len(cells) == len(heads)} for column in range(len(heads))]
    counted = [column for column, found in enumerate(kinds) if "count" in found]
    grid = [GridCell(0, column, parts(words)) for column, words in enumerate(heads)]
    unread: list[Unread] = []
    for index, cells in enumerate(rows, 1):
        if _pattern(cells) == pattern:
            grid += [GridCell(index, column, parts(words)) for column, (_, words) in enumerate(cells)]
        elif len(counted) == 1:
            placed = {0: cells[0][1], counted[0]: cells[1][1]}
            grid += [GridCell(index, column, parts(placed.get(column, ""))) for column in range(len(heads))]
        else:
            grid += [GridCell(index, 0, parts(cells[0][1]))]
            grid += [GridCell(index, 1, parts(cells[1][1]), column_span=len(heads) - 1)]
            unread.append(uncertain(f"{cells[0][1]} {cells[1][1]}", page))
    body = Grid(tuple(grid), len(rows) + 1, len(heads), 1, "plain", page=page)
    return PlainTable(start, start + len(rows), body, tuple(unread))
