"""Whether words can be what somebody wrote: measures that no real text reaches."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors._document import Span, Unread
from pipeline.ingest import layout

_FEWEST_WORDS = 8  # fewer words are not judged
_UNMAPPED = re.compile(r"\(cid:\d+\)|[\ue000-\uf8ff\ufffd]")  # '(cid:31)', a letter of a font's own
_MOST_UNMAPPED = 0.05  # share of the characters
_LETTERS = re.compile(r"[^\W\d_]+")  # 'woningen' of 'woningen),'
_LEAST_LETTERS = 4  # of the longer words
_MOST_LONG = 0.06  # share of the words of more than 28 letters, which Dutch hardly has
_LONGEST = 28
_MOST_DOUBLED = 0.2  # share of the longer words in which each letter stands twice: 'wwoonniinngg'
_FEWEST_LETTERS = 200  # for the statistics of letters
_LEAST_ALIKE = 0.6  # real pages, of tables and names too, are above 0.67; letters exchanged, below 0.5
# How often a letter stands among 1,000 of Dutch; English and German are alike enough.
_OFTEN = {
    **{"e": 189, "n": 100, "a": 75, "t": 68, "i": 65, "r": 64, "o": 61, "d": 59, "s": 37, "l": 36, "g": 34},
    **{"v": 28, "h": 24, "k": 22, "m": 22, "u": 20, "b": 16, "p": 16, "w": 15, "j": 15, "z": 14, "c": 12},
    **{"f": 8, "x": 0.4, "y": 0.4, "q": 0.1},
}
_FEWEST_LOWER = 30  # words in small letters, of which so many differ: a table repeats the same few
_FEWEST_DIFFERENT = 25
_LEAST_COMMON = 0.05  # share of them that everybody uses: real pages have one in five, exchanged letters none
_NO_WORD_SIGN = r"[^\w\s'’‘´`.,;:!?/()\[\]&@+\u00ad\u2010-\u2015\ufffe…\"“”„-]"
_NO_DUTCH_LETTER = "[ÀÂÃÄÆÇÐÌÎÏÑÒÔÕ×ØÙÛÝÞðìõùýþÿ]"
# One of them between two letters: 'ta|am'; real pages have one in fifty words
_STRAY = re.compile(rf"(?<=[^\W\d_]){_NO_WORD_SIGN}+(?=[^\W\d_])|{_NO_DUTCH_LETTER}")
_MAY_STRAY = re.compile(f"{_NO_WORD_SIGN}|{_NO_DUTCH_LETTER}")
_FEWEST_STRAY = 8
_MOST_STRAY = 0.12  # for each word
_MOST_FOREIGN = 0.3  # share of letters with an accent or of another script; Dutch has one in a hundred
_JUDGED_AT_ONCE = 250  # words at least: a page of a plain text, which need not have pages
_WORD = re.compile(r"\S+")
_SHOWN = 60  # characters of nonsense that an issue quotes


def fault_of(words: Sequence[str]) -> str | None:
    """What shows that these words are no text, as 'page 3: …'; None where nothing does."""
    if len(words) < _FEWEST_WORDS:
        return None
    text, spaced = "".join(words), " ".join(words)
    signs = Counter(text)
    different = "".join(signs)  # few: what none of them is, is looked for no further
    is_mapped = _UNMAPPED.search(different) is None and "(cid:" not in text
    if not is_mapped and sum(map(len, _UNMAPPED.findall(text))) > _MOST_UNMAPPED * len(text):
        return "its fonts do not tell which letters they print"
    lettered = _LETTERS.findall(spaced)
    longer = [word for word in lettered if len(word) >= _LEAST_LETTERS]
    if len([word for word in longer if len(word) > _LONGEST]) > max(1, _MOST_LONG * len(longer)):
        return "the blanks between its words are lost"
    if sum(word[0] == word[1] and _is_doubled(word) for word in longer) > _MOST_DOUBLED * len(longer):
        return "its letters are printed twice"
    if not _is_language(signs):
        return "its letters are not spread as in any text"
    most_stray = max(_FEWEST_STRAY, _MOST_STRAY * len(words))
    strange = sum(signs[sign] for sign in _MAY_STRAY.findall(different))
    if strange > most_stray and len(_STRAY.findall(spaced)) > most_stray:
        return "strange signs stand within its words"
    if not _has_common_words(lettered):
        return "hardly any of its words is one"
    return None


def nonsense_in(text: str) -> Iterator[Unread]:
    """One issue for each stretch of a plain text that is none, at its first words."""
    words = text.split()
    count = max(1, len(words) // _JUDGED_AT_ONCE)
    bounds = pairwise(part * len(words) // count for part in range(count + 1))
    judged = [(first, behind, fault_of(words[first:behind])) for first, behind in bounds]
    if not any(fault for _, _, fault in judged):
        return  # nearly every text: where its words stand is not asked
    places = [word.span() for word in _WORD.finditer(text)]
    for first, behind, fault in judged:
        if fault:
            start, end = places[first][0], places[behind - 1][1]
            message = f"{behind - first} words are no text: {fault}; save the file again from its source"
            yield Unread("text_nonsense", message, Span(start, min(start + _SHOWN, end)))


def _is_doubled(word: str) -> bool:
    return len(word) % 2 == 0 and word[::2] == word[1::2]


def _has_common_words(lettered: Sequence[str]) -> bool:
    """Whether some of the words are such as stand on every page; letters exchanged for others leave none."""
    lower = [word for word in lettered if len(word) > 1 and word.islower()]  # 'woningen', and no name
    if len(lower) < _FEWEST_LOWER or len(set(lower)) < _FEWEST_DIFFERENT:
        return True
    common = layout.words("common_words")
    return sum(map(common.__contains__, lower)) >= _LEAST_COMMON * len(lower)


def _is_language(signs: Counter[str]) -> bool:
    """Whether letters are about as frequent as in Dutch; letters shifted by a wrong encoding are not."""
    letters: Counter[str] = Counter()
    for sign, count in signs.items():
        if sign.isalpha():
            letters[sign.lower()] += count
    found = Counter({letter: letters[letter] for letter in _OFTEN})
    if letters.total() < _FEWEST_LETTERS:
        return True
    if letters.total() - found.total() > _MOST_FOREIGN * letters.total():
        return False
    product = sum(often * found[letter] for letter, often in _OFTEN.items())
    return product > _LEAST_ALIKE * math.hypot(*_OFTEN.values()) * math.hypot(*found.values())
