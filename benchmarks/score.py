"""Every measure of every scorer in ../shared, in one table, held against floors.toml: `make score`.

Runs the pipeline on each set of documents that is there, and `afspraken times` on each file of sentences, and
lets that set's scorer judge what was published or printed. The passages of tests/passages are scored too.
Exit code 0: nothing fell below its floor, or there is nothing to score; 1: something did.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
FLOORS = tomllib.loads((ROOT / "benchmarks" / "floors.toml").read_text(encoding="utf-8"))

# 'value   P 0.851  R 0.790  F1 0.819'
TIME_LINE = re.compile(
    r"^(?P<measure>\S+)\s+P (?P<precision>[\d.]+)\s+R (?P<recall>[\d.]+)\s+F1 (?P<f1>[\d.]+)$", re.MULTILINE
)
# 'deadline recall A                              41/50   0.820'
MEASURE_LINE = re.compile(r"^(?P<measure>\S.*?)\s+\d+/\d+\s+(?P<value>\d\.\d+)$", re.MULTILINE)

Measures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A set of documents with known facts, and the scorer that knows them."""

    name: str  # its table in floors.toml
    documents: Path  # folder that the pipeline reads, or file that `afspraken times` reads
    scorer: str  # script under ../shared/scoring
    arguments: tuple[str, ...]  # the scorer's; {out} and {json} are filled in
    measures: Callable[[str, Path], Measures]  # from what the scorer printed and the JSON it may have written
    files: tuple[str, ...] = ()  # those of the folder that are read; all where none is named


def from_lines(printed: str, _: Path) -> Measures:
    """Measures of a scorer that prints one line for each."""
    return {found["measure"]: float(found["value"]) for found in MEASURE_LINE.finditer(printed)}


def from_json(_: str, path: Path) -> Measures:
    """Measures of a scorer that writes recall, precision and F1 over all documents to a file."""
    everything = json.loads(path.read_text(encoding="utf-8"))["all"]
    return {
        f"{measure} {kind}": shares[kind]
        for measure, shares in everything.items()
        for kind in ("recall", "precision", "f1")
        if shares[kind] is not None
    }


def from_time_lines(printed: str, _: Path) -> Measures:
    """Measures of the scorer of time expressions: shares found, and shares with the right value."""
    return {
        f"{line['measure']} {kind}": float(line[kind])
        for line in TIME_LINE.finditer(printed)
        for kind in ("recall", "precision", "f1")
    }


def from_table_report(printed: str, _: Path) -> Measures:
    """Measures of the scorer of grids: adjacency over pages and over documents, detection, exact grids."""
    report = json.loads(printed)
    return {
        "adjacency f1": report["adj"]["f"],
        "adjacency f1, mean of documents": report["adj_doc"]["f"],
        "detection precision": report["det"]["p"],
        "detection recall": report["det"]["r"],
        "exact grids": report["grid_exact"] / report["tables"],
    }


def passages(name: str, folder: Path) -> Benchmark:
    """A folder of passages in text/, with what is known of them in gold.jsonl."""
    arguments = ("{out}/latest", str(folder / "gold.jsonl"))
    return Benchmark(name, folder / "text", "score_passages.py", arguments, from_lines)


def scan(stem: str, lines: str) -> Benchmark:
    """A PDF that holds these lines of an agreement's text, some or all of its pages as pictures."""
    arguments = (*AGREEMENTS, "--only", stem, "--lines", lines)
    return Benchmark(stem, SHARED / "corpus/pdf", "score.py", arguments, from_json)


WITH_TEXT_LAYER = (
    *("hengelo-2017.pdf", "hengelo-2017-borderless.pdf", "borne-2022-2023.pdf"),
    *("almelo-2023.pdf", "almelo-2023-landscape.pdf"),
)
AGREEMENTS = ("{out}/latest", "--gold", str(SHARED / "gold"), "--json", "{json}")
BENCHMARKS = (
    Benchmark("text", SHARED / "corpus/text", "score.py", AGREEMENTS, from_json),
    passages("passages", SHARED / "passages"),
    passages("invented_passages", ROOT / "tests/passages"),
    passages("invented_passages_second", ROOT / "tests/passages/second"),
    passages("invented_passages_third", ROOT / "tests/passages/third"),
    passages("invented_passages_fourth", ROOT / "tests/passages/fourth"),
    passages("invented_passages_fifth", ROOT / "tests/passages/fifth"),
    passages("invented_passages_sixth", ROOT / "tests/passages/sixth"),
    passages("invented_passages_seventh", ROOT / "tests/passages/seventh"),
    passages("invented_passages_eighth", ROOT / "tests/passages/eighth"),
    passages("invented_passages_numbers", ROOT / "tests/passages/numbers"),
    passages("invented_passages_numbers_second", ROOT / "tests/passages/numbers-second"),
    passages("invented_passages_numbers_third", ROOT / "tests/passages/numbers-third"),
    Benchmark(
        "temporal",
        SHARED / "temporal/sample.jsonl",
        "score_time.py",
        (str(SHARED / "temporal/sample.jsonl"), "{out}"),
        from_time_lines,
    ),
    Benchmark("pdf", SHARED / "corpus/pdf", "score.py", AGREEMENTS, from_json, WITH_TEXT_LAYER),
    scan("borne-2022-2023-scan", "1-459"),
    scan("hengelo-2017-mixed", "160-940"),
    Benchmark(
        "pdf_tables",
        SHARED / "corpus/pdf",
        "score_tables.py",
        ("{out}/latest", str(SHARED / "corpus/pdf/tables_gold.jsonl")),
        from_table_report,
    ),
    Benchmark(
        "government_pdfs",
        SHARED / "dutch-pdfs/pdf",
        "score_pdfs.py",
        ("{out}/latest", str(SHARED / "dutch-pdfs")),
        from_lines,
    ),
    Benchmark(
        "public_tables",
        SHARED / "tables/pdf",
        "score_tables.py",
        ("{out}/latest", str(SHARED / "tables/gold.json")),
        from_table_report,
    ),
)


@cache
def read(documents: Path, files: tuple[str, ...], scratch: Path) -> Path:
    """What the pipeline publishes of a folder, or `afspraken times` prints of a file; read once."""
    out = scratch / "-".join((*documents.relative_to(ROOT.parent).parts, str(len(files))))
    if documents.is_dir():
        run(["-m", "pipeline", "run", str(_chosen(documents, files, scratch)), "--out", str(out)])
    else:
        out.write_text(run(["-m", "pipeline", "times", str(documents)]), encoding="utf-8")
    return out


def _chosen(folder: Path, files: tuple[str, ...], scratch: Path) -> Path:
    """The folder, or one with copies of the chosen files."""
    if not files:
        return folder
    chosen = Path(tempfile.mkdtemp(dir=scratch))
    for name in files:
        shutil.copy(folder / name, chosen)
    return chosen


def measure(benchmark: Benchmark, scratch: Path) -> Measures:
    """Read the benchmark's documents or sentences and have them scored."""
    out = read(benchmark.documents, benchmark.files, scratch)
    report = scratch / f"{benchmark.name}.json"
    arguments = [argument.format(out=out, json=report) for argument in benchmark.arguments]
    printed = run([str(SHARED / "scoring" / benchmark.scorer), *arguments])
    return benchmark.measures(printed, report)


def run(arguments: list[str]) -> str:
    """What a Python program printed; ends the scoring with what it said when it fails."""
    ran = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True)
    if ran.returncode:
        raise SystemExit(f"score: {' '.join(arguments)} failed:\n{ran.stderr}")
    return ran.stdout


def lines(measures: Measures, floors: Measures) -> Iterator[tuple[str, bool]]:
    """A line for each measure with its floor, and whether it holds; a floor without its measure does not."""
    for name in dict.fromkeys((*measures, *floors)):
        value, floor = measures.get(name), floors.get(name)
        holds = floor is None or (value is not None and value >= floor)
        cells = ("  –  " if number is None else f"{number:.3f}" for number in (value, floor))
        yield f"  {name:50} {'   '.join(cells)}{'' if holds else '   BELOW ITS FLOOR'}", holds


def main() -> int:
    """Score what is there, print it, and say with the exit code whether every floor holds."""
    if not SHARED.exists():
        print("score: ../shared is not there, nothing to score")
        return 0
    present = [benchmark for benchmark in BENCHMARKS if benchmark.documents.exists()]
    all_hold = True
    with tempfile.TemporaryDirectory() as scratch:
        for benchmark in present:
            print(f"{benchmark.name:52} value   floor")
            for line, holds in lines(measure(benchmark, Path(scratch)), FLOORS.get(benchmark.name, {})):
                print(line, flush=True)
                all_hold &= holds
    return 0 if all_hold else 1


if __name__ == "__main__":
    raise SystemExit(main())
