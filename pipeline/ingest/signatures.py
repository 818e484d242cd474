"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import re

_HEAD = 1024  # bytes in which a kind shows
_SIGNS = tuple(
    (re.compile(sign), kind)
    for sign, kind in (
        (rb"\s*%PDF-", "a PDF"),
        (rb"PK\x03\x04", "a Word file or another zip"),
        (rb"\xd0\xcf\x11\xe0", "an old Office file, or one locked with a password"),
        (rb"\s*\{\\rtf", "an RTF file"),
        (rb"(?i)(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", "a web page"),
        (rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*|RIFF....WEBP", "a picture"),
    )
)


def kind_of(raw: bytes) -> str | None:
    """The kind with its article, as in 'a PDF'; None where nothing tells it."""
    return next((kind for sign, kind in _SIGNS if sign.match(raw[:_HEAD])), None)


def spite_of(raw: bytes, expected: str) -> str:
    """The rest of 'a.pdf …': that it is not what its name says, and what it is where its first bytes tell."""
    found = kind_of(raw)
    is_known = (
        f"it is {found}: give it the name of one, or convert it" if found else "fetch or export it again"
    )
    return f"holds no {expected} in spite of its name; {is_known}"
