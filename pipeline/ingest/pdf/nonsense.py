"""Whether the words of a page can be what is printed on it: measures that no real text reaches."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from pipeline.ingest.pdf.printed import PrintedWord, holds, middle

_FEWEST_WORDS = 8  # a page with fewer words is not judged
_UNMAPPED = re.compile(r"\(cid:\d+\)|[\ue000-\uf8ff\ufffd]")  # '(cid:31)', a letter of a font's own
_MOST_UNMAPPED = 0.05  # share of a page's characters
_MOST_LONG = 0.06  # share of a page's words of more than 28 letters, which Dutch hardly has
_LONGEST = 28
_MOST_DOUBLED = 0.2  # share of a page's longer words in which each letter stands twice: 'wwoonniinngg'
_MOST_COVERED = 0.25  # share of a page's words that lie in another word
_FEWEST_LETTERS = 200  # for the statistics of letters
_LEAST_ALIKE = 0.6  # real pages, of tables and names too, are above 0.67; letters exchanged, below 0.5
# How often a letter stands among 1,000 of Dutch; English and German are alike enough.
_OFTEN = {
    **{"e": 189, "n": 100, "a": 75, "t": 68, "i": 65, "r": 64, "o": 61, "d": 59, "s": 37, "l": 36, "g": 34},
    **{"v": 28, "h": 24, "k": 22, "m": 22, "u": 20, "b": 16, "p": 16, "w": 15, "j": 15, "z": 14, "c": 12},
    **{"f": 8, "x": 0.4, "y": 0.4, "q": 0.1},
}
_ROW = 20.0  # points: words are compared with those that begin in the same strip of the page or the next


def fault_of(words: Sequence[PrintedWord]) -> str | None:
    """What shows that the text is not what is printed, as 'page 3: …'; None where nothing does."""
    if len(words) < _FEWEST_WORDS:
        return None
    text = "".join(word.text for word in words)
    if sum(len(found.group()) for found in _UNMAPPED.finditer(text)) > _MOST_UNMAPPED * len(text):
        return "its fonts do not tell which letters they print"
    longer = [word.text for word in words if word.text.isalpha() and len(word.text) > 3]
    if sum(len(word) > _LONGEST for word in longer) > _MOST_LONG * len(longer):
        return "the blanks between its words are lost"
    if sum(map(_is_doubled, longer)) > _MOST_DOUBLED * len(longer):
        return "its letters are printed twice"
    if _covered(words) > _MOST_COVERED * len(words):
        return "two texts lie over one another"
    if not _is_language(text):
        return "its letters are not spread as in any text"
    return None


def _is_doubled(word: str) -> bool:
    return len(word) % 2 == 0 and word[::2] == word[1::2]


def _covered(words: Sequence[PrintedWord]) -> int:
    """How many words have their middle in a word before them."""
    strips: dict[int, list[PrintedWord]] = {}
    covered = 0
    for word in words:
        strip = int(word.box[1] // _ROW)
        near = (other for each in (strip - 1, strip, strip + 1) for other in strips.get(each, ()))
        covered += any(holds(other.box, middle(word.box)) for other in near)
        strips.setdefault(strip, []).append(word)
    return covered


def _is_language(text: str) -> bool:
    """Whether letters are about as frequent as in Dutch; letters shifted by a wrong encoding are not."""
    found = Counter(character for character in text.lower() if character in _OFTEN)
    if found.total() < _FEWEST_LETTERS:
        return True
    product = sum(often * found[letter] for letter, often in _OFTEN.items())
    return product > _LEAST_ALIKE * math.hypot(*_OFTEN.values()) * math.hypot(*found.values())
