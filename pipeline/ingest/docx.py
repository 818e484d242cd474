"""Word files (.docx) -> blocks: mammoth makes HTML of what is printed, with its notes and spans.

Mammoth knows which paragraphs are numbered but not how, and leaves fields out: `docx_numbers` writes both out
beforehand.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import mammoth
from bs4 import BeautifulSoup, Tag

from extractors._document import Unread
from pipeline.ingest import html
from pipeline.ingest.blocks import Block, TextBlock, marked, text_block
from pipeline.ingest.docx_numbers import as_printed
from pipeline.ingest.errors import IngestError
from pipeline.ingest.signatures import spite_of

MOST_BYTES = 300_000_000
"""A zip says what it unpacks to; agreements are under a hundredth of this, bombs are over it."""
LOCKED = "EncryptedPackage".encode("utf-16-le")
"""What Word calls the part that holds a file with a password, in an old Office file around it."""
NOTE_HREF = re.compile(r"#(?:foot|end)note-\d+")  # '#footnote-3', where the text bears its mark
NOTE_ID = re.compile(r"(?:foot|end)note-\d+")  # 'footnote-3', the note itself
STYLES = "\n".join(
    [
        "p[style-name='Title'] => h1:fresh",
        "p[style-name='Subtitle'] => h2:fresh",
        *(
            f"p[style-name='{name} {n}'] => h{n}:fresh"
            for name in ("heading", "Heading")
            for n in range(1, 7)
        ),
        *(f"p[style-name^='{name} '] => aside:fresh" for name in ("toc", "TOC")),
        *(f"p:ordered-list({n}) => p:fresh" for n in range(1, 6)),  # their numbers are words by now
    ]
)


def blocks(content: bytes) -> tuple[list[Block], list[Unread], None]:
    """Blocks of a Word file, what could not be read, and no page count: Word makes pages when it prints.

    Raises IngestError where the bytes are no Word file, are locked with a password, or unpack to too much.
    """
    _ensure_usable(content)
    try:
        made = mammoth.convert_to_html(
            io.BytesIO(as_printed(content)),
            style_map=STYLES,
            convert_image=mammoth.images.img_element(_none),
        )
    except MemoryError:  # beyond its limit, of which whoever set it says so
        raise
    except Exception as fault:  # a library that meets a broken file raises whatever it stumbles on
        raise IngestError("file_unreadable", "its parts cannot be read; save it again from Word") from fault
    body = BeautifulSoup(made.value, "lxml").body
    if body is None:
        return [], [], None
    notes = list(_notes(body))
    found, unread = html.with_captions(html.blocks_of(str(body)))
    return [*found, *notes], unread, None


def _ensure_usable(content: bytes) -> None:
    if not content.strip():
        raise IngestError("file_empty", "it is empty; fetch or export it again")
    if LOCKED in content:
        raise IngestError("file_unreadable", "it is locked with a password; save it without one")
    if not content.startswith(b"PK"):
        raise IngestError("file_kind_unknown", f"it {spite_of(content, 'Word file')}")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            size = sum(part.file_size for part in parts.infolist())
    except zipfile.BadZipFile as fault:
        raise IngestError("file_unreadable", "it is no whole Word file; save it again") from fault
    if size > MOST_BYTES:
        raise IngestError("file_unreadable", f"it unpacks to {size // 1_000_000} MB")


def _none(image: object) -> dict[str, str]:
    return {"src": ""}


def _notes(body: Tag) -> Iterator[TextBlock]:
    """Footnotes and endnotes, taken out of the body; their marks stay, in the form that travels."""
    numbers: dict[str, str] = {}
    for link in body.find_all("a", href=NOTE_HREF):
        number = link.get_text().strip("[] ")
        numbers[str(link["href"]).lstrip("#")] = number
        (link.parent if link.parent and link.parent.name == "sup" else link).replace_with(marked(number))
    for item in body.find_all("li", id=NOTE_ID):
        for back in item.find_all("a", href=re.compile("^#(?:foot|end)note-ref-")):
            back.decompose()
        number = numbers.get(str(item["id"]))
        words = " ".join(item.get_text(" ").split())
        parent = item.parent
        item.decompose()
        if parent is not None and not parent.find("li"):
            parent.decompose()
        if words:
            yield text_block("footnote", words, printed=number or "", number=number)
