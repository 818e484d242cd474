"""Words as they are set -> words as they are meant: what type does by other means than letters.

Rules under words embolden them, letters set apart make a word, a capital and smaller capitals are one word,
and a large number beside a paragraph numbers it.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from pipeline.ingest.pdf.printed import PrintedPage, PrintedWord, Rule, around

_ABOVE, _UNDER = 2.0, 4.0  # points by which an underline stands under the foot of its words, or over it
_LONGEST_UNDERLINE = 300.0  # points
_HAIR = 3.0  # points between the beginnings of an underline and of its words
_DEPTH = 0.21  # of its size: how far a word's box reaches below the line it stands on
_LEVEL = 0.08  # of the size: words on one line stand no further apart in height
_FEWEST_LETTERS = 5  # of a word whose letters are set apart
_WIDEST_BLANK = 2.2  # of the size: between two such words
_WORD_SPACE = 1.5  # times the space of letters, and half a blank: wider parts two words
_HALF_BLANK = 0.14  # of the size
_SMALLEST, _LARGEST = 0.6, 0.92  # of the capital's size: small capitals
_LARGE_NUMBER = 1.6  # times the type beside it: a number over the height of several lines
_REACH_OF_NUMBER = 3.0  # type sizes from such a number to its words
_NUMBER = re.compile(r"\d{1,2}[.)]?")  # '1', '12.'
_CAPITALS = re.compile(r"[A-ZÀ-Þ]{2,}[.,:;?!]?|[A-ZÀ-Þ][.,:;?!]?")


def as_meant(page: PrintedPage) -> list[PrintedWord]:
    """The page's words as they are meant."""
    words = _with_small_capitals(_emphasised(page))
    if sum(len(word.text) == 1 and word.text.isalpha() for word in words) >= _FEWEST_LETTERS:
        words = list(_with_spaced_letters(words))
    return _with_numbers_beside(words)


def _emphasised(page: PrintedPage) -> list[PrintedWord]:
    """Words with a rule right under them count as bold: typists underlined what they would embolden now."""
    if not any(rule.is_horizontal and rule.end - rule.start < _LONGEST_UNDERLINE for rule in page.rules):
        return page.words
    feet = sorted(page.words, key=lambda word: word.box[3])
    heights = [word.box[3] for word in feet]
    underlined = {
        id(word)
        for rule in page.rules
        if rule.is_horizontal and rule.end - rule.start < _LONGEST_UNDERLINE
        for word in _over(rule, feet[bisect(heights, rule.at - _ABOVE) : bisect(heights, rule.at + _UNDER)])
    }
    return [replace(word, is_bold=True) if id(word) in underlined else word for word in page.words]


def _over(rule: Rule, words: Sequence[PrintedWord]) -> list[PrintedWord]:
    """Those of the words at its height that a rule underlines: it begins where they do, no cell's border."""
    over = [word for word in words if rule.start <= word.box[0] + 1 and rule.end >= word.box[2] - 1]
    return over if over and min(word.box[0] for word in over) - rule.start < _HAIR else []


def _with_small_capitals(words: Sequence[PrintedWord]) -> list[PrintedWord]:
    """The words, a capital and the smaller capitals glued to it as one."""
    joined: list[PrintedWord] = []
    for word in words:
        if word.is_glued and joined and _is_small_capitals(joined[-1], word):
            last = joined[-1]
            joined[-1] = replace(last, text=last.text + word.text, box=around((last.box, word.box)))
        else:
            joined.append(word)
    return joined


def _is_small_capitals(last: PrintedWord, word: PrintedWord) -> bool:
    is_small = _SMALLEST * last.size < word.size < _LARGEST * last.size
    if not is_small or not _CAPITALS.fullmatch(word.text) or not last.text[-1:].isupper():
        return False
    return abs(_foot(last) - _foot(word)) < _LEVEL * last.size


def _foot(word: PrintedWord) -> float:
    """The height of the line that a word stands on."""
    return word.box[3] - _DEPTH * word.size


def _with_spaced_letters(words: Sequence[PrintedWord]) -> Iterator[PrintedWord]:
    """The words, those whose letters are set apart as one: 'A F S P R A A K'."""
    phrase: list[PrintedWord] = []
    for word in words:
        if phrase and not _is_beside(phrase[-1], word):
            yield from _joined(phrase) if _are_letters(phrase) else phrase
            phrase = []
        phrase.append(word)
    yield from _joined(phrase) if _are_letters(phrase) else phrase


def _is_beside(last: PrintedWord, word: PrintedWord) -> bool:
    is_level = last.size == word.size and abs(last.box[3] - word.box[3]) < _LEVEL * word.size
    return is_level and 0 < word.box[0] - last.box[2] < _WIDEST_BLANK * word.size


def _are_letters(phrase: Sequence[PrintedWord]) -> bool:
    """Whether a phrase is letters set apart, and no labels in their order: 'A B C D E'."""
    if len(phrase) < _FEWEST_LETTERS or any(len(word.text) > 1 for word in phrase):
        return False
    letters = "".join(word.text for word in phrase).upper()
    return letters.isalpha() and list(letters) != sorted(letters)


def _joined(letters: Sequence[PrintedWord]) -> Iterator[PrintedWord]:
    """The words that letters make; between two words stands the letters' space twice, and a blank."""
    gaps = sorted(right.box[0] - left.box[2] for left, right in pairwise(letters))
    widest = _WORD_SPACE * gaps[len(gaps) // 4] + _HALF_BLANK * letters[0].size
    word = letters[0]
    for letter in letters[1:]:
        if letter.box[0] - word.box[2] > widest:
            yield word
            word = letter
        else:
            word = replace(word, text=word.text + letter.text, box=around((word.box, letter.box)))
    yield word


def is_beside(word: PrintedWord) -> bool:
    """Whether a word is a large number that was set at the height of the first line beside it."""
    return word.size > _LARGE_NUMBER * (word.box[3] - word.box[1])


def _with_numbers_beside(words: list[PrintedWord]) -> list[PrintedWord]:
    """The words, each large number beside a paragraph at the height of its first line."""
    usual = median(word.size for word in words) if words else 0.0
    return [
        _beside(word, words) if word.size > _LARGE_NUMBER * usual and _NUMBER.fullmatch(word.text) else word
        for word in words
    ]


def _beside(number: PrintedWord, words: Sequence[PrintedWord]) -> PrintedWord:
    x0, top, x1, bottom = number.box
    right = [
        word
        for word in words
        if _LARGE_NUMBER * word.size < number.size
        and 0 < word.box[0] - x1 < _REACH_OF_NUMBER * word.size
        and word.box[1] < bottom
        and top < word.box[3]
    ]
    first = min(right, key=lambda word: word.box[1], default=None)
    if first is None or abs(_foot(first) - _foot(number)) < first.size / 3:
        return number
    return replace(number, box=(x0, first.box[1], x1, first.box[3]))
