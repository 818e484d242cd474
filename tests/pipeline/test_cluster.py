"""A real Dask cluster of two workers: the bytes of one process, whichever worker dies, and clear ends."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import deadly
import pandas as pd
import pytest
from object_store import a_bucket
from typer.testing import CliRunner

from pipeline.__main__ import app
from pipeline.errors import ClusterError, Exit
from pipeline.publishing.publish import published
from pipeline.publishing.records import Run
from pipeline.reading import cluster
from pipeline.reading.workers import Told
from pipeline.run import Start, Wish, run
from pipeline.storage.places import Place, files_beneath, path_in, place
from pipeline.storage.writing import write_in_one_step

if TYPE_CHECKING:
    from distributed import LocalCluster

TEXT = (
    "Prestatieafspraken 2024 gemeente Waterdam\n\n1. Bouwen\n\n"
    "- De gemeente Waterdam levert voor 1 juli 2024 een plan op voor wijk {0}.\n"
    "- Woningcorporatie Woonkring bouwt in 2024 {0} sociale huurwoningen.\n"
)


@pytest.fixture(scope="module")
def dask(s3: str) -> Iterator[LocalCluster]:
    """Two workers, each a process that is replaced when it dies; a task may take two of them down.

    What they need to reach the store stands in their environment.
    """
    distributed = pytest.importorskip("distributed")
    import dask

    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0"
        ) as found,
    ):
        yield found


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("raw")
    for number in range(6):
        (folder / f"{number}.txt").write_text(TEXT.format(number + 10))
    return folder


@pytest.fixture(scope="module")
def alone(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one process publishes."""
    out = tmp_path_factory.mktemp("alone")
    night(raw, out, workers=1)
    return out


def night(raw: Place, out: Place, start: Start = lambda total: lambda one: None, **wishes: object) -> Run:
    return run(raw, out, Wish(**wishes), start)  # type: ignore[arg-type]


def files_of(out: Place) -> dict[str, bytes]:
    latest = published(out)
    assert latest is not None
    return {path_in(latest, file): file.read_bytes() for file in files_beneath(latest)}


def test_one_process_two_processes_and_a_cluster_that_loses_a_worker_give_the_same_bytes(
    raw: Path, alone: Path, dask: LocalCluster, tmp_path: Path
) -> None:
    """The cluster reads from an object store, keeps and publishes there."""
    night(raw, tmp_path / "two", workers=2)
    bucket = a_bucket()
    for file in raw.iterdir():
        write_in_one_step(place(f"{bucket}/raw/{file.name}"), file.read_bytes())
    told: list[Told] = []

    def kill_one(one: Told) -> None:
        """In the middle: its worker has others of the six in hand or before it."""
        told.append(one)
        if len(told) == 2:
            os.kill(next(iter(dask.workers.values())).pid, signal.SIGKILL)

    out = place(f"{bucket}/out")
    done = night(place(f"{bucket}/raw"), out, lambda total: kill_one, dask=dask.scheduler_address)
    assert (done.outcome, done.documents_read_anew) == ("published", 6)
    assert sorted(one.path for one in told) == [f"{number}.txt" for number in range(6)]
    assert files_of(out) == files_of(tmp_path / "two") == files_of(alone)
    nothing_to_read = night(place(f"{bucket}/raw"), out, dask="tcp://127.0.0.1:9")
    assert nothing_to_read.outcome == "unchanged", "no cluster is asked for where there is nothing to read"


def test_a_document_that_kills_its_worker_is_named_and_the_others_are_read(
    raw: Path, alone: Path, dask: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "raw"
    folder.mkdir()
    for name in ("0.txt", "1.txt"):
        (folder / name).write_bytes((raw / name).read_bytes())
    (folder / deadly.DEADLY).write_text(TEXT.format(99))
    monkeypatch.setattr(cluster, "read_there", deadly.read_there)
    monkeypatch.chdir(tmp_path)  # workers stand in another folder
    wish = {"dask": dask.scheduler_address, "cache": alone / ".cache"}
    done = night(Path("raw"), Path("out"), fresh=True, **wish)
    documents = pd.read_parquet(tmp_path / "out/latest/documents.parquet").set_index("path")
    assert documents["outcome"].to_dict() == {"0.txt": "ok", "1.txt": "ok", deadly.DEADLY: "failed"}
    assert documents.loc[deadly.DEADLY, "failure"].startswith(
        "deadly.txt cannot be read: every worker of the cluster that read it went down; "
    )
    assert done.counts.failures == [documents.loc[deadly.DEADLY, "failure"]]
    assert night(Path("raw"), Path("out"), **wish).outcome == "unchanged", "it is not tried for ever"


def test_a_worker_with_other_code_refuses(
    raw: Path, dask: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "own_code", lambda: "that of another version")
    with pytest.raises(
        ClusterError, match=r"The worker tcp://\S+ has other code, libraries, Python or tesseract"
    ):
        night(raw, tmp_path, dask=dask.scheduler_address)
    assert not (tmp_path / "latest").exists()


def test_a_cache_that_workers_do_not_reach_is_told(
    raw: Path, alone: Path, dask: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here they write into another folder of this name: that of their own machine."""
    elsewhere = cluster._from_anywhere
    monkeypatch.setattr(
        cluster,
        "_from_anywhere",
        lambda task: cluster.replace(
            elsewhere(task), cache=cluster.replace(task.cache, folder=alone / ".cache")
        ),
    )
    with pytest.raises(ClusterError, match=r"its workers do not write into \S+; give --cache what all reach"):
        night(raw, tmp_path, dask=dask.scheduler_address)


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--dask", "tcp://127.0.0.1:9"], Exit.CLUSTER, "No Dask scheduler answers at tcp://127.0.0.1:9"),
        (["--dask", "nowhere://x"], Exit.CLUSTER, "No Dask scheduler answers at nowhere://x"),
        (["--dask", "tcp://127.0.0.1:9", "--workers", "2"], Exit.USAGE, "give one of them"),
    ],
)
def test_a_cluster_that_is_not_there_is_one_sentence(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: Exit, told: str
) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(cluster, "CONNECTING_SECONDS", 0.5)
    ran = CliRunner().invoke(app, ["run", str(raw), "--out", str(tmp_path), *arguments])
    assert (ran.exit_code, told in ran.output) == (code, True), ran.output


def test_without_the_extra_the_command_says_which(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    ran = CliRunner().invoke(app, ["run", str(raw), "--out", str(tmp_path), "--dask", "tcp://127.0.0.1:9"])
    assert (ran.exit_code, "pip install 'afspraken[dask]'" in ran.output) == (Exit.USAGE, True), ran.output


def test_a_cluster_without_workers_is_not_waited_for_for_ever(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    distributed = pytest.importorskip("distributed")
    monkeypatch.setattr(cluster, "PATIENCE_SECONDS", 0.1)
    monkeypatch.setattr(cluster, "_LOOKING_SECONDS", 0.2)
    with (
        distributed.LocalCluster(n_workers=0, processes=False, dashboard_address=":0") as empty,
        pytest.raises(ClusterError, match="it has had no workers for"),
    ):
        night(raw, tmp_path, dask=empty.scheduler_address)
