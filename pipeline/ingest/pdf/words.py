"""Lines of a paragraph -> its text in pieces, one per page, each word with its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors._document import Box, Words
from pipeline.ingest.blocks import MARK, Piece, has_mark
from pipeline.ingest.layout import words as words_of
from pipeline.ingest.pdf.lines import Line
from pipeline.ingest.pdf.printed import PrintedWord

_HYPHENS = "-\u2010"
_BROKEN = re.compile(rf"([^\W_]+)[{_HYPHENS}]$")
_WORD = re.compile(r"[^\W_]+(?:[/.][^\W_]+)*\.?")
_COMMON_BREAKS = 0.03  # share of lines that end in a hyphen where a program broke the words


class Lexicon:
    """The words of the document that stand whole on a line: they tell a broken word from a hyphenated one."""

    def __init__(self) -> None:
        """Nothing is read as yet."""
        self._printed: set[str] = set()  # not looked at so far: of most words nobody asks
        self._words: set[str] = set()
        self._before_hyphen: set[str] = set()
        self._in_lower_case: set[str] = set()
        self._lines = self._broken = 0

    def note(self, line: Line) -> None:
        """Learn the words of a line."""
        self._lines += 1
        self._broken += line.words[-1].text[-1] in _HYPHENS
        self._printed.update([word.text for word in line.words])

    def _look(self) -> None:
        """Look at the words that were noted."""
        for each in self._printed:
            printed = each.strip("().,:;‘’“”'\"?!")
            text = printed.lower()
            if printed == text:
                self._in_lower_case.add(text)
            if text and text[-1] not in _HYPHENS:
                self._words.add(text)
                if "-" in text:
                    self._before_hyphen.add(text.partition("-")[0])
        self._printed.clear()

    @property
    def _breaks_words(self) -> bool:
        return self._broken > _COMMON_BREAKS * self._lines

    def drops_hyphen(self, left: str, right: str, is_name: bool) -> bool:
        """Whether the hyphen between two halves was put there by the line's end."""
        if not right[0].islower() or left.isupper() or left[-1].isdigit():
            return False
        self._look()
        if f"{left}{right}".lower() in self._words:
            return True
        if f"{left}-{right}".lower() in self._words:
            return False
        is_known = left.lower() in self._words  # 'ver-' is half a word, 'daeb-' is one
        is_known_name = left[0].isupper() and is_known and left.lower() not in self._in_lower_case
        if is_known_name or left.lower() in self._before_hyphen:
            return False  # 'portiek-' where 'portiek-etage' stands elsewhere, 'Kroon-' of 'Kroon-tabel'
        if is_name and not self._breaks_words:
            return False
        return self._breaks_words or not is_known


def pieces(lines: Sequence[Line], lexicon: Lexicon, skip: int = 0) -> tuple[Piece, ...]:
    """The text of lines, `skip` characters of the first left out, hyphens at line ends repaired.

    Nothing where nothing stands behind the characters left out.
    """
    rows = [(line.page, line.words) for line in lines]
    if skip:
        rows[0] = (rows[0][0], _without(rows[0][1], skip))
    rows = [(page, words) for page, words in rows if words]
    writers: dict[int, _Writer] = {}
    for index, (page, words) in enumerate(rows):
        below = rows[index + 1][1] if index + 1 < len(rows) else None
        writer = writers.get(page) or writers.setdefault(page, _Writer(page))
        ending, cuts = _ending(words, below, lexicon)
        writer.add(words, cuts)
        if below is not None:
            writer.end(ending)
    return tuple(writer.piece() for writer in writers.values())


def _without(words: Sequence[PrintedWord], skip: int) -> tuple[PrintedWord, ...]:
    """The words behind the first `skip` characters, blanks not counted."""
    rest = list(words)
    while skip > 0 and rest:
        first = rest.pop(0)
        behind = first.text[skip:]
        if any(character.isalnum() for character in behind):
            rest.insert(0, replace(first, text=behind))
        skip -= len(first.text)
    return tuple(rest)


def _ending(
    row: Sequence[PrintedWord], below: Sequence[PrintedWord] | None, lexicon: Lexicon
) -> tuple[str, bool]:
    """What stands between a line's last word and the next line, and whether its hyphen is cut off."""
    if below is None or row[-1].text[-1] not in _HYPHENS:
        return " ", False
    broken = _BROKEN.search(row[-1].text)
    if not broken:
        return " ", False
    first = _WORD.match(below[0].text)
    if not first or first.group().lower() in words_of("after_hanging_hyphen"):
        return " ", False
    return "", lexicon.drops_hyphen(broken.group(1), first.group(), _is_name(row))


def _is_name(row: Sequence[PrintedWord]) -> bool:
    """Whether a line ends in a name, 'de Kroon-': a capital where no sentence begins."""
    return len(row) > 1 and row[-1].text[0].isupper() and row[-2].text[-1].isalnum()


class _Writer:
    """The text of one page's piece as far as it is written."""

    def __init__(self, page: int) -> None:
        self._page = page
        self._parts: list[str] = []
        self._length = 0
        self._words: list[tuple[int, int, int, Box, float]] = []

    def add(self, words: Sequence[PrintedWord], cuts: bool) -> None:
        """Write a line; whether the hyphen at its end is left out."""
        at, parts = self._length, self._parts
        last = words[-1]
        for index, word in enumerate(words):
            if index and not word.is_glued:
                parts.append(" ")
                at += 1
            text = word.text[:-1] if cuts and word is last else word.text
            start, at = at, at + len(text)
            parts.append(text)
            if not (has_mark(text) and MARK.fullmatch(text)):
                self._words.append((start, at, self._page, word.box, word.confidence))
        self._length = at

    def end(self, ending: str) -> None:
        """Write what stands between two lines."""
        self._parts.append(ending)
        self._length += len(ending)

    def piece(self) -> Piece:
        return Piece("".join(self._parts), self._page, Words.placed(self._words))
