"""metadata.csv as spreadsheets and hands write it: what is used, and what is said of the rest."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors._document import Inventory
from pipeline.sources.inventory import Inventories, read_inventory

PATHS = ("a.txt", "x/b.txt", "x/c.md", "y/c.md", "Súdwest.txt")


def read(folder: Path, content: str | bytes) -> Inventories:
    raw = content if isinstance(content, bytes) else content.encode()
    (folder / "metadata.csv").write_bytes(raw)
    return read_inventory(folder, PATHS)


@pytest.mark.parametrize(
    ("content", "path", "expected"),
    [
        ("path,year\na.txt,2021\n", "a.txt", Inventory(year=2021)),
        ("path;year\r\na.txt;2021\r\n", "a.txt", Inventory(year=2021)),  # Excel in Dutch
        ("sep=;\npath;year\na.txt;2021\n", "a.txt", Inventory(year=2021)),  # Excel's own first line
        ("path\tyear\na.txt\t2021\n", "a.txt", Inventory(year=2021)),
        ("\ufeffpath,year\na.txt,2021\n", "a.txt", Inventory(year=2021)),  # byte order mark
        ("path;municipality\na.txt;Súdwest\n".encode("cp1252"), "a.txt", Inventory(("Súdwest",))),
        ("path\tyear\na.txt\t2021\n".encode("utf-16"), "a.txt", Inventory(year=2021)),  # 'Unicode text'
        (" Path , YEAR \n a.txt , 2021 \n", "a.txt", Inventory(year=2021)),  # capitals and blanks
        ("path,year\na.txt,2021.0\n", "a.txt", Inventory(year=2021)),  # a number to the spreadsheet
        ("year,path,colour\n2021,a.txt,red\n", "a.txt", Inventory(year=2021)),  # order, a column of their own
        ("path,municipality\na.txt,Elst | Waterdam\n", "a.txt", Inventory(("Elst", "Waterdam"))),
        ("path;municipality\na.txt;Elst, Waterdam\n", "a.txt", Inventory(("Elst", "Waterdam"))),
        ('path,municipality\na.txt,"Elst; Waterdam"\n', "a.txt", Inventory(("Elst", "Waterdam"))),
        ('path;corporation\na.txt;"Wonen, Zorg | Elf"\n', "a.txt", Inventory((), ("Wonen, Zorg", "Elf"))),
        (
            "path,source_url,licence\na.txt,https://x.example,CC0\n",
            "a.txt",
            Inventory((), (), None, "https://x.example", "CC0"),
        ),
        ("path,year\na.txt\n", "a.txt", Inventory()),  # a line that ends early
        ("path,year\nb.txt,2021\n", "x/b.txt", Inventory(year=2021)),  # by its name alone
        ("path,year\n.\\x\\b.txt,2021\n", "x/b.txt", Inventory(year=2021)),  # as Windows writes paths
        ("path,year\nSu\u0301dwest.txt,2021\n", "Súdwest.txt", Inventory(year=2021)),  # as macOS writes ú
        ("path,year\n\n,,\na.txt,2021\n", "a.txt", Inventory(year=2021)),  # blank lines
    ],
)
def test_reads(tmp_path: Path, content: str | bytes, path: str, expected: Inventory) -> None:
    found = read(tmp_path, content)
    assert found.entries == {path: expected}
    assert found.problems == []


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("path,year\ngone.txt,2021\n", "line 2: no file 'gone.txt'"),
        ("path,year\nc.md,2021\n", "line 2: 2 files are called 'c.md', give the path"),
        ("path,year\n,2021\n", "line 2: it names no file"),
        ("path,year\na.txt,2021\na.txt,2022\n", "line 3: a.txt is listed twice"),
        ("path,year\na.txt,next year\n", "line 2: 'next year' is no year"),
        ("path,year\na.txt,21\n", "'21' is no year"),
        ("sep=;\npath;year\ngone.txt;2021\n", "line 3: no file"),
        ("year,municipality\n2021,Elst\n", "no column `path`"),
        ("", "no column `path`"),
        (b"\x00\xff\x00\xfe", "no column `path`"),  # no table at all
    ],
)
def test_says_what_it_cannot_use(tmp_path: Path, content: str | bytes, says: str) -> None:
    (problem,) = read(tmp_path, content).problems
    assert says in problem


def test_the_first_of_two_lines_for_one_file_is_used(tmp_path: Path) -> None:
    assert read(tmp_path, "path,year\na.txt,2021\na.txt,2022\n").entries["a.txt"].year == 2021


def test_a_year_that_is_no_year_costs_the_year_alone(tmp_path: Path) -> None:
    found = read(tmp_path, "path,year,municipality\na.txt,soon,Elst\n")
    assert found.entries == {"a.txt": Inventory(("Elst",))}


def test_without_an_inventory_nothing_is_known(tmp_path: Path) -> None:
    assert read_inventory(tmp_path, PATHS) == Inventories()


def test_an_inventory_that_cannot_be_opened_is_no_crash(tmp_path: Path) -> None:
    (tmp_path / "metadata.csv").mkdir()
    (problem,) = read_inventory(tmp_path, PATHS).problems
    assert "cannot be opened" in problem


@given(st.binary(max_size=300))
def test_no_bytes_crash_it(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        found = read(Path(folder), b"path,year\n" + content)
    assert set(found.entries) <= set(PATHS)


@pytest.mark.parametrize("cell", ["soon\nor later", "x" * 100_000])
def test_what_is_said_of_a_cell_is_one_line_of_some_length(tmp_path: Path, cell: str) -> None:
    (problem,) = read(tmp_path, f'path,year\na.txt,"{cell}"\n').problems
    assert "\n" not in problem
    assert len(problem) < 500
