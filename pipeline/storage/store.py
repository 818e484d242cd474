"""Snapshots in an object store: all files first, the data package after them, the pointer last.

No rename is atomic there, but every object is written whole or not at all. A snapshot is one when it has its
data package, which is written after everything that it lists; `latest.json` names a snapshot, and readers
follow it. What a killed run leaves is a few objects that nobody finds, and that the next run removes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import groupby

from pipeline.errors import OutputUnusableError
from pipeline.storage import lease
from pipeline.storage.layout import PACKAGE, POINTER, REFUSED, SNAPSHOTS
from pipeline.storage.places import Url, about, each_of, path_in
from pipeline.storage.writing import confirm


def ensure_usable(out: Url) -> None:
    """Raises OutputUnusableError where `latest.json` is not ours."""
    _pointed(out)


def write_snapshot(files: Mapping[str, bytes], snapshot: Url) -> None:
    """Write a snapshot, its data package last; one that is there must hold the same."""
    rest = {path: content for path, content in files.items() if path != PACKAGE}
    if not (snapshot / PACKAGE).is_file():
        list(each_of(lambda path: (snapshot / path).write_bytes(rest[path]), rest, waits=True))
        confirm(rest, snapshot)
        (snapshot / PACKAGE).write_bytes(files[PACKAGE])
    confirm(files, snapshot)


def point(out: Url, name: str) -> None:
    """Point `latest.json` to the snapshot of this name. Raises LockedError where another run took over."""
    package = out / SNAPSHOTS / name / PACKAGE
    package.write_bytes(package.read_bytes())  # its time says when it was published last: pruning goes by it
    lease.ensure_ours(out)
    pointer = {"snapshot": name, "path": f"{SNAPSHOTS}/{name}"}
    (out / POINTER).write_bytes(f"{json.dumps(pointer)}\n".encode())  # in one line, as every reader takes it


def published(out: Url) -> Url | None:
    """The snapshot that `latest.json` points to; None where there is none."""
    name = _pointed(out)
    snapshot = out / SNAPSHOTS / name if name else None
    return snapshot if snapshot and (snapshot / PACKAGE).is_file() else None


def are_there(snapshot: Url, sizes: Mapping[str, int]) -> bool:
    """Whether all these files are there, of these sizes in bytes.

    The store guards what is in them: to fetch it all would cost more than it could find.
    """
    found = {path_in(snapshot, file): about(file).size_bytes for file in snapshot.beneath()}
    return sizes.items() <= found.items()


def in_order(folder: Url) -> list[tuple[float, Url]]:
    """When each whole snapshot was published last, in seconds since 1970, and where it lies."""
    packages = {name: dict(objects).get(PACKAGE) for name, objects in _by_snapshot(folder)}
    found = [(about(package).modified_at, name) for name, package in packages.items() if package]
    return [(at, folder / name) for at, name in sorted(found)]


def remove(folder: Url) -> None:
    """Remove all that lies beneath; of a snapshot its data package first, so that none is half there."""
    (folder / PACKAGE).unlink(missing_ok=True)
    for file in folder.beneath():
        file.unlink(missing_ok=True)


def clean(out: Url) -> None:
    """Remove what killed runs left half written."""
    for folder in (out / SNAPSHOTS, out / REFUSED):
        for name, objects in _by_snapshot(folder):
            if PACKAGE not in dict(objects):
                remove(folder / name)


def _by_snapshot(folder: Url) -> list[tuple[str, list[tuple[str, Url]]]]:
    """Of each snapshot its name, and its objects by their path in it."""
    found = [(path_in(folder, file).partition("/"), file) for file in folder.beneath()]
    groups = groupby(found, key=lambda each: each[0][0])
    return [(name, [(parts[2], file) for parts, file in group]) for name, group in groups]


def _pointed(out: Url) -> str | None:
    try:
        return str(json.loads((out / POINTER).read_bytes())["snapshot"])
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as fault:
        raise OutputUnusableError(
            f"{out / POINTER} is not the pointer that afspraken writes; move it away, then run again."
        ) from fault
