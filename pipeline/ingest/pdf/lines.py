"""Words -> printed lines: raised and lowered characters put back to the word they stand at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from extractors._document import Box
from pipeline.ingest.blocks import MARK, marked
from pipeline.ingest.pdf.printed import PrintedWord, around

_SAME_LINE = 0.5  # share of the lower word's height by which two words of one line overlap
_SMALLER = 0.86  # of the line's type: what is smaller and off the base line is raised or lowered
_OFF_LINE = 0.1  # of the line's type size
_WIDE_GAP = 1.3  # of the type size: a gap wider than this parts what does not belong together
_NOTE_MARK = re.compile(r"\d{1,2}|\*{1,3}")
_POWER_BEARERS = frozenset({"m", "cm", "dm", "km", "/m", "kwh/m", "m3/m"})  # '[kWh/]m' + raised 2


@dataclass(eq=False)
class Line:
    """Words printed on one line, from left to right."""

    page: int
    words: tuple[PrintedWord, ...]

    @cached_property
    def size(self) -> float:
        """The size most of its characters have."""
        sizes: Counter[float] = Counter()
        for word in self.words:
            sizes[round(word.size * 2) / 2] += len(word.text)
        return max(sizes, key=lambda size: (sizes[size], size))

    @cached_property
    def box(self) -> Box:
        """Around the words of the line's own size, so that raised marks do not change its height."""
        whole = around(word.box for word in self.words)
        own = [word.box for word in self.words if abs(word.size - self.size) < 0.6] or [whole]
        return (whole[0], min(box[1] for box in own), whole[2], max(box[3] for box in own))

    @cached_property
    def text(self) -> str:
        """Its words with blanks between them, footnote marks left out."""
        return MARK.sub("", "".join(("" if w.is_glued else " ") + w.text for w in self.words)).strip()

    @cached_property
    def is_bold(self) -> bool:
        """Whether all its letters are bold."""
        lettered = [word for word in self.words if any(c.isalpha() for c in word.text)]
        return bool(lettered) and all(word.is_bold for word in lettered)

    @cached_property
    def is_italic(self) -> bool:
        """Whether all its letters are italic."""
        lettered = [word for word in self.words if any(c.isalpha() for c in word.text)]
        return bool(lettered) and all(word.is_italic for word in lettered)

    @cached_property
    def colour(self) -> str:
        """The colour of its first word."""
        return self.words[0].colour

    def pieces(self) -> list[Line]:
        """The line parted at its wide gaps."""
        return self._pieces

    @cached_property
    def _pieces(self) -> list[Line]:
        return [Line(self.page, tuple(run)) for run in _runs(self.words)]


def _runs(words: Sequence[PrintedWord]) -> Iterator[list[PrintedWord]]:
    run: list[PrintedWord] = []
    for word in words:
        if run and word.box[0] - run[-1].box[2] > _WIDE_GAP * max(word.size, run[-1].size):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def lines_of(words: Iterable[PrintedWord], page: int) -> list[Line]:
    """Lines from top to bottom; words at the same height are one line, however far apart."""
    rows: list[list[PrintedWord]] = []
    for word in sorted(words, key=lambda word: (word.box[1] + word.box[3], word.box[0])):
        row = next((row for row in reversed(rows[-4:]) if _same_height(row, word)), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    lines = [Line(page, tuple(_with_raised(sorted(row, key=lambda word: word.box[0])))) for row in rows]
    return sorted(lines, key=lambda line: line.box[1])


def _same_height(row: Sequence[PrintedWord], word: PrintedWord) -> bool:
    highest = max(row, key=lambda other: other.size)
    overlap = min(highest.box[3], word.box[3]) - max(highest.box[1], word.box[1])
    height = min(highest.box[3] - highest.box[1], word.box[3] - word.box[1])
    return overlap > _SAME_LINE * height


def _with_raised(words: list[PrintedWord]) -> Iterator[PrintedWord]:
    """The same words, with raised and lowered ones glued to the word before or made footnote marks."""
    main = Line(0, tuple(words))
    base = main.box[3]
    last: PrintedWord | None = None
    for word in words:
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
