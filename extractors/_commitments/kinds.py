"""What kind of thing a commitment promises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import cast

from extractors._commitments.clauses import Clause
from extractors._commitments.sentences import Sentence
from extractors._commitments.types import CommitmentKind
from extractors._commitments.verbs import is_participle
from extractors._vocabulary import says, vocabulary, word_list, words_of

_WORD = re.compile(r"\w+")
_LIMIT = re.compile(
    r"\b(?:niet meer dan|niet hoger dan|geen enkele|niet alleen|om niet)\b"
)  # limits take nothing back
_TOLD_ABOVE = ("research", "consult")  # 'Evaluaties', 'Te bespreken:'; a theme tells no kind
_WORD_END = r"(?![\w-])"  # 'legt … voor' is not in 'legt de voorwaarden vast'
_GAP = r"\s+(?:\S+\s+){0,12}?"  # 'werken … uit': the words between a verb and its particle
_OF = re.compile(r"\bvan (?:\S+ )?\Z")  # 'maakt van elk ' before 'overleg een verslag'
_ENDS_CLAUSE = frozenset({",", ";", ":", "(", "–", "om"})


@cache
def kind_cues() -> re.Pattern[str]:
    """The cues of kinds.toml, those with a gap first; groups are named by kind and whether they have one."""
    return re.compile(rf"{_told(True)}|{_told(False)}")


@cache
def _gapped() -> tuple[re.Pattern[str], ...]:
    """Verbs with their particle, a pattern for each kind."""
    return tuple(re.compile(group) for group in _groups("cues", True))


@cache
def _with_particle() -> frozenset[str]:
    """The verbs themselves: 'werkt' of 'werkt … uit'."""
    told: dict[str, list[str]] = vocabulary("kinds")["cues"]
    return frozenset(cue.split()[0] for cues in told.values() for cue in cues if " … " in cue)


@cache
def _nouns() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(_groups("nouns", False)) + ")")


def _told(has_gap: bool) -> str:
    return r"\b(?:" + "|".join(_groups("cues", has_gap)) + ")"


def _groups(table: str, has_gap: bool) -> Iterator[str]:
    """A group of a pattern for each kind: the cues that have a gap, or have none."""
    told: dict[str, list[str]] = vocabulary("kinds")[table]
    for kind, cues in told.items():
        chosen = sorted((cue for cue in cues if (" … " in cue) is has_gap), key=len, reverse=True)
        inner = [_read(cue[1:]) for cue in chosen if cue.startswith("-")]  # one look through a word for all
        forms = [_read(cue) for cue in chosen if not cue.startswith("-")]
        forms += [rf"\w*(?:{'|'.join(inner)})"] if inner else []
        if forms:
            yield f"(?P<{kind}_{int(has_gap)}>{'|'.join(forms)}){_WORD_END if has_gap else ''}"


def _read(cue: str) -> str:
    """'meet$' as a whole word, 'werkt … uit' with words between them, 'verken' as the start of a word."""
    end = _WORD_END if cue.endswith("$") else ""
    return _GAP.join(map(re.escape, cue.removesuffix("$").split(" … "))) + end


def _first_cue(text: str, start: int = 0) -> re.Match[str] | None:
    """The first cue from here on, tried only at words with which one can begin."""
    for word in _WORD.finditer(text, start):
        if _may_open_cue(word.group()) and (found := kind_cues().match(text, word.start())):
            return found
    return None


@lru_cache(maxsize=16_384)  # asked of every word, and a text has few different ones
def _may_open_cue(word: str) -> bool:
    return _openings().match(word) is not None


@cache
def _openings() -> re.Pattern[str]:
    """The first word of each cue, as much of it as the cue tells."""
    told: dict[str, list[str]] = vocabulary("kinds")["cues"]
    firsts = {cue.split()[0] for cues in told.values() for cue in cues}
    forms = (rf"\w*{_read(first[1:])}" if first[0] == "-" else _read(first) for first in sorted(firsts))
    return re.compile("|".join(forms))


def kind_of(sentence: Sentence, above: str) -> CommitmentKind:
    """What is promised: by the main verb, else by what is done, else by the first cue of the sentence.

    An item without a cue of its own is of the kind of what stands above it: 'Te bespreken:', 'Evaluaties'.
    """
    text, clause = sentence.text.lower(), sentence.clause
    offset = sentence.span.start
    verb = clause.tokens[clause.verb_index].start - offset if clause.verb_index is not None else 0
    first = _WORD.search(text)
    opening = first.group() if first else ""
    if says(sentence.text, "kinds", "other") or opening in word_list("kinds", "at_times"):
        return "other"
    found = _by_verb(text, clause, offset) or _first_cue(text, verb)
    found = found or (_first_cue(text) if verb else None)
    if found is None and not clause.has_verb:
        found = _kind_above(above)
    kind = _kind(found) if found else "deliver"
    if kind != "deliver":
        return kind
    takes_back = not word_list("kinds", "negations").isdisjoint(words_of(sentence.text))
    if takes_back:
        near = _WORD.findall(_LIMIT.sub(" ", text[verb:]))[:4]
        takes_back = not word_list("kinds", "negations").isdisjoint(near)
    return "other" if takes_back or opening in word_list("kinds", "conditions") else kind


def _kind(found: re.Match[str]) -> CommitmentKind:
    return cast(CommitmentKind, (found.lastgroup or "deliver").split("_")[0])


def _by_verb(text: str, clause: Clause, offset: int) -> re.Match[str] | None:
    """What the verb that says what is done tells; of a light one the noun with it."""
    for index in _verbs(clause):
        at = clause.tokens[index].start - offset
        patterns = _gapped() if clause.tokens[index].text in _with_particle() else ()
        with_particle = [found for gapped in patterns if (found := gapped.match(text, at))]
        nearest = min(with_particle, key=lambda found: found.end()) if with_particle else None
        if clause.tokens[index].text in word_list("kinds", "light"):
            if nearest is None or _kind(nearest) == "deliver":  # 'voert een onderzoek uit'
                nearest = _done(text, 0 if clause.is_passive else at) or nearest
            return nearest
        if found := nearest or kind_cues().match(text, at):
            return found
    return None


def _done(text: str, start: int) -> re.Match[str] | None:
    """The first noun of what is done."""
    nouns = _nouns().finditer(text, start)
    return next(
        (noun for noun in nouns if not _OF.search(text, max(0, noun.start() - 40), noun.start())), None
    )


def _verbs(clause: Clause) -> Iterator[int]:
    """Where the verbs stand that may say what is done: those behind an auxiliary first."""
    if clause.verb_index is None:
        return
    if clause.tokens[clause.verb_index].text in word_list("kinds", "auxiliaries"):
        for index in range(clause.verb_index + 1, len(clause.tokens)):
            word = clause.tokens[index].text
            if word in _ENDS_CLAUSE or word in word_list("commitments", "subordinators"):
                break
            if _may_be_inner(word):
                yield index
    yield clause.verb_index


def _may_be_inner(word: str) -> bool:
    is_infinitive = word.endswith("en") and word not in word_list("commitments", "not_verbs")
    return is_participle(word) or is_infinitive


def _kind_above(above: str) -> re.Match[str] | None:
    cues = kind_cues().finditer(above.lower())
    return next((found for found in cues if (found.lastgroup or "").startswith(_TOLD_ABOVE)), None)
