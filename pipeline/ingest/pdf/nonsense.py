"""Whether the words of a page can be what is printed on it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise

import numpy as np
import numpy.typing as npt

from pipeline.ingest import nonsense
from pipeline.ingest.pdf.pictures import DARK, Picture
from pipeline.ingest.pdf.printed import PrintedPage, PrintedWord

_FEWEST_WORDS = 8  # a page with fewer words is not judged
_MOST_COVERED = 0.25  # share of a page's words that lie in another word
_MOST_BESIDE = 0.1  # share of them that stand beside the sheet: real pages have one in a hundred at most
_TOGETHER = 256  # words that are held against all others together
_ROW = 20.0  # points: words are compared with those that begin in the same strip of the page or the next
_FEWEST_GAPS = 10  # between words of one line: fewer tell nothing
_LEAST_BLANK = 0.5  # share of these in which the picture shows nothing: of a page's own words nearly all
_SMALLEST_GAP = 1.5  # points
_INNER = 0.25  # of a gap or of a line's height: what lies nearer to its edge may be a letter's

_Floats = npt.NDArray[np.float64]


def fault_of(page: PrintedPage) -> str | None:
    """What shows that the text is not what is printed, as 'page 3: …'; None where nothing does."""
    words = page.words
    fault = nonsense.fault_of([word.text for word in words])
    if fault is not None or len(words) < _FEWEST_WORDS:
        return fault
    sides = chain.from_iterable(word.box for word in words)
    boxes = np.fromiter(sides, float, 4 * len(words)).reshape(-1, 4).T
    if _covered(boxes) > _MOST_COVERED * len(words):
        return "two texts lie over one another"
    if _beside(page, boxes) > _MOST_BESIDE * len(words):
        return "its text runs off the sheet"
    return None


def _beside(page: PrintedPage, boxes: _Floats) -> int:
    """How many words nobody sees: a damaged file makes its own instructions a line without end."""
    x0, top, x1, bottom = boxes
    x, y = (x0 + x1) / 2, (top + bottom) / 2
    return int(np.count_nonzero((x < 0) | (x > page.width) | (y < 0) | (y > page.height)))


def _covered(boxes: _Floats) -> int:
    """How many words have their middle in a word before them that begins in the same strip or the next."""
    x0, top, x1, bottom = boxes
    x, y, strip = (x0 + x1) / 2, (top + bottom) / 2, top // _ROW
    order = np.argsort(y, kind="stable")
    first = y[order].searchsorted(top)  # of the words at the height of each
    behind = y[order].searchsorted(bottom, "right")
    covered: set[int] = set()
    for start in range(0, len(x), _TOGETHER):
        some = slice(start, start + _TOGETHER)
        counts = np.maximum(behind[some] - first[some], 0)
        outer = np.arange(start, start + len(counts)).repeat(counts)
        inner = order[np.arange(len(outer)) + (first[some] + counts - counts.cumsum()).repeat(counts)]
        is_in = (outer < inner) & (x0[outer] <= x[inner]) & (x[inner] <= x1[outer])
        outer, inner = outer[is_in], inner[is_in]
        covered.update(inner[np.abs(strip[inner] - strip[outer]) < 2].tolist())
    return len(covered)


def is_of_another_page(words: Sequence[PrintedWord], picture: Picture) -> bool:
    """Whether hidden words stand where the picture shows others: its blanks are not between them.

    Programs that renew a scan may keep the words of the old one.
    """
    ink = np.asarray(picture.image) < DARK
    blank = []
    for left, right in pairwise(words):
        x0, x1 = left.box[2], right.box[0]
        if x1 - x0 < _SMALLEST_GAP or abs(left.box[3] - right.box[3]) > _INNER * (
            right.box[3] - right.box[1]
        ):
            continue
        top, bottom, inner = right.box[1], right.box[3], _INNER * (x1 - x0)
        height = _INNER * (bottom - top)
        sides = (top + height, bottom - height, x0 + inner, x1 - inner)
        first, last, start, end = (max(0, round(side * picture.scale)) for side in sides)
        blank.append(not ink[first : last + 1, start : end + 1].any())
    return len(blank) >= _FEWEST_GAPS and sum(blank) < _LEAST_BLANK * len(blank)
