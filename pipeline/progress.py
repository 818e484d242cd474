"""What a run shows: a bar on a terminal, plain lines elsewhere, and a closing table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

if TYPE_CHECKING:
    from pipeline.extract import Extracted
    from pipeline.run import Summary

OUTCOMES = ("ok", "partial", "failed")
SEVERITIES = ("error", "warning", "info")


@contextmanager
def progress(console: Console) -> Iterator[Callable[[int], Callable[[Extracted], None]]]:
    """Gives what `run` calls with the number of documents; that in turn gives what it calls for each one."""
    if not console.is_terminal:
        yield lambda total: _plain_lines(total, console)
        return
    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=console, transient=True) as bar:

        def start(total: int) -> Callable[[Extracted], None]:
            task = bar.add_task("", total=total)
            return lambda one: bar.update(task, advance=1, description=one.source.path)

        yield start


def show(summary: Summary, console: Console) -> None:
    """The closing tables: kinds of file by outcome, rows of each dataset, issues by severity."""
    documents = summary.tables["documents"].to_pylist()
    issues = summary.tables["issues"].column("severity").to_pylist()
    console.print(_files(documents))
    console.print(_rows({name: table.num_rows for name, table in summary.tables.items()}))
    counts = Counter(issues)
    lines = ["Issues: " + ", ".join(f"{counts[severity]} {severity}" for severity in SEVERITIES)]
    lines += [f"Not read: {document['failure']}" for document in documents if document["failure"]]
    if summary.files_read < summary.files_found:
        lines.append(
            f"Only the first {summary.files_read} of {summary.files_found} files were read (--limit)."
        )
    lines.append(
        f"Published: {summary.snapshot}" if summary.snapshot else "Dry run: all checked, nothing published."
    )
    console.print("\n".join(lines), markup=False, highlight=False, soft_wrap=True)


def _plain_lines(total: int, console: Console) -> Callable[[Extracted], None]:
    number = count(1)

    def step(one: Extracted) -> None:
        rows = sum(map(len, one.rows.values()))
        told = f"not read: {one.failure}" if one.failure else f"{rows} rows, {len(one.signals)} issues"
        line = f"{datetime.now():%Y-%m-%d %H:%M:%S} {next(number)}/{total} {one.source.path}: {told}"
        console.print(line, markup=False, highlight=False, soft_wrap=True)

    return step


def _files(documents: Iterable[dict[str, object]]) -> Table:
    counts = Counter((str(row["media_type"]), str(row["outcome"])) for row in documents)
    table = Table("Documents", *OUTCOMES, box=box.SIMPLE)
    for column in table.columns[1:]:
        column.justify = "right"
    for kind in sorted({kind for kind, _ in counts}):
        table.add_row(kind, *(str(counts[kind, outcome]) for outcome in OUTCOMES))
    return table


def _rows(counts: dict[str, int]) -> Table:
    table = Table("Dataset", "rows", box=box.SIMPLE)
    table.columns[1].justify = "right"
    for name, rows in counts.items():
        table.add_row(name, f"{rows:,}")
    return table
