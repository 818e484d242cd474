"""How things stand with what is published: its age, nights refused or failed since, open issues."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import takewhile

import msgspec

from pipeline.errors import OutputUnusableError
from pipeline.publishing import records
from pipeline.publishing.publish import published
from pipeline.publishing.records import Run
from pipeline.storage.layout import LATEST, RUN
from pipeline.storage.places import Place

GOOD = ("published", "unchanged")


class Status(msgspec.Struct, frozen=True):
    """What a monitor wants to know."""

    snapshot: str
    last_good_at: str  # ISO 8601, UTC: when a run last ended well
    age_hours: float
    refused_in_a_row: int  # since then
    failed_in_a_row: int
    issues: dict[str, int]  # by severity, of what is published
    warnings: list[str]
    faults: list[str]  # why somebody should look; empty when all is well


def status(out: Place, most_hours: float, now: datetime | None = None) -> Status:
    """How things stand in a folder. Raises OutputUnusableError where nothing was ever published."""
    snapshot, good = published(out), records.last_good(out)
    if snapshot is None or good is None:
        raise OutputUnusableError(
            f"{out / LATEST} holds no published datasets; make them with `afspraken run`."
        )
    since = list(takewhile(lambda run: run.outcome not in GOOD, records.runs(out)))
    ended = datetime.fromisoformat(good.started_at) + timedelta(seconds=good.seconds)
    age_hours = ((now or datetime.now(UTC)) - ended).total_seconds() / 3600
    return Status(
        snapshot=snapshot.name,
        last_good_at=ended.isoformat(timespec="seconds"),
        age_hours=round(age_hours, 1),
        refused_in_a_row=sum(run.outcome == "refused" for run in since),
        failed_in_a_row=sum(run.outcome == "failed" for run in since),
        issues=good.counts.issues,
        warnings=good.warnings,
        faults=list(_faults(since, age_hours, most_hours, snapshot.name, good)),
    )


def _faults(since: list[Run], age_hours: float, most_hours: float, snapshot: str, good: Run) -> list[str]:
    faults = []
    if age_hours > most_hours:
        faults.append(f"the last good run ended {age_hours:.0f} hours ago, more than {most_hours:g}")
    if since and since[0].outcome == "refused":
        faults.append(f"the gates refused the last snapshot: {_shortened(since[0].refusals)}")
    if since and since[0].outcome == "failed":
        faults.append(f"the last run failed: {since[0].failure}")
    if snapshot != good.snapshot:
        faults.append(f"latest is {snapshot}, and the last good run left {good.snapshot}")
    return faults


def _shortened(refusals: list[str]) -> str:
    """A monitor has room for one sentence; what goes missing takes rows of many datasets with it."""
    more = [f"and {len(refusals) - 1} more in {RUN}"] if len(refusals) > 1 else []
    return "; ".join([*refusals[:1], *more])


def told(found: Status) -> str:
    """The status in a few lines."""
    issues = ", ".join(f"{count} {severity}" for severity, count in found.issues.items()) or "none"
    lines = [
        f"published      {found.snapshot}",
        f"last good run  {found.last_good_at}, {found.age_hours:g} hours ago",
        f"since then     {found.refused_in_a_row} refused, {found.failed_in_a_row} failed",
        f"issues         {issues}",
        *(f"worth a look   {warning}" for warning in found.warnings),
        *(f"FAULT          {fault}" for fault in found.faults),
    ]
    return "\n".join(lines)
