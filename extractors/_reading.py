"""Who does what by when, read once per document: commitments, deadlines, responsibilities project it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from extractors._action_tables import TableParts, read_parts
from extractors._commitments import (
    in_background,
    judge,
    kind_of,
    only_adds_a_date,
    only_adds_initiative,
    reports_result,
)
from extractors._confidence import confidence_of
from extractors._document import Document, RowIds, Span, Unread
from extractors._dutch.time import Anchor, ImpossibleTime, TimeExpression, read_times
from extractors._facts import Facts, facts
from extractors._functions import Function, function_of
from extractors._neighbours import Neighbours
from extractors._parties import Mention, Parties, parties
from extractors._reading_types import Basis as Basis
from extractors._reading_types import Commitment as Commitment
from extractors._reading_types import Deadline as Deadline
from extractors._reading_types import DeadlineClass as DeadlineClass
from extractors._reading_types import Reading as Reading
from extractors._reading_types import Responsibility as Responsibility
from extractors._responsibility import Surroundings, shares_of
from extractors._sentences import Sentence, read_sentences
from extractors._time_use import Frame, TimeUse, frame_of

_WORD = re.compile(r"[^\W\d_]{2,}")
_YEAR = re.compile(r"\b20\d\d\b")


@lru_cache(maxsize=64)
def read(document: Document) -> Reading:
    """Read the whole document: what is agreed, by when, and who answers for it."""
    return _Reader(document).reading()


@dataclass(slots=True)
class _Dated:
    """A time expression with its function, and the sentence it stands in."""

    sentence: Sentence
    function: Function


@dataclass(slots=True)
class _Reader:
    """The state of one reading: sentences by index, and what was found about each."""

    document: Document
    facts: Facts = field(init=False)
    frame: Frame = field(init=False)
    parties: Parties = field(init=False)
    sentences: tuple[Sentence, ...] = field(init=False)
    around: Neighbours = field(init=False)
    rules: dict[int, str] = field(
        init=False, default_factory=dict
    )  # sentence -> rule that makes it a commitment
    owners: dict[int, int] = field(
        init=False, default_factory=dict
    )  # a sentence that only adds -> the one it adds to
    dated: list[_Dated] = field(init=False, default_factory=list)
    unread: list[Unread] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.facts = facts(self.document)
        self.frame = frame_of(self.document, self.facts)
        self.parties = parties(self.document)
        self.sentences = read_sentences(self.document, self.facts, self.parties)
        self.around = Neighbours(self.document, self.sentences)

    def reading(self) -> Reading:
        parts = read_parts(self.document, self.parties)
        later = [sentence for sentence in self.sentences if sentence.index in parts.actions]
        for sentence in self.sentences:
            if sentence.index not in parts.actions:
                self._judge(sentence)
        for sentence in later:
            self._date(sentence, parts.actions[sentence.index])
        ids = self._commitments()
        return Reading(
            commitments=tuple(ids.values()),
            deadlines=tuple(self._deadlines(ids)),
            responsibilities=tuple(self._responsibilities(ids, parts)),
            unread=tuple(self.unread),
        )

    # What each sentence is
    def _judge(self, sentence: Sentence) -> None:
        times = self._times(sentence)
        owner = self._owner(sentence) if self._only_adds(sentence, times) else None
        rule = None if owner is not None else judge(sentence, self.around.lead(sentence))
        functions = self._functions(sentence, times, rule is not None or owner is not None)
        if owner is not None:
            self.owners[sentence.index] = owner
            self.rules.setdefault(owner, "dated")
        elif rule := rule or self._rule_of_deadline(sentence, functions):
            self.rules[sentence.index] = rule
        self.dated.extend(_Dated(sentence, function) for function in functions)

    def _date(self, sentence: Sentence, action: int) -> None:
        """A time in a column of its own dates the action beside it."""
        functions = self._functions(sentence, self._times(sentence), True)
        if functions:
            self.owners[sentence.index] = action
            self.rules.setdefault(action, "dated")
        self.dated.extend(_Dated(sentence, function) for function in functions)

    def _functions(
        self, sentence: Sentence, times: list[TimeExpression], is_commitment: bool
    ) -> list[Function]:
        uses = (TimeUse(time, sentence, self.frame, is_commitment) for time in times)
        return [function for use in uses if (function := function_of(use)) is not None]

    def _times(self, sentence: Sentence) -> list[TimeExpression]:
        times = []
        for found in read_times(sentence.text, self._anchor(sentence)):
            if isinstance(found, ImpossibleTime):
                span = Span(sentence.span.start + found.start, sentence.span.start + found.end)
                self.unread.append(Unread("time_impossible", f"'{found.text}': {found.reason}", span))
            else:
                times.append(found)
        return times

    def _anchor(self, sentence: Sentence) -> Anchor:
        if sentence.part != "agreement":
            return Anchor(reference=self.facts.document_date)
        year = sentence.column_year or self._heading_year(sentence)
        return Anchor(year=year, period=self.frame.period, reference=self.facts.document_date)

    def _heading_year(self, sentence: Sentence) -> int | None:
        """The one year of the nearest heading, where it is a year of this agreement."""
        period = self.frame.period
        for heading in reversed(sentence.passage.heading_path):
            years = set(_YEAR.findall(heading))
            if years:
                year = int(years.pop()) if len(years) == 1 else None
                return year if year and period and period[0] <= year <= period[1] else None
        return None

    def _only_adds(self, sentence: Sentence, times: list[TimeExpression]) -> bool:
        if only_adds_initiative(sentence):
            return True
        if not times:
            return False
        rest = sentence.text
        for time in reversed(times):
            rest = rest[: time.start] + " " + rest[time.end :]
        return only_adds_a_date(sentence, rest) or reports_result(sentence)

    @staticmethod
    def _rule_of_deadline(sentence: Sentence, functions: list[Function]) -> str | None:
        """A sentence that bears the date of an action is a commitment, whatever its words."""
        if sentence.part != "agreement" or sentence.passage.kind == "heading":
            return None
        classes = {function.deadline_class for function in functions}
        if "period" in classes and sentence.clause.subjects and sentence.clause.tense != "present":
            return "dated"  # 'heeft … verbeterd en pakt in 2031 nog 150 woningen aan'
        if "action" in classes or (
            "target" in classes and sentence.clause.has_verb and not in_background(sentence)
        ):
            return "dated"
        return None

    def _owner(self, sentence: Sentence) -> int | None:
        """The action to which a sentence that only adds belongs: the last one of its block."""
        before = self.around.before(sentence)
        for other in before:
            if other.index in self.rules:
                return other.index
        named = before[-1:] if before and sentence.part == "agreement" else []
        return next((other.index for other in named if not other.clause.has_verb), None)

    # Rows
    def _commitments(self) -> dict[int, Commitment]:
        ids = RowIds(self.document.document_id, "commitments")
        rows = {}
        for index, rule in sorted(self.rules.items()):
            sentence = self.sentences[index]
            lead = self.around.lead(sentence)
            text = f"{lead.text} {sentence.text}" if lead else sentence.text
            path = sentence.passage.heading_path
            rows[index] = Commitment(
                commitment_id=ids.of(text),
                span=sentence.span,
                text=text,
                number=sentence.number,
                theme=sentence.title or (path[-1] if path else None),
                heading_path=path,
                kind=kind_of(sentence, self._above(sentence)),
                rule=rule,
                confidence=confidence_of("commitments", rule),
            )
        return rows

    def _above(self, sentence: Sentence) -> str:
        """The heading and the lead-in above a sentence, the nearest first."""
        lead = self.around.lead(sentence)
        headings = self.around.headings(sentence)[:1]
        return " ".join([*map(self.document.quote, headings), lead.text if lead else ""])

    def _deadlines(self, commitments: dict[int, Commitment]) -> Iterator[Deadline]:
        ids = RowIds(self.document.document_id, "deadlines")
        for dated in self.dated:
            sentence, function = dated.sentence, dated.function
            owner = commitments.get(self.owners.get(sentence.index, sentence.index))
            whole = Span(owner.span.start, max(owner.span.end, sentence.span.end)) if owner else sentence.span
            start = sentence.span.start
            span = Span(start + function.time.start, start + function.time.end)
            self._doubt(function, span)
            yield Deadline(
                deadline_id=ids.of(self.document.quote(whole), function.time.text),
                commitment_id=owner.commitment_id if owner else None,
                span=span,
                sentence=whole,
                time=function.time,
                deadline_class=function.deadline_class,
                rule=function.rule,
                confidence=confidence_of("deadlines", function.rule),
            )

    def _doubt(self, function: Function, span: Span) -> None:
        time = function.time
        if time.recurrence_period is None and time.starts_on is None and time.ends_on is None:
            self.unread.append(
                Unread("time_without_anchor", f"'{time.text}' has no year, and none could be inferred", span)
            )
        elif time.is_year_inferred:
            day = time.ends_on or time.starts_on
            self.unread.append(
                Unread("year_inferred", f"'{time.text}' has no year; {day and day.year} was inferred", span)
            )
        elif time.is_ambiguous:
            self.unread.append(Unread("time_ambiguous", f"'{time.text}' can be read in two ways", span))

    def _responsibilities(
        self, commitments: dict[int, Commitment], parts: TableParts
    ) -> Iterator[Responsibility]:
        due = {
            self.owners.get(d.sentence.index, d.sentence.index)
            for d in self.dated
            if d.function.deadline_class == "action"
        }
        acted: dict[int, tuple[Mention, ...]] = {}
        for index, commitment in commitments.items():
            found = shares_of(self.sentences[index], self._surroundings(index, parts, acted))
            acted[index] = found.responsible
            if found.disagree:
                message = (
                    f"two ways to tell who answers for it disagree: {found.disagree}; the first was taken"
                )
                self.unread.append(Unread("parties_disagree", message, commitment.span))
            if index in due and not found.responsible:
                self.unread.append(
                    Unread(
                        "party_missing", "a dated commitment names nobody who answers for it", commitment.span
                    )
                )
            for share in found.shares:
                yield Responsibility(
                    commitment_id=commitment.commitment_id,
                    party=share.party,
                    role="responsible" if share.is_responsible else "participant",
                    basis=share.basis,
                    span=share.span,
                    rule=share.rule,
                    confidence=confidence_of("responsibilities", share.rule),
                )

    def _surroundings(
        self, index: int, parts: TableParts, acted: dict[int, tuple[Mention, ...]]
    ) -> Surroundings:
        sentence = self.sentences[index]
        lead = self.around.lead(sentence)
        before = self.around.before(sentence)
        return Surroundings(
            before=before,
            acted=[acted.get(other.index, other.clause.subjects) for other in before],
            initiative=self.around.initiative_after(sentence),
            lead=lead,
            lead_acted=self._lead_parties(lead, acted),
            beside=parts.parties.get(index),
            heading=self._heading_parties(sentence),
            by_phrase=self.rules[index] == "phrase",
        )

    def _lead_parties(
        self, lead: Sentence | None, acted: dict[int, tuple[Mention, ...]]
    ) -> tuple[Mention, ...]:
        """Who acts in the lead-in, or in the sentence just before it."""
        if lead is None:
            return ()
        before = self.around.before(lead)[:1]
        for sentence in (lead, *before):
            named = acted.get(sentence.index) or sentence.clause.subjects or sentence.clause.agents
            if named and not all(mention.rule == "pronoun" for mention in named):
                return named
        return lead.clause.subjects

    def _heading_parties(self, sentence: Sentence) -> tuple[Mention, ...]:
        for heading in self.around.headings(sentence):
            named = self.parties.mentions_in(heading)
            if len({mention.party.party_id for mention in named}) > 1:
                return named
        nearest = self.around.headings(sentence)[:1]
        return self.parties.mentions_in(nearest[0]) if nearest and self._is_about_a_party(nearest[0]) else ()

    def _is_about_a_party(self, heading: Span) -> bool:
        """Whether a heading is a party, or a party and one word: 'Inzet Welbouw'."""
        rest = self.document.quote(heading)
        for mention in self.parties.mentions_in(heading):
            rest = rest.replace(self.document.quote(mention.span), " ")
        return len(_WORD.findall(rest)) <= 1
