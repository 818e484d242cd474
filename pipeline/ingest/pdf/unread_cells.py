"""Ruled cells of a picture that hold ink and no word: tesseract leaves out digits that stand alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from extractors._document import Box
from pipeline.ingest.pdf import ocr
from pipeline.ingest.pdf.lines import lines_of
from pipeline.ingest.pdf.pictures import DARK, Picture
from pipeline.ingest.pdf.printed import PrintedPage, PrintedWord, Rule, holds, middle
from pipeline.ingest.pdf.tables.borders import Frame, borders, frames

_INSET = 2.0  # points: what is left of a rule stands so near
_LOWEST = 3.0  # points: ink of a digit is higher, a dash for no number lower


def words_of_cells(
    picture: Picture, rules: Sequence[Rule], words: Sequence[PrintedWord]
) -> list[PrintedWord]:
    """The words of cells of which none was read, where each table is read as one block. Raises OcrError."""
    page = PrintedPage(1, *picture.size_pt, rules=list(rules))
    return [
        word
        for frame in frames(page, lines_of(words, 1))
        if (cells := _unread(picture, frame, words))
        for word in _within(picture, frame.box)
        if any(holds(cell, middle(word.box)) for cell in cells)
    ]


def _unread(picture: Picture, frame: Frame, words: Sequence[PrintedWord]) -> list[Box]:
    """The cells of a frame that is ruled both ways, with ink and without words."""
    xs, ys = borders(rule.at for rule in frame.upright), borders(rule.at for rule in frame.flat)
    if len(xs) < 3 or len(ys) < 3:
        return []
    cells = [(x0, top, x1, bottom) for top, bottom in pairwise(ys) for x0, x1 in pairwise(xs)]
    return [cell for cell in cells if _is_inked(picture, cell) and not any(_meet(cell, w.box) for w in words)]


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _is_inked(picture: Picture, cell: Box) -> bool:
    """Whether ink as high as a digit stands in a cell."""
    sides = (cell[0] + _INSET, cell[1] + _INSET, cell[2] - _INSET, cell[3] - _INSET)
    x0, top, x1, bottom = (max(0, round(side * picture.scale)) for side in sides)
    if x0 >= x1 or top >= bottom:
        return False
    ink = np.asarray(picture.image.crop((x0, top, x1, bottom))) < DARK
    return int(np.count_nonzero(ink.any(axis=1))) >= _LOWEST * picture.scale


def _within(picture: Picture, box: Box) -> list[PrintedWord]:
    """The words of a part of a picture, read as one block."""
    x0, top, x1, bottom = (max(0, round(side * picture.scale)) for side in box)
    part = Picture(picture.image.crop((x0, top, x1, bottom)), picture.scale)
    x, y = x0 / picture.scale, top / picture.scale
    return [
        replace(word, box=(word.box[0] + x, word.box[1] + y, word.box[2] + x, word.box[3] + y))
        for word in ocr.words(part, is_block=True)
    ]
