"""Headings and lines that are a time and nothing else: 'Eerste kwartaal', 'Planning Q3 2031:'."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors._dutch.time import ImpossibleTime, read_times
from extractors._vocabulary import word_list

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 8  # words
_WHOLE_YEARS = frozenset({"year", "recurring"})


@lru_cache(maxsize=1024)  # of a lead-in it is asked for each item
def is_calendar_head(text: str) -> bool:
    """Whether it names one time finer than a year, and says no more than that it dates what stands below."""
    if len(text.split()) > _LONGEST:
        return False
    times = read_times(text)
    if len(times) != 1 or isinstance(times[0], ImpossibleTime):
        return False
    time = times[0]
    if time.granularity in _WHOLE_YEARS and time.modifier is None:
        return False
    rest = _WORD.findall((text[: time.start] + " " + text[time.end :]).lower())
    return all(word in word_list("commitments", "headings", "calendar") for word in rest)
