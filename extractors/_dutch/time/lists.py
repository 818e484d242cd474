"""Times that are named together: which mentions make one list, and what the members of a list share.

'tweede en derde kwartaal 2023' is one range, 'mei en oktober 2017' are two months that share a year,
'mei 2022 / 2023' is one month in two years, 'jaarlijks voor 1 juli' a date that comes back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from extractors._dutch.time.meanings import Elided, Meaning, Named, Rhythm
from extractors._dutch.time.mentions import Mention
from extractors._dutch.time.units import DAY, NoSuchTimeError, Part, Unit
from extractors._dutch.time.vocabulary import (
    GAP,
    JOINERS,
    PARTS,
    RELATIVE_UNITS,
    RELATIVE_YEARS,
    any_of,
    one_space,
)

# ' en ' · ' / ' · ', en ' · ','
_JOINER = re.compile(rf"{GAP}(?:,{GAP})?(?P<word>{any_of(JOINERS)}){GAP}")
_BLANK = re.compile(GAP)
_OPENS_ANEW = ("before", "by", "from", "after", "approx", "toward", "between", "every")  # cues of one's own
BARE_VOOR, PLAINLY_BEFORE = "voor", "vóór"  # 'voor 2022' is 'for 2022' as often as 'before 2022'
_WIDEST_LINK = 18  # characters: " respectievelijk " and a blank
_SOME_LEAP_YEAR = 2024
_LAST_OF_YEAR = {"quarter": 4, "month": 12, "half": 2}
_FOLLOWING = (("last", "this"), ("this", "next"), ("this", "coming"))  # 'dit en volgend jaar'


@dataclass(frozen=True, slots=True)
class Item:
    """A mention with its meaning, and how it hangs on the one before it."""

    mention: Mention
    meaning: Meaning
    link: str = ""  # a key of [joiners], 'through', 'until' or 'beside'; empty at the start of a list


@dataclass(slots=True)
class Group:
    """Mentions that make one expression, or one for each of `years`."""

    first: Mention
    last: Mention
    named: list[Named]
    kind: str = ""  # 'through', 'until' or 'adjacent' for a range, 'yearly' for a date that comes back
    years: list[int] = field(default_factory=list)  # of 'mei 2022 / 2023'
    rhythm: Rhythm | None = None


def lists(found: Iterable[tuple[Mention, Meaning]], searched: str) -> Iterator[list[Item]]:
    """The mentions, cut into runs that are joined by words or signs."""
    run: list[Item] = []
    for mention, meaning in found:
        link = _link(run[-1], mention, searched) if run else ""
        if run and not link:
            yield run
            run = []
        run.append(Item(mention, meaning, link))
    if run:
        yield run


def _link(before: Item, mention: Mention, searched: str) -> str:
    """How a mention hangs on the one before it, by the words between them; empty where it does not."""
    start, end = before.mention.end, mention.lead
    if end - start > _WIDEST_LINK:
        return ""
    joiner = _JOINER.fullmatch(searched, start, end)
    link = JOINERS[one_space(joiner["word"])] if joiner else ""
    if not link and not _BLANK.fullmatch(searched, start, end):
        return ""
    if isinstance(before.meaning, Rhythm):
        return "beside" if before.meaning.is_yearly and link in ("", "comma") else link
    return link or (mention.effect if mention.effect in ("through", "until") else "")


def groups(run: Sequence[Item]) -> Iterator[Group]:
    """The expressions of one list, each member with the unit and the year that it shares with others."""
    made: list[Group] = []
    for item in _with_shared_years(_with_shared_units(_with_contrast(_without_weak(run)))):
        if not made or not _joins(made[-1], item):
            made.append(_alone(item, made[-1] if made else None))
    yield from made


def _without_weak(run: Sequence[Item]) -> Sequence[Item]:
    """'1/5', 'jan' and 'nu' count only beside what plainly is a time: 'jan-april', 'tussen 1/5 en 1/7'."""
    return [] if all(item.mention.is_weak for item in run) else run


def _with_contrast(run: Sequence[Item]) -> Sequence[Item]:
    """Beside 'na 2031' it is plain that 'voor 2034' is before that year, and not for it."""
    if not any(item.mention.effect in ("after", "from") for item in run):
        return run
    return [
        replace(item, mention=replace(item.mention, cue=PLAINLY_BEFORE))
        if item.mention.cue == BARE_VOOR
        else item
        for item in run
    ]


def _alone(item: Item, before: Group | None) -> Group:
    mention, meaning = item.mention, item.meaning
    if isinstance(meaning, Rhythm):
        return Group(mention, mention, [], rhythm=meaning)
    assert isinstance(meaning, Named)
    if mention.effect == "every" or meaning.relative == "every" or _comes_back_too(before, item, meaning):
        is_weekly = meaning.unit.kind == "weekday" or (meaning.unit.kind == "week" and meaning.unit.part)
        return Group(mention, mention, [meaning], "yearly", rhythm=Rhythm(1, "P1W" if is_weekly else "P1Y"))
    if meaning.until:
        kind = "adjacent" if meaning.sign == "/" else "through"
        return Group(mention, mention, [meaning, replace(meaning, unit=meaning.until)], kind)
    return Group(mention, mention, [meaning])


def _joins(group: Group, item: Item) -> bool:
    """Takes the item into the group where the two are one expression."""
    named = item.meaning
    if isinstance(named, Rhythm):
        return _is_said_yearly(group, item, named)
    if not isinstance(named, Named):
        return False
    if group.kind == "yearly" and _closes_yearly_range(group, item):
        group.named.append(named)
        group.last = item.mention
        return True
    if group.rhythm:
        return group.kind != "yearly" and item.link == "beside" and _comes_back(group, item, named)
    last = group.named[-1]
    if item.link in ("through", "until") and not group.kind:
        group.kind = item.link
    elif item.mention.effect in _OPENS_ANEW:
        return False
    elif _is_same_in_other_year(last, named, item.link):
        assert named.unit.year is not None
        group.years += [named.unit.year, *([named.until.year] if named.until and named.until.year else [])]
        group.last = item.mention
        return True
    elif group.first.effect == "between" and not group.kind and item.link == "and":
        group.kind = "through"
    elif item.link == "apart":
        return False
    elif group.kind in ("", "adjacent") and not group.years and _is_next(group, named, item.link):
        group.kind = "adjacent"
    else:
        return False
    group.named.append(named)
    group.last = item.mention
    return True


def _is_said_yearly(group: Group, item: Item, rhythm: Rhythm) -> bool:
    """'september' before ', ieder jaar': takes the rhythm into the group."""
    is_told = item.link == "comma" and rhythm.is_yearly and not group.kind and not group.rhythm
    if not is_told or not all(map(_may_come_back, group.named)) or len(group.named) != 1:
        return False
    group.kind, group.rhythm, group.last = "yearly", rhythm, item.mention
    return True


def _closes_yearly_range(group: Group, item: Item) -> bool:
    """'1 juli' in 'jaarlijks tussen 1 mei en 1 juli', 'september' in 'elk jaar van mei t/m september'."""
    is_second = isinstance(item.meaning, Named) and _may_come_back(item.meaning) and len(group.named) == 1
    is_between = group.last.effect == "between" and item.link == "and"
    return is_second and (is_between or item.link == "through")


def _comes_back_too(before: Group | None, item: Item, named: Named) -> bool:
    """'november' in 'jaarlijks in mei en november'."""
    is_listed = before is not None and before.kind == "yearly" and item.link not in ("", "through", "until")
    return is_listed and _may_come_back(named)


def _may_come_back(named: Named) -> bool:
    return named.unit.year is None and named.relative is None and named.unit.kind != "year"


def _comes_back(group: Group, item: Item, named: Named) -> bool:
    if not _may_come_back(named):
        return False
    group.named.append(named)
    group.kind, group.last = "yearly", item.mention
    return True


def _is_same_in_other_year(last: Named, named: Named, link: str) -> bool:
    """'mei 2022' before '/ 2023'."""
    is_bare_year = named.unit.kind == "year" and named.unit.part is None and named.unit.year is not None
    return (
        is_bare_year and link in ("slash", "and") and last.unit.kind != "year" and last.unit.year is not None
    )


def _is_next(group: Group, named: Named, link: str) -> bool:
    """Whether two units follow each other without a gap: the second and the third quarter, May and June."""
    last = group.named[-1]
    left, right = last.unit, named.unit
    if left.kind != right.kind or last.whose != named.whose:
        return False
    if last.relative != named.relative:
        return left == right and (last.relative, named.relative) in _FOLLOWING
    if link == "or":
        return True
    if link == "comma" and left.kind != "year" and group.last.has_year:
        return False  # 'Q1 2022, Q2 2022' lists two, 'mei, juni en juli 2022' is one
    year = _SOME_LEAP_YEAR
    try:
        left_days = left.in_year(left.year or right.year or year).days()
        right_days = right.in_year(right.year or left.year or year).days()
    except NoSuchTimeError:
        return False
    return left_days.last + DAY == right_days.first


def _with_shared_units(run: Sequence[Item]) -> list[Item]:
    """'tweede' becomes a quarter before 'derde kwartaal'; a number that no unit follows is dropped."""
    shared: list[Item] = []
    following: Named | None = None
    for item in reversed(run):
        if isinstance(item.meaning, Elided):
            if following is None:
                continue
            item = replace(item, meaning=_like(following, item.meaning))
        following = item.meaning if isinstance(item.meaning, Named) else None
        shared.append(item)
    return shared[::-1]


def _like(named: Named, elided: Elided) -> Named:
    if elided.words in PARTS:
        return replace(named, unit=replace(named.unit, part=cast(Part, PARTS[elided.words])))
    if elided.words:
        meanings = RELATIVE_YEARS if named.whose == "year" else RELATIVE_UNITS
        return replace(named, relative=meanings.get(elided.words))
    unit = named.unit
    is_day = unit.kind == "day"
    return replace(
        named, unit=replace(unit, day=elided.number) if is_day else replace(unit, number=elided.number)
    )


def _with_shared_years(run: Sequence[Item]) -> list[Item]:
    """A year printed once in a list holds for its other members: the next one's, else the one before's."""
    return _filled(_filled(run[::-1], backwards=True)[::-1], backwards=False)


def _beside(year: int | None, unit: Unit, known: Unit | None, *, backwards: bool) -> int | None:
    """The year of a unit beside one whose year is told: 'Q4 2031 en Q1', 'dec/jan 2032' run over New Year."""
    last = _LAST_OF_YEAR.get(unit.kind)
    if year is None or known is None or known.kind != unit.kind or last is None:
        return year
    earlier, later = (unit, known) if backwards else (known, unit)
    if (earlier.number, later.number) != (last, 1):
        return year
    return year - 1 if backwards else year + 1


def _filled(run: Sequence[Item], *, backwards: bool) -> list[Item]:
    filled: list[Item] = []
    year: int | None = None
    known: Unit | None = None  # whose year it is
    relative: str | None = None
    for item in run:
        named = item.meaning
        if not isinstance(named, Named):
            filled.append(item)
            continue
        if named.unit.year is None and named.relative is None and (year or relative):
            own_year = _beside(year, named.unit, known, backwards=backwards)
            until = named.until and named.until.in_year(own_year)
            named = replace(named, unit=named.unit.in_year(own_year), relative=relative, until=until)
            item = replace(item, meaning=named)
        elif not (backwards and named.unit.kind == "year"):
            # several years ('2031-2034') are the year of nothing
            year = named.unit.year if not named.until or named.until.year == named.unit.year else None
            relative, known = (named.relative if named.whose == "year" else None), named.unit
        filled.append(item)
    return filled
