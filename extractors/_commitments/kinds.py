"""What kind of thing a commitment promises."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from extractors._commitments.sentences import Sentence
from extractors._commitments.types import CommitmentKind
from extractors._vocabulary import says, vocabulary, word_list

_LIMIT = re.compile(r"\b(?:niet meer dan|geen enkele|niet alleen)\b")  # limits; they take nothing back
_TOLD_ABOVE = ("research", "consult")  # 'Evaluaties', 'Te bespreken:'; a theme tells no kind
_WORD_END = r"(?!\w)"  # 'legt … voor' is not in 'legt de voorwaarden vast'
_GAP = r"\s+(?:\S+\s+){0,12}?"  # 'werken … uit': the words between a verb and its particle


@cache
def kind_cues() -> re.Pattern[str]:
    """The starts of words that tell a kind, those with a gap first; groups are named by kind and rank."""
    kinds: dict[str, list[str]] = vocabulary("commitments")["kinds"]
    told = {kind: cues for kind, cues in kinds.items() if kind not in ("other", "negations", "conditions")}
    groups = [
        f"(?P<{kind}_{rank}>{'|'.join(_GAP.join(map(re.escape, cue.split(' … '))) for cue in chosen)})"
        f"{_WORD_END if has_gap else ''}"
        for rank, has_gap in enumerate((True, False))
        for kind, cues in told.items()
        if (chosen := sorted((cue for cue in cues if (" … " in cue) is has_gap), key=len, reverse=True))
    ]
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
    if says(text, "commitments", "kinds", "other") or _is_conditional(text):
        return "other"
    found = kind_cues().search(text, verb) or kind_cues().search(text)
    if found is None and not clause.has_verb:
        found = _kind_above(above)
    kind = cast(CommitmentKind, found.lastgroup.split("_")[0]) if found and found.lastgroup else "deliver"
    near = re.findall(r"\w+", _LIMIT.sub(" ", text[verb:]))[:4]
    negated = not word_list("commitments", "kinds", "negations").isdisjoint(near)
    return "other" if negated and kind == "deliver" else kind


def _is_conditional(text: str) -> bool:
    opening = re.findall(r"\w+", text)[:1]
    return any(word in word_list("commitments", "kinds", "conditions") for word in opening)


def _kind_above(above: str) -> re.Match[str] | None:
    found = kind_cues().search(above.lower())
    return found if found and found.lastgroup and found.lastgroup.startswith(_TOLD_ABOVE) else None
