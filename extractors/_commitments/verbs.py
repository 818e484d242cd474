"""Dutch verbs told by their spelling; data/commitments.toml lists what spelling does not give away."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extractors._vocabulary import word_endings, word_list

PASSIVE = frozenset({"wordt", "worden"})
"""The auxiliaries of what is done to something."""
_REGULAR_PARTICIPLE = re.compile(r"\w*ge\w{3,}[dt]|(?:be|ver|her|ont|onder|over)\w{3,}[dt]")  # 'opgeleverd'
# 'ingelopen', 'overgedragen'; not 'omgevingen'
_STRONG_PARTICIPLE = re.compile(
    r"(?:aan|achter|af|bij|door|in|mee|na|om|op|over|samen|tegen|terug|toe|uit|vast|voor|vrij|weg)"
    r"ge\w{3,}(?<!ing)en"
)
_REGULAR_PAST = re.compile(r"\w{2,}[^aeiou](?:de|te|den|ten)")  # 'verlaagde', 'tekenden'
# 'richten', 'huisvesten', 'vinden'; behind l, m, n, r and w a past has no t: 'storten', 'planten'
_PRESENT_PLURAL = re.compile(r"\w*(?:(?:ch|[aeiou]s|t|[aio]n|d)(?:den|ten)|[lmnrw]ten)")
_PRESENT = re.compile(r"\w+(?:t|en)")  # 'bouwt', 'bouwen'


_STRONG_PREFIX = re.compile(r"^(?:be|ont|ver|her|onder|over)(?=\w{3})")  # 'ontvingen', 'verzonden'


@cache
def _strong_past() -> frozenset[str]:
    return word_list("commitments", "strong_past")


@cache
def known_finite() -> frozenset[str]:
    """Words that are a finite verb wherever they stand in a main clause."""
    names = ("auxiliaries", "modals", "permissive", "stative", "past", "singulars")
    return frozenset().union(*(word_list("commitments", name) for name in names))


@lru_cache(maxsize=16_384)  # asked of every word, and a text has few different ones
def is_past(word: str) -> bool:
    """Whether the word is spelt as a past tense: 'was', 'stelde', 'tekenden'."""
    if word in word_list("commitments", "past") or _STRONG_PREFIX.sub("", word) in _strong_past():
        return True
    if not _REGULAR_PAST.fullmatch(word):
        return False
    if word.endswith("n"):
        return word not in word_list("commitments", "present_in_den_ten") and not _PRESENT_PLURAL.fullmatch(
            word
        )
    return word not in word_list("commitments", "not_verbs")


@lru_cache(maxsize=16_384)
def is_participle(word: str) -> bool:
    """Whether the word is spelt as a past participle: 'opgeleverd', 'besproken'."""
    if word in word_list("commitments", "not_participles") or word.endswith("heid"):
        return False
    if word in word_list("commitments", "participles") or _REGULAR_PARTICIPLE.fullmatch(word):
        return True
    return _STRONG_PARTICIPLE.fullmatch(word) is not None


@lru_cache(maxsize=16_384)
def may_be_finite(word: str) -> bool:
    """Whether the word can be a finite verb: known as one, or spelt like one. Ask it only beside a party."""
    if word in word_list("commitments", "not_verbs") or word in word_list("commitments", "prepositions"):
        return False
    if word in word_list("commitments", "subordinators"):
        return False
    if word.endswith(word_endings("commitments", "noun_endings")) and word not in known_finite():
        return False
    return word in known_finite() or _PRESENT.fullmatch(word) is not None or is_past(word)
