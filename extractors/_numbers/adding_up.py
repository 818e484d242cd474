"""What adds up: which numbers repeat each other and which may be summed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from extractors._document import Span
from extractors._facts.facts import DocumentPart
from extractors._numbers.scope import Scope
from extractors._numbers.statements import Statement

_MOST_PARTS = 8  # numbers in prose that the one after them may sum
_NEAR_CHARACTERS = 400  # between such a sum and its parts
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

    Of several sayings of one number the fullest counts: see `_rank`.
    """
    statements = _with_wholes(list(found))
    parts = [known.part_at(s.span.start) for s in statements]
    repeats = {i: s.says_again for i, s in enumerate(statements) if s.says_again}
    repeats |= _repetitions(statements, parts)
    counted = [_is_additive(s, i in repeats, parts[i]) for i, s in enumerate(statements)]
    statements = _without_double_projects(statements, counted)
    statements = _without_double_periods(statements, counted)
    return [
        Linked(s, repeats.get(i), parts[i], _is_additive(s, i in repeats, parts[i]))
        for i, s in enumerate(statements)
    ]


def _repetitions(statements: list[Statement], parts: list[DocumentPart]) -> dict[int, Span]:
    """Of each statement that says an earlier number again, the number (its span)."""
    order = sorted(range(len(statements)), key=lambda i: _rank(statements[i], parts[i]))
    repeats: dict[int, Span] = {}
    first: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i in order:
        key = _same_number(statements[i])
        earlier = next((j for j in first[key] if _says_again(statements[j], statements[i])), None)
        if earlier is None or statements[i].number.qualifier == "tbd":
            first[key].append(i)
        else:
            repeats[i] = statements[earlier].span
    return repeats


def _rank(s: Statement, part: DocumentPart) -> tuple[int, bool, bool, Span]:
    """The lower of two sayings of one number counts: the agreement's, a table's, a named project's."""
    return (_PART_ORDER.index(part), s.table is None, s.project is None, s.span)


def _with_wholes(statements: list[Statement]) -> list[Statement]:
    """A sum in prose and the sentences after it that break it down: 'samen 52', then 'A 34', 'B 18'."""
    rows: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i, s in enumerate(statements):
        if s.table is None and s.part_of is None and s.unit in ("dwellings", "units", "plots"):
            rows[s.indicator, s.unit, s.year, s.municipalities].append(i)
    wholes: dict[int, Span] = {}
    for indexes in rows.values():
        for at, i in enumerate(indexes):
            for j in _summing([statements[k].number.value_min for k in indexes[at:]]):
                wholes.setdefault(indexes[at + j], statements[i].span)
    whole_of: dict[tuple[object, ...], Span] = {
        (s.context, s.indicator, s.unit, s.period): s.span
        for s in statements
        if s.rate == "total" and s.period and s.table is None
    }
    for i, s in enumerate(statements):  # '200 woningen in 2021-2025 (40 per jaar)': the 40 are a year's part
        if s.rate == "per_year" and s.table is None and s.part_of is None:
            span = whole_of.get((s.context, s.indicator, s.unit, s.period))
            wholes.update({i: span} if span else {})
    for i in range(len(statements)):  # 'A 6', 'B 4', 'C 2', 'samen 12': the 4 and 2 are no parts of the 6
        for j in range(i - _sums_before(statements, i), i):
            wholes.pop(j, None)
    linked = [replace(s, part_of=wholes[i]) if i in wholes else s for i, s in enumerate(statements)]
    return [replace(s, is_total=True) if _sums_before(linked, i) else s for i, s in enumerate(linked)]


def _sums_before(statements: list[Statement], i: int) -> int:
    """Of how many numbers right before it a number in prose is the sum: '60 in Oost', '90 in West', '150'."""
    s = statements[i]
    if (
        s.table is not None
        or s.part_of
        or s.number.qualifier != "exact"
        or s.unit not in ("dwellings", "units")
    ):
        return 0
    total = 0.0
    for count, j in enumerate(range(i - 1, max(i - _MOST_PARTS, 0) - 1, -1), 1):
        before = statements[j]
        is_alike = (before.indicator, before.unit, before.table) == (s.indicator, s.unit, None)
        is_alike = is_alike and (None in (s.year, before.year) or s.year == before.year)
        if not is_alike or before.is_total or s.span.start - before.span.end > _NEAR_CHARACTERS:
            return 0
        if before.part_of is None:
            total += before.number.value_min or 0.0
        if total == s.number.value_min and count > 1:
            return count
    return 0


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
    if earlier.context == later.context or (earlier.table is not None and earlier.table == later.table):
        return False
    if (earlier.rate == "total") != (later.rate == "total") or earlier.is_running != later.is_running:
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


def _without_double_projects(statements: list[Statement], counted: list[bool]) -> list[Statement]:
    """A year's number and the list of that year's projects, so marked that they are not added to each other.

    A list that prints its totals, or holds as much as the number, is the whole: the number is a total of it.
    A shorter list is a selection: its projects are parts of the number.
    """
    listed: dict[tuple[str, int], list[int]] = defaultdict(list)
    plain: dict[tuple[str, int], list[int]] = defaultdict(list)
    complete: set[tuple[str, int]] = set()
    for i, s in enumerate(statements):
        if s.year is None or s.unit != "dwellings":
            continue
        key = (s.indicator, s.year)
        if (
            s.table is not None
            and s.project == "TOTAL"
            and any(statements[j].table == s.table for j in listed[key])
        ):
            complete.add(key)
        elif counted[i]:
            (listed if s.table is not None and s.project else plain)[key].append(i)
    changed = list(statements)
    for key, projects in listed.items():
        numbers = [i for i in plain[key] if _share_place(statements[i], [statements[j] for j in projects])]
        if not numbers:
            continue
        if key in complete or _total(statements, projects) >= _total(statements, numbers):
            for i in numbers:
                changed[i] = replace(statements[i], is_total=True)
            _free_parts(changed, [statements[i].span for i in numbers], [statements[j] for j in projects])
        else:
            whole = max(numbers, key=lambda i: (_amount(statements[i]), -i))
            for j in projects:
                changed[j] = replace(statements[j], part_of=statements[whole].span)
    return changed


def _without_double_periods(statements: list[Statement], counted: list[bool]) -> list[Statement]:
    """A number over several years that is exactly the sum of a table's years is a total of that table."""
    tables: dict[tuple[str, int], list[Statement]] = defaultdict(list)
    for s, is_counted in zip(statements, counted, strict=True):
        if is_counted and s.table is not None and s.year is not None and s.unit == "dwellings":
            tables[s.indicator, s.table].append(s)

    def is_sum(s: Statement) -> bool:
        return any(
            indicator == s.indicator
            and sum(map(_amount, rows)) == _amount(s)
            and len({row.year for row in rows}) > 1
            and all(s.period is None or s.period[0] <= (row.year or 0) <= s.period[1] for row in rows)
            and _share_place(s, rows)
            for (indicator, _), rows in tables.items()
        )

    return [
        replace(s, is_total=True)
        if is_counted and s.table is None and s.year is None and s.unit == "dwellings" and is_sum(s)
        else s
        for s, is_counted in zip(statements, counted, strict=True)
    ]


def _free_parts(changed: list[Statement], totals: list[Span], projects: list[Statement]) -> None:
    """Parts of a total that the listed projects say nothing of stand on their own: another municipality's."""
    listed = {name for project in projects for name in project.municipalities}
    for i, s in enumerate(changed):
        if s.part_of in totals and s.municipalities and listed and not listed & set(s.municipalities):
            changed[i] = replace(s, part_of=None)


def _share_place(one: Statement, others: list[Statement]) -> bool:
    places = {name for other in others for name in other.municipalities}
    return not one.municipalities or not places or bool(places & set(one.municipalities))


def _total(statements: list[Statement], indexes: list[int]) -> float:
    return sum(_amount(statements[i]) for i in indexes)


def _amount(s: Statement) -> float:
    return s.number.value_max or s.number.value_min or 0.0


def _is_additive(s: Statement, repeats: bool, part: DocumentPart) -> bool:
    """Whether a number may be summed with the others of its indicator, as DATASETS defines it."""
    if s.is_total or s.part_of or repeats or part != "agreement" or s.unit not in ("dwellings", "units"):
        return False
    is_undated_rate = s.rate == "per_year" and s.year is None and s.period is None
    return s.rate != "mean_per_year" and not is_undated_rate and s.number.qualifier != "tbd"
