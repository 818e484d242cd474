"""Which files are documents, under which names, and which are copies of each other."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from rich.console import Console

from pipeline.commands.progress import _files
from pipeline.errors import NothingToReadError
from pipeline.ingest import IngestError, read
from pipeline.sources.files import find_files, group_by_content


def put(folder: Path, *names: str, content: bytes = b"x") -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["b.txt", "a.md"], ["a.md", "b.txt"]),  # in order of their paths
        (["x/y/z.txt", "x/a.txt"], ["x/a.txt", "x/y/z.txt"]),  # subfolders
        ([".hidden.txt", ".git/config", "a.txt"], ["a.txt"]),  # hidden files and folders
        (["metadata.csv", "a.txt"], ["a.txt"]),  # the inventory
        (["x/metadata.csv"], ["x/metadata.csv"]),  # only RAW's own is the inventory
        (["a.pdf", "b", "c.xyz"], ["a.pdf", "b", "c.xyz"]),  # kinds without a reader are documents too
        (["Súdwest ‘24’ – 🏠.txt", "a b.txt"], ["Súdwest ‘24’ – 🏠.txt", "a b.txt"]),
    ],
)
def test_finds(tmp_path: Path, names: list[str], expected: list[str]) -> None:
    put(tmp_path, *names)
    assert sorted(find_files(tmp_path)) == sorted(expected)
    assert list(find_files(tmp_path)) == sorted(expected)


def test_a_name_that_is_not_utf8_is_published_in_ascii(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        put(tmp_path, name)
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    assert list(find_files(tmp_path)) == ["caf\\xe9.txt"]


def test_linked_folders_are_read_once_even_in_a_circle(tmp_path: Path) -> None:
    put(tmp_path / "elsewhere", "a.txt")
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere/back").symlink_to(raw)
    assert list(find_files(raw)) == ["link/a.txt"]


@pytest.mark.parametrize(("make", "says"), [("nothing", "does not exist"), ("file", "is not a folder")])
def test_no_folder_to_read(tmp_path: Path, make: str, says: str) -> None:
    raw = tmp_path / "raw"
    if make == "file":
        raw.write_text("x")
    with pytest.raises(NothingToReadError, match=says):
        find_files(raw)


def test_a_folder_with_only_hidden_files_holds_nothing(tmp_path: Path) -> None:
    put(tmp_path, ".gitkeep", "metadata.csv")
    with pytest.raises(NothingToReadError, match="holds no files"):
        find_files(tmp_path)


def test_copies_are_one_source_under_the_first_path(tmp_path: Path) -> None:
    put(tmp_path, "z/a.txt", "b.md", "a copy.txt")
    put(tmp_path, "other.txt", content=b"y")
    first, second = group_by_content(find_files(tmp_path))
    assert (first.path, first.other_paths) == ("a copy.txt", ("b.md", "z/a.txt"))
    assert (second.path, second.other_paths, second.size_bytes) == ("other.txt", (), 1)
    assert first.document_id == first.sha256[:16] != second.document_id


def test_what_cannot_be_opened_is_a_source_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "broken.txt").symlink_to(tmp_path / "gone")
    os.mkfifo(tmp_path / "pipe.txt")  # reading it would wait for ever
    broken, pipe = group_by_content(find_files(tmp_path))
    assert broken.unreadable
    assert pipe.unreadable
    assert broken.sha256 is None
    assert broken.document_id != pipe.document_id


@pytest.mark.parametrize(
    ("name", "kind", "shown"),
    [
        ("a.doc", "application/msword", "Word 97 (.doc)"),
        ("a.DOCX", None, "Word (.docx)"),
        ("a.xlsx", None, "Excel (.xlsx)"),
        ("a.msg", "application/vnd.ms-outlook", "Outlook (.msg)"),
        ("a.zip", "application/zip", "application/zip"),
        ("a.html", "text/html", "text/html"),
        ("scan.png", "image/png", "image/png"),
        ("a", "application/octet-stream", "unknown"),
    ],
)
def test_kinds_are_named_by_the_name_of_the_file(
    name: str, kind: str | None, shown: str, tmp_path: Path
) -> None:
    put(tmp_path, name)
    (source,) = group_by_content(find_files(tmp_path))
    assert kind is None or source.media_type == kind
    printed = io.StringIO()
    Console(file=printed, width=60).print(_files({source.media_type: {"failed": 1}}))
    assert shown in printed.getvalue()


@pytest.mark.parametrize(
    ("name", "says"), [("brief.DOC", "no reader for .doc files"), ("brief", "no reader for files without an")]
)
def test_what_has_no_reader_says_what_to_do(name: str, says: str, tmp_path: Path) -> None:
    put(tmp_path, name)
    with pytest.raises(IngestError, match=f"{says}.*convert {name} to .pdf, .docx, .txt or .md"):
        read(tmp_path / name)
