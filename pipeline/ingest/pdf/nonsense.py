"""Whether the words of a page can be what is printed on it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.ingest import nonsense
from pipeline.ingest.pdf.printed import PrintedWord, holds, middle

_FEWEST_WORDS = 8  # a page with fewer words is not judged
_MOST_COVERED = 0.25  # share of a page's words that lie in another word
_ROW = 20.0  # points: words are compared with those that begin in the same strip of the page or the next


def fault_of(words: Sequence[PrintedWord]) -> str | None:
    """What shows that the text is not what is printed, as 'page 3: …'; None where nothing does."""
    fault = nonsense.fault_of([word.text for word in words])
    if fault is None and len(words) >= _FEWEST_WORDS and _covered(words) > _MOST_COVERED * len(words):
        return "two texts lie over one another"
    return fault


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
