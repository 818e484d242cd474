"""The row of document_facts, and what is reported when a fact is not there."""

from __future__ import annotations

from datetime import date

from extractors._document import Unread
from extractors.document_facts import Row, extract
from pipeline.ingest import read_text

AGREEMENT = """Prestatieafspraken 2022 en 2023

Gemeente Langedijk en gemeente Bergen, Welbouw en huurdersraad De Brug

8 december 2021

De gemeente Langedijk, de gemeente Bergen, Welbouw en huurdersraad De Brug spreken af wat zij doen aan wonen.
De Brug overlegt met Welbouw.
"""


def test_one_row_with_codes_in_the_order_of_the_names() -> None:
    (row,) = [one for one in extract(read_text(AGREEMENT)) if isinstance(one, Row)]
    assert row == Row(
        document_id="0" * 16,
        title="Prestatieafspraken 2022 en 2023",
        document_type="agreement",
        status="unknown",
        municipalities=("Langedijk", "Bergen"),
        municipality_codes=("GM0416", ""),  # two municipalities are called Bergen
        municipality_codes_year=2022,
        corporations=("Welbouw",),
        tenant_organisations=("De Brug",),
        period_start_year=2022,
        period_end_year=2023,
        document_date=date(2021, 12, 8),
    )


def test_every_missing_fact_is_reported() -> None:
    found = list(extract(read_text("Een gewone tekst over niets.")))
    messages = [one.message for one in found if isinstance(one, Unread)]
    assert len([one for one in found if isinstance(one, Row)]) == 1
    assert [
        word for word in ("title", "period", "date", "municipality") if any(word in said for said in messages)
    ] == [
        "title",
        "period",
        "date",
        "municipality",
    ]
