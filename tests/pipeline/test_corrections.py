"""Corrections: found by id or by words, applied or named as stale, never half."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import ROOT

from pipeline.assembling.corrections import NO_CORRECTIONS, correct, read_corrections
from pipeline.datasets.catalogue import datasets
from pipeline.datasets.correction_finder import Correction

PATH = "oosterlo-2025-2028.txt"
MAP = "De gemeente stelt uiterlijk 1 oktober 2025 het bestemmingsplan Molenkamp vast."


@pytest.fixture(scope="module")
def tables(samples: Path) -> dict[str, pa.Table]:
    return {name: pq.read_table(samples / f"{name}.parquet") for name in datasets()}


def rows(tables: dict[str, pa.Table], name: str, quote: str, **values: object) -> list[dict]:
    return [
        row
        for row in tables[name].to_pylist()
        if quote in row["quote"] and all(row[key] == value for key, value in values.items())
    ]


def line(
    column: str, was: str, now: str, quote: str = "", *, row_id: str = "", path: str = PATH
) -> Correction:
    return Correction(2, row_id, path, "", quote, column, was, now)


def use(tables: dict[str, pa.Table], *lines: Correction) -> tuple[dict[str, pa.Table], list[str]]:
    done, rejected = correct(tables, lines, datasets())
    return done, [each.message for each in rejected]


def test_a_number_is_found_by_its_words(tables: dict[str, pa.Table]) -> None:
    quote = rows(tables, "observations", "", raw="45 woningen")[0]["quote"]
    done, rejected = use(tables, line("value_min", "45", "54", quote), line("value_max", "45", "54", quote))
    assert not rejected
    (row,) = rows(done, "observations", "", value_min=54)
    assert row["corrected"] == ["value_max", "value_min"]
    assert done["observations"].num_rows == tables["observations"].num_rows
    assert done["observations"].schema.equals(tables["observations"].schema, check_metadata=True)


def test_a_number_is_found_by_its_id(tables: dict[str, pa.Table]) -> None:
    (row,) = rows(tables, "observations", "", raw="80 woningen")
    done, rejected = use(
        tables, line("project", "Schildersbuurt", "Bloemenbuurt", row_id=row["observation_id"])
    )
    assert not rejected
    assert rows(done, "observations", "", project="Bloemenbuurt", raw="80 woningen")


def test_the_words_find_a_row_whose_id_is_gone(tables: dict[str, pa.Table]) -> None:
    (row,) = rows(tables, "deadlines", "uiterlijk 1 oktober 2025")
    gone = line("ends_on", "2025-10-01", "2025-11-01", row["quote"], row_id="0123456789abcdef")
    done, rejected = use(tables, gone)
    assert not rejected
    assert rows(done, "deadlines", row["quote"], ends_on=date(2025, 11, 1))


def test_what_follows_from_a_date_follows(tables: dict[str, pa.Table]) -> None:
    (row,) = rows(tables, "deadlines", "uiterlijk 1 oktober 2025")
    done, _ = use(tables, line("ends_on", "1-10-2025", "1-11-2025", row_id=row["deadline_id"]))
    (new,) = rows(done, "deadlines", row["quote"], deadline_id=row["deadline_id"])
    assert new["due_on"] == date(2025, 11, 1)
    assert new["timex3"] is new["edtf"] is None


def test_another_party_brings_its_id(tables: dict[str, pa.Table]) -> None:
    (row,) = rows(
        tables,
        "responsibilities",
        "",
        party="gemeente Oosterlo",
        commitment_id=rows(tables, "commitments", MAP)[0]["commitment_id"],
    )
    done, rejected = use(
        tables, line("party", "gemeente Oosterlo", "alle partijen", row_id=row["commitment_id"])
    )
    assert not rejected
    new = rows(done, "responsibilities", "", commitment_id=row["commitment_id"])
    assert [(each["party"], each["party_id"]) for each in new] == [("alle partijen", "alle-partijen")]


def test_a_party_must_be_one_that_is_named(tables: dict[str, pa.Table]) -> None:
    (commitment,) = rows(tables, "commitments", MAP)
    wrong = line("party", "gemeente Oosterlo", "Nergens Wonen", row_id=commitment["commitment_id"])
    assert use(tables, wrong)[1] == ["no document names a party 'Nergens Wonen'."]


def test_a_document_is_corrected_by_its_path(tables: dict[str, pa.Table]) -> None:
    done, rejected = use(tables, line("period_end_year", "2028", "2029"))
    assert not rejected
    (row,) = (row for row in done["documents"].to_pylist() if row["path"] == PATH)
    assert (row["period_end_year"], row["corrected"]) == (2029, ["period_end_year"])


def test_a_later_line_sees_what_an_earlier_one_changed(tables: dict[str, pa.Table]) -> None:
    done, rejected = use(
        tables, line("period_end_year", "2028", "2029"), line("period_end_year", "2029", "2030")
    )
    assert not rejected
    assert 2030 in done["documents"]["period_end_year"].to_pylist()


@pytest.mark.parametrize(
    ("correction", "says"),
    [
        (line("period_end_year", "2027", "2029"), "stale: period_end_year is '2028', not '2027'"),
        (line("kind", "deliver", "research", "Deze woorden staan nergens."), "stale: no row"),
        (line("kind", "deliver", "bouwen", MAP), "'bouwen' is none of"),  # outside the vocabulary
        (line("kinds", "deliver", "other", MAP), "no dataset has a column 'kinds'"),
        (line("quote", MAP, "iets anders", MAP), "that can be corrected"),  # evidence is no matter of opinion
        (line("commitment_id", "a", "b", MAP), "that can be corrected"),
        (line("period_end_year", "2028", "2020"), "period_start_year"),  # would end before it starts
        (line("period_end_year", "2028", "later"), "'later' is no number"),
        (line("title", "x", "y", path="nergens.txt"), "stale: no row of nergens.txt"),
    ],
)
def test_what_cannot_be_used_is_named_and_changes_nothing(
    tables: dict[str, pa.Table], correction: Correction, says: str
) -> None:
    done, rejected = use(tables, correction)
    assert len(rejected) == 1
    assert says in rejected[0]
    assert all(done[name].equals(table) for name, table in tables.items())


def test_several_rows_that_fit_are_left_alone(tables: dict[str, pa.Table]) -> None:
    quote = next(row["quote"] for row in tables["observations"].to_pylist() if row["table_id"])
    twins = [row for row in tables["observations"].to_pylist() if row["quote"] == quote]
    path = {row["document_id"]: row["path"] for row in tables["documents"].to_pylist()}
    same = line("indicator", twins[0]["indicator"], "other", quote, path=path[twins[0]["document_id"]])
    _, rejected = use(tables, same)
    assert (len(twins) == 1) == (not rejected)


def test_lines_that_only_together_make_sense_are_taken_together(tables: dict[str, pa.Table]) -> None:
    quote = rows(tables, "observations", "", raw="95 woningen")[0]["quote"]
    up = [line("value_min", "95", "200", quote), line("value_max", "95", "210", quote)]
    done, rejected = use(tables, *up, line("qualifier", "exact", "range", "elders"))
    assert rows(done, "observations", "", value_min=200, value_max=210)
    assert len(rejected) == 1


@pytest.mark.parametrize(
    ("content", "lines", "problems"),
    [
        ("row_id;path;page;quote;column;was;now;who;why\n;a.txt;;woorden;year;2024;2025;ik;typefout\n", 1, 0),
        (
            '\ufeffpath,quote,column,was,now\na.txt,"een, twee",year,,2025\n\n',
            1,
            0,
        ),  # BOM, commas, blank line
        ("path;column\n", 0, 1),  # columns are missing
    ],
)
def test_the_file_as_spreadsheets_write_it(tmp_path: Path, content: str, lines: int, problems: int) -> None:
    (tmp_path / "corrections.csv").write_text(content)
    read = read_corrections(tmp_path)
    assert (len(read.lines), len(read.problems)) == (lines, problems)


def test_no_file_no_corrections(tmp_path: Path) -> None:
    assert read_corrections(tmp_path) == NO_CORRECTIONS


def night(raw: Path, out: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline", "run", str(raw), "--out", str(out), "--workers", "1"]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT)


def test_corrections_survive_a_file_that_is_saved_again(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    agreement = (ROOT / "data/raw" / PATH).read_text()
    (raw / PATH).write_text(agreement)
    assert night(raw, out).returncode == 0
    before = pq.read_table(out / "latest/deadlines.parquet").to_pylist()
    (row,) = (row for row in before if row["expression"] == "uiterlijk 1 oktober 2025")
    table = (
        "row_id;path;page;quote;column;was;now;who;why",
        f"{row['deadline_id']};{PATH};;{row['quote']};ends_on;2025-10-01;2025-11-01;ik;typefout",
        f";{PATH};;;period_end_year;2031;2032;ik;",  # the document never said so
    )
    (raw / "corrections.csv").write_text("\n".join(table))
    for text in (agreement, "Voorwoord\n\n" + agreement):  # the second has other bytes, and other ids
        (raw / PATH).write_text(text)
        assert night(raw, out).returncode == 0
        (new,) = (
            row
            for row in pq.read_table(out / "latest/deadlines.parquet").to_pylist()
            if row["expression"] == "uiterlijk 1 oktober 2025"
        )
        assert (new["ends_on"], new["corrected"]) == (date(2025, 11, 1), ["ends_on"])
        issues = pq.read_table(out / "latest/issues.parquet").to_pylist()
        (unused,) = (row for row in issues if row["code"] == "correction_unused")
        assert unused["message"].startswith("corrections.csv line 3: stale: period_end_year is '2028'")
    assert "Nothing has changed" in night(raw, out).stdout
