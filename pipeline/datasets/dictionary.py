"""DICTIONARY.md and datapackage.json, from the same declarations as the Arrow schemas."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from pipeline.datasets.schema import SCHEMA_VERSION, Column, Dataset, Record, type_name

DESCRIPTION = (
    "What municipalities, housing corporations and tenants' organisations agreed: commitments, "
    "deadlines, parties and numbers, each row with the words it rests on."
)
RIGHTS = (
    "The licence is that of the datasets as a collection. The words of `texts` and of quotes are those of "
    "the documents under sources, each with the licence that the inventory gives it."
)
WITHOUT_WORDS = "The running words of the documents were left out (`--no-texts`): these columns are empty."

_FRICTIONLESS = {  # Arrow type -> Frictionless Table Schema type
    "string": "string",
    "bool": "boolean",
    "int16": "integer",
    "int32": "integer",
    "int64": "integer",
    "float32": "number",
    "float64": "number",
    "date32": "date",
}


@dataclass(frozen=True, slots=True)
class Form:
    """How the files of a package are written."""

    suffix: str
    media_type: str
    about: Mapping[str, Any]  # what else a resource says of its file
    has_empty_words: bool = True
    """Whether it tells a text that is empty from one that is not there."""


# To the standard a tabular resource is CSV: Parquet is a file to it, whose bytes and hash its tool checks.
# That tool reads Parquet through pandas, where a list is an array and a missing whole number a float.
PARQUET = Form("parquet", "application/vnd.apache.parquet", {"type": "file"})


def dictionary(datasets: Iterable[Dataset]) -> str:
    """The data dictionary as Markdown: each dataset, each column, what it means."""
    head = (
        "# Data dictionary\n\n"
        f"Version {SCHEMA_VERSION} of the schema. Made from the declarations that the files' own schemas are "
        "made from; the same descriptions travel in each Parquet file, in the metadata of its columns.\n"
    )
    return "\n".join([head, *(_chapter(dataset) for dataset in datasets)])


def data_package(
    datasets: Iterable[Dataset],
    files: Mapping[str, bytes],
    documents: Iterable[Record],
    *,
    form: Form = PARQUET,
    with_words: bool = True,
) -> str:
    """Frictionless Data Package (v1) of these files: bytes, hashes, schemas, licence and sources."""
    package = {
        "profile": "data-package",
        "name": "afspraken",
        "title": "Dutch housing agreements (prestatieafspraken) as datasets",
        "description": f"{DESCRIPTION} {RIGHTS if with_words else WITHOUT_WORDS}",
        "version": SCHEMA_VERSION,
        "licenses": [{"name": "MIT", "title": "MIT License", "path": "https://opensource.org/license/mit"}],
        "sources": [_source(document) for document in documents],
        "resources": [
            *(_resource(dataset, files[f"{dataset.name}.{form.suffix}"], form) for dataset in datasets),
            _file("dictionary", "DICTIONARY.md", "md", "text/markdown", files["DICTIONARY.md"]),
        ],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


@dataclass(frozen=True, slots=True)
class DictionaryRow:
    """One column, as a table of all columns has it."""

    dataset: str
    column: str
    type: str
    is_nullable: bool
    told: str


def dictionary_rows(datasets: Iterable[Dataset]) -> Iterator[DictionaryRow]:
    """The data dictionary as a table: one row per column."""
    for dataset in datasets:
        for column in dataset.columns:
            yield DictionaryRow(
                dataset.name, column.name, type_name(column.type), column.nullable, _told(column)
            )


def schema_json(datasets: Iterable[Dataset]) -> str:
    """The schemas alone, as the data package has them."""
    schemas = {dataset.name: _table_schema(dataset) for dataset in datasets}
    return json.dumps(schemas, ensure_ascii=False, indent=2)


def _chapter(dataset: Dataset) -> str:
    lines = [
        f"## {dataset.name}",
        "",
        dataset.description,
        "",
        f"Key: {_code(dataset.keys)}. Sorted by {_code(dataset.sort_by)}.",
        "",
        "| Column | Type | Null | Meaning |",
        "|---|---|---|---|",
        *(_line(column) for column in dataset.columns),
        "",
    ]
    return "\n".join(lines)


def _line(column: Column) -> str:
    told = _told(column).replace("|", "\\|")
    null = "yes" if column.nullable else "no"
    return f"| `{column.name}` | `{type_name(column.type)}` | {null} | {told} |"  # '<string>' would be a tag


def _told(column: Column) -> str:
    """What a column means, in sentences: its unit, what it may hold, what it refers to."""
    meaning = [column.description.rstrip(".") + "."]
    if column.unit:
        meaning.append(f"Unit: {column.unit}.")
    if column.vocabulary:
        meaning.append(f"One of {_code(column.vocabulary)}.")
    if column.references:
        meaning.append(f"Refers to `{column.references}`.")
    return " ".join(meaning)


def _code(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _resource(dataset: Dataset, content: bytes, form: Form) -> dict[str, Any]:
    path = f"{dataset.name}.{form.suffix}"
    name = dataset.name.replace("/", "-").replace("_", "-")
    return {
        **_file(name, path, form.suffix, form.media_type, content),
        **form.about,
        "description": dataset.description,
        "schema": _table_schema(dataset, has_empty_words=form.has_empty_words),
    }


def _file(name: str, path: str, kind: str, media_type: str, content: bytes) -> dict[str, Any]:
    return {
        "name": name,
        "path": path,
        "format": kind,
        "mediatype": media_type,
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }


def _table_schema(dataset: Dataset, *, has_empty_words: bool = True) -> dict[str, Any]:
    fields = [
        _table_field(column, is_required=has_empty_words or not _may_be_empty(column))
        for column in dataset.columns
    ]
    own = [column for column in dataset.columns if column.references]
    schema: dict[str, Any] = {"fields": fields}
    if all(not column.nullable for column in dataset.columns if column.key):
        schema["primaryKey"] = list(dataset.keys)
    if own:
        schema["foreignKeys"] = [_foreign_key(column, dataset) for column in own]
    return schema


def _may_be_empty(column: Column) -> bool:
    return bool(pa.types.is_string(column.type)) and not column.vocabulary and not column.key


def _table_field(column: Column, *, is_required: bool = True) -> dict[str, Any]:
    rules: dict[str, Any] = {"required": True} if is_required and not column.nullable else {}
    if column.vocabulary and not column.is_list:
        rules["enum"] = list(column.vocabulary)
    described: dict[str, Any] = {
        "name": column.name,
        "type": "array" if pa.types.is_list(column.type) else _FRICTIONLESS[type_name(column.type)],
        "arrowType": type_name(column.type),
        "description": column.description,
    }
    if column.unit:
        described["unit"] = column.unit
    return described | ({"constraints": rules} if rules else {})


def _foreign_key(column: Column, dataset: Dataset) -> dict[str, Any]:
    target, _, key = column.references.partition(".")
    resource = "" if target == dataset.name else target.replace("_", "-")
    return {"fields": [column.name], "reference": {"resource": resource, "fields": [key]}}


def _source(document: Record) -> dict[str, str]:
    named = {
        "title": document["title"] or document["path"],
        "path": document["source_url"] or document["path"],
    }
    return named | ({"licence": document["licence"]} if document["licence"] else {})
