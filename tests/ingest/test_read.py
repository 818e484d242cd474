"""Files of every kind and encoding."""

import hashlib

import pytest

from extractors._document import Inventory
from pipeline.ingest import IngestError, read, read_text
from pipeline.ingest.decode import tidy

SENTENCE = "Woonvast bouwt één woning van € 700."


def written(tmp_path, raw, name="a.txt"):
    path = tmp_path / name
    path.write_bytes(raw)
    return path


@pytest.mark.parametrize(
    "raw",
    [
        SENTENCE.encode(),
        SENTENCE.encode("utf-8-sig"),
        SENTENCE.encode("utf-16"),
        b"\xfe\xff" + SENTENCE.encode("utf-16-be"),
        SENTENCE.encode("utf-32"),  # its first two bytes are those of UTF-16
        SENTENCE.replace("é", "e\u0301").encode(),  # decomposed
        SENTENCE.replace(" ", "\u00a0").encode(),  # no-break blanks
        SENTENCE.replace("woning", "wo\u00adning").encode(),  # soft hyphen
        SENTENCE.encode() + b"\r\n",
    ],
)
def test_every_unicode_file_gives_the_same_text(tmp_path, raw):
    document = read(written(tmp_path, raw))
    assert document.text.strip() == SENTENCE
    assert document.unread == ()
    assert document.document_id == hashlib.sha256(raw).hexdigest()[:16]


@pytest.mark.parametrize(
    ("raw", "lines"),
    [
        ("in 2031\u202840 woningen", ["in 2031", "40 woningen"]),  # a line separator parts two numbers
        ("40\x0b2 kavels", ["40", "2 kavels"]),  # a vertical tab, as word processors write it
        ("Wij bou\u00ad\n wen.", ["Wij bouwen."]),  # a soft hyphen that shows at the end of its line
    ],
)
def test_line_ends_of_every_kind_part_words_and_soft_hyphens_do_not(raw, lines):
    assert tidy(raw).split("\n") == lines


def test_windows_1252_is_read_and_signalled(tmp_path):
    document = read(written(tmp_path, SENTENCE.encode("cp1252")))
    assert document.text.strip() == SENTENCE
    assert [unread.code for unread in document.unread] == ["encoding_guessed"]


def test_bytes_that_windows_1252_leaves_open_are_still_read(tmp_path):
    assert "caf\u00e9" in read(written(tmp_path, b"caf\xe9 \x81.")).text


@pytest.mark.parametrize(
    ("raw", "name", "code"),
    [
        (b"", "a.txt", "file_empty"),
        (b"\xef\xbb\xbf \n\t", "a.txt", "file_empty"),
        (b"PK\x03\x04", "a.doc", "file_kind_unknown"),
        (b"text", "no_suffix", "file_kind_unknown"),
        (b"\x89PNG\0\0\0", "a.txt", "file_kind_unknown"),  # an image with the wrong name
    ],
)
def test_what_cannot_be_read_says_why(tmp_path, raw, name, code):
    with pytest.raises(IngestError) as error:
        read(written(tmp_path, raw, name))
    assert error.value.code == code
    assert name in error.value.message or "suffix" in error.value.message


def test_a_missing_file_is_unreadable(tmp_path):
    with pytest.raises(IngestError) as error:
        read(tmp_path / "gone.txt")
    assert error.value.code == "file_unreadable"


def test_suffixes_are_told_without_case(tmp_path):
    assert read(written(tmp_path, b"# Kop\n\nTekst.", "A.MD")).passages[0].kind == "heading"


def test_a_text_file_with_a_markdown_table_is_read_as_markdown(tmp_path):
    document = read(written(tmp_path, b"Tekst.\n\n| Plan | Jaar |\n|---|:--|\n| Es | 2031 |\n"))
    assert [table.method for table in document.tables] == ["markdown"]


def test_the_inventory_and_a_given_id_are_kept(tmp_path):
    inventory = Inventory(municipalities=("Waterrijk",))
    document = read(written(tmp_path, b"Tekst."), inventory, document_id="f" * 16)
    assert (document.inventory, document.document_id) == (inventory, "f" * 16)


def test_markup_without_an_end_is_refused_and_not_fatal():
    with pytest.raises(IngestError) as error:
        read_text("<ul><li>" * 2000, media_type="text/markdown")
    assert error.value.code == "file_unreadable"


def test_empty_text_is_an_empty_document():
    document = read_text("")
    assert (document.text, document.passages, len(document.pages)) == ("", (), 1)
