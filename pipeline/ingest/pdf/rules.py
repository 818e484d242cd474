"""Lines and rectangles of a page, told apart."""

from __future__ import annotations

from extractors._document import Box
from pipeline.ingest.pdf.printed import PrintedPage, Rule

_THIN = 2.0  # points: a rectangle thinner than this is a rule


def add_area(page: PrintedPage, box: Box, is_area: bool) -> None:
    """Note a line or a rectangle: a thin one as a rule, another as a shade."""
    x0, top, x1, bottom = box
    if bottom - top < _THIN or x1 - x0 < _THIN:
        is_flat = x1 - x0 >= bottom - top
        at = (top + bottom) / 2 if is_flat else (x0 + x1) / 2
        page.rules.append(Rule(is_flat, at, *((x0, x1) if is_flat else (top, bottom))))
    elif is_area:
        page.shades.append(box)
        page.panels.append(box)
