"""Bundles and what is made of them: the rows of a night, whatever of it was kept, opened or compared."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from made_up_rows import all_of, commitment, document, extracted, facts, source, whole
from msgspec import structs

from pipeline.assembling import bundles
from pipeline.assembling import whole as whole_night
from pipeline.assembling.assemble import HEAD
from pipeline.assembling.bundles import ALIKE, Bundle, Recipe, key_of, make
from pipeline.assembling.corrections import Corrections
from pipeline.assembling.made_of import MadeOf, differing, kept_made_of, made_of, to_compare
from pipeline.assembling.whole import Whole, whole_of
from pipeline.datasets.correction_finder import Correction
from pipeline.errors import ChecksFailedError, OutputUnusableError
from pipeline.kept.cache import Cache
from pipeline.publishing.diff import compare
from pipeline.publishing.publish import files_of
from pipeline.reading.extract import Extracted
from pipeline.reading.parts import Tables, encode, part_of
from pipeline.views import all_datasets

NAMES = [
    f"{name}.txt" for name in ("Ruigeveen", "Waterdam", "Zandkerk", "Oosterlo", "Molenkamp", "Duinhorst")
]
MORE = "Alle partijen overleggen voor 1 juli 2024."


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def recipe_of(
    *parts: Tables, earlier: Bundle | None = None, opened: Sequence[Tables] | None = None
) -> Recipe:
    """A bundle of these parts, of which only some are opened."""
    ids = (part["documents"]["document_id"][0].as_py() for part in parts)
    keys = {one: hashlib.sha256(encode(part)).hexdigest() for one, part in zip(ids, parts, strict=True)}
    return Recipe(keys, lambda: parts if opened is None else opened, earlier)


def night(cache: Cache, *read: Extracted, lines: tuple[Correction, ...] = ()) -> tuple[Whole, MadeOf]:
    """A night over these documents, of which the cache may hold some already."""
    found = {}
    for begin, group in groupby(_by_id(*read), key=lambda one: one.source.document_id[:ALIKE]):
        parts = [part_of(one) for one in group]
        found[Bundle(begin, key_of([*recipe_of(*parts).part_keys.values()], "code"), cache)] = parts
    make({bundle: recipe_of(*parts) for bundle, parts in found.items() if bundle.kept() is None})
    made = whole_of(list(found), [bundle.tables(HEAD) for bundle in found], (), Corrections(lines))
    return made, made_of(made, found, "rules", no_texts=False)


def _by_id(*read: Extracted) -> list[Extracted]:
    return sorted(read, key=lambda one: one.source.document_id)


def of_its_own(name: str) -> Extracted:
    """An agreement of that municipality alone: no version of another one."""
    one = whole(name)
    about = facts(document(one.text, one.source.document_id), municipalities=(name,))
    return replace(one, rows=one.rows | {"document_facts": (about,)})


def line(path: str, column: str, was: str, now: str, quote: str = "", row_id: str = "") -> Correction:
    return Correction(2, row_id, path, "", quote, column, was, now)


def with_other_words(path: str, content: bytes) -> Extracted:
    """The same path with other bytes."""
    origin = source(path, content)
    doc = document(MORE, origin.document_id)
    rows = {"commitments": (commitment(doc, MORE, kind="research"),)}
    one = extracted(path, MORE)
    return replace(one, source=origin, pages=doc.pages, rows={**one.rows, **rows, "document_facts": ()})


def test_what_differs_is_compared_as_if_all_were(cache: Cache) -> None:
    """A file that changed, came or went, rules that read one otherwise, corrections then and now."""
    stays, changed, goes, corrected, reread, comes = NAMES
    fewer = replace(whole(reread), rows={**whole(reread).rows, "observations": ()})
    then = line(corrected, "period_end_year", "2024", "2026")
    words = whole(corrected).rows["observations"][0].quote
    now = line(corrected, "year", "2024", "2025", words)
    old, old_made = night(cache, *map(whole, (stays, changed, goes, corrected, reread)), lines=(then,))
    new, new_made = night(
        cache,
        whole(stays),
        with_other_words(changed, b"new"),
        whole(corrected),
        fewer,
        whole(comes),
        lines=(now,),
    )
    before, after = all_of(old), all_of(new)
    every = compare(before, after)
    of_documents = {"document added", "document removed", "document changed"}
    assert {each.cause for each in every} >= of_documents | {"code", "correction"}
    old_made.keep(cache, "old")
    few = to_compare(before, "old", after, new_made, cache)
    assert compare(*few) == every
    opened = {one for tables in few for one in tables["observations"]["document_id"].to_pylist()}
    assert source(stays).document_id not in opened


def test_snapshots_of_other_rules_or_lost_bundles_are_not_held_together(cache: Cache, tmp_path: Path) -> None:
    _, old = night(cache, *map(whole, NAMES[:2]))
    _, new = night(cache, *map(whole, NAMES[1:3]))
    assert differing(old, new, cache) is not None
    for other in (structs.replace(new, rules="others"), structs.replace(new, no_texts=True)):
        assert differing(old, other, cache) is None
    assert differing(old, new, Cache(tmp_path / "elsewhere")) is None
    assert kept_made_of(cache, "never kept") is None


def test_the_bytes_tell_nothing_of_what_was_kept_or_how_much_lay_open(
    cache: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole_night, "DOCUMENTS_AT_ONCE", 2)
    read = [whole(name) for name in NAMES]
    night(cache, *read[2:5])  # so that some is kept
    some, _ = night(cache, *read)
    assert len(list(some.batches())) == 1 + len(NAMES) // 2
    monkeypatch.setattr(bundles, "_DOCUMENTS_AT_ONCE", 1)
    anew, _ = night(Cache(tmp_path / "empty"), *reversed(read))
    files = files_of(some.batches(), all_datasets())
    assert files == files_of(anew.batches(), all_datasets())
    for name, table in all_of(some).items():
        assert pq.read_table(io.BytesIO(files[f"{name}.parquet"])).equals(table), name
    assert pq.ParquetFile(io.BytesIO(files["deadlines.parquet"])).num_row_groups == len(NAMES) // 2


def test_corrections_of_some_documents_are_those_of_all(cache: Cache) -> None:
    plain, _ = night(cache, *map(of_its_own, NAMES))
    tables = all_of(plain)
    by_id, by_words, *_ = tables["observations"].to_pylist()
    (path,) = (name for name in NAMES if source(name).document_id == by_words["document_id"])
    lines = (
        line("renamed.txt", "project", "", "Molenkamp", row_id=by_id["observation_id"]),  # the id finds it
        line(path, "value_max", "25", "30", by_words["quote"]),
        line(NAMES[0], "title", "Something else", "x"),  # stale
    )
    corrected, _ = night(cache, *map(of_its_own, NAMES), lines=lines)
    found = all_of(corrected)
    expected = Corrections(lines).applied_to(tables)
    assert {name: found[name] for name in expected if "/" not in name} == {
        name: table for name, table in expected.items() if "/" not in name
    }
    view = {row["document_id"]: row for row in found["views/new_builds"].to_pylist()}
    assert view[by_id["document_id"]]["project"] == "Molenkamp"
    assert view[by_words["document_id"]]["value_max"] == 30


def test_a_bundle_that_breaks_a_promise_is_not_kept(cache: Cache) -> None:
    one = whole()
    part = part_of(one)
    rows = [row | {"quote": "26 woningen"} for row in part["observations"].to_pylist()]
    wrong = part | {"observations": all_datasets()["observations"].table(rows)}
    bundle = Bundle(one.source.document_id[:ALIKE], "key", cache)
    with pytest.raises(ChecksFailedError, match="the quote does not stand at"):
        make({bundle: recipe_of(wrong)})
    assert bundle.kept() is None


@pytest.mark.parametrize("changed", [[], [0], [5], [1, 2], [0, 3, 5], [*range(6)]])
def test_of_an_earlier_bundle_all_is_taken_that_did_not_change(
    changed: list[int], cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One document went, these have rows of another night, and the bytes are those of a bundle made anew."""
    *parts, gone = (part_of(one) for one in _by_id(*map(whole, [*NAMES, "Gone.txt"])))
    old, new, anew = (Bundle("", key, cache) for key in ("old", "new", "anew"))
    make({old: recipe_of(*parts, gone)})
    assert old.part_keys() == {*recipe_of(*parts, gone).part_keys.values()}
    for index in changed:
        parts[index] |= {"observations": parts[index]["observations"].slice(0, 0)}
    make({anew: recipe_of(*parts)})
    checked = list[int]()
    monkeypatch.setattr(
        bundles.checks, "of_documents", lambda tables: checked.append(tables["documents"].num_rows) or []
    )
    make({new: recipe_of(*parts, earlier=old, opened=[parts[index] for index in changed])})
    assert checked == [len(changed)], "what was checked once is not checked again"
    assert new.tables() == anew.tables()
    assert new.part_keys() == anew.part_keys()


def test_a_bundle_whose_bytes_were_changed_is_not_believed(cache: Cache) -> None:
    """Its rows are not checked again: what was kept must be what was checked."""
    whole_, _ = night(cache, whole())
    (bundle,) = whole_.bundles
    (file,) = (file for file in (Path(str(cache.folder)) / "bundles").rglob("*") if file.is_file())
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    with pytest.raises(OutputUnusableError, match="The cache lost"):
        bundle.tables()
