"""Strokes of ink in a picture: the long runs along its rows of pixels that rules and bands are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.ingest.pdf.printed import Rule

_BAND = 256  # rows of pixels that are looked at together

Ink = npt.NDArray[np.bool_]


@dataclass(slots=True)
class Stroke:
    """A run of ink along rows of pixels, or along columns where the picture lies on its side."""

    first: int
    last: int
    start: int
    end: int


def rule_of(stroke: Stroke, is_horizontal: bool, scale: float) -> Rule:
    """A stroke as a rule, in points, with so many pixels to the point."""
    at = (stroke.first + stroke.last + 1) / 2
    return Rule(is_horizontal, at / scale, stroke.start / scale, stroke.end / scale)


def strokes_in(ink: Ink, shortest: int, thickest: int) -> list[Stroke]:
    """Each long thin stroke along the rows of pixels."""
    growing: list[Stroke] = []
    done: list[Stroke] = []
    for row, runs in _runs(ink, shortest):
        done += [stroke for stroke in growing if stroke.last < row - 2]
        growing = [stroke for stroke in growing if stroke.last >= row - 2]
        for start, end in runs:
            above = next((each for each in growing if each.start < end and start < each.end), None)
            if above is None:
                growing.append(Stroke(row, row, start, end))
            else:
                above.last = row
                above.start, above.end = min(above.start, start), max(above.end, end)
    return [stroke for stroke in (*done, *growing) if stroke.last - stroke.first < thickest]


def _runs(ink: Ink, shortest: int) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """The rows of pixels with so much ink, and where each is dark for at least so long."""
    inked = np.flatnonzero(np.count_nonzero(ink, axis=1) >= shortest)
    width = ink.shape[1] + 1
    for rows in (inked[first : first + _BAND] for first in range(0, len(inked), _BAND)):
        framed = np.zeros((len(rows), width + 1), dtype=np.bool_)
        framed[:, 1:-1] = ink[rows]
        edges = np.flatnonzero(framed[:, 1:] != framed[:, :-1])
        starts, ends = edges[::2], edges[1::2]
        is_long = ends - starts >= shortest
        runs: dict[int, list[tuple[int, int]]] = {index: [] for index in range(len(rows))}
        for start, end in zip(starts[is_long].tolist(), ends[is_long].tolist(), strict=True):
            runs[start // width].append((start % width, end - start + start % width))
        yield from zip(rows.tolist(), runs.values(), strict=True)


def with_breaks_closed(ink: Ink, widest: int) -> Ink:
    """The ink with breaks of so many pixels along its rows filled."""
    bridged = ink.copy()
    for gap in range(2, widest + 2):
        is_break = ink[:, gap:] & ink[:, :-gap]
        for inside in range(1, gap):
            bridged[:, inside : inside - gap] |= is_break
    return bridged
