"""Crosses and letters under the parties at the head of a table of actions: 'x', 'T' for who leads, 'M/A'."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from extractors._commitments.action_tables import ActionTable
from extractors._commitments.cell_marks import is_mark, is_tick
from extractors._document import Document
from extractors._parties.parties import Mention, Parties
from extractors._vocabulary import word_endings, word_list

MarkRole = Literal["responsible", "participants"]

# 'T = trekker', 'A: advies', '(M) meewerken'
_LEGEND = re.compile(
    r"(?<![\w(])(?:(?P<letter>[A-Z])\s*[=:]|\((?P<bracketed>[A-Z])\))\s*(?P<words>[^\W\d_]\w+(?: \w+)?)"
)
# 'trekker (T)'
_LEGEND_BEHIND = re.compile(r"(?P<words>[^\W\d_]\w+(?: mee| deel)?) \((?P<letter>[A-Z])\)")
_LETTER = re.compile(r"[A-Za-z]")


@dataclass(slots=True)
class Marked:
    """Who answers and who takes part by the marks of one row."""

    responsible: list[Mention] = field(default_factory=list)
    participants: list[Mention] = field(default_factory=list)


def marked_lines(document: Document, parties: Parties, table: ActionTable) -> Mapping[int, Marked]:
    """What the marks of each row say of the parties that head their columns.

    A letter whose role neither the document nor the vocabulary tells says nothing.
    """
    if table.is_turned or not table.header_rows:
        return {}
    grid = document.tables[table.index]
    found: dict[int, Marked] = {}
    for cell in grid.cells:
        words = document.quote(cell.span)
        head = grid.at(table.header_rows - 1, cell.column)
        if cell.row < table.header_rows or head is None or not is_mark(words):
            continue
        role: MarkRole | None = "responsible" if is_tick(document, cell) else _role(document, words)
        if role is not None and words.strip().startswith("("):
            role = "participants"  # '(x)' beside 'x'
        marked = found.setdefault(cell.row, Marked())
        if role is not None:
            getattr(marked, role).extend(parties.mentions_in(head.span))
    return found


def _role(document: Document, words: str) -> MarkRole | None:
    """The strongest role of a cell's letters: of 'T/A' that of 'T'."""
    legend = _legend(document)
    letters = _LETTER.findall(words.upper())
    roles = {legend[letter] if letter in legend else _usual(letter) for letter in letters}
    return next((role for role in ("responsible", "participants") if role in roles), None)


def _usual(letter: str) -> MarkRole | None:
    for role in ("responsible", "participants"):
        if letter.lower() in word_list("responsibilities", "marks", role):
            return role
    return None


@lru_cache(maxsize=4)
def _legend(document: Document) -> Mapping[str, MarkRole | None]:
    """What the document says that letters stand for; None for a role that neither answers nor takes part."""
    found: dict[str, MarkRole | None] = {}
    for pattern in (_LEGEND, _LEGEND_BEHIND):
        for match in pattern.finditer(document.text):
            letter = match["letter"] or match["bracketed"]
            found.setdefault(letter, None)
            found[letter] = found[letter] or _told(match["words"].lower())
    return found


def _told(words: str) -> MarkRole | None:
    if words.startswith(word_endings("responsibilities", "marks", "responsible_words")):
        return "responsible"
    is_aside = words.startswith(word_endings("responsibilities", "marks", "participant_words"))
    return "participants" if is_aside else None
