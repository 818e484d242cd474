"""A document through ingest and the extractors: whatever goes wrong costs that document or dataset only."""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import made_up_rows
import pytest

import pipeline.ingest
from extractors import discover
from extractors._document import Document, PlacedBox, Span, Unread, Word, Words
from pipeline.errors import OutputUnusableError
from pipeline.kept.cache import Cache
from pipeline.kept.values import Kept
from pipeline.reading.extract import Signal, extract, extract_document
from pipeline.reading.parts import issue
from pipeline.sources.files import Source, find_files, group_by_content


def file_source(folder: Path, name: str, content: bytes) -> Source:
    (folder / name).write_bytes(content)
    sha256 = hashlib.sha256(content).hexdigest()
    return replace(made_up_rows.source(), file=folder / name, path=name, sha256=sha256)


def extractor(*found: object, fault: Exception | None = None) -> Any:
    def read(document: Document) -> Iterator[object]:
        yield from found
        if fault:
            raise fault

    return SimpleNamespace(extract=read)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.txt", b"", "file_empty"),
        ("a.txt", b" \n\t\n", "file_empty"),
        ("a.pdf", b"%PDF-1.7", "file_unreadable"),
        ("no ending", b"words", "file_kind_unknown"),
    ],
)
def test_what_cannot_be_read_fails_with_its_own_code(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    found = extract(file_source(tmp_path, name, content))
    assert [signal.code for signal in found.signals] == [code]
    assert found.failure == found.signals[0].message
    assert str(tmp_path) not in found.failure


def test_a_reader_that_crashes_is_a_failed_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(path: Path, most_pages: int) -> None:
        raise ValueError(f"odd\nbytes in {path} of <object at 0x7f00aa>")

    monkeypatch.setattr(pipeline.ingest, "read", crash)
    found = extract(file_source(tmp_path, "a.txt", b"words"))
    assert found.failure == (
        "a.txt cannot be read: its reader stumbled over it (odd bytes in a.txt of <object>); "
        "save it again with another program."
    )
    assert found.signals[0].code == "file_unreadable"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("nieuwe\nregel.pdf", "nieuwe\\nregel.pdf is damaged"),
        ("\x1b[31mrood.pdf", "\\x1b[31mrood.pdf is damaged"),  # would colour the rest of a terminal
        ("\u202efdp.exe.pdf", "\\u202efdp.exe.pdf is damaged"),  # would turn the line round
        (os.fsdecode(b"caf\xe9.pdf"), "caf\\xe9.pdf is damaged"),  # named as it is published
        ("café €.pdf", "café €.pdf is damaged"),
    ],
)
def test_a_failure_is_one_line_whatever_the_file_is_called(tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / name).write_bytes(b"%PDF-1.7")
    (source,) = group_by_content(find_files(tmp_path))
    assert (extract(source).failure or "").startswith(told)


def test_a_message_that_quotes_lines_is_one_line() -> None:
    quoting = {"one": extractor(Unread("time_ambiguous", "'vanaf\n2026' has two readings"))}
    found = extract_document(made_up_rows.document(), made_up_rows.source(), quoting)
    assert [signal.message for signal in found.signals] == ["'vanaf 2026' has two readings"]


def test_a_cache_that_cannot_be_written_is_no_fault_of_the_document(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("in the way")
    kept = Kept(Cache(tmp_path / "cache"), "abc", {})
    with pytest.raises(OutputUnusableError):
        extract(file_source(tmp_path, "a.txt", b"words"), kept=kept)


def test_a_file_that_changes_while_it_is_read_is_not_published_under_the_wrong_id(tmp_path: Path) -> None:
    source = file_source(tmp_path, "a.txt", b"words")
    (tmp_path / "a.txt").write_bytes(b"other words")
    assert "changed while it was read" in str(extract(source).failure)


def test_a_page_that_the_machine_lost_is_read_again_and_then_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = file_source(tmp_path, "a.txt", b"words")
    whole = replace(made_up_rows.document(), document_id=source.document_id)
    lost = Unread("page_without_text", "page 1: OCR took too long", page=1, may_pass=True)
    nights = iter([replace(whole, unread=(lost,)), whole])
    monkeypatch.setattr(pipeline.ingest, "read", lambda path, most_pages: next(nights))
    kept = Kept(Cache(tmp_path / "cache"), "abc", {name: f"abc{name}" for name in discover()})
    found = [extract(source, kept=kept) for _ in range(3)]
    assert [each.may_pass for each in found] == [True, False, False]
    assert [any(s.code == lost.code for s in each.signals) for each in found] == [True, False, False]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    source = file_source(tmp_path, "a.txt", b"words")
    (tmp_path / "a.txt").chmod(0)
    assert extract(source).failure


def test_a_shortage_of_memory_is_for_whoever_set_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    greedy = {"greedy": extractor(fault=MemoryError())}
    with pytest.raises(MemoryError):
        extract_document(made_up_rows.document(), made_up_rows.source(), greedy)

    def starve(path: Path, most_pages: int) -> None:
        raise MemoryError

    monkeypatch.setattr(pipeline.ingest, "read", starve)
    with pytest.raises(MemoryError):
        extract(file_source(tmp_path, "a.txt", b"words"))


def test_an_extractor_that_stops_is_one_issue_and_gives_no_rows() -> None:
    doc = made_up_rows.document()
    row = made_up_rows.observation(doc)
    extractors = {
        "good": extractor(row),
        "bad": extractor(row, fault=KeyError("kolom")),
        "todo": extractor(fault=NotImplementedError()),
    }
    found = extract_document(doc, made_up_rows.source(), extractors)
    assert found.rows == {"good": (row,)}
    assert found.failure is None
    assert [signal.message for signal in found.signals] == [
        "bad stopped: KeyError 'kolom'.",
        "todo stopped: NotImplementedError.",
    ]


def test_what_was_left_unread_is_told_once_with_its_words() -> None:
    doc = made_up_rows.document()
    unread = Unread("time_ambiguous", "two readings", Span(3, 20))
    found = extract_document(doc, made_up_rows.source(), {"one": extractor(unread), "two": extractor(unread)})
    assert found.signals == (Signal("time_ambiguous", "two readings", None, 3, 20, "gemeente Waterdam"),)


def test_the_words_of_an_issue_are_placed_on_the_page_line_by_line() -> None:
    boxes = [(10.0, 20.0, 60.0, 30.0), (62.0, 20.0, 90.0, 30.0), (10.0, 32.0, 50.0, 42.0)]
    spans = [Span(3, 11), Span(12, 20), Span(21, 25)]
    words = Words.of(Word(span, 1, box) for span, box in zip(spans, boxes, strict=True))
    doc = replace(made_up_rows.document(), words=words)
    unread = Unread("time_ambiguous", "two readings", Span(3, 25))
    found = extract_document(doc, made_up_rows.source(), {"one": extractor(unread)})
    lines = [PlacedBox(1, (10.0, 20.0, 90.0, 30.0)), PlacedBox(1, (10.0, 32.0, 50.0, 42.0))]
    assert found.signals[0].boxes == tuple(lines)
    assert issue(found.signals[0])["boxes"][1] == {"page": 1, "bbox": [10.0, 32.0, 50.0, 42.0]}


def test_what_was_read_can_be_sent_between_processes() -> None:
    read = made_up_rows.whole()
    assert pickle.loads(pickle.dumps(read)) == read
