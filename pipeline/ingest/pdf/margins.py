"""What stands in the margins of pages: running headers and footers, page numbers, footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from statistics import median

from extractors._document import Box
from pipeline.ingest.pdf.lines import Line
from pipeline.ingest.pdf.printed import PrintedPage, Rule, holds, middle
from pipeline.ingest.pdf.tables.model import PageTable
from pipeline.ingest.pdf.tables.ruled import HEAD_GAP
from pipeline.ingest.pdf.tables.tiles import WIDEST_WHITE

_MARGIN = 0.13  # share of the page's height at its head and foot in which running lines stand
_NUMBER_MARGIN = 0.09  # the same for a page number that nothing but its place gives away
_MOST_LINES = 4  # running lines at the head or foot of one page
_SAME_HEIGHT = 8.0  # points between the heights at which a running line stands on two pages
_NO_TITLE = 1.15  # times the usual type size: what is larger is a title
_FEWEST_PAGES = 3  # on which a line stands before it counts as running; two of two pages is enough too
_SMALL = 0.93  # of the body's type size: footnotes are set smaller
_NOTE_START = re.compile(r"(\d{1,2})\)?(?:\s|$)")
# '3', '- 4 -', 'Pagina 2 van 9', '2/9'
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:pagina|pag\.?|blz\.?|p\.?)\s*)?\d{1,3}(?:\s*(?:van|/|of)\s*\d{1,3})?\W*", re.I
)
_NUMBER_WORDS = re.compile(
    r"\b(?:pagina|pag\.?|blz\.?)\s*\d{1,3}(?:\s*(?:van|/|of)\s*\d{1,3})?|\s\d{1,3}$", re.I
)


_Candidate = tuple[str, float, bool, float]  # text, size, whether at the foot, distance to the page's edge
_Place = tuple[str, bool, int]
_Tables = Callable[[float], Sequence[PageTable]]


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote at the foot of a page: its number and its lines, the number still before the words."""

    mark: str
    lines: tuple[Line, ...]


class Margins:
    """What stands in the margins of all pages, and what of it runs along.

    Running lines are such as stand at the same height on many pages, but for a number.
    """

    def __init__(self) -> None:
        """Nothing is seen as yet."""
        self._candidates: list[_Candidate] = []
        self._sizes: list[float] = []
        self._page_count = 0

    def note(self, page: PrintedPage, lines: Sequence[Line], tables: _Tables) -> list[Line]:
        """Look at the next page; gives its lines that may turn out to run along.

        `tables` finds those that begin above a height, where a line in the margin could be the head of one.
        """
        candidates = list(_in_margin(page, lines, tables))
        self._page_count += 1
        self._sizes += [line.size for line in lines]
        self._candidates += [_candidate(page, line) for line in candidates]
        return candidates

    def is_running(self, page: PrintedPage, line: Line) -> bool:
        """Whether a candidate runs along; to be asked when all pages are noted."""
        repeats = max(self._counts[place] for place in self._places(_candidate(page, line)))
        is_repeated = repeats >= min(_FEWEST_PAGES, max(2, self._page_count)) and self._page_count > 1
        return is_repeated or _is_page_number(page, line)

    @cached_property
    def _counts(self) -> Counter[_Place]:
        return Counter(place for each in self._candidates for place in self._places(each))

    @cached_property
    def _usual_size(self) -> float:
        return median(self._sizes or [0.0])

    def _places(self, candidate: _Candidate) -> list[_Place]:
        """Shape and height of a line, in two grids of heights so that close ones share a place.

        In small type a number may differ from page to page; in large type it counts: 'Wonen (2)' is a title.
        """
        text, size, is_low, height = candidate
        shape = re.sub(r"\d+", "#", text) if size <= _NO_TITLE * self._usual_size else text
        return [
            (shape, is_low, int((height + shift) // _SAME_HEIGHT) * 2 + (shift > 0))
            for shift in (0, _SAME_HEIGHT / 2)
        ]


def _candidate(page: PrintedPage, line: Line) -> _Candidate:
    is_low = line.box[1] > page.height / 2
    height = page.height - line.box[3] if is_low else line.box[1]
    return (line.text.casefold(), line.size, is_low, height)


def _in_margin(page: PrintedPage, lines: Sequence[Line], tables: _Tables) -> Iterable[Line]:
    high = [line for line in lines[:_MOST_LINES] if line.box[3] < _MARGIN * page.height]
    high = [line for line in high if _boxes_used(line, page.shades) < 2]
    reach = _reach(high, lines)
    if any(_top(drawn) < reach for drawn in chain(page.rules, page.shades)):
        heads = [cell.box for table in tables(reach) for cell in table.row(0) if table.row_count > 1]
        high = [line for line in high if _boxes_used(line, heads) == 0]
    low = [line for line in lines[-_MOST_LINES:] if line.box[1] > (1 - _MARGIN) * page.height]
    return [*high, *(line for line in low if line not in high)]


def _reach(high: Sequence[Line], lines: Sequence[Line]) -> float:
    """The height above which a table begins that has one of the first lines of a page as its head.

    A head can stand over the first rule, in lines close to each other; 0 where there are no such lines.
    """
    foot = max((line.box[3] + HEAD_GAP * line.size for line in high), default=0.0)
    for line in lines:
        if line.box[1] > foot:
            break
        foot = max(foot, line.box[3] + HEAD_GAP * line.size)
    return foot + WIDEST_WHITE if high else 0.0


def _top(drawn: Rule | Box) -> float:
    """The upper end of a rule or shade."""
    if isinstance(drawn, Rule):
        return drawn.at if drawn.is_horizontal else drawn.start
    return drawn[1]


def _boxes_used(line: Line, boxes: Iterable[Box]) -> int:
    """In how many of these boxes the line has words: a table's head has some in several."""
    points = [middle(word.box) for word in line.words]
    low, high = min(y for _, y in points), max(y for _, y in points)
    level = [box for box in boxes if box[1] <= high and low <= box[3]]
    return sum(any(holds(box, point) for point in points) for box in level)


def _is_page_number(page: PrintedPage, line: Line) -> bool:
    is_outer = line.box[1] > (1 - _NUMBER_MARGIN) * page.height or line.box[3] < _NUMBER_MARGIN * page.height
    return is_outer and _PAGE_NUMBER.fullmatch(line.text) is not None


def without_page_number(text: str) -> str:
    """A running line's own words: 'Afspraken Waterrijk Pagina 2' -> 'Afspraken Waterrijk'."""
    words = _NUMBER_WORDS.sub("", text).strip(" |-–·/")
    return words if re.search(r"[^\W\d_]{3}", words) else ""


def footnotes(page: PrintedPage, lines: Sequence[Line], body_size: float) -> list[Note]:
    """The footnotes at the foot of a page: small type or type under a short rule, a number first."""
    start = len(lines)
    while start and _is_note_line(page, lines, start - 1, body_size):
        start -= 1
    notes: list[tuple[str, list[Line]]] = []
    for line in lines[start:]:
        found = _NOTE_START.match(line.text)
        is_next = found is not None and (not notes or int(found.group(1)) == int(notes[-1][0]) + 1)
        if found and is_next:
            notes.append((found.group(1), [line]))
        elif notes:
            notes[-1][1].append(line)
    return [Note(mark, tuple(run)) for mark, run in notes]


def _is_note_line(page: PrintedPage, lines: Sequence[Line], index: int, body_size: float) -> bool:
    line = lines[index]
    if line.box[1] < page.height / 2:
        return False
    is_small = line.size <= _SMALL * body_size
    below = lines[index + 1] if index + 1 < len(lines) else None
    is_near = below is None or below.box[1] - line.box[3] < 1.5 * line.size
    return is_near and (is_small or _is_under_rule(page, line))


def _is_under_rule(page: PrintedPage, line: Line) -> bool:
    """Whether a rule over a part of the page's width, as stands over footnotes, is above this line."""
    return (
        any(
            rule.is_horizontal
            and 0 <= line.box[1] - rule.at < 60
            and 0.1 * page.width < rule.end - rule.start < 0.5 * page.width
            and abs(rule.start - line.box[0]) < 6
            for rule in page.rules
        )
        and line.size < 10
    )
