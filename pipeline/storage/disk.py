"""Snapshots in a folder: put in place by a rename when they are whole; `latest` is a link."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from pipeline.errors import OutputUnusableError
from pipeline.storage.layout import DIFFS, LATEST, REFUSED, RUNS, SNAPSHOTS
from pipeline.storage.writing import UNFINISHED, confirm, sync, write

SPARE_BYTES = 64 * 2**20
"""What must stay free on the disk beside what is written."""


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


def write_snapshot(files: Mapping[str, bytes], snapshot: Path) -> None:
    """Write a snapshot that is there whole or not at all; one that is there must hold the same."""
    if snapshot.exists():
        confirm(files, snapshot)
        return
    unfinished = snapshot.with_name(f"{UNFINISHED}{snapshot.name}")
    shutil.rmtree(unfinished, ignore_errors=True)  # of a run that was killed
    try:
        for path, content in files.items():
            write(unfinished / path, content)
        for folder in {(unfinished / path).parent for path in files}:
            sync(folder)
        confirm(files, unfinished)
        os.replace(unfinished, snapshot)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    sync(snapshot.parent)
    sync(snapshot.parent.parent)


def point(out: Path, name: str) -> None:
    """Point `latest` to the snapshot of this name."""
    os.utime(out / SNAPSHOTS / name)  # when it was published last: what pruning goes by
    new = out / f"{UNFINISHED}{LATEST}-{name}"
    new.unlink(missing_ok=True)
    new.symlink_to(os.path.join(SNAPSHOTS, name), target_is_directory=True)
    try:
        os.replace(new, out / LATEST)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    sync(out)


def published(out: Path) -> Path | None:
    """The snapshot that `latest` points to; None where there is none."""
    latest = out / LATEST
    return latest.resolve() if latest.is_symlink() and latest.is_dir() else None


def in_order(folder: Path) -> list[tuple[float, Path]]:
    """When each snapshot of a folder was published last, in seconds since 1970, and where it lies."""
    found = [each for each in folder.glob("*") if each.is_dir() and not each.name.startswith(UNFINISHED)]
    return sorted((each.stat().st_mtime, each.resolve()) for each in found)


def remove(snapshot: Path) -> None:
    """Out of sight in one step: whoever reads the folder never finds a snapshot half gone."""
    unfinished = snapshot.with_name(f"{UNFINISHED}{snapshot.name}")
    snapshot.rename(unfinished)
    shutil.rmtree(unfinished, ignore_errors=True)


def clean(out: Path) -> None:
    """Remove what killed runs left half written."""
    for folder in (out, out / SNAPSHOTS, out / REFUSED, out / DIFFS, out / RUNS):
        for left in folder.glob(f"{UNFINISHED}*"):
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)
