"""What must hold before anything is published. Each violation is one row and one sentence.

The checks look at the Arrow tables that are about to be written, not at what made them.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import pyarrow as pa

from pipeline.schema import Column, Dataset, Record

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""The years that a date may lie in; agreements exist since the nineties, targets reach to 2050 and beyond."""
_PAIRS = (
    ("starts_on", "ends_on"),
    ("period_start_year", "period_end_year"),
    ("value_min", "value_max"),
    ("rent_min_eur", "rent_max_eur"),
)
_WIDEST = {pa.int16(): 2**15, pa.int32(): 2**31, pa.int64(): 2**63}


@dataclass(frozen=True, slots=True)
class Violation:
    """A promise that does not hold."""

    dataset: str
    row_id: str  # the row's key, '' where it concerns the whole dataset
    sentence: str

    def __str__(self) -> str:
        """As the report prints it."""
        return f"{self.dataset} {self.row_id}: {self.sentence}".replace(" :", ":")


def impossible(record: Record, dataset: Dataset) -> str | None:
    """Why a record's dates, years or numbers cannot be true or cannot be stored; None where they can."""
    for column in dataset.columns:
        value = record[column.name]
        fault = None if value is None else _impossible_value(value, column)
        if fault:
            return f"{column.name} {fault}"
    for first, last in _PAIRS:
        start, end = record.get(first), record.get(last)
        if start is not None and end is not None and start > end:
            return f"{first} {start} lies after {last} {end}"
    return None


def violations(
    tables: Mapping[str, pa.Table], datasets: Mapping[str, Dataset], paths: Iterable[str]
) -> list[Violation]:
    """Everything that is wrong with these tables; `paths` are the files that must be accounted for."""
    found = [fault for name, each in datasets.items() for fault in _schema(each, tables.get(name))]
    if found:  # rows cannot be looked at column by column where columns are missing
        return found
    rows = {name: table.to_pylist() for name, table in tables.items()}
    texts, faults = _texts(rows["texts"], datasets["texts"])
    found += faults
    found += _accounted(rows["documents"], paths)
    for name, each in datasets.items():
        found += _keys(rows[name], each)
        found += _order(rows[name], each)
        for column in each.columns:
            found += _references(rows, each, column)
            found += _vocabulary(rows[name], each, column)
        found += _possible(rows[name], each)
        found += _quotes(rows[name], each, texts)
    return found


def _schema(dataset: Dataset, table: pa.Table | None) -> Iterator[Violation]:
    if table is None:
        yield Violation(dataset.name, "", "the dataset is missing")
    elif not table.schema.equals(dataset.arrow(), check_metadata=True):
        yield Violation(dataset.name, "", "columns, types or descriptions are not as declared")
    else:
        for column in dataset.columns:
            empty = table.column(column.name).null_count
            if empty and not column.nullable:
                yield Violation(dataset.name, "", f"{column.name} is null in {empty} rows")


def _keys(rows: list[Record], dataset: Dataset) -> Iterator[Violation]:
    counts = Counter(_row_id(row, dataset) for row in rows)
    for row_id, count in counts.items():
        if count > 1:
            yield Violation(dataset.name, row_id, f"{count} rows have this key")


def _order(rows: list[Record], dataset: Dataset) -> Iterator[Violation]:
    places = [[(row[name] is None, row[name]) for name in dataset.sort_by] for row in rows]
    if any(later < earlier for earlier, later in pairwise(places)):
        yield Violation(dataset.name, "", f"rows are not sorted by {', '.join(dataset.sort_by)}")


def _references(rows: Mapping[str, list[Record]], dataset: Dataset, column: Column) -> Iterator[Violation]:
    if not column.references:
        return
    target, _, key = column.references.partition(".")
    known = {row[key] for row in rows[target]}
    for row in rows[dataset.name]:
        if row[column.name] is not None and row[column.name] not in known:
            sentence = f"{column.name} {row[column.name]} is not in {target}"
            yield Violation(dataset.name, _row_id(row, dataset), sentence)


def _vocabulary(rows: list[Record], dataset: Dataset, column: Column) -> Iterator[Violation]:
    if not column.vocabulary:
        return
    for row in rows:
        value = row[column.name]
        for item in value if isinstance(value, list) else [value]:
            if item is not None and item not in column.vocabulary:
                sentence = f"{column.name} is '{item}', not one of {', '.join(column.vocabulary)}"
                yield Violation(dataset.name, _row_id(row, dataset), sentence)


def _possible(rows: list[Record], dataset: Dataset) -> Iterator[Violation]:
    for row in rows:
        fault = impossible(row, dataset)
        if fault:
            yield Violation(dataset.name, _row_id(row, dataset), fault)


def _quotes(rows: list[Record], dataset: Dataset, texts: Mapping[str, str]) -> Iterator[Violation]:
    if not {"document_id", "char_start", "char_end", "quote"} <= {column.name for column in dataset.columns}:
        return
    for row in rows:
        start, end = row["char_start"], row["char_end"]
        if row["quote"] is None and start is None:
            continue
        text = texts.get(row["document_id"], "")
        if not 0 <= start <= end <= len(text) or text[start:end] != row["quote"]:
            sentence = f"the quote does not stand at {start}..{end} of the text"
            yield Violation(dataset.name, _row_id(row, dataset), sentence)


def _texts(rows: list[Record], dataset: Dataset) -> tuple[dict[str, str], list[Violation]]:
    """Each document's text put together again, and what is wrong with its parts."""
    parts: dict[str, list[str]] = {}
    ends: dict[str, int] = {}
    faults = []
    for row in rows:
        document_id, text = row["document_id"], row["text"]
        if row["char_start"] != ends.get(document_id, 0) or row["char_end"] - row["char_start"] != len(text):
            faults.append(
                Violation("texts", _row_id(row, dataset), "the part does not follow the one before")
            )
        if not unicodedata.is_normalized("NFC", text):
            faults.append(Violation("texts", _row_id(row, dataset), "the text is not NFC"))
        ends[document_id] = row["char_end"]
        parts.setdefault(document_id, []).append(text)
    return {document_id: "".join(texts) for document_id, texts in parts.items()}, faults


def _accounted(documents: list[Record], paths: Iterable[str]) -> Iterator[Violation]:
    listed = Counter(path for row in documents for path in (row["path"], *row["other_paths"]))
    wanted = set(paths)
    for path in sorted(wanted - set(listed)):
        yield Violation("documents", "", f"the file {path} is in no row")
    for path in sorted(path for path in listed if listed[path] > 1 or path not in wanted):
        yield Violation(
            "documents", "", f"the file {path} is in {listed[path]} rows and was not read so often"
        )


def _impossible_value(value: object, column: Column) -> str | None:
    if isinstance(value, date):
        return _impossible_year(value.year, str(value))
    if isinstance(value, int) and column.unit == "year":
        return _impossible_year(value, str(value))
    if isinstance(value, int) and abs(value) >= _WIDEST.get(column.type, 2**63):
        return f"{value} is too large"
    if isinstance(value, float) and value != value:
        return "is not a number"
    return None


def _impossible_year(year: int, written: str) -> str | None:
    if FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return f"{written} does not lie in {FIRST_YEAR} to {LAST_YEAR}"


def _row_id(row: Record, dataset: Dataset) -> str:
    return "/".join(str(row[key]) for key in dataset.keys)
