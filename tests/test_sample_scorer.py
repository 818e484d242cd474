"""The samples' scorer counts what it should: a wrong value misses and invents, an open fact does neither."""

from __future__ import annotations

from datetime import date

import pytest

from benchmarks.facts import Score, agree, per_year, same_commitment, same_deadline, score_rows

FACT = {
    "expression": "Q2-2024",
    "sentence": "Habilo onderzoekt de Veiling (Q2-2024);",
    "starts_on": "2024-04-01",
    "ends_on": "2024-06-30",
    "modifier": None,
    "class": "action",
}
ROW = {**FACT, "starts_on": date(2024, 4, 1), "ends_on": date(2024, 6, 30)}


def shares(facts: list[dict], rows: list[dict]) -> dict[str, float]:
    return score_rows(facts, rows, same_deadline, "expression")[0].shares()


@pytest.mark.parametrize(
    ("facts", "rows", "recall", "precision", "fields"),
    [
        ([FACT], [ROW], 1, 1, 1),
        ([FACT], [ROW, ROW], 1, 0.5, 1),  # the same fact published twice
        ([FACT, FACT], [ROW], 0.5, 1, 1),  # one row answers for one fact
        ([FACT], [{**ROW, "ends_on": date(2024, 7, 1)}], 0, 0, 1),  # a day too many
        ([FACT], [{**ROW, "sentence": "De gemeente bouwt niets."}], 0, 0, 1),  # the right dates, other words
        ([FACT], [{**ROW, "class": "period"}], 1, 1, 0.75),  # found, and one of four fields wrong
        ([{**FACT, "optional": "why"}], [ROW], 1, 1, 1),  # open: published
        ([{**FACT, "optional": "why"}], [], 1, 1, 1),  # open: not published
    ],
)
def test_both_ways(
    facts: list[dict], rows: list[dict], recall: float, precision: float, fields: float
) -> None:
    assert shares(facts, rows) == {"recall": recall, "precision": precision, "fields": fields}


@pytest.mark.parametrize(
    ("want", "have", "right"),
    [
        (["range", "year"], "year", True),  # a choice
        (["Esdrecht", "Veenhoven"], ["Veenhoven", "Esdrecht"], True),  # the same names in another order
        (["Esdrecht"], ["Esdrecht", "Veenhoven"], False),
        (None, float("nan"), True),  # pandas has NaN where a number is missing
        ("2024-06-30", date(2024, 6, 30), True),
        (20, None, False),
    ],
)
def test_agree(want: object, have: object, right: bool) -> None:
    assert agree(want, have) is right


def test_a_rate_is_compared_not_its_spelling() -> None:
    quarterly = {"recurrence_count": 1, "recurrence_period": "P3M"}
    assert per_year(quarterly) == per_year({"recurrence_count": 4, "recurrence_period": "P1Y"}) == 4


def test_half_a_bullet_is_still_its_commitment_and_another_one_is_not() -> None:
    fact = {"quote": "We maken een plan. Gereed in mei."}
    assert same_commitment(fact, {"quote": "We maken een plan."}) > 0
    assert same_commitment(fact, {"quote": "De gemeente maakt een visie."}) == 0


def test_nothing_to_find_is_no_fault() -> None:
    assert set(Score().shares().values()) == {1.0}
