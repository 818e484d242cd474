"""Columns by the white between them: upright strips that the words of many lines leave free."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from pipeline.ingest.layout import words as words_of
from pipeline.ingest.pdf.lines import Line, Phrases
from pipeline.ingest.pdf.printed import PrintedWord, middle

BLANK = 0.42  # of the type size: a wider gap than this is no blank between the words of a phrase
_BETWEEN_COLUMNS = 0.5  # of the type size: a wider gap than this can part two columns
_LETTER = 0.6  # of the type size: the width of a typewriter's letter
_TYPED_BLANK = 0.72  # the same as BLANK in a typewriter's type
_WIDE = 1.0  # of the type size: two columns stand so far apart, in the mean of their lines
_NARROWEST = 0.2  # of the type size: the strip that all lines of a long table leave free
_NARROWEST_OF_FEW = 0.9  # the same where only a line or two show it
_FEW = 3  # lines
_TOGETHER = 1.5  # points within which words of a column begin, or end, together
_MOST_OVER = 0.08  # share of lines that may run over a strip: long names of rows, titles in the table
_WIDEST = 4.0  # type sizes: what a gap adds to the mean at most, so that one open cell does not decide
_TEXTS = 4096  # of cells whose kind is remembered: a page asks several times of each
_BEFORE = frozenset({"€", "$", "£", "("})  # signs that belong to the number behind them
_BEHIND = frozenset({"%", ")", ")%", "*"})  # or before them
_SIGNS = _BEFORE | _BEHIND
# '70', '60/70', '2.000 - 3.000', '€ 409', '16%', '70**', '(1.3–2.0)', 'Minimaal 10.500', '-', 'Q2 2031'
_VALUE = re.compile(
    r"[(<>≤≥±~€$£]*(?:[^\W\d]{1,9}\.? )?[(€$£<>≤≥±~]*\s*[–-]?"
    r"\d[\d.,:;/()%*€$£†‡°'’ –-]*(?:[^\W\d_]{1,3}\.?)?[*†‡)]{0,3}"
    r"|[–—*†‡#.-]{1,3}"
)


@dataclass(slots=True, eq=False)
class Chunk:
    """Words of one line that stand together, in the columns `first` to `last`. Never changed."""

    first: int
    last: int
    words: tuple[PrintedWord, ...]
    text: str = field(init=False)  # its words with blanks between them

    def __post_init__(self) -> None:
        """Nearly every chunk is asked for its text, most of them several times."""
        self.text = " ".join([word.text for word in self.words])

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.words[0].box[0]

    @property
    def x1(self) -> float:
        """Where it ends."""
        return self.words[-1].box[2]


@lru_cache(_TEXTS)
def is_value(text: str) -> bool:
    """Whether a cell holds a number, or stands for one: '-', 'n.v.t.', 'x'."""
    return _VALUE.fullmatch(text) is not None or text.lower().rstrip("*") in words_of("cell_words")


def clumps(line: Line, blank: float = BLANK) -> Phrases:
    """The words of a line, parted where they stand further apart than the words of a phrase."""
    if blank not in line.phrases:
        line.phrases[blank] = _clumps(line, blank)
    return line.phrases[blank]


def _clumps(line: Line, blank: float) -> Phrases:
    wide = max(blank, _TYPED_BLANK) if _is_typed(line) else blank
    found = [[line.words[0]]]
    for last, word in pairwise(line.words):
        gap, size = word.box[0] - last.box[2], max(last.size, word.size)
        if gap <= blank * size or (gap <= wide * size and not (is_value(last.text) and is_value(word.text))):
            found[-1].append(word)
        else:
            found.append([word])
    return [tuple(each) for each in found]


def _is_typed(line: Line) -> bool:
    """Whether all letters are equally wide, as a typewriter's: then a blank is as wide as a letter."""
    return all(
        abs(word.box[2] - word.box[0] - _LETTER * word.size * len(word.text))
        < 0.03 * word.size * len(word.text)
        for word in line.words
    )


def gutters(lines: Sequence[Line]) -> list[float]:
    """The middles of the strips between the columns of these lines, each with words on both sides."""
    rows = _rows(lines)
    return _without_signs([_border(rows, start, end) for start, end in _strips(rows, lines)], lines)


def has_gutter(lines: Sequence[Line]) -> bool:
    """Whether there is such a strip: the first tells it where no sign stands apart from its number."""
    is_parted = any(True for _ in _strips(_rows(lines), lines))
    has_signs = is_parted and any(word.text in _SIGNS for line in lines for word in line.words)
    return bool(gutters(lines)) if has_signs else is_parted


def _rows(lines: Sequence[Line]) -> list[list[tuple[float, float]]]:
    """Where the phrases begin and end of the lines that have several."""
    return [spans for line in lines if len(spans := _spans(line)) > 1]


def _strips(
    rows: Sequence[Sequence[tuple[float, float]]], lines: Sequence[Line]
) -> Iterator[tuple[int, int]]:
    """The strips that part columns."""
    if not rows:
        return
    size = sorted(line.size for line in lines)[len(lines) // 2]
    for start, end in _free(rows, int(_MOST_OVER * len(rows))):
        if _parts(rows, start, end, size):
            yield start, end


def _border(rows: Sequence[Sequence[tuple[float, float]]], start: float, end: float) -> float:
    """Where in a strip the border stands: before words that all begin together, else in the middle.

    A head that is wider than the short words under it runs far into the strip behind them.
    """
    middle_of = (start + end) / 2
    begins = [next(x0 for x0, _ in row if x0 >= end - 2) for row in rows if row[-1][0] >= end - 2]
    if len(begins) < _FEW or max(begins) - min(begins) > _TOGETHER:
        return middle_of
    before = min(begins) - _TOGETHER
    if any(middle_of <= x0 < before for row in rows for x0, _ in row):
        return middle_of  # a wide head over short words in the middle of their column
    ends = [max(x1 for _, x1 in row if x1 <= start + 2) for row in rows if row[0][1] <= start + 2]
    return middle_of if max(ends) - min(ends) <= _TOGETHER else max(middle_of, before)


def _spans(line: Line) -> list[tuple[float, float]]:
    return [(words[0].box[0], words[-1].box[2]) for words in clumps(line)]


def _free(rows: Sequence[Sequence[tuple[float, float]]], most_over: int) -> Iterator[tuple[int, int]]:
    """Strips between words, in whole points, that at most so many lines run over."""
    steps: dict[int, int] = {}  # how many more lines have a word from a point on
    for row in rows:
        for x0, x1 in row:
            begin = round(x0 + 0.2)
            end = max(round(x1 - 0.2), begin + 1)
            steps[begin] = steps.get(begin, 0) + 1
            steps[end] = steps.get(end, 0) - 1
    count, is_behind = 0, False
    start: int | None = None
    for x in sorted(steps):
        count += steps[x]
        if count > most_over:
            if start is not None:
                yield (start, x)
            start, is_behind = None, True
        elif start is None and is_behind:
            start = x


def _parts(rows: Sequence[Sequence[tuple[float, float]]], start: float, end: float, size: float) -> bool:
    """Whether a strip is wider, over its lines, than a blank between words is by chance."""
    least = _NARROWEST_OF_FEW if len(rows) < _FEW else _NARROWEST
    if end - start < least * size:
        return False
    centre = (start + end) / 2
    gaps = []
    for row in rows:
        before = [x1 for x0, x1 in row if (x0 + x1) / 2 < centre]
        behind = [x0 for x0, x1 in row if (x0 + x1) / 2 > centre]
        if before and behind:
            gaps.append(min(min(behind) - max(before), _WIDEST * size))
    return bool(gaps) and sum(gaps) >= _WIDE * size * len(gaps)


def _without_signs(places: Sequence[float], lines: Sequence[Line]) -> list[float]:
    """Without the strips that part a sign from its number: '€ 409', '16 %'."""
    kept = list(places)
    words = [(middle(word.box)[0], word.text) for line in lines for word in line.words] if kept else []
    if not any(text in _SIGNS for _, text in words):
        return kept
    for index in reversed(range(len(kept))):
        left = kept[index - 1] if index else float("-inf")
        right = kept[index + 1] if index + 1 < len(kept) else float("inf")
        here = kept[index]
        before = {text for x, text in words if left < x < here}
        behind = {text for x, text in words if here < x < right}
        if (before and before <= _BEFORE) or (behind and behind <= _BEHIND):
            del kept[index]
    return kept


def column_of(x: float, inner: Sequence[float]) -> int:
    """The column in which a point stands, given the borders between columns."""
    return bisect_left(inner, x)


def crosses(line: Line, x: float) -> bool:
    """Whether a word stands on the border, or a common blank."""
    for left, right in pairwise(line.words):
        if (
            left.box[2] - 2 < x < right.box[0] + 2
            and right.box[0] - left.box[2] < _BETWEEN_COLUMNS * line.size
        ):
            return True
    return any(word.box[0] < x - 2 and word.box[2] > x + 2 for word in line.words)


def chunks(line: Line, inner: Sequence[float]) -> list[Chunk]:
    """The words of a line by column; a phrase that runs over a border stands in the columns on both sides."""
    found: list[Chunk] = []
    for phrase in clumps(line):
        start = 0
        places = [column_of(middle(word.box)[0], inner) for word in phrase] if len(phrase) > 1 else []
        for index, (left, right) in enumerate(pairwise(places), 1):
            if left != right and _falls_apart(phrase, index, inner):
                found.append(_chunk(phrase[start:index], inner))
                start = index
        found.append(_chunk(phrase[start:], inner))
    return _together(found)


def _falls_apart(phrase: Sequence[PrintedWord], index: int, inner: Sequence[float]) -> bool:
    """Whether two words with a common blank between them are two cells: both are values on their own."""
    left, right = phrase[index - 1], phrase[index]
    is_free = any(left.box[0] < border <= right.box[0] + 1 for border in inner)
    return is_free and (is_value(right.text) or is_value(left.text))


def _chunk(words: tuple[PrintedWord, ...], inner: Sequence[float]) -> Chunk:
    """Words in the first and last column that they stand in, a letter's overhang not counted."""
    slack = 0.25 * words[0].size
    (x0, _, end_of_first, _), (start_of_last, _, x1, _) = words[0].box, words[-1].box
    first = column_of(min(x0 + slack, (x0 + end_of_first) / 2), inner)
    last = column_of(max(x1 - slack, (start_of_last + x1) / 2), inner)
    return Chunk(first, max(first, last), words)


def _together(found: Sequence[Chunk]) -> list[Chunk]:
    """Chunks in the same column of one line are one."""
    merged: list[Chunk] = []
    for chunk in found:
        if merged and merged[-1].last >= chunk.first:
            last = merged[-1]
            merged[-1] = Chunk(last.first, max(last.last, chunk.last), (*last.words, *chunk.words))
        else:
            merged.append(chunk)
    return merged


def widths(places: Sequence[float]) -> list[float]:
    """The widths of the columns between borders."""
    return [right - left for left, right in pairwise(places)]
