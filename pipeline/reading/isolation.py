"""A call in a process of its own that can be ended: what one document breaks costs no other document.

A reader is a plain child process that answers calls one after another and is ended, and replaced, when a call
takes too long, too much memory, or the process down. It needs nothing of whoever calls: a thread, a worker of
a process pool and a worker of a cluster, which `multiprocessing` may forbid to have children, do alike.
"""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import os
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe
from typing import Any, ParamSpec, TypeVar

from pipeline.absence import without

try:
    import resource
except ImportError:  # a system without limits on a process, such as Windows
    resource = None  # type: ignore[assignment]

_Arguments = ParamSpec("_Arguments")
_Answer = TypeVar("_Answer")

_SELDOM = (50_000, 20, 20)  # new objects until the collector looks at them; its looks until it goes further
_MB = 1024 * 1024
_ORPHANED = 1.5  # times the limit after which a reader that nobody ends any more ends itself
_WORN = 0.5  # of the memory allowed: a reader that once used so much gives way to a new one
# How C and C++ end that are refused memory; Python says so itself.
_REFUSED = frozenset({"SIGABRT", "SIGSEGV", "SIGBUS", "SIGILL", "SIGTRAP"})
# The caller's own path: no folder that merely happens to be the current one is imported from.
_PROGRAM = (
    "import sys; fd, sys.path[:] = int(sys.argv[1]), sys.argv[2:]; "
    "from pipeline.reading.isolation import answer_calls; answer_calls(fd)"
)
# One thread for numeric libraries: each thread's stack and heap count against the limit on memory.
_SURROUNDINGS = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one document may take."""

    seconds: float = 900.0  # a page takes a third of a second: what takes longer than this hangs
    memory_mb: int = 2048  # address space: libraries take 0.4 GB of it, 300 pages 0.1 GB more
    pages: int = 2000  # held by who reads them: of an agreement there are some hundred at most


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


def end_readers() -> None:
    """End all readers of this process, also those that are at work: their calls raise WithdrawnError."""
    with _LOCK:
        for reader in _ALL:
            reader.end()
        _ALL.clear()
        _IDLE.clear()


# ---------------------------------------------------------------- the caller's side
class _CrashedError(Exception):
    """The reader's process ended by itself or was killed; `is_ours`: by `end_readers`."""

    is_ours = False


class _Reader:
    """A child process and the pipe to it."""

    def __init__(self) -> None:
        self._pipe, theirs = Pipe()
        self.is_ended = False  # by us
        self.is_worn = False
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _PROGRAM, str(theirs.fileno()), *sys.path],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env={**os.environ, **_SURROUNDINGS},
                start_new_session=True,  # Ctrl-C is for the caller, who says so in a sentence
            )

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
        code, peak_mb = self._wait()
        name = signal.Signals(-code).name if code < 0 else ""
        if name in _REFUSED and peak_mb > _WORN * limits.memory_mb:
            return EndedError(_took_more_memory_than(limits))
        crash = _CrashedError(f"its reader crashed{name and f' ({name})'}")
        crash.is_ours = self.is_ended
        return crash

    def _wait(self) -> tuple[int, float]:
        """Its exit code, negative for a signal, and the most memory in MB it held; 0 where unknown."""
        if resource is None:
            return self._process.wait(), 0.0
        try:
            _, status, used = os.wait4(self._process.pid, 0)
        except ChildProcessError:  # `end` waited for it
            return self._process.wait(), 0.0
        self._process.returncode = os.waitstatus_to_exitcode(status)
        # A child's peak begins at that of its parent: only what is above that is surely its own.
        is_its_own = used.ru_maxrss > resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return self._process.returncode, used.ru_maxrss / 1024 if is_its_own else 0.0

    def end(self) -> None:
        """End the process and all it started."""
        self.is_ended = True
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.wait()


_LOCK = threading.Lock()
_ALL: set[_Reader] = set()
_IDLE: list[_Reader] = []


@contextlib.contextmanager
def _borrowed() -> Iterator[_Reader]:
    """A reader that nobody else uses; it is ended when its call was not answered, or has worn it out."""
    with _LOCK:
        reader = _IDLE.pop() if _IDLE else _Reader()
        _ALL.add(reader)
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


# ---------------------------------------------------------------- the reader's side
def answer_calls(descriptor: int) -> None:
    """Answer the calls that come through this pipe, until nobody is left to make any."""
    with (
        Connection(descriptor) as caller,
        contextlib.suppress(EOFError, ConnectionError),
        without("pandas"),  # no reader has a frame
    ):
        is_worn = is_warm = False
        while not is_worn:
            limits, function, args, kwargs = caller.recv()
            with _ended_if_orphaned(limits):
                with _memory_limited(limits):
                    fault, answer = _answer(limits, function, args, kwargs)
                is_worn = _is_worn(limits) or fault is not None
                caller.send((fault, answer, is_worn))
            if not is_warm:
                del args, kwargs, answer
                settle()
                is_warm = True


def settle() -> None:
    """Tell the collector that what is loaded is there to stay: libraries, word lists, patterns, vocabulary.

    It would go through all of it again and again while a document is read, which cost a twelfth of the time,
    and every few hundred objects through what is read of the document, hardly any of it garbage: a twentieth.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_SELDOM)


def _answer(
    limits: Limits, function: Callable[..., object], args: tuple[object, ...], kwargs: dict[str, object]
) -> tuple[str | None, object]:
    """What went wrong if anything did, and the answer."""
    try:
        return None, function(*args, **kwargs)
    except MemoryError:
        return _took_more_memory_than(limits), None
    except Exception as fault:
        traceback.print_exc()
        return f"{type(fault).__name__} was raised", None


def _took_more_memory_than(limits: Limits) -> str:
    return f"reading it took more than {limits.memory_mb} MB of memory"


@contextlib.contextmanager
def _memory_limited(limits: Limits) -> Iterator[None]:
    if resource is None:
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_AS)
    with contextlib.suppress(ValueError, OSError):  # macOS knows the limit and does not hold to it
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory_mb * _MB, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def _is_worn(limits: Limits) -> bool:
    return _peak_mb() > _WORN * limits.memory_mb


def _peak_mb() -> float:
    """The most memory this process has held; what `resource` tells on Linux counts its parent's too."""
    with contextlib.suppress(OSError), open("/proc/self/status", encoding="ascii", errors="replace") as told:
        return next((int(line.split()[1]) / 1024 for line in told if line.startswith("VmHWM:")), 0.0)
    if resource is None:
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # bytes on macOS: worn sooner, no harm


@contextlib.contextmanager
def _ended_if_orphaned(limits: Limits) -> Iterator[None]:
    """Let the process end itself long after the limit, from a thread that needs no Python to run."""
    with open(os.devnull, "w") as nowhere:
        faulthandler.dump_traceback_later(_ORPHANED * limits.seconds + 1, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
