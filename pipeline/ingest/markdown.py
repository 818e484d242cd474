"""Markdown as converters leave it -> blocks. What they cannot say in Markdown stands there as HTML."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

from extractors._document import Unread
from pipeline.ingest import html
from pipeline.ingest.blocks import Block

# '**Wie:** Welbouw' on a line of its own, in a paragraph with other labels: a card of an action
_LABEL_LINE = re.compile(r"(?<=\S)[ \t]*\n(?=[ \t]*\*\*[^*\n]{2,40}(?::\*\*|\*\*[ \t]*:))")


def blocks(text: str) -> tuple[list[Block], list[Unread], int | None]:
    """Blocks of a Markdown text, what could not be read, and no page count."""
    labelled = _LABEL_LINE.sub("\n\n", text.replace("\f", "\n"))
    rendered = MarkdownIt("commonmark").enable("table").render(labelled)
    return (*html.with_captions(html.blocks_of(rendered)), None)
