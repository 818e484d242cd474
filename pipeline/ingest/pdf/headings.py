"""Which paragraphs are headings, by their type, and how deep each is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from pipeline.ingest.layout import words as words_of
from pipeline.ingest.pdf.paragraphs import Draft

_LARGER = 1.07  # times the body's size
_SMALLEST = 0.94
_LONGEST = 160  # characters
_MOST_LINES = 3
_MOST_WORDS_IN_LABEL = 6
_DEEPEST = 6

Style = tuple[float, bool, bool]  # size in shares of the body's, bold, italic


def style(draft: Draft, body: float) -> Style:
    """What the headings of one depth share."""
    return (round(draft.size / body, 1), draft.is_bold, draft.is_italic)


def body_size(lines: Iterable[tuple[float, int]]) -> float:
    """The size in which most characters are set; given are sizes with numbers of characters."""
    sizes: Counter[float] = Counter()
    for size, count in lines:
        sizes[size] += count
    return max(sizes, key=lambda size: (sizes[size], size), default=10.0)


def is_heading(draft: Draft, below: Draft | None, body: float) -> bool:
    """Whether a paragraph stands out from the body by its type and reads like a title."""
    text = draft.text
    if draft.is_apart or len(text) > _LONGEST or len(draft.lines) > _MOST_LINES:
        return False
    if draft.opening and draft.opening.number is None:
        return False
    if not any(character.isalpha() for character in text) or text[-1] in ".;,…":
        return False
    if text.endswith(":") and not _is_label(text):
        return False
    is_larger = draft.size >= _LARGER * body
    is_bold = draft.is_bold and draft.size >= _SMALLEST * body
    is_italic = draft.is_italic and len(draft.lines) == 1 and below is not None and not below.is_italic
    return is_larger or is_bold or (is_italic and len(text) < 70 and draft.size >= body and text[0].isupper())


def _is_label(text: str) -> bool:
    """'Aanvullende afspraken:' heads a list; 'Partijen spreken af:' is a sentence that introduces one."""
    tokens = text.rstrip(":").lower().split()
    return len(tokens) <= _MOST_WORDS_IN_LABEL and not any(
        token in words_of("finite_verbs") for token in tokens
    )


def levels(headings: Sequence[Style], stacked: Mapping[tuple[Style, Style], int]) -> dict[Style, int]:
    """The depth of each style: larger is higher; of two equal in size the one that stands over the other.

    `headings` are in order of appearance, `stacked` counts how often one stands right over another.
    """
    first = {style: index for index, style in reversed(list(enumerate(headings)))}
    ordered = sorted(first, key=lambda style: (-style[0], not style[1], first[style]))
    for index in range(len(ordered) - 1):
        upper, lower = ordered[index], ordered[index + 1]
        if upper[0] == lower[0] and stacked.get((lower, upper), 0) > stacked.get((upper, lower), 0):
            ordered[index], ordered[index + 1] = lower, upper
    return {style: min(depth, _DEEPEST) for depth, style in enumerate(ordered, 1)}
