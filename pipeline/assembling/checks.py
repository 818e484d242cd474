"""What must hold before anything is published. Each violation is one row and one sentence.

The checks look at the Arrow tables that are about to be written, not at what made them: at what concerns one
document when its bundle is made or a correction changed it, at what concerns several when all is assembled.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, islice

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.datasets.by_document import OF_NO_DOCUMENT, in_groups
from pipeline.datasets.schema import Column, Dataset, Record
from pipeline.errors import ChecksFailedError
from pipeline.reading.parts import MENTIONS
from pipeline.reading.promises import Text, broken_columns, doubtful, quote_faults
from pipeline.views import all_datasets

SETTLED = ("documents", "parties", "issues")
"""Datasets of which every row is made, or set in order, when all documents are known."""
_DOCUMENTS_AT_ONCE = 200  # whose texts are held as Python's own strings
_NO_TEXT = Text()


@dataclass(frozen=True, slots=True)
class Violation:
    """A promise that does not hold."""

    dataset: str
    row_id: str  # the row's key, '' where it concerns the whole dataset
    sentence: str

    def __str__(self) -> str:
        """As the report prints it."""
        return f"{self.dataset} {self.row_id}: {self.sentence}".replace(" :", ":")


def ensure(faults: Sequence[Violation]) -> None:
    """Raises ChecksFailedError, with a report, where there is any."""
    if not faults:
        return
    counts = Counter(fault.dataset for fault in faults)
    where = ", ".join(f"{count} in {name}" for name, count in counts.items())
    more = [f"  … and {len(faults) - 20} more"] if len(faults) > 20 else []
    said = f"The checks failed ({where}); nothing was published, latest is as it was."
    raise ChecksFailedError("\n".join([said, *(f"  {fault}" for fault in faults[:20]), *more]))


def of_documents(tables: Mapping[str, pa.Table]) -> list[Violation]:
    """What is wrong with rows that concern no document but their own; these documents are all there is."""
    datasets = {name: each for name, each in all_datasets().items() if name in tables}
    parties = {"parties": tables[MENTIONS].select(["party_id"])} if MENTIONS in tables else {}
    found = list(_parts_of_texts(tables["texts"], datasets["texts"]))
    for name in [name for name in datasets if name not in SETTLED]:
        found += _rows({**tables, **parties}, datasets[name])
    return [*found, *_words(tables, datasets)]


class Across:
    """What no look at some documents tells: asked of all tables of a night, as they pass by in order."""

    def __init__(self, paths: Iterable[str]) -> None:
        """`paths` are the files that must be accounted for."""
        self._paths = paths
        self._datasets = all_datasets()
        self._seen: set[str] = set()
        self._last_document: dict[str, str] = {}
        self._ids: dict[str, list[pa.ChunkedArray]] = defaultdict(list)
        self._found: list[Violation] = []

    def look(self, tables: Mapping[str, pa.Table]) -> None:
        """Some tables of the night: those that are settled together, or those of further documents."""
        self._seen |= tables.keys()
        wrong = [fault for name, table in tables.items() for fault in _schema(self._datasets[name], table)]
        self._found += wrong
        for name, table in {} if wrong else tables.items():
            if name in SETTLED:
                self._found += _rows(tables, self._datasets[name])
            elif table.num_rows:
                self._look_at_documents(name, table)
        if "documents" in tables and not wrong:
            self._found += _accounted(
                tables["documents"].select(["path", "other_paths"]).to_pylist(), self._paths
            )

    def violations(self) -> list[Violation]:
        """What was found; asked when all has passed by."""
        gone = [name for name in self._datasets if name not in self._seen]
        missing = [Violation(name, "", "the dataset is missing") for name in gone]
        return [*self._found, *missing, *chain.from_iterable(map(self._ids_of_two_documents, self._ids))]

    def _look_at_documents(self, name: str, table: pa.Table) -> None:
        documents = table["document_id"]
        rising = pc.less_equal(documents.slice(0, table.num_rows - 1), documents.slice(1))
        follows = documents[0].as_py() > self._last_document.get(name, "")
        if not (follows and pc.all(rising, min_count=0).as_py()):
            self._found.append(Violation(name, "", "documents are not in order"))
        self._last_document[name] = documents[-1].as_py()
        key = self._datasets[name].keys[0]
        if key != "document_id":
            pairs = table.group_by([key, "document_id"]).aggregate([])
            self._ids[name].append(pairs[key])

    def _ids_of_two_documents(self, name: str) -> Iterator[Violation]:
        """Keys differ within a bundle, as was seen when it was made; between bundles ids have to."""
        ids = pa.chunked_array([chunk for each in self._ids[name] for chunk in each.chunks], pa.string())
        if pc.count_distinct(ids).as_py() == len(ids):
            return
        for row in pc.value_counts(ids).to_pylist():
            if row["counts"] > 1:
                yield Violation(name, row["values"], f"{row['counts']} documents have this key")


def _rows(tables: Mapping[str, pa.Table], dataset: Dataset) -> Iterator[Violation]:
    """What columns, keys, order and references of a dataset promise."""
    table = tables[dataset.name]
    yield from _keys(table, dataset)
    yield from _order(table, dataset)
    yield from _promises(table, dataset)
    for column in dataset.columns:
        yield from _references(tables, dataset, column)


def _schema(dataset: Dataset, table: pa.Table) -> Iterator[Violation]:
    if not table.schema.equals(dataset.schema, check_metadata=True):
        yield Violation(dataset.name, "", "columns, types or descriptions are not as declared")


def _keys(table: pa.Table, dataset: Dataset) -> Iterator[Violation]:
    counts = table.group_by(dataset.keys).aggregate([([], "count_all")])
    for row in counts.filter(pc.greater(counts["count_all"], 1)).to_pylist():
        yield Violation(dataset.name, row_id(row, dataset), f"{row['count_all']} rows have this key")


def _order(table: pa.Table, dataset: Dataset) -> Iterator[Violation]:
    places = pc.sort_indices(table, sort_keys=[(name, "ascending", "at_end") for name in dataset.sort_by])
    if not places.equals(pa.array(np.arange(table.num_rows, dtype=np.uint64))):
        yield Violation(dataset.name, "", f"rows are not sorted by {', '.join(dataset.sort_by)}")


def _promises(table: pa.Table, dataset: Dataset) -> Iterator[Violation]:
    """What is wrong with each row, asked only of rows that a look at whole columns makes doubtful."""
    for index in sorted(set(doubtful(table, dataset))):
        (row,) = table.slice(index, 1).to_pylist()
        for _, fault in islice(broken_columns(row, dataset), 1):
            yield Violation(dataset.name, row_id(row, dataset), fault)


def _references(tables: Mapping[str, pa.Table], dataset: Dataset, column: Column) -> Iterator[Violation]:
    if not column.references:
        return
    target, _, key = column.references.partition(".")
    table = tables[dataset.name]
    known = pc.is_in(table[column.name], value_set=tables[target][key].combine_chunks())
    for row in table.filter(pc.invert(pc.or_(known, pc.is_null(table[column.name])))).to_pylist():
        sentence = f"{column.name} {row[column.name]} is not in {target}"
        yield Violation(dataset.name, row_id(row, dataset), sentence)


def _parts_of_texts(table: pa.Table, dataset: Dataset) -> Iterator[Violation]:
    """The parts of each document's text follow one another."""
    names = ("document_id", "char_start", "char_end")
    columns = [*(table[name].to_pylist() for name in names), pc.utf8_length(table["text"]).to_pylist()]
    last, expected = None, 0
    for index, (document_id, start, end, length) in enumerate(zip(*columns, strict=True)):
        if start != (expected if document_id == last else 0) or end != start + length:
            (row,) = table.slice(index, 1).to_pylist()
            yield Violation("texts", row_id(row, dataset), "the part does not follow the one before")
        last, expected = document_id, end


def _words(tables: Mapping[str, pa.Table], datasets: Mapping[str, Dataset]) -> Iterator[Violation]:
    """Texts that are not NFC, and quotes that do not stand where they say, some documents at a time."""
    read = {name: table for name, table in tables.items() if name == "texts" or "quote" in table.column_names}
    documents = {one or OF_NO_DOCUMENT for each in read.values() for one in each["document_id"].to_pylist()}
    for group in in_groups(read, sorted(documents), _DOCUMENTS_AT_ONCE):
        texts = dict(_texts(group.pop("texts")))
        for document_id, text in texts.items():
            if not unicodedata.is_normalized("NFC", text.words):
                yield Violation("texts", document_id, "the text is not NFC")
        for name, table in group.items():
            yield from _misquoted(table, datasets[name], texts)


def _texts(table: pa.Table) -> Iterator[tuple[str, Text]]:
    """Each document's text, put together again."""
    for document_id, group in groupby(table.to_pylist(), key=lambda row: str(row["document_id"])):
        parts = list(group)
        words = "".join(part["text"] for part in parts)
        yield (
            document_id,
            Text(words, [part["char_start"] for part in parts], [part["page"] for part in parts]),
        )


def _misquoted(table: pa.Table, dataset: Dataset, texts: Mapping[str, Text]) -> Iterator[Violation]:
    names = ("document_id", "quote", "char_start", "char_end", "page")
    rows = zip(*(table[name].to_pylist() for name in names), strict=True)
    for index, (document_id, quote, start, end, page) in enumerate(rows):
        text = texts.get(document_id, _NO_TEXT)
        if quote is None or start is None or (text.holds(quote, start, end) and text.shows(start, page)):
            continue
        (row,) = table.slice(index, 1).to_pylist()
        for _, fault in quote_faults(row, text):
            yield Violation(dataset.name, row_id(row, dataset), fault)


def _accounted(documents: list[Record], paths: Iterable[str]) -> Iterator[Violation]:
    listed = Counter(path for row in documents for path in (row["path"], *row["other_paths"]))
    wanted = set(paths)
    for path in sorted(wanted - set(listed)):
        yield Violation("documents", "", f"{path} is in no row")
    for path in sorted(path for path in listed if listed[path] > 1 or path not in wanted):
        yield Violation("documents", "", f"{path} is in {listed[path]} rows and was not read so often")


def row_id(row: Record, dataset: Dataset) -> str:
    """The row's key in one word."""
    return "/".join(str(row[key]) for key in dataset.keys)
