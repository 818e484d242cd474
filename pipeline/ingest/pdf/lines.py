"""Words -> printed lines: raised and lowered characters put back to the word they stand at."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress
from operator import attrgetter

from extractors._document import Box
from pipeline.ingest.blocks import marked, without_marks
from pipeline.ingest.pdf.printed import PrintedWord

_LOOKED_BACK = 4  # rows: words of a line lie so near in the order of their heights
_SAME_LINE = 0.5  # share of the lower word's height by which two words of one line overlap
_ALIKE = 0.6  # points: words of a line that differ less in size are of one size
_SMALLER = 0.86  # of the line's type: what is smaller and off the base line is raised or lowered
_OFF_LINE = 0.1  # of the line's type size
_WIDE_GAP = 1.3  # of the type size: a gap wider than this parts what does not belong together
_NOTE_MARK = re.compile(r"\d{1,2}|\*{1,3}")
_POWER_BEARERS = frozenset({"m", "cm", "dm", "km", "/m", "kwh/m", "m3/m"})  # '[kWh/]m' + raised 2
_BOLD, _SIZE = attrgetter("is_bold"), attrgetter("size")

Phrases = Sequence[tuple[PrintedWord, ...]]


@dataclass(eq=False, slots=True)
class Line:
    """Words printed on one line, from left to right."""

    page: int
    words: tuple[PrintedWord, ...]
    printed: tuple[PrintedWord, ...] = ()  # the same, where raised ones are not yet glued or marked
    size: float = field(init=False)  # which most of its characters have
    box: Box = field(init=False)  # of the words of that size: raised marks do not change its height
    text: str = field(init=False)  # its words with blanks between them, footnote marks left out
    is_bold: bool = field(init=False)  # all its letters
    phrases: dict[float, Phrases] = field(init=False)  # as far as it was parted, by the widest blank in one
    _pieces: list[Line] | None = field(init=False)

    def __post_init__(self) -> None:
        """Measure it: nearly every line is asked for all of this."""
        words = self.words
        self.printed = self.printed or words
        self.size, self.box = _measured(words)
        self.text = _text(words)
        self.is_bold = _are_bold(words)
        self.phrases, self._pieces = {}, None

    def __reduce__(self) -> tuple[type[Line], tuple[object, ...]]:
        """Pickled without what follows of its words."""
        return Line, (self.page, self.words, self.printed)

    @property
    def is_italic(self) -> bool:
        """Whether all its letters are italic."""
        lettered = _lettered(self.words)
        return bool(lettered) and all(word.is_italic for word in lettered)

    def pieces(self) -> list[Line]:
        """The line parted at its wide gaps."""
        if self._pieces is None:
            runs = list(_runs(self.words))
            is_whole = len(runs) == 1 and self.printed is self.words
            self._pieces = [self] if is_whole else [Line(self.page, tuple(run)) for run in runs]
        return self._pieces


def _text(words: Sequence[PrintedWord]) -> str:
    text = "".join([word.text if word.is_glued else f" {word.text}" for word in words])
    return without_marks(text).strip()


def _are_bold(words: Sequence[PrintedWord]) -> bool:
    if not any(map(_BOLD, words)):  # most lines
        return False
    lettered = _lettered(words)
    return bool(lettered) and all(word.is_bold for word in lettered)


def _lettered(words: Sequence[PrintedWord]) -> list[PrintedWord]:
    return [word for word in words if any(map(str.isalpha, word.text))]


def _runs(words: Sequence[PrintedWord]) -> Iterator[list[PrintedWord]]:
    run: list[PrintedWord] = []
    for word in words:
        if run and word.box[0] - run[-1].box[2] > _WIDE_GAP * max(word.size, run[-1].size):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _measured(words: Sequence[PrintedWord]) -> tuple[float, Box]:
    """The size, in half points, that most characters have, and the box of the words of that size."""
    if len(words) == 1:
        return round(words[0].size * 2) / 2, words[0].box
    x0, tops, x1, bottoms = zip(*[word.box for word in words], strict=True)
    size = words[0].size
    if len({word.size for word in words}) == 1:
        size = round(size * 2) / 2
    else:
        size = _usual_size(words)
        own = [abs(word.size - size) < _ALIKE for word in words]
        if any(own):
            tops, bottoms = tuple(compress(tops, own)), tuple(compress(bottoms, own))
    return size, (min(x0), min(tops), max(x1), max(bottoms))


def _usual_size(words: Sequence[PrintedWord]) -> float:
    """The size that most characters have; the larger of two."""
    sizes: Counter[float] = Counter()
    for word in words:
        sizes[round(word.size * 2) / 2] += len(word.text)
    return max(sizes, key=lambda size: (sizes[size], size))


class Text:
    """Words of a page in the order of printing, and the lines that they make."""

    def __init__(
        self,
        page: int,
        words: Sequence[PrintedWord],
        lines: Sequence[Line] | None = None,
        whole: Text | None = None,
    ) -> None:
        """`lines` where they are known; `whole` is a text that holds these words and others."""
        self.page, self.words = page, words
        self._lines, self._whole = lines, whole
        self._heights: list[float] | None = None

    @property
    def lines(self) -> Sequence[Line]:
        """Its lines from top to bottom. What is a line of the whole text is not made again."""
        if self._lines is None:
            known = self._whole.lines if self._whole else ()
            self._lines = _whole_lines(self.words, known) or lines_of(self.words, self.page)
        return self._lines

    def of(self, words: Sequence[PrintedWord]) -> Text:
        """Some of its words."""
        return self if len(words) == len(self.words) else Text(self.page, words, whole=self)

    def inside(self, box: Box, slack: float = 0.0) -> Text:
        """The words with their middle in a box, widened by `slack`."""
        left, top, right, bottom = box[0] - slack, box[1] - slack, box[2] + slack, box[3] + slack
        if self._heights is None:
            self._sort()
            assert self._heights is not None
        band = self._order[bisect_left(self._heights, top) : bisect_right(self._heights, bottom)]
        words, middles = self.words, self._middles
        return self.of([words[index] for index in sorted(band) if left <= middles[index] <= right])

    def _sort(self) -> None:
        """Find the middle of each word, and the order of their heights."""
        boxes = [word.box for word in self.words]
        heights = [(top + bottom) / 2 for _, top, _, bottom in boxes]
        self._middles = [(x0 + x1) / 2 for x0, _, x1, _ in boxes]
        self._order = sorted(range(len(heights)), key=heights.__getitem__)
        self._heights = [heights[index] for index in self._order]


def _whole_lines(words: Sequence[PrintedWord], lines: Sequence[Line]) -> list[Line] | None:
    """Those of the lines that the words make, where they make some whole ones and no part of one."""
    some = set(words)
    found = [line for line in lines if some.issuperset(line.printed)]
    return found if sum(len(line.printed) for line in found) == len(some) else None


class _Row:
    """The words at one height as far as they are found; the first of the largest tells the height."""

    __slots__ = ("bottom", "size", "top", "words")

    def __init__(self, word: PrintedWord) -> None:
        self.words = [word]
        self.take_height(word)

    def take_height(self, word: PrintedWord) -> None:
        self.size = word.size
        _, self.top, _, self.bottom = word.box


def lines_of(words: Iterable[PrintedWord], page: int) -> list[Line]:
    """Lines from top to bottom; words at the same height are one line, however far apart."""
    words = list(words)
    if len(words) == 1:  # half of all cells
        return [_line(words, page)]
    rows: list[_Row] = []
    for word in sorted(words, key=_by_height):
        row = _row_of(word, rows)
        if row is None:
            rows.append(_Row(word))
            continue
        row.words.append(word)
        if word.size > row.size:
            row.take_height(word)
    lines = [_line(row.words, page) for row in rows]
    lines.sort(key=_top)
    return lines


def _row_of(word: PrintedWord, rows: Sequence[_Row]) -> _Row | None:
    """The last row at whose height a word stands. Written out: it is asked of every word of every page."""
    _, top, _, bottom = word.box
    height = bottom - top
    for row in rows[: -_LOOKED_BACK - 1 : -1]:
        row_top, row_bottom = row.top, row.bottom
        overlap = (bottom if bottom < row_bottom else row_bottom) - (top if top > row_top else row_top)
        row_height = row_bottom - row_top
        if overlap > _SAME_LINE * (height if height < row_height else row_height):
            return row
    return None


def _top(line: Line) -> float:
    return line.box[1]


def _by_height(word: PrintedWord) -> tuple[float, float]:
    x0, top, _, bottom = word.box
    return (top + bottom, x0)


def _by_start(word: PrintedWord) -> float:
    return word.box[0]


def _line(words: list[PrintedWord], page: int) -> Line:
    """A line of these words, with raised and lowered ones glued to the word before or made footnote marks."""
    if len(words) == 1:
        return Line(page, (words[0],))
    words.sort(key=_by_start)
    line = Line(page, tuple(words))
    smaller = _SMALLER * line.size
    if min(map(_SIZE, words)) >= smaller:
        return line
    return Line(page, tuple(_with_raised(line)), line.words)


def _with_raised(main: Line) -> Iterator[PrintedWord]:
    base = main.box[3]
    last: PrintedWord | None = None
    for word in main.words:
        rise = base - word.box[3]
        is_small = word.size < _SMALLER * main.size
        if last is None or not is_small or abs(rise) < _OFF_LINE * main.size or not _is_beside(last, word):
            yield word
        elif rise > 0 and _NOTE_MARK.fullmatch(word.text) and last.text.lower() not in _POWER_BEARERS:
            yield replace(word, text=marked(word.text), is_glued=True)
        else:
            yield replace(word, is_glued=True)
        last = word


def _is_beside(last: PrintedWord, word: PrintedWord) -> bool:
    return word.box[0] - last.box[2] < 0.25 * last.size
