"""Is the new snapshot to be trusted over the last good one? Floors refuse, ceilings warn: gates.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from importlib import resources
from itertools import takewhile
from typing import Any

import msgspec

from pipeline.errors import UsageError
from pipeline.publishing import records
from pipeline.publishing.records import Counts, Run
from pipeline.storage.layout import REFUSED
from pipeline.storage.places import Place

FILE = "gates.toml"


class Floors(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Below these nothing is published."""

    lost_documents: float
    lost_rows: float
    lost_documents_with_rows: float
    lost_rows_of_an_indicator: float
    lost_register_entries: float
    failed_documents: float
    spared: int


class Ceilings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Above these there is a warning."""

    gained_rows: float
    partial_documents: float
    gained_errors: float


class FirstRun(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where there is nothing to compare with."""

    failed_documents: float


class Gates(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The thresholds, as gates.toml has them."""

    floors: Floors
    ceilings: Ceilings
    first_run: FirstRun


class Verdict(msgspec.Struct, frozen=True):
    """One sentence for each floor that is not reached and each ceiling that is passed."""

    refusals: list[str] = []
    warnings: list[str] = []


def gates_for(out: Place) -> Gates:
    """The thresholds that ship, with those that the folder's own gates.toml changes. Raises UsageError."""
    values: dict[str, Any] = tomllib.loads((resources.files("pipeline.publishing") / FILE).read_text("utf-8"))
    own = out / FILE
    try:
        changes = tomllib.loads(own.read_text("utf-8")) if own.exists() else {}
        for name, lines in changes.items():
            values[name] = {**values.get(name, {}), **lines}
        return msgspec.convert(values, Gates)
    except (OSError, ValueError, TypeError) as fault:  # msgspec's faults are ValueErrors
        raise UsageError(f"{own} cannot be used: {fault}.") from fault


def judge(new: Counts, old: Counts | None, gates: Gates, *, same_schema: bool = True) -> Verdict:
    """What speaks against publishing `new` over `old`; nothing is compared in a first run."""
    if old is None:
        return Verdict(list(_failed(new, gates.first_run.failed_documents, gates.floors.spared)))
    failed = list(_failed(new, gates.floors.failed_documents, gates.floors.spared))
    lost = list(_lost(new, old, gates.floors))
    grown = list(_grown(new, old, gates.ceilings))
    return Verdict([*failed, *lost], grown) if same_schema else Verdict(failed, [*lost, *grown])


def _failed(counts: Counts, most: float, spared: int) -> Iterator[str]:
    failed, total = _documents(counts, "failed"), _documents(counts)
    if failed > max(most * total, spared):
        yield f"{failed} of {total} documents could not be read: {failed / total:.0%}, above {most:.0%}"


def _lost(new: Counts, old: Counts, floors: Floors) -> Iterator[str]:
    compared: list[tuple[float, str, Mapping[str, int], Mapping[str, int]]] = [
        (floors.lost_documents, "documents", {"": _documents(old)}, {"": _documents(new)}),
        (floors.lost_rows, "rows of {}", _facts(old.rows), new.rows),
        (
            floors.lost_documents_with_rows,
            "documents with {}",
            _facts(old.documents_with),
            new.documents_with,
        ),
        (floors.lost_rows_of_an_indicator, "observations of {}", old.indicators, new.indicators),
    ]
    for most, what, before, now in compared:
        for name, count in before.items():
            lost = count - now.get(name, 0)
            if lost > max(most * count, floors.spared):
                yield _change(what.format(name), count, now.get(name, 0), most)
    for name, count in old.registers.items():
        lost = count - new.registers.get(name, 0)
        if lost > floors.lost_register_entries * count:
            yield _change(
                f"entries of the register {name}", count, count - lost, floors.lost_register_entries
            )


def _facts(counts: Mapping[str, int]) -> Mapping[str, int]:
    """Without the issues: to have fewer of them is what everybody works for."""
    return {name: count for name, count in counts.items() if name != "issues"}


def _grown(new: Counts, old: Counts, ceilings: Ceilings) -> Iterator[str]:
    for name, count in new.rows.items():
        before = old.rows.get(name, 0)
        if before and count - before > ceilings.gained_rows * before:
            yield _change(f"rows of {name}", before, count, ceilings.gained_rows)
    partial, total = _documents(new, "partial"), _documents(new)
    if partial > ceilings.partial_documents * total:
        yield f"a part is missing of {partial} of {total} documents, above {ceilings.partial_documents:.0%}"
    errors, before = new.issues.get("error", 0), old.issues.get("error", 0)
    if errors - before > ceilings.gained_errors * before:
        yield _change("issues of severity error", before, errors, ceilings.gained_errors)


def _change(what: str, before: int, now: int, most: float) -> str:
    share = f" ({(now - before) / before:+.0%}, allowed {most:.0%})" if before else ""
    return f"{what}: {before:,} before, {now:,} now{share}"


def _documents(counts: Counts, outcome: str | None = None) -> int:
    return sum(n for each in counts.documents.values() for name, n in each.items() if outcome in (None, name))


def told(refused: Run, out: Place) -> str:
    """Why nothing was published, since when, and what whoever reads it can do."""
    row = list(takewhile(lambda run: run.outcome == "refused", _decided(out)))
    since = f", for {len(row)} runs in a row since {row[-1].started_at}" if len(row) > 1 else ""
    return "\n".join(
        [
            f"The gates refused the new snapshot{since}; latest is as it was.",
            *(f"  {each}" for each in refused.refusals),
            f"It is kept in {out / REFUSED / (refused.snapshot or '')}. Publish it with --accept WHY, "
            "or mend what it was made of and run again.",
        ]
    )


def _decided(out: Place) -> Iterator[Run]:
    """Runs that came to a decision, the last first."""
    return (run for run in records.runs(out) if run.outcome != "failed")
