"""The snapshots that lie in a folder: which is which, and which are kept."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from pipeline.errors import OutputUnusableError
from pipeline.publishing.publish import published
from pipeline.storage import disk, store
from pipeline.storage.layout import DIFFS, REFUSED, SNAPSHOTS
from pipeline.storage.places import Place, Url, files_beneath, path_in, place

KEPT_LAST = 14
KEPT_MONTHS = 24
KEPT_REFUSED = 3


def pair(out: Place, old: str | None, new: str | None) -> tuple[Place, Place]:
    """Two snapshots by name or folder: by default what is published, and what was published before it.

    Raises OutputUnusableError where there are no such two.
    """
    after = _named(out, new) if new else published(out)
    if after is None:
        raise OutputUnusableError(f"{out} holds no published datasets; make them with `afspraken run`.")
    if old:
        return _named(out, old), after
    earlier = [each for each in in_order(out / SNAPSHOTS) if each != after]
    if not earlier:
        raise OutputUnusableError(f"{out} holds no other snapshot than {after.name} to compare it with.")
    return earlier[-1], after


def _named(out: Place, name: str) -> Place:
    for folder in (out / SNAPSHOTS / name, out / REFUSED / name, place(name)):
        if (folder / "documents.parquet").is_file():
            return folder.resolve() if isinstance(folder, Path) else folder
    raise OutputUnusableError(f"There is no snapshot '{name}' in {out}, and no such folder.")


def in_order(folder: Place) -> list[Place]:
    """The whole snapshots of a folder, the one that was published last at the end."""
    return [snapshot for _, snapshot in _with_times(folder)]


def _with_times(folder: Place) -> list[tuple[float, Place]]:
    """The same, each with the time when it was published last, in seconds since 1970."""
    return [*(store.in_order(folder) if isinstance(folder, Url) else disk.in_order(folder))]


def prune(out: Place) -> list[str]:
    """Removes old snapshots and gives their names.

    Kept are what `latest` points to, the 14 that were published last, the last one of each of the last 24
    months that have any, and the 3 that were refused last. A diff goes with the newer of its snapshots.
    """
    timed, refused = _with_times(out / SNAPSHOTS), in_order(out / REFUSED)
    snapshots = [each for _, each in timed]
    last_of_month = {f"{datetime.fromtimestamp(at, UTC):%Y-%m}": each for at, each in timed}
    kept = {published(out), *snapshots[-KEPT_LAST:], *list(last_of_month.values())[-KEPT_MONTHS:]}
    gone = [each for each in snapshots if each not in kept] + refused[:-KEPT_REFUSED]
    for each in gone:
        _remove(each)
    left = {each.name for each in (*snapshots, *refused)} - {each.name for each in gone}
    diffs = {path_in(out / DIFFS, file).partition("/")[0] for file in files_beneath(out / DIFFS)}
    for name in diffs:
        if name.rpartition("-")[2] not in left:
            _remove(out / DIFFS / name)
    return [each.name for each in gone]


def _remove(folder: Place) -> None:
    store.remove(folder) if isinstance(folder, Url) else disk.remove(folder)
