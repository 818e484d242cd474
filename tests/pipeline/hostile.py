"""A reading of documents that does, by the name of a file, what a parser may do at its worst."""

from __future__ import annotations

import ctypes
import os
import signal

from pipeline.errors import StopError
from pipeline.reading.workers import Task, Told, read_one


def read_or_break(task: Task) -> Told | StopError:
    """What the source says, unless it is a bomb, a crash or a hang."""
    if task.source.path == "bomb.txt":
        eaten = []
        while True:
            eaten.append(bytearray(10**7))
    if task.source.path == "crash.txt":
        os.kill(os.getpid(), signal.SIGSEGV)
    if task.source.path == "hang.txt":
        ctypes.PyDLL(None).sleep(600)  # in C, and without letting any other code of Python's run
    return read_one(task)
