"""Word files: what is printed, with the numbers that Word makes itself, and nothing that was deleted."""

from __future__ import annotations

from pathlib import Path

import pytest
from word import levels, paragraph, style, word

from pipeline.ingest import IngestError, docx, read

HEADINGS = style("Kop1", "heading 1") + style("Kop2", "heading 2")
NEXT = '</w:t></w:r><w:r><w:t xml:space="preserve">'


def document(tmp_path: Path, content: bytes):
    file = tmp_path / "afspraken.docx"
    file.write_bytes(content)
    return read(file)


@pytest.mark.parametrize(
    ("body", "numbering", "text"),
    [
        # a list that a loose paragraph interrupts goes on counting
        (
            paragraph("Bouwen.", num="1") + paragraph("Toelichting.") + paragraph("Slopen.", num="1"),
            levels("1", ("decimal", "%1.")),
            "1. Bouwen.\nToelichting.\n2. Slopen.",
        ),
        # deeper levels start again under each item of the level above
        (
            "".join(paragraph("Punt.", num="1", level=level) for level in (0, 1, 1, 0, 1)),
            levels("1", ("decimal", "%1."), ("lowerLetter", "%2)")),
            "1. Punt.\na) Punt.\nb) Punt.\n2. Punt.\na) Punt.",
        ),
        # both numbers in one label
        (
            "".join(paragraph("Punt van orde.", num="1", level=level) for level in (0, 1, 1)),
            levels("1", ("decimal", "%1"), ("decimal", "%1.%2")),
            "1 Punt van orde.\n1.1 Punt van orde.\n1.2 Punt van orde.",
        ),
        # a second list of the same kind that is told to start again
        (
            paragraph("Een.", num="1") + paragraph("Opnieuw.", num="2"),
            levels("1", ("lowerRoman", "(%1)"))
            + '<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
            '<w:startOverride w:val="4"/></w:lvlOverride></w:num>',
            "(i) Een.\n(iv) Opnieuw.",
        ),
        # bullets stay bullets
        (paragraph("Punt", num="1"), levels("1", ("bullet", "·")), "• Punt"),
        # a list that the file does not describe
        (paragraph("Los.", num="9"), levels("1", ("decimal", "%1.")), "Los."),
    ],
)
def test_numbers_as_word_prints_them(tmp_path: Path, body: str, numbering: str, text: str) -> None:
    assert document(tmp_path, word(body, numbering=numbering)).text.strip() == text


def test_headings_are_numbered_by_their_style(tmp_path: Path) -> None:
    pointer = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    body = paragraph("Wonen en zorg", style="Kop1") + paragraph("De gemeente bouwt.")
    body += paragraph("Duurzaamheid", style="Kop1") + paragraph("De gemeente isoleert.")
    content = word(
        body,
        styles=style("Kop1", "heading 1", pointer),
        numbering=levels("1", ("decimal", "%1."), style="Kop1"),
    )
    passages = document(tmp_path, content).passages
    assert [(each.kind, each.number, each.heading_path) for each in passages] == [
        ("heading", "1", ()),
        ("sentence", None, ("Wonen en zorg",)),
        ("heading", "2", ()),
        ("sentence", None, ("Duurzaamheid",)),
    ]


def test_a_footnote_is_tied_to_its_mark(tmp_path: Path) -> None:
    body = paragraph(f"De gemeente bouwt 40 woningen{NEXT}").replace(
        '<w:r><w:t xml:space="preserve"></w:t></w:r>', '<w:r><w:footnoteReference w:id="2"/></w:r>'
    )
    notes = f'<w:footnote w:id="2">{paragraph("Waarvan 10 in Oost.")}</w:footnote>'
    read_document = document(tmp_path, word(body, footnotes=notes))
    (note,) = read_document.footnotes
    assert "40 woningen" in read_document.text
    assert "Waarvan 10 in Oost." in read_document.quote(note.span)
    assert "401" not in read_document.text


def test_what_was_deleted_is_gone_and_what_was_inserted_stays(tmp_path: Path) -> None:
    inserted = '<w:ins w:id="1" w:author="a"><w:r><w:t>2026</w:t></w:r></w:ins>'
    deleted = '<w:del w:id="2" w:author="a"><w:r><w:delText>2025</w:delText></w:r></w:del>'
    body = f'<w:p><w:r><w:t xml:space="preserve">Gereed in </w:t></w:r>{deleted}{inserted}</w:p>'
    assert document(tmp_path, word(body)).text.strip() == "Gereed in 2026"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (
            '<w:fldSimple w:instr="A"><w:r><w:t>1 mei </w:t></w:r><w:r><w:t>2027</w:t></w:r></w:fldSimple>',
            "Vóór 1 mei 2027.",
        ),
        ("<w:sdt><w:sdtContent><w:r><w:t>mei</w:t></w:r></w:sdtContent></w:sdt>", "Vóór mei."),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>12 woningen</w:t></w:r>", "Vóór ."),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>mei</w:t></w:r>', "Vóór mei."),
        ("<w:r><w:rPr><w:strike/></w:rPr><w:t>12 </w:t></w:r><w:r><w:t>15</w:t></w:r>", "Vóór 15."),
        ('<w:r><w:rPr><w:dstrike w:val="1"/></w:rPr><w:t>12</w:t></w:r>', "Vóór ."),
        ('<w:r><w:rPr><w:strike w:val="off"/></w:rPr><w:t>mei</w:t></w:r>', "Vóór mei."),
    ],
)
def test_what_word_shows_is_read_and_no_more(tmp_path: Path, inner: str, text: str) -> None:
    """A date may be a field or stand in a form; hidden words are printed nowhere."""
    body = paragraph(f"Vóór </w:t></w:r>{inner}<w:r><w:t>.")
    (tmp_path / "a.docx").write_bytes(word(body))
    assert read(tmp_path / "a.docx").text.strip() == text


def test_a_struck_item_is_counted_and_not_read(tmp_path: Path) -> None:
    """Its number is struck through with the mark of its paragraph; those after it keep theirs."""
    struck = paragraph("Slopen.", num="1").replace("<w:r>", "<w:r><w:rPr><w:strike/></w:rPr>")
    struck = struck.replace("</w:pPr>", "<w:rPr><w:strike/></w:rPr></w:pPr>")
    body = paragraph("Bouwen.", num="1") + struck + paragraph("Verkopen.", num="1")
    content = word(body, numbering=levels("1", ("decimal", "%1.")))
    assert document(tmp_path, content).text.strip() == "1. Bouwen.\n3. Verkopen."


def test_struck_words_of_a_footnote_are_not_read(tmp_path: Path) -> None:
    body = paragraph('Tien woningen</w:t></w:r><w:r><w:footnoteReference w:id="2"/><w:t>')
    struck = "Waarvan </w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>4</w:t></w:r><w:r><w:t>6 in Oost."
    notes = f'<w:footnote w:id="2">{paragraph(struck)}</w:footnote>'
    (note,) = (made := document(tmp_path, word(body, footnotes=notes))).footnotes
    assert "Waarvan 6 in Oost." in made.quote(note.span)


CHOICE = '<mc:Choice Requires="wps"><w:drawing><wps:txbx>{}</wps:txbx></w:drawing></mc:Choice>'
FALLBACK = "<mc:Fallback><w:pict><v:textbox>{}</v:textbox></w:pict></mc:Fallback>"


@pytest.mark.parametrize(
    "drawn",
    [
        f"<mc:AlternateContent>{CHOICE}</mc:AlternateContent>",
        f"<mc:AlternateContent>{CHOICE}<mc:Fallback/></mc:AlternateContent>",
        f"<mc:AlternateContent>{CHOICE}{FALLBACK}</mc:AlternateContent>",  # the same words for an old Word
        "<w:drawing><wps:txbx>{}</wps:txbx></w:drawing>",
        "<w:pict><v:textbox>{}</v:textbox></w:pict>",
    ],
)
def test_a_text_box_is_read_once_at_its_anchor(tmp_path: Path, drawn: str) -> None:
    box = f"<w:txbxContent>{paragraph('Kader.', num='1')}{paragraph('In een kader.')}</w:txbxContent>"
    # whoever strikes through the words around a box also meets its anchor
    anchor = f"<w:r><w:rPr><w:strike/></w:rPr>{drawn.replace('{}', box)}</w:r>"
    body = paragraph("Vooraf.").replace("</w:p>", f"{anchor}</w:p>") + paragraph("Daarna.", num="1")
    content = word(body, numbering=levels("1", ("decimal", "%1.")))
    assert document(tmp_path, content).text.strip() == "Vooraf.\n1. Kader.\nIn een kader.\n2. Daarna."


def test_a_table_keeps_its_spans(tmp_path: Path) -> None:
    def cell(words: str, more: str = "") -> str:
        return f"<w:tc><w:tcPr>{more}</w:tcPr>{paragraph(words)}</w:tc>"

    top = cell("Nieuwbouw", '<w:vMerge w:val="restart"/>') + cell("2025-2026", '<w:gridSpan w:val="2"/>')
    below = cell("", "<w:vMerge/>") + cell("10") + cell("12")
    body = f"<w:tbl><w:tr>{top}</w:tr><w:tr>{below}</w:tr></w:tbl>"
    read_document = document(tmp_path, word(body))
    (table,) = read_document.tables
    assert [
        (read_document.quote(each.span), each.row, each.column, each.row_span, each.column_span)
        for each in table.cells
    ] == [("Nieuwbouw", 0, 0, 2, 1), ("2025-2026", 0, 1, 1, 2), ("10", 1, 1, 1, 1), ("12", 1, 2, 1, 1)]


def test_a_contents_page_heads_nothing(tmp_path: Path) -> None:
    body = paragraph("Wonen", style="Kop1") + paragraph("Zorg 3", style="Inhopg1")
    body += paragraph("De gemeente bouwt in 2025 tien woningen.")
    content = word(body, styles=HEADINGS + style("Inhopg1", "toc 1"))
    assert document(tmp_path, content).passages[-1].heading_path == ("Wonen",)


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        (b"", "file_empty", "is empty"),
        (word(paragraph("Wonen"))[:-40], "file_unreadable", "no whole Word file"),  # cut off in transit
        (b"\xd0\xcf\x11\xe0" + docx.LOCKED, "file_unreadable", "locked with a password"),
        (word("<w:p><w:r>"), "file_unreadable", "its parts cannot be read"),  # XML that does not close
        (word(""), "file_empty", "holds no text"),
    ],
)
def test_what_is_no_word_file_is_named(tmp_path: Path, content: bytes, code: str, says: str) -> None:
    with pytest.raises(IngestError, match=says) as caught:
        document(tmp_path, content)
    assert caught.value.code == code
    assert caught.value.message.startswith("afspraken.docx: ") or code == "file_empty"


def test_a_file_that_takes_too_much_memory_is_not_called_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Small parts of a zip can make a tree that fills the memory; who set the limit says so."""

    def fill(*args: object, **kwargs: object) -> None:
        raise MemoryError

    monkeypatch.setattr("mammoth.convert_to_html", fill)
    with pytest.raises(MemoryError):
        document(tmp_path, word(paragraph("Wonen")))


def test_a_file_that_unpacks_to_too_much_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx, "MOST_BYTES", 3_000_000)
    with pytest.raises(IngestError, match="unpacks to 4 MB"):
        document(tmp_path, word("<w:p/>" + " " * 4_000_000))
