"""The report from beginning to end: what is published becomes a page for each document, and an index.

Pictures stay as long as a document keeps its bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.datasets.schema import Record
from pipeline.errors import OutputUnusableError
from pipeline.review.archive import Archive, Changes, changes_of
from pipeline.review.drawing import PDF, draw_all
from pipeline.review.entries import Entry, entry_of, in_order
from pipeline.review.pictures import Page
from pipeline.review.rows import Shown, cut, facts_of, rows_of
from pipeline.review.site import DOCUMENTS, INDEX, Site
from pipeline.using.published import load

Step = Callable[[int, int], None]
"""Told how many documents are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Done:
    """What was made."""

    index: Path
    documents: int
    pages: int  # with a picture
    without_pictures: int  # PDFs that are shown as text: the file is gone or cannot be drawn


def review(raw: Path, out: Path, to: Path, step: Step = lambda done, total: None) -> Done:
    """Write the report on what is published in OUT into the folder `to`; RAW is where its PDFs lie.

    Raises OutputUnusableError where nothing is published, or `to` cannot be written.
    """
    archive = Archive(load(out))
    site, changes = Site(to), changes_of(archive, out)
    try:
        return _written(archive, changes, raw, site, step)
    except OSError as fault:
        raise OutputUnusableError(f"{to} cannot be written ({fault.strerror or fault}).") from fault


def _written(archive: Archive, changes: Changes, raw: Path, site: Site, step: Step) -> Done:
    entries, drawn, without = [], 0, 0
    if not archive.has_words:  # then a page's picture is none for this report either
        site.remove_others(set())
    every = draw_all(archive.documents, raw, site.documents) if archive.has_words else _undrawn(archive)
    for document, pages in every:
        rows = rows_of(archive, document, changes.by_path.get(document["path"], ()))
        _write_document(site, archive, document, pages, rows)
        entries.append(entry_of(document, rows, changes))
        drawn += sum(page.picture is not None for page in pages)
        without += archive.has_words and document["media_type"] == PDF and not pages
        step(len(entries), len(archive.documents))
    entries = in_order(entries)
    site.write_assets([entry.document["document_id"] for entry in entries])
    _write_index(site, archive, changes, entries)
    site.remove_others({entry.document["document_id"] for entry in entries})
    return Done(site.folder / INDEX, len(entries), drawn, without)


def _undrawn(archive: Archive) -> Iterator[tuple[Record, list[Page]]]:
    return ((document, []) for document in archive.documents)


def _write_document(
    site: Site, archive: Archive, document: Record, pages: Sequence[Page], rows: Sequence[Shown]
) -> None:
    texts = archive.rows("texts", document["document_id"])
    site.write(
        f"{DOCUMENTS}/{document['document_id']}/{INDEX}",
        "document.html",
        document=document,
        has_words=archive.has_words,
        sheets=list(_sheets(pages, texts, rows)) if archive.has_words else [],
        is_drawn=any(page.picture for page in pages),
        is_pdf=document["media_type"] == PDF,
        data={
            "id": document["document_id"],
            "path": document["path"],
            "facts": facts_of(document),
            "corrected": document["corrected"],
            "rows": rows,
        },
    )


def _sheets(
    pages: Sequence[Page], texts: Sequence[Record], rows: Sequence[Shown]
) -> Iterator[dict[str, Any]]:
    """Each page as its picture, or as the pieces of its text."""
    text_of = {text["page"]: text for text in texts}
    drawn = {page.number: page for page in pages}
    for number in dict.fromkeys([*drawn, *text_of]):
        page, text = drawn.get(number), text_of.get(number)
        has_picture = page is not None and page.picture is not None
        yield {
            "number": number,
            "picture": page if has_picture else None,
            "pieces": [] if has_picture or text is None else list(_pieces(text, rows)),
        }


def _pieces(text: Record, rows: Sequence[Shown]) -> Iterator[tuple[str, tuple[int, ...]]]:
    first = text["char_start"]
    for piece in cut(rows, first, text["char_end"]):
        yield text["text"][piece.start - first : piece.end - first], piece.rows


def _write_index(site: Site, archive: Archive, changes: Changes, entries: Sequence[Entry]) -> None:
    loose = [
        {name: row[name] for name in ("severity", "code", "path", "message")} for row in archive.loose_issues
    ]
    site.write(
        INDEX,
        "index.html",
        snapshot=archive.snapshot,
        since=changes.since,
        removed=changes.removed,
        loose_issues=loose,
        data={"documents": [entry.shown() for entry in entries]},
    )
