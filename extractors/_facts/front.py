"""The title page: the first lines of a document, before its running text begins."""

from __future__ import annotations

import re

from extractors._document import Document
from extractors._facts.words import starts_with, vocabulary

_TITLE_LINES = 40  # a title page with a version table and a table of contents has no more
_SENTENCE_WORDS = 14  # a longer line that ends in a stop is running text
_HYPHENATED = re.compile(r"(?<=\w)-\s+(?=[a-z])")  # 'Prestatie- afspraken' of a narrow title column


def is_running_text(line: str) -> bool:
    """Whether a line is a full sentence, so that the title page is over."""
    return len(line.split()) > _SENTENCE_WORDS and line.rstrip().endswith((".", ":", ";"))


def first_lines(text: str) -> list[str]:
    """The first lines that are not empty, words broken by a narrow column joined."""
    lines = text.split("\n", _TITLE_LINES)[:_TITLE_LINES]
    whole = (_HYPHENATED.sub("", line) if "-" in line else line for line in lines)
    return [line.strip() for line in whole if line.strip()]


def title_page(document: Document, start: int = 0, end: int | None = None) -> list[str]:
    """The lines from `start` up to the first full sentence, or to the greeting of a letter."""
    page: list[str] = []
    for line in first_lines(document.text[start:end]):
        if is_running_text(line) or starts_with(line, vocabulary().letter_openings):
            break
        page.append(line)
    return page
