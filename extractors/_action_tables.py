"""Tables of agreed actions: which column says what, who and when, and which party answers for which part of a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors._clauses import word_list
from extractors._document import Document, Passage, Table
from extractors._parties import Mention, Parties

_YEAR = re.compile(r"\b20\d\d\b")  # 'Afspraak 2031'
_WORD = re.compile(r"\w+")
_SENTENCE_WORDS = 6  # cells of a table of numbers are shorter


@dataclass(frozen=True, slots=True)
class ActionTable:
    """The roles of the columns of one table of `Document.tables`."""

    index: int
    heads: tuple[str, ...]
    header_rows: int
    actions: tuple[int, ...]
    party: int | None
    time: int | None

    @property
    def first_column(self) -> int:
        """The column that names the agreement: it bears the number and the title of the row."""
        return self.actions[0]

    @property
    def party_actions(self) -> int:
        """The action column to which the party column belongs: the one before it, mostly the last."""
        if self.party is None:
            return self.actions[-1]
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
        time = roles.index("time") if "time" in roles else None
        if actions and (party is not None or time is not None or _holds_sentences(document, table, actions)):
            yield ActionTable(index, heads, table.header_rows, actions, party, time)


def _head(document: Document, table: Table, column: int) -> str:
    cells = [table.at(row, column) for row in range(table.header_rows)]
    return " ".join(document.quote(cell.span) for cell in cells if cell is not None)


def _role(head: str) -> str | None:
    """'action', 'party' or 'time': the role whose word stands first in the head."""
    words = _WORD.findall(head.lower())
    for word in words:
        for role in ("party", "time", "action"):
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


def beside_parts(document: Document, parties: Parties) -> dict[int, Beside]:
    """For every part of an action cell with a party column: index of its passage -> the parties beside it.

    A cell prints its parts under each other and the party cell the parties beside them, in the same
    order. When the numbers agree, part and party belong together; otherwise all parties of the row stand
    for each part, not aligned.
    """
    tables = {table.index: table for table in action_tables(document) if table.party is not None}
    rows: dict[tuple[int, int], list[tuple[int, Passage]]] = {}
    for index, passage in enumerate(document.passages):
        if passage.cell and passage.cell.table in tables:
            rows.setdefault((passage.cell.table, passage.cell.row), []).append((index, passage))
    found: dict[int, Beside] = {}
    for (table, _), here in rows.items():
        found.update(_beside_row(document, tables[table], parties, here))
    return found


def _beside_row(
    document: Document, table: ActionTable, parties: Parties, here: Sequence[tuple[int, Passage]]
) -> dict[int, Beside]:
    cell = [passage for _, passage in here if passage.cell and passage.cell.column == table.party]
    groups = [group for passage in cell for group in _split(document, parties, passage)]
    parts = [(i, p) for i, p in here if p.cell and p.cell.column == table.party_actions]
    for units in _ways_to_count(parts):
        if groups and len(units) == len(groups):
            return {
                index: Beside(group, True)
                for unit, group in zip(units, groups, strict=True)
                for index in unit
            }
    everyone = tuple(mention for group in groups for mention in group)
    return {index: Beside(everyone, len(groups) == 1) for index, _ in parts} if everyone else {}


def _split(document: Document, parties: Parties, passage: Passage) -> Iterator[tuple[Mention, ...]]:
    """The groups of one line of a party cell: names joined by 'en' or a comma are one, side by side are two."""
    group: list[Mention] = []
    for mention in parties.mentions_in(passage.span):
        between = document.text[group[-1].span.end : mention.span.start].strip() if group else ""
        if group and not between:
            yield tuple(group)
            group = []
        group.append(mention)
    if group:
        yield tuple(group)


def _ways_to_count(parts: Sequence[tuple[int, Passage]]) -> Iterator[list[list[int]]]:
    """Ways in which a cell's parts can stand beside the parties: paragraphs, list items, all, sentences."""
    blocks: dict[int, list[int]] = {}
    leads = {passage.lead_in for _, passage in parts if passage.lead_in}
    for index, passage in parts:
        blocks.setdefault(passage.block, []).append(index)
    kind = {index: passage for index, passage in parts}
    paragraphs: list[list[int]] = []
    for block in blocks.values():
        is_list_item = kind[block[0]].kind == "bullet"
        if is_list_item and paragraphs:
            paragraphs[-1].extend(block)
        else:
            paragraphs.append(list(block))
    yield paragraphs
    yield [block for block in blocks.values() if not any(kind[index].span in leads for index in block)]
    yield list(blocks.values())
    yield [[index] for index, _ in parts]
