"""From checked tables to a snapshot on disk, and one link swapped to it.

A snapshot's name is a hash of what it holds, so that the same input gives the same snapshot and nothing is
ever written over. `latest` is a link that is replaced in one step: readers see the old snapshot or the new
one, whole, and never anything between.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.dictionary import data_package, dictionary
from pipeline.errors import OutputUnusableError
from pipeline.layout import DIFFS, LATEST, REFUSED, RUNS, SNAPSHOTS
from pipeline.schema import Dataset
from pipeline.words import has_words
from pipeline.writing import UNFINISHED, sync, write, write_in_one_step

PACKAGE = "datapackage.json"
SPARE_BYTES = 64 * 2**20
"""What must stay free on the disk beside what is written."""

Files = Mapping[str, bytes]
"""Path inside the snapshot -> content."""


def files_of(tables: Mapping[str, pa.Table], datasets: Mapping[str, Dataset]) -> dict[str, bytes]:
    """Every file of the snapshot. The same tables give the same bytes."""
    files = {f"{name}.parquet": _parquet(tables[name]) for name in datasets}
    files["DICTIONARY.md"] = dictionary(datasets.values()).encode()
    documents = tables["documents"].select(["title", "path", "source_url", "licence"]).to_pylist()
    with_words = has_words(tables["texts"])
    files[PACKAGE] = data_package(datasets.values(), files, documents, with_words=with_words).encode()
    return files


def snapshot_id(files: Files) -> str:
    """12 hex digits of a hash over the hashes of all files."""
    return _id({path: hashlib.sha256(content).hexdigest() for path, content in files.items()})


def _id(hashes: Mapping[str, str]) -> str:
    whole = hashlib.sha256()
    for path in sorted(hashes):
        whole.update(f"{path} {hashes[path]}\n".encode())
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


def ensure_room(out: Path, bytes_needed: int) -> None:
    """Raises OutputUnusableError where the disk has no room for so many bytes."""
    there = next(folder for folder in (out, *out.absolute().parents) if folder.exists())
    free = shutil.disk_usage(there).free
    if free < bytes_needed + SPARE_BYTES:
        wanted = (bytes_needed + SPARE_BYTES) / 1e6
        raise OutputUnusableError(
            f"{out} has {free / 1e6:,.0f} MB free and {wanted:,.0f} MB are needed; nothing was published."
        )


def size_of(snapshot: Path | None) -> int:
    """Bytes of all files of a snapshot; 0 where there is none."""
    return (
        0 if snapshot is None else sum(file.stat().st_size for file in snapshot.rglob("*") if file.is_file())
    )


def publish(files: Files, out: Path) -> Path:
    """Writes the snapshot and points `latest` to it; gives the snapshot's folder.

    Raises OutputUnusableError where that cannot be done; `latest` is then as it was.
    """
    ensure_usable(out)
    snapshot = keep(files, out / SNAPSHOTS)
    point(out, snapshot)
    return snapshot


def point(out: Path, snapshot: Path) -> None:
    """Points `latest` to a snapshot that is there. Raises OutputUnusableError."""
    try:
        os.utime(snapshot)  # when it was published last: what pruning goes by
        _point(out / LATEST, snapshot)
    except OSError as fault:
        raise _unwritable(out, fault) from fault


def keep_diff(changes: pa.Table, page: str, out: Path, name: str) -> Path:
    """Writes what changed as Parquet and as a page; a diff of this name is replaced."""
    folder = out / DIFFS / name
    try:
        write_in_one_step(folder / "changes.parquet", _parquet(changes))
        write_in_one_step(folder / "changes.md", page.encode())
    except OSError as fault:
        raise _unwritable(folder, fault) from fault
    return folder


def keep(files: Files, folder: Path) -> Path:
    """Writes the snapshot into the folder and reads it back; `latest` is left alone."""
    try:
        return _write_snapshot(files, folder)
    except OSError as fault:
        raise _unwritable(folder, fault) from fault


def published(out: Path) -> Path | None:
    """The snapshot that `latest` points to; None where there is none."""
    latest = out / LATEST
    return latest.resolve() if latest.is_symlink() and latest.is_dir() else None


def is_whole(snapshot: Path) -> bool:
    """Whether every file holds the bytes that the data package says, and the package those of the name."""
    try:
        package = (snapshot / PACKAGE).read_bytes()
        said = {each["path"]: each["hash"] for each in json.loads(package)["resources"]}
        hashes = {path: _hash_of(snapshot / path) for path in said}
    except (OSError, ValueError, KeyError, TypeError):
        return False
    if any(said[path] != f"sha256:{found}" for path, found in hashes.items()):
        return False
    return snapshot.name == _id({**hashes, PACKAGE: hashlib.sha256(package).hexdigest()})


def clean(out: Path) -> None:
    """Remove what killed runs left half written. Only for whoever holds the lock."""
    for folder in (out, out / SNAPSHOTS, out / REFUSED, out / DIFFS, out / RUNS):
        for left in folder.glob(f"{UNFINISHED}*"):
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)


def _unwritable(folder: Path, fault: OSError) -> OutputUnusableError:
    return OutputUnusableError(
        f"{folder} cannot be written ({fault.strerror or fault}); nothing was published."
    )


def _hash_of(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


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
    unfinished = snapshots / f"{UNFINISHED}{snapshot.name}"
    shutil.rmtree(unfinished, ignore_errors=True)  # of a run that was killed
    try:
        for path, content in files.items():
            write(unfinished / path, content)
        for folder in {(unfinished / path).parent for path in files}:
            sync(folder)
        _confirm(files, unfinished)
        os.replace(unfinished, snapshot)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    sync(snapshots)
    sync(snapshots.parent)
    return snapshot


def _confirm(files: Files, snapshot: Path) -> None:
    """Read back, the snapshot must hold what its name says, whether just written or there before."""
    for path, content in files.items():
        if not (snapshot / path).is_file() or (snapshot / path).read_bytes() != content:
            raise OutputUnusableError(
                f"{snapshot} was changed after it was published ({path}); move it away, then run again."
            )


def _point(latest: Path, snapshot: Path) -> None:
    new = latest.with_name(f"{UNFINISHED}{LATEST}-{snapshot.name}")
    new.unlink(missing_ok=True)
    new.symlink_to(os.path.join(SNAPSHOTS, snapshot.name), target_is_directory=True)
    try:
        os.replace(new, latest)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    sync(latest.parent)
