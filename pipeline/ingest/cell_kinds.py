"""What kind of cell some words are: a count, a time, or a mark such as 'x', '-', 'n.v.t.'."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from extractors._dutch.time import read_times
from pipeline.ingest.layout import words as words_of
from pipeline.ingest.plain_rows import VALUE, YEAR

CellKind = Literal["count", "time", "mark"]

_DIGIT_OR_MONTH = re.compile(r"\d|jaar|maand|mei|juni|juli|januari|maart|april|augustus|ber\b", re.I)
_LONGEST_TIME = 45  # characters of a cell that is only a time
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=4096)
def kind_of(words: str) -> CellKind | None:
    """A cell's kind: '32' is a count, 'vóór 1 mei 2031' a time, '-' a mark; None for other words."""
    if words.lower() in words_of("cell_words"):
        return "mark"
    if YEAR.fullmatch(words):
        return "time"
    if VALUE.fullmatch(words):
        return "count"
    return "time" if _is_time(words) else None


def _is_time(words: str) -> bool:
    """Whether nothing stands here but a time and words that go with one: 'gereed Q2 2031'."""
    if len(words) > _LONGEST_TIME or not _DIGIT_OR_MONTH.search(words):
        return False
    found = read_times(words)
    if not found:
        return False
    rest, end = "", 0
    for time in found:
        rest += words[end : time.start]
        end = time.end
    rest += words[end:]
    return all(word.lower() in words_of("beside_time") for word in _WORD.findall(rest))
