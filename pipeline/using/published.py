"""What is published, for commands that make something else of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.datasets.schema import Record
from pipeline.errors import OutputUnusableError
from pipeline.publishing import publish
from pipeline.reading.parts import Tables
from pipeline.storage.layout import LATEST, PACKAGE
from pipeline.storage.places import Place, Url, about, files_beneath, path_in, readable


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


def load(out: Place) -> Published:
    """What `latest` holds. Raises OutputUnusableError where nothing is published or it cannot be read."""
    snapshot = publish.published(out)
    if snapshot is None:
        raise OutputUnusableError(
            f"{out / LATEST} holds no published datasets; make them with `afspraken run`."
        )
    try:
        files = [file for file in files_beneath(snapshot) if file.suffix == ".parquet"]
        tables = {
            path_in(snapshot, file).removesuffix(file.suffix): pq.read_table(readable(file)) for file in files
        }
        marked = snapshot / PACKAGE if isinstance(snapshot, Url) else snapshot  # when it was published last
        published_at = datetime.fromtimestamp(int(about(marked).modified_at), UTC)
    except (OSError, pa.ArrowException) as fault:
        raise OutputUnusableError(f"{snapshot} cannot be read: {fault}") from fault
    return Published(snapshot.name, published_at, tables)
