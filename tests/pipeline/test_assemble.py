"""What the pipeline adds to the rows of the extractors, and what it leaves out of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest
from made_up_rows import (
    commitment,
    deadline,
    extracted,
    facts,
    mention,
    observation,
    responsibility,
    source,
    tables,
    whole,
)

from extractors._document import Inventory, Page, Span
from pipeline.datasets.catalogue import datasets
from pipeline.reading.extract import Extracted, Signal

DATASETS = datasets()


def assembled(*read: Extracted, problems: tuple[str, ...] = ()) -> dict[str, list[dict[str, Any]]]:
    return {name: table.to_pylist() for name, table in tables(*read, problems=problems).items()}


def test_a_document_has_the_facts_of_the_file_and_its_own() -> None:
    read = extracted()
    read = replace(
        read,
        source=replace(
            read.source,
            other_paths=("copy.txt",),
            inventory=Inventory((), (), None, "https://x.example", "CC0"),
        ),
    )
    (row,) = assembled(read)["documents"]
    assert set(row) == {column.name for column in DATASETS["documents"].columns}
    assert (row["path"], row["other_paths"], row["size_bytes"]) == ("a.txt", ["copy.txt"], 10)
    assert (row["source_url"], row["licence"]) == ("https://x.example", "CC0")
    assert (row["document_type"], row["municipalities"]) == ("agreement", ["Waterdam"])
    assert (row["outcome"], row["failure"], row["page_count"]) == ("ok", None, None)
    assert row["agreement_key"] == "waterdam-2024-2024-agreement"


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        ("page_without_text", "partial"),
        ("extractor_failed", "partial"),
        ("year_inferred", "ok"),
        ("sums_fail", "ok"),
    ],
)
def test_a_document_is_partial_where_something_is_missing(code: str, outcome: str) -> None:
    read = replace(extracted(), signals=(Signal(code, "…"),))
    assert assembled(read)["documents"][0]["outcome"] == outcome


def test_a_failed_document_is_a_row_and_an_issue_without_text() -> None:
    failed = Extracted(source(), failure="It is empty.", signals=(Signal("file_empty", "It is empty."),))
    rows = assembled(failed)
    (row,) = rows["documents"]
    assert (row["outcome"], row["failure"], row["document_type"]) == ("failed", "It is empty.", None)
    assert (row["municipalities"], row["text_source"], row["is_preferred"]) == ([], "none", False)
    assert rows["texts"] == []
    (issue,) = rows["issues"]
    assert (issue["code"], issue["severity"], issue["path"]) == ("file_empty", "error", "a.txt")
    assert issue["document_id"] == row["document_id"]


def test_texts_are_the_pages_and_they_are_counted() -> None:
    text = "een\ntwee\n"
    read = replace(extracted(text=text), pages=(Page(1, Span(0, 4)), Page(2, Span(4, 9))))
    rows = assembled(read)
    assert [(row["page"], row["text"]) for row in rows["texts"]] == [(1, "een\n"), (2, "twee\n")]
    assert rows["documents"][0]["page_count"] == 2


def test_parties_are_merged_over_documents() -> None:
    one = extracted(
        "a.txt",
        party_mentions=[
            lambda doc: mention(doc, "Woonkring", "corporation", aliases=("WK",), register_code="L0001"),
            lambda doc: mention(doc, "Zorggroep", "care"),
        ],
    )
    other = extracted(
        "b.txt",
        party_mentions=[
            lambda doc: mention(doc, "Woonkring", "other", aliases=("Stichting Woonkring", "WK")),
            lambda doc: mention(doc, "Zorggroep", "care"),
        ],
    )
    third = extracted("c.txt", party_mentions=[lambda doc: mention(doc, "Woonkring", "corporation")])
    parties = {row["party_id"]: row for row in assembled(one, other, third)["parties"]}
    assert parties["woonkring"] == {
        "party_id": "woonkring",
        "name": "Woonkring",
        "type": "corporation",  # what most documents say
        "register_code": "L0001",
        "aliases": ["Stichting Woonkring", "WK"],
    }
    assert len(parties) == 2


def test_members_of_groups_are_those_of_each_document() -> None:
    members = assembled(whole("a.txt"), whole("b.txt"))["party_members"]
    assert [(row["group_party_id"], row["party_id"]) for row in members] == [
        ("alle-partijen", "gemeente-waterdam"),
        ("alle-partijen", "woonkring"),
    ] * 2
    assert len({row["document_id"] for row in members}) == 2


def test_a_group_that_the_document_never_names_has_no_members() -> None:
    read = extracted(party_mentions=[partial(mention, name="wk", kind="corporation", member_of=("all",))])
    assert assembled(read)["party_members"] == []


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"ends_on": date(1024, 6, 30)}, "ends_on 1024-06-30 does not lie in 1990 to 2100"),
        (
            {"starts_on": date(2025, 1, 1), "ends_on": date(2024, 1, 1)},
            "starts_on 2025-01-01 lies after ends_on 2024-01-01",
        ),
    ],
)
def test_a_row_with_an_impossible_date_is_left_out_and_told(more: dict[str, Any], says: str) -> None:
    good, bad = partial(deadline, words="in 2024"), partial(deadline, words="voor 1 juli 2024", **more)
    rows = assembled(extracted(deadlines=[good, bad]))
    assert [row["expression"] for row in rows["deadlines"]] == ["in 2024"]
    (issue,) = rows["issues"]
    assert (issue["code"], issue["quote"]) == ("row_refused", "voor 1 juli 2024")
    assert issue["message"] == f"A row of deadlines was left out: {says}."
    assert rows["documents"][0]["outcome"] == "partial"


@pytest.mark.parametrize(
    ("about", "kept"),
    [
        ({"document_date": date(1023, 12, 1)}, {"document_date": None, "period_start_year": 2024}),
        ({"period_start_year": 202}, {"period_start_year": None, "period_end_year": 2024}),
        (
            {"period_end_year": 2020},
            {"period_start_year": None, "period_end_year": None},
        ),  # ends before it starts
    ],
)
def test_a_fact_of_the_document_that_cannot_be_is_not_used(
    about: dict[str, Any], kept: dict[str, Any]
) -> None:
    rows = assembled(extracted(document_facts=[partial(facts, **about)]))
    assert rows["documents"][0] | kept == rows["documents"][0]
    assert {issue["code"] for issue in rows["issues"]} == {"row_refused"}
    assert rows["documents"][0]["title"] == "Prestatieafspraken"


def test_rows_that_rest_on_an_extractor_that_stopped_are_settled_and_told() -> None:
    words = "Alle partijen overleggen voor 1 juli 2024."
    read = extracted(
        deadlines=[lambda doc: deadline(doc, "voor 1 juli 2024", commitment(doc, words).commitment_id)],
        responsibilities=[
            lambda doc: responsibility(
                doc, "Alle partijen", commitment(doc, words).commitment_id, "alle partijen"
            )
        ],
    )
    del read.rows["commitments"]
    rows = assembled(replace(read, signals=(Signal("extractor_failed", "commitments stopped."),)))
    assert [row["commitment_id"] for row in rows["deadlines"]] == [None]  # may do without
    assert rows["responsibilities"] == []  # may not
    assert sorted(issue["message"] for issue in rows["issues"]) == [
        "1 rows of deadlines lost their commitment_id: what they point to is not in commitments.",
        "1 rows of responsibilities were left out: what they point to is not in commitments.",
        "commitments stopped.",
    ]


@pytest.mark.parametrize(
    ("more", "says", "quote"),
    [
        ({"quote": "in 2042"}, "the quote does not stand at 27 to 34 of the text", None),
        ({"char_end": 9999}, "the quote does not stand at 27 to 9999 of the text", None),
        ({"page": 3}, "the quote does not stand on page 3", None),
        ({"granularity": "soon"}, "granularity 'soon' is none of day, week", "in 2024"),
        ({"sentence": None}, "sentence is null", "in 2024"),
        ({"confidence": 1.5}, "confidence 1.5 does not lie in 0 to 1", "in 2024"),
        ({"ends_on": "2024"}, "ends_on '2024' is no date32", "in 2024"),
        ({"sentence": "\ud800"}, "sentence holds half a character", "in 2024"),
    ],
)
def test_a_row_that_breaks_a_promise_costs_that_row_alone(
    more: dict[str, Any], says: str, quote: str | None
) -> None:
    good = partial(deadline, words="voor 1 juli 2024")
    rows = assembled(extracted(deadlines=[good, partial(deadline, words="in 2024", **more)]))
    assert [row["expression"] for row in rows["deadlines"]] == ["voor 1 juli 2024"]
    (issue,) = rows["issues"]
    assert issue["message"].startswith(f"A row of deadlines was left out: {says}")
    assert (issue["code"], issue["severity"], issue["quote"]) == ("row_refused", "error", quote)


def test_of_two_rows_with_one_key_the_first_is_kept() -> None:
    same = partial(deadline, words="in 2024")
    rows = assembled(extracted(deadlines=[same, same]))
    assert len(rows["deadlines"]) == 1
    assert "its key is taken" in rows["issues"][0]["message"]


def test_a_row_that_was_left_out_takes_the_pointers_to_it_along() -> None:
    words = "Alle partijen overleggen voor 1 juli 2024."
    bad = partial(commitment, words=words, kind="wish")
    rows = assembled(
        extracted(
            commitments=[bad],
            deadlines=[lambda doc: deadline(doc, "voor 1 juli 2024", bad(doc).commitment_id)],
        )
    )
    assert rows["commitments"] == []
    assert rows["deadlines"][0]["commitment_id"] is None
    assert len(rows["issues"]) == 2


def test_versions_that_stay_out_of_the_views_are_told() -> None:
    rows = assembled(
        extracted("a.txt"), extracted("b.txt", document_facts=[lambda doc: facts(doc, status="concept")])
    )
    assert [row["is_preferred"] for row in rows["documents"]] == [True, False]
    (issue,) = rows["issues"]
    assert (issue["code"], issue["path"], issue["severity"]) == ("superseded", "b.txt", "info")


def test_problems_of_the_inventory_are_issues_of_no_document() -> None:
    (issue,) = assembled(extracted(), problems=("line 2: no file",))["issues"]
    assert issue["path"] == "metadata.csv"
    assert (issue["code"], issue["document_id"], issue["message"]) == (
        "inventory_unused",
        None,
        "line 2: no file",
    )


def test_issues_have_ids_of_their_content_and_equals_are_numbered() -> None:
    here = Signal("time_ambiguous", "two readings", None, 0, 2, "De")
    there = replace(here, char_start=50, char_end=52)
    issues = assembled(replace(extracted(), signals=(here, there)))["issues"]
    again = assembled(replace(extracted(), signals=(replace(here, char_start=7, char_end=9),)))["issues"]
    assert len({issue["issue_id"] for issue in issues}) == 2
    assert again[0]["issue_id"] == issues[0]["issue_id"]  # it moved, and is the same issue


def test_facts_come_out_under_their_published_names() -> None:
    rows = assembled(extracted(deadlines=[lambda doc: deadline(doc, "in 2024")], observations=[observation]))
    assert rows["deadlines"][0]["class"] == "action"
    assert rows["observations"][0]["municipalities"] == ["Waterdam"]
