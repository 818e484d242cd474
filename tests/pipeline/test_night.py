"""Nights one can sleep through: what changed is read, a killed run loses nothing, two do not meet."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import pairwise
from pathlib import Path

import announced_run
import pytest
from announced_run import PHASES

import extractors
import pipeline
from pipeline.assembling import gathering, made_of
from pipeline.errors import Exit, LockedError, NothingToReadError, OutputUnusableError
from pipeline.kept.cache import Cache
from pipeline.publishing import publish
from pipeline.publishing.records import Run, last_good, runs
from pipeline.run import Wish, run
from pipeline.storage import disk
from pipeline.storage.lock import only_one

TEXT = (
    "Prestatieafspraken 2024 gemeente Waterdam\n\n1. Bouwen\n\n"
    "- De gemeente Waterdam levert voor 1 juli 2024 een plan op voor wijk {0}.\n"
    "- Woningcorporatie Woonkring bouwt in 2024 {0} sociale huurwoningen.\n"
)
DOCUMENTS = 12


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    for number in range(DOCUMENTS):
        (folder / f"{number:02}.txt").write_text(TEXT.format(number + 10))
    return folder


def night(raw: Path, out: Path, **wishes: object) -> Run:
    return run(raw, out, Wish(workers=2, **wishes), lambda total: lambda one: None)  # type: ignore[arg-type]


def snapshot_bytes(out: Path) -> dict[str, bytes]:
    latest = out / "latest"
    return {str(file.relative_to(latest)): file.read_bytes() for file in latest.rglob("*") if file.is_file()}


def test_only_what_changed_is_read_and_the_bytes_are_those_of_a_fresh_run(raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert night(raw, out).documents_read_anew == DOCUMENTS
    first = snapshot_bytes(out)
    again = night(raw, out)
    assert (again.outcome, again.documents_read_anew) == ("unchanged", 0)
    assert night(raw, out, fresh=True).documents_read_anew == DOCUMENTS
    assert snapshot_bytes(out) == first

    (raw / "00.txt").write_text(TEXT.format(99))
    (raw / "new.txt").write_text(TEXT.format(98))
    (raw / "01.txt").unlink()
    assert night(raw, out, accept="test").documents_read_anew == 2
    changed = snapshot_bytes(out)
    shutil.rmtree(out / ".cache")
    assert night(raw, tmp_path / "other").snapshot == (out / "latest").resolve().name
    assert snapshot_bytes(tmp_path / "other") == changed != first


def test_a_renamed_or_copied_file_is_not_read_again(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    night(raw, out)
    (raw / "00.txt").rename(raw / "renamed.txt")
    shutil.copy(raw / "01.txt", raw / "copy.txt")
    kept = {file for file in (out / ".cache").rglob("*") if file.is_file()}
    night(raw, out)
    new = {file.relative_to(out / ".cache").parts[0] for file in (out / ".cache").rglob("*") if file.is_file()
           and file not in kept}  # fmt: skip
    assert new == {"parts", "bundles", "nights"}
    import pandas as pd

    documents = pd.read_parquet(out / "latest/documents.parquet").set_index("path")
    assert "renamed.txt" in documents.index
    assert list(documents.loc["01.txt", "other_paths"]) == ["copy.txt"]


def test_one_changed_document_makes_one_bundle_anew(raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    night(raw, out)
    before = [*(out / ".cache/bundles").glob("*/*")]
    (raw / "00.txt").write_text(TEXT.format(99))
    night(raw, out)
    assert 1 <= len([*(out / ".cache/bundles").glob("*/*")]) - len(before) <= 2  # its id is another now


def test_of_the_neighbours_of_a_changed_document_nothing_is_opened(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (gathering, made_of):
        monkeypatch.setattr(module, "ALIKE", 0)  # all in one bundle
    for number in range(4, DOCUMENTS):
        (raw / f"{number:02}.txt").unlink()
    out = tmp_path / "out"
    night(raw, out)
    (raw / "00.txt").write_text(TEXT.format(99))
    opened, get = list[str](), Cache.get
    monkeypatch.setattr(Cache, "get", lambda cache, kind, key: opened.append(kind) or get(cache, kind, key))
    assert night(raw, out).documents_read_anew == 1
    assert opened.count("parts") == 2, "looked for, and taken when it was read"


def test_a_damaged_cache_costs_time_only(raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    night(raw, out)
    before = snapshot_bytes(out)
    files = sorted(file for file in (out / ".cache").rglob("*") if file.is_file())
    for number, file in enumerate(files):
        if number % 3 == 0:
            file.write_bytes(file.read_bytes()[: number % 60])
    (out / "run.json").unlink()
    shutil.rmtree(out / "runs")
    assert night(raw, out).outcome == "published"
    assert snapshot_bytes(out) == before


def test_a_snapshot_that_was_damaged_is_not_called_unchanged(raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    night(raw, out)
    with (out / "latest/deadlines.parquet").open("ab") as file:
        file.write(b"!")
    with pytest.raises(OutputUnusableError, match="was changed after it was published"):
        night(raw, out)


def test_one_changed_extractor_recomputes_its_rows_and_reads_no_file(raw: Path, tmp_path: Path) -> None:
    """Real runs of a copy of the project, whose `deadlines` is changed between them."""
    for package in (extractors, pipeline):
        folder = Path(package.__path__[0])
        shutil.copytree(folder, tmp_path / folder.name, ignore=shutil.ignore_patterns("__pycache__"))

    def kept_anew() -> dict[str, int]:
        before = {file for file in (tmp_path / "out/.cache").rglob("*") if file.is_file()}
        command = [sys.executable, "-m", "pipeline", "run", str(raw), "--out", "out", "--accept", "a test"]
        ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
        assert ran.returncode == 0, ran.stderr
        new = [file for file in (tmp_path / "out/.cache").rglob("*") if file.is_file() and file not in before]
        return {kind: sum(file.parts[-3] == kind for file in new) for kind in ("documents", "rows", "parts")}

    names = len(extractors.names())
    assert kept_anew() == {"documents": DOCUMENTS, "rows": names * DOCUMENTS, "parts": DOCUMENTS}
    with (tmp_path / "extractors/deadlines.py").open("a") as module:
        module.write("\n# another word\n")
    assert kept_anew() == {"documents": 0, "rows": DOCUMENTS, "parts": DOCUMENTS}


def test_two_runs_do_not_meet(tmp_path: Path) -> None:
    second = only_one(tmp_path)
    with only_one(tmp_path), pytest.raises(LockedError, match=f"in use by process {os.getpid()} on "):
        second.__enter__()
    with only_one(tmp_path):
        pass


def test_the_lock_of_a_dead_process_is_no_hindrance(raw: Path, tmp_path: Path) -> None:
    code = (
        "import os; from pathlib import Path; from pipeline.storage.lock import only_one;"
        "only_one(Path('out')).__enter__(); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=_with_project())
    assert (tmp_path / "out/.lock").read_text().startswith("process ")
    assert night(raw, tmp_path / "out").outcome == "published"


def test_a_second_run_says_who_is_at_work_and_leaves(raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with only_one(out):
        ran = _start(raw, out)
        _, said = ran.communicate()
    assert ran.returncode == Exit.LOCKED
    assert f"is in use by process {os.getpid()} on " in said.decode()


def test_a_disk_without_room_is_told_before_anything_is_written(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    night(raw, tmp_path / "out")
    before = snapshot_bytes(tmp_path / "out")
    (raw / "new.txt").write_text(TEXT.format(98))
    monkeypatch.setattr(disk, "SPARE_BYTES", 2**60)
    with pytest.raises(OutputUnusableError, match=r"MB free and .* MB are needed; nothing was published"):
        night(raw, tmp_path / "out")
    assert snapshot_bytes(tmp_path / "out") == before
    assert next(runs(tmp_path / "out")).outcome == "failed"


def test_a_disk_that_fills_up_is_nobody_elses_fault(raw: Path, tmp_path: Path) -> None:
    """A worker that cannot write stops the run; its document must not be kept as one that failed."""
    out = tmp_path / "out"
    out.mkdir()
    (out / ".cache").write_text("in the way")
    with pytest.raises(OutputUnusableError, match="cannot be written"):
        night(raw, out)
    (out / ".cache").unlink()
    assert night(raw, out).counts.documents == {"text/plain": {"ok": DOCUMENTS}}
    assert [each.outcome for each in runs(out)] == ["published", "failed"]


def test_a_folder_that_vanished_is_on_record(raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    night(raw, out)
    before = snapshot_bytes(out)
    raw.rename(tmp_path / "elsewhere")
    with pytest.raises(NothingToReadError):
        night(raw, out)
    assert next(runs(out)).exit_code == Exit.NOTHING_TO_READ
    assert snapshot_bytes(out) == before
    with pytest.raises(NothingToReadError):
        night(raw, tmp_path / "mistyped")
    assert not (tmp_path / "mistyped").exists()


def test_a_run_that_its_scheduler_ends_is_on_record(raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ran = _start(raw, out)
    while not [*(out / ".cache").glob("parts/*/*")] and ran.poll() is None:
        time.sleep(0.02)
    ran.terminate()
    ran.communicate()
    if ran.returncode:  # it may have been too quick for us
        assert ran.returncode == Exit.INTERRUPTED
        assert next(runs(out)).outcome == "failed"
    kept = sum(not file.name.startswith(".") for file in (out / ".cache/parts").glob("*/*"))
    after = night(raw, out)
    assert after.documents_read_anew == DOCUMENTS - kept, "the next run goes on where it was ended"
    assert after.outcome in ("published", "unchanged")
    assert after.counts.documents == {"text/plain": {"ok": DOCUMENTS}}, "what was in hand is no failure"


def _with_project() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(pipeline.__path__[0]).parent)}


def _start(raw: Path, out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "pipeline", "run", str(raw), "--out", str(out), "--workers", "2"]
    return subprocess.Popen(
        [*command, "--accept", "a test"],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        env=_with_project(),
    )


Events = Iterator[tuple[str, int, float]]  # phase, process, seconds of a clock


@contextmanager
def runs_on_demand(raw: Path, out: Path) -> Iterator[Callable[[], Events]]:
    """What starts a run and gives each phase as the run enters it, until its process is gone."""
    program = [sys.executable, str(Path(announced_run.__file__)), str(raw), str(out)]
    with subprocess.Popen(
        program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=_with_project()
    ) as runner:
        assert runner.stdin
        assert runner.stdout

        def one_run() -> Events:
            print(file=runner.stdin, flush=True)
            for process, phase, seconds in map(str.split, runner.stdout):
                yield phase, int(process), float(seconds)
                if phase == "gone":
                    return

        yield one_run


def test_killed_at_any_moment_latest_is_whole_and_nothing_is_lost(raw: Path, tmp_path: Path) -> None:
    """Thirty real runs are killed, in every phase; after each `latest` is one whole snapshot."""
    out, moments = tmp_path / "out", random.Random(7)
    optional = [raw / f"{number:02}.txt" for number in range(5)]
    with runs_on_demand(raw, out) as one_run:
        entered = {phase: seconds for phase, _, seconds in one_run()}
        lasts = {phase: end - start for (phase, start), (_, end) in pairwise(entered.items())}
        assert list(lasts)[: len(PHASES)] == list(PHASES)
        for number, doomed in enumerate(phase for phase in PHASES for _ in range(30 // len(PHASES))):
            for bit, file in enumerate(
                optional
            ):  # never the same set of files twice, so that each is published
                file.write_text(TEXT.format(10 + bit)) if number >> bit & 1 else file.unlink(missing_ok=True)
            if doomed == "reading":
                (raw / "11.txt").write_text(TEXT.format(100 + number))
            for phase, process, _ in one_run():
                if phase == doomed:
                    time.sleep(moments.uniform(0, lasts[doomed]))
                    with suppress(ProcessLookupError):  # it may have been too quick for us
                        os.kill(process, signal.SIGKILL)
            assert phase == "gone"
            latest = publish.published(out)
            assert latest is not None
            assert publish.is_whole(latest)
    assert night(raw, out, accept="a test").outcome in ("published", "unchanged")
    assert night(raw, tmp_path / "fresh").snapshot == (out / "latest").resolve().name
    assert snapshot_bytes(out) == snapshot_bytes(tmp_path / "fresh")
    assert not list(out.rglob(".unfinished-*"))
    assert last_good(out) is not None
