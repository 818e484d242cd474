"""Blocks -> Document: the text with its offsets, and everything that is tied to it."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
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
    Words,
)
from extractors._language import sentences
from pipeline.ingest.blocks import (
    MARK,
    Block,
    BlockKind,
    Grid,
    GridCell,
    PageSize,
    Piece,
    TextBlock,
    UnreadWords,
    bare,
    has_mark,
    without_marks,
)
from pipeline.ingest.nonsense import nonsense_in

_INTRODUCES = re.compile(r":\W?$")  # 'Partijen spreken af:'
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
    unread: Iterable[Unread | UnreadWords] = (),
    page_count: int | None = None,
    text_source: Literal["embedded", "ocr", "mixed", "plain", "none"] = "plain",
    page_sizes: Sequence[PageSize] = (),
) -> Document:
    """Put the blocks one under another and tie pages, passages, tables and footnotes to the text.

    Blocks stand in reading order; their pages never go back. `page_count` is None for a source without pages,
    `page_sizes` empty for one without a layout.
    """
    sheet = _Sheet()
    for block in blocks:
        if isinstance(block, Grid):
            _add_grid(sheet, block)
        else:
            _add_text_block(sheet, block)
    text = "".join(sheet.parts)
    footnotes = tuple(_footnotes(sheet))
    return Document(
        document_id=document_id,
        text=text,
        pages=tuple(_pages(sheet, page_count, page_sizes)),
        passages=tuple(_under_their_heads(sheet.passages, footnotes)),
        tables=tuple(_tables(sheet)),
        footnotes=footnotes,
        words=_together(sheet.words),
        inventory=inventory,
        unread=(*_placed(unread, text), *(nonsense_in(text) if text_source == "plain" else ())),
        text_source=text_source,
    )


def _together(parts: Sequence[tuple[Words, int]]) -> Words:
    """The words of all parts, their spans moved by so many characters."""
    if not parts:
        return Words()
    import numpy as np  # a text has no placed words, and need not wait for it

    packed, counts = (
        bytearray().join([words.packed for words, _ in parts]),
        [len(words) for words, _ in parts],
    )
    fields = np.frombuffer(packed, np.uint32).reshape(sum(counts), -1)
    fields[:, :2] = fields[:, :2] + np.repeat([move for _, move in parts], counts)[:, None]  # starts and ends
    return Words(bytes(packed))


def _placed(unread: Iterable[Unread | UnreadWords], text: str) -> Iterator[Unread]:
    """Each with its span, where it has words; they come in the order of the text."""
    position = 0
    for each in unread:
        if isinstance(each, Unread):
            yield each
            continue
        words = r"\s+".join(map(re.escape, without_marks(each.words).split()))
        found = re.compile(words).search(text, position)
        position = found.end() if found else position
        yield replace(each.unread, span=Span(*found.span())) if found else each.unread


@dataclass
class _Sheet:
    """The document as far as it is written."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    page_starts: list[int] = field(default_factory=lambda: [0])
    passages: list[Passage] = field(default_factory=list)
    block_count: int = 0
    headings: list[tuple[int, str]] = field(default_factory=list)  # level and words, outermost first
    lead_ins: list[tuple[int, Span]] = field(default_factory=list)  # depth of the bullets it introduces
    spans: dict[TextBlock, Span] = field(default_factory=dict)
    anchors: list[tuple[str, Span]] = field(default_factory=list)  # footnote mark, the word that bore it
    footnotes: list[tuple[str, Span]] = field(default_factory=list)
    words: list[tuple[Words, int]] = field(default_factory=list)  # of each part, and where it begins
    grids: list[tuple[Grid, Span, tuple[Cell, ...], tuple[str, ...]]] = field(default_factory=list)

    def write(self, text: str, page: int | None = None) -> int:
        """Add text, turning to its page first; where it begins."""
        while page is not None and len(self.page_starts) < page:
            self.page_starts.append(self.length)
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        return start

    def write_block(self, block: TextBlock) -> Span:
        """Add a block; the span is that of its words, without what is printed before them."""
        if block.printed:
            self.write(f"{block.printed} ", block.pieces[0].page)
        start = self.length
        for piece in block.pieces:
            if not has_mark(piece.text):  # nearly every one
                begins = self.write(piece.text, piece.page)
                if piece.words:
                    self.words.append((piece.words, begins))
                continue
            position = 0
            for mark in MARK.finditer(piece.text):
                self._write_part(piece, position, mark.start())
                anchor = _last_word(piece.text[position : mark.start()], self.length)
                if anchor:
                    self.anchors.append((mark.group(1), anchor))
                position = mark.end()
            self._write_part(piece, position, len(piece.text))
        return Span(start, self.length)

    def _write_part(self, piece: Piece, start: int, end: int) -> None:
        """Add a stretch of a piece and place its words."""
        begins, words = self.write(piece.text[start:end], piece.page), piece.words.between(start, end)
        if words:
            self.words.append((words, begins - start))

    def heading_path(self) -> tuple[str, ...]:
        return tuple([words for _, words in self.headings])


def _last_word(written: str, end: int) -> Span | None:
    """The word before a footnote's mark, without the stop between them: 'begroting.²'."""
    words = written.rstrip().rstrip(".,;:")
    end -= len(written) - len(words)
    last = words.rsplit(maxsplit=1)[-1:]
    return Span(end - len(last[0]), end) if last else None


def _add_text_block(sheet: _Sheet, block: TextBlock) -> None:
    if block.kind == "heading":
        sheet.headings = [heading for heading in sheet.headings if heading[0] < block.level]
    span = sheet.write_block(block)
    sheet.spans[block] = span
    if block.kind == "footnote" and block.number:
        sheet.footnotes.append((block.number, span))
    _add_passages(sheet, block, span)
    if block.kind == "heading":
        sheet.headings.append((block.level, bare(block)))
    sheet.write("\n")


def _add_passages(sheet: _Sheet, block: TextBlock, span: Span, cell: CellRef | None = None) -> None:
    """One passage per sentence; headings and asides are one passage each."""
    words = bare(block)
    found = _whole(words) if block.kind in ("heading", "aside") else sentences(words)
    lead_in, heading_path = _lead_in(sheet, block), sheet.heading_path()
    for index, sentence in enumerate(found):
        sheet.passages.append(
            Passage(
                span=Span(span.start + sentence.start, span.start + sentence.end),
                kind=_PASSAGE_KIND[block.kind],
                block=sheet.block_count,
                heading_path=heading_path,
                level=block.level,
                lead_in=lead_in,
                number=None if index else block.number,
                cell=cell,
            )
        )
    if found and block.kind in ("paragraph", "bullet") and _INTRODUCES.search(words):
        sheet.lead_ins.append((block.level + 1, sheet.passages[-1].span))
    sheet.block_count += 1


def _whole(words: str) -> list[Span]:
    start, end = len(words) - len(words.lstrip()), len(words.rstrip())
    return [Span(start, end)] if start < end else []


def _lead_in(sheet: _Sheet, block: TextBlock) -> Span | None:
    """The sentence that introduces this bullet; other blocks but footnotes end the list."""
    if block.kind == "footnote":
        return None
    if block.kind != "bullet":
        sheet.lead_ins.clear()
        return None
    sheet.lead_ins = [lead_in for lead_in in sheet.lead_ins if lead_in[0] <= block.level]
    return sheet.lead_ins[-1][1] if sheet.lead_ins else None


def _add_grid(sheet: _Sheet, grid: Grid) -> None:
    """Row by row, a tab between cells, a newline between rows and between the parts of a cell."""
    start = sheet.write("", grid.page)
    above = sheet.headings
    cells: list[Cell] = []
    for cell in grid.cells:
        if cells:
            sheet.write("\t" if cells[-1].row == cell.row else "\n")
        if not cells or cells[-1].row != cell.row:
            sheet.headings = above  # a title inside a row heads that row alone
        sheet.lead_ins.clear()
        span = _add_cell(sheet, cell, is_head=cell.row < grid.header_rows)
        page = cell.page or grid.page
        cells.append(Cell(cell.row, cell.column, span, cell.row_span, cell.column_span, page, cell.bbox))
    sheet.lead_ins.clear()
    sheet.headings = above
    sheet.grids.append((grid, Span(start, sheet.length), tuple(cells), sheet.heading_path()))
    sheet.write("\n")


def _add_cell(sheet: _Sheet, cell: GridCell, is_head: bool) -> Span:
    """The cell's words, and their passages unless it is part of the head, which is no sentence."""
    start = sheet.length
    place = CellRef(len(sheet.grids), cell.row, cell.column)
    for index, part in enumerate(cell.parts):
        if index:
            sheet.write("\n")
        span = sheet.write_block(part)
        if not is_head:
            _add_passages(sheet, part, span, place)
        if part.kind == "heading":
            sheet.headings = [*sheet.headings, (part.level, bare(part))]
    return Span(start, sheet.length)


def _pages(sheet: _Sheet, count: int | None, sizes: Sequence[PageSize]) -> Iterator[Page]:
    """The pages; they partition the text, and a page without words is empty."""
    if count is None:
        yield Page(None, Span(0, sheet.length))
        return
    starts = sheet.page_starts + [sheet.length] * (count - len(sheet.page_starts))
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], sheet.length], strict=True), 1):
        size = sizes[number - 1] if sizes else PageSize()
        yield Page(number, Span(start, end), size.width_pt, size.height_pt)


def _tables(sheet: _Sheet) -> Iterator[Table]:
    for grid, span, cells, heading_path in sheet.grids:
        yield Table(
            span=span,
            cells=cells,
            row_count=grid.row_count,
            column_count=grid.column_count,
            header_rows=grid.header_rows,
            method=grid.method,
            title=sheet.spans[grid.title] if grid.title else None,
            notes=tuple(sheet.spans[note] for note in grid.notes),
            heading_path=heading_path,
        )


def _footnotes(sheet: _Sheet) -> Iterator[Footnote]:
    """Each footnote with the nearest free word before it that bore its mark, else the first one after it."""
    free: dict[str, list[Span]] = {}
    for mark, anchor in sheet.anchors:
        free.setdefault(mark, []).append(anchor)
    for mark, span in sheet.footnotes:
        anchors = free.get(mark, [])
        before = [anchor for anchor in anchors if anchor.start < span.start]
        nearest = next(iter([*before[-1:], *anchors]), None)
        if nearest:
            anchors.remove(nearest)
        yield Footnote(mark, span, nearest)


def _under_their_heads(passages: Sequence[Passage], footnotes: Iterable[Footnote]) -> Iterator[Passage]:
    """The passages, those of footnotes under the headings of the word that bears the mark.

    They stand at the foot of the page, where another section can have begun.
    """
    tied = [note for note in footnotes if note.anchor]
    notes, starts = [note.span.start for note in tied], [passage.span.start for passage in passages]
    for passage in passages:
        note = bisect.bisect_right(notes, passage.span.start) - 1 if passage.kind == "footnote" else -1
        anchor = tied[note].anchor if note >= 0 and tied[note].span.holds(passage.span) else None
        at = bisect.bisect_right(starts, anchor.start) - 1 if anchor else -1
        yield replace(passage, heading_path=passages[at].heading_path) if at >= 0 else passage
