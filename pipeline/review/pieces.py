"""A text cut where any of its rows begins or ends: what is highlighted in it, and which rows share words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text, in code points, and the numbers of all rows that stand in it."""

    start: int
    end: int
    rows: tuple[int, ...]


def pieces(start: int, end: int, spans: Mapping[int, tuple[int, int]]) -> list[Piece]:
    """The text from start to end in pieces without a gap; spans, by row, are cut to it."""
    begins, ends = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
    for row, (first, last) in spans.items():
        first, last = max(first, start), min(last, end)
        if first < last:
            begins[first].append(row)
            ends[last].append(row)
    edges = sorted({start, end, *begins, *ends})
    open_rows: set[int] = set()
    found = []
    for left, right in pairwise(edges):
        open_rows.difference_update(ends[left])
        open_rows.update(begins[left])
        found.append(Piece(left, right, tuple(sorted(open_rows))))
    return found


def sharing(
    cut: list[Piece], spans: Mapping[int, tuple[int, int]], wanted: Iterable[int]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Of each wanted row the others that share a character with it."""
    starts = [piece.start for piece in cut]
    for row in wanted:
        first, last = spans[row]
        touched = cut[max(bisect_right(starts, first) - 1, 0) : bisect_left(starts, last)]
        if first == last:  # words that were lost hold no character
            touched = []
        yield row, tuple(sorted({other for piece in touched for other in piece.rows} - {row}))
