"""A sentence in which two parties act, each by its own verb: 'Welbouw levert …, de gemeente stelt … vast'.

One sentence is one commitment, but for this: a date behind the second party's verb is that party's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors._commitments.clauses import Clause, clause_of
from extractors._commitments.subjects import can_be_finite, last_verb
from extractors._commitments.verbs import PASSIVE, is_participle
from extractors._document import Span
from extractors._parties.groups import Group, Token, after_brackets
from extractors._vocabulary import word_list

_MARKS = frozenset({";", ",", "en", "maar", "–"})  # a clause with a subject of its own can stand behind these
_FARTHEST_VERB = 12  # words before an inverted verb: 'en in het derde kwartaal van 2031 start de gemeente'
_CLOSING = frozenset({".", ";", ",", "en", "maar", "–", "("})


@dataclass(frozen=True, slots=True)
class ClausePart:
    """One of several clauses of a sentence, with the stretch of the document it stands in."""

    span: Span
    clause: Clause


@dataclass(frozen=True, slots=True)
class _Actor:
    """Where a clause begins, and which group is the subject of which verb in it."""

    start: int
    group: Group
    verb: int


def clause_parts(clause: Clause) -> tuple[ClausePart, ...]:
    """The clauses of a sentence in which different parties act; none where it is one clause.

    What stands before the first verb belongs to the first clause; a condition that opens the sentence
    ('als de raad instemt, bouwt …') stays with its main clause.
    """
    tokens, groups = clause.tokens, clause.groups
    if len(groups) < 2 or tokens[-1].text == ":":
        return ()
    actors = list(_actors(clause, groups))
    kept = actors[:1] + [later for before, later in pairwise(actors) if _differ(before.group, later.group)]
    if len(kept) < 2:
        return ()
    starts = [actor.start for actor in kept]
    ends = [*starts[1:], len(tokens)]
    return tuple(_part(tokens, actor, end) for actor, end in zip(kept, ends, strict=True))


def _part(tokens: tuple[Token, ...], actor: _Actor, end: int) -> ClausePart:
    while end < len(tokens) and (tokens[end - 1].text in _CLOSING or tokens[end - 1].text in _openers()):
        end -= 1
    own = tokens[actor.start : end]
    is_agent = actor.group.preposition == "door"
    subject = None if is_agent else _shifted(actor.group, actor.start)
    return ClausePart(Span(own[0].start, own[-1].end), clause_of(own, subject, actor.verb - actor.start))


def _shifted(group: Group, start: int) -> Group:
    before = max(group.before - start, -1)
    return Group(group.first - start, group.last - start, group.mentions, before, group.preposition)


def _differ(one: Group, other: Group) -> bool:
    return {m.party.party_id for m in one.mentions} != {m.party.party_id for m in other.mentions}


def _openers() -> frozenset[str]:
    """Open a clause that goes on with the next step, its verb at the end: 'waarna de gemeente … toetst'."""
    return word_list("commitments", "next_steps")


def _actors(clause: Clause, groups: Sequence[Group]) -> Iterator[_Actor]:
    tokens, main = clause.tokens, clause.verb_index
    opening = _beside_opening(tokens, groups, main)
    agreed = list(_agreed(tokens, groups))
    if len(agreed) > 1:
        yield from agreed
        return
    own = _group_of(clause, groups)
    if main is None or (own is None and not clause.is_passive):
        return
    first = own or next((group for group in groups if group.preposition == "door"), None)
    if first is None:
        return
    if opening is not None:
        yield opening
        yield _Actor(main, first, main)
    else:
        yield _Actor(0, first, main)
    reached = max(main, first.last)
    for index in range(reached + 1, len(tokens)):
        start = index + 1 if tokens[index].text in _MARKS else index
        if index > reached and (tokens[index].text in _MARKS or tokens[index].text in _openers()):
            actor = _actor_from(tokens, start, groups) or _agent_from(tokens, start, groups)
            if actor is not None:
                yield actor
                reached = max(actor.verb if actor.verb < len(tokens) - 2 else 0, actor.group.last)


def _agreed(tokens: Sequence[Token], groups: Sequence[Group]) -> Iterator[_Actor]:
    """What parties agree that each of them does: '… spreken af dat de gemeente … en dat Welbouw …'."""
    agreeing = word_list("responsibilities", "agreeing_words")
    told = next((i for i, token in enumerate(tokens) if token.text in agreeing), None)
    for group in groups:
        is_told = told is not None and told < group.before and tokens[group.before].text == "dat"
        verb = _final_verb(tokens, group.last + 1) if is_told else None
        if verb is not None:
            yield _Actor(group.first, group, verb)


def _group_of(clause: Clause, groups: Sequence[Group]) -> Group | None:
    return next((group for group in groups if group.mentions == clause.subjects), None)


def _beside_opening(tokens: Sequence[Token], groups: Sequence[Group], main: int | None) -> _Actor | None:
    """The clause of another party that opens the sentence: 'Terwijl de gemeente … uitwerkt, houdt …'."""
    is_beside = tokens[0].text in word_list("commitments", "side_by_side")
    if not is_beside or main is None or tokens[main - 1].text != "," or groups[0].before != 0:
        return None
    verb = last_verb(tokens[: main - 1], groups[0].last + 1)
    return _Actor(1, groups[0], verb) if verb is not None and groups[0].last < verb else None


def _actor_from(tokens: Sequence[Token], start: int, groups: Sequence[Group]) -> _Actor | None:
    """Who acts in a clause that begins at `start`, if it is one with a subject and a verb of its own."""
    is_next_step = start < len(tokens) and tokens[start].text in _openers()
    start += is_next_step
    ahead = [group for group in groups if group.first >= start]
    if not ahead or any(group.first < start <= group.last for group in groups):
        return None
    group = ahead[0]
    after = after_brackets(tokens, group.last + 1)
    if group.before < start and group.preposition is None:
        if is_next_step:
            verb = _final_verb(tokens, after)
            return _Actor(start, group, verb) if verb is not None else None
        return _Actor(start, group, after) if after < len(tokens) and can_be_finite(tokens, after) else None
    return _inverted(tokens, start, ahead)


def _agent_from(tokens: Sequence[Token], start: int, groups: Sequence[Group]) -> _Actor | None:
    """Who acts in a passive that goes on: '… en door Welbouw getoetst', ', die door de gemeente wordt …'."""
    group = next((group for group in groups if group.first >= start), None)
    if group is None or group.preposition != "door" or group.before - start > _FARTHEST_VERB:
        return None
    end = next((i for i in range(start, len(tokens)) if tokens[i].text in {";", "."}), len(tokens))
    if any(tokens[i].text in _MARKS for i in range(start, group.before)):
        return None
    passive = next((i for i in range(start, end) if tokens[i].text in PASSIVE), None)
    if passive is not None:
        return _Actor(start, group, passive)
    verb = next((i for i in range(group.last + 1, end) if is_participle(tokens[i].text)), None)
    return _Actor(start, group, verb) if verb is not None and group.before == start else None


def _inverted(tokens: Sequence[Token], start: int, ahead: Sequence[Group]) -> _Actor | None:
    """'… en in mei 2031 start de gemeente': words of time, the verb, and who acts."""
    for group in ahead:
        verb = group.before
        if group.preposition is not None or verb - start > _FARTHEST_VERB:
            return None
        between = tokens[start:verb]
        if any(
            token.text in word_list("commitments", "subordinators") or token.text in _MARKS
            for token in between
        ):
            return None
        if verb > start and can_be_finite(tokens, verb):
            return _Actor(start, group, verb)
        return None
    return None


def _final_verb(tokens: Sequence[Token], start: int) -> int | None:
    """The verb that ends the clause: the last word before the next mark, or a finite verb beside it."""
    stops = {";", ".", "dat", *word_list("commitments", "next_steps")}
    end = next((i for i in range(start, len(tokens)) if tokens[i].text in stops), len(tokens))
    return last_verb(tokens[:end], start)
