"""Long PDFs: memory hardly grows with the number of pages, and time only in step with it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.ingest.printed import lines, pdf

FEW, MANY = 20, 300
LINE = "Welbouw bouwt in de komende jaren woningen voor starters en ouderen in"
MOST_MB = 15.0  # for 280 pages of 150 words; with every page open it would be thirty
READ = """
import resource, sys, time
from pathlib import Path
from pipeline.ingest import read
started = time.process_time()
document = read(Path(sys.argv[1]))
peak_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak_kb / 1024, time.process_time() - started, len(document.words))
"""


def measured(pages: int, folder: Path) -> tuple[float, float]:
    """Peak of a process that reads so many pages, in MB, and the seconds it works."""
    file = folder / f"{pages}.pdf"
    file.write_bytes(pdf(*([lines(60, 80, [f"{LINE} {n}." for _ in range(12)])] for n in range(pages))))
    ran = subprocess.run([sys.executable, "-c", READ, str(file)], capture_output=True, text=True, check=True)
    peak_mb, seconds, words = map(float, ran.stdout.split())
    assert words > 120 * pages
    return peak_mb, seconds


@pytest.mark.skipif(sys.platform != "linux", reason="other systems count memory otherwise")
def test_memory_and_time_of_a_long_document(tmp_path: Path) -> None:
    few, many = measured(FEW, tmp_path), measured(MANY, tmp_path)
    assert many[0] - few[0] < MOST_MB
    assert many[1] / MANY < 2 * (few[1] / FEW)
