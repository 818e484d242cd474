"""What a run shows: a bar on a terminal, plain lines elsewhere, and a closing table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from pipeline.sources.files import shown
from pipeline.storage.layout import SNAPSHOTS

if TYPE_CHECKING:
    from pipeline.publishing.records import Run
    from pipeline.reading.workers import Told
    from pipeline.storage.places import Place

OUTCOMES = ("ok", "partial", "failed")
_SHORT_NAMES = {  # of kinds whose media type is too long for a column, or tells nobody anything
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word (.docx)",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel (.xlsx)",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PowerPoint (.pptx)",
    "application/msword": "Word 97 (.doc)",
    "application/vnd.ms-excel": "Excel 97 (.xls)",
    "application/vnd.ms-outlook": "Outlook (.msg)",
    "application/octet-stream": "unknown",
}
SEVERITIES = ("error", "warning", "info")


@contextmanager
def progress(console: Console) -> Iterator[Callable[[int], Callable[[Told], None]]]:
    """Gives what `run` calls with the number of documents; that in turn gives what it calls for each one."""
    if not console.is_terminal:
        yield lambda total: _plain_lines(total, console)
        return
    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),  # a name may hold '[/red]'
    )
    with Progress(*columns, console=console, transient=True) as bar:

        def start(total: int) -> Callable[[Told], None]:
            task = bar.add_task("", total=total)
            return lambda one: bar.update(task, advance=1, description=shown(one.path))

        yield start


def show(done: Run, out: Place, console: Console) -> None:
    """The closing tables: kinds of file by outcome, rows of each dataset, issues by severity."""
    counts = done.counts
    console.print(_files(counts.documents))
    console.print(_rows(counts.rows))
    lines = [
        "Issues: " + ", ".join(f"{counts.issues.get(severity, 0)} {severity}" for severity in SEVERITIES)
    ]
    lines += [f"Not read: {failure}" for failure in counts.failures]
    if done.files_read < done.files_found:
        lines.append(f"Only the first {done.files_read} of {done.files_found} files were read (--limit).")
    lines += [f"Worth a look: {warning}." for warning in done.warnings]
    lines += [f"Accepted ({done.accepted}): {refusal}." for refusal in done.refusals]
    lines.append(_end(done, out))
    console.print("\n".join(lines), markup=False, highlight=False, soft_wrap=True)


def _end(done: Run, out: Place) -> str:
    if done.outcome == "dry_run":
        return "Dry run: all checked, nothing published."
    snapshot = out / SNAPSHOTS / (done.snapshot or "")
    if done.outcome == "unchanged":
        return f"Nothing has changed: {snapshot} stays published."
    return f"Published: {snapshot}"


def _plain_lines(total: int, console: Console) -> Callable[[Told], None]:
    number = count(1)

    def step(one: Told) -> None:
        told = f"not read: {one.failure}" if one.failure else f"{one.rows} rows, {one.issues} issues"
        line = f"{datetime.now():%Y-%m-%d %H:%M:%S} {next(number)}/{total} {shown(one.path)}: {told}"
        console.print(line, markup=False, highlight=False, soft_wrap=True)

    return step


def _files(documents: Mapping[str, Mapping[str, int]]) -> Table:
    table = Table("Documents", *OUTCOMES, box=box.SIMPLE)
    for column in table.columns[1:]:
        column.justify = "right"
    for kind, counts in documents.items():
        table.add_row(_SHORT_NAMES.get(kind, kind), *(str(counts.get(outcome, 0)) for outcome in OUTCOMES))
    return table


def _rows(counts: Mapping[str, int]) -> Table:
    table = Table("Dataset", "rows", box=box.SIMPLE)
    table.columns[1].justify = "right"
    for name, rows in counts.items():
        table.add_row(name, f"{rows:,}")
    return table
