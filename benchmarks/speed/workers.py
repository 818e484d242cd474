"""Two workers beside one: wall time, CPU and memory of whole runs over archives, nothing kept from before."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TypedDict

WORKERS = (1, 2)
MANY = 200  # documents: beside them the start, which no second worker hastens, is small
# Measured by a small process: the memory of one that is started begins at that of who starts it.
_MEASURED = """
import json, resource, subprocess, sys, time
began = time.monotonic()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
seconds, used = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"wall_seconds": seconds, "cpu_seconds": used.ru_utime + used.ru_stime,
                  "largest_process_mb": used.ru_maxrss / 1024}))
"""


class Cost(TypedDict):
    """What one run cost."""

    wall_seconds: float
    cpu_seconds: float  # of all its processes
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
        ran = subprocess.run(
            [sys.executable, "-c", _MEASURED, *command], check=True, capture_output=True, text=True
        )
    cost: Cost = json.loads(ran.stdout)
    return cost
