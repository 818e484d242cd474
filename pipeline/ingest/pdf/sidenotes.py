"""Notes in the margin: small type beside running text, read behind the paragraph it stands beside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise

from extractors._document import Box
from pipeline.ingest.pdf.lines import Line, lines_of
from pipeline.ingest.pdf.printed import PrintedWord, around

_SMALL = 0.93  # of the body's type
_MOST = 0.4  # of a page's words: so many small ones are no notes
_WIDEST = 190.0  # points
_HIGHEST = 8  # lines; more are a column
_CLEAR = 6.0  # points of white between a note and the text
_SAME_EDGE = 2.0  # points within which the lines of notes begin together
_PITCH = 1.8  # type sizes from foot to foot of two lines of one note
_FEWEST = 2  # lines in one margin
_LOOSER = 1.2  # times the distance of lines: a wider one parts two paragraphs

_WORD = re.compile(r"[^\W\d_]{3,}")  # no bullets or numbers alone

Note = list[Line]


def part_notes(lines: Sequence[Line], page: int) -> tuple[list[Note], list[Line]]:
    """The notes in the margins of a page's free lines, from top to bottom, and the lines without them."""
    words = [word for line in lines for word in line.printed]
    letters: Counter[float] = Counter()
    for word in words:
        letters[word.size] += len(word.text)
    body = max(letters, key=lambda size: (letters[size], size), default=0.0)
    if not any(size < _SMALL * body for size in letters):
        return [], list(lines)
    small = [word for word in words if word.size < _SMALL * body]
    if len(small) > _MOST * len(words):
        return [], list(lines)
    main = [word.box for word in words if word.size >= _SMALL * body]
    notes = [note for note in _notes(small, page) if _is_beside(note, main)]
    edges = [line.box[0] for note in notes for line in note]
    notes = [
        note for note in notes if sum(abs(edge - note[0].box[0]) < _SAME_EDGE for edge in edges) >= _FEWEST
    ]
    if not notes:
        return [], list(lines)
    taken = {id(word) for note in notes for line in note for word in line.printed}
    return notes, lines_of([word for word in words if id(word) not in taken], page)


def _notes(small: Sequence[PrintedWord], page: int) -> Iterator[Note]:
    """Small lines that begin below each other, as blocks."""
    blocks: list[Note] = []
    for line in chain.from_iterable(each.pieces() for each in lines_of(small, page)):
        for block in blocks:
            last = block[-1].box
            if abs(last[0] - line.box[0]) < _SAME_EDGE and 0 < line.box[3] - last[3] < _PITCH * line.size:
                block.append(line)
                break
        else:
            blocks.append([line])
    return (
        block for block in blocks if len(block) <= _HIGHEST and any(_WORD.search(line.text) for line in block)
    )


def _is_beside(note: Note, main: Iterable[Box]) -> bool:
    """Whether a narrow block has text beside it on one side, from its first line on, and none in its way."""
    x0, top, x1, bottom = around(line.box for line in note)
    level = [box for box in main if box[1] < bottom and top < box[3]]
    if x1 - x0 > _WIDEST or not any(box[1] < note[0].box[3] for box in level):
        return False
    return all(box[2] < x0 - _CLEAR for box in level) or all(box[0] > x1 + _CLEAR for box in level)


def behind_paragraphs(column: Sequence[Line], notes: list[Note]) -> Iterator[list[Line]]:
    """A column in parts, each note behind the paragraph it begins beside; notes that are placed are taken."""
    pitches = [below.box[3] - above.box[3] for above, below in pairwise(column)]
    pitch = min(
        (each for each, line in zip(pitches, column, strict=False) if each > line.size / 2), default=0.0
    )
    start = 0
    for end in range(1, len(column) + 1):
        if end < len(column) and pitches[end - 1] <= _LOOSER * pitch:
            continue
        foot = column[end - 1].box[3]
        here = [note for note in notes if column[0].box[1] - note[0].size < note[0].box[1] < foot]
        if here:
            yield list(column[start:end])
            yield from here
            notes[:] = [note for note in notes if note not in here]
            start = end
    if start < len(column):
        yield list(column[start:])
