"""Real runs that tell which phase they enter, for a test that kills them there.

Each is a process of its own, forked from one that has imported everything: importing is no moment worth
killing in, and costs more than all that comes behind it. `python announced_run.py RAW OUT [LEASE]` makes a
run for each line of standard input.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from typing import Any

from pipeline import run as night
from pipeline.publishing import publish, records
from pipeline.storage import lease
from pipeline.storage.places import place

PHASES: dict[str, tuple[Any, str]] = {
    "reading": (night, "read_all"),
    "assembling": (night, "whole_of"),
    "writing": (publish, "keep"),
    "swapping": (publish, "point"),
    "recording": (records, "keep"),
}
"""What a run calls when it enters a phase, in order."""


def announced(phase: str, function: Callable[..., object]) -> Callable[..., object]:
    """The function, which says before it starts: process, phase, seconds of a clock."""

    def call(*arguments: object, **named: object) -> object:
        say(phase)
        return function(*arguments, **named)

    return call


def say(what: str) -> None:
    """One line to whoever waits for it."""
    os.write(1, f"{os.getpid()} {what} {time.monotonic()}\n".encode())


def main() -> None:
    """A run for each line of standard input, one after another."""
    raw, out, *lasting = sys.argv[1:]
    lease.SECONDS = float(lasting[0]) if lasting else lease.SECONDS  # in which a killed one keeps others out
    for phase, (module, name) in PHASES.items():
        setattr(module, name, announced(phase, getattr(module, name)))
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            wish = night.Wish(workers=2, accept="a test")
            night.run(place(raw), place(out), wish, lambda total: lambda one: None)
            say("closed")
            os._exit(0)
        os.waitpid(child, 0)
        say("gone")


if __name__ == "__main__":
    main()
