"""Where the CPU of a whole run goes, beside an older commit: samples and a generated archive, read afresh.

python -m benchmarks.speed.where --before COMMIT [--documents 30]    (benchmarks/results/profile.md)
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.archive.__main__ import write
from benchmarks.speed.__main__ import RESULTS, ROOT, SAMPLES, SEED

STACKS = Path(__file__).with_name("stacks.py")


def seconds_of(code: Path, raw: Path) -> dict[str, float]:
    """CPU seconds by stage of one run of this code over a folder, with nothing kept of runs before."""
    with tempfile.TemporaryDirectory() as out:
        ran = subprocess.run(
            [sys.executable, "-P", str(STACKS), str(raw), out],
            env={**os.environ, "PYTHONPATH": str(code)},
            cwd=out,
            check=True,
            capture_output=True,
            text=True,
        )
    return dict(json.loads(ran.stdout.splitlines()[-1]))


def page(before: Mapping[str, float], now: Mapping[str, float], command: str) -> Iterator[str]:
    """The table as Markdown, the dearest stage of today first."""
    yield f"# Where the CPU of a run goes\nMade by `{command}`: looks at the stack, every two milliseconds of"
    yield "CPU, of one run over the samples and the generated archive, all in one process. A run with readers"
    yield "imports once more in the process that they are forked from.\n"
    yield "| stage | CPU seconds before | share | now | share |\n|---|---:|---:|---:|---:|"
    for stage in sorted(before.keys() | now.keys(), key=lambda stage: -now.get(stage, 0.0)):
        yield f"| {stage} | {_cells(before, stage)} | {_cells(now, stage)} |"
    yield f"| all | {sum(before.values()):.2f} | | {sum(now.values()):.2f} | |"


def _cells(seconds: Mapping[str, float], stage: str) -> str:
    spent = seconds.get(stage, 0.0)
    return f"{spent:.2f} | {spent / sum(seconds.values()):.1%}"


def _code_at(commit: str, folder: Path) -> Path:
    archive = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, capture_output=True)
    subprocess.run(["tar", "-x", "-C", str(folder)], input=archive.stdout, check=True)
    return folder


def main() -> None:
    """Measure both and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--before", metavar="COMMIT", required=True)
    parser.add_argument("--documents", type=int, default=30, help="of the generated archive")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as archive, tempfile.TemporaryDirectory() as older:
        write(Path(archive), options.documents, SEED)
        raw = Path(archive) / "raw"
        shutil.copytree(SAMPLES, raw / "samples", ignore=shutil.ignore_patterns("metadata.csv"))
        before = seconds_of(_code_at(options.before, Path(older)), raw)
        now = seconds_of(ROOT, raw)
    command = f"python -m benchmarks.speed.where --before {options.before} --documents {options.documents}"
    text = "\n".join(page(before, now, command)) + "\n"
    (RESULTS / "profile.md").write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
