"""The ratchet: what the scorers print is read whole, and a figure below its floor is seen."""

from __future__ import annotations

import runpy

import pytest
from conftest import ROOT

score = runpy.run_path(str(ROOT / "benchmarks/score.py"))

PRINTED = """\
deadline recall A                               41/50   0.820
number precision (all)                           7/7    1.000
  deadline recall: texel: '1/2' want 3/4 got 0.500 of it
"""


def test_every_measure_line_is_read_and_no_line_of_misses(tmp_path) -> None:
    assert score["from_lines"](PRINTED, tmp_path) == {
        "deadline recall A": 0.82,
        "number precision (all)": 1.0,
    }


def test_three_shares_stand_on_a_line_of_the_scorer_of_times(tmp_path) -> None:
    printed = "by type {'date': '1/2'}\nvalue   P 0.750  R 0.600  F1 0.667\n"
    assert score["from_time_lines"](printed, tmp_path) == {
        "value recall": 0.6,
        "value precision": 0.75,
        "value f1": 0.667,
    }


def test_shares_without_a_denominator_are_left_out(tmp_path) -> None:
    report = tmp_path / "report.json"
    report.write_text(
        '{"all": {"deadlines.recurring": {"recall": 0.5, "precision": null, "f1": null, "hit": 1}}}'
    )
    assert score["from_json"]("", report) == {"deadlines.recurring recall": 0.5}


@pytest.mark.parametrize(
    ("measures", "floors", "holds"),
    [
        ({"recall": 0.9}, {"recall": 0.9}, True),
        ({"recall": 0.89}, {"recall": 0.9}, False),
        ({"recall": 0.1}, {}, True),  # a new measure has no floor yet
        ({}, {"recall": 0.9}, False),  # a measure that is gone does not hold its floor
    ],
)
def test_floors(measures: dict[str, float], floors: dict[str, float], holds: bool) -> None:
    assert all(held for _, held in score["lines"](measures, floors)) is holds


def test_every_floor_belongs_to_a_benchmark() -> None:
    assert set(score["FLOORS"]) <= {benchmark.name for benchmark in score["BENCHMARKS"]}
