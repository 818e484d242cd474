"""Rows without rules or shades under a head that alone is painted or ruled."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.ingest.pdf.lines import Line, Text
from pipeline.ingest.pdf.printed import middle
from pipeline.ingest.pdf.tables.borders import NEAR, Frame, borders
from pipeline.ingest.pdf.tables.gutters import clumps, column_of, crosses
from pipeline.ingest.pdf.tables.model import PageTable
from pipeline.ingest.pdf.tables.spaced import read_spaced

_HIGHEST = 3.5  # type sizes: a head of one or two lines
_FARTHEST = 2.0  # type sizes of white between two lines of such a table
_FEWEST = 3  # columns, each with a name: two boxes side by side are no head


def read_under_head(frame: Frame, text: Text, below: float) -> PageTable | None:
    """The table under a lone band of names, one for each column, or None where nothing keeps to them."""
    left, top, right, bottom = frame.box
    xs = borders([left, right, *(rule.at for rule in frame.upright)])
    head = text.inside(frame.box, 1).lines
    inner = xs[1:-1]
    if len(xs) <= _FEWEST or not head or bottom - top > _HIGHEST * head[0].size:
        return None
    named = {column_of(middle(word.box)[0], inner) for line in head for word in line.words}
    rows = _rows(frame, inner, text.lines, below)
    used = {column_of(middle(word.box)[0], inner) for line in rows for word in line.words}
    if len(named) < len(xs) - 1 or used != named or len(clumps(rows[0])) < 2:
        return None
    foot = rows[-1].box[3] + 1
    ticks = [(x, y) for x in inner for y in (top, bottom)]
    table = read_spaced(text.page, [*head, *rows], (left, top, right, foot), frame.flat, ticks)
    return table if table and len(table.xs) == len(xs) else None


def _rows(frame: Frame, inner: Sequence[float], lines: Sequence[Line], below: float) -> list[Line]:
    """The lines right under a head that keep to its columns."""
    left, _, right, foot = frame.box
    rows: list[Line] = []
    for line in (line for line in lines if middle(line.box)[1] > foot):
        above = rows[-1].box[3] if rows else foot
        is_out = line.box[0] < left - NEAR or line.box[2] > right + NEAR or line.box[3] > below
        if is_out or line.box[1] - above > _FARTHEST * line.size or any(crosses(line, x) for x in inner):
            break
        rows.append(line)
    return rows
