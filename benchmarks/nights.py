"""What nights over generated archives cost: a first one, one without change, one with ten changed documents.

python -m benchmarks.nights OUT --documents 500 1500 5000   (writes benchmarks/results/nights.md)

Every night is a real run with a process of its own; CPU counts that process and all its readers. What was
measured is kept in OUT, so that a measurement that was broken off goes on where it stopped. Linux only.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import msgspec

from benchmarks.archive.__main__ import KINDS, PER_FOLDER, write
from benchmarks.archive.agreement import agreement
from benchmarks.archive.setting import FORMATS

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "benchmarks" / "results" / "nights.md"
CHANGED = 10
SAMPLE_SECONDS = 0.5
MORE = "\nPartijen evalueren dit besluit voor 1 oktober 2026.\n"


class Night(msgspec.Struct, frozen=True):
    """What one run cost. CPU of the run and its readers together; memory is resident, in MB."""

    read_anew: int
    cpu_seconds: float
    wall_seconds: float
    parent_mb: float
    reader_first_mb: float  # the largest reader in the first third of the reading
    reader_last_mb: float  # and in the last: as large, or something is kept of every document
    files: str  # a hash over all published files


def nights(folder: Path, documents: int, seed: int) -> Iterator[tuple[str, Night]]:
    """The three nights over an archive of so many documents, by name."""
    if not (folder / "generated").exists():
        write(folder, documents, seed)
        (folder / "generated").touch()
    yield "first", _kept(folder / "first.json", lambda: measure(folder))
    yield "unchanged", _kept(folder / "unchanged.json", lambda: measure(folder))
    yield f"{CHANGED} changed", _kept(folder / "changed.json", lambda: _changed(folder, documents, seed))


def _kept(file: Path, measured: Callable[[], Night]) -> Night:
    if not file.exists():
        file.write_bytes(msgspec.json.encode(measured()))
    return msgspec.json.decode(file.read_bytes(), type=Night)


def _changed(folder: Path, documents: int, seed: int) -> Night:
    """A night after documents of all formats were changed: texts grow by a sentence, PDFs are others."""
    for turn in range(CHANGED):
        number = (turn * (documents // CHANGED) + turn % len(KINDS)) % documents
        kind = KINDS[number % len(KINDS)]
        file = folder / "raw" / f"{number // PER_FOLDER:03}/{seed}-{number:05}.{kind}"
        if kind == "pdf":
            file.write_bytes(FORMATS[kind](agreement(seed, documents + number)))
        else:
            file.write_text(file.read_text("utf-8") + MORE, encoding="utf-8")
    return measure(folder)


def measure(folder: Path) -> Night:
    """Run once over FOLDER/raw into FOLDER/out. A run that does not end well ends the measurement."""
    out, said = folder / "out", folder / "said.txt"
    command = [sys.executable, "-m", "pipeline", "run", str(folder / "raw"), "--out", str(out)]
    began = time.monotonic()
    with said.open("w") as log:
        running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=log)
    watch = _Watch(running.pid)
    watch.start()
    _, status, usage = os.wait4(running.pid, 0)
    wall_seconds = time.monotonic() - began
    watch.join()
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"nights: the run failed:\n{said.read_text()}")
    return Night(
        read_anew=msgspec.json.decode((out / "run.json").read_bytes())["documents_read_anew"],
        cpu_seconds=usage.ru_utime + usage.ru_stime,
        wall_seconds=wall_seconds,
        parent_mb=watch.parent_mb,
        reader_first_mb=watch.readers_mb(0, 1),
        reader_last_mb=watch.readers_mb(2, 3),
        files=_digest_of(out / "latest"),
    )


class _Watch(threading.Thread):
    """Looks at the memory of a process and of all it started until it has ended."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process = process
        self.parent_mb = 0.0
        self._readers_mb: list[float] = []  # of the largest at each look

    def run(self) -> None:
        while mb := _memory_mb(self._process, "VmHWM"):
            self.parent_mb = mb
            largest = max((_memory_mb(below, "VmRSS") for below in _below(self._process)), default=0.0)
            if largest:
                self._readers_mb.append(largest)
            time.sleep(SAMPLE_SECONDS)

    def readers_mb(self, first: int, last: int) -> float:
        """The largest reader from one third of the reading to another."""
        looks = len(self._readers_mb)
        return max(self._readers_mb[looks * first // 3 : -(-looks * last // 3)], default=0.0)


def _memory_mb(process: int, field: str) -> float:
    """A field of the process's status; 0 when it has ended."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{field}:")), 0.0)


def _below(process: int) -> Iterator[int]:
    """Its children and theirs: readers are forked from one child."""
    try:
        lists = [task.read_text() for task in Path(f"/proc/{process}/task").glob("*/children")]
    except OSError:
        return
    for child in [int(child) for line in lists for child in line.split()]:
        yield child
        yield from _below(child)


def _digest_of(latest: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(latest.rglob("*")):
        if file.is_file():
            digest.update(
                f"{file.relative_to(latest)}\0".encode() + hashlib.sha256(file.read_bytes()).digest()
            )
    return digest.hexdigest()


COLUMNS = (
    "documents", "night", "read anew", "CPU s", "of the first night", "wall s", "run, MB",
    "reader, first third, MB", "last third, MB", "published files",
)  # fmt: skip


def page(out: Path, sizes: Sequence[int], seed: int) -> Iterator[str]:
    """The results as Markdown, measured on the way; each archive is below OUT."""
    yield "# Nights over generated archives"
    yield f"`python -m benchmarks.nights OUT --documents {' '.join(map(str, sizes))} --seed {seed}`"
    yield ""
    yield f"{date.today()}, commit {_commit()}, Python {platform.python_version()}, {os.cpu_count()} cores."
    yield "CPU is that of the run and its readers together; wall time says little where others are at work"
    yield "on the machine. Memory is the largest that was resident: of the run, and of the largest of its"
    yield "readers in the first and in the last third of the reading."
    yield ""
    yield f"| {' | '.join(COLUMNS)} |"
    yield "|---" * len(COLUMNS) + "|"
    for documents in sizes:
        measured = dict(nights(out / str(documents), documents, seed))
        yield from (row(documents, name, one, measured["first"]) for name, one in measured.items())


def row(documents: int, name: str, one: Night, first: Night) -> str:
    """One night as a row of the table."""
    files = "" if name == "first" else "the same, byte by byte" if one.files == first.files else "others"
    readers = (f"{mb:.0f}" if mb else "–" for mb in (one.reader_first_mb, one.reader_last_mb))
    cells = (
        f"{documents:,}",
        name,
        f"{one.read_anew:,}",
        f"{one.cpu_seconds:.1f}",
        f"{one.cpu_seconds / first.cpu_seconds:.1%}",
        f"{one.wall_seconds:.0f}",
        f"{one.parent_mb:.0f}",
        *readers,
        files,
    )
    return f"| {' | '.join(cells)} |"


def _commit() -> str:
    command = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout.strip()


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--documents", type=int, nargs="+", default=[500, 1500, 5000])
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    lines = list(page(options.out.resolve(), options.documents, options.seed))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
