"""Markdown as converters leave it -> blocks. What they cannot say in Markdown stands there as HTML."""

from __future__ import annotations

from markdown_it import MarkdownIt

from extractors._document import Unread
from pipeline.ingest import html
from pipeline.ingest.blocks import Block


def blocks(text: str) -> tuple[list[Block], list[Unread], int | None]:
    """Blocks of a Markdown text, what could not be read, and no page count."""
    rendered = MarkdownIt("commonmark").enable("table").render(text.replace("\f", "\n"))
    return (*html.with_captions(html.blocks_of(rendered)), None)
