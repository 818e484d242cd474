"""One document through ingest and every extractor. What fails becomes an issue, never a failed night.

Runs in worker processes: takes a Source, gives plain values, imports neither pandas nor pyarrow. What earlier
runs kept of the document is taken from there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import PurePosixPath
from types import ModuleType
from typing import Any

from extractors import discover
from extractors._document import Document, Page, PlacedBox, Unread
from pipeline.errors import StopError
from pipeline.kept.values import Found, Kept
from pipeline.reading.settings import DEFAULTS, Settings
from pipeline.sources.files import Source, shown

ADDRESS = re.compile(r" at 0x[0-9a-f]+")  # '<Cell object at 0x7f3a…>': differs from run to run


@dataclass(frozen=True, slots=True)
class Signal:
    """An Unread with the words it concerns, once the Document is gone."""

    code: str
    message: str
    page: int | None = None
    char_start: int | None = None
    char_end: int | None = None
    quote: str | None = None
    boxes: tuple[PlacedBox, ...] = ()


@dataclass(frozen=True, slots=True)
class Extracted:
    """All that was read of one document."""

    source: Source
    failure: str | None = None  # why nothing could be read
    text: str = ""
    text_source: str = "none"
    pages: tuple[Page, ...] = ()
    rows: dict[str, tuple[Any, ...]] = field(default_factory=dict)  # by extractor; none of one that stopped
    signals: tuple[Signal, ...] = ()
    may_pass: bool = False  # a failure lies in the machine rather than the file: try again in the next run


def extract(source: Source, settings: Settings = DEFAULTS, kept: Kept | None = None) -> Extracted:
    """Everything one source says: a document that cannot be read has a `failure`. Raises only a StopError."""
    from pipeline.ingest import IngestError  # its readers are heavy to import

    if source.unreadable:
        return _passing(source, f"cannot be read: {source.unreadable}")
    read = partial(_read, source, settings.limits.pages)
    try:
        document = kept.document(read) if kept else read()
    except StopError:  # what stops the whole run, such as a cache on a full disk, is no fault of the document
        raise
    except _ChangedError:
        return _passing(source, "was changed while it was read; run again")
    except IngestError as fault:
        failed = _failed(source, fault.code, fault.message)
        return replace(failed, may_pass=isinstance(fault.__cause__, OSError))
    except MemoryError:  # beyond its limit, of which whoever set it says so
        raise
    except Exception as fault:
        return _failed(
            source, "file_unreadable", f"{source.path} cannot be read: {_stumbled(fault, source)}."
        )
    document = replace(document, inventory=source.inventory)
    if any(each.may_pass for each in document.unread):  # its rows are not kept either
        return replace(extract_document(document, source, discover(), settings), may_pass=True)
    return extract_document(document, source, discover(), settings, kept)


class _ChangedError(Exception):
    """The file does not hold the bytes any more that it was found with."""


def _read(source: Source, most_pages: int) -> Document:
    """The document without what the user says of it, which is not the file's own."""
    from pipeline.ingest import read

    document = read(source.file, most_pages=most_pages)
    if document.document_id != source.document_id:
        raise _ChangedError
    return document


def ended(source: Source, why: str) -> Extracted:
    """What is left of a source whose reading was ended."""
    advice = "try a copy that another program saved, or raise its limit"
    return _failed(source, "file_unreadable", f"{source.path} cannot be read: {why}; {advice}.")


def extract_document(
    document: Document,
    source: Source,
    extractors: dict[str, ModuleType],
    settings: Settings = DEFAULTS,
    kept: Kept | None = None,
) -> Extracted:
    """The rows of every extractor, and everything that ingest or an extractor could not read."""
    complete = cache(partial(settings.applied_to, document))  # a model may have to parse it: not for nothing
    rows: dict[str, tuple[Any, ...]] = {}
    unread: list[Unread] = list(document.unread)
    for name, extractor in extractors.items():
        find = partial(_found, extractor, complete, source)
        found = kept.found(name, extractor.Row, find) if kept else find()
        unread += found.unread
        if found.fault is None:
            rows[name] = found.rows
        else:
            unread.append(Unread("extractor_failed", f"{name} stopped: {found.fault}."))
    return Extracted(
        source=source,
        text=document.text,
        text_source=document.text_source,
        pages=document.pages,
        rows=rows,
        signals=tuple(_signals(unread, document)),
    )


def _found(extractor: ModuleType, complete: Callable[[], Document], source: Source) -> Found:
    document = complete()
    try:
        said = list(extractor.extract(document))
    except MemoryError:
        raise
    except Exception as fault:
        return Found(fault=_one_line(fault, source))
    return Found(
        tuple(one for one in said if not isinstance(one, Unread)),
        tuple(one for one in said if isinstance(one, Unread)),
    )


def _signals(unread: Iterable[Unread], document: Document) -> Iterable[Signal]:
    for each in dict.fromkeys(map(_in_one_line, unread)):  # two datasets on one reading signal the same
        if each.span is None:
            yield Signal(each.code, each.message, each.page)
        else:
            found = document.evidence(each.span)
            place = found["page"], found["char_start"], found["char_end"]
            yield Signal(each.code, each.message, *place, found["quote"], found["boxes"])


def _in_one_line(unread: Unread) -> Unread:
    """A message that quotes a cell may hold its line breaks."""
    return replace(unread, message=unread.message.replace("\n", " ")) if "\n" in unread.message else unread


def _passing(source: Source, what: str) -> Extracted:
    return replace(_failed(source, "file_unreadable", f"{source.path} {what}."), may_pass=True)


def _failed(source: Source, code: str, message: str) -> Extracted:
    told = shown(_without_places(message, source))
    return Extracted(source, failure=told, signals=(Signal(code, told),))


def _stumbled(fault: Exception, source: Source) -> str:
    """What a reader raised that nobody foresaw, for a user: without its Python name."""
    said = _one_line(fault, source).partition(" ")[2] or "it does not say why"
    return f"its reader stumbled over it ({said}); save it again with another program"


def _one_line(fault: Exception, source: Source) -> str:
    """The exception in one line without what differs between machines or runs."""
    said = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
    line = " ".join(f"{type(fault).__name__} {said}".split()).rstrip(".")
    return _without_places(ADDRESS.sub("", line), source)[:500]


def _without_places(message: str, source: Source) -> str:
    """Without absolute paths, and with the file's name as it is published: it need not be UTF-8."""
    message = message.replace(str(source.file), source.path)
    message = message.replace(source.file.name, PurePosixPath(source.path).name)
    return message.encode("utf-8", "backslashreplace").decode()
