"""A night's run as a systemd service and timer, and as a line for cron."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import OutputUnusableError, UsageError
from pipeline.storage.writing import write_in_one_step

NAME = "afspraken"
AT = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")  # '02:30'

_SERVICE = """\
[Unit]
Description=Dutch housing agreements as datasets: {raw} into {out}
{on_failure}
[Service]
Type=oneshot
WorkingDirectory={folder}
ExecStart={command}
# A run that is ended loses nothing: the next one goes on with what was kept.
TimeoutStartSec={hours}h
StandardOutput=append:{log}
StandardError=append:{log}
Nice=10
"""
_TIMER = """\
[Unit]
Description=Every night at {at}: dutch housing agreements as datasets

[Timer]
OnCalendar=*-*-* {at}:00
# A machine that was off at that hour makes up for it.
Persistent=true
RandomizedDelaySec=300

[Install]
WantedBy=timers.target
"""
_FAILURE = """\
[Unit]
Description=Tells that the night of afspraken went wrong

[Service]
Type=oneshot
ExecStart=/bin/sh -c {command}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """What is run, when, for how long at most, and what is called when it fails."""

    raw: Path
    out: Path
    at: str = "02:30"
    hours: int = 8
    on_failure: str | None = None  # a shell command

    def check(self) -> None:
        """Raises UsageError where no unit can be made of it."""
        if not AT.fullmatch(self.at):
            raise UsageError(f"--at {self.at} is no time of day; give one such as 02:30.")
        for words in (str(self.raw), str(self.out), self.on_failure or ""):
            if any(sign in words for sign in "\n\r\0"):
                raise UsageError("A path or command over several lines cannot be scheduled.")

    @property
    def log(self) -> Path:
        """The file that every run adds to."""
        return self.out.absolute() / "afspraken.log"

    def command(self) -> list[str]:
        """The run, by absolute paths."""
        program = shutil.which(NAME, path=str(Path(sys.executable).parent))
        start = [program] if program else [sys.executable, "-m", "pipeline"]
        return [*start, "run", str(self.raw.absolute()), "--out", str(self.out.absolute())]


def units(plan: Schedule) -> dict[str, str]:
    """The unit files by name."""
    failure = f"OnFailure={NAME}-failed.service\n" if plan.on_failure else ""
    told = {
        f"{NAME}.service": _SERVICE.format(
            raw=_plain(plan.raw),
            out=_plain(plan.out),
            on_failure=failure,
            folder=_plain(plan.out.absolute()),
            command=" ".join(map(_quoted, plan.command())),
            hours=plan.hours,
            log=_plain(plan.log),
        ),
        f"{NAME}.timer": _TIMER.format(at=plan.at.zfill(5)),
    }
    if plan.on_failure:
        told[f"{NAME}-failed.service"] = _FAILURE.format(command=_quoted(plan.on_failure))
    return told


def cron_line(plan: Schedule) -> str:
    """The same as a line for crontab: with the time limit, the log and the command on failure."""
    hour, minute = plan.at.split(":")
    limit = ["timeout", f"{plan.hours}h"]
    run = f"{shlex.join([*limit, *plan.command()])} >> {shlex.quote(str(plan.log))} 2>&1"
    whole = f"{run} || {{ {plan.on_failure}; }}" if plan.on_failure else run
    return f"{int(minute)} {int(hour)} * * * " + whole.replace("%", r"\%")  # % ends a command of cron's


def write_units(plan: Schedule, folder: Path) -> list[Path]:
    """Writes the unit files into a folder; units of these names are replaced. Raises StopError."""
    plan.check()
    written = []
    try:
        plan.out.mkdir(parents=True, exist_ok=True)  # systemd opens the log before the run makes it
        for name, content in units(plan).items():
            write_in_one_step(folder / name, content.encode())
            written.append(folder / name)
    except OSError as fault:
        raise OutputUnusableError(f"{folder} cannot be written ({fault.strerror or fault}).") from fault
    return written


def _plain(path: Path) -> str:
    """A path in a setting that takes it as it stands: only the signs for systemd's own values are doubled."""
    return str(path).replace("%", "%%")


def _quoted(word: str) -> str:
    """A word of ExecStart, in which systemd reads quotes, backslashes, % and $."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"'
