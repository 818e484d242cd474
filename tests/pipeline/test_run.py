"""The whole way on the command line: what is published, what is said, and the exit codes."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import hostile
import made_up_rows
import pandas as pd
import pytest
from typer.testing import CliRunner, Result

import pipeline.reading.extract
import pipeline.reading.workers
from extractors import discover
from pipeline import run as pipeline_run
from pipeline.__main__ import app
from pipeline.assembling import bundles
from pipeline.datasets.catalogue import datasets
from pipeline.errors import Exit
from pipeline.reading import isolation
from pipeline.reading.parts import joined
from pipeline.reading.settings import Settings
from pipeline.reading.workers import read_one

TEXT = "Prestatieafspraken 2024\n\nDe gemeente Waterdam bouwt in 2024 25 woningen.\n"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT)
    return folder


@pytest.fixture(autouse=True)
def _simple_extractors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Extractors without rules of their own: these tests are about the way, not about reading."""
    made = {
        name: SimpleNamespace(Row=each.Row, extract=lambda document: iter(()))
        for name, each in discover().items()
    }
    made["document_facts"].extract = lambda document: iter([made_up_rows.facts(document)])
    made["observations"].extract = _one_observation
    monkeypatch.setattr(pipeline.reading.extract, "discover", lambda: made)
    # In this process, which alone has these extractors.
    monkeypatch.setattr(pipeline.reading.workers, "call", lambda limits, function, *given: function(*given))


def _one_observation(document: Any) -> Any:
    if "25 woningen" in document.text:
        yield made_up_rows.observation(document)


def afspraken(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def snapshot_bytes(out: Path) -> dict[str, bytes]:
    latest = out / "latest"
    return {str(file.relative_to(latest)): file.read_bytes() for file in latest.rglob("*") if file.is_file()}


def test_a_folder_in_datasets_out(raw: Path, tmp_path: Path) -> None:
    result = afspraken("run", raw, "--out", tmp_path / "out")
    assert result.exit_code == Exit.OK, result.output
    numbers = pd.read_parquet(tmp_path / "out/latest/observations.parquet")
    assert numbers[["value_min", "year", "quote"]].to_numpy().tolist() == [[25.0, 2024, "25 woningen"]]
    homes = tmp_path / "out/latest/views/new_builds.parquet"
    assert duckdb.sql(f"SELECT municipality, year, value_min FROM '{homes}'").fetchall() == [
        ("Waterdam", 2024, 25.0)
    ]


def test_the_summary_counts_files_rows_and_issues(raw: Path, tmp_path: Path) -> None:
    (raw / "empty.txt").write_text("")
    result = afspraken("run", raw, "--out", tmp_path / "out")
    lines = [line.split() for line in result.stdout.splitlines()]
    assert ["text/plain", "1", "0", "1"] in lines
    assert ["observations", "1"] in lines
    assert "1 error" in result.stdout
    assert "empty.txt" in result.stdout
    assert "snapshots/" in result.stdout
    assert "1/2 a.txt" in result.stderr  # no terminal: plain lines


NOT_READ = ("brief.doc", "stukken.zip", "bericht.msg")


def test_every_file_is_accounted_for_whatever_it_is(raw: Path, tmp_path: Path) -> None:
    names = [
        "empty.txt",
        "scan.pdf",
        "notes.docx",
        "no ending",
        "x/y/deep.md",
        "copy of a.txt",
        "Súdwest 🏠.txt",
        *NOT_READ,
    ]
    (raw / "x/y").mkdir(parents=True)
    for name in names:
        (raw / name).write_text(TEXT if "copy" in name else "" if "empty" in name else f"Tekst over {name}.")
    (raw / "latin.txt").write_bytes("Prijsontwikkeling in cafés en hofjes.".encode("cp1252"))
    done = afspraken("run", raw, "--out", tmp_path / "out", "--accept", "a test of what is listed")
    assert done.exit_code == Exit.OK
    for kind, name in zip(
        (r"Word 97 \(\.doc\)", "application/zip", r"Outlook \(\.msg\)"), NOT_READ, strict=True
    ):
        assert re.search(rf"{kind}\s+0\s+0\s+1", done.output), "counted by kind"
        assert f"convert {name} to" in done.output
    documents = pd.read_parquet(tmp_path / "out/latest/documents.parquet").set_index("path")
    listed = {*documents.index, *(copy for copies in documents["other_paths"] for copy in copies)}
    assert listed == {"a.txt", "latin.txt", *names}
    failed = documents[documents["outcome"] == "failed"]
    assert set(failed.index) == {"empty.txt", "scan.pdf", "notes.docx", "no ending", *NOT_READ}
    assert failed["failure"].notna().all()
    issues = pd.read_parquet(tmp_path / "out/latest/issues.parquet")
    assert set(issues.loc[issues["severity"] == "error", "path"]) == set(failed.index)
    texts = pd.read_parquet(tmp_path / "out/latest/texts.parquet")
    assert "Prijsontwikkeling in cafés en hofjes." in " ".join(texts["text"])


def test_a_run_of_only_failures_is_published(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/empty.txt").write_text("")
    assert afspraken("run", tmp_path / "raw", "--out", tmp_path / "out").exit_code == Exit.OK
    assert len(pd.read_parquet(tmp_path / "out/latest/documents.parquet")) == 1


def test_the_inventory_reaches_the_documents(raw: Path, tmp_path: Path) -> None:
    (raw / "metadata.csv").write_text("path;source_url;colour\na.txt;https://x.example;red\ngone.txt;;\n")
    assert afspraken("run", raw, "--out", tmp_path / "out").exit_code == Exit.OK
    (document,) = pd.read_parquet(tmp_path / "out/latest/documents.parquet").to_dict("records")
    assert (document["path"], document["source_url"]) == ("a.txt", "https://x.example")
    issues = pd.read_parquet(tmp_path / "out/latest/issues.parquet")
    assert issues["message"].tolist() == ["metadata.csv line 3: no file 'gone.txt'; the line was not used."]


def test_a_limit_does_not_make_the_inventory_wrong(raw: Path, tmp_path: Path) -> None:
    (raw / "b.txt").write_text("Meer.")
    (raw / "metadata.csv").write_text("path,year\na.txt,2024\nb.txt,2024\n")
    result = afspraken("run", raw, "--out", tmp_path / "out", "--limit", 1)
    assert "Only the first 1 of 2 files" in result.stdout
    assert len(pd.read_parquet(tmp_path / "out/latest/documents.parquet")) == 1
    assert len(pd.read_parquet(tmp_path / "out/latest/issues.parquet")) == 0


def test_a_dry_run_writes_nothing(raw: Path, tmp_path: Path) -> None:
    result = afspraken("run", raw, "--out", tmp_path / "out", "--dry-run")
    assert result.exit_code == Exit.OK
    assert "nothing published" in result.stdout
    assert not (tmp_path / "out").exists()


def test_the_same_input_gives_the_same_snapshot(raw: Path, tmp_path: Path) -> None:
    afspraken("run", raw, "--out", tmp_path / "one")
    afspraken("run", raw, "--out", tmp_path / "two")
    afspraken("run", raw, "--out", tmp_path / "two")
    assert snapshot_bytes(tmp_path / "one") == snapshot_bytes(tmp_path / "two")
    assert len(list((tmp_path / "two/snapshots").iterdir())) == 1
    again = afspraken("run", raw, "--out", tmp_path / "two")
    assert "Nothing has changed" in again.stdout
    assert "observations" in again.stdout  # the counts are told all the same


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("run", "{tmp}/gone", "--out", "{tmp}/out"), Exit.NOTHING_TO_READ, "does not exist"),
        (("run", "{tmp}/raw/a.txt", "--out", "{tmp}/out"), Exit.NOTHING_TO_READ, "is not a folder"),
        (("run", "{tmp}/void", "--out", "{tmp}/out"), Exit.NOTHING_TO_READ, "holds no files"),
        (("run", "{tmp}/raw", "--out", "{tmp}/raw/out"), Exit.USAGE, "lies inside"),
        (("run", "{tmp}/raw"), Exit.USAGE, "--out"),
        (("run", "{tmp}/raw", "--out", "{tmp}/out", "--workers", "0"), Exit.USAGE, "workers"),
        (("run", "{tmp}/raw", "--out", "{tmp}/raw/a.txt/out"), Exit.USAGE, "lies inside"),
        (("run", "{tmp}/raw", "--out", "{tmp}/file"), Exit.OUTPUT_UNUSABLE, "cannot be written"),
        (("run", "{tmp}/raw", "--out", "/proc/nowhere"), Exit.OUTPUT_UNUSABLE, "cannot be written"),
        (("explain", "x", "--out", "{tmp}/out"), Exit.OUTPUT_UNUSABLE, "no published datasets"),
        (("fly",), Exit.USAGE, "fly"),
    ],
)
def test_errors_of_the_user(
    raw: Path, tmp_path: Path, arguments: tuple[str, ...], code: Exit, says: str
) -> None:
    (tmp_path / "void").mkdir()
    (tmp_path / "file").write_text("in the way")
    result = afspraken(*(argument.replace("{tmp}", str(tmp_path)) for argument in arguments))
    assert result.exit_code == code, result.output
    assert says in result.stderr
    assert "Traceback" not in result.stderr


def test_a_failed_check_leaves_latest_as_it_was(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    afspraken("run", raw, "--out", out)
    before = snapshot_bytes(out)
    (raw / "a.txt").write_text(TEXT + "Meer.\n")
    monkeypatch.setattr(bundles, "joined", _with_a_wrong_quote)
    result = afspraken("run", raw, "--out", out)
    assert result.exit_code == Exit.CHECKS_FAILED
    assert "The checks failed (1 in observations); nothing was published" in result.stderr
    assert "the quote does not stand at" in result.stderr
    assert snapshot_bytes(out) == before
    assert len(list((out / "snapshots").iterdir())) == 1


def _with_a_wrong_quote(*arguments: Any) -> Any:
    tables = joined(*arguments)
    rows = tables["observations"].to_pylist()
    rows[0]["quote"] = "26 woningen"
    return tables | {"observations": datasets()["observations"].table(rows)}


def _with_words_for_a_number(*arguments: Any) -> Any:
    tables = joined(*arguments)
    rows = tables["observations"].to_pylist()
    rows[0]["value_min"] = "25"
    return tables | {"observations": datasets()["observations"].table(rows)}


def test_a_value_that_fits_no_column_leaves_latest_as_it_was(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundles, "joined", _with_words_for_a_number)
    result = afspraken("run", raw, "--out", tmp_path / "out")
    assert result.exit_code == Exit.CHECKS_FAILED
    assert "observations.value_min" in result.stderr
    assert not (tmp_path / "out/latest").is_symlink()


def test_an_extractor_that_errs_costs_its_row_and_not_the_night(raw: Path, tmp_path: Path) -> None:
    pipeline.reading.extract.discover()["observations"].extract = lambda document: iter(
        [made_up_rows.observation(document, quote="26 woningen")]
    )
    result = afspraken("run", raw, "--out", tmp_path / "out")
    assert result.exit_code == Exit.OK
    assert "1 error" in result.stdout
    assert len(pd.read_parquet(tmp_path / "out/latest/observations.parquet")) == 0
    assert pd.read_parquet(tmp_path / "out/latest/documents.parquet")["outcome"].tolist() == ["partial"]


def test_a_fault_of_ours_says_so(raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr(pipeline_run, "whole_of", crash)
    result = afspraken("run", raw, "--out", tmp_path / "out")
    assert result.exit_code == Exit.INTERNAL
    assert "a fault in afspraken itself (ZeroDivisionError: oops)" in result.stderr


@pytest.mark.parametrize("command", [[], ["run"], ["explain"], ["schema"]])
def test_help_is_enough(command: list[str]) -> None:
    result = afspraken(*command, "--help")
    assert result.exit_code == Exit.OK
    if command != ["schema"]:
        for code in Exit:
            assert f"{code.value}  {code.meaning}" in result.stdout


def test_every_option_of_every_command_is_described() -> None:
    from typer.main import get_command

    for command in get_command(app).commands.values():  # type: ignore[attr-defined]
        assert command.help
        for parameter in command.params:
            assert getattr(parameter, "help", None), f"{command.name} {parameter.name}"


def test_schema_prints_the_dictionary() -> None:
    assert "## deadlines" in afspraken("schema").stdout
    assert '"deadlines": {' in afspraken("schema", "--json").stdout


def test_help_needs_no_heavy_library() -> None:
    code = "import sys, pipeline.__main__; print({'pandas', 'pyarrow', 'spacy'} & {*sys.modules})"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ran.stdout.strip() == "set()"


def test_any_number_of_workers_gives_the_same(raw: Path, tmp_path: Path) -> None:
    for name in "bcdef":
        (raw / f"{name}.txt").write_text(TEXT + name)
    command = [sys.executable, "-m", "pipeline", "run", str(raw), "--out"]
    for workers in ("1", "2"):
        ran = subprocess.run(
            [*command, str(tmp_path / workers), "--workers", workers], capture_output=True, text=True
        )
        assert ran.returncode == 0, ran.stderr
    assert snapshot_bytes(tmp_path / "1") == snapshot_bytes(tmp_path / "2")


def test_what_breaks_its_reader_costs_itself_alone(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(20):
        (raw / f"{number}.txt").write_text(f"{TEXT}{number}")
    for name in ("bomb", "crash", "hang"):
        (raw / f"{name}.txt").write_text(TEXT + name)
    monkeypatch.setattr(pipeline.reading.workers, "call", isolation.call)
    monkeypatch.setattr(pipeline.reading.workers, "read_one", hostile.read_or_break)
    limits = isolation.Limits(seconds=20, memory_mb=800)
    wish = pipeline_run.Wish(workers=2, settings=Settings(limits=limits))
    out = raw.parent / "out"
    started = time.monotonic()
    first = pipeline_run.run(raw, out, wish, lambda total: lambda one: None)
    assert time.monotonic() - started < limits.seconds + 60
    assert first.counts.documents == {"text/plain": {"failed": 3, "ok": 21}}
    documents = pd.read_parquet(out / "latest/documents.parquet")
    failures = documents[documents["outcome"] == "failed"].set_index("path")["failure"]
    assert failures.str.split("; ").str[0].to_dict() == {
        "bomb.txt": "bomb.txt cannot be read: reading it took more than 800 MB of memory",
        "crash.txt": "crash.txt cannot be read: its reader crashed (SIGSEGV)",
        "hang.txt": "hang.txt cannot be read: reading it took longer than 20 seconds",
    }
    (raw / "new.txt").write_text(f"{TEXT}new")
    second = pipeline_run.run(raw, out, wish, lambda total: lambda one: None)
    assert second.documents_read_anew == 1, "what failed under these limits is not tried again"
    wider = pipeline_run.Wish(settings=Settings(limits=isolation.Limits(seconds=60, memory_mb=800)))
    monkeypatch.setattr(pipeline.reading.workers, "read_one", read_one)
    third = pipeline_run.run(raw, out, wider, lambda total: lambda one: None)
    assert third.documents_read_anew == 25
    assert third.counts.documents == {"text/plain": {"ok": 25}}
