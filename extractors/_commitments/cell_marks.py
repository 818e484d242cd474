"""What single cells of a table of actions hold beside words: a cross, the letters of a role, nothing."""

from __future__ import annotations

import re

from extractors._document import Cell, Document
from extractors._vocabulary import word_list

_MARK = re.compile(r"[A-Za-z](?:\s*[/,+&]\s*[A-Za-z])*")  # 'T', 'M/A'


def is_tick(document: Document, cell: Cell) -> bool:
    """Whether a cell holds nothing but a cross."""
    return document.quote(cell.span).strip().lower() in word_list("commitments", "ticks")


def is_mark(words: str) -> bool:
    """Whether a cell holds a cross, or the letters of a role: 'x', '(x)', 'T', 'M/A'."""
    bare = words.strip(" ()")
    return bare.lower() in word_list("commitments", "ticks") or _MARK.fullmatch(bare) is not None


def says_nothing(words: str) -> bool:
    """Whether a cell is that of one who does nothing: '–', 'n.v.t.'."""
    is_sign = not any(character.isalpha() for character in words)
    return is_sign or words.strip().lower() in word_list("commitments", "empty_cells")
