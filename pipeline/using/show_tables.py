"""The tables of a file as they were read: grid, kind, sums and issues; and as a picture of their page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table as Printed
from rich.text import Text

from extractors import observations, tables
from extractors._document import Box, Document, Span, Table, Unread
from pipeline.errors import UsageError
from pipeline.ingest import IngestError, read
from pipeline.ingest.pdf.printed import around

TABLE_COLOURS = {"cells": "#999999", "headers": "#1f77b4", "titles": "#2ca02c", "notes": "#ff7f0e"}
"""What is outlined on a page, and in which colour."""


def show_tables(file: Path, console: Console, page: int | None = None) -> int:
    """Print the tables of a file, or of one page of it; how many there were.

    Raises UsageError when the file cannot be read.
    """
    document = read_document(file)
    rows = [row for row in tables.extract(document) if isinstance(row, tables.Row)]
    shown = [
        (number, row)
        for number, row in enumerate(rows)
        if page is None or (row.page or 0) <= page <= (row.last_page or 0)
    ]
    for number, row in shown:
        _print(document, number, row, console)
    for unread in _issues_beside(document, page):
        console.print(Text(f"issue {unread.code}: {unread.message}", style="red"))
    return len(shown)


def first_page_with_a_table(file: Path) -> int:
    """The number of the page that the file's first table begins on. Raises UsageError where none does."""
    document = read_document(file)
    pages = [page for table in document.tables if (page := document.page_at(table.span.start))]
    if not pages:
        raise UsageError(f"{file} has no table on a page; leave --png out, or give --page.")
    return min(pages)


def read_document(file: Path) -> Document:
    """The document of a file; what cannot be read becomes a UsageError."""
    try:
        return read(file)
    except IngestError as fault:
        raise UsageError(f"{fault.message}.") from fault


def outlined(document: Document, number: int) -> Iterator[tuple[str, Box]]:
    """What is to be outlined on a page, by its name in TABLE_COLOURS: where there is a layout."""
    for table in document.tables:
        for cell in table.cells:
            boxes = _boxes(document, cell.span, number)
            if boxes:
                box = cell.bbox if cell.bbox is not None and cell.page == number else around(boxes)
                yield ("headers" if cell.row < table.header_rows else "cells"), box
        for name, spans in (("titles", [table.title]), ("notes", list(table.notes))):
            found = [box for span in spans if span for box in _boxes(document, span, number)]
            yield from ((name, box) for box in found)


def _boxes(document: Document, span: Span, number: int) -> list[Box]:
    return [placed.bbox for placed in document.evidence(span)["boxes"] if placed.page == number]


def _print(document: Document, number: int, row: tables.Row, console: Console) -> None:
    place = f"page {row.page}" if row.page is not None else f"character {row.char_start}"
    size = f"{row.row_count} x {row.column_count}, {row.method}"
    console.print(Text(f"Table {number + 1}, {place}: {row.kind} ({size})", style="bold"))
    if row.title:
        console.print(Text(f"title: {row.title}"))
    console.print(_grid(document.tables[number], row))
    for note in row.notes:
        console.print(Text(f"note: {note}"))
    console.print(Text(f"sums: {row.sums}" + (f" ({row.sums_detail})" if row.sums_detail else "")))
    console.print(Text(_numbers(document, row)))
    for unread in _issues_of(document, document.tables[number]):
        console.print(Text(f"issue {unread.code}: {unread.message}", style="red"))
    console.print()


def _grid(table: Table, row: tables.Row) -> Printed:
    """The cells, each where it begins; a cell over several columns leaves the others empty."""
    words = {(cell.row, cell.column): " ".join(cell.text.split()) for cell in row.cells}
    grid = Printed(show_header=False)
    for _ in range(row.column_count):
        grid.add_column(overflow="fold")
    for index in range(row.row_count):
        is_header, is_last = index < table.header_rows, index == table.header_rows - 1
        cells = [Text(words.get((index, column), "")) for column in range(row.column_count)]
        grid.add_row(*cells, style="bold" if is_header else "", end_section=is_last)
    return grid


def _numbers(document: Document, row: tables.Row) -> str:
    """How many numbers of the table are published, and of which years."""
    found = [
        number
        for number in observations.extract(document)
        if isinstance(number, observations.Row) and number.table_id == row.table_id
    ]
    additive = sum(number.is_additive for number in found)
    return f"numbers: {len(found)}, of which {additive} may be summed"


def _issues_of(document: Document, table: Table) -> list[Unread]:
    """What the extractors said of places in the table."""
    said = [found for module in (tables, observations) for found in module.extract(document)]
    return [one for one in said if isinstance(one, Unread) and one.span and one.span.meets(table.span)]


def _issues_beside(document: Document, page: int | None) -> list[Unread]:
    """What reading the file said of tables: a caption without a body, a column that is uncertain."""
    codes = ("table_without_body", "table_unread", "column_uncertain")
    return [
        one
        for one in document.unread
        if one.code in codes and (page is None or one.page is None or one.page == page)
    ]
