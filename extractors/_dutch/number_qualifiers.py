"""Words before and after a number that bound it: 'ruim 100', 'minimaal 40 en maximaal 60', '10 of meer'."""

from __future__ import annotations

import re
from functools import cache

from extractors._dutch.number_types import Number, alternatives, vocabulary

_ENDS_IN_NUMBER = re.compile(r"\d[%*]?\s*$")
_BY_HOW_MUCH = re.compile(r"\bmet\s[^.;]*\d[^.;]*$", re.IGNORECASE)  # 'nam toe met 14 woningen [tot 900]'
_PLUS = re.compile(r"\+(?=\s+[a-z])")  # '40[+] woningen'; '55+' is an age
_AND_AT_MOST = re.compile(r"\s*(?:,|en|maar|tot|of)?\s*", re.IGNORECASE)  # 'minimaal 40[ en ]maximaal 60'


@cache
def _before() -> re.Pattern[str]:
    groups = (f"(?P<{name}>{alternatives(words)})" for name, words in vocabulary()["qualifiers"].items())
    return re.compile(rf"(?<![^\W\d])(?:{'|'.join(groups)})\s*$", re.IGNORECASE)


@cache
def _after() -> re.Pattern[str]:
    groups = (
        f"(?P<{name}>{alternatives(words)})" for name, words in vocabulary()["qualifiers_after"].items()
    )
    return re.compile(rf"\s+(?:{'|'.join(groups)})\b", re.IGNORECASE)


@cache
def _before_ends() -> tuple[str, ...]:
    """How the words before a number end: 'dan' of 'meer dan'. Before most numbers none of them stands."""
    words = (word for words in vocabulary()["qualifiers"].values() for word in words)
    return tuple(sorted({re.split("[ ']", word)[-1] for word in words}))


def qualified(text: str, number: Number) -> Number:
    """The number with the words before or after it that bound it: 'ruim 100' has a lower bound only."""
    lead = text[max(0, number.start - 40) : number.start]
    before = _before().search(lead) if lead.rstrip().lower().endswith(_before_ends()) else None
    if before:
        start = max(0, number.start - 40) + before.start()
        if before.group().strip().casefold() == "tot" and _is_outcome(text[:start]):
            return number
        return _bounded(text, number._replace(start=start), str(before.lastgroup))
    after = _after().match(text, number.end)
    if after:
        return _bounded(text, number._replace(end=after.end()), str(after.lastgroup))
    if _PLUS.match(text, number.end) and number.value_max not in vocabulary()["ages"]["years"]:
        return _bounded(text, number._replace(end=number.end + 1), "min")
    return number


# 'tussen de [tien] en [vijftien]'; digits are read as one range from the start
_BETWEEN = re.compile(r"\btussen\s+(?:de\s+)?$", re.IGNORECASE)
_LONGEST_BETWEEN = 20  # characters, some blanks too many among them
_AND = re.compile(r"\s+en\s+(?:de\s+)?", re.IGNORECASE)


def _are_between(text: str, low: Number, high: Number) -> bool:
    are_words = (
        low.is_word and high.is_word and low.unit is None and low.qualifier == high.qualifier == "exact"
    )
    is_rising = (low.value_min or 0.0) < (high.value_max or 0.0)
    lead = max(0, low.start - _LONGEST_BETWEEN)
    is_said = _BETWEEN.search(text, lead, low.start) and _AND.fullmatch(text, low.end, high.start)
    return bool(are_words and is_rising and is_said)


def joined_bounds(text: str, numbers: list[Number]) -> list[Number]:
    """'minimaal 40 en maximaal 60', 'tussen de tien en vijftien' as one range."""
    joined: list[Number] = []
    for number in numbers:
        if joined and (_are_bounds(text, joined[-1], number) or _are_between(text, joined[-1], number)):
            least, start = joined[-1].value_min, joined.pop().start
            core = (start, number.core[1])
            words = text[start : number.end]
            number = number._replace(start=start, text=words, value_min=least, qualifier="range", core=core)
        joined.append(number)
    return joined


def _are_bounds(text: str, low: Number, high: Number) -> bool:
    are_both = (low.qualifier, high.qualifier, low.unit) == ("min", "max", high.unit)
    is_rising = (low.value_min or 0.0) < (high.value_max or 0.0)
    return are_both and is_rising and _AND_AT_MOST.fullmatch(text, low.end, high.start) is not None


def _is_outcome(lead: str) -> bool:
    """Whether 'tot' names what something becomes: 'met 15% tot 65%', 'verbouwt de school tot 18 studio's'."""
    grown = _BY_HOW_MUCH.search(lead) and _growing().search(lead)
    return bool(_ENDS_IN_NUMBER.search(lead) or grown or _becoming().search(lead))


@cache
def _growing() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(vocabulary()['growing']['words'])})", re.IGNORECASE)


@cache
def _becoming() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(vocabulary()['becoming']['words'])})\w*\b[^.;]*$", re.IGNORECASE)


def _bounded(text: str, number: Number, qualifier: str) -> Number:
    words = text[number.start : number.end]
    if qualifier == "min":
        return number._replace(text=words, value_max=None, qualifier="min")
    if qualifier == "max":
        return number._replace(text=words, value_min=None, qualifier="max")
    return number._replace(text=words, qualifier="approx")
