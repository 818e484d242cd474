"""What a document is and who signs it, over openings and closings in many styles (openings.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractors.document_facts import Row, extract
from pipeline.ingest import read_text

CASES = tomllib.loads(Path(__file__).with_name("openings.toml").read_text("utf-8"))["case"]
BODY = (
    "Er komen woningen bij en de wijken blijven leefbaar, ook als de kosten van het bouwen verder stijgen.\n"
)
COLUMNS = {
    "title": "title",
    "type": "document_type",
    "status": "status",
    "date": "document_date",
    "municipalities": "municipalities",
    "corporations": "corporations",
    "tenants": "tenant_organisations",
}


def facts_of(case: dict[str, Any]) -> Row:
    words = "\n\n".join([case["opening"], case.get("body", ""), BODY * 15, case.get("closing", "")])
    kind = "text/markdown" if case.get("markdown") else "text/plain"
    (row,) = (one for one in extract(read_text(words, media_type=kind)) if isinstance(one, Row))
    return row


@pytest.mark.parametrize("case", CASES, ids=[case["odd"] for case in CASES])
def test_facts_of_an_opening(case: dict[str, Any]) -> None:
    row = facts_of(case)
    told: dict[str, Any] = {name: getattr(row, column) for name, column in COLUMNS.items() if name in case}
    found = {name: set(value) if isinstance(value, tuple) else value for name, value in told.items()}
    wanted = {name: set(case[name]) if isinstance(case[name], list) else case[name] for name in told}
    assert found == wanted
    assert [row.period_start_year, row.period_end_year] == case["period"]
