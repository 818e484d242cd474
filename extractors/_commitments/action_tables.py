"""Tables of agreed actions: which column says what, who and when.

A table can also lie on its side, its labels in the first column: 'Actie', 'Trekker', 'Planning'. Its rows are
then read as columns: lanes are what has a head, lines are what holds one action.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from extractors._document import Cell, CellRef, Document, Span, Table
from extractors._dutch.time import read_times
from extractors._parties.parties import Mention, Parties
from extractors._vocabulary import word_list

_YEAR = re.compile(r"\b20\d\d\b")  # 'Afspraak 2031'
_COUNT = re.compile(r"\d{1,3}(?:\.?\d{3})*")  # '64', '1.200'
_WORD = re.compile(r"\w+")
_TICKS = frozenset({"x", "✓", "✔", "v", "•", "●", "■", "▪", "ja", "√"})  # a cross in the column of a party
_SENTENCE_WORDS = 6  # cells of a table of numbers are shorter
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
    owners: dict[int, tuple[Mention, ...]] = field(default_factory=dict)  # headed by whose actions it holds
    is_turned: bool = False  # whether its heads are the first column

    @property
    def first_column(self) -> int:
        """The column that names the agreement: it bears the number and the title of the row."""
        return self.actions[0]

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
    roles = [_role(head) for head in heads]
    ticked = {cell.column for cell in table.cells if is_tick(document, cell)}
    planned = tuple(column for column, head in enumerate(heads) if column in ticked and _is_time(head))
    roles = ["planned" if column in planned else role for column, role in enumerate(roles)]
    owners = dict(_owners(document, parties, table, roles))
    actions = tuple(column for column, role in enumerate(roles) if role == "action" or column in owners)
    party = next((i for i, role in enumerate(roles) if role == "party" and i not in owners), None)
    times = tuple(
        c for c, role in enumerate(roles) if role == "time" and not _only_counts(document, table, c)
    )
    if not actions and (times or planned) and "project" in roles:  # 'Project', 'Start bouw', 'Oplevering'
        actions = (roles.index("project"),)
    if not actions and planned:
        actions = (0,)
    tells = party is not None or times or planned or owners or _holds_sentences(document, table, actions)
    if not actions or not tells:
        return None
    return ActionTable(index, heads, table.header_rows, actions, party, times, planned, owners)


def _turned(document: Document, index: int) -> ActionTable | None:
    """The table as one that lies on its side, if its first column says so: 'Actie', 'Trekker', 'Planning'."""
    table = document.tables[index]
    first = {cell.row: document.quote(cell.span) for cell in table.cells if cell.column == 0}
    heads = tuple(first.get(row, "") for row in range(table.row_count))
    roles = [_role(head) if len(head.split()) <= _OWN_WORDS else None for head in heads]
    if "action" not in roles or not {"party", "time"} & set(roles) or table.column_count < 2:
        return None
    if roles.index("action") < table.header_rows:
        return None  # the actions stand in the printed head, which holds no sentences
    times = tuple(row for row, role in enumerate(roles) if role == "time")
    actions = tuple(row for row, role in enumerate(roles) if role == "action")
    party = roles.index("party") if "party" in roles else None
    return ActionTable(index, heads, 1, actions[:1], party, times, is_turned=True)


def is_tick(document: Document, cell: Cell) -> bool:
    """Whether a cell holds nothing but a cross."""
    return document.quote(cell.span).strip().lower() in _TICKS


def says_nothing(words: str) -> bool:
    """Whether a cell is that of one who does nothing: '–', 'n.v.t.'."""
    is_sign = not any(character.isalpha() for character in words)
    return is_sign or words.strip().lower() in word_list("commitments", "empty_cells")


def _only_counts(document: Document, table: Table, column: int) -> bool:
    """Whether a column counts and dates nothing: 64 and 36 under 'Aantal per jaar van oplevering'."""
    below = [c for c in table.cells if c.column == column and c.row >= table.header_rows]
    words = [document.quote(cell.span).strip() for cell in below]
    told = [each for each in words if any(map(str.isalnum, each))]
    return bool(told) and all(_COUNT.fullmatch(each) and not _YEAR.fullmatch(each) for each in told)


def _is_time(head: str) -> bool:
    """Whether a head is a time and nothing else: 'Q1 2031', 'feb'."""
    return any(time.text.strip() == head.strip() for time in read_times(head))


def _owners(
    document: Document, parties: Parties, table: Table, roles: Sequence[str | None]
) -> Iterator[tuple[int, tuple[Mention, ...]]]:
    """The columns headed by a party that say what it does: 'Gemeente' above 'stelt in mei de visie vast'.

    The head may say so too: 'Wat doet Welbouw?', 'Inzet gemeente'.
    """
    for column in range(table.column_count):
        head = table.at(table.header_rows - 1, column) if table.header_rows else None
        named = parties.mentions_in(head.span) if head else ()
        named = tuple(m for m in named if m.rule != "pronoun")  # not 'Wat gaan we doen?'
        if head is None or not named or roles[column] == "time":
            continue
        beside = _WORD.findall(_without(document, head.span, named).lower())
        if not all(word in word_list("responsibilities", "headings", "beside_parties") for word in beside):
            continue
        below = [c for c in table.cells if c.column == column and c.row >= table.header_rows]
        cells = [cell for cell in below if not says_nothing(document.quote(cell.span))]
        words = [len(document.quote(cell.span).split()) for cell in cells]
        if words and sum(count >= _OWN_WORDS for count in words) * 2 > len(words):
            told = any(not _is_only_parties(document, parties, cell) for cell in cells)
            if told:
                yield column, named


def _without(document: Document, span: Span, named: Sequence[Mention]) -> str:
    """The words of a span that name no party."""
    places = [span.start, *(at for m in named for at in (m.span.start, m.span.end)), span.end]
    return " ".join(document.text[start:end] for start, end in zip(places[::2], places[1::2], strict=True))


def _is_only_parties(document: Document, parties: Parties, cell: Cell) -> bool:
    named = sum(m.span.end - m.span.start for m in parties.mentions_in(cell.span))
    return named * 2 > len(document.quote(cell.span))


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
