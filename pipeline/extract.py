"""One document through ingest and every extractor. What fails becomes an issue, never a failed night.

Runs in worker processes: takes a Source, gives plain values, imports neither pandas nor pyarrow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from extractors import discover
from extractors._document import Document, Page, Unread
from pipeline.files import Source
from pipeline.isolation import EndedError, call
from pipeline.settings import DEFAULTS, Settings

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


def extract_apart(source: Source, settings: Settings = DEFAULTS) -> Extracted:
    """Everything one source says, read in a process that is ended where it goes beyond its limits."""
    try:
        return call(settings.limits, extract, source, settings)
    except EndedError as end:
        advice = "try a copy that another program saved, or raise its limit"
        return _failed(source, "file_unreadable", f"{source.path} cannot be read: {end}; {advice}.")


def extract(source: Source, settings: Settings = DEFAULTS) -> Extracted:
    """Everything one source says. Never raises: a document that cannot be read has a `failure`."""
    from pipeline.ingest import IngestError, read  # its readers are heavy to import

    if source.unreadable:
        return _failed(source, "file_unreadable", f"{source.path} cannot be read: {source.unreadable}.")
    try:
        document = settings.applied_to(read(source.file, source.inventory))
    except IngestError as fault:
        return _failed(source, fault.code, _without_places(fault.message, source))
    except MemoryError:  # of the whole document: whoever set the limit says so
        raise
    except Exception as fault:
        return _failed(
            source, "file_unreadable", f"{source.path} cannot be read: {_one_line(fault, source)}."
        )
    if document.document_id != source.document_id:
        return _failed(source, "file_unreadable", f"{source.path} was changed while it was read; run again.")
    return extract_document(document, source, discover())


def extract_document(document: Document, source: Source, extractors: dict[str, ModuleType]) -> Extracted:
    """The rows of every extractor, and everything that ingest or an extractor could not read."""
    rows: dict[str, tuple[Any, ...]] = {}
    unread: list[Unread] = list(document.unread)
    for name, extractor in extractors.items():
        try:
            found = list(extractor.extract(document))
        except MemoryError:
            raise
        except Exception as fault:
            unread.append(Unread("extractor_failed", f"{name} stopped: {_one_line(fault, source)}."))
            continue
        unread += [row for row in found if isinstance(row, Unread)]
        rows[name] = tuple(row for row in found if not isinstance(row, Unread))
    return Extracted(
        source=source,
        text=document.text,
        text_source=document.text_source,
        pages=document.pages,
        rows=rows,
        signals=tuple(_signals(unread, document)),
    )


def _signals(unread: Iterable[Unread], document: Document) -> Iterable[Signal]:
    for each in dict.fromkeys(unread):  # two datasets that rest on one reading signal the same thing
        if each.span is None:
            yield Signal(each.code, each.message, each.page)
        else:
            page = document.page_at(each.span.start)
            yield Signal(
                each.code, each.message, page, each.span.start, each.span.end, document.quote(each.span)
            )


def _failed(source: Source, code: str, message: str) -> Extracted:
    return Extracted(source, failure=message, signals=(Signal(code, message),))


def _one_line(fault: Exception, source: Source) -> str:
    """The exception in one line without what differs between machines or runs."""
    said = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
    line = " ".join(f"{type(fault).__name__} {said}".split()).rstrip(".")
    return _without_places(ADDRESS.sub("", line), source)[:500]


def _without_places(message: str, source: Source) -> str:
    """Without absolute paths, and without the half characters of a file name that is not UTF-8."""
    return message.replace(str(source.file), source.path).encode("utf-8", "backslashreplace").decode()
