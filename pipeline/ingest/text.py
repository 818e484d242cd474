"""A plain text dump -> blocks: debris repaired, tables and footnotes told, the rest put into paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from extractors._document import Unread
from pipeline.ingest import footnotes, plain_tables
from pipeline.ingest.blocks import Block, text_block
from pipeline.ingest.captions import tie_captions
from pipeline.ingest.lines import Line, printed_lines, repair
from pipeline.ingest.outline import outline
from pipeline.ingest.paragraphs import assemble, segments

# '3', '(2)', '- 4 -', 'Pagina 2 van 9'
_PAGE_NUMBER = re.compile(
    r"[-–—.|(\[ ]*(?:(?:pagina|pag\.?|blz\.?|page)\s*)?\d{1,3}(?:\s*(?:van|/|of)\s*\d{1,3})?[-–—.|)\] ]*",
    re.I,
)
# 'Prestatieafspraken 2020 Pagina 2'
_PAGE_LINE = re.compile(r".{3,90}\b(?:pagina|pag\.|blz\.)\s*\d{1,3}(?:\s*(?:van|/)\s*\d{1,3})?", re.I)
# 'Afspraken 2021 gemeente Waterrijk 8 1.5 Bijzondere omstandigheden': page line, number, next heading
_GLUED_HEADING = re.compile(r"\s*([^.;:]{10,80}\D) (\d{1,3}) (?=\d{1,2}(?:\.\d{1,2}){1,2} [A-Z])")
_WORD = re.compile(r"[^\W_]")
_URL = re.compile(r"(?:https?://|www\.)\S+")
_DOT_LEADER = re.compile(r"(?:\.{4,}|(?:\. ){4,}|…{2,}|_{4,})\s*\d{0,3}\s*$")
# 'Thema 2 - Betaalbaarheid 9 - 12': a line of a contents list ends in its page
_CONTENTS_LINE = re.compile(r".*[^\W\d_].* (\d{1,3})(?: ?[-–] ?\d{1,3})?")
_CONTENTS_TITLE = re.compile(r"\W*(?:inhoud|inhoudsopgave|inhoudsopgaaf)\W*", re.I)
_CONTENTS_START = re.compile(
    r"\s*(?:\d{1,2}[.\s]|\d{1,2}(?:\.\d{1,2})+|bijlage|hoofdstuk|thema|deel|[A-Z]\.)", re.I
)
_LONGEST_PAGE_LINE = 120
_FEWEST_REPEATS = 4  # pages on which a line stands before it counts as running along


def blocks(text: str) -> tuple[list[Block], list[Unread], int | None]:
    """Blocks of a plain text, what could not be read, and its page count (None without form feeds)."""
    printed, page_count = printed_lines(repair(text))
    lines, page_lines = _part_glued_headings(printed)
    taken = _interrupters(lines, page_lines | _running(lines))
    alone = _contents(lines) | _side_by_side(lines)
    titles: set[int] = set()
    unread: list[Unread] = []
    for table in plain_tables.find(lines, alone | set(taken)):
        taken[table.first] = table.grid
        taken.update(dict.fromkeys(range(table.first + 1, table.last + 1)))
        titles |= {table.first - 1} if _could_be_title(lines, table.first - 1) else set()
        unread += table.unread
    taken = footnotes.find(lines) | taken
    found = tie_captions(outline(list(assemble(lines, taken, alone, titles))))
    return found[0], unread + found[1], page_count


def _could_be_title(lines: Sequence[Line], index: int) -> bool:
    """Whether the line over a table is its title rather than the end of a paragraph."""
    return index >= 0 and lines[index].words[0].isupper() and lines[index].words[-1] not in ".;,:"


def _part_glued_headings(lines: Sequence[Line]) -> tuple[list[Line], set[int]]:
    """The lines with page lines parted from the heading they are glued to, and where the page lines stand."""
    parted: list[Line] = []
    page_lines: set[int] = set()
    for line in lines:
        glued = _GLUED_HEADING.match(line.text[:_LONGEST_PAGE_LINE])
        if glued:
            page_lines.add(len(parted))
            parted.append(replace(line, text=glued.group().strip()))
            line = replace(line, text=line.text[glued.end() :], blank_lines=1, is_apart=True)
        parted.append(line)
    return parted, page_lines


def _interrupters(lines: Sequence[Line], page_lines: AbstractSet[int]) -> dict[int, Block | None]:
    """Page lines and numbers, rules and lone web addresses, which can stand in the middle of a sentence."""
    return {
        index: text_block("aside", " ".join(line.text.split()), page=line.page)
        for index, line in enumerate(lines)
        if index in page_lines
        or _PAGE_NUMBER.fullmatch(line.words)
        or _URL.fullmatch(line.words)
        or not _WORD.search(line.words)
    }


def _side_by_side(lines: Sequence[Line]) -> set[int]:
    """Lines of a letterhead or signature block, with names beside each other."""
    return {
        index
        for index, line in enumerate(lines)
        if len(parts := segments(line.words)) > 1
        and all(len(part) > 3 and part[0].isalpha() for part in parts)
    }


def _running(lines: Sequence[Line]) -> set[int]:
    """Lines that say which page this is, or stand on many pages but for a number."""
    shapes = [re.sub(r"\d+", "#", line.words) if len(line.words) < 100 else "" for line in lines]
    repeats = Counter(shapes)
    return {
        index
        for index, (line, shape) in enumerate(zip(lines, shapes, strict=True))
        if (len(line.words) < 100 and _PAGE_LINE.fullmatch(line.words))
        or ("#" in shape and re.search(r"[^\W\d_]{4}", shape) and repeats[shape] >= _FEWEST_REPEATS)
    }


def _contents(lines: Sequence[Line]) -> set[int]:
    """The lines of a contents list: dot leaders, or pages that rise under 'Inhoud' or behind numbers."""
    found = {index for index, line in enumerate(lines) if _DOT_LEADER.search(line.text[-40:])}
    index = 0
    while index < len(lines):
        run = _contents_run(lines, index)
        is_titled = index > 0 and any(
            _CONTENTS_TITLE.fullmatch(line.words) for line in lines[max(0, index - 3) : index + 1]
        )
        numbered = sum(bool(_CONTENTS_START.match(lines[i].text)) for i in run)
        if len(run) >= (2 if is_titled else 3) and (is_titled or 2 * numbered > len(run)):
            found.update(run)
        index += max(len(run), 1)
    return found


def _contents_run(lines: Sequence[Line], start: int) -> range:
    """Lines from here on that end in a page number not below the one before."""
    page = 0
    index = start
    while index < len(lines):
        match = _CONTENTS_LINE.fullmatch(lines[index].words) if len(lines[index].words) < 150 else None
        if not match or int(match.group(1)) < page:
            break
        page = int(match.group(1))
        index += 1
    return range(start, index)
