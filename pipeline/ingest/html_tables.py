"""Tables that a converter left as HTML in a plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.ingest.blocks import Grid
from pipeline.ingest.lines import Line
from pipeline.ingest.plain_rows import PlainTable

_TAG = re.compile(r"<(?P<end>/?)table\b[^>]*>", re.IGNORECASE)


def find(lines: Sequence[Line]) -> Iterator[PlainTable]:
    """The outermost tables written as HTML; what stands beside one on its lines is taken with it."""
    first, depth = 0, 0
    for index, line in enumerate(lines):
        tags = [match["end"] for match in _TAG.finditer(line.text)]
        if tags and depth == 0:
            first = index
        depth = max(depth + sum(-1 if end else 1 for end in tags), 0)
        if tags and depth == 0:
            grid = _grid(lines[first : index + 1])
            if grid is not None:
                yield PlainTable(first, index, grid)


def _grid(lines: Sequence[Line]) -> Grid | None:
    from pipeline.ingest.html import grids_of  # a tenth of a second that texts without HTML do not wait for

    html = "\n".join(line.text for line in lines)
    grid = next((block for block in grids_of(html) if isinstance(block, Grid)), None)
    return replace(grid, page=lines[0].page) if grid else None
