"""The head of a table that lost its lines: words over several lines, to be dealt out over the columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.ingest.layout import words as words_of

_WIDE_GAP = re.compile(r"\s{2,}")


def head_phrases(lines: Sequence[str], columns: int) -> list[str] | None:
    """One phrase per column, or None where the words do not divide so.

    A phrase starts at a capital: 'Klasse Stand ultimo 2029 Wens ultimo 2031' is three. If that gives too
    few, words with which a column can start in lower case ('daarvan', '%') are tried, from the right.
    """
    apart = _WIDE_GAP.split(lines[0].strip()) if len(lines) == 1 else []
    if len(apart) == columns:
        return apart
    tokens = [token for line in lines for token in line.split()]
    if not tokens:
        return None
    starts = {0} | {index for index, token in enumerate(tokens) if token[0].isupper()}
    missing = columns - len(starts)
    if missing > 0:
        openers = words_of("header_openers")
        softer = [i for i, token in enumerate(tokens) if i not in starts and token.lower() in openers]
        softer = [i for i in softer if i - 1 not in softer]
        starts |= set(softer[:missing])
    if len(starts) != columns:
        return None
    edges = [*sorted(starts), len(tokens)]
    return [" ".join(tokens[start:end]) for start, end in pairwise(edges)]
