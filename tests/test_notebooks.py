"""The notebooks run on `latest` alone, also where that holds nothing, and leave their charts where asked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import jupytext
import pandas as pd
import pytest
from conftest import ROOT
from PIL import Image

FOLDER = ROOT / "notebooks"
NOTEBOOKS = sorted(file.stem for file in FOLDER.glob("*.py") if file.stem != "latest")
CHARTS = {
    "first_look": {"years", "rows_by_document"},
    "new_builds_and_sales": {"new_builds_by_year", "new_builds_and_sales"},
    "rent_bands": {"rent_bands_against_target"},
    "deadlines": {"deadlines_by_party"},
    "extraction_quality": {"expected_accuracy", "calibration", "issues"},
    "three_questions": set(),
}
ONE_PROCESS = "import runpy, sys; [runpy.run_path(name) for name in sys.argv[1:]]"


def run(latest: Path, charts: Path, folder: Path) -> set[str]:
    """All notebooks in one process, which spares their imports; the names of their charts.

    `latest` lies elsewhere than in data/processed, as with `make charts OUT=…`.
    """
    named = {"MPLBACKEND": "agg", "AFSPRAKEN_CHARTS": str(charts), "PYTHONPATH": str(FOLDER)}
    named["AFSPRAKEN_LATEST"] = str(latest)
    command = [
        sys.executable,
        "-W",
        "error",
        "-c",
        ONE_PROCESS,
        *(str(FOLDER / f"{name}.py") for name in NOTEBOOKS),
    ]
    ran = subprocess.run(command, cwd=folder, env={**os.environ, **named}, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return {file.stem for file in charts.glob("*.png")}


def test_every_notebook_draws_its_charts_without_a_warning(samples: Path, tmp_path: Path) -> None:
    assert set(CHARTS) == set(NOTEBOOKS)
    assert run(samples, tmp_path / "charts", tmp_path) == set().union(*CHARTS.values())
    for file in (tmp_path / "charts").glob("*.png"):
        with Image.open(file) as picture:
            assert len(picture.convert("RGB").getcolors(1 << 20)) > 20  # more than an empty page


def test_an_archive_that_holds_nothing_is_no_fault(samples: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    for file in samples.rglob("*.parquet"):
        target = empty / file.relative_to(samples)
        target.parent.mkdir(parents=True, exist_ok=True)
        pd.read_parquet(file).head(0).to_parquet(target)
    assert run(empty, tmp_path / "charts", tmp_path) == set().union(*CHARTS.values())


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_it_is_a_notebook_with_words_and_code(name: str) -> None:
    cells = jupytext.read(FOLDER / f"{name}.py").cells
    assert cells[0].cell_type == "markdown"
    assert cells[0].source.startswith("# ")
    assert sum(cell.cell_type == "code" for cell in cells) >= 2


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_charts_bear_a_question(name: str) -> None:
    code = (FOLDER / f"{name}.py").read_text(encoding="utf-8")
    questions = [line.strip().strip('",') for line in code.splitlines() if line.strip().endswith('?",')]
    assert len(questions) == len(CHARTS[name])
