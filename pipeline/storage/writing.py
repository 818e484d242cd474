"""Files that are there whole or not at all, also after the machine has lost its power."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from pipeline.errors import OutputUnusableError
from pipeline.storage.places import Place, Url

UNFINISHED = ".unfinished-"
"""How the name begins of what is still being written; a run removes what a killed one left of it."""


def write(file: Path, content: bytes) -> None:
    """Write a file and make its content last; its folder is made where it is missing."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def write_in_one_step(file: Place, content: bytes) -> None:
    """Write a file so that whoever reads it finds the old content or the new."""
    if isinstance(file, Url):
        file.write_bytes(content)
        return
    unfinished = file.with_name(f"{UNFINISHED}{file.name}-{secrets.token_hex(4)}")
    try:
        write(unfinished, content)
        os.replace(unfinished, file)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    sync(file.parent)


def sync(folder: Path) -> None:
    """Make the names in a folder as lasting as the files themselves."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def confirm(files: Mapping[str, bytes], folder: Place) -> None:
    """Read back, a snapshot must hold what its name says, whether just written or there before.

    Raises OutputUnusableError where it does not.
    """
    for path, content in files.items():
        if not (folder / path).is_file() or (folder / path).read_bytes() != content:
            raise OutputUnusableError(
                f"{folder} was changed after it was published ({path}); move it away, then run again."
            )
