"""The three questions of README, docs and notebook: their code is run as it stands, on the samples."""

from __future__ import annotations

import contextlib
import io
import re
import runpy
import sys
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from conftest import ROOT

from pipeline.ingest.pdf import ocr
from pipeline.views import all_datasets

LATEST = "data/processed/latest"
BLOCK = re.compile(r"```(python|sql|text)\n(.*?)```", re.DOTALL)
PAGES = (ROOT / "README.md", ROOT / "docs/how-to/questions.md")
QUESTIONS = dict(
    found
    for page in PAGES
    for found in re.findall(
        r"^##+ ([^\n]+\?)\n(.*?)(?=^##|\Z)", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
)
NEW_HOMES, DEADLINES, CHEAP_STOCK = QUESTIONS

ANSWERS = {
    # municipality, year, first and last year of a period, at least, at most
    NEW_HOMES: [
        ("Brinkdam", 2024, None, None, 37, 37),  # a PDF's ruled table: its total is not added to its rows
        ("Brinkdam", 2025, None, None, 36, 36),
        ("Brinkdam", 2026, None, None, 30, 30),
        ("Esdrecht", 2019, None, None, 20, 20),
        ("Esdrecht", 2020, None, None, 25, 25),
        ("Esdrecht", 2021, None, None, 45, 45),
        ("Esdrecht", 2022, None, None, 40, 40),
        ("Esdrecht", 2023, None, None, 30, 30),
        ("Holterveld", 2026, None, None, 16, 16),  # a PDF's table without rules
        ("Holterveld", 2027, None, None, 40, 40),
        ("Holterveld", 2028, None, None, 28, 28),
        ("Holterveld", 2029, None, None, 12, 12),
        ("Kolkwijk", 2024, None, None, 36, 36),
        ("Kolkwijk", 2025, None, None, 48, 48),
        (
            "Lierveen",
            2025,
            None,
            None,
            18,
            18,
        ),  # the year stands in another column of a PDF's table of actions
        ("Lierveen", 2026, None, None, 44, 44),
        ("Maarsum", 2023, None, None, 21, 21),  # a scan
        ("Oosterlo", None, 2025, 2028, 120, None),
        ("Veenhoven", 2019, None, None, 8, 8),  # a note splits the table by municipality
        ("Veenhoven", 2020, None, None, 10, 10),
        ("Veenhoven", 2021, None, None, 10, 10),
        ("Veenhoven", 2022, None, None, 10, 10),
        ("Veenhoven", 2023, None, None, 10, 10),
        ("Zandermeer", 2025, None, None, 52, 52),
    ],
    DEADLINES: [
        ("2024-09-30", "responsible", "Q3 2024", "Betaalbaarheid"),
        ("2024-09-30", "responsible", "Q3-2024", "Leefbaarheid"),
        (
            "2024-09-30",
            "responsible",
            "september 2024 / 2025",
            "Periodiek overleg gemeente, corporaties en Huurdersplatform",
        ),
    ],
    # area, stock, forecast, target at least and at most
    CHEAP_STOCK: [
        ("Esdrecht", 2140, None, None, None),
        ("Esdrecht, Veenhoven", 2450, 2015, 1800, 2200),
        ("Holterveld", 412, 385, 380, None),
        ("Veenhoven", 310, None, None, None),
    ],
}


def blocks(question: str, latest: Path) -> dict[str, str]:
    """The code blocks under a question by language, reading from this snapshot."""
    return {
        language: code.replace(LATEST, str(latest)) for language, code in BLOCK.findall(QUESTIONS[question])
    }


def needs_tesseract(question: str) -> None:
    """One of the answers is in a scan."""
    if question == NEW_HOMES and ocr.missing():
        pytest.skip(str(ocr.missing()))


@pytest.mark.parametrize("question", QUESTIONS)
def test_duckdb_gives_the_known_answer(question: str, samples: Path) -> None:
    needs_tesseract(question)
    rows = duckdb.sql(blocks(question, samples)["sql"]).fetchall()
    plain = [tuple(str(value) if hasattr(value, "isoformat") else value for value in row) for row in rows]
    assert sorted(plain, key=str) == sorted(ANSWERS[question], key=str)


@pytest.mark.parametrize("question", QUESTIONS)
def test_pandas_prints_what_the_page_shows(question: str, samples: Path) -> None:
    needs_tesseract(question)
    code = blocks(question, samples)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code["python"], question, "exec"), {})
    assert printed.getvalue().rstrip() == code["text"].rstrip()


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_page_shows_the_known_numbers(question: str, samples: Path) -> None:
    shown = blocks(question, samples)["text"]
    for row in ANSWERS[question]:
        assert all(str(value) in shown for value in row if value is not None), row


def test_notebook_runs_on_latest_alone(
    samples: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AFSPRAKEN_LATEST", str(samples))
    monkeypatch.delitem(sys.modules, "latest", raising=False)
    monkeypatch.syspath_prepend(ROOT / "notebooks")
    with pd.option_context("display.max_rows", 5):
        answers = runpy.run_path(str(ROOT / "notebooks/three_questions.py"))
    assert answers["homes_per_year"].loc[("Zandermeer", 2025), "value_min"] == 52
    assert set(answers["due"]["expression"]) == {"Q3 2024", "Q3-2024", "september 2024 / 2025"}
    assert answers["cheap"].set_index("area").loc["Esdrecht, Veenhoven", "forecast_gap"] == 0


README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_lists_every_dataset() -> None:
    table = README.split("## The datasets")[1].split("\n## ")[0]
    assert set(re.findall(r"`([\w/]+)`", " ".join(re.findall(r"^\| (`[^|]*) \|", table, re.M)))) == set(
        all_datasets()
    )
