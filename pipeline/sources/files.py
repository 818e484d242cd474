"""Which files there are: found, hashed, and grouped by content, so that no copy is read twice."""

from __future__ import annotations

import hashlib
import mimetypes
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from extractors._document import Inventory
from pipeline.errors import NothingToReadError
from pipeline.sources.digests import Digests
from pipeline.storage.places import Place, Url, each_of, path_in

INVENTORY_NAME = "metadata.csv"
CORRECTIONS_NAME = "corrections.csv"
BINARY = "application/octet-stream"
_HIDDEN = re.compile(r"/\.")  # '/concepts/.old.pdf', '/.git/config'
# Without the machine's own mime.types, so that every machine names a kind of file alike.
_KINDS = mimetypes.MimeTypes()
for _kind, *_endings in (
    ("text/plain", ".text"),
    ("text/markdown", ".md", ".markdown"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"),
    ("application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx"),
    ("application/vnd.ms-outlook", ".msg"),
):
    for _ending in _endings:
        _KINDS.add_type(_kind, _ending)


@dataclass(frozen=True, slots=True)
class Source:
    """One content to read, with every path that holds it."""

    file: Place  # where to open it; never published
    path: str  # POSIX, relative to RAW; the first of its paths in sort order
    other_paths: tuple[str, ...]
    sha256: str | None  # None where the bytes could not be read
    size_bytes: int
    media_type: str
    inventory: Inventory = Inventory()
    unreadable: str | None = None  # why the bytes could not be read

    @property
    def document_id(self) -> str:
        """First 16 hex digits of the content's SHA-256; of the path's where there is no content to hash."""
        return (self.sha256 or hashlib.sha256(self.path.encode()).hexdigest())[:16]


def find_files(raw: Place) -> dict[str, Place]:
    """All files under RAW by published path, in sort order; hidden ones and the user's tables are left out.

    Raises NothingToReadError where there is nothing to read.
    """
    if not raw.is_dir():
        what = "is not a folder" if raw.exists() else "does not exist"
        raise NothingToReadError(f"{raw} {what}; give the folder that holds the agreements.")
    found = {published_path(file, raw): file for file in _files_in(raw)}
    for name in (INVENTORY_NAME, CORRECTIONS_NAME):
        found.pop(name, None)
    if not found:
        raise NothingToReadError(f"{raw} holds no files to read.")
    return dict(sorted(found.items()))


def published_path(file: Place, raw: Place) -> str:
    """The file's POSIX path relative to RAW; a byte that is not UTF-8 is written in hexadecimal."""
    return os.fsencode(path_in(raw, file)).decode("utf-8", "backslashreplace")


def shown(name: str) -> str:
    """A name, or words with one in them, in one line: what steers a terminal is written out."""
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in name)


def group_by_content(files: Mapping[str, Place], digests: Digests | None = None) -> list[Source]:
    """One Source per distinct content, by path; what cannot be opened is a content of its own.

    `digests` tells those of what is as it was when it was last opened.
    """
    groups: dict[str, list[Source]] = {}
    waits = any(isinstance(file, Url) for file in files.values())
    for source in each_of(partial(_look_at, digests or Digests()), files.items(), waits=waits):
        groups.setdefault(source.sha256 or f"unreadable {source.path}", []).append(source)
    return [_with_copies(group) for group in groups.values()]


def _files_in(raw: Place) -> Iterator[Place]:
    if isinstance(raw, Path):
        return _walk(raw)
    return (file for file in raw.beneath() if not _HIDDEN.search(f"/{path_in(raw, file)}"))


def _walk(raw: Path) -> Iterator[Path]:
    """Every file that is not hidden. Linked folders are followed, each real folder once."""
    seen: set[str] = set()
    for folder, subfolders, names in os.walk(raw, followlinks=True):
        real = os.path.realpath(folder)
        if real in seen:
            subfolders.clear()
            continue
        seen.add(real)
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        yield from (Path(folder, name) for name in names if not name.startswith("."))


def _look_at(digests: Digests, found: tuple[str, Place]) -> Source:
    path, file = found
    kind = _KINDS.guess_type(path)[0] or BINARY
    if isinstance(file, Url):
        return _look_at_object(path, file, kind, digests)
    if not file.is_file():  # a broken link, a pipe: opening it could fail or wait for ever
        return Source(file, path, (), None, 0, kind, unreadable="it is not a regular file")
    try:
        size = file.stat().st_size
        digest = digests.of(path, file)
    except OSError as fault:
        return Source(file, path, (), None, 0, kind, unreadable=(fault.strerror or "it cannot be opened"))
    return Source(file, path, (), digest, size, kind)


def _look_at_object(path: str, file: Url, kind: str, digests: Digests) -> Source:
    size = file.listed.size_bytes if file.listed else 0
    try:
        return Source(file, path, (), digests.of(path, file), size, kind)
    except OSError as fault:
        return Source(file, path, (), None, 0, kind, unreadable=fault.strerror)


def _with_copies(group: list[Source]) -> Source:
    first, *copies = group
    return replace(first, other_paths=tuple(copy.path for copy in copies))
