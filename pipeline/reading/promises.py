"""What a single row promises: types, vocabularies, possible dates, a quote that stands where it says.

Asked twice: of each row as it comes from an extractor, where a broken promise costs that row and is an issue,
and of the tables that are about to be published, where it stops the publication.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.datasets.schema import Column, Dataset, Record

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""The years that a date may lie in: agreements exist since the nineties, targets reach beyond 2050."""
_FROM_TO = (
    ("starts_on", "ends_on"),
    ("period_start_year", "period_end_year"),
    ("value_min", "value_max"),
    ("rent_min_eur", "rent_max_eur"),
)
_PYTHON_TYPES: dict[pa.DataType, type | tuple[type, ...]] = {
    pa.string(): str,
    pa.bool_(): bool,
    pa.int16(): int,
    pa.int32(): int,
    pa.int64(): int,
    pa.float32(): (int, float),
    pa.float64(): (int, float),
    pa.date32(): date,
}
_ABOVE = {pa.int16(): 2**15, pa.int32(): 2**31, pa.int64(): 2**63}


@dataclass(frozen=True, slots=True)
class Text:
    """A document's whole text, and where its parts begin."""

    words: str = ""
    starts: Sequence[int] = ()
    pages: Sequence[int | None] = ()

    def holds(self, quote: str, start: int, end: int) -> bool:
        """Whether these words stand there."""
        return 0 <= start <= end <= len(self.words) and self.words[start:end] == quote

    def page_at(self, offset: int) -> int | None:
        """Page on which the character at this offset stands."""
        return self.pages[max(0, bisect_right(self.starts, offset) - 1)] if self.pages else None

    def shows(self, offset: int, page: int | None) -> bool:
        """Whether words of this page can stand there.

        A table row that a page break cuts stands in the text cell by cell, so that the lower half of its
        first cell precedes the upper half of its second: words can be of an earlier page than their part.
        """
        part = self.page_at(offset)
        return page == part if page is None or part is None else page <= part


def broken(record: Record, dataset: Dataset, text: Text) -> str | None:
    """The first promise that a record breaks, in words; None where it keeps them all."""
    faults = (*broken_columns(record, dataset), *quote_faults(record, text))
    return next((fault for _, fault in faults), None)


def broken_columns(record: Record, dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Each column whose value cannot be published, and why."""
    faults = [(column.name, _value(record[column.name], column)) for column in dataset.columns]
    yield from ((name, f"{name} {fault}") for name, fault in faults if fault)
    if any(fault for _, fault in faults):
        return  # values of the wrong type cannot be compared
    for first, last in _FROM_TO:
        start, end = record.get(first), record.get(last)
        if start is not None and end is not None and start > end:
            yield first, f"{first} {start} lies after {last} {end}"
            yield last, f"{last} {end} lies before {first} {start}"


def _value(value: object, column: Column) -> str | None:
    if value is None:
        return None if column.nullable else "is null"
    if column.is_list:
        return _list(value, column)
    if not isinstance(value, _PYTHON_TYPES[column.type]) or (
        isinstance(value, bool) and column.type != pa.bool_()
    ):
        return f"{value!r} is no {column.type}"
    if column.vocabulary and value not in column.vocabulary:
        return f"'{value}' is none of {', '.join(column.vocabulary)}"
    return _written(value) if isinstance(value, str) else _number_or_date(value, column)


def _list(value: object, column: Column) -> str | None:
    if not isinstance(value, list):
        return f"{value!r} is no list"
    strange = [item for item in value if column.vocabulary and item not in column.vocabulary]
    return f"'{strange[0]}' is none of {', '.join(column.vocabulary)}" if strange else None


def _number_or_date(value: object, column: Column) -> str | None:
    if isinstance(value, date):
        return _year(value.year, str(value))
    if isinstance(value, int) and column.unit == "year":
        return _year(value, str(value))
    if isinstance(value, int) and abs(value) >= _ABOVE.get(column.type, 2**63):
        return f"{value} is too large"
    if isinstance(value, float) and value != value:
        return "is not a number"
    if isinstance(value, int | float) and column.name == "confidence" and not 0 <= value <= 1:
        return f"{value} does not lie in 0 to 1"
    return None


def _year(year: int, written: str) -> str | None:
    if FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return f"{written} does not lie in {FIRST_YEAR} to {LAST_YEAR}"


def _written(value: str) -> str | None:
    """Half a character, as a broken decoder leaves it, cannot be written to any file."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return "holds half a character"
    return None


def quote_faults(record: Record, text: Text) -> Iterator[tuple[str, str]]:
    """What is wrong with where a quote says it stands: the column, and why."""
    if record.get("quote") is None or record.get("char_start") is None:
        return
    start, end, page = record["char_start"], record["char_end"], record["page"]
    if not text.holds(record["quote"], start, end):
        yield "quote", f"the quote does not stand at {start} to {end} of the text"
    elif not text.shows(start, page):
        yield "page", f"the quote does not stand on page {page}"


def doubtful(table: pa.Table, dataset: Dataset) -> Iterator[int]:
    """Indices of the rows that `broken_columns` has to look at, told by whole columns.

    What Arrow's types already forbid, such as a word for a number, is not asked again.
    """
    for column in dataset.columns:
        for mask in _wrong(table[column.name], column):
            yield from pc.indices_nonzero(pc.fill_null(mask, False)).to_pylist()
        if column.is_list and column.vocabulary:
            values = table[column.name].combine_chunks()
            strange = pc.invert(pc.is_in(pc.list_flatten(values), value_set=pa.array(column.vocabulary)))
            yield from pc.list_parent_indices(values).filter(strange).to_pylist()
    for first, last in _FROM_TO:
        if first in table.column_names and last in table.column_names:
            later = pc.greater(table[first], table[last])
            yield from pc.indices_nonzero(pc.fill_null(later, False)).to_pylist()


def _wrong(values: pa.ChunkedArray, column: Column) -> Iterator[pa.ChunkedArray]:
    """Masks of the values of a column that break what it promises."""
    if not column.nullable:
        yield pc.is_null(values)
    if column.vocabulary and not column.is_list:
        known = pc.is_in(values, value_set=pa.array(column.vocabulary))
        yield pc.and_(pc.is_valid(values), pc.invert(known))
    if pa.types.is_date(column.type):
        yield _outside(pc.year(values), FIRST_YEAR, LAST_YEAR)
    if pa.types.is_integer(column.type) and column.unit == "year":
        yield _outside(values, FIRST_YEAR, LAST_YEAR)
    if pa.types.is_floating(column.type):
        yield pc.is_nan(values)
    if column.name == "confidence":
        yield _outside(values, 0, 1)


def _outside(values: pa.ChunkedArray, least: int, most: int) -> pa.ChunkedArray:
    return pc.or_(pc.less(values, least), pc.greater(values, most))
