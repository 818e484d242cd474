"""CPU seconds of calls, for a machine that others use too."""

from __future__ import annotations

import gc
import os
import subprocess
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

_Value = TypeVar("_Value")


def least(call: Callable[[], object], repeats: int) -> float:
    """The least CPU seconds, user and system, that a call takes in this process; what disturbs only adds."""
    return min(once(call)[0] for _ in range(repeats))


def once(call: Callable[[], _Value]) -> tuple[float, _Value]:
    """CPU seconds of one call and what it gave. What was left before it is collected outside the clock."""
    gc.collect()
    start = time.process_time()
    value = call()
    return time.process_time() - start, value


def least_of_command(command: Sequence[str], repeats: int) -> float:
    """The least CPU seconds of a command and all processes it waits for."""
    return min(_of_command(command) for _ in range(repeats))


def _of_command(command: Sequence[str]) -> float:
    before = os.times()
    subprocess.run(command, check=True, capture_output=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system
