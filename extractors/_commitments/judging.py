"""What each sentence of a document is: a commitment, an addition to one, a deadline's bearer, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extractors._commitments.action_rows import TableParts, read_parts
from extractors._commitments.calendar_heads import is_calendar_head
from extractors._commitments.clauses import read_clause
from extractors._commitments.commitments import in_background, judge, names_a_step
from extractors._commitments.continuations import only_adds
from extractors._commitments.functions import Function, cycle_of, function_of, in_cycle
from extractors._commitments.labels import labelled
from extractors._commitments.neighbours import Neighbours
from extractors._commitments.not_deadlines import why_no_deadline
from extractors._commitments.sentence_times import times_of
from extractors._commitments.sentences import Sentence, read_sentences
from extractors._commitments.time_use import Frame, TimeUse, frame_of
from extractors._document import Document, Span, Unread
from extractors._dutch.time import ImpossibleTime, TimeExpression
from extractors._facts.facts import facts
from extractors._parties.parties import Parties, parties


@dataclass(frozen=True, slots=True)
class Dated:
    """A time expression with its function, and the sentence it stands in."""

    sentence: Sentence
    function: Function
    action: int | None = None  # the commitment, where the time stands far above or beside it

    @property
    def span(self) -> Span:
        """The expression alone, in the document's text."""
        start = self.sentence.span.start
        return Span(start + self.function.time.start, start + self.function.time.end)


@dataclass(slots=True)
class Judged:
    """The sentences of a document with what was found about each, by index of the sentence."""

    document: Document
    parties: Parties
    frame: Frame
    sentences: tuple[Sentence, ...]
    around: Neighbours
    parts: TableParts
    rules: dict[int, str] = field(default_factory=dict)  # commitment -> the rule that makes it one
    owners: dict[int, int] = field(default_factory=dict)  # what only adds -> the commitment it adds to
    dated: list[Dated] = field(default_factory=list)
    cycles: dict[int, Function] = field(default_factory=dict)  # what a block tells of every year
    named_years: dict[int, int] = field(default_factory=dict)  # the year that a block named last
    unread: list[Unread] = field(default_factory=list)
    table_titles: frozenset[int] = frozenset()  # where they begin: 'Bezit per huurklasse (31-12-2031)'

    def owner(self, dated: Dated) -> int:
        """Index of the sentence that is the commitment which the time dates."""
        if dated.action is not None:
            return dated.action
        return self.owners.get(dated.sentence.index, dated.sentence.index)


def judge_sentences(document: Document) -> Judged:
    """Judge every sentence in reading order, and last the times that stand in columns of their own."""
    known, named = facts(document), parties(document)
    sentences = read_sentences(document, known, named)
    around, parts = Neighbours(document, sentences), read_parts(document, named)
    titles = frozenset(table.title.start for table in document.tables if table.title is not None)
    judged = Judged(document, named, frame_of(document, known), sentences, around, parts, table_titles=titles)
    judged.owners.update(around.labelled_actions())
    first_of: dict[int, int] = {}
    for sentence in sentences:
        first_of.setdefault(sentence.passage_index, sentence.index)
        if sentence.passage_index not in parts.actions:
            _judge(judged, sentence)
    for sentence in sentences:
        action = parts.actions.get(sentence.passage_index)
        if action is not None:
            ways = parts.stacked.get(sentence.passage_index, ())
            _date(judged, sentence, first_of[action], [[first_of[unit] for unit in way] for way in ways])
        elif sentence.passage_index in parts.planned:
            part, head = parts.planned[sentence.passage_index]
            _plan(judged, sentence, head, first_of[part])
    _date_from_above(judged)
    return judged


def _judge(judged: Judged, sentence: Sentence) -> None:
    if sentence.sorts_rows or sentence.span.start in judged.table_titles:
        return
    if sentence.index in judged.owners:
        _add_label(judged, sentence, judged.owners[sentence.index])
        return
    times = _times(judged, sentence)
    owner = _owner(judged, sentence) if only_adds(sentence, times) else None
    rule = None if owner is not None else judge(sentence, judged.around.lead(sentence))
    functions = _functions(judged, sentence, times, rule is not None or owner is not None)
    if owner is not None:
        judged.owners[sentence.index] = owner
        judged.rules.setdefault(owner, "dated")
    elif rule := rule or _rule_of_deadline(sentence, functions):
        judged.rules[sentence.index] = rule
    judged.dated.extend(Dated(sentence, function) for function in functions)


def _add_label(judged: Judged, sentence: Sentence, action: int) -> None:
    """A line 'Wie: …' or 'Wanneer: …' makes a promise of the action before it, whatever its words."""
    functions = _functions(judged, sentence, _times(judged, sentence), True)
    if functions:
        judged.rules.setdefault(action, "dated")
    if labelled(sentence.clause).responsible:
        judged.rules.setdefault(action, "labelled")
    judged.dated.extend(Dated(sentence, function) for function in functions)


def _date(judged: Judged, sentence: Sentence, action: int, ways: Sequence[Sequence[int]]) -> None:
    """A time in a column of its own dates the action beside it; as many times as actions date one each.

    `ways` are the actions of the cell beside it, as they can be counted.
    """
    functions = _functions(judged, sentence, _times(judged, sentence), True)
    stacked = next((way for way in ways if len(way) == len(functions)), None)
    if stacked is not None and _are_side_by_side(sentence, functions):
        for one, function in zip(stacked, functions, strict=True):
            judged.rules.setdefault(one, "dated")
            judged.dated.append(Dated(sentence, function, one))
        return
    if functions:
        judged.owners[sentence.index] = action
        judged.rules.setdefault(action, "dated")
    judged.dated.extend(Dated(sentence, function) for function in functions)


def _are_side_by_side(sentence: Sentence, functions: Sequence[Function]) -> bool:
    """Whether nothing stands between the times, as where each had a line of its own: 'Q2 2031 1 mei 2032'."""
    times = [function.time for function in functions]
    return not any(sentence.text[one.end : other.start].strip() for one, other in pairwise(times))


def _plan(judged: Judged, cross: Sentence, at: Span, action: int) -> None:
    """A time that heads a column with a cross dates the action of the row."""
    text = judged.document.quote(at)
    head = replace(cross, span=at, whole=at, text=text, clause=read_clause(text, at.start, ()))
    functions = _functions(judged, head, _times(judged, head), True)
    if functions:
        judged.rules.setdefault(action, "dated")
    judged.dated.extend(Dated(head, function, action) for function in functions)


def _date_from_above(judged: Judged) -> None:
    """A heading or line that is only a time dates what stands below it and has no time of its own.

    One deadline for each of them: 'Q3 2031' over three actions is when each of the three is due.
    """
    dated = {judged.owner(one) for one in judged.dated}
    heads: dict[Span, bool] = {}
    for index in sorted({*judged.rules, *_in_timeline(judged)}):
        sentence = judged.sentences[index]
        above = judged.around.above_list(sentence) if index not in dated else None
        if above is None:
            continue
        if above not in heads:
            heads[above] = is_calendar_head(judged.document.quote(above))
        if heads[above]:
            _plan(judged, sentence, above, index)
    judged.dated.sort(
        key=lambda one: judged.sentences[one.action].span.start if one.action else one.span.start
    )


def _in_timeline(judged: Judged) -> list[int]:
    """What is told in a few words below the times of a timeline: 'Q4 2031' over 'Start bouw van 24 woningen.'

    One heading that is a time is the date of a title page rather.
    """
    heads: dict[Span, bool] = {}
    below: list[int] = []
    for sentence in judged.sentences:
        above = sentence.headings[0] if sentence.headings else None
        is_told = sentence.table is not None or sentence.index in judged.owners
        if above is None or is_told or sentence.part != "agreement" or sentence.passage.kind == "heading":
            continue
        if above not in heads:
            heads[above] = is_calendar_head(judged.document.quote(above))
        if heads[above] and names_a_step(sentence.clause):
            below.append(sentence.index)
    return below if sum(heads.values()) > 1 else []


def _times(judged: Judged, sentence: Sentence) -> list[TimeExpression]:
    named = judged.named_years.get(sentence.passage.block)
    times = []
    for found in times_of(judged.document, judged.frame, sentence, named):
        if isinstance(found, ImpossibleTime):
            span = Span(sentence.span.start + found.start, sentence.span.start + found.end)
            judged.unread.append(Unread("time_impossible", f"'{found.text}': {found.reason}", span))
        else:
            times.append(found)
            day = found.ends_on or found.starts_on
            if day is not None and not found.is_year_inferred:
                judged.named_years[sentence.passage.block] = day.year
    return times


def _functions(
    judged: Judged, sentence: Sentence, times: list[TimeExpression], is_commitment: bool
) -> list[Function]:
    """The times that are deadlines; of what would be one and has no date the issue is kept."""
    functions: list[Function] = []
    cycle = judged.cycles.get(sentence.passage.block)
    for time in times:
        use = TimeUse(time, sentence, judged.frame, is_commitment)
        reason = why_no_deadline(use)
        function = function_of(use) if reason is None else None
        if cycle is not None and reason in (None, "no_date"):
            function = in_cycle(use, cycle, function)
        cycle = cycle_of(use, function) or cycle
        if function is not None:
            functions.append(function)
        elif reason == "no_date" and is_commitment:
            span = Span(sentence.span.start + time.start, sentence.span.start + time.end)
            message = f"'{time.text}' has no year, and none could be inferred"
            judged.unread.append(Unread("time_without_anchor", message, span))
    if cycle is not None:
        judged.cycles[sentence.passage.block] = cycle
    return functions


def _owner(judged: Judged, sentence: Sentence) -> int | None:
    """The action to which a sentence that only adds belongs: the last commitment of its block.

    Where there is none, the words without a verb that open the block: 'Opstellen wijkvisie. Gereed Q2.'
    """
    before = judged.around.before(sentence)
    told = next((other.index for other in before if other.index in judged.rules), None)
    if told is not None or not before or sentence.part != "agreement":
        return told
    return None if before[-1].clause.has_verb else before[-1].index


def _rule_of_deadline(sentence: Sentence, functions: list[Function]) -> str | None:
    """A sentence that bears the date of an action is a commitment, whatever its words."""
    if sentence.part != "agreement":
        return None
    if sentence.passage.kind == "heading":  # a line without a verb that has its own date
        return "dated" if any(function.rule == "date" for function in functions) else None
    classes = {function.deadline_class for function in functions}
    goal = "target" in classes and sentence.clause.has_verb and not in_background(sentence)
    # 'heeft … verbeterd en pakt in 2031 nog 150 woningen aan'
    goes_on = "period" in classes and sentence.clause.subjects and sentence.clause.tense != "present"
    return "dated" if "action" in classes or goal or goes_on else None
