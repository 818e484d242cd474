"""Registers that a user adds, and what is said of those that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from extractors import document_facts
from pipeline.__main__ import app
from pipeline.errors import Exit, UsageError
from pipeline.ingest import read_text
from pipeline.reading.settings import DEFAULTS, settings

TOWNS = "code,name\nGM9001,Waterdam\n"
CORPORATIONS = "name,aliases,l_number\nZuiderlicht,Het Licht,L9001\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "municipalities.csv").write_text(TOWNS)
    (tmp_path / "corporations.csv").write_text(CORPORATIONS)
    return tmp_path


def test_one_s_own_municipality_has_its_code(own: Path) -> None:
    words = "Prestatieafspraken 2031\n\nGemeente Waterdam en woningcorporatie Zuiderlicht spreken dit af.\n"
    (row,) = (
        one
        for one in document_facts.extract(settings(own).applied_to(read_text(words)))
        if isinstance(one, document_facts.Row)
    )
    assert (row.municipalities, row.municipality_codes) == (("Waterdam",), ("GM9001",))


def test_the_registers_of_the_command_line_reach_the_datasets(own: Path) -> None:
    (own / "raw").mkdir()
    (own / "raw/a.txt").write_text("Prestatieafspraken 2031\n\nGemeente Waterdam en corporatie Zuiderlicht\n")
    arguments = ["run", own / "raw", "--out", own / "out", "--registers", own]
    result = CliRunner().invoke(app, list(map(str, arguments)))
    assert result.exit_code == Exit.OK, result.output
    parties = pd.read_parquet(own / "out/latest/parties.parquet").set_index("name")["register_code"]
    assert parties[["gemeente Waterdam", "Zuiderlicht"]].tolist() == ["GM9001", "L9001"]


def test_registers_add_to_those_that_ship_or_stand_in_their_place(own: Path) -> None:
    assert settings(own).registers.is_municipality("Eemsdelta")
    assert not settings(own, only_these_registers=True).registers.is_municipality("Eemsdelta")


def test_only_the_register_that_is_there_stands_in_the_place_of_its_own(own: Path) -> None:
    (own / "municipalities.csv").unlink()
    known = settings(own, only_these_registers=True).registers
    assert known.is_municipality("Eemsdelta")
    assert [one.name for one in known.corporations] == ["Zuiderlicht"]


def test_the_digest_tells_settings_apart_and_nothing_else(own: Path) -> None:
    assert settings().digest() == DEFAULTS.digest()
    assert settings(own).digest() == settings(own).digest() != DEFAULTS.digest()


def test_a_spreadsheet_s_mark_at_the_start_of_the_file_does_not_hide_the_first_column(own: Path) -> None:
    (own / "municipalities.csv").write_bytes(b"\xef\xbb\xbf" + TOWNS.encode())
    assert settings(own).registers.is_municipality("Waterdam")


@pytest.mark.parametrize(
    ("file", "content", "complaint"),
    [
        ("municipalities.csv", b"name\nWaterdam\n", "municipalities.csv has no column `code`"),
        ("corporations.csv", b"name\nZuiderlicht\n\n ,\n", "corporations.csv line 4: `name` is empty"),
        ("corporations.csv", "name\nCoöperatie\n".encode("cp1252"), "is not UTF-8"),
    ],
)
def test_a_register_that_cannot_be_used_stops_the_run(
    own: Path, file: str, content: bytes, complaint: str
) -> None:
    (own / file).write_bytes(content)
    with pytest.raises(UsageError, match=complaint):
        settings(own)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--registers", "nowhere"], "nowhere is no folder"),
        (["--registers", "."], "holds neither municipalities.csv nor corporations.csv"),
        (["--only-these-registers"], "needs --registers DIR"),
        (["--model", "nl_no_such_model"], "nl_no_such_model cannot be loaded"),
    ],
)
def test_settings_that_cannot_be_used_are_a_usage_error(
    arguments: list[str], complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/a.txt").write_text("Prestatieafspraken 2031")
    result = CliRunner().invoke(app, ["run", "raw", "--out", "out", *arguments])
    assert result.exit_code == Exit.USAGE
    assert complaint in result.stderr
    assert not (tmp_path / "out").exists()
