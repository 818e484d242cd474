"""What reading costs beside its floor, held against what `make bench` wrote: no stage half as dear again."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import FunctionType

import pytest
from conftest import ROOT

from benchmarks.speed import guard, lengths, stacks, texts
from benchmarks.speed.__main__ import report
from benchmarks.speed.clock import least
from benchmarks.speed.plot import draw
from extractors._numbers.heads import read_head

MEASURED = json.loads((ROOT / "benchmarks/results/speed.json").read_text(encoding="utf-8"))
RUNS = {
    "1": {"wall_seconds": 80.0, "cpu_seconds": 81.0, "largest_process_mb": 300.0},
    "2": {"wall_seconds": 50.0, "cpu_seconds": 84.0, "largest_process_mb": 310.4},
}
NOTHING = {
    "texts": {},
    "pdfs": {},
    "starts": {},
    "lengths": {},
    "pages": [10.0, 21.0],
    "workers": {"30": RUNS},
}
ROUNDS = 3  # a machine that is busy for a moment is busy in one round


def test_no_stage_costs_half_as_much_again() -> None:
    for _ in range(ROUNDS):
        worse = guard.worse(MEASURED["guard"], guard.ratios(ROOT / "data/raw", repeats=2))
        if not worse:
            return
    pytest.fail(f"dearer beside the floor than `make bench` last saw: {worse}")


def test_no_cost_is_of_texts_that_are_remembered() -> None:
    remembered = []

    def read() -> None:
        remembered.append(read_head.cache_info().currsize)
        read_head("Aantal woningen 2027")

    least(read, repeats=3)
    assert remembered == [0, 0, 0]


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
    lines = list(report(NOTHING | {"texts": {"samples": costs}}, "make bench"))
    assert "| ingest | 25 | 2.0 |" in lines
    assert "| another tool | not installed | |" in lines


def test_longer_documents_and_more_workers_stand_beside_one() -> None:
    lines = list(report(NOTHING, "make bench"))
    assert "| 30 | 2 | 50.0 | 1.60 | 84.0 | 310 |" in lines
    assert "\nA text of 2,000 pages costs 2.10 times one of 1,000 (10.0 s)." in lines


def test_the_drawing_is_the_same_for_the_same_figures(tmp_path: Path) -> None:
    for name in ("one.svg", "two.svg"):
        draw(MEASURED, tmp_path / name)
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()


def test_a_stage_is_told_by_the_innermost_module_that_is_known() -> None:
    def language(look: Callable[[], str]) -> str:
        return look()

    of_language = {"__name__": "extractors._language", "__builtins__": {}}
    called = FunctionType(language.__code__, of_language)
    assert called(lambda: stacks.stage_of(sys._getframe())) == "language: tokens and sentences"
    assert stacks.stage_of(None) == stacks.REST
