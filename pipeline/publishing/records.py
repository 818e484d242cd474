"""The record of each run, `run.json`: what was done, with what, how long it took. Never part of any row."""

from __future__ import annotations

import contextlib
import os
import platform
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Literal

import msgspec

from pipeline.storage.layout import RUN, RUNS
from pipeline.storage.places import Place, Url
from pipeline.storage.writing import write_in_one_step

KEPT_RECORDS = 400
"""A good year of nights."""

Outcome = Literal["published", "unchanged", "refused", "dry_run", "failed"]


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """What a snapshot holds, for whoever does not want to open it."""

    documents: dict[str, dict[str, int]] = {}  # media type -> outcome -> how many
    rows: dict[str, int] = {}  # by dataset and view
    documents_with: dict[str, int] = {}  # by dataset and view: how many documents have rows there
    issues: dict[str, int] = {}  # by severity
    failures: list[str] = []  # why documents could not be read
    indicators: dict[str, int] = {}  # observations by indicator
    registers: dict[str, int] = {}  # entries by register


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """One run, as `run.json` has it."""

    outcome: Outcome
    started_at: str = ""  # ISO 8601, UTC
    seconds: float = 0.0
    night: str = ""  # key of all that went in and of the code: equal keys, equal snapshots
    snapshot: str | None = None  # name of the folder in snapshots/, or in refused/
    schema_version: str = ""
    files_found: int = 0
    files_read: int = 0
    documents_read_anew: int = 0
    counts: Counts = Counts()
    refusals: list[str] = []  # why the gates refused it
    warnings: list[str] = []  # what the gates found worth a look
    accepted: str | None = None  # why somebody published it in spite of the gates
    failure: str | None = None  # what stopped it
    exit_code: int = 0
    cpu_seconds: float = 0.0  # of this process and of all that it has waited for
    versions: dict[str, str] = msgspec.field(default_factory=lambda: _versions())


class Clock:
    """The one clock of a run; what it says goes into its record and nowhere else."""

    def __init__(self) -> None:
        """Starts now."""
        self._started_at = datetime.now(UTC).isoformat(timespec="seconds")
        self._started = time.monotonic()

    def stamp(self, run: Run) -> Run:
        """The record with the time it took until now."""
        times = os.times()
        return msgspec.structs.replace(
            run,
            started_at=self._started_at,
            seconds=round(time.monotonic() - self._started, 2),
            cpu_seconds=round(sum(times[:4]), 2),
        )


def keep(run: Run, out: Place) -> None:
    """Write the record: as the last one, and among all; the oldest go. Raises OSError."""
    content = msgspec.json.format(msgspec.json.encode(run), indent=2) + b"\n"
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%S.%f}.json"  # names in the order in which runs ended
    write_in_one_step(out / RUNS / name, content)
    write_in_one_step(out / RUN, content)
    for old in _files(out)[:-KEPT_RECORDS]:
        old.unlink(missing_ok=True)


def keep_if_possible(run: Run, out: Place) -> None:
    """Write the record of a run that was stopped: by a full disk perhaps, that has no room for it either."""
    with contextlib.suppress(OSError):
        keep(run, out)


def runs(out: Place) -> Iterator[Run]:
    """The records that are there, the last first; what is no record is passed over."""
    for file in reversed(_files(out)):
        try:
            yield msgspec.json.decode(file.read_bytes(), type=Run)
        except (OSError, msgspec.MsgspecError):
            continue


def last_good(out: Place) -> Run | None:
    """The last run after which `latest` was as it should be."""
    return next((run for run in runs(out) if run.outcome in ("published", "unchanged")), None)


def _files(out: Place) -> list[Place]:
    folder = out / RUNS
    files: list[Place] = [*(folder.beneath() if isinstance(folder, Url) else folder.glob("*.json"))]
    return sorted(files, key=lambda file: file.name)


def _versions() -> dict[str, str]:
    libraries = (
        "afspraken",
        "spacy",
        "playa-pdf",
        "pdfplumber",
        "pypdfium2",
        "dateparser",
        "pyarrow",
    )
    return {"python": platform.python_version(), "platform": sys.platform} | {
        name: version(name) for name in libraries
    }
