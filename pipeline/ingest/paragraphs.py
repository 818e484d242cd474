"""Printed lines -> paragraphs and bullets.

A dump can put an empty line between all lines or between none, so a gap alone says little. What tells is
whether the next word would still have fitted on the line: if so, the author ended the line, not the margin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from operator import itemgetter

from pipeline.ingest.blocks import Block, Grid, Piece, TextBlock, without_marks
from pipeline.ingest.items import Opening, opening
from pipeline.ingest.layout import words as words_of
from pipeline.ingest.lines import OPEN_DASH, Line

_NEIGHBOURS = 10  # lines on either side that show how wide the text is printed here
_ALIKE = 0.85  # share of the longest wrapped line that the next longest has at least, if both are ordinary
_WIDE = 60  # characters: a single line of this length may show the width
_FITS = 0.93  # share of the width that is surely usable, in a font of unequal letters
_WIDEST_GAP = 4  # empty lines that a running sentence may be printed over
_FITS_BEFORE_NUMBER = 0.75  # no title starts with a number: a line over one need not be so full
_ENDS = re.compile(r"[.!?:;…]['’”\"»)\]]*$")
_BROKEN_WORD = re.compile(r"(\w+)-$")
_FIRST_WORD = re.compile(r"[\w/]+\.?")
_HYPHENATED = re.compile(r"\b\w++-\w+")
_WIDE_GAP = re.compile(r"(?<![:\s])\s{3,}")
_YEAR = re.compile(r"\b20\d\d\b")
_MOST_WORDS_OF_DATE = 7
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


def widths(lines: Sequence[str]) -> list[int | None]:
    """For each line the width at which its surroundings, or else all the text, are wrapped, if any is.

    A line without a stop over one in lower case was ended by the margin: it shows how wide the text is.
    """
    wrapped = [0] * len(lines)
    for index, (line, below) in enumerate(pairwise(lines)):
        if below.strip()[:1].islower() and " " in line.strip() and not _ENDS.search(line.strip()):
            wrapped[index] = len(line.rstrip())
    everywhere = _common_width(wrapped)
    return [
        _common_width(wrapped[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS + 1]) or everywhere
        for index in range(len(lines))
    ]


def _common_width(lengths: Sequence[int]) -> int | None:
    """The longest length, or the next one where the longest stands alone; one short line shows nothing."""
    first, second, third = (*sorted(lengths, reverse=True)[:3], 0, 0, 0)[:3]
    if third and second < _ALIKE * first:
        return second
    return first if second or first >= _WIDE else None


def assemble(
    lines: Sequence[Line],
    taken: Mapping[int, Block | None],
    alone: AbstractSet[int] = frozenset(),
    fresh: AbstractSet[int] = frozenset(),
) -> Iterator[Block]:
    """Blocks in reading order.

    `taken` maps lines that belong to a table or footnote to their block (to None after its first line);
    `alone` are lines that never join another, `fresh` those that never join the one above. What interrupts a
    sentence is put before its paragraph.
    """
    wide = widths(["" if index in alone or index in taken else line.text for index, line in enumerate(lines)])
    builder = _Builder(_lexicon(lines))
    run = _Run()
    for index, line in enumerate(lines):
        below = lines[index + 1] if index + 1 < len(lines) else None
        if index in taken:
            block = taken[index]
            if block is not None:
                run.below.append(block)
            if isinstance(block, Grid):
                yield from builder.finish(run)
                run = _Run()
        elif index in alone:
            yield from builder.finish(run)
            yield from (TextBlock("aside", (Piece(words, line.page),)) for words in segments(line.words))
            run = _Run()
        elif run.lines and index not in fresh and _joins(run, line, below, wide[index - 1]):
            run.add(line)
        else:
            yield from builder.finish(run)
            run = _Run([line], opening(line.text))
    yield from builder.finish(run)


def segments(words: str) -> list[str]:
    """What stands beside each other on one line: 'A. de Wit      B. Vos' is two, 'Naam:    A. de Wit' one."""
    return [" ".join(segment.split()) for segment in _WIDE_GAP.split(words)]


def _joins(run: _Run, line: Line, below: Line | None, width: int | None) -> bool:
    """Whether a line goes on with the paragraph above it."""
    above = run.lines[-1]
    begin = line.words[0]
    is_ended = _ENDS.search(without_marks(above.words)) is not None
    is_full = _is_full(above, line, width)
    here = opening(line.text)
    if here and (is_ended or not is_full or not _can_be_words(here, line, run)):
        return False
    if _CONTINUES.match(begin):
        return not is_ended
    if not is_ended and _dates(run, line):
        return True
    if is_ended:
        is_near = not line.is_apart and line.blank_lines <= 1 and not run.below
        return is_full and is_near and not _stands_alone(line, below, width)
    if begin.islower() or (_ends_open(above) and not _may_end_item(run, line)):
        return line.blank_lines <= _WIDEST_GAP or bool(run.below)
    return is_full and (not line.is_apart or bool(run.below))


def _dates(run: _Run, line: Line) -> bool:
    """Whether a short line right under a bullet says when that is done: 'Gereed in 2031'."""
    words = line.words.split()
    is_bullet = run.opening is not None and run.opening.family != "section"
    is_due = words[0].lower() in words_of("due_openers") and _YEAR.search(line.words) is not None
    return is_bullet and is_due and len(words) <= _MOST_WORDS_OF_DATE and line.blank_lines <= 1


def _ends_open(line: Line) -> bool:
    """Whether a line ends in what no sentence or title ends in: 'de', 'van', 'en', a hyphen."""
    return line.words[-1] in "-–/&(" or line.words.rsplit(maxsplit=1)[-1].lower() in words_of(
        "never_last_in_title"
    )


def _may_end_item(run: _Run, line: Line) -> bool:
    """Whether an item, and an empty line below it, end in a particle: '- de gemeente stelt het plan bij'."""
    is_item = run.opening is not None and run.opening.family != "section"
    last = run.lines[-1].words.rsplit(maxsplit=1)[-1].lower()
    is_gap = line.blank_lines > run.lines[-1].blank_lines == 0  # and no text with empty lines throughout
    return is_item and is_gap and last in words_of("particles")


def _is_full(line: Line, below: Line, width: int | None) -> bool:
    """Whether the first word below would not have fitted on the line."""
    length = len(line.text.rstrip()) + 1 + len(below.words.split(maxsplit=1)[0])
    fits = _FITS if below.words[0].isalpha() else _FITS_BEFORE_NUMBER
    return width is not None and length > fits * width


def _stands_alone(line: Line, below: Line | None, width: int | None) -> bool:
    """Whether a line after a sentence is a heading: no stop, room left, and no lower case below it."""
    if _ENDS.search(line.words):
        return False
    return below is None or not (below.words[0].islower() or _is_full(line, below, width))


def _can_be_words(here: Opening, line: Line, run: _Run) -> bool:
    """Whether what looks like an item may be a dash or number inside the running sentence."""
    is_list = run.opening is not None and run.opening.family == here.family
    goes_on = line.text[here.length :][:1].islower()
    return not is_list and goes_on and (here.printed in "-–" or here.number is not None)


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
            (_before(words, below, self._lexicon), page) for (words, page), (below, _) in pairwise(parts)
        ] + parts[-1:]
        return tuple(
            Piece("".join(words for words, _ in group), page)
            for page, group in groupby(joined, key=itemgetter(1))
        )


def _before(words: str, below: str, lexicon: frozenset[str]) -> str:
    """A line's words as they stand before the next: with a blank, or without the hyphen of a broken word."""
    broken = _BROKEN_WORD.search(words) if words.endswith("-") else None
    if not broken:
        return words if _CONTINUES.match(below) else words + " "
    first = _FIRST_WORD.match(below)
    hangs = first is None or first.group().lower() in words_of("after_hanging_hyphen")
    if first is None or hangs or OPEN_DASH.search(words[: broken.start()]):
        return words + " "
    return words if _keeps_hyphen(broken.group(1), first.group(), lexicon) else words[:-1]


def _keeps_hyphen(left: str, right: str, lexicon: frozenset[str]) -> bool:
    """'DAEB-woningen', '2016-2020', 'Noord-Holland', or a word that is printed so elsewhere."""
    return (
        not right[0].islower() or left.isupper() or left[-1].isdigit() or f"{left}-{right}".lower() in lexicon
    )


def _lexicon(lines: Iterable[Line]) -> frozenset[str]:
    """The words with a hyphen inside that stand on one line."""
    return frozenset(
        word.lower() for line in lines if "-" in line.text for word in _HYPHENATED.findall(line.text)
    )
