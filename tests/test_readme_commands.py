"""The README's commands do what it says: they are run as they stand, in an empty folder beside data."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from PIL import Image

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLE = "\n".join(re.findall(r"```console\n(.*?)```", README, re.DOTALL))
COMMANDS = dict(re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n?)*)", CONSOLE, re.MULTILINE))
SHOW = next(command for command in COMMANDS if "--png" in command)
TIMES = next(command for command in COMMANDS if " times " in command)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data").symlink_to(ROOT / "data")
    return tmp_path


def run(command: str, folder: Path) -> str:
    """What a command prints; `.venv/bin/afspraken` is the program under test."""
    program = f"{sys.executable} -m pipeline"
    assert ".venv/bin/afspraken" in command
    line = command.replace(".venv/bin/afspraken", program)
    ran = subprocess.run(
        line, shell=True, capture_output=True, text=True, cwd=folder, env={"PYTHONPATH": str(ROOT)}
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_show_draws_the_page_under_a_legend(folder: Path) -> None:
    printed = run(SHOW, folder)
    assert re.match(r"page-2\.png: \d+ tables, \d+ observations, \d+ commitments", printed)
    with Image.open(folder / "page-2.png") as picture:
        assert picture.size[0] < picture.size[1]  # a page of A4
        colours = {colour for _, colour in picture.getcolors(1 << 20)}
    assert {
        (214, 39, 40),
        (44, 160, 44),
        (31, 119, 180),
        (255, 127, 14),
    } <= colours  # red, green, blue, orange


def test_times_prints_what_the_readme_shows(folder: Path) -> None:
    assert run(TIMES, folder).strip() == COMMANDS[TIMES].strip()


@pytest.mark.parametrize("command", [command for command in COMMANDS if command not in (SHOW, TIMES)])
def test_the_other_commands_run_too(command: str, folder: Path) -> None:
    assert run(command, folder)
