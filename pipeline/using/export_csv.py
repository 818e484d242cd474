"""The datasets as CSV: UTF-8, commas, double quotes, a point in numbers, ISO 8601 dates.

A list is a JSON array. An empty field is null, or an empty text in a column that is never null. With the
`datapackage.json` beside them the files can be checked and read back with their types.
"""

from __future__ import annotations

import csv
import io
import json
import secrets
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.datasets.dictionary import Form, data_package, dictionary
from pipeline.datasets.schema import Dataset
from pipeline.datasets.words import has_words
from pipeline.errors import OutputUnusableError
from pipeline.storage import writing
from pipeline.using.published import Published
from pipeline.using.workbook import shortest

PACKAGE = "datapackage.json"
CSV = Form(
    "csv",
    "text/csv",
    {
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\r\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
    },
    has_empty_words=False,
)


def write(published: Published, datasets: Sequence[Dataset], folder: Path) -> list[str]:
    """Writes a folder of CSV files with DICTIONARY.md and datapackage.json, in one step."""
    _ensure_ours(folder)
    files = {f"{each.name}.csv": _csv(published.tables[each.name]) for each in datasets}
    files["DICTIONARY.md"] = dictionary(datasets).encode()
    with_words = has_words(published.tables["texts"])
    package = data_package(datasets, files, published.rows("documents"), form=CSV, with_words=with_words)
    _swap({**files, PACKAGE: package.encode()}, folder)
    return []


def _csv(table: pa.Table) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(table.column_names)
    for batch in table.to_batches(max_chunksize=10_000):
        writer.writerows(zip(*map(_fields, batch.columns), strict=True))
    return text.getvalue().encode()


def _fields(column: pa.Array) -> list[object]:
    told = _told(column.type)
    return ["" if value is None else told(value) for value in column.to_pylist()]


def _told(kind: pa.DataType) -> Callable[[Any], object]:
    if pa.types.is_list(kind):
        return lambda value: json.dumps(value, ensure_ascii=False)
    if pa.types.is_boolean(kind):
        return lambda value: str(value).lower()
    return shortest if pa.types.is_float32(kind) else lambda value: value


def _ensure_ours(folder: Path) -> None:
    """Raises OutputUnusableError where the folder holds what no export wrote."""
    if folder.exists() and not (
        folder.is_dir() and ((folder / PACKAGE).is_file() or not any(folder.iterdir()))
    ):
        raise OutputUnusableError(f"{folder} holds other things; name a folder that is new or empty.")


def _swap(files: dict[str, bytes], folder: Path) -> None:
    new, old = (
        folder.with_name(f"{writing.UNFINISHED}{folder.name}-{secrets.token_hex(4)}-{age}")
        for age in ("new", "old")
    )
    try:
        for path, content in files.items():
            writing.write(new / path, content)
        if folder.exists():
            folder.rename(old)
        new.rename(folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
