"""What is kept between runs is believed only when it is whole, and never needed."""

from __future__ import annotations

import os
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from made_up_rows import document, extracted, observation, whole

from extractors import observations
from extractors._document import Cell, Document, Footnote, Span, Table, Unread, Word, Words
from pipeline.errors import OutputUnusableError
from pipeline.kept.cache import Cache
from pipeline.kept.values import Found, Kept
from pipeline.reading.parts import decode, encode, part_of


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def the_file(cache: Cache) -> Path:
    (file,) = (file for file in cache.folder.rglob("*") if file.is_file())
    return file


def test_what_was_kept_is_found(cache: Cache) -> None:
    assert cache.get("rows", "abc") is None
    cache.put("rows", "abc", b"words")
    assert cache.get("rows", "abc") == b"words"
    assert cache.get("parts", "abc") is None
    assert replace(cache, is_fresh=True).get("rows", "abc") is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[:-1],
        lambda content: content[:20],
        lambda content: content[:-3] + b"xyz",
        lambda content: b"afspraken cache 0\n" + content[18:],
        lambda content: zlib.compress(b"other words"),
    ],
)
def test_what_is_damaged_is_not_found(cache: Cache, damage: object) -> None:
    cache.put("rows", "abc", b"words" * 100)
    file = the_file(cache)
    file.write_bytes(damage(file.read_bytes()))  # type: ignore[operator]
    assert cache.get("rows", "abc") is None
    cache.put("rows", "abc", b"again")
    assert cache.get("rows", "abc") == b"again"


def test_what_was_used_longest_ago_is_pruned_first(cache: Cache) -> None:
    for age, key in enumerate(["newest", "newer", "old", "oldest"]):
        cache.put("rows", key, os.urandom(1000))
        os.utime(cache.folder / "rows" / key[:2] / key, (1e9 - age, 1e9 - age))
    assert cache.prune(2200, {"rows": ["oldest", "was never kept"]}) > 0
    assert [key for key in ("newest", "newer", "old", "oldest") if cache.has("rows", key)] == [
        "newest",
        "oldest",
    ]
    cache.set_limit(0)
    cache.prune()
    assert set(cache.sizes().values()) == {(0, 0)}


def test_a_cache_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputUnusableError, match="cannot be written"):
        Cache(tmp_path / "file").put("rows", "abc", b"words")


def rich_document() -> Document:
    """Something in every field, numbers that no float32 holds among them."""
    text = "Wonen\ta\n12 woningen"
    cells = (Cell(0, 0, Span(0, 5), page=1, bbox=(0.1, 0.2, 0.3, 1 / 3)), Cell(0, 1, Span(6, 7)))
    return replace(
        document(text),
        tables=(Table(Span(0, 8), cells, 1, 2, 0, "ruled", notes=(Span(0, 1),)),),
        footnotes=(Footnote("*", Span(0, 5), None),),
        words=Words.of([Word(Span(0, 5), 1, (0.1, 0.2, 0.3, 1 / 3), 0.7)]),
        unread=(Unread("sums_fail", "…", Span(0, 1), 1),),
        text_source="mixed",
    )


def test_a_document_is_kept_as_it_was_read(cache: Cache) -> None:
    kept = Kept(cache, "abc", {})
    made = rich_document()
    kept.document(lambda: made)
    again = kept.document(lambda: pytest.fail("it was read again"))
    assert [getattr(again, name) for name in Document.__slots__ if name not in ("registers",)] == [
        getattr(made, name) for name in Document.__slots__ if name not in ("registers",)
    ]


def test_rows_are_kept_as_they_were_found(cache: Cache) -> None:
    kept = Kept(cache, "abc", {"observations": "def"})
    found = Found((observation(document()),), (Unread("sums_fail", "…"),), None)
    kept.found("observations", observations.Row, lambda: found)
    again = kept.found("observations", observations.Row, lambda: pytest.fail("it was read again"))
    assert again == found


@pytest.mark.parametrize("value", ["25", "\ud83d"])
def test_a_row_that_breaks_its_own_type_is_read_again_rather_than_believed(cache: Cache, value: str) -> None:
    kept = Kept(cache, "abc", {"observations": "def"})
    wrong = Found((observation(document(), value_min=value),))
    assert kept.found("observations", observations.Row, lambda: wrong) == wrong
    assert kept.found("observations", observations.Row, Found) == Found()


def test_what_fails_is_not_kept(cache: Cache) -> None:
    kept = Kept(cache, "abc", {})
    with pytest.raises(ZeroDivisionError):
        kept.document(lambda: document(str(1 / 0)))
    assert kept.document(rich_document).text == rich_document().text


def test_a_part_comes_back_as_it_was() -> None:
    for one in (whole(), extracted(text="")):
        part = part_of(one)
        again = decode(encode(part))
        assert {name: table.to_pylist() for name, table in again.items()} == {
            name: table.to_pylist() for name, table in part.items()
        }
        assert all(again[name].schema.equals(part[name].schema, check_metadata=True) for name in part)


def test_a_cache_is_counted_in_full_where_a_sixteenth_of_it_is_not_far_from_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Cache(tmp_path)
    for digit in "0123456789abcdef":
        kept.put("parts", f"{digit}1", bytes(map(ord, f"{digit} of sixteen")))
    size = sum(bytes_ for _, bytes_ in kept.sizes().values())
    kept.set_limit(size - 1)
    assert kept.is_full()
    monkeypatch.setattr("pipeline.kept.cache._ENOUGH", 1)
    assert kept.is_full()
    kept.set_limit(size)
    assert not kept.is_full()
    kept.set_limit(100 * size)
    monkeypatch.setattr(Cache, "sizes", lambda self: pytest.fail("all was counted"))
    assert not kept.is_full()
