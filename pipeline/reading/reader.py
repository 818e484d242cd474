"""What goes on in readers, and in the nursery they come from. Their caller is `isolation.py`.

The nursery is a plain child process. It imports and builds what every document is read with while its caller
still makes plans, and is then forked for each reader: no reader waits for that again, or has it in memory
twice. It is what `multiprocessing` calls a fork server; a worker of a pool may have none of those, and they
do not tell how much memory a process took. Only one thread is at work in it, so that it can be forked.
"""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import os
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.reduction import recv_handle

from pipeline.absence import emptied, without

try:
    import resource
except ImportError:  # a system without limits on a process, such as Windows
    resource = None  # type: ignore[assignment]

_SELDOM = (50_000, 20, 20)  # new objects until the collector looks at them; its looks until it goes further
_MB = 1024 * 1024
_ORPHANED = 1.5  # times the limit after which a reader that nobody ends any more ends itself
_DYING_SECONDS = 10.0
WORN = 0.5  # of the memory allowed: a reader that once used so much gives way to a new one


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one document may take."""

    seconds: float = 900.0  # a page takes a third of a second: what takes longer than this hangs
    memory_mb: int = 2048  # address space: libraries take 0.4 GB of it, 300 pages 0.1 GB more
    pages: int = 2000  # held by who reads them: of an agreement there are some hundred at most


@dataclass(frozen=True, slots=True)
class Prepare:
    """Do this before the next reader is made: what it leaves in memory, all of them have."""

    function: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Fork:
    """Make a reader; its end of a pipe follows. The answer is its process id."""


@dataclass(frozen=True, slots=True)
class Bury:
    """Wait for the end of a reader. The answer: its exit code, negative for a signal, and its peak in MB."""

    process_id: int


def serve(descriptor: int) -> None:
    """Do what comes through this pipe, until nobody is left to ask for anything."""
    collect_seldom()
    with (
        Connection(descriptor) as caller,
        contextlib.suppress(EOFError, ConnectionError),
        without("pandas"),  # no reader has a frame
        emptied("spacy.cli"),  # or a command line
    ):
        while True:
            match caller.recv():
                case Prepare(function):
                    _prepare(function)
                case Fork():
                    caller.send(_forked(caller))
                case Bury(process_id):
                    caller.send(_buried(process_id))


def _prepare(function: Callable[[], object]) -> None:
    """What cannot be prepared, readers do themselves."""
    try:
        function()
    except Exception:
        traceback.print_exc()
    settle()


def _forked(caller: Connection) -> int:
    pipe = recv_handle(caller)
    process_id = os.fork()
    if process_id:
        os.close(pipe)
        return process_id
    code = 1
    try:
        caller.close()
        os.setsid()  # with all it starts it can be ended
        answer_calls(pipe)
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)  # what is above on the stack is the nursery's


def _buried(process_id: int) -> tuple[int, float]:
    """Its end is near, for its pipe is closed; one that takes longer is helped, for others wait, too."""
    deadline = time.monotonic() + _DYING_SECONDS
    while time.monotonic() < deadline:
        found, status, used = os.wait4(process_id, os.WNOHANG)
        if found:
            break
        time.sleep(0.01)
    else:
        os.kill(process_id, signal.SIGKILL)
        _, status, used = os.wait4(process_id, 0)
    return os.waitstatus_to_exitcode(status), used.ru_maxrss / 1024


def answer_calls(descriptor: int) -> None:
    """Answer the calls that come through this pipe, until nobody is left to make any."""
    with Connection(descriptor) as caller, contextlib.suppress(EOFError, ConnectionError):
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


def collect_seldom() -> None:
    """Let the collector wait until there may be something to find.

    Every few hundred objects it would go through what is being imported, or read of a document, hardly any of
    it garbage: a tenth of a start, a twentieth of the reading.
    """
    gc.set_threshold(*_SELDOM)


def settle() -> None:
    """Tell the collector that what is loaded is there to stay: libraries, word lists, patterns, vocabulary.

    It would go through all of it again and again while a document is read, which cost a twelfth of the time.
    """
    gc.collect()
    gc.freeze()
    collect_seldom()


def _answer(
    limits: Limits, function: Callable[..., object], args: tuple[object, ...], kwargs: dict[str, object]
) -> tuple[str | None, object]:
    """What went wrong if anything did, and the answer."""
    try:
        return None, function(*args, **kwargs)
    except MemoryError:
        return took_more_memory_than(limits), None
    except Exception as fault:
        traceback.print_exc()
        return f"{type(fault).__name__} was raised", None


def took_more_memory_than(limits: Limits) -> str:
    """Why a call was ended."""
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
    return _peak_mb() > WORN * limits.memory_mb


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
