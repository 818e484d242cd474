"""The vocabularies of extractors/data, as researchers write them down."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import Any

_WORD = re.compile(r"\w+")  # 'ten', 'minste' of 'ten minste'


@cache
def vocabulary(name: str) -> dict[str, Any]:
    """A vocabulary of extractors/data; every list of words in it as it stands in the file."""
    return tomllib.loads(resources.files("extractors.data").joinpath(f"{name}.toml").read_text("utf-8"))


@cache
def word_list(name: str, *path: str) -> frozenset[str]:
    """One list of words of a vocabulary, as a set."""
    found: Any = vocabulary(name)
    for key in path:
        found = found[key]
    return frozenset(found)


@cache
def phrases(name: str, *path: str) -> re.Pattern[str]:
    """One list of a vocabulary as a pattern of whole words; '…' stands for at most eight words."""
    by_letter: dict[str, list[str]] = {}
    for cue in sorted(word_list(name, *path), key=lambda cue: (-len(cue), cue)):
        gapped = r"\s+(?:\S+\s+){0,8}?".join(map(re.escape, cue[1:].split(" … ")))
        by_letter.setdefault(re.escape(cue[0]), []).append(gapped)
    # The look back stands behind the first letter: `re` jumps to what begins with a letter, and would try
    # a pattern that begins with a look back at each sign of the text.
    branches = (rf"{letter}(?<!\w.)(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
    return re.compile(rf"(?:{'|'.join(branches)})(?!\w)")


def says(words: str, name: str, *path: str) -> bool:
    """Whether one of the phrases of a list stands in the words."""
    return may_say(words, name, *path) and phrases(name, *path).search(words.lower()) is not None


def may_say(words: str, name: str, *path: str) -> bool:
    """Whether the words hold one of some phrase of the list: most have none, and that is seen at once."""
    return not _told_by(name, *path).isdisjoint(words_of(words))


@cache
def _told_by(name: str, *path: str) -> frozenset[str]:
    """One word of each phrase of a list, without which it cannot stand there: the longest."""
    return frozenset(max(_WORD.findall(cue), key=len) for cue in word_list(name, *path))


@lru_cache(maxsize=1024)  # a sentence is asked for one list after the other
def words_of(text: str) -> frozenset[str]:
    """The words of a text, in lower case."""
    return frozenset(_WORD.findall(text.lower()))


@cache
def word_endings(name: str, *path: str) -> tuple[str, ...]:
    """One list of words of a vocabulary, ready for `str.endswith`."""
    return tuple(sorted(word_list(name, *path)))
