"""Finding the mentions: every time as written, with the words before it, not yet placed in a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractors._dutch.time.everyday_grammar import EVERYDAY_NOTATIONS
from extractors._dutch.time.grammar import CONDITIONS, NOTATIONS, TRAPPING
from extractors._dutch.time.model import Scope
from extractors._dutch.time.phrases import DURATION, THE
from extractors._dutch.time.vocabulary import (
    CUES,
    EVERYDAY_CUES,
    OPEN_ENDS,
    PARTS,
    RHYTHM_ADVERBS,
    SPACE,
    TRAPS,
    any_of,
    one_space,
    openers,
)

# eind · het einde van · later in het · 'eind' in 'eind2023', but not the 'half' of 'half jaarlijks'
_PART = (
    rf"(?!half {any_of(RHYTHM_ADVERBS)})(?P<part>{any_of(PARTS)})(?:{SPACE}(?:van{SPACE})?{THE}|(?=\d{{4}}))"
)
# twee weken, before 'voor 1 juli'
_OFFSET = rf"(?P<offset>{DURATION}){SPACE}(?=voor|vóór|na|vanaf)"
_OPEN_END = re.compile(rf"{SPACE}{any_of(OPEN_ENDS)}(?!\w|{SPACE}dan\b)")
_NEUTRAL = ("at", "period")
_LAST_MONTH = 12
_DAY_NOTATIONS = ("iso_date", "numeric_date", "written_date", "day_word", "now", "holiday")
_YEAR_GROUPS = (
    *("year", "short_year", "signed_year", "bare_year", "bracketed_year", "dotted_year", "year_words"),
    *("first", "relative", "which", "behind"),
)
_TOLD_FROM_NOW = (
    "now",
    "day_word",
    "ahead",
    "ago",
    "later",
    "term",
    "counted_weekday",
    "weekday",
    "week_weekday",
)
_GROUP = re.compile(r"\(\?P<(\w+)>")  # '(?P<sign>'
_REFERRED = re.compile(r"(?<=\(\?P=)\w+(?=\))|(?<=\(\?\()\w+(?=\))")  # 'sign' of '(?P=sign)' and '(?(sign)'
_UNIT_NOTATIONS = (*_DAY_NOTATIONS[:3], "year", "years", "month", "quarter")  # may be left open: 'en verder'


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The notations of one scope, and one pattern that finds which of them stands where."""

    pattern: re.Pattern[str]
    notations: dict[str, str]
    cues: dict[str, str]
    cue_words: re.Pattern[str]


@cache
def _grammar(scope: Scope) -> _Grammar:
    is_everyday = scope == "everyday"
    own = EVERYDAY_NOTATIONS if is_everyday else {}
    notations = TRAPPING | own | {name: form for name, form in NOTATIONS.items() if name not in own}
    cues = CUES | EVERYDAY_CUES if is_everyday else CUES
    cue, opening = any_of(cues), openers(scope)
    pattern = re.compile(
        # at the start of a word, not in an amount
        rf"(?<![\w€])(?<!\d[.,:])(?<!€ )(?<!\beur )(?={opening}|{any_of([*cues, *PARTS])})"
        # uiterlijk · in de periode na · tot uiterlijk
        rf"(?:{_OFFSET})?(?P<cue>(?:{cue}(?:{SPACE}|(?=\d)){THE}){{1,3}})?"
        rf"(?:{_PART})?(?={opening}|(?:de|het|mijn){SPACE}(?:maand|{opening}))(?P<inner>)"
        rf"(?:{'|'.join(_told_apart(name, notation) for name, notation in notations.items())})"
    )
    return _Grammar(pattern, notations, cues, re.compile(cue + r"(?![a-z])"))


def _told_apart(name: str, notation: str) -> str:
    """The notation with a group of its name at its end, and no groups of its own but those it refers to.

    `re` clears all groups before one that it enters: with those of every notation that would be most of
    the work. What the groups hold is read once it is known which notation stands there.
    """
    referred = _REFERRED.findall(notation)
    bare = _GROUP.sub(lambda group: f"(?P<{name}__{group[1]}>" if group[1] in referred else "(?:", notation)
    inner = _REFERRED.sub(rf"{name}__\g<0>", bare)
    return f"{CONDITIONS.get(name, '')}(?:{inner})(?P<{name}>)"


@cache
def _reader(notation: str) -> re.Pattern[str]:
    return re.compile(notation)


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
    scope: Scope

    @property
    def has_year(self) -> bool:
        """Whether the year is printed or told in the mention itself."""
        return any(name in self.groups for name in _YEAR_GROUPS) or self.notation in _TOLD_FROM_NOW

    @property
    def is_weak(self) -> bool:
        """Whether it is a time only in the company of another: '1/5' bare, 'jan' without a year, 'nu'."""
        if self.notation == "now":
            return self.offset is None
        if self.notation == "short_date":
            has_cue = self.effect not in (None, "at") or self.cue == "op" or "heads" in self.groups
            is_no_fraction = {"is_item", "is_slashed", "closes"} <= self.groups.keys()
            has_cue = has_cue or (is_no_fraction and int(self.groups["day"]) > _LAST_MONTH)
            return not has_cue and not (self.scope == "everyday" and "is_slashed" in self.groups)
        is_name = self.notation == "month" and self.groups["month"].rstrip(".") in TRAPS["names"]
        return is_name and not self.has_year and self.cue not in ("in", "op", "tot", "sinds", "vanaf", "na")


def mentions(searched: str, scope: Scope) -> Iterator[Mention]:
    """Every time in the text made by `vocabulary.plain`, in order; traps are passed over."""
    grammar = _grammar(scope)
    for match in grammar.pattern.finditer(searched):
        notation = match.lastgroup or ""
        if not notation.startswith("trap"):
            yield _mention(match, notation, grammar, scope)


def _mention(match: re.Match[str], notation: str, grammar: _Grammar, scope: Scope) -> Mention:
    start = match.start("inner")
    read = _reader(grammar.notations[notation]).match(match.string, start)
    assert read is not None
    inner = match.start("part") if match["part"] else start
    cues = [
        (word.start(), one_space(word[0]))
        for word in grammar.cue_words.finditer(match.string, *match.span("cue"))
        if match["cue"]
    ]
    # 'per' says less than what stands before it: 'uiterlijk per 1 juli'
    telling = sorted(
        (word for _, word in cues if grammar.cues[word] not in _NEUTRAL),
        key=lambda word: grammar.cues[word] != "per",
    )
    cue = telling[-1] if telling else cues[-1][1] if cues else ""
    effect = grammar.cues.get(cue)
    start = next((place for place, word in cues if grammar.cues[word] != "at"), inner)
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
        groups={name: words for name, words in read.groupdict().items() if words is not None},
        scope=scope,
    )
