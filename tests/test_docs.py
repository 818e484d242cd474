"""The documentation does what it says: its commands, code and queries are run, in order, on one snapshot."""

from __future__ import annotations

import ast
import contextlib
import io
import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import duckdb
import fsspec
import pytest
from conftest import ROOT
from typer.testing import CliRunner

from extractors._document import Evidence
from pipeline.__main__ import app
from pipeline.datasets.dictionary import dictionary_rows
from pipeline.datasets.schema import dataset
from pipeline.ingest import read_text
from pipeline.using.export import export

DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(
    r"^\$ (.*)\n((?:(?!\$ ).*\n?)*)", re.MULTILINE
)  # '$ afspraken status', and what it prints


@dataclass(frozen=True)
class Block:
    page: Path
    language: str
    code: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(DOCS)}: {self.code.splitlines()[0][:60]}"


BLOCKS = [
    Block(page, language, code)
    for page in PAGES
    for language, code in BLOCK.findall(page.read_text(encoding="utf-8"))
]


def blocks(*languages: str) -> list[Block]:
    return [block for block in BLOCKS if block.language in languages]


@pytest.fixture(scope="module")
def folder(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where a reader stands who ran `make run`; with what earlier pages wrote, as theirs would have."""
    place = tmp_path_factory.mktemp("reader")
    (place / "data").mkdir()
    (place / "data/raw").symlink_to(ROOT / "data/raw")
    shutil.copytree(samples.parent, place / "data/processed", symlinks=True)
    with contextlib.chdir(place), pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(place))
        yield place


def run(command: str) -> str:
    ran = CliRunner().invoke(app, shlex.split(command)[1:])
    assert ran.exit_code == 0, f"{command}\n{ran.output}"
    return ran.output


@pytest.mark.parametrize("block", blocks("console"), ids=str)
def test_commands_run_and_print_what_the_page_shows(block: Block, folder: Path) -> None:
    commands = COMMAND.findall(block.code)
    assert "".join(f"$ {command}\n{printed}" for command, printed in commands) == block.code
    for command, printed in commands:
        shown = [".*".join(map(re.escape, line.split("…"))) for line in printed.splitlines()]
        assert re.search("\n".join(shown), run(command)), command


@pytest.fixture(scope="module")
def store(s3: str, folder: Path) -> None:
    """What the page on stores says a reader has: agreements in a bucket, and a night that read them."""
    from s3fs import S3FileSystem

    text = "Prestatieafspraken 2031\n\nDe gemeente Ommeren bouwt 12 woningen vóór 1 juli 2031.\n"
    with contextlib.suppress(FileNotFoundError):  # the tests of a module need not run in one go
        S3FileSystem().rm("archive", recursive=True)
    S3FileSystem().mkdir("archive")
    S3FileSystem().pipe_file("archive/raw/ommeren.txt", text.encode())
    run("afspraken run s3://archive/raw --out s3://archive/datasets")


@pytest.fixture(autouse=True)
def its_store(request: pytest.FixtureRequest) -> None:
    """Started for blocks that name one."""
    block = getattr(request.node, "callspec", None) and request.node.callspec.params.get("block")
    if block and "s3://archive" in block.code:
        request.getfixturevalue("store")


@pytest.fixture(scope="module")
def home(folder: Path) -> Path:
    """What the pages say a reader has: agreements of their own, and registers as one page shows them."""
    (folder / "agreements").mkdir()
    text = "Prestatieafspraken 2031\n\nDe gemeente Ommeren bouwt 12 woningen vóór 1 juli 2031.\n"
    (folder / "agreements/ommeren.txt").write_text(text, encoding="utf-8")
    (folder / "registers").mkdir()
    (register,) = [block for block in blocks("csv") if block.code.startswith("name,aliases,l_number")]
    (folder / "registers/corporations.csv").write_text(register.code, encoding="utf-8")
    return folder


@pytest.mark.parametrize("block", blocks("sh"), ids=str)
def test_what_a_reader_types_for_themselves_runs(block: Block, home: Path) -> None:
    """Targets of make are run by CI itself; of a model or cluster that is not there options are checked."""
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    for line in block.code.splitlines():
        words = [os.path.expanduser(word) for word in shlex.split(line, comments=True)]
        if words[0] == "make":
            assert words[1] in targets
        elif words[0] == "afspraken" and {"--model", "--dask"} & set(words):
            told = run(f"afspraken {words[1]} --help")
            assert not [word for word in words if word.startswith("--") and word not in told]
        elif words[0] == "afspraken":
            run(shlex.join(words))


@pytest.mark.parametrize(
    "block", [block for block in blocks("python") if not block.page.match("extractor.md")], ids=str
)
def test_python_runs(block: Block, folder: Path) -> None:
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(block.code, str(block.page), "exec"), {})
    assert printed.getvalue()
    shown = block.page.read_text(encoding="utf-8").partition(f"{block.code}```\n```text\n")[2]
    assert not shown or shown.startswith(f"{printed.getvalue()}```\n"), "the page shows what is printed"


@pytest.mark.parametrize("block", blocks("sql"), ids=str)
def test_queries_run(block: Block, folder: Path) -> None:
    """Those of `views.…` on the DuckDB file that the page has just written."""
    if not Path("afspraken.duckdb").exists():
        export(Path("data/processed"), "duckdb")
    with duckdb.connect("afspraken.duckdb", read_only=True) as database:
        if "s3://" in block.code:  # in place of DuckDB's own extension, which it would have to download
            database.register_filesystem(fsspec.filesystem("s3"))
        assert database.execute(block.code).description


def test_the_extractor_of_the_page_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    (block,) = (block for block in blocks("python") if block.page.match("extractor.md"))
    module = ModuleType("extractors.energy_labels")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    exec(compile(block.code, "energy_labels.py", "exec"), module.__dict__)
    document = read_text(
        "Afspraken\n\nWelbouw brengt 40 woningen naar label B en 12 naar energielabel A++.\n"
    )
    rows = list(module.extract(document))
    assert [(row.label, row.plus_count) for row in rows] == [("B", 0), ("A", 2)]
    assert [row.quote for row in rows] == ["label B", "energielabel A++"]
    assert issubclass(module.Row, Evidence)
    declared = dataset("energy_labels", module.Row)
    assert declared.table([declared.record(row) for row in rows]).num_rows == 2
    assert next(dictionary_rows([declared])).told.startswith("Hash of the document")
    assert ast.get_docstring(ast.parse(block.code)).startswith("Dataset `energy_labels`")


def test_every_block_says_what_it_is() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    fences = re.findall(r"^```(\w*)$", text, re.MULTILINE)
    assert fences[1::2] == [""] * (len(fences) // 2)
    assert set(fences[::2]) <= {"console", "sh", "python", "sql", "text", "csv", "toml", "json"}
