"""What a line opens: a bullet, a numbered item, or plain words."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARKS = "•➤➢▪■●○‣◦◼◾▶►◆❖»→➔⇒☐☑☒✔✗\ue000-\uf8ff"  # the last are glyphs of symbol fonts
_BOXES = "☐☑☒"  # to be ticked, in one list
# 'de huur', 'Welbouw.': nearly all lines open nothing, and of these no more is asked
_PLAIN = re.compile(r"[^\W\d_]{2,4}\s|[^\W\d_]{5}")
# '- ', '• ', '** ', 'o ' before words
_BULLET = re.compile(rf"\s*([{_MARKS}□✓§·–-]|\*{{1,3}}|o)\s+(?=\S)|\s*([{_MARKS}])(?=\S)")
# '> 30 woningen in Es', but not '> € 700' or '> 10%', which say how much
_ARROW = re.compile(r"\s*(>)\s+(?=[^€%]*[^\W\d_])(?!€)")
ARROW = ">"  # opens a line only: in a cell it means 'more than'
# '1. ', '12) ', '(a) ', 'b. ', 'iv) ', '1.b) '
_ITEM = re.compile(r"\s*(\(?(\d{1,2}(?:\.[a-z])?|[a-z]|[ivx]{1,4})[.)]{1,2})\s+(?=\S)")
# '1.4.2 ', '3.1. '
_SECTION = re.compile(r"\s*((\d{1,2}(?:\.\d{1,2}){1,3})\.?)\s+(?=[^\W\d_]|[‘“\"(])")
# 'B.1 ', 'C3 ', 'A2a. '; 'Q1', 'K2' and 'H1' are quarters and halves, and gaps make a row of a table
_LETTERED = re.compile(
    r"\s*(([A-GIJL-PR-Z]\.?\d{1,2}(?:\.\d{1,2})?[a-z]?)[.):]?)\s+(?=[A-Z‘“\"])(?!.*\S\s{2})"
)
# '2 Betaalbaarheid': a chapter's bare number
_CHAPTER = re.compile(r"\s*((\d{1,2}))\s+(?=[A-Z‘“])")


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands before the words of a line. `family` is the same for the items of one list."""

    printed: str
    number: str | None
    family: str
    length: int  # characters before the words


def opening(line: str) -> Opening | None:
    """The bullet or number a line starts with, or None."""
    if _PLAIN.match(line):
        return None
    if found := _BULLET.match(line):
        mark = found.group(1) or found.group(2)
        return Opening(mark, None, "☐" if mark in _BOXES else mark[0], found.end())
    if found := _ARROW.match(line):
        return Opening(ARROW, None, ARROW, found.end())
    if found := _SECTION.match(line) or _LETTERED.match(line):
        return Opening(found.group(1), found.group(2), "section", found.end())
    if found := _ITEM.match(line):
        kind = "digits" if found.group(2).isdigit() else "letters"
        family = kind + found.group(1).replace(found.group(2), "")
        return Opening(found.group(1), found.group(2), family, found.end())
    return None


def chapter_number(line: str) -> Opening | None:
    """The bare number before a chapter's title: only what follows can tell it from a footnote or a count."""
    found = _CHAPTER.match(line)
    return Opening(found.group(1), found.group(2), "chapter", found.end()) if found else None
