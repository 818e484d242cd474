"""Samples to judge: drawn evenly and again the same, read back as filled in, and reckoned rightly."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook
from rich.console import Console

from pipeline.errors import UsageError
from pipeline.using import sample
from pipeline.using.evaluate import Score, Share, scores, show
from pipeline.using.evaluate_file import read_sample
from pipeline.using.sample import write_sample

Fill = Callable[[Workbook], None]


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [  # Wilson's interval, as published tables have it
        (8, 10, 0.490, 0.943),
        (0, 10, 0.000, 0.278),
        (10, 10, 0.722, 1.000),
        (95, 100, 0.888, 0.978),
        (0, 0, 0.0, 1.0),
    ],
)
def test_the_interval(hits: int, of: int, low: float, high: float) -> None:
    assert Share(hits, of).interval() == (pytest.approx(low, abs=5e-4), pytest.approx(high, abs=5e-4))


@pytest.fixture(scope="module")
def drawn(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sample") / "sample.xlsx"
    assert write_sample(samples.parent, file, rows=5, passages=6, seed=1) == (20, 6)
    return file


@pytest.fixture
def filled(drawn: Path, tmp_path: Path) -> Callable[[Fill], Path]:
    def fill(how: Fill) -> Path:
        book = openpyxl.load_workbook(drawn)
        how(book)
        book.save(tmp_path / "filled.xlsx")
        return tmp_path / "filled.xlsx"

    return fill


def lines(book: Workbook, sheet: str) -> list[dict[str, Any]]:
    rows = list(book[sheet].iter_rows())
    header = [cell.value for cell in rows[0]]
    return [dict(zip(header, row, strict=True)) for row in rows[1:]]


def judge(book: Workbook, answer: str = "yes") -> None:
    """Fill in everything alike."""
    for line in lines(book, sample.ROWS):
        line["correct"].value = answer
    for line in lines(book, sample.PASSAGES):
        line["looked_at"].value = "yes"


def miss(book: Workbook, number: int, *values: object) -> None:
    for column, value in enumerate(values, 1):
        book[sample.MISSED].cell(number + 1, column, value)


def score(file: Path, dataset: str, indicator: str | None = None) -> Score:
    (found,) = (
        each for each in scores(read_sample(file)) if (each.dataset, each.indicator) == (dataset, indicator)
    )
    return found


def test_the_same_seed_draws_the_same_and_another_one_not(samples: Path, tmp_path: Path, drawn: Path) -> None:
    for name, seed in (("again", 1), ("other", 2)):
        write_sample(samples.parent, tmp_path / name, rows=5, passages=6, seed=seed)
    assert (tmp_path / "again").read_bytes() == drawn.read_bytes()
    assert (tmp_path / "other").read_bytes() != drawn.read_bytes()


def test_every_dataset_has_its_share_and_every_row_its_words(drawn: Path) -> None:
    rows = lines(openpyxl.load_workbook(drawn), sample.ROWS)
    as_rows = [line["dataset"].value for line in rows if line["passage"].value is None]
    assert as_rows == [name for name in sample.KEYS for _ in range(5)]
    assert all("[[" in line["text"].value and line["read_as"].value for line in rows)


def test_passages_are_all_of_the_text_and_rows_stand_in_one(samples: Path, tmp_path: Path) -> None:
    """Every fact has the same chance to be looked for: passages neither overlap nor leave anything out."""
    write_sample(samples.parent, tmp_path / "all.xlsx", rows=0, passages=10_000, seed=1)
    book = openpyxl.load_workbook(tmp_path / "all.xlsx")
    ids = [(line["dataset"].value, line["row_id"].value) for line in lines(book, sample.ROWS)]
    assert len(ids) == len(set(ids)) > 600
    assert sum(line["rows"].value for line in lines(book, sample.PASSAGES)) == len(ids)


def test_all_right_and_nothing_missed(filled: Callable[[Fill], Path]) -> None:
    found = score(filled(judge), "commitments")
    assert found.precision == Share(5, 5)
    assert found.recall.hits == found.recall.of > 0


def test_what_is_wrong_or_missed_lowers_recall_and_what_is_not_there_does_not(
    filled: Callable[[Fill], Path],
) -> None:
    whole = score(filled(judge), "commitments").recall.of

    def with_faults(book: Workbook) -> None:
        judge(book)
        of_passages = [
            line
            for line in lines(book, sample.ROWS)
            if line["dataset"].value == "commitments" and line["passage"].value
        ]
        of_passages[0]["correct"].value = "wrong"
        of_passages[1]["correct"].value = "no"
        miss(book, 1, 1, "commitments")

    assert score(filled(with_faults), "commitments").recall == Share(whole - 2, whole)


def test_missed_numbers_count_for_their_indicator(filled: Callable[[Fill], Path]) -> None:
    def with_missed(book: Workbook) -> None:
        judge(book)
        miss(book, 1, 1, "observations", "demolitions", "tien woningen gesloopt")

    file = filled(with_missed)
    assert score(file, "observations", "demolitions").recall == Share(0, 1)
    of = score(file, "observations").recall
    assert of.hits == of.of - 1


def test_what_is_not_filled_in_is_not_counted(filled: Callable[[Fill], Path]) -> None:
    def half(book: Workbook) -> None:
        for line in lines(book, sample.ROWS)[:3]:  # of the observations
            line["correct"].value = "ja"
        for line in lines(book, sample.PASSAGES):
            line["looked_at"].value = "yes"

    file = filled(half)
    assert score(file, "observations").precision == Share(3, 3)
    assert score(file, "deadlines").precision == Share(0, 0)
    console = Console(record=True, width=120)
    show(read_sample(file), console)
    told = console.export_text()
    assert "3 of " in told
    assert "not all of their rows are judged" in told


def test_unsure_is_told_and_not_counted(filled: Callable[[Fill], Path]) -> None:
    file = filled(lambda book: judge(book, "?"))
    assert score(file, "observations").precision == Share(0, 0)
    assert score(file, "observations").recall == Share(0, 0)


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ((99, "deadlines"), "`passage` is '99'; it is the number"),
        ((None, "deadlines"), "`passage` is ''; it is the number"),
        (("twee", "deadlines"), "`passage` is 'twee', which is no number"),
        ((1, "deadline"), "`dataset` is 'deadline'; it is one of"),
        ((1, "observations"), "an observation needs its `indicator`"),
        ((1, "observations", "sloop"), "`indicator` is 'sloop'; it is one of"),
    ],
)
def test_a_missed_fact_that_cannot_be_used_is_one_sentence(
    filled: Callable[[Fill], Path], values: tuple[object, ...], fault: str
) -> None:
    file = filled(lambda book: miss(book, 1, *values))
    with pytest.raises(UsageError) as stop:
        read_sample(file)
    assert str(stop.value).startswith(f"Sheet `missed`, line 2: {fault}")
    assert "\n" not in str(stop.value)


def maybe(book: Workbook) -> None:
    lines(book, sample.ROWS)[2]["correct"].value = "misschien"


@pytest.mark.parametrize(
    ("fill", "sentence"),
    [
        (maybe, "Sheet `rows`, line 4: `correct` is 'misschien'; choose yes, wrong, no or unsure"),
        (lambda book: book.remove(book["missed"]), "has no sheet `missed`"),
        (lambda book: book["rows"].delete_cols(8), "has no column `correct`"),
    ],
)
def test_a_sheet_that_cannot_be_used_is_one_sentence(
    filled: Callable[[Fill], Path], fill: Fill, sentence: str
) -> None:
    file = filled(fill)
    with pytest.raises(UsageError) as stop:
        read_sample(file)
    assert sentence in str(stop.value)
    assert "\n" not in str(stop.value)


def test_a_file_that_is_none_of_ours(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("passage;dataset")
    for file, sentence in ((tmp_path / "a.csv", "is no workbook"), (tmp_path / "b.xlsx", "does not exist")):
        with pytest.raises(UsageError, match=sentence):
            read_sample(file)
