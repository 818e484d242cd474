"""What changed between two snapshots: rows added, removed and changed, by document, and because of what.

A row is the same row where its id is, which rests on the bytes of its document and on the words it stands in.
Where a path has other bytes now, its rows are told by their words alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from typing import Literal

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.datasets.by_document import OF_NO_DOCUMENT, ByDocument, Stretch
from pipeline.datasets.correction_finder import CORRECTED
from pipeline.datasets.schema import Record
from pipeline.storage.places import Place, Url, readable

Change = Literal["added", "removed", "changed"]
Cause = Literal[
    "document added",
    "document removed",
    "document changed",
    "document moved",
    "several documents",
    "code",
    "correction",
]
CODE: Cause = "code"
"""The document has the same bytes: the rules, the registers, the settings or the inventory have changed."""
LONGEST_VALUE = 300
"""Characters of a value that are told: a whole page of text is no news."""

_PLACE = frozenset({"document_id", "page", "char_start", "char_end", "bbox", "boxes"})
_MOVED = frozenset({"path", "other_paths", "media_type"})  # of a document: its name and its copies tell
_SETTLED = frozenset({"agreement_key", "is_preferred"})  # of a document: other documents tell
_WORDS = ("quote", "expression", "raw", "message", "name", "title", "group_party_id", "party_id", "path")


@dataclass(frozen=True, slots=True)
class Changed:
    """One row that was added or removed, or one value of a row that changed."""

    dataset: str
    path: str | None  # of the document; null for parties, which are of no document alone
    change: Change
    cause: Cause
    row_id: str  # the row's key as it is now, or as it was where it is gone
    words: str | None  # that the row rests on, or its name
    column: str | None = None
    was: str | None = None
    now: str | None = None


class _Snapshot(Mapping[str, pa.Table]):
    """The datasets of a snapshot, each read when it is asked for: together they may fill the memory.

    Views are left out: these say nothing that datasets do not.
    """

    def __init__(self, folder: Place) -> None:
        """Looks which datasets the folder holds."""
        files = folder.beneath() if isinstance(folder, Url) else sorted(folder.glob("*.parquet"))
        datasets = [file for file in files if file.parent == folder and file.suffix == ".parquet"]
        self._files: dict[str, Place] = {file.name.removesuffix(file.suffix): file for file in datasets}

    def __getitem__(self, name: str) -> pa.Table:
        return pq.read_table(readable(self._files[name]))

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def load(snapshot: Place) -> Mapping[str, pa.Table]:
    """The datasets of a snapshot."""
    return _Snapshot(snapshot)


def compare(old: Mapping[str, pa.Table], new: Mapping[str, pa.Table]) -> list[Changed]:
    """Every change, by dataset and document. Datasets and columns that only one of them has are left out."""
    documents = _Documents(old["documents"], new["documents"])
    found = [
        change
        for name in new
        if name in old and "/" not in name
        for change in _dataset(name, old[name], new[name], documents)
    ]
    return sorted(found, key=lambda each: (each.dataset, each.path or "", each.row_id, each.column or ""))


def as_table(changes: Iterable[Changed]) -> pa.Table:
    """The changes as they are written: one row each, everything a string."""
    names = [field.name for field in fields(Changed)]
    rows = [dict(zip(names, astuple(each), strict=True)) for each in changes]
    return pa.Table.from_pylist(rows, schema=pa.schema([(name, pa.string()) for name in names]))


class _Documents:
    """How the documents of two snapshots stand to each other."""

    def __init__(self, old: pa.Table, new: pa.Table) -> None:
        self.paths = {**_paths(old), **_paths(new)}
        before, after = _paths(old), _paths(new)
        by_path = {path: document_id for document_id, path in after.items()}
        self.same = before.keys() & after.keys()
        self.moved = {document_id for document_id in self.same if before[document_id] != after[document_id]}
        self.successors = {
            document_id: by_path[path]
            for document_id, path in before.items()
            if document_id not in after and path in by_path and by_path[path] not in before
        }
        self.removed = before.keys() - after.keys() - self.successors.keys()
        self.added = after.keys() - before.keys() - set(self.successors.values())


def _paths(documents: pa.Table) -> dict[str, str]:
    columns = (documents[name].to_pylist() for name in ("document_id", "path"))
    return dict(zip(*columns, strict=True))


def _dataset(name: str, old: pa.Table, new: pa.Table, documents: _Documents) -> Iterator[Changed]:
    keys = [field.name for field in new.schema if (field.metadata or {}).get(b"key") == b"true"]
    columns = [column for column in new.column_names if column in old.column_names]
    old, new = old.select(columns), new.select(columns)
    if old.equals(new):
        return
    pair = _Pair(name, keys, [column for column in columns if column not in keys])
    if "document_id" not in columns:
        yield from pair.by_key(old.to_pylist(), new.to_pylist(), None, "several documents")
        return
    before, after = ByDocument(old), ByDocument(new)
    for one in _differing(before, after, [*documents.same, OF_NO_DOCUMENT]):
        rows, path = (_of(before, one), _of(after, one)), documents.paths.get(one)
        if name == "issues" and one in documents.moved:  # their ids rest on the path
            yield from pair.by_words(*rows, path, "document moved")
        else:
            yield from pair.by_key(*rows, path, CODE)
    for was, now in documents.successors.items():
        yield from pair.by_words(_of(before, was), _of(after, now), documents.paths[now], "document changed")
    for one in documents.removed:
        yield from pair.by_key(_of(before, one), [], documents.paths[one], "document removed")
    for one in documents.added:
        yield from pair.by_key([], _of(after, one), documents.paths[one], "document added")


_Neighbour = tuple[str, Stretch, Stretch]
"""A document, and where its rows stand in the old table and in the new one."""


def _of(table: ByDocument, document_id: str) -> list[Record]:
    return list(table.rows([document_id]).to_pylist())


def _differing(old: ByDocument, new: ByDocument, documents: Iterable[str]) -> Iterator[str]:
    """Those of the documents whose rows differ: what changed is looked for, not all that did not."""
    neighbours: list[_Neighbour] = []
    for one in sorted(documents, key=lambda one: old.stretches.get(one, [(-1, -1)])[0]):
        before, after = old.stretches.get(one, []), new.stretches.get(one, [])
        if not before and not after:
            continue
        if len(before) != 1 or len(after) != 1:
            if _of(old, one) != _of(new, one):
                yield one
            continue
        mine, theirs = before[0], after[0]
        if neighbours and (neighbours[-1][1][1], neighbours[-1][2][1]) != (mine[0], theirs[0]):
            yield from _halved(old, new, neighbours)
            neighbours = []
        neighbours.append((one, mine, theirs))
    yield from _halved(old, new, neighbours)


def _halved(
    old: ByDocument, new: ByDocument, neighbours: Sequence[tuple[str, Stretch, Stretch]]
) -> Iterator[str]:
    """Those that differ, of documents whose rows follow each other in both tables."""
    if not neighbours:
        return
    mine = old.between(neighbours[0][1][0], neighbours[-1][1][1])
    theirs = new.between(neighbours[0][2][0], neighbours[-1][2][1])
    if mine.num_rows == theirs.num_rows and mine.equals(theirs):
        return
    if len(neighbours) == 1:
        yield neighbours[0][0]
        return
    middle = len(neighbours) // 2
    yield from _halved(old, new, neighbours[:middle])
    yield from _halved(old, new, neighbours[middle:])


@dataclass(frozen=True, slots=True)
class _Pair:
    """How the rows of one dataset are told and compared."""

    name: str
    keys: list[str]
    columns: list[str]  # but those of the key

    def by_key(
        self, old: list[Record], new: list[Record], path: str | None, cause: Cause
    ) -> Iterator[Changed]:
        """Rows with the same key are the same row."""
        before = {self._id(row): row for row in old}
        after = {self._id(row): row for row in new}
        yield from self._compared(before, after, self.columns, path, cause)

    def by_words(
        self, old: list[Record], new: list[Record], path: str | None, cause: Cause
    ) -> Iterator[Changed]:
        """Rows that rest on the same words are the same row; ids and places are other ones anyway."""
        columns = [name for name in self.columns if name not in _PLACE and not name.endswith("_id")]
        columns = [name for name in columns if name not in ("sha256", "part_of", "repeats", "path")]
        yield from self._compared(self._numbered(old), self._numbered(new), columns, path, cause)

    def _compared(
        self,
        before: Mapping[str, Record],
        after: Mapping[str, Record],
        columns: list[str],
        path: str | None,
        cause: Cause,
    ) -> Iterator[Changed]:
        for key in before.keys() - after.keys():
            yield self._about(before[key], path, "removed", self._why(cause, before[key]))
        for key in after.keys() - before.keys():
            yield self._about(after[key], path, "added", self._why(cause, after[key]))
        for key in before.keys() & after.keys():
            old, new = before[key], after[key]
            why: Cause = cause if old.get(CORRECTED) == new.get(CORRECTED) else "correction"
            for column in columns:
                if old[column] != new[column]:
                    values = _told(old[column]), _told(new[column])
                    yield self._about(new, path, "changed", self._why(why, new, column), column, *values)

    def _why(self, cause: Cause, row: Record, column: str = "") -> Cause:
        """The cause, where it is neither the code nor the document alone that tells what stands there."""
        if self.name == "issues" and row["code"] == "superseded":
            return "several documents"
        if self.name == "documents" and cause == CODE and column in _MOVED | _SETTLED:
            return "document moved" if column in _MOVED else "several documents"
        return cause

    def _about(
        self, row: Record, path: str | None, change: Change, cause: Cause, *values: str | None
    ) -> Changed:
        words = next((row[name] for name in _WORDS if row.get(name)), None)
        return Changed(self.name, path, change, cause, self._id(row), _told(words), *values)

    def _id(self, row: Record) -> str:
        return "/".join(str(row[key]) for key in self.keys)

    def _numbered(self, rows: list[Record]) -> dict[str, Record]:
        """Rows by their words, with a running number among equals."""
        seen: Counter[str] = Counter()
        found = {}
        for row in rows:
            words = " ".join(str(row.get(name)) for name in (*_WORDS, "page") if self._tells(name, row))
            seen[words] += 1
            found[f"{words} {seen[words]}"] = row
        return found

    def _tells(self, name: str, row: Record) -> bool:
        """A page tells a row only of the text of that page; there is one row of a document itself."""
        if self.name == "documents" or name == "path":
            return False
        return name in row and (name != "page" or self.name == "texts")


def _told(value: object) -> str | None:
    if value is None:
        return None
    words = str(value)
    return words if len(words) <= LONGEST_VALUE else words[: LONGEST_VALUE - 1] + "…"


def counts(changes: Iterable[Changed]) -> dict[tuple[str, Cause], Counter[Change]]:
    """How many rows of each dataset were added, removed and changed, by cause. A row counts once."""
    rows = {(each.dataset, each.cause, each.path, each.row_id, each.change) for each in changes}
    found: dict[tuple[str, Cause], Counter[Change]] = defaultdict(Counter)
    for name, cause, _, _, change in sorted(rows, key=str):
        found[name, cause][change] += 1
    return dict(found)
