"""Times that are part of a name or date a source: 'Woonvisie 2031-2035', '‘Samen wonen’ (juni 2030)'."""

from __future__ import annotations

import re

from extractors._commitments.kinds import kind_cues
from extractors._commitments.labels import closing_parties
from extractors._commitments.time_use import TimeUse
from extractors._commitments.verbs import known_finite
from extractors._vocabulary import word_endings

_WORD = re.compile(r"[\w.’'&-]+")
_QUOTED = re.compile(r"[‘“\"][^’”\"‘“]{3,90}[’”\"]")  # ‘Wonen in 2031’, a title
_TITLE_BEFORE = re.compile(r"[’”\"]\s*\(\s*$")  # '‘Samen wonen’ ('
_SMALL_NAME_WORDS = frozenset(
    {"van", "de", "het", "voor", "een", "en", "-", "–", "gemeente", "der", "t/m", "tm", "over", "periode"}
)


def is_in_name(use: TimeUse) -> bool:
    """Whether the expression belongs to the title of a plan, study or law, or dates one."""
    if use.is_recurring:
        return False
    if use.is_fine:
        return _dates_a_source(use)
    start, end = use.time.start, use.time.end
    for quoted in _QUOTED.finditer(use.sentence.text):
        if quoted.start() < start and end < quoted.end():
            return known_finite().isdisjoint(quoted.group().lower().split())  # a sentence is no title
    is_bare = use.time.text[0].isdigit() or use.time.text.lower().startswith(("voor ", "over "))
    return is_bare and _follows_document_noun(use)


def _dates_a_source(use: TimeUse) -> bool:
    """A month or day behind a title: '‘Samen wonen’ (juni 2030)', 'Woonindex Zandermeer, november 2030.'"""
    if use.time.modifier or use.is_commitment or closing_parties(use.sentence.clause):
        return False  # 'Gegevens voor het warmteplan – Welbouw – 15-03-2031' has fields
    if _TITLE_BEFORE.search(use.before):
        return True
    clause = use.sentence.clause
    opens_with_action = kind_cues().match(use.before.lower().lstrip()) is not None
    is_note = not clause.has_verb and not use.is_bracketed and not use.after.strip(" .")
    return is_note and not opens_with_action and _follows_document_noun(use)


def _follows_document_noun(use: TimeUse) -> bool:
    """Whether only the words of a name stand between the expression and a noun like 'woonvisie'."""
    nouns = word_endings("deadlines", "not_deadlines", "document_nouns")
    for word in reversed(_WORD.findall(use.before)[-12:]):
        if word.lower().strip("’'.").endswith(nouns):
            return True
        if not (word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL_NAME_WORDS):
            return False
    return False
