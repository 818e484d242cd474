"""How a single time is written: one regular expression, composed of named notations.

A match is a `Mention`: the cue words before it ('uiterlijk in'), the part it is narrowed to ('eind') and
the notation with its named groups. Nothing is resolved here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors._dutch.time.vocabulary import (
    COUNTED_NOUNS,
    CUES,
    GAP,
    JOINERS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    OWN_EVENTS,
    PARTS,
    RELATIVE_UNITS,
    RELATIVE_YEARS,
    RHYTHM_ADVERBS,
    RHYTHM_UNITS,
    RHYTHM_WORDS,
    SEASONS,
    SPACE,
    TRAPS,
    WEEKDAYS,
    any_of,
    one_space,
)

_FOUR = r"(?:19|20)\d\d"
# A year ends where its digits end, and not in a case number: '2022-2026' may follow, '2022/1437' not.
_YEAR_END = rf"(?![\w%]|[.,:]\d|[-/](?!{_FOUR}(?!\d))\d)"
_END = r"(?![\w%])"
_THE = rf"(?:(?:de|het){SPACE})?"
_MONTH = any_of(MONTHS)
_WEEKDAY = rf"(?:{any_of(WEEKDAYS['names'] + WEEKDAYS['short'])}\.?,?{SPACE})?"
_SUFFIX = r"(?: ?(?:e|de|ste)(?!\w))?"
# 1e · 2de · '1p ste p', the debris of a raised 'ste' · eerste
_ORDINAL = rf"(?:[1-9]\d?p?\s{{0,3}}(?:ste|de|e)(?:\s{{0,2}}p)?(?!\w)|{any_of(ORDINALS)})"
_RELATIVE_YEAR = rf"(?:{any_of(RELATIVE_YEARS)}{SPACE}(?:kalender)?jaar{_END})"
# the year behind a unit: '15 mei 2022' · 'mei van 2022' · 'mei-2022' · 'najaar van dit jaar'
_TAIL = (
    rf"(?:(?:(?:,?{SPACE}(?:(?:van|in){SPACE})?|{GAP}[-/]{GAP})(?P<year>{_FOUR}){_YEAR_END}"
    rf"|{SPACE}(?:van{SPACE})?(?P<relative>{_RELATIVE_YEAR}))|{_END})"
)
_COUNT = rf"(?:\d{{1,3}}|{any_of(NUMBERS)})"
_RHYTHM_UNIT = any_of(RHYTHM_UNITS)
_HEDGE = rf"(?:{any_of(RHYTHM_WORDS['hedges'])}{SPACE})?"
_JOIN = rf"(?:{GAP}[-/,&+]{GAP}|{SPACE}{any_of([j for j in JOINERS if j[0].isalpha()])}{SPACE}|{SPACE}?t/m{SPACE}?|{SPACE}tot(?:{SPACE}en{SPACE}met)?{SPACE})"

# Each notation with an example of what it reads. The order matters: the longer reading stands first.
_NOTATIONS: dict[str, str] = {
    # artikel 44 · postbus 2022
    "trap_reference": rf"{any_of(TRAPS['references'])}{GAP}[:]?{GAP}[a-z]{{0,3}}[-.]?\d[\w./-]*",
    # 55 t/m 74 jaar · 18-27 jaar · < 23 jaar
    "trap_age": rf"\d{{1,2}}{GAP}(?:-|t/m|tot(?: en met)?|en|of){GAP}\d{{1,2}}{SPACE}(?:jaar|jarigen?){_END}",
    # 1/2 persoonshuishoudens · 3/4 kamerwoningen
    "trap_fraction": rf"\d{{1,2}}/\d{{1,2}}[- ]?{any_of(TRAPS['fractions'])}",
    # 2022-07-01
    "iso_date": rf"(?P<year>{_FOUR})-(?P<month>\d\d)-(?P<day>\d\d){_END}",
    # 16/11/2022 · 1-7-2022 · 16-11-16
    "numeric_date": (
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:(?P<sep>[-/])(?P<month>\d{{1,2}})(?P=sep)(?P<year>{_FOUR}|\d\d)"
        rf"|\.(?P<month2>\d{{1,2}})\.(?P<year2>{_FOUR}))(?![\w%]|[-./]\d)"
    ),
    # 15 december 2016 · maandag 31 oktober 2016 · 1e van januari · 1 juli van dit jaar
    "written_date": (
        rf"{_WEEKDAY}(?P<day>\d{{1,2}}){_SUFFIX}(?:{GAP}|[-/]|{SPACE}van{SPACE})(?P<month>{_MONTH})\.?{_TAIL}"
    ),
    # 1/5 · 25-10
    "short_date": r"(?P<day>\d{1,2})(?P<sep>[-/])(?P<month>\d{1,2})(?![\w%]|[-/.,]\d)",
    # de eerste helft van mei 2023
    "half_month": (rf"(?P<half>{_ORDINAL}){SPACE}helft{SPACE}(?:van{SPACE})?(?P<month>{_MONTH})\.?{_TAIL}"),
    # Q2-2022 · Q2 · 2e kwartaal van 2022 · laatste kwartaal
    "quarter": rf"(?:[qk](?P<digit>\d)|(?P<ordinal>{_ORDINAL}){SPACE}kwartaal){_TAIL}",
    # 2022-Q2 · 2022Q2 · 2019 K3 · 2016 het derde kwartaal
    "year_quarter": (
        rf"(?P<year>{_FOUR}){GAP}[-/]?{GAP}(?:[qk](?P<digit>\d)|{_THE}(?P<ordinal>{_ORDINAL}){SPACE}kwartaal){_END}"
    ),
    # H1 2023 · eerste helft van 2023 · 1e halfjaar
    "half": (rf"(?:h(?P<digit>\d)|(?P<ordinal>{_ORDINAL}){SPACE}(?:(?P<helft>helft)|half{GAP}jaar)){_TAIL}"),
    # 2023-H1
    "year_half": rf"(?P<year>{_FOUR}){GAP}-?{GAP}h(?P<digit>\d){_END}",
    # week 26 2023 · wk 26
    "week": rf"(?:week|wk|weeknummer|weeknr)\.?{GAP}(?P<number>\d{{1,2}})(?!\d){_TAIL}",
    # 2023-W26
    "year_week": rf"(?P<year>{_FOUR})-?w(?P<number>\d\d){_END}",
    # najaar 2023 · zomer van dit jaar
    "season": rf"(?P<season>{any_of(SEASONS)}){_TAIL}",
    # mei 2022 · dec-2018 · sept.
    "month": rf"(?P<month>{_MONTH})\.?{_TAIL}",
    # 2018 november
    "year_month": rf"(?P<year>{_FOUR}),?{SPACE}(?P<month>{_MONTH})(?!{SPACE}\d){_END}",
    # 12-2015 · 11/2016
    "numeric_month": rf"(?P<month>0?[1-9]|1[0-2])[-/](?P<year>{_FOUR})(?![\w%]|[-./]\d)",
    # 2016-11
    "iso_month": rf"(?P<year>{_FOUR})-(?P<month>0[1-9]|1[0-2])(?![\w%]|[-./]\d)",
    # 2022-2026 · 2022 - 2026 · 2017 / 2018
    "years": (
        rf"(?:jaren{SPACE})?(?P<first>{_FOUR}){GAP}(?P<sign>[-/]){GAP}(?P<last>{_FOUR}){_YEAR_END}"
        rf"(?!{GAP}[-/]{GAP}\d)"
    ),
    # 2022 · het kalenderjaar 2022, but not '2000 woningen'
    "year": (
        rf"(?:(?P<word>(?:kalender|boek|verslag|school)?ja(?:ar|ren)){SPACE})?(?P<year>{_FOUR}){_YEAR_END}"
        rf"(?=(?P<counted>{SPACE}(?:\w+e{SPACE})?{any_of(COUNTED_NOUNS)}(?!\w))?)"
    ),
    # the first of 'tweede en derde kwartaal' · '11 of 18 september'
    "elided": (
        rf"(?P<number>{_ORDINAL}|\d{{1,2}})"
        rf"(?=(?:{_JOIN}{_THE}(?:{_ORDINAL}|\d{{1,2}}{_SUFFIX})){{1,3}}{GAP}(?:kwartaal|helft|half{GAP}jaar|{_MONTH}(?!\w)))"
    ),
    # dit jaar · het komende jaar
    "relative_year": rf"(?P<relative>{_RELATIVE_YEAR})",
    # dit najaar · komend kwartaal · deze maand
    "relative_unit": (
        rf"(?P<which>{any_of(RELATIVE_UNITS)}){SPACE}"
        rf"(?P<unit>{any_of(SEASONS)}|{_MONTH}|kwartaal|maand|week|half{GAP}jaar){_END}"
    ),
    # binnen drie maanden na ondertekening
    "term": (
        rf"binnen{SPACE}(?P<count>{_COUNT}){SPACE}(?P<unit>{_RHYTHM_UNIT}){SPACE}na{SPACE}{_THE}{any_of(OWN_EVENTS)}{_END}"
    ),
    # minimaal twee keer per jaar · eens in de drie jaar · 2x p.j.
    "times": (
        rf"{_HEDGE}(?:(?P<several>{any_of(RHYTHM_WORDS['several'])}){SPACE}|(?P<count>{_COUNT})"
        rf"(?:{GAP}(?:a|à|-|of|tot){GAP}(?P<upper>{_COUNT}))?(?:{GAP}))"
        rf"{any_of(RHYTHM_WORDS['times'])}(?:{SPACE}|(?<=x)){{1,2}}"
        rf"(?:{any_of(RHYTHM_WORDS['per'])}{SPACE}(?:(?P<every>{_COUNT}){SPACE})?(?P<unit>{_RHYTHM_UNIT}){_END}|p\.?{GAP}j\b\.?)"
    ),
    # eens per drie jaar
    "once": (
        rf"{_HEDGE}eens{SPACE}{any_of(RHYTHM_WORDS['per'])}{SPACE}(?:(?P<every>{_COUNT}){SPACE})?(?P<unit>{_RHYTHM_UNIT}){_END}"
    ),
    # elke drie jaar · elk kwartaal
    "every": rf"{_HEDGE}{any_of(RHYTHM_WORDS['every'])}{SPACE}(?:(?P<every>{_COUNT}){SPACE})?(?P<unit>{_RHYTHM_UNIT}){_END}",
    # om het jaar · om de drie jaar
    "other": rf"{any_of(RHYTHM_WORDS['other'])}{SPACE}(?:(?P<every>{_COUNT}){SPACE})?(?P<unit>{_RHYTHM_UNIT}){_END}",
    # per jaar · per kwartaal
    "per": rf"per{SPACE}(?:(?P<every>{_COUNT}){SPACE})?(?P<unit>{_RHYTHM_UNIT}){_END}",
    # jaarlijks · driejaarlijkse · halfjaarlijks · 4-jaarlijks
    "adverb": (
        rf"{_HEDGE}(?P<every>half|(?:{_COUNT}))?-?(?P<adverb>{any_of(RHYTHM_ADVERBS)})e?(?!\w)"
        rf"(?!{SPACE}{any_of(TRAPS['daily'])})"
    ),
}

_CUE = any_of(CUES)
_CUES = rf"(?P<cue>(?:{_CUE}(?:{SPACE}|(?=\d)){_THE}){{1,3}})"
_PART = rf"(?P<part>{any_of(PARTS)}){SPACE}(?:van{SPACE})?{_THE}"


def _named(name: str, pattern: str) -> str:
    """The notation as one named group, its own groups prefixed with its name."""
    inner = pattern.replace("(?P<", f"(?P<{name}__").replace("(?P=", f"(?P={name}__")
    return f"(?P<{name}>{inner})"


_MENTION = re.compile(
    r"(?<![\w€])(?<!\d[.,:])(?<!€ )"
    rf"{_CUES}?(?:{_PART})?"
    # a digit behind a digit and a sign is the rest of something else, but for the year of 'mei 2022/2023'
    rf"(?:(?<!\d[-/])|(?<=[^-/\d]{_FOUR}[-/])|(?<=^{_FOUR}[-/]))"
    rf"(?:{'|'.join(_named(name, pattern) for name, pattern in _NOTATIONS.items())})",
)
_CUE_WORDS = re.compile(_CUE + r"(?![a-z])")
_NEUTRAL = ("at", "period")


@dataclass(frozen=True, slots=True)
class Mention:
    """One time as written, not yet placed in a year."""

    start: int  # of the expression: its cue words are part of it, a bare 'in' is not
    end: int
    lead: int  # where the words before it begin, 'in' included
    effect: str | None  # what the cue words make of it, a key of [cues]
    cue: str  # the cue word that decided it
    part: str | None  # a key of [parts]
    notation: str
    groups: dict[str, str]  # the named groups that took part

    @property
    def has_year(self) -> bool:
        """Whether the year is printed or told in the mention itself."""
        return any(name in self.groups for name in ("year", "year2", "first", "relative", "which"))


def mentions(searched: str) -> Iterator[Mention]:
    """Every time in the text made by `plain`, in order; what only looks like one is passed over."""
    for match in _MENTION.finditer(searched):
        notation = match.lastgroup or ""
        if not notation.startswith("trap"):
            yield _mention(match, notation)


def _mention(match: re.Match[str], notation: str) -> Mention:
    prefix = notation + "__"
    groups = {
        name.removeprefix(prefix): value
        for name, value in match.groupdict().items()
        if value is not None and name.startswith(prefix)
    }
    words = [one_space(word) for word in _CUE_WORDS.findall(match["cue"] or "")]
    decisive = next(
        (word for word in reversed(words) if CUES[word] not in _NEUTRAL), words[-1] if words else ""
    )
    effect = CUES.get(decisive)
    inner = match.start("part") if match["part"] else match.start(notation)
    return Mention(
        start=inner if all(CUES[word] == "at" for word in words) else match.start(),
        end=match.end(),
        lead=match.start(),
        effect=effect,
        cue=decisive,
        part=PARTS[one_space(match["part"])] if match["part"] else None,
        notation=notation,
        groups=groups,
    )
