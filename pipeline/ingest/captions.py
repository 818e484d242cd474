"""Titles and notes of tables: the blocks around a grid that belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from extractors._document import Unread
from pipeline.ingest.blocks import Block, Grid, GridCell, TextBlock, bare
from pipeline.ingest.outline import TABLE_CAPTION

# 'Tabel 3: Sloop en bouw'
_CAPTION = re.compile(r"(?:tabel|overzicht|figuur)\s*\d*[a-z]?\s*[:.–-]\s*\S", re.I)
_WORD = re.compile(r"\w+")
_REACH = 40  # blocks above a table among which its title and notes are looked for
_SHARED_WORDS = 3
_SHORTEST_CONTENT_WORD = 8
_MARKED = re.compile(r"\d (\d\))$")  # '8 1)'
_NOTE = re.compile(r"(?:bron|noot|toelichting|n\.b|let op)\s*[:.]", re.I)


def tie_captions(blocks: Sequence[Block]) -> tuple[list[Block], list[Unread]]:
    """The blocks with each grid's title and notes filled in, and the captions that have no table.

    A title that came with its grid (HTML's caption) is put before it.
    """
    tied = [each for block in blocks for each in _with_own_title(block)]
    used: set[TextBlock] = set()
    for index, block in enumerate(tied):
        if isinstance(block, Grid):
            title = block.title or _title_above(tied, index) or _title_below(tied, index)
            title = title or _title_beside(tied, index, block)
            title = title or _title_far_above(tied, index, block, used)
            used |= {title} if title else set()
            notes = (*_notes_far_above(tied, index, block), *_notes_below(tied, index, block))
            tied[index] = replace(block, title=title, notes=notes)
    return tied, _without_body(tied)


def _with_own_title(block: Block) -> tuple[Block, ...]:
    return (block.title, block) if isinstance(block, Grid) and block.title else (block,)


def _title_above(blocks: Sequence[Block], index: int) -> TextBlock | None:
    above = blocks[index - 1] if index else None
    if not isinstance(above, TextBlock):
        return None
    is_caption = _CAPTION.match(bare(above)) is not None
    return above if above.kind == "heading" or is_caption else None


def _title_beside(blocks: Sequence[Block], index: int, grid: Grid) -> TextBlock | None:
    """The title of the grid before this one, where both stand side by side on a page under it."""
    before = blocks[index - 1] if index else None
    if not isinstance(before, Grid) or before.page is None or before.page != grid.page:
        return None
    feet = [cell.bbox[3] for cell in before.cells if cell.bbox]
    tops = [cell.bbox[1] for cell in grid.cells if cell.bbox]
    return before.title if feet and tops and min(tops) < max(feet) else None


def _title_below(blocks: Sequence[Block], index: int) -> TextBlock | None:
    """A caption right under a grid, unless it stands over the next one."""
    below, after = (blocks[i] if i < len(blocks) else None for i in (index + 1, index + 2))
    if not isinstance(below, TextBlock) or isinstance(after, Grid):
        return None
    return below if _CAPTION.match(bare(below)) else None


def _title_far_above(
    blocks: Sequence[Block], index: int, grid: Grid, used: AbstractSet[TextBlock]
) -> TextBlock | None:
    """The nearest heading of the chapter that names what the table is about.

    A converter can print the tables of a page after its text; then their titles stand far above. Where pages
    are known a table stands in its own section.
    """
    about = _content_words(" ".join(_names(grid)))
    for block in _upwards(blocks, index):
        if block.kind == "heading" and block.level > 1:
            if block not in used and about & _content_words(bare(block)):
                return block
            if grid.page is not None:
                return None
    return None


def _notes_below(blocks: Sequence[Block], index: int, grid: Grid) -> tuple[TextBlock, ...]:
    marks = {mark[1] for cell in grid.cells if (mark := _MARKED.search(_words(cell)))}
    notes: list[TextBlock] = []
    for block in blocks[index + 1 :]:
        if not isinstance(block, TextBlock):
            break
        if not (_is_starred(block) or block.printed.strip() in marks or _NOTE.match(bare(block))):
            break
        notes.append(block)
    return tuple(notes)


def _notes_far_above(blocks: Sequence[Block], index: int, grid: Grid) -> tuple[TextBlock, ...]:
    """Starred lines above that use three words of the table's head: they explain its columns."""
    head = _every_word(" ".join(_words(cell) for cell in grid.cells if cell.row < grid.header_rows))
    notes = [
        block
        for block in _upwards(blocks, index)
        if _is_starred(block) and len(head & _every_word(bare(block))) >= _SHARED_WORDS
    ]
    return tuple(reversed(notes))


def _upwards(blocks: Sequence[Block], index: int) -> Iterator[TextBlock]:
    """The text blocks above, nearest first, up to the chapter's heading."""
    for block in reversed(blocks[max(0, index - _REACH) : index]):
        if isinstance(block, TextBlock):
            yield block
            if block.kind == "heading" and block.level == 1:
                return


def _is_starred(block: TextBlock) -> bool:
    return block.printed.startswith("*")


def _names(grid: Grid) -> Iterator[str]:
    """What the head, the groups and the first column say."""
    return (_words(cell) for cell in grid.cells if cell.row < grid.header_rows or cell.column == 0)


def _words(cell: GridCell) -> str:
    return " ".join(bare(part) for part in cell.parts)


def _content_words(words: str) -> frozenset[str]:
    return frozenset(word for word in _every_word(words) if len(word) >= _SHORTEST_CONTENT_WORD)


def _every_word(words: str) -> frozenset[str]:
    return frozenset(_WORD.findall(words.lower()))


def _without_body(blocks: Sequence[Block]) -> list[Unread]:
    titles = {block.title for block in blocks if isinstance(block, Grid)}
    return [
        Unread(
            "table_without_body",
            f"no table was found under '{bare(block)}'; it was probably a picture",
            page=block.pieces[0].page,
        )
        for block in blocks
        if isinstance(block, TextBlock) and block not in titles and TABLE_CAPTION.match(bare(block))
    ]
