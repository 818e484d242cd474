"""A Dutch sentence as a housing agreement uses it: which parties act in it, by which verb, in which tense."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from extractors._commitments.subjects import pronoun_back, subject_and_verb
from extractors._commitments.tenses import Tense, tense_and_voice, tense_of_stretch
from extractors._parties.groups import Group, Token, groups_of, tokens_of
from extractors._parties.parties import Mention
from extractors._vocabulary import word_list

_BEING = frozenset({"is", "blijft"})  # 'het is aan X om …'
_NEAR_THE_VERB = 2  # words between 'ontvangt', the subject behind it, and 'van'
_HOLDING = frozenset({"van", "bij", "voor"})  # 'de taak van X', 'ligt bij X', 'uitgangspunt voor X'


class Clause(NamedTuple):  # one for each sentence, in half the time of a frozen dataclass
    """What the words of one sentence tell of who acts."""

    tokens: tuple[Token, ...]
    groups: tuple[Group, ...]  # the parties named in it, those joined by commas and 'en' together
    subjects: tuple[Mention, ...]  # parties that are the subject of the main verb
    verb: str | None  # the finite verb of the main clause, in lower case
    verb_index: int | None
    tense: Tense
    is_passive: bool
    refers_back: bool  # the subject is 'zij' or 'ze'
    inner_subjects: tuple[Mention, ...] = ()  # of a subordinate clause: 'voorwaarde is dat de gemeente …'
    agents: tuple[Mention, ...] = ()  # of a passive: 'door de gemeente'
    between: tuple[Mention, ...] = ()  # 'overleg tussen X en Y'
    bracketed: tuple[Mention, ...] = ()  # '(Welbouw, Q3 2031)'
    holders: tuple[Mention, ...] = ()  # 'de taak van X', 'ligt bij X', 'uitgangspunt voor X'
    asked: tuple[Mention, ...] = ()  # 'aan X wordt gevraagd', 'wij vragen X om', 'het is aan X'
    giving: tuple[Mention, ...] = ()  # 'Y ontvangt van X een lijst': X gives it
    companions: tuple[Mention, ...] = ()  # 'samen met X', and whom an action is addressed to

    @property
    def named(self) -> tuple[Mention, ...]:
        """Every party named in it, in whatever place."""
        return tuple(token.mention for token in self.tokens if token.mention is not None)

    @property
    def has_verb(self) -> bool:
        """Whether there is a finite verb: without one it is a heading or a nominal bullet."""
        return self.verb is not None


def read_clause(text: str, offset: int, mentions: Sequence[Mention]) -> Clause:
    """Read one sentence that stands at `offset` of the document; `mentions` are the parties named in it."""
    tokens = tokens_of(text, offset, mentions)
    groups = tuple(groups_of(tokens)) if mentions else ()
    return _clause(tokens, groups, *subject_and_verb(tokens, groups))


def clause_of(tokens: tuple[Token, ...], subject: Group | None, verb: int | None) -> Clause:
    """The clause that these words make, when it is known which group is the subject of which verb."""
    return _clause(tokens, tuple(groups_of(tokens)), subject, verb)


def _clause(
    tokens: tuple[Token, ...], groups: tuple[Group, ...], subject: Group | None, verb: int | None
) -> Clause:
    refers_back = False
    if subject is None:
        back = pronoun_back(tokens)
        refers_back, verb = back is not None, back if back is not None else verb
    first = subject.first if subject else None
    rest = [group for group in groups if group.first != first]
    tense, is_passive = tense_and_voice(tokens, verb)
    told = Clause(
        tokens=tokens,
        groups=groups,
        subjects=subject.mentions if subject else (),
        verb=tokens[verb].text if verb is not None else None,
        verb_index=verb,
        tense=tense,
        is_passive=is_passive,
        refers_back=refers_back,
    )
    if not groups:  # half of the sentences
        return told
    return told._replace(
        inner_subjects=_inner_subjects(tokens, rest),
        agents=_behind(rest, {"door"}),
        between=_behind(rest, {"tussen"}),
        bracketed=tuple(m for group in rest if _opens_bracket(tokens, group) for m in group.mentions),
        holders=_behind(rest, _HOLDING),
        asked=_asked(tokens, subject, rest, verb, is_passive=is_passive),
        giving=_giving(tokens, rest, verb),
        companions=_companions(rest),
    )


def tense_at(clause: Clause, offset: int) -> Tense:
    """Tense of the stretch of the sentence in which this offset of the document stands."""
    return tense_of_stretch(clause.tokens, offset) or clause.tense


# Who else is named
def _behind(groups: Sequence[Group], prepositions: AbstractSet[str]) -> tuple[Mention, ...]:
    return tuple(m for group in groups if group.preposition in prepositions for m in group.mentions)


def _inner_subjects(tokens: Sequence[Token], groups: Sequence[Group]) -> tuple[Mention, ...]:
    """The parties that act in the first subordinate clause that has any: 'als Welbouw sloopt, wordt …'."""
    for group in groups:
        if group.before >= 0 and tokens[group.before].text in word_list("commitments", "subordinators"):
            return group.mentions
    return ()


def _asked(
    tokens: Sequence[Token],
    subject: Group | None,
    rest: Sequence[Group],
    verb: int | None,
    *,
    is_passive: bool,
) -> tuple[Mention, ...]:
    """Of whom it is asked or expected: those who are to act, whoever asks."""
    asked = word_list("responsibilities", "asked")
    if is_passive and any(token.text in asked for token in tokens):
        return (subject.mentions if subject else ()) or _behind(rest[:1], {"aan", "van"})
    if verb is None:
        return ()
    if tokens[verb].text in word_list("responsibilities", "expecting"):
        return next((g.mentions for g in rest if g.preposition is None and _goes_on(tokens, g, "om")), ())
    if tokens[verb].text not in _BEING or all(token.text != "het" for token in tokens):
        return ()
    return tuple(
        mention
        for group in rest
        if group.preposition == "aan" and group.before in (verb + 1, verb + 2)
        for mention in group.mentions
    )


def _goes_on(tokens: Sequence[Token], group: Group, word: str) -> bool:
    return group.last + 1 < len(tokens) and tokens[group.last + 1].text == word


def _giving(tokens: Sequence[Token], rest: Sequence[Group], verb: int | None) -> tuple[Mention, ...]:
    """Who gives what the subject receives: 'De gemeente ontvangt van Welbouw uiterlijk 1 mei een lijst.'"""
    if verb is None or tokens[verb].text not in word_list("responsibilities", "receiving"):
        return ()
    near = (g for g in rest if 0 <= g.before - verb <= _NEAR_THE_VERB or _closes(tokens, g))
    return next((group.mentions for group in near if group.preposition == "van"), ())


def _closes(tokens: Sequence[Token], group: Group) -> bool:
    """Whether nothing stands behind a group: '… krijgen vóór 1 mei een brief van Welbouw.'"""
    return all(not token.text[:1].isalnum() for token in tokens[group.last + 1 :])


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
