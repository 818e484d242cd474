"""Footnotes of a plain text dump: told from other lines by the mark that stands behind a word above them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.ingest.blocks import Block, marked, text_block
from pipeline.ingest.layout import words as words_of
from pipeline.ingest.lines import Line
from pipeline.ingest.raised_marks import RAISED_DIGITS, TO_DIGITS

_REACH = 120  # lines above a footnote among which its mark is looked for
# '3 Boven de begroting', '² Peildatum 1 januari'
_FOOTNOTE = re.compile(
    rf"(?:(\d{{1,2}}) +|([{RAISED_DIGITS}]{{1,2}}) ?)(?=[^\W\d_]|[‘“\"(<])(?![a-z]{{1,3}}\b)"
)
# 'begroting1.', 'projecten3', 'afgesproken.4': a word of letters, then digits, then no letter
_GLUED = re.compile(r"(?<![^\W\d_])([^\W\d_]+)[’”\"»)]?[.,;:]?(\d{1,2})(?=[\s.,;:)’”]|$)")
# 'sloopt er 30.2 De': a whole number, the stop of its sentence and a mark; not '4.2 De', 'paragraaf 4.2'
_BEHIND_NUMBER = re.compile(r"(?<=\S )(?<![\d.,])(\d+)\.(\d{1,2})(?=\s+[A-Z]|\s*$)")
_ENDS = re.compile(r"[.!?]['’”\"»)\]]*$")
_RAISED = re.compile(rf"[{RAISED_DIGITS}]{{1,2}}")


def find(lines: Sequence[Line]) -> dict[int, Block | None]:
    """Lines that are footnotes: the first of each with its block, the others with None.

    The marks in the lines above are taken out of their words and travel as `marked`.
    """
    taken: dict[int, Block | None] = {}
    index = 0
    while index < len(lines):
        start = _FOOTNOTE.match(lines[index].text)
        if not start or not _has_mark(lines, index, _number(start)):
            index += 1
            continue
        end = _end(lines, index)
        words = " ".join([lines[index].text[start.end() :], *(line.text for line in lines[index + 1 : end])])
        mark = _number(start)
        taken[index] = text_block(
            "footnote",
            " ".join(words.split()),
            printed=start.group().strip(),
            number=mark,
            page=lines[index].page,
        )
        taken.update(dict.fromkeys(range(index + 1, end)))
        index = end
    return taken


def _number(start: re.Match[str]) -> str:
    return start.group(1) or start.group(2).translate(TO_DIGITS)


def _has_mark(lines: Sequence[Line], index: int, number: str) -> bool:
    """Whether a word above bears this mark; if so, the mark is freed from it."""
    for above in range(index - 1, max(-1, index - _REACH), -1):
        if marked(number) in lines[above].text:
            return True
        freed = _freed(lines[above].text, number)
        if freed is not None:
            lines[above].text = freed
            return True
    return _has_mark_behind_number(lines, index, number)


def _has_mark_behind_number(lines: Sequence[Line], index: int, number: str) -> bool:
    """The same for a mark behind a number, which counts only where no word bears it."""
    for above in range(index - 1, max(-1, index - _REACH), -1):
        text = lines[above].text
        for found in _BEHIND_NUMBER.finditer(text):
            before = text[: found.start()].split()[-1].lower()
            if found.group(2) == number and before not in words_of("before_section"):
                lines[above].text = text[: found.start(2)] + marked(number) + text[found.end(2) :]
                return True
    return False


def _freed(text: str, number: str) -> str | None:
    """The line with its last glued or raised mark of this number set apart, or None where it has none."""
    for found in reversed(list(_GLUED.finditer(text))):
        if found.group(2) == number and _is_mark(found):
            return text[: found.start(2)] + marked(number) + text[found.end(2) :]
    for found in reversed(list(_RAISED.finditer(text))):
        if found.group().translate(TO_DIGITS) == number:
            return text[: found.start()].rstrip() + marked(number) + text[found.end() :]
    return None


def _is_mark(found: re.Match[str]) -> bool:
    return len(found.group(1)) > 1 and found.group(1).lower() not in words_of("symbols_with_digit")


def _end(lines: Sequence[Line], index: int) -> int:
    """Index after the footnote's last line: it runs on until a gap, another page or a new footnote comes.

    Over one empty line it runs on only in lower case, since a dump may print one after every line.
    """
    for end in range(index + 1, len(lines)):
        line = lines[end]
        is_new = line.text.startswith(" ") or _FOOTNOTE.match(line.text) is not None
        goes_on = line.words[0].islower() and not line.is_apart and not _ENDS.search(lines[end - 1].words)
        is_gap = line.blank_lines > 1 or (line.blank_lines == 1 and not goes_on)
        if is_gap or is_new or line.page != lines[index].page:
            return end
    return len(lines)
