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

from pipeline.schema import Column, Dataset, Record

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

    def page_at(self, offset: int) -> int | None:
        """Page on which the character at this offset stands."""
        return self.pages[max(0, bisect_right(self.starts, offset) - 1)] if self.pages else None


def broken(record: Record, dataset: Dataset, text: Text) -> str | None:
    """The first promise that a record breaks, in words; None where it keeps them all."""
    faults = (*broken_columns(record, dataset), *_quote(record, text))
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


def _stands_on(page: int | None, part: int | None) -> bool:
    """Whether words of this page can stand in the text of that one.

    A table row that a page break cuts stands in the text cell by cell, so that the lower half of its first
    cell precedes the upper half of its second: words can be of an earlier page than the part they stand in.
    """
    return page == part if page is None or part is None else page <= part


def _quote(record: Record, text: Text) -> Iterator[tuple[str, str]]:
    if record.get("quote") is None or record.get("char_start") is None:
        return
    start, end = record["char_start"], record["char_end"]
    if not 0 <= start <= end <= len(text.words) or text.words[start:end] != record["quote"]:
        yield "quote", f"the quote does not stand at {start} to {end} of the text"
    elif not _stands_on(record["page"], text.page_at(start)):
        yield "page", f"the quote does not stand on page {record['page']}"
