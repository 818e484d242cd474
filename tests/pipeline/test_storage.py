"""URLs in place of folders: one seam for every store, secrets that never show, faults that are sentences."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import fsspec
import pytest
from typer.testing import CliRunner

from pipeline.__main__ import app
from pipeline.errors import Exit, LockedError, OutputUnusableError, UsageError
from pipeline.kept.cache import Cache
from pipeline.publishing import publish, records, snapshots
from pipeline.publishing.records import Run
from pipeline.sources import digests as digests_module
from pipeline.sources.digests import Digests, kept_digests
from pipeline.sources.files import find_files, group_by_content
from pipeline.storage import lease, store
from pipeline.storage.lock import only_one
from pipeline.storage.places import (
    Listed,
    StoreError,
    Url,
    about,
    files_beneath,
    lies_in,
    path_in,
    place,
    sha256_of,
    without_secrets,
)

PACKAGED = '{"resources": [{"path": "a.parquet", "hash": "sha256:%s", "bytes": 1}]}'
NUMBERS = count()


@pytest.fixture
def url() -> Url:
    """A place of its own in a store that lives in this process."""
    found = place(f"memory://test-{next(NUMBERS)}")
    assert isinstance(found, Url)
    return found


def snapshot(content: str) -> dict[str, bytes]:
    """Files whose data package tells their hashes, as every snapshot has them."""
    import hashlib

    package = PACKAGED % hashlib.sha256(content.encode()).hexdigest()
    return {"datapackage.json": package.encode(), "a.parquet": content.encode(), "views/b.parquet": b"2"}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("data/raw", Path("data/raw")),
        ("file:///data/raw", Path("/data/raw")),  # a folder, with all that folders can
        ("C:\\agreements", Path("C:\\agreements")),  # a drive is no scheme
        ("s3:folder", Path("s3:folder")),
        ("memory://a/b/", Url("memory://a/b")),
    ],
)
def test_a_path_is_a_path_and_a_url_a_url(written: str, expected: object) -> None:
    assert place(written) == expected


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("s3://AKIA:geheim@bucket/raw", "s3://bucket/raw: passwords and keys come from the environment"),
        ("https://host/raw?sig=geheim", "https://host/raw: passwords and keys come from"),  # a signed address
        ("nowhere://x", "nowhere://x cannot be used: Protocol not known: nowhere"),
    ],
)
def test_what_can_never_be_used_is_said_without_its_secret(written: str, told: str) -> None:
    with pytest.raises(UsageError, match=told.replace("?", r"\?")) as fault:
        place(written)
    assert "geheim" not in str(fault.value)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("no route to ftp://me:geheim@host/x", "no route to ftp://host/x"),
        ("at 'https://host/x?X-Amz-Signature=geheim'", "at 'https://host/x'"),
        ("me@host asked at 12:30?", "me@host asked at 12:30?"),  # no address
    ],
)
def test_no_message_holds_a_secret(said: str, expected: str) -> None:
    assert without_secrets(said) == expected


def test_a_url_is_read_and_written_like_a_path(url: Url) -> None:
    file = url / "sub/a.txt"
    assert (file.name, file.suffix, file.parent, str(file)) == (
        "a.txt",
        ".txt",
        url / "sub",
        f"{url}/sub/a.txt",
    )
    assert not url.exists()
    file.write_bytes("één".encode())
    assert (file.read_text(), file.is_file(), url.is_dir(), file.is_dir()) == ("één", True, True, False)
    assert [path_in(url, each) for each in files_beneath(url)] == ["sub/a.txt"]
    assert about(file).size_bytes == 5
    assert b"".join(file.blocks()) == file.read_bytes()
    with pytest.raises(FileExistsError):
        file.create(b"again")
    file.unlink()
    file.unlink(missing_ok=True)
    with pytest.raises(FileNotFoundError):
        file.unlink()
    assert url.beneath() == []


def test_a_large_object_is_hashed_in_blocks(
    url: Url, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (url / "a").write_bytes(b"0123456789")
    (tmp_path / "a").write_bytes(b"0123456789")
    monkeypatch.setattr("pipeline.storage.places._BLOCK_BYTES", 4)
    (listed,) = url.beneath()
    assert [*listed.blocks()] == [b"0123", b"4567", b"89"]
    assert sha256_of(listed) == sha256_of(tmp_path / "a")


@pytest.mark.parametrize(
    ("inner", "outer", "expected"),
    [
        ("memory://a/b", "memory://a", True),
        ("memory://a", "memory://a", True),
        ("memory://ab", "memory://a", False),  # begins alike and lies beside it
        ("memory://a", "a", False),
        ("a/b", "a", True),
    ],
)
def test_what_lies_in_what(inner: str, outer: str, expected: bool) -> None:
    assert lies_in(place(inner), place(outer)) is expected


def test_whatever_a_store_raises_is_one_sentence(url: Url, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each library has faults of its own, and some are no OSError."""

    def broken(*_: object, **__: object) -> bytes:
        raise ValueError("cannot reach\nhttps://me:geheim@host/x?key=geheim")

    monkeypatch.setattr(fsspec.get_filesystem_class("memory"), "cat_file", broken)
    with pytest.raises(StoreError) as fault:
        url.read_bytes()
    assert str(fault.value) == f"{url}: cannot reach https://host/x"
    assert (fault.value.errno, fault.value.exit_code) == (errno.EIO, Exit.OUTPUT_UNUSABLE)


def test_a_fault_of_many_lines_is_cut(url: Url, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> bytes:
        raise ValueError("not there\n" + "<xml>" * 1000)

    monkeypatch.setattr(fsspec.get_filesystem_class("memory"), "cat_file", broken)
    with pytest.raises(StoreError) as fault:
        url.read_bytes()
    assert len(str(fault.value)) < 300


def test_files_are_found_by_their_published_paths(url: Url) -> None:
    for name in ("b.txt", "sub/a.txt", ".hidden.txt", ".git/config", "metadata.csv"):
        (url / name).write_bytes(b"same")
    found = find_files(url)
    assert [*found] == ["b.txt", "sub/a.txt"]
    (source,) = group_by_content(found)
    assert (source.path, source.other_paths, source.size_bytes) == ("b.txt", ("sub/a.txt",), 4)


def test_an_object_is_read_again_only_where_its_store_says_it_changed(url: Url) -> None:
    (url / "a.txt").write_bytes(b"one")
    cache = Cache(url / "cache")
    first = Listed(3, 1.0, '"tag-1"')
    digests = Digests()
    told = digests.of("a.txt", Url(f"{url}/a.txt", first))
    digests.keep(cache, url)
    (url / "a.txt").write_bytes(b"two")
    again = kept_digests(cache, url)
    assert again.of("a.txt", Url(f"{url}/a.txt", first)) == told
    again.keep(cache, url)
    assert kept_digests(cache, url).known == digests.seen, "a run that sees one file forgets no other"
    for listed in (Listed(3, 1.0, '"tag-2"'), Listed(3, 2.0, '"tag-1"'), Listed(3, 1.0, None)):
        assert kept_digests(cache, url).of("a.txt", Url(f"{url}/a.txt", listed)) != told


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are opened to be hashed."""
    names = list[str]()

    def noted(file: Path) -> str:
        names.append(file.name)
        return sha256_of(file)

    monkeypatch.setattr(digests_module, "sha256_of", noted)
    return names


def _rewritten(file: Path) -> None:
    """Other bytes, as many as before, under the times of before: as `cp -p` may do it."""
    before = file.stat()
    file.write_bytes(b"two")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def _replaced(file: Path) -> None:
    other = file.with_name("other")
    other.write_bytes(b"two")
    os.replace(other, file)


@pytest.mark.parametrize(
    ("change", "opened"),
    [
        (lambda _: None, False),
        (_rewritten, True),
        (_replaced, True),
        (lambda file: file.write_bytes(b"longer"), True),
        (lambda file: os.utime(file), True),
    ],
)
def test_a_file_is_hashed_again_only_where_the_disk_says_it_changed(
    change: Callable[[Path], object],
    opened: bool,
    hashed: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(digests_module, "RESTED_SECONDS", 0.0)
    raw, cache = tmp_path / "raw", Cache(tmp_path / "cache")
    raw.mkdir()
    for name in ("a.txt", "b.txt"):
        (raw / name).write_bytes(b"one")
    time.sleep(0.05)  # longer than a tick of the disk
    for night in range(2):
        digests = kept_digests(cache, raw)
        for name in ("a.txt", "b.txt"):
            assert digests.of(name, raw / name) == sha256_of(raw / name)
        digests.keep(cache, raw)
        if night == 0:
            hashed.clear()
            change(raw / "a.txt")
            time.sleep(0.05)
    assert hashed == (["a.txt"] if opened else [])


def test_what_was_written_a_moment_ago_is_hashed_again(hashed: list[str], tmp_path: Path) -> None:
    """Within a tick of the clock bytes may change and no time with them."""
    cache = Cache(tmp_path / "cache")
    (tmp_path / "a.txt").write_bytes(b"one")
    for _ in range(2):
        digests = kept_digests(cache, tmp_path)
        digests.of("a.txt", tmp_path / "a.txt")
        digests.keep(cache, tmp_path)
    assert hashed == ["a.txt"] * 2


def test_a_fresh_run_hashes_every_file(
    hashed: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests_module, "RESTED_SECONDS", -1.0)
    (tmp_path / "a.txt").write_bytes(b"one")
    for is_fresh in (False, False, True):
        cache = Cache(tmp_path / "cache", is_fresh)
        digests = kept_digests(cache, tmp_path)
        digests.of("a.txt", tmp_path / "a.txt")
        digests.keep(cache, tmp_path)
    assert hashed == ["a.txt"] * 2


def test_the_cache_under_a_url_keeps_limits_and_prunes(url: Url) -> None:
    cache = Cache(url)
    for key in ("old", "used", "new"):
        cache.put("rows", key, b"content of " + key.encode())
    assert cache.get("rows", "old") == b"content of old"
    size = cache.sizes()["rows"][1] // 3
    cache.set_limit(2 * size + 5)
    assert cache.is_full()
    cache.prune(used={"rows": ["old", "used"]})
    assert [key for key in ("old", "used", "new") if cache.has("rows", key)] == ["old", "used"]


def test_wherever_writing_stops_the_pointer_names_a_whole_snapshot(
    url: Url, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every single write is the last one once; the next run clears up and publishes."""
    publish.publish(snapshot("0"), url)
    write = Url.write_bytes
    stopped = 0
    for last in range(1, 20):
        left = iter(range(last))

        def until(self: Url, content: bytes, left: Iterator[int] = left) -> None:
            if next(left, None) is None:
                raise StoreError(errno.EIO, "gone", str(self))
            write(self, content)

        with monkeypatch.context() as patch:
            patch.setattr(Url, "write_bytes", until)
            try:
                publish.publish(snapshot(str(last % 10)), url)
            except OutputUnusableError:
                stopped += 1
        latest = publish.published(url)
        assert latest is not None
        assert (latest / "views/b.parquet").read_bytes() == b"2"
        publish.clean(url)
        left_over = {path_in(url, each).split("/")[1] for each in (url / "snapshots").beneath()}
        assert left_over == {each.name for each in snapshots.in_order(url / "snapshots")}
    assert stopped == 4  # three files before the pointer's own, and its snapshot's time


def test_a_snapshot_that_was_changed_is_not_published_again(url: Url) -> None:
    (publish.publish(snapshot("1"), url) / "a.parquet").write_bytes(b"edited")
    with pytest.raises(OutputUnusableError, match="was changed after it was published"):
        publish.publish(snapshot("1"), url)


def test_a_pointer_of_somebody_else_is_left_alone(url: Url) -> None:
    (url / "latest.json").write_bytes(b"mine")
    with pytest.raises(OutputUnusableError, match="is not the pointer that afspraken writes"):
        publish.publish(snapshot("1"), url)


def test_old_snapshots_go_and_the_published_one_stays(url: Url, monkeypatch: pytest.MonkeyPatch) -> None:
    first = publish.publish(snapshot("0"), url)
    for number in range(1, 5):
        publish.publish(snapshot(str(number)), url)
    publish.point(url, first)
    (url / "diffs" / f"x-{first.name}" / "changes.md").write_bytes(b"kept")
    (url / "diffs/x-gone/changes.md").write_bytes(b"goes with its snapshot")
    monkeypatch.setattr(snapshots, "KEPT_LAST", 2)
    assert len(snapshots.prune(url)) == 3
    assert first in snapshots.in_order(url / "snapshots")
    assert [path_in(url, each) for each in (url / "diffs").beneath()] == [f"diffs/x-{first.name}/changes.md"]


def test_records_are_kept_and_found(url: Url) -> None:
    for outcome in ("published", "failed"):
        records.keep(Run(outcome=outcome), url)  # type: ignore[arg-type]
    assert [run.outcome for run in records.runs(url)] == ["failed", "published"]
    assert records.last_good(url) is not None


def test_two_runs_do_not_meet(url: Url, monkeypatch: pytest.MonkeyPatch) -> None:
    with only_one(url):
        monkeypatch.setattr(lease, "_OURS", "another process")
        with pytest.raises(LockedError, match=r"is in use by process \d+ on .* since .* UTC"), only_one(url):
            pass
        with pytest.raises(LockedError, match=r"taken over by process \d+"):
            store.point(url, publish.keep(snapshot("1"), url / "snapshots").name)
        monkeypatch.undo()
    with only_one(url):
        pass
    assert not (url / ".lock").exists()


def test_the_lease_of_a_dead_run_runs_out(url: Url, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "SECONDS", -1.0)  # nobody renews it
    lease._take(url, "a run that was killed")
    monkeypatch.undo()
    with only_one(url):
        assert [each.name for each in (url / ".lock").beneath()] == ["00000002"]


def test_a_lease_is_renewed_and_one_taken_over_is_left_alone(
    url: Url, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "SECONDS", 0.1)
    with only_one(url):
        (mine,) = (url / ".lock").beneath()
        first = lease._read(mine)
        assert first is not None
        while (now := lease._read(mine)) and now.until == first.until:
            pass
        mine.write_bytes(b'{"holder": "process 7", "token": "theirs", "until": 9e9}')
        with pytest.raises(LockedError, match="taken over by process 7"):
            lease.ensure_ours(url)
    assert mine.is_file()


@pytest.mark.parametrize("command", [["explain", "x"], ["review", "data/raw"], ["schedule", "data/raw"]])
def test_a_command_that_needs_a_folder_says_so(command: list[str]) -> None:
    ran = CliRunner().invoke(app, [*command, "--out", "memory://x"])
    assert ran.exit_code == Exit.USAGE
    assert "needs a folder on this machine; copy memory://x to one" in ran.output
