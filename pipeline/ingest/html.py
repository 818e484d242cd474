"""HTML as converters leave it -> blocks: unclosed lists, empty paragraphs, several parts in a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from bs4 import BeautifulSoup, Comment, NavigableString, Tag

from extractors._document import Unread
from pipeline.ingest.blocks import Block, Grid, GridCell, TextBlock, text_block
from pipeline.ingest.captions import tie_captions
from pipeline.ingest.errors import IngestError
from pipeline.ingest.items import ARROW, chapter_number, opening
from pipeline.ingest.outline import is_title, outline
from pipeline.ingest.page_breaks import merge_tables
from pipeline.ingest.raised_marks import tie_raised_marks
from pipeline.ingest.titles import split_title

_HEADING_TAG = re.compile(r"h([1-6])")
_PART_TAGS = ("p", "ul", "ol", "li", "div", "blockquote")
_PARTING_TAGS = ("p", "li", "div", "dt", "dd", "summary")
_IGNORED_TAGS = ("script", "style", "img")
_DEEPEST = 600  # tags in each other: converters leave lists unclosed, and one more tag costs little
_DEEPEST_TABLE = 50  # tables in each other, of which every one reads all that it holds
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# A line break or a bullet inside text starts a new part: 'activiteiten: • verkoop • sloop'
_PART_STARTS = re.compile(r"\n|(?=[•➤➢▪■●○‣◦])")


def blocks_of(html: str) -> list[Block]:
    """The headings, paragraphs, items and tables of a stretch of HTML, as they follow on each other."""
    body = BeautifulSoup(html, "lxml").body
    if body is None:
        return []
    _refuse_depths(body)
    _keep_apart(body)
    return list(_blocks_in(body))


def with_captions(found: list[Block]) -> tuple[list[Block], list[Unread]]:
    """A whole document: headings told where none is marked, captions and notes tied to tables."""
    if not any(isinstance(block, TextBlock) and block.kind == "heading" for block in found):
        found = outline(found)
    return tie_captions(tie_raised_marks(merge_tables(found)))


def grids_of(html: str) -> list[Block]:
    """The tables of a stretch of HTML, and as asides those that are lists of contents."""
    return [block for block in blocks_of(html) if isinstance(block, Grid) or block.kind == "aside"]


def _refuse_depths(body: Tag) -> None:
    """Raise IngestError where tags stand so deep in each other that reading them would take minutes."""
    below = [(body, 0, 0)]
    while below:
        tag, depth, tables = below.pop()
        if depth > _DEEPEST or tables > _DEEPEST_TABLE:
            message = "its lists or tables are nested too deep to be read; convert it again"
            raise IngestError("file_unreadable", message)
        is_table = tag.name == "table"
        below += [(child, depth + 1, tables + is_table) for child in tag.children if isinstance(child, Tag)]


def _keep_apart(body: Tag) -> None:
    """Write out what parts words on the page, before the tags that say so are gone.

    '40<sup>1</sup> woningen' is 40 with a footnote and '10<br>20' is two numbers: glued they would be others.
    """
    for tag in body.find_all("br"):
        tag.replace_with("\n")
    for tag in body.find_all(_PARTING_TAGS):
        tag.append("\n")
    for tag in body.find_all("sup"):
        if tag.get_text().strip().isdecimal():
            tag.replace_with(tag.get_text().strip().translate(_RAISED))


def _blocks_in(parent: Tag) -> Iterator[Block]:
    loose: list[str] = []
    for child in parent.children:
        if isinstance(child, NavigableString):
            loose.append("" if isinstance(child, Comment) else str(child))
        elif isinstance(child, Tag):
            yield from _parts_of("".join(loose))
            loose.clear()
            yield from _blocks_of(child)
    yield from _parts_of("".join(loose))


def _blocks_of(tag: Tag) -> Iterator[Block]:
    heading = _HEADING_TAG.fullmatch(tag.name)
    if tag.name == "table":
        yield from _table(tag)
    elif heading:
        yield _heading(_words(tag), int(heading.group(1)))
    elif tag.name == "aside":
        yield text_block("aside", _words(tag))
    elif tag.name in ("ul", "ol"):
        yield from _items(tag, 1)
    elif tag.name in ("blockquote", "div"):
        yield from _blocks_in(tag)
    elif tag.name not in _IGNORED_TAGS:
        yield from _parts_of(_words(tag))


def _heading(words: str, level: int) -> TextBlock:
    """A heading, its number told from its words: '2.1 Wonen en zorg', '2 Wonen'."""
    start = opening(words) or chapter_number(words)
    if start is None or not start.number:
        return text_block("heading", words, level=level)
    rest = words[start.length :]
    return text_block("heading", rest, level=level, printed=start.printed, number=start.number)


def _words(tag: Tag) -> str:
    """A tag's text; what is one paragraph stays one, however it is wrapped."""
    return " ".join(tag.get_text().split())


def _items(items: Tag, depth: int) -> Iterator[TextBlock]:
    number = int(str(items.get("start", "1"))) if items.name == "ol" else None
    for item in items.find_all("li", recursive=False):
        nested = [inner.extract() for inner in item.find_all(["ul", "ol"], recursive=False)]
        words = _words(item)
        if words and number is not None:
            yield text_block("bullet", words, level=depth, printed=f"{number}.", number=str(number))
        elif words:
            yield text_block("bullet", words, level=depth, printed="•")
        for inner in nested:
            yield from _items(inner, min(depth + 1, 6))
        number = number + 1 if number is not None else None


# ---- tables


def _table(table: Tag) -> Iterator[Block]:
    """The grid of a table with its caption, or asides where it is a list of contents."""
    cells: list[GridCell] = []
    covered: set[tuple[int, int]] = set()
    rows = table.find_all("tr")
    for row, line in enumerate(rows):
        column = 0
        for tag in line.find_all(["td", "th"], recursive=False):
            while (row, column) in covered:
                column += 1
            down, across = _span(tag, "rowspan", len(rows) - row), _span(tag, "colspan", 100)
            covered |= {(row + r, column + c) for r in range(down) for c in range(across)}
            cells.append(GridCell(row, column, tuple(_titled(list(_parts(tag)))), down, across))
    if not cells:
        return
    width = max(column for _, column in covered) + 1
    header_rows = _header_rows(table, rows)
    caption = table.find("caption", recursive=False)
    words = _words(caption) if isinstance(caption, Tag) else ""
    title = text_block("paragraph", words) if words else None
    grid = Grid(tuple(cells), len(rows), width, header_rows, "markdown", title)
    yield from _contents(grid) if _is_contents(grid) else [grid]


def _header_rows(table: Tag, rows: Sequence[Tag]) -> int:
    """How many rows are head: those of thead, else the first rows of head cells, else a first row in bold."""
    marked = len(table.select("thead tr"))
    if marked:
        return marked
    told = len(list(takewhile(_is_of_heads, rows)))
    return told or int(bool(rows[0].find("th")) or _is_bold(rows))


def _is_of_heads(row: Tag) -> bool:
    cells = row.find_all(["td", "th"], recursive=False)
    return bool(cells) and all(cell.name == "th" for cell in cells)


def _is_bold(rows: Sequence[Tag]) -> bool:
    """Whether all words of the first row are bold, and not all of the second: editors mark a head so."""

    def is_bold(row: Tag) -> bool:
        cells = [cell for cell in row.find_all(["td", "th"]) if cell.get_text(strip=True)]
        return bool(cells) and all(cell.find(["b", "strong"]) for cell in cells)

    return len(rows) > 1 and is_bold(rows[0]) and not is_bold(rows[1])


def _span(tag: Tag, name: str, most: int) -> int:
    given = str(tag.get(name, "1"))
    return min(max(int(given), 1), most) if given.isdecimal() else 1


def _cell_words(cell: GridCell) -> str:
    return " ".join(part.text for part in cell.parts)


def _is_contents(grid: Grid) -> bool:
    """Whether a table has no head and its last column holds rising page numbers."""
    head = [_cell_words(cell) for cell in grid.cells if cell.row < grid.header_rows]
    last = [
        _cell_words(cell)
        for cell in grid.cells
        if cell.row >= grid.header_rows and cell.column == grid.column_count - 1
    ]
    pages = [int(words) for words in last if words.isdecimal()]
    return not any(head) and len(pages) == len(last) > 1 and pages == sorted(pages)


def _contents(grid: Grid) -> Iterator[TextBlock]:
    for row in range(grid.row_count):
        words = " ".join(_cell_words(cell) for cell in grid.cells if cell.row == row).strip()
        if words:
            yield text_block("aside", words)


def _parts(cell: Tag) -> Iterator[TextBlock]:
    """Paragraphs and bullets of a cell; an empty paragraph is a part without words."""
    loose: list[str] = []
    for child in cell.children:
        if isinstance(child, NavigableString):
            loose.append("" if isinstance(child, Comment) else str(child))
        elif isinstance(child, Tag) and child.name in _PART_TAGS:
            yield from _parts_of("".join(loose))
            loose.clear()
            is_empty = child.name == "p" and not child.get_text(strip=True)
            yield from [text_block("paragraph", "")] if is_empty else _parts(child)
        elif isinstance(child, Tag) and child.name not in _IGNORED_TAGS:
            loose.append("\n" if child.name == "br" else child.get_text())
    yield from _parts_of("".join(loose))


def _parts_of(text: str) -> Iterator[TextBlock]:
    for piece in _PART_STARTS.split(text):
        words = " ".join(piece.split())
        start = opening(words) if words else None
        if start is None or start.printed == ARROW:
            if words:
                yield text_block("paragraph", words)
            continue
        rest = words[start.length :]
        if rest and start.number:
            yield text_block("paragraph", rest, printed=start.printed, number=start.number)
        elif rest:
            yield text_block("bullet", rest, level=1, printed=start.printed)


def _titled(parts: list[TextBlock]) -> Iterator[TextBlock]:
    """The parts of a cell, with the title of a numbered one told from its first sentence."""
    for index, part in enumerate(parts):
        split = split_title(part.text) if index == 0 and part.number else None
        if index == 0 and part.number and is_title(part.text) and len(parts) > 1:
            yield text_block("heading", part.text, printed=part.printed, number=part.number)
        elif split:
            yield text_block("heading", split[0], printed=part.printed, number=part.number)
            yield text_block("paragraph", split[1])
        else:
            yield part
