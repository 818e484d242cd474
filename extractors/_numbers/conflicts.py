"""Statements of the same number that differ: told as issues, both rows are published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from extractors._document import Unread
from extractors._numbers.scope import Scope
from extractors._numbers.statements import Statement


def conflicting(found: Iterable[Statement], known: Scope) -> Iterator[Unread]:
    """One Unread per number of a named project or rent band that another place of the document contradicts.

    Only exact numbers of one year that no other number is a part of are held against each other: two amounts
    for a town in a year may well be two pieces of work.
    """
    groups: dict[object, list[Statement]] = defaultdict(list)
    for s in found:
        if _is_comparable(s):
            groups[_key(s, known)].append(s)
    for same in groups.values():
        first = same[0]
        for other in same[1:]:
            if other.number.value_max != first.number.value_max and not _stand_together(first, other):
                message = (
                    f"{other.number.text} here, {first.number.text} for the same elsewhere: see which holds"
                )
                yield Unread("numbers_conflict", message, other.span)


def _stand_together(one: Statement, other: Statement) -> bool:
    """Whether one sentence or table holds both: then they are two things of one name."""
    return one.context == other.context or (one.table is not None and one.table == other.table)


def _is_comparable(s: Statement) -> bool:
    is_named = s.project is not None or s.band is not None
    is_whole = s.part_of is None and s.says_again is None and not s.is_total
    is_plain = s.year is not None and s.number.qualifier == "exact"
    return is_named and is_whole and is_plain and s.indicator != "other"


def _key(s: Statement, known: Scope) -> object:
    what = (s.indicator, s.unit, s.basis, s.segment, s.rate, s.band, s.group)
    where = (s.municipalities, s.corporation, s.project, known.part_at(s.span.start))
    return what, where, s.year, s.reference_date
