"""The last row of a table whose every other row is shaded, where the last one is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractors._document import Box
from pipeline.ingest.pdf.lines import Line
from pipeline.ingest.pdf.printed import middle
from pipeline.ingest.pdf.tables.borders import NEAR, SAME_SIDES
from pipeline.ingest.pdf.tables.gutters import column_of, crosses

_LOWEST = 8.0  # points: white between two stripes that holds a row
_CLOSE = 1.2  # type sizes of white over the row, and between its lines


def stripe_under(shades: Sequence[Box], box: Box, xs: Sequence[float], lines: Sequence[Line]) -> float | None:
    """Where the white row under the last stripe of a striped table ends, or None where there is none.

    `box` and `xs` are the table's as far as its shades tell; `lines` are those of the page.
    """
    stripes = _stripes(shades, box)
    is_striped = any(lower[0] - upper[1] > _LOWEST for upper, lower in pairwise(stripes))
    if not is_striped or abs(stripes[-1][1] - box[3]) > NEAR:
        return None
    highest = max(lower[0] - upper[1] for upper, lower in pairwise(stripes))
    end = box[3]
    used: set[int] = set()
    for line in lines:
        if middle(line.box)[1] < box[3]:
            continue
        is_out = line.box[0] < box[0] - NEAR or line.box[2] > box[2] + NEAR
        if is_out or line.box[1] - end > _CLOSE * line.size or any(crosses(line, x) for x in xs[1:-1]):
            break
        if line.box[3] - box[3] > max(highest, 2 * _LOWEST) * 2:
            return None
        end = line.box[3]
        used |= {column_of(middle(word.box)[0], xs[1:-1]) for word in line.words}
    return end + 1 if len(used) > 1 else None


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
