"""Measures what reading costs and writes it down as Markdown and JSON.

python -m benchmarks.speed [--repeats 3] [--documents 30]   (benchmarks/results/speed.md, .json and .svg)
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.archive.__main__ import write
from benchmarks.speed import guard, lengths, pdfs, starts, texts, workers
from benchmarks.speed.plot import draw

ROOT = Path(__file__).parent.parent.parent
SHARED = ROOT.parent / "shared"
SAMPLES = ROOT / "data" / "raw"
RESULTS = ROOT / "benchmarks" / "results"
SEED = 1
MOST_PDFS = 6  # of one set: pdfplumber takes a quarter of a second for a page
REPEATED_TEXT, REPEATED_PDF = SAMPLES / "esdrecht-2019.txt", SAMPLES / "brinkdam-2024.pdf"
SHORTEST_TEXT = SAMPLES / "oosterlo-2025-2028.txt"

Costs = Mapping[str, float | None]


def measure(archive: Path, larger: Path, repeats: int) -> dict[str, Any]:
    """Everything that is measured, as JSON has it: CPU seconds by set and by stage."""
    text_sets = {"samples": [SAMPLES], "archive": [archive], "agreements": [SHARED / "corpus" / "text"]}
    pdf_sets = {"samples": [SAMPLES], "archive": [archive], "public tables": [SHARED / "tables" / "pdf"]}
    measured: dict[str, Any] = {"texts": {}, "pdfs": {}}
    for name, folders in text_sets.items():
        if files := texts.texts_in(folders):
            seconds = texts.least_seconds(files, repeats)
            measured["texts"][name] = {"words": texts.words_in(files), "cpu_seconds": seconds}
    for name, folders in pdf_sets.items():
        if files := pdfs.born_digital(folders, MOST_PDFS):
            seconds = pdfs.least_seconds(files, repeats)
            measured["pdfs"][name] = {"pages": pdfs.pages_in(files), "cpu_seconds": seconds}
    measured["starts"] = starts.seconds_of(SHORTEST_TEXT, repeats)
    measured["lengths"] = {
        "text": lengths.of_text(REPEATED_TEXT, repeats),
        "pdf": lengths.of_pdf(REPEATED_PDF, repeats),
    }
    measured["pages"] = lengths.of_pages(SHORTEST_TEXT)
    measured["workers"] = {
        str(sum(file.is_file() for file in raw.rglob("*"))): workers.costs(raw, repeats)
        for raw in (archive, larger)
    }
    measured["guard"] = guard.ratios(SAMPLES, repeats)
    return measured


def report(measured: Mapping[str, Any], command: str) -> Iterator[str]:
    """The lines of the Markdown page."""
    yield f"# What reading costs\nMade by `{command}`. CPU is user and system, of each file the least of some"
    yield "runs, once everything is warm. Ratios within one table hold; absolute figures are one machine's."
    yield "Where the CPU of a run goes is in [profile.md](profile.md), what the size of an archive costs, in"
    yield "time and memory, in [nights.md](nights.md).\n\n![Each stage beside its floor](speed.svg)\n"
    for title, unit, floor in (("texts", "words", texts.FLOOR), ("pdfs", "pages", pdfs.FLOOR)):
        for name, one in measured[title].items():
            yield f"## {title.capitalize()}: {name} ({one[unit]} {unit})\n"
            yield from _costs(one["cpu_seconds"], one[unit], unit, floor)
            if title == "pdfs":
                share = pdfs.share_of_pdfplumber(one["cpu_seconds"])
                yield f"Words and tables, given letters and paths: {share:.2f} of pdfplumber's from files.\n"
    yield "## Starting\n\n| command | CPU seconds |\n|---|---:|"
    yield from (f"| `{name}` | {seconds:.2f} |" for name, seconds in measured["starts"].items())
    yield "\n## Length\nCost of a word or page in a document repeated, beside that of the document once.\n"
    yield f"| | {' | '.join(f'{times}×' for times in lengths.TIMES)} |\n|---|{'---:|' * len(lengths.TIMES)}"
    for name, shares in measured["lengths"].items():
        yield f"| {name} | {' | '.join(f'{share:.2f}' for share in shares)} |"
    yield from _long_document(measured)
    yield from _workers(measured)


def _long_document(measured: Mapping[str, Any]) -> Iterator[str]:
    (shorter, longer), (fewer, more) = lengths.PAGES, measured["pages"]
    yield f"\nA text of {longer:,} pages costs {more / fewer:.2f} times one of {shorter:,} ({fewer:.1f} s)."


def _workers(measured: Mapping[str, Any]) -> Iterator[str]:
    """Wall time, which says little where others are at work on the machine, and CPU, which does."""
    yield "\n## Workers\nWhole runs over generated archives, start and publishing included.\n"
    yield "| documents | workers | wall seconds | times as fast | CPU seconds | largest process, MB |"
    yield "|---:|---:|---:|---:|---:|---:|"
    for documents, costs in measured["workers"].items():
        one = costs["1"]["wall_seconds"]
        for count, cost in costs.items():
            wall, cpu, mb = cost["wall_seconds"], cost["cpu_seconds"], cost["largest_process_mb"]
            yield f"| {documents} | {count} | {wall:.1f} | {one / wall:.2f} | {cpu:.1f} | {mb:.0f} |"


def _costs(seconds: Costs, count: int, unit: str, floor: str) -> Iterator[str]:
    yield f"| | {unit} per CPU second | times the floor |\n|---|---:|---:|"
    for name, cost in seconds.items():
        if cost is None:
            yield f"| {name} | not installed | |"
        else:
            yield f"| {name} | {count / cost:,.0f} | {cost / seconds[floor]:.1f} |"
    yield ""


def main() -> None:
    """Measure and write both files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--documents", type=int, default=30, help="of the generated archive")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive, larger = Path(folder) / "archive", Path(folder) / "larger"
        write(archive, options.documents, SEED)
        write(larger, workers.MANY, SEED)
        measured = measure(archive / "raw", larger / "raw", options.repeats)
    RESULTS.mkdir(exist_ok=True)
    command = f"python -m benchmarks.speed --repeats {options.repeats} --documents {options.documents}"
    (RESULTS / "speed.json").write_text(json.dumps({"command": command, **measured}, indent=2) + "\n")
    draw(measured, RESULTS / "speed.svg")
    page = "\n".join(report(measured, command)) + "\n"
    (RESULTS / "speed.md").write_text(page, encoding="utf-8")
    print(page, end="")


if __name__ == "__main__":
    main()
