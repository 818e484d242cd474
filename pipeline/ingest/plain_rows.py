"""A printed line read as a table row: its name and the values after it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from extractors._document import Unread
from pipeline.ingest.blocks import Grid, TextBlock, text_block
from pipeline.ingest.items import opening
from pipeline.ingest.layout import alternatives
from pipeline.ingest.layout import words as listed

LONGEST_LABEL = 70
_LONGEST_LINE = 220
_MOST_WORDS_OVER_YEARS = 4
_NUMBER = r"(?:€ ?)?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+|,-{1,2})?"
_LOSS = r"(?:[-−–+](?=\d))?"  # '-24': sold or demolished
# '80**', '8 1)', '-24', '1.000 - 2.000', 'Minimaal 1.200', '5% - 10%', '20/30', '€ 1.500,00', 'NTB'
VALUE = re.compile(
    rf"(?<!\S)(?:(?:(?:{alternatives('cell_qualifiers')}) )?{_LOSS}{_NUMBER}(?: ?%)?"
    rf"(?: ?[-–/] ?{_NUMBER}(?: ?%)?)?(?: ?[¹²³⁴⁵⁶⁷⁸⁹]| \d\)|\*{{0,3}})"
    rf"|(?:{alternatives('cell_words')}))(?!\S)",
    re.I,
)
# '12 - 8': two values and a dash between them, or a range
_SPACED_RANGE = re.compile(rf"({_NUMBER}) ([-–]) ({_NUMBER})")
YEAR = re.compile(r"(?:19|20)\d\d")
_MARKS = " *¹²³⁴⁵⁶⁷⁸⁹"  # of notes, behind a year or a value
_BEFORE_YEAR = re.compile(rf"(?:{alternatives('before_year')})$", re.I)
# 'Thema 1: Betaalbaarheid', 'Hoofdstuk 2 SAMENWERKING', 'BIJLAGE A'
CHAPTER = re.compile(
    rf"\s*(?i:{alternatives('chapter_words')})\s+(?:\d{{1,2}}[a-z]?|[A-Z]|[IVX]{{1,4}})\b[.:]?"
)
SENTENCE_END = re.compile(r"[.;:!?]$")
_STOPS = tuple(".;:!?")
_LAST_CELL_WORD = re.compile(rf"(?:^|\s)(?:{alternatives('cell_words')})$", re.I)  # 'n.n.b.' ends no sentence


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A table and the lines [first, last] it takes."""

    first: int
    last: int
    grid: Grid
    unread: tuple[Unread, ...] = ()


class Value(NamedTuple):  # several for each line
    """A value and where it stands on its line."""

    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """A line, the name it starts with ('' for none) and its values. Its blanks can be cells."""

    line: str
    label: str
    values: tuple[Value, ...]
    name_goes_on: str = ""  # what stands of its name on the line below

    def first_cell(self, count: int) -> int:
        """Index of the first value that is a cell: one too many, or a year after 'en', is of the name."""
        first = max(0, len(self.values) - count)
        while first < len(self.values) - 1 and self.is_year_of_name(first):
            first += 1
        return first

    def cell_count(self) -> int:
        """How many values are cells and no year that ends the name: of 'Stand 1 januari 2031 4.812' one."""
        places = range(len(self.values))
        return len(self.values) - next((i for i in places if not self.is_year_of_name(i)), len(places))

    def is_year_of_name(self, index: int) -> bool:
        """Whether the value is the year of the words before it: 'Start bouw: mei 2031'."""
        value = self.values[index]
        before = self.line[: value.start].rstrip()
        return YEAR.fullmatch(value.words) is not None and _BEFORE_YEAR.search(before) is not None

    def parted(self) -> Row:
        """The same row if a dash with blanks around it is an empty cell and makes no range."""
        values = [part for value in self.values for part in _parted_value(value)]
        return replace(self, values=tuple(values))

    def name(self, first: int) -> str:
        """The name, if value `first` is the first cell."""
        end = self.values[first].start if first < len(self.values) else len(self.line)
        return " ".join([*self.line[:end].split(), *self.name_goes_on.split()])


def _parted_value(value: Value) -> list[Value]:
    """'12 - 8' as three values; other values as they are."""
    found = _SPACED_RANGE.fullmatch(value.words)
    if not found:
        return [value]
    return [Value(found[i], value.start + found.start(i), value.start + found.end(i)) for i in (1, 2, 3)]


def _falls(value: Value) -> bool:
    """Whether what looks like a range goes down, so that it is none: '12 - 8'."""
    parts_of_range = _parted_value(value)
    if len(parts_of_range) == 1:
        return False
    low, high = (int(re.sub(r"\D", "", parts_of_range[i].words.split(",")[0]) or 0) for i in (0, 2))
    return low > high


def read_row(line: str) -> Row | None:
    """A line that ends in values, or None."""
    words = line.rstrip()
    if len(words) > _LONGEST_LINE or not words or ends_sentence(words) or not _may_end_in_value(words):
        return None
    values: list[Value] = []
    end = len(words)
    for found in reversed(list(VALUE.finditer(line))):
        if line[found.end() : end].strip():
            break
        value = Value(found.group(), found.start(), found.end())
        values += reversed(_parted_value(value)) if _falls(value) else [value]
        end = found.start()
    label = " ".join(line[:end].split())
    if not values or len(label) > LONGEST_LABEL or (label and opening(line)) or CHAPTER.match(words):
        return None
    return Row(line, label, tuple(reversed(values)))


def _may_end_in_value(words: str) -> bool:
    """Whether the last word of a line can be of a value; nearly all of prose end in letters."""
    last = words.rsplit(maxsplit=1)[-1]
    return not last.isalpha() or last.lower() in listed("cell_words")


def ends_sentence(words: str) -> bool:
    """Whether a line ends as a sentence does; 'n.n.b.' and 'p.m.' in its last cell end none."""
    return words[-1:] in _STOPS and not _LAST_CELL_WORD.search(words)


def years_of(row: Row | None) -> tuple[str, ...]:
    """The years of a head, two or more and rising; empty for other rows."""
    if row is None or len(row.values) < 2 or len(row.label.split()) > _MOST_WORDS_OVER_YEARS:
        return ()
    years = tuple(value.words.rstrip(_MARKS) for value in row.values)
    is_rising = all(YEAR.fullmatch(year) for year in years) and list(years) == sorted(set(years))
    return years if is_rising else ()


def parts(words: str) -> tuple[TextBlock, ...]:
    """The parts of a cell that holds these words; none for an empty cell."""
    return (text_block("paragraph", " ".join(words.split())),) if words.strip() else ()


def uncertain(printed: str, page: int | None) -> Unread:
    """What is said of a row whose values cannot be dealt out over the columns."""
    message = f"the blanks of the row '{printed}' do not tell the columns of its values; look them up"
    return Unread("column_uncertain", message, page=page)
