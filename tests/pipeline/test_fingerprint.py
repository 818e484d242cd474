"""What a result rests on: the import graph decides, and nobody has to remember anything."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import extractors
import pipeline
from pipeline.kept.fingerprint import Code, digest
from pipeline.reading.keys import codes_of

REPOSITORY = Path(extractors.__path__[0]).parent
NAMES_OF_DATA = {
    name for file in (REPOSITORY / "extractors/data").rglob("*.*") for name in (file.name, file.stem)
}


@pytest.fixture
def copied(tmp_path: Path) -> dict[str, Path]:
    """The project's own code, to be changed."""
    for package in (extractors, pipeline):
        folder = Path(package.__path__[0])
        shutil.copytree(folder, tmp_path / folder.name, ignore=shutil.ignore_patterns("__pycache__"))
    return {name: tmp_path / name for name in ("extractors", "pipeline")}


def made(folder: Path, **files: str) -> Code:
    for name, text in files.items():
        file = folder / "extractors" / name.replace("__", "/").replace("-", "_")
        file = file.with_suffix(".toml") if "data" in name else file.with_suffix(".py")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (folder / "pipeline").mkdir(exist_ok=True)
    return Code({"extractors": folder / "extractors", "pipeline": folder / "pipeline"})


@pytest.mark.parametrize(
    "line",
    [
        "import extractors.helper",
        "from extractors import helper",
        "from extractors.helper import f",
        "from . import helper",
        "from extractors import (  # (the other is for later)\n    other,  # :)\n    helper as h,\n)",
        "from extractors import other, \\\n    helper",
        "import json, extractors.helper",
        "from .helper import f",
        "def g():\n    from extractors.helper import f",
        "if True:\n    import extractors.helper as h",
        "from extractors import middle",  # which imports it in turn
    ],
)
def test_every_way_to_import_counts(tmp_path: Path, line: str) -> None:
    code = made(tmp_path, one=line, helper="f = 1", middle="import extractors.helper", other="import os")
    assert "extractors.helper" in code.closure(["extractors.one"])
    before, other = code.of("extractors.one"), code.of("extractors.other")
    changed = made(tmp_path, helper="f = 2")
    assert changed.of("extractors.one") != before
    assert changed.of("extractors.other") == other


def test_python_finds_nothing_in_our_modules_that_the_search_overlooks() -> None:
    code = Code()
    for file in [*REPOSITORY.glob("extractors/**/*.py"), *REPOSITORY.glob("pipeline/**/*.py")]:
        module = ".".join(file.relative_to(REPOSITORY).with_suffix("").parts).removesuffix(".__init__")
        nodes = [*ast.walk(ast.parse(file.read_bytes()))]
        plain = {each.name for node in nodes if isinstance(node, ast.Import) for each in node.names}
        sources = {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)}  # none is relative
        strings = {str(node.value) for node in nodes if isinstance(node, ast.Constant)}
        imported, words = code._look(module)
        assert plain | sources <= imported, module
        assert strings & NAMES_OF_DATA <= words, module


def test_imports_in_a_circle_end(tmp_path: Path) -> None:
    code = made(tmp_path, one="import extractors.two", two="import extractors.one")
    assert code.closure(["extractors.one"]) == {"extractors.one", "extractors.two"}


def test_a_data_file_counts_for_whoever_names_it(tmp_path: Path) -> None:
    modules = {"one": "words('verbs')", "two": "words('times.toml')", "three": "pass"}
    before = made(tmp_path, **modules, data__verbs="a = 1", data__times="b = 1", data__lonely="c = 1")
    codes = {name: before.of(f"extractors.{name}") for name in modules}
    after = made(tmp_path, data__verbs="a = 2")
    assert {name for name in modules if after.of(f"extractors.{name}") != codes[name]} == {"one"}
    everyone = made(tmp_path, data__verbs="a = 1", data__lonely="c = 2")  # named by no module: by all then
    assert all(everyone.of(f"extractors.{name}") != codes[name] for name in modules)


def test_a_library_counts_with_all_that_it_requires(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    code = made(tmp_path, one="import spacy", two="import json")
    assert code.libraries_of(["extractors.one"]) == {"spacy"}
    before = code.of("extractors.one"), code.of("extractors.two")
    from pipeline.kept import fingerprint

    assert any(each.startswith("thinc ") for each in fingerprint._versions(frozenset({"spacy"})))
    monkeypatch.setattr(fingerprint, "_versions", lambda libraries: [f"{name} 99" for name in libraries])
    assert code.of("extractors.one") != before[0]
    assert code.of("extractors.two") == before[1]


@pytest.mark.parametrize(
    ("file", "touched"),
    [  # the modules as they are; only what every one of them rests on is left out
        ("extractors/deadlines.py", {"deadlines", "part", "night"}),
        (
            "extractors/_commitments/responsibility.py",
            {"commitments", "deadlines", "responsibilities", "part", "night"},
        ),
        ("extractors/_numbers/tables.py", {"observations", "tables", "part", "night"}),
        ("pipeline/ingest/footnotes.py", {"reading", "part", "night"}),
        ("pipeline/ingest/layout.toml", {"reading", "part", "night"}),  # words that are no code
        ("pipeline/views/rent_bands.py", {"night"}),
        ("pipeline/assembling/checks.py", {"night"}),
        ("pipeline/using/show.py", set()),
    ],
)
def test_one_change_touches_what_rests_on_it_and_nothing_else(
    copied: dict[str, Path], file: str, touched: set[str]
) -> None:
    before = codes_of(Code(copied))
    (copied["extractors"].parent / file).open("a").write("\n# another word\n")
    after = codes_of(Code(copied))
    changed = {name for name in before.extractors if before.extractors[name] != after.extractors[name]}
    changed |= {
        name for name in ("reading", "part", "night") if getattr(before, name) != getattr(after, name)
    }
    assert touched <= changed
    assert ("reading" in changed) == ("reading" in touched)
    assert {name for name in changed if name in before.extractors} <= touched | {"observations", "deadlines"}


def test_no_data_file_is_read_that_the_fingerprint_does_not_know(tmp_path: Path) -> None:
    """Every list that is opened while a sample is read is one the fingerprint counts."""
    program = f"""
import sys
from pathlib import Path
opened = set()
ours = str(Path({str(REPOSITORY)!r})) + "/"
sys.addaudithook(lambda event, given: event == "open" and isinstance(given[0], (str, Path))
                 and str(given[0]).startswith((ours + "extractors", ours + "pipeline"))
                 and opened.add(str(given[0]).removeprefix(ours).removeprefix("extractors/data/")))
from extractors import discover
from pipeline.ingest import read
documents = [read(file) for file in sorted(Path({str(REPOSITORY)!r}, "data/raw").glob("*.txt"))]
from pipeline.kept.fingerprint import Code
code = Code()
for name, module in discover().items():
    for document in documents:
        list(module.extract(document))
known = code.data_of(code.closure([f"extractors.{{name}}" for name in discover()] + ["pipeline.ingest"]))
read_files = {{name for name in opened if name.endswith((".toml", ".csv"))}}
assert read_files, "nothing was seen"
print(sorted(read_files - known))
"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=tmp_path)
    assert ran.stdout.strip() == "[]", ran.stderr


def test_parts_of_a_key_cannot_run_into_each_other() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("a", None) != digest("a", "None")
    assert digest(["a"], "b") != digest(["a", "b"])
