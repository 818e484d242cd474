"""Dutch time expressions: text and an anchor in, spans with normal forms out. Usable alone.

The conventions are those of DATASETS ("Conventions for time"); the standards are TIMEX3 (ISO-TimeML),
EDTF level 2 (ISO 8601-2) and ISO 8601-1. The way of a text:

    vocabulary  the words of data/time*.toml; the text in one spelling
    grammar     how a time is written, composed of phrases; everyday_grammar what letters and mails add
    mentions    the times of a text as written, with their cue words
    notations   what a mention means: a unit of the calendar, a rhythm, a term (meanings);
                the readers of each notation stand in dates, years, rhythms and everyday
    lists       which mentions belong together and share a unit or a year
    placing     the year of what has none
    units       days, TIMEX3 and EDTF of a unit
    reader      the expressions
"""

from extractors._dutch.time.model import (
    Anchor,
    Granularity,
    ImpossibleTime,
    Modifier,
    Scope,
    TimeExpression,
)
from extractors._dutch.time.reader import as_before, as_yearly, may_name_day, read_times

__all__ = [
    "Anchor",
    "Granularity",
    "ImpossibleTime",
    "Modifier",
    "Scope",
    "TimeExpression",
    "as_before",
    "as_yearly",
    "may_name_day",
    "read_times",
]
