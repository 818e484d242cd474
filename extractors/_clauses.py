"""A Dutch sentence as a housing agreement uses it: which parties act in it, by which verb, in which tense.

No grammar of Dutch: a blank pipeline has no parser, and none is needed. Dutch main clauses put the finite
verb second, so the party that stands beside it, on either side, is its subject: 'Welbouw bouwt …',
'In 2031 bouwt Welbouw …'. What this cannot tell (a verb after a long subject) falls back on the first verb.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

from extractors._parties import Mention
from extractors._party_groups import Group, Token, after_brackets, groups_of, tokens_of
from extractors._verbs import is_participle, is_past, known_finite, may_be_finite
from extractors._vocabulary import word_list

Tense = Literal["present", "past", "perfect"]

_OPENERS = frozenset(
    {":", ";", ",", "-", "–", "•", "➤", "*", "“", "‘", '"', "'", "(", "en", "maar", "want", "dan"}
)
_PRONOUNS_BACK = frozenset({"zij", "ze"})  # 'zij' is who acted in the sentence before
_DEMONSTRATIVES = frozenset({"dat", "die", "wat"})  # 'Dat betekent …' opens a main clause
_HOLDING = frozenset({"van", "bij", "voor"})  # 'de taak van X', 'ligt bij X', 'uitgangspunt voor X'
_NO_VERB_BEHIND = frozenset({"te", "het", "de", "een"})  # 'te bouwen', 'het bouwen'
_INFINITIVE_PERFECT = frozenset({"kunnen", "laten", "moeten", "willen"})  # 'heeft kunnen bouwen'
_PREFIXES = ("be", "ver", "her", "ont", "onder", "over")  # a participle and a present are spelt alike
_SHORTEST_ITEM = 3  # words between a party and the verb that ends its clause
_LABEL_WORDS = 2  # 'Doelstelling Welbouw: …' names who acts before a colon
_SEGMENT_ENDS = frozenset({";", ":", "(", ")", ",", "maar", "en", "."})
_CLAUSE_ENDS = frozenset({",", ";", ":"})


@dataclass(frozen=True, slots=True)
class Clause:
    """What the words of one sentence tell of who acts."""

    tokens: tuple[Token, ...]
    subjects: tuple[Mention, ...]  # parties that are the subject of the main verb
    inner_subjects: tuple[Mention, ...]  # of a subordinate clause: 'voorwaarde is dat de gemeente …'
    agents: tuple[Mention, ...]  # of a passive: 'door de gemeente'
    between: tuple[Mention, ...]  # 'overleg tussen X en Y'
    bracketed: tuple[Mention, ...]  # '(Welbouw, Q3 2031)'
    holders: tuple[Mention, ...]  # 'de taak van X', 'ligt bij X', 'uitgangspunt voor X'
    companions: tuple[Mention, ...]  # 'samen met X', and whom an action is addressed to
    verb: str | None  # the finite verb of the main clause, in lower case
    verb_index: int | None
    tense: Tense
    is_passive: bool
    refers_back: bool  # the subject is 'zij' or 'ze'

    @property
    def has_verb(self) -> bool:
        """Whether there is a finite verb: without one it is a heading or a nominal bullet."""
        return self.verb is not None


def read_clause(text: str, offset: int, mentions: Sequence[Mention]) -> Clause:
    """Read one sentence that stands at `offset` of the document; `mentions` are the parties named in it."""
    tokens = tokens_of(text, offset, mentions)
    groups = list(groups_of(tokens))
    subject, verb = _subject_and_verb(tokens, groups)
    refers_back = False
    if subject is None:
        back = _pronoun_back(tokens)
        refers_back, verb = back is not None, back if back is not None else verb
    rest = [group for group in groups if group is not subject]
    tense, is_passive = _tense_and_voice(tokens, verb)
    return Clause(
        tokens=tokens,
        subjects=subject.mentions if subject else (),
        inner_subjects=_inner_subjects(tokens, rest),
        agents=_behind(rest, {"door"}),
        between=_behind(rest, {"tussen"}),
        bracketed=tuple(m for group in rest if _opens_bracket(tokens, group) for m in group.mentions),
        holders=_behind(rest, _HOLDING),
        companions=_companions(rest),
        verb=tokens[verb].text if verb is not None else None,
        verb_index=verb,
        tense=tense,
        is_passive=is_passive,
        refers_back=refers_back,
    )


# Who acts: the group beside the finite verb
def _subject_and_verb(tokens: Sequence[Token], groups: Sequence[Group]) -> tuple[Group | None, int | None]:
    for group in groups:
        if group.preposition is not None:
            continue
        before, after = group.before, after_brackets(tokens, group.last + 1)
        if _opens_with_verb(tokens) and before == 0:
            break  # '- betrekt huurders bij …': who acts stands above the list
        if _opens_clause_item(tokens, before):
            return group, _last_verb(tokens, after)
        if before >= 0 and tokens[before].text in word_list("commitments", "subordinators"):
            continue
        if before >= 0 and _can_be_finite(tokens, before):
            is_second = tokens[before - 1].text == "en" and tokens[before].text not in known_finite()
            if is_second and _first_verb(tokens) not in (None, before):
                continue  # '… en verbinden partijen': the subject stood before the first verb
            return group, before
        if before < _LABEL_WORDS and after < len(tokens) and tokens[after].text == ":":
            return group, _first_verb(tokens, after)
        if (
            before == 0
            and tokens[0].is_capital
            and tokens[0].text not in word_list("commitments", "prepositions")
        ):
            before = -1  # 'Plaatselijke corporaties bouwen': an adjective opens the sentence
        if before >= 0 and tokens[before].text not in _OPENERS:
            continue
        verb = _verb_after(tokens, after, starts_sentence=before < 0)
        if verb is not None:
            return group, verb
        if before < 0 and (final := _verb_at_the_end(tokens, after)) is not None:
            return group, final
    return None, 0 if _opens_with_verb(tokens) else _first_verb(tokens)


def _opens_with_verb(tokens: Sequence[Token]) -> bool:
    """Whether the item of a list opens with a finite verb in lower case: '- stelt de visie vast'."""
    return (
        bool(tokens)
        and not tokens[0].is_capital
        and tokens[0].text.endswith("t")
        and (tokens[0].mention is None and may_be_finite(tokens[0].text))
    )


def _opens_clause_item(tokens: Sequence[Token], before: int) -> bool:
    """Whether 'dat' opens the item of a list: '- dat partijen jaarlijks overleggen;'."""
    return before == 0 and tokens[0].text == "dat" and not tokens[0].is_capital


def _verb_at_the_end(tokens: Sequence[Token], start: int) -> int | None:
    """The verb of an item that goes on a sentence: 'spreken af dat: a. de gemeente … jaarlijks herziet;'."""
    last = _last_verb(tokens, start)
    if last is None or last - start < _SHORTEST_ITEM or tokens[last].is_capital:
        return None
    word = tokens[last].text
    is_verb = word.endswith("t") and _can_be_finite(tokens, last)
    return last if is_verb and (word.startswith(_PREFIXES) or not is_participle(word)) else None


def _last_verb(tokens: Sequence[Token], start: int) -> int | None:
    """The verb that ends a subordinate clause."""
    words = [i for i in range(start, len(tokens)) if tokens[i].text not in {".", ";", ",", "en"}]
    return words[-1] if words else None


def _verb_after(tokens: Sequence[Token], after: int, *, starts_sentence: bool) -> int | None:
    """The verb of a subject that stands before it; at the start of a sentence words may stand between."""
    if after < len(tokens) and tokens[after].text == ":":
        after += 1
    if after < len(tokens) and _can_be_finite(tokens, after):
        return after
    if not starts_sentence:
        return None
    known = _first_verb(tokens, after)
    return known if known is not None else _verb_behind_company(tokens, after)


def _verb_behind_company(tokens: Sequence[Token], start: int) -> int | None:
    """'De gemeente samen met Welbouw bepaalt …': a verb no list knows, behind a party or an insertion."""
    for index in range(start, len(tokens)):
        ends = tokens[index - 1].mention is not None or tokens[index - 1].text in {",", ")"}
        if ends and _can_be_finite(tokens, index):
            return index
    return None


def _can_be_finite(tokens: Sequence[Token], index: int) -> bool:
    """Whether the word beside a party can be its finite verb."""
    token = tokens[index]
    if token.mention is not None or (token.is_capital and index > 0):
        return False
    if index > 0 and tokens[index - 1].text in _NO_VERB_BEHIND:
        return False
    return may_be_finite(token.text)


def _first_verb(tokens: Sequence[Token], start: int = 0) -> int | None:
    """The first word that is surely a finite verb of a main clause; subordinate clauses are stepped over."""
    index, inside = start, False
    while index < len(tokens):
        word = tokens[index].text
        if word in word_list("commitments", "subordinators") and not (index == 0 and word in _DEMONSTRATIVES):
            if index == 0 and (after := _verb_after_opening(tokens)) is not None:
                return after
            inside = True
        elif word in _CLAUSE_ENDS:
            inside = False
        elif not inside and _is_surely_finite(tokens, index):
            return index
        index += 1
    return None


def _verb_after_opening(tokens: Sequence[Token]) -> int | None:
    """The main verb behind an opening subordinate clause without a comma: 'Als X gaat slopen wordt …'."""
    found = None
    for index, token in enumerate(tokens[1:], 1):
        if token.text in _CLAUSE_ENDS and found is None:
            return None
        if token.text in word_list("commitments", "subordinators") or token.text in _CLAUSE_ENDS:
            break
        if _is_surely_finite(tokens, index):
            found = index
    return found


def _is_surely_finite(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    return token.text in known_finite() and not (index > 0 and tokens[index - 1].text in {"te", "het"})


def _pronoun_back(tokens: Sequence[Token]) -> int | None:
    for index, token in enumerate(tokens):
        if token.text in _PRONOUNS_BACK:
            for beside in (index - 1, index + 1):
                if 0 <= beside < len(tokens) and _can_be_finite(tokens, beside):
                    return beside
    return None


# Tense and voice
def _tense_and_voice(tokens: Sequence[Token], verb: int | None) -> tuple[Tense, bool]:
    if verb is None:
        return "present", False
    word = tokens[verb].text
    rest = _same_clause(tokens, verb)
    participle = next((other for other in rest if is_participle(other)), None)
    if word in {"wordt", "worden"} or ("worden" in rest and participle):
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
    for token in tokens[verb + 1 :]:
        if token.text in word_list("commitments", "subordinators") or token.text in {";", ":", "."}:
            break
        words.append(token.text)
    return words


def tense_at(clause: Clause, offset: int) -> Tense:
    """Tense of the stretch of the sentence in which this offset of the document stands."""
    here = next(
        (i for i, token in enumerate(clause.tokens) if token.span.end > offset), len(clause.tokens) - 1
    )
    first = last = here
    while first > 0 and not _ends_segment(clause.tokens[first - 1]):
        first -= 1
    while last < len(clause.tokens) and not _ends_segment(clause.tokens[last]):
        last += 1
    stretch = clause.tokens[first:last]
    for index, token in enumerate(stretch):
        if token.text in known_finite():
            return _tense_and_voice(stretch, index)[0]
    return clause.tense


def _ends_segment(token: Token) -> bool:
    return token.text in _SEGMENT_ENDS or token.text in word_list("commitments", "subordinators")


# Who else is named
def _behind(groups: Sequence[Group], prepositions: AbstractSet[str]) -> tuple[Mention, ...]:
    return tuple(m for group in groups if group.preposition in prepositions for m in group.mentions)


def _inner_subjects(tokens: Sequence[Token], groups: Sequence[Group]) -> tuple[Mention, ...]:
    """The parties that act in the first subordinate clause that has any: 'als Welbouw sloopt, wordt …'."""
    for group in groups:
        if group.before >= 0 and tokens[group.before].text in word_list("commitments", "subordinators"):
            return group.mentions
    return ()


def _opens_bracket(tokens: Sequence[Token], group: Group) -> bool:
    return group.before >= 0 and tokens[group.before].text == "("


def _companions(groups: Sequence[Group]) -> tuple[Mention, ...]:
    named = word_list("commitments", "accompanying")
    return tuple(
        m
        for group in groups
        if group.preposition is None or group.preposition in named
        for m in group.mentions
    )
