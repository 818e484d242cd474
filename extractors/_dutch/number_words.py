"""Dutch numbers written out: 'zestig', 'driehonderdvijfenzestig', 'een vijftiental', 'een derde van de'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from extractors._dutch.number_types import alternatives, vocabulary

_WORD = re.compile(r"\w+")
_WORDS = re.compile(  # 'duizend vijfhonderd', 'honderd en twintig'
    r"\b(?:[a-zéë]*duizend\s+(?:[a-zéë]*honderd(?:\s*en\s*[a-zéë]{3,}|[a-zéë]+)?)|[a-zéë]*honderd\s+en\s+[a-zéë]{3,}"
    r"|[a-zéë]{3,})\b",
    re.IGNORECASE,
)


@cache
def _opening() -> re.Pattern[str]:
    """How every number written out begins: 'drie', 'hond'."""
    words = vocabulary()["words"]
    spelled = (*words["ones"], *words["teens"], *words["tens"], *vocabulary()["groups"], "honderd", "duizend")
    letters: dict[str, set[str]] = {"e": {r"en(?=\w)"}, "é": {r"én(?=\w)"}}
    for word in spelled:
        letters.setdefault(word[0], set()).add(word[1:4])
    branches = (rf"{letter}(?<!\w.)(?:{'|'.join(sorted(rest))})" for letter, rest in letters.items())
    return re.compile("|".join(branches))


def written_numbers(text: str) -> Iterator[re.Match[str]]:
    """The words of a text that are numbers, each with the words that belong to it."""
    lower = text.lower()
    if not _opening().search(lower):  # most sentences
        return iter(())
    pattern = _WORDS if "honderd" in lower else _WORD  # each of several words has one
    return (match for match in pattern.finditer(text) if _is_number(match[0]))


@lru_cache(maxsize=16_384)  # asked of every word, and a text has few different ones
def _is_number(word: str) -> bool:
    return parse_word(word) is not None or parse_group(word) is not None


@cache
def number_words() -> dict[str, int]:
    """The numbers 2 to 99 as Dutch spells them."""
    words = vocabulary()["words"]
    below_ten = {word: n for n, word in enumerate(words["ones"], 2)}
    found = dict(below_ten)
    found |= {word: n for n, word in enumerate(words["teens"], 10)}
    for ten, word in enumerate(words["tens"], 2):
        found[word] = ten * 10
        for one, n in ({"een": 1, "één": 1} | below_ten).items():
            found[f"{one}{'ën' if one.endswith('e') else 'en'}{word}"] = ten * 10 + n
    return found


# driehonderdvijfenzestig · honderd en twintig · twaalfhonderd · tweeduizendvijfhonderd · duizend vijfhonderd
_LARGE_WORD = re.compile(
    r"(?:(?P<thousands>[a-zéë]*?)(?P<thousand>duizend)\s*)?"
    r"(?:(?P<hundreds>[a-zéë]*?)(?P<hundred>honderd)\s*)?"
    r"(?P<rest>(?:en\s*)?[a-zéë]+)?"
)


@lru_cache(maxsize=16_384)  # a text has few words, and each of them often
def parse_word(word: str) -> int | None:
    """The value of a number written out; None where it is no number, or 'een', nearly always the article."""
    match = _LARGE_WORD.fullmatch(word.casefold())
    if match is None:
        return None
    is_large = bool(match["thousand"] or match["hundred"])
    thousands = _many(match["thousands"]) if match["thousand"] else 0
    hundreds = _many(match["hundreds"]) if match["hundred"] else 0
    words = match["rest"] or ""
    rest = _many(re.sub(r"^en\s*(?=\w)", "", words), empty=0) if is_large else number_words().get(words)
    if thousands is None or hundreds is None or rest is None:
        return None
    return thousands * 1000 + hundreds * 100 + rest


@lru_cache(maxsize=16_384)
def parse_group(word: str) -> int | None:
    """The value of a rough number: 'vijftiental' 15, 'dozijn' 12; None for other words."""
    folded = word.casefold()
    if folded in vocabulary()["groups"]:
        return int(vocabulary()["groups"][folded])
    return number_words().get(folded.removesuffix("tal")) if folded.endswith("tal") else None


def _many(word: str, empty: int = 1) -> int | None:
    """How many hundreds or thousands: none named is one of them."""
    if not word:
        return empty
    return 1 if word in ("een", "één") else number_words().get(word)


@cache
def _fractions() -> re.Pattern[str]:
    words, followers = list(vocabulary()["fractions"]), vocabulary()["fraction_followers"]["words"]
    return re.compile(rf"\b({alternatives(words)})(?=\s+(?:{alternatives(followers)})\b)", re.IGNORECASE)


@cache
def _fraction_ends() -> tuple[str, ...]:
    return tuple(sorted({word.split()[-1] for word in vocabulary()["fractions"]}))


def fractions(text: str) -> Iterator[re.Match[str]]:
    """Shares written out, before the words with which they are shares of something."""
    lower = text.lower()
    return _fractions().finditer(text) if any(end in lower for end in _fraction_ends()) else iter(())
