"""Hashes of files and objects, so that a night in which nothing changed opens none of them.

A hash is believed as long as the store says of the object what it said when the object was read: its tag,
which a store changes with the content, its size and its time. Where there are no tags every object is read.
On a disk the tag is which file it is and when it was last changed, as the system notes it: a program can set
the time of writing back, as `cp -p` does, but not that one.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from pipeline.kept.cache import Cache
from pipeline.kept.fingerprint import digest
from pipeline.storage.places import Listed, Place, Url, sha256_of

RESTED_SECONDS = 60.0
"""How long a file must have been as it is: what changes again within a tick of its disk's clock, two seconds
on some, may look the same. A minute allows for disks whose clock is another one."""
_Known = tuple[str, int, float, str]  # tag, size, time, SHA-256


@dataclass(slots=True)
class Digests:
    """What is known of the files of one RAW, by published path, and what was learned in this run."""

    known: dict[str, _Known] = field(default_factory=dict)
    seen: dict[str, _Known] = field(default_factory=dict)

    def of(self, path: str, file: Place) -> str:
        """The SHA-256 of the content, in hexadecimal. Raises OSError where it cannot be read."""
        listed = file.listed if isinstance(file, Url) else _listed(file)
        known = self.known.get(path)
        if not listed or not listed.tag:
            return sha256_of(file)
        is_same = known is not None and known[:3] == _told(listed)
        found = known[3] if known and is_same else sha256_of(file)
        self.seen[path] = (*_told(listed), found)
        return found

    def keep(self, cache: Cache, raw: Place) -> None:
        """Keep what was seen beside what was known; a run may look at some of the files only.

        Raises OutputUnusableError.
        """
        both = self.known | self.seen
        if both != self.known:
            cache.put("digests", _key(raw), msgspec.msgpack.encode(both))


def kept_digests(cache: Cache, raw: Place) -> Digests:
    """What earlier runs kept of the files of RAW."""
    content = cache.get("digests", _key(raw))
    try:
        return Digests(msgspec.msgpack.decode(content, type=dict[str, _Known]) if content else {})
    except (msgspec.MsgspecError, UnicodeError):
        return Digests()


def _key(raw: Place) -> str:
    return digest("digests", str(raw))


def _told(listed: Listed) -> tuple[str, int, float]:
    return listed.tag or "", listed.size_bytes, listed.modified_at


def _listed(file: Path) -> Listed:
    """What the disk says of a file, before it is read: what is written meanwhile shows in the next run."""
    stat = file.stat()
    rested = time.time() - max(stat.st_ctime, stat.st_mtime)
    tag = f"{stat.st_ino} {stat.st_ctime_ns} {stat.st_mtime_ns}" if rested > RESTED_SECONDS else None
    return Listed(stat.st_size, stat.st_mtime, tag)
