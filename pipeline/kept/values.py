"""Results of earlier runs as values again: documents as read, and what each extractor found in them.

Bytes are decoded by the types that the results declare, so that an entry of another shape is refused, not
believed; it is then read anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, get_type_hints

import msgspec

from extractors._document import Document, Unread
from pipeline.kept.cache import Cache, Kind

NOT_OF_THE_FILE = frozenset({"inventory", "registers", "subjects"})
"""Fields of a Document that come from the user, not from the file's bytes: set anew in each run."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one extractor says of one document."""

    rows: tuple[Any, ...] = ()
    unread: tuple[Unread, ...] = ()
    fault: str | None = None  # why it stopped; there are no rows then


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one source, and the keys it is kept under."""

    cache: Cache
    document_key: str
    row_keys: Mapping[str, str]  # by extractor

    def document(self, read: Callable[[], Document]) -> Document:
        """The document as kept, or as `read` gives it; one that failed or may do better is not kept."""
        kept = _decoded(self.cache, "documents", self.document_key, _document_type())
        if kept is not None:
            return Document(**{name: getattr(kept, name) for name in _document_fields()})
        made = read()
        if not any(each.may_pass for each in made.unread):
            values = {name: getattr(made, name) for name in _document_fields()}
            _keep(self.cache, "documents", self.document_key, values)
        return made

    def found(self, extractor: str, row: type, extract: Callable[[], Found]) -> Found:
        """What an extractor found as kept, or as `extract` gives it; where that raises, nothing is kept."""
        key = self.row_keys[extractor]
        kept: tuple[Any, ...] | None = _decoded(self.cache, "rows", key, _found_type(row))
        if kept is not None:
            return Found(*kept)
        made = extract()
        _keep(self.cache, "rows", key, (made.rows, made.unread, made.fault))
        return made


def _decoded(cache: Cache, kind: Kind, key: str, type_: Any) -> Any:  # noqa: ANN401 - any type, by its declaration
    content = cache.get(kind, key)
    if content is None:
        return None
    try:
        return msgspec.msgpack.decode(content, type=type_)
    except (msgspec.MsgspecError, UnicodeError):  # a row that breaks its own type is not kept either
        return None


def _keep(cache: Cache, kind: Kind, key: str, value: object) -> None:
    try:
        content = msgspec.msgpack.encode(value)
    except (TypeError, ValueError, OverflowError):  # half a character, a number too large: read it again then
        return
    cache.put(kind, key, content)


@cache
def _document_fields() -> tuple[str, ...]:
    return tuple(field.name for field in fields(Document) if field.name not in NOT_OF_THE_FILE)


@cache
def _document_type() -> Any:  # noqa: ANN401 - made at run time, so that a field that is added is kept too
    hints = get_type_hints(Document, include_extras=True)
    return msgspec.defstruct("KeptDocument", [(name, hints[name]) for name in _document_fields()])


@cache
def _found_type(row: type) -> Any:  # noqa: ANN401 - made at run time
    return tuple[tuple[row, ...], tuple[Unread, ...], str | None]  # type: ignore[valid-type]
