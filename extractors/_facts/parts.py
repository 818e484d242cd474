"""The parts of a document: covering letters, the agreement itself, annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from extractors._document import Document, Passage, Span
from extractors._facts.words import starts_with, vocabulary

DocumentPart = Literal["agreement", "annex", "letter"]
Split = tuple[tuple[Span, DocumentPart], ...]

_HEAD_PASSAGES = 14  # an address, a date, a reference, a subject: so much stands above 'Geachte' at most
_HEAD_WORDS = 14
_FOOT_PASSAGES = 7  # signatures and the list of annexes under a letter
_ANNEX_FROM = 0.3  # before it, 'Bijlage 1' is a line of the table of contents
_ENCLOSED = re.compile(r"(?i)\bbijlagen?\s*:")  # 'Bijlagen: 2', 'Bijlagen: - het bod'
_PAGE_NUMBER_AT_END = re.compile(r"\s\d{1,3}$")  # 'Bijlage 1 Begrippen 35' in a table of contents


def parts(document: Document) -> Split:
    """Agreement, letters and annexes in order; together they are the whole text.

    What follows a letter in the middle of a document is what the letter sends along: an annex.
    """
    cuts: list[tuple[int, DocumentPart]] = [(0, "agreement")]
    after = 0
    for first, last in _letters(document):
        start = 0 if first == 0 else document.passages[first].span.start
        after = (
            document.passages[last + 1].span.start
            if last + 1 < len(document.passages)
            else len(document.text)
        )
        cuts += [(start, "letter"), (after, "agreement" if start == 0 else "annex")]
    annex = _annex_start(document)
    if annex is not None and annex >= after and cuts[-1][1] == "agreement":
        cuts.append((annex, "annex"))
    return _spans(cuts, len(document.text))


def _spans(cuts: Sequence[tuple[int, DocumentPart]], end: int) -> Split:
    stops = [start for start, _ in cuts[1:]] + [end]
    return tuple(
        (Span(start, stop), kind) for (start, kind), stop in zip(cuts, stops, strict=True) if start < stop
    )


def _letters(document: Document) -> Iterator[tuple[int, int]]:
    """First and last passage of every letter."""
    words = vocabulary()
    quotes = [document.quote(passage.span) for passage in document.passages]
    index = floor = 0
    while index < len(quotes):
        if starts_with(quotes[index], words.letter_openings) and len(quotes[index].split()) <= 10:
            last = _letter_end(quotes, index)
            if last is None:  # nothing below closes a letter, whatever opens one
                return
            yield _letter_start(document.passages, quotes, index, floor), last
            index = last
            floor = last + 1
        index += 1


def _letter_start(passages: Sequence[Passage], quotes: Sequence[str], opening: int, floor: int) -> int:
    """Walk back over the address and the subject; a letter near the start of the text begins with it.

    A bullet without a full stop is the last of the agreement before it, no line of an address.
    """
    if floor == 0 and opening <= _HEAD_PASSAGES:
        return 0
    first = opening
    while first > max(opening - _HEAD_PASSAGES, floor) and _may_head_letter(passages, quotes, first - 1):
        first -= 1
    return first


def _may_head_letter(passages: Sequence[Passage], quotes: Sequence[str], at: int) -> bool:
    return passages[at].kind in ("heading", "sentence") and passages[at].cell is None and _is_line(quotes[at])


def _is_line(quote: str) -> bool:
    return len(quote.split()) <= _HEAD_WORDS and not quote.rstrip().endswith((".", "?", "!", ":"))


def _letter_end(quotes: Sequence[str], opening: int) -> int | None:
    """The last line under the signature: a list of annexes if there is one, else the signatories."""
    closing = next(
        (at for at in range(opening, len(quotes)) if starts_with(quotes[at], vocabulary().letter_closings)),
        None,
    )
    if closing is None:
        return None
    foot = range(closing + 1, min(closing + 1 + _FOOT_PASSAGES, len(quotes)))
    enclosed = [at for at in foot if _ENCLOSED.search(quotes[at])]
    if enclosed:
        return _last_enclosed(quotes, enclosed[0])
    return max(
        (at for at in foot if all(_is_line(quotes[between]) for between in range(closing + 1, at + 1))),
        default=closing,
    )


def _last_enclosed(quotes: Sequence[str], listing: int) -> int:
    last = listing
    while last + 1 < len(quotes) and quotes[last + 1].lstrip()[:1] in ("-", "•", "–"):
        last += 1
    return last


def _annex_start(document: Document) -> int | None:
    floor = _ANNEX_FROM * len(document.text)
    for passage in document.passages:
        if passage.span.start >= floor and _is_annex_heading(document, passage):
            return passage.span.start
    return None


def _is_annex_heading(document: Document, passage: Passage) -> bool:
    quote = document.quote(passage.span).strip()
    return (
        passage.cell is None
        and starts_with(quote, vocabulary().annex_headings)
        and (passage.kind == "heading" or len(quote.split()) <= _HEAD_WORDS)
        and not _ENCLOSED.match(quote)
        and not quote.endswith(".")
        and not _PAGE_NUMBER_AT_END.search(quote)
    )
