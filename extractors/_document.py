"""The Document that ingest hands over, and the contract of a row. Standard library only.

A Document is the cleaned text of one file (NFC, debris repaired, running headers gone) with everything
that is known of its layout tied to it by offsets: pages, passages, tables, footnotes, placed words.
Offsets are Unicode code points, half-open. `document.text[span.start : span.end]` is always the quote.
"""

from __future__ import annotations

import bisect
import hashlib
import struct
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import MISSING, dataclass, field
from typing import Annotated, Any, Literal, TypedDict, overload

from extractors._registers import Registers, shipped

# Widths that the published datasets promise; a bare int is int64, a bare float is float64.
Int16 = Annotated[int, "int16"]
Int32 = Annotated[int, "int32"]
Float32 = Annotated[float, "float32"]
Box = tuple[Float32, Float32, Float32, Float32]
"""x0, top, x1, bottom in points from the page's top left."""

PassageKind = Literal["heading", "sentence", "bullet", "footnote"]
Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of the document's text, in Unicode code points."""

    start: int
    end: int

    def holds(self, other: Span) -> bool:
        """Whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Page:
    """One page. Pages follow each other without gaps and together hold the whole text."""

    number: int | None  # 1-based; None where the source has no pages
    span: Span
    width_pt: float | None = None
    height_pt: float | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text and where it stands; only sources with a layout have them."""

    span: Span
    page: int
    bbox: Box
    confidence: float = 1.0  # of the reader that recognised it: below 1 only after OCR


_PACKED_WORD = struct.Struct("=III5f")  # start, end, page; box and confidence with the precision published
_FIELDS = 8  # of a packed word, four bytes each


@dataclass(frozen=True, slots=True)
class Words(Sequence[Word]):
    """Placed words in the order of the text, in 32 bytes each: 1,000 pages have half a million."""

    packed: bytes = b""

    @classmethod
    def of(cls, words: Iterable[Word]) -> Words:
        """These words, which must stand in the order of the text."""
        return cls(
            b"".join(
                _PACKED_WORD.pack(each.span.start, each.span.end, each.page, *each.bbox, each.confidence)
                for each in words
            )
        )

    @classmethod
    def placed(cls, words: Iterable[tuple[int, int, int, Box, float]]) -> Words:
        """Words told by start, end, page, box and confidence, in the order of the text."""
        pack = _PACKED_WORD.pack
        return cls(b"".join([pack(start, end, page, *box, sure) for start, end, page, box, sure in words]))

    def between(self, start: int, end: int) -> Words:
        """Those that begin in this stretch."""
        told = _PACKED_WORD.iter_unpack(self.packed)
        return Words(b"".join([_PACKED_WORD.pack(*each) for each in told if start <= each[0] < end]))

    def __len__(self) -> int:
        """How many there are."""
        return len(self.packed) // _PACKED_WORD.size

    def __iter__(self) -> Iterator[Word]:
        """Each of them in turn."""
        return map(_unpacked, _PACKED_WORD.iter_unpack(self.packed))

    @overload
    def __getitem__(self, index: int) -> Word: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Word, ...]: ...
    def __getitem__(self, index: int | slice) -> Word | tuple[Word, ...]:
        """One of them, or some."""
        places = range(len(self))[index]
        if isinstance(places, int):
            return _unpacked(_PACKED_WORD.unpack_from(self.packed, places * _PACKED_WORD.size))
        return tuple(self[place] for place in places)

    def meeting(self, span: Span) -> range:
        """Which of them share a character with the span; found without unpacking any other."""
        numbers = memoryview(self.packed).cast("I")
        starts, ends = numbers[::_FIELDS], numbers[1::_FIELDS]
        first = bisect.bisect_right(ends, span.start)
        return range(first, bisect.bisect_left(starts, span.end, first))

    def page(self, index: int) -> int:
        """The page of one of them."""
        return memoryview(self.packed).cast("I")[index * _FIELDS + 2]

    def places(self, which: range) -> Iterator[tuple[int, Box]]:
        """Page and box of some that follow each other."""
        size = _PACKED_WORD.size
        told = _PACKED_WORD.iter_unpack(self.packed[which.start * size : which.stop * size])
        return ((page, (x0, top, x1, bottom)) for _, _, page, x0, top, x1, bottom, _ in told)

    @property
    def least_confidence(self) -> float:
        """That of the word the reader was least sure of; 1 where there are none."""
        return min(memoryview(self.packed).cast("f")[_FIELDS - 1 :: _FIELDS], default=1.0)


def _unpacked(told: tuple[Any, ...]) -> Word:
    start, end, page, x0, top, x1, bottom, confidence = told
    return Word(Span(start, end), page, (x0, top, x1, bottom), confidence)


@dataclass(frozen=True, slots=True)
class CellRef:
    """Where in a table a passage stands: index into `Document.tables`, 0-based row and column."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence: of a paragraph, a bullet, a footnote or a table cell, or one heading.

    Passages stand in reading order and do not overlap. The sentences of one paragraph, bullet or cell part
    share `block`.
    """

    span: Span
    kind: PassageKind
    block: int
    heading_path: tuple[str, ...] = ()  # the headings above it, outermost first (a heading: without itself)
    level: int = 0  # of a heading 1..6, of a bullet its depth 1.., else 0
    lead_in: Span | None = None  # the sentence that introduces a list, for its bullets: 'Welbouw zet in op:'
    number: str | None = None  # as printed before it: '12', '1.4.2', 'a'
    cell: CellRef | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; a cell that a span covers is not listed. `span` is empty for an empty cell."""

    row: int
    column: int
    span: Span
    row_span: int = 1
    column_span: int = 1
    page: int | None = None
    bbox: Box | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A grid. In the text it stands row by row, a tab between cells, a newline between rows.

    Rows and columns count from 0 over the whole table, also where it runs over several pages; a header
    that is repeated after a page break is not repeated here.
    """

    span: Span
    cells: tuple[Cell, ...]  # by row, then column
    row_count: int
    column_count: int
    header_rows: int
    method: Literal["ruled", "borderless", "markdown", "plain"]
    title: Span | None = None
    notes: tuple[Span, ...] = ()  # lines under or above it that explain its cells: '* incl. Veenhoven'
    heading_path: tuple[str, ...] = ()

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers this place, or None where the grid has a hole."""
        place = row * self.column_count + column  # of the cell in a grid without merged cells or holes
        if place < len(self.cells) and (self.cells[place].row, self.cells[place].column) == (row, column):
            return self.cells[place]
        behind = bisect.bisect_right(self.cells, (row, column), key=lambda cell: (cell.row, cell.column))
        for index in range(behind - 1, -1, -1):  # what covers a place begins there or before it
            cell = self.cells[index]
            if (
                cell.row <= row < cell.row + cell.row_span
                and cell.column <= column < cell.column + cell.column_span
            ):
                return cell
        return None


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote and the word its mark stood behind. The mark itself is taken out of the running text."""

    mark: str
    span: Span  # the footnote's own words, without the mark
    anchor: Span | None  # the word that bore the mark; None where no mark was found


@dataclass(frozen=True, slots=True)
class Inventory:
    """What the user's metadata.csv says of this file; it wins over what is guessed."""

    municipalities: tuple[str, ...] = ()
    corporations: tuple[str, ...] = ()
    year: int | None = None  # the year the document dates from
    source_url: str | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that could not be read or is not trusted; becomes a row of `issues`."""

    code: str  # a key of ISSUE_CODES
    message: str  # one clear sentence: what, where, what to do
    span: Span | None = None
    page: int | None = None
    may_pass: bool = False  # it lies in the machine rather than the file: try again in the next run


class EvidenceFields(TypedDict):
    """What `Document.evidence` fills in of a row."""

    document_id: str
    page: int | None
    char_start: int
    char_end: int
    quote: str
    bbox: Box | None
    boxes: tuple[PlacedBox, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One file as read. Compared and hashed by identity, so that what is derived from it can be cached."""

    document_id: str
    text: str
    pages: tuple[Page, ...]
    passages: tuple[Passage, ...] = ()
    tables: tuple[Table, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    words: Words = Words()
    inventory: Inventory = Inventory()
    unread: tuple[Unread, ...] = ()  # what the reader itself had to leave
    text_source: Literal["embedded", "ocr", "mixed", "plain", "none"] = "plain"
    registers: Registers = field(default_factory=shipped)
    subjects: tuple[Span, ...] = ()  # who acts as a trained parser sees it, one word each; sorted

    def quote(self, span: Span) -> str:
        """The words of a span, exactly as they stand in the text."""
        return self.text[span.start : span.end]

    def page_at(self, offset: int) -> int | None:
        """Number of the page on which the character at this offset stands.

        Where words are placed they tell it: a table row that a page break cuts stands on two pages, cell by
        cell, while pages partition the text.
        """
        if here := self.words.meeting(Span(offset, offset + 1)):
            return self.words.page(here.start)
        index = bisect.bisect_right(self.pages, offset, key=lambda page: page.span.start) - 1
        return self.pages[max(index, 0)].number if self.pages else None

    def words_in(self, span: Span) -> tuple[Word, ...]:
        """The placed words that share a character with the span; empty where there is no layout."""
        here = self.words.meeting(span)
        return self.words[here.start : here.stop]

    def evidence(self, span: Span) -> EvidenceFields:
        """Page, offsets, quote and boxes of a span, ready to be spread into a row.

        `boxes` has one box per printed line, so that a quote over columns or pages is outlined where it
        stands and not over what lies between.
        """
        page = self.page_at(span.start)
        boxes = _line_boxes(self.words.places(self.words.meeting(span)))
        here = [placed.bbox for placed in boxes if placed.page == page]
        return EvidenceFields(
            document_id=self.document_id,
            page=page,
            char_start=span.start,
            char_end=span.end,
            quote=self.quote(span),
            bbox=_around(here) if here else None,
            boxes=boxes,
        )


def _around(boxes: list[Box]) -> Box:
    if len(boxes) == 1:
        return boxes[0]
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return (min(x0), min(top), max(x1), max(bottom))


def _line_boxes(words: Iterable[tuple[int, Box]]) -> tuple[PlacedBox, ...]:
    lines: list[tuple[int, list[Box]]] = []
    for page, box in words:
        if lines and lines[-1][0] == page and _same_line(lines[-1][1][-1], box):
            lines[-1][1].append(box)
        else:
            lines.append((page, [box]))
    return tuple(PlacedBox(page, _around(boxes)) for page, boxes in lines)


def _same_line(left: Box, right: Box) -> bool:
    middle = (right[1] + right[3]) / 2
    return left[1] <= middle <= left[3] and right[0] >= left[0]


def column(
    description: str,
    *,
    name: str = "",
    vocabulary: tuple[str, ...] = (),
    unit: str = "",
    references: str = "",
    key: bool = False,
    default: object = MISSING,
) -> Any:  # noqa: ANN401 - dataclasses.field is typed so too
    """Declare a column once: schema, checks and dictionary are made from it.

    `vocabulary` closes the set of values (null stays allowed where the type allows it; a list's items are
    checked one by one); `references` names 'dataset.column'; `key` marks the primary key; `name` is the
    published name where Python reserves it ('class'); `default` is for what no extractor says.
    """
    return field(
        default=default,
        metadata={
            "name": name,
            "description": description,
            "vocabulary": vocabulary,
            "unit": unit,
            "references": references,
            "key": key,
        },
    )


@dataclass(frozen=True, slots=True)
class PlacedBox:
    """A box on a page."""

    page: Int32
    bbox: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The columns that every row of facts has: where its words stand, how sure it is, which rule read it."""

    document_id: str = column("Document the row was read from", references="documents.document_id")
    page: Int32 | None = column("Page the words stand on, 1-based; null where the source has no pages")
    char_start: Int32 = column("First character of the quote in the document's text, in Unicode code points")
    char_end: Int32 = column("Character after the last one of the quote")
    quote: str = column("Exactly the words of the text between char_start and char_end")
    bbox: Box | None = column(
        "x0, top, x1, bottom of the quote's part on `page`, from the page's top left; null without layout",
        unit="pt",
    )
    boxes: tuple[PlacedBox, ...] = column("All printed lines of the quote, each with its page", unit="pt")
    confidence: Float32 = column("Share of rows read by this rule that were right on known facts, 0 to 1")
    rule: str = column("Name of the rule that read the row; `afspraken explain ROW_ID` shows it")
    corrected: tuple[str, ...] = column(
        "Columns whose value a line of corrections.csv replaced; empty where none", default=()
    )


class RowIds:
    """Ids of the rows of one dataset of one document, as DATASETS fixes them.

    An id rests on the words a fact stands in and on its expression, never on offsets or on the value read:
    a new row above renames nothing, and a better reading of the same words keeps its id.
    """

    def __init__(self, document_id: str, dataset: str) -> None:
        """Start numbering the equals of one dataset of one document."""
        self._start = (document_id, dataset)
        self._seen: Counter[tuple[str, ...]] = Counter()

    def of(self, passage: str, expression: str = "") -> str:
        """16 hex digits for a fact in this passage (or table row) under this expression or label."""
        words = (*self._start, _normalised(passage), _normalised(expression))
        self._seen[words] += 1
        return hashlib.sha256("\x1f".join((*words, str(self._seen[words]))).encode()).hexdigest()[:16]


def _normalised(words: str) -> str:
    return " ".join(words.casefold().split())


ISSUE_CODES: dict[str, tuple[Severity, str]] = {
    # The file as a whole
    "file_empty": ("error", "the file holds no text"),
    "file_kind_unknown": ("error", "no reader for this kind of file"),
    "file_unreadable": ("error", "the file could not be opened or decoded"),
    "extractor_failed": ("error", "an extractor stopped on this document; its other datasets are published"),
    "row_refused": ("error", "a row that breaks a promise of its dataset, and was left out of it"),
    "inventory_unused": ("warning", "a line or field of metadata.csv that could not be used"),
    "correction_unused": ("warning", "a line of corrections.csv that changed nothing, and why"),
    "superseded": (
        "info",
        "another document of this agreement is preferred; this one stays out of the views",
    ),
    "encoding_guessed": ("info", "the file is not UTF-8 and was read as Windows-1252"),
    # Layout
    "page_without_text": ("warning", "a page without a text layer"),
    "page_recognised": ("info", "a page without a usable text layer, read by OCR"),
    "words_doubtful": ("warning", "a number or date that OCR read with little confidence"),
    "text_layer_doubtful": ("warning", "a page whose text layer is damaged: its words may be wrong"),
    "text_nonsense": ("warning", "words that no reader could make sense of: what they say is lost"),
    "text_rotated": ("warning", "words of a page that are not printed upright, and were left out"),
    "table_without_body": ("warning", "the caption of a table whose body could not be found"),
    "table_unread": ("warning", "lines that look like a table and could not be read as one"),
    "column_uncertain": ("warning", "the column of a value could not be told from the layout"),
    # Numbers
    "number_unread": ("warning", "a cell that looks like a number and could not be read"),
    "sums_fail": ("warning", "a printed total that is not the sum of its parts"),
    "numbers_conflict": ("info", "two statements of the same number that differ"),
    # Time
    "time_impossible": ("warning", "a date or quarter that does not exist"),
    "time_ambiguous": ("info", "a time expression that can be read in two ways"),
    "time_without_anchor": ("warning", "a time expression without a year, and nothing to infer it from"),
    "year_inferred": ("info", "a deadline whose year is not printed beside it"),
    # Parties
    "party_unknown": ("info", "a party that no register knows"),
    "party_missing": ("warning", "a dated commitment for which no responsible party was found"),
    "parties_disagree": (
        "info",
        "two ways to tell the responsible party disagree; the stronger was published",
    ),
    "second_opinion_differs": (
        "info",
        "the trained model asked for a second opinion has another subject; the rules' party was published",
    ),
    # The document
    "document_fact_missing": ("warning", "a fact of the document (period, date, municipality) was not found"),
}
"""Closed list of issue codes: severity and meaning."""
