"""The datasets as one workbook: a dictionary, then a sheet for each dataset and view."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from pipeline.datasets.dictionary import DESCRIPTION, RIGHTS, WITHOUT_WORDS, DictionaryRow, dictionary_rows
from pipeline.datasets.schema import Dataset
from pipeline.datasets.words import has_words
from pipeline.errors import UsageError
from pipeline.storage.writing import write_in_one_step
from pipeline.using.published import Published
from pipeline.using.workbook import MOST_ROWS, SheetColumn, Workbook, flat, shortest

DICTIONARY = tuple(
    SheetColumn(name, width=width)
    for name, width in (("dataset", 20), ("column", 24), ("type", 16), ("null", 8), ("meaning", 120))
)
_WIDTHS = {"string": 22, "list": 22, "date32": 12}
_WIDE = frozenset({"text", "quote", "sentence", "message", "title", "description"})


def write(published: Published, datasets: Sequence[Dataset], file: Path) -> list[str]:
    """Writes the workbook, in one step; a sentence for each column with texts too long for a cell."""
    for dataset in datasets:
        if (count := len(published.tables[dataset.name])) > MOST_ROWS:
            raise UsageError(
                f"{dataset.name} has {count:,} rows and a sheet of Excel holds {MOST_ROWS:,}; "
                "use --to duckdb or --to csv."
            )
    words = RIGHTS if has_words(published.tables["texts"]) else WITHOUT_WORDS
    book = Workbook(
        {
            "title": "afspraken",
            "subject": f"snapshot {published.snapshot}",
            "comments": f"{DESCRIPTION} {words}",
        }
    )
    book.add("dictionary", DICTIONARY, ((*_told(row),) for row in dictionary_rows(datasets)))
    for dataset in datasets:
        columns = [_column(row) for row in dictionary_rows([dataset])]
        book.add(sheet_name(dataset), columns, _rows(published.tables[dataset.name]))
    write_in_one_step(file, book.content())
    return [
        f"{sheet}.{column}: {count} texts are longer than a cell holds and were cut; "
        "the Parquet files have them whole."
        for (sheet, column), count in book.cut.items()
    ]


def sheet_name(dataset: Dataset) -> str:
    """'views/new_builds' -> 'new_builds': a sheet's name holds no slash."""
    return dataset.name.rpartition("/")[2]


def _told(row: DictionaryRow) -> tuple[object, ...]:
    return row.dataset, row.column, row.type, "yes" if row.is_nullable else "no", row.told


def _column(row: DictionaryRow) -> SheetColumn:
    kind = row.type.partition("<")[0]
    width = 60 if row.column in _WIDE else _WIDTHS.get(kind, max(10, len(row.column) + 2))
    return SheetColumn(row.column, f"{row.told} ({row.type})", width)


def _rows(table: pa.Table) -> Iterator[Sequence[object]]:
    for batch in table.to_batches(max_chunksize=10_000):
        yield from zip(*map(_cells, batch.columns), strict=True)


def _cells(column: pa.Array) -> list[object]:
    told: Callable[[object], object] = flat
    if pa.types.is_float32(column.type):
        return [None if value is None else shortest(value) for value in column.to_pylist()]
    return [told(value) for value in column.to_pylist()]
