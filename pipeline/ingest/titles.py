"""Titles printed before a sentence without a stop: '4) Monitoring van aanbod De gemeente volgt …'."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.ingest.layout import words as words_of

_LONGEST = 14  # words
_FEWEST_AFTER = 3


def split_title(words: str) -> tuple[str, str] | None:
    """Title and sentence, or None where no title shows.

    A capital inside the first sentence starts the sentence proper: surely on a word that opens sentences
    ('De', 'Partijen'), probably on a name, if the words before it hold no verb.
    """
    tokens = _first_sentence(words.split())
    starts = [index for index in range(1, len(tokens) - _FEWEST_AFTER) if _can_split(tokens, index)]
    sure = [index for index in starts if tokens[index].lower() in words_of("sentence_openers")]
    probable = [index for index in starts if _is_nominal(tokens[:index])]
    chosen = (sure or probable)[:1]
    if not chosen:
        return None
    title = " ".join(tokens[: chosen[0]])
    return title, words[len(title) :].strip()


def _first_sentence(tokens: Sequence[str]) -> list[str]:
    for index, token in enumerate(tokens[: 2 * _LONGEST]):
        if token[-1] in ".!?:;":
            return list(tokens[: index + 1])
    return list(tokens[: 2 * _LONGEST])


def _can_split(tokens: Sequence[str], index: int) -> bool:
    before = tokens[index - 1]
    is_plain = before[-1].isalnum() or before[-1] in ")]"
    is_name_going_on = (
        before[0].isupper() and index > 1 and tokens[index].lower() not in words_of("sentence_openers")
    )
    return (
        index <= _LONGEST
        and tokens[index][0].isupper()
        and is_plain
        and not is_name_going_on
        and before.lower() not in words_of("never_last_in_title")
    )


def _is_nominal(title: Sequence[str]) -> bool:
    """Whether words can be a title: they hold no verb and do not open like a sentence."""
    lowered = [token.lower() for token in title]
    return lowered[0] not in words_of("sentence_openers") and not words_of("finite_verbs") & set(lowered)
