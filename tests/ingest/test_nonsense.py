"""Texts that are none: noticed in every kind of file, named where they begin, and never ok."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_pdf_nonsense import PROSE, doubled, shifted
from word import paragraph, word

from pipeline.ingest import read_text
from pipeline.ingest.nonsense import nonsense_in
from pipeline.reading.extract import extract
from pipeline.reading.parts import part_of
from pipeline.sources.files import find_files, group_by_content


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (PROSE, None),
        ("Aantal 12 35 8.400 17% 2025 95 41 7.250 19% 2026 110 38 9.100", None),  # a table
        ("Qxzy qxw xqz.", None),  # too little to judge
        (
            "De hoogwaardigheidsbekledersverkiezing is een woord dat niet vaak voorkomt.",
            None,
        ),  # one long word
        (shifted(PROSE), "letters are not spread"),
        (doubled(PROSE), "letters are printed twice"),
        (PROSE.replace(" ", "").replace(".", " ") * 3, "blanks between its words are lost"),
        ("In 2026 Welbouwbouwtwoningenvoorstarters, endegemeentewijstgrondaanvoornieuwbouw. " * 3, "blanks"),
        (PROSE.replace("e", "\ufffd"), "do not tell which letters"),  # decoded by the wrong table
    ],
)
def test_what_is_no_text(text: str, fault: str | None) -> None:
    said = [unread.message for unread in nonsense_in(text)]
    assert len(said) == (fault is not None)
    assert all(fault and fault in message for message in said)


def test_it_is_named_where_it_begins() -> None:
    text = f"{PROSE} " * 8 + f"{shifted(PROSE)} " * 8
    spans = [unread.span for unread in nonsense_in(text)]
    assert spans
    assert all(span and span.start >= 7 * len(PROSE) for span in spans)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", shifted(PROSE).encode()),
        ("a.md", f"# Afspraken\n\n{doubled(PROSE)}\n".encode()),
        ("a.docx", word(paragraph(shifted(PROSE)))),
        ("a.txt", PROSE.encode("cp500")),  # as a mainframe writes it
    ],
)
def test_no_file_of_nonsense_is_ok(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    (source,) = group_by_content(find_files(tmp_path))
    assert part_of(extract(source))["documents"]["outcome"].to_pylist() != ["ok"]


def test_the_words_of_a_text_without_sense_are_kept() -> None:
    assert read_text(shifted(PROSE)).text.strip() == shifted(PROSE)
