"""What playa's tables of the fourteen standard fonts leave out."""

from __future__ import annotations

from functools import cache

from playa.fontmetrics import FONT_METRICS


@cache
def know_euro() -> None:
    """Let '€' be as wide as a digit, as it is in all of them; without a width the rest of its line shifts."""
    for _, widths in FONT_METRICS.values():
        if "0" in widths:
            widths.setdefault("€", widths["0"])
