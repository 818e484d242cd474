"""One document that eats memory and one that never ends among good ones: what they cost the others.

python -m benchmarks.hostile OUT --documents 200   (writes benchmarks/results/hostile.md)

Both are small PDFs: the drawing of their only page unpacks to more than a reader may have, or to more than it
can go through in its time. Times are of the clock: run it on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
import zlib
from datetime import date
from pathlib import Path

import pandas as pd

from benchmarks.archive.__main__ import write

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "benchmarks" / "results" / "hostile.md"
LIMIT_SECONDS = 30
LIMIT_MB = 1000
MOST = 1.5  # times what the good ones take alone, beside the limit
MB = 2**20
BAD = {  # what is drawn, how much of it, and what the failure names
    "bomb.pdf": (b"\0", 1000 * MB, f"more than {LIMIT_MB} MB of memory"),
    "endless.pdf": (b"q Q ", 120 * MB, f"longer than {LIMIT_SECONDS} seconds"),
}


def bad_pdf(grain: bytes, size: int) -> bytes:
    """A PDF of one page, whose drawing is the grain again and again, packed."""
    packer = zlib.compressobj(1)
    block = grain * (MB // len(grain))
    drawing = b"".join([*(packer.compress(block) for _ in range(size // MB)), packer.flush()])
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(drawing), drawing),
    )
    file, places = b"%PDF-1.4\n", b"0000000000 65535 f \n"
    for number, each in enumerate(objects, 1):
        places += b"%010d 00000 n \n" % len(file)
        file += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    end = b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(file)
    return file + b"xref\n0 5\n" + places + end


def measure(raw: Path, out: Path) -> tuple[float, pd.DataFrame]:
    """Seconds that a first run takes, and the documents it publishes."""
    shutil.rmtree(out, ignore_errors=True)
    limit = ["--max-seconds", str(LIMIT_SECONDS), "--max-memory-mb", str(LIMIT_MB)]
    command = [sys.executable, "-m", "pipeline", "run", str(raw), "--out", str(out), *limit]
    began = time.monotonic()
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if ran.returncode:
        raise SystemExit(f"hostile: the run failed:\n{ran.stderr}")
    return time.monotonic() - began, pd.read_parquet(out / "latest/documents.parquet")


def page(out: Path, documents: int) -> str:
    """The results as Markdown, measured on the way."""
    write(out, documents, 1)
    alone, _ = measure(out / "raw", out / "alone")
    for name, (grain, size, _) in BAD.items():
        (out / "raw" / name).write_bytes(bad_pdf(grain, size))
    among, found = measure(out / "raw", out / "among")
    failed = found[found["outcome"] == "failed"]
    most = MOST * alone + LIMIT_SECONDS
    told = dict(zip(failed["path"], failed["failure"], strict=True))
    assert set(told) == set(BAD), sorted(told)
    assert all(why in told[name] for name, (_, _, why) in BAD.items()), told
    lines = [
        "# Two bad documents among good ones",
        f"`python -m benchmarks.hostile OUT --documents {documents}`",
        "",
        f"{date.today()}, {os.cpu_count()} cores; a document may take {LIMIT_SECONDS} s and {LIMIT_MB} MB.",
        "",
        f"- {documents} good documents alone: {alone:.0f} s",
        f"- the same with one that eats memory and one that never ends: {among:.0f} s; "
        f"{MOST:g} × alone and the limit: {most:.0f} s",
        f"- published: {len(found) - len(failed)}; named:",
        *(f"  - {failure}" for failure in failed["failure"]),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--documents", type=int, default=200)
    options = parser.parse_args()
    told = page(options.out.resolve(), options.documents)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(told, encoding="utf-8")


if __name__ == "__main__":
    main()
