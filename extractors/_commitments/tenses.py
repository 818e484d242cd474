"""Tense and voice of a clause, told by its finite verb and the participle with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from extractors._commitments.verbs import PASSIVE, is_participle, is_past, known_finite
from extractors._parties.groups import Token
from extractors._vocabulary import word_list

Tense = Literal["present", "past", "perfect"]

_INFINITIVE_PERFECT = frozenset({"kunnen", "laten", "moeten", "willen"})  # 'heeft kunnen bouwen'
_WITH_PARTICIPLE = PASSIVE | {"heeft", "hebben", "is", "zijn"}
_SEGMENT_ENDS = frozenset({";", ":", "(", ")", ",", "maar", "en", "."})


def tense_and_voice(tokens: Sequence[Token], verb: int | None) -> tuple[Tense, bool]:
    """The tense of the clause whose finite verb stands at this index, and whether it is a passive."""
    if verb is None:
        return "present", False
    word = tokens[verb].text
    rest = _same_clause(tokens, verb)
    with_participle = word in _WITH_PARTICIPLE or "worden" in rest
    participle = next(filter(is_participle, rest), None) if with_participle else None
    if word in PASSIVE or ("worden" in rest and participle):
        return "present", participle is not None
    if word in word_list("commitments", "permissive"):
        return "present", False
    if is_past(word):
        return "past", word in {"werd", "werden"}
    if word in {"heeft", "hebben"} and not _INFINITIVE_PERFECT.isdisjoint(rest):
        return "perfect", False
    if participle and word in {"is", "zijn"} and "te" in rest and "hebben" in rest:
        return "present", False  # 'doel is om alles te hebben aangepakt'
    if participle and word in {"heeft", "hebben", "is", "zijn"}:
        return "perfect", False
    return "present", False


def _same_clause(tokens: Sequence[Token], verb: int) -> list[str]:
    """The words from the verb to the end of its clause; a comma ends it only before a subordinate clause."""
    words: list[str] = []
    subordinators = word_list("commitments", "subordinators")
    for token in tokens[verb + 1 :]:
        if token.text in subordinators or token.text in {";", ":", "."}:
            break
        words.append(token.text)
    return words


def tense_of_stretch(tokens: Sequence[Token], offset: int) -> Tense | None:
    """Tense of the stretch of a sentence in which this offset stands; None where it has no verb."""
    here = next((i for i, token in enumerate(tokens) if token.end > offset), len(tokens) - 1)
    first = last = here
    while first > 0 and not _ends_segment(tokens[first - 1]):
        first -= 1
    while last < len(tokens) and not _ends_segment(tokens[last]):
        last += 1
    stretch = tokens[first:last]
    for index, token in enumerate(stretch):
        if token.text in known_finite() and not (token.is_capital and index):
            return tense_and_voice(stretch, index)[0]
    return None


def _ends_segment(token: Token) -> bool:
    return token.text in _SEGMENT_ENDS or token.text in word_list("commitments", "subordinators")
