"""From the declaration of a Row to its Arrow schema: types, nullability and what each column means.

Schemas, checks, dictionary and data package are all made from `Dataset`, so that none can say what
another does not. Arrow keeps field metadata through `pyarrow.parquet.write_table` only.
"""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Union, cast, get_args, get_origin, get_type_hints

import pyarrow as pa

from extractors._document import Evidence

Record = dict[str, Any]
"""A row as published: column name -> plain value, lists for tuples, dicts for nested rows."""
Records = dict[str, list[Record]]
"""Rows of every dataset, by its name."""

SCHEMA_VERSION = "1.0"
_PLAIN: dict[Any, pa.DataType] = {
    str: pa.string(),
    bool: pa.bool_(),
    int: pa.int64(),
    float: pa.float64(),
    date: pa.date32(),
}
_SCALARS = frozenset({type(None), *_PLAIN})
_WIDTHS: dict[str, pa.DataType] = {"int16": pa.int16(), "int32": pa.int32(), "float32": pa.float32()}


@dataclass(frozen=True, slots=True)
class Column:
    """One published column, as its Row declares it."""

    name: str
    attribute: str  # of the Row in Python: 'deadline_class' for the column 'class'
    type: pa.DataType
    nullable: bool
    description: str
    unit: str = ""
    vocabulary: tuple[str, ...] = ()
    references: str = ""  # 'dataset.column'
    key: bool = False
    is_list: bool = dataclasses.field(init=False)  # holds several values; these are never null but empty

    def __post_init__(self) -> None:
        """Ask Arrow once: it is looked at for every value of every row."""
        object.__setattr__(self, "is_list", bool(pa.types.is_list(self.type)))


@dataclass(frozen=True)
class Dataset:
    """One published dataset: its columns, and the columns its rows are sorted by."""

    name: str
    description: str
    columns: tuple[Column, ...]
    sort_by: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Names of the columns that tell a row from all others."""
        return tuple(column.name for column in self.columns if column.key)

    @cached_property
    def schema(self) -> pa.Schema:
        """The Arrow schema; descriptions, units, vocabularies and references travel in the metadata."""
        about = {
            "name": self.name,
            "description": self.description,
            "sorted_by": ", ".join(self.sort_by),
            "schema_version": SCHEMA_VERSION,
        }
        return pa.schema([_field(column) for column in self.columns], metadata=about)

    def record(self, row: object) -> Record:
        """A Row as a plain record under its published names."""
        return {column.name: _plain(getattr(row, column.attribute)) for column in self.columns}

    def table(self, records: Iterable[Mapping[str, Any]]) -> pa.Table:
        """The records as an Arrow table, sorted. Raises pa.ArrowException where a value fits no column."""
        rows = sorted(records, key=lambda record: [_nulls_last(record[name]) for name in self.sort_by])
        arrays = [_array([row[column.name] for row in rows], column, self.name) for column in self.columns]
        return pa.Table.from_arrays(arrays, schema=self.schema)


def dataset(name: str, row: type, *, sort_by: tuple[str, ...] = ()) -> Dataset:
    """The Dataset that a Row class declares; sorted by place in the text unless said otherwise."""
    columns = columns_of(row)
    names = [column.name for column in columns]
    keys = tuple(column.name for column in columns if column.key)
    places = tuple(name for name in ("document_id", "char_start") if name in names)
    return Dataset(name, described(row), columns, sort_by or tuple(dict.fromkeys(places + keys)))


def described(row: type) -> str:
    """What the docstring of a Row says, in one paragraph."""
    return " ".join((row.__doc__ or "").split())


def columns_of(row: type) -> tuple[Column, ...]:
    """Columns of a Row: keys first, the document, the row's own, then the evidence."""
    hints = get_type_hints(row, include_extras=True)
    evidence = {field.name for field in dataclasses.fields(Evidence)} if issubclass(row, Evidence) else set()

    def place(column: Column) -> int:
        if column.key:
            return 0
        return 1 if column.name == "document_id" else 2 + (column.attribute in evidence)

    return tuple(sorted((_column(field, hints[field.name]) for field in dataclasses.fields(row)), key=place))


def optional(columns: Iterable[Column]) -> tuple[Column, ...]:
    """The same columns without the key, null (lists: empty) where there was nothing to read them from."""
    return tuple(
        dataclasses.replace(column, nullable=not column.is_list) for column in columns if not column.key
    )


def type_name(kind: pa.DataType) -> str:
    """The type as the dictionary names it: 'int16', 'list<string>', 'list<struct<page, bbox>>'."""
    if pa.types.is_list(kind):
        return f"list<{type_name(kind.value_type)}>"
    if pa.types.is_struct(kind):
        return f"struct<{', '.join(field.name for field in kind)}>"
    return {"double": "float64", "float": "float32", "date32[day]": "date32"}.get(str(kind), str(kind))


def _column(field: dataclasses.Field[Any], hint: object) -> Column:
    about = field.metadata
    kind, nullable = _arrow_type(hint)
    return Column(
        name=about.get("name") or field.name,
        attribute=field.name,
        type=kind,
        nullable=nullable,
        description=about.get("description", ""),
        unit=about.get("unit", ""),
        vocabulary=about.get("vocabulary", ()),
        references=about.get("references", ""),
        key=about.get("key", False),
    )


def _arrow_type(hint: object) -> tuple[pa.DataType, bool]:
    """Arrow type of an annotation, and whether null is allowed."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        (inner,) = (argument for argument in arguments if argument is not type(None))
        return _arrow_type(inner)[0], True
    if origin is Annotated:
        return _WIDTHS[arguments[1]], False
    if origin is tuple:  # tuple[X, ...], or a Box of four
        return pa.list_(pa.field("item", _arrow_type(arguments[0])[0], nullable=False)), False
    if dataclasses.is_dataclass(hint):
        return pa.struct(_struct_fields(cast(type[Any], hint))), False
    return _PLAIN[hint], False


def _struct_fields(row: type[Any]) -> list[pa.Field]:
    hints = get_type_hints(row, include_extras=True)
    kinds = {field.name: _arrow_type(hints[field.name]) for field in dataclasses.fields(row)}
    return [pa.field(name, kind, nullable) for name, (kind, nullable) in kinds.items()]


def _field(column: Column) -> pa.Field:
    about = {
        "description": column.description,
        "unit": column.unit,
        "vocabulary": json.dumps(column.vocabulary) if column.vocabulary else "",
        "references": column.references,
        "key": "true" if column.key else "",
    }
    said = {key: value for key, value in about.items() if value}
    return pa.field(column.name, column.type, column.nullable, metadata=said)


def _array(values: list[Any], column: Column, dataset_name: str) -> pa.Array:
    if pa.types.is_integer(column.type) and any(isinstance(value, float) for value in values):
        raise pa.ArrowInvalid(f"{dataset_name}.{column.name}: Arrow would cut off a fraction in silence")
    try:
        return pa.array(values, type=column.type)
    except (pa.ArrowException, OverflowError, UnicodeError) as fault:
        raise pa.ArrowInvalid(f"{dataset_name}.{column.name}: {fault}") from fault


def _plain(value: object) -> object:
    if type(value) in _SCALARS:
        return value
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value


def _nulls_last(value: object) -> tuple[bool, Any]:
    return (value is None, value)
