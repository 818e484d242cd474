"""Typesets an agreement's text or Markdown as a PDF, in layouts that real agreements have."""

from __future__ import annotations

import html
import io
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal

from reportlab.lib.colors import HexColor, white
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from data.sources.grids import set_grid
from data.sources.pictures import pictured, scanned
from pipeline.ingest import markdown, text
from pipeline.ingest.blocks import MARK, Block, Grid, TextBlock, bare
from pipeline.ingest.decode import tidy

MARGIN = 60.0
NOTES_HEIGHT = 60.0
LETTERHEAD_HEIGHT = 34.0
LEAST_UNDER_HEADING, LEAST_UNDER_CAPTION = 64.0, 90.0
HEADINGS = {1: 16.0, 2: 13.0}
FONTS = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold", "Vera": "VeraBd"}
# Where a long word can be broken: 'ge|meen|te', 'hulp|ver|le|ning'; never after its first letter
SYLLABLE = re.compile(
    r"(?<=[a-z][aeiouy])(?=(?:ch|st|[bcdfgkpt][rl]|[bcdfghjklmnprstvwz])[aeiouy][a-z])"
    r"|(?<=[aeiouy][bcdfghjklmnprstvwz])(?=[bcdfghjklmnprstvwz][aeiouy][a-z])"
)
LONG_WORD = re.compile(r"\b[A-Za-z]{7,}\b")


@dataclass(frozen=True)
class Layout:
    """How a PDF is set. `rules`: around every cell, shaded heads with hairlines, or none."""

    name: str
    rules: Literal["all", "bands", "none"] = "all"
    is_landscape: bool = False
    is_justified: bool = False  # and hyphenated
    is_scan: bool = False
    font: str = "Helvetica"
    size: float = 10.0
    colour: str = "#000000"  # of headings, letterhead and shaded heads
    letterhead: str = ""  # who publishes it; no letterhead where empty
    footer: str = ""
    has_numbers_right: bool = False
    widest: float = 240.0  # points that a column of a table wants at most
    cuts_rows: bool = False  # where a page ends, as word processors do, and not only where a row fills a page
    pictured: str = ""  # the caption of a table that is only a picture
    signatures: tuple[tuple[str, str], ...] = ()  # name and capacity

    def style(self, **changes: object) -> ParagraphStyle:
        """The type of running text, with changes."""
        given = {"fontName": self.font, "fontSize": self.size, "leading": 1.25 * self.size, "spaceAfter": 6}
        return ParagraphStyle("style", **{**given, **changes})

    def bold(self, size: float, **changes: object) -> ParagraphStyle:
        """The type of headings."""
        given = {"fontName": FONTS[self.font], "fontSize": size, "leading": 1.25 * size}
        return self.style(**{**given, "textColor": HexColor(self.colour), **changes})


class NoteMark(Flowable):
    """Takes no room; puts a footnote at the foot of the page it lands on."""

    def __init__(self, words: str, waiting: list[str]) -> None:
        super().__init__()
        self.words, self.waiting = words, waiting

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """No width and no height."""
        return 0, 0

    def draw(self) -> None:
        """Hand over the footnote."""
        self.waiting.append(self.words)


def typeset(source: Path, layout: Layout) -> bytes:
    """The PDF of a text or Markdown file; the same bytes for the same source and layout."""
    for name in ("Vera", "VeraBd"):
        pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))
    pdfmetrics.registerFontFamily("Vera", normal="Vera", bold="VeraBd")
    reader = markdown if source.suffix == ".md" else text
    blocks = reader.blocks(tidy(source.read_text("utf-8")))[0]
    waiting: list[str] = []
    stream = io.BytesIO()
    template = _template(stream, layout, source, waiting)
    template.build([*_flowables(blocks, layout, waiting), *_signatures(layout)])
    return scanned(stream.getvalue()) if layout.is_scan else stream.getvalue()


# ------------------------------------------------------------ the page
def _template(stream: io.BytesIO, layout: Layout, source: Path, waiting: list[str]) -> BaseDocTemplate:
    width, height = _size(layout)
    footer = layout.footer or f"Prestatieafspraken {source.stem.split('-')[0].title()}"
    top = LETTERHEAD_HEIGHT if layout.letterhead else 0.0

    def begin_page(canvas: Canvas, _: BaseDocTemplate) -> None:
        if layout.letterhead and canvas.getPageNumber() == 1:
            canvas.saveState()
            _draw_letterhead(canvas, layout, width, height)
            canvas.restoreState()

    def end_page(canvas: Canvas, _: BaseDocTemplate) -> None:
        canvas.setFont(layout.font, 8)
        canvas.drawString(MARGIN, 30, footer)
        canvas.drawRightString(width - MARGIN, 30, f"Pagina {canvas.getPageNumber()}")
        _draw_notes(canvas, waiting, layout, width - 2 * MARGIN)

    template = BaseDocTemplate(stream, pagesize=(width, height), invariant=True, title=footer)
    first, later = (_frame(width, height - taken) for taken in (top, 0.0))
    template.addPageTemplates(
        [
            PageTemplate("first", [first], begin_page, end_page, autoNextPageTemplate="later"),
            PageTemplate("later", [later], begin_page, end_page),
        ]
    )
    return template


def _frame(width: float, height: float) -> Frame:
    """The room for text: over the footnotes, between the margins."""
    low = MARGIN + NOTES_HEIGHT
    return Frame(MARGIN, low, width - 2 * MARGIN, height - MARGIN - low, 0, 0, 0, 0)


def _size(layout: Layout) -> tuple[float, float]:
    return landscape(A4) if layout.is_landscape else A4


def _draw_letterhead(canvas: Canvas, layout: Layout, width: float, height: float) -> None:
    """A band over the page's width, and a shield with two waves beside the name of who publishes."""
    canvas.setFillColor(HexColor(layout.colour))
    canvas.rect(0, height - 8, width, 8, stroke=0, fill=1)
    x, y = MARGIN, height - MARGIN + 4
    canvas.roundRect(x, y, 20, 24, 5, stroke=0, fill=1)
    canvas.setStrokeColor(white)
    canvas.setLineWidth(1.6)
    for low in (y + 7, y + 13):
        canvas.bezier(x + 3, low, x + 8, low + 5, x + 12, low - 5, x + 17, low)
    canvas.setFont(FONTS[layout.font], 12)
    canvas.drawString(x + 28, y + 7, layout.letterhead)


def _draw_notes(canvas: Canvas, waiting: list[str], layout: Layout, width: float) -> None:
    top = MARGIN + NOTES_HEIGHT - 8
    if waiting:
        canvas.setLineWidth(0.6)
        canvas.line(MARGIN, top, MARGIN + 120, top)
    for words in waiting:
        note = Paragraph(words, layout.style(fontSize=8, leading=9.5))
        height = note.wrap(width, NOTES_HEIGHT)[1]
        top -= height + 2
        note.drawOn(canvas, MARGIN, top)
    waiting.clear()


# ------------------------------------------------------------ what stands on it
def _flowables(blocks: list[Block], layout: Layout, waiting: list[str]) -> Iterator[Flowable]:
    """Footnotes move up to the paragraph that bears their mark."""
    notes = {b.number: b for b in blocks if isinstance(b, TextBlock) and b.kind == "footnote" and b.number}
    captions = {id(block.title) for block in blocks if isinstance(block, Grid) and block.title}
    for before, block in pairwise([None, *blocks]):
        if isinstance(block, Grid):
            yield _table(block, layout)
            yield Spacer(0, 10)
        elif block.kind == "heading":
            yield CondPageBreak(LEAST_UNDER_HEADING)
            yield _heading(block, layout)
        elif id(block) in captions and layout.letterhead:
            yield CondPageBreak(LEAST_UNDER_CAPTION)
            yield Paragraph(_markup(block), layout.bold(layout.size - 1, spaceBefore=4, spaceAfter=4))
        elif block.kind != "footnote":
            if block.kind == "paragraph" and isinstance(before, TextBlock) and before.kind == "bullet":
                yield Spacer(0, 4)
            yield _paragraph(block, layout)
        for mark in _marks(block):
            if mark in notes:
                yield NoteMark(f"<super size=5>{mark}</super> {html.escape(bare(notes.pop(mark)))}", waiting)


def _table(grid: Grid, layout: Layout) -> Flowable:
    width = _size(layout)[0] - 2 * MARGIN
    table = set_grid(grid, layout, width, lambda part: _paragraph(part, layout, spaceAfter=3))
    if grid.title and layout.pictured and layout.pictured in bare(grid.title):
        return pictured(table, width)
    return table


def _marks(block: Block) -> list[str]:
    parts = [part for cell in block.cells for part in cell.parts] if isinstance(block, Grid) else [block]
    return [mark for part in parts for mark in MARK.findall(part.text)]


def _markup(block: TextBlock) -> str:
    return MARK.sub(r"<super size=6>\1</super>", html.escape(block.text, quote=False))


def _heading(block: TextBlock, layout: Layout) -> Paragraph:
    size = HEADINGS.get(block.level, layout.size + 0.5)
    return Paragraph(f"{block.printed} {_markup(block)}".strip(), layout.bold(size, spaceBefore=10))


def _paragraph(block: TextBlock, layout: Layout, **changes: object) -> Paragraph:
    words = _markup(block)
    if layout.is_justified:
        words = LONG_WORD.sub(lambda word: SYLLABLE.sub("\xad", word.group()), words)
        changes = {"alignment": TA_JUSTIFY, **changes}
    if block.kind == "bullet":
        mark = block.printed if block.number or block.printed in "*-–" or "*" in block.printed else "•"
        style = layout.style(**{**changes, "leftIndent": 16, "bulletIndent": 2, "spaceAfter": 3})
        return Paragraph(words, style, bulletText=mark)
    return Paragraph(f"{block.printed} {words}".strip(), layout.style(**changes))


# ------------------------------------------------------------ who signs it
class Scribble(Flowable):
    """A signature as a pen draws it, another one for every name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The room of a signature."""
        return 90, 34

    def draw(self) -> None:
        """Loops whose height and width come from the name."""
        pen = random.Random(self.name)
        self.canv.setStrokeColor(HexColor("#1c2d6b"))
        self.canv.setLineWidth(0.9)
        path = self.canv.beginPath()
        path.moveTo(2, 12)
        x = 2.0
        while x < 78:
            rise, wide = pen.uniform(3, 24), pen.uniform(4, 13)
            path.curveTo(x + wide / 2, 12 + rise, x + 1.6 * wide, 12 + rise, x + wide, 12 - rise / 4)
            x += wide
        self.canv.drawPath(path)


def _signatures(layout: Layout) -> list[Flowable]:
    if not layout.signatures:
        return []
    small = layout.style(fontSize=layout.size - 1, spaceAfter=0)
    columns = [
        [Scribble(name), Paragraph(name, small), Paragraph(of, small)] for name, of in layout.signatures
    ]
    rows = [list(row) for row in zip(*columns, strict=True)]
    everywhere = (0, 0), (-1, -1)
    tight = [
        ("LEFTPADDING", *everywhere, 0),
        ("TOPPADDING", *everywhere, 0),
        ("BOTTOMPADDING", *everywhere, 0),
    ]
    return [Spacer(0, 8), Table(rows, hAlign="LEFT", style=tight)]
