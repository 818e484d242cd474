"""One run at a time in a folder. The lock is the system's, so that it ends with the process that holds it.

An object store has none: there it is a lease, which ends some minutes after its holder did (`lease.py`).
"""

from __future__ import annotations

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pipeline.errors import LockedError, OutputUnusableError
from pipeline.storage import lease
from pipeline.storage.layout import LOCK
from pipeline.storage.places import Place, Url


def only_one(out: Place) -> AbstractContextManager[None]:
    """Hold the lock of a folder, which is made where it is missing.

    Raises LockedError, which tells who holds it, or OutputUnusableError where no lock can be had at all.
    """
    return lease.held(out, _myself()) if isinstance(out, Url) else _locked(out)


@contextmanager
def _locked(out: Path) -> Iterator[None]:
    try:
        out.mkdir(parents=True, exist_ok=True)
        handle = os.open(out / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as fault:
        raise OutputUnusableError(
            f"{out} cannot be written ({fault.strerror or fault}); nothing was published."
        ) from fault
    try:
        _take(handle, out)
        yield
    finally:
        os.close(handle)  # gives the lock back; the file stays, for whoever waits for it holds it open


def _take(handle: int, out: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as fault:
        holder = os.pread(handle, 1000, 0).decode(errors="replace").strip() or "another process"
        raise LockedError(
            f"{out} is in use by {holder}; nothing was done. Run again when it is free."
        ) from fault
    except OSError as fault:
        raise OutputUnusableError(
            f"{out} cannot be locked ({fault.strerror or fault}); nothing was published."
        ) from fault
    os.ftruncate(handle, 0)
    os.pwrite(handle, f"{_myself()}\n".encode(), 0)


def _myself() -> str:
    return f"process {os.getpid()} on {socket.gethostname()} since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"
