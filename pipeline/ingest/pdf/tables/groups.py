"""Heads over groups of columns: which columns each phrase of a line stands over, where it shows for all.

'Nieuwbouw' and 'Sloop' over '2026 2027 2026 2027' head two columns each. Over numbers that are set to the
right a phrase stands beside the middle of their words; the cells, or the labels that come again, tell more.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.ingest.pdf.tables.gutters import Chunk

_REACH = 0.6  # type sizes by which a phrase may stand beside the middle of the columns it heads
_WIDER = 0.06  # the same, of the width of those columns
_SAME_STEP = 2.0  # points by which columns set to the right may be wider than others

Extents = Sequence[tuple[float, float]]


def grouped(row: Sequence[Chunk], labels: Sequence[Chunk], extents: Sequence[Extents]) -> list[Chunk] | None:
    """The phrases of a line, each over its columns, or None where they do not share all columns out.

    `labels` are the phrases of the line below, `extents` where each column begins and ends, the ways to tell
    it in the order in which they are tried. A phrase in the first column heads that column alone.
    """
    names = [chunk for chunk in row if not chunk.first]
    phrases = [chunk for chunk in row if chunk.first]
    columns = [chunk.first for chunk in labels if chunk.first and chunk.first == chunk.last]
    is_whole = bool(columns) and columns == list(range(columns[0], columns[0] + len(columns)))
    if len(phrases) < 2 or 2 * len(phrases) > len(columns) or not is_whole or any(n.last for n in names):
        return None
    texts = [chunk.text for chunk in labels if chunk.first]
    ways = [_repeated(phrases, columns, texts), *(_centred(phrases, columns, each) for each in extents)]
    spans = next((way for way in ways if way), None)
    if spans is None:
        return None
    return [*names, *(Chunk(*span, chunk.words) for span, chunk in zip(spans, phrases, strict=True))]


def _repeated(
    phrases: Sequence[Chunk], columns: Sequence[int], texts: Sequence[str]
) -> list[tuple[int, int]] | None:
    """As many equal groups as there are phrases, where the same labels come again under each."""
    step, rest = divmod(len(columns), len(phrases))
    if rest or any(texts[i] != texts[i % step] for i in range(len(texts))):
        return None
    spans = [(columns[i], columns[i + step - 1]) for i in range(0, len(columns), step)]
    stands = all(
        chunk.first <= last and first <= chunk.last
        for chunk, (first, last) in zip(phrases, spans, strict=True)
    )
    return spans if stands else None


def _centred(
    phrases: Sequence[Chunk], columns: Sequence[int], extents: Extents
) -> list[tuple[int, int]] | None:
    """Groups that take all columns, each phrase over the middle of its own."""
    spans: list[tuple[int, int]] = []
    start = columns[0]
    for chunk in phrases:
        ends = range(max(start, chunk.last), columns[-1] + 1)
        end = next((last for last in ends if is_over(chunk, extents, start, last)), None)
        if end is None or chunk.first < start:
            return None
        spans.append((start, end))
        start = end + 1
    return spans if start == columns[-1] + 1 else None


def is_over(chunk: Chunk, extents: Extents, first: int, last: int) -> bool:
    """Whether a phrase stands over the middle of these columns."""
    x0, x1 = extents[first][0], extents[last][1]
    room = _REACH * chunk.words[0].size + _WIDER * (x1 - x0)
    return abs((x0 + x1) / 2 - (chunk.x0 + chunk.x1) / 2) <= room


def set_to_the_right(columns: Extents) -> Extents:
    """The cells of columns whose words end equally far apart: each goes on from where the last one ends."""
    steps = [right[1] - left[1] for left, right in pairwise(columns[1:])]
    if not steps or max(steps) - min(steps) > _SAME_STEP:
        return columns
    step = sum(steps) / len(steps)
    return [columns[0], *((x1 - step, x1) for _, x1 in columns[1:])]
