"""The researcher's corrections.csv: what a person read better than the rules, applied to every run.

One line per value: `row_id` or `path`, `page` and `quote` say which row; `column`, `was` and `now` what
changes; `who` and `why` are for those who come after. A line rests on the words of a row, not on its place:
where the id is gone, because the file was saved again, path, page and quote find the row. A line whose `was`
no longer holds changes nothing and is an issue: the page or the rules have changed, and a person has to look.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc

from extractors._document import Evidence
from pipeline import spreadsheets, storage
from pipeline.assemble import unused, with_issues
from pipeline.datasets import datasets
from pipeline.files import CORRECTIONS_NAME
from pipeline.parts import with_ids
from pipeline.promises import broken_columns
from pipeline.schema import Column, Dataset, Record
from pipeline.written import parsed, shown

NEEDED = ("path", "quote", "column", "was", "now")
CORRECTED = "corrected"
DATASETS = ("documents", "tables", "observations", "commitments", "deadlines", "responsibilities")
FIXED = frozenset(field.name for field in fields(Evidence)) | {
    *("path", "other_paths", "sha256", "size_bytes", "media_type", "page_count", "text_source"),
    *("outcome", "failure", "agreement_key", "is_preferred", "source_url", "licence", CORRECTED),
}
"""Columns that say where a row comes from, and those that follow from others: no matter of reading."""
NORMAL_FORMS = ("timex3", "edtf", "quarter")  # of a deadline; they do not outlive its dates

BLANKS = re.compile(r"\s+")

Tables = Mapping[str, pa.Table]
Place = tuple[str, int]  # dataset and row


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of the file; an empty `was` or `now` is a value that is not there."""

    line: int
    row_id: str
    path: str
    page: str
    quote: str
    column: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """A correction that changed nothing, and why."""

    correction: Correction
    message: str


@dataclass(frozen=True, slots=True)
class Corrections:
    """What the file says, and a sentence for each thing in it that could not be used."""

    lines: tuple[Correction, ...] = ()
    problems: tuple[str, ...] = ()

    def applied_to(self, tables: Tables) -> dict[str, pa.Table]:
        """The tables with every correction that fits, and an issue for each that does not."""
        corrected, rejected = correct(tables, self.lines, datasets()) if self.lines else (dict(tables), [])
        said = [f"{CORRECTIONS_NAME} line {each.correction.line}: {each.message}" for each in rejected]
        told = [spreadsheets.in_one_line(each) for each in (*self.problems, *said)]
        late = with_ids(unused(CORRECTIONS_NAME, "correction_unused", told))
        return corrected | {"issues": with_issues(tables["issues"], late)} if late else corrected


NO_CORRECTIONS = Corrections()


def read_corrections(raw: storage.Place) -> Corrections:
    """The corrections in RAW; none where it holds no such file."""
    file = raw / CORRECTIONS_NAME
    if not file.exists():
        return NO_CORRECTIONS
    problems: list[str] = []
    names = [field.name for field in fields(Correction)][1:]
    lines = tuple(
        Correction(number, *(record.get(name, "") for name in names))
        for number, record in spreadsheets.records(file, NEEDED, problems)
    )
    return Corrections(lines, tuple(problems))


def correct(
    tables: Tables, corrections: Sequence[Correction], declared: Mapping[str, Dataset]
) -> tuple[dict[str, pa.Table], list[Rejected]]:
    """The tables with every correction that fits, its row marked, and the others with their reason.

    Later lines see what earlier ones changed, so that a chain of corrections of one value holds.
    """
    desk = _Desk(tables, declared)
    for each in corrections:
        desk.use(each)
    return desk.tables(), desk.rejected()


class _Desk:
    """Finds rows, and keeps what is changed of them until all corrections are read."""

    def __init__(self, tables: Tables, declared: Mapping[str, Dataset]) -> None:
        self.given = tables
        self.find = _Finder(tables, {name: declared[name] for name in DATASETS})
        self.changed: dict[Place, Record] = {}
        self.used: dict[Place, list[Correction]] = defaultdict(list)
        self.refused: list[Rejected] = []

    def use(self, correction: Correction) -> None:
        """Change one value of one row, or say why not."""
        try:
            place = self.find(correction, self._row)
            self.changed[place] = self._corrected(place, correction)
        except ValueError as fault:
            self.refused.append(Rejected(correction, str(fault)))
        else:
            self.used[place].append(correction)

    def rejected(self) -> list[Rejected]:
        """What changed nothing, in the order of the file."""
        return sorted(self.refused, key=lambda each: each.correction.line)

    def tables(self) -> dict[str, pa.Table]:
        """All tables, with the changed rows in them. Lines that together break a promise are refused."""
        by_dataset: dict[str, dict[int, Record]] = defaultdict(dict)
        for (name, number), record in self.changed.items():
            fault = self._fault((name, number), record)
            if fault:
                self.refused += [Rejected(each, fault) for each in self.used[name, number]]
            else:
                by_dataset[name][number] = record
        replaced = {
            name: _replaced(self.given[name], rows, self.find.declared[name])
            for name, rows in by_dataset.items()
        }
        return {**self.given, **replaced}

    def _row(self, place: Place) -> Record:
        return self.changed.get(place) or _row(self.given, place)

    def _corrected(self, place: Place, correction: Correction) -> Record:
        row, column = self._row(place), self.find.columns[place[0]][correction.column]
        new = {**row, column.name: parsed(correction.now, column)}
        if (place[0], column.name) == ("responsibilities", "party"):
            new["party_id"], new["party"] = self._party(correction.now)
        if place[0] == "deadlines" and column.name in ("starts_on", "ends_on"):
            new |= _following(new)
        return {**new, CORRECTED: sorted({*row[CORRECTED], column.name})}

    def _party(self, written: str) -> tuple[str, str]:
        for party in self.given["parties"].select(["party_id", "name", "aliases"]).to_pylist():
            if written in (party["name"], *party["aliases"]):
                return party["party_id"], party["name"]
        raise ValueError(f"no document names a party '{written}'.")

    def _fault(self, place: Place, record: Record) -> str | None:
        declared = self.find.declared[place[0]]
        fault = next((fault for _, fault in broken_columns(record, declared)), None)
        if fault is None and self._is_taken(place, {name: record[name] for name in declared.keys}):
            fault = "that row is there already"
        return fault and f"{fault}; the row was left as it was."

    def _is_taken(self, place: Place, key: Record) -> bool:
        """Whether a row that gets another party would be one that is there already."""
        own = _row(self.given, place)
        is_new = any(own[name] != value for name, value in key.items())
        return is_new and key in self.given[place[0]].select(list(key)).to_pylist()


class _Finder:
    """Finds the row that a correction means: by its id, else by path, page and quote."""

    def __init__(self, tables: Tables, declared: Mapping[str, Dataset]) -> None:
        self.tables, self.declared = tables, declared
        self.columns = {name: correctable(each) for name, each in declared.items()}

    def __call__(self, correction: Correction, row: Callable[[Place], Record]) -> Place:
        """Its place. Raises ValueError, with the reason, where none or several fit."""
        if not any(correction.column in columns for columns in self.columns.values()):
            raise ValueError(f"no dataset has a column '{correction.column}' that can be corrected.")
        known = self._with_column(self._by_key.get(correction.row_id, ()), correction)
        alike = self._with_column(self._quoted(correction), correction)
        for places in (known, alike):
            fitting = [place for place in places if self._holds(place, correction, row)]
            if len(fitting) == 1:
                return fitting[0]
            if fitting:
                raise ValueError(f"{len(fitting)} rows fit; give the row_id of the one that is meant.")
        if not known and not alike:
            raise ValueError(
                f"stale: no row of {correction.path} holds these words and a {correction.column}."
            )
        values = sorted({f"'{shown(row(place)[correction.column])}'" for place in known or alike})
        raise ValueError(f"stale: {correction.column} is {' or '.join(values)}, not '{correction.was}'.")

    def _with_column(self, places: Iterable[Place], correction: Correction) -> list[Place]:
        return [place for place in places if correction.column in self.columns[place[0]]]

    def _holds(self, place: Place, correction: Correction, row: Callable[[Place], Record]) -> bool:
        column = self.columns[place[0]][correction.column]
        try:
            return bool(parsed(correction.was, column) == row(place)[column.name])
        except ValueError:
            return False

    @cached_property
    def _by_key(self) -> dict[str, list[Place]]:
        """Rows by their id; a commitment's id finds it and its responsibilities."""
        index: dict[str, list[Place]] = defaultdict(list)
        for name, declared in self.declared.items():
            for number, key in enumerate(self.tables[name][declared.keys[0]].to_pylist()):
                index[key].append((name, number))
        return index

    def _quoted(self, correction: Correction) -> list[Place]:
        """Rows of this path with these words; of several those on the same page, if there are any."""
        places = self._by_quote.get((correction.path, _plain(correction.quote)), [])
        near = [place for place in places if correction.page == str(_row(self.tables, place).get("page"))]
        return near or places

    @cached_property
    def _by_quote(self) -> dict[tuple[str, str], list[Place]]:
        """Rows by path and words; the document itself has none."""
        documents = self.tables["documents"].select(["document_id", "path", "other_paths"]).to_pylist()
        paths = {row["document_id"]: (row["path"], *row["other_paths"]) for row in documents}
        index: dict[tuple[str, str], list[Place]] = defaultdict(list)
        for name in self.declared:
            table = self.tables[name]
            quotes = table["quote"].to_pylist() if "quote" in table.column_names else [""] * len(table)
            for number, document_id in enumerate(table["document_id"].to_pylist()):
                for path in paths[document_id]:
                    index[path, _plain(quotes[number])].append((name, number))
        return index


def correctable(declared: Dataset) -> dict[str, Column]:
    """Columns that were read, by name: no keys, pointers, places or nested rows. A party goes by its name."""
    return {
        column.name: column
        for column in declared.columns
        if not (column.key or column.references or column.name in FIXED)
        and not (column.is_list and pa.types.is_struct(column.type.value_type))
    }


def _row(tables: Tables, place: Place) -> Record:
    record: Record = tables[place[0]].slice(place[1], 1).to_pylist()[0]
    return record


def _replaced(table: pa.Table, rows: Mapping[int, Record], declared: Dataset) -> pa.Table:
    """The table with these rows in place of its own, in the dataset's order."""
    for index, field in enumerate(table.schema):
        values = table.column(index).to_pylist()
        if any(values[number] != record[field.name] for number, record in rows.items()):
            for number, record in rows.items():
                values[number] = record[field.name]
            table = table.set_column(index, field, pa.array(values, field.type))
    keys = [(name, "ascending", "at_end") for name in declared.sort_by]
    return table.take(pc.sort_indices(table, sort_keys=keys)).combine_chunks()


def _following(deadline: Record) -> Record:
    """What follows from a deadline's new dates; no standard form is made for words that do not say them."""
    is_open = deadline["granularity"] == "recurring" or deadline["modifier"] == "from"
    return {"due_on": None if is_open else deadline["ends_on"], **dict.fromkeys(NORMAL_FORMS)}


def _plain(quote: str) -> str:
    return BLANKS.sub(" ", quote).strip()
