"""Rules and shades of a page -> frames: the borders that belong to one table."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter

from extractors._document import Box
from pipeline.ingest.pdf.lines import Line
from pipeline.ingest.pdf.printed import PrintedPage, Rule, around
from pipeline.ingest.pdf.tables.tiles import closed

NEAR = 3.0  # points within which rules meet, or stand at the same height
THINNEST = 4.0  # points: what is narrower or lower is no column or row
_SHORTEST = 4.0  # points: a shorter rule is a corner or a dash
SAME_SIDES = 5.0  # points within which two parts of one table have the same left and right side
_INSET = 1.0  # points by which it is smaller on either side at least
_NESTED = 0.75  # of a shade's width: a shade inside it that is so wide paints its text, and is no cell
_UNDER, _OVER = 4.0, 4.0  # points by which an underline stands below and above the foot of its words
_HAIR = 1.6  # points between the ends of an underline and of its words
_UNDERLINED = 0.7  # of an underline: the words over it, without the blanks between them
_WHOLE_PAGE = 0.75  # of the page's area: a box so large is its border
_MOST_BORDERS = 6000  # rules on one page: more are a drawing or a map
_PLACE, _STRETCH = attrgetter("at", "start", "end"), attrgetter("start", "end")


@dataclass(slots=True)
class Frame:
    """Rules that touch each other, or parts of one table that do not touch.

    `ticks` are the points at which a rule is put together of pieces: programs that draw the border of
    each cell by itself leave the columns' borders there, even where nothing upright is drawn.
    """

    flat: list[Rule]
    upright: list[Rule]
    ticks: list[tuple[float, float]] = field(default_factory=list)
    box: Box = field(init=False)  # around all rules

    def __post_init__(self) -> None:
        """Measure it: it is asked for again and again."""
        self.box = around(
            [(r.start, r.at, r.end, r.at) for r in self.flat]
            + [(r.at, r.start, r.at, r.end) for r in self.upright]
        )

    def add(self, other: Frame) -> None:
        """Take the rules of another frame as its own."""
        self.flat += other.flat
        self.upright += other.upright
        self.ticks += other.ticks
        self.box = around((self.box, other.box))


def frames(page: PrintedPage, lines: Sequence[Line]) -> list[Frame]:
    """Borders that touch, as frames from top to bottom; a border around the whole page is none.

    Shades that lie in a frame of rules paint its cells and add nothing; others are cells by themselves.
    """
    drawn = _frames(page.rules, lines)
    grids = [frame.box for frame in drawn if _is_grid(frame)]
    shades = [box for box in _cells_painted(page.shades) if not any(_within(box, grid) for grid in grids)]
    if shades:
        shades = closed(shades)
        drawn = _frames([*page.rules, *(side for box in shades for side in _sides(box))], lines)
    return [frame for frame in drawn if not _is_page_border(frame, page)]


def _without_underlines(rules: Sequence[Rule], lines: Sequence[Line]) -> list[Rule]:
    """The rules that do not underline words: such begin and end where a word does, right under it."""
    feet = sorted(lines, key=lambda line: line.box[3])
    heights = [line.box[3] for line in feet]
    kept = []
    for rule in rules:
        near = feet[bisect_left(heights, rule.at - _UNDER) : bisect_right(heights, rule.at + _OVER)]
        if not any(_underlines(rule, line) for line in near):
            kept.append(rule)
    return kept


def _underlines(rule: Rule, line: Line) -> bool:
    if line.box[0] > rule.start + _HAIR or line.box[2] < rule.end - _HAIR:
        return False
    over = [w.box for w in line.words if rule.start - _HAIR < w.box[0] and w.box[2] < rule.end + _HAIR]
    if not over or over[0][0] > rule.start + _HAIR or over[-1][2] < rule.end - _HAIR:
        return False
    return sum(box[2] - box[0] for box in over) > _UNDERLINED * (rule.end - rule.start)


def _is_page_border(frame: Frame, page: PrintedPage) -> bool:
    left, top, right, bottom = frame.box
    is_closed = bool(frame.upright) and not any(left + NEAR < r.at < right - NEAR for r in frame.upright)
    return is_closed and (right - left) * (bottom - top) > _WHOLE_PAGE * page.width * page.height


def _is_grid(frame: Frame) -> bool:
    return len(borders(r.at for r in frame.upright)) > 2 and len(borders(r.at for r in frame.flat)) > 2


def _within(box: Box, outer: Box) -> bool:
    return (
        box[0] > outer[0] - NEAR
        and box[2] < outer[2] + NEAR
        and box[1] > outer[1] - NEAR
        and box[3] < outer[3] + NEAR
    )


def _cells_painted(shades: Sequence[Box]) -> list[Box]:
    """The shades without those that lie inside another, inset on both sides: they paint lines of text."""
    ordered = sorted(set(shades), key=lambda box: (box[0] - box[2], box))
    kept: list[Box] = []
    widths: list[float] = []  # of the kept, below zero: they come from the widest on
    for box in ordered:
        width = box[2] - box[0]
        first = bisect_left(widths, -width / _NESTED - _INSET)
        wider = kept[first : bisect_right(widths, -width - _INSET)]  # few: most are as wide as their column
        if not any(
            outer[0] + _INSET < box[0]
            and box[2] < outer[2] - _INSET
            and outer[1] - _INSET <= box[1]
            and box[3] <= outer[3] + _INSET
            and width > _NESTED * (outer[2] - outer[0])
            for outer in wider
        ):
            kept.append(box)
            widths.append(-width)
    return kept


def _sides(box: Box) -> tuple[Rule, Rule, Rule, Rule]:
    x0, top, x1, bottom = box
    return (
        Rule(True, top, x0, x1),
        Rule(True, bottom, x0, x1),
        Rule(False, x0, top, bottom),
        Rule(False, x1, top, bottom),
    )


def _frames(rules: Sequence[Rule], lines: Sequence[Line]) -> list[Frame]:
    if len(rules) > _MOST_BORDERS:
        return []
    flat, ticks = _merged(rule for rule in rules if rule.is_horizontal)
    flat = _without_underlines(flat, lines)
    upright, _ = _merged(rule for rule in rules if not rule.is_horizontal)
    groups = _touching(flat, upright)
    found = []
    for members in groups:
        lying = [rule for rule in members if rule.is_horizontal]
        found.append(Frame(lying, [rule for rule in members if not rule.is_horizontal]))
    for frame in found if ticks else ():
        beams: dict[float, list[Rule]] = {}
        for rule in frame.flat:
            beams.setdefault(rule.at, []).append(rule)
        frame.ticks = [(x, y) for x, y in ticks if any(r.start <= x <= r.end for r in beams.get(y, ()))]
    return sorted(found, key=lambda frame: (frame.box[1], frame.box[0]))


def _merged(rules: Iterable[Rule]) -> tuple[list[Rule], list[tuple[float, float]]]:
    """Rules on one line that meet are one rule; with the points (along, at) where they met."""
    merged: list[Rule] = []
    joints: list[tuple[float, float]] = []
    for level in _levels(rules):
        at = level[0].at
        first: Rule | None = None
        for rule in sorted(level, key=_STRETCH):
            if first is not None and rule.start <= first.end + NEAR:
                if abs(rule.start - first.end) <= NEAR and rule.end > first.end + NEAR:
                    joints.append(((rule.start + first.end) / 2, at))
                if rule.end > first.end:
                    first = merged[-1] = Rule(rule.is_horizontal, at, first.start, rule.end)
            else:
                first = Rule(rule.is_horizontal, at, rule.start, rule.end)
                merged.append(first)
    return [rule for rule in merged if rule.end - rule.start > _SHORTEST], joints


def _levels(rules: Iterable[Rule]) -> list[list[Rule]]:
    """Rules by their place across, such as stand less than a line's thickness apart together."""
    levels: list[list[Rule]] = []
    lowest = 0.0
    for rule in sorted(rules, key=_PLACE):
        if levels and rule.at - lowest <= NEAR:
            levels[-1].append(rule)
        else:
            levels.append([rule])
            lowest = rule.at
    return levels


def _touching(flat: Sequence[Rule], upright: Sequence[Rule]) -> list[list[Rule]]:
    """Groups of rules that cross or touch, each with all that it reaches."""
    leader: dict[int, int] = {id(rule): id(rule) for rule in (*flat, *upright)}

    def find(key: int) -> int:
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    heights = [rule.at for rule in flat]
    for post in upright:
        low = bisect_left(heights, post.start - NEAR)
        high = bisect_right(heights, post.end + NEAR)
        for beam in flat[low:high]:
            if beam.start - NEAR <= post.at <= beam.end + NEAR:
                leader[find(id(beam))] = find(id(post))
    groups: dict[int, list[Rule]] = {}
    for rule in (*flat, *upright):
        groups.setdefault(find(id(rule)), []).append(rule)
    return list(groups.values())


def borders(positions: Iterable[float]) -> list[float]:
    """Positions from low to high, those a hair apart once."""
    found: list[float] = []
    for position in sorted(positions):
        if not found or position - found[-1] > THINNEST:
            found.append(position)
    return found


def same_sides(left: Box, right: Box) -> bool:
    """Whether two parts can be of one table: their left and right sides stand under each other."""
    return abs(left[0] - right[0]) < SAME_SIDES and abs(left[2] - right[2]) < SAME_SIDES


def covers(rules: Iterable[Rule], at: float, start: float, end: float) -> float:
    """The share of a stretch at a place that rules cover."""
    covered = sum(
        max(0.0, min(rule.end, end) - max(rule.start, start))
        for rule in rules
        if abs(rule.at - at) <= THINNEST
    )
    return covered / max(end - start, 1e-6)


def steps(places: Sequence[float]) -> list[tuple[float, float]]:
    """The stretches between neighbouring places."""
    return list(pairwise(places))
