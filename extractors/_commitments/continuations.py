"""Sentences that only add to the action before them: who takes the lead, when its result is due."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from extractors._commitments.commitments import names_actor
from extractors._commitments.sentences import Sentence
from extractors._dutch.time import TimeExpression
from extractors._vocabulary import may_say, vocabulary, word_list, words_of

_WORD = re.compile(r"\w+")  # 'het', 'advies' of 'Het advies:'
_LONGEST_CONTINUATION = 12  # words; what is longer says something of its own


@cache
def _initiative() -> re.Pattern[str]:
    # over lower case: `re` goes through a text many times slower when it must look at both
    return re.compile("|".join(vocabulary("commitments")["continuations"]["initiative"]))


def only_adds(sentence: Sentence, times: Sequence[TimeExpression]) -> bool:
    """Whether the sentence belongs to the action before it; `times` are those it names, in order."""
    if only_adds_initiative(sentence):
        return True
    if not times:
        return False
    rest = sentence.text
    for time in reversed(times):
        rest = rest[: time.start] + " " + rest[time.end :]
    return only_adds_a_date(rest) or reports_result(sentence)


def takes_initiative(sentence: Sentence) -> bool:
    """Whether it says which party takes the initiative: 'De gemeente neemt hierin het initiatief.'"""
    return _names_initiative(sentence.text)


@lru_cache(maxsize=1024)  # asked of a sentence for each one before it
def _names_initiative(text: str) -> bool:
    return _initiative().search(text.lower()) is not None


def only_adds_initiative(sentence: Sentence) -> bool:
    """Whether it says nothing but that, and so belongs to the action before it."""
    if len(sentence.text.split()) > _LONGEST_CONTINUATION or not takes_initiative(sentence):
        return False
    left = _initiative().sub(" ", sentence.text.lower())
    for mention in reversed(sentence.clause.subjects):
        start, end = mention.span.start - sentence.span.start, mention.span.end - sentence.span.start
        left = _initiative().sub(" ", (sentence.text[:start] + " " + sentence.text[end:]).lower())
    return len(_WORD.findall(left)) <= 3


def only_adds_a_date(words_without_time: str) -> bool:
    """Whether nothing but 'Gereed' or 'Evaluatie' is left of it without its time."""
    left = _WORD.findall(words_without_time.lower())
    return len(left) <= 2 and all(
        word in word_list("commitments", "continuations", "date_only") for word in left
    )


def refers_back(sentence: Sentence) -> bool:
    """Whether it speaks on of the action before it: 'Hiervoor …', 'Het onderzoek …'."""
    if reports_result(sentence):
        return True
    if not may_say(sentence.text, "responsibilities", "refers_back"):
        return False
    words = f" {sentence.text.lower()} "
    return any(f" {cue} " in words for cue in word_list("responsibilities", "refers_back"))


def speaks_on(sentence: Sentence) -> bool:
    """Whether it surely says more of the same action and names nobody else: 'Hiervoor komen we met …'."""
    if names_actor(sentence.clause):
        return False
    adverbs = word_list("responsibilities", "pro_adverbs")
    return reports_result(sentence) or not adverbs.isdisjoint(words_of(sentence.text))


def reports_result(sentence: Sentence) -> bool:
    """Whether it tells when the result of the action before it is due: 'Het advies wordt … opgeleverd.'"""
    named = word_list("commitments", "continuations", "results")
    done = word_list("commitments", "continuations", "result_verbs")
    told = words_of(sentence.text)
    if sentence.clause.subjects or named.isdisjoint(told) or done.isdisjoint(told):
        return False
    words = _WORD.findall(sentence.text.lower())
    # 'een plan' is a new thing, 'het plan' the one that was just promised
    return any(word in named and before != "een" for before, word in zip(["", *words], words, strict=False))
