"""The snapshots that lie in a folder: which is which, and which are kept."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from pipeline.errors import OutputUnusableError
from pipeline.layout import DIFFS, REFUSED, SNAPSHOTS
from pipeline.publish import published
from pipeline.writing import UNFINISHED

KEPT_LAST = 14
KEPT_MONTHS = 24
KEPT_REFUSED = 3


def pair(out: Path, old: str | None, new: str | None) -> tuple[Path, Path]:
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


def _named(out: Path, name: str) -> Path:
    for folder in (out / SNAPSHOTS / name, out / REFUSED / name, Path(name)):
        if (folder / "documents.parquet").is_file():
            return folder.resolve()
    raise OutputUnusableError(f"There is no snapshot '{name}' in {out}, and no such folder.")


def in_order(folder: Path) -> list[Path]:
    """The whole snapshots of a folder, the one that was published last at the end."""
    found = [each for each in folder.glob("*") if each.is_dir() and not each.name.startswith(UNFINISHED)]
    return sorted((each.resolve() for each in found), key=lambda each: (each.stat().st_mtime_ns, each.name))


def prune(out: Path) -> list[str]:
    """Removes old snapshots and gives their names.

    Kept are what `latest` points to, the 14 that were published last, the last one of each of the last 24
    months that have any, and the 3 that were refused last. A diff goes with the newer of its snapshots.
    """
    snapshots, refused = in_order(out / SNAPSHOTS), in_order(out / REFUSED)
    last_of_month = {f"{_published_at(each):%Y-%m}": each for each in snapshots}
    kept = {published(out), *snapshots[-KEPT_LAST:], *list(last_of_month.values())[-KEPT_MONTHS:]}
    gone = [each for each in snapshots if each not in kept] + refused[:-KEPT_REFUSED]
    for each in gone:
        _remove(each)
    left = {each.name for each in (*snapshots, *refused)} - {each.name for each in gone}
    for each in (out / DIFFS).glob("*-*"):
        if each.is_dir() and each.name.rpartition("-")[2] not in left:
            shutil.rmtree(each, ignore_errors=True)
    return [each.name for each in gone]


def _published_at(snapshot: Path) -> datetime:
    return datetime.fromtimestamp(snapshot.stat().st_mtime, UTC)


def _remove(snapshot: Path) -> None:
    """Out of sight in one step: whoever reads the folder never finds a snapshot half gone."""
    unfinished = snapshot.with_name(f"{UNFINISHED}{snapshot.name}")
    snapshot.rename(unfinished)
    shutil.rmtree(unfinished, ignore_errors=True)
