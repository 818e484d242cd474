"""From a Row's declaration to Arrow and back from Parquet."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import ROOT

from extractors._document import Box, Evidence, Float32, Int16, Int32, PlacedBox, column
from pipeline.datasets.schema import dataset, type_name
from pipeline.views import all_datasets


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A nested row."""

    row: Int16
    bbox: Box | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Evidence):
    """A row with one column of every type."""

    thing_id: str = column("Its id", key=True)
    text: str = column("Words")
    maybe: str | None = column("Words or nothing", vocabulary=("yes", "no"))
    year: Int16 | None = column("A year", unit="year")
    count: Int32 = column("A count")
    size: int = column("A size")
    share: Float32 = column("A share")
    amount: float | None = column("An amount", unit="eur")
    is_sure: bool = column("Whether")
    day: date | None = column("A day")
    names: tuple[str, ...] = column("Names")
    parts: tuple[Part, ...] = column("Nested rows")
    thing_class: str = column("Its class", name="class", references="others.other_id")


def row(**more: object) -> Row:
    known: dict[str, object] = {
        "thing_id": "a",
        "text": "woord",
        "maybe": None,
        "year": 2024,
        "count": 1,
        "size": 2**40,
        "share": 0.5,
        "amount": None,
        "is_sure": True,
        "day": date(2024, 2, 29),
        "names": ("x", "y"),
        "parts": (Part(row=1, bbox=(1.0, 2.0, 3.0, 4.0)), Part(row=2, bbox=None)),
        "thing_class": "c",
        "document_id": "d",
        "page": None,
        "char_start": 0,
        "char_end": 5,
        "quote": "woord",
        "bbox": None,
        "boxes": (PlacedBox(1, (0.0, 0.0, 1.0, 1.0)),),
        "confidence": 1.0,
        "rule": "r",
    }
    return Row(**(known | more))  # type: ignore[arg-type]


THINGS = dataset("things", Row)


@pytest.mark.parametrize(
    ("name", "kind", "nullable"),
    [
        ("thing_id", "string", False),
        ("maybe", "string", True),
        ("year", "int16", True),
        ("count", "int32", False),
        ("size", "int64", False),
        ("share", "float32", False),
        ("amount", "float64", True),
        ("is_sure", "bool", False),
        ("day", "date32", True),
        ("names", "list<string>", False),
        ("parts", "list<struct<row, bbox>>", False),
        ("class", "string", False),  # published under its own name, not Python's
        ("bbox", "list<float32>", True),
        ("boxes", "list<struct<page, bbox>>", False),
        ("page", "int32", True),
    ],
)
def test_types(name: str, kind: str, nullable: bool) -> None:
    field = THINGS.schema.field(name)
    assert (type_name(field.type), field.nullable) == (kind, nullable)


def test_columns_stand_key_first_evidence_last() -> None:
    names = THINGS.schema.names
    assert names[:3] == ["thing_id", "document_id", "text"]
    evidence = ["page", "char_start", "char_end", "quote", "bbox", "boxes", "confidence", "rule", "corrected"]
    assert names[-9:] == evidence
    assert THINGS.sort_by == ("document_id", "char_start", "thing_id")


def test_descriptions_survive_the_file(tmp_path: Path) -> None:
    pq.write_table(THINGS.table([THINGS.record(row())]), tmp_path / "things.parquet")
    schema = pq.read_schema(tmp_path / "things.parquet")
    assert schema.metadata[b"description"] == b"A row with one column of every type."
    assert schema.field("amount").metadata[b"unit"] == b"eur"
    assert schema.field("class").metadata[b"references"] == b"others.other_id"
    assert json.loads(schema.field("maybe").metadata[b"vocabulary"]) == ["yes", "no"]
    for column_ in THINGS.columns:
        assert schema.field(column_.name).metadata[b"description"].decode() == column_.description


def test_values_survive_the_file(tmp_path: Path) -> None:
    record = THINGS.record(row())
    pq.write_table(THINGS.table([record]), tmp_path / "things.parquet")
    assert pq.read_table(tmp_path / "things.parquet").to_pylist() == [record]


def test_rows_are_sorted_with_nulls_last() -> None:
    things = dataset("things", Row, sort_by=("year", "thing_id"))
    years = [2025, None, 2024, 2025]
    records = [things.record(row(thing_id=str(n), year=year)) for n, year in enumerate(years)]
    table = things.table(records)
    assert table.column("thing_id").to_pylist() == ["2", "0", "3", "1"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("year", 40_000),  # wider than int16
        ("text", "\ud800"),  # half a character
        ("day", "2024-01-01"),  # words for a date
        ("count", 1.5),  # Arrow alone would make it 1
    ],
)
def test_a_value_that_fits_no_column_names_it(name: str, value: object) -> None:
    with pytest.raises(pa.ArrowException, match=f"things.{name}"):
        THINGS.table([THINGS.record(row(**{name: value}))])


def test_every_published_column_is_described_and_every_reference_leads_somewhere() -> None:
    published = all_datasets()
    for each in published.values():
        assert each.description, each.name
        assert each.keys, each.name
        assert set(each.sort_by) <= {column_.name for column_ in each.columns}
        for column_ in each.columns:
            assert column_.description, f"{each.name}.{column_.name}"
            if column_.references:
                target, key = column_.references.split(".")
                assert published[target].keys[0] == key


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        (
            "documents",
            "document_id path other_paths sha256 media_type size_bytes page_count text_source title "
            "document_type status municipalities municipality_codes municipality_codes_year corporations "
            "tenant_organisations period_start_year period_end_year document_date agreement_key is_preferred "
            "source_url licence outcome failure corrected",
        ),
        ("texts", "document_id page char_start char_end text"),
        ("parties", "party_id name type register_code aliases"),
        ("party_members", "document_id group_party_id party_id"),
    ],
)
def test_columns_are_those_of_the_contract(name: str, columns: str) -> None:
    assert [column_.name for column_ in all_datasets()[name].columns] == columns.split()


def test_datasets_stand_in_the_order_of_the_contract() -> None:
    contract = (
        "documents texts tables observations commitments deadlines responsibilities "
        "parties party_members issues "
        "views/new_builds views/sales views/rent_bands views/deadlines_by_party"
    )
    assert [name for name in all_datasets() if name in contract.split()] == contract.split()


def test_who_asks_for_columns_does_not_wait_for_what_reads() -> None:
    """A run knows every dataset before a document is read, and compiles none of the patterns."""
    asked = "import sys; from pipeline.datasets.catalogue import datasets; datasets(); print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=ROOT)
    reading = (
        "extractors._commitments.",
        "extractors._dutch.",
        "extractors._facts.",
        "extractors._numbers.read",
    )
    assert "extractors.observations" in told.stdout.split()
    assert [name for name in told.stdout.split() if name.startswith(reading)] == []
