"""Sets a grid as a table that runs on overleaf, its head repeated and its rows cut where the page ends."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor, black, white
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import LongTable, Paragraph

from pipeline.ingest.blocks import Grid, TextBlock, bare

if TYPE_CHECKING:
    from data.sources.typeset import Layout

NARROWEST = 44.0  # points that a column wants at least
LEAST_OF_ROW = 20  # points of a row that is cut, on either page
PADDING = 14.0
# '1.236', '-', 'minimaal 380', '1.250 - 1.350': what stands at the right of its column
NUMERIC = re.compile(r"(?:minimaal |maximaal )?[\d.]+(?: - [\d.]+)?|-|")

Set = Callable[[TextBlock], Paragraph]
Commands = list[tuple[object, ...]]


def set_grid(grid: Grid, layout: Layout, width: float, paragraph: Set) -> LongTable:
    """The table; `paragraph` sets the parts of its cells, but for heads, which are bold."""
    rows: list[list[list[Paragraph] | str]] = [[""] * grid.column_count for _ in range(grid.row_count)]
    style: Commands = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    at_right = _numeric_columns(grid) if layout.has_numbers_right else set()
    for cell in grid.cells:
        is_head = cell.row < grid.header_rows
        alignment = TA_RIGHT if cell.column in at_right else TA_LEFT
        rows[cell.row][cell.column] = [
            _head(part, layout, is_head, alignment)
            if is_head or part.kind == "heading"
            else _aligned(paragraph(part), alignment)
            for part in cell.parts
            if part.text
        ]
        last = (cell.column + cell.column_span - 1, cell.row + cell.row_span - 1)
        style.append(("SPAN", (cell.column, cell.row), last))
    style += _rules(grid, layout)
    widths = _widths(grid, layout, width)
    return LongTable(
        rows,
        widths,
        style=style,
        repeatRows=grid.header_rows,
        splitByRow=not layout.cuts_rows,
        splitInRow=LEAST_OF_ROW if layout.cuts_rows else 1,
        hAlign="LEFT",
    )


def _numeric_columns(grid: Grid) -> set[int]:
    body = [cell for cell in grid.cells if cell.row >= grid.header_rows]
    worded = {cell.column for cell in body if not NUMERIC.fullmatch(" ".join(map(bare, cell.parts)))}
    return set(range(grid.column_count)) - worded


def _aligned(paragraph: Paragraph, alignment: int) -> Paragraph:
    if alignment != TA_LEFT:
        paragraph.style = paragraph.style.clone("aligned", alignment=alignment)
    return paragraph


def _head(part: TextBlock, layout: Layout, is_head: bool, alignment: int) -> Paragraph:
    is_reversed = is_head and layout.rules == "bands" and bool(layout.letterhead)
    style = layout.bold(
        layout.size, textColor=white if is_reversed else black, spaceAfter=3, alignment=alignment
    )
    return Paragraph(f"{part.printed} {bare(part)}".strip().replace("&", "&amp;"), style)


def _widths(grid: Grid, layout: Layout, width: float) -> list[float]:
    """Room for a column's longest word at least, and for more words as the page has."""
    least, wanted = [NARROWEST] * grid.column_count, [NARROWEST] * grid.column_count
    for cell in grid.cells:
        for part in cell.parts if cell.column_span == 1 else ():
            words = f"{part.printed} {bare(part)}"
            longest = max((_width(word, layout) for word in words.split()), default=0)
            least[cell.column] = max(least[cell.column], longest + PADDING)
            wanted[cell.column] = max(
                wanted[cell.column], min(_width(words, layout) + PADDING, layout.widest), least[cell.column]
            )
    rest = max(width - sum(least), 0.0)
    more = [want - few for want, few in zip(wanted, least, strict=True)]
    share = min(1.0, rest / (sum(more) or 1.0))
    return [few + share * extra for few, extra in zip(least, more, strict=True)]


def _width(words: str, layout: Layout) -> float:
    return stringWidth(words, layout.bold(layout.size).fontName, layout.size)


def _rules(grid: Grid, layout: Layout) -> Commands:
    head = (0, 0), (-1, max(grid.header_rows, 1) - 1)
    if layout.rules == "all":
        shade: Commands = [("BACKGROUND", *head, HexColor("#e6e6e6"))] if layout.letterhead else []
        return [*shade, ("GRID", (0, 0), (-1, -1), 0.5, black)]
    if layout.rules == "bands":
        colour = layout.colour if layout.letterhead else "#c9dcef"
        return [
            ("BACKGROUND", *head, HexColor(colour)),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor("#99aabb")),
        ]
    return [("LEFTPADDING", (0, 0), (-1, -1), 2), ("BACKGROUND", (0, 0), (-1, -1), white)]
