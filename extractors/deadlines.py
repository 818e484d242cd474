"""Dataset `deadlines`: one row per time expression by or in which an action is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from extractors._document import Document, Evidence, Float32, Unread, column
from extractors._doubtful_words import doubt_about, held


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Evidence):
    """One row per time expression by or in which an action is due."""

    deadline_id: str = column("Hash of the document, the sentence and the expression", key=True)
    commitment_id: str | None = column(
        "Commitment it belongs to; null for process, cycle and targets without an actor",
        references="commitments.commitment_id",
    )
    expression: str = column("The time expression alone, as printed")
    sentence: str = column("The sentence or bullet it stands in")
    starts_on: date | None = column("First day; null if open")
    ends_on: date | None = column("Last day, inclusive; null if open")
    due_on: date | None = column("The day to put in a calendar: ends_on; null for recurring and for `from`")
    granularity: str = column(
        "How precise the expression is",
        vocabulary=("day", "week", "month", "quarter", "half", "season", "year", "range", "recurring"),
    )
    modifier: str | None = column(
        "How the expression narrows or opens its period",
        vocabulary=("before", "by", "start", "mid", "end", "approx", "from"),
    )
    quarter: str | None = column("'2022-Q3' when the expression names one quarter")
    recurrence_count: Float32 | None = column("How often per recurrence_period")
    recurrence_period: str | None = column("ISO 8601 duration: twice a year is count 2, period 'P1Y'")
    timex3: str | None = column("TIMEX3 value (ISO-TimeML); null where the standard has none")
    edtf: str | None = column("EDTF level 2 (ISO 8601-2); null where the standard has none")
    is_year_inferred: bool = column("Whether the year is not printed in the expression but inferred")
    deadline_class: str = column(
        "What is due: an action of this agreement, a long-term target, a step in adopting it, "
        "the law's yearly cycle, or the agreement's own period as the time of an action",
        name="class",
        vocabulary=("action", "target", "process", "cycle", "period"),
    )


def extract(document: Document) -> Iterator[Row | Unread]:
    """One Row per deadline, in reading order; what could not be told of the times."""
    from extractors._commitments.reading import read  # who asks for Row alone need not wait for it

    reading = read(document)
    for deadline in reading.deadlines:
        time, doubt = deadline.time, doubt_about(document, deadline.span)
        yield Row(
            deadline_id=deadline.deadline_id,
            commitment_id=deadline.commitment_id,
            expression=document.quote(deadline.span),
            sentence=document.quote(deadline.sentence),
            starts_on=time.starts_on,
            ends_on=time.ends_on,
            due_on=None if time.recurrence_period or time.modifier == "from" else time.ends_on,
            granularity=time.granularity,
            modifier=time.modifier,
            quarter=time.quarter,
            recurrence_count=time.recurrence_count,
            recurrence_period=time.recurrence_period,
            timex3=time.timex3,
            edtf=time.edtf,
            is_year_inferred=time.is_year_inferred,
            deadline_class=deadline.deadline_class,
            confidence=held(deadline.confidence, doubt),
            rule=deadline.rule,
            **document.evidence(deadline.span),
        )
        if doubt:
            yield doubt
    yield from (unread for unread in reading.unread if unread.code.startswith(("time", "year")))
