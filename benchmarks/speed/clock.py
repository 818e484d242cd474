"""CPU seconds of calls, for a machine that others use too."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

_Value = TypeVar("_Value")
_TEXTS = range(16, 4097)  # as many a cache remembers that is of lines, sentences, cells and heads


def least(call: Callable[[], object], repeats: int) -> float:
    """The least CPU seconds, user and system, that a call takes in this process; what disturbs only adds."""
    return min(_anew(call) for _ in range(repeats))


def _anew(call: Callable[[], object]) -> float:
    forget()
    return once(call)[0]


def forget() -> None:
    """Empty what is remembered of texts: a night meets each document once, a benchmark again and again.

    Larger caches are of words and smaller ones of registers, which documents share, or of a document itself.
    """
    ours = [module for name, module in sys.modules.items() if name.startswith(("extractors.", "pipeline."))]
    for each in [each for module in ours for each in vars(module).values() if hasattr(each, "cache_clear")]:
        if each.cache_parameters()["maxsize"] in _TEXTS:
            each.cache_clear()


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
