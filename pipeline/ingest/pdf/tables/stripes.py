"""The last row of a table whose every other row is shaded, where the last one is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractors._document import Box
from pipeline.ingest.pdf.lines import Line
from pipeline.ingest.pdf.printed import holds, middle
from pipeline.ingest.pdf.tables.borders import NEAR, SAME_SIDES
from pipeline.ingest.pdf.tables.gutters import column_of, crosses

_LOWEST = 8.0  # points: white between two stripes that holds a row
_CLOSE = 1.0  # type sizes of white over the row, and between its lines


def stripe_under(shades: Sequence[Box], box: Box, xs: Sequence[float], lines: Sequence[Line]) -> float | None:
    """Where the white row under the last stripe of a striped table ends, or None where there is none.

    `box` and `xs` are the table's as far as its shades tell; `lines` are those of the page.
    """
    stripes = _stripes(shades, box)
    is_striped = any(lower[0] - upper[1] > _LOWEST for upper, lower in pairwise(stripes))
    is_striped = is_striped or len(stripes) == 2  # a head, and the first of two rows
    if not is_striped or abs(stripes[-1][1] - box[3]) > NEAR:
        return None
    inner = xs[1:-1]
    row: list[Line] = []
    for line in (line for line in lines if middle(line.box)[1] > box[3]):
        above = row[-1].box[3] if row else box[3]
        is_out = line.box[0] < box[0] - NEAR or line.box[2] > box[2] + NEAR
        if is_out or line.box[1] - above > _CLOSE * line.size or any(crosses(line, x) for x in inner):
            break
        if any(holds(shade, middle(line.box)) for shade in shades):
            return None  # the head of another table
        row.append(line)
    used = {column_of(middle(word.box)[0], inner) for word in row[0].words} if row else set()
    return row[-1].box[3] + 1 if len(used) > 1 else None


def _stripes(shades: Iterable[Box], box: Box) -> list[tuple[float, float]]:
    """(top, foot) of the rows that are shaded from side to side, whether in one piece or cell by cell."""
    rows: dict[tuple[int, int], list[Box]] = {}
    for shade in shades:
        if box[1] - NEAR < shade[1] and shade[3] < box[3] + NEAR:
            rows.setdefault((round(shade[1]), round(shade[3])), []).append(shade)
    return sorted(
        (min(s[1] for s in row), max(s[3] for s in row))
        for row in rows.values()
        if abs(min(s[0] for s in row) - box[0]) < SAME_SIDES
        and abs(max(s[2] for s in row) - box[2]) < SAME_SIDES
    )
