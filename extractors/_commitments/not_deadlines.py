"""Everything that is written like a deadline and is none: names of plans, price levels, the past, rates …"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from extractors._commitments.kinds import kind_cues
from extractors._commitments.past_times import is_past_time
from extractors._commitments.time_in_names import is_in_name
from extractors._commitments.time_use import TimeUse
from extractors._vocabulary import says, word_endings, word_list

_LETTERS = re.compile(r"[^\W\d_]{3,}")
_WORD = re.compile(r"[\w.’'&-]+")
_AMOUNT = re.compile(r"\s*[€$]|\s+\d[\d.]*,\d\d")  # '2031 € 409,92'
# 'de in 2030 gestarte proef'
_BEFORE_PARTICIPLE = re.compile(r"\b(?:de|het|een|onze|alle) (?:in|op|per|sinds)\s*$", re.IGNORECASE)
_RATE = re.compile(r"^(?:per|p\.|/)", re.IGNORECASE)  # 'per jaar'; 'eens per jaar' is a rhythm
_NUMBER_NEAR = 5  # words between a rate and its number: '20 woningen per jaar'
_COMPARING_WORDS = 3  # 'ten opzichte van'
_ADJECTIVE = re.compile(r"\w+lijkse$", re.IGNORECASE)  # 'het maandelijkse overleg'
_PAGE_AT_END = re.compile(r"\s\d{1,3}\s*$")  # '3 Betaalbaarheid 12' in a table of contents
_COUNT_BEFORE = re.compile(r"^\W*\d[\d.]*\s+\w")  # '450 huurwoningen voor 2040', a heading that promises


_BEING = frozenset({"is", "zijn", "heeft", "hebben", "telt", "tellen"})
_PROMISING = frozenset({"moet", "moeten", "wil", "willen", "zal", "zullen"})
# 'voor 2031', 'tot en met 2031': the years that something is made for
_SCOPE = re.compile(r"voor\b|tot en met|t/m|over\b", re.IGNORECASE)
_MIGHT = frozenset({"zou", "zouden"})
_NOT_BEFORE = re.compile(r"\b(?:niet|niet eerder dan|niet eerder)\s*$", re.IGNORECASE)  # 'niet vóór 2031'
_CLOSING = re.compile(r"\s*\)\W*")  # the bracket ends the sentence
_MOVED = re.compile(r"\bnaar\s*$", re.IGNORECASE)  # 'kan naar mei 2031 worden verplaatst'


def why_no_deadline(use: TimeUse) -> str | None:
    """Name of the first reason why the expression is no deadline, or None."""
    reasons = _REASONS[-1:] if use.is_dated_cell else _REASONS
    return next((name for name, holds in reasons if holds(use)), None)


@lru_cache(maxsize=64)  # one reason after the other looks at them
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.lower()))


def _has_no_date(use: TimeUse) -> bool:
    return not use.is_recurring and use.time.starts_on is None and use.time.ends_on is None


def _stands_alone(use: TimeUse) -> bool:
    if use.is_commitment or use.is_bracketed:
        return False
    rest = use.before + " " + use.after
    if use.sentence.passage.kind == "bullet" and use.is_fine and _LETTERS.search(use.before):
        return False  # '- Omgevingsvisie – mei'
    if use.is_of_every_year and use.after.lstrip().startswith(":"):
        return not _LETTERS.search(rest)  # 'September: onderhandeling'
    return len(_LETTERS.findall(rest)) <= 1 and not says(rest, "commitments", "continuations", "date_only")


def _is_contents_or_heading(use: TimeUse) -> bool:
    if use.sentence.passage.kind == "heading" and use.sentence.part == "agreement":
        if use.is_fine and _opens_with_action(use):
            return False
        is_goal = use.time.modifier == "before" or may_be_before(use)
        is_contents = _PAGE_AT_END.search(use.sentence.text) is not None
        return not is_goal or is_contents or not _COUNT_BEFORE.match(use.before)
    if use.sentence.clause.has_verb or use.is_fine:
        return False
    return _PAGE_AT_END.search(use.sentence.text) is not None


def _opens_with_action(use: TimeUse) -> bool:
    """Whether a line without a verb is an action and no title: 'Pilot woningdelen 1e kwartaal 2031'."""
    words = _words(use.before)
    if len(words) < 2:
        return False
    names_document = any(
        word.endswith(word_endings("deadlines", "not_deadlines", "document_nouns")) for word in words
    )
    is_planned = use.time.granularity in ("quarter", "half", "season") or use.is_bracketed
    return kind_cues().match(" ".join(words)) is not None or (is_planned and not names_document)


def _is_reference(use: TimeUse) -> bool:
    last = [word.strip(".") for word in _words(use.before)[-2:]]
    named = any(word in word_list("deadlines", "not_deadlines", "reference_words") for word in last)
    is_due = use.is_recurring or use.time.modifier in ("by", "before")
    if named and not is_due:  # not 'de cijfers worden per kwartaal gedeeld', 'concept (uiterlijk mei 2031)'
        return True
    if _is_compared(use):
        return True
    is_priced = not use.is_fine and _AMOUNT.match(use.after) is not None
    return is_priced and (use.is_bracketed or not use.is_commitment)


def _is_compared(use: TimeUse) -> bool:
    """'net als in 2030': how it was, or is, in another year."""
    words = " ".join(use.before.lower().split()[-_COMPARING_WORDS:])
    return words.endswith(tuple(word_list("deadlines", "not_deadlines", "compared")))


def _is_attribute(use: TimeUse) -> bool:
    """'het akkoord van 2028', 'de vergadering van 7 mei': the time belongs to the noun before it.

    A day so named can still be one to act on: 'in de vergadering van 7 mei besluit het college'.
    """
    following = _words(use.after)[:1]
    is_participle = bool(following) and following[0].endswith(("e", "en"))  # 'gestarte', not 'kan'
    if is_participle and _BEFORE_PARTICIPLE.search(use.before) and not use.is_recurring:
        return True
    last = _words(use.before)[-1:]
    is_day = use.time.granularity == "day" and not use.is_commitment and use.sentence.part == "agreement"
    attached = use.time.text[0].isdigit() and (is_day or use.time.granularity in ("year", "range"))
    return attached and any(word in word_list("deadlines", "not_deadlines", "attributive") for word in last)


def _is_rate(use: TimeUse) -> bool:
    """'70 woningen per jaar', 'de jaarlijkse productie'; not 'het maandelijkse overleg'."""
    if not use.is_recurring or use.time.rule == "yearly_date":
        return False  # 'per 1 mei van elk jaar' is a day
    if _ADJECTIVE.search(use.time.text):
        events = word_endings("deadlines", "not_deadlines", "events")
        return not any(word.endswith(events) for word in _words(use.after)[:2])
    last = _words(use.before)[-3:]
    if any(word in word_list("deadlines", "not_deadlines", "rate_words") for word in last):
        return True
    if use.after.lower().split()[:1] in (["gemiddeld"], ["gemiddelde"]):
        return True
    if not _RATE.match(use.time.text):
        return False
    if _counts_near(use):
        return True
    opens = use.is_commitment and not use.before.strip()  # 'Per kwartaal levert Welbouw …'
    return use.time.recurrence_period == "P1Y" and not opens


def _counts_near(use: TimeUse) -> bool:
    """Whether a number stands beside it: '20 woningen per jaar', 'Per jaar worden 15 woningen verkocht'."""
    near = use.before.split()[-_NUMBER_NEAR:] or use.after.split()[:_NUMBER_NEAR]
    return any(word.strip("(€,.%)")[:1].isdigit() for word in near)


def _is_document_date(use: TimeUse) -> bool:
    time, today = use.time, use.frame.document_date
    return time.granularity == "day" and time.modifier is None and today is not None and time.ends_on == today


def _is_validity(use: TimeUse) -> bool:
    if says(use.stretch, "deadlines", "not_deadlines", "validity"):
        return True
    # 'maken voor de periode 2031 t/m 2034 afspraken': the years that are agreed on
    if use.is_fine or not _SCOPE.match(use.time.text):
        return False
    return use.says("not_deadlines", "agreeing") or _words(use.before)[-1:] == ("afspraken",)


def _is_count(use: TimeUse) -> bool:
    """'De voorraad bestaat per 31 december 2030 uit 3.410 woningen.'"""
    counts = use.sentence.clause.verb in word_list("deadlines", "not_deadlines", "counting")
    if counts and (use.says("not_deadlines", "planned") or use.says("not_deadlines", "norms")):
        return False
    return counts and not use.is_commitment and not use.is_recurring and not use.is_bracketed


def _is_forecast(use: TimeUse) -> bool:
    if use.is_fine or use.is_recurring or use.is_bracketed:
        return False
    promises = use.sentence.clause.verb in {"moet", "moeten", "zal", "zullen"}
    is_state = not _BEING.isdisjoint(use.stretch.lower().split())
    if is_state and not use.sentence.clause.subjects and use.says("not_deadlines", "expected"):
        return True
    return not promises and use.says("not_deadlines", "forecast")


def _is_hoped(use: TimeUse) -> bool:
    """'We hopen vóór 1 juli te beginnen': nobody is held to it."""
    hoping = word_list("deadlines", "not_deadlines", "hoping")
    return use.sentence.clause.verb in hoping and not hoping.isdisjoint(_words(use.stretch))


def _is_horizon(use: TimeUse) -> bool:
    if use.is_fine or use.is_recurring:
        return False
    words = _WORD.findall((use.before + " " + use.time.text).lower())[-5:-1]
    near = any(word in word_list("deadlines", "not_deadlines", "horizon") for word in words)
    return near or use.says("not_deadlines", "outlooks")


def _is_in_question(use: TimeUse) -> bool:
    """'geven aan wat zij in 2031 willen': the year is part of what is talked about."""
    words = _words(use.before)
    asks = [word for word in words if word in word_list("deadlines", "not_deadlines", "questions")]
    return (
        bool(asks) and not use.is_fine and not use.is_recurring and not use.is_goal and not use.is_bracketed
    )


def _is_permission(use: TimeUse) -> bool:
    """'Tot 1 mei kunnen huurders reageren': nobody is bound to act."""
    clause = use.sentence.clause
    if not _MIGHT.isdisjoint(use.stretch.lower().split()):
        return True  # 'zou in mei 2031 klaar zijn, maar …'
    if use.says("not_deadlines", "norms"):
        return False  # 'mag in 2031 niet langer zijn dan zes jaar'
    allowed = clause.verb in word_list("commitments", "permissive") and not clause.subjects
    if _MOVED.search(use.before) and clause.verb in word_list("commitments", "permissive"):
        return True
    return allowed and not use.is_commitment and not use.is_bracketed and not use.is_goal


def _is_in_case(use: TimeUse) -> bool:
    """'Wie na 1 juli 2031 koopt, krijgt korting': the time belongs to the case in which it holds."""
    opening = _words(use.before)[:1]
    is_case = bool(opening) and opening[0] in word_list("deadlines", "not_deadlines", "cases")
    return is_case and "," not in use.before and "," in use.after


def _is_negated(use: TimeUse) -> bool:
    if _NOT_BEFORE.search(use.before):
        return True
    return not use.is_fine and use.says("not_deadlines", "negations")


def _is_object(use: TimeUse) -> bool:
    """'opgaven voor 2031': FOR a year, not before it."""
    opens = not use.before.strip()  # 'Voor 2031 bouwt Welbouw …', but not 'Voor 2031 is dat onzeker'
    clause = use.sentence.clause
    is_state = clause.verb in word_list("commitments", "stative") and clause.tense == "present"
    if is_state and not use.is_fine and not use.is_goal and use.time.text.lower().startswith("voor "):
        return not may_be_before(use)
    return not opens and _is_for_a_year(use) and not may_be_before(use)


def _is_bare_year(use: TimeUse) -> bool:
    """A year without a word before it that is no goal: the year of a column, a title, a name."""
    if use.is_fine or use.is_recurring or not use.time.text[0].isdigit() or use.is_goal:
        return False
    if is_alone_between_marks(use):
        return False
    last = _words(use.before)[-1:]
    return not any(word in word_list("deadlines", "not_deadlines", "year_prepositions") for word in last)


def is_alone_between_marks(use: TimeUse) -> bool:
    """'40 woningen (2031)', '2031/2032: isolatie daken', 'Wanneer: 2031': the year of the action."""
    label, _, between = use.before.lower().partition(":")
    if not between.strip() and label.strip() in word_list("responsibilities", "labels", "time"):
        return True
    in_bracket = use.before.rstrip().endswith("(") and _CLOSING.fullmatch(use.after) is not None
    return (in_bracket and use.is_commitment) or (
        not use.before.strip() and use.after.lstrip().startswith(":")
    )


def _is_for_a_year(use: TimeUse) -> bool:
    return use.time.text.lower().startswith("voor ") and use.time.is_ambiguous and not use.is_fine


def may_be_before(use: TimeUse) -> bool:
    """Whether 'voor 2040' can mean BEFORE: a year beyond the period in a goal or a promise."""
    begin = use.time.starts_on
    if not _is_for_a_year(use) or begin is None:
        return False
    if use.frame.period is not None and begin.year <= use.last_own_year:
        return False
    promised = not _PROMISING.isdisjoint(use.stretch.lower().split())
    return use.is_goal or (
        begin.year > use.last_own_year + 1 and (promised or not use.sentence.clause.has_verb)
    )


_REASONS: tuple[tuple[str, Callable[[TimeUse], bool]], ...] = (
    ("stands_alone", _stands_alone),
    ("contents_or_heading", _is_contents_or_heading),
    ("reference", _is_reference),
    ("attribute", _is_attribute),
    ("name", is_in_name),
    ("rate", _is_rate),
    ("document_date", _is_document_date),
    ("past", is_past_time),
    ("validity", _is_validity),
    ("count", _is_count),
    ("forecast", _is_forecast),
    ("hoped", _is_hoped),
    ("horizon", _is_horizon),
    ("question", _is_in_question),
    ("permission", _is_permission),
    ("case", _is_in_case),
    ("negated", _is_negated),
    ("object", _is_object),
    ("bare_year", _is_bare_year),
    ("no_date", _has_no_date),
)
