"""A Dutch sentence as a housing agreement uses it: which parties act in it, by which verb, in which tense.

No grammar of Dutch: a blank pipeline has no parser, and none is needed. Dutch main clauses put the finite
verb second, so the party that stands beside it, on either side, is its subject: 'Welbouw bouwt …',
'In 2031 bouwt Welbouw …'. What this cannot tell (a verb after a long subject) falls back on the first verb.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

from extractors._document import Span
from extractors._language import language
from extractors._parties import Mention

Tense = Literal["present", "past", "perfect"]

_REGULAR_PARTICIPLE = re.compile(
    r"\w*ge\w{3,}[dt]|(?:be|ver|her|ont|onder|over)\w{3,}[dt]"
)  # 'opgeleverd', 'vergroot'
_REGULAR_PAST = re.compile(r"\w{2,}[^aeiou](?:de|te|den|ten)")  # 'verlaagde', 'tekenden'
_PRESENT_PLURAL = re.compile(
    r"\w*(?:ch|[aeiou]s|t|[aio]n|d)(?:den|ten)"
)  # 'richten', 'huisvesten', 'zetten', 'vinden'
_PRESENT = re.compile(r"\w+(?:t|en)")  # 'bouwt', 'bouwen'; only asked of the word beside a party
_OPENERS = frozenset(
    {":", ";", ",", "-", "–", "•", "➤", "*", "“", "‘", '"', "'", "(", "en", "maar", "want", "dan"}
)
_PRONOUNS_BACK = frozenset({"zij", "ze"})  # 'zij' is who acted in the sentence before
_DEMONSTRATIVES = frozenset({"dat", "die", "wat"})  # 'Dat betekent …' opens a main clause
_HOLDING = frozenset({"van", "bij", "voor"})
_LABEL_WORDS = 2  # 'Doelstelling Welbouw: …' names who acts before a colon
_SEGMENT_ENDS = frozenset({";", ":", "(", ")", ",", "maar", "en", "."})


@cache
def vocabulary(name: str) -> dict[str, Any]:
    """A vocabulary of extractors/data; every list of words in it as it stands in the file."""
    return tomllib.loads(resources.files("extractors.data").joinpath(f"{name}.toml").read_text("utf-8"))


@cache
def word_list(name: str, *path: str) -> frozenset[str]:
    """One list of words of a vocabulary, as a set."""
    found: Any = vocabulary(name)
    for key in path:
        found = found[key]
    return frozenset(found)


def _of(name: str) -> frozenset[str]:
    return word_list("commitments", name)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark, or a whole party name; `text` in lower case, offsets into the document's text."""

    text: str
    span: Span
    mention: Mention | None = None
    is_capital: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """What the words of one sentence tell of who acts."""

    tokens: tuple[Token, ...]
    subjects: tuple[Mention, ...]  # parties that are the subject of the main verb
    inner_subjects: tuple[Mention, ...]  # of a subordinate clause: 'voorwaarde is dat de gemeente …'
    agents: tuple[Mention, ...]  # of a passive: 'door de gemeente'
    between: tuple[Mention, ...]  # 'overleg tussen X en Y'
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


@dataclass(frozen=True, slots=True)
class _Group:
    """Parties joined by commas and 'en', with the preposition they stand behind, if any."""

    first: int
    last: int
    mentions: tuple[Mention, ...]
    before: int  # index of the first word before it that is no determiner; -1 at the start
    preposition: str | None


def read_clause(text: str, offset: int, mentions: Sequence[Mention]) -> Clause:
    """Read one sentence that stands at `offset` of the document; `mentions` are the parties named in it."""
    tokens = _tokens(text, offset, mentions)
    groups = list(_groups(tokens))
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
        holders=_behind(rest, _HOLDING),
        companions=_companions(rest),
        verb=tokens[verb].text if verb is not None else None,
        verb_index=verb,
        tense=tense,
        is_passive=is_passive,
        refers_back=refers_back,
    )


def _tokens(text: str, offset: int, mentions: Sequence[Mention]) -> tuple[Token, ...]:
    tokens: list[Token] = []
    waiting = sorted(mentions, key=lambda mention: mention.span.start)
    for token in language().make_doc(text):
        span = Span(offset + token.idx, offset + token.idx + len(token.text))
        while waiting and waiting[0].span.end <= span.start:
            waiting.pop(0)
        if waiting and waiting[0].span.meets(span):
            if not tokens or tokens[-1].mention is not waiting[0]:
                tokens.append(Token("", waiting[0].span, waiting[0], True))
        elif not token.is_space:
            tokens.append(Token(token.text.lower(), span, None, token.text[:1].isupper()))
    return tuple(tokens)


def _groups(tokens: Sequence[Token]) -> Iterator[_Group]:
    index = 0
    while index < len(tokens):
        if tokens[index].mention is None:
            index += 1
            continue
        last = index
        while (following := _next_in_group(tokens, last)) is not None:
            last = following
        before = index - 1
        while before >= 0 and tokens[before].text in _of("determiners"):
            before -= 1
        preposition = (
            tokens[before].text if before >= 0 and tokens[before].text in _of("prepositions") else None
        )
        named = tuple(m for token in tokens[index : last + 1] if (m := token.mention) is not None)
        yield _Group(index, last, named, before, preposition)
        index = last + 1


def _next_in_group(tokens: Sequence[Token], last: int) -> int | None:
    """Index of the next party of the same group, past brackets, determiners and one unknown name."""
    index = _after_brackets(tokens, last + 1)
    joined = False
    unknown = 0
    while index < len(tokens):
        token = tokens[index]
        if token.mention is not None:
            return index if joined else None
        if token.text in _of("conjunctions"):
            joined, unknown = True, 0
        elif joined and token.is_capital and unknown < 3:
            unknown += 1
        elif not (joined and token.text in _of("determiners")):
            return None
        index = _after_brackets(tokens, index + 1)
    return None


def _after_brackets(tokens: Sequence[Token], index: int) -> int:
    if index < len(tokens) and tokens[index].text == "(":
        for closing in range(index, min(index + 12, len(tokens))):
            if tokens[closing].text == ")":
                return closing + 1
    return index


# Who acts: the group beside the finite verb
def _subject_and_verb(tokens: Sequence[Token], groups: Sequence[_Group]) -> tuple[_Group | None, int | None]:
    for group in groups:
        if group.preposition is not None:
            continue
        before, after = group.before, _after_brackets(tokens, group.last + 1)
        if _opens_clause_item(tokens, before):
            return group, _last_verb(tokens, after)
        if before >= 0 and tokens[before].text in _of("subordinators"):
            continue
        if before >= 0 and _can_be_finite(tokens, before):
            is_second = tokens[before - 1].text == "en" and tokens[before].text not in _known_finite()
            if is_second and _first_verb(tokens) not in (None, before):
                continue  # '… en verbinden partijen': the subject stood before the first verb
            return group, before
        if 0 <= before < _LABEL_WORDS and after < len(tokens) and tokens[after].text == ":":
            return group, _first_verb(tokens, after)
        if before == 0 and tokens[0].is_capital and tokens[0].text not in _of("prepositions"):
            before = -1  # 'Plaatselijke corporaties bouwen': an adjective opens the sentence
        if before >= 0 and tokens[before].text not in _OPENERS:
            continue
        verb = _verb_after(tokens, after, starts_sentence=before < 0)
        if verb is not None:
            return group, verb
    return None, _first_verb(tokens)


def _opens_clause_item(tokens: Sequence[Token], before: int) -> bool:
    """Whether 'dat' opens the item of a list: '- dat partijen jaarlijks overleggen;'."""
    return before == 0 and tokens[0].text == "dat" and not tokens[0].is_capital


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
    return _first_verb(tokens, after)


def _can_be_finite(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.mention is not None or (token.is_capital and index > 0) or token.text in _of("not_verbs"):
        return False
    if token.text in _of("prepositions") or token.text in _of("subordinators"):
        return False
    known = _known_finite()
    if index > 0 and tokens[index - 1].text in {"te", "het", "de", "een"}:
        return False
    return token.text in known or bool(_PRESENT.fullmatch(token.text) or _is_past(token.text))


@cache
def _known_finite() -> frozenset[str]:
    names = ("modals", "permissive", "stative", "past")
    return frozenset({"wordt", "worden", "doet", "doen", "komt", "komen"}).union(
        *(_of(name) for name in names)
    )


def _is_past(word: str) -> bool:
    if word in _of("past"):
        return True
    if not _REGULAR_PAST.fullmatch(word):
        return False
    if word.endswith("n"):
        return word not in _of("present_in_den_ten") and not _PRESENT_PLURAL.fullmatch(word)
    return word not in _of("not_verbs")


def _first_verb(tokens: Sequence[Token], start: int = 0) -> int | None:
    """The first word that is surely a finite verb of a main clause; subordinate clauses are stepped over."""
    index, inside = start, False
    while index < len(tokens):
        word = tokens[index].text
        if word in _of("subordinators") and not (index == 0 and word in _DEMONSTRATIVES):
            if index == 0 and (after := _verb_after_opening(tokens)) is not None:
                return after
            inside = True
        elif word in {",", ";", ":"}:
            inside = False
        elif not inside and _is_surely_finite(tokens, index):
            return index
        index += 1
    return None


def _verb_after_opening(tokens: Sequence[Token]) -> int | None:
    """The main verb behind an opening subordinate clause without a comma: 'Als X gaat slopen wordt …'."""
    found = None
    for index, token in enumerate(tokens[1:], 1):
        if token.text in {",", ";", ":"} and found is None:
            return None
        if token.text in _of("subordinators") or token.text in {",", ";", ":"}:
            break
        if _is_surely_finite(tokens, index) and token.text in _known_finite():
            found = index
    return found


def _is_surely_finite(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.text in _known_finite():
        return not (index > 0 and tokens[index - 1].text in {"te", "het"})
    plain = token.mention is None and not token.is_capital and token.text not in _of("not_verbs")
    return plain and token.text.endswith("t") and token.text[:-1] + "en" in _common_infinitives()


@cache
def _common_infinitives() -> frozenset[str]:
    return word_list("commitments", "common_infinitives")


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
    if word in _of("permissive"):
        return "present", False
    if _is_past(word):
        return "past", word in {"werd", "werden"}
    if word in {"heeft", "hebben"} and not {"kunnen", "laten", "moeten", "willen"}.isdisjoint(rest):
        return "perfect", False
    if participle and word in {"heeft", "hebben", "is", "zijn"}:
        return "perfect", False
    return "present", False


def _same_clause(tokens: Sequence[Token], verb: int) -> list[str]:
    """The words from the verb to the end of its clause; a comma ends it only before a subordinate clause."""
    words: list[str] = []
    for token in tokens[verb + 1 :]:
        if token.text in _of("subordinators") or token.text in {";", ":", "."}:
            break
        words.append(token.text)
    return words


def is_participle(word: str) -> bool:
    """Whether the word is spelt as a past participle: 'opgeleverd', 'besproken'."""
    if word in _of("not_participles") or word.endswith("heid"):
        return False
    return word in _of("participles") or _REGULAR_PARTICIPLE.fullmatch(word) is not None


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
        if token.text in _known_finite() or (token.mention is None and token.text in {"wordt", "worden"}):
            return _tense_and_voice(stretch, index)[0]
    return clause.tense


def _ends_segment(token: Token) -> bool:
    return token.text in _SEGMENT_ENDS or token.text in _of("subordinators")


# Who else is named
def _behind(groups: Sequence[_Group], prepositions: AbstractSet[str]) -> tuple[Mention, ...]:
    return tuple(m for group in groups if group.preposition in prepositions for m in group.mentions)


def _inner_subjects(tokens: Sequence[Token], groups: Sequence[_Group]) -> tuple[Mention, ...]:
    """The parties that act in the first subordinate clause that has any: 'als Welbouw sloopt, wordt …'."""
    for group in groups:
        if group.before >= 0 and tokens[group.before].text in _of("subordinators"):
            return group.mentions
    return ()


def _companions(groups: Sequence[_Group]) -> tuple[Mention, ...]:
    named = _of("accompanying")
    return tuple(
        m
        for group in groups
        if group.preposition is None or group.preposition in named
        for m in group.mentions
    )
