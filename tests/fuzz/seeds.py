"""Whole files that the fuzzer breaks: one invented agreement as text, Markdown, Word file and PDF."""

from __future__ import annotations

import io

from reportlab.pdfgen.canvas import Canvas

from tests.ingest.printed import HEIGHT, lines, pdf, shade, table, text
from tests.ingest.word import levels, paragraph, style, word

TITLE = "Prestatieafspraken Waterdam 2025-2028"
PARTIES = (
    "Partijen bij deze afspraken zijn de gemeente Waterdam, woningcorporatie Welbouw en huurdersvereniging "
    "De Sluis."
)
HEADINGS = ("Nieuwbouw en betaalbaarheid", "Verduurzaming van woningen")
SENTENCES = (
    (
        "Welbouw bouwt in 2026 ten minste 45 sociale huurwoningen aan de Molenkade in Waterdam.",
        "De gemeente Waterdam stelt uiterlijk 1 juli 2025 een woonzorgvisie vast.",
        "Partijen overleggen twee keer per jaar over de voortgang van deze afspraken.",
    ),
    (
        "Welbouw isoleert vóór eind 2027 alle 310 woningen met label E, F of G.",
        "Van de vrijkomende woningen wijst Welbouw 70% toe aan huishoudens met recht op huurtoeslag.",
        "De gemeente en Welbouw evalueren de afspraken in het vierde kwartaal van 2028.",
    ),
)
CLOSING = "Aldus overeengekomen."
ROWS = [
    ["Aantal woningen", "2025", "2026", "2027"],
    ["Nieuwbouw sociale huur", "12", "45", "30"],
    ["Sloop", "0", "8", "16"],
    ["Totaal", "12", "53", "46"],
]
WORDS = " ".join(
    [
        TITLE,
        PARTIES,
        *HEADINGS,
        *(each for chapter in SENTENCES for each in chapter),
        CLOSING,
        *(cells for row in ROWS for cells in row),
    ]
)


def seeds() -> dict[str, bytes]:
    """The files by name; the same bytes every time."""
    return {
        "plain.txt": _plain().encode(),
        "marked.md": _markdown().encode(),
        "word.docx": _word(),
        "printed.pdf": _pdf(pageCompression=0),
        "packed.pdf": _pdf(pageCompression=1),
        "scanned.pdf": _picture_under_text(),
    }


def _plain() -> str:
    rows = ["".join(f"{cell:<28}" for cell in row).rstrip() for row in ROWS]
    chapters = [
        "\n".join([f"{number}. {heading}", "", *(f"• {each}" for each in SENTENCES[number - 1]), ""])
        for number, heading in enumerate(HEADINGS, 1)
    ]
    return "\n".join([TITLE, "", PARTIES, "", *chapters, *rows, "", "\f", CLOSING, ""])


def _markdown() -> str:
    rows = ["| " + " | ".join(row) + " |" for row in ROWS]
    rows.insert(1, "|" + "---|" * len(ROWS[0]))
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    chapters = [
        "\n".join([f"## {heading}", "", *(f"- {each}" for each in SENTENCES[number]), ""])
        for number, heading in enumerate(HEADINGS)
    ]
    return "\n".join([f"# {TITLE}", "", PARTIES, "", *chapters, *rows, "", f"<table>{cells}</table>", ""])


def _word() -> bytes:
    body = paragraph(TITLE, style="Kop1") + paragraph(PARTIES)
    for heading, sentences in zip(HEADINGS, SENTENCES, strict=True):
        body += paragraph(heading, style="Kop2", num="1")
        body += "".join(paragraph(each, num="1", level=1) for each in sentences)
    cells = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in ROWS
    )
    return word(
        f"{body}<w:tbl>{cells}</w:tbl>",
        styles=style("Kop1", "heading 1") + style("Kop2", "heading 2"),
        numbering=levels("1", ("decimal", "%1."), ("lowerLetter", "%1.%2)")),
    )


def _pdf(**options: object) -> bytes:
    """Two pages with a running header, prose, a ruled table and a shaded strip."""
    chapters = [
        [
            text(70, 40, TITLE, 8),
            shade(60, 66, 540, 90),
            text(70, 70, heading, 14, "b"),
            lines(70, 110, [PARTIES[:70], PARTIES[70:]]),
            *(text(70, 150 + 20 * row, each, 9) for row, each in enumerate(sentences)),
            table([70, 230, 300, 370, 440], 260, ROWS),
        ]
        for heading, sentences in zip(HEADINGS, SENTENCES, strict=True)
    ]
    return pdf(*chapters, **options)


def _picture_under_text() -> bytes:
    """A page whose picture fills it, with the words of a scanner's recognition over it, not shown."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595.0, HEIGHT), invariant=True, pageCompression=0)
    canvas.rect(20, 20, 555, 800, fill=0)
    hidden = canvas.beginText(70, 700)
    hidden.setTextRenderMode(3)
    hidden.setFont("Helvetica", 10)
    for each in (TITLE, PARTIES, *SENTENCES[0], *SENTENCES[1]):
        hidden.textLine(each)
    canvas.drawText(hidden)
    canvas.save()
    return stream.getvalue()
