"""Lines that look like rows of a table and became none: they are signalled, since their numbers are lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from extractors._document import Unread
from pipeline.ingest.blocks import UnreadWords, without_marks
from pipeline.ingest.cell_kinds import kind_of
from pipeline.ingest.lines import Line
from pipeline.ingest.plain_rows import YEAR, ends_sentence, read_row

_WIDEST_GAP = 2  # empty lines between two rows
_FEWEST_ROWS = 2
_FEWEST_ROWS_OF_ONE_VALUE = 3
_LEAST_SHARE = 0.25  # of a line's cells that are values: a justified line of prose has fewer
_LONGEST_SHOWN = 60
_PHONE = re.compile(r"0(?<![\d.,]0)\d{2}")  # '0570 123456': a letterhead; `re` jumps to the 0
_WIDE_GAP = re.compile(r"\t\s*|\s{2,}")  # 'Eshof   32   Q3 2031' falls apart in three


def find(lines: Sequence[Line], taken: AbstractSet[int]) -> Iterator[UnreadWords]:
    """Neighbouring lines outside `taken` that fall apart in equally many cells, some of them values."""
    counts = [0 if index in taken else _value_count(line) for index, line in enumerate(lines)]
    start = 0
    while start < len(lines):
        end = start + 1
        while end < len(lines) and counts[end] == counts[start] and lines[end].blank_lines <= _WIDEST_GAP:
            end += 1
        if counts[start] and end - start >= _fewest_rows(counts[start]):
            yield _unread(lines[start:end])
        start = end


def _fewest_rows(value_count: int) -> int:
    return _FEWEST_ROWS if value_count > 1 else _FEWEST_ROWS_OF_ONE_VALUE


def _value_count(line: Line) -> int:
    """How many cells stand behind the name of what looks like a row; 0 for other lines."""
    words = without_marks(line.text)
    row = None if _PHONE.search(words) else read_row(words)
    if row is not None and row.label and not all(YEAR.fullmatch(value.words) for value in row.values):
        return len(row.values)
    cells = _WIDE_GAP.split(words.strip())
    if len(cells) == 1:
        return 0
    values = sum(kind_of(cell) is not None for cell in cells[1:])
    is_table = values >= _LEAST_SHARE * len(cells) and not ends_sentence(words.strip())
    return len(cells) - 1 if values and is_table else 0


def _unread(rows: Sequence[Line]) -> UnreadWords:
    shown = " ".join(rows[0].words.split())[:_LONGEST_SHOWN]
    message = f"{len(rows)} lines from '{shown}' look like a table and could not be read as one; look them up"
    words = " ".join(row.words for row in rows)
    return UnreadWords(Unread("table_unread", message, page=rows[0].page), words)
