"""What a monitor is told, and the units that systemd and cron are given."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipeline.__main__ import app
from pipeline.errors import Exit, OutputUnusableError, UsageError
from pipeline.publishing import records
from pipeline.publishing.publish import publish
from pipeline.publishing.records import Counts, Run
from pipeline.using.schedule import Schedule, cron_line, units, write_units
from pipeline.using.status import status

NOON = datetime(2031, 3, 2, 12, tzinfo=UTC)
GOOD = {"outcome": "published", "started_at": "2031-03-02T02:00:00+00:00", "seconds": 3600.0}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    publish({"documents.parquet": b"1"}, tmp_path)
    return tmp_path


def keep(out: Path, **about: Any) -> None:
    name = (out / "latest").resolve().name
    records.keep(Run(**({"snapshot": name, "counts": Counts(issues={"error": 2})} | about)), out)


def test_all_is_well(out: Path) -> None:
    keep(out, outcome="failed")
    keep(out, **GOOD)
    found = status(out, 26, NOON)
    assert (found.age_hours, found.refused_in_a_row, found.failed_in_a_row) == (9.0, 0, 0)
    assert (found.issues, found.faults) == ({"error": 2}, [])


@pytest.mark.parametrize(
    ("later", "most_hours", "says"),
    [
        ([], 8, "the last good run ended 9 hours ago, more than 8"),
        (
            [{"outcome": "refused", "refusals": ["too few"]}],
            26,
            "refused the last snapshot: too few",
        ),
        (
            [{"outcome": "refused", "refusals": ["too few", "fewer", "less"]}],
            26,
            "refused the last snapshot: too few; and 2 more in run.json",
        ),
        ([{"outcome": "failed", "failure": "disk full"}], 26, "the last run failed: disk full"),
        ([GOOD | {"snapshot": "another"}], 26, "and the last good run left another"),
    ],
)
def test_what_is_not_well_is_told(
    out: Path, later: list[dict[str, Any]], most_hours: float, says: str
) -> None:
    keep(out, **GOOD)
    for run in later:
        keep(out, **run)
    (fault,) = status(out, most_hours, NOON).faults
    assert says in fault


def test_nights_are_counted_back_to_the_last_good_one(out: Path) -> None:
    for outcome in ("refused", "published", "refused", "failed", "refused"):
        keep(out, **(GOOD | {"outcome": outcome}))
    found = status(out, 26, NOON)
    assert (found.refused_in_a_row, found.failed_in_a_row) == (2, 1)


def test_where_nothing_was_published_there_is_nothing_to_tell(tmp_path: Path) -> None:
    with pytest.raises(OutputUnusableError):
        status(tmp_path, 26)


def test_a_damaged_record_is_passed_over(out: Path) -> None:
    keep(out, **GOOD)
    (out / "runs" / "99991231T000000.000000.json").write_text("{")
    assert status(out, 26, NOON).faults == []


def test_old_records_go(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "KEPT_RECORDS", 3)
    for _ in range(5):
        keep(out, **GOOD)
    assert len(list((out / "runs").iterdir())) == 3


def test_the_exit_code_is_for_monitoring(out: Path) -> None:
    keep(out, **(GOOD | {"started_at": "2021-03-02T02:00:00+00:00"}))
    told = CliRunner().invoke(app, ["status", "--out", str(out), "--most-hours", "1", "--json"])
    assert told.exit_code == Exit.STALE
    assert json.loads(told.stdout)["issues"] == {"error": 2}
    assert CliRunner().invoke(app, ["status", "--out", str(out), "--most-hours", "1e9"]).exit_code == Exit.OK


def test_run_json_lies_beside_the_snapshot_and_is_plain_json(out: Path) -> None:
    keep(out, **GOOD)
    told = json.loads((out / "run.json").read_text())
    assert told["outcome"] == "published"
    assert told["counts"]["issues"] == {"error": 2}
    assert "playa-pdf" in told["versions"]
    assert not list((out / "latest").resolve().glob("run.json"))


PLAN = Schedule(
    raw=Path("/data/a folder"), out=Path("/data/100% $HOME"), at="2:05", on_failure='echo "50%" | mail x'
)


def test_the_service_has_a_limit_a_log_and_a_command_on_failure() -> None:
    told = units(PLAN)
    service = told["afspraken.service"]
    assert '"run" "/data/a folder" "--out" "/data/100%% $$HOME"' in service
    assert "TimeoutStartSec=8h" in service
    assert "StandardOutput=append:/data/100%% $HOME/afspraken.log" in service
    assert "OnFailure=afspraken-failed.service" in service
    assert 'ExecStart=/bin/sh -c "echo \\"50%%\\" | mail x"' in told["afspraken-failed.service"]
    assert "OnCalendar=*-*-* 02:05:00" in told["afspraken.timer"]
    plain = units(Schedule(raw=Path("/a"), out=Path("/b")))
    assert set(plain) == {"afspraken.service", "afspraken.timer"}
    assert "OnFailure" not in plain["afspraken.service"]


def test_the_cron_line_does_the_same() -> None:
    line = cron_line(PLAN)
    assert line.startswith("5 2 * * * timeout 8h ")
    assert (
        "run '/data/a folder' --out '/data/100\\% $HOME' >> '/data/100\\% $HOME/afspraken.log' 2>&1" in line
    )
    assert line.endswith('|| { echo "50\\%" | mail x; }')


@pytest.mark.parametrize("wrong", [{"at": "25:00"}, {"at": "2"}, {"at": "02:60"}, {"on_failure": "a\nb"}])
def test_what_cannot_be_scheduled_is_refused(tmp_path: Path, wrong: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        write_units(Schedule(raw=tmp_path, out=tmp_path / "out", **wrong), tmp_path)  # type: ignore[arg-type]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    plan = Schedule(raw=tmp_path, out=tmp_path / "an out", on_failure="true")
    written = write_units(plan, tmp_path / "units")
    ran = subprocess.run(["systemd-analyze", "verify", *map(str, written)], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert "afspraken" not in ran.stderr
