"""Columns headed by a party that say what it does, or by a time that say what is done then or tick it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractors._commitments.cell_marks import is_tick, says_nothing
from extractors._commitments.column_roles import (
    Body,
    Role,
    is_only_parties,
    lowest_head,
    tells_actions,
    without,
)
from extractors._document import Cell, Document, Table
from extractors._dutch.time import read_times
from extractors._parties.parties import Mention, Parties
from extractors._vocabulary import says, word_list

_WORD = re.compile(r"\w+")
_STATED = re.compile(r"\w \w+[.;]$")  # 'Ontwikkelt plannen.'
_OWN_WORDS = 3  # words of a cell that tells what the party of its column does; a name or cross is shorter


@dataclass(frozen=True, slots=True)
class HeadedColumns:
    """The columns of a table whose heads are a time or a party."""

    planned: tuple[int, ...]  # a time over crosses: 'Q1 2031', 'feb'
    headed: tuple[int, ...]  # a time over what is done then: 'Gereed in 2031'
    owners: Mapping[int, tuple[Mention, ...]]  # a party over what it does

    @property
    def telling(self) -> frozenset[int]:
        """Those whose cells say what is done."""
        return frozenset((*self.headed, *self.owners))


def headed_columns(
    document: Document,
    parties: Parties,
    table: Table,
    heads: Sequence[str],
    roles: Sequence[Role | None],
    body: Body,
) -> HeadedColumns:
    """The columns that a time or a party heads; a time tells what is done only where no other column does."""
    ticked = {cell.column for cell in table.cells if is_tick(document, cell)}
    planned = tuple(column for column, head in enumerate(heads) if column in ticked and _is_time(head))
    owners = dict(_owners(document, parties, table, roles, body))
    headed = () if owners or tells_actions(roles, heads) else tuple(_headed(document, heads, roles, body))
    return HeadedColumns(planned, headed, owners)


@lru_cache(maxsize=4096)  # tables are headed alike
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
        head = lowest_head(table, column)
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
