"""What kind of thing a commitment promises."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from extractors._reading_types import CommitmentKind
from extractors._sentences import Sentence
from extractors._vocabulary import says, vocabulary, word_list


@cache
def kind_cues() -> re.Pattern[str]:
    """The starts of words that tell a kind, one named group per kind."""
    kinds: dict[str, list[str]] = vocabulary("commitments")["kinds"]
    groups = (
        f"(?P<{kind}>{'|'.join(map(re.escape, sorted(cues, key=len, reverse=True)))})"
        for kind, cues in kinds.items()
        if kind not in ("other", "negations")
    )
    return re.compile(r"\b(?:" + "|".join(groups) + ")")


def kind_of(sentence: Sentence, above: str) -> CommitmentKind:
    """What is promised: by the main verb and what follows it, else by the first cue of the sentence.

    An item without a cue of its own is of the kind of what stands above it: 'Te bespreken:', 'Evaluaties'.
    """
    text, clause = sentence.text.lower(), sentence.clause
    verb = (
        clause.tokens[clause.verb_index].span.start - sentence.span.start
        if clause.verb_index is not None
        else 0
    )
    if says(text, "commitments", "kinds", "other"):
        return "other"
    found = kind_cues().search(text, verb) or kind_cues().search(text)
    if found is None and not clause.has_verb:
        found = kind_cues().search(above.lower())
    kind = cast(CommitmentKind, found.lastgroup) if found and found.lastgroup else "deliver"
    negated = not word_list("commitments", "kinds", "negations").isdisjoint(
        re.findall(r"\w+", text[verb:])[:4]
    )
    return "other" if negated and kind == "deliver" else kind
