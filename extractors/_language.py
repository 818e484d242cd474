"""Dutch tokens and sentences: one spaCy pipeline, built once, without a model to download.

spaCy's own sentencizer knows no abbreviations, and takes an opening quote or bracket for the end of the
sentence before it; so the stops are judged here, on spaCy's tokens.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from extractors._document import Span

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc

_STOPS = frozenset({".", "!", "?", "…", "..", "...", "?!", "!!"})
_CLOSERS = frozenset("’”\"»)]'")
_INNER_STOP = re.compile(r"[.!?…](?=.)", re.DOTALL)  # the first of 'Klaar. Nu de rest.', not that of 'Klaar.'
_GLUED_STOP = r"(?<=[’”\"»)\]])[.!?](?=[A-Z])"  # 'heten partijen’.De gemeente'
_INITIAL = re.compile(r"(?:[A-Z]\.)+[A-Z]?\.?")  # 'J.', 'S.W.J.G'
_COUNT = re.compile(r"\d{1,2}")  # the '1' of '1. Verkoop'
_LONGEST = 1000  # characters; who writes sentences stays under 500. A longer one is debris, read in pieces
_LONGEST_WORD = 300  # characters; the signs of '(((((…' are taken off one by one, each time through the rest


@cache
def _words(name: str) -> frozenset[str]:
    """One list of abbreviations.toml."""
    lists = tomllib.loads(
        resources.files("extractors.data").joinpath("abbreviations.toml").read_text("utf-8")
    )
    return frozenset(lists[name])


@cache
def tokenizer() -> Tokenizer:
    """Dutch tokens, this project's abbreviations among them. Slow the first time only."""
    # takes a second, which who only asks for the columns of rows does not wait for
    from spacy import util
    from spacy.attrs import IS_SPACE, LOWER
    from spacy.lang.nl import Dutch
    from spacy.symbols import ORTH
    from spacy.tokenizer import Tokenizer
    from spacy.vocab import Vocab

    dutch: Any = Dutch.Defaults
    abbreviations = sorted(_words("never_last") | _words("may_be_last"))
    forms = [form for word in abbreviations for form in (word, word[0].upper() + word[1:])]
    return Tokenizer(
        # what is asked of a word here; `spacy.blank` reckons twenty things of each, such as its shape
        Vocab(lex_attr_getters={LOWER: str.lower, IS_SPACE: str.isspace}),
        rules=dutch.tokenizer_exceptions | {form: [{ORTH: form}] for form in forms},
        prefix_search=util.compile_prefix_regex(dutch.prefixes).search,
        suffix_search=util.compile_suffix_regex(dutch.suffixes).search,
        infix_finditer=util.compile_infix_regex([*dutch.infixes, _GLUED_STOP]).finditer,
        token_match=lambda word: len(word) > _LONGEST_WORD,
        url_match=dutch.url_match,
    )


@cache
def stop_words() -> frozenset[str]:
    """Dutch words that stand everywhere, as spaCy lists them: 'de', 'als', 'onder'."""
    from spacy.lang.nl.stop_words import STOP_WORDS

    return frozenset(STOP_WORDS)


def sentences(text: str) -> list[Span]:
    """Spans of the sentences of one paragraph, without the white space around them."""
    only = text.strip()
    if len(only) <= _LONGEST and _INNER_STOP.search(only) is None:  # most headings, items and cells
        begin = text.find(only)
        return [Span(begin, begin + len(only))] if only else []
    doc = tokenizer()(text)
    starts = [doc[start].idx for start in _starts(doc)]
    spans = []
    for start, end in pairwise(_with_cuts(text, [*starts, len(text)])):
        words = text[start:end]
        begin = start + len(words) - len(words.lstrip())
        if words.strip():
            spans.append(Span(begin, begin + len(words.strip())))
    return spans


def _with_cuts(text: str, bounds: list[int]) -> Iterator[int]:
    """The bounds of sentences, and the blanks at which those are cut that no person can have written."""
    for start, end in pairwise(bounds):
        yield start
        while end - start > _LONGEST:
            blank = text.rfind(" ", start + 1, start + _LONGEST)
            start = blank if blank > 0 else start + _LONGEST
            yield start
    yield bounds[-1]


def _starts(doc: Doc) -> list[int]:
    """Tokens that start a sentence: after a stop, unless an abbreviation or lower case forbids it."""
    starts = [0] if len(doc) else []
    passed = 0  # tokens that belong to a stop before them: its closing quotes
    for index in [index for index, token in enumerate(doc) if _may_stop(token.text)]:
        if index < passed:
            continue
        after = _after_stop(doc, index, starts[-1])
        if after is not None and after < len(doc) and _can_start(doc, index, after):
            starts.append(after)
        passed = after or 0
    return starts


@lru_cache(maxsize=16_384)  # asked of every word, and a text has few different ones
def _may_stop(word: str) -> bool:
    return word in _STOPS or word.lower() in _words("may_be_last") or _INITIAL.fullmatch(word) is not None


def _after_stop(doc: Doc, index: int, start: int) -> int | None:
    """Index of the token after the stop at `index` and its closing quotes, or None where nothing stops."""
    word = doc[index].text
    if word not in _STOPS and word.lower() not in _words("may_be_last"):
        is_label = _INITIAL.fullmatch(word) is not None and _is_label(doc, index)
        return index + 1 if is_label else None
    if word == "." and index > 0 and _belongs_to_word(doc, index, start):
        return None
    after = index + 1
    while after < len(doc) and doc[after].text in _CLOSERS and not doc[after - 1].whitespace_:
        after += 1
    return after


def _belongs_to_word(doc: Doc, index: int, start: int) -> bool:
    """Whether the stop is part of the word before it: '1.', 'J.', 'art.'."""
    before = doc[index - 1]
    if before.whitespace_:
        return False
    whole = before.text + "."
    if index - 1 == start and _COUNT.fullmatch(before.text):
        return True
    if _INITIAL.fullmatch(whole):
        return not _is_label(doc, index - 1)
    return whole.lower() in _words("never_last")


def _is_label(doc: Doc, index: int) -> bool:
    """Whether a letter is a label rather than an initial: 'label C.', 'label E, F en G.'."""
    if index == 0:
        return False
    before = doc[index - 1].text.lower()
    if before in ("en", "of", ",", "-") and index > 1:
        return len(doc[index - 2].text) == 1 and doc[index - 2].text.isupper()
    return before in _words("before_label")


def _can_start(doc: Doc, stop: int, index: int) -> bool:
    """Whether a sentence can start here: behind white space, or with a capital glued to the stop."""
    word = doc[index].text
    if doc[index].is_space:
        return True
    is_spaced = bool(doc[index - 1].whitespace_)
    first = next((character for character in word if character.isalnum()), "")
    if not first:  # an opening quote, bracket or dash: what follows it decides
        return is_spaced and index + 1 < len(doc) and not doc[index + 1].text[:1].islower()
    if not is_spaced or doc[stop].text not in _STOPS:
        return word[:1].isupper()
    return not first.islower()
