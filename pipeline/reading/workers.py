"""Sources to parts: handed out to workers, each part kept in the cache as soon as it is done.

Work goes through `concurrent.futures.Executor` alone: threads here, of which each waits for a process of its
own, a cluster's executor in `cluster.py`.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor, as_completed
from dataclasses import dataclass

from pipeline.errors import StopError
from pipeline.kept.cache import Cache
from pipeline.kept.fingerprint import digest
from pipeline.kept.values import Kept
from pipeline.reading import warm
from pipeline.reading.extract import Extracted, ended, extract
from pipeline.reading.isolation import EndedError, call, end_readers, prepare
from pipeline.reading.keys import Keys
from pipeline.reading.parts import encode, part_of
from pipeline.reading.settings import DEFAULTS, Settings
from pipeline.sources.files import Source

DOCUMENTS_PER_WORKER = 2
"""A further process, forked from one that is ready, costs little more than its memory."""


@dataclass(frozen=True, slots=True)
class Task:
    """One source to read, and where its results are kept."""

    source: Source
    keys: Keys
    cache: Cache
    settings: Settings | None = None  # None: those that everybody has, so that no register is sent around


@dataclass(frozen=True, slots=True)
class Told:
    """What a worker says of a source that it has read; the rows themselves are in the cache."""

    path: str
    part_key: str
    rows: int
    issues: int
    failure: str | None
    may_pass: bool  # what failed may work in the next run: the part is not found again


Step = Callable[[Told], None]
"""Told of each document as soon as it is read."""


def default_workers(documents: int) -> int:
    """One process per CPU, but none without at least a handful of documents to read."""
    cpus = os.cpu_count() or 1
    return max(1, min(cpus, documents // DOCUMENTS_PER_WORKER))


def read_all(tasks: Sequence[Task], workers: int, step: Step) -> dict[str, Told]:
    """What became of every task, by path."""
    executor = ThreadPoolExecutor(workers)  # each of its threads waits for a process of its own
    _prepare_for(tasks)
    try:
        return dict(_read(tasks, executor, step))
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        end_readers()


def _read(tasks: Sequence[Task], executor: Executor, step: Step) -> Iterator[tuple[str, Told]]:
    futures = {executor.submit(read_apart, task): task.source.path for task in tasks}
    for future in as_completed(futures):
        step(future.result())
        yield futures[future], future.result()


def read_apart(task: Task) -> Told:
    """Read one source in a process that is ended where it goes beyond its limits."""
    _prepare_for([task])
    try:
        told = call((task.settings or DEFAULTS).limits, read_one, task)
    except EndedError as end:
        return give_up(task, str(end))
    if isinstance(told, StopError):
        raise told
    return told


def _prepare_for(tasks: Sequence[Task]) -> None:
    """Let what reads these be ready before a reader is."""
    if tasks:
        prepare(warm.for_texts)
    if any(task.source.path.lower().endswith(".pdf") for task in tasks):
        prepare(warm.for_pdfs)


def give_up(task: Task, why: str) -> Told:
    """Keep a source as one that cannot be read, until its file, the code or the limits change."""
    return _keep(ended(task.source, why), task)


def read_one(task: Task) -> Told | StopError:
    """Read one source, or take what is kept of it.

    What must stop the whole run, such as a full disk, is given back: raised, it would be the document's.
    """
    kept = Kept(task.cache, task.keys.document, task.keys.rows)
    try:
        return _keep(extract(task.source, _own(task.settings), kept), task)
    except StopError as stop:
        return stop


def _keep(one: Extracted, task: Task) -> Told:
    key = digest(task.keys.part, secrets.token_hex()) if one.may_pass else task.keys.part
    task.cache.put("parts", key, encode(part_of(one)))
    rows = sum(map(len, one.rows.values()))
    return Told(one.source.path, key, rows, len(one.signals), one.failure, one.may_pass)


_OWN: dict[str, Settings] = {}


def _own(settings: Settings | None) -> Settings:
    """One copy of the settings per process: what is derived from registers is derived once."""
    return _OWN.setdefault(settings.digest(), settings) if settings else DEFAULTS
