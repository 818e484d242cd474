"""What needs more than one document: parties, party_members, versions of an agreement, the order of rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.agreements import settle_agreements
from pipeline.datasets import PARTY_TYPES, datasets
from pipeline.extract import Signal
from pipeline.files import INVENTORY_NAME
from pipeline.parts import MENTIONS, Tables, issue, joined, with_ids
from pipeline.schema import Dataset, Record


def assemble(parts: Iterable[Tables], inventory_problems: Iterable[str] = ()) -> Tables:
    """All datasets of a run but the views, sorted, whatever the order of the parts."""
    # What is sorted by document first is sorted then: a part holds one document, or neighbours.
    whole = joined(sorted(parts, key=lambda part: str(part["documents"]["document_id"][0])))
    documents = whole["documents"].select(_OF_A_DOCUMENT).to_pylist()
    late = with_ids(
        [*unused(INVENTORY_NAME, "inventory_unused", inventory_problems), *_superseded(documents)]
    )
    mentions = whole.pop(MENTIONS).select(["document_id", *_OF_A_MENTION]).to_pylist()
    made = {"parties": _parties(mentions), "party_members": _members(mentions)}
    tables = whole | {name: datasets()[name].table(rows) for name, rows in made.items()}
    tables["documents"] = _settled(whole["documents"], documents)
    tables["issues"] = with_issues(whole["issues"], late)
    return {name: tables[name] for name in datasets()}


def _settled(documents: pa.Table, rows: Sequence[Record]) -> pa.Table:
    """The documents with what `settle_agreements` wrote into their rows, in order."""
    for name in ("agreement_key", "is_preferred"):
        index, field = documents.schema.get_field_index(name), documents.schema.field(name)
        documents = documents.set_column(index, field, pa.array([row[name] for row in rows], field.type))
    return _sorted(documents, datasets()["documents"])


def unused(file: str, code: str, problems: Iterable[str]) -> list[Record]:
    """Issues of a table that a user wrote beside the documents, still without their ids."""
    return [issue(Signal(code, problem)) | {"path": file} for problem in problems]


def with_issues(issues: pa.Table, late: Sequence[Record]) -> pa.Table:
    """The issues with those that no single document knows of, in order."""
    declared = datasets()["issues"]
    return _sorted(pa.concat_tables([issues, declared.table(late)]), declared)


_OF_A_DOCUMENT = (
    *("document_id", "path", "municipalities", "corporations", "period_start_year", "period_end_year"),
    *("document_type", "status", "text_source", "document_date", "outcome"),
)
_OF_A_MENTION = ("party_id", "name", "type", "register_code", "aliases", "member_of")


def _sorted(table: pa.Table, declared: Dataset) -> pa.Table:
    keys = [(name, "ascending", "at_end") for name in declared.sort_by]
    return table.take(pc.sort_indices(table, sort_keys=keys)).combine_chunks()


def _parties(mentions: Iterable[Record]) -> list[Record]:
    """One record per party, from what all documents say of it."""
    by_party: dict[str, list[Record]] = {}
    for mention in mentions:
        by_party.setdefault(mention["party_id"], []).append(mention)
    return [_party(party_id, said) for party_id, said in by_party.items()]


def _party(party_id: str, said: Sequence[Record]) -> Record:
    """The name and type that most documents give, every alias."""
    types = Counter(mention["type"] for mention in said)
    names = Counter(mention["name"] for mention in said)
    name = min(names, key=lambda name: (-names[name], name))
    others = {alias for mention in said for alias in mention["aliases"]} | set(names)
    codes = (mention["register_code"] for mention in said)
    return {
        "party_id": party_id,
        "name": name,
        "type": min(types, key=lambda kind: (-types[kind], PARTY_TYPES.index(kind))),
        "register_code": min((code for code in codes if code), default=None),
        "aliases": sorted(others - {name}),
    }


def _members(mentions: Sequence[Record]) -> list[Record]:
    """Who the groups of each document are; a group that the document never names is of no use to anybody."""
    named = {(mention["document_id"], mention["party_id"]) for mention in mentions}
    return [
        {"document_id": mention["document_id"], "group_party_id": group, "party_id": mention["party_id"]}
        for mention in mentions
        for group in mention["member_of"]
        if (mention["document_id"], group) in named
    ]


def _superseded(documents: list[Record]) -> Iterator[Record]:
    """Tells versions of one agreement apart; an issue for each document that stays out of the views."""
    for document, preferred in settle_agreements(documents):
        message = f"{document['path']} stays out of the views: {preferred['path']} is the same agreement."
        about: dict[str, Any] = {name: document[name] for name in ("document_id", "path")}
        yield issue(Signal("superseded", message)) | about
