"""The published datasets, in the order of the dictionary, and the rows that only the pipeline knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import get_args

from extractors import discover
from extractors._document import ISSUE_CODES, Int32, PlacedBox, column
from extractors._parties.party import PartyType
from pipeline.datasets.schema import Dataset, columns_of, dataset, described, optional

PARTY_TYPES = get_args(PartyType)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """One row per distinct content.

    Every input file appears in `path` or `other_paths`, whatever became of it.
    """

    document_id: str = column(
        "First 16 hex digits of the SHA-256 of the document's bytes; of its path where no byte could be read",
        key=True,
    )
    path: str = column(
        "Path of the file relative to the raw folder, POSIX; of several copies the first in order"
    )
    other_paths: tuple[str, ...] = column("Paths of further copies with the same bytes")
    sha256: str | None = column("SHA-256 of the bytes; null where no byte could be read")
    media_type: str = column("Kind of file, told by its name: 'text/plain', 'text/markdown'")
    size_bytes: int = column("Size of the file", unit="bytes")
    page_count: Int32 | None = column("Number of pages; null where the source has none")
    text_source: str = column(
        "Where the text comes from: its text layer, recognition of pictures, both, plain text, nowhere",
        vocabulary=("embedded", "ocr", "mixed", "plain", "none"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingRow:
    """What is known of a document once all documents are read; these columns follow its own facts."""

    agreement_key: str | None = column(
        "Municipalities, period and type: the versions and copies of one agreement share it. The "
        "document_id where municipality or period is unknown; null where the document could not be read"
    )
    is_preferred: bool = column(
        "Among the documents of one agreement the one to use: final before concept, text before recognised "
        "pictures, then the later date"
    )
    source_url: str | None = column("Where the document was published, as the inventory says")
    licence: str | None = column("Licence of the document, as the inventory says")
    outcome: str = column(
        "Whether it was read: ok; partial where a page or an extractor failed; failed where nothing was read",
        vocabulary=("ok", "partial", "failed"),
    )
    failure: str | None = column("Why it could not be read; null unless outcome is failed")
    corrected: tuple[str, ...] = column(
        "Columns whose value a line of corrections.csv replaced; empty where none"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRow:
    """The text of every document, one row per page, or one per document where there are no pages."""

    document_id: str = column("The document", references="documents.document_id", key=True)
    page: Int32 | None = column("Page, 1-based; null where the source has no pages", key=True)
    char_start: Int32 = column("Offset of the part in the document's text, in Unicode code points", key=True)
    char_end: Int32 = column("Character after its last one; the next part starts here")
    text: str = column("The words, NFC. All parts in order are the text that every char_start counts in")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRow:
    """One row per party that any document names."""

    party_id: str = column("Slug of the canonical name", key=True)
    name: str = column("Canonical name: 'gemeente Waterdam', 'woningcorporaties'")
    type: str = column("Kind of party; where documents differ, what most of them say", vocabulary=PARTY_TYPES)
    register_code: str | None = column(
        "CBS code of a municipality, L-number of a corporation; null if unknown"
    )
    aliases: tuple[str, ...] = column("Other names that documents use for it, in alphabetical order")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyMemberRow:
    """Who a group is in a document: who 'woningcorporaties' or 'alle partijen' are there."""

    document_id: str = column("The document", references="documents.document_id", key=True)
    group_party_id: str = column("The group", references="parties.party_id", key=True)
    party_id: str = column("A member of it in this document", references="parties.party_id", key=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRow:
    """One row per thing the pipeline could not do or does not trust. Nothing is dropped in silence."""

    issue_id: str = column("Hash of the issue's content", key=True)
    document_id: str | None = column(
        "The document; null where it concerns none, as a line of the inventory",
        references="documents.document_id",
    )
    path: str | None = column("Path of the document, or of the file that the issue concerns")
    page: Int32 | None = column("Page, 1-based; null where there is none")
    char_start: Int32 | None = column(
        "First character of the quote in the document's text; null without a quote"
    )
    char_end: Int32 | None = column("Character after the last one of the quote")
    severity: str = column(
        "error: something is missing; warning: something may be wrong or missing; info: worth knowing",
        vocabulary=("error", "warning", "info"),
    )
    code: str = column("What happened", vocabulary=tuple(ISSUE_CODES))
    message: str = column("One clear sentence")
    quote: str | None = column("The words it concerns; null where there are none")
    boxes: tuple[PlacedBox, ...] = column(
        "All printed lines of the quote, each with its page; empty without a quote or a layout", unit="pt"
    )


FIRST = ("tables", "observations", "commitments", "deadlines", "responsibilities")
ASSEMBLED = {"document_facts": "documents", "party_mentions": "parties"}
"""Extractors whose rows are not published as they are, and the dataset they are assembled into."""


@cache
def datasets() -> Mapping[str, Dataset]:
    """All published datasets but the views, by name, in the order of the dictionary.

    An extractor module that is added appears here by itself, after those the contract names.
    """
    extractors = discover()
    names = [*FIRST, *(name for name in extractors if name not in FIRST and name not in ASSEMBLED)]
    found = [
        _documents(extractors["document_facts"].Row),
        dataset("texts", TextRow),
        *(dataset(name, extractors[name].Row) for name in names),
        dataset("parties", PartyRow),
        dataset("party_members", PartyMemberRow),
        dataset("issues", IssueRow, sort_by=("path", "char_start", "code", "message", "issue_id")),
    ]
    return {each.name: each for each in found}


def _documents(facts: type) -> Dataset:
    """What is known of the file, what the document says of itself, how it stands among others."""
    own = columns_of(FileRow)
    columns = (*own, *optional(columns_of(facts)), *columns_of(StandingRow))
    return Dataset("documents", described(FileRow), columns, ("path",))
