"""One time expression in its place, with what is asked of it before its function is told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from extractors._commitments.clauses import tense_at
from extractors._commitments.sentences import Sentence
from extractors._document import Document
from extractors._dutch.time import TimeExpression
from extractors._facts.facts import Facts
from extractors._vocabulary import says

_CLAUSE_END = re.compile(r"[;,.:]| en ")
_EVERYTHING = re.compile(
    r"\b(?:alle|al|iedere|elke|minimaal|minstens|ten minste|tenminste)\b"
)  # 'zijn alle woningen'


@dataclass(frozen=True, slots=True)
class Frame:
    """The years and days of the document against which its times are held."""

    period: tuple[int, int] | None  # the years it agrees on
    document_date: date | None
    inventory_year: int | None = None  # the year that the user gives for it
    looks_back: bool = False  # whether it is an evaluation: what it tells as done is past
    is_period_told: bool = True  # whether the document tells its years; else they are those it was written in

    @property
    def today(self) -> date | None:
        """The day from which past and future are told: the document's, else the first of its year."""
        if self.document_date:
            return self.document_date
        year = self.inventory_year or (self.period[0] if self.period else None)
        return date(year, 1, 1) if year else None


def frame_of(document: Document, facts: Facts) -> Frame:
    """The document's own years; where it prints none, the year of its date or of the user's inventory."""
    written = facts.document_date or facts.month_written
    year = written.year if written else document.inventory.year
    return Frame(
        facts.period or ((year, year) if year else None),
        written,
        document.inventory.year,
        facts.document_type == "evaluation",
        facts.period is not None,
    )


@dataclass(frozen=True)
class TimeUse:
    """A time expression, its sentence and the document's frame; its offsets are into the sentence.

    What one reason after the other asks of it is told once.
    """

    time: TimeExpression
    sentence: Sentence
    frame: Frame
    is_commitment: bool

    @cached_property
    def before(self) -> str:
        """The words of the sentence before the expression."""
        return self.sentence.text[: self.time.start]

    @cached_property
    def after(self) -> str:
        """The words of the sentence behind it."""
        return self.sentence.text[self.time.end :]

    @cached_property
    def stretch(self) -> str:
        """The words of the clause it stands in, itself included."""
        behind = _CLAUSE_END.split(self.after)[0]
        return _CLAUSE_END.split(self.before)[-1] + self.time.text + behind

    @property
    def tense(self) -> str:
        """Tense of the stretch of the sentence it stands in."""
        return tense_at(self.sentence.clause, self.sentence.span.start + self.time.start)

    @property
    def last_own_year(self) -> int:
        """Last year of the document's period; a far one where it is not known."""
        return self.frame.period[1] if self.frame.period else 9999

    @property
    def is_recurring(self) -> bool:
        """Whether it tells a rhythm."""
        return self.time.recurrence_period is not None

    @cached_property
    def is_fine(self) -> bool:
        """Whether it is finer than a year: hardly ever written but for a date that counts."""
        time = self.time
        if self.is_recurring or time.modifier in ("start", "mid", "end"):
            return not self.is_recurring
        begins = time.starts_on is None or (time.starts_on.month, time.starts_on.day) == (1, 1)
        ends = time.ends_on is None or (time.ends_on.month, time.ends_on.day) == (12, 31)
        return not (time.granularity in ("year", "range") and begins and ends)

    @cached_property
    def is_bracketed(self) -> bool:
        """Whether it stands in brackets: '(gereed Q2-2031)'."""
        return self.before.count("(") > self.before.count(")")

    @property
    def is_dated_cell(self) -> bool:
        """Whether it stands in a column of dates, 'Wanneer', or heads one of actions: 'Gereed in 2031'."""
        table, cell = self.sentence.table, self.sentence.passage.cell
        if table is None or cell is None:
            return False
        is_head = (
            table.lane(cell) in table.headed and self.sentence.span.end <= self.sentence.passage.span.start
        )
        return is_head or table.lane(cell) in table.times

    @property
    def is_own_years(self) -> bool:
        """Whether it names whole years of the document's own period."""
        begin, end, own = self.time.starts_on, self.time.ends_on, self.frame.period
        return (
            not self.is_fine
            and begin is not None
            and end is not None
            and own is not None
            and (own[0] <= begin.year and end.year <= own[1])
        )

    def says(self, *path: str, of: str = "deadlines") -> bool:
        """Whether the sentence holds a cue of this list of the vocabulary."""
        return says(self.sentence.text, of, *path)

    @cached_property
    def is_goal(self) -> bool:
        """Whether the sentence sets a goal, or a state that is to be reached."""
        clause = self.sentence.clause
        if self.says("classes", "goals"):
            return True
        if not self.is_fine and says(self.before, "deadlines", "classes", "purposes"):
            return True
        if clause.verb in {"moet", "moeten", "mag", "mogen"} and not clause.subjects:
            return True
        is_state = clause.verb in {"is", "zijn", "heeft", "hebben"} and clause.tense == "present"
        return is_state and _EVERYTHING.search(self.sentence.text) is not None

    @cached_property
    def is_law(self) -> bool:
        """Whether the sentence, or the heading above it, speaks of the law and its yearly cycle."""
        above = self.sentence.passage.heading_path[-1:]
        return self.says("classes", "cycle") or any(
            says(words, "deadlines", "classes", "law") for words in above
        )

    @property
    def is_of_every_year(self) -> bool:
        """Whether the heading above says that what stands here comes back every year."""
        above = self.sentence.passage.heading_path[-1:]
        return any(says(words, "deadlines", "classes", "every_year") for words in above)

    @property
    def tells_the_law(self) -> bool:
        """Whether the law is named as what tells it: no action of this agreement, whoever the subject is."""
        above = self.sentence.passage.heading_path[-1:]
        return self.says("classes", "law_named") or any(
            says(words, "deadlines", "classes", "law_told") for words in above
        )
