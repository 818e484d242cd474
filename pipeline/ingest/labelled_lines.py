"""Lines of a name, a colon and a bare number: '2031: 34', 'Sloop: 12'. Together they are a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from pipeline.ingest.blocks import Grid, GridCell
from pipeline.ingest.lines import Line
from pipeline.ingest.plain_rows import VALUE, PlainTable, parts

_FEWEST_ROWS = 2
# '2031: 34*', '- Sloop: ca. 12'
_LABELLED = re.compile(r"\s*(?:[-•–]\s+)?(?P<name>\w[^:]{1,60}?)\s*[:=]\s*(?P<value>\S.*?)\s*$")


def labelled_lines(lines: Sequence[Line], start: int, barred: AbstractSet[int]) -> PlainTable | None:
    """The table that starts at this line, of two rows at least without a line between them."""
    rows: list[tuple[str, str]] = []
    for index in range(start, len(lines)):
        text = lines[index].text
        is_labelled = index not in barred and (":" in text or "=" in text)  # few are, and matching is slow
        found = _LABELLED.match(text) if is_labelled else None
        if found is None or not VALUE.fullmatch(found["value"]) or (rows and lines[index].blank_lines):
            break
        rows.append((found["name"], found["value"]))
    if len(rows) < _FEWEST_ROWS:
        return None
    cells = [
        GridCell(row, column, parts(words))
        for row, pair in enumerate(rows)
        for column, words in enumerate(pair)
    ]
    grid = Grid(tuple(cells), len(rows), 2, 0, "plain", page=lines[start].page)
    return PlainTable(start, start + len(rows) - 1, grid)
