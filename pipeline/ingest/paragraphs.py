"""Printed lines -> paragraphs and bullets.

A dump can put an empty line between all lines or between none, so a gap alone says little. What tells is
whether the next word would still have fitted on the line: if so, the author ended the line, not the margin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from operator import itemgetter

from pipeline.ingest.blocks import MARK, Block, Piece, TextBlock
from pipeline.ingest.items import Opening, opening
from pipeline.ingest.layout import words as words_of
from pipeline.ingest.lines import Line

_NEIGHBOURS = 10  # lines on either side that show how wide the text is printed here
_ALIKE = 0.85  # share of the longest wrapped line that the next longest has at least, if both are ordinary
_FITS = 0.93  # share of the width that is surely usable, in a font of unequal letters
_ENDS = re.compile(r"[.!?:;…]['’”\"»)\]]*$")
_BROKEN_WORD = re.compile(r"(\w+)-$")
_FIRST_WORD = re.compile(r"[\w/]+\.?")
_WIDE_GAP = re.compile(r"\s{3,}")
_CONTINUES = re.compile(r"[.,;:)]")


@dataclass(slots=True)
class _Run:
    """The paragraph or bullet that is being put together."""

    lines: list[Line] = field(default_factory=list)
    opening: Opening | None = None
    inside: list[Block] = field(default_factory=list)  # footnotes and page lines that interrupt it
    below: list[Block] = field(default_factory=list)  # those after its last line so far

    def add(self, line: Line) -> None:
        self.lines.append(line)
        self.inside += self.below
        self.below = []


def widths(lines: Sequence[Line]) -> list[int | None]:
    """For each line the width at which its surroundings are wrapped; None where nothing shows wrapping.

    A line without a stop over one in lower case was ended by the margin: it shows how wide the text is.
    """
    wrapped = [0] * len(lines)
    for index, (line, below) in enumerate(pairwise(lines)):
        if below.words[0].islower() and " " in line.words and not _ENDS.search(line.words):
            wrapped[index] = len(line.text.rstrip())
    return [
        _common_width(wrapped[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS + 1])
        for index in range(len(lines))
    ]


def _common_width(lengths: Sequence[int]) -> int | None:
    """The longest length, or the next one where the longest stands alone."""
    longest = sorted(lengths, reverse=True)[:3]
    if longest[0] and longest[-1] and longest[1] < _ALIKE * longest[0]:
        return longest[1]
    return longest[0] or None


def assemble(lines: Sequence[Line], taken: dict[int, Block | None], alone: frozenset[int]) -> Iterator[Block]:
    """Blocks in reading order.

    `taken` maps lines that belong to a table or footnote to their block (to None after its first line);
    `alone` are lines that never join another. What interrupts a sentence is put before its paragraph.
    """
    wide = widths(lines)
    builder = _Builder(_lexicon(lines))
    run = _Run()
    for index, line in enumerate(lines):
        if index in taken:
            block = taken[index]
            if block is not None:
                run.below.append(block)
        elif index in alone:
            yield from builder.finish(run)
            yield from (TextBlock("aside", (Piece(words, line.page),)) for words in segments(line.words))
            run = _Run()
        elif run.lines and _joins(run, line, wide[index - 1]):
            run.add(line)
        else:
            yield from builder.finish(run)
            run = _Run([line], opening(line.text))
    yield from builder.finish(run)


def segments(words: str) -> list[str]:
    """What stands beside each other on one line: 'A. de Wit      B. Vos' is two."""
    return [" ".join(segment.split()) for segment in _WIDE_GAP.split(words)]


def _joins(run: _Run, line: Line, width: int | None) -> bool:
    """Whether a line goes on with the paragraph above it."""
    above = run.lines[-1].text.rstrip()
    bare_above = MARK.sub("", above)
    begin = line.words[0]
    is_full = width is not None and len(above) + 1 + len(line.words.split()[0]) > _FITS * width
    is_ended = _ENDS.search(bare_above) is not None
    here = opening(line.text)
    if here and not (is_full and not is_ended and _can_be_words(here, run)):
        return False
    if _CONTINUES.match(begin):
        return not is_ended
    if is_ended:
        return is_full and not line.is_apart and line.blank_lines <= 1 and not run.below
    if begin.islower():
        return line.blank_lines <= 4 or bool(run.below)
    return is_full and (not line.is_apart or bool(run.below))


def _can_be_words(here: Opening, run: _Run) -> bool:
    """Whether what looks like an item may be a dash or number inside the running sentence."""
    is_list = run.opening is not None and run.opening.family == here.family
    return not is_list and (here.printed in "-–" or here.number is not None)


class _Builder:
    """Makes blocks of runs; remembers the marks of the list it is in, and the words printed with a hyphen."""

    def __init__(self, lexicon: frozenset[str]) -> None:
        self._lexicon = lexicon
        self._families: list[str] = []

    def finish(self, run: _Run) -> Iterator[Block]:
        yield from run.inside
        if run.lines:
            yield from self._block(run)
        yield from run.below

    def _block(self, run: _Run) -> Iterator[TextBlock]:
        head = run.opening
        texts = [line.text for line in run.lines]
        if head:
            texts[0] = texts[0][head.length :]
        pieces = self._pieces(texts, [line.page for line in run.lines])
        is_item = head is not None and head.family != "section"
        if not is_item:
            self._families.clear()
        if not pieces:
            return
        if head is None:
            yield TextBlock("paragraph", pieces)
        elif is_item:
            yield TextBlock("bullet", pieces, self._depth(head.family), head.printed, head.number)
        else:
            yield TextBlock("paragraph", pieces, 0, head.printed, head.number)

    def _depth(self, family: str) -> int:
        """A mark that is new in this list is one deeper; one met before goes back to its depth."""
        if family in self._families:
            del self._families[self._families.index(family) + 1 :]
        else:
            self._families.append(family)
        return min(len(self._families), 6)

    def _pieces(self, texts: list[str], pages: list[int | None]) -> tuple[Piece, ...]:
        """The lines put together, one piece per page, words broken at the margin whole again."""
        parts = [(" ".join(text.split()), page) for text, page in zip(texts, pages, strict=True)]
        parts = [part for part in parts if part[0]]
        joined = [
            (_before(words, below, self._lexicon), page)
            for (words, page), (below, _) in pairwise(parts)
        ] + parts[-1:]
        return tuple(
            Piece("".join(words for words, _ in group), page)
            for page, group in groupby(joined, key=itemgetter(1))
        )


def _before(words: str, below: str, lexicon: frozenset[str]) -> str:
    """A line's words as they stand before the next: with a blank, or without the hyphen of a broken word."""
    broken = _BROKEN_WORD.search(words)
    if not broken:
        return words if _CONTINUES.match(below) else words + " "
    first = _FIRST_WORD.match(below)
    if not first or first.group().lower() in words_of("after_hanging_hyphen"):
        return words + " "
    return words if _keeps_hyphen(broken.group(1), first.group(), lexicon) else words[:-1]


def _keeps_hyphen(left: str, right: str, lexicon: frozenset[str]) -> bool:
    """'DAEB-woningen', '2016-2020', 'Noord-Holland', or a word that is printed so elsewhere."""
    return (
        not right[0].islower() or left.isupper() or left[-1].isdigit() or f"{left}-{right}".lower() in lexicon
    )


def _lexicon(lines: Iterable[Line]) -> frozenset[str]:
    """The words with a hyphen inside that stand on one line."""
    return frozenset(word.lower() for line in lines for word in re.findall(r"\w+-\w+", line.text))
