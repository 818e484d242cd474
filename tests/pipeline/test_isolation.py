"""A call in a process of its own: whatever it does costs that call alone, and says why."""

from __future__ import annotations

import ctypes
import operator
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path

import pytest

from pipeline.reading import warm
from pipeline.reading.isolation import EndedError, Limits, WithdrawnError, call, end_readers, prepare

ROOMY = Limits(seconds=60)
HASTY = Limits(seconds=0.5)
SMALL = Limits(seconds=60, memory_mb=400)
_prepared_by: list[int] = []
LARGE = Limits(seconds=60, memory_mb=1200)  # more than these tests hold: what is less is not told apart


@pytest.fixture(autouse=True, scope="module")
def _no_reader_is_left() -> Iterator[None]:
    yield
    end_readers()


def process_id() -> int:
    return os.getpid()


def modules_of_arrow() -> set[str]:
    """What is imported once an array was made."""
    import pyarrow as pa

    pa.array(["de woning", None])
    return set(sys.modules)


def remember_who_prepared() -> None:
    _prepared_by.append(os.getpid())


def who_prepared() -> list[int]:
    return _prepared_by


def threads_and_modules_of_parent() -> tuple[int, set[str]]:
    return len(os.listdir(f"/proc/{os.getppid()}/task")), set(sys.modules)


def hang() -> None:
    """Go on whatever is raised, as a library may."""
    while True:
        with suppress(BaseException):
            time.sleep(60)


def hang_in_c() -> None:
    """Sleep in C without letting go of the interpreter: no signal handler of Python's runs."""
    ctypes.PyDLL(None).sleep(60)


def eat_memory() -> None:
    eaten = []
    while True:
        eaten.append(bytearray(10**7))


def eat_memory_and_abort() -> None:
    """As a library in C++ does when it is refused memory."""
    try:
        eat_memory()
    except MemoryError:
        os.abort()


def crash() -> None:
    ctypes.string_at(0)


def be_killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def stumble() -> None:
    raise ValueError("odd bytes")


def start_a_program(mark: str) -> None:
    """As OCR does: a program of its own that goes on when its caller is gone."""
    started = subprocess.Popen(["sleep", "600"])
    Path(mark).write_text(str(started.pid))


def start_a_program_and_hang(mark: str) -> None:
    start_a_program(mark)
    hang()


def start_a_program_and_crash(mark: str) -> None:
    start_a_program(mark)
    crash()


def be_killed_once(mark: str) -> str:
    """As when the system runs out of memory and ends the wrong process."""
    if not Path(mark).exists():
        Path(mark).touch()
        be_killed()
    return "read"


@pytest.mark.parametrize(
    ("function", "limits", "says"),
    [
        pytest.param(hang, HASTY, "reading it took longer than 0.5 seconds", id="never ends"),
        pytest.param(hang_in_c, HASTY, "reading it took longer than 0.5 seconds", id="never ends, in C"),
        pytest.param(eat_memory, SMALL, "reading it took more than 400 MB of memory", id="eats memory"),
        pytest.param(
            eat_memory_and_abort, LARGE, "reading it took more than 1200 MB of memory", id="eats it in C++"
        ),
        pytest.param(os.abort, SMALL, "its reader crashed (SIGABRT)", id="aborts for another reason"),
        pytest.param(crash, ROOMY, "its reader crashed (SIGSEGV)", id="crashes in C"),
        pytest.param(be_killed, ROOMY, "its reader crashed (SIGKILL)", id="is killed"),
        pytest.param(stumble, ROOMY, "ValueError was raised", id="raises"),
    ],
)
def test_a_call_that_ends_badly_says_why_and_the_next_is_answered(
    function: Callable[[], object], limits: Limits, says: str
) -> None:
    with pytest.raises(EndedError) as caught:
        call(limits, function)
    assert str(caught.value) == says
    assert call(ROOMY, pow, 2, 5) == 32


def test_a_reader_waits_for_no_pandas() -> None:
    modules = call(ROOMY, modules_of_arrow)
    end_readers()  # what it has imported takes room that others measure
    assert "pyarrow" in modules
    assert "pandas.core" not in modules


def test_one_reader_answers_call_after_call() -> None:
    assert call(ROOMY, process_id) == call(ROOMY, process_id) != os.getpid()


def test_a_reader_that_used_much_memory_gives_way() -> None:
    first = call(SMALL, process_id)
    assert len(call(SMALL, operator.mul, b"x", 250 * 2**20)) == 250 * 2**20
    assert call(SMALL, process_id) != first


def test_a_reader_is_not_worn_by_what_its_caller_holds() -> None:
    """A child's peak begins at its parent's: a caller of a gigabyte would wear out a reader a document."""
    program = (
        "from pipeline.reading.isolation import *; from pipeline.reading.isolation import WORN; import os; "
        "held = b'x' * int(1.5 * WORN * 400 * 2**20); small = Limits(60, 400); "
        "first = call(small, os.getpid); assert call(small, os.getpid) == first; end_readers()"
    )
    assert subprocess.run([sys.executable, "-c", program], timeout=60).returncode == 0


def test_what_the_nursery_prepares_every_reader_has() -> None:
    end_readers()
    prepare(remember_who_prepared)
    prepare(remember_who_prepared)  # twice is once
    first = call(ROOMY, who_prepared)
    with suppress(EndedError):
        call(ROOMY, stumble)
    assert first == call(ROOMY, who_prepared) != call(ROOMY, process_id)


def test_what_cannot_be_prepared_harms_nobody() -> None:
    prepare(stumble)
    assert call(ROOMY, pow, 2, 5) == 32


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc for threads")
def test_the_nursery_of_readers_has_one_thread_and_can_be_forked() -> None:
    end_readers()
    prepare(warm.for_texts)
    prepare(warm.for_pdfs)
    threads, modules = call(ROOMY, threads_and_modules_of_parent)
    end_readers()
    assert threads == 1
    assert {"pyarrow", "spacy", "pypdfium2"} <= modules
    assert "spacy.cli.train" not in modules  # its command line


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc who is whose child")
def test_a_nursery_that_was_killed_is_replaced() -> None:
    nursery = call(ROOMY, os.getppid)
    os.kill(nursery, signal.SIGKILL)
    with suppress(EndedError):
        call(ROOMY, be_killed)  # the reader that is left
    assert call(ROOMY, os.getppid) not in (nursery, os.getpid())


def test_who_was_killed_by_no_fault_of_its_own_is_tried_again(tmp_path: Path) -> None:
    assert call(ROOMY, be_killed_once, str(tmp_path / "mark")) == "read"


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc which processes live")
@pytest.mark.parametrize("function", [start_a_program_and_hang, start_a_program_and_crash])
def test_a_program_that_a_reader_started_ends_with_it(
    function: Callable[[str], None], tmp_path: Path
) -> None:
    with pytest.raises(EndedError):
        call(Limits(seconds=2), function, str(tmp_path / "mark"))
    status = Path(f"/proc/{(tmp_path / 'mark').read_text()}/status")
    deadline = time.monotonic() + 10
    while status.exists() and "\nState:\tZ" not in status.read_text():
        assert time.monotonic() < deadline, "it is still there"
        time.sleep(0.05)


def test_at_once_in_many_threads() -> None:
    jobs: list[Callable[[], object]] = [hang, crash, eat_memory, *[process_id] * 20]
    with ThreadPoolExecutor(4) as threads:
        futures = [threads.submit(call, Limits(seconds=3, memory_mb=400), job) for job in jobs]
        faults = [future.exception() for future in futures]
    assert [type(fault) for fault in faults] == [EndedError] * 3 + [type(None)] * 20


def test_in_a_worker_that_may_have_no_children_of_its_own() -> None:
    """A cluster's workers are daemonic, and so are those of multiprocessing.Pool."""
    with get_context("spawn").Pool(1) as pool:
        assert pool.apply(call, (ROOMY, pow, 2, 5)) == 32


def test_readers_that_are_ended_leave_nobody_waiting() -> None:
    threading.Timer(0.5, end_readers).start()
    started = time.monotonic()
    with pytest.raises(WithdrawnError):
        call(ROOMY, hang)
    assert time.monotonic() - started < 30


def test_a_call_costs_milliseconds() -> None:
    call(ROOMY, pow, 2, 5)
    started = time.perf_counter()
    for _ in range(100):
        call(ROOMY, pow, 2, 5)
    assert (time.perf_counter() - started) / 100 < 0.02
