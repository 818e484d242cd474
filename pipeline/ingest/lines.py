"""The printed lines of a plain text dump: debris repaired, gaps measured, what they open told."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.ingest.blocks import marked
from pipeline.ingest.layout import alternatives, words

# 'in het 3P\n\nde\nP kwartaal' -> 'in het 3de kwartaal': a raised ordinal, spread over lines between two P's
_RAISED_ORDINAL = re.compile(r"(\d)P\s+(ste|de|e)\s+P(?![^\s,.;:)])(?:[ \t]*\n\s*(?=[a-z])|[ \t]+)?")
# 'in het 3\n\nde\n kwartaal', '1 e kwartaal': the same without the P's; not '2031 de helft'
_LOOSE_ORDINAL = re.compile(
    rf"(?<![\d.,])(\d|1\d)\s+(ste|de|e)\s+"
    rf"(?=(?:{alternatives('after_ordinal')})\b)"
)
# 'begrotingP0F\n\n1\nP van nu' -> 'begroting', mark 1: a raised footnote number with its field code
_RAISED_NOTE = re.compile(r"P(?<=\SP)\d{1,3}F\s+(\d{1,3})\s+P(?![^\s,.;:)])(?:[ \t]*\n\s*(?=[a-z]))?")
# 'kWh/mP\n\n2\nP' -> 'kWh/m2'
_RAISED_POWER = re.compile(r"P(?<=\bmP)\s+([23])\s+P(?![^\s,.;:)])")


# 'presta-tieafspraken', 'woning- corporaties': a word that was cut at a line's end the converter undid
_CUT_WORD = re.compile(r"(?<![\w-])([^\W\d_]{2,})(- ?)([a-z]{3,})(?![\w-])")


# ' -indien mogelijk' before '- ...': the first dash opens an aside, so that the second closes it
OPEN_DASH = re.compile(r"\s-\w[^-]*$")
_LONGEST_ASIDE = 80


def repair(text: str) -> str:
    """Put raised ordinals back on their line, raised footnote numbers into marks, cut words together."""
    text = _raised(text)
    known = words("often_broken") | frozenset(re.findall(r"[^\W\d_]{6,}", text.lower()))

    def whole(cut: re.Match[str]) -> str:
        left, hyphen, right = cut.groups()
        if OPEN_DASH.search(cut.string, max(0, cut.start() - _LONGEST_ASIDE), cut.start()):
            return cut.group()
        hangs = hyphen == "- " and right not in words("after_hanging_hyphen")
        return left + right if hangs or (left + right).lower() in known else cut.group()

    return _CUT_WORD.sub(whole, text)


def _raised(text: str) -> str:
    text = _RAISED_NOTE.sub(lambda match: marked(match.group(1)) + " ", text)
    text = _RAISED_POWER.sub(r"\1", text)
    return _LOOSE_ORDINAL.sub(r"\1\2 ", _RAISED_ORDINAL.sub(r"\1\2 ", text))


@dataclass(slots=True)
class Line:
    """A printed line, blanks kept, with the gap above it."""

    text: str
    page: int | None
    blank_lines: int  # above it
    is_apart: (
        bool  # a line of blanks stands above it: an empty paragraph of the original, no mere line spacing
    )

    @property
    def words(self) -> str:
        """Without the blanks around it."""
        return self.text.strip()


def printed_lines(text: str) -> tuple[list[Line], int | None]:
    """The lines that hold words, and the page count where form feeds tell it."""
    pages = text.split("\f")
    if len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    has_pages = "\f" in text
    lines: list[Line] = []
    blank_lines, is_apart = 0, False
    for number, page in enumerate(pages, 1):
        for raw in page.split("\n"):
            if raw.strip():
                lines.append(Line(raw, number if has_pages else None, blank_lines, is_apart))
                blank_lines, is_apart = 0, False
            else:
                blank_lines += 1
                is_apart = is_apart or bool(raw)
    return lines, len(pages) if has_pages else None
