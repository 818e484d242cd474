"""What each column of a table of actions holds: told by its head, and where that is silent by its cells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from extractors._document import Cell, Document, Table
from extractors._dutch.time import read_times
from extractors._parties.parties import Mention, Parties
from extractors._vocabulary import word_list

Role = Literal["number", "participants", "party", "time", "theme", "action", "outcome", "project"]

_HEAD_WORD = re.compile(r"#|\w(?:[\w.-]*\w)?")  # '#', 'trekker', 'i.s.m', 'prestatie-indicator'
_WORD = re.compile(r"[^\W\d_]{2,}")
_YEAR = re.compile(r"20\d\d")
_COUNT = re.compile(r"\d{1,3}(?:\.?\d{3})*")  # '64', '1.200'
_CODE = re.compile(r"[A-Z]{0,3}[ .-]?\d{1,3}(?:[.-]\d{1,3}){0,3}[a-z]?[.):]?")  # '3', '1.2', 'B-4', '2a.'
_LEAST_MEAN = 3  # words of a cell of a column that tells of actions under a head that does not

Body = Mapping[int, Sequence[Cell]]
"""The cells below the head that are not empty, by column."""


def role_of_head(head: str) -> Role | None:
    """The role whose word stands first in the head: 'Betrokken partijen' is a column of participants."""
    for word in _HEAD_WORD.findall(head.lower()):
        for role in get_args(Role):
            if word in word_list("responsibilities", "columns", role):
                return role  # type: ignore[no-any-return]  # of get_args
    return None


def body_of(document: Document, table: Table) -> Body:
    """The cells below the head in which something stands, by column."""
    body: dict[int, list[Cell]] = {column: [] for column in range(table.column_count)}
    for cell in table.cells:
        if cell.row >= table.header_rows and any(map(str.isalnum, document.quote(cell.span))):
            body[cell.column].append(cell)
    return body


def lowest_head(table: Table, column: int) -> Cell | None:
    """The cell of the head that stands right above the body."""
    return table.at(table.header_rows - 1, column) if table.header_rows else None


def column_roles(
    document: Document, parties: Parties, heads: Sequence[str], lowest: Sequence[str], body: Body
) -> list[Role | None]:
    """The role of each column; `lowest` are the lowest rows of the heads, which go before the rest.

    Beside actions a column that holds nothing but parties or times is theirs, whatever its head: 'Uitvoering'
    is used of both. What closes an action gives way to what tells it: 'Actie | Resultaat'.
    """
    roles: list[Role | None] = [
        role_of_head(low) or role_of_head(head) for low, head in zip(lowest, heads, strict=True)
    ]
    if roles and not heads[0].strip():
        roles[0] = "theme"  # what stands before each row under no head sorts it
    roles = [_unless_codes(document, role, body[column]) for column, role in enumerate(roles)]
    if not {"action", "outcome"} & set(roles) and any(map(_names_who, heads)):
        roles = _with_longest(document, roles, body)
    if tells_actions(roles, heads):
        roles = sorting_subjects(roles, heads)
    spare: Role | None = None if "action" in roles else "action"
    roles = [spare if role == "outcome" else role for role in roles]
    if "action" in roles:
        roles = [_unless_cells(document, parties, role, body[column]) for column, role in enumerate(roles)]
    if "party" not in roles and "participants" in roles:
        roles[roles.index("participants")] = "party"  # 'Betrokken partijen' beside no 'Trekker'
    return roles


def tells_actions(roles: Sequence[Role | None], heads: Sequence[str]) -> bool:
    """Whether a head says that actions stand below it; 'Onderwerp' alone may also only sort them."""
    return any(role == "action" and not _is_subject(head) for role, head in zip(roles, heads, strict=True))


def sorting_subjects(roles: Sequence[Role | None], heads: Sequence[str]) -> list[Role | None]:
    """The roles where other columns than 'Onderwerp' tell what is done: it is the theme then."""
    return [
        "theme" if role == "action" and _is_subject(head) else role
        for role, head in zip(roles, heads, strict=True)
    ]


def _is_subject(head: str) -> bool:
    words = _HEAD_WORD.findall(head.lower())
    first = next((word for word in words if word in word_list("responsibilities", "columns", "action")), None)
    return first in word_list("responsibilities", "columns", "subject")


def party_column(roles: Sequence[Role | None], heads: Sequence[str]) -> int | None:
    """The column of those who answer: one that says so before one that only names: 'Corporatie | Trekker'."""
    columns = [column for column, role in enumerate(roles) if role == "party"]
    return next((column for column in columns if _names_who(heads[column])), next(iter(columns), None))


def _names_who(head: str) -> bool:
    """Whether a head says that those below it answer: 'Trekker', 'Wie is verantwoordelijk?'."""
    labels = word_list("responsibilities", "labels", "responsible")
    return any(word in labels for word in _HEAD_WORD.findall(head.lower()))


def _unless_codes(document: Document, role: Role | None, cells: Sequence[Cell]) -> Role | None:
    """'Afspraak' over '1.1', '1.2' is a column of numbers."""
    told = [document.quote(cell.span).strip() for cell in cells]
    is_numbered = role in ("action", "theme") and bool(told) and all(map(_CODE.fullmatch, told))
    return "number" if is_numbered else role


def _with_longest(document: Document, roles: list[Role | None], body: Body) -> list[Role | None]:
    """Beside a column of parties the one of whole phrases tells of actions, whatever its head."""
    means = {
        column: sum(len(document.quote(cell.span).split()) for cell in body[column]) / len(body[column])
        for column, role in enumerate(roles)
        if role in (None, "theme") and body[column]
    }
    longest = max(means, key=lambda column: means[column], default=None)
    if longest is None or means[longest] < _LEAST_MEAN:
        return roles
    return ["action" if column == longest else role for column, role in enumerate(roles)]


def _unless_cells(
    document: Document, parties: Parties, role: Role | None, cells: Sequence[Cell]
) -> Role | None:
    """The role that cells of nothing but parties or times tell, where the head does not tell it better."""
    if role not in (None, "party", "participants", "time") or not cells:
        return role
    if role != "time" and all(_holds_time(document.quote(cell.span)) for cell in cells):
        return "time"
    is_of_parties = role in (None, "time") and all(is_only_parties(document, parties, cell) for cell in cells)
    return "party" if is_of_parties else role


def _holds_time(words: str) -> bool:
    """Whether a cell is a time and hardly more: 'Q1 2031', 'start mei 2031'."""
    rest, times = words, read_times(words)
    for time in reversed(times):
        rest = rest[: time.start] + rest[time.end :]
    return 0 < len(times) >= len(_WORD.findall(rest))


def is_only_parties(document: Document, parties: Parties, cell: Cell) -> bool:
    """Whether most of a cell's letters are names of parties."""
    named = sum(mention.span.end - mention.span.start for mention in parties.mentions_in(cell.span))
    return named * 2 > len(document.quote(cell.span))


def only_counts(document: Document, cells: Sequence[Cell]) -> bool:
    """Whether a column counts and dates nothing: 64 and 36 under 'Aantal per jaar van oplevering'."""
    told = [document.quote(cell.span).strip() for cell in cells]
    return bool(told) and all(_COUNT.fullmatch(each) and not _YEAR.fullmatch(each) for each in told)


def without(document: Document, cell: Cell, named: Sequence[Mention]) -> str:
    """The words of a cell that name no party."""
    places = [cell.span.start, *(at for m in named for at in (m.span.start, m.span.end)), cell.span.end]
    return " ".join(document.text[start:end] for start, end in zip(places[::2], places[1::2], strict=True))
