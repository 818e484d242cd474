"""The workers of a Dask cluster in place of processes of our own: `--dask ADDRESS`.

A worker does what a thread does here: it lets a reader of its own read one document, and what that finds goes
into the cache, which every worker must reach. Dask gives the documents of a worker that died to others. One
whose worker dies each time is read once more with nothing beside it, so that no other document is blamed, and
is then named as one that cannot be read.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic
from typing import TYPE_CHECKING

from pipeline.errors import ClusterError, StopError, UsageError
from pipeline.kept.fingerprint import Code, digest
from pipeline.reading.keys import codes_of
from pipeline.reading.workers import Step, Task, Told, give_up, read_apart

if TYPE_CHECKING:
    from distributed import Client

CONNECTING_SECONDS = 30
PATIENCE_SECONDS = 300.0
"""How long a run waits where no worker is left: a cluster may be about to start new ones."""
_LOOKING_SECONDS = 5.0  # without an answer, before a look at the cluster
_AT_ONCE = 2000  # documents that the scheduler holds: more would fill its memory and start none sooner
_DEADLY = "every worker of the cluster that read it went down"

_Done = tuple[Task, Future[Told | StopError]]


def read_all(tasks: Sequence[Task], address: str, step: Step) -> dict[str, Told]:
    """What became of every task, by path. Raises ClusterError where the cluster cannot be used."""
    if not tasks:
        return {}
    with _connected(address) as client:
        executor: Executor = client.get_executor(pure=False)
        watch = _Watch(client, address)
        try:
            return {told.path: told for told in _read(tasks, executor, watch, step)}
        finally:
            executor.shutdown(wait=False)


def read_there(code: str, packed: bytes) -> Told | StopError:
    """Read one source on a worker. What must stop the run is given back: raised, Dask would log the task.

    The task is unpacked only where the code is the caller's: another might take it for something else.
    """
    try:
        if code != own_code():
            raise ClusterError(
                _told_by_worker("has other code, libraries, Python or tesseract than this machine")
            )
        task: Task = pickle.loads(packed)
        file = task.source.file
        if isinstance(file, Path) and not file.parent.is_dir():
            raise ClusterError(_told_by_worker("does not find the folder of the agreements where it is here"))
        return read_apart(task)
    except StopError as stop:
        return stop
    except Exception as fault:
        return ClusterError(_told_by_worker(f"failed ({type(fault).__name__})"))


@cache
def own_code() -> str:
    """Fingerprint of all that a document's part rests on, as this machine has it: also what reads scans."""
    from pipeline.ingest.pdf import ocr

    codes = codes_of(Code())
    return digest(codes.reading, sorted(codes.extractors.items()), codes.part, ocr.program())


def _read(tasks: Iterable[Task], executor: Executor, watch: _Watch, step: Step) -> Iterator[Told]:
    deadly: list[Task] = []
    for number, (task, told) in enumerate(_answers(tasks, executor, watch, _AT_ONCE)):
        if told is None:
            deadly.append(task)
            continue
        if number == 0:
            _ensure_shared(task, told, watch)
        step(told)
        yield told
    for task, told in _answers(deadly, executor, watch, 1):
        last = told or give_up(task, _DEADLY)
        step(last)
        yield last


def _answers(
    tasks: Iterable[Task], executor: Executor, watch: _Watch, at_once: int
) -> Iterator[tuple[Task, Told | None]]:
    """What was told of each task, as soon as it is; None where its workers went down."""
    done: SimpleQueue[_Done] = SimpleQueue()

    def hand_out(task: Task) -> None:
        future = executor.submit(read_there, own_code(), pickle.dumps(_from_anywhere(task)))
        future.add_done_callback(lambda future: done.put((task, future)))

    waiting = iter(tasks)
    running = sum(1 for _ in map(hand_out, islice(waiting, at_once)))
    while running:
        task, future = watch.over(done)
        running += sum(1 for _ in map(hand_out, islice(waiting, 1))) - 1
        yield task, _told(future, watch)


def _from_anywhere(task: Task) -> Task:
    """The task with absolute paths: a worker stands in another folder."""
    file, folder = task.source.file, task.cache.folder
    return replace(
        task,
        source=replace(task.source, file=file.absolute() if isinstance(file, Path) else file),
        cache=replace(task.cache, folder=folder.absolute() if isinstance(folder, Path) else folder),
    )


def _told(future: Future[Told | StopError], watch: _Watch) -> Told | None:
    """What the worker said; None where all that tried went down. Raises what it says must stop the run."""
    from distributed import KilledWorker

    try:
        said = future.result()
    except KilledWorker:
        return None
    except CancelledError as fault:
        raise watch.lost("it was restarted, or took the work back") from fault
    except Exception as fault:  # of Dask itself, such as a worker that has no afspraken
        raise watch.lost(f"a worker cannot do the work ({type(fault).__name__}: {fault})") from fault
    if isinstance(said, StopError):
        raise said
    return said


def _ensure_shared(task: Task, told: Told, watch: _Watch) -> None:
    """Raises ClusterError where the worker's cache is not ours: nothing that workers read would arrive."""
    if not task.cache.has("parts", told.part_key, even_if_fresh=True):
        raise watch.lost(f"its workers do not write into {task.cache.folder}; give --cache what all reach")


class _Watch:
    """Waits for answers, and looks after the cluster as long as there are none."""

    def __init__(self, client: Client, address: str) -> None:
        self._client = client
        self._address = address
        self._last_worker_at = monotonic()

    def over(self, done: SimpleQueue[_Done]) -> _Done:
        """The next answer. Raises ClusterError where none will come."""
        while True:
            try:
                answer = done.get(timeout=_LOOKING_SECONDS)
            except Empty:
                self._look()
            else:
                self._last_worker_at = monotonic()
                return answer

    def lost(self, why: str) -> ClusterError:
        """What ends the run."""
        return ClusterError(
            f"The Dask cluster at {self._address} cannot be used: {why}. Nothing was published."
        )

    def _look(self) -> None:
        try:
            workers = self._client.nthreads()
        except Exception as fault:  # whatever the network raises
            raise self.lost(f"its scheduler does not answer any more ({type(fault).__name__})") from fault
        if workers:
            self._last_worker_at = monotonic()
        elif monotonic() - self._last_worker_at > PATIENCE_SECONDS:
            raise self.lost(f"it has had no workers for {PATIENCE_SECONDS / 60:g} minutes")


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    try:
        from distributed import Client
    except ImportError as fault:
        raise UsageError("--dask needs Dask: pip install 'afspraken[dask]'.") from fault
    try:
        client = Client(address, timeout=CONNECTING_SECONDS, set_as_default=False)
    except Exception as fault:  # a wrong address, no network, another protocol
        raise ClusterError(f"No Dask scheduler answers at {address}; nothing was published.") from fault
    try:
        yield client
    finally:
        client.close()


def _told_by_worker(what: str) -> str:
    from distributed import get_worker

    return f"The worker {get_worker().address} {what}; nothing was published."
