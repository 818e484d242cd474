"""Documents made by hand: sentences as passages, grids as tables, without any reader of files."""

from __future__ import annotations

from extractors._document import Cell, Document, Inventory, Page, Passage, Span, Table

TOWN = Inventory(municipalities=("Ede",), year=2024)


def prose(*sentences: str, inventory: Inventory = TOWN, headings: tuple[str, ...] = ()) -> Document:
    """One paragraph of these sentences."""
    text, passages = "", []
    for sentence in sentences:
        span = Span(len(text), len(text) + len(sentence))
        passages.append(Passage(span, "sentence", block=0, heading_path=headings))
        text += sentence + "\n"
    return Document("0" * 16, text, (Page(None, Span(0, len(text))),), tuple(passages), inventory=inventory)


def table(
    *rows: tuple[str, ...],
    title: str = "",
    notes: tuple[str, ...] = (),
    header_rows: int = 1,
    inventory: Inventory = TOWN,
) -> Document:
    """A document of one table; a row of one cell spans the whole width."""
    text = f"{title}\n" if title else ""
    width = max(len(row) for row in rows)
    start, cells = len(text), []
    for r, row in enumerate(rows):
        for c, words in enumerate(row):
            cells.append(Cell(r, c, Span(len(text), len(text) + len(words)), column_span=width // len(row)))
            text += words + ("\n" if c + 1 == len(row) else "\t")
    end, spans = len(text), []
    for note in notes:
        spans.append(Span(len(text), len(text) + len(note)))
        text += note + "\n"
    made = Table(
        Span(start, end),
        tuple(cells),
        len(rows),
        width,
        header_rows,
        "plain",
        title=Span(0, len(title)) if title else None,
        notes=tuple(spans),
    )
    return Document("0" * 16, text, (Page(None, Span(0, len(text))),), tables=(made,), inventory=inventory)


def both(first: Document, second: Document) -> Document:
    """Two documents made by hand, one behind the other."""
    shift, moved = len(first.text), []

    def at(span: Span) -> Span:
        return Span(span.start + shift, span.end + shift)

    for one in second.tables:
        cells = tuple(Cell(c.row, c.column, at(c.span), c.row_span, c.column_span) for c in one.cells)
        title = at(one.title) if one.title else None
        moved.append(
            Table(
                at(one.span),
                cells,
                one.row_count,
                one.column_count,
                one.header_rows,
                one.method,
                title=title,
                notes=tuple(map(at, one.notes)),
            )
        )
    passages = tuple(Passage(at(p.span), p.kind, p.block + 100) for p in second.passages)
    text = first.text + second.text
    return Document(
        first.document_id,
        text,
        (Page(None, Span(0, len(text))),),
        first.passages + passages,
        first.tables + tuple(moved),
        inventory=first.inventory,
    )
