"""Nights from and to a real server that speaks S3: the bytes of a folder, also after runs were killed."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import announced_run
import fsspec
import pytest
from object_store import SECRET, a_bucket
from typer.testing import CliRunner

import pipeline
from pipeline.__main__ import app
from pipeline.errors import Exit
from pipeline.publishing import publish
from pipeline.publishing.records import Run, runs
from pipeline.publishing.snapshots import in_order
from pipeline.run import Wish, run
from pipeline.storage.places import Url, files_beneath, path_in, place
from pipeline.storage.writing import write_in_one_step

TEXT = (
    "Prestatieafspraken 2024 gemeente Waterdam\n\n1. Bouwen\n\n"
    "- De gemeente Waterdam levert voor 1 juli 2024 een plan op voor wijk {0}.\n"
    "- Woningcorporatie Woonkring bouwt in 2024 {0} sociale huurwoningen.\n"
)
PATHS = ("a.txt", "b.txt", "sub/c.txt", "sub/d [e].txt")  # brackets are letters, no pattern


def fill(raw: Path | Url) -> None:
    """With the user's own tables, which are read from where the agreements are."""
    for number, path in enumerate(PATHS):
        write_in_one_step(raw / path, TEXT.format(number + 10).encode())
    write_in_one_step(raw / "metadata.csv", b"path,licence\nb.txt,CC0\nno.txt,CC0\n")
    write_in_one_step(raw / "corrections.csv", b"path,quote,column,was,now\na.txt,nowhere,value_min,1,2\n")


def night(raw: Path | Url, out: Path | Url, **wishes: object) -> Run:
    return run(raw, out, Wish(workers=1, **wishes), lambda total: lambda one: None)  # type: ignore[arg-type]


def files_of(snapshot: Path | Url | None) -> dict[str, bytes]:
    assert snapshot is not None
    return {path_in(snapshot, file): file.read_bytes() for file in files_beneath(snapshot)}


@pytest.fixture(scope="module")
def raw(s3: str) -> Url:
    """Agreements in a bucket, and a night that published them beside."""
    found = place(f"{a_bucket()}/raw")
    assert isinstance(found, Url)
    fill(found)
    assert night(found, found.parent / "out").documents_read_anew == len(PATHS)
    return found


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same in folders."""
    folder = tmp_path_factory.mktemp("local")
    fill(folder / "raw")
    assert night(folder / "raw", folder / "out").documents_read_anew == len(PATHS)
    return folder / "out"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of all objects whose content was asked for."""
    urls: list[str] = []
    read = Url.read_bytes

    def listened(self: Url) -> bytes:
        urls.append(self.name)
        return read(self)

    monkeypatch.setattr(Url, "read_bytes", listened)
    return urls


def test_a_night_gives_the_bytes_of_a_folder(raw: Url, local: Path) -> None:
    fill(raw)
    night(raw, raw.parent / "out", accept="a test")  # whatever another test left there
    published, expected = publish.published(raw.parent / "out"), publish.published(local)
    assert files_of(published) == files_of(expected)
    assert expected is not None
    assert json.loads((raw.parent / "out/latest.json").read_text()) == {
        "snapshot": expected.name,
        "path": f"snapshots/{expected.name}",
    }


def test_only_what_changed_is_fetched_and_read_and_commands_tell_of_it(
    raw: Url, asked: list[str], tmp_path: Path
) -> None:
    out = raw.parent / "out"
    fill(raw)
    assert night(raw, out, accept="a test").documents_read_anew == 0
    asked.clear()
    assert night(raw, out).outcome == "unchanged"
    assert not set(asked) & {"a.txt", "b.txt", "c.txt"}, "tags tell that nothing changed"
    assert len(asked) < 15, asked
    (raw / "a.txt").write_bytes(TEXT.format(99).encode())
    assert night(raw, out, accept="a test").documents_read_anew == 1
    assert "a.txt" in asked
    assert "b.txt" not in asked
    for command, told in (
        (["run", str(raw), "--out", str(out)], f"Nothing has changed: {out}/snapshots/"),
        (["status", "--out", str(out)], "0 refused, 0 failed"),
        (["diff", "--out", str(out)], "# What changed"),
        (["cache", "--out", str(out)], f"in {out}/.cache"),
        (["export", "--to", "csv", "--file", str(tmp_path / "csv"), "--out", str(out)], "Written:"),
    ):
        ran = CliRunner().invoke(app, command)
        assert (ran.exit_code, told in ran.output) == (0, True), (command, ran.output)
    assert (tmp_path / "csv/deadlines.csv").is_file()


@pytest.mark.parametrize(
    ("bucket", "endpoint", "told"),
    [
        ("s3://not-there", None, "s3://not-there/out/.lock/00000001: The specified bucket does not exist"),
        (None, "http://127.0.0.1:9", "Could not connect to the endpoint URL"),
    ],
)
def test_a_store_that_does_not_answer_is_one_sentence(
    raw: Url, monkeypatch: pytest.MonkeyPatch, bucket: str | None, endpoint: str | None, told: str
) -> None:
    if endpoint:
        monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
        monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
        fsspec.get_filesystem_class("s3").clear_instance_cache()
    ran = CliRunner().invoke(app, ["run", str(raw), "--out", f"{bucket or raw.parent}/out"])
    fsspec.get_filesystem_class("s3").clear_instance_cache()
    assert ran.exit_code == Exit.OUTPUT_UNUSABLE, ran.output
    assert told in ran.output
    assert ran.output.count("\n") == 1
    assert SECRET not in ran.output


def test_credentials_are_in_nothing_that_is_written(raw: Url) -> None:
    kept = [file.read_bytes() for file in raw.parent.beneath()]
    assert len(kept) > 50
    assert not [content for content in kept if SECRET.encode() in content or b"AKIATEST" in content]


def is_whole(snapshot: Url) -> bool:
    """Whether every byte that the data package promises is there: fetched, not believed."""
    package = json.loads((snapshot / "datapackage.json").read_bytes())
    return all(
        each["hash"] == f"sha256:{hashlib.sha256((snapshot / each['path']).read_bytes()).hexdigest()}"
        for each in package["resources"]
    )


def test_killed_at_any_moment_the_pointer_names_a_whole_snapshot(raw: Url, local: Path) -> None:
    """Real runs are killed while they look, write and move the pointer; readers never see half of one."""
    out, moments = raw.parent / "out", random.Random(10)
    command = [sys.executable, str(Path(announced_run.__file__)), str(raw), str(out), "0.5"]
    path = {"PYTHONPATH": str(Path(pipeline.__path__[0]).parent)}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ | path
    ) as runner:
        assert runner.stdin
        assert runner.stdout
        for gone, doomed in zip(
            (*PATHS, None), ("writing", "swapping", "reading", "writing", None), strict=True
        ):
            fill(raw)
            if gone:  # never the same files twice, so that each run has something to publish
                (raw / gone).unlink()
            time.sleep(0.6)  # the lease of the run before has run out
            print(file=runner.stdin, flush=True)
            for process, phase, _ in map(str.split, runner.stdout):
                if phase == doomed:
                    time.sleep(moments.uniform(0, 0.15))
                    with suppress(ProcessLookupError):  # it may have been too quick for us
                        os.kill(int(process), signal.SIGKILL)
                if phase == "gone":
                    break
            latest = publish.published(out)
            assert isinstance(latest, Url)
            assert is_whole(latest)
        runner.stdin.close()
    assert next(runs(out)).outcome in ("published", "unchanged")
    assert files_of(latest) == files_of(publish.published(local)), "nothing was lost"
    left = {path_in(out, each).split("/")[1] for each in (out / "snapshots").beneath()}
    assert left == {each.name for each in in_order(out / "snapshots")}, "nothing is left half written"
