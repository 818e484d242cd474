"""What is published, for commands that make something else of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline import publish
from pipeline.errors import OutputUnusableError
from pipeline.layout import LATEST
from pipeline.parts import Tables
from pipeline.schema import Record


@dataclass(frozen=True, slots=True)
class Published:
    """One snapshot: its name, when it was published last, and every dataset and view by name."""

    snapshot: str
    published_at: datetime  # UTC, whole seconds
    tables: Tables

    def rows(self, name: str) -> list[Record]:
        """The rows of a dataset, as plain records."""
        rows: list[Record] = self.tables[name].to_pylist()
        return rows

    def by_id(self, name: str, key: str) -> dict[str, Record]:
        """The rows of a dataset, by their id."""
        return {row[key]: row for row in self.rows(name)}


def load(out: Path) -> Published:
    """What `latest` holds. Raises OutputUnusableError where nothing is published or it cannot be read."""
    snapshot = publish.published(out)
    if snapshot is None:
        raise OutputUnusableError(
            f"{out / LATEST} holds no published datasets; make them with `afspraken run`."
        )
    try:
        files = sorted(snapshot.rglob("*.parquet"))
        tables = {
            file.relative_to(snapshot).with_suffix("").as_posix(): pq.read_table(file) for file in files
        }
        published_at = datetime.fromtimestamp(int(snapshot.stat().st_mtime), UTC)
    except (OSError, pa.ArrowException) as fault:
        raise OutputUnusableError(f"{snapshot} cannot be read: {fault}") from fault
    return Published(snapshot.name, published_at, tables)
