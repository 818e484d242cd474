"""All numbers of a document, read once: those of its tables and those of its prose."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from functools import lru_cache

from extractors._document import Document, Passage, RowIds, Span, Unread
from extractors._dutch.numbers import unclear_numbers
from extractors._numbers.prose import settled, statements_of
from extractors._numbers.scope import scope
from extractors._numbers.statements import Statement
from extractors._numbers.table_numbers import table_statements
from extractors._numbers.tables import meanings


@lru_cache(maxsize=8)
def statements(document: Document) -> tuple[Statement, ...]:
    """The statements of a document in reading order."""
    prose = statements_of(document, _prose(document), scope(document))
    found = [*table_statements(document), *prose]
    found.sort(key=lambda s: (s.span, s.context))
    return tuple(settled(found, document.passages, document))


def unread_numbers(document: Document) -> Iterator[Unread]:
    """One Unread per place in prose where two numbers or one with a blank may stand."""
    for passage in _prose(document):
        for start, end in unclear_numbers(document.quote(passage.span)):
            span = Span(passage.span.start + start, passage.span.start + end)
            message = f"'{document.quote(span)}' may be one number or two; write thousands with a point"
            yield Unread("number_unread", message, span)


@lru_cache(maxsize=8)
def _prose(document: Document) -> tuple[Passage, ...]:
    """The passages that no table has read already: not its cells, its notes or its title."""
    spans = sorted(span for meaning in meanings(document) for span in meaning.read_spans)
    ends = [span.end for span in spans]
    kept = []
    for passage in document.passages:
        at = bisect.bisect_right(ends, passage.span.start)
        if at == len(spans) or not spans[at].meets(passage.span):
            kept.append(passage)
    return tuple(kept)


@lru_cache(maxsize=8)
def table_ids(document: Document) -> tuple[str, ...]:
    """The published id of each table, in the order of `Document.tables`."""
    ids = RowIds(document.document_id, "tables")
    return tuple(ids.of(document.quote(table.span)) for table in document.tables)
