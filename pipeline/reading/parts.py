"""A document's part in every dataset: its rows as they are published, as Arrow tables and as bytes.

What needs only the document itself is done here, once, by whoever reads it; `assemble` puts parts together.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache

import msgspec
import pyarrow as pa

from extractors import discover
from extractors._document import ISSUE_CODES
from pipeline.datasets.catalogue import datasets
from pipeline.datasets.schema import Dataset, Record, Records, dataset
from pipeline.errors import ChecksFailedError
from pipeline.reading.extract import Extracted, Signal
from pipeline.reading.facts import facts_of
from pipeline.reading.promises import broken_columns
from pipeline.sources.files import Source

Tables = dict[str, pa.Table]
"""Rows of every dataset, by its name."""

PARTIAL_CODES = frozenset({"page_without_text", "text_nonsense", "extractor_failed", "row_refused"})
"""Issues that mean that a part of the document is missing from the datasets."""
MENTIONS = "party_mentions"


@cache
def contents() -> Mapping[str, Dataset]:
    """What a part holds: all datasets but the parties, and what these are made of."""
    inner = {MENTIONS: dataset(MENTIONS, discover()[MENTIONS].Row)}
    return {name: each for name, each in datasets().items() if name != "parties"} | inner


def part_of(one: Extracted) -> Tables:
    """The part of one document. `agreement_key` and `is_preferred` wait for the other documents."""
    own, doubted = _own_facts(one)
    facts, left_out = facts_of(one, datasets())
    signals = [*one.signals, *doubted, *left_out]
    mentions = [contents()[MENTIONS].record(row) for row in one.rows.get(MENTIONS, ())]
    records: Records = {
        **facts,
        "documents": [_document(one, own, signals)],
        "texts": list(_texts(one)),
        MENTIONS: mentions,
        "party_members": list(_members(mentions)),
        "issues": with_ids([issue(signal, one.source) for signal in signals]),
    }
    try:
        return {name: each.table(records.get(name, ())) for name, each in contents().items()}
    except pa.ArrowException as fault:
        raise ChecksFailedError(f"A value does not fit its column, nothing was published: {fault}") from fault


def joined(parts: Sequence[Tables]) -> Tables:
    """The rows of all parts, in the order of the parts."""
    return {name: _joined(schema, [part[name] for part in parts]) for name, schema in schemas().items()}


def _joined(schema: pa.Schema, tables: Sequence[pa.Table]) -> pa.Table:
    return pa.concat_tables(tables).combine_chunks() if tables else schema.empty_table()


def encode(part: Tables) -> bytes:
    """The part as bytes; the schemas are not among them, they are those of the code."""
    return msgspec.msgpack.encode({name: _batch_bytes(table) for name, table in part.items()})


def decode(
    content: bytes, declared: Mapping[str, pa.Schema] | None = None, names: Collection[str] | None = None
) -> Tables:
    """The part again, or what was declared instead; of it these tables alone. Raises ValueError."""
    declared = schemas() if declared is None else declared
    held = msgspec.msgpack.decode(content, type=dict[str, memoryview])
    if held.keys() != declared.keys():
        raise ValueError("a part of other datasets")
    return {name: _table(held[name], declared[name]) for name in (declared if names is None else names)}


@cache
def schemas() -> Mapping[str, pa.Schema]:
    """Of each table that a part holds."""
    return {name: each.schema for name, each in contents().items()}


def _batch_bytes(table: pa.Table) -> bytes:
    batches = table.combine_chunks().to_batches()
    return bytes(batches[0].serialize()) if batches else b""


def _table(content: memoryview, schema: pa.Schema) -> pa.Table:
    if not content.nbytes:
        return schema.empty_table()
    aligned = bytes(content)  # as Arrow wants it: in the middle of other bytes it need not be
    return pa.Table.from_batches([pa.ipc.read_record_batch(pa.py_buffer(aligned), schema)])


def _own_facts(one: Extracted) -> tuple[Record, list[Signal]]:
    """What the document says of itself, less what cannot be true."""
    declared = _document_facts()
    nothing: Record = {column.name: [] if column.is_list else None for column in declared.columns}
    own = next(iter(one.rows.get(declared.name, ())), None)
    if own is None:
        return nothing, []
    record = declared.record(own)
    faults = dict(broken_columns(record, declared))
    signals = [
        Signal("row_refused", f"Of the document itself: {fault}; not used.") for fault in faults.values()
    ]
    return record | {name: nothing[name] for name in faults}, signals


@cache
def _document_facts() -> Dataset:
    return dataset("document_facts", discover()["document_facts"].Row)


def _document(one: Extracted, own: Record, signals: Iterable[Signal]) -> Record:
    source = one.source
    partial = any(signal.code in PARTIAL_CODES for signal in signals)
    return {
        **own,
        "document_id": source.document_id,
        "path": source.path,
        "other_paths": list(source.other_paths),
        "sha256": source.sha256,
        "media_type": source.media_type,
        "size_bytes": source.size_bytes,
        "page_count": sum(page.number is not None for page in one.pages) or None,
        "text_source": one.text_source,
        "source_url": source.inventory.source_url,
        "licence": source.inventory.licence,
        "outcome": "failed" if one.failure else "partial" if partial else "ok",
        "failure": one.failure,
        "agreement_key": None,
        "is_preferred": False,
        "corrected": [],
    }


def _texts(one: Extracted) -> Iterator[Record]:
    for page in one.pages:
        yield {
            "document_id": one.source.document_id,
            "page": page.number,
            "char_start": page.span.start,
            "char_end": page.span.end,
            "text": one.text[page.span.start : page.span.end],
        }


def _members(mentions: Sequence[Record]) -> Iterator[Record]:
    """Who the groups of the document are; one that it never names is of no use to anybody."""
    named = {mention["party_id"] for mention in mentions}
    for mention in mentions:
        for group in mention["member_of"]:
            if group in named:
                about = ("document_id", "party_id")
                yield {name: mention[name] for name in about} | {"group_party_id": group}


def issue(signal: Signal, source: Source | None = None) -> Record:
    """A row of `issues`, still without its id."""
    return {
        "document_id": source.document_id if source else None,
        "path": source.path if source else None,
        "page": signal.page,
        "char_start": signal.char_start,
        "char_end": signal.char_end,
        "severity": ISSUE_CODES[signal.code][0],
        "code": signal.code,
        "message": signal.message,
        "quote": signal.quote,
        "boxes": [{"page": box.page, "bbox": list(box.bbox)} for box in signal.boxes],
    }


def with_ids(issues: list[Record]) -> list[Record]:
    """Gives each issue its id: a hash of its content without offsets, and a running number among equals.

    Equals are of one document, so that a document's issues can be numbered without the others.
    """
    seen: Counter[str] = Counter()
    for each in issues:
        names = ("document_id", "path", "code", "page", "message", "quote")
        words = "\x1f".join("" if each[name] is None else str(each[name]) for name in names)
        seen[words] += 1
        each["issue_id"] = hashlib.sha256(f"{words}\x1f{seen[words]}".encode()).hexdigest()[:16]
    return issues
