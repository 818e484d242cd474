"""What a time expression is for: an action due, a goal, a step, the law's cycle, the own period, or no deadline.

An expression is first held against everything that is written like a deadline and is none (names of plans,
price levels, the past, forecasts, rates); what is left gets its class.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from extractors._action_tables import names_many_years
from extractors._clauses import tense_at, word_list
from extractors._commitments import takes_initiative
from extractors._dutch.time import TimeExpression
from extractors._facts import Facts
from extractors._reading_types import DeadlineClass
from extractors._sentences import Sentence

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NAME_WALK = re.compile(r"[\w’'&.-]+")  # words walked back over to the noun that a year belongs to
_QUOTED = re.compile(r"[‘“\"'][^’”\"']{3,90}[’”\"']")  # ‘Wonen in 2031’, a title
_COUNTED = re.compile(r"\d[\d.,]*\s+(?:[\w()-]+\s+){0,4}$")  # '60 sociale huurwoningen ' before 'per jaar'
_FREQUENCY = re.compile(
    r"keer|maal|\bx\b|\dx|elk|ieder|jaarlijks\b|halfjaarlijks\b|maandelijks\b|tweejaarlijks\b|wekelijks\b",
    re.I,
)
_RHYTHM_ADJECTIVE = re.compile(r"(?:jaarlijkse|maandelijkse|wekelijkse|kwartaal\w*se)$", re.IGNORECASE)
_PAGE_AT_END = re.compile(r"\s\d{1,3}\s*$")  # '3 Betaalbaarheid 12' in a table of contents
_FAR_YEARS = 3  # beyond the period, from where on a bare year is a goal
_SOON_DAYS = 62  # a letter's steps lie that close ahead
_FIXED: frozenset[str] = frozenset({"day", "week", "month", "quarter", "half", "season"})


@dataclass(frozen=True, slots=True)
class TimeUse:
    """One time expression in its place. The expression's offsets are into the sentence's text."""

    time: TimeExpression
    sentence: Sentence
    facts: Facts
    is_commitment: bool

    @property
    def before(self) -> str:
        return self.sentence.text[: self.time.start]

    @property
    def after(self) -> str:
        return self.sentence.text[self.time.end :]

    @property
    def today(self) -> date | None:
        """The day from which past and future are told."""
        if self.facts.document_date:
            return self.facts.document_date
        return date(self.facts.period[0], 1, 1) if self.facts.period else None

    @property
    def is_recurring(self) -> bool:
        return self.time.recurrence_period is not None

    @property
    def is_fixed(self) -> bool:
        """Whether it is finer than a year: hardly ever written but for a date that counts."""
        return self.time.granularity in _FIXED

    @property
    def is_bracketed(self) -> bool:
        return self.before.count("(") > self.before.count(")")


@dataclass(frozen=True, slots=True)
class Function:
    """What the expression is for; `time` is the expression, rewritten as recurring where it is the law's."""

    deadline_class: DeadlineClass
    rule: str
    time: TimeExpression


def function_of(use: TimeUse) -> Function | None:
    """The class of deadline that the expression is, or None where it is none."""
    if why_not(use) is not None:
        return None
    if use.sentence.part == "letter":
        return _in_letter(use)
    if use.sentence.part == "annex":
        return _in_annex(use)
    return _in_agreement(use)


def why_not(use: TimeUse) -> str | None:
    """Name of the first reason why the expression is no deadline, or None."""
    return next((name for name, holds in _REASONS if holds(use)), None)


# Reasons: each is asked in this order
def _stands_alone(use: TimeUse) -> bool:
    rest = re.findall(r"[^\W\d_]{3,}", use.before + use.after)
    return len(rest) <= 1 and not _has(use.before + use.after, "continuations", "date_only", of="commitments")


def _is_contents_or_heading(use: TimeUse) -> bool:
    if use.sentence.passage.kind == "heading":
        return not (use.time.modifier == "before" and re.search(r"\d", use.before))
    return (
        not use.sentence.clause.has_verb
        and not use.is_fixed
        and _PAGE_AT_END.search(use.sentence.text) is not None
    )


def _is_reference(use: TimeUse) -> bool:
    last = re.findall(r"[\w.]+", use.before.lower())[-2:]
    return any(word in word_list("deadlines", "not_deadlines", "reference_words") for word in last) or (
        re.match(r"\s*[€$]|\s+\d[\d.]*,\d\d", use.after) is not None and not use.is_fixed
    )


def _is_in_name(use: TimeUse) -> bool:
    if use.is_recurring or use.is_fixed:
        return False
    start, end = use.time.start, use.time.end
    if any(quoted.start() < start and end < quoted.end() for quoted in _QUOTED.finditer(use.sentence.text)):
        return True
    return _follows_document_noun(use)


def _follows_document_noun(use: TimeUse) -> bool:
    """Whether only the words of a name stand between the expression and a noun like 'woonvisie'."""
    if not (use.time.text[0].isdigit() or use.time.text.lower().startswith(("voor ", "over "))):
        return False
    nouns = tuple(word_list("deadlines", "not_deadlines", "document_nouns"))
    for word in reversed(_NAME_WALK.findall(use.before)[-12:]):
        if word.lower().strip("’'.").endswith(nouns):
            return True
        if not (
            word[0].isupper()
            or word[0].isdigit()
            or word in {"van", "de", "het", "voor", "een", "en", "-", "gemeente", "der"}
        ):
            return False
    return False


def _is_past(use: TimeUse) -> bool:
    today, time = use.today, use.time
    if use.is_recurring:
        return tense_at(use.sentence.clause, use.sentence.span.start + time.start) == "past"
    last = time.ends_on or time.starts_on
    if today is None or last is None:
        return tense_at(use.sentence.clause, use.sentence.span.start + time.start) != "present"
    if last < today and not (time.is_year_inferred and use.is_commitment):
        return True
    if time.modifier == "from" and time.starts_on is not None and time.starts_on <= today:
        return True
    tense = tense_at(use.sentence.clause, use.sentence.span.start + time.start)
    started = time.starts_on is None or time.starts_on <= today or time.is_year_inferred
    return tense != "present" and started


def _is_validity(use: TimeUse) -> bool:
    stretch = re.split(r"[;,]| en ", use.before.lower())[-1]
    return _has(stretch, "not_deadlines", "validity")


def _is_forecast(use: TimeUse) -> bool:
    if use.is_fixed or use.is_recurring or use.is_bracketed:
        return False
    return _has(use.sentence.text, "not_deadlines", "forecast") and use.sentence.clause.verb not in {
        "moet",
        "moeten",
        "zal",
        "zullen",
    }


def _is_horizon(use: TimeUse) -> bool:
    words = re.findall(r"\w+", (use.before + " " + use.time.text).lower())[-5:]
    return not use.is_fixed and any(
        word in word_list("deadlines", "not_deadlines", "horizon") for word in words[:-1]
    )


def _is_rate(use: TimeUse) -> bool:
    if not use.is_recurring:
        return False
    words = re.findall(r"[\w.]+", use.before.lower())[-3:]
    if _RHYTHM_ADJECTIVE.search(use.time.text):
        following = re.findall(r"[\w-]+", use.after.lower())[:2]
        events = tuple(word_list("deadlines", "not_deadlines", "events"))
        return not any(word.endswith(events) for word in following)
    if any(word in word_list("deadlines", "not_deadlines", "rate_words") for word in words):
        return True
    return not _FREQUENCY.search(use.time.text)


def _is_negated(use: TimeUse) -> bool:
    return not use.is_fixed and _has(use.sentence.text, "not_deadlines", "negations")


def _is_object(use: TimeUse) -> bool:
    """'opgaven voor 2031': FOR a year, not before it, unless a goal makes it a limit."""
    if not use.time.text.lower().startswith("voor ") or use.is_fixed or not use.time.is_ambiguous:
        return False
    return bool(use.before.strip()) and not _is_goal(use)


_REASONS: tuple[tuple[str, Callable[[TimeUse], bool]], ...] = (
    ("stands_alone", _stands_alone),
    ("contents_or_heading", _is_contents_or_heading),
    ("reference", _is_reference),
    ("name", _is_in_name),
    ("rate", _is_rate),
    ("past", _is_past),
    ("validity", _is_validity),
    ("forecast", _is_forecast),
    ("horizon", _is_horizon),
    ("negated", _is_negated),
    ("object", _is_object),
)


# Classes
def _in_letter(use: TimeUse) -> Function | None:
    """A letter tells the steps of adoption; what it says of other days is the law's cycle."""
    if use.is_recurring:
        return _yearly(use, "cycle_in_letter") if _is_law(use) and use.sentence.clause.subjects else None
    if use.time.is_year_inferred and not _is_soon(use):
        return _yearly(use, "cycle_in_letter") if _is_law(use) else None
    if use.is_fixed or use.time.modifier in ("start", "mid", "end"):
        return Function("process", "step_in_letter", use.time)
    return None


def _in_annex(use: TimeUse) -> Function | None:
    if use.time.granularity == "day" or use.time.is_year_inferred:
        if (
            _has(use.sentence.text, "classes", "process_objects")
            and _has(use.sentence.text, "classes", "process")
            and (not use.sentence.clause.subjects and not _has(use.sentence.text, "classes", "cycle"))
        ):
            return Function("process", "step_in_annex", use.time)
        return _yearly(use, "cycle_in_annex")
    if (
        use.time.granularity in ("year", "range")
        and use.time.modifier in ("from", "before", "by")
        and _is_goal(use)
    ):
        return Function("target", "goal_in_annex", use.time)
    return None


def _in_agreement(use: TimeUse) -> Function | None:
    if use.is_recurring:
        return _recurring(use)
    if _is_yearly_without_year(use):
        return _yearly(use, "season_every_year", "action")
    if (
        use.time.is_year_inferred
        and use.time.granularity in ("day", "range")
        and _is_law(use)
        and not use.is_commitment
    ):
        return _yearly(use, "cycle_of_the_law")
    if _is_process(use):
        return Function("process", "step", use.time)
    if use.is_fixed:
        return Function("action", "date", use.time)
    return _year(use)


def _recurring(use: TimeUse) -> Function | None:
    if _is_law(use) and (_has(use.sentence.text, "classes", "cycle") or not use.is_commitment):
        return _yearly(use, "cycle_of_the_law") if use.sentence.clause.subjects else None
    told = use.is_commitment or use.sentence.passage.kind in ("bullet", "footnote") or use.is_bracketed
    return Function("action", "rhythm", use.time) if told or use.sentence.clause.is_passive else None


def _year(use: TimeUse) -> Function | None:
    """A year, or years: the own period, a goal far off, or an action in a later year."""
    first, last = _own_years(use)
    time = use.time
    begin, end = time.starts_on, time.ends_on
    if time.modifier in ("start", "mid", "end"):
        return Function("action", "part_of_year", time)
    if begin and end and first <= begin.year and end.year <= last:
        return (
            Function("period", "own_period", time)
            if use.is_commitment or use.sentence.clause.has_verb
            else None
        )
    if time.modifier in ("before", "by"):
        if end and end.year <= last and not use.is_commitment and not _is_goal(use):
            return None
        return Function("target", "limit", time) if _is_told(use) else None
    if _is_goal(use) or (begin and begin.year > last + _FAR_YEARS):
        return Function("target", "goal", time) if _is_told(use) else None
    return (
        Function("action", "later_year", time) if use.is_commitment or use.sentence.clause.has_verb else None
    )


def _own_years(use: TimeUse) -> tuple[int, int]:
    if use.facts.period:
        return use.facts.period
    today = use.today
    return (today.year, today.year) if today else (9999, 9999)


def _is_told(use: TimeUse) -> bool:
    """Whether a sentence, a goal or a heading with a number tells it; not a loose line of a list of contents."""
    return use.sentence.clause.has_verb or _is_goal(use) or use.sentence.passage.kind in ("bullet", "heading")


def _is_goal(use: TimeUse) -> bool:
    clause = use.sentence.clause
    if _has(use.sentence.text, "classes", "goals"):
        return True
    if clause.verb in {"moet", "moeten", "wil", "willen"} and not use.is_commitment:
        return True
    return (
        clause.verb in {"is", "zijn", "heeft", "hebben", "telt"}
        and clause.tense == "present"
        and (
            re.search(r"\b(?:alle|minimaal|ten minste|tenminste|iedere|elke)\b", use.sentence.text)
            is not None
        )
    )


def _is_process(use: TimeUse) -> bool:
    words = use.sentence.text
    return (
        _has(words, "classes", "process_objects")
        and _has(words, "classes", "process")
        and not takes_initiative(use.sentence)
    )


def _is_law(use: TimeUse) -> bool:
    above = " ".join(use.sentence.passage.heading_path[-1:])
    return _has(use.sentence.text + " " + above, "classes", "cycle")


def _is_soon(use: TimeUse) -> bool:
    today, last = use.facts.document_date, use.time.ends_on or use.time.starts_on
    return today is not None and last is not None and 0 <= (last - today).days <= _SOON_DAYS


def _is_yearly_without_year(use: TimeUse) -> bool:
    """A season or day without a year in a column, or an agreement, that runs over several years."""
    if use.time.granularity not in _FIXED or _YEAR.search(use.time.text) or not use.time.is_year_inferred:
        return use.time.starts_on is None and use.time.ends_on is None and use.time.granularity in _FIXED
    if use.sentence.head:
        return names_many_years(use.sentence.head)
    period = use.facts.period
    return period is not None and period[1] > period[0] and use.sentence.column_year is None


def _yearly(use: TimeUse, rule: str, deadline_class: DeadlineClass = "cycle") -> Function:
    """The expression as one that comes back every year, without dates."""
    time = use.time
    if time.recurrence_period is None:
        time = replace(
            time,
            starts_on=None,
            ends_on=None,
            granularity="recurring",
            quarter=None,
            recurrence_count=1.0,
            recurrence_period="P1Y",
            timex3=_any_year(time.timex3),
            edtf=_any_year(time.edtf),
            is_year_inferred=False,
        )
    return Function(deadline_class, rule, time)


def _any_year(code: str | None) -> str | None:
    """'2031-07-01' -> 'XXXX-07-01': the same day of an unspecified year."""
    return _YEAR.sub("XXXX", code) if code else None


def _has(words: str, *path: str, of: str = "deadlines") -> bool:
    return _cues(of, *path).search(words.lower()) is not None


@cache
def _cues(name: str, *path: str) -> re.Pattern[str]:
    cues = sorted(word_list(name, *path), key=lambda cue: (-len(cue), cue))
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(cue) for cue in cues) + r")(?!\w)")
