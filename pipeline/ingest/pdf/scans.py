"""A page that is a picture -> a page as printed: what OCR reads of it, made to look like a text layer."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

import pypdfium2

from extractors._document import Box
from pipeline.ingest.pdf import ocr
from pipeline.ingest.pdf.bands import with_dark_bands_turned
from pipeline.ingest.pdf.pictures import (
    Picture,
    is_coarse,
    render,
    straightened,
    stroke_width,
    with_pale_rules,
    without_rules,
)
from pipeline.ingest.pdf.printed import PrintedPage, PrintedWord, Rule, around
from pipeline.ingest.pdf.unread_cells import words_of_cells

_BULLET = re.compile(
    r"[*«°·¢»e•–—-][_. ]{0,3}(?=\W*$|[A-ZÀ-Þ])"
)  # '*_De', '-__', '¢': how a dot before a line is read
_ORDINAL = re.compile(r"(\(?\d)(?:[°º\"'”*]{1,2}|%|®)")  # '(1°', '3%': a raised 'e' or 'ste' behind a digit
_STROKES = re.compile(r"[|¦_]+")  # '__woonkade', 'Spoorhaven|': what is left of a rule
_DASH = "="  # how a thick dash is read, which stands for none in a cell
_COUNTED = frozenset({"kwartaal", "helft", "halfjaar", "week", "tertaal"})  # what an ordinal counts
_UNSURE = 0.6  # words read with less confidence are nearly all of the wrong ones
_COARSE = 0.5  # how sure the words of a scan of few dots are at most: less than `_UNSURE`
_BOLD = 1.2  # times the usual stroke of the page's letters, for letters of the same size
_ROUGHLY = 0.12  # of the usual size: how far a line's size is off
_STEP = 1.3  # times a size is the next one that can be told from it
_SAME_HEIGHT = 0.5  # of a word's height by which its line's words stand on one line


Place = Callable[[Box], Box]


@dataclass(frozen=True, slots=True)
class Scan:
    """A page as OCR reads it; `place` tells where a box of it lies on the page as it is shown."""

    page: PrintedPage
    place: Place
    shown_size_pt: tuple[float, float]
    is_coarse: bool = False  # too few dots: no word of it is sure


def recognise(document: pypdfium2.PdfDocument, number: int) -> Scan:
    """One page, 1-based. Raises OcrError where tesseract is missing or fails."""
    shown = render(document, number)
    upright, turn = ocr.upright(shown)
    level, angle = straightened(upright)
    turned, sides = with_dark_bands_turned(level)
    bare, rules = without_rules(turned)
    width, height = level.size_pt
    page = PrintedPage(number, width, height, rules=with_pale_rules([*rules, *sides], bare))
    page.words = words_in(bare, page.rules)
    coarse = is_coarse(document, number)
    if coarse:
        page.words = [replace(word, confidence=min(word.confidence, _COARSE)) for word in page.words]
    return Scan(page, _placing(turn, angle, shown.size_pt), shown.size_pt, coarse)


def words_in(picture: Picture, rules: Sequence[Rule] = ()) -> list[PrintedWord]:
    """The words of an upright picture whose rules, in points of it, are wiped out. Raises OcrError."""
    words = ocr.words(picture)
    read = _lines(_without_strokes([*words, *words_of_cells(picture, rules, words)]))
    return list(_mended(_weighed(list(_settled(list(read))), picture)))


def _placing(turn: int, angle: float, size_pt: tuple[float, float]) -> Place:
    """Undoes a turn by quarters (clockwise) and then by an angle (counter-clockwise), both in degrees."""
    width, height = size_pt
    middle = (height / 2, width / 2) if turn in (90, 270) else (width / 2, height / 2)
    sine, cosine = math.sin(math.radians(angle)), math.cos(math.radians(angle))
    unturned: dict[int, Callable[[float, float], tuple[float, float]]] = {
        90: lambda x, y: (y, height - x),
        180: lambda x, y: (width - x, height - y),
        270: lambda x, y: (width - y, x),
    }

    def point(x: float, y: float) -> tuple[float, float]:
        dx, dy = x - middle[0], y - middle[1]
        x, y = middle[0] + dx * cosine - dy * sine, middle[1] + dx * sine + dy * cosine
        return unturned[turn](x, y) if turn in unturned else (x, y)

    def place(box: Box) -> Box:
        x0, top, x1, bottom = box
        corners = [point(x, y) for x in (x0, x1) for y in (top, bottom)]
        return around((x, y, x, y) for x, y in corners)

    return place


def _without_strokes(words: Iterable[PrintedWord]) -> Iterator[PrintedWord]:
    """The words without what is left of rules, which no word of Dutch holds."""
    for word in words:
        text = _STROKES.sub("", word.text)
        if text:
            yield word if text == word.text else replace(word, text=text)


def _settled(lines: Sequence[list[PrintedWord]]) -> Iterator[list[PrintedWord]]:
    """The lines in the usual size or some steps from it: the letters of a line tell its size but roughly.

    Else headings of one depth would stand under each other, and count for what stands under those. Small
    lines that follow on each other and differ but roughly have one size, or a table would fall apart: the
    usual one where that of any is, but for the first, which may head the others.
    """
    usual = median([word.size for line in lines for word in line] or [0.0])
    for run in _alike(lines):
        is_usual = any(_stepped(line[0].size, usual) >= usual for line in run[1:])
        shared = usual if is_usual else _stepped(median(line[0].size for line in run), usual)
        for line in run:
            own = _stepped(line[0].size, usual)
            size = shared if own < usual else own  # a heading need not be much larger than what it heads
            yield [replace(word, size=size) for word in line]


def _alike(lines: Sequence[list[PrintedWord]]) -> Iterator[list[list[PrintedWord]]]:
    """Runs of lines of about one size."""
    run: list[list[PrintedWord]] = []
    for line in lines:
        size = median(each[0].size for each in run or [line])
        if abs(line[0].size - size) >= _ROUGHLY * size:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _stepped(size: float, usual: float) -> float:
    if abs(size - usual) < _ROUGHLY * usual or min(size, usual) <= 0:
        return usual
    steps = math.log(size / usual, _STEP)
    return usual * _STEP ** (round(steps) or math.copysign(1, steps))


def _weighed(lines: Iterable[list[PrintedWord]], picture: Picture) -> Iterator[list[PrintedWord]]:
    """The lines, bold where their strokes are thick for their size: tesseract tells no weight."""
    measured = [(line, _weight(line, picture)) for line in lines]
    usual = median([weight for _, weight in measured] or [0.0])
    for line, weight in measured:
        yield [replace(word, is_bold=weight > _BOLD * usual) for word in line]


def _weight(line: Sequence[PrintedWord], picture: Picture) -> float:
    """Thickness of a line's strokes by its type size; long words count for more."""
    letters = sum(len(word.text) for word in line)
    strokes = sum(len(word.text) * stroke_width(picture, word.box) for word in line)
    return strokes / letters / (max(word.size for word in line) or 1.0)


def _mended(lines: Iterable[list[PrintedWord]]) -> Iterator[PrintedWord]:
    """The words, with signs that OCR takes for others put right where only one can be meant."""
    for line in lines:
        first = line[0]
        dot = _BULLET.match(first.text) if first.confidence < _UNSURE or not first.text[0].isalnum() else None
        if dot and len(line) + bool(first.text[dot.end() :]) > 1:
            x0, top, x1, bottom = first.box
            yield replace(first, text="•", box=(x0, top, min(x1, x0 + first.size), bottom), confidence=1.0)
            rest = first.text[dot.end() :]
            line = [replace(first, text=rest), *line[1:]] if any(map(str.isalnum, rest)) else line[1:]
        for word, following in zip(line, [*line[1:], None], strict=True):
            raised = _ORDINAL.fullmatch(word.text)
            if word.text == _DASH:
                word = replace(word, text="-")
            is_counted = following is not None and following.text.lower().strip(",.;)") in _COUNTED
            yield replace(word, text=f"{raised[1]}e") if raised and is_counted else word


def _lines(words: Iterable[PrintedWord]) -> Iterator[list[PrintedWord]]:
    """Runs of words as tesseract gives them, parted where a new line begins."""
    line: list[PrintedWord] = []
    for word in words:
        if line and (word.box[0] < line[-1].box[0] or not is_level(line[-1].box, word.box)):
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def is_level(left: Box, right: Box) -> bool:
    """Whether two words stand on one line."""
    return abs(left[3] - right[3]) < _SAME_HEIGHT * max(left[3] - left[1], 1.0)
