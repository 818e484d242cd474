"""Hashes of objects in a store, so that a night in which nothing changed downloads nothing.

A hash is believed as long as the store says of the object what it said when the object was read: its tag,
which a store changes with the content, its size and its time. Where there are no tags every object is read.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from pipeline.kept.cache import Cache
from pipeline.kept.fingerprint import digest
from pipeline.storage.places import Listed, Place, Url, sha256_of

_Known = tuple[str, int, float, str]  # tag, size, time, SHA-256


@dataclass(slots=True)
class Digests:
    """What is known of the objects of one RAW, by published path, and what was learned in this run."""

    known: dict[str, _Known] = field(default_factory=dict)
    seen: dict[str, _Known] = field(default_factory=dict)

    def of(self, path: str, file: Url) -> str:
        """The SHA-256 of an object, in hexadecimal. Raises OSError where it cannot be read."""
        listed = file.listed
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
    """What earlier runs kept of the objects of RAW."""
    content = cache.get("digests", _key(raw)) if isinstance(raw, Url) else None
    try:
        return Digests(msgspec.msgpack.decode(content, type=dict[str, _Known]) if content else {})
    except (msgspec.MsgspecError, UnicodeError):
        return Digests()


def _key(raw: Place) -> str:
    return digest("digests", str(raw))


def _told(listed: Listed) -> tuple[str, int, float]:
    return listed.tag or "", listed.size_bytes, listed.modified_at
