"""Runs once in this process alone and tells where its CPU went, by the modules on the stack, as JSON.

python -P stacks.py RAW OUT    run by `where`, on the code that PYTHONPATH names: today's or an older one.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import FrameType
from typing import Any

IMPORTS = "start: importing"
REST = "the rest"
TICK = 0.002  # seconds of CPU between two looks
# Of the frames from the innermost outwards, the first whose module begins so tells the stage.
STAGES = {
    "start: patterns compiled": ("re._", "regex."),
    IMPORTS: ("importlib.", "_frozen_importlib"),
    "PDF: letters and paths": (
        *("playa", "pdfminer", "pdfplumber", "pypdfium2", "pipeline.ingest.pdf.content"),
        *("pipeline.ingest.pdf.quick", "pipeline.ingest.pdf.letters", "pipeline.ingest.pdf.pdfium"),
        "pipeline.ingest.pdf.plumber",
    ),
    "PDF: layout and tables": ("pipeline.ingest.pdf",),
    "texts: lines, tables, headings": ("markdown_it", "bs4", "soupsieve", "lxml", "pipeline.ingest"),
    "language: tokens and sentences": ("spacy", "extractors._language"),
    "extraction: times": ("extractors._dutch.time", "dateparser"),
    "extraction: parties and facts": ("extractors._parties", "extractors._facts"),
    "extraction: the rest": ("extractors",),
    "rows to tables": (
        *("pipeline.reading.parts", "pipeline.reading.facts", "pipeline.reading.promises"),
        "pipeline.datasets.schema",
    ),
    "finding, hashing, fingerprints": (
        *("pipeline.sources", "pipeline.kept.fingerprint", "pipeline.reading.keys", "hashlib"),
    ),
    "what is kept between runs": ("pipeline.kept", "pipeline.assembling.bundles"),
    "views and checks": ("pipeline.views", "pipeline.assembling.checks", "pipeline.assembling.assemble"),
    "writing": ("pipeline.publishing", "pipeline.datasets.parquet", "pipeline.storage", "pyarrow.parquet"),
}


class Clock:
    """Adds the CPU since its last look to the stage that is at work."""

    def __init__(self) -> None:
        """Starts looking."""
        self.seconds: Counter[str] = Counter()
        self._last = time.process_time()
        signal.signal(signal.SIGPROF, self._look)
        signal.setitimer(signal.ITIMER_PROF, TICK, TICK)

    def _look(self, _: int, frame: FrameType | None) -> None:
        now = time.process_time()
        self.seconds[stage_of(frame)] += now - self._last
        self._last = now


def stage_of(frame: FrameType | None) -> str:
    """The stage at work; the code of a module that is being imported is part of the import."""
    for each in _outwards(frame):
        name = str(each.f_globals.get("__name__"))
        if each.f_code.co_name == "<module>" and name != "__main__":
            return IMPORTS
        for stage, modules in STAGES.items():
            if name.startswith(modules):
                return stage
    return REST


def _outwards(frame: FrameType | None) -> Iterator[FrameType]:
    while frame:
        yield frame
        frame = frame.f_back


def _read_here(tasks: Any, workers: int, step: Any) -> dict[str, Any]:  # noqa: ANN401
    from pipeline.reading.workers import read_one

    return {task.source.path: read_one(task) for task in tasks}


def _as_in_a_reader() -> AbstractContextManager[None]:
    """What readers do without, and how seldom the collector comes by; older code knows neither."""
    try:
        from pipeline.absence import emptied
        from pipeline.reading.reader import collect_seldom
    except ImportError:
        return nullcontext()
    collect_seldom()
    return emptied("spacy.cli")


def main() -> None:
    """Run, and print the seconds of each stage."""
    clock = Clock()
    with _as_in_a_reader():
        from pipeline import run

        run.read_all = _read_here  # in processes of their own no clock would look at the readers
        raw, out = map(Path, sys.argv[1:])
        run.run(raw, out, run.Wish(), lambda _: lambda _: None)
    signal.setitimer(signal.ITIMER_PROF, 0)
    print(json.dumps(clock.seconds))


if __name__ == "__main__":
    main()
