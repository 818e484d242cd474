"""Pages as printed -> pages as laid out: margins taken off, tables found, the rest in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.ingest.pdf.headings import body_size
from pipeline.ingest.pdf.lines import Line, lines_of
from pipeline.ingest.pdf.margins import Note, footnotes, running_lines
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


def lay_out(pages: Sequence[PrintedPage]) -> list[LaidPage]:
    """Lay out all pages of a document; what runs along shows only over several pages."""
    for page in pages:
        page.words = [_emphasised(word, page.rules) for word in page.words]
    whole = [(page, lines_of(page.words, page.number), find_ruled(page, page.words)) for page in pages]
    running = running_lines(whole)
    sizes = _body_sizes(whole)
    return [
        _lay_out(page, lines, running.get(page.number, []), sizes[_format(page)]) for page, lines, _ in whole
    ]


def _format(page: PrintedPage) -> tuple[int, int]:
    return (round(page.width), round(page.height))


def _body_sizes(
    whole: Sequence[tuple[PrintedPage, Sequence[Line], Sequence[PageTable]]],
) -> dict[tuple[int, int], float]:
    """Slides and letters in one file have bodies of their own, told by the format of the page."""
    formats = {_format(page) for page, _, _ in whole}
    return {
        kind: body_size(
            (line.size, len(line.text)) for page, lines, _ in whole if _format(page) == kind for line in lines
        )
        for kind in formats
    }


def _lay_out(page: PrintedPage, lines: Sequence[Line], running: list[Line], body: float) -> LaidPage:
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
