"""Answers rather than raw material: derived tables, from the preferred documents that bind or bid."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.datasets.by_document import in_groups
from pipeline.datasets.catalogue import datasets
from pipeline.datasets.schema import Dataset, dataset
from pipeline.views.deadlines_by_party import DeadlinesByParty, deadlines_by_party
from pipeline.views.housing_numbers import GRAIN, NewBuilds, Sales, housing_numbers
from pipeline.views.rent_bands import RentBands, rent_bands
from pipeline.views.rows import OF_USE, Maker, Read, rows_of

DOCUMENT_TYPES = ("agreement", "action_programme", "bid")
DEADLINES = "views/deadlines_by_party"

_MAKERS: tuple[tuple[Dataset, Maker], ...] = (
    (dataset("views/new_builds", NewBuilds, sort_by=GRAIN), partial(housing_numbers, "new_builds")),
    (dataset("views/sales", Sales, sort_by=GRAIN), partial(housing_numbers, "sales")),
    (dataset("views/rent_bands", RentBands), rent_bands),
    (
        dataset(
            DEADLINES,
            DeadlinesByParty,
            sort_by=("document_id", "due_on", "deadline_id", "party_id"),
        ),
        deadlines_by_party,
    ),
)
_DOCUMENTS_AT_ONCE = 1000  # as Python's own values, which take several times the room
DATASETS = tuple(view for view, _ in _MAKERS)


def all_datasets() -> Mapping[str, Dataset]:
    """The published datasets and the views, in the order of the dictionary."""
    return {**datasets(), **{each.name: each for each in DATASETS}}


def views(tables: Mapping[str, pa.Table], at_once: int = _DOCUMENTS_AT_ONCE) -> dict[str, pa.Table]:
    """All views, by name, as if each document were preferred and no party had a name yet.

    No row of a view is of two documents, and all are sorted by document first: they are made of so many
    documents at once, and wait for `settled` with what only all documents together tell.
    """
    read = {name: tables[name] for name in OF_USE}
    documents = sorted(tables["documents"]["document_id"].to_pylist())
    made = [
        _views({name: rows_of(name, table) for name, table in group.items()})
        for group in in_groups(read, documents, at_once)
    ]
    return {view.name: pa.concat_tables(one[view.name] for one in made).combine_chunks() for view in DATASETS}


def settled(made: Mapping[str, pa.Table], documents: pa.Table, parties: pa.Table) -> dict[str, pa.Table]:
    """These views of the preferred documents, with the names of the parties."""
    preferred = documents.filter(documents["is_preferred"])["document_id"].combine_chunks()
    found = {name: _of(table, preferred) for name, table in made.items()}
    table = found[DEADLINES]
    index, field = table.schema.get_field_index("party"), table.schema.field("party")
    places = pc.index_in(table["party_id"], value_set=parties["party_id"].combine_chunks())
    names = parties["name"].combine_chunks().take(places)
    return found | {DEADLINES: table.set_column(index, field, names)}


def _of(table: pa.Table, documents: pa.Array) -> pa.Table:
    own = pc.is_in(table["document_id"], value_set=documents)
    return table if pc.all(own, min_count=0).as_py() else table.filter(own)


def _views(read: Read) -> dict[str, pa.Table]:
    usable = [each for each in read["documents"] if each["document_type"] in DOCUMENT_TYPES]
    return {view.name: view.table(make({**read, "documents": usable})) for view, make in _MAKERS}
