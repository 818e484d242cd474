"""Which documents are versions or copies of one agreement, and which of them to use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any

from pipeline.datasets.schema import Record

# The better, the further on.
_STATUS = ("concept", "unknown", None, "final")
_TEXT_SOURCE = ("none", "ocr", "mixed", "plain", "embedded")
_OUTCOME = ("partial", "ok")
_NOT_IN_A_SLUG = re.compile(r"[^a-z0-9]+")  # 'Súdwest-Fryslân' -> 'sudwest-fryslan'


def settle_agreements(documents: Iterable[Record]) -> Iterator[tuple[Record, Record]]:
    """Fills in `agreement_key` and `is_preferred`; gives each document passed over, with the preferred one.

    Documents that could not be read belong to no agreement.
    """
    groups: dict[str, list[Record]] = {}
    for document in sorted(documents, key=lambda document: str(document["path"])):
        document["agreement_key"], document["is_preferred"] = None, False
        if document["outcome"] != "failed":
            groups.setdefault(_key(document), []).append(document)
    for key, group in groups.items():
        parts = _by_corporation(group)
        for part in parts:
            preferred = max(part, key=_rank)  # of equals the first path
            for document in part:
                document["agreement_key"] = key if len(parts) == 1 else f"{key}-{slug(*_corporations(part))}"
                document["is_preferred"] = document is preferred
            yield from ((document, preferred) for document in part if document is not preferred)


def slug(*words: str) -> str:
    """Words as part of a key: lower case, without accents, hyphens between."""
    plain = unicodedata.normalize("NFKD", " ".join(words)).encode("ascii", "ignore").decode()
    return _NOT_IN_A_SLUG.sub("-", plain.lower()).strip("-")


def _key(document: Record) -> str:
    """Municipalities, period and type; the document's own id where these are not known."""
    start, end = document["period_start_year"], document["period_end_year"]
    if not document["municipalities"] or start is None or document["document_type"] is None:
        return str(document["document_id"])
    return slug(*sorted(document["municipalities"]), f"{start} {end or start}", document["document_type"])


def _by_corporation(group: list[Record]) -> list[list[Record]]:
    """Parts of a group that have no corporation in common.

    Many a municipality signs an agreement with each corporation apart, for the same years: these are no
    versions of one another. A document that names none may be a version of any and stays with the first.
    """
    parts: list[list[Record]] = []
    for document in group:
        own = set(document["corporations"])
        alike = [
            part for part in parts if not own or not _corporations(part) or own & set(_corporations(part))
        ]
        joined = alike if own else alike[:1]
        parts = [part for part in parts if part not in joined] + [[*chain.from_iterable(joined), document]]
    return parts


def _corporations(part: Iterable[Record]) -> list[str]:
    return sorted({name for document in part for name in document["corporations"]})


def _rank(document: Record) -> tuple[Any, ...]:
    return (
        _STATUS.index(document["status"]),
        _TEXT_SOURCE.index(document["text_source"]),
        document["document_date"] or date.min,
        _OUTCOME.index(document["outcome"]),
    )
