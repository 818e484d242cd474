"""Painted cells with white between them: stretched until they touch, they are the cells of one table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from extractors._document import Box

WIDEST_WHITE = 9.0  # points of white between two cells of one table
_FEWEST = 2  # rows between whose cells the same white stands, or columns

_Move = tuple[float, float, float]  # where a side goes, and between which places


def closed(shades: Sequence[Box]) -> list[Box]:
    """The shades; those that the same white parts in two rows or columns at least stretched to its middle.

    A cell over several rows or columns goes along where its sides stand on that white.
    """
    upright = _moves(shades)
    lying = _moves([_turned(box) for box in shades])
    if not upright and not lying:
        return list(shades)
    stretched = (_stretched(box, upright) for box in shades)
    return [_turned(_stretched(_turned(box), lying)) for box in stretched]


def _turned(box: Box) -> Box:
    return (box[1], box[0], box[3], box[2])


def _moves(boxes: Iterable[Box]) -> dict[int, list[_Move]]:
    """By the place of a side: the middle of the white beside it, and from where to where that stands."""
    rows: dict[tuple[int, int], list[Box]] = {}
    for box in boxes:
        rows.setdefault((round(box[1]), round(box[3])), []).append(box)
    white: dict[tuple[int, int], list[Box]] = {}
    for row in rows.values():
        for left, right in pairwise(sorted(row)):
            if 0 < right[0] - left[2] <= WIDEST_WHITE:
                gap = (left[2], left[1], right[0], left[3])
                white.setdefault((round(left[2]), round(right[0])), []).append(gap)
    moves: dict[int, list[_Move]] = {}
    for sides, gaps in white.items():
        for run in _runs(gaps):
            if len(run) >= _FEWEST:
                move = ((run[0][0] + run[0][2]) / 2, run[0][1], run[-1][3])
                for side in sides:
                    moves.setdefault(side, []).append(move)
    return moves


def _runs(gaps: Iterable[Box]) -> Iterator[list[Box]]:
    """White of the same columns in rows right below each other."""
    run: list[Box] = []
    for gap in sorted(gaps, key=lambda each: each[1]):
        if run and gap[1] - run[-1][3] > WIDEST_WHITE:
            yield run
            run = []
        run.append(gap)
    yield run


def _stretched(box: Box, moves: dict[int, list[_Move]]) -> Box:
    x0, top, x1, bottom = box
    return (_moved(x0, top, bottom, moves), top, _moved(x1, top, bottom, moves), bottom)


def _moved(side: float, top: float, bottom: float, moves: dict[int, list[_Move]]) -> float:
    here = (middle for middle, first, last in moves.get(round(side), ()) if top < last and first < bottom)
    return next(here, side)
