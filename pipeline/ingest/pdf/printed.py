"""What stands on a page, whoever read it: words, rules, shades and pictures, in points from the top left."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extractors._document import Box

_Floats = npt.NDArray[np.float64]

WORD_GAP = 0.16  # of the type size: a gap wider than this parts two words that no blank parts
_RISE = 0.25  # of the type size: a glyph this much higher or lower is raised or lowered
_SIZE_CHANGE = 0.12  # a glyph that differs more in size begins another word
_UNMAPPED = re.compile(r"\(cid:\d+\)|[\ue000-\uf8ff\ufffd]")  # a glyph whose font tells no letter
MOST_SLANT = 0.2  # rise of a line of text over its length: what is steeper stands in no word
HAIR = 1.2  # points between two printings of one glyph
_BOLD_NAMES = ("bold", "black", "heavy", "demi")  # in the names of fonts: 'Carlito-Bold', 'Avenir-Heavy'
_ITALIC_NAMES = ("italic", "oblique")


class Glyph(NamedTuple):
    """One printed character."""

    text: str
    box: Box
    size: float
    font: str


@dataclass(slots=True, eq=False)
class PrintedWord:
    """Characters printed side by side in one type. `is_glued`: no blank stands before it.

    Never changed; not frozen because a page has hundreds, and each would take eight times as long to make.
    """

    text: str
    box: Box
    size: float
    is_bold: bool
    is_italic: bool
    is_glued: bool = False
    confidence: float = 1.0  # of who recognised it in a picture, 0 to 1

    def __reduce__(self) -> tuple[type[PrintedWord], tuple[object, ...]]:
        """Pickled by its values: a page has hundreds, and dataclasses look up their fields each time."""
        values = (self.text, self.box, self.size, self.is_bold, self.is_italic)
        return PrintedWord, (*values, self.is_glued, self.confidence)


class Rule(NamedTuple):
    """A straight line, horizontal or vertical, or the side of a shaded area."""

    is_horizontal: bool
    at: float  # its y if horizontal, else its x
    start: float
    end: float


@dataclass(slots=True)
class PrintedPage:
    """One page as read."""

    number: int
    width: float
    height: float
    words: list[PrintedWord] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    shades: list[Box] = field(default_factory=list)  # filled or outlined rectangles
    panels: list[Box] = field(
        default_factory=list
    )  # the same and white ones, which can hold a text of their own
    pictures: list[Box] = field(default_factory=list)
    marks: list[Box] = field(default_factory=list)  # shapes no larger than a sign: bullets, parts of charts
    has_drawing: bool = False  # curves: a chart, or letters drawn as outlines
    rotated: str = ""  # characters printed sideways or upside down, which stand in no word


def words_of_glyphs(glyphs: Iterable[Glyph]) -> list[PrintedWord]:
    """Words in the order of printing: parted by blanks, by gaps, and where size or height changes.

    What is printed twice a hair apart, to look bold, is one.
    """
    return once_printed(_words(glyphs))


def once_printed(words: Iterable[PrintedWord]) -> list[PrintedWord]:
    """The words without those that are printed a second time a hair apart."""
    kept: list[PrintedWord] = []
    boxes: defaultdict[str, list[Box]] = defaultdict(list)
    for word in words:
        x0, top, _, _ = box = word.box
        same = boxes[word.text]
        for left, above, _, _ in same:
            if abs(left - x0) < HAIR and abs(above - top) < HAIR:
                break
        else:
            same.append(box)
            kept.append(word)
    return kept


def _is_same_place(left: Box, right: Box) -> bool:
    return abs(left[0] - right[0]) < HAIR and abs(left[1] - right[1]) < HAIR


def _words(glyphs: Iterable[Glyph]) -> Iterator[PrintedWord]:
    run: list[Glyph] = []
    is_glued = False
    for glyph in glyphs:
        is_blank = not glyph.text.strip()
        if not run:
            is_glued = is_glued and not is_blank
        elif glyph.text == run[-1].text and _is_same_place(glyph.box, run[-1].box):
            continue
        else:
            is_beside, is_alike = (False, False) if is_blank else _joint(run[-1], glyph)
            if not (is_beside and is_alike):
                yield from _word(run, is_glued)
                is_glued = is_beside
                run = []
        if not is_blank:
            run.append(glyph)
    yield from _word(run, is_glued)


def _joint(last: Glyph, glyph: Glyph) -> tuple[bool, bool]:
    """Whether a glyph is printed right behind the last one, and whether at its height and in its size."""
    _, last_top, last_x1, last_bottom = last.box
    x0, top, _, bottom = glyph.box
    smaller, larger = sorted((last.size, glyph.size))
    is_level = top < last_bottom and last_top < bottom
    is_beside = is_level and -0.5 * larger < x0 - last_x1 < WORD_GAP * larger
    is_alike = abs(bottom - last_bottom) < _RISE * smaller and larger - smaller < _SIZE_CHANGE * larger
    return is_beside, is_alike


def _word(run: Sequence[Glyph], is_glued: bool) -> Iterator[PrintedWord]:
    if run:
        text = word_of("".join(glyph.text for glyph in run), len(run))
        if text:
            box = around([glyph.box for glyph in run])
            yield PrintedWord(text, box, run[0].size, *emphasis(run[0].font), is_glued)


def word_of(printed: str, count: int) -> str:
    """The word that so many letters make; empty if they make none."""
    text = printed.strip()
    if not text.isascii():
        text = unicodedata.normalize("NFC", printed).strip()
        if unicodedata.combining(text[:1] or " "):  # an accent whose letter stands elsewhere
            text = text[1:]
    if count == 1 and _UNMAPPED.fullmatch(text):
        text = "•"  # a lone sign of a symbol font, nearly always
    return text


def joints(
    x0: _Floats, x1: _Floats, top: _Floats, bottom: _Floats, size: _Floats
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """What `_joint` tells of two letters, of each letter of a page but the first and the one before it."""
    smaller, larger = np.minimum(size[:-1], size[1:]), np.maximum(size[:-1], size[1:])
    gap = x0[1:] - x1[:-1]
    is_level = (top[1:] < bottom[:-1]) & (top[:-1] < bottom[1:])
    is_beside = is_level & (-0.5 * larger < gap) & (gap < WORD_GAP * larger)
    is_alike = (abs(np.diff(bottom)) < _RISE * smaller) & (larger - smaller < _SIZE_CHANGE * larger)
    return is_beside, is_alike


@cache
def emphasis(font: str) -> tuple[bool, bool]:
    """Whether a font is bold, and whether it is italic, by its name."""
    name = font.lower()
    return any(each in name for each in _BOLD_NAMES), any(each in name for each in _ITALIC_NAMES)


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all boxes."""
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return (min(x0), min(top), max(x1), max(bottom))


def middle(box: Box) -> tuple[float, float]:
    """The point in the middle of a box."""
    return ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)


def words_in(words: Iterable[PrintedWord], box: Box, slack: float = 0.0) -> list[PrintedWord]:
    """The words with their middle in a box, widened by `slack`; as `holds` tells of one."""
    left, top, right, bottom = box[0] - slack, box[1] - slack, box[2] + slack, box[3] + slack
    return [
        word
        for word in words
        if top <= (word.box[1] + word.box[3]) / 2 <= bottom
        and left <= (word.box[0] + word.box[2]) / 2 <= right
    ]


def words_outside(
    words: Iterable[PrintedWord], boxes: Iterable[Box], slack: float = 0.0
) -> list[PrintedWord]:
    """The words with their middle in none of the boxes, each widened by `slack`; as `holds` tells of one."""
    rest = list(words)
    for box in boxes:
        left, top, right, bottom = box[0] - slack, box[1] - slack, box[2] + slack, box[3] + slack
        rest = [
            word
            for word in rest
            if not (
                top <= (word.box[1] + word.box[3]) / 2 <= bottom
                and left <= (word.box[0] + word.box[2]) / 2 <= right
            )
        ]
    return rest


def holds(outer: Box, point: tuple[float, float], slack: float = 0.0) -> bool:
    """Whether a point lies in a box, widened by `slack`."""
    x, y = point
    return outer[0] - slack <= x <= outer[2] + slack and outer[1] - slack <= y <= outer[3] + slack
