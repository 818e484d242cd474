"""Which documents are one agreement, and which of them is used."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.assembling.agreements import settle_agreements, slug


def document(path: str, **more: Any) -> dict[str, Any]:
    known = {
        "document_id": path,
        "path": path,
        "municipalities": ["Waterdam"],
        "corporations": ["Woonkring"],
        "period_start_year": 2024,
        "period_end_year": 2025,
        "document_type": "agreement",
        "status": "final",
        "text_source": "plain",
        "document_date": None,
        "outcome": "ok",
    }
    return known | more


@pytest.mark.parametrize(
    ("one", "other", "preferred"),
    [
        ({"status": "concept"}, {"status": "final"}, "b"),
        ({"status": "concept"}, {"status": "unknown"}, "b"),
        ({"status": "final", "text_source": "ocr"}, {"status": "concept"}, "a"),  # status comes first
        ({"text_source": "ocr"}, {"text_source": "embedded"}, "b"),
        ({"text_source": "mixed"}, {"text_source": "ocr"}, "a"),
        ({"document_date": date(2023, 12, 1)}, {"document_date": date(2023, 12, 13)}, "b"),
        ({}, {"document_date": date(2023, 12, 13)}, "b"),
        ({"outcome": "partial"}, {"outcome": "ok"}, "b"),
        ({}, {}, "a"),  # nothing between them: the first path
    ],
)
def test_the_better_of_two_versions_is_preferred(
    one: dict[str, Any], other: dict[str, Any], preferred: str
) -> None:
    documents = [document("b", **other), document("a", **one)]
    ((passed_over, used),) = settle_agreements(documents)
    assert used["path"] == preferred != passed_over["path"]
    assert [row["path"] for row in documents if row["is_preferred"]] == [preferred]
    assert {row["agreement_key"] for row in documents} == {"waterdam-2024-2025-agreement"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {"municipalities": ["Elst"]}),
        ({}, {"period_end_year": 2026}),
        ({}, {"document_type": "bid"}),
        ({}, {"corporations": ["Elf Wonen"]}),  # an agreement with each corporation apart
        ({"municipalities": []}, {"municipalities": []}),  # nobody knows whose they are
        ({"period_start_year": None}, {"period_start_year": None}),
        ({"document_type": None}, {"document_type": None}),
    ],
)
def test_different_agreements_are_each_preferred(one: dict[str, Any], other: dict[str, Any]) -> None:
    documents = [document("a", **one), document("b", **other)]
    assert list(settle_agreements(documents)) == []
    assert [row["is_preferred"] for row in documents] == [True, True]
    assert documents[0]["agreement_key"] != documents[1]["agreement_key"]


def test_versions_that_name_more_or_fewer_corporations_are_one_agreement() -> None:
    documents = [
        document("a", corporations=["Woonkring", "Elf Wonen"]),
        document("b", corporations=["Elf Wonen"]),
        document("c", corporations=[]),
    ]
    assert len(list(settle_agreements(documents))) == 2
    assert len({row["agreement_key"] for row in documents}) == 1


def test_order_of_municipalities_does_not_matter() -> None:
    documents = [
        document("a", municipalities=["Elst", "Waterdam"]),
        document("b", municipalities=["Waterdam", "Elst"]),
    ]
    assert len(list(settle_agreements(documents))) == 1


def test_what_could_not_be_read_is_no_agreement() -> None:
    failed = document("a", outcome="failed", status=None, document_type=None)
    assert list(settle_agreements([failed])) == []
    assert (failed["agreement_key"], failed["is_preferred"]) == (None, False)


def test_slug() -> None:
    assert slug("Súdwest-Fryslân", "'s-Hertogenbosch") == "sudwest-fryslan-s-hertogenbosch"


@given(
    st.permutations("abcde"),
    st.lists(st.sampled_from([["Elf"], ["Kring"], ["Elf", "Kring"], []]), min_size=5, max_size=5),
)
def test_the_order_in_which_documents_come_does_not_matter(
    order: list[str], corporations: list[list[str]]
) -> None:
    named = dict(zip("abcde", corporations, strict=True))
    there = [document(path, corporations=named[path]) for path in "abcde"]
    here = [document(path, corporations=named[path]) for path in order]
    list(settle_agreements(there))
    list(settle_agreements(here))
    assert sorted(here, key=lambda row: str(row["path"])) == there
    used = [row["agreement_key"] for row in there if row["is_preferred"]]
    assert sorted(used) == sorted({row["agreement_key"] for row in there})  # one of each agreement
