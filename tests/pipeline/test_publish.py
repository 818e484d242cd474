"""Snapshots: the same bytes for the same rows, and `latest` swapped whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from made_up_rows import extracted, tables, whole

from pipeline.errors import OutputUnusableError
from pipeline.publishing import publish
from pipeline.storage import disk
from pipeline.views import all_datasets

FILES = {"a.parquet": b"1", "views/b.parquet": b"2"}
OTHER = {"a.parquet": b"3", "views/b.parquet": b"2"}


def everything(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_latest_names_the_snapshot_by_a_relative_link(tmp_path: Path) -> None:
    snapshot = publish.publish(FILES, tmp_path / "out")
    latest = tmp_path / "out/latest"
    assert os.readlink(latest) == f"snapshots/{publish.snapshot_id(FILES)}"
    assert (latest / "views/b.parquet").read_bytes() == b"2"
    assert snapshot == latest.resolve()


def test_a_new_snapshot_leaves_the_old_one(tmp_path: Path) -> None:
    old, new = publish.publish(FILES, tmp_path), publish.publish(OTHER, tmp_path)
    assert (old / "a.parquet").read_bytes() == b"1"
    assert (tmp_path / "latest/a.parquet").read_bytes() == b"3"
    assert new == (tmp_path / "latest").resolve()


def test_a_snapshot_that_is_there_is_pointed_to_again(tmp_path: Path) -> None:
    first = publish.publish(FILES, tmp_path)
    publish.publish(OTHER, tmp_path)
    assert publish.publish(FILES, tmp_path) == first == (tmp_path / "latest").resolve()


def test_a_snapshot_that_somebody_changed_is_not_trusted(tmp_path: Path) -> None:
    (publish.publish(FILES, tmp_path) / "a.parquet").write_bytes(b"edited")
    publish.publish(OTHER, tmp_path)
    with pytest.raises(OutputUnusableError, match="was changed after it was published"):
        publish.publish(FILES, tmp_path)
    assert (tmp_path / "latest/a.parquet").read_bytes() == b"3"


@pytest.mark.parametrize("latest", ["folder", "file"])
def test_what_is_no_link_of_ours_is_left_alone(tmp_path: Path, latest: str) -> None:
    if latest == "folder":
        (tmp_path / "latest").mkdir()
    else:
        (tmp_path / "latest").write_text("mine")
    with pytest.raises(OutputUnusableError, match="move it away"):
        publish.publish(FILES, tmp_path)
    assert not (tmp_path / "snapshots").exists()


def test_a_link_to_nowhere_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "latest").symlink_to("snapshots/gone")
    publish.publish(FILES, tmp_path)
    assert (tmp_path / "latest/a.parquet").read_bytes() == b"1"


def test_a_file_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(OutputUnusableError, match="cannot be written"):
        publish.publish(FILES, tmp_path / "out")


@pytest.mark.parametrize("at", ["write", "point", "sync"])
def test_a_full_disk_leaves_latest_and_nothing_unfinished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    publish.publish(FILES, tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(disk, at, full)
    with pytest.raises(OutputUnusableError, match="No space left on device"):
        publish.publish(OTHER, tmp_path)
    assert (tmp_path / "latest/a.parquet").read_bytes() == b"1"
    assert not [path for path in everything(tmp_path) if ".unfinished" in path or "latest-" in path]


def test_what_a_killed_run_left_is_no_hindrance(tmp_path: Path) -> None:
    unfinished = tmp_path / "snapshots" / f".unfinished-{publish.snapshot_id(FILES)}"
    unfinished.mkdir(parents=True)
    (unfinished / "half.parquet").write_bytes(b"0")
    publish.publish(FILES, tmp_path)
    assert everything((tmp_path / "latest").resolve()) == ["a.parquet", "views/b.parquet"]


def test_other_users_may_read_what_is_published(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        snapshot = publish.publish(FILES, tmp_path)
    finally:
        os.umask(before)
    assert snapshot.stat().st_mode & 0o055 == 0o055
    assert (snapshot / "a.parquet").stat().st_mode & 0o044 == 0o044


def test_the_same_rows_give_the_same_bytes_in_whatever_order_they_come() -> None:
    one, other = whole("a.txt"), extracted("b.txt")
    files = [
        publish.files_of([tables(*read)], all_datasets())
        for read in ([one, other], [one, other], [other, one])
    ]
    assert files[0] == files[1] == files[2]


def test_the_id_is_of_paths_and_contents() -> None:
    assert publish.snapshot_id(FILES) == publish.snapshot_id(dict(reversed(FILES.items())))
    assert publish.snapshot_id(FILES) != publish.snapshot_id(OTHER)
    assert len(publish.snapshot_id(FILES)) == 12


def test_the_files_are_those_of_the_contract() -> None:
    files = set(publish.files_of([tables(whole())], all_datasets()))
    assert {"DICTIONARY.md", "datapackage.json", "documents.parquet", "views/new_builds.parquet"} <= files
    assert "document_facts.parquet" not in files
    assert "party_mentions.parquet" not in files
