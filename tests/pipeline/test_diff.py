"""What changed: rows by their ids, by their words where the file was saved again, and because of what."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import made_up_rows
import pandas as pd
import pytest
from made_up_rows import commitment, extracted, mention, observation, tables

from pipeline.errors import OutputUnusableError
from pipeline.publishing.diff import Changed, as_table, compare, counts
from pipeline.publishing.diff_page import page
from pipeline.publishing.publish import publish, published
from pipeline.publishing.snapshots import in_order, pair, prune
from pipeline.reading.extract import Extracted, Signal

LINES = "De gemeente bouwt 25 woningen.\nDe corporatie verkoopt 12 woningen.\n"


def read(path: str = "a.txt", content: str = "first", text: str = LINES, **more: Any) -> Extracted:
    """A document of these bytes with a commitment for each line."""
    origin = made_up_rows.source(path, content.encode())
    doc = made_up_rows.document(text, origin.document_id)
    rows = {"commitments": tuple(commitment(doc, line, **more) for line in text.splitlines())}
    rows["party_mentions"] = (mention(doc, "gemeente Waterdam", "municipality"),)
    rows["document_facts"] = (made_up_rows.facts(doc),)
    one = extracted(path, text)
    return replace(one, source=origin, pages=doc.pages, rows=one.rows | rows)


def changes(old: list[Extracted], new: list[Extracted], dataset: str = "commitments") -> list[Changed]:
    return [each for each in compare(tables(*old), tables(*new)) if each.dataset == dataset]


def test_nothing_changed() -> None:
    assert compare(tables(read()), tables(read())) == []


def test_the_same_bytes_read_otherwise_are_changes_of_the_code() -> None:
    found = changes([read(), read("b.txt", "b")], [read(kind="research"), read("b.txt", "b")])
    assert {(each.path, each.change, each.cause, each.column, each.was, each.now) for each in found} == {
        ("a.txt", "changed", "code", "kind", "deliver", "research")
    }
    assert {each.words for each in found} == set(LINES.splitlines())


def test_a_file_saved_again_keeps_the_rows_whose_words_stayed() -> None:
    more = "Alle partijen overleggen.\n" + LINES.replace("12", "13")
    found = changes([read()], [read(content="saved again", text=more)])
    assert sorted((each.change, str(each.words)) for each in found) == [
        ("added", "Alle partijen overleggen."),
        ("added", "De corporatie verkoopt 13 woningen."),
        ("removed", "De corporatie verkoopt 12 woningen."),
    ]
    assert {each.cause for each in found} == {"document changed"}


def test_a_file_saved_again_without_other_words_is_no_change_of_its_rows() -> None:
    assert changes([read()], [read(content="saved again")]) == []


def test_a_value_that_changed_with_the_bytes_is_told() -> None:
    (one, other) = changes([read()], [read(content="saved again", theme="Verkoop")])
    assert (one.change, one.cause, one.column, one.was, one.now) == (
        "changed",
        "document changed",
        "theme",
        "Bouwen",
        "Verkoop",
    )
    assert one.words != other.words


def test_documents_that_come_and_go() -> None:
    found = changes([read(), read("b.txt", "b")], [read(), read("c.txt", "c")])
    assert {(each.path, each.change, each.cause) for each in found} == {
        ("b.txt", "removed", "document removed"),
        ("c.txt", "added", "document added"),
    }


def test_a_renamed_file_is_the_same_document() -> None:
    assert changes([read()], [read("renamed.txt", "first")]) == []
    (row,) = changes([read()], [read("renamed.txt", "first")], "documents")
    assert (row.change, row.column, row.was, row.now) == ("changed", "path", "a.txt", "renamed.txt")
    assert row.cause == "document moved"


def test_issues_of_a_renamed_file_are_those_they_were() -> None:
    def with_issues(path: str, *messages: str) -> Extracted:
        return replace(read(path), signals=tuple(Signal("words_doubtful", each) for each in messages))

    assert changes([with_issues("a.txt", "one")], [with_issues("b.txt", "one")], "issues") == []
    (new,) = changes([with_issues("a.txt", "one")], [with_issues("b.txt", "one", "two")], "issues")
    assert (new.change, new.cause, new.words) == ("added", "document moved", "two")


def test_what_another_document_settles_is_no_change_of_the_code() -> None:
    """A later version of the agreement came, and went again."""
    later = read("b.txt", "signed")
    (about,) = later.rows["document_facts"]
    later = replace(
        later, rows=later.rows | {"document_facts": (replace(about, document_date=date(2024, 3, 1)),)}
    )
    old, new = [read()], [read(), later]
    for before, after, change in ((old, new, "added"), (new, old, "removed")):
        found = [each for each in compare(tables(*before), tables(*after)) if each.path == "a.txt"]
        assert {(each.dataset, each.column or each.change, each.cause) for each in found} == {
            ("documents", "is_preferred", "several documents"),
            ("issues", change, "several documents"),
        }


def test_equal_words_are_told_apart_by_their_order() -> None:
    once, twice = "Wij bouwen 5 woningen.\n", "Wij bouwen 5 woningen.\n" * 2

    def numbers(text: str, content: str) -> Extracted:
        one = read(content=content, text=text)
        doc = made_up_rows.document(text, one.source.document_id)
        row = observation(doc, "5 woningen")
        rows = [replace(row, observation_id=str(number)) for number in range(text.count("5"))]
        return replace(one, rows=one.rows | {"observations": tuple(rows), "commitments": ()})

    found = changes([numbers(once, "1")], [numbers(twice, "2")], "observations")
    assert [each.change for each in found] == ["added"]


def test_a_row_with_two_changed_values_counts_once() -> None:
    found = changes([read()], [read(kind="research", theme="Verkoop")])
    assert len(found) == 4
    assert counts(found) == {("commitments", "code"): {"changed": 2}}


def test_a_changed_party_belongs_to_no_single_document() -> None:
    one = read()
    other = replace(one, rows=one.rows | {"party_mentions": ()})
    (gone,) = changes([one], [other], "parties")
    assert (gone.path, gone.change, gone.cause, gone.words) == (
        None,
        "removed",
        "several documents",
        "gemeente Waterdam",
    )


def test_the_page_is_read_as_it_stands() -> None:
    text = "Zie <script> | [hier](x) en *dit* `of` _dat_.\n"
    told = page(changes([read()], [read(content="other", text=text)]), "old", "new")
    assert "Zie \\<script\\> \\| \\[hier\\](x) en \\*dit\\* \\`of\\` \\_dat\\_." in told
    assert "| commitments | document changed | 1 | 2 | 0 |" in told
    assert page([], "old", "new") == "# What changed from old to new\n\nNothing.\n"


def test_all_changes_are_told_in_the_table_and_some_on_the_page() -> None:
    many = "".join(f"De gemeente bouwt {number} woningen.\n" for number in range(300))
    found = changes([read()], [read(content="other", text=many)])
    assert as_table(found).num_rows == 300  # 299 new ones, and one that is gone
    assert "… and 100 more in changes.parquet." in page(found, "old", "new")


def at(snapshot: Path, year: int, month: int, day: int) -> None:
    moment = datetime(year, month, day, tzinfo=UTC).timestamp()
    os.utime(snapshot, (moment, moment))


def test_of_old_snapshots_the_last_of_each_month_stays(tmp_path: Path) -> None:
    days = [(2031, month, day) for month in (1, 2, 3, 4) for day in range(1, 11)]
    for number, day in enumerate(days):
        at(publish({"documents.parquet": str(number).encode()}, tmp_path), *day)
    first = in_order(tmp_path / "snapshots")[0]
    (tmp_path / "latest").unlink()
    (tmp_path / "latest").symlink_to(f"snapshots/{first.name}")
    gone = prune(tmp_path)
    left = [f"{datetime.fromtimestamp(each.stat().st_mtime, UTC):%m-%d}" for each in in_order(first.parent)]
    assert left == ["01-01", "01-10", "02-10", *(f"03-{day:02}" for day in range(7, 11)),
                    *(f"04-{day:02}" for day in range(1, 11))]  # fmt: skip
    assert len(gone) == 40 - len(left)
    assert published(tmp_path) == first
    assert prune(tmp_path) == []


def test_two_snapshots_by_name_or_the_last_two(tmp_path: Path) -> None:
    with pytest.raises(OutputUnusableError, match="holds no published datasets"):
        pair(tmp_path, None, None)
    old = publish({"documents.parquet": b"1"}, tmp_path)
    with pytest.raises(OutputUnusableError, match="no other snapshot"):
        pair(tmp_path, None, None)
    at(old, 2031, 1, 1)
    new = publish({"documents.parquet": b"2"}, tmp_path)
    assert pair(tmp_path, None, None) == (old, new)
    assert pair(tmp_path, new.name, str(old)) == (new, old)
    with pytest.raises(OutputUnusableError, match="no snapshot 'zzz'"):
        pair(tmp_path, "zzz", None)


def test_the_table_is_written_with_its_columns_even_without_a_change() -> None:
    assert as_table([]).column_names == [
        "dataset", "path", "change", "cause", "row_id", "words", "column", "was", "now"
    ]  # fmt: skip
    assert pd.DataFrame(as_table([]).to_pandas()).empty
