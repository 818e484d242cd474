"""Lines of a dump that belong to the page and not to the text: page numbers, running heads, contents."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors._dutch.time import read_times
from pipeline.ingest.lines import Line
from pipeline.ingest.paragraphs import segments

_LONGEST_PAGE_LINE = 120
_LONGEST_CONTENTS_LINE = 150
_FEWEST_PAGES = 3  # on which a line heads or ends the page before it counts as running along
_FEWEST_REPEATS = 4  # of a line with a rising number, where form feeds do not show the pages
_FEWEST_CONTENTS_LINES = 3  # without 'Inhoud' above them
_MOST_SIDE_BY_SIDE = 3
# '3', '(2)', '- 4 -', 'Pagina 2 van 9'
_PAGE_NUMBER = re.compile(
    r"[-–—.|(\[ ]*(?:(?:pagina|pag\.?|blz\.?|page)\s*)?\d{1,3}(?:\s*(?:van|/|of)\s*\d{1,3})?[-–—.|)\] ]*",
    re.I,
)
# 'Prestatieafspraken 2020 Pagina 2'
_PAGE_LINE = re.compile(r".{3,90}\b(?:pagina|pag\.|blz\.)\s*\d{1,3}(?:\s*(?:van|/)\s*\d{1,3})?", re.I)
# 'Afspraken 2021 gemeente Waterrijk 8 1.5 Wijzigingen': page line, number, next heading
_GLUED_HEADING = re.compile(r"\s*([^.;:]{10,80}\D) (\d{1,3}) (?=\d{1,2}(?:\.\d{1,2}){1,2} [A-Z])")
_BEFORE_SECTION = re.compile(r"\d \d{1,2}\.\d")  # few lines have it, and it is soon found
_WORD = re.compile(r"[^\W_]")
_URL = re.compile(r"(?:https?://|www\.)\S+")
_NUMBER = re.compile(r"\d+")
_DOT_LEADER = re.compile(r"(?:\.{4,}|(?:\. ){4,}|…{2,}|_{4,})\s*\d{0,3}\s*$")
_LEADERS = ("....", ". . . . ", "……", "____")
_LONGEST_LEADER = 40  # characters, its page number included
# 'Thema 2 - Verkoop 6 - 8': a line of a contents list ends in its page
_CONTENTS_LINE = re.compile(r".*[^\W\d_].* (\d{1,3})(?: ?[-–] ?\d{1,3})?")
_CONTENTS_TITLE = re.compile(r"\W*(?:inhoud|inhoudsopgave|inhoudsopgaaf)\W*", re.I)
_CONTENTS_START = re.compile(
    r"\s*(?:\d{1,2}[.\s]|\d{1,2}(?:\.\d{1,2})+|bijlage|hoofdstuk|thema|deel|[A-Z]\.)", re.I
)


def part_glued_headings(lines: Sequence[Line]) -> tuple[list[Line], set[int]]:
    """The lines with page lines parted from the heading they are glued to, and where the page lines stand."""
    parted: list[Line] = []
    page_lines: set[int] = set()
    for line in lines:
        is_near = _BEFORE_SECTION.search(line.text, 0, _LONGEST_PAGE_LINE) is not None
        glued = _GLUED_HEADING.match(line.text[:_LONGEST_PAGE_LINE]) if is_near else None
        if glued:
            page_lines.add(len(parted))
            parted.append(replace(line, text=glued.group().strip()))
            line = replace(line, text=line.text[glued.end() :], blank_lines=1, is_apart=True)
        parted.append(line)
    return parted, page_lines


def interrupting(lines: Sequence[Line]) -> set[int]:
    """Page lines and numbers, rules and lone web addresses, which can stand in the middle of a sentence."""
    alone = {index for index, line in enumerate(lines) if _is_of_page(line.words)}
    return alone | _running_along(lines)


def _is_of_page(words: str) -> bool:
    if _PAGE_NUMBER.fullmatch(words) or _URL.fullmatch(words) or not _WORD.search(words):
        return True
    opening = words[:_LONGEST_PAGE_LINE]
    return opening[-1].isdigit() and _PAGE_LINE.fullmatch(opening) is not None


def _running_along(lines: Sequence[Line]) -> set[int]:
    """Lines that are the same on many pages but for their number."""
    shapes: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if len(line.words) < _LONGEST_PAGE_LINE:
            shapes[_NUMBER.sub("#", line.words)].append(index)
    return {index for at in shapes.values() if _runs_along(lines, at) for index in at}


def _runs_along(lines: Sequence[Line], at: Sequence[int]) -> bool:
    if lines[at[0]].page is not None:
        edges = [index for index in at if _is_edge(lines, index)]
        return len(edges) == len(at) >= _FEWEST_PAGES
    numbers = [_NUMBER.findall(lines[index].words)[-1:] for index in at]
    counts = [int(number[0]) for number in numbers if number and len(number[0]) < 4]
    return len(counts) >= _FEWEST_REPEATS and counts == sorted(set(counts)) and len(counts) == len(at)


def _is_edge(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is the first or last of its page."""
    page = lines[index].page
    is_first = index == 0 or lines[index - 1].page != page
    return is_first or index + 1 == len(lines) or lines[index + 1].page != page


def side_by_side(lines: Sequence[Line]) -> set[int]:
    """Lines with names beside each other, which never join others."""
    return {index for index, line in enumerate(lines) if _is_side_by_side(line)}


def _is_side_by_side(line: Line) -> bool:
    """A line of a letterhead or signature block: 'A. de Wit      B. Vos'."""
    parts = segments(line.words)
    return 1 < len(parts) <= _MOST_SIDE_BY_SIDE and all(len(part) > 3 and part[0].isalpha() for part in parts)


def contents(lines: Sequence[Line]) -> set[int]:
    """Lines of a contents list: dot leaders, or pages that rise under 'Inhoud' or behind numbers."""
    found = {index for index, line in enumerate(lines) if _has_leader(line.text[-_LONGEST_LEADER:])}
    index = 0
    while index < len(lines):
        run = _contents_run(lines, index)
        if _is_contents(lines, run):
            found.update(run)
        index += max(len(run), 1)
    return found


def _has_leader(end: str) -> bool:
    return any(map(end.__contains__, _LEADERS)) and _DOT_LEADER.search(end) is not None


def _contents_run(lines: Sequence[Line], start: int) -> range:
    """Lines from here on that end in a page number not below the one before."""
    page = 0
    for index in range(start, len(lines)):
        words = lines[index].words
        could_be = len(words) < _LONGEST_CONTENTS_LINE and words[-1:].isdigit()
        match = _CONTENTS_LINE.fullmatch(words) if could_be else None
        if not match or int(match.group(1)) < page or _ends_in_time(words):
            return range(start, index)
        page = int(match.group(1))
    return range(start, len(lines))


def _ends_in_time(words: str) -> bool:
    """'Plan Es kwartaal 2', 'Sloop medio 31': no page number."""
    return any(time.end == len(words) for time in read_times(words))


def _is_contents(lines: Sequence[Line], run: range) -> bool:
    if len(run) < 2:
        return False
    if _any_title(lines[max(0, run.start - 3) : run.start]):
        return True
    numbered = sum(bool(_CONTENTS_START.match(lines[index].text)) for index in run)
    return len(run) >= _FEWEST_CONTENTS_LINES and 2 * numbered > len(run)


def _any_title(lines: Iterable[Line]) -> bool:
    return any(_CONTENTS_TITLE.fullmatch(line.words) for line in lines)
