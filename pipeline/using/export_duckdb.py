"""The datasets as one DuckDB database: a table each, views in a schema `views`, comments on every column."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from pipeline.datasets.dictionary import dictionary_rows
from pipeline.datasets.schema import Dataset
from pipeline.storage.writing import UNFINISHED
from pipeline.using.published import Published


def write(published: Published, datasets: Sequence[Dataset], file: Path) -> list[str]:
    """Writes the database, in one step."""
    unfinished = file.with_name(f"{UNFINISHED}{file.name}-{secrets.token_hex(4)}")
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with duckdb.connect(str(unfinished)) as database:
            database.execute("CREATE SCHEMA views")
            for dataset in datasets:
                database.register("published", published.tables[dataset.name])
                database.execute(f"CREATE TABLE {_named(dataset)} AS SELECT * FROM published")
                database.unregister("published")
                for statement in _comments(dataset):
                    database.execute(statement)
            _add_dictionary(database, datasets)
        os.replace(unfinished, file)
    finally:
        unfinished.unlink(missing_ok=True)
    return []


def _named(dataset: Dataset) -> str:
    """'views/new_builds' -> '"views"."new_builds"'."""
    return ".".join(f'"{part}"' for part in dataset.name.split("/"))


def _comments(dataset: Dataset) -> Iterator[str]:
    yield f"COMMENT ON TABLE {_named(dataset)} IS {_quoted(dataset.description)}"
    for row in dictionary_rows([dataset]):
        yield f'COMMENT ON COLUMN {_named(dataset)}."{row.column}" IS {_quoted(row.told)}'


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _add_dictionary(database: duckdb.DuckDBPyConnection, datasets: Sequence[Dataset]) -> None:
    database.execute(
        "CREATE TABLE dictionary"
        ' (dataset VARCHAR, "column" VARCHAR, type VARCHAR, nullable BOOLEAN, meaning VARCHAR)'
    )
    database.executemany(
        "INSERT INTO dictionary VALUES (?, ?, ?, ?, ?)",
        [(row.dataset, row.column, row.type, row.is_nullable, row.told) for row in dictionary_rows(datasets)],
    )
