"""Where a name stands in a text.

By `str.find`: a pattern for each name that is met would have to be compiled, which takes longer than to
search.
"""

from __future__ import annotations

from collections.abc import Iterator


def places(name: str, text: str, beside: str = "-") -> Iterator[int]:
    """Offsets where the name stands as whole words: no letter, digit or sign of `beside` touches it."""
    at = text.find(name) if name else -1
    while at >= 0:
        end = at + len(name)
        is_part = _is_of_word(text[at - 1 : at], beside) or _is_of_word(text[end : end + 1], beside)
        if not is_part:
            yield at
        at = text.find(name, at + 1 if is_part else end)


def count(name: str, text: str, beside: str = "-") -> int:
    """How often a name stands in the text as whole words."""
    return sum(1 for _ in places(name, text, beside))


def stands_inside(name: str, text: str) -> bool:
    """Whether the name stands inside a sentence somewhere: behind a word or a comma, and a blank."""
    behind_blanks = (at for at in places(name, text) if text[at - 1 : at] == " ")
    return any(_is_of_word(text[at - 2 : at - 1], ",") for at in behind_blanks)


def _is_of_word(sign: str, beside: str) -> bool:
    """Whether a sign, or nothing at an end of the text, is one of a word."""
    return sign.isalnum() or (sign != "" and sign in f"_{beside}")
