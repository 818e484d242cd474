"""Numbers about housing in running text: sentences, bullets, headings, footnotes, prose in table cells."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from extractors._commitments.action_tables import ActionTable, action_tables
from extractors._document import Document, Passage, Span
from extractors._numbers.indicators import indicator_of_heading
from extractors._numbers.scope import Scope
from extractors._numbers.sentence_numbers import counted_in, read_sentence, words_of
from extractors._numbers.sentence_view import Around, Sentence
from extractors._numbers.statements import Statement

_HEADLINE_CHARACTERS = 100  # a longer passage without a full stop is a cut sentence


def statements_of(document: Document, passages: Iterable[Passage], known: Scope) -> Iterator[Statement]:
    """The statements of these passages in reading order; `indicator` is '' where nothing near tells it."""
    before: tuple[Statement, ...] = ()
    last: Passage | None = None
    anchored = _anchored(document)
    actions = {table.index: table for table in action_tables(document, known.people)}
    owners: dict[str, str | None] = {}
    for passage in passages:
        if passage.kind == "heading":
            named = {mention.party.name for mention in known.corporations_in(passage.span)}
            owners[document.quote(passage.span)] = named.pop() if len(named) == 1 else None
        if last is None or last.block != passage.block:
            before = ()
        text = words_of(document, passage.span)
        counted = counted_in(text, before)
        if not counted:  # most sentences
            before, last = (), passage
            continue
        lead_in, lead_at = _lead_in(passage, anchored)
        around = Around(
            lead_in=document.quote(lead_in) if lead_in else "",
            lead_at=lead_at,
            column_head=_column_head(document, passage, actions),
            party_cell=_party_cell(document, passage, actions),
            before=before,
            text_before=document.quote(last.span) if last and last.block == passage.block else "",
            headings=passage.heading_path,
            lead_span=lead_in,
            heading_owner=owners.get(passage.heading_path[-1]) if passage.heading_path else None,
        )
        found = tuple(read_sentence(Sentence(document, passage.span, text, counted, around, known)))
        yield from found
        before, last = found, passage


def _anchored(document: Document) -> list[tuple[Span, Span, int]]:
    """Each footnote with the sentence that bears its mark, and where in it the mark stands."""
    starts = [passage.span.start for passage in document.passages]
    found = []
    for note in document.footnotes:
        if note.anchor is not None:
            at = max(bisect.bisect_right(starts, note.anchor.start) - 1, 0)
            sentence = document.passages[at].span
            found.append((note.span, sentence, note.anchor.end - sentence.start))
    return found


def _lead_in(passage: Passage, anchored: list[tuple[Span, Span, int]]) -> tuple[Span | None, int]:
    """What introduces a passage, up to where: its list's lead-in, or the sentence a footnote explains."""
    if passage.kind != "footnote":
        return passage.lead_in, passage.lead_in.end - passage.lead_in.start if passage.lead_in else 0
    return next(((s, at) for note, s, at in anchored if note.meets(passage.span)), (None, 0))


def _column_head(document: Document, passage: Passage, actions: Mapping[int, ActionTable]) -> str:
    """The head of the passage's column and, in a table of actions, when its row is due: 'Actie mei 2032'."""
    if passage.cell is None:
        return ""
    table = document.tables[passage.cell.table]
    heads = [table.at(row, passage.cell.column) for row in range(table.header_rows)]
    row = _action_row(passage, actions)
    due = [table.at(passage.cell.row, row.times[-1])] if row and row.times else []
    return " ".join(document.quote(cell.span) for cell in [*heads, *due] if cell)


def _party_cell(document: Document, passage: Passage, actions: Mapping[int, ActionTable]) -> Span | None:
    """The cell that says who does what the passage's row of a table of actions says."""
    row = _action_row(passage, actions)
    if passage.cell is None or row is None or row.party is None:
        return None
    cell = document.tables[row.index].at(passage.cell.row, row.party)
    return cell.span if cell else None


def _action_row(passage: Passage, actions: Mapping[int, ActionTable]) -> ActionTable | None:
    """The table of actions of which the passage is an action, if it is one."""
    table = actions.get(passage.cell.table) if passage.cell else None
    is_action = table and passage.cell and passage.cell.column == table.party_actions
    return table if is_action else None


def settled(found: list[Statement], passages: Iterable[Passage], document: Document) -> list[Statement]:
    """The statements with an indicator each: a headline's of the text, others' of the heading, else other."""
    at = {passage.span: passage for passage in passages}
    equal: dict[tuple[str, float | None], list[Statement]] = defaultdict(list)
    for s in found:
        equal[s.unit, _amount(s)].append(s)
    return [_settled(s, equal[s.unit, _amount(s)], at.get(s.context), document) for s in found]


def _settled(s: Statement, equal: list[Statement], passage: Passage | None, document: Document) -> Statement:
    said = None
    if passage is not None and _is_headline(passage, document):
        said = next((other for other in equal if other.span > s.span and _is_body_of(s, other)), None)
    if said is not None:
        is_dated = s.year is not None or s.period is not None
        year, period = (s.year, s.period) if is_dated else (said.year, said.period)
        return replace(s, indicator=said.indicator, year=year, period=period)
    if s.indicator:
        return s
    headings = passage.heading_path if passage else ()
    return replace(s, indicator=indicator_of_heading(headings) or "other")


def _is_headline(passage: Passage, document: Document) -> bool:
    """Whether a passage is a title over a text: marked so, or short and without a full stop."""
    words = document.quote(passage.span).rstrip()
    is_short = len(words) <= _HEADLINE_CHARACTERS and not words.endswith((".", ";", ":", "!", "?"))
    return passage.kind == "heading" or (passage.kind == "sentence" and passage.cell is None and is_short)


def _is_body_of(headline: Statement, other: Statement) -> bool:
    """Whether the text below says the headline's number in full: '450 woningen erbij', then 'ruim 450'."""
    is_told = other.table is None and other.indicator != ""
    return is_told and headline.indicator in ("", other.indicator)


def _amount(s: Statement) -> float | None:
    return s.number.value_max if s.number.value_max is not None else s.number.value_min
