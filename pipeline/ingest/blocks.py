"""What every reader hands to `compose`: a flat list of blocks that no longer knows its medium.

A footnote's mark travels inside the text, between two characters that no document uses, until `compose`
takes it out and ties it to its footnote.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from extractors._document import Box, Unread, Words

BlockKind = Literal["heading", "paragraph", "bullet", "footnote", "aside"]

_MARK_OPENS, _MARK_CLOSES = "\ufdd0", "\ufdd1"  # noncharacters: Unicode keeps them for a program's own use
MARK = re.compile(f"{_MARK_OPENS}([^{_MARK_CLOSES}]*){_MARK_CLOSES}")
NONCHARACTERS = str.maketrans("", "", _MARK_OPENS + _MARK_CLOSES)


def marked(mark: str) -> str:
    """A footnote's mark as it travels inside a block's text."""
    return f"{_MARK_OPENS}{mark}{_MARK_CLOSES}"


def has_mark(text: str) -> bool:
    """Whether a footnote's mark travels in a text."""
    return _MARK_OPENS in text


def without_marks(text: str) -> str:
    """The text without footnotes' marks, which few have, as it will stand in the document."""
    return MARK.sub("", text) if _MARK_OPENS in text else text


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a block that stands on one page; pieces are put together as they are."""

    text: str
    page: int | None = None
    words: Words = Words()  # only from sources with a layout; their spans lie in `text`


@dataclass(frozen=True, slots=True, eq=False)
class TextBlock:
    """A heading, paragraph, bullet or footnote; an aside is text that is no sentence and heads nothing.

    Page lines, contents lists and address lines are asides. `printed` is what stands before the words
    ('•', '1.4.2', '(a)'), `number` what of it counts ('1.4.2', 'a').
    """

    kind: BlockKind
    pieces: tuple[Piece, ...]
    level: int = 0
    printed: str = ""
    number: str | None = None

    @property
    def text(self) -> str:
        """All its words, footnote marks included."""
        if len(self.pieces) == 1:
            return self.pieces[0].text
        return "".join(piece.text for piece in self.pieces)


def bare(block: TextBlock) -> str:
    """The words of a block without footnote marks, as they will stand in the document."""
    return without_marks(block.text)


def text_block(
    kind: BlockKind,
    text: str,
    *,
    level: int = 0,
    printed: str = "",
    number: str | None = None,
    page: int | None = None,
) -> TextBlock:
    """A block that stands on one page."""
    return TextBlock(kind, (Piece(text, page),), level, printed, number)


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell with its paragraphs and bullets; an empty part is kept: it can stand for a missing line."""

    row: int
    column: int
    parts: tuple[TextBlock, ...]
    row_span: int = 1
    column_span: int = 1
    page: int | None = None  # where it begins, if not on its grid's page
    bbox: Box | None = None  # of its part on that page


@dataclass(frozen=True, slots=True)
class PageSize:
    """Width and height of a page, in points; None where they are not known."""

    width_pt: float | None = None
    height_pt: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """A table. `title` and `notes` are blocks of the same list, wherever they stand in it."""

    cells: tuple[GridCell, ...]  # by row, then column
    row_count: int
    column_count: int
    header_rows: int
    method: Literal["ruled", "borderless", "markdown", "plain"]
    title: TextBlock | None = None
    notes: tuple[TextBlock, ...] = ()
    page: int | None = None


Block = TextBlock | Grid


@dataclass(frozen=True, slots=True)
class UnreadWords:
    """What could not be read of these printed words; `compose` finds where they stand in the text."""

    unread: Unread
    words: str
