"""Where things lie: a path on this machine, or a URL of an object store that fsspec knows.

A `Url` has the few operations that a night needs, under pathlib's names, so that most code takes either and
asks nothing. What an object store does otherwise than a disk is in `store.py` and `lease.py`: there are no
renames, no links and no locks, but every object is written whole or not at all.

Credentials come from the environment, as fsspec's users expect: a URL that holds a password is refused, and
no message holds more of one than its address.
"""

from __future__ import annotations

import errno
import hashlib
import io
import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, TypeVar

from pipeline.errors import Exit, StopError, UsageError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_Item = TypeVar("_Item")
_Answer = TypeVar("_Answer")

AT_ONCE = 16
"""Requests under way together: each waits some ten milliseconds for its answer."""
# s3fs would ask how large an object is before it reads it, to fetch the parts of a large one side by side.
_SETTINGS: dict[str, dict[str, int]] = {"s3": {"max_concurrency": 1}}
_LONGEST_SAID = 200  # characters of a fault: a whole answer of a server is no sentence
_BLOCK_BYTES = 64 * 2**20
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+)://", re.IGNORECASE)  # 's3://bucket/agreements'; 'C:\x' is none
_LOCAL = re.compile(r"(?:file|local)://", re.IGNORECASE)
_PASSWORD = re.compile(r"(?<=://)[^/@\s]*:[^/@\s]*@")  # 'ftp://me:secret@host/x'
_QUERY = re.compile(r"(://[^\s?\"']*)\?[^\s\"']*")  # 'https://host/x?sig=secret'
_TIMES = ("LastModified", "last_modified", "mtime", "updated", "created")  # as one store or another says it
_TAGS = ("ETag", "etag")


class StoreError(OSError, StopError):
    """A store that cannot be reached, or does not let us. Where nobody expects it, it ends the command."""

    exit_code = Exit.OUTPUT_UNUSABLE

    def __str__(self) -> str:
        """Where, and what the store says."""
        return f"{self.filename}: {self.strerror}"


@dataclass(frozen=True, slots=True)
class Listed:
    """What a store says of an object without opening it."""

    size_bytes: int
    modified_at: float  # seconds since 1970
    tag: str | None  # changes whenever the content does; None where the store has none


@dataclass(frozen=True, slots=True)
class Url:
    """An object, or what the names of several begin with. Every operation raises OSError where it fails."""

    url: str
    listed: Listed | None = field(default=None, compare=False)

    def __str__(self) -> str:
        """The address."""
        return self.url

    def __truediv__(self, name: str) -> Url:
        """What lies beneath."""
        return Url(f"{self.url.rstrip('/')}/{name}")

    @property
    def name(self) -> str:
        """The last part."""
        return self.url.rpartition("/")[2]

    @property
    def suffix(self) -> str:
        """The ending of the name, with its point."""
        return PurePosixPath(self.name).suffix

    @property
    def parent(self) -> Url:
        """What it lies in."""
        return Url(self.url.rpartition("/")[0])

    def read_bytes(self) -> bytes:
        """The whole content."""
        with _requested(self) as (store, path):
            return bytes(store.cat_file(path))

    def read_text(self, encoding: str = "utf-8") -> str:
        """The whole content as text."""
        return self.read_bytes().decode(encoding)

    def blocks(self) -> Iterator[bytes]:
        """The content in blocks, so that a large object does not fill the memory."""
        size = self.listed.size_bytes if self.listed else 0
        if size <= _BLOCK_BYTES:
            yield self.read_bytes()
            return
        for start in range(0, size, _BLOCK_BYTES):
            with _requested(self) as (store, path):
                yield bytes(store.cat_file(path, start, min(start + _BLOCK_BYTES, size)))

    def write_bytes(self, content: bytes) -> None:
        """Write the object: whoever reads it finds the old content or the new."""
        with _requested(self, writes=True) as (store, path):
            store.pipe_file(path, content)

    def create(self, content: bytes) -> None:
        """Write the object where there is none. Raises FileExistsError where there is."""
        try:
            with _requested(self, writes=True) as (store, path):
                store.pipe_file(path, content, mode="create")
        except StoreError as fault:  # not every store says why it refuses
            if not self.is_file():
                raise
            raise FileExistsError(errno.EEXIST, fault.strerror, self.url) from fault

    def exists(self) -> bool:
        """Whether there is such an object, or any beneath it; adlfs's own `exists` takes all for there."""
        return self.is_file() or self.is_dir()

    def is_file(self) -> bool:
        """Whether there is such an object."""
        with _requested(self) as (store, path):
            return bool(store.isfile(path))

    def is_dir(self) -> bool:
        """Whether any object lies beneath it."""
        with _requested(self) as (store, path):
            return bool(store.isdir(path))

    def unlink(self, missing_ok: bool = False) -> None:
        """Remove the object."""
        try:
            with _requested(self) as (store, path):
                store.rm_file(path)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def beneath(self) -> list[Url]:
        """Every object beneath it, with what its store says of it, in the order of their names."""
        try:
            with _requested(self) as (store, path):
                found = store.find(path, detail=True)
        except FileNotFoundError:
            return []
        start = len(path.rstrip("/")) + 1
        objects = {name[start:]: about for name, about in found.items() if name[start:]}
        return [replace(self / name, listed=_listed(objects[name])) for name in sorted(objects)]


Place = Path | Url
"""Where something lies: what both have under one name may be used without asking which it is."""


def place(written: str) -> Place:
    """What somebody wrote as a path or URL. Raises UsageError where it can never be used."""
    if not _SCHEME.match(written):
        return Path(written)
    if _LOCAL.match(written):
        return Path(_LOCAL.sub("", written, count=1))
    told = without_secrets(written)
    if told != written:
        raise UsageError(f"{told}: passwords and keys come from the environment, never from a URL.")
    try:
        with _requested(Url(written)):
            return Url(written.rstrip("/"))
    except OSError as fault:
        raise UsageError(f"{written} cannot be used: {fault.strerror}.") from fault


def folder(written: str, command: str) -> Path:
    """What somebody wrote as a path, for a command that needs a folder. Raises UsageError for a URL."""
    found = place(written)
    if isinstance(found, Url):
        raise UsageError(f"`afspraken {command}` needs a folder on this machine; copy {found} to one.")
    return found


def lies_in(inner: Place, outer: Place) -> bool:
    """Whether a place is another one, or lies in it."""
    if isinstance(inner, Path) and isinstance(outer, Path):
        return inner.resolve().is_relative_to(outer.resolve())
    return f"{inner}/".startswith(f"{outer}/")


def files_beneath(folder: Place) -> list[Place]:
    """Every file in a folder and its subfolders, by name; none where there is no such folder."""
    if isinstance(folder, Url):
        return [*folder.beneath()]
    return [*sorted(file for file in folder.rglob("*") if file.is_file())]


def path_in(folder: Place, file: Place) -> str:
    """The file's POSIX path in the folder."""
    if isinstance(folder, Path) and isinstance(file, Path):
        return file.relative_to(folder).as_posix()
    return str(file).removeprefix(f"{folder}/")


def about(file: Place) -> Listed:
    """Size and time of a file. Raises OSError where there is none."""
    if isinstance(file, Path):
        stat = file.stat()
        return Listed(stat.st_size, stat.st_mtime, None)
    if file.listed:
        return file.listed
    with _requested(file) as (store, path):
        return _listed(store.info(path))


def sha256_of(file: Place) -> str:
    """Hash of the content, in hexadecimal. Raises OSError where it cannot be read."""
    if isinstance(file, Path):
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    hashed = hashlib.sha256()
    for block in file.blocks():
        hashed.update(block)
    return hashed.hexdigest()


def readable(file: Place) -> Path | io.BytesIO:
    """The file for a library that seeks in it: the path itself, or all that the object holds."""
    return file if isinstance(file, Path) else io.BytesIO(file.read_bytes())


def each_of(
    function: Callable[[_Item], _Answer], items: Iterable[_Item], *, waits: bool
) -> Iterator[_Answer]:
    """The answers in order; of several items at once where each `waits` for a store."""
    if not waits:
        yield from map(function, items)
        return
    with ThreadPoolExecutor(AT_ONCE) as threads:
        yield from threads.map(function, items)


def without_secrets(words: str) -> str:
    """The words, the URLs in them without passwords and queries."""
    return _QUERY.sub(r"\1", _PASSWORD.sub("", words))


@contextmanager
def _requested(place: Url, *, writes: bool = False) -> Iterator[tuple[AbstractFileSystem, str]]:
    """The store and the path in it; whatever goes wrong is an OSError that holds no secret."""
    from fsspec.core import url_to_fs  # only those who have a URL wait for it

    try:
        settings = _SETTINGS.get(place.url.partition(":")[0], {})
        yield url_to_fs(place.url, use_listings_cache=False, **settings)  # others write while we look
    except MemoryError:
        raise
    except FileNotFoundError as fault:
        if writes:  # into what is not there: no answer to a question, as it is where we read
            raise StoreError(errno.ENOENT, _said(fault), place.url) from None
        raise FileNotFoundError(errno.ENOENT, _said(fault), place.url) from None
    except FileExistsError as fault:
        raise FileExistsError(errno.EEXIST, _said(fault), place.url) from None
    except Exception as fault:  # each store's library has its own
        raise StoreError(errno.EIO, _said(fault), place.url) from None


def _said(fault: Exception) -> str:
    said = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
    line = without_secrets(" ".join(said.split())).rstrip(".") or type(fault).__name__
    return line if len(line) <= _LONGEST_SAID else f"{line[:_LONGEST_SAID]}…"


def _listed(about: dict[str, Any]) -> Listed:
    times = (about.get(name) for name in _TIMES)
    modified = next((each for each in times if isinstance(each, datetime | float | int)), 0.0)
    tag = next((str(about[name]) for name in _TAGS if about.get(name)), None)
    at = modified.timestamp() if isinstance(modified, datetime) else float(modified)
    return Listed(int(about.get("size") or 0), at, tag)
