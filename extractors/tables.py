"""Dataset `tables`: every table found, with its cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from extractors._document import Box, Cell, Document, Evidence, Int16, Int32, Unread, column
from extractors._numbers.cues import vocabulary

if TYPE_CHECKING:  # what reads is imported where it does: who asks for Row alone need not wait for it
    from extractors._numbers.sums import Check
    from extractors._numbers.tables import Meaning

TABLE_KINDS = (
    "new_builds",
    "sales",
    "rent_bands",
    "demolitions",
    "life_extension",
    "renovation",
    "stock",
    "commitments",
    "other",
)
_NO_DWELLINGS = frozenset({"eur", "persons"})


@dataclass(frozen=True, slots=True)
class CellRow:
    """One cell; a cell that a span covers is not listed."""

    page: Int32 | None
    row: Int16
    column: Int16
    row_span: Int16
    column_span: Int16
    text: str
    bbox: Box | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Evidence):
    """One row per table found."""

    table_id: str = column("Hash of the document and the table's words", key=True)
    last_page: Int32 | None = column("Page the table ends on, 1-based; null where the source has no pages")
    title: str | None = column("Title or caption as printed, null if none was found")
    kind: str = column("What the table is about", vocabulary=TABLE_KINDS)
    method: str = column("How the grid was told", vocabulary=("ruled", "borderless", "markdown", "plain"))
    row_count: Int16 = column("Rows of the whole table, header rows included")
    column_count: Int16 = column("Columns of the whole table")
    header_rows: Int16 = column("How many of the first rows are header")
    cells: tuple[CellRow, ...] = column(
        "The grid: 0-based rows and columns of the whole table; covered cells left out"
    )
    notes: tuple[str, ...] = column("Notes printed with the table: '* incl. Ede'")
    sums: str = column(
        "Whether printed totals are the sums of their parts", vocabulary=("hold", "fail", "none")
    )
    sums_detail: str | None = column("Which total fails and by how much; null unless `sums` is fail")


def extract(document: Document) -> Iterator[Row | Unread]:
    """One Row per table, and an Unread for each total that fails and each cell that could not be read."""
    from extractors._numbers.read import statements, table_ids
    from extractors._numbers.sums import checks
    from extractors._numbers.tables import meanings

    ids = table_ids(document)
    units: dict[int | None, set[str]] = defaultdict(set)
    for each in statements(document):
        units[each.table].add(each.unit)
    for index, parts in groupby(meanings(document), key=lambda meaning: meaning.index):
        meant = list(parts)
        checked = [check for meaning in meant for check in checks(meaning)]
        failed = [check for check in checked if not check.holds]
        yield _row(document, meant, units[index], ids[index], checked, failed)
        for check in failed:
            yield Unread(
                "sums_fail", f"{check.told}; check the table before adding it up", check.entry.cell.span
            )
        for span in (span for meaning in meant for span in meaning.unread):
            cell = document.quote(span).strip()
            message = f"the cell '{cell}' holds digits but no single number; read it by hand"
            yield Unread("number_unread", message, span)


def _row(
    document: Document,
    meant: list[Meaning],
    units: set[str],
    table_id: str,
    checked: list[Check],
    failed: list[Check],
) -> Row:
    """The table as printed; its parts, where it has several, are `meant`, and its numbers count `units`."""
    meaning = next((each for each in meant if each.kind != "other"), meant[0])
    table = document.tables[meaning.index]
    cells = tuple(_cell(document, cell) for cell in table.cells)
    return Row(
        **document.evidence(table.span),
        table_id=table_id,
        last_page=document.page_at(max(table.span.start, table.span.end - 1)),
        title=document.quote(meaning.title).strip() if meaning.title else None,
        kind=_kind(meaning, units),
        method=table.method,
        row_count=table.row_count,
        column_count=table.column_count,
        header_rows=table.header_rows,
        cells=cells,
        notes=tuple(document.quote(note).strip() for note in table.notes),
        sums="none" if not checked else "fail" if failed else "hold",
        sums_detail="; ".join(check.told for check in failed) or None,
        confidence=_confidence(table.method),
        rule=f"table_{table.method}",
    )


def _kind(meaning: Meaning, units: set[str]) -> str:
    """What the table is about: 'Investeringen per project' names new builds in its rows and counts none."""
    title = meaning.title_head
    is_told = title.indicator is not None and title.unit not in _NO_DWELLINGS
    counts_none = bool(units) and units <= _NO_DWELLINGS
    is_of_work = meaning.kind not in ("rent_bands", "commitments")
    return "other" if counts_none and is_of_work and not is_told else meaning.kind


def _cell(document: Document, cell: Cell) -> CellRow:
    return CellRow(
        page=cell.page if cell.page is not None else document.page_at(cell.span.start),
        row=cell.row,
        column=cell.column,
        row_span=cell.row_span,
        column_span=cell.column_span,
        text=document.quote(cell.span),
        bbox=cell.bbox,
    )


def _confidence(method: str) -> float:
    """Tables of which kind, head and cells were right over all tables found this way, one of each added."""
    right, published = vocabulary("confidence_numbers")["tables"][method]
    return float(round((right + 1) / (published + 2), 3))
