"""Which row of which dataset a line of corrections.csv means: by its id, else by path, page and words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property

import pyarrow as pa

from extractors._document import Evidence
from pipeline.datasets.schema import Column, Dataset, Record
from pipeline.datasets.written import parsed, shown

CORRECTED = "corrected"
FIXED = frozenset(field.name for field in fields(Evidence)) | {
    *("path", "other_paths", "sha256", "size_bytes", "media_type", "page_count", "text_source"),
    *("outcome", "failure", "agreement_key", "is_preferred", "source_url", "licence", CORRECTED),
}
"""Columns that say where a row comes from, and those that follow from others: no matter of reading."""

BLANKS = re.compile(r"\s+")

Tables = Mapping[str, pa.Table]
Place = tuple[str, int]  # dataset and row


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of the file; an empty `was` or `now` is a value that is not there."""

    line: int
    row_id: str
    path: str
    page: str
    quote: str
    column: str
    was: str
    now: str


class Finder:
    """Finds the row that a correction means: by its id, else by path, page and quote."""

    def __init__(self, tables: Tables, declared: Mapping[str, Dataset]) -> None:
        """`declared` are the datasets that can be corrected, by name."""
        self.tables, self.declared = tables, declared
        self.columns = {name: correctable(each) for name, each in declared.items()}

    def __call__(self, correction: Correction, row: Callable[[Place], Record]) -> Place:
        """Its place. Raises ValueError, with the reason, where none or several fit."""
        if not any(correction.column in columns for columns in self.columns.values()):
            raise ValueError(f"no dataset has a column '{correction.column}' that can be corrected.")
        known = self._with_column(self._by_key.get(correction.row_id, ()), correction)
        alike = self._with_column(self._quoted(correction), correction)
        for places in (known, alike):
            fitting = [place for place in places if self._holds(place, correction, row)]
            if len(fitting) == 1:
                return fitting[0]
            if fitting:
                raise ValueError(f"{len(fitting)} rows fit; give the row_id of the one that is meant.")
        if not known and not alike:
            raise ValueError(
                f"stale: no row of {correction.path} holds these words and a {correction.column}."
            )
        values = sorted({f"'{shown(row(place)[correction.column])}'" for place in known or alike})
        raise ValueError(f"stale: {correction.column} is {' or '.join(values)}, not '{correction.was}'.")

    def _with_column(self, places: Iterable[Place], correction: Correction) -> list[Place]:
        return [place for place in places if correction.column in self.columns[place[0]]]

    def _holds(self, place: Place, correction: Correction, row: Callable[[Place], Record]) -> bool:
        column = self.columns[place[0]][correction.column]
        try:
            return bool(parsed(correction.was, column) == row(place)[column.name])
        except ValueError:
            return False

    @cached_property
    def _by_key(self) -> dict[str, list[Place]]:
        """Rows by their id; a commitment's id finds it and its responsibilities."""
        index: dict[str, list[Place]] = defaultdict(list)
        for name, declared in self.declared.items():
            for number, key in enumerate(self.tables[name][declared.keys[0]].to_pylist()):
                index[key].append((name, number))
        return index

    def _quoted(self, correction: Correction) -> list[Place]:
        """Rows of this path with these words; of several those on the same page, if there are any."""
        places = self._by_quote.get((correction.path, _plain(correction.quote)), [])
        near = [place for place in places if correction.page == str(row_at(self.tables, place).get("page"))]
        return near or places

    @cached_property
    def _by_quote(self) -> dict[tuple[str, str], list[Place]]:
        """Rows by path and words; the document itself has none."""
        documents = self.tables["documents"].select(["document_id", "path", "other_paths"]).to_pylist()
        paths = {row["document_id"]: (row["path"], *row["other_paths"]) for row in documents}
        index: dict[tuple[str, str], list[Place]] = defaultdict(list)
        for name in self.declared:
            table = self.tables[name]
            quotes = table["quote"].to_pylist() if "quote" in table.column_names else [""] * len(table)
            for number, document_id in enumerate(table["document_id"].to_pylist()):
                for path in paths[document_id]:
                    index[path, _plain(quotes[number])].append((name, number))
        return index


def correctable(declared: Dataset) -> dict[str, Column]:
    """Columns that were read, by name: no keys, pointers, places or nested rows. A party goes by its name."""
    return {
        column.name: column
        for column in declared.columns
        if not (column.key or column.references or column.name in FIXED)
        and not (column.is_list and pa.types.is_struct(column.type.value_type))
    }


def row_at(tables: Tables, place: Place) -> Record:
    """The row that stands there."""
    record: Record = tables[place[0]].slice(place[1], 1).to_pylist()[0]
    return record


def _plain(quote: str) -> str:
    return BLANKS.sub(" ", quote).strip()
