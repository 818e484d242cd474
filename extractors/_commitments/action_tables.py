"""Tables of agreed actions: which column says what, who and when.

A table can also lie on its side, its labels in the first column: 'Actie', 'Trekker', 'Planning'. Its rows are
then read as columns: lanes are what has a head, lines are what holds one action.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from extractors._commitments.column_roles import (
    Body,
    Role,
    body_of,
    column_roles,
    is_only_parties,
    only_counts,
    party_column,
    role_of_head,
    sorting_subjects,
    tells_actions,
    without,
)
from extractors._commitments.sorting_rows import is_sum, sorting_lines
from extractors._document import Cell, CellRef, Document, Table
from extractors._dutch.time import read_times
from extractors._parties.parties import Mention, Parties
from extractors._vocabulary import says, word_list

_YEAR = re.compile(r"\b20\d\d\b")  # 'Afspraak 2031'
_COUNT = re.compile(r"\d{1,3}(?:\.?\d{3})*")  # '64', '1.200'
_WORD = re.compile(r"\w+")
_TICKS = frozenset({"x", "✓", "✔", "v", "•", "●", "■", "▪", "ja", "√"})  # a cross in the column of a party
_SENTENCE_WORDS = 6  # cells of a table of numbers are shorter
_MARK = re.compile(r"[A-Za-z](?:\s*[/,+&]\s*[A-Za-z])*")  # 'T', 'M/A'
_STATED = re.compile(r"\w \w+[.;]$")  # 'Ontwikkelt plannen.'
_OWN_WORDS = 3  # words of a cell that tells what the party of its column does; a name or cross is shorter


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
    owners: dict[int, tuple[Mention, ...]] = field(default_factory=dict)  # headed by whose actions it holds
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
        found = _table(document, parties, index, heads) or _turned(document, index)
        if found is not None:
            yield found


def _table(document: Document, parties: Parties, index: int, heads: tuple[str, ...]) -> ActionTable | None:
    table = document.tables[index]
    body = body_of(document, table)
    lowest = [document.quote(cell.span) if cell else "" for cell in _lowest_heads(table)]
    roles = column_roles(document, parties, heads, lowest, body)
    ticked = {cell.column for cell in table.cells if is_tick(document, cell)}
    planned = tuple(column for column, head in enumerate(heads) if column in ticked and _is_time(head))
    owners = dict(_owners(document, parties, table, roles, body))
    headed = () if owners or tells_actions(roles, heads) else tuple(_headed(document, heads, roles, body))
    if owners or headed:
        roles = sorting_subjects(roles, heads)
    actions = tuple(
        c
        for c, role in enumerate(roles)
        if c in owners or c in headed or (role == "action" and c not in planned)
    )
    roles = [None if c in (*planned, *owners, *headed) else role for c, role in enumerate(roles)]
    times = tuple(c for c in _lanes(roles, "time") if not only_counts(document, body[c]))
    is_of_projects = not actions and bool(times or planned) and "project" in roles
    if is_of_projects:  # 'Project', 'Start bouw', 'Oplevering'
        actions = (roles.index("project"),)
    elif not actions and planned:
        actions = (0,)
    party = party_column(roles, heads)
    is_marked = _has_marks(document, parties, table)
    tells = party is not None or times or planned or owners or headed or is_marked
    if not actions or not (tells or _holds_sentences(document, actions, body)):
        return None
    sorting = dict(sorting_lines(document, table, actions))
    return ActionTable(
        index=index,
        heads=heads,
        header_rows=table.header_rows,
        actions=actions,
        party=party,
        times=times,
        planned=planned,
        headed=headed,
        owners=owners,
        participants=_lanes(roles, "participants"),
        number=_lane(roles, "number"),
        theme=_lane(roles, "theme"),
        groups={line: words for line, words in sorting.items() if not is_sum(words)},
        sums=frozenset(line for line, words in sorting.items() if is_sum(words)),
        is_marked=is_marked,
        is_of_projects=is_of_projects,
    )


def _turned(document: Document, index: int) -> ActionTable | None:
    """The table as one that lies on its side, if its first column says so: 'Actie', 'Trekker', 'Planning'."""
    table = document.tables[index]
    first = {cell.row: document.quote(cell.span) for cell in table.cells if cell.column == 0}
    heads = tuple(first.get(row, "") for row in range(table.row_count))
    roles = [role_of_head(head) if len(head.split()) <= _OWN_WORDS else None for head in heads]
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


def is_tick(document: Document, cell: Cell) -> bool:
    """Whether a cell holds nothing but a cross."""
    return document.quote(cell.span).strip().lower() in _TICKS


def is_mark(words: str) -> bool:
    """Whether a cell holds a cross, or the letters of a role: 'x', '(x)', 'T', 'M/A'."""
    bare = words.strip(" ()")
    return bare.lower() in _TICKS or _MARK.fullmatch(bare) is not None


def says_nothing(words: str) -> bool:
    """Whether a cell is that of one who does nothing: '–', 'n.v.t.'."""
    is_sign = not any(character.isalpha() for character in words)
    return is_sign or words.strip().lower() in word_list("commitments", "empty_cells")


def _is_time(head: str) -> bool:
    """Whether a head is a time and nothing else: 'Q1 2031', 'feb'."""
    return any(time.text.strip() == head.strip() for time in read_times(head))


def _owners(
    document: Document, parties: Parties, table: Table, roles: Sequence[Role | None], body: Body
) -> Iterator[tuple[int, tuple[Mention, ...]]]:
    """The columns headed by a party that say what it does: 'Gemeente' above 'stelt in mei de visie vast'.

    The head may say so too: 'Wat doet Welbouw?', 'Inzet gemeente'.
    """
    for column in range(table.column_count):
        head = _lowest_head(table, column)
        named = _named(document, parties, head) if head else ()
        if head is None or not named or roles[column] == "time":
            continue
        beside = set(_WORD.findall(without(document, head, named).lower()))
        if beside - word_list("responsibilities", "headings", "beside_parties") - _beside_owners():
            continue
        cells = [cell for cell in body[column] if not says_nothing(document.quote(cell.span))]
        if _hold_words(document, cells) and not all(is_only_parties(document, parties, c) for c in cells):
            yield column, named


def _beside_owners() -> frozenset[str]:
    return word_list("responsibilities", "columns", "action")


def _named(document: Document, parties: Parties, head: Cell) -> tuple[Mention, ...]:
    """The parties that a head names; 'we' only where it says so: 'Samen doen we', not 'Wat gaan we doen?'."""
    named = parties.mentions_in(head.span)
    if says(document.quote(head.span), "responsibilities", "columns", "together"):
        return tuple(named)
    return tuple(mention for mention in named if mention.rule != "pronoun")


def _headed(
    document: Document, heads: Sequence[str], roles: Sequence[Role | None], body: Body
) -> Iterator[int]:
    """The columns headed by a time that say what is done then: 'Gereed in 2031', 'Q1 2031'."""
    for column, head in enumerate(heads):
        is_time = _is_time(head) or (roles[column] == "time" and read_times(head))
        if is_time and _hold_words(document, body[column]):
            yield column


def _hold_words(document: Document, cells: Sequence[Cell]) -> bool:
    """Whether most cells tell something; a name, a number or a cross is shorter and has no full stop."""
    told = [document.quote(cell.span).strip() for cell in cells]
    whole = [words for words in told if len(words.split()) >= _OWN_WORDS or _STATED.search(words)]
    return len(whole) * 2 > len(told)


def _has_marks(document: Document, parties: Parties, table: Table) -> bool:
    """Whether a party heads a column of crosses or of letters that a legend explains: 'T', 'M/A'."""
    marked = {cell.column for cell in table.cells if is_mark(document.quote(cell.span))}
    heads = (_lowest_head(table, column) for column in sorted(marked))
    return any(head is not None and parties.mentions_in(head.span) for head in heads)


def _lowest_heads(table: Table) -> list[Cell | None]:
    return [_lowest_head(table, column) for column in range(table.column_count)]


def _lowest_head(table: Table, column: int) -> Cell | None:
    return table.at(table.header_rows - 1, column) if table.header_rows else None


def _head(document: Document, table: Table, column: int) -> str:
    cells = [table.at(row, column) for row in range(table.header_rows)]
    return " ".join(document.quote(cell.span) for cell in cells if cell is not None)


def _holds_sentences(document: Document, columns: Sequence[int], body: Body) -> bool:
    cells = (cell for column in columns for cell in body[column])
    return any(len(document.quote(cell.span).split()) >= _SENTENCE_WORDS for cell in cells)
