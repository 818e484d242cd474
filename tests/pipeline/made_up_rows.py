"""Small made-up documents and rows, so that the tests of the pipeline rest on no extractor's rules."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from extractors import commitments, deadlines, document_facts, observations, party_mentions, responsibilities
from extractors._document import Document, Inventory, Page, RowIds, Span
from pipeline.assembling.assemble import HEAD
from pipeline.assembling.whole import Whole, whole_of
from pipeline.reading.extract import Extracted
from pipeline.reading.parts import Tables, joined, part_of
from pipeline.sources.files import Source
from pipeline.views import all_datasets, views

TEXT = "De gemeente Waterdam bouwt in 2024 25 woningen.\nAlle partijen overleggen voor 1 juli 2024.\n"


def source(path: str = "a.txt", content: bytes | None = None, **more: Any) -> Source:
    sha256 = hashlib.sha256(content or path.encode()).hexdigest()
    return Source(Path("/nowhere") / path, path, (), sha256, 10, "text/plain", Inventory(), **more)


def document(text: str = TEXT, document_id: str = "0" * 16) -> Document:
    return Document(document_id, text, (Page(None, Span(0, len(text))),))


def evidence(words: str, doc: Document) -> dict[str, Any]:
    start = doc.text.index(words)
    return {**doc.evidence(Span(start, start + len(words))), "confidence": 1.0, "rule": "made_up"}


def facts(doc: Document, **more: Any) -> document_facts.Row:
    known = {
        "title": "Prestatieafspraken",
        "document_type": "agreement",
        "status": "final",
        "municipalities": ("Waterdam",),
        "municipality_codes": ("GM9999",),
        "municipality_codes_year": 2024,
        "corporations": ("Woonkring",),
        "tenant_organisations": (),
        "period_start_year": 2024,
        "period_end_year": 2024,
        "document_date": None,
    }
    return document_facts.Row(document_id=doc.document_id, **(known | more))


def mention(
    doc: Document, name: str, kind: str, member_of: tuple[str, ...] = (), **more: Any
) -> party_mentions.Row:
    known = {"register_code": None, "aliases": ()}
    party_id = name.lower().replace(" ", "-")
    return party_mentions.Row(
        document_id=doc.document_id,
        party_id=party_id,
        name=name,
        type=kind,
        member_of=member_of,
        **(known | more),
    )


def observation(doc: Document, words: str = "25 woningen", **more: Any) -> observations.Row:
    known = {
        "table_id": None,
        "raw": words,
        "indicator": "new_builds",
        "segment": "social_rent",
        "unit": "dwellings",
        "basis": "planned",
        "municipalities": ("Waterdam",),
        "municipality_codes": ("GM9999",),
        "corporation": None,
        "project": None,
        "group": None,
        "rent_band": None,
        "rent_band_code": None,
        "rent_min_eur": None,
        "rent_max_eur": None,
        "is_cumulative": False,
        "year": 2024,
        "period_start_year": None,
        "period_end_year": None,
        "reference": None,
        "reference_date": None,
        "rate": "total",
        "value_min": 25.0,
        "value_max": 25.0,
        "qualifier": "exact",
        "is_total": False,
        "part_of": None,
        "repeats": None,
        "document_part": "agreement",
        "is_additive": True,
        "notes": (),
    }
    label = str(sorted(more.items(), key=str))
    row_id = RowIds(doc.document_id, "observations").of(words, label)
    return observations.Row(**({"observation_id": row_id} | evidence(words, doc) | known | more))


def commitment(doc: Document, words: str, **more: Any) -> commitments.Row:
    known = {
        "commitment_id": RowIds(doc.document_id, "commitments").of(words),
        "number": None,
        "theme": "Bouwen",
        "heading_path": ("Bouwen",),
        "text": words,
        "kind": "deliver",
    }
    return commitments.Row(**(evidence(words, doc) | known | more))


def deadline(doc: Document, words: str, commitment_id: str | None = None, **more: Any) -> deadlines.Row:
    known = {
        "deadline_id": RowIds(doc.document_id, "deadlines").of(words),
        "commitment_id": commitment_id,
        "expression": words,
        "sentence": doc.text,
        "starts_on": None,
        "ends_on": None,
        "due_on": None,
        "granularity": "day",
        "modifier": None,
        "quarter": None,
        "recurrence_count": None,
        "recurrence_period": None,
        "timex3": None,
        "edtf": None,
        "is_year_inferred": False,
        "deadline_class": "action",
    }
    return deadlines.Row(**(evidence(words, doc) | known | more))


def responsibility(
    doc: Document, words: str, commitment_id: str, party: str, **more: Any
) -> responsibilities.Row:
    known = {
        "commitment_id": commitment_id,
        "party_id": party.lower().replace(" ", "-"),
        "party": party,
        "role": "responsible",
        "basis": "subject",
    }
    return responsibilities.Row(**(evidence(words, doc) | known | more))


def extracted(path: str = "a.txt", text: str = TEXT, **rows: Any) -> Extracted:
    """A document with these rows by extractor; each is made by a function of the document."""
    origin = source(path)
    doc = document(text, origin.document_id)
    made = {name: tuple(row(doc) for row in makers) for name, makers in rows.items()}
    return Extracted(
        source=origin,
        text=text,
        text_source="plain",
        pages=doc.pages,
        rows={"document_facts": (facts(doc),), **EMPTY, **made},
    )


@dataclass(frozen=True)
class HeldBundle:
    """A bundle that no cache keeps."""

    begin: str
    held: Tables

    def tables(self, names: Collection[str] | None = None) -> Tables:
        return {name: table for name, table in self.held.items() if names is None or name in names}


def night(*read: Extracted, problems: tuple[str, ...] = ()) -> Whole:
    """A night over these documents, each in a bundle of its own."""
    parts = [joined([part_of(one)]) for one in sorted(read, key=lambda one: one.source.document_id)]
    ids = [part["documents"]["document_id"][0].as_py() for part in parts]
    bundles = [HeldBundle(one, part | views(part)) for one, part in zip(ids, parts, strict=True)]
    return whole_of(bundles, [bundle.tables(HEAD) for bundle in bundles], problems)


def tables(*read: Extracted, problems: tuple[str, ...] = ()) -> Tables:
    """Every dataset and view of these documents."""
    return all_of(night(*read, problems=problems))


def all_of(whole: Whole) -> Tables:
    """The batches of a night as whole tables."""
    found: dict[str, list[pa.Table]] = {name: [] for name in all_datasets()}
    for batch in whole.batches():
        for name, table in batch.items():
            found[name].append(table)
    return {name: pa.concat_tables(each).combine_chunks() for name, each in found.items()}


EMPTY: dict[str, tuple[Any, ...]] = {
    "tables": (),
    "observations": (),
    "commitments": (),
    "deadlines": (),
    "responsibilities": (),
    "party_mentions": (),
}


def whole(path: str = "a.txt") -> Extracted:
    """One document with a row in every dataset but tables, all of them right."""
    doc = document(TEXT, source(path).document_id)
    promise = commitment(doc, "Alle partijen overleggen voor 1 juli 2024.")
    return extracted(
        path,
        observations=[observation],
        commitments=[lambda _: promise],
        deadlines=[
            lambda doc: deadline(
                doc,
                "voor 1 juli 2024",
                promise.commitment_id,
                ends_on=date(2024, 6, 30),
                due_on=date(2024, 6, 30),
            )
        ],
        responsibilities=[
            lambda doc: responsibility(doc, "Alle partijen", promise.commitment_id, "alle partijen")
        ],
        party_mentions=[
            lambda doc: mention(doc, "alle partijen", "group"),
            lambda doc: mention(doc, "gemeente Waterdam", "municipality", ("alle-partijen",)),
            lambda doc: mention(doc, "Woonkring", "corporation", ("alle-partijen",)),
        ],
    )
