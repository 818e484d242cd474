"""Dataset `document_facts`: what a document says of itself. The pipeline assembles `documents` from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from extractors._document import Document, Int16, Unread, column


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What the document says of itself, one row per document."""

    document_id: str = column("First 16 hex digits of the SHA-256 of the document's bytes", key=True)
    title: str | None = column("Title as printed")
    document_type: str = column(
        "What kind of document this is",
        vocabulary=("agreement", "action_programme", "bid", "evaluation", "letter", "other"),
    )
    status: str = column("Concept or final, as the document says", vocabulary=("concept", "final", "unknown"))
    municipalities: tuple[str, ...] = column("Municipalities that are party to it, plain names: 'Borgvoort'")
    municipality_codes: tuple[str, ...] = column(
        "CBS codes of `municipalities` in the same order: 'GM0147', '' for one that no register knows"
    )
    municipality_codes_year: Int16 | None = column(
        "Year in whose division of the country the codes were looked up: both join with CBS's tables; "
        "null where the document tells no year, the codes are then those of today",
        unit="year",
    )
    corporations: tuple[str, ...] = column("Housing corporations that are party to it, canonical names")
    tenant_organisations: tuple[str, ...] = column(
        "Tenants' organisations that are party to it, canonical names"
    )
    period_start_year: Int16 | None = column("First year the document makes agreements for", unit="year")
    period_end_year: Int16 | None = column("Last year the document makes agreements for", unit="year")
    document_date: date | None = column("Date the document bears: of signing or of its covering letter")


def extract(document: Document) -> Iterator[Row | Unread]:
    """One Row, and an Unread for each fact that was not found."""
    from extractors._facts.facts import facts  # who asks for Row alone need not wait for it
    from extractors._parties.parties import parties, year_of_division

    known, who = facts(document), parties(document)
    yield from known.unread
    if not who.municipalities:
        yield Unread("document_fact_missing", "no municipality was found that is party to this document")
    first, last = known.period or (None, None)
    yield Row(
        document_id=document.document_id,
        title=known.title,
        document_type=known.document_type,
        status=known.status,
        municipalities=tuple(party.name.removeprefix("gemeente ") for party in who.municipalities),
        municipality_codes=tuple(party.register_code or "" for party in who.municipalities),
        municipality_codes_year=year_of_division(document),
        corporations=tuple(party.name for party in who.corporations),
        tenant_organisations=tuple(party.name for party in who.tenant_organisations),
        period_start_year=first,
        period_end_year=last,
        document_date=known.document_date,
    )
