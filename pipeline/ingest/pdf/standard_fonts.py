"""What readers must be told of the fourteen standard fonts, which files need not describe."""

from __future__ import annotations

from functools import cache

from playa.fontmetrics import FONT_METRICS


@cache
def know_euro() -> None:
    """Let '€' be as wide as a digit, as it is in all of them; without a width the rest of its line shifts."""
    for _, widths in FONT_METRICS.values():
        if "0" in widths:
            widths.setdefault("€", widths["0"])


def depth_of(font: str) -> float | None:
    """How far the letters of a standard font reach below the base line, negative, in type sizes; else None.

    pdfium measures the font that it puts in its place, and of each in another way.
    """
    told, _ = FONT_METRICS.get(font, ({}, {}))
    depth = told.get("Descent")
    return depth / 1000 if isinstance(depth, float) else None
