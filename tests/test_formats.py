"""One agreement as text, Markdown, Word file and PDF: the same facts come out of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.reading.extract import extract
from pipeline.reading.parts import Tables, part_of
from pipeline.sources.files import find_files, group_by_content
from tests.fuzz.seeds import seeds

FORMATS = seeds()
FACTS = {
    "observations": ("indicator", "unit", "basis", "year", "value_min", "value_max", "qualifier"),
    "deadlines": ("starts_on", "ends_on", "granularity", "recurrence_count", "class"),
    "commitments": ("kind",),
    "responsibilities": ("party", "role"),
}


def part(name: str, folder: Path) -> Tables:
    folder.mkdir()
    (folder / name).write_bytes(FORMATS[name])
    (source,) = group_by_content(find_files(folder))
    return part_of(extract(source))


def facts(read: Tables) -> dict[str, set[tuple[object, ...]]]:
    return {
        name: {
            tuple(row[column] for column in columns)
            for row in read[name].to_pylist()
            if not row.get("is_total")  # of what, the heading above says, and the PDF prints it under two
        }
        for name, columns in FACTS.items()
    }


@pytest.mark.parametrize("name", ["plain.txt", "marked.md", "word.docx"])
def test_the_facts_are_those_of_the_pdf(name: str, tmp_path: Path) -> None:
    found, printed = (facts(part(each, tmp_path / each)) for each in (name, "printed.pdf"))
    assert found == printed
    assert all(found.values())
