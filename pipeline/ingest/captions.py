"""Titles and notes of tables: the blocks around a grid that belong to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors._document import Unread
from pipeline.ingest.blocks import Block, Grid, TextBlock, bare

# 'Tabel 3: Ontwikkeling voorraad'
_CAPTION = re.compile(r"(?:tabel|overzicht|figuur)\s*\d*[a-z]?\s*[:.–-]\s*\S", re.I)
_TABLE_CAPTION = re.compile(r"tabel\s*\d*[a-z]?\s*[:.–-]\s*\S", re.I)
_NOTE = re.compile(r"(?:bron|noot|toelichting|n\.b|let op)\s*[:.]", re.I)


def tie_captions(blocks: Sequence[Block]) -> tuple[list[Block], list[Unread]]:
    """The blocks with each grid's title and notes filled in, and the captions that have no table."""
    tied = list(blocks)
    for index, block in enumerate(tied):
        if isinstance(block, Grid):
            tied[index] = replace(block, title=_title(tied, index), notes=_notes(tied, index))
    return tied, list(_without_body(tied))


def _title(blocks: Sequence[Block], index: int) -> TextBlock | None:
    above = blocks[index - 1] if index else None
    if not isinstance(above, TextBlock):
        return None
    is_caption = _CAPTION.match(bare(above)) is not None
    return above if above.kind in ("heading", "aside") or is_caption else None


def _notes(blocks: Sequence[Block], index: int) -> tuple[TextBlock, ...]:
    notes: list[TextBlock] = []
    for block in blocks[index + 1 :]:
        if not isinstance(block, TextBlock):
            break
        if not (block.printed.startswith("*") or _NOTE.match(bare(block))):
            break
        notes.append(block)
    return tuple(notes)


def _without_body(blocks: Sequence[Block]) -> list[Unread]:
    titles = {block.title for block in blocks if isinstance(block, Grid)}
    return [
        Unread(
            "table_without_body",
            f"no table was found under '{bare(block)}'; it was probably a picture",
            page=block.pieces[0].page,
        )
        for block in blocks
        if isinstance(block, TextBlock) and block not in titles and _TABLE_CAPTION.match(bare(block))
    ]
