"""A generated archive through a real run: what is known of its agreements is what is published of them."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import chain
from pathlib import Path

import pytest
from conftest import ROOT

from benchmarks.archive.__main__ import KINDS, write
from benchmarks.archive.agreement import Agreement, Bullets, Heading, Paragraph, Table, agreement
from benchmarks.archive.scoring import score
from benchmarks.archive.setting import FORMATS

FLOOR = 0.95
DOCUMENTS = 40
SEED = 3


def test_known_facts_are_published(tmp_path: Path) -> None:
    """One test, for tests that run side by side would each read the archive."""
    write(tmp_path, DOCUMENTS, SEED)
    command = [sys.executable, "-m", "pipeline", "run", str(tmp_path / "raw"), "--out", str(tmp_path / "out")]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    scores = score(tmp_path / "out/latest", tmp_path / "truth.jsonl")
    assert set(scores) == {"documents", "observations", "commitments", "deadlines", "responsibilities"}
    shares = {
        (name, measure): share for name, one in scores.items() for measure, share in one.shares().items()
    }
    below = {which: share for which, share in shares.items() if share < FLOOR}
    assert not below, "\n".join(fault for name, _ in below for fault in scores[name].faults)


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    contents = []
    for folder in (tmp_path / "a", tmp_path / "b"):
        write(folder, 5, SEED)
        contents.append({file.relative_to(folder): file.read_bytes() for file in sorted(folder.rglob("*.*"))})
    assert contents[0] == contents[1]
    assert {file.suffix[1:] for file in contents[0]} == {*FORMATS, "jsonl"}


def test_documents_differ_from_each_other_and_under_another_seed() -> None:
    printed = [FORMATS["txt"](agreement(seed, number)) for seed in (1, 2) for number in range(200)]
    assert len(set(printed)) == len(printed)


def test_a_longer_archive_begins_with_the_shorter_one(tmp_path: Path) -> None:
    for documents in (2, 4):
        write(tmp_path / str(documents), documents, SEED)
    short, long = ((tmp_path / name / "truth.jsonl").read_text() for name in "24")
    assert long.startswith(short)


def words_of(one: Agreement) -> str:
    """All that is printed, block by block."""
    lines: list[str] = []
    for block in one.blocks:
        match block:
            case Heading(_, words) | Paragraph(words):
                lines.append(words)
            case Bullets(lead_in, items):
                lines += [lead_in, *items]
            case Table(title, rows):
                lines += [title, *chain.from_iterable(rows)]
    return "\n".join(lines)


@pytest.mark.parametrize("number", range(60))
def test_what_is_known_stands_in_the_text(number: int) -> None:
    one = agreement(SEED, number)
    text, facts = words_of(one), one.facts
    quotes = [fact["quote"] for fact in facts["commitments"]]
    quotes += [fact[name] for fact in facts["deadlines"] for name in ("expression", "sentence")]
    quotes += [fact["raw"] for fact in facts["observations"]]
    names = [name for fact in facts["commitments"] for name in (*fact["responsible"], *fact["participants"])]
    names = [name for name in names if name != "alle partijen"]
    assert len(facts["commitments"]) == len(facts["deadlines"]) >= 3
    assert not [words for words in (*quotes, *names) if words not in text]


def test_a_count_is_known_once_for_each_cell_and_the_totals_add_up() -> None:
    checked = 0
    for number in range(60):
        one = agreement(SEED, number)
        for table in (
            block for block in one.blocks if isinstance(block, Table) and block.rows[0][0] == "Project"
        ):
            *_, total = table.rows
            columns = list(zip(*table.rows[1:-1], strict=True))[1:]
            assert [str(sum(int(cell or 0) for cell in column)) for column in columns] == list(total[1:])
            checked += 1
    assert checked > 20


def test_kinds_are_those_that_can_be_printed() -> None:
    assert set(KINDS) == set(FORMATS)


def test_the_command_writes_an_archive(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.archive", str(tmp_path), "--documents", "3", "--seed", "9"]
    subprocess.run(command, check=True, cwd=ROOT)
    known = [json.loads(line)["path"] for line in (tmp_path / "truth.jsonl").read_text().splitlines()]
    assert known == [
        str(file.relative_to(tmp_path / "raw")) for file in sorted((tmp_path / "raw").rglob("*.*"))
    ]
