"""DICTIONARY.md and datapackage.json, from the same declarations as the Arrow schemas."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from pipeline.schema import SCHEMA_VERSION, Column, Dataset, Record, type_name

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


def dictionary(datasets: Iterable[Dataset]) -> str:
    """The data dictionary as Markdown: each dataset, each column, what it means."""
    head = (
        "# Data dictionary\n\n"
        f"Version {SCHEMA_VERSION} of the schema. Made from the declarations that the files' own schemas are "
        "made from; the same descriptions travel in each Parquet file, in the metadata of its columns.\n"
    )
    return "\n".join([head, *(_chapter(dataset) for dataset in datasets)])


def data_package(datasets: Iterable[Dataset], files: Mapping[str, bytes], documents: Iterable[Record]) -> str:
    """Frictionless Data Package (v1) of these files: bytes, hashes, schemas, licence and sources."""
    package = {
        "profile": "data-package",
        "name": "afspraken",
        "title": "Dutch housing agreements (prestatieafspraken) as datasets",
        "description": (
            "What municipalities, housing corporations and tenants' organisations agreed: commitments, "
            "deadlines, parties and numbers, each row with the words it rests on. The words of `texts` and "
            "of quotes are those of the documents under sources."
        ),
        "version": SCHEMA_VERSION,
        "licenses": [{"name": "MIT", "title": "MIT License", "path": "https://opensource.org/license/mit"}],
        "sources": [_source(document) for document in documents],
        "resources": [
            *(_resource(dataset, files[f"{dataset.name}.parquet"]) for dataset in datasets),
            _file("dictionary", "DICTIONARY.md", "md", "text/markdown", files["DICTIONARY.md"]),
        ],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


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
    meaning = [column.description.rstrip(".") + "."]
    if column.unit:
        meaning.append(f"Unit: {column.unit}.")
    if column.vocabulary:
        meaning.append(f"One of {_code(column.vocabulary)}.")
    if column.references:
        meaning.append(f"Refers to `{column.references}`.")
    told = " ".join(meaning).replace("|", "\\|")
    return f"| `{column.name}` | {type_name(column.type)} | {'yes' if column.nullable else 'no'} | {told} |"


def _code(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _resource(dataset: Dataset, content: bytes) -> dict[str, Any]:
    path = f"{dataset.name}.parquet"
    name = dataset.name.replace("/", "-").replace("_", "-")
    described = _file(name, path, "parquet", "application/vnd.apache.parquet", content)
    return described | {"description": dataset.description, "schema": _table_schema(dataset)}


def _file(name: str, path: str, kind: str, media_type: str, content: bytes) -> dict[str, Any]:
    return {
        "name": name,
        "path": path,
        "format": kind,
        "mediatype": media_type,
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }


def _table_schema(dataset: Dataset) -> dict[str, Any]:
    fields = [_table_field(column) for column in dataset.columns]
    own = [column for column in dataset.columns if column.references]
    schema: dict[str, Any] = {"fields": fields}
    if all(not column.nullable for column in dataset.columns if column.key):
        schema["primaryKey"] = list(dataset.keys)
    if own:
        schema["foreignKeys"] = [_foreign_key(column, dataset) for column in own]
    return schema


def _table_field(column: Column) -> dict[str, Any]:
    rules: dict[str, Any] = {} if column.nullable else {"required": True}
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
    return {"fields": column.name, "reference": {"resource": resource, "fields": key}}


def _source(document: Record) -> dict[str, str]:
    named = {
        "title": document["title"] or document["path"],
        "path": document["source_url"] or document["path"],
    }
    return named | ({"licence": document["licence"]} if document["licence"] else {})
