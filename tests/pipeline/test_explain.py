"""`explain` finds every kind of id and shows what the row rests on."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from made_up_rows import observation, tables, whole
from rich.console import Console

from extractors._document import Page, Span
from pipeline.errors import RowNotFoundError
from pipeline.publishing.publish import files_of, publish
from pipeline.reading.extract import Signal
from pipeline.using.explain import find, show
from pipeline.views import all_datasets

READ = replace(
    whole(), signals=(Signal("time_ambiguous", "Two readings.", None, 3, 20, "gemeente Waterdam"),)
)
TABLES = tables(READ)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    publish(files_of([TABLES], all_datasets()), folder)
    return folder


def shown(row_id: str, out: Path) -> str:
    printed = io.StringIO()
    show(find(row_id, out), Console(file=printed, width=200))
    return printed.getvalue()


@pytest.mark.parametrize(
    ("dataset", "key", "says"),
    [
        ("documents", "document_id", "Prestatieafspraken"),
        ("observations", "observation_id", "bouwt in 2024 [[25 woningen]]."),
        ("commitments", "commitment_id", "[[Alle partijen overleggen voor 1 juli 2024.]]"),
        ("deadlines", "deadline_id", "overleggen [[voor 1 juli 2024]]."),
        ("parties", "party_id", "corporation"),
        ("issues", "issue_id", "De [[gemeente Waterdam]] bouwt"),
    ],
)
def test_every_kind_of_id(dataset: str, key: str, says: str, out: Path) -> None:
    row_id = TABLES[dataset].column(key)[TABLES[dataset].num_rows - 1].as_py()
    text = shown(row_id, out)
    assert text.startswith(dataset)
    assert row_id in text
    assert says in text


def test_it_tells_the_rule_and_the_place(out: Path) -> None:
    text = shown(TABLES["observations"].column("observation_id")[0].as_py(), out)
    assert "observations of a.txt" in text
    assert "characters 35 to 46" in text
    assert "Read by rule made_up, confidence 1.00" in text


def test_it_lists_what_refers_to_the_row(out: Path) -> None:
    row = TABLES["commitments"].to_pylist()[0]
    text = shown(row["commitment_id"], out)
    assert "deadlines.commitment_id" in text
    assert "voor 1 juli 2024" in text
    assert "responsibilities.commitment_id" in text
    assert "alle partijen" in text


def test_page_and_box_are_shown_where_there_is_a_layout(tmp_path: Path) -> None:
    read = whole()
    pages = (Page(7, Span(0, len(read.text))),)
    box = {"page": 7, "bbox": (10.0, 20.5, 30.0, 40.0)}
    numbers = tuple(replace(row, **box) for row in read.rows["observations"])
    found = tables(replace(read, pages=pages, rows=read.rows | {"observations": numbers}))
    publish(files_of([found], all_datasets()), tmp_path)
    text = shown(numbers[0].observation_id, tmp_path)
    assert "page 7" in text
    assert "box 10.0, 20.5, 30.0, 40.0 pt" in text


def test_an_unknown_id(out: Path) -> None:
    with pytest.raises(RowNotFoundError, match="has the id 'zzz'"):
        find("zzz", out)


def test_square_brackets_of_the_text_are_no_markup(tmp_path: Path) -> None:
    """Rich would read '[bold]' in a document as a command."""
    text = "In [bold]Waterdam[/bold] 25 woningen."
    read = replace(whole(), text=text, pages=(Page(None, Span(0, len(text))),), rows={})
    from made_up_rows import document

    doc = document(text, read.source.document_id)
    row: Any = observation(doc)
    publish(files_of([tables(replace(read, rows={"observations": (row,)}))], all_datasets()), tmp_path)
    assert "In [bold]Waterdam[/bold] [[25 woningen]]." in shown(row.observation_id, tmp_path)


def test_rows_without_a_document_are_found(tmp_path: Path) -> None:
    found = tables(READ, problems=("line 2: no file",))
    assert isinstance(found["issues"], pa.Table)
    publish(files_of([found], all_datasets()), tmp_path)
    lost = [row for row in found["issues"].to_pylist() if row["document_id"] is None]
    assert "line 2: no file" in shown(lost[0]["issue_id"], tmp_path)
