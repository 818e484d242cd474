"""PDFs of one page by the operators of its content stream, and fonts that tell much or little."""

from __future__ import annotations

CODES = b"<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /Identity-H /DescendantFonts [5 0 R] %s>>"
FONT = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own /CIDSystemInfo << /Registry (Adobe) "
FONT += b"/Ordering (Identity) /Supplement 0 >> /DW 500 >>"
TOLD = b"1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfchar <0041> <0057> endbfchar"
SHORT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def file(stream: bytes, font: bytes = SHORT, box: bytes = b"0 0 200 100", extra: bytes = b"") -> bytes:
    """A PDF of one page with this content, of 200 by 100 points; F is its font."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 6 0 R %s "
        b"/Resources << /Font << /F 4 0 R >> >> >>" % (box, extra),
        font,
        FONT,
        b"<< /Length %d >> stream\n%s\nendstream" % (len(stream), stream),
        b"<< /Length %d >> stream\n%s\nendstream" % (len(TOLD), TOLD),
    ]
    numbered = b"\n".join(b"%d 0 obj %s endobj" % (n, each) for n, each in enumerate(objects, 1))
    return b"%%PDF-1.7\n%s\ntrailer << /Root 1 0 R /Size 8 >>\n%%%%EOF" % numbered
