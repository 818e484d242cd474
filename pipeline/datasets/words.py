"""Leaving out the running words of the documents, and with them the names of people that stand in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pyarrow as pa

from extractors._document import ISSUE_CODES
from pipeline.datasets.schema import Record

NO_TEXTS = "no_texts"
"""Key in the metadata of a table from which the words were left out."""


def _emptied(_: Record, __: object) -> str:
    return ""


def _no_notes(_: Record, __: object) -> list[str]:
    return []


def _bare_cells(_: Record, cells: Any) -> list[Record]:  # noqa: ANN401 - nested rows of Arrow
    return [{**cell, "text": ""} for cell in cells]


def _in_general(issue: Record, _: object) -> str:
    """What its code says of an issue: its own sentence may quote the document."""
    _severity, meaning = ISSUE_CODES[issue["code"]]
    return meaning[:1].upper() + meaning[1:] + "."


WORDS: dict[str, dict[str, Callable[[Record, Any], object]]] = {
    "texts": {"text": _emptied},
    "tables": {"cells": _bare_cells, "notes": _no_notes, "quote": _emptied},
    "observations": {"notes": _no_notes, "quote": _emptied},
    "commitments": {"text": _emptied, "quote": _emptied},
    "deadlines": {"sentence": _emptied, "quote": _emptied},
    "responsibilities": {"quote": _emptied},
    "issues": {"message": _in_general, "quote": _emptied},
    "views/deadlines_by_party": {"text": _emptied},
}
"""Dataset -> column with running words of a document -> what stands there instead. A null stays null.

Kept are the short labels that facts go by: titles, headings, names of parties and projects, rent bands, the
words of a number or a time.
"""


def without_words(tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """The tables with the same rows, columns and types, and nothing in the columns with running words."""
    return {name: _without(table, WORDS.get(name, {})) for name, table in tables.items()}


def has_words(table: pa.Table) -> bool:
    """Whether the words of this published table were not left out."""
    return NO_TEXTS.encode() not in (table.schema.metadata or {})


def _without(table: pa.Table, columns: Mapping[str, Callable[[Record, Any], object]]) -> pa.Table:
    rows = (
        table.select([*columns, *(["code"] if "message" in columns else [])]).to_pylist() if columns else []
    )
    for name, instead in columns.items():
        index = table.schema.get_field_index(name)
        field = table.schema.field(index)
        values = [None if row[name] is None else instead(row, row[name]) for row in rows]
        table = table.set_column(index, field, pa.array(values, field.type))
    return table.replace_schema_metadata({**(table.schema.metadata or {}), NO_TEXTS: "true"})
