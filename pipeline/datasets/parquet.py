"""Tables as Parquet: a file for each, written some rows at a time, so that no table lies in memory whole."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pyarrow as pa
import pyarrow.parquet as pq


class ParquetFiles:
    """Files that grow with every `add`. What is added together decides where a row group ends."""

    def __init__(self) -> None:
        """None yet."""
        self._open: dict[str, tuple[pq.ParquetWriter, io.BytesIO, int]] = {}

    def add(self, tables: Mapping[str, pa.Table]) -> None:
        """Further rows of these tables, one row group of each."""
        for name, table in tables.items():
            writer, buffer, rows = self._open.get(name) or _begun(table.schema)
            if table.num_rows:
                writer.write_table(
                    table.combine_chunks()
                )  # how rows lay in memory must not show in the bytes
            self._open[name] = writer, buffer, rows + table.num_rows

    def contents(self) -> dict[str, bytes]:
        """The files, closed and looked at."""
        return {name: _closed(*each) for name, each in self._open.items()}


def one_file(table: pa.Table) -> bytes:
    """A table as a file of its own."""
    files = ParquetFiles()
    files.add({"": table})
    return files.contents()[""]


def _begun(schema: pa.Schema) -> tuple[pq.ParquetWriter, io.BytesIO, int]:
    buffer = io.BytesIO()
    # zstd is read by pandas, DuckDB and R alike; the writer is what keeps the metadata of the columns.
    return pq.ParquetWriter(buffer, schema, compression="zstd"), buffer, 0


def _closed(writer: pq.ParquetWriter, buffer: io.BytesIO, rows: int) -> bytes:
    writer.close()
    content = buffer.getvalue()
    back = pq.ParquetFile(io.BytesIO(content))
    if back.metadata.num_rows != rows or not back.schema_arrow.equals(writer.schema):
        raise AssertionError("a table does not read back from Parquet as it was written")
    return content
