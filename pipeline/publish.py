"""From checked tables to a snapshot on disk, and one link swapped to it.

A snapshot's name is a hash of what it holds, so that the same input gives the same snapshot and nothing is
ever written over. `latest` is a link that is replaced in one step: readers see the old snapshot or the new
one, whole, and never anything between.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.dictionary import data_package, dictionary
from pipeline.errors import OutputUnusableError
from pipeline.schema import Dataset

LATEST = "latest"
SNAPSHOTS = "snapshots"

Files = Mapping[str, bytes]
"""Path inside the snapshot -> content."""


def files_of(tables: Mapping[str, pa.Table], datasets: Mapping[str, Dataset]) -> dict[str, bytes]:
    """Every file of the snapshot. The same tables give the same bytes."""
    files = {f"{name}.parquet": _parquet(tables[name]) for name in datasets}
    files["DICTIONARY.md"] = dictionary(datasets.values()).encode()
    documents = tables["documents"].to_pylist()
    files["datapackage.json"] = data_package(datasets.values(), files, documents).encode()
    return files


def snapshot_id(files: Files) -> str:
    """12 hex digits of a hash over the hashes of all files."""
    whole = hashlib.sha256()
    for path in sorted(files):
        whole.update(f"{path} {hashlib.sha256(files[path]).hexdigest()}\n".encode())
    return whole.hexdigest()[:12]


def ensure_usable(out: Path) -> None:
    """Raises OutputUnusableError where publishing in this folder is bound to fail; writes nothing."""
    latest = out / LATEST
    if latest.exists() and not latest.is_symlink():
        raise OutputUnusableError(
            f"{latest} is not the link that afspraken makes; move it away, then run again. "
            "Nothing was published."
        )
    there = next(folder for folder in (out, *out.absolute().parents) if folder.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        raise OutputUnusableError(f"{out} cannot be written; nothing was published.")


def publish(files: Files, out: Path) -> Path:
    """Writes the snapshot and points `latest` to it; gives the snapshot's folder.

    Raises OutputUnusableError where that cannot be done; `latest` is then as it was.
    """
    ensure_usable(out)
    try:
        snapshot = _write_snapshot(files, out / SNAPSHOTS)
        _point(out / LATEST, snapshot)
    except OSError as fault:
        raise OutputUnusableError(
            f"{out} cannot be written ({fault.strerror or fault}); nothing was published."
        ) from fault
    return snapshot


def _parquet(table: pa.Table) -> bytes:
    buffer = io.BytesIO()
    # zstd is read by pandas, DuckDB and R alike; write_table is what keeps the metadata of the columns.
    pq.write_table(table, buffer, compression="zstd")
    content = buffer.getvalue()
    back = pq.read_table(io.BytesIO(content))
    if not back.equals(table):
        raise AssertionError("a table does not read back from Parquet as it was written")
    return content


def _write_snapshot(files: Files, snapshots: Path) -> Path:
    snapshot = snapshots / snapshot_id(files)
    if snapshot.exists():
        _confirm(files, snapshot)
        return snapshot
    unfinished = snapshots / f".unfinished-{snapshot.name}"
    shutil.rmtree(unfinished, ignore_errors=True)  # of a run that was killed
    try:
        for path, content in files.items():
            _write(unfinished / path, content)
        for folder in {(unfinished / path).parent for path in files}:
            _sync(folder)
        os.replace(unfinished, snapshot)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    _sync(snapshots)
    return snapshot


def _confirm(files: Files, snapshot: Path) -> None:
    """A snapshot of this name is there already: it must hold what its name says."""
    for path, content in files.items():
        if not (snapshot / path).is_file() or (snapshot / path).read_bytes() != content:
            raise OutputUnusableError(
                f"{snapshot} was changed after it was published ({path}); move it away, then run again."
            )


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _sync(folder: Path) -> None:
    """Makes the names in a folder as lasting as the files themselves."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _point(latest: Path, snapshot: Path) -> None:
    new = latest.with_name(f".{LATEST}-{snapshot.name}")
    new.unlink(missing_ok=True)
    new.symlink_to(os.path.join(SNAPSHOTS, snapshot.name), target_is_directory=True)
    try:
        os.replace(new, latest)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    _sync(latest.parent)
