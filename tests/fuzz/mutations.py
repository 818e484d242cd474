"""What happens to files, and what somebody who means harm does to them: each takes bytes and a Random."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from random import Random

Mutation = Callable[[bytes, Random], bytes]

OBJECT = re.compile(rb"\d+ 0 obj.*?endobj", re.DOTALL)  # '4 0 obj << /Type /Page >> endobj'
NUMBER = re.compile(rb"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")
REFERENCE = re.compile(rb"\d+ 0 R")
NAME = re.compile(rb"/[A-Z][A-Za-z0-9]+")  # '/MediaBox'
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
NUMBERS = (b"0", b"-1", b"-99999999", b"2147483648", b"99999999999999999999", b"1e309", b"0.0000001", b"NaN")
SHIFTS = (
    1,
    2,
    3,
    5,
    6,
    7,
    8,
    9,
    10,
    11,
    12,
    14,
    15,
    16,
    18,
    19,
    20,
    21,
    23,
    24,
    25,
)  # the others give letters as frequent as in Dutch, by chance
LETTERS = b"abcdefghijklmnopqrstuvwxyz"


def cut_off(raw: bytes, random: Random) -> bytes:
    return raw[: random.randrange(len(raw))]


def without_its_head(raw: bytes, random: Random) -> bytes:
    return raw[random.randrange(len(raw)) :]


def flipped(raw: bytes, random: Random) -> bytes:
    found = bytearray(raw)
    for _ in range(random.choice((1, 5, 50, 500))):
        found[random.randrange(len(found))] = random.randrange(256)
    return bytes(found)


def hole(raw: bytes, random: Random) -> bytes:
    start = random.randrange(len(raw))
    return raw[:start] + raw[start + random.randrange(1, 400) :]


def zeroed(raw: bytes, random: Random) -> bytes:
    """As a disk that was full leaves a file."""
    start, length = random.randrange(len(raw)), random.randrange(1, 2000)
    return raw[:start] + b"\0" * length + raw[start + length :]


def repeated(raw: bytes, random: Random) -> bytes:
    start = random.randrange(len(raw))
    part = raw[start : start + random.randrange(1, 600)]
    return raw[:start] + part * random.choice((2, 30, 200)) + raw[start:]


def as_text(raw: bytes, random: Random) -> bytes:
    """Line ends changed on the way, as an old transfer does."""
    return raw.replace(b"\n", random.choice((b"\r\n", b"\r", b"")))


ANY = (cut_off, without_its_head, flipped, hole, zeroed, repeated, as_text)


def some(pattern: re.Pattern[bytes], raw: bytes, random: Random, by: Callable[[bytes], bytes]) -> bytes:
    """One to three of what the pattern finds, replaced."""
    found = list(pattern.finditer(raw))
    for each in sorted(random.sample(found, min(len(found), random.randint(1, 3))), key=lambda m: -m.start()):
        raw = raw[: each.start()] + by(each.group()) + raw[each.end() :]
    return raw


def numbers_absurd(raw: bytes, random: Random) -> bytes:
    return some(NUMBER, raw, random, lambda _: random.choice(NUMBERS))


def objects_swapped(raw: bytes, random: Random) -> bytes:
    found = [each.group() for each in OBJECT.finditer(raw)]
    if len(found) < 2:
        return raw
    one, other = random.sample(found, 2)
    return raw.replace(one, b"\1").replace(other, one).replace(b"\1", other)


def object_lost(raw: bytes, random: Random) -> bytes:
    return some(OBJECT, raw, random, lambda _: b"")


def references_wrong(raw: bytes, random: Random) -> bytes:
    return some(REFERENCE, raw, random, lambda _: b"%d 0 R" % random.choice((0, 1, 2, 3, 4, 5, 6, 7, 9999)))


def names_lost(raw: bytes, random: Random) -> bytes:
    return some(NAME, raw, random, lambda _: random.choice((b"/Lost", b"", b"/Type", b"null", b"<<", b"]")))


def page_tree_that_loops(raw: bytes, random: Random) -> bytes:
    pages = re.search(rb"(\d+) 0 obj\s*<<[^>]*/Type /Pages", raw)
    own = pages[1] if pages else b"1"
    looped = re.sub(rb"/Kids \[[^\]]*\]", b"/Kids [ %s 0 R %s 0 R ]" % (own, own), raw)
    return random.choice((looped, re.sub(rb"/Parent \d+ 0 R", b"/Parent 3 0 R", raw)))


def enormous_pages(raw: bytes, random: Random) -> bytes:
    box = random.choice(
        (
            b"0 0 999999999 999999999",
            b"0 0 0 0",
            b"0 0 -5 -5",
            b"595 842 0 0",
            b"0 0 14400 14400",
            b"0 0 1",
            b"a",
        )
    )
    return re.sub(rb"/MediaBox \[[^\]]*\]", b"/MediaBox [ %s ]" % box, raw)


def turned(raw: bytes, random: Random) -> bytes:
    return raw.replace(b"/Rotate 0", b"/Rotate %s" % random.choice((b"90", b"45", b"-270", b"1e9", b"/A")))


def fonts_without_maps(raw: bytes, random: Random) -> bytes:
    changes = (
        (rb"/Encoding /\w+", b""),
        (rb"/Encoding /\w+", b"/Encoding << /Differences [ 97 /g1 /g2 /g3 /g4 /g5 /g6 /g7 /g8 /g9 ] >>"),
        (rb"/Subtype /Type1", b"/Subtype /Type0"),
        (rb"/Subtype /Type1", b"/Subtype /Type3"),
        (rb"/BaseFont /[\w-]+", b"/BaseFont /ABCDEF+Own /FirstChar 300 /LastChar 2 /Widths [ -1 1e99 ]"),
        (rb"/Encoding /\w+", b"/ToUnicode 1 0 R"),
    )
    pattern, by = random.choice(changes)
    return re.sub(pattern, by, raw)


def nested(raw: bytes, random: Random) -> bytes:
    opening = random.choice((b"[", b"<<", b"<< /A ", b"("))
    return some(NUMBER, raw, random, lambda _: opening * random.choice((30, 3000, 60_000)))


def table_of_places_destroyed(raw: bytes, random: Random) -> bytes:
    changes = (
        (rb"\nxref.*?trailer", b"\ntrailer"),
        (rb"startxref\s+\d+", b"startxref\n%d" % random.choice((0, 7, 10**9))),
        (rb"\d{10} \d{5} n", b"%010d 00000 n" % random.randrange(9000)),
        (rb"trailer.*", b"%%EOF"),
        (rb"/Root \d+ 0 R", b"/Root 99 0 R"),
        (rb"/Size \d+", b"/Size %d" % random.choice((0, 1, 10**8)) + b" /Prev 0"),
    )
    pattern, by = random.choice(changes)
    return re.sub(pattern, by, raw, flags=re.DOTALL)


def streams_broken(raw: bytes, random: Random) -> bytes:
    filters = (
        b"/LZWDecode",
        b"/ASCII85Decode /FlateDecode",
        b"/FlateDecode " * 40,
        b"/JBIG2Decode",
        b"/Crypt",
    )
    changes = (
        lambda: re.sub(rb"/Length \d+", b"/Length %s" % random.choice(NUMBERS), raw),
        lambda: re.sub(rb"/Filter \[[^\]]*\]", b"/Filter [ %s ]" % random.choice(filters), raw),
        lambda: STREAM.sub(lambda each: b"stream\n" + each[1][: len(each[1]) // 2] + b"endstream", raw),
        lambda: raw.replace(b"endstream", b""),
    )
    return random.choice(changes)()


def drawing_gone_wild(raw: bytes, random: Random) -> bytes:
    """Other operators and absurd sizes in the drawing itself, where that is not compressed."""
    wild = (
        *(b" Q Q Q Q Q ", b" q " * 5000, b" 0 0 0 0 0 0 cm ", b" 1e30 0 0 1e30 0 0 cm ", b" BT BT ET BT "),
        *(b" /None 12 Tf ", b" 0 Tz ", b" -99999 Tc ", b" (a) Tj " * 3000, b" /X Do ", b" BI ID EI "),
        b" 1 0 0 1 0 0 Tm " * 500,
        b" ".join(b"%d %d m %d %d l S" % (i, i, i + 50, i) for i in range(0, 3000, 2)),
    )
    return some(re.compile(rb" Tj T\* | ET\n| re\n| l S"), raw, random, lambda own: own + random.choice(wild))


def words_garbled(raw: bytes, random: Random) -> bytes:
    """The words of the text layer replaced: letters exchanged, doubled, blanks gone."""
    change = random.choice((exchanged, doubled, blankless))
    return re.sub(rb"\(([^()]*)\) Tj", lambda each: b"(" + change(each[1], random) + b") Tj", raw)


PDF = (
    *(numbers_absurd, objects_swapped, object_lost, references_wrong, names_lost, page_tree_that_loops),
    *(enormous_pages, turned, fonts_without_maps, nested, table_of_places_destroyed, streams_broken),
    *(drawing_gone_wild, words_garbled),
)


def exchanged(raw: bytes, random: Random) -> bytes:
    """Each letter by one some places further, as a font that numbers its letters from elsewhere gives it."""
    shift = random.choice(SHIFTS)
    by = LETTERS[shift:] + LETTERS[:shift]
    return raw.translate(bytes.maketrans(LETTERS + LETTERS.upper(), by + by.upper()))


def doubled(raw: bytes, _: Random) -> bytes:
    return re.sub(rb"([A-Za-z])", rb"\1\1", raw)


def blankless(raw: bytes, _: Random) -> bytes:
    return re.sub(rb"(?<=\w) (?=\w)", b"", raw)


def encoded_otherwise(raw: bytes, random: Random) -> bytes:
    kinds = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "cp500", "utf-7", "mac-roman")
    return raw.decode().encode(random.choice(kinds), "replace")


def debris(raw: bytes, random: Random) -> bytes:
    """Characters that should not be there, at many places."""
    signs = (
        "\0",
        "\f",
        "\x85",
        "\u202e",
        "\ufeff",
        "\u0301" * 40,
        "\ufffd",
        "\ue000",
        "\U0010ffff",
        "\x1b[31m",
    )
    sign, words = random.choice(signs), raw.decode()
    every = random.choice((3, 40, 400))
    return sign.join(words[at : at + every] for at in range(0, len(words), every)).encode()


def halves_of_characters(raw: bytes, random: Random) -> bytes:
    at = random.randrange(len(raw))
    return raw[:at] + random.choice((b"\xed\xa0\x80", b"\xc3", b"\xf4\x90\x80\x80", b"\xff\xfe")) + raw[at:]


def figures_absurd(raw: bytes, random: Random) -> bytes:
    by = (
        b"99999999999999999999",
        b"0",
        b"1.2.3.4.5",
        b"-5",
        b"1,1,1",
        b"9" * 400,
        b"2025-2099-1",
        "½²³".encode(),
    )
    return re.sub(rb"\d+", lambda own: random.choice((own.group(), *by)), raw)


def dates_absurd(raw: bytes, random: Random) -> bytes:
    by = (
        "31 februari 2026",
        "00-00-0000",
        "1 juli 99999",
        "eind 0000",
        "Q9 2026",
        "uiterlijk uiterlijk 2025",
        "29-02-2100",
    )
    return re.sub(rb"\b20\d\d\b", lambda own: random.choice((own.group(), *map(str.encode, by))), raw)


def endless(raw: bytes, random: Random) -> bytes:
    """One thing very often: what costs time where a pattern looks back."""
    grains = (
        "1.",
        "a ",
        "(",
        "- ",
        "1.1.1.",
        "…",
        "|",
        "en ",
        "van ",
        "2025 ",
        "  ",
        "€ ",
        "\t",
        "1 t/m ",
        ">",
        "* ",
    )
    at = random.randrange(len(raw))
    return raw[:at] + random.choice(grains).encode() * random.choice((50, 1000, 8000)) + raw[at:]


def lines_shuffled(raw: bytes, random: Random) -> bytes:
    found = raw.split(b"\n")
    random.shuffle(found)
    return b"\n".join(found)


def a_line_many_times(raw: bytes, random: Random) -> bytes:
    found = raw.split(b"\n")
    at = random.randrange(len(found))
    return b"\n".join([*found[:at], *[found[at]] * 300, *found[at:]])


TEXT = (
    *(exchanged, doubled, blankless, encoded_otherwise, debris, halves_of_characters, figures_absurd),
    *(dates_absurd, endless, lines_shuffled, a_line_many_times),
)


def tags_wild(raw: bytes, random: Random) -> bytes:
    wild = (
        *("<table>" * 400, "<td>" * 400, '<td rowspan="999999999" colspan="99999">9</td>', "</table></tr>"),
        *(
            '<td colspan="-1">',
            "<ul><li>" * 600,
            "<!--",
            "<script>alert(1)</script>",
            "&lt;&#0;&#x110000;&nope;",
        ),
        *(
            "> " * 600,
            "- " * 600,
            "```\n",
            "| a | b\n|--|\n| c | d | e | f |\n",
            "[a](javascript:1)",
            "<sup>1</sup>",
        ),
    )
    at = random.randrange(len(raw))
    return raw[:at] + random.choice(wild).encode() + raw[at:]


MARKDOWN = (*TEXT, tags_wild, tags_wild, tags_wild)


def part_changed(raw: bytes, random: Random) -> bytes:
    """The XML of one part broken, in a zip that is whole."""
    return _rewritten(raw, random, lambda xml: random.choice((*ANY, xml_wild))(xml, random))


def xml_wild(xml: bytes, random: Random) -> bytes:
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 12))
    head = random.choice(
        (
            b'<!DOCTYPE a [<!ENTITY l0 "lol">%s]>' % laughs,
            b'<!DOCTYPE a [<!ENTITY l11 SYSTEM "file:///etc/hostname">]>',
            b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">',
            b'<?xml version="1.0" encoding="utf-16"?>',
        )
    )
    return head + xml.replace(b"<w:t>", b"<w:t>&l11;").replace(b"Welbouw", b"Welbouw &l11;")


def attributes_absurd(raw: bytes, random: Random) -> bytes:
    by = (b"999999999", b"-3", b"0", b"", b"x", b"%9%8%1", b"upperRoman", b"upperLetter", b"1.5")
    pattern = re.compile(rb'(?<=w:val=")[^"]*|(?<=w:ilvl=")[^"]*')
    return _rewritten(raw, random, lambda xml: some(pattern, xml, random, lambda _: random.choice(by)))


def cells_wild(raw: bytes, random: Random) -> bytes:
    wild = (
        *(b'<w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr>', b'<w:tcPr><w:gridSpan w:val="-2"/></w:tcPr>'),
        *(b"<w:tcPr><w:vMerge/></w:tcPr>", b'<w:tcPr><w:gridSpan w:val="x"/></w:tcPr>', b"</w:tc><w:tc>"),
    )
    return _rewritten(
        raw, random, lambda xml: some(re.compile(rb"<w:tcPr/>"), xml, random, lambda _: random.choice(wild))
    )


def deep(raw: bytes, random: Random) -> bytes:
    depth = random.choice((20, 300, 5000))
    inner = b"<w:tbl><w:tr><w:tc>" * depth + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * depth
    return _rewritten(raw, random, lambda xml: xml.replace(b"<w:body>", b"<w:body>" + inner))


def part_lost(raw: bytes, random: Random) -> bytes:
    parts = _parts(raw)
    parts.pop(random.choice([*parts]))
    return _zipped(parts)


def parts_swapped(raw: bytes, random: Random) -> bytes:
    parts = _parts(raw)
    one, other = random.sample([*parts], 2)
    return _zipped({**parts, one: parts[other], other: parts[one]})


def names_that_climb(raw: bytes, random: Random) -> bytes:
    parts = _parts(raw)
    return _zipped(
        {**parts, random.choice(("../../up.txt", "/etc/up", "word/../../x", "C:\\x", "a\0b")): b"x"}
    )


def zip_entries_broken(raw: bytes, random: Random) -> bytes:
    """Flags, sizes and checksums of the directory at the end of the zip, where readers look first."""
    at = raw.find(b"PK\x01\x02")
    found = bytearray(raw)
    for _ in range(random.randint(1, 6)):
        found[random.randrange(at, len(found))] = random.randrange(256)
    return bytes(found)


DOCX = (
    *(
        part_changed,
        part_changed,
        part_changed,
        attributes_absurd,
        attributes_absurd,
        cells_wild,
        deep,
        part_lost,
    ),
    *(parts_swapped, names_that_climb, zip_entries_broken),
)


def _parts(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as found:
        return {name: found.read(name) for name in found.namelist()}


def _zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as out:
        for name, content in parts.items():
            out.writestr(name, content)
    return stream.getvalue()


def _rewritten(raw: bytes, random: Random, change: Callable[[bytes], bytes]) -> bytes:
    parts = _parts(raw)
    name = random.choice(("word/document.xml", random.choice([*parts])))
    return _zipped({**parts, name: change(parts[name])})


def cells_odd(raw: bytes, random: Random) -> bytes:
    cells = (
        *(
            b'"',
            b'""',
            b"'",
            b'"a',
            b"=1+1",
            b'=HYPERLINK("http://127.0.0.1/")',
            b"+cmd|' /C calc'!A0",
            b"@x",
            b"-5",
        ),
        *(b"\xff", b"\0", "\u202e".encode(), b"9" * 400, b"1e999", b"NaN", b"../../x", b"\r", b"x" * 200_000),
    )
    return some(re.compile(rb"[^,\n]+"), raw, random, lambda _: random.choice(cells))


def separated_otherwise(raw: bytes, random: Random) -> bytes:
    by = random.choice((b";", b"\t", b"|", b" ", b""))
    return random.choice((b"", b"sep=;\n", b"sep=\0\n", b'sep="\n', b"\xef\xbb\xbf")) + raw.replace(b",", by)


CSV = (*ANY, encoded_otherwise, cells_odd, cells_odd, separated_otherwise, lines_shuffled, debris)

BY_ENDING: dict[str, tuple[Mutation, ...]] = {
    ".txt": (*ANY, *TEXT),
    ".md": (*ANY, *MARKDOWN),
    ".docx": (*ANY, *DOCX),
    ".pdf": (*ANY, *PDF, *PDF),
}
"""What can happen to each kind of file."""
