"""A plain text dump -> blocks."""

from __future__ import annotations

import re

from extractors._document import Unread
from pipeline.ingest.blocks import Block, text_block

_BULLET = re.compile(r"^\s*([•➤▪●○‣◦*–-])\s+(?=\S)")
_NUMBER = re.compile(r"^\s*((\d{1,2}(?:\.\d{1,2})*)[.)]?)\s+(?=\S)")


def blocks(text: str) -> tuple[list[Block], list[Unread], int | None]:
    """Blocks of a plain text, what could not be read, and its page count (None without form feeds)."""
    found: list[Block] = []
    text = re.sub(r"(\d)P\s+(ste|de|e)\s+P(?=\s)[ \t]*\n?\s*", r"\1\2 ", text)
    run: list[str] = []
    kind = ["paragraph", ""]

    def flush() -> None:
        words = " ".join(" ".join(run).split())
        if words:
            if kind[0] == "bullet":
                found.append(text_block("bullet", words, level=1, printed=kind[1]))
            elif words[-1] not in ".:;," and len(words) < 90 and words[0].isupper():
                found.append(text_block("heading", words, level=2))
            else:
                found.append(text_block("paragraph", words))
        run.clear()
        kind[:] = ["paragraph", ""]

    for line in text.split("\n"):
        if not line.strip():
            if line and run and not run[-1].rstrip()[-1].islower():
                flush()
            continue
        bullet = _BULLET.match(line)
        if bullet:
            flush()
            kind[:] = ["bullet", bullet.group(1)]
            run.append(line[bullet.end() :])
            continue
        if run and len(run[-1].rstrip()) + len(line.split()[0]) < 80 and line.strip()[0].isupper():
            flush()
        run.append(line)
    flush()
    return found, [], None
