"""What the views share: frames in, tables out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from extractors._document import column
from pipeline.schema import Dataset, columns_of

Frames = Mapping[str, pd.DataFrame]
"""The datasets by name; `documents` holds only those that views are made from."""
Maker = Callable[[Frames], pd.DataFrame]

_OF_NO_USE = frozenset(
    {
        *("page", "char_end", "quote", "bbox", "boxes", "confidence", "rule", "corrected"),
        *("raw", "notes", "heading_path", "timex3", "edtf"),
    }
)
"""Columns that no view is made of: most of what there is, and lists become a Python object for each row."""
_NULLABLE = {pa.int16(): pd.Int16Dtype(), pa.int32(): pd.Int32Dtype(), pa.int64(): pd.Int64Dtype()}


def frame_of(table: pa.Table) -> pd.DataFrame:
    """The table as a frame in which a year may be missing and stays a whole number."""
    told = table.select([name for name in table.column_names if name not in _OF_NO_USE])
    frame: pd.DataFrame = told.to_pandas(types_mapper=_NULLABLE.get)
    return frame


def table_of(frame: pd.DataFrame, view: Dataset) -> pa.Table:
    """The columns of the view, null where a value is missing, sorted. Raises pa.ArrowException."""
    arrays = [_array(frame[each.name], each.type) for each in view.columns]
    table = pa.Table.from_arrays(arrays, schema=view.arrow())
    return table.take(
        pc.sort_indices(table, sort_keys=[(name, "ascending", "at_end") for name in view.sort_by])
    )


def _array(values: pd.Series, kind: pa.DataType) -> pa.Array:
    if pa.types.is_integer(kind):
        return pa.Array.from_pandas(values, type=kind)  # which refuses a fraction; lists lose it in silence
    plain = values.astype(object)
    return pa.array(plain.where(plain.notna(), None).tolist(), kind)


def joined(names: Iterable[str]) -> str | None:
    """A set of names as one value: 'Ruigeveen, Waterdam'; None for no name."""
    return ", ".join(sorted(names)) or None


def same(row: type, name: str) -> Any:  # noqa: ANN401 - as column() is
    """A view's column that is a dataset's column: its description and vocabulary are declared there."""
    (found,) = (each for each in columns_of(row) if each.name == name)
    return column(found.description, vocabulary=found.vocabulary, unit=found.unit)
