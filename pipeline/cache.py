"""What earlier runs read, by the hash of everything it rests on. Losing it costs time and nothing else.

An entry is written in one step and bears a checksum; what does not hold is as good as absent. It holds bytes
that are decoded by type, never code. All access to the folder is in here.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.errors import OutputUnusableError

Kind = Literal["documents", "rows", "parts", "bundles"]
KINDS: tuple[Kind, ...] = ("documents", "rows", "parts", "bundles")
LIMIT_BYTES = 20 * 10**9
_LIMIT_FILE = "limit_bytes"
_MARK = b"afspraken cache 1\n"
_CHECK_BYTES = 16
_FASTEST = 1  # of zlib: reading back costs the same, and a run writes more than it reads


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of results by kind and key. With `is_fresh` nothing is found, and everything kept anew."""

    folder: Path
    is_fresh: bool = False

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
        return zlib.decompress(packed)

    def has(self, kind: Kind, key: str) -> bool:
        """Whether there is an entry; whether it holds only `get` can tell."""
        return not self.is_fresh and self._file(kind, key).is_file()

    def put(self, kind: Kind, key: str, content: bytes) -> None:
        """Keep the content under this key. Raises OutputUnusableError where that cannot be done."""
        packed = zlib.compress(content, _FASTEST)
        file = self._file(kind, key)
        unfinished = file.with_name(f".{file.name}-{secrets.token_hex(4)}")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(_MARK + _checksum(packed) + packed)
            os.replace(unfinished, file)
        except OSError as fault:
            with contextlib.suppress(OSError):
                unfinished.unlink()
            raise OutputUnusableError(
                f"{self.folder} cannot be written ({fault.strerror or fault}); nothing was published."
            ) from fault

    def used(self, kind: Kind, keys: Iterable[str]) -> None:
        """Note that these entries are still of use, so that others are pruned before them."""
        for key in keys:
            try:
                os.utime(self._file(kind, key))
            except OSError:  # pruned or never made: nothing to note
                continue

    def sizes(self) -> dict[Kind, tuple[int, int]]:
        """Entries and bytes of each kind."""
        found = {kind: [entry.stat().st_size for entry in self._entries(kind)] for kind in KINDS}
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
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / _LIMIT_FILE).write_text(str(limit_bytes))

    def is_full(self) -> bool:
        """Whether it has grown beyond its limit."""
        return sum(size for _, size in self.sizes().values()) > self.limit_bytes

    def prune(self, limit_bytes: int | None = None) -> int:
        """Remove what was used longest ago until the rest fits; gives the bytes removed."""
        entries = [(entry.stat(), entry) for kind in KINDS for entry in self._entries(kind)]
        excess = sum(stat.st_size for stat, _ in entries) - (
            self.limit_bytes if limit_bytes is None else limit_bytes
        )
        removed = 0
        for stat, entry in sorted(entries, key=lambda each: (each[0].st_mtime_ns, str(each[1]))):
            if removed >= excess:
                break
            entry.unlink(missing_ok=True)
            removed += stat.st_size
        return removed

    def _entries(self, kind: Kind) -> Iterator[Path]:
        """Every file of a kind, also what a killed run left half written."""
        return (file for file in (self.folder / kind).glob("*/*") if file.is_file())

    def _file(self, kind: Kind, key: str) -> Path:
        return self.folder / kind / key[:2] / key


def _checksum(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_CHECK_BYTES).digest()
