"""A reading of documents that does, by the name of a file, what a parser may do at its worst."""

from __future__ import annotations

import ctypes
import os
import signal

from pipeline.extract import Extracted, extract
from pipeline.files import Source
from pipeline.settings import Settings


def extract_or_break(source: Source, settings: Settings) -> Extracted:
    """What the source says, unless it is a bomb, a crash or a hang."""
    if source.path == "bomb.txt":
        eaten = []
        while True:
            eaten.append(bytearray(10**7))
    if source.path == "crash.txt":
        os.kill(os.getpid(), signal.SIGSEGV)
    if source.path == "hang.txt":
        ctypes.PyDLL(None).sleep(600)  # in C, and without letting any other code of Python's run
    return extract(source, settings)
