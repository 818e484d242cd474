"""What nights ask of an object store: requests by kind and bytes kept, counted by a server on this machine.

python -m benchmarks.store --documents 40 120   (writes benchmarks/results/store.md)

Times say nothing here, for the server is none that anybody would use; what it is asked for is what any store
is asked for. Each night is a real run over a generated archive, from and to the store, with its cache there.
"""

from __future__ import annotations

import argparse
import logging
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import s3fs
from moto.server import ThreadedMotoServer

from benchmarks.archive.__main__ import write
from pipeline.storage.places import Url, about, place

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "benchmarks" / "results" / "store.md"
CHANGED = 10
MORE = b"\nPartijen evalueren dit besluit voor 1 oktober 2026.\n"
REQUEST = re.compile(
    r'"(?:\x1b\[\d+m)*(GET|HEAD|PUT|POST|DELETE) (\S+) '
)  # '"PUT /archive/raw/a.txt HTTP/1.1"'
KINDS = ("PUT", "GET", "LIST", "DELETE")
PARTS = {"agreements": "raw", "snapshot": "out/snapshots", "cache": "out/.cache"}

_Asked = Counter[str]


class _Listener(logging.Handler):
    """Counts requests as the server logs them; HEAD costs what GET does."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.asked = _Asked()

    def emit(self, record: logging.LogRecord) -> None:
        if found := REQUEST.search(record.getMessage()):
            is_list = found[1] == "GET" and "list-type=2" in found[2]
            self.asked["LIST" if is_list else found[1].replace("HEAD", "GET").replace("POST", "PUT")] += 1


@contextmanager
def server() -> Iterator[_Listener]:
    """A server that speaks S3, told to everybody by the environment."""
    listener, log = _Listener(), logging.getLogger("werkzeug")
    log.setLevel(logging.INFO)
    log.addHandler(listener)
    log.propagate = False
    running = ThreadedMotoServer("127.0.0.1", 0)
    running.start()
    host, port = running.get_host_and_port()
    os.environ |= {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
    }
    try:
        yield listener
    finally:
        running.stop()


def nights(documents: int, listener: _Listener) -> tuple[list[tuple[str, _Asked]], dict[str, int]]:
    """What a first night asks for, one without change, one with ten changed texts; bytes after the first."""
    bucket = place(f"s3://archive-{documents}")
    assert isinstance(bucket, Url)
    s3fs.S3FileSystem().mkdir(str(bucket))
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), documents, 1)
        files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in Path(folder).rglob("*.*")}
    raw = {path: content for path, content in files.items() if path.startswith("raw/")}
    for path, content in raw.items():
        (bucket / path).write_bytes(content)
    told = [("first", _night(bucket, listener))]
    sizes = {
        name: sum(about(each).size_bytes for each in (bucket / at).beneath()) for name, at in PARTS.items()
    }
    told.append(("unchanged", _night(bucket, listener)))
    for path in sorted(path for path in raw if path.endswith(".txt"))[:CHANGED]:
        (bucket / path).write_bytes(raw[path] + MORE)
    told.append((f"{CHANGED} changed", _night(bucket, listener)))
    return told, sizes


def _night(bucket: Url, listener: _Listener) -> _Asked:
    listener.asked.clear()
    command = [sys.executable, "-m", "pipeline", "run", f"{bucket}/raw", "--out", f"{bucket}/out"]
    subprocess.run([*command, "--accept", "measured"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return _Asked(listener.asked)


def report(measured: Sequence[tuple[int, list[tuple[str, _Asked]], dict[str, int]]], command: str) -> str:
    """Both tables in Markdown."""
    lines = [
        "# What nights ask of an object store",
        f"`{command}`: requests as a server on this machine counted them, HEAD among GET.",
        "",
        f"| documents | night | {' | '.join(KINDS)} |",
        f"|---|---|{'---|' * len(KINDS)}",
    ]
    for documents, told, _ in measured:
        for night, asked in told:
            lines.append(f"| {documents:,} | {night} | {' | '.join(f'{asked[kind]:,}' for kind in KINDS)} |")
    lines += ["", "Kilobytes per document, after the first night:", ""]
    lines += [f"| documents | {' | '.join(PARTS)} |", f"|---|{'---|' * len(PARTS)}"]
    for documents, _, sizes in measured:
        shares = " | ".join(f"{sizes[name] / documents / 1000:,.1f}" for name in PARTS)
        lines.append(f"| {documents:,} | {shares} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Read the command line, measure, write the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="+", default=[40, 120])
    documents = parser.parse_args().documents
    with server() as listener:
        measured = [(count, *nights(count, listener)) for count in documents]
    command = f"python -m benchmarks.store --documents {' '.join(map(str, documents))}"
    RESULTS.write_text(report(measured, command), encoding="utf-8")
    print(RESULTS.read_text("utf-8"))


if __name__ == "__main__":
    main()
