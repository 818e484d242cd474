"""One run: files -> documents -> rows -> checked tables -> a published snapshot."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import pyarrow as pa

from pipeline import checks, publish
from pipeline.assemble import assemble
from pipeline.datasets import all_datasets, datasets
from pipeline.errors import ChecksFailedError, UsageError
from pipeline.extract import Extracted, extract_apart
from pipeline.files import Source, find_files, group_by_content
from pipeline.inventory import Inventories, read_inventory
from pipeline.isolation import end_readers
from pipeline.settings import DEFAULTS, Settings
from pipeline.views import views

DOCUMENTS_PER_WORKER = 8
"""A further process costs a second or two of start-up: it must have something to do."""

Step = Callable[[Extracted], None]
"""Told of each document as soon as it is read."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did, for the closing table."""

    files_found: int
    files_read: int
    tables: dict[str, pa.Table]
    snapshot: Path | None  # None after a dry run


def run(
    raw: Path,
    out: Path,
    *,
    workers: int | None = None,
    limit: int | None = None,
    dry_run: bool = False,
    settings: Settings = DEFAULTS,
    start: Callable[[int], Step],
) -> Summary:
    """Reads RAW and publishes the datasets in OUT. `start` is told how many documents there are.

    Raises a StopError where nothing could be published; `latest` is then as it was.
    """
    if out.resolve().is_relative_to(raw.resolve()):
        raise UsageError(f"--out {out} lies inside {raw}: the next run would read what this one wrote.")
    if not dry_run:
        publish.ensure_usable(out)
    found = find_files(raw)
    files = dict(islice(found.items(), limit))
    inventory = read_inventory(raw, found)
    sources = [_with_inventory(source, inventory) for source in group_by_content(files)]
    workers = workers or default_workers(len(sources))
    extracted = read_all(sources, workers, start(len(sources)), settings)
    tables = tables_of(extracted, inventory.problems)
    faults = checks.violations(tables, all_datasets(), files)
    if faults:
        raise ChecksFailedError(_report(faults))
    contents = publish.files_of(tables, all_datasets())
    snapshot = None if dry_run else publish.publish(contents, out)
    return Summary(len(found), len(files), tables, snapshot)


def tables_of(extracted: Sequence[Extracted], inventory_problems: Sequence[str] = ()) -> dict[str, pa.Table]:
    """Every dataset and view as an Arrow table. A value that fits no column is a failed check."""
    try:
        records = assemble(extracted, datasets(), inventory_problems)
        tables = {name: each.table(records[name]) for name, each in datasets().items()}
        return tables | views(tables)
    except pa.ArrowException as fault:
        raise ChecksFailedError(f"A value does not fit its column, nothing was published: {fault}") from fault


def default_workers(documents: int) -> int:
    """One process per CPU, but none without at least a handful of documents to read."""
    cpus = os.cpu_count() or 1
    return max(1, min(cpus, documents // DOCUMENTS_PER_WORKER))


def read_all(sources: Sequence[Source], workers: int, step: Step, settings: Settings) -> list[Extracted]:
    """Every source read, in the order of `sources` whatever the number of workers."""
    executor = ThreadPoolExecutor(workers)  # each of its threads waits for a process of its own
    try:
        read = dict(_read(sources, executor, step, settings))
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        end_readers()
    return [read[source.path] for source in sources]


def _read(
    sources: Sequence[Source], executor: Executor, step: Step, settings: Settings
) -> Iterator[tuple[str, Extracted]]:
    futures = {executor.submit(extract_apart, source, settings): source.path for source in sources}
    for future in as_completed(futures):
        step(future.result())
        yield futures[future], future.result()


def _with_inventory(source: Source, inventory: Inventories) -> Source:
    """Of several copies the first that the inventory knows speaks for all."""
    known = (inventory.entries.get(path) for path in (source.path, *source.other_paths))
    entry = next((entry for entry in known if entry), None)
    return replace(source, inventory=entry) if entry else source


def _report(faults: Sequence[checks.Violation]) -> str:
    counts = Counter(fault.dataset for fault in faults)
    lines = [f"  {fault}" for fault in faults[:20]]
    more = [f"  … and {len(faults) - 20} more"] if len(faults) > 20 else []
    where = ", ".join(f"{count} in {name}" for name, count in counts.items())
    return "\n".join(
        [f"The checks failed ({where}); nothing was published, latest is as it was.", *lines, *more]
    )
