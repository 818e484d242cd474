"""From checked tables to a snapshot, and one pointer swapped to it.

A snapshot's name is a hash of what it holds, so that the same input gives the same snapshot and nothing is
ever written over. The pointer is replaced in one step: readers see the old snapshot or the new one, whole,
and never anything between. How that is done on a disk and in an object store stands in `disk.py` and
`store.py`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

import pyarrow as pa

from pipeline.datasets.dictionary import data_package, dictionary
from pipeline.datasets.parquet import ParquetFiles, one_file
from pipeline.datasets.schema import Dataset, Record
from pipeline.datasets.words import has_words
from pipeline.errors import OutputUnusableError
from pipeline.storage import disk, store
from pipeline.storage.layout import DIFFS, PACKAGE, SNAPSHOTS
from pipeline.storage.places import Place, Url, about, files_beneath, sha256_of
from pipeline.storage.writing import write_in_one_step

Files = Mapping[str, bytes]
"""Path inside the snapshot -> content."""


def files_of(batches: Iterable[Mapping[str, pa.Table]], datasets: Mapping[str, Dataset]) -> dict[str, bytes]:
    """Every file of the snapshot, from its tables in batches. The same batches give the same bytes."""
    parquet, documents, with_words = ParquetFiles(), list[Record](), True
    for tables in batches:
        parquet.add(tables)
        if "documents" in tables:
            documents += tables["documents"].select(["title", "path", "source_url", "licence"]).to_pylist()
        with_words = with_words and all(map(has_words, tables.values()))
    contents = parquet.contents()
    files = {f"{name}.parquet": contents[name] for name in datasets}
    files["DICTIONARY.md"] = dictionary(datasets.values()).encode()
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


def ensure_usable(out: Place) -> None:
    """Raises OutputUnusableError where publishing in this folder is bound to fail; writes nothing."""
    store.ensure_usable(out) if isinstance(out, Url) else disk.ensure_usable(out)


def ensure_room(out: Place, bytes_needed: int) -> None:
    """Raises OutputUnusableError where a disk has no room for so many bytes."""
    if not isinstance(out, Url):
        disk.ensure_room(out, bytes_needed)


def size_of(snapshot: Place | None) -> int:
    """Bytes of all files of a snapshot; 0 where there is none."""
    return sum(about(file).size_bytes for file in files_beneath(snapshot)) if snapshot else 0


def publish(files: Files, out: Place) -> Place:
    """Writes the snapshot and points `latest` to it; gives the snapshot's folder.

    Raises OutputUnusableError where that cannot be done; `latest` is then as it was.
    """
    ensure_usable(out)
    snapshot = keep(files, out / SNAPSHOTS)
    point(out, snapshot)
    return snapshot


def point(out: Place, snapshot: Place) -> None:
    """Points `latest` to a snapshot that is there. Raises OutputUnusableError."""
    try:
        store.point(out, snapshot.name) if isinstance(out, Url) else disk.point(out, snapshot.name)
    except OSError as fault:
        raise _unwritable(out, fault) from fault


def keep(files: Files, folder: Place) -> Place:
    """Writes the snapshot into the folder and reads it back; `latest` is left alone."""
    snapshot = folder / snapshot_id(files)
    try:
        if isinstance(snapshot, Url):
            store.write_snapshot(files, snapshot)
        else:
            disk.write_snapshot(files, snapshot)
    except OSError as fault:
        raise _unwritable(folder, fault) from fault
    return snapshot


def published(out: Place) -> Place | None:
    """The snapshot that `latest` points to; None where there is none."""
    return store.published(out) if isinstance(out, Url) else disk.published(out)


def is_whole(snapshot: Place) -> bool:
    """Whether every file holds the bytes that the data package says, and the package those of the name."""
    try:
        package = (snapshot / PACKAGE).read_bytes()
        resources = json.loads(package)["resources"]
        said = {each["path"]: str(each["hash"]).removeprefix("sha256:") for each in resources}
        if isinstance(snapshot, Url):
            are_there = store.are_there(snapshot, {each["path"]: each["bytes"] for each in resources})
        else:
            are_there = said == {path: sha256_of(snapshot / path) for path in said}
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return are_there and snapshot.name == _id({**said, PACKAGE: hashlib.sha256(package).hexdigest()})


def clean(out: Place) -> None:
    """Remove what killed runs left half written. Only for whoever holds the lock."""
    store.clean(out) if isinstance(out, Url) else disk.clean(out)


def keep_diff(changes: pa.Table, page: str, out: Place, name: str) -> Place:
    """Writes what changed as Parquet and as a page; a diff of this name is replaced."""
    folder = out / DIFFS / name
    try:
        write_in_one_step(folder / "changes.parquet", one_file(changes))
        write_in_one_step(folder / "changes.md", page.encode())
    except OSError as fault:
        raise _unwritable(folder, fault) from fault
    return folder


def _unwritable(folder: Place, fault: OSError) -> OutputUnusableError:
    return OutputUnusableError(
        f"{folder} cannot be written ({fault.strerror or fault}); nothing was published."
    )
