"""views/deadlines_by_party: every deadline with the parties it binds, groups resolved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from extractors import deadlines
from extractors._document import column
from pipeline.datasets.schema import Record
from pipeline.views.rows import Read, same


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlinesByParty:
    """One row per deadline and party: groups are resolved into who they are in that document."""

    deadline_id: str = column("The deadline", references="deadlines.deadline_id", key=True)
    party_id: str | None = column(
        "The party; null where the document names none", references="parties.party_id", key=True
    )
    party: str | None = column("Canonical name of the party")
    role: str | None = column("Answers for it, or takes part in it")
    group_party_id: str | None = column(
        "The group through which the party is meant; null where it is named itself",
        references="parties.party_id",
    )
    document_id: str = column("The document", references="documents.document_id")
    municipalities: tuple[str, ...] = column("Municipalities that are party to the document")
    commitment_id: str | None = column("The commitment", references="commitments.commitment_id")
    text: str = column("The commitment; the sentence where the deadline belongs to none")
    theme: str | None = column("Nearest heading above the commitment")
    expression: str = same(deadlines.Row, "expression")
    starts_on: date | None = same(deadlines.Row, "starts_on")
    ends_on: date | None = same(deadlines.Row, "ends_on")
    due_on: date | None = same(deadlines.Row, "due_on")
    due_quarter: str | None = column("Quarter that due_on lies in: '2023-Q3'")
    quarter: str | None = same(deadlines.Row, "quarter")
    granularity: str = same(deadlines.Row, "granularity")
    is_year_inferred: bool = same(deadlines.Row, "is_year_inferred")
    deadline_class: str = column(
        "What is due",
        name="class",
        vocabulary=("action", "target", "process", "cycle", "period"),
    )


_NOBODY: Record = {"party_id": None, "role": None, "group_party_id": None}


def deadlines_by_party(read: Read) -> Iterator[Record]:
    """One row per deadline and party; a deadline that binds nobody by name is one row without a party."""
    documents = {each["document_id"]: each["municipalities"] for each in read["documents"]}
    promised = {each["commitment_id"]: each for each in read["commitments"]}
    bound = _resolved(read["responsibilities"], read["party_members"])
    for due in read["deadlines"]:
        if due["document_id"] not in documents:
            continue
        promise = promised.get(due["commitment_id"])
        told = {
            "municipalities": documents[due["document_id"]],
            "text": promise["text"] if promise else due["sentence"],
            "theme": promise["theme"] if promise else None,
            "due_quarter": _quarter_of(due["due_on"]),
            "party": None,  # all documents together say what a party is called
        }
        yield from ({**due, **told, **party} for party in bound.get(due["commitment_id"], [_NOBODY]))


def _quarter_of(day: date | None) -> str | None:
    return f"{day.year}-Q{(day.month + 2) // 3}" if day else None


def _resolved(named: Iterable[Record], members: Iterable[Record]) -> dict[str, list[Record]]:
    """Who is bound by each commitment, groups replaced by their members.

    A party that is named itself and through a group stands once, in the stronger role.
    """
    leaves: dict[tuple[str, str], list[str]] = {}
    for document_id, group, member in _leaves(members):
        leaves.setdefault((document_id, group), []).append(member)
    rows = [row for each in named for row in _each_party(each, leaves)]
    rows.sort(key=_strength)
    bound: dict[str, dict[str, Record]] = {}
    for row in rows:
        bound.setdefault(row["commitment_id"], {}).setdefault(row["party_id"], row)
    return {commitment_id: list(parties.values()) for commitment_id, parties in bound.items()}


def _each_party(named: Record, leaves: Mapping[tuple[str, str], list[str]]) -> Iterator[Record]:
    group = named["party_id"]
    told = {"commitment_id": named["commitment_id"], "role": named["role"]}
    members = leaves.get((named["document_id"], group), [])
    yield from (told | {"party_id": member, "group_party_id": group} for member in members)
    if not members:
        yield told | {"party_id": group, "group_party_id": None}


def _strength(row: Record) -> tuple[bool, bool, str]:
    group = row["group_party_id"]
    return row["role"] == "participant", group is not None, group or ""


def _leaves(members: Iterable[Record]) -> Iterator[tuple[str, str, str]]:
    """Document, group and each member of it that is no group itself: 'alle partijen' holds 'corporaties'."""
    below: dict[tuple[str, str], list[str]] = {}
    for each in members:
        below.setdefault((each["document_id"], each["group_party_id"]), []).append(each["party_id"])
    for document_id, group in below:
        seen, waiting = {group}, [group]
        while waiting:
            party = waiting.pop()
            inner = below.get((document_id, party), [])
            if not inner and party != group:
                yield document_id, group, party
            fresh = [member for member in inner if member not in seen]
            seen.update(fresh)
            waiting += fresh
