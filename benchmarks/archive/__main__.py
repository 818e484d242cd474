"""Writes an archive of invented agreements with what is known of them.

python -m benchmarks.archive OUT --documents 5000 --seed 1   (OUT/raw/*.txt|md|pdf and OUT/truth.jsonl)
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from benchmarks.archive.agreement import agreement
from benchmarks.archive.setting import FORMATS

KINDS = ("txt", "pdf", "txt", "md", "pdf")  # in turn: two fifths are PDFs
PER_FOLDER = 1000


def write(out: Path, documents: int, seed: int) -> None:
    """Write so many agreements below OUT/raw and one line of facts for each in OUT/truth.jsonl."""
    out.mkdir(parents=True, exist_ok=True)
    with (out / "truth.jsonl").open("w", encoding="utf-8") as truth:
        for number in range(documents):
            kind = KINDS[number % len(KINDS)]
            path = f"{number // PER_FOLDER:03}/{seed}-{number:05}.{kind}"
            one = agreement(seed, number)
            (out / "raw" / path).parent.mkdir(parents=True, exist_ok=True)
            (out / "raw" / path).write_bytes(FORMATS[kind](one))
            truth.write(
                json.dumps({"path": path, "title": one.title, **one.facts}, ensure_ascii=False) + "\n"
            )


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write(options.out, options.documents, options.seed)


if __name__ == "__main__":
    main()
