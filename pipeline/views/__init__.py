"""Answers rather than raw material: derived tables, from the preferred documents that bind or bid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import pandas as pd
import pyarrow as pa

from pipeline.schema import Dataset, dataset
from pipeline.stretches import Stretch, stretches
from pipeline.views.deadlines_by_party import DeadlinesByParty, deadlines_by_party
from pipeline.views.frames import Maker, frame_of, records_of
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


def views(tables: Mapping[str, pa.Table], at_once: int = _DOCUMENTS_AT_ONCE) -> dict[str, pa.Table]:
    """All views, by name, made from the tables of the datasets: of so many documents at once.

    No row of a view is of two documents, and all are sorted by document first.
    """
    parties = frame_of(tables["parties"])
    made = [_views(frames | {"parties": parties}) for frames in _by_documents(tables, at_once)]
    return {view.name: pa.concat_tables(one[view.name] for one in made).combine_chunks() for view in DATASETS}


def _by_documents(tables: Mapping[str, pa.Table], at_once: int) -> Iterator[dict[str, pd.DataFrame]]:
    """The rows of so many documents after another; once nothing where there are none."""
    places = {name: stretches(tables[name]) for name in _OF_DOCUMENTS}
    ids = sorted(places["documents"])
    for first in range(0, max(len(ids), 1), at_once):
        group = ids[first : first + at_once]
        yield {name: frame_of(_rows_of(group, tables[name], places[name])) for name in _OF_DOCUMENTS}


def _rows_of(ids: Sequence[str], table: pa.Table, places: Mapping[str, Sequence[Stretch]]) -> pa.Table:
    found = sorted(stretch for one in ids for stretch in places.get(one, ()))
    if (
        found and sum(end - start for start, end in found) == found[-1][1] - found[0][0]
    ):  # they stand together
        return table.slice(found[0][0], found[-1][1] - found[0][0])
    return pa.concat_tables([table.slice(0, 0), *(table.slice(start, end - start) for start, end in found)])


def _views(frames: dict[str, pd.DataFrame]) -> dict[str, pa.Table]:
    documents = frames["documents"]
    usable = documents[documents["is_preferred"] & documents["document_type"].isin(DOCUMENT_TYPES)]
    frames["documents"] = usable[["document_id", "document_type", "municipalities"]]
    return {view.name: view.table(records_of(make(frames), view)) for view, make in _MAKERS}
