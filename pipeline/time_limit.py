"""A limit on the time that one document may take, in a process that can be ended."""

from __future__ import annotations

import faulthandler
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_GRACE = 1.5  # times the limit: code that does not hear the alarm, such as a C library, ends with its process


class TimeIsUpError(BaseException):
    """The limit was reached. No Exception, so that nothing that catches those goes on regardless."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeIsUpError in the block after so many seconds, or end the process where that is not heard.

    Works in the main thread of a process, which is where a process pool runs its tasks; elsewhere, and where
    the system has no timers, there is no limit.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, _stop)
    with open(os.devnull, "w") as nowhere:
        faulthandler.dump_traceback_later(seconds * _GRACE + 1, exit=True, file=nowhere)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            faulthandler.cancel_dump_traceback_later()
            signal.signal(signal.SIGALRM, before)


def _stop(signum: int, frame: FrameType | None) -> None:
    raise TimeIsUpError
