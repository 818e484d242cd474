"""Blocks -> Document: the text with its offsets, and everything that is tied to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from extractors._document import (
    Cell,
    CellRef,
    Document,
    Footnote,
    Inventory,
    Page,
    Passage,
    PassageKind,
    Span,
    Table,
    Unread,
    Word,
)
from extractors._language import sentences
from pipeline.ingest.blocks import MARK, Block, BlockKind, Grid, PageSize, Piece, TextBlock, bare

_PASSAGE_KIND: dict[BlockKind, PassageKind] = {
    "heading": "heading",
    "aside": "heading",
    "paragraph": "sentence",
    "bullet": "bullet",
    "footnote": "footnote",
}


def compose(
    blocks: Sequence[Block],
    *,
    document_id: str,
    inventory: Inventory,
    unread: Iterable[Unread] = (),
    page_count: int | None = None,
    text_source: Literal["embedded", "ocr", "mixed", "plain", "none"] = "plain",
    page_sizes: Sequence[PageSize] = (),
) -> Document:
    """Put the blocks one under another and tie pages, passages, tables and footnotes to the text.

    Blocks stand in reading order; their pages never go back. `page_count` is None for a source without pages,
    `page_sizes` empty for one without a layout.
    """
    page = _Sheet(page_count)
    for block in blocks:
        if isinstance(block, Grid):
            _add_grid(page, block)
        else:
            _add_text_block(page, block)
    text = "".join(page.parts)
    return Document(
        document_id=document_id,
        text=text,
        pages=page.pages(page_sizes),
        passages=tuple(page.passages),
        tables=tuple(_tables(page)),
        footnotes=tuple(_footnotes(page)),
        words=tuple(sorted(page.words, key=lambda word: word.span)),
        inventory=inventory,
        unread=tuple(unread),
        text_source=text_source,
    )


@dataclass
class _Sheet:
    """The document as far as it is written."""

    page_count: int | None
    length: int = 0
    parts: list[str] = field(default_factory=list)
    page_starts: list[int] = field(default_factory=lambda: [0])
    passages: list[Passage] = field(default_factory=list)
    grids: list[tuple[Grid, Span, tuple[Cell, ...], tuple[str, ...]]] = field(default_factory=list)
    spans: dict[TextBlock, Span] = field(default_factory=dict)
    anchors: list[tuple[str, Span]] = field(default_factory=list)  # footnote mark, the word before it
    footnotes: list[tuple[str, Span]] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    lead_ins: list[tuple[int, Span]] = field(default_factory=list)  # bullet depth it introduces, sentence
    block_count: int = 0

    def write(self, text: str, page: int | None = None) -> Span:
        """Add text, turning to its page first."""
        while page is not None and len(self.page_starts) < page:
            self.page_starts.append(self.length)
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        return Span(start, self.length)

    def write_pieces(self, block: TextBlock) -> Span:
        """Write a block's words, leaving out its footnote marks but noting the words they stood behind."""
        start = self.length
        for piece in block.pieces:
            position = 0
            for mark in MARK.finditer(piece.text):
                span = self._write_part(piece, position, mark.start())
                self.anchors.append((mark.group(1), self._last_word(span)))
                position = mark.end()
            self._write_part(piece, position, len(piece.text))
        return Span(start, self.length)

    def _write_part(self, piece: Piece, start: int, end: int) -> Span:
        """Write a stretch of a piece and place its words."""
        span = self.write(piece.text[start:end], piece.page)
        if piece.page is not None:
            for word in piece.words:
                if start <= word.start < end:
                    at = span.start + word.start - start
                    self.words.append(Word(Span(at, at + word.end - word.start), piece.page, word.bbox))
        return span

    def _last_word(self, span: Span) -> Span:
        written = self.parts[-1].rstrip()
        word = written.rstrip(".,;:").rsplit(maxsplit=1)[-1:] or [""]
        end = span.start + len(written.rstrip(".,;:"))
        return Span(end - len(word[0]), end)

    def pages(self, sizes: Sequence[PageSize]) -> tuple[Page, ...]:
        """The pages; they partition the text."""
        if self.page_count is None:
            return (Page(None, Span(0, self.length)),)
        places = [(size.width_pt, size.height_pt) for size in sizes] or [(None, None)] * self.page_count
        starts = self.page_starts + [self.length] * (self.page_count - len(self.page_starts))
        ends = [*starts[1:], self.length]
        return tuple(
            Page(number, Span(*edges), *place)
            for number, (*edges, place) in enumerate(zip(starts, ends, places, strict=True), 1)
        )

    def heading_path(self) -> tuple[str, ...]:
        return tuple(words for _, words in self.headings)


def _add_text_block(page: _Sheet, block: TextBlock) -> None:
    if block.printed:
        page.write(f"{block.printed} ", block.pieces[0].page)
    span = page.write_pieces(block)
    page.spans[block] = span
    words = bare(block)
    if block.kind == "footnote" and block.number:
        page.footnotes.append((block.number, span))
    if block.kind == "heading":
        page.headings = [heading for heading in page.headings if heading[0] < block.level]
    _add_passages(page, block, span, words)
    if block.kind == "heading":
        page.headings.append((block.level, words))
    page.write("\n")


def _add_passages(
    page: _Sheet, block: TextBlock, span: Span, words: str, cell: CellRef | None = None
) -> None:
    """One passage per sentence; headings and asides are one passage each."""
    is_whole = block.kind in ("heading", "aside")
    found = [Span(0, len(words))] if is_whole else sentences(words)
    lead_in = _lead_in(page, block)
    for sentence in found:
        if sentence.start == sentence.end:
            continue
        page.passages.append(
            Passage(
                Span(span.start + sentence.start, span.start + sentence.end),
                _PASSAGE_KIND[block.kind],
                page.block_count,
                page.heading_path(),
                block.level,
                lead_in,
                block.number if sentence is found[0] else None,
                cell,
            )
        )
    if found and words.endswith(":") and block.kind in ("paragraph", "bullet"):
        page.lead_ins.append((block.level + 1, page.passages[-1].span))
    page.block_count += 1


def _lead_in(page: _Sheet, block: TextBlock) -> Span | None:
    """The sentence that introduces this bullet; anything but a bullet or footnote ends the list."""
    if block.kind == "footnote":
        return None
    if block.kind != "bullet":
        page.lead_ins.clear()
        return None
    page.lead_ins = [lead_in for lead_in in page.lead_ins if lead_in[0] <= block.level]
    return page.lead_ins[-1][1] if page.lead_ins else None


def _add_grid(page: _Sheet, grid: Grid) -> None:
    start = page.write("", grid.page).start
    table = len(page.grids)
    cells = []
    row = 0
    for index, cell in enumerate(grid.cells):
        if index:
            page.write("\t" if cell.row == row else "\n")
        row = cell.row
        page.lead_ins.clear()
        cell_start = page.length
        for part_index, part in enumerate(cell.parts):
            if part_index:
                page.write("\n")
            if part.printed:
                page.write(f"{part.printed} ")
            span = page.write_pieces(part)
            if cell.row >= grid.header_rows:
                _add_passages(page, part, span, bare(part), CellRef(table, cell.row, cell.column))
        cells.append(
            Cell(
                cell.row,
                cell.column,
                Span(cell_start, page.length),
                cell.row_span,
                cell.column_span,
                cell.page or grid.page,
                cell.bbox,
            )
        )
    page.lead_ins.clear()
    page.grids.append((grid, Span(start, page.length), tuple(cells), page.heading_path()))
    page.write("\n")


def _tables(page: _Sheet) -> Iterable[Table]:
    for grid, span, cells, heading_path in page.grids:
        yield Table(
            span,
            cells,
            grid.row_count,
            grid.column_count,
            grid.header_rows,
            grid.method,
            page.spans.get(grid.title) if grid.title else None,
            tuple(page.spans[note] for note in grid.notes),
            heading_path,
        )


def _footnotes(page: _Sheet) -> Iterable[Footnote]:
    """Each footnote with the nearest free word that bore its mark, before it or else after it."""
    free = list(page.anchors)
    for mark, span in page.footnotes:
        candidates = [anchor for anchor in free if anchor[0] == mark]
        before = [anchor for anchor in candidates if anchor[1].start < span.start]
        chosen = (before[-1:] or candidates[:1] or [None])[0]
        if chosen:
            free.remove(chosen)
        yield Footnote(mark, span, chosen[1] if chosen else None)
