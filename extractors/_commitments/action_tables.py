"""Tables of agreed actions: which column says what, who and when.

A table can also lie on its side, its labels in the first column: 'Actie', 'Trekker', 'Planning'. Its rows are
then read as columns: lanes are what has a head, lines are what holds one action.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from extractors._commitments.cell_marks import is_mark
from extractors._commitments.column_roles import (
    Body,
    Role,
    body_of,
    column_roles,
    lowest_head,
    only_counts,
    party_column,
    role_of_head,
    sorting_subjects,
)
from extractors._commitments.headed_columns import headed_columns
from extractors._commitments.sorting_rows import is_sum, sorting_lines
from extractors._document import Cell, CellRef, Document, Table
from extractors._parties.parties import Mention, Parties

_YEAR = re.compile(r"\b20\d\d\b")  # 'Afspraak 2031'
_SENTENCE_WORDS = 6  # cells of a table of numbers are shorter
_HEAD_WORDS = 3  # of a label in the first column of a table on its side


@dataclass(frozen=True, slots=True)
class ActionTable:
    """The roles of the columns of one table of `Document.tables`."""

    index: int
    heads: tuple[str, ...]
    header_rows: int
    actions: tuple[int, ...]
    party: int | None
    times: tuple[int, ...]
    planned: tuple[int, ...] = ()  # headed by a time, with crosses: 'Q1 2031', 'feb'
    headed: tuple[int, ...] = ()  # headed by a time, with what is done then: 'Gereed in 2031'
    owners: Mapping[int, tuple[Mention, ...]] = field(default_factory=dict)  # headed by who does it
    participants: tuple[int, ...] = ()
    number: int | None = None
    theme: int | None = None
    groups: dict[int, str] = field(default_factory=dict)  # lines that only sort those below: 'Nieuwbouw'
    sums: frozenset[int] = frozenset()  # lines of totals
    is_marked: bool = False  # whether parties head columns of crosses or letters
    is_of_projects: bool = False  # whether its rows name what is built: actions only by their dates
    is_turned: bool = False  # whether its heads are the first column

    @property
    def first_column(self) -> int:
        """The column that names the agreement: it bears the number and the title of the row."""
        return self.actions[0]

    @property
    def tells_of_actions(self) -> bool:
        """Whether columns beside that of its actions say who or when, so that what stands there is agreed."""
        is_dated = bool(self.times) and not self.owners
        return not self.is_of_projects and (self.party is not None or self.is_marked or is_dated)

    @property
    def party_actions(self) -> int:
        """The action column to which the party column belongs: the one before it, mostly the last."""
        if self.party is None:
            return self.actions[0] if self.times or self.planned else self.actions[-1]
        return max((column for column in self.actions if column < self.party), default=self.actions[-1])

    def lane(self, place: CellRef | Cell) -> int:
        """Under which head the cell stands."""
        return place.row if self.is_turned else place.column

    def line(self, place: CellRef | Cell) -> int:
        """Of which action the cell tells; below `header_rows` it is a head."""
        return place.column if self.is_turned else place.row

    def holds_action(self, place: CellRef | Cell) -> bool:
        """Whether its line can tell of an action: no head, no name of a group of rows, no total."""
        line = self.line(place)
        return line >= self.header_rows and line not in self.groups and line not in self.sums


@lru_cache(maxsize=1024)  # asked of every sentence below it
def year_of_head(head: str) -> int | None:
    """The one year that a column head names: 2031 of 'Afspraak 2031', None of 'Afspraak 2030 t/m 2034'."""
    years = set(_YEAR.findall(head))
    return int(years.pop()) if len(years) == 1 else None


def names_many_years(head: str) -> bool:
    """Whether a column head names a run of years: 'Afspraak 2030 t/m 2034'."""
    return len(set(_YEAR.findall(head))) > 1


def action_tables(document: Document, parties: Parties) -> Iterator[ActionTable]:
    """The tables whose head names an action and a party or a time, or whose cells hold whole sentences."""
    for index, table in enumerate(document.tables):
        heads = tuple(_head(document, table, column) for column in range(table.column_count))
        found = _upright(document, parties, index, heads) or _turned(document, index)
        if found is not None:
            yield found


def _upright(document: Document, parties: Parties, index: int, heads: tuple[str, ...]) -> ActionTable | None:
    """The table as one whose head is its first rows, if something there or below tells of actions."""
    table = document.tables[index]
    body = body_of(document, table)
    found = _with_columns(document, parties, index, heads, body)
    if not found.actions:
        return None
    if not (_says_who_or_when(found) or _holds_sentences(document, found.actions, body)):
        return None
    sorting = dict(sorting_lines(document, table, found.actions))
    return replace(
        found,
        groups={line: words for line, words in sorting.items() if not is_sum(words)},
        sums=frozenset(line for line, words in sorting.items() if is_sum(words)),
    )


def _with_columns(
    document: Document, parties: Parties, index: int, heads: tuple[str, ...], body: Body
) -> ActionTable:
    """What each column is; no column of actions where none can be."""
    table = document.tables[index]
    lowest_cells = [lowest_head(table, column) for column in range(table.column_count)]
    lowest = [document.quote(cell.span) if cell else "" for cell in lowest_cells]
    roles = column_roles(document, parties, heads, lowest, body)
    own = headed_columns(document, parties, table, heads, roles, body)
    if own.telling:
        roles = sorting_subjects(roles, heads)
    actions = tuple(sorted(own.telling | {*_lanes(roles, "action")} - {*own.planned}))
    roles = [None if c in own.telling or c in own.planned else role for c, role in enumerate(roles)]
    times = tuple(c for c in _lanes(roles, "time") if not only_counts(document, body[c]))
    is_of_projects = not actions and bool(times or own.planned) and "project" in roles
    if is_of_projects:  # 'Project', 'Start bouw', 'Oplevering'
        actions = (roles.index("project"),)
    elif not actions and own.planned:
        actions = (0,)
    return ActionTable(
        index=index,
        heads=heads,
        header_rows=table.header_rows,
        actions=actions,
        party=party_column(roles, heads),
        times=times,
        planned=own.planned,
        headed=own.headed,
        owners=own.owners,
        participants=_lanes(roles, "participants"),
        number=_lane(roles, "number"),
        theme=_lane(roles, "theme"),
        is_marked=_has_marks(document, parties, table),
        is_of_projects=is_of_projects,
    )


def _says_who_or_when(table: ActionTable) -> bool:
    by_head = table.planned or table.headed or table.owners or table.is_marked
    return table.party is not None or bool(table.times or by_head)


def _turned(document: Document, index: int) -> ActionTable | None:
    """The table as one that lies on its side, if its first column says so: 'Actie', 'Trekker', 'Planning'."""
    table = document.tables[index]
    first = {cell.row: document.quote(cell.span) for cell in table.cells if cell.column == 0}
    heads = tuple(first.get(row, "") for row in range(table.row_count))
    roles = [role_of_head(head) if len(head.split()) <= _HEAD_WORDS else None for head in heads]
    if "action" not in roles or not {"party", "time"} & set(roles) or table.column_count < 2:
        return None
    if roles.index("action") < table.header_rows:
        return None  # the actions stand in the printed head, which holds no sentences
    return ActionTable(
        index=index,
        heads=heads,
        header_rows=1,
        actions=_lanes(roles, "action")[:1],
        party=_lane(roles, "party"),
        times=_lanes(roles, "time"),
        participants=_lanes(roles, "participants"),
        number=_lane(roles, "number"),
        theme=_lane(roles, "theme"),
        is_turned=True,
    )


def _lanes(roles: Sequence[Role | None], wanted: Role) -> tuple[int, ...]:
    return tuple(lane for lane, role in enumerate(roles) if role == wanted)


def _lane(roles: Sequence[Role | None], wanted: Role) -> int | None:
    return next(iter(_lanes(roles, wanted)), None)


def _has_marks(document: Document, parties: Parties, table: Table) -> bool:
    """Whether a party heads a column of crosses or of letters that a legend explains: 'T', 'M/A'."""
    marked = {cell.column for cell in table.cells if is_mark(document.quote(cell.span))}
    heads = (lowest_head(table, column) for column in sorted(marked))
    return any(head is not None and parties.mentions_in(head.span) for head in heads)


def _head(document: Document, table: Table, column: int) -> str:
    cells = [table.at(row, column) for row in range(table.header_rows)]
    return " ".join(document.quote(cell.span) for cell in cells if cell is not None)


def _holds_sentences(document: Document, columns: Sequence[int], body: Body) -> bool:
    cells = (cell for column in columns for cell in body[column])
    return any(len(document.quote(cell.span).split()) >= _SENTENCE_WORDS for cell in cells)
