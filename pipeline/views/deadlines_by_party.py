"""views/deadlines_by_party: every deadline with the parties it binds, groups resolved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd

from extractors import deadlines
from extractors._document import column
from pipeline.views.frames import Frames, same


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


def deadlines_by_party(frames: Frames) -> pd.DataFrame:
    """One row per deadline and party; a deadline that binds nobody by name is one row without a party."""
    due = frames["deadlines"].merge(frames["documents"], on="document_id")
    promised = frames["commitments"][["commitment_id", "text", "theme"]]
    due = due.merge(promised, on="commitment_id", how="left")
    due["text"] = due["text"].fillna(due["sentence"])
    due["due_quarter"] = due["due_on"].map(
        lambda day: f"{day.year}-Q{(day.month + 2) // 3}", na_action="ignore"
    )
    named = frames["responsibilities"][["document_id", "commitment_id", "party_id", "role"]]
    rows = due.merge(
        _resolved(named, frames["party_members"]), on=["document_id", "commitment_id"], how="left"
    )
    return rows.assign(party=None)  # all documents together say what a party is called


def _resolved(named: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Each group replaced by its members; a party that is named itself and through a group stands once."""
    leaves = pd.DataFrame(_leaves(members), columns=["document_id", "group_party_id", "member_id"])
    rows = named.merge(
        leaves, left_on=["document_id", "party_id"], right_on=["document_id", "group_party_id"], how="left"
    )
    rows["party_id"] = rows["member_id"].fillna(rows["party_id"])
    rows["is_through_group"] = rows["group_party_id"].notna()
    rows["is_participant"] = rows["role"] == "participant"
    rows = rows.sort_values(["is_participant", "is_through_group", "group_party_id"], kind="stable")
    return rows.drop_duplicates(["commitment_id", "party_id"])


def _leaves(members: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    """Document, group and each member of it that is no group itself: 'alle partijen' holds 'corporaties'."""
    below: dict[tuple[str, str], list[str]] = {}
    for document_id, group, member in members[["document_id", "group_party_id", "party_id"]].itertuples(
        False, None
    ):
        below.setdefault((document_id, group), []).append(member)
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
