"""The numbers of tables as statements: each cell with what its row, column, title and notes say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors._document import Document, Span, Unread
from extractors._numbers.cues import listed
from extractors._numbers.heads import Head, under
from extractors._numbers.indicators import has, indicator_of_heading, rate_of
from extractors._numbers.places import municipalities_in
from extractors._numbers.rent_bands import in_year
from extractors._numbers.scope import Scope, scope
from extractors._numbers.statements import Statement
from extractors._numbers.table_cells import Entry
from extractors._numbers.table_notes import note_at, statements_of_note
from extractors._numbers.table_values import bounded, in_full, replaced_by_results, signed, within_wider_bands
from extractors._numbers.tables import Meaning, meanings
from extractors._numbers.years import read_years

_ASIDE = re.compile(r"\([^()]*\d[^()]*\)")  # a number in brackets in a title says nothing of the cells
# Tables that list projects by name: a label without another meaning is a project.
_BY_PROJECT = ("new_builds", "sales", "demolitions", "life_extension", "renovation")
_INDICATORS = (*_BY_PROJECT, "stock")


def table_statements(document: Document) -> Iterator[Statement]:
    """The statements of all tables of numbers of a document, and of their notes."""
    known = scope(document)
    told: set[Span] = set()  # the notes of a table of several parts are read once
    for meaning in meanings(document):
        if meaning.is_numeric:
            found = [s for s in _Reader(document, meaning, known).statements() if s.span not in told]
            yield from found
            told.update(s.span for s in found)


def unread_tables(document: Document) -> Iterator[Unread]:
    """One Unread per table with numbers that nothing gives a unit."""
    known = scope(document)
    for meaning in meanings(document):
        yield from _Reader(document, meaning, known).unread()


class _Reader:
    """One table being turned into statements."""

    def __init__(self, document: Document, meaning: Meaning, known: Scope) -> None:
        self.document, self.meaning, self.known = document, meaning, known
        self.notes = [note_at(document, span) for span in meaning.table.notes]
        self.grouped = {row.index: under(meaning.title_head, row.group) for row in meaning.rows if row.group}
        used = {entry.number.marks for entry in meaning.entries}
        self.common = [words for mark, words, _ in self.notes if mark not in used or not mark]
        self.columns_of_numbers = len({entry.cell.column for entry in meaning.entries})
        named = (head for e in meaning.entries for head in (e.row.head, e.column.head, self._over(e)))
        # a table whose rows or columns name what they count says nothing of those that do not
        is_told = meaning.title_head.indicator or meaning.title_head.hint or self._of_dates()
        self.is_mixed = is_told is None and any(head.indicator for head in named)
        self.units_of_rows = {e.row.index: e.number.unit for e in meaning.entries if e.number.unit}
        # 'Nieuwbouw per jaar en cumulatief': where a row or column says which, the title says it of no other
        self.is_told_running = any(e.row.head.is_running or e.column.head.is_running for e in meaning.entries)
        self.owners = self._owners()
        self.headings = (*meaning.table.heading_path, meaning.title_head.text)

    def _of_dates(self) -> str | None:
        """What the heads of columns without numbers say of all rows: 'Start bouw', 'Oplevering'."""
        numbered = {entry.cell.column for entry in self.meaning.entries}
        heads = [column.head for at, column in enumerate(self.meaning.columns) if at not in numbered]
        told = {head.indicator for head in heads if head.indicator}
        return told.pop() if told == {self.meaning.kind} else None

    def statements(self) -> Iterator[Statement]:
        cells = [statement for entry in self.meaning.entries if (statement := self._statement(entry))]
        columns = {entry.cell.span: entry.cell.column for entry in self.meaning.entries}
        cells = replaced_by_results(within_wider_bands(cells, columns))
        yield from cells
        for mark, _, span in self.notes:
            marked = [s for s in cells if mark and s.number.marks == mark]
            if cells:
                text = self.document.quote(span)
                yield from statements_of_note(text, span, marked or cells, self.known, is_marked=bool(marked))

    def unread(self) -> Iterator[Unread]:
        """The table as a whole where nothing says what its numbers count."""
        left = [entry for entry in self.meaning.entries if self._unit(entry) is None]
        if left:
            message = (
                f"{len(left)} numbers of a table are left out: no head, label or title says what they count"
            )
            yield Unread("number_unread", message, left[0].row.span)

    def _statement(self, entry: Entry) -> Statement | None:
        row, column, group = entry.row.head, entry.column.head, entry.row.group
        title = self._over(entry)
        unit = self._unit(entry)
        if unit is None:
            return None
        year, period = self._time(entry)
        indicator = self._indicator(entry, unit)
        notes, raw = self._notes_of(entry), self.document.quote(entry.cell.span).strip()
        dated = row if row.reference else column if column.reference else title
        scaled = next((head for head in (row, column, title) if head.scale > 1), title)
        band = row.band or column.band or title.band
        is_row_total = row.is_total and not row.band
        is_running = row.is_running or column.is_running or (title.is_running and not self.is_told_running)
        return Statement(
            span=entry.cell.span,
            context=entry.row.span,
            number=bounded(in_full(signed(entry.number, indicator), scaled, unit), row.bound or column.bound),
            raw=raw,
            label=f"{entry.row.text} {column.text}",
            indicator=indicator,
            segment=row.segment or column.segment or title.segment,
            unit=unit,
            basis=self._basis(entry, indicator, year),
            municipalities=self._municipalities(entry, notes),
            corporation=self._corporation(entry),
            project="TOTAL" if is_row_total else self._project(entry),
            group=group.text if group and not is_row_total else None,
            band=in_year(band, year or (period[0] if period else None)) if band else None,
            year=year,
            period=period,
            reference=dated.reference,
            reference_date=dated.reference_date,
            rate=rate_of(" ".join((_ASIDE.sub(" ", title.text), column.text, row.text, raw, *notes))),
            is_total=row.is_total or is_running or (column.is_total and self.columns_of_numbers > 1),
            is_running=is_running,
            table=self.meaning.index,
            notes=notes,
            rule="table_cell",
        )

    def _over(self, entry: Entry) -> Head:
        """What the title says, and the group heading that the row stands under."""
        group, title = entry.row.group, self.meaning.title_head
        if group is None or (entry.row.head.is_total and not self._sums_group(entry)):
            return title
        return self.grouped[entry.row.index]

    def _sums_group(self, total: Entry) -> bool:
        """Whether a total is that of the group right above it, and not of the whole table."""
        parts = [
            entry.number.value_min or 0.0
            for entry in self.meaning.entries
            if entry.row.group is total.row.group
            and not entry.row.head.is_total
            and entry.cell.column == total.cell.column
        ]
        return sum(parts) == total.number.value_min

    def _unit(self, entry: Entry) -> str | None:
        """The sign of the cell, else what row, column and title say; None where nothing does.

        That something is counted in euros or persons may stand in the title alone ('Investeringen'), and
        then a column 'Nieuwbouw' holds euros too.
        """
        if entry.number.unit or entry.unit:
            return entry.number.unit or entry.unit
        if entry.number.qualifier == "tbd" and entry.row.index in self.units_of_rows:
            return self.units_of_rows[entry.row.index]
        near, title = (entry.row.head, entry.column.head), self._over(entry)
        told = next((head.unit for head in near if head.unit and head.unit != "dwellings"), None)
        if told == "persons" and any(head.is_count and head.unit == "dwellings" for head in (*near, title)):
            return "dwellings"  # 'Statushouders' under 'Aantal woningen': what is let to them
        counts = "among_money" if title.unit == "eur" and title.scale > 1 else "words"
        if told is None and not any(listed("tables", "count", counts).search(head.text) for head in near):
            is_banded = any(head.band for head in near)  # '≤ € 430' in a head bounds what is counted
            told = None if is_banded and title.unit == "eur" else title.unit
        if told:
            return told
        heads = (*near, title)
        is_one_kind = self.meaning.kind not in ("other", "commitments") and not self.is_mixed
        is_housing = is_one_kind or any(head.indicator or head.hint for head in heads)
        return "dwellings" if is_housing or any(head.unit or head.band for head in heads) else None

    def _indicator(self, entry: Entry, unit: str) -> str:
        if unit in ("eur", "persons"):
            return "other"
        near, title = (entry.row.head, entry.column.head), self._over(entry)
        if any(has(head.text, "net_growth") for head in near):
            return "other"  # 'Saldo': what is built less what is demolished
        told = next((head.indicator for head in (*near, title) if head.indicator), None)
        if self.meaning.kind == "rent_bands" or any(head.band for head in near):
            return told or (self.meaning.kind if self.meaning.kind in _INDICATORS else "stock")
        told = told or next((head.hint for head in near if head.hint), None)
        if told is None and self.is_mixed:
            return "other"
        if told is None and self.meaning.kind in _INDICATORS:
            return self.meaning.kind
        return told or indicator_of_heading(self.headings) or title.hint or "other"

    def _time(self, entry: Entry) -> tuple[int | None, tuple[int, int] | None]:
        """Of row, column, title: the first that is dated. A total over columns of years spans them."""
        for head in (entry.row.head, entry.column.head):
            is_of_others = head is entry.row.head and self._is_delivered(entry)
            if (head.is_dated or head.is_open_ended) and not is_of_others:
                return head.year, head.period
        if entry.column.head.is_total:
            years = [c.head.year for c in self.meaning.columns if c.head.year is not None]
            if len(years) > 1:
                return None, (min(years), max(years))
        title = self._over(entry)
        if entry.row.head.is_total and not title.is_dated:
            years = [row.head.year for row in self.meaning.rows if row.head.year is not None]
            if len(set(years)) > 1:
                return None, (min(years), max(years))
        return title.year, title.period

    def _is_delivered(self, entry: Entry) -> bool:
        """Whether the row's year is that of 'Oplevering', and the cell tells what was demolished before."""
        if entry.column.head.indicator != "demolitions" or "year" not in entry.row.facts:
            return False
        heads = (column.head.text for column in self.meaning.columns if column.role == "year")
        return any(listed("years", "completion").search(head) for head in heads)

    def _basis(self, entry: Entry, indicator: str, year: int | None) -> str:
        heads = (entry.row.head, entry.column.head, self._over(entry))
        told = next((head.basis for head in heads if head.basis), None)
        written = self.known.year_of_writing
        is_future = year is not None and written is not None and year > written
        if told == "actual" and is_future:
            return "forecast"  # a stand of years to come
        if told:
            return told
        is_past = year is not None and written is not None and year < written
        if indicator == "stock":
            return "forecast" if is_future else "actual"
        return "actual" if is_past else "planned"

    def _municipalities(self, entry: Entry, notes: tuple[str, ...]) -> tuple[str, ...]:
        for head in (entry.row.head, entry.column.head, self._over(entry)):
            if head.municipalities:
                return head.municipalities
        if entry.row.head.is_total and (rows := self._municipalities_of_rows()):
            return rows
        for words in (*notes, *reversed(self.headings)):
            names = {place.name for place in municipalities_in(words, self.known.towns)}
            if names:
                return tuple(sorted(names))
        return self.known.municipalities_at(entry.cell.span.start)

    def _municipalities_of_rows(self) -> tuple[str, ...]:
        return tuple(sorted({name for row in self.meaning.rows for name in row.head.municipalities}))

    def _corporation(self, entry: Entry) -> str | None:
        """Of the row, also where no register knows it; else of the column, the title; else the only one."""
        if named := self.known.corporations_in(entry.row.span):
            return named[0].party.name
        if "corporation" in entry.row.facts:
            return None if entry.row.head.is_total else entry.row.facts["corporation"]
        if self.owners:  # a column without one is a total, or of one that no register knows
            return self.owners.get(entry.cell.column)
        title = self.known.corporations_in(self.meaning.title) if self.meaning.title else []
        own = [mention.party.name for mention in title if mention.party.type == "corporation"]
        return own[0] if own else self.known.only_corporation

    def _owners(self) -> dict[int, str]:
        """The corporation that the head over each column names."""
        table, named = self.meaning.table, {}
        for cell in table.cells:
            found = self.known.corporations_in(cell.span) if cell.row < table.header_rows else []
            if len(found) == 1 and found[0].party.type == "corporation":
                columns = range(cell.column, cell.column + cell.column_span)
                named.update(dict.fromkeys(columns, found[0].party.name))
        return named

    def _project(self, entry: Entry) -> str | None:
        if "project" in entry.row.facts:
            return entry.row.facts["project"]
        row = entry.row.head
        is_dated = row.is_dated and bool(read_years(entry.row.text))  # a column of years dates a project
        is_named = not (row.band or row.indicator or is_dated or row.is_total or row.municipalities)
        is_named = is_named and not listed("tables", "running").fullmatch(row.text)
        has_other_role = bool({"municipality", "corporation", "band", "year"} & set(entry.row.facts))
        is_grouped = entry.row.group is not None and self._over(entry).indicator in _BY_PROJECT
        lists_projects = is_grouped or (self.meaning.kind in _BY_PROJECT and not self.is_mixed)
        if not entry.row.text or not is_named or has_other_role or not lists_projects:
            return None
        return entry.row.text

    def _notes_of(self, entry: Entry) -> tuple[str, ...]:
        own = [words for mark, words, _ in self.notes if mark and mark == entry.number.marks]
        return (*own, *self.common, *filter(None, [entry.row.facts.get("note")]))
