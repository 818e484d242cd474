"""The sentences of a document as the reading needs them: each with its clause, its part, its place."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors._commitments.action_tables import ActionTable, action_tables, year_of_head
from extractors._commitments.clause_parts import clause_parts
from extractors._commitments.clauses import Clause, read_clause
from extractors._commitments.respective import respective_shares
from extractors._commitments.row_labels import RowLabel, row_labels
from extractors._commitments.unresolved import unresolved_actor
from extractors._document import Document, Passage, Span
from extractors._dutch.time import read_times
from extractors._facts.facts import DocumentPart, Facts
from extractors._parties.parties import Parties
from extractors._vocabulary import word_list

_NO_LABEL = RowLabel()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One passage and what is needed to judge it."""

    index: int  # its place among the sentences
    passage: Passage
    passage_index: int  # in Document.passages
    span: Span  # of the sentence itself; a title that was glued before it is left out
    whole: Span  # of the sentence that this is a clause of, where each party in it has dates of its own
    text: str
    clause: Clause
    part: DocumentPart
    headings: tuple[Span, ...]  # the headings above it, nearest first
    title: str | None = None  # of the numbered agreement whose table row it stands in
    number: str | None = None
    table: ActionTable | None = None  # the table of actions it stands in
    head: str | None = None  # the head of its column
    unresolved: Span | None = None  # a name that acts in it and is no known party's
    own_time: int | None = None  # where its only time begins, of those of the sentence: 'respectievelijk …'

    @property
    def column_year(self) -> int | None:
        """The one year that the head of its column names."""
        return year_of_head(self.head) if self.head else None

    @property
    def sorts_rows(self) -> bool:
        """Whether it stands in a row of a table of actions that names a group of rows, or sums them up."""
        table, cell = self.table, self.passage.cell
        if table is None or cell is None or table.line(cell) < table.header_rows:
            return False
        return not table.holds_action(cell)


def read_sentences(document: Document, facts: Facts, parties: Parties) -> tuple[Sentence, ...]:
    """Every passage of the document as a Sentence, in reading order; headings included.

    A passage in which two parties act, one of them behind the first by a date of its own, is several.
    """
    clauses = (part for sentence in _sentences(document, facts, parties) for part in _clauses_of(sentence))
    return tuple(
        sentence if sentence.index == index else replace(sentence, index=index)
        for index, sentence in enumerate(clauses)
    )


def _clauses_of(sentence: Sentence) -> Iterator[Sentence]:
    in_party_column = sentence.table is not None and sentence.table.party is not None
    in_order = () if in_party_column else respective_shares(sentence.text, sentence.clause)
    if in_order:
        for clause, time in in_order:
            yield replace(sentence, clause=clause, own_time=time.start)
        return
    parts = () if in_party_column or sentence.passage.kind == "heading" else clause_parts(sentence.clause)
    if not parts or not _is_dated_behind(sentence, parts[1].span.start - sentence.span.start):
        yield sentence
        return
    for number, part in enumerate(parts):
        start = part.span.start if number else sentence.span.start
        start -= sentence.span.start
        end = part.span.end - sentence.span.start
        span = Span(sentence.span.start + start, sentence.span.start + end)
        yield replace(sentence, span=span, text=sentence.text[start:end], clause=part.clause)


def _is_dated_behind(sentence: Sentence, offset: int) -> bool:
    """Whether a time stands behind this offset: only then it matters who acts there."""
    return any(time.start >= offset for time in read_times(sentence.text))


def _sentences(document: Document, facts: Facts, parties: Parties) -> Iterator[Sentence]:
    tables = {table.index: table for table in action_tables(document, parties)}
    part_starts = [span.start for span, _ in facts.parts]
    above: dict[str, Span] = {}
    row_titles: dict[int, tuple[str | None, str | None]] = {}
    labels = {index: row_labels(document, table) for index, table in tables.items()}
    for index, passage in enumerate(document.passages):
        if passage.kind == "heading":
            above[document.quote(passage.span)] = passage.span
        span, title = passage.span, None
        table = tables.get(passage.cell.table) if passage.cell else None
        if table and passage.cell and passage.number and table.lane(passage.cell) == table.first_column:
            span, title = _without_title(document, passage, parties)
            row_titles[passage.cell.table] = (passage.number, title)
        number, title = _row_title(passage, table, row_titles)
        label = labels[table.index].get(table.line(passage.cell)) if table and passage.cell else None
        label = label or _NO_LABEL
        place = max(bisect.bisect_right(part_starts, span.start) - 1, 0)
        text = document.quote(span)
        clause = read_clause(text, span.start, parties.mentions_in(span))
        yield Sentence(
            index=index,
            passage=passage,
            passage_index=index,
            span=span,
            whole=span,
            text=text,
            clause=clause,
            part=facts.parts[place][1] if facts.parts else "agreement",
            headings=tuple(above[words] for words in reversed(passage.heading_path) if words in above),
            title=title or label.theme,
            number=label.number or number,
            table=table,
            head=table.heads[table.lane(passage.cell)] if table and passage.cell else None,
            unresolved=unresolved_actor(text, span.start, clause),
        )


def _row_title(
    passage: Passage, table: ActionTable | None, titles: dict[int, tuple[str | None, str | None]]
) -> tuple[str | None, str | None]:
    """Number and title of the row's agreement; a row cut by a page break has those of the table before."""
    if table is None or passage.cell is None:
        return passage.number, None
    if passage.cell.table in titles:
        return titles[passage.cell.table]
    before = [index for index in titles if index < passage.cell.table]
    return (
        titles[max(before)]
        if before and table.line(passage.cell) == table.header_rows
        else (passage.number, None)
    )


def _without_title(document: Document, passage: Passage, parties: Parties) -> tuple[Span, str | None]:
    """Part '12) Huisvesting De gemeente bouwt …' into the sentence and its title.

    Converters glue the title of a numbered row to its first sentence. The sentence starts at the first
    capital behind which a clause with a party as its subject can be read.
    """
    whole = passage.span
    clause = read_clause(document.quote(whole), whole.start, parties.mentions_in(whole))
    openers = word_list("commitments", "sentence_openers")
    for before, token in zip(clause.tokens, clause.tokens[1:], strict=False):
        if not token.is_capital and not token.text[:1].isdigit():
            continue
        if before.text in word_list("commitments", "prepositions") or before.text in {"-", "–", "‘", "“"}:
            continue
        rest = Span(token.start, whole.end)
        inner = read_clause(document.quote(rest), rest.start, parties.mentions_in(rest))
        if (inner.subjects and inner.verb) or token.text in openers:
            return rest, document.text[whole.start : token.start].strip()
    return whole, None if clause.has_verb else document.quote(whole)
