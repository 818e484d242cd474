"""What is measured, drawn: each stage beside its floor, and what a page costs in longer documents."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchmarks.speed import lengths, pdfs, texts


def draw(measured: Mapping[str, Any], file: Path) -> None:
    """Draw it as SVG: the same bytes for the same figures."""
    figure = Figure(figsize=(11, 9), layout="constrained")
    of_texts, of_pdfs, of_lengths = figure.subplots(3, 1, height_ratios=(2, 4, 2))
    _stages(of_texts, measured["texts"], texts.FLOOR, "words")
    _stages(of_pdfs, measured["pdfs"], pdfs.FLOOR, "pages")
    for name, shares in measured["lengths"].items():
        of_lengths.plot(lengths.TIMES, shares, marker="o", label=name)
    of_lengths.set(xlabel="times as long", ylabel="cost of a page or word", ylim=(0, None), xscale="log")
    of_lengths.set_xticks(lengths.TIMES, [f"{times}×" for times in lengths.TIMES])
    of_lengths.minorticks_off()
    of_lengths.legend()
    with mpl.rc_context({"svg.hashsalt": "afspraken"}):
        figure.savefig(file, metadata={"Date": None})


def _stages(axes: Axes, sets: Mapping[str, Any], floor: str, unit: str) -> None:
    """A bar for every stage and set, from the floor's cost on."""
    names = [
        name for name, cost in next(iter(sets.values()))["cpu_seconds"].items() if cost and name != floor
    ]
    height = 0.8 / len(sets)
    for turn, (title, one) in enumerate(sets.items()):
        seconds = one["cpu_seconds"]
        ratios = [seconds[name] / seconds[floor] for name in names]
        places = [place + turn * height for place in range(len(names))]
        bars = axes.barh(places, ratios, height, label=f"{title} ({one[unit]} {unit})")
        axes.bar_label(bars, fmt="%.1f", padding=2, fontsize=7)
    axes.set_yticks([place + 0.4 - height / 2 for place in range(len(names))], names)
    axes.set(xscale="log", xlim=(1, None), xlabel=f"times the CPU of {floor}")
    axes.invert_yaxis()
    axes.legend()
