"""Footnotes with raised digits: '² Peildatum 1 januari' under a table, 'urgenten²' in a cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from pipeline.ingest.blocks import Block, Grid, Piece, TextBlock, marked

RAISED_DIGITS = "¹²³⁴⁵⁶⁷⁸⁹⁰"
TO_DIGITS = str.maketrans(RAISED_DIGITS, "1234567890")
_RAISED = re.compile(f"[{RAISED_DIGITS}]")
_FOOTNOTE = re.compile(rf"([{RAISED_DIGITS}]{{1,2}})\s*(?=[^\s{RAISED_DIGITS}])")
# 'urgenten²', 'warmtevisie ³ .' but not 'm²', 'km³'
_MARK = re.compile(rf"(?<!\bm)(?<!\bkm)\s*([{RAISED_DIGITS}]{{1,2}})(?:\s+(?=[.,;:]))?")


def tie_raised_marks(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with footnotes told, and the marks of those footnotes taken out of the words."""
    told = [_as_footnote(block) for block in blocks]
    numbers = {block.number for block in told if isinstance(block, TextBlock) and block.kind == "footnote"}

    def free(found: re.Match[str]) -> str:
        number = found.group(1).translate(TO_DIGITS)
        return marked(number) if number in numbers else found.group()

    return [_freed(block, free) for block in told] if numbers else told


def _as_footnote(block: Block) -> Block:
    if not isinstance(block, TextBlock) or block.kind != "paragraph":
        return block
    found = _FOOTNOTE.match(block.text)
    if not found:
        return block
    first = block.pieces[0]
    pieces = (Piece(first.text[found.end() :], first.page), *block.pieces[1:])
    mark = found.group(1)
    return replace(block, kind="footnote", pieces=pieces, printed=mark, number=mark.translate(TO_DIGITS))


def _freed(block: Block, free: Callable[[re.Match[str]], str]) -> Block:
    if isinstance(block, Grid):
        cells = tuple(
            replace(cell, parts=tuple(_freed_text(part, free) for part in cell.parts)) for cell in block.cells
        )
        return replace(block, cells=cells)
    return _freed_text(block, free)


def _freed_text(block: TextBlock, free: Callable[[re.Match[str]], str]) -> TextBlock:
    if not any(_RAISED.search(piece.text) for piece in block.pieces):
        return block
    pieces = tuple(Piece(_MARK.sub(free, piece.text), piece.page) for piece in block.pieces)
    return replace(block, pieces=pieces) if pieces != block.pieces else block
