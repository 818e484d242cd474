"""One document that eats memory and one that never ends among good ones: what they cost the others.

python -m benchmarks.hostile OUT --documents 200   (writes benchmarks/results/hostile.md)

Both are small PDFs: the only page of the one unpacks to more than a reader may have; that of the other draws
a form ten times that draws the next one ten times, and so on: no reader comes to its end, however fast, and
none needs much memory for it. Times are of the clock: run it on a machine that does nothing else.
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
TIMES, DEEP = 10, 9  # how often each draws the next one, and how many there are
WHY = {  # what the failure of each names
    "bomb.pdf": f"more than {LIMIT_MB} MB of memory",
    "endless.pdf": f"longer than {LIMIT_SECONDS} seconds",
}


def bomb() -> bytes:
    """A PDF whose page unpacks to a thousand MB of nothing."""
    return pdf(stream(b"\0" * MB, 1000))


def endless() -> bytes:
    """A PDF whose page draws a hundred million times a MB of work that leaves nothing behind."""
    draws = (stream(b"/F%d Do " % number, TIMES) for number in range(1, DEEP))
    return pdf(*draws, stream(b"q Q " * (MB // 4), 1))


def stream(grain: bytes, times: int) -> bytes:
    """A form that draws the grain again and again, packed."""
    packer = zlib.compressobj(1)
    drawing = b"".join([*(packer.compress(grain) for _ in range(times)), packer.flush()])
    kind = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources 4 0 R/Filter/FlateDecode"
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (kind, len(drawing), drawing)


def pdf(*streams: bytes) -> bytes:
    """A PDF of one page: F0 is what it draws, and F1 and on are forms that may draw each other."""
    forms = b"".join(b"/F%d %d 0 R" % (number, 5 + number) for number in range(len(streams)))
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources 4 0 R>>",
        b"<</XObject<<%s>>>>" % forms,
        *streams,
    )
    file, places = b"%PDF-1.4\n", b"0000000000 65535 f \n"
    for number, each in enumerate(objects, 1):
        places += b"%010d 00000 n \n" % len(file)
        file += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    size = len(objects) + 1
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(file))
    return file + b"xref\n0 %d\n" % size + places + end


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
    (out / "raw/bomb.pdf").write_bytes(bomb())
    (out / "raw/endless.pdf").write_bytes(endless())
    among, found = measure(out / "raw", out / "among")
    failed = found[found["outcome"] == "failed"]
    most = MOST * alone + LIMIT_SECONDS
    told = dict(zip(failed["path"], failed["failure"], strict=True))
    assert set(told) == set(WHY), sorted(told)
    assert all(why in told[name] for name, why in WHY.items()), told
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
