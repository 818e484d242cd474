"""File -> Document: decode, tell the kind, let its reader make blocks, compose them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from extractors._document import Box, Document, Inventory, Unread, Words
from pipeline.ingest import text
from pipeline.ingest.blocks import Block, UnreadWords
from pipeline.ingest.compose import compose
from pipeline.ingest.decode import decode, tidy
from pipeline.ingest.errors import IngestError
from pipeline.ingest.signatures import spite_of
from pipeline.storage.places import Place

__all__ = ["IngestError", "read", "read_text"]

MediaType = Literal["text/plain", "text/markdown"]

# A row of dashes under a row with bars: a Markdown table, whatever the file's name says
_PIPE_TABLE = re.compile(r"^[ \t]*\|.*\|[ \t]*\n[ \t]*\|(?:[ \t]*:?-{2,}:?[ \t]*\|)+[ \t]*$", re.MULTILINE)
_WEB_PAGE = re.compile(r"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)  # '<!DOCTYPE html>', saved as text
_PDF = b"%PDF-"  # which may be letters from its first byte to its last
_MOST_CONTROLS = 0.1  # share of a text's first characters
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")  # but those that are white space
_NOTHING_KNOWN = Inventory()


@dataclass(frozen=True, slots=True)
class _File:
    """A file's bytes, and what is known of it beforehand."""

    raw: bytes
    name: str
    document_id: str
    inventory: Inventory
    most_pages: int | None


def read(
    path: Place,
    inventory: Inventory = _NOTHING_KNOWN,
    document_id: str | None = None,
    most_pages: int | None = None,
) -> Document:
    """Read one file by the reader of its kind.

    Raises IngestError when it has none, cannot be read, or has more pages than `most_pages`.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        kind = f"{path.suffix.lower()} files" if path.suffix else "files without an ending"
        message = f"no reader for {kind}; convert {path.name} to .pdf, .docx, .txt or .md"
        raise IngestError("file_kind_unknown", message)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise IngestError("file_unreadable", f"{path.name}: {error.strerror}") from error
    document_id = document_id or hashlib.sha256(raw).hexdigest()[:16]
    try:
        return reader(_File(raw, path.name, document_id, inventory, most_pages))
    except IngestError as error:
        if path.name in error.message:
            raise
        raise IngestError(error.code, f"{path.name}: {error.message}") from error


def read_text(
    words: str,
    *,
    media_type: MediaType = "text/plain",
    document_id: str = "0" * 16,
    inventory: Inventory = _NOTHING_KNOWN,
) -> Document:
    """Read text that is already decoded, as `read` reads a file; an empty text gives an empty Document."""
    return _document(words, media_type, document_id, inventory, ())


def _text_document(kind: MediaType, file: _File) -> Document:
    words, unread = decode(file.raw)
    if _is_binary(words[:4096]) or file.raw.startswith(_PDF):
        raise IngestError("file_kind_unknown", f"{file.name} {spite_of(file.raw, 'text')}")
    if not words.strip():
        raise IngestError("file_empty", f"{file.name} holds no text")
    return _document(words, kind, file.document_id, file.inventory, unread)


def _is_binary(words: str) -> bool:
    """Whether there are too many signs that steer machines; an old text may hold a few."""
    return "\0" in words or len(_CONTROLS.findall(words)) > max(8, _MOST_CONTROLS * len(words))


def _document(
    words: str, media_type: MediaType, document_id: str, inventory: Inventory, unread: tuple[Unread, ...]
) -> Document:
    clean = tidy(words)
    is_marked = any(sign(clean) for sign in (_PIPE_TABLE.search, _WEB_PAGE.match))
    try:
        blocks, more_unread, page_count = _blocks_of(clean, media_type == "text/markdown" or is_marked)
    except RecursionError as error:
        raise IngestError("file_unreadable", "its lists or tables are nested hundreds deep") from error
    return compose(
        blocks,
        document_id=document_id,
        inventory=inventory,
        unread=(*unread, *more_unread),
        page_count=page_count,
    )


def _blocks_of(words: str, is_marked: bool) -> tuple[list[Block], Sequence[Unread | UnreadWords], int | None]:
    if not is_marked:
        return text.blocks(words)
    from pipeline.ingest import markdown  # a tenth of a second that plain texts do not wait for

    return markdown.blocks(words)


def _pdf_document(file: _File) -> Document:
    from pipeline.ingest.pdf import read_pdf  # heavy to import, and not needed for texts

    pdf = read_pdf(file.raw, file.name, file.most_pages)
    document = compose(
        pdf.blocks,
        document_id=file.document_id,
        inventory=file.inventory,
        unread=pdf.unread,
        page_count=len(pdf.page_sizes),
        text_source=pdf.text_source,
        page_sizes=pdf.page_sizes,
    )
    return _placed(document, pdf.places) if pdf.places else document


def _placed(document: Document, places: Mapping[int, Callable[[Box], Box]]) -> Document:
    """The document with the boxes of recognised pages where they lie on the page as it is shown."""

    def place(page: int | None, box: Box | None) -> Box | None:
        return places[page](box) if page is not None and page in places and box else box

    words = (replace(word, bbox=place(word.page, word.bbox) or word.bbox) for word in document.words)
    tables = (
        replace(table, cells=tuple(replace(cell, bbox=place(cell.page, cell.bbox)) for cell in table.cells))
        for table in document.tables
    )
    return replace(document, words=Words.of(words), tables=tuple(tables))


def _word_document(file: _File) -> Document:
    from pipeline.ingest import docx  # as above

    blocks, unread, _ = docx.blocks(file.raw)
    document = compose(blocks, document_id=file.document_id, inventory=file.inventory, unread=unread)
    if not document.text.strip():
        raise IngestError("file_empty", f"{file.name} holds no text")
    return document


_READERS: dict[str, Callable[[_File], Document]] = {
    ".txt": partial(_text_document, "text/plain"),
    ".text": partial(_text_document, "text/plain"),
    ".md": partial(_text_document, "text/markdown"),
    ".markdown": partial(_text_document, "text/markdown"),
    ".pdf": _pdf_document,
    ".docx": _word_document,
}
"""The kinds of file that can be read, by how their names end."""
