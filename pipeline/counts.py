"""How much a snapshot holds: what a night reports, and what the gates hold against the night before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pyarrow as pa

from pipeline.records import Counts


def counts_of(tables: Mapping[str, pa.Table]) -> Counts:
    """The counts of these datasets and views."""
    documents = tables["documents"].select(["media_type", "outcome", "failure"]).to_pylist()
    kinds = Counter((each["media_type"], each["outcome"]) for each in documents)
    return Counts(
        documents={
            kind: {outcome: n for (of, outcome), n in sorted(kinds.items()) if of == kind}
            for kind in sorted({kind for kind, _ in kinds})
        },
        rows={name: table.num_rows for name, table in tables.items()},
        issues=dict(sorted(Counter(tables["issues"]["severity"].to_pylist()).items())),
        failures=[each["failure"] for each in documents if each["failure"]],
    )
