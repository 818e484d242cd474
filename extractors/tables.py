"""Dataset `tables`: every table found, with its cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractors._document import Box, Document, Evidence, Int16, Int32, Unread, column

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
    notes: tuple[str, ...] = column("Notes printed with the table: '* incl. Borne'")
    sums: str = column(
        "Whether printed totals are the sums of their parts", vocabulary=("hold", "fail", "none")
    )
    sums_detail: str | None = column("Which total fails and by how much; null unless `sums` is fail")


def extract(document: Document) -> Iterator[Row | Unread]:
    """One Row per table, and an Unread where totals fail or a caption has no body."""
    raise NotImplementedError
