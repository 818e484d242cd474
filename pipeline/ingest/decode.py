"""Bytes -> clean Unicode: what no reader should ever meet is taken out here."""

from __future__ import annotations

import codecs
import re
import unicodedata

from extractors._document import Unread
from pipeline.ingest.blocks import NONCHARACTERS

_BOMS = (  # that of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\x80-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_SPACES = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_SYMBOL_FONT_BULLETS = str.maketrans(
    dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf076\uf02d\uf0fc\uf0e0\uf06e\uf0a8", "•")
)
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\u0085\u2028\u2029]")
_UNFOLDED = NONCHARACTERS | _SYMBOL_FONT_BULLETS | _LIGATURES
_FOLDED = re.compile(f"[{re.escape(''.join(map(chr, _UNFOLDED)))}]")
_CUT_WORD = re.compile(r"\u00ad *\n *")  # 'bou\u00ad⏎wen': a soft hyphen that shows


def decode(raw: bytes) -> tuple[str, tuple[Unread, ...]]:
    """Text of a file: by its byte order mark, else UTF-8, else Windows-1252, which is then signalled."""
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return raw.decode(encoding, errors="replace"), ()
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError:
        message = "the file is not UTF-8 and was read as Windows-1252; check its accents and euro signs"
        return _windows_1252(raw), (Unread("encoding_guessed", message),)


def _windows_1252(raw: bytes) -> str:
    """Windows-1252, or Latin-1 where the file uses one of the five bytes that Windows-1252 leaves open."""
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def tidy(text: str) -> str:
    """NFC, newlines only, ordinary blanks; no ligatures, control characters or symbol-font bullets."""
    text = _CUT_WORD.sub("", _LINE_ENDS.sub("\n", text))
    if _FOLDED.search(text):  # hardly a text has any, and each sign of it would be looked up
        text = text.translate(_UNFOLDED)
    return unicodedata.normalize("NFC", _SPACES.sub(" ", _CONTROLS.sub("", text)))
