"""The pictures of all documents: those of an earlier report, and those that are drawn now."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from pipeline.datasets.schema import Record
from pipeline.errors import NothingToReadError
from pipeline.reading.isolation import end_readers
from pipeline.reading.workers import default_workers
from pipeline.review.pictures import Page, drawn, kept
from pipeline.sources.files import find_files

PDF = "application/pdf"


def draw_all(documents: Sequence[Record], raw: Path, folder: Path) -> Iterator[tuple[Record, list[Page]]]:
    """Each document with its drawn pages, in order; with none where it is no PDF or is not in RAW."""
    found = _files(raw)
    executor = ThreadPoolExecutor(default_workers(len(documents)))  # each waits for a process of its own
    try:
        pages = executor.map(partial(_pages_of, found=found, folder=folder), documents)
        yield from zip(documents, pages, strict=True)
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        end_readers()


def _files(raw: Path) -> dict[str, Path]:
    try:
        return {path: file for path, file in find_files(raw).items() if isinstance(file, Path)}
    except NothingToReadError:
        return {}


def _pages_of(document: Record, found: dict[str, Path], folder: Path) -> list[Page]:
    if document["media_type"] != PDF:
        return []
    own = folder / str(document["document_id"])
    earlier = kept(own)
    if earlier is not None:
        return earlier
    file = _file_of(document, found)
    return drawn(file, own) if file else []


def _file_of(document: Record, found: dict[str, Path]) -> Path | None:
    """The file with the bytes that were read, under any of its paths."""
    for path in (document["path"], *document["other_paths"]):
        # a pipe would be waited for without end
        if path in found and found[path].is_file() and _sha256(found[path]) == document["sha256"]:
            return found[path]
    return None


def _sha256(file: Path) -> str | None:
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None
