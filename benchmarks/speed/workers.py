"""Two workers beside one: wall time and memory of whole runs over an archive, nothing kept from before."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TypedDict

WORKERS = (1, 2)


class Cost(TypedDict):
    """What one run cost."""

    wall_seconds: float
    largest_process_mb: float  # the run itself or one of its readers


def costs(raw: Path, repeats: int) -> dict[str, Cost]:
    """By number of workers the fastest of some runs. Says something where nobody else is on the machine."""
    return {
        str(workers): min((_run(raw, workers) for _ in range(repeats)), key=lambda cost: cost["wall_seconds"])
        for workers in WORKERS
    }


def _run(raw: Path, workers: int) -> Cost:
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "pipeline", "run", str(raw), "--out", out, "--workers", str(workers)]
        began = time.monotonic()
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(running.pid, 0)
        seconds = time.monotonic() - began
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"{' '.join(command)} failed")
    return {"wall_seconds": seconds, "largest_process_mb": used.ru_maxrss / 1024}
