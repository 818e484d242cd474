"""What earlier runs read, by the hash of everything it rests on. Losing it costs time and nothing else.

An entry is written in one step and bears a checksum; what does not hold is as good as absent. It holds bytes
that are decoded by type, never code. All access to the folder is in here; it may be a URL, for workers on
several machines.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pyarrow as pa

from pipeline.errors import OutputUnusableError
from pipeline.storage.places import Listed, Place, Url, about, each_of

Kind = Literal["documents", "rows", "parts", "bundles", "nights", "digests"]
KINDS: tuple[Kind, ...] = ("documents", "rows", "parts", "bundles", "nights", "digests")
LIMIT_BYTES = 20 * 10**9
_LIMIT_FILE = "limit_bytes"
_MARK = b"afspraken cache 2\n"
_CHECK_BYTES = 16
_LENGTH_BYTES = 8
_CODEC = "zstd"  # of what packs as small, what unpacks fastest: a night opens all of the archive
_ENOUGH = 200  # entries of which a sixteenth of all keys, which are hashes, is a fair sample
_NONE: Mapping[Kind, Iterable[str]] = {}


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of results by kind and key. With `is_fresh` nothing is found, and everything kept anew."""

    folder: Place
    is_fresh: bool = False

    @property
    def is_far(self) -> bool:
        """Whether every entry is a request, and several are better asked for together."""
        return isinstance(self.folder, Url)

    def get(self, kind: Kind, key: str) -> bytes | None:
        """What was kept under this key; None where there is nothing that can be trusted."""
        if self.is_fresh:
            return None
        try:
            content = self._file(kind, key).read_bytes()
        except OSError:
            return None
        start = len(_MARK) + _CHECK_BYTES
        check, packed = content[len(_MARK) : start], content[start:]
        if not content.startswith(_MARK) or check != _checksum(packed):
            return None
        length = int.from_bytes(packed[:_LENGTH_BYTES], "big")
        return bytes(pa.decompress(packed[_LENGTH_BYTES:], length, _CODEC, asbytes=True))

    def has(self, kind: Kind, key: str, *, even_if_fresh: bool = False) -> bool:
        """Whether there is an entry; whether it holds only `get` can tell."""
        return (even_if_fresh or not self.is_fresh) and self._file(kind, key).is_file()

    def put(self, kind: Kind, key: str, content: bytes) -> None:
        """Keep the content under this key. Raises OutputUnusableError where that cannot be done."""
        packed = len(content).to_bytes(_LENGTH_BYTES, "big") + pa.compress(content, _CODEC, asbytes=True)
        try:
            _write(self._file(kind, key), _MARK + _checksum(packed) + packed)
        except OSError as fault:
            raise OutputUnusableError(
                f"{self.folder} cannot be written ({fault.strerror or fault}); nothing was published."
            ) from fault

    def sizes(self) -> dict[Kind, tuple[int, int]]:
        """Entries and bytes of each kind."""
        found = {kind: [listed.size_bytes for _, listed in self._entries(kind)] for kind in KINDS}
        return {kind: (len(sizes), sum(sizes)) for kind, sizes in found.items()}

    @property
    def limit_bytes(self) -> int:
        """How large it may grow; what was used longest ago is pruned when a run has ended."""
        try:
            return int((self.folder / _LIMIT_FILE).read_text())
        except (OSError, ValueError):
            return LIMIT_BYTES

    def set_limit(self, limit_bytes: int) -> None:
        """Let it grow to this size from now on."""
        _write(self.folder / _LIMIT_FILE, str(limit_bytes).encode())

    def is_full(self) -> bool:
        """Whether it has grown beyond its limit.

        To look at every entry takes as long as to open the archive: a sixteenth tells whether that is needed.
        """
        if not self.is_far:
            some = [listed.size_bytes for kind in KINDS for _, listed in self._entries(kind, begin="0")]
            if len(some) >= _ENOUGH and 16 * sum(some) < self.limit_bytes / 2:
                return False
        return sum(size for _, size in self.sizes().values()) > self.limit_bytes

    def prune(self, limit_bytes: int | None = None, used: Mapping[Kind, Iterable[str]] = _NONE) -> int:
        """Remove what was used longest ago, the entries in `used` last, until the rest fits; gives the bytes.

        A folder remembers what was used when, a store only what was written when.
        """
        still = set(self._touched(used))
        entries = [entry for kind in KINDS for entry in self._entries(kind)]
        limit = self.limit_bytes if limit_bytes is None else limit_bytes
        excess = sum(listed.size_bytes for _, listed in entries) - limit
        gone, removed = list[Place](), 0
        for file, listed in sorted(
            entries, key=lambda each: (each[0].name in still, each[1].modified_at, str(each[0]))
        ):
            if removed >= excess:
                break
            gone.append(file)
            removed += listed.size_bytes
        list(each_of(lambda file: file.unlink(missing_ok=True), gone, waits=self.is_far))
        return removed

    def _touched(self, used: Mapping[Kind, Iterable[str]]) -> Iterator[str]:
        """Their keys. In a folder it is noted that they are still of use; what is gone is passed over."""
        for kind, keys in used.items():
            for key in keys:
                file = self._file(kind, key)
                if isinstance(file, Path):
                    with contextlib.suppress(OSError):
                        os.utime(file)
                yield key

    def _entries(self, kind: Kind, begin: str = "") -> Iterator[tuple[Place, Listed]]:
        """Every file of a kind, also one left half written; `begin` chooses keys in a folder."""
        folder = self.folder / kind
        if isinstance(folder, Url):
            files: Iterable[Place] = folder.beneath()
        else:
            files = (file for file in folder.glob(f"{begin}*/*") if file.is_file())
        return ((file, about(file)) for file in files)

    def _file(self, kind: Kind, key: str) -> Place:
        return self.folder / kind / key[:2] / key


def _write(file: Place, content: bytes) -> None:
    """In one step, and without waiting for the disk: an entry that a power cut spoils is not believed."""
    if isinstance(file, Url):
        file.write_bytes(content)
        return
    unfinished = file.with_name(f".{file.name}-{secrets.token_hex(4)}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(content)
        os.replace(unfinished, file)
    except OSError:
        with contextlib.suppress(OSError):
            unfinished.unlink()
        raise


def _checksum(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_CHECK_BYTES).digest()
