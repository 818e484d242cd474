"""What the views share: rows of the datasets in, rows of a view out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from extractors._document import column
from pipeline.datasets.schema import Record, columns_of

Read = Mapping[str, Sequence[Record]]
"""The rows of the datasets by name; `documents` holds only those that views are made from."""
Maker = Callable[[Read], Iterable[Record]]

OF_USE = {
    "documents": ("document_id", "document_type", "municipalities"),
    "observations": (
        *(
            "observation_id",
            "document_id",
            "document_part",
            "char_start",
            "indicator",
            "is_additive",
            "repeats",
        ),
        *("municipalities", "municipality_codes", "corporation", "project", "segment", "basis", "qualifier"),
        *("unit", "rate", "year", "period_start_year", "period_end_year", "reference_date"),
        *("value_min", "value_max", "rent_band", "rent_band_code", "rent_min_eur", "rent_max_eur"),
        "is_cumulative",
    ),
    "commitments": ("commitment_id", "text", "theme"),
    "deadlines": (
        *("deadline_id", "document_id", "commitment_id", "sentence", "expression", "class", "granularity"),
        *("starts_on", "ends_on", "due_on", "quarter", "is_year_inferred"),
    ),
    "responsibilities": ("document_id", "commitment_id", "party_id", "role"),
    "party_members": ("document_id", "group_party_id", "party_id"),
}
"""The columns that views are made of: less than half of what there is."""


def rows_of(name: str, table: pa.Table) -> list[Record]:
    """The rows of a dataset, with the columns that views are made of."""
    rows: list[Record] = table.select(OF_USE[name]).to_pylist()
    return rows


def joined(names: Iterable[str]) -> str | None:
    """A set of names as one value: 'Ruigeveen, Waterdam'; None for no name."""
    return ", ".join(sorted(names)) or None


def same(row: type, name: str) -> Any:  # noqa: ANN401 - as column() is
    """A view's column that is a dataset's column: its description and vocabulary are declared there."""
    (found,) = (each for each in columns_of(row) if each.name == name)
    return column(found.description, vocabulary=found.vocabulary, unit=found.unit)
