"""Tables that stand as pictures on a page of text: ruled both ways, or rows of numbers below each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import pypdfium2

from extractors._document import Box, Unread
from pipeline.ingest.pdf import ocr
from pipeline.ingest.pdf.pictures import Picture, may_be_written, render_parts, without_rules
from pipeline.ingest.pdf.printed import PrintedPage, PrintedWord, Rule, around, holds, middle
from pipeline.ingest.pdf.scans import is_level, words_in

_NARROWEST, _LOWEST = 120.0, 30.0  # points: what is smaller is a logo
_FEWEST_RULES = 3  # each way, of a table of two rows and two columns
_WHOLE = 0.9  # of the distance between the outermost rules that cross it
_LEAST_SHARE = 0.04  # of the page that a picture takes which may be a table without rules: three rows of one
_FEWEST_ROWS = 3  # with two numbers at least, of such a table
_SURE = 0.6  # how sure OCR is of nearly all words that it reads right
_WITHOUT_RULES = 0.5  # how sure the words of a table are whose columns no rule tells
_MARGIN = 2.0  # points between its words and the frame that is put round them
_NUMBER = re.compile(r"[€+-]?\d[\d.,]*(?:%|,-+)?")  # '60.000', '17%', '1.250,-'
_FEWEST_NUMBERS = 4  # in a picture that is no table: with fewer it is a logo, a map or a photo of a sign


@dataclass(frozen=True, slots=True)
class Pictured:
    """What OCR reads of a picture: the words and rules of a table, or how many numbers it holds beside."""

    box: Box
    words: Sequence[PrintedWord] = ()
    rules: Sequence[Rule] = ()
    numbers: int = 0


def put_tables(page: PrintedPage, document: pypdfium2.PdfDocument) -> list[Unread]:
    """Puts the tables that stand on a page as pictures among its words and rules, and tells what it did.

    A photo, a chart or a logo is no table: its words would be read as if they were.
    """
    boxes = [box for box in page.pictures if _may_be_table(box, page)]
    if not boxes:
        return []
    try:
        shown = render_parts(document, page.number, boxes)
        found = [
            _recognised(part, box, page) for part, box in zip(shown, boxes, strict=True) if part is not None
        ]
    except ocr.OcrError as error:
        what = f"a table as a picture, and {error}; look it up on the page"
        return [replace(_told(page, what, "page_without_text"), may_pass=error.may_pass)]
    except pypdfium2.PdfiumError:
        return []
    told = [
        _told(page, f"{each.numbers} numbers in a picture, which were not read; look them up on the page")
        for each in found
        if not each.words and each.numbers >= _FEWEST_NUMBERS
    ]
    tables = [each for each in found if each.words]
    for table in tables:
        page.pictures.remove(table.box)
        page.words += table.words
        page.rules += table.rules
    if tables:
        what = "a table as a picture; OCR read it, compare its facts with the page"
        told.append(_told(page, what, "page_recognised"))
    return told


def _told(page: PrintedPage, what: str, code: str = "table_unread") -> Unread:
    return Unread(code, f"page {page.number} shows {what}", page=page.number)


def _may_be_table(box: Box, page: PrintedPage) -> bool:
    """Whether a picture is large enough for a table, lies on the page and has no words printed over it."""
    x0, top, x1, bottom = box
    is_large = x1 - x0 > _NARROWEST and bottom - top > _LOWEST
    lies_on_page = x0 >= -1 and top >= -1 and x1 <= page.width + 1 and bottom <= page.height + 1
    return is_large and lies_on_page and not any(holds(box, middle(word.box)) for word in page.words)


def _recognised(shown: Picture, box: Box, page: PrintedPage) -> Pictured:
    """What a picture that is rendered shows. Raises OcrError where it may be a table."""
    bare, rules = without_rules(shown)
    is_grid = _is_grid(rules)
    if not is_grid and (_share(box, page) < _LEAST_SHARE or not may_be_written(bare)):
        return Pictured(box)
    if missing := ocr.missing():
        if is_grid:
            raise ocr.OcrError(missing)
        return Pictured(box)
    words = words_in(bare, rules)
    numbers = [word for word in words if word.confidence >= _SURE and _NUMBER.fullmatch(word.text)]
    if not words or not (is_grid or _stand_in_columns(numbers)):
        return Pictured(box, numbers=len(numbers))
    if not is_grid:  # what stands in it belongs together, and its columns are guessed from blanks
        words = [replace(word, confidence=min(word.confidence, _WITHOUT_RULES)) for word in words]
        rules = _frame(around(word.box for word in words))
    x, y = shown.origin
    return Pictured(box, [_moved_word(word, x, y) for word in words], [_moved(rule, x, y) for rule in rules])


def _is_grid(rules: Sequence[Rule]) -> bool:
    """Whether lines run through the whole of it both ways; a chart's and a diagram's do not."""
    for is_horizontal in (True, False):
        ends = [rule.at for rule in rules if rule.is_horizontal != is_horizontal]
        own = [rule for rule in rules if rule.is_horizontal == is_horizontal]
        length = max(ends, default=0.0) - min(ends, default=0.0)
        if sum(rule.end - rule.start >= _WHOLE * length for rule in own) < _FEWEST_RULES:
            return False
    return bool(rules)


def _share(box: Box, page: PrintedPage) -> float:
    """How much of a page a box takes."""
    return (box[2] - box[0]) * (box[3] - box[1]) / (page.width * page.height)


def _stand_in_columns(numbers: Sequence[PrintedWord]) -> bool:
    """Whether some rows have two numbers or more, each below one of the row above."""
    rows: list[list[PrintedWord]] = []
    for word in sorted(numbers, key=lambda word: word.box[3]):
        if rows and is_level(rows[-1][-1].box, word.box):
            rows[-1].append(word)
        else:
            rows.append([word])
    full = [row for row in rows if len(row) > 1]
    kept = sum(_below(row, above) > 1 for above, row in pairwise(full))
    return kept >= _FEWEST_ROWS - 1


def _below(row: Sequence[PrintedWord], above: Sequence[PrintedWord]) -> int:
    """How many words of a row stand below one of the row above."""
    return sum(
        any(word.box[0] < other.box[2] and other.box[0] < word.box[2] for other in above) for word in row
    )


def _frame(box: Box) -> list[Rule]:
    x0, top, x1, bottom = box[0] - _MARGIN, box[1] - _MARGIN, box[2] + _MARGIN, box[3] + _MARGIN
    across = [Rule(True, at, x0, x1) for at in (top, bottom)]
    return across + [Rule(False, at, top, bottom) for at in (x0, x1)]


def _moved_word(word: PrintedWord, x: float, y: float) -> PrintedWord:
    x0, top, x1, bottom = word.box
    return replace(word, box=(x0 + x, top + y, x1 + x, bottom + y))


def _moved(rule: Rule, x: float, y: float) -> Rule:
    across, along = (y, x) if rule.is_horizontal else (x, y)
    return Rule(rule.is_horizontal, rule.at + across, rule.start + along, rule.end + along)
