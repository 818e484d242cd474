"""What must hold before anything is published. Each violation is one row and one sentence.

The checks look at the Arrow tables that are about to be written, not at what made them.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.promises import Text, broken, doubtful
from pipeline.schema import Column, Dataset, Record
from pipeline.stretches import stretches

_ROWS_AT_ONCE = 10_000  # as Python's own values: so many are a few MB


@dataclass(frozen=True, slots=True)
class Violation:
    """A promise that does not hold."""

    dataset: str
    row_id: str  # the row's key, '' where it concerns the whole dataset
    sentence: str

    def __str__(self) -> str:
        """As the report prints it."""
        return f"{self.dataset} {self.row_id}: {self.sentence}".replace(" :", ":")


def violations(
    tables: Mapping[str, pa.Table], datasets: Mapping[str, Dataset], paths: Iterable[str]
) -> list[Violation]:
    """Everything that is wrong with these tables; `paths` are the files that must be accounted for."""
    found = [fault for name, each in datasets.items() for fault in _schema(each, tables.get(name))]
    if found:  # rows cannot be looked at where columns are missing
        return found
    texts = Texts(tables["texts"])
    found += _texts(tables["texts"], texts, datasets["texts"])
    found += _accounted(tables["documents"].select(["path", "other_paths"]).to_pylist(), paths)
    for name, each in datasets.items():
        found += _keys(tables[name], each)
        found += _order(tables[name], each)
        found += _promises(tables[name], each, texts)
        for column in each.columns:
            found += _references(tables, each, column)
    return found


def _schema(dataset: Dataset, table: pa.Table | None) -> Iterator[Violation]:
    if table is None:
        yield Violation(dataset.name, "", "the dataset is missing")
    elif not table.schema.equals(dataset.arrow(), check_metadata=True):
        yield Violation(dataset.name, "", "columns, types or descriptions are not as declared")


def _keys(table: pa.Table, dataset: Dataset) -> Iterator[Violation]:
    counts = table.group_by(dataset.keys).aggregate([([], "count_all")])
    for row in counts.filter(pc.greater(counts["count_all"], 1)).to_pylist():
        yield Violation(dataset.name, row_id(row, dataset), f"{row['count_all']} rows have this key")


def _order(table: pa.Table, dataset: Dataset) -> Iterator[Violation]:
    places = pc.sort_indices(table, sort_keys=[(name, "ascending", "at_end") for name in dataset.sort_by])
    if not places.equals(pa.array(np.arange(table.num_rows, dtype=np.uint64))):
        yield Violation(dataset.name, "", f"rows are not sorted by {', '.join(dataset.sort_by)}")


def _promises(table: pa.Table, dataset: Dataset, texts: Texts) -> Iterator[Violation]:
    """What `broken` says of each row, asked only of rows that a look at whole columns makes doubtful."""
    for index in sorted({*doubtful(table, dataset), *_misquoted(table, texts)}):
        (row,) = table.slice(index, 1).to_pylist()
        fault = broken(row, dataset, texts.of(row.get("document_id")))
        if fault:
            yield Violation(dataset.name, row_id(row, dataset), fault)


def _misquoted(table: pa.Table, texts: Texts) -> Iterator[int]:
    """Indices of rows whose quote does not stand where they say."""
    if "quote" not in table.column_names:
        return
    names = ("document_id", "quote", "char_start", "char_end", "page")
    for first in range(0, table.num_rows, _ROWS_AT_ONCE):
        part = table.select(names).slice(first, _ROWS_AT_ONCE)
        rows = zip(*(column.to_pylist() for column in part.columns), strict=True)
        for index, (document_id, quote, start, end, page) in enumerate(rows, first):
            text = texts.of(document_id)
            if quote is None or start is None or (text.holds(quote, start, end) and text.shows(start, page)):
                continue
            yield index


def _references(tables: Mapping[str, pa.Table], dataset: Dataset, column: Column) -> Iterator[Violation]:
    if not column.references:
        return
    target, _, key = column.references.partition(".")
    table = tables[dataset.name]
    known = pc.is_in(table[column.name], value_set=tables[target][key].combine_chunks())
    for row in table.filter(pc.invert(pc.or_(known, pc.is_null(table[column.name])))).to_pylist():
        sentence = f"{column.name} {row[column.name]} is not in {target}"
        yield Violation(dataset.name, row_id(row, dataset), sentence)


class Texts:
    """The text of each document, put together again; one is held at a time, as rows stand by document."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table
        self._stretches = stretches(table)
        self._held: tuple[str | None, Text] = (None, Text())

    def __iter__(self) -> Iterator[str]:
        return iter(self._stretches)

    def of(self, document_id: str | None) -> Text:
        """The text of a document; none of one that is not there."""
        if document_id != self._held[0]:
            self._held = (document_id, self._joined(document_id))
        return self._held[1]

    def _joined(self, document_id: str | None) -> Text:
        parts = [
            row
            for start, end in self._stretches.get(document_id or "", ())
            for row in self._table.slice(start, end - start).to_pylist()
        ]
        return Text(
            "".join(part["text"] for part in parts),
            [part["char_start"] for part in parts],
            [part["page"] for part in parts],
        )


def _texts(table: pa.Table, texts: Texts, dataset: Dataset) -> Iterator[Violation]:
    """What is wrong with the parts of each document's text."""
    names = ("document_id", "char_start", "char_end")
    columns = [*(table[name].to_pylist() for name in names), pc.utf8_length(table["text"]).to_pylist()]
    last, expected = None, 0
    for index, (document_id, start, end, length) in enumerate(zip(*columns, strict=True)):
        if start != (expected if document_id == last else 0) or end != start + length:
            (row,) = table.slice(index, 1).to_pylist()
            yield Violation("texts", row_id(row, dataset), "the part does not follow the one before")
        last, expected = document_id, end
    for document_id in texts:
        if not unicodedata.is_normalized("NFC", texts.of(document_id).words):
            yield Violation("texts", document_id, "the text is not NFC")


def _accounted(documents: list[Record], paths: Iterable[str]) -> Iterator[Violation]:
    listed = Counter(path for row in documents for path in (row["path"], *row["other_paths"]))
    wanted = set(paths)
    for path in sorted(wanted - set(listed)):
        yield Violation("documents", "", f"{path} is in no row")
    for path in sorted(path for path in listed if listed[path] > 1 or path not in wanted):
        yield Violation("documents", "", f"{path} is in {listed[path]} rows and was not read so often")


def row_id(row: Record, dataset: Dataset) -> str:
    """The row's key in one word."""
    return "/".join(str(row[key]) for key in dataset.keys)
