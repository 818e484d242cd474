"""One run at a time under a URL: an object store has no locks, so that a run leases the place.

A lease is an object that only one can create, where the store holds to that: S3 and Azure do. It is renewed
as long as the run is alive. Who finds the last one run out creates the next, by number; a run whose lease
another took over finds out before it moves the pointer. In a store that lets two create one object, that is
what parts them.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import msgspec

from pipeline.errors import LockedError
from pipeline.storage.layout import LOCK
from pipeline.storage.places import Url

SECONDS = 300.0
"""How long a run that is gone keeps others out, and how far the clocks of two machines may differ."""
_RENEWALS = 5  # in that time: one that a store refuses costs nothing
_OURS = secrets.token_hex(16)  # tells this process from every other


class Lease(msgspec.Struct):
    """Who holds a place, and until when if nothing more is heard of them."""

    holder: str
    token: str
    until: float  # seconds since 1970


@contextmanager
def held(out: Url, holder: str) -> Iterator[None]:
    """Hold the place as long as the block runs. Raises LockedError, which tells who holds it."""
    mine = _take(out, holder)
    is_over = threading.Event()
    renewing = threading.Thread(target=_renew, args=(mine, holder, is_over), daemon=True)
    renewing.start()
    try:
        yield
    finally:
        is_over.set()
        renewing.join()
        with suppress(OSError):  # it runs out by itself
            if _is_ours(mine):
                mine.unlink()


def ensure_ours(out: Url) -> None:
    """Raises LockedError where another process leases the place, or took it over from us."""
    last = _last(out)
    if last and (lease := _read(last)) and lease.token != _OURS:
        raise LockedError(f"{out} was taken over by {lease.holder}; nothing was published.")


def _take(out: Url, holder: str) -> Url:
    last = _last(out)
    lease = _read(last) if last else None
    if lease and lease.until > time.time():
        raise _locked(out, lease.holder)
    number = int(last.name) + 1 if last else 1
    mine = out / LOCK / f"{number:08}"
    try:
        mine.create(_told(holder))
    except FileExistsError as fault:
        raise _locked(out, "a run that started in the same moment") from fault
    if not _is_ours(mine):  # a store that lets two create it
        raise _locked(out, "a run that started in the same moment")
    for old in (out / LOCK).beneath():
        if old.name < mine.name:
            old.unlink(missing_ok=True)
    return mine


def _renew(mine: Url, holder: str, is_over: threading.Event) -> None:
    while not is_over.wait(SECONDS / _RENEWALS):
        with suppress(OSError):
            if not _is_ours(mine):  # taken over: whoever did removed it
                return
            mine.write_bytes(_told(holder))


def _told(holder: str) -> bytes:
    return msgspec.json.encode(Lease(holder, _OURS, time.time() + SECONDS))


def _is_ours(mine: Url) -> bool:
    lease = _read(mine)
    return lease is not None and lease.token == _OURS


def _last(out: Url) -> Url | None:
    return max((out / LOCK).beneath(), key=lambda each: each.name, default=None)


def _read(file: Url) -> Lease | None:
    """What is no lease holds nobody off, and neither does one that was just given back."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=Lease)
    except (FileNotFoundError, msgspec.MsgspecError):
        return None


def _locked(out: Url, holder: str) -> LockedError:
    return LockedError(
        f"{out} is in use by {holder}; nothing was done. Run again when it is free: {SECONDS / 60:.0f} "
        "minutes after a run that was killed."
    )
