"""All rows of a night: what was settled between documents, and the rest of them, some documents at a time.

Ten thousand documents fill no memory this way: what lies open is what needs all of them, which is little, and
the rows of a thousand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc

from pipeline import views
from pipeline.assembling import checks
from pipeline.assembling.assemble import HEAD, assemble, in_order
from pipeline.assembling.bundles import schemas
from pipeline.assembling.corrections import NO_CORRECTIONS, Corrections
from pipeline.datasets.correction_finder import Correction
from pipeline.datasets.schema import Dataset
from pipeline.reading.parts import Tables
from pipeline.views import all_datasets

DOCUMENTS_AT_ONCE = 1000
"""At least so many lie open together, and make one row group of each Parquet file."""


class Bundle(Protocol):
    """The rows of the documents whose ids begin alike."""

    @property
    def begin(self) -> str:
        """How their ids begin."""

    def tables(self, names: Collection[str] | None = None) -> Tables:
        """All tables, or these."""


@dataclass(frozen=True, slots=True)
class Whole:
    """Every dataset and view of a night."""

    bundles: Sequence[Bundle]  # in the order of document ids
    settled: Tables  # documents, parties and issues, of all documents together
    corrected: Tables = field(default_factory=dict)  # the other tables, of those that a correction is about
    touched: frozenset[str] = frozenset()  # which these are

    def batches(self) -> Iterator[Tables]:
        """What is settled, then all else of some documents after others. The ids tell which lie together."""
        yield self.settled
        for some in self._at_once():
            tables = self.rows(some, of_documents() + of_views())
            own = {view.name: tables[view.name] for view in views.DATASETS}
            yield tables | views.settled(own, self.settled["documents"], self.settled["parties"])

    def rows(self, bundles: Sequence[Bundle], names: Sequence[str]) -> Tables:
        """The rows in these bundles, as corrected."""
        opened = [bundle.tables(names) for bundle in bundles]
        begins = tuple(bundle.begin for bundle in bundles)
        own = pa.array([one for one in sorted(self.touched) if one.startswith(begins)], pa.string())
        tables = {name: pa.concat_tables([each[name] for each in opened]) for name in names} if opened else {}
        if not len(own):
            return tables
        datasets = all_datasets()
        return {name: self._corrected(datasets[name], table, own) for name, table in tables.items()}

    def _corrected(self, dataset: Dataset, table: pa.Table, documents: pa.Array) -> pa.Table:
        """The rows with those of the corrected documents in place of their own."""
        rest = table.filter(pc.invert(pc.is_in(table["document_id"], value_set=documents)))
        return in_order(pa.concat_tables([rest, _of(self.corrected[dataset.name], documents)]), dataset)

    def _at_once(self) -> Iterator[list[Bundle]]:
        ids = self.settled["documents"]["document_id"].to_pylist()
        lengths = {len(bundle.begin) for bundle in self.bundles}
        documents = Counter(one[:length] for one in ids for length in lengths)
        some: list[Bundle] = []
        for bundle in self.bundles:
            some.append(bundle)
            if sum(documents[each.begin] for each in some) >= DOCUMENTS_AT_ONCE:
                yield some
                some = []
        if some:
            yield some


def of_documents() -> tuple[str, ...]:
    """Datasets of which every row is of one document alone, whatever stands in others."""
    return tuple(name for name in schemas() if name not in (*HEAD, *of_views()))


def of_views() -> tuple[str, ...]:
    """The views by name."""
    return tuple(view.name for view in views.DATASETS)


def whole_of(
    bundles: Sequence[Bundle],
    heads: Sequence[Tables],
    problems: Iterable[str] = (),
    corrections: Corrections = NO_CORRECTIONS,
) -> Whole:
    """What these bundles hold, settled between them and corrected; their heads have been opened already.

    Raises ChecksFailedError where a corrected row breaks a promise.
    """
    settled = assemble({name: pa.concat_tables([each[name] for each in heads]) for name in HEAD}, problems)
    plain = Whole(bundles, settled)
    if corrections == NO_CORRECTIONS:
        return plain
    touched, opened = _meant(plain, corrections.lines)
    tables = corrections.applied_to(settled | opened)
    settled, opened = ({name: tables[name] for name in names} for names in (checks.SETTLED, of_documents()))
    own = tables | {"documents": _of(settled["documents"], touched)}
    made = views.views(own)
    checks.ensure(checks.of_documents(own | made | {"issues": settled["issues"].slice(0, 0)}))
    return Whole(bundles, settled, opened | made, frozenset(touched.to_pylist()))


def _meant(plain: Whole, lines: Sequence[Correction]) -> tuple[pa.Array, Tables]:
    """The documents that corrections are about, by path or by the id of a row, and their rows."""
    datasets = {name: all_datasets()[name] for name in of_documents()}
    paths = {line.path for line in lines}
    ids = pa.array(sorted({line.row_id for line in lines if line.row_id}), pa.string())
    listed = plain.settled["documents"].select(["document_id", "path", "other_paths"]).to_pylist()
    meant = {row["document_id"] for row in listed if paths & {row["path"], *row["other_paths"]}}
    opened = [{name: each.schema.empty_table() for name, each in datasets.items()}]
    for bundle in plain.bundles if lines else ():
        tables = bundle.tables(of_documents())
        for name, each in datasets.items():
            known = tables[name].filter(pc.is_in(tables[name][each.keys[0]], value_set=ids))
            meant |= set(known["document_id"].to_pylist())
        own = pa.array(sorted(meant), pa.string())
        opened.append({name: _of(table, own) for name, table in tables.items()})
    return pa.array(sorted(meant), pa.string()), {
        name: pa.concat_tables([each[name] for each in opened]) for name in datasets
    }


def _of(table: pa.Table, documents: pa.Array) -> pa.Table:
    return table.filter(pc.is_in(table["document_id"], value_set=documents))
