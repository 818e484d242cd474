"""Ways to look at a Document that the tests of reading share."""

from pipeline.ingest import read_text


def passages(text, media_type="text/plain"):
    """The passages of a text as (kind, words)."""
    document = read_text(text, media_type=media_type)
    return [(passage.kind, document.quote(passage.span)) for passage in document.passages]


def grid(text, media_type="text/plain"):
    """The rows of the only table of a text: words, and '=N' behind a cell that covers N columns."""
    document = read_text(text, media_type=media_type)
    (table,) = document.tables
    rows = [[] for _ in range(table.row_count)]
    for cell in table.cells:
        wide = f"={cell.column_span}" if cell.column_span > 1 else ""
        rows[cell.row].append(document.quote(cell.span) + wide)
    return rows
