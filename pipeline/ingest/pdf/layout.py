"""Pages as printed -> pages as laid out: margins taken off, tables found, the rest in reading order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.ingest.pdf.bullets import with_bullets
from pipeline.ingest.pdf.headings import body_size
from pipeline.ingest.pdf.lines import Line, Text
from pipeline.ingest.pdf.margins import Margins, Note, footnotes
from pipeline.ingest.pdf.packed import Packed
from pipeline.ingest.pdf.printed import PrintedPage, holds, middle, words_outside
from pipeline.ingest.pdf.regions import Region, regions
from pipeline.ingest.pdf.tables.edges import head_at_foot, rows_at_top
from pipeline.ingest.pdf.tables.find import RuledTables
from pipeline.ingest.pdf.tables.gutters import clumps
from pipeline.ingest.pdf.tables.model import PageTable
from pipeline.ingest.pdf.tables.overleaf import with_rest
from pipeline.ingest.pdf.typesetting import as_meant

_SLACK = 2.0  # points by which a raised mark stands outside its line's box
_APART = 1.5  # type sizes between words of one line that stand in two columns
_SIDE_BY_SIDE = 0.5  # how sure recognised words are at most that stand beside others, and in no table
_WORD = re.compile(r"[^\W\d_]{3,}")  # no bullet, and no number before a line


@dataclass(slots=True)
class _Noted:
    """A page, its lines, those of them that may run along, and its ruled tables if they were asked for."""

    page: PrintedPage
    lines: Sequence[Line]
    candidates: list[Line]
    tables: RuledTables | None


@dataclass(slots=True)
class LaidPage:
    """One page: what stands in its margins, and its regions in reading order."""

    number: int
    body: float  # the type size of running text on pages of this format
    running: list[Line]
    notes: list[Note]
    regions: list[Region]

    def lines(self) -> Iterable[list[Line]]:
        """The lines of each region; of a table those of each cell."""
        for region in self.regions:
            if isinstance(region, PageTable):
                for cell in region.cells:
                    yield cell.lines(region.page)
            else:
                yield region

    def has_words(self) -> bool:
        """Whether the page has any words, those in its margins left out."""
        return any(
            any(cell.words for cell in region.cells) if isinstance(region, PageTable) else region
            for region in self.regions
        )


def lay_out(pages: Iterable[PrintedPage]) -> Packed[LaidPage]:
    """Lay out all pages of a document; what runs along shows only over several pages."""
    seen = Seen()
    return Packed(_laid(Packed(seen.note(page) for page in pages), seen))


def _laid(noted: Packed[_Noted], seen: Seen) -> Iterator[LaidPage]:
    """Each page in turn, knowing the table that ends the page before and the one that begins the next."""
    before: LaidPage | None = None
    for each in noted.emptied():
        last = before.regions[-1] if before and before.regions else None
        above = last if isinstance(last, PageTable) else None
        laid = _lay_out(each, seen.running(each.page, each.candidates), seen.body(each.page), above)
        if before:
            _join_rows(before.regions, laid.regions)
            yield before
        before = laid
    if before:
        yield before


def _join_rows(before: list[Region], after: list[Region]) -> None:
    """Put rows at the edge of one page into a table of their own where the other has their columns."""
    if not before or not after:
        return
    last, first = before[-1], after[0]
    if isinstance(last, PageTable):
        rest = None if isinstance(first, PageTable) else rows_at_top(last, first)
        after[:1] = [region for region in rest or (first,) if region]
    elif isinstance(first, PageTable):
        headed = head_at_foot(last, first)
        before[-1:] = [region for region in headed or (last,) if region]


class Seen:
    """What all pages tell about each of them: what runs along, and how large the body is set."""

    def __init__(self) -> None:
        self._margins = Margins()
        self._sizes: dict[tuple[int, int], Counter[float]] = {}

    def note(self, page: PrintedPage) -> _Noted:
        """What is to be known of a page before all others are seen."""
        page.words = as_meant(page)
        text = Text(page.number, page.words)
        sizes = self._sizes.setdefault(_format(page), Counter())
        for line in text.lines:
            sizes[line.size] += len(line.text)
        noted = _Noted(page, text.lines, [], None)

        def tables(height: float) -> list[PageTable]:
            noted.tables = RuledTables(page, text)
            return noted.tables.from_above(height)

        noted.candidates = self._margins.note(page, text.lines, tables)
        return noted

    def running(self, page: PrintedPage, candidates: Sequence[Line]) -> list[Line]:
        """Those of a page's candidates that do run along."""
        return [line for line in candidates if self._margins.is_running(page, line)]

    def body(self, page: PrintedPage) -> float:
        """Slides and letters in one file have bodies of their own, told by the format of the page."""
        return body_size(self._sizes[_format(page)].items())


def _format(page: PrintedPage) -> tuple[int, int]:
    return (round(page.width), round(page.height))


def _lay_out(noted: _Noted, running: list[Line], body: float, above: PageTable | None) -> LaidPage:
    page, text = noted.page, Text(noted.page.number, noted.page.words, noted.lines)
    if running:
        points = [middle(line.box) for line in running]
        page.shades = [shade for shade in page.shades if not any(holds(shade, point) for point in points)]
        text = text.of(words_outside(text.words, (line.box for line in running), _SLACK))
    found = RuledTables(page, text) if running or noted.tables is None else noted.tables
    ruled = [table.box for table in found.ruled()]
    free = [line for line in text.lines if not any(holds(box, middle(line.box)) for box in ruled)]
    notes = footnotes(page, free, body)
    if notes:
        top = notes[0].lines[0].box[1]
        page.rules = [rule for rule in page.rules if not (rule.is_horizontal and top - 14 < rule.at)]
        page.shades = [shade for shade in page.shades if not shade[3] > top]
        text = text.of([word for word in text.words if word.box[3] < top])
        found = RuledTables(page, text)
    tables = with_rest(above, page, text, found.all())
    parts = with_bullets(regions(page, text, tables), page.marks)
    if any(word.confidence < 1 for word in text.words):
        parts = [part if isinstance(part, PageTable) else list(map(_doubted, part)) for part in parts]
    return LaidPage(page.number, body, running, notes, parts)


def _doubted(line: Line) -> Line:
    """A recognised line; not sure where it is of two columns, as a table has them whose rules were lost.

    A number is read there with the words beside it, which may be another cell's.
    """
    if sum(any(_WORD.search(word.text) for word in words) for words in clumps(line, _APART)) < 2:
        return line
    words = [replace(word, confidence=min(word.confidence, _SIDE_BY_SIDE)) for word in line.words]
    return Line(line.page, tuple(words))
