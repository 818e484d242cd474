"""Where the rows of each document stand in a table, so that one document is looked at without the others."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

Stretch = tuple[int, int]
"""A row and the one after the last."""
OF_NO_DOCUMENT = ""
"""Stands for the document of an issue of the inventory."""


def stretches(table: pa.Table) -> dict[str, list[Stretch]]:
    """The stretches of each document, in the order of the table; in most datasets each has but one."""
    runs = pc.run_end_encode(table["document_id"].combine_chunks())
    found: dict[str, list[Stretch]] = {}
    start = 0
    for document_id, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
        found.setdefault(document_id or OF_NO_DOCUMENT, []).append((start, end))
        start = end
    return found
