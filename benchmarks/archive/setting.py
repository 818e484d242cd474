"""Prints an agreement as a text file, as Markdown or as a PDF, the way such files lie in archives."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Callable, Iterator
from html import escape
from random import Random
from typing import Any

from reportlab.lib.colors import HexColor, black
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, SimpleDocTemplate, Spacer
from reportlab.platypus import Paragraph as Setting
from reportlab.platypus import Table as Grid

from benchmarks.archive.agreement import Agreement, Block, Bullets, Heading, Paragraph, Table

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=13, spaceAfter=6)
BULLET = ParagraphStyle("bullet", BODY, leftIndent=16, bulletIndent=4, spaceAfter=2)
HEADING = ParagraphStyle("heading", BODY, fontName="Helvetica-Bold", fontSize=13, leading=16, spaceBefore=10)
TITLE = ParagraphStyle("title", HEADING, fontSize=18, leading=22)
CAPTION = ParagraphStyle("caption", BODY, fontName="Helvetica-Bold", spaceBefore=4)
RULES: tuple[list[tuple[Any, ...]], ...] = (
    [("GRID", (0, 0), (-1, -1), 0.5, black)],
    [("BACKGROUND", (0, 0), (-1, 0), HexColor("#d5e3ef")), ("LINEBELOW", (0, 0), (-1, -1), 0.4, black)],
    [],
)


def as_text(agreement: Agreement) -> bytes:
    """Paragraphs wrapped at 100 characters; in tables blanks stand between the columns."""
    parts = [agreement.title, *("\n".join(_text_of(block)) for block in agreement.blocks)]
    return ("\n\n".join(parts) + "\n").encode()


def as_markdown(agreement: Agreement) -> bytes:
    """Headings, dashes and pipe tables."""
    parts = [f"# {agreement.title}", *("\n".join(_markdown_of(block)) for block in agreement.blocks)]
    return ("\n\n".join(parts) + "\n").encode()


def as_pdf(agreement: Agreement) -> bytes:
    """A4 with a text layer; the tables ruled, with bands, or without any rule, by the agreement's title."""
    rules = Random(agreement.title).choice(RULES)
    stream = io.BytesIO()
    page = SimpleDocTemplate(stream, pagesize=A4, invariant=True, title=agreement.title)
    flow: list[Flowable] = [Setting(agreement.title, TITLE)]
    for block in agreement.blocks:
        flow += _flowables(block, rules)
    page.build(flow)
    return stream.getvalue()


FORMATS: dict[str, Callable[[Agreement], bytes]] = {"txt": as_text, "md": as_markdown, "pdf": as_pdf}


def _text_of(block: Block) -> Iterator[str]:
    match block:
        case Heading(number, words):
            yield f"{number} {words}"
        case Paragraph(words):
            yield from textwrap.wrap(words, 100)
        case Bullets(lead_in, items):
            yield lead_in
            yield from (f"- {item}" for item in items)
        case Table(title, rows):
            widths = [max(map(len, column)) + 3 for column in zip(*rows, strict=True)]
            yield title
            yield ""
            for row in rows:
                yield "".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _markdown_of(block: Block) -> Iterator[str]:
    match block:
        case Heading(number, words):
            yield f"## {number} {words}"
        case Paragraph(words):
            yield words
        case Bullets(lead_in, items):
            yield lead_in
            yield ""
            yield from (f"- {item}" for item in items)
        case Table(title, rows):
            yield f"**{title}**"
            yield ""
            lines = [rows[0], ("---",) * len(rows[0]), *rows[1:]]
            yield from (f"| {' | '.join(line)} |" for line in lines)


def _flowables(block: Block, rules: list[tuple[Any, ...]]) -> Iterator[Flowable]:
    match block:
        case Heading(number, words):
            yield Setting(f"{number} {escape(words)}", HEADING)
        case Paragraph(words):
            yield Setting(escape(words), BODY)
        case Bullets(lead_in, items):
            yield Setting(escape(lead_in), BODY)
            yield from (Setting(escape(item), BULLET, bulletText="•") for item in items)
        case Table(title, rows):
            yield Setting(escape(title), CAPTION)
            numeric = len(rows[0]) > 3
            widths = [140, *[60] * (len(rows[0]) - 1)] if numeric else [200, 130, 120]
            cells = [[Setting(escape(cell), BODY) for cell in row] for row in rows]
            yield Grid(cells, widths, style=[("VALIGN", (0, 0), (-1, -1), "TOP"), *rules], hAlign="LEFT")
            yield Spacer(0, 10)
