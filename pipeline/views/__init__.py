"""Answers rather than raw material: derived tables, from the preferred documents that bind or bid."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd
import pyarrow as pa

from pipeline.by_document import in_groups
from pipeline.datasets import datasets
from pipeline.schema import Dataset, dataset
from pipeline.views.deadlines_by_party import DeadlinesByParty, deadlines_by_party
from pipeline.views.frames import Maker, frame_of, table_of
from pipeline.views.housing_numbers import GRAIN, NewBuilds, Sales, housing_numbers
from pipeline.views.rent_bands import RentBands, rent_bands

DOCUMENT_TYPES = ("agreement", "action_programme", "bid")

_MAKERS: tuple[tuple[Dataset, Maker], ...] = (
    (dataset("views/new_builds", NewBuilds, sort_by=GRAIN), partial(housing_numbers, "new_builds")),
    (dataset("views/sales", Sales, sort_by=GRAIN), partial(housing_numbers, "sales")),
    (dataset("views/rent_bands", RentBands), rent_bands),
    (
        dataset(
            "views/deadlines_by_party",
            DeadlinesByParty,
            sort_by=("document_id", "due_on", "deadline_id", "party_id"),
        ),
        deadlines_by_party,
    ),
)
_OF_DOCUMENTS = ("documents", "observations", "commitments", "deadlines", "responsibilities", "party_members")
_DOCUMENTS_AT_ONCE = 1000  # as frames: each takes several times the room of its rows
DATASETS = tuple(view for view, _ in _MAKERS)


def all_datasets() -> dict[str, Dataset]:
    """The published datasets and the views, in the order of the dictionary."""
    return datasets() | {each.name: each for each in DATASETS}


def views(tables: Mapping[str, pa.Table], at_once: int = _DOCUMENTS_AT_ONCE) -> dict[str, pa.Table]:
    """All views, by name, made from the tables of the datasets: of so many documents at once.

    No row of a view is of two documents, and all are sorted by document first.
    """
    parties = frame_of(tables["parties"])
    read = {name: tables[name] for name in _OF_DOCUMENTS}
    documents = sorted(tables["documents"]["document_id"].to_pylist())
    made = [
        _views({name: frame_of(table) for name, table in group.items()} | {"parties": parties})
        for group in in_groups(read, documents, at_once)
    ]
    return {view.name: pa.concat_tables(one[view.name] for one in made).combine_chunks() for view in DATASETS}


def _views(frames: dict[str, pd.DataFrame]) -> dict[str, pa.Table]:
    documents = frames["documents"]
    usable = documents[documents["is_preferred"] & documents["document_type"].isin(DOCUMENT_TYPES)]
    frames["documents"] = usable[["document_id", "document_type", "municipalities"]]
    return {view.name: table_of(make(frames), view) for view, make in _MAKERS}
