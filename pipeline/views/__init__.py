"""Answers rather than raw material: derived tables, from the preferred documents that bind or bid."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pyarrow as pa

from pipeline.schema import Dataset, dataset
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
_READ = (
    "documents",
    "observations",
    "commitments",
    "deadlines",
    "responsibilities",
    "parties",
    "party_members",
)
DATASETS = tuple(view for view, _ in _MAKERS)


def views(tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """All views, by name, made from the tables of the datasets."""
    frames = {name: frame_of(tables[name]) for name in _READ}
    documents = frames["documents"]
    usable = documents[documents["is_preferred"] & documents["document_type"].isin(DOCUMENT_TYPES)]
    frames["documents"] = usable[["document_id", "document_type", "municipalities"]]
    return {view.name: view.table(records_of(make(frames), view)) for view, make in _MAKERS}
