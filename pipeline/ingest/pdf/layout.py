"""Pages as printed -> pages as laid out: margins taken off, tables found, the rest in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.ingest.pdf.headings import body_size
from pipeline.ingest.pdf.lines import Line, lines_of
from pipeline.ingest.pdf.margins import Margins, Note, footnotes
from pipeline.ingest.pdf.packed import Packed
from pipeline.ingest.pdf.printed import PrintedPage, PrintedWord, Rule, holds, middle
from pipeline.ingest.pdf.regions import Region, regions
from pipeline.ingest.pdf.tables.find import find_ruled
from pipeline.ingest.pdf.tables.model import PageTable

_SLACK = 2.0  # points by which a raised mark stands outside its line's box
_UNDERLINE = 4.0  # points between a word's foot and the rule under it


@dataclass(slots=True)
class LaidPage:
    """One page: what stands in its margins, and its regions in reading order."""

    page: PrintedPage
    body: float  # the type size of running text on pages of this format
    running: list[Line]
    notes: list[Note]
    regions: list[Region]

    def lines(self) -> Iterable[list[Line]]:
        """The lines of each region; of a table those of each cell."""
        for region in self.regions:
            if isinstance(region, PageTable):
                for cell in region.cells:
                    yield lines_of(cell.words, region.page)
            else:
                yield region

    def word_count(self) -> int:
        """How many words the page has, those in its margins left out."""
        return sum(len(line.words) for region in self.lines() for line in region)


def lay_out(pages: Iterable[PrintedPage]) -> Packed[LaidPage]:
    """Lay out all pages of a document; what runs along shows only over several pages."""
    seen = Seen()
    noted = Packed(seen.note(page) for page in pages)
    return Packed(
        _lay_out(page, seen.running(page, candidates), seen.body(page))
        for page, candidates in noted.emptied()
    )


class Seen:
    """What all pages tell about each of them: what runs along, and how large the body is set."""

    def __init__(self) -> None:
        self._margins = Margins()
        self._sizes: dict[tuple[int, int], Counter[float]] = {}

    def note(self, page: PrintedPage) -> tuple[PrintedPage, list[Line]]:
        """The page, and its lines that may run along."""
        page.words = [_emphasised(word, page.rules) for word in page.words]
        lines = lines_of(page.words, page.number)
        sizes = self._sizes.setdefault(_format(page), Counter())
        for line in lines:
            sizes[line.size] += len(line.text)
        return page, self._margins.note(page, lines, find_ruled(page, page.words))

    def running(self, page: PrintedPage, candidates: Sequence[Line]) -> list[Line]:
        """Those of a page's candidates that do run along."""
        return [line for line in candidates if self._margins.is_running(page, line)]

    def body(self, page: PrintedPage) -> float:
        """Slides and letters in one file have bodies of their own, told by the format of the page."""
        return body_size(self._sizes[_format(page)].items())


def _format(page: PrintedPage) -> tuple[int, int]:
    return (round(page.width), round(page.height))


def _lay_out(page: PrintedPage, running: list[Line], body: float) -> LaidPage:
    page.shades = [shade for shade in page.shades if not any(holds(shade, middle(r.box)) for r in running)]
    words = [
        word for word in page.words if not any(holds(line.box, middle(word.box), _SLACK) for line in running)
    ]
    tables = [table for table in find_ruled(page, words) if table.is_ruled]
    kept = lines_of(words, page.number)
    free = [line for line in kept if not any(holds(t.box, middle(line.box)) for t in tables)]
    notes = footnotes(page, free, body)
    if notes:
        top = notes[0].lines[0].box[1]
        page.rules = [rule for rule in page.rules if not (rule.is_horizontal and top - 14 < rule.at)]
        page.shades = [shade for shade in page.shades if not shade[3] > top]
        words = [word for word in words if word.box[3] < top]
    tables = find_ruled(page, words)
    return LaidPage(page, body, running, notes, regions(page, words, tables))


def _emphasised(word: PrintedWord, rules: Sequence[Rule]) -> PrintedWord:
    """A word with a rule right under it counts as bold: typists underlined what they would embolden now."""
    is_underlined = any(
        rule.is_horizontal
        and -2 < rule.at - word.box[3] + 2 < _UNDERLINE
        and rule.start <= word.box[0] + 1
        and rule.end >= word.box[2] - 1
        and rule.end - rule.start < 300
        for rule in rules
    )
    return replace(word, is_bold=True) if is_underlined else word
