"""What starting costs: CPU seconds of whole commands, all their processes included."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.speed.clock import least_of_command


def seconds_of(text: Path, repeats: int) -> dict[str, float]:
    """CPU seconds of `afspraken --help`, and of a first run over one small text."""
    program = [sys.executable, "-m", "pipeline"]
    return {
        "afspraken --help": least_of_command([*program, "--help"], repeats),
        "afspraken run, one small text": min(_run(program, text) for _ in range(repeats)),
    }


def _run(program: list[str], text: Path) -> float:
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw"
        raw.mkdir()
        (raw / text.name).write_bytes(text.read_bytes())
        return least_of_command([*program, "run", str(raw), "--out", f"{folder}/out"], 1)
