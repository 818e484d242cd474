"""A name that stands where a party acts and is nobody's: 'WEH levert …', before any party is called so.

To give such a sentence the party of its heading would be wrong and look right. It stays a commitment, names
nobody, and an issue quotes the name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors._commitments.clauses import Clause
from extractors._commitments.subjects import can_be_finite
from extractors._commitments.verbs import PASSIVE
from extractors._document import Span
from extractors._parties.groups import Token
from extractors._vocabulary import word_list

_ABBREVIATION = re.compile(r"[A-Z]{2,6}(?:-[A-Z][\w]*)?")  # 'WEH', 'SHW-Noord'
_LONGEST_NAME = 4  # words


def unresolved_actor(text: str, offset: int, clause: Clause) -> Span | None:
    """The name that acts in a sentence at `offset` of the document; None where a known party does."""
    if clause.agents or clause.is_passive or clause.tense != "present":
        return None
    tokens = clause.tokens
    if clause.subjects:
        return _before_verb(text, offset, clause)
    opening = (i for i, token in enumerate(tokens) if token.mention or token.text[:1].isalpha())
    start = next(opening, 0)
    start += tokens[start].text in word_list("commitments", "determiners")  # 'De Kerngroep' is no name
    first = _name_behind_verb(text, offset, tokens, clause.verb_index) or _run(text, offset, tokens, start)
    if first is None:
        return None
    begin, end = first
    verb = end if begin == start else begin - 1
    if not (0 <= verb < len(tokens)) or not _acts(tokens, verb):
        return None
    return Span(tokens[begin].start, tokens[end - 1].end)


def _before_verb(text: str, offset: int, clause: Clause) -> Span | None:
    """'De NCX informeert de gemeente': the abbreviation before the verb acts, not the party behind it."""
    tokens, verb = clause.tokens, clause.verb_index
    if verb is None or verb == 0 or clause.subjects[0].span.start < tokens[verb].span.start:
        return None
    opens = verb - 1 == (tokens[0].text in word_list("commitments", "determiners"))
    is_name = opens and _is_abbreviation(text, offset, tokens[verb - 1])
    return tokens[verb - 1].span if is_name and _acts(tokens, verb) else None


def _acts(tokens: Sequence[Token], index: int) -> bool:
    word = tokens[index].text
    if word in word_list("commitments", "stative") or word in PASSIVE:
        return False
    return can_be_finite(tokens, index) and not tokens[index].is_capital


def _run(text: str, offset: int, tokens: Sequence[Token], start: int) -> tuple[int, int] | None:
    """The capitalised words that open the sentence: two or more, or one in capitals only."""
    end = start
    while end < len(tokens) and tokens[end].is_capital and tokens[end].mention is None:
        end += 1
    if not 0 < end - start <= _LONGEST_NAME:
        return None
    return (start, end) if end - start > 1 or _is_abbreviation(text, offset, tokens[start]) else None


def _name_behind_verb(
    text: str, offset: int, tokens: Sequence[Token], verb: int | None
) -> tuple[int, int] | None:
    """'In mei levert WEH …': only what is written in capitals is surely a name there."""
    if verb is None or verb == 0 or verb + 1 >= len(tokens):
        return None
    return (verb + 1, verb + 2) if _is_abbreviation(text, offset, tokens[verb + 1]) else None


def _is_abbreviation(text: str, offset: int, token: Token) -> bool:
    raw = text[token.start - offset : token.end - offset]
    return token.mention is None and _ABBREVIATION.fullmatch(raw) is not None
