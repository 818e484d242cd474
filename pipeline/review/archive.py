"""The published snapshot as the report reads it: documents, and the rows of each of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.datasets.schema import Record
from pipeline.datasets.words import has_words
from pipeline.publishing import diff
from pipeline.storage.layout import DIFFS
from pipeline.using.published import Published

SHOWN = ("tables", "observations", "commitments", "deadlines", "responsibilities", "issues")
"""Datasets whose rows the report shows."""
SEVERITIES = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since the snapshot that was published before; `since` is None where there is none."""

    since: str | None
    by_path: dict[str, list[diff.Changed]]
    removed: tuple[str, ...]  # paths of documents that are gone

    def is_new(self, path: str) -> bool:
        """Whether the document was not there before."""
        return any(each.cause == "document added" for each in self.by_path.get(path, ()))


class Archive:
    """A snapshot, its rows looked up by document."""

    def __init__(self, published: Published) -> None:
        """Sorts the rows of every dataset that is shown by document."""
        self.snapshot = published.snapshot
        self.documents = published.rows("documents")  # by path
        self.has_words = has_words(published.tables["texts"])  # or were left out on purpose
        self._rows = {name: _Rows(published.tables[name]) for name in (*SHOWN, "texts")}

    def rows(self, dataset: str, document_id: str) -> list[Record]:
        """The rows of one document: in the order of its text, of issues the grave ones first."""
        return sorted(self._rows[dataset].of(document_id), key=_place)

    @cached_property
    def loose_issues(self) -> list[Record]:
        """Issues that concern no document, such as lines of metadata.csv."""
        return self._rows["issues"].of(None)


class _Rows:
    """A dataset, its rows by document."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table
        self._places: dict[str | None, list[int]] = defaultdict(list)
        for place, document_id in enumerate(table["document_id"].to_pylist()):
            self._places[document_id].append(place)

    def of(self, document_id: str | None) -> list[Record]:
        return list(self._table.take(pa.array(self._places.get(document_id, ()), pa.int64())).to_pylist())


def _place(row: Record) -> tuple[int, int, int]:
    gravity = SEVERITIES.index(row["severity"]) if "severity" in row else 0
    return (gravity, row["page"] or 0, row["char_start"] or 0)


def changes_of(archive: Archive, out: Path) -> Changes:
    """What changed since the snapshot before, as the run kept it; nothing where it kept none."""
    kept = list((out / DIFFS).glob(f"*-{archive.snapshot}/changes.parquet"))
    if not kept:
        return Changes(None, {}, ())
    file = max(kept, key=lambda each: (each.stat().st_mtime_ns, each.parent.name))
    found = [diff.Changed(**row) for row in pq.read_table(file).to_pylist()]
    return Changes(file.parent.name.partition("-")[0], _by_path(found), _removed(found))


def _by_path(found: Iterable[diff.Changed]) -> dict[str, list[diff.Changed]]:
    grouped: dict[str, list[diff.Changed]] = defaultdict(list)
    for each in found:
        if each.path is not None and each.dataset not in ("texts", "party_members"):
            grouped[each.path].append(each)
    return dict(grouped)


def _removed(found: Iterable[diff.Changed]) -> tuple[str, ...]:
    gone = {each.path for each in found if each.cause == "document removed" and each.path}
    return tuple(sorted(gone))
