"""The notes of a table: their marks, and the numbers in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors._document import Document, Span
from extractors._dutch.numbers import read_numbers
from extractors._numbers.counted import phrases
from extractors._numbers.phrase import Phrase
from extractors._numbers.places import municipalities_in
from extractors._numbers.scope import Scope
from extractors._numbers.statements import Statement

# '* incl. Ede', '² onder voorbehoud', '1) nog te bepalen'
_MARK = re.compile(r"^\s*(\*+|[¹²³⁴⁵⁶⁷⁸⁹]|\d\))\s*")
_MARK_BEFORE = re.compile(r"(?:^|\s)(\*+|[¹²³⁴⁵⁶⁷⁸⁹]|\d\))\s*$")


def note_at(document: Document, span: Span) -> tuple[str, str, Span]:
    """The mark of a note, its words without the mark, and where it stands."""
    text = document.quote(span)
    match = _MARK.match(text)
    if match:
        return match[1], text[match.end() :].strip(), span
    before = _MARK_BEFORE.search(document.text[max(0, span.start - 8) : span.start])
    return before[1] if before else "", text.strip(), span


def statements_of_note(
    text: str, span: Span, cells: list[Statement], known: Scope, *, is_marked: bool
) -> Iterator[Statement]:
    """Numbers inside a note: parts of the cell it marks; of several cells, of the first."""
    like = cells[0]
    found = phrases(text, like.unit if is_marked else None)
    for phrase in found or (_split(text, like) if is_marked and len(cells) == 1 else []):
        years = [s.year for s in cells if s.year is not None]
        is_one = is_marked and len(cells) == 1
        names = {p.name for p in municipalities_in(text[phrase.start :], known.towns)}
        after = [p for p in municipalities_in(text, known.towns) if p.start >= phrase.start]
        yield replace(
            like,
            span=Span(span.start + phrase.number.start, span.start + phrase.number.end),
            context=span,
            number=phrase.number,
            raw=text[phrase.start : phrase.end],
            label=phrase.words or phrase.unit,
            unit=phrase.unit,
            municipalities=(after[0].name,) if names else like.municipalities,
            year=like.year if is_one else None,
            period=None if is_one or not years else (min(years), max(years)),
            rate=like.rate if like.rate == "mean_per_year" else "total" if is_one else "per_year",
            part_of=like.span if is_marked else None,
            project=None,
            is_total=False,
            is_running=False,
            notes=(),
            rule="table_note",
        )


def _split(text: str, cell: Statement) -> list[Phrase]:
    """Bare numbers of a note that together are the cell it marks: '24 in Ede en 10 in Putten'."""
    numbers = [number for number in read_numbers(text) if number.unit is None]
    is_whole = sum(number.value_min or 0.0 for number in numbers) == cell.number.value_min
    if len(numbers) < 2 or not is_whole:
        return []
    return [Phrase(n.start, n.end, n, cell.unit, "", is_elliptic=True) for n in numbers]
