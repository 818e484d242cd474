"""What needs more than one document: parties, versions of an agreement, and the issues of the whole night."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.assembling.agreements import settle_agreements
from pipeline.datasets.catalogue import PARTY_TYPES, datasets
from pipeline.datasets.schema import Dataset, Record
from pipeline.reading.extract import Signal
from pipeline.reading.parts import MENTIONS, Tables, issue, with_ids
from pipeline.sources.files import INVENTORY_NAME

HEAD = ("documents", "issues", MENTIONS)
"""Tables that have to be looked at for all documents together; the rest of a document is its own."""

_OF_A_DOCUMENT = (
    *("document_id", "path", "municipalities", "corporations", "period_start_year", "period_end_year"),
    *("document_type", "status", "text_source", "document_date", "outcome"),
)


def assemble(heads: Mapping[str, pa.Table], inventory_problems: Iterable[str] = ()) -> Tables:
    """Documents, parties and issues of a night, sorted, from the heads of all its documents."""
    documents = heads["documents"].select(_OF_A_DOCUMENT).to_pylist()
    late = with_ids(
        [*unused(INVENTORY_NAME, "inventory_unused", inventory_problems), *_superseded(documents)]
    )
    return {
        "documents": _settled(heads["documents"], documents),
        "parties": datasets()["parties"].table(_parties(heads[MENTIONS])),
        "issues": with_issues(heads["issues"], late),
    }


def _settled(documents: pa.Table, rows: Sequence[Record]) -> pa.Table:
    """The documents with what `settle_agreements` wrote into their rows, in order."""
    for name in ("agreement_key", "is_preferred"):
        index, field = documents.schema.get_field_index(name), documents.schema.field(name)
        documents = documents.set_column(index, field, pa.array([row[name] for row in rows], field.type))
    return in_order(documents, datasets()["documents"])


def unused(file: str, code: str, problems: Iterable[str]) -> list[Record]:
    """Issues of a table that a user wrote beside the documents, still without their ids."""
    return [issue(Signal(code, problem)) | {"path": file} for problem in problems]


def with_issues(issues: pa.Table, late: Sequence[Record]) -> pa.Table:
    """The issues with those that no single document knows of, in order."""
    declared = datasets()["issues"]
    return in_order(pa.concat_tables([issues, declared.table(late)]), declared)


def in_order(table: pa.Table, declared: Dataset) -> pa.Table:
    """The rows in the order of their dataset."""
    keys = [(name, "ascending", "at_end") for name in declared.sort_by]
    return table.take(pc.sort_indices(table, sort_keys=keys)).combine_chunks()


def _parties(mentions: pa.Table) -> list[Record]:
    """One record per party, from what all documents say of it: the name and type that most give."""
    types, names, codes = (_counted(mentions, name) for name in ("type", "name", "register_code"))
    aliases = _counted(_by_alias(mentions), "alias")
    return [
        {
            "party_id": party_id,
            "name": (name := min(said, key=lambda name: (-said[name], name))),
            "type": min(types[party_id], key=lambda kind: (-types[party_id][kind], PARTY_TYPES.index(kind))),
            "register_code": min((code for code in codes[party_id] if code), default=None),
            "aliases": sorted({*aliases[party_id], *said} - {name}),
        }
        for party_id, said in names.items()
    ]


def _counted(mentions: pa.Table, column: str) -> Mapping[str, dict[Any, int]]:
    """By party: how many documents say what."""
    found: dict[str, dict[Any, int]] = defaultdict(dict)
    for row in mentions.group_by(["party_id", column]).aggregate([([], "count_all")]).to_pylist():
        found[row["party_id"]][row[column]] = row["count_all"]
    return found


def _by_alias(mentions: pa.Table) -> pa.Table:
    aliases = mentions["aliases"].combine_chunks()
    parties = mentions["party_id"].take(pc.list_parent_indices(aliases))
    return pa.table({"party_id": parties, "alias": pc.list_flatten(aliases)})


def _superseded(documents: list[Record]) -> Iterator[Record]:
    """Tells versions of one agreement apart; an issue for each document that stays out of the views."""
    for document, preferred in settle_agreements(documents):
        message = f"{document['path']} stays out of the views: {preferred['path']} is the same agreement."
        about: dict[str, Any] = {name: document[name] for name in ("document_id", "path")}
        yield issue(Signal("superseded", message)) | about
