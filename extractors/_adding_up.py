"""What adds up: which numbers repeat each other and which may be summed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from extractors._document import Span
from extractors._facts import DocumentPart
from extractors._scope import Scope
from extractors._statements import Statement

_PART_ORDER: tuple[DocumentPart, ...] = ("agreement", "annex", "letter")


@dataclass(frozen=True, slots=True)
class Linked:
    """A statement, the earlier number it says again, and whether it may be summed."""

    statement: Statement
    repeats: Span | None
    document_part: DocumentPart
    is_additive: bool


def linked(found: Iterable[Statement], known: Scope) -> list[Linked]:
    """The statements with their repetitions, in the order given.

    The first saying in the agreement itself counts; tables come before prose, annexes and letters last.
    """
    statements = _with_wholes(list(found))
    parts = [known.part_at(s.span.start) for s in statements]
    order = sorted(
        range(len(statements)),
        key=lambda i: (_PART_ORDER.index(parts[i]), statements[i].table is None, statements[i].span),
    )
    repeats: dict[int, Span] = {}
    first: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i in order:
        key = _same_number(statements[i])
        earlier = next((j for j in first[key] if _says_again(statements[j], statements[i])), None)
        if earlier is None or statements[i].number.qualifier == "tbd":
            first[key].append(i)
        else:
            repeats[i] = statements[earlier].span
    statements = _with_project_totals(statements)
    return [
        Linked(s, repeats.get(i), parts[i], _is_additive(s, i in repeats, parts[i]))
        for i, s in enumerate(statements)
    ]


def _with_wholes(statements: list[Statement]) -> list[Statement]:
    """A sum in prose and the sentences right after it that break it down: 'samen 52', then 'A 34' and 'B 18'."""
    rows: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i, s in enumerate(statements):
        if s.table is None and s.part_of is None and s.unit in ("dwellings", "units", "plots"):
            rows[s.indicator, s.unit, s.year, s.municipalities].append(i)
    wholes: dict[int, Span] = {}
    for indexes in rows.values():
        for at, i in enumerate(indexes):
            for j in _summing([statements[k].number.value_min for k in indexes[at:]]):
                wholes.setdefault(indexes[at + j], statements[i].span)
    return [replace(s, part_of=wholes.get(i, s.part_of)) for i, s in enumerate(statements)]


def _summing(values: list[float | None]) -> range:
    """Positions of the values after the first, two at least, that are together exactly the first."""
    total = 0.0
    for position, value in enumerate(values[1:], 1):
        if values[0] is None or value is None or total + value > values[0]:
            break
        total += value
        if total == values[0] and position > 1:
            return range(1, position + 1)
    return range(0)


def _same_number(s: Statement) -> tuple[object, ...]:
    return (s.indicator, s.unit, s.year, s.period, s.number.value_min, s.number.value_max)


def _says_again(earlier: Statement, later: Statement) -> bool:
    """Whether two statements of equal value can be one number: their places, parties and bands agree."""
    if earlier.table is not None and earlier.table == later.table:
        return False
    if (earlier.rate == "total") != (later.rate == "total"):
        return False
    return (
        _agree(earlier.project, later.project)
        and _agree(earlier.group, later.group)
        and _agree_bands(earlier, later)
        and (
            not earlier.municipalities
            or not later.municipalities
            or earlier.municipalities == later.municipalities
        )
        and _agree_corporations(earlier.corporation, later.corporation)
    )


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one.casefold() == other.casefold()


def _agree_corporations(one: str | None, other: str | None) -> bool:
    return _agree(one, other) or "woningcorporaties" in (one, other)


def _agree_bands(one: Statement, other: Statement) -> bool:
    if one.band is None or other.band is None:
        return one.band is other.band
    return (one.band.min_eur, one.band.max_eur) == (other.band.min_eur, other.band.max_eur)


def _with_project_totals(statements: list[Statement]) -> list[Statement]:
    """Where a table lists the projects of a year, a number of that year without a project is a total of them.

    Otherwise a table by year and a table by project of one agreement would be added to each other.
    """
    by_project = {
        (s.indicator, s.year)
        for s in statements
        if s.table is not None and s.project and not s.is_total and s.year is not None
    }
    return [
        replace(s, is_total=True) if not s.project and (s.indicator, s.year) in by_project else s for s in statements
    ]


def _is_additive(s: Statement, repeats: bool, part: DocumentPart) -> bool:
    """Whether a number may be summed with the others of its indicator, as DATASETS defines it."""
    if s.is_total or s.part_of or repeats or part != "agreement" or s.unit not in ("dwellings", "units"):
        return False
    is_mean = s.rate == "mean_per_year" or (s.rate == "per_year" and s.year is None)
    return not is_mean and s.number.qualifier != "tbd"
