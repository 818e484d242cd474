"""The researcher's corrections.csv: what a person read better than the rules, applied to every run.

One line per value: `row_id` or `path`, `page` and `quote` say which row; `column`, `was` and `now` what
changes; `who` and `why` are for those who come after. A line rests on the words of a row, not on its place:
where the id is gone, because the file was saved again, path, page and quote find the row. A line whose `was`
no longer holds changes nothing and is an issue: the page or the rules have changed, and a person has to look.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import pyarrow as pa

from pipeline.assembling.assemble import in_order, unused, with_issues
from pipeline.datasets.catalogue import datasets
from pipeline.datasets.correction_finder import CORRECTED, Correction, Finder, Place, Tables, row_at
from pipeline.datasets.schema import Dataset, Record
from pipeline.datasets.written import parsed
from pipeline.reading.parts import with_ids
from pipeline.reading.promises import broken_columns
from pipeline.sources import spreadsheets
from pipeline.sources.files import CORRECTIONS_NAME
from pipeline.storage import places

NEEDED = ("path", "quote", "column", "was", "now")
DATASETS = ("documents", "tables", "observations", "commitments", "deadlines", "responsibilities")
NORMAL_FORMS = ("timex3", "edtf", "quarter")  # of a deadline; they do not outlive its dates


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


def read_corrections(raw: places.Place) -> Corrections:
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
        self.find = Finder(tables, {name: declared[name] for name in DATASETS})
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
        return self.changed.get(place) or row_at(self.given, place)

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
        own = row_at(self.given, place)
        is_new = any(own[name] != value for name, value in key.items())
        return is_new and key in self.given[place[0]].select(list(key)).to_pylist()


def _replaced(table: pa.Table, rows: Mapping[int, Record], declared: Dataset) -> pa.Table:
    """The table with these rows in place of its own, in the dataset's order."""
    for index, field in enumerate(table.schema):
        values = table.column(index).to_pylist()
        if any(values[number] != record[field.name] for number, record in rows.items()):
            for number, record in rows.items():
                values[number] = record[field.name]
            table = table.set_column(index, field, pa.array(values, field.type))
    return in_order(table, declared)


def _following(deadline: Record) -> Record:
    """What follows from a deadline's new dates; no standard form is made for words that do not say them."""
    is_open = deadline["granularity"] == "recurring" or deadline["modifier"] == "from"
    return {"due_on": None if is_open else deadline["ends_on"], **dict.fromkeys(NORMAL_FORMS)}
