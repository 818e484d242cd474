"""A call in a process of its own that can be ended: what one document breaks costs no other document.

A reader is a process that answers calls one after another and is ended, and replaced, when a call takes too
long, too much memory, or the process down. It needs nothing of whoever calls: a thread, a worker of a process
pool and a worker of a cluster, which `multiprocessing` may forbid to have children, do alike. What goes on in
it, and in the nursery that readers come from, stands in `reader.py`.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection, Pipe
from multiprocessing.reduction import send_handle
from typing import Any, ParamSpec, TypeVar

from pipeline.reading.reader import WORN, Bury, Fork, Prepare, took_more_memory_than
from pipeline.reading.reader import Limits as Limits

_Arguments = ParamSpec("_Arguments")
_Answer = TypeVar("_Answer")

# How C and C++ end that are refused memory; Python says so itself.
_REFUSED = frozenset({"SIGABRT", "SIGSEGV", "SIGBUS", "SIGILL", "SIGTRAP"})
# The caller's own path: no folder that merely happens to be the current one is imported from.
_PROGRAM = (
    "import sys; fd, sys.path[:] = int(sys.argv[1]), sys.argv[2:]; "
    "from pipeline.reading.reader import serve; serve(fd)"
)
# One thread for numeric libraries and for Arrow's allocator: each thread's stack and heap count against the
# limit on memory, and a process of several had better not be forked.
_SURROUNDINGS = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
}


class EndedError(Exception):
    """A call that was ended; the message says why, as the end of 'it cannot be read: …'."""


class WithdrawnError(Exception):
    """A call whose reader the caller itself ended: it says nothing of what was read."""


def call(
    limits: Limits,
    function: Callable[_Arguments, _Answer],
    /,
    *args: _Arguments.args,
    **kwargs: _Arguments.kwargs,
) -> _Answer:
    """The function's answer, given by a reader. Function, arguments and answer must be picklable.

    Raises EndedError when the call takes more than its limits, takes its process down, or raises.
    """
    try:
        return _call_once(limits, function, *args, **kwargs)
    except _CrashedError as crash:
        if crash.is_ours:
            raise WithdrawnError from None
    try:  # a system short of memory kills whom it likes: what was read when it did is read once more
        return _call_once(limits, function, *args, **kwargs)
    except _CrashedError as crash:
        raise (WithdrawnError() if crash.is_ours else EndedError(str(crash))) from None


def _call_once(
    limits: Limits,
    function: Callable[_Arguments, _Answer],
    /,
    *args: _Arguments.args,
    **kwargs: _Arguments.kwargs,
) -> _Answer:
    with _borrowed() as reader:
        return reader.ask(limits, function, args, kwargs)  # type: ignore[no-any-return]


def prepare(function: Callable[[], object]) -> None:
    """Let the nursery do this, once, before it makes its next reader. It begins now; nobody waits."""
    with _LOCK:
        if function in _PREPARED:
            return
        _PREPARED.append(function)
        if _NURSERY:
            _NURSERY[-1].prepare(function)
        else:
            _nursery()


def end_readers() -> None:
    """End all readers of this process, also those that are at work: their calls raise WithdrawnError."""
    with _LOCK:
        for reader in _ALL:
            reader.end()
        for nursery in _NURSERY:
            nursery.end()
        for held in (_ALL, _IDLE, _NURSERY, _PREPARED):
            held.clear()


@contextlib.contextmanager
def leaving_no_readers() -> Iterator[None]:
    """End all readers however this ends, and what was prepared for them."""
    try:
        yield
    finally:
        end_readers()


class _CrashedError(Exception):
    """The reader's process ended by itself or was killed; `is_ours`: by `end_readers`."""

    is_ours = False


class _Nursery:
    """The process that readers are forked from, and the pipe to it; one thread at a time speaks to it."""

    def __init__(self, functions: list[Callable[[], object]]) -> None:
        self._pipe, theirs = Pipe()
        self._lock = threading.Lock()
        self.is_ended = False  # by us
        self.is_gone = False  # by itself
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _PROGRAM, str(theirs.fileno()), *sys.path],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env={**os.environ, **_SURROUNDINGS},
                start_new_session=True,  # Ctrl-C is for the caller, who says so in a sentence
            )
        for function in functions:
            self.prepare(function)

    def prepare(self, function: Callable[[], object]) -> None:
        """Let it do this before it makes another reader. Where it is gone, whoever asks for that is told."""
        with self._lock, contextlib.suppress(OSError):
            self._pipe.send(Prepare(function))

    def fork(self) -> tuple[int, Connection]:
        """A new reader: its process id and the pipe to it. Raises _CrashedError where the nursery is gone."""
        ours, theirs = Pipe()
        try:
            with theirs, self._lock:
                self._pipe.send(Fork())
                send_handle(self._pipe, theirs.fileno(), self._process.pid)
                return self._pipe.recv(), ours
        except (EOFError, OSError):
            ours.close()
            self.is_gone = True
            crash = _CrashedError("its reader could not be started")
            crash.is_ours = self.is_ended
            raise crash from None

    def bury(self, process_id: int) -> tuple[int, float]:
        """Exit code and peak in MB of a reader that comes to its end; 0 where the nursery is gone."""
        try:
            with self._lock:
                self._pipe.send(Bury(process_id))
                code, peak_mb = self._pipe.recv()
        except (EOFError, OSError):
            self.is_gone = True
            return 0, 0.0
        return code, peak_mb

    def end(self) -> None:
        """End the process; what it prepares is lost."""
        self.is_ended = True
        self._process.kill()
        self._process.wait()
        self._pipe.close()


class _Reader:
    """A fork of the nursery and the pipe to it."""

    def __init__(self, nursery: _Nursery) -> None:
        self._nursery = nursery
        self._process_id, self._pipe = nursery.fork()
        self._lock = threading.Lock()
        self._found: tuple[int, float] | None = None  # exit code and peak, once it is buried
        self.is_ended = False  # by us
        self.is_worn = False

    def ask(self, limits: Limits, function: object, args: object, kwargs: object) -> Any:  # noqa: ANN401
        """The answer; raises EndedError or _CrashedError."""
        try:
            self._pipe.send((limits, function, args, kwargs))
            if not self._pipe.poll(limits.seconds):
                raise EndedError(f"reading it took longer than {limits.seconds:g} seconds")
            fault, answer, self.is_worn = self._pipe.recv()
        except (EOFError, ConnectionError):
            raise self._ending(limits) from None
        if fault:
            raise EndedError(fault)
        return answer

    def _ending(self, limits: Limits) -> EndedError | _CrashedError:
        """Why it ended without an answer; where it held much memory, refused memory is the reason."""
        code, peak_mb = self._bury()
        name = signal.Signals(-code).name if code < 0 else ""
        if name in _REFUSED and peak_mb > WORN * limits.memory_mb:
            return EndedError(took_more_memory_than(limits))
        crash = _CrashedError(f"its reader crashed{name and f' ({name})'}")
        crash.is_ours = self.is_ended
        return crash

    def end(self) -> None:
        """End the process and all it started."""
        self.is_ended = True
        self._kill()
        self._bury()

    def _kill(self) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process_id, signal.SIGKILL)
        if self._found is None:  # one that has just been born leads no group yet
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(self._process_id, signal.SIGKILL)

    def _bury(self) -> tuple[int, float]:
        """Exit code and peak in MB; until it is buried nobody else has its process id."""
        with self._lock:
            self._found = self._found or self._nursery.bury(self._process_id)
            return self._found


_LOCK = threading.Lock()
_ALL: set[_Reader] = set()
_IDLE: list[_Reader] = []
_NURSERY: list[_Nursery] = []  # the one there is, if any
_PREPARED: list[Callable[[], object]] = []


@contextlib.contextmanager
def _borrowed() -> Iterator[_Reader]:
    """A reader that nobody else uses; it is ended when its call was not answered, or has worn it out."""
    with _LOCK:
        idle, nursery = (_IDLE.pop() if _IDLE else None), _nursery()
    reader = idle or _Reader(nursery)
    with _LOCK:
        _ALL.add(reader)
    if nursery.is_ended:  # while it was born
        reader.end()
    is_usable = False
    try:
        yield reader
        is_usable = not reader.is_worn
    finally:
        with _LOCK:
            if is_usable and not reader.is_ended:
                _IDLE.append(reader)
            else:
                _ALL.discard(reader)
                reader.end()


def _nursery() -> _Nursery:
    """The one there is, or a new one."""
    if not _NURSERY or _NURSERY[-1].is_gone:
        _NURSERY[:] = [_Nursery(_PREPARED)]
    return _NURSERY[-1]
