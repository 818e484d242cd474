"""A plain text dump -> blocks: debris repaired, tables and footnotes told, the rest put into paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from extractors._document import Unread
from pipeline.ingest import footnotes, html_tables, page_lines, plain_tables, unread_tables
from pipeline.ingest.blocks import Block, UnreadWords, text_block
from pipeline.ingest.captions import tie_captions
from pipeline.ingest.lines import Line, printed_lines, repair
from pipeline.ingest.outline import outline
from pipeline.ingest.paragraphs import assemble


def blocks(text: str) -> tuple[list[Block], list[Unread | UnreadWords], int | None]:
    """Blocks of a plain text, what could not be read, and its page count (None without form feeds)."""
    printed, page_count = printed_lines(repair(text))
    lines, parted = page_lines.part_glued_headings(printed)
    taken = _as_asides(lines, parted | page_lines.interrupting(lines))
    contents = page_lines.contents(lines)
    beside = page_lines.side_by_side(lines)
    titles: set[int] = set()
    unread: list[Unread | UnreadWords] = []
    html = list(html_tables.find(lines))
    written = {index for table in html for index in range(table.first, table.last + 1)}
    found = plain_tables.find(lines, contents | set(taken) | written, beside - written)
    for table in sorted([*html, *found], key=lambda table: table.first):
        taken[table.first] = table.grid
        taken.update(dict.fromkeys(range(table.first + 1, table.last + 1)))
        titles |= {table.first - 1} if _could_be_title(lines, table.first - 1) else set()
        unread += table.unread
    # after the tables, whose cells keep their marks; before the paragraphs, whose words lose them
    taken = footnotes.find(lines) | taken
    unread += unread_tables.find(lines, contents | set(taken))
    tied, without_body = tie_captions(outline(list(assemble(lines, taken, contents | beside, titles))))
    return tied, [*unread, *without_body], page_count


def _as_asides(lines: Sequence[Line], indices: set[int]) -> dict[int, Block | None]:
    return {
        index: text_block("aside", " ".join(lines[index].text.split()), page=lines[index].page)
        for index in sorted(indices)
    }


def _could_be_title(lines: Sequence[Line], index: int) -> bool:
    """Whether the line over a table is its title rather than the end of a paragraph."""
    return index >= 0 and lines[index].words[0].isupper() and lines[index].words[-1] not in ".;,:"
