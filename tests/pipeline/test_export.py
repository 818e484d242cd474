"""What is exported is what is published: the same rows, types and meanings in each form."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime
from pathlib import Path

import duckdb
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from made_up_rows import tables, whole

from pipeline.errors import OutputUnusableError, StopError, UsageError
from pipeline.using import export_xlsx
from pipeline.using.export import export
from pipeline.using.export_xlsx import sheet_name, write
from pipeline.using.published import Published, load
from pipeline.views import all_datasets

DATASETS = all_datasets()
OWN = Published("0123456789ab", datetime(2026, 1, 2), tables(whole()))


@pytest.fixture(scope="module")
def workbook(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    file, notes = export(samples.parent, "xlsx", tmp_path_factory.mktemp("xlsx") / "a.xlsx")
    assert notes == []
    return openpyxl.load_workbook(file)


@pytest.fixture(scope="module")
def database(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    file, _ = export(samples.parent, "duckdb", tmp_path_factory.mktemp("duckdb") / "a.duckdb")
    return duckdb.connect(str(file), read_only=True)


def test_a_sheet_for_each_dataset_after_the_dictionary(workbook: openpyxl.Workbook) -> None:
    assert workbook.sheetnames == ["dictionary", *map(sheet_name, DATASETS.values())]
    assert workbook["dictionary"].max_row == 1 + sum(len(each.columns) for each in DATASETS.values())


@pytest.mark.parametrize("name", DATASETS)
def test_every_row_is_in_its_sheet_under_explained_headers(
    workbook: openpyxl.Workbook, samples: Path, name: str
) -> None:
    sheet, dataset = workbook[sheet_name(DATASETS[name])], DATASETS[name]
    assert sheet.max_row == 1 + pq.read_metadata(samples / f"{name}.parquet").num_rows
    header = list(next(sheet.iter_rows(max_row=1)))
    assert [cell.value for cell in header] == [column.name for column in dataset.columns]
    for cell, column in zip(header, dataset.columns, strict=True):
        assert column.description.rstrip(".") in cell.comment.text


def test_dates_numbers_and_flags_are_no_words(workbook: openpyxl.Workbook, samples: Path) -> None:
    rows = list(workbook["deadlines"].iter_rows(values_only=True))
    deadlines = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    published = pq.read_table(samples / "deadlines.parquet").to_pylist()
    assert [row["due_on"] and row["due_on"].date() for row in deadlines] == [
        row["due_on"] for row in published
    ]
    assert {type(row["is_year_inferred"]) for row in deadlines} == {bool}
    assert [row["confidence"] for row in deadlines] == [pytest.approx(row["confidence"]) for row in published]


def test_more_rows_than_a_sheet_holds_are_no_workbook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_xlsx, "MOST_ROWS", 0)
    with pytest.raises(UsageError, match=r"documents has 1 rows .* holds 0; use --to duckdb"):
        write(OWN, list(DATASETS.values()), tmp_path / "a.xlsx")
    assert not (tmp_path / "a.xlsx").exists()


def test_what_was_cut_is_told(tmp_path: Path) -> None:
    texts = OWN.tables["texts"]
    long = texts.set_column(
        texts.schema.get_field_index("text"), texts.schema.field("text"), pa.array(["woord " * 7000])
    )
    published = Published("x", datetime(2026, 1, 2), {**OWN.tables, "texts": long})
    (note,) = write(published, list(DATASETS.values()), tmp_path / "a.xlsx")
    assert note.startswith("texts.text: 1 texts are longer than a cell holds")


@pytest.mark.parametrize("name", DATASETS)
def test_duckdb_has_the_same_rows_with_their_types_and_comments(
    database: duckdb.DuckDBPyConnection, samples: Path, name: str
) -> None:
    schema, _, table = name.rpartition("/")
    quoted = f'"{schema or "main"}"."{table}"'
    exported = database.sql(f"SELECT * FROM {quoted}").to_arrow_table()
    published = pq.read_table(samples / f"{name}.parquet")
    assert exported.to_pylist() == published.to_pylist()
    assert [field.type for field in exported.schema if pa.types.is_primitive(field.type)] == [
        field.type for field in published.schema if pa.types.is_primitive(field.type)
    ]
    comments = database.execute(
        "SELECT column_name, comment FROM duckdb_columns() WHERE schema_name = ? AND table_name = ?",
        [schema or "main", table],
    ).fetchall()
    assert [column for column, comment in comments if not comment] == []
    assert len(comments) == len(DATASETS[name].columns)


def test_duckdb_answers_with_dates_and_lists(database: duckdb.DuckDBPyConnection) -> None:
    found = database.execute(
        "SELECT max(due_on), any_value(municipalities) FROM views.deadlines_by_party WHERE party = 'Habilo'"
    ).fetchone()
    assert isinstance(found[0], date)
    assert found[1] == ["Kolkwijk"]
    assert database.execute("SELECT count(*) FROM dictionary").fetchone()[0] > 150


@pytest.mark.parametrize("name", ["observations", "tables", "deadlines"])
def test_csv_is_read_back_as_it_was(samples: Path, tmp_path: Path, name: str) -> None:
    folder, _ = export(samples.parent, "csv", tmp_path / "csv")
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    published = pq.read_table(samples / f"{name}.parquet").to_pylist()
    assert len(rows) == len(published)
    for row, known in zip(rows, published, strict=True):
        for column, value in known.items():
            assert _read(row[column], value) == (pytest.approx(value) if isinstance(value, float) else value)


def _read(field: str, like: object) -> object:
    if field == "":
        return None
    if isinstance(like, bool | float | list):
        return json.loads(field)
    return date.fromisoformat(field) if isinstance(like, date) else type(like)(field)


def test_an_export_takes_the_place_of_the_last_one_and_of_nothing_else(samples: Path, tmp_path: Path) -> None:
    folder = tmp_path / "csv"
    export(samples.parent, "csv", folder)
    (folder / "left.csv").write_text("of an earlier version")
    export(samples.parent, "csv", folder)
    assert not (folder / "left.csv").exists()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/thesis.docx").write_text("years of work")
    with pytest.raises(OutputUnusableError, match="holds other things"):
        export(samples.parent, "csv", tmp_path / "mine")
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".")] == []


@pytest.mark.parametrize("form", ["xlsx", "duckdb", "csv"])
def test_where_nothing_is_published_or_nothing_can_be_written(
    samples: Path, tmp_path: Path, form: str
) -> None:
    with pytest.raises(StopError, match="holds no published datasets"):
        export(tmp_path, form, tmp_path / "a")
    (tmp_path / "file").write_text("")
    with pytest.raises(StopError, match="cannot be written"):
        export(samples.parent, form, tmp_path / "file" / "a")


def test_a_snapshot_of_another_version_is_said_to_be_one(tmp_path: Path) -> None:
    snapshot = tmp_path / "snapshots/old"
    snapshot.mkdir(parents=True)
    pq.write_table(OWN.tables["texts"].drop_columns(["page"]), snapshot / "texts.parquet")
    (tmp_path / "latest").symlink_to("snapshots/old")
    assert load(tmp_path).snapshot == "old"
    with pytest.raises(OutputUnusableError, match="another version of afspraken"):
        export(tmp_path, "csv", tmp_path / "csv")
