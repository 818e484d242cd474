"""The rows of a table by document, so that some documents are looked at without the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

Stretch = tuple[int, int]
"""A row and the one after the last."""
OF_NO_DOCUMENT = ""
"""Stands for the document of an issue of the inventory."""


class ByDocument:
    """A table, and where the rows of each document stand in it: in most datasets in one stretch."""

    def __init__(self, table: pa.Table) -> None:
        """Looks where one document ends and another begins."""
        self.table = table
        self.stretches: dict[str, list[Stretch]] = {}
        runs = pc.run_end_encode(table["document_id"].combine_chunks())
        start = 0
        for document_id, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
            self.stretches.setdefault(document_id or OF_NO_DOCUMENT, []).append((start, end))
            start = end

    def rows(self, documents: Iterable[str]) -> pa.Table:
        """The rows of these documents, in the order of the table."""
        found = sorted(stretch for one in documents for stretch in self.stretches.get(one, ()))
        if found and sum(end - start for start, end in found) == found[-1][1] - found[0][0]:
            return self.between(found[0][0], found[-1][1])  # one stretch, of which nothing is copied
        return pa.concat_tables([self.between(0, 0), *(self.between(*stretch) for stretch in found)])

    def between(self, start: int, end: int) -> pa.Table:
        """The rows from one to another."""
        return self.table.slice(start, end - start)


def in_groups(
    tables: Mapping[str, pa.Table], documents: Sequence[str], at_once: int
) -> Iterator[dict[str, pa.Table]]:
    """The rows of so many documents after another, of every table; once nothing where there are none."""
    apart = {name: ByDocument(table) for name, table in tables.items()}
    for first in range(0, max(len(documents), 1), at_once):
        group = documents[first : first + at_once]
        yield {name: each.rows(group) for name, each in apart.items()}
