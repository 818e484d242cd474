"""The words of a sentence with its parties as single tokens, and the groups in which parties are named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extractors._document import Span
from extractors._language import tokenizer
from extractors._parties.parties import Mention
from extractors._vocabulary import word_list

_LONGEST_BRACKET = 12  # words in brackets that can stand inside a group: 'gemeente (ambtelijk) en Welbouw'
_LONGEST_NAME = 3  # capitalised words of a name that nobody knows, inside a group of parties


class Token(NamedTuple):  # every word is one: a frozen dataclass takes thrice the time to make
    """A word, a mark, or a whole party name; `text` in lower case, offsets into the document's text."""

    text: str
    start: int
    end: int
    mention: Mention | None = None
    is_capital: bool = False

    @property
    def span(self) -> Span:
        """Where it stands; made when asked for, which is of few words."""
        return Span(self.start, self.end)


class Group(NamedTuple):
    """Parties joined by commas and 'en', with the preposition they stand behind, if any."""

    first: int
    last: int
    mentions: tuple[Mention, ...]
    before: int  # index of the first word before it that is no determiner; -1 at the start
    preposition: str | None


def tokens_of(text: str, offset: int, mentions: Sequence[Mention]) -> tuple[Token, ...]:
    """The words of a sentence that stands at `offset`, each party of `mentions` as one token."""
    words: list[Token] = []
    for token in tokenizer()(text):
        word = token.text
        if not word.isspace():
            start = offset + token.idx
            words.append(Token(word.lower(), start, start + len(word), None, word[:1].isupper()))
    return tuple(_with_parties(words, mentions) if mentions else words)


def _with_parties(words: Iterable[Token], mentions: Sequence[Mention]) -> Iterator[Token]:
    waiting = iter(sorted(mentions, key=lambda mention: mention.span.start))
    party, told = next(waiting, None), None
    for word in words:
        while party is not None and party.span.end <= word.start:
            party = next(waiting, None)
        if party is None or party.span.start >= word.end:
            told = None
            yield word
        elif told is not party:
            told = party
            yield Token("", party.span.start, party.span.end, party, True)


def groups_of(tokens: Sequence[Token]) -> Iterator[Group]:
    """The groups of parties in reading order: 'gemeente, Welbouw en huurdersraad' is one."""
    behind = 0
    for index, token in enumerate(tokens):
        if token.mention is None or index < behind:
            continue
        last = index
        while (following := _next_in_group(tokens, last)) is not None:
            last = following
        before = _before(tokens, index)
        preposition = _preposition(tokens, before, last)
        named = tuple(m for token in tokens[index : last + 1] if (m := token.mention) is not None)
        yield Group(index, last, named, before, preposition)
        behind = last + 1


def _before(tokens: Sequence[Token], first: int) -> int:
    """Index of the word before a group and its determiners: 'elk van de corporaties' has 'elk van' as one."""
    determiners = word_list("commitments", "determiners")
    before = first - 1
    while before >= 0 and tokens[before].text in determiners:
        before -= 1
    is_each = before > 0 and tokens[before].text == "van"
    if is_each and tokens[before - 1].text in word_list("commitments", "each_of"):
        return before - 2
    return before


def _preposition(tokens: Sequence[Token], before: int, last: int) -> str | None:
    """What keeps a group from acting: a preposition, or the denial in 'niet Welbouw maar Thuisrecht'."""
    if before < 0:
        return None
    word = tokens[before].text
    is_denied = word == "niet" and "maar" in {token.text for token in tokens[last + 1 : last + 3]}
    return word if is_denied or word in word_list("commitments", "prepositions") else None


def _next_in_group(tokens: Sequence[Token], last: int) -> int | None:
    """Index of the next party of the same group, past brackets, determiners and one unknown name."""
    index = after_brackets(tokens, last + 1)
    joined = False
    unknown = 0
    while index < len(tokens):
        token = tokens[index]
        if token.mention is not None:
            return index if joined else None
        if token.text in word_list("commitments", "conjunctions"):
            joined, unknown = True, 0
        elif token.text == "als" and any(before.text == "zowel" for before in tokens[:last]):
            joined, unknown = True, 0  # 'zowel de gemeente als Welbouw'
        elif joined and token.is_capital and unknown < _LONGEST_NAME:
            unknown += 1
        elif not (joined and token.text in word_list("commitments", "determiners")):
            return None
        index = after_brackets(tokens, index + 1)
    return None


def after_brackets(tokens: Sequence[Token], index: int) -> int:
    """The index itself, or the one behind the brackets that open there."""
    if index < len(tokens) and tokens[index].text == "(":
        for closing in range(index, min(index + _LONGEST_BRACKET, len(tokens))):
            if tokens[closing].text == ")":
                return closing + 1
    return index
