"""Printed lines -> paragraphs in the raw: which lines belong together, and what they open with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.ingest.items import Opening, opening
from pipeline.ingest.layout import words as words_of
from pipeline.ingest.pdf.lines import Line
from pipeline.ingest.pdf.typesetting import is_beside

_LOOSER = 1.22  # times the usual distance of two lines: a wider one parts two paragraphs
_INDENT = 0.75  # of the type size: a line that starts so much further in or out opens a paragraph
_OTHER_SIZE = 0.07  # share by which type differs between a heading and the words under it
_RAISED = 0.45  # type sizes by which a line with a raised mark may stand lower
_SMALLER = 0.8  # of the type size: so small are raised marks
_WIDEST_GAP = 2.2  # type sizes: words further apart on a line are no sentence
_LABEL_WORDS = 3  # in bold before a colon
_ENDS = re.compile(r"[.!?:;…]['’”\"»)\]]*$")
_STOPS = re.compile(r"[.!?;:]['’”\"»)\]]*$")
_LEADER = re.compile(r"(?:\.{4,}|(?:\. ){4,}|…{2,}|_{4,})\s*\d{0,3}$")  # 'Samenwerking ........ 14'
_END_OF_LEADER = "._…"  # or the page's number
_BULLET_ALONE = re.compile(r"[•➤➢▪■□●○‣◦→➔⇒✓☐☑☒✔✗§·–—-]|o|\*{1,3}")


@dataclass(slots=True)
class Draft:
    """Lines that belong together, from one or more pages."""

    lines: list[Line]
    opening: Opening | None = None
    text_x0: float = 0.0  # where its words begin, behind a bullet or number
    is_apart: bool = False  # words far apart on one line: a letterhead, a signature
    right: float = 0.0  # where its lines end at most

    @property
    def text(self) -> str:
        """Its words with single blanks; line ends not repaired."""
        return " ".join(line.text for line in self.lines)

    @property
    def size(self) -> float:
        """Its type size."""
        return self.lines[0].size

    @property
    def is_bold(self) -> bool:
        """Whether it is bold throughout."""
        return all(line.is_bold for line in self.lines)

    @property
    def is_italic(self) -> bool:
        """Whether it is italic throughout."""
        return all(line.is_italic for line in self.lines)


@dataclass(frozen=True, slots=True)
class Spacing:
    """The usual distance from line to line, per type size."""

    pitches: dict[float, float]

    def of(self, size: float) -> float:
        """Points from the foot of a line to the foot of the next."""
        return self.pitches.get(size, 1.25 * size)


def spacing(regions: Iterable[Sequence[Line]]) -> Spacing:
    """Measure the usual distances over a document."""
    seen: dict[float, Counter[float]] = {}
    for lines in regions:
        for above, below in pairwise(lines):
            pitch = below.box[3] - above.box[3]
            if above.page == below.page and above.size == below.size and 0.8 < pitch / above.size < 2.2:
                seen.setdefault(above.size, Counter())[round(pitch * 2) / 2] += 1
    return Spacing({size: _common(pitches) for size, pitches in seen.items() if pitches.total() > 4})


def _common(pitches: Counter[float]) -> float:
    """The smallest distance that is common: gaps between paragraphs can outnumber it in lists."""
    most = max(pitches.values())
    return min(pitch for pitch, count in pitches.items() if count > 0.4 * most)


def paragraphs(lines: Sequence[Line], usual: Spacing, right: float | None = None) -> list[Draft]:
    """The paragraphs of one column, box or cell from top to bottom; `right` is where its lines can end."""
    right = right or max((line.box[2] for line in lines), default=0.0)
    drafts: list[Draft] = []
    for line in lines:
        draft = _draft(line)
        if drafts and _goes_on(drafts[-1], draft, usual, right):
            drafts[-1].lines.append(line)
        else:
            draft.right = right
            drafts.append(draft)
    return drafts


def _draft(line: Line) -> Draft:
    words = line.words
    found = _number_beside(line) or opening(line.text)
    behind = _words_of_opening(line, found) if found else 0
    if found and behind < len(words):
        is_apart = _is_apart(Line(line.page, words[behind:]))
        return Draft([line], found, words[behind].box[0], is_apart)
    if len(words) == 1 and _BULLET_ALONE.fullmatch(line.text):
        return Draft([line], Opening(line.text, None, line.text, len(line.text)), words[0].box[2])
    return Draft([line], None, line.box[0], _is_apart(line))


def _number_beside(line: Line) -> Opening | None:
    """The large number that a paragraph stands beside."""
    first = line.words[0]
    if len(line.words) < 2 or not is_beside(first):
        return None
    return Opening(first.text, first.text.rstrip(".)"), "large", len(first.text))


def _words_of_opening(line: Line, found: Opening) -> int:
    """How many of the line's first words are the bullet or number."""
    left = len(found.printed)
    for index, word in enumerate(line.words):
        if left <= 0:
            return index
        left -= len(word.text)
    return len(line.words)


def _is_apart(line: Line) -> bool:
    end = line.text[-1:]
    if (end in _END_OF_LEADER or end.isdecimal()) and _LEADER.search(line.text):
        return True
    if len(line.words) == 1:
        return False
    gaps = [right.box[0] - left.box[2] for left, right in zip(line.words, line.words[1:], strict=False)]
    return max(gaps) > _WIDEST_GAP * line.size


def _goes_on(draft: Draft, here: Draft, usual: Spacing, right: float) -> bool:
    above, line = draft.lines[-1], here.lines[0]
    if draft.is_apart or here.is_apart or not _same_type(above, line):
        return False
    pitch = line.box[3] - above.box[3]
    if pitch > _LOOSER * usual.of(above.size) + 0.5 + (_RAISED * line.size if _has_mark(line) else 0):
        return False
    if (here.opening and not _is_inside_words(draft, here)) or _opens_label(above, line):
        return False
    if _is_indented(draft, line) and not _is_centred(draft, line) and not _runs_on(draft, line, right):
        return False
    return not _is_ended_early(above, line, right)


def _has_mark(line: Line) -> bool:
    """Whether a raised mark stands on a line, for which programs may make it higher."""
    return any(word.is_glued and word.size < _SMALLER * line.size for word in line.words)


def _opens_label(above: Line, line: Line) -> bool:
    """Whether a line opens with a label in bold under a line that ends a sentence: 'Wie: Welbouw'."""
    label = next((at for at, word in enumerate(line.words[:_LABEL_WORDS], 1) if word.text.endswith(":")), 0)
    is_set_off = 0 < label < len(line.words) and not line.words[label].is_bold
    return is_set_off and all(w.is_bold for w in line.words[:label]) and _ENDS.search(above.text) is not None


def _runs_on(draft: Draft, line: Line, right: float) -> bool:
    """Whether an item's second line goes on with the words that filled the first, wherever it hangs."""
    above = draft.lines[-1]
    is_under = draft.opening is not None and len(draft.lines) == 1
    hangs = line.box[0] > above.box[0] + _INDENT * line.size
    is_full = above.box[2] + line.words[0].box[2] - line.words[0].box[0] + 0.5 * line.size > right
    return is_under and hangs and is_full


def _is_ended_early(above: Line, line: Line, right: float) -> bool:
    """Whether the next word had still fitted on the line, so that its author ended it, not the margin."""
    first = line.words[0]
    fits = above.box[2] + (first.box[2] - first.box[0]) + 0.8 * line.size < right
    is_short = above.box[2] < right - 0.2 * (right - above.box[0])
    if not (fits and is_short) or line.text[:1].islower() or _is_open([above]):
        return False
    return _STOPS.search(above.text) is not None or above.words[-1].text.lower() not in words_of(
        "never_last_in_title"
    )


def _same_type(above: Line, below: Line) -> bool:
    is_same_size = abs(above.size - below.size) <= _OTHER_SIZE * above.size
    return is_same_size and (
        above.is_bold == below.is_bold or not _has_letters(above) or not _has_letters(below)
    )


def _has_letters(line: Line) -> bool:
    return any(map(str.isalpha, line.text))


def _is_inside_words(draft: Draft, here: Draft) -> bool:
    """Whether what looks like an item is a dash or number in a sentence: no room, no stop before it."""
    assert here.opening is not None
    line = here.lines[0]
    is_listed = draft.opening is not None and draft.opening.family == here.opening.family
    at_margin = abs(line.box[0] - draft.text_x0) < 1.5
    is_tight = here.text_x0 - line.box[0] < 1.6 * line.size
    is_ended = _ENDS.search(draft.lines[-1].text) is not None
    is_plain = here.opening.number is not None or here.opening.printed in "-–"
    if here.opening.printed.endswith(")") and _is_open(draft.lines):
        return True  # '(minimaal' over '30) op het terrein'
    return is_plain and not is_listed and at_margin and is_tight and not is_ended and len(draft.lines) > 0


def _is_open(lines: Sequence[Line]) -> bool:
    """Whether a bracket is open where the lines end."""
    text = " ".join(line.text for line in lines)
    return text.rfind("(") > text.rfind(")")


def _is_indented(draft: Draft, line: Line) -> bool:
    """Whether the line starts further in or out than the lines of its paragraph do."""
    step = _INDENT * line.size
    if draft.opening:
        hangs = abs(line.box[0] - draft.text_x0) <= step
        flush = (
            abs(line.box[0] - draft.lines[0].box[0]) <= 1.0
            and len(draft.lines) > 1
            and (abs(draft.lines[1].box[0] - draft.lines[0].box[0]) <= 1.0)
        )
        if len(draft.lines) > 1 and not hangs:
            hangs = abs(line.box[0] - draft.lines[-1].box[0]) <= 1.0
        is_flush_item = draft.opening.family == "section" or _reaches(draft)
        return not (hangs or flush or (is_flush_item and abs(line.box[0] - draft.lines[0].box[0]) <= 1.0))
    if len(draft.lines) == 1:
        return line.box[0] > draft.lines[0].box[0] + step
    return abs(line.box[0] - draft.lines[-1].box[0]) > step


def _reaches(draft: Draft) -> bool:
    """Whether an item's first line does not end in a stop, so that its words may go on at the margin."""
    return len(draft.lines) == 1 and _ENDS.search(draft.lines[0].text) is None


def _is_centred(draft: Draft, line: Line) -> bool:
    above = draft.lines[-1].box
    return abs((above[0] + above[2]) - (line.box[0] + line.box[2])) < 4 and above[0] != line.box[0]
