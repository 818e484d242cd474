"""What needs the file itself or more than one document: documents, texts, parties, party_members, issues."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from extractors import document_facts
from extractors._document import ISSUE_CODES
from pipeline.agreements import settle_agreements
from pipeline.datasets import PARTY_TYPES
from pipeline.extract import Extracted, Signal
from pipeline.facts import facts_of
from pipeline.files import INVENTORY_NAME, Source
from pipeline.promises import broken_columns
from pipeline.schema import Dataset, Record, Records, dataset

PARTIAL_CODES = frozenset({"page_without_text", "extractor_failed", "row_refused"})
"""Issues that mean that a part of the document is missing from the datasets."""

_FACTS = dataset("document_facts", document_facts.Row)
_NO_FACTS: Record = {column.name: [] if column.is_list else None for column in _FACTS.columns}


def assemble(
    extracted: Sequence[Extracted], datasets: dict[str, Dataset], inventory_problems: Iterable[str] = ()
) -> Records:
    """All datasets of a run but the views."""
    records: Records = {name: [] for name in datasets}
    issues = [
        _issue(Signal("inventory_unused", problem)) | {"path": INVENTORY_NAME}
        for problem in inventory_problems
    ]
    mentions: list[Any] = []
    for one in extracted:
        own, doubted = _own_facts(one)
        facts, left_out = facts_of(one, datasets)
        signals = [*one.signals, *doubted, *left_out]
        for name, rows in facts.items():
            records[name] += rows
        records["documents"].append(_document(one, own, signals))
        records["texts"] += _texts(one)
        mentions += one.rows.get("party_mentions", ())
        issues += [_issue(signal, one.source) for signal in signals]
    records["parties"] = _parties(mentions)
    records["party_members"] = _members(mentions)
    records["issues"] = _with_ids([*issues, *_superseded(records["documents"], extracted)])
    return records


def _own_facts(one: Extracted) -> tuple[Record, list[Signal]]:
    """What the document says of itself, less what cannot be true."""
    own = next(iter(one.rows.get("document_facts", ())), None)
    if own is None:
        return _NO_FACTS, []
    record = _FACTS.record(own)
    faults = dict(broken_columns(record, _FACTS))
    signals = [
        Signal("row_refused", f"Of the document itself: {fault}; not used.") for fault in faults.values()
    ]
    return record | {name: _NO_FACTS[name] for name in faults}, signals


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


def _parties(mentions: Iterable[Any]) -> list[Record]:
    """One record per party, from what all documents say of it."""
    by_party: dict[str, list[Any]] = {}
    for mention in mentions:
        by_party.setdefault(mention.party_id, []).append(mention)
    return [_party(party_id, said) for party_id, said in by_party.items()]


def _party(party_id: str, said: Sequence[Any]) -> Record:
    """The name and type that most documents give, every alias."""
    types = Counter(mention.type for mention in said)
    names = Counter(mention.name for mention in said)
    name = min(names, key=lambda name: (-names[name], name))
    others = {alias for mention in said for alias in mention.aliases} | set(names)
    return {
        "party_id": party_id,
        "name": name,
        "type": min(types, key=lambda kind: (-types[kind], PARTY_TYPES.index(kind))),
        "register_code": min(
            (mention.register_code for mention in said if mention.register_code), default=None
        ),
        "aliases": sorted(others - {name}),
    }


def _members(mentions: Sequence[Any]) -> list[Record]:
    """Who the groups of each document are; a group that the document never names is of no use to anybody."""
    named = {(mention.document_id, mention.party_id) for mention in mentions}
    return [
        {"document_id": mention.document_id, "group_party_id": group, "party_id": mention.party_id}
        for mention in mentions
        for group in mention.member_of
        if (mention.document_id, group) in named
    ]


def _superseded(documents: list[Record], extracted: Sequence[Extracted]) -> Iterator[Record]:
    """Tells versions of one agreement apart; an issue for each document that stays out of the views."""
    sources = {one.source.document_id: one.source for one in extracted}
    for document, preferred in settle_agreements(documents):
        message = f"{document['path']} stays out of the views: {preferred['path']} is the same agreement."
        yield _issue(Signal("superseded", message), sources[document["document_id"]])


def _issue(signal: Signal, source: Source | None = None) -> Record:
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
    }


def _with_ids(issues: list[Record]) -> list[Record]:
    """Gives each issue its id: a hash of its content without offsets, and a running number among equals."""
    seen: Counter[str] = Counter()
    for issue in issues:
        content = [issue[name] for name in ("document_id", "path", "code", "page", "message", "quote")]
        words = "\x1f".join("" if part is None else str(part) for part in content)
        seen[words] += 1
        issue["issue_id"] = hashlib.sha256(f"{words}\x1f{seen[words]}".encode()).hexdigest()[:16]
    return issues
