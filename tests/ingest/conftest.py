"""Ways to look at a Document that the tests of reading share."""

import pytest

from pipeline.ingest import read_text


@pytest.fixture
def passages():
    """The passages of a text as (kind, words)."""

    def of(text, media_type="text/plain"):
        document = read_text(text, media_type=media_type)
        return [(passage.kind, document.quote(passage.span)) for passage in document.passages]

    return of


@pytest.fixture
def grid():
    """The rows of the only table of a text: words, and '=N' behind a cell that covers N columns."""

    def of(text, media_type="text/plain"):
        document = read_text(text, media_type=media_type)
        (table,) = document.tables
        return rows(document, table)

    return of


def rows(document, table):
    shown = [[] for _ in range(table.row_count)]
    for cell in table.cells:
        wide = f"={cell.column_span}" if cell.column_span > 1 else ""
        shown[cell.row].append(document.quote(cell.span) + wide)
    return shown
