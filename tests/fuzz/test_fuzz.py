"""Broken files, by the hundred: whatever they hold, a run goes on and says what became of them.

The cases are numbered: the same number is the same file, on every machine. `make fuzz` reads 2,400 of
them, or as many as FUZZ_CASES says.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random
from zipfile import BadZipFile

import pandas as pd
import pytest
from typer.testing import CliRunner

from pipeline.__main__ import app
from pipeline.assembling.corrections import read_corrections
from pipeline.datasets.catalogue import datasets
from pipeline.reading.isolation import EndedError, Limits, call, end_readers
from pipeline.sources.inventory import read_inventory
from tests.fuzz import mutations
from tests.fuzz.examine import faults_of
from tests.fuzz.seeds import seeds

CASES = int(os.environ.get("FUZZ_CASES", "24"))
TABLE_CASES = 4 * CASES  # of the tables that users write, which are read in milliseconds
IN_A_RUN = CASES // 4
LIMITS = Limits(seconds=120)
SEEDS = seeds()
MOST_AT_ONCE = 3  # things that happen to one file


@pytest.fixture(autouse=True, scope="module")
def _no_reader_is_left() -> Iterator[None]:
    yield
    end_readers()


def broken_file(case: int) -> tuple[str, bytes]:
    """A file that something happened to: its name and its bytes."""
    random = Random(case)
    name = [*SEEDS][case % len(SEEDS)]
    return name, broken(SEEDS[name], mutations.BY_ENDING[Path(name).suffix], random)


def broken(raw: bytes, ways: tuple[mutations.Mutation, ...], random: Random) -> bytes:
    for _ in range(random.randint(1, MOST_AT_ONCE)):
        way = random.choice(ways)
        try:
            raw = way(raw, random) or raw
        except (ValueError, KeyError, LookupError, OSError, NotImplementedError, EOFError, BadZipFile):
            return raw  # too broken by now for this to happen to it
    return raw


@pytest.mark.parametrize("first", range(0, CASES, 12))
def test_a_broken_file_is_read_as_well_as_can_be_or_named(first: int, tmp_path: Path) -> None:
    for case in range(first, min(first + 12, CASES)):
        folder = tmp_path / str(case)
        folder.mkdir()
        name, raw = broken_file(case)
        (folder / name).write_bytes(raw)
        assert _faults_of(folder) == [], f"case {case}"


def _faults_of(folder: Path) -> list[str]:
    try:
        return call(LIMITS, faults_of, folder)
    except EndedError:  # a run lists it with that reason, and goes on
        return []


def test_a_folder_of_broken_files_is_published(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    for case in range(IN_A_RUN):
        name, content = broken_file(case)
        (raw / f"{case} {name}").write_bytes(content)
    out = tmp_path / "out"
    done = CliRunner().invoke(app, ["run", str(raw), "--out", str(out), "--max-seconds", "120"])
    assert done.exit_code == 0 or "gates" in done.output, done.output[-2000:]  # most of it may have failed
    assert "Traceback" not in done.output
    assert str(tmp_path / "raw") not in done.output
    if done.exit_code == 0:
        documents = pd.read_parquet(out / "latest/documents.parquet")
        listed = {*documents["path"], *(path for paths in documents["other_paths"] for path in paths)}
        assert listed == {each.name for each in raw.iterdir()}


INVENTORY = b"path,municipality,corporation,year\na.txt,Waterdam,Welbouw | De Sluis,2025\nb.txt,,,2026\n"
CORRECTIONS = (
    b"row_id,path,page,quote,column,was,now,who,why\n"
    b"0123456789abcdef,a.txt,,25 woningen,value_min,25,30,JV,typed over\n"
    b",a.txt,1,voor 1 juli,ends_on,2025-07-01,2025-06-30,JV,\n"
)


def test_no_inventory_stops_a_run(tmp_path: Path) -> None:
    for case in range(TABLE_CASES):
        (tmp_path / "metadata.csv").write_bytes(broken(INVENTORY, mutations.CSV, Random(case)))
        read = read_inventory(tmp_path, ["a.txt", "b.txt"])
        assert set(read.entries) <= {"a.txt", "b.txt"}, case
        assert all("\n" not in each and str(tmp_path) not in each for each in read.problems), case


def test_no_corrections_stop_a_run(tmp_path: Path) -> None:
    empty = {name: dataset.table(()) for name, dataset in datasets().items()}
    for case in range(TABLE_CASES):
        (tmp_path / "corrections.csv").write_bytes(broken(CORRECTIONS, mutations.CSV, Random(case)))
        read = read_corrections(tmp_path)
        issues = read.applied_to(empty)["issues"].to_pylist()
        assert len(issues) == len(read.lines) + len(read.problems), case  # no row is there to be changed
        assert all("\n" not in each["message"] for each in issues), case


def test_the_same_case_is_the_same_file() -> None:
    assert [broken_file(case) for case in range(12)] == [broken_file(case) for case in range(12)]
