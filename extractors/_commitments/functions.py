"""What a time expression is for: an action due, a goal, a step of adoption, the cycle, the own period."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractors._commitments.action_tables import names_many_years
from extractors._commitments.commitments import acts_from_outside
from extractors._commitments.labels import closing_parties
from extractors._commitments.not_deadlines import is_alone_between_marks, may_be_before
from extractors._commitments.time_use import TimeUse
from extractors._commitments.types import DeadlineClass
from extractors._dutch.time import TimeExpression, as_before, as_yearly
from extractors._vocabulary import says, word_list

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_COUNT = re.compile(r"\b(?!(?:19|20)\d\d\b)\d")  # a number that is no year
_DATED_YEARLY = re.compile(r"^XXXX-\d")  # '--07' in TIMEX3: a month of every year
_FAR_YEARS = 3  # beyond the period, from where on a bare year is a goal
_SOON_DAYS = 62  # a letter's steps lie that close ahead
_LATE_MONTH = 7  # agreements are adopted in the second half of the year before they start


@dataclass(frozen=True, slots=True)
class Function:
    """What the expression is for; `time` is the expression, rewritten as recurring where it is the law's."""

    deadline_class: DeadlineClass
    rule: str
    time: TimeExpression


def function_of(use: TimeUse) -> Function | None:
    """The class of an expression that nothing speaks against; None where no action hangs on it."""
    if use.sentence.part == "letter":
        return _in_letter(use)
    if use.sentence.part == "annex":
        return _in_annex(use)
    return _in_agreement(use)


def cycle_of(use: TimeUse, function: Function | None) -> Function | None:
    """The function itself where it tells a day or month of every year: 'Jaarlijks in maart'."""
    if function is None or function.time.recurrence_period != "P1Y" or function.time.recurrence_count != 1:
        return None
    if use.says("classes", "steps"):
        return function
    return function if _DATED_YEARLY.search(function.time.timex3 or "") or use.time.modifier else None


def in_cycle(use: TimeUse, cycle: Function, function: Function | None) -> Function | None:
    """A time without a year is of every year where the one before it is: '… In mei bespreken wij dit.'"""
    if not _leans(use) or use.time.modifier == "from":
        return function  # what begins on a day begins once
    yearly = _yearly(use, "cycle_goes_on", cycle.deadline_class)
    return yearly if function is None or not function.time.recurrence_period else function


def _in_letter(use: TimeUse) -> Function | None:
    """A letter tells the steps of adoption; what it says of other days is the law's cycle."""
    if use.is_recurring:
        told = use.time.modifier is not None or use.sentence.clause.subjects
        return _yearly(use, "cycle_in_letter") if use.is_law and told else None
    if use.time.is_year_inferred and not _is_soon(use):
        return _yearly(use, "cycle_in_letter") if use.is_law else None
    return Function("process", "step_in_letter", use.time) if use.is_fine else None


def _in_annex(use: TimeUse) -> Function | None:
    """An annex, mostly the offer or slides on the law: its days are the cycle, its far years goals."""
    if use.time.granularity == "day" or use.time.is_year_inferred:
        is_step = use.says("classes", "process_objects") and use.says("classes", "process")
        if is_step and not use.sentence.clause.subjects and not use.says("classes", "cycle"):
            return Function("process", "step_in_annex", use.time)
        return _yearly(use, "cycle_in_annex")
    if use.time.modifier in ("from", "before", "by") and use.is_goal:
        return Function("target", "goal_in_annex", use.time)
    return None


def _in_agreement(use: TimeUse) -> Function | None:
    if use.is_recurring:
        return _recurring(use)
    if use.is_of_every_year and _leans(use):
        return _yearly(use, "cycle_by_heading")
    if _comes_every_year(use):
        return _yearly(use, "season_every_year", "action")
    is_day = use.time.is_year_inferred and use.time.granularity in ("day", "range")
    if is_day and (use.tells_the_law or (use.is_law and not use.is_commitment)):
        return _yearly(use, "cycle_of_the_law")
    if _is_step(use):
        return Function("process", "step", _before_the_period(use))
    if use.is_fine:
        return Function("action", "date", use.time)
    return _year(use)


def _recurring(use: TimeUse) -> Function | None:
    clause = use.sentence.clause
    has_actor = bool(clause.subjects or (clause.inner_subjects and use.time.modifier))
    if use.is_law and (use.time.modifier is not None or not use.is_commitment):
        return _yearly(use, "cycle_of_the_law") if has_actor or use.is_commitment else None
    if acts_from_outside(clause):
        return None
    if use.time.recurrence_period == "P1Y" and use.says("classes", "steps") and clause.tense == "present":
        return Function("cycle", "cycle_announced", use.time)
    told = use.is_commitment or use.sentence.unresolved is not None or use.is_bracketed
    told = told or use.sentence.passage.kind in ("bullet", "footnote") or bool(closing_parties(clause))
    return Function("action", "rhythm", use.time) if told or clause.is_passive or _happens(use) else None


def _happens(use: TimeUse) -> bool:
    """Whether something is said to happen in the rhythm: 'De rapportage verschijnt halfjaarlijks'."""
    clause = use.sentence.clause
    is_state = clause.verb in word_list("commitments", "stative") | word_list("commitments", "permissive")
    counts = _COUNT.search(use.before + use.after) is not None  # 'jaarlijks komen 40 woningen vrij'
    is_inner = bool(clause.tokens) and clause.tokens[0].text in word_list("commitments", "subordinators")
    is_said = clause.has_verb or use.says("classes", "together")
    return is_said and clause.tense == "present" and not is_state and not counts and not is_inner


def _year(use: TimeUse) -> Function | None:
    """A year, or years: the own period, a goal, or an action in another year."""
    time = as_before(use.time) if may_be_before(use) else use.time
    if acts_from_outside(use.sentence.clause) and not use.is_commitment:
        return None
    is_told = use.is_commitment or use.sentence.clause.has_verb or is_alone_between_marks(use)
    if use.is_own_years:
        return Function("period", "own_period", time) if is_told else None
    if time.modifier in ("before", "by"):
        within = time.ends_on is not None and time.ends_on.year <= use.last_own_year
        lasts = says(time.text, "deadlines", "classes", "until")
        is_done = use.sentence.clause.tense == "perfect"  # 'zijn uiterlijk eind 2031 verwijderd'
        if within and (use.is_commitment or is_done) and not use.is_goal:
            if not lasts:
                return Function("action", "within_period", time)
            if time.modifier == "by" and time.ends_on and time.ends_on.year == use.last_own_year:
                return Function("period", "own_period", time)  # 'tot en met 2034'
        is_state = use.sentence.clause.verb in {"is", "zijn", "heeft", "hebben"}
        if is_state and not use.is_commitment and not use.is_goal:
            return None
        return Function("target", "limit", time)
    wishes = use.sentence.clause.verb in word_list("deadlines", "classes", "wishes")
    if time.modifier == "from" and wishes:
        return Function("target", "goal", time)
    far = time.starts_on is not None and time.starts_on.year > use.last_own_year + _FAR_YEARS
    if use.is_goal or (far and time.granularity == "year"):
        return Function("target", "goal", time)
    return Function("action", "other_year", time) if is_told else None


def _is_step(use: TimeUse) -> bool:
    above = use.sentence.passage.heading_path[-1:]
    if any(says(words, "deadlines", "classes", "process_headings") for words in above):
        return True
    return use.says("classes", "process_objects") and use.says("classes", "process")


def _before_the_period(use: TimeUse) -> TimeExpression:
    """A step whose year was leant on the agreement's own year lies in the year before it starts."""
    time, period = use.time, use.frame.period
    day = time.ends_on
    if period is None or day is None or not time.is_year_inferred or use.frame.document_date is not None:
        return time
    if day.year != period[0] or day.month < _LATE_MONTH:
        return time
    year = day.year - 1
    return replace(
        time,
        starts_on=time.starts_on and time.starts_on.replace(year=year),
        ends_on=day.replace(year=year),
        timex3=_in_year(time.timex3, year),
        edtf=_in_year(time.edtf, year),
    )


def _is_soon(use: TimeUse) -> bool:
    today, last = use.frame.document_date, use.time.ends_on or use.time.starts_on
    return today is not None and last is not None and 0 <= (last - today).days <= _SOON_DAYS


def _comes_every_year(use: TimeUse) -> bool:
    """A season or day without a year in a column, or an agreement, that runs over several years."""
    if not use.time.is_year_inferred or not _leans(use):
        return False
    if use.sentence.head and (use.sentence.column_year or names_many_years(use.sentence.head)):
        return names_many_years(use.sentence.head)
    period = use.frame.period
    return period is not None and period[1] > period[0]


def _leans(use: TimeUse) -> bool:
    """Whether it names a day, month or season and no year: 'in mei', not 'dit najaar'."""
    time = use.time
    if use.is_recurring or time.granularity == "year" or _YEAR.search(time.text):
        return False
    return not says(time.text, "deadlines", "classes", "relative")


def _yearly(use: TimeUse, rule: str, deadline_class: DeadlineClass = "cycle") -> Function:
    """The expression as one that comes back every year, without dates."""
    time = as_yearly(use.time)
    if time.recurrence_period is None:  # a run of months: no standard code for it in any year
        time = replace(
            time,
            starts_on=None,
            ends_on=None,
            granularity="recurring",
            recurrence_count=1.0,
            recurrence_period="P1Y",
            timex3=None,
            edtf=None,
        )
    return Function(deadline_class, rule, time)


def _in_year(code: str | None, year: int) -> str | None:
    return _YEAR.sub(str(year), code) if code else None
