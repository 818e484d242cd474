"""What the pipeline adds to the rows of the extractors, and what it leaves out of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest
from made_up import (
    commitment,
    deadline,
    extracted,
    facts,
    mention,
    observation,
    responsibility,
    source,
    whole,
)

from extractors._document import Inventory, Page, Span
from pipeline.assemble import assemble
from pipeline.datasets import datasets
from pipeline.extract import Extracted, Signal

DATASETS = datasets()


def assembled(*read: Extracted, problems: tuple[str, ...] = ()) -> dict[str, list[dict[str, Any]]]:
    return assemble(read, DATASETS, problems)


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
    assert (issue["code"], issue["quote"]) == ("value_impossible", "voor 1 juli 2024")
    assert issue["message"] == f"A row of deadlines was left out: {says}."
    assert rows["documents"][0]["outcome"] == "partial"


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
    assert [issue["message"] for issue in rows["issues"]] == [
        "commitments stopped.",
        "Rows of commitments are missing: 1 rows of deadlines lost their commitment_id.",
        "Rows of commitments are missing: 1 rows of responsibilities were left out.",
    ]


def test_a_pointer_into_the_void_is_left_for_the_checks_where_nothing_stopped() -> None:
    rows = assembled(extracted(deadlines=[lambda doc: deadline(doc, "in 2024", "no such commitment")]))
    assert rows["deadlines"][0]["commitment_id"] == "no such commitment"


def test_versions_that_stay_out_of_the_views_are_told() -> None:
    rows = assembled(
        extracted("a.txt"), extracted("b.txt", document_facts=[lambda doc: facts(doc, status="concept")])
    )
    assert [row["is_preferred"] for row in rows["documents"]] == [True, False]
    (issue,) = rows["issues"]
    assert (issue["code"], issue["path"], issue["severity"]) == ("superseded", "b.txt", "info")


def test_problems_of_the_inventory_are_issues_of_no_document() -> None:
    (issue,) = assembled(extracted(), problems=("line 2: no file",))["issues"]
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
