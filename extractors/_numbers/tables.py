"""What each table means: its kind, its columns, its rows, the numbers in it. Read once per document."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache

from extractors._document import Document, Span, Table
from extractors._numbers.heads import Head, of_state, read_head, under
from extractors._numbers.indicators import indicator_of_heading
from extractors._numbers.places import Towns
from extractors._numbers.scope import Scope, scope
from extractors._numbers.table_cells import Column, Entry, Grid, Labels
from extractors._numbers.table_dates import with_shared_dates, with_unnamed_totals
from extractors._numbers.table_sections import sections

_NEAR_CHARACTERS = 4  # between the line above and the table: no more than a blank line
_TITLE_CHARACTERS = 120
_BREAKDOWN = re.compile(r"\b(?:naar|per|verdeeld\s+over|uitgesplitst)\b[^()]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Meaning:
    """A table understood, or a part of it that has its own head."""

    index: int  # in Document.tables
    table: Table
    kind: str
    title: Span | None
    title_head: Head
    columns: tuple[Column, ...]
    rows: tuple[Labels, ...]
    entries: tuple[Entry, ...]
    unread: tuple[Span, ...]  # cells with digits that are no single number

    @property
    def is_numeric(self) -> bool:
        """Whether its cells are numbers; else they are read as prose."""
        return bool(self.entries)

    @property
    def read_spans(self) -> tuple[Span, ...]:
        """What prose must not read again: the grid and the notes of a table of numbers."""
        return (self.table.span, *self.table.notes) if self.is_numeric else ()


@lru_cache(maxsize=8)
def meanings(document: Document) -> tuple[Meaning, ...]:
    """The meaning of each table, in the order of `Document.tables`; of each part where it is several."""
    known = scope(document)
    parts = ((index, sections(document, table)) for index, table in enumerate(document.tables))
    return tuple(
        _meaning(document, index, part, known, is_part=len(tables) > 1)
        for index, tables in parts
        for part in tables
    )


def _meaning(document: Document, index: int, table: Table, known: Scope, *, is_part: bool) -> Meaning:
    grid = Grid(document, table, known.towns)
    title = table.title or _title_above(document, table)
    title_head = _title_head(document.quote(title), known.towns) if title else Head("")
    columns = grid.columns()
    if columns and _is_title(columns[0]):
        corner = of_state(columns[0].head)
        title_head = corner if title is None else _of_part(title_head, corner) if is_part else title_head
    if columns and columns[0].is_label and columns[0].head.scale > 1:  # 'Bedragen x € 1.000' over the labels
        title_head = replace(title_head, unit=columns[0].head.unit, scale=columns[0].head.scale)
    is_words = grid.is_words(columns)
    rows, entries, unread = ((), (), ()) if is_words else grid.read(columns)
    columns, entries = with_shared_dates(columns, with_unnamed_totals(entries))
    headings = (*table.heading_path, title_head.text)
    heads = tuple(column.head for column in columns if not column.head.is_dated)
    is_agreed = is_words and (grid.has_commitment_heads() or _is_headed_by_parties(table, known))
    kind = "commitments" if is_agreed else _kind(title_head, heads, headings, entries)
    return Meaning(index, table, kind, title, title_head, columns, rows, entries, unread)


def _is_headed_by_parties(table: Table, known: Scope) -> bool:
    """Whether two columns at least are each a party's: 'Gemeente', 'Wat doet Welbouw?'."""
    heads = [cell for cell in table.cells if cell.row < table.header_rows]
    return sum(bool(known.people.mentions_in(cell.span)) for cell in heads) > 1


def _is_title(corner: Column) -> bool:
    """Whether the head over the labels speaks of the whole table: 'Voorraad per 31-12-2018'."""
    return corner.is_label and (corner.head.indicator is not None or corner.head.is_dated)


def _of_part(title: Head, corner: Head) -> Head:
    """What the title says, but of what the corner of this part names: 'Sloop' in 'Bouw en sloop 2025'."""
    return replace(title, indicator=corner.indicator) if corner.indicator else title


def _title_head(title: str, towns: Towns) -> Head:
    """What a title says; a breakdown behind it names no unit: 'Toewijzingen naar huurprijs'."""
    head, counted = read_head(title, towns), _BREAKDOWN.sub(" ", title)
    return of_state(replace(head, unit=read_head(counted, towns).unit) if counted.strip() else head)


def _title_above(document: Document, table: Table) -> Span | None:
    """The short line right above a table that was not marked as its title: 'Bouwprogramma 2025'."""
    at = bisect.bisect_left(document.passages, table.span.start, key=lambda passage: passage.span.start) - 1
    if at < 0 or document.passages[at].cell is not None:
        return None
    above = document.passages[at].span
    words = document.quote(above).rstrip()
    is_near = table.span.start - above.end <= _NEAR_CHARACTERS
    is_line = len(words) <= _TITLE_CHARACTERS and not words.endswith((".", ";", "!", "?"))
    return above if is_near and is_line else None


def _of_group(entry: Entry) -> str | None:
    return under(Head(""), entry.row.group).indicator if entry.row.group else None


def _kind(title: Head, heads: tuple[Head, ...], headings: tuple[str, ...], entries: tuple[Entry, ...]) -> str:
    if sum(1 for label in {e.row.text: e for e in entries}.values() if label.row.head.band) >= 2:
        return "rent_bands"
    if title.indicator:
        return title.indicator if title.indicator != "purchases" else "other"
    told = Counter(e.row.head.indicator or e.column.head.indicator or _of_group(e) for e in entries)
    told.pop(None, None)
    told = told or Counter(head.indicator for head in heads if head.indicator)
    told = told or Counter(title.hint for _ in range(1) if title.hint)
    told = told or Counter(hint for e in entries if (hint := e.row.head.hint or e.column.head.hint))
    most = told.most_common(1)[0][0] if told else indicator_of_heading(headings)
    if title.hint and 2 * told[most or ""] < len(entries):
        most = title.hint  # one project that is renovated makes no list of renovations
    return most if most and most not in ("purchases", "other") else "other"
