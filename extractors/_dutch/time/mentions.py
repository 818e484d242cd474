"""Finding the mentions: every time as written, with the words before it, not yet placed in a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors._dutch.time.grammar import DURATION, NOTATIONS, THE
from extractors._dutch.time.vocabulary import (
    CUES,
    OPEN_ENDS,
    OPENERS,
    PARTS,
    RHYTHM_ADVERBS,
    SPACE,
    TRAPS,
    any_of,
    one_space,
)

_CUE = any_of(CUES)
# uiterlijk · in de periode na · tot uiterlijk
_CUES = rf"(?P<cue>(?:{_CUE}(?:{SPACE}|(?=\d)){THE}){{1,3}})"
# eind · het einde van · later in het, but not the 'half' of 'half jaarlijks'
_PART = rf"(?!half {any_of(RHYTHM_ADVERBS)})(?P<part>{any_of(PARTS)}){SPACE}(?:van{SPACE})?{THE}"
# twee weken, before 'voor 1 juli'
_OFFSET = rf"(?P<offset>{DURATION}){SPACE}(?=voor|vóór|na|vanaf)"


def _named(name: str, pattern: str) -> str:
    """The notation as one named group, its own groups prefixed with its name."""
    inner = pattern.replace("(?P<", f"(?P<{name}__").replace("(?P=", f"(?P={name}__")
    return f"(?P<{name}>{inner})"


_MENTION = re.compile(
    # at the start of a word, not in an amount
    rf"(?<![\w€])(?<!\d[.,:])(?<!€ )(?={OPENERS}|{any_of([*CUES, *PARTS])})"
    rf"(?:{_OFFSET})?{_CUES}?(?:{_PART})?(?={OPENERS}|de |het |mijn )"
    rf"(?:{'|'.join(_named(name, pattern) for name, pattern in NOTATIONS.items())})"
)
# The groups of each notation: their own names and their places in the whole.
_PLACES = {
    notation: [
        (name.removeprefix(notation + "__"), place)
        for name, place in _MENTION.groupindex.items()
        if name.startswith(notation + "__")
    ]
    for notation in NOTATIONS
}
_OPEN_END = re.compile(rf"{SPACE}{any_of(OPEN_ENDS)}(?!\w|{SPACE}dan\b)")
_CUE_WORDS = re.compile(_CUE + r"(?![a-z])")
_NEUTRAL = ("at", "period")
_DAY_NOTATIONS = ("iso_date", "numeric_date", "written_date")
_YEAR_GROUPS = ("year", "short_year", "year_words", "dotted_year", "first", "relative", "which")
_UNIT_NOTATIONS = (*_DAY_NOTATIONS, "year", "years", "month", "quarter")  # may be left open: 'en verder'


@dataclass(frozen=True, slots=True)
class Mention:
    """One time as written."""

    start: int  # of the expression: its cue words are part of it, a bare 'in' is not
    end: int
    lead: int  # where the words before it begin, 'in' included
    effect: str | None  # what the cue words make of it, a key of [cues]
    cue: str  # the cue word that decided it
    part: str | None  # a key of [parts]
    offset: str | None  # 'twee weken' in 'twee weken voor 1 juli'
    notation: str  # a key of NOTATIONS
    groups: dict[str, str]  # the named groups of the notation that took part

    @property
    def has_year(self) -> bool:
        """Whether the year is printed or told in the mention itself."""
        return any(name in self.groups for name in _YEAR_GROUPS) or (self.notation == "now")

    @property
    def is_weak(self) -> bool:
        """Whether it is a time only in the company of another: '1/5' bare, 'jan' without a year, 'nu'."""
        if self.notation == "now":
            return True
        if self.notation == "short_date":
            return self.effect in (None, "at") and "heads" not in self.groups and self.cue != "op"
        is_name = self.notation == "month" and self.groups["month"].rstrip(".") in TRAPS["names"]
        return is_name and not self.has_year and self.cue not in ("in", "op", "tot", "sinds", "vanaf", "na")


def mentions(searched: str) -> Iterator[Mention]:
    """Every time in the text made by `vocabulary.plain`, in order; traps are passed over."""
    for match in _MENTION.finditer(searched):
        notation = match.lastgroup or ""
        if not notation.startswith("trap"):
            yield _mention(match, notation)


def _mention(match: re.Match[str], notation: str) -> Mention:
    groups = {name: match[place] for name, place in _PLACES[notation] if match[place] is not None}
    inner = match.start("part") if match["part"] else match.start(notation)
    cues = [
        (word.start(), one_space(word[0]))
        for word in _CUE_WORDS.finditer(match.string, *match.span("cue"))
        if match["cue"]
    ]
    # 'per' says less than what stands before it: 'uiterlijk per 1 juli'
    telling = sorted(
        (word for _, word in cues if CUES[word] not in _NEUTRAL), key=lambda word: CUES[word] != "per"
    )
    cue = telling[-1] if telling else cues[-1][1] if cues else ""
    effect = CUES.get(cue)
    start = next((place for place, word in cues if CUES[word] != "at"), inner)
    offset = match["offset"] if notation in _DAY_NOTATIONS and effect in ("before", "after", "from") else None
    open_end = _OPEN_END.match(match.string, match.end()) if notation in _UNIT_NOTATIONS else None
    return Mention(
        start=match.start() if offset else start,
        end=open_end.end() if open_end else match.end(),
        lead=match.start(),
        effect="from" if open_end else effect,
        cue=cue,
        part=PARTS[one_space(match["part"])] if match["part"] else None,
        offset=offset,
        notation=notation,
        groups=groups,
    )
