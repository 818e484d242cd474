"""What stands beside each part of a table of actions: the parties and the dates of its row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extractors._commitments.action_marks import Marked, marked_lines
from extractors._commitments.action_tables import ActionTable, action_tables
from extractors._commitments.cell_marks import says_nothing
from extractors._commitments.labels import role_of
from extractors._document import Document, Passage, Span
from extractors._parties.parties import Mention, Parties

_LEADING = re.compile(r"\s?\((?P<role>\w+)\)")  # ' (trekker)' behind a party
_ROLE_WORD = re.compile(r"[^\W\d_][\w.]*")  # 'trekker', 'i.s.m.'


@dataclass(frozen=True, slots=True)
class Beside:
    """The parties that stand beside a part of a cell; aligned when they are surely those of this part."""

    mentions: tuple[Mention, ...]
    is_aligned: bool
    is_own_column: bool  # whether the party column is that of the part's own column; else it is of the row
    is_shared: bool = False  # whether they stand beside several parts of a cell together
    participants: tuple[Mention, ...] = ()  # those that the cell says only take part


@dataclass(slots=True)
class _Row:
    """The parts of one row's action cell and the groups of parties printed beside them, both in order."""

    parts: list[tuple[int, Passage]]
    groups: list[tuple[Mention, ...]]
    others: list[int]  # passages of the row's other action cells
    introducing: set[int]  # blocks that only open a list
    times: list[int]  # passages of the time cells
    aside: list[Mention] = field(default_factory=list)  # those who take part: 'Welbouw i.s.m. gemeente'
    marked: Marked = field(default_factory=Marked)  # the parties in whose columns the row has a mark
    planned: list[tuple[int, Span]] = field(default_factory=list)  # crosses under a time, with that head
    headed: list[tuple[int, Span]] = field(default_factory=list)  # what is done under a time, with that head
    owned: dict[int, tuple[Mention, ...]] = field(default_factory=dict)  # parts in columns of a party


@dataclass(frozen=True, slots=True)
class TableParts:
    """What stands beside the parts of the action cells, by index of their passages."""

    parties: dict[int, Beside]
    actions: dict[int, int]  # passage of a time column -> the passage of the action that is due then
    planned: dict[int, tuple[int, Span]]  # passage of a cross -> passage of its action, head of its column
    stacked: dict[int, list[list[int]]]  # the only passage of a time column -> ways to count the actions


def read_parts(document: Document, parties: Parties) -> TableParts:
    """The parties and times that the columns of tables of actions give to the parts of their cells.

    A cell prints its parts under each other, and the cells beside it the parties and dates beside them, in
    the same order. When the numbers agree, they belong together; otherwise all parties of the row stand
    for each part, not aligned, and a date for the first part.
    """
    rows = _rows(document, parties)
    _carry_over_page_breaks(rows)
    found = TableParts({}, {}, {}, {})
    for row in rows:
        _read_row(row, found)
    return found


def _read_row(row: _Row, found: TableParts) -> None:
    everyone = tuple(mention for group in row.groups for mention in group)
    parts = [index for index, _ in row.parts]
    if everyone or row.aside:
        found.parties.update((index, Beside(everyone, False, False)) for index in row.others)
        beside = _aligned(row) or {index: Beside(everyone, False, True) for index in parts}
        aside = tuple(row.aside)
        found.parties.update((index, replace(each, participants=aside)) for index, each in beside.items())
    if row.marked.responsible or row.marked.participants:
        leading, aside = tuple(row.marked.responsible), tuple(row.marked.participants)
        found.parties.update((index, Beside(leading, True, True, participants=aside)) for index in parts)
    found.parties.update((index, Beside(named, True, True)) for index, named in row.owned.items())
    if row.times and parts:
        found.actions.update(_due(row))
        if len(row.times) == 1:
            ways = (_paragraphs(row.parts), _items(row))
            found.stacked[row.times[0]] = [[unit[0] for unit in units] for units in ways if len(units) > 1]
    if parts:
        found.planned.update((cross, (parts[0], head)) for cross, head in row.planned)
    found.planned.update((index, (index, head)) for index, head in row.headed)


def _due(row: _Row) -> dict[int, int]:
    """Time and part by their order, where the numbers agree; else every time belongs to the first part."""
    for units in _ways_to_count(row):
        if len(units) == len(row.times):
            return {time: unit[0] for time, unit in zip(row.times, units, strict=True)}
    return dict.fromkeys(row.times, row.parts[0][0])


def _rows(document: Document, parties: Parties) -> list[_Row]:
    tables = {table.index: table for table in action_tables(document, parties)}
    marks = {index: marked_lines(document, parties, table) for index, table in tables.items()}
    rows: dict[tuple[int, int], _Row] = {}
    for index, passage in enumerate(document.passages):
        cell = passage.cell
        table = tables.get(cell.table) if cell else None
        if table is None or cell is None:
            continue
        if not table.holds_action(cell):
            continue
        line = table.line(cell)
        row = rows.get((cell.table, line))
        if row is None:
            marked = marks[cell.table].get(line, Marked())
            row = rows[cell.table, line] = _Row([], [], [], set(), [], marked=marked)
        _add(document, parties, table, row, (index, passage), table.lane(cell))
    return list(rows.values())


def _add(
    document: Document, parties: Parties, table: ActionTable, row: _Row, part: tuple[int, Passage], lane: int
) -> None:
    """Put a passage where its lane says it belongs in its row."""
    index, passage = part
    if lane in table.owners:
        row.owned[index] = table.owners[lane]
    elif lane == table.party:
        row.groups.extend(_split(document, parties, passage, row.aside))
    elif lane in table.participants:
        row.aside.extend(parties.mentions_in(passage.span))
    elif lane in table.headed:
        head = document.tables[table.index].at(table.header_rows - 1, lane)
        if head is not None and not says_nothing(document.quote(passage.span)):
            row.headed.append((index, head.span))
        row.others.append(index)
    elif lane == table.party_actions:
        row.parts.append(part)
        if document.quote(passage.span).endswith(":"):
            row.introducing.add(passage.block)
    elif lane in table.times:
        row.times.append(index)
    elif lane in table.planned:
        head = document.tables[table.index].at(table.header_rows - 1, lane)
        if head is not None:
            row.planned.append((index, head.span))
    else:
        row.others.append(index)


def _carry_over_page_breaks(rows: Sequence[_Row]) -> None:
    """Give a paragraph that a page break parted from its party that party.

    Where a row has one party too many and the next row one paragraph too many, the last party of the
    first belongs to the first paragraph of the second.
    """
    for row, following in pairwise(rows):
        surplus = len(row.groups) - len(_paragraphs(row.parts))
        if surplus == 1 and len(_paragraphs(following.parts)) - len(following.groups) == 1:
            following.groups.insert(0, row.groups.pop())


def _aligned(row: _Row) -> dict[int, Beside] | None:
    """Part and party by their order, where some way to count the parts agrees with the number of parties."""
    for units in _ways_to_count(row):
        if len(units) == len(row.groups):
            pairs = zip(units, row.groups, strict=True)
            return {
                index: Beside(group, True, True, len(unit) > 1) for unit, group in pairs for index in unit
            }
    if len(row.groups) > 1 and len({_named(group) for group in row.groups}) == 1:
        return {index: Beside(row.groups[0], True, True) for index, _ in row.parts}  # the same beside each
    return None


def _named(group: Sequence[Mention]) -> frozenset[str]:
    return frozenset(mention.party.party_id for mention in group)


def _split(
    document: Document, parties: Parties, passage: Passage, aside: list[Mention]
) -> Iterator[tuple[Mention, ...]]:
    """The groups of one line of a party cell: joined by 'en' or a comma they are one, side by side two.

    Those behind a word for who takes part ('deelnemers:', 'i.s.m.') go to `aside`.
    """
    group: list[Mention] = []
    named = parties.mentions_in(passage.span)
    leading = [mention for mention in named if _leads(document, mention)]
    if leading:
        aside.extend(mention for mention in named if mention not in leading)
        named = tuple(leading)
    end, takes_part = passage.span.start, False
    for mention in named:
        before = document.text[end : mention.span.start].lower()
        end = mention.span.end
        roles = [role for word in _ROLE_WORD.findall(before) if (role := role_of(word))]
        takes_part = roles[-1] == "participants" if roles else takes_part
        if takes_part:
            aside.append(mention)
            continue
        between = document.text[group[-1].span.end : mention.span.start].strip() if group else ""
        if group and not between:
            yield tuple(group)
            group = []
        group.append(mention)
    if group:
        yield tuple(group)


def _leads(document: Document, mention: Mention) -> bool:
    """Whether a bracket behind a party says that it leads: 'Welbouw (trekker), gemeente'."""
    behind = _LEADING.match(document.text, mention.span.end)
    return behind is not None and role_of(behind["role"].lower()) == "responsible"


def _paragraphs(parts: Sequence[tuple[int, Passage]]) -> list[list[int]]:
    """The paragraphs of a cell as lists of passages; list items belong to the paragraph above them."""
    paragraphs: list[list[int]] = []
    block: int | None = None
    for index, passage in parts:
        starts = passage.block != block and passage.kind != "bullet"
        if starts or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(index)
        block = passage.block
    return paragraphs


def _ways_to_count(row: _Row) -> Iterator[list[list[int]]]:
    """Ways in which a cell's parts can stand beside the parties: paragraphs, list items, all, sentences."""
    yield _paragraphs(row.parts)
    yield _items(row)
    yield list(_blocks(row).values())
    yield [[index] for index, _ in row.parts]


def _items(row: _Row) -> list[list[int]]:
    """The blocks of a cell, without those that only open a list."""
    return [indexes for block, indexes in _blocks(row).items() if block not in row.introducing]


def _blocks(row: _Row) -> dict[int, list[int]]:
    blocks: dict[int, list[int]] = {}
    for index, passage in row.parts:
        blocks.setdefault(passage.block, []).append(index)
    return blocks
