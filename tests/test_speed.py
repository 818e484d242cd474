"""What reading costs beside its floor, held against what `make bench` wrote: no stage half as dear again."""

from __future__ import annotations

import json

import pytest
from conftest import ROOT

from benchmarks.speed import guard, lengths, texts
from benchmarks.speed.__main__ import report

MEASURED = json.loads((ROOT / "benchmarks/results/speed.json").read_text(encoding="utf-8"))
ROUNDS = 3  # a machine that is busy for a moment is busy in one round


def test_no_stage_costs_half_as_much_again() -> None:
    for _ in range(ROUNDS):
        worse = guard.worse(MEASURED["guard"], guard.ratios(ROOT / "data/raw", repeats=2))
        if not worse:
            return
    pytest.fail(f"dearer beside the floor than `make bench` last saw: {worse}")


def test_a_word_of_a_text_eight_times_as_long_costs_no_half_more() -> None:
    for _ in range(ROUNDS):
        *_, longest = lengths.of_text(ROOT / "data/raw/kolkwijk-2024-2025.txt", repeats=2)
        if longest < guard.WORSE:
            return
    pytest.fail(f"a word costs {longest:.1f} times as much: something goes through the text at each place")


@pytest.mark.parametrize(
    ("known", "seen", "worse"),
    [
        ({"ingest": 10.0}, {"ingest": 14.9}, []),  # load on the machine
        ({"ingest": 10.0}, {"ingest": 15.1}, ["ingest"]),
        ({"ingest": 10.0}, {"ingest": 2.0, "new": 99.0}, []),  # what was never measured has nothing to keep
    ],
)
def test_a_ratio_may_grow_by_less_than_half(known, seen, worse) -> None:
    assert list(guard.worse(known, seen)) == worse


def test_what_is_not_installed_has_a_line_and_no_figure() -> None:
    costs = {"cpu_seconds": {texts.FLOOR: 2.0, "ingest": 4.0, "another tool": None}, "words": 100}
    lines = list(report({"texts": {"samples": costs}, "pdfs": {}, "starts": {}, "lengths": {}}, "make bench"))
    assert "| ingest | 25 | 2.0 |" in lines
    assert "| another tool | not installed | |" in lines
