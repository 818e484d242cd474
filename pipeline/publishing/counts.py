"""How much a snapshot holds: what a night reports, and what the gates hold against the night before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from extractors._registers import Registers
from pipeline.publishing.records import Counts
from pipeline.storage.places import Place, files_beneath, path_in, readable

_COUNTED = {"document_id", "media_type", "outcome", "failure", "severity", "indicator"}


def counts_of(tables: Mapping[str, pa.Table]) -> Counts:
    """The counts of these datasets and views, of which the counted columns are enough."""
    documents = (
        tables["documents"].select(["media_type", "outcome", "failure"]).to_pylist()
        if "documents" in tables
        else []
    )
    kinds = Counter((each["media_type"], each["outcome"]) for each in documents)
    return Counts(
        documents={
            kind: {outcome: n for (of, outcome), n in sorted(kinds.items()) if of == kind}
            for kind in sorted({kind for kind, _ in kinds})
        },
        rows={name: table.num_rows for name, table in tables.items()},
        documents_with={
            name: pc.count_distinct(table["document_id"]).as_py()
            for name, table in tables.items()
            if "document_id" in table.column_names
        },
        issues=_by_value(tables["issues"]["severity"]) if "issues" in tables else {},
        indicators=_by_value(tables["observations"]["indicator"]) if "observations" in tables else {},
        failures=[each["failure"] for each in documents if each["failure"]],
    )


def summed(batches: Iterable[Counts], names: Iterable[str], registers: Registers | None = None) -> Counts:
    """The counts of all batches: of documents none stands in two. `names` tell the order of the datasets."""
    rows, documents_with, issues, indicators = (Counter[str]() for _ in range(4))
    documents: dict[str, dict[str, int]] = {}
    failures: list[str] = []
    for each in batches:
        rows.update(each.rows)
        documents_with.update(each.documents_with)
        issues.update(each.issues)
        indicators.update(each.indicators)
        documents |= each.documents
        failures += each.failures
    named = registers or Registers()
    return Counts(
        documents=documents,
        rows={name: rows[name] for name in names},
        documents_with={name: documents_with[name] for name in names if name in documents_with},
        issues=dict(sorted(issues.items())),
        indicators=dict(sorted(indicators.items())),
        failures=failures,
        registers={"municipalities": len(named.municipalities), "corporations": len(named.corporations)},
    )


def counts_in(snapshot: Place) -> tuple[Counts, str]:
    """The counts of a snapshot and its schema's version. Raises OSError or pa.ArrowException."""
    tables = {}
    version = ""
    for file in files_beneath(snapshot):
        if file.suffix != ".parquet":
            continue
        parquet = pq.ParquetFile(readable(file))
        schema = parquet.schema_arrow
        version = str((schema.metadata or {}).get(b"schema_version", b"").decode())
        columns = [name for name in schema.names if name in _COUNTED] or schema.names[:1]
        tables[path_in(snapshot, file).removesuffix(file.suffix)] = parquet.read(columns=columns)
    return summed([counts_of(tables)], tables), version


def _by_value(column: pa.ChunkedArray) -> dict[str, int]:
    found = ((each["values"], each["counts"]) for each in pc.value_counts(column).to_pylist())
    return dict(sorted(found))
