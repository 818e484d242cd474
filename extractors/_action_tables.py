"""Tables of agreed actions: which column says what, who and when, and who stands beside which part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors._document import Document, Passage, Table
from extractors._parties import Mention, Parties
from extractors._vocabulary import word_list

_YEAR = re.compile(r"\b20\d\d\b")  # 'Afspraak 2031'
_WORD = re.compile(r"\w+")
_TICKS = frozenset({"x", "✓", "✔", "v", "•", "●", "ja"})  # a cross in the column of a party
_SENTENCE_WORDS = 6  # cells of a table of numbers are shorter


@dataclass(frozen=True, slots=True)
class ActionTable:
    """The roles of the columns of one table of `Document.tables`."""

    index: int
    heads: tuple[str, ...]
    header_rows: int
    actions: tuple[int, ...]
    party: int | None
    times: tuple[int, ...]

    @property
    def first_column(self) -> int:
        """The column that names the agreement: it bears the number and the title of the row."""
        return self.actions[0]

    @property
    def party_actions(self) -> int:
        """The action column to which the party column belongs: the one before it, mostly the last."""
        if self.party is None:
            return self.actions[0] if self.times else self.actions[-1]
        return max((column for column in self.actions if column < self.party), default=self.actions[-1])


def year_of_head(head: str) -> int | None:
    """The one year that a column head names: 2031 of 'Afspraak 2031', None of 'Afspraak 2030 t/m 2034'."""
    years = set(_YEAR.findall(head))
    return int(years.pop()) if len(years) == 1 else None


def names_many_years(head: str) -> bool:
    """Whether a column head names a run of years: 'Afspraak 2030 t/m 2034'."""
    return len(set(_YEAR.findall(head))) > 1


def action_tables(document: Document) -> Iterator[ActionTable]:
    """The tables whose head names an action and a party or a time, or whose cells hold whole sentences."""
    for index, table in enumerate(document.tables):
        heads = tuple(_head(document, table, column) for column in range(table.column_count))
        roles = [_role(head) for head in heads]
        actions = tuple(column for column, role in enumerate(roles) if role == "action")
        party = roles.index("party") if "party" in roles else None
        times = tuple(column for column, role in enumerate(roles) if role == "time")
        if not actions and times and "project" in roles:  # 'Project', 'Start bouw', 'Oplevering'
            actions = (roles.index("project"),)
        if actions and (party is not None or times or _holds_sentences(document, table, actions)):
            yield ActionTable(index, heads, table.header_rows, actions, party, times)


def _head(document: Document, table: Table, column: int) -> str:
    cells = [table.at(row, column) for row in range(table.header_rows)]
    return " ".join(document.quote(cell.span) for cell in cells if cell is not None)


def _role(head: str) -> str | None:
    """'action', 'party', 'time' or 'project': the role whose word stands first in the head."""
    words = _WORD.findall(head.lower())
    for word in words:
        for role in ("party", "time", "action", "project"):
            if word in word_list("responsibilities", "columns", role):
                return role
    return None


def _holds_sentences(document: Document, table: Table, columns: Sequence[int]) -> bool:
    cells = [cell for cell in table.cells if cell.column in columns and cell.row >= table.header_rows]
    return any(len(document.quote(cell.span).split()) >= _SENTENCE_WORDS for cell in cells)


@dataclass(frozen=True, slots=True)
class Beside:
    """The parties that stand beside a part of a cell; aligned when they are surely those of this part."""

    mentions: tuple[Mention, ...]
    is_aligned: bool
    is_own_column: bool  # whether the party column is that of the part's own column; else it is of the row


@dataclass(slots=True)
class _Row:
    """The parts of one row's action cell and the groups of parties printed beside them, both in order."""

    parts: list[tuple[int, Passage]]
    groups: list[tuple[Mention, ...]]
    others: list[int]  # passages of the row's other action cells
    introducing: set[int]  # blocks that only open a list
    times: list[int]  # passages of the time cells
    ticked: tuple[Mention, ...]  # the parties in whose columns the row has a cross


@dataclass(frozen=True, slots=True)
class TableParts:
    """What stands beside the parts of the action cells, by index of their passages."""

    parties: dict[int, Beside]
    actions: dict[int, int]  # passage of a time column -> the passage of the action that is due then


def read_parts(document: Document, parties: Parties) -> TableParts:
    """The parties and times that the columns of tables of actions give to the parts of their cells.

    A cell prints its parts under each other, and the cells beside it the parties and dates beside them, in
    the same order. When the numbers agree, they belong together; otherwise all parties of the row stand
    for each part, not aligned, and a date for the first part.
    """
    rows = _rows(document, parties)
    _carry_over_page_breaks(rows)
    beside: dict[int, Beside] = {}
    actions: dict[int, int] = {}
    for row in rows:
        everyone = tuple(mention for group in row.groups for mention in group)
        if everyone:
            beside.update((index, Beside(everyone, False, False)) for index in row.others)
            beside.update(_aligned(row) or {index: Beside(everyone, False, True) for index, _ in row.parts})
        if row.ticked:
            beside.update((index, Beside(row.ticked, True, True)) for index, _ in row.parts)
        if row.times and row.parts:
            actions.update(_due(row))
    return TableParts(beside, actions)


def _due(row: _Row) -> dict[int, int]:
    """Time and part by their order, where the numbers agree; else every time belongs to the first part."""
    for units in _ways_to_count(row):
        if len(units) == len(row.times):
            return {time: unit[0] for time, unit in zip(row.times, units, strict=True)}
    return dict.fromkeys(row.times, row.parts[0][0])


def _rows(document: Document, parties: Parties) -> list[_Row]:
    tables = {table.index: table for table in action_tables(document)}
    rows: dict[tuple[int, int], _Row] = {}
    for index, passage in enumerate(document.passages):
        table = tables.get(passage.cell.table) if passage.cell else None
        if table is None or passage.cell is None or passage.cell.row < table.header_rows:
            continue
        row = rows.setdefault((passage.cell.table, passage.cell.row), _Row([], [], [], set(), [], ()))
        row.ticked = row.ticked or _ticked(document, parties, table, passage.cell.row)
        if passage.cell.column == table.party:
            row.groups.extend(_split(document, parties, passage))
        elif passage.cell.column == table.party_actions:
            row.parts.append((index, passage))
            if document.quote(passage.span).endswith(":"):
                row.introducing.add(passage.block)
        elif passage.cell.column in table.times:
            row.times.append(index)
        else:
            row.others.append(index)
    return list(rows.values())


def _ticked(document: Document, parties: Parties, table: ActionTable, row: int) -> tuple[Mention, ...]:
    """The parties that head a column in which the row has a cross: 'Actie | gemeente | Welbouw', 'x'."""
    grid = document.tables[table.index]
    found: list[Mention] = []
    for column in range(grid.column_count):
        head, cell = grid.at(table.header_rows - 1, column), grid.at(row, column)
        if head and cell and document.quote(cell.span).strip().lower() in _TICKS:
            found.extend(parties.mentions_in(head.span))
    return tuple(found)


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
            return {index: Beside(group, True, True) for unit, group in pairs for index in unit}
    return None


def _split(document: Document, parties: Parties, passage: Passage) -> Iterator[tuple[Mention, ...]]:
    """The groups of one line of a party cell: joined by 'en' or a comma they are one, side by side two."""
    group: list[Mention] = []
    for mention in parties.mentions_in(passage.span):
        between = document.text[group[-1].span.end : mention.span.start].strip() if group else ""
        if group and not between:
            yield tuple(group)
            group = []
        group.append(mention)
    if group:
        yield tuple(group)


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
    blocks: dict[int, list[int]] = {}
    for index, passage in row.parts:
        blocks.setdefault(passage.block, []).append(index)
    yield [indexes for block, indexes in blocks.items() if block not in row.introducing]
    yield list(blocks.values())
    yield [[index] for index, _ in row.parts]
