"""Vocabulary as data: lists of cues in TOML, compiled once into patterns.

A cue is a word or phrase in lower case; `*` stands for any letters ('verkoop*'), ` … ` for the words
between two parts of a separable verb ('koopt … aan': the cue stands where 'koopt' does), a blank for any
white space.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_GAP = r"\b[^.;\n]{1,90}?\b"
_OPENING = re.compile(
    r"^\*?([^*\n][^* '\n]*)", re.MULTILINE
)  # 'verkoop' of '*verkoop*', 'koopt' of 'koopt … aan'


@cache
def vocabulary(name: str) -> dict[str, Any]:
    """The data file of this name, parsed once."""
    return tomllib.loads((files("extractors.data") / f"{name}.toml").read_text(encoding="utf-8"))


def pattern_of(cues: Iterable[str]) -> str:
    """One alternation for all cues, longest first."""
    return "|".join(_regex(cue) for cue in sorted(cues, key=lambda cue: (-len(cue), cue)))


def compiled(cues: Iterable[str]) -> re.Pattern[str]:
    """The cues as one pattern over whole words, case aside.

    The look back stands behind the first letter where there is one: `re` jumps to what begins with a
    letter, and would try a pattern that begins with a look back at each sign of the text.
    """
    by_letter: dict[str, list[str]] = {}
    for cue in sorted(cues, key=lambda cue: (-len(cue), cue)):
        by_letter.setdefault(cue[0], []).append(cue)
    if not all(letter.isalpha() for letter in by_letter):  # '*woning'
        return re.compile(rf"(?<!\w)(?:{pattern_of(cues)})(?!\w)", re.IGNORECASE)
    branches = (
        rf"(?<=[{letter}{letter.upper()}])(?i:{'|'.join(_regex(cue[1:]) for cue in rest)})"
        for letter, rest in by_letter.items()
    )
    letters = "".join(letter + letter.upper() for letter in by_letter)
    return re.compile(rf"[{letters}](?<!\w.)(?:{'|'.join(branches)})(?!\w)")


@cache
def listed(name: str, table: str, key: str = "words") -> re.Pattern[str]:
    """One list of a data file as a pattern, compiled once."""
    return compiled(vocabulary(name)[table][key])


def _regex(cue: str) -> str:
    first, *rest = (_words(part) for part in cue.split(" … "))
    return first + "".join(rf"(?={_GAP}{part}(?!\w))" for part in rest)


def _words(part: str) -> str:
    return re.escape(part).replace(r"\*", r"[\w-]*").replace("'", "['’‘`]").replace(r"\ ", r"\s+")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue met in a text: where, and what it stands for."""

    start: int
    end: int
    meaning: str


@cache
def _groups(name: str, table: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((meaning, compiled(cues)) for meaning, cues in vocabulary(name)[table].items())


@cache
def _openings(name: str, table: str) -> re.Pattern[str]:
    """The letters that a cue of a table begins with, wherever they stand: one look for all of its groups."""
    by_letter: dict[str, set[str]] = {}
    for cues in vocabulary(name)[table].values():
        for opening in _OPENING.findall("\n".join(cues)):
            by_letter.setdefault(opening[0], set()).add(re.escape(opening[1:]))
    branches = (
        f"[{re.escape(letter + letter.upper())}](?i:{'|'.join(sorted(rest))})"
        for letter, rest in by_letter.items()
    )
    return re.compile("|".join(branches))


def cues_in(text: str, name: str, table: str) -> list[Cue]:
    """All cues of one table of a data file met in a text, in order.

    Of two that overlap the longer stays; of equals the one of the later group, where the exceptions stand.
    """
    return list(_met(text, name, table))


@lru_cache(maxsize=512)  # each number of a sentence asks for the cues of the same words
def _met(text: str, name: str, table: str) -> tuple[Cue, ...]:
    if not _openings(name, table).search(text):  # most texts
        return ()
    found = [
        Cue(match.start(), match.end(), meaning)
        for meaning, pattern in reversed(_groups(name, table))
        for match in pattern.finditer(text)
    ]
    kept: list[Cue] = []  # by place
    for cue in sorted(found, key=lambda cue: (cue.start - cue.end, cue.start)):
        at = bisect(kept, cue.start, key=lambda other: other.start)
        is_free = at == 0 or kept[at - 1].end <= cue.start
        if is_free and (at == len(kept) or cue.end <= kept[at].start):
            kept.insert(at, cue)
    return tuple(kept)
