"""Files whose names say another kind than their bytes: what they are is told, and none is read as text."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.ingest import IngestError, read
from tests.ingest.printed import lines, pdf
from tests.ingest.word import paragraph, word

SENTENCE = "De gemeente Waterdam bouwt in 2026 nog 45 woningen."
PDF = pdf([lines(70, 100, [SENTENCE])], pageCompression=0)
WORD = word(paragraph(SENTENCE))
PAGE = f"<!DOCTYPE html>\n<html><head><script>var n = 46</script></head><body><p>{SENTENCE}</p></body></html>"


@pytest.mark.parametrize(
    ("name", "raw", "says"),
    [
        ("a.pdf", WORD, "a Word file"),
        ("a.pdf", PAGE.encode(), "a web page"),
        ("a.pdf", b"\x89PNG\r\n\x1a\n", "a picture"),
        ("a.pdf", b"Beste lezer", "fetch or export it again"),  # of no kind that is known
        ("a.docx", PDF, "a PDF"),
        ("a.docx", b"{\\rtf1 Wonen}", "an RTF file"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "an old Office file"),
        ("a.txt", PDF, "a PDF"),  # all letters, and its drawing would be read as sentences
        ("a.md", WORD, "a Word file"),
    ],
)
def test_what_it_is_instead_is_said(name: str, raw: bytes, says: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(IngestError, match=says) as caught:
        read(tmp_path / name)
    assert caught.value.code == "file_kind_unknown"
    assert caught.value.message.startswith(name)


def test_a_web_page_that_was_saved_as_text_is_read_as_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE)
    assert read(tmp_path / "a.txt").text.strip() == SENTENCE
