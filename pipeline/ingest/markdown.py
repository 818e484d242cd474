"""Markdown as converters leave it -> blocks. Cells hold HTML: paragraphs, unclosed lists, empty parts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Comment, NavigableString, Tag
from markdown_it import MarkdownIt

from extractors._document import Unread
from pipeline.ingest.blocks import Block, Grid, GridCell, TextBlock, text_block

_BULLET = re.compile(r"^\s*([•➤▪●○‣◦*–-])\s+")
_ITEM_NUMBER = re.compile(r"^\s*((\d{1,3})[.)])\s+")
_BLANKS = re.compile(r"\s+")
_BLOCK_TAGS = {"p", "ul", "ol", "li", "div", "blockquote"}


def blocks(text: str) -> tuple[list[Block], list[Unread], int | None]:
    """Blocks of a Markdown text, what could not be read, and no page count."""
    html = MarkdownIt("commonmark").enable("table").render(text)
    soup = BeautifulSoup(html, "lxml")
    body = soup.body
    found: list[Block] = list(_blocks_of(body)) if body else []
    return found, [], None


def _blocks_of(parent: Tag) -> Iterator[Block]:
    for child in parent.children:
        if not isinstance(child, Tag):
            continue
        if child.name == "table":
            grid = _grid(child)
            if grid:
                yield grid
        elif re.fullmatch(r"h[1-6]", child.name):
            yield text_block("heading", _words(child), level=int(child.name[1]))
        elif child.name in ("ul", "ol"):
            yield from _items(child, 1)
        elif child.name in ("blockquote", "div"):
            yield from _blocks_of(child)
        else:
            words = _words(child)
            if words:
                yield text_block("paragraph", words)


def _items(items: Tag, depth: int) -> Iterator[TextBlock]:
    for item in items.find_all("li", recursive=False):
        inner = item.find_all(["ul", "ol"], recursive=False)
        for nested in inner:
            nested.extract()
        words = _words(item)
        if words:
            yield text_block("bullet", words, level=depth, printed="•")
        for nested in inner:
            yield from _items(nested, depth + 1)


def _words(tag: Tag) -> str:
    return _BLANKS.sub(" ", tag.get_text()).strip()


def _grid(table: Tag) -> Grid | None:
    rows = table.find_all("tr")
    width = max((len(row.find_all(["td", "th"], recursive=False)) for row in rows), default=0)
    cells = [
        GridCell(row, column, tuple(_parts(cell)))
        for row, line in enumerate(rows)
        for column, cell in enumerate(line.find_all(["td", "th"], recursive=False))
    ]
    if not cells:
        return None
    return Grid(tuple(cells), len(rows), width, 1 if table.find("th") else 0, "markdown")


def _parts(cell: Tag) -> Iterator[TextBlock]:
    loose: list[str] = []
    for child in cell.children:
        if isinstance(child, Comment):
            continue
        if isinstance(child, NavigableString):
            loose.append(str(child))
        elif isinstance(child, Tag) and child.name in _BLOCK_TAGS:
            yield from _loose(loose)
            loose = []
            yield from _part(child)
        elif isinstance(child, Tag):
            loose.append("\n" if child.name == "br" else child.get_text())
    yield from _loose(loose)


def _part(tag: Tag) -> Iterator[TextBlock]:
    if tag.find(list(_BLOCK_TAGS)):
        yield from _parts(tag)
        return
    words = tag.get_text()
    if words.strip():
        yield from _loose([words])
    elif tag.name == "p":
        yield text_block("paragraph", "")


def _loose(strings: list[str]) -> Iterator[TextBlock]:
    text = "".join(strings)
    for piece in re.split(r"\n|(?=[•➤▪●])", text):
        words = _BLANKS.sub(" ", piece).strip()
        if not words:
            continue
        bullet = _BULLET.match(words)
        number = _ITEM_NUMBER.match(words)
        if bullet:
            yield text_block("bullet", words[bullet.end() :], level=1, printed=bullet.group(1))
        elif number:
            yield text_block(
                "paragraph", words[number.end() :], printed=number.group(1), number=number.group(2)
            )
        else:
            yield text_block("paragraph", words)
