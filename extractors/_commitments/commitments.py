"""Which sentences bind somebody to do something, and to what kind of thing."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

from extractors._commitments.calendar_heads import is_calendar_head
from extractors._commitments.cell_marks import says_nothing
from extractors._commitments.clauses import Clause
from extractors._commitments.kinds import kind_cues
from extractors._commitments.labels import closing_bracket, closing_parties
from extractors._commitments.sentences import Sentence
from extractors._commitments.verbs import is_participle, known_finite, may_be_finite
from extractors._vocabulary import says, word_endings, word_list

_LEAD_END = re.compile(r":\W*$")  # 'Welbouw zet in op:'
# '2.1 ', 'Thema 3: '
_HEADING_NUMBER = re.compile(r"^[\d.)\s]*(?:hoofdstuk|thema|paragraaf)?\s*[\d.:]*\s*", re.IGNORECASE)
_LONGEST_LABEL = 80  # characters, its number included
_TO_INFINITIVE = re.compile(r"\bte \w+en\b")  # 'verwacht … op te leveren'
_DETERMINER_LENGTH = 4  # characters before the party that opens a sentence: 'De '
_LEAST_ACT = 5  # words of an item that names an act: fewer are a title
_LATEST_ACT = 4  # words within which it is named: '(Nog) eerder herkennen van'
_LONGEST_STEP = 14  # words of a step of a planning
_DEMONSTRATIVES = frozenset({"dit", "dat"})
_BY_IT = frozenset({"hiermee", "daarmee"})
_OPENING_MARKS = re.compile(r"^\W+")  # '- ' of '- Daardoor dalen …'
_EMPTY_LEAD = 1  # words beside the parties of a lead-in that says nothing itself


def introduces_list(sentence: Sentence) -> bool:
    """Whether the sentence ends in a colon, and so only opens what stands under it."""
    return _LEAD_END.search(sentence.text) is not None


def announces(sentence: Sentence, heading: str) -> bool:
    """Whether the sentence announces the list under the heading behind it: both speak of 'maatregelen'."""
    return bool(
        set(re.findall(r"[\w-]+", sentence.text.lower()))
        & set(re.findall(r"[\w-]+", heading.lower()))
        & word_list("commitments", "headings", "with_actions")
    )


@lru_cache(maxsize=1024)  # asked for each sentence below it
def bare_heading(heading: str) -> str:
    """A heading without number and brackets, in lower case: '2.1 Evaluaties (vast)' -> 'evaluaties'."""
    return re.sub(r"\(.*?\)", "", _HEADING_NUMBER.sub("", heading)).strip(" .:").lower()


def is_label(heading: str) -> bool:
    """Whether a heading only sorts what stands under the heading above it: 'Evaluaties'."""
    may_be = len(heading) <= _LONGEST_LABEL or "(" in heading
    return may_be and bare_heading(heading) in word_list("commitments", "headings", "labels")


def judge(sentence: Sentence, lead: Sentence | None) -> str | None:
    """The rule by which it is a commitment, or None. `lead` introduces the list it is an item of."""
    if sentence.part != "agreement" or sentence.passage.kind == "footnote":
        return None
    if sentence.passage.kind == "heading":
        return _prose(sentence) if _headline(sentence) else None
    if sentence.table is not None:
        return _in_table(sentence, lead)
    is_led = lead is not None and lead_kind(lead) == "actions"  # 'Overwegende … spreken partijen af:'
    if sentence.passage.cell is not None or (in_background(sentence) and not is_led):
        return None
    if sentence.passage.kind == "bullet":
        return _bullet(sentence, lead)
    return _prose(sentence)


def _headline(sentence: Sentence) -> bool:
    """Whether a heading is a sentence that promises a number: 'Corporaties bouwen 400 woningen'."""
    subjects = sentence.clause.subjects
    opens = bool(subjects) and subjects[0].span.start - sentence.span.start <= _DETERMINER_LENGTH
    return opens and re.search(r"\d", sentence.text) is not None


def in_background(sentence: Sentence) -> bool:
    """Whether it stands under a heading of goals, contents or context."""
    nearest = sentence.passage.heading_path[-1] if sentence.passage.heading_path else ""
    return bare_heading(nearest) in word_list("commitments", "headings", "without_commitments")


def _in_table(sentence: Sentence, lead: Sentence | None) -> str | None:
    """A part of a cell: in the column that has parties beside it nearly all of it is agreed action."""
    table, cell = sentence.table, sentence.passage.cell
    if table is None or cell is None or not table.holds_action(cell):
        return None
    lane = table.lane(cell)
    if lane not in table.actions or says_nothing(sentence.text):
        return None
    by_words = _bullet(sentence, lead) if sentence.passage.kind == "bullet" else _prose(sentence)
    is_own = lane in table.owners or lane in table.headed
    if by_words or not (is_own or (lane == table.party_actions and table.tells_of_actions)):
        return by_words
    if (
        sentence.clause.tense != "present"
        or _tells_a_consequence(sentence.text)
        or sentence.text.startswith("*")
    ):
        return None
    clause = sentence.clause
    names_party = any(token.mention is not None for token in clause.tokens)
    if introduces_list(sentence):
        return "cell" if names_party else None
    return "cell" if clause.subjects or is_own or not clause.has_verb else None


def _bullet(sentence: Sentence, lead: Sentence | None) -> str | None:
    """An item of a list: a sentence of its own, or one that its lead-in makes a promise of."""
    by_words = _prose(sentence)
    if by_words:
        return by_words
    clause = sentence.clause
    is_agreed = bool(clause.subjects) and clause.tokens[0].text == "dat"  # '1. dat Welbouw de flat isoleert;'
    is_other = not is_agreed and _tells_a_consequence(sentence.text)
    if clause.tense != "present" or is_other or _only_names(clause):
        return None
    if says(sentence.text, "commitments", "non_commissive_phrases"):
        return None
    if lead is not None:
        kind = lead_kind(lead)
        is_bare = lead.passage.kind == "heading" and not introduces_list(lead)  # 'Welbouw' over a list
        if is_bare and _tells_what_one_does(clause):
            return "bullet_of_a_party"
        if kind == "other" or (is_bare and not kind_cues().search(sentence.text.lower())):
            return None
        is_state = clause.has_verb and clause.verb in word_list("commitments", "stative")
        return "bullet_under_lead_in" if kind == "actions" and not is_state else None
    if lead is None and _tells_what_one_does(clause):
        return "bullet_of_a_party"
    if _names_an_act(clause):
        return "bullet_of_an_act"
    if (closing_bracket(clause) or closing_parties(clause)) and not clause.subjects:
        return "labelled"
    heading = bare_heading(sentence.passage.heading_path[-1]) if sentence.passage.heading_path else ""
    if not clause.has_verb and _names(heading, "with_actions"):
        return "bullet_under_heading"
    return None


def _only_names(clause: Clause) -> bool:
    """Whether it is nothing but parties, an item of the list of who signs: '- Huurdersraad De Brug'."""
    if not clause.groups:
        return False
    small = word_list("commitments", "determiners") | word_list("commitments", "conjunctions")
    told = [token for token in clause.tokens if token.mention is None and token.text[:1].isalnum()]
    return all(token.text in small for token in told)


def names_a_step(clause: Clause) -> bool:
    """Whether a few words without an actor can name a step of a planning: 'Start bouw.', 'Oplevering'."""
    is_short = len(clause.tokens) <= _LONGEST_STEP
    return is_short and not clause.subjects and clause.tense == "present" and not _only_names(clause)


def _tells_what_one_does(clause: Clause) -> bool:
    """Whether it opens with the verb of the party above it: '- informeert omwonenden', '- Bouwt 20 …'."""
    first = clause.tokens[0]
    is_verb = not first.is_capital or first.text in known_finite()
    opens = clause.verb_index == 0 and is_verb and first.text.endswith("t")
    return opens and clause.verb not in word_list("commitments", "stative") | word_list(
        "commitments", "permissive"
    )


def _names_an_act(clause: Clause) -> bool:
    """Whether it opens with a noun of doing: 'Deelname aan …', '(Eerder) herkennen van …'."""
    words = [token.text for token in clause.tokens if token.text[:1].isalpha()]
    if clause.has_verb or len(words) < _LEAST_ACT:
        return False
    acts, not_verbs = word_list("commitments", "acts"), word_list("commitments", "not_verbs")
    opening = list(pairwise(words[:_LATEST_ACT]))
    return any(
        f"{word} {following}" in acts
        or (following == "van" and word.endswith("en") and word not in not_verbs)
        for word, following in opening
    )


def _names(heading: str, names: str) -> bool:
    return bool(set(re.findall(r"[\w-]+", heading)) & word_list("commitments", "headings", names))


def lead_kind(lead: Sentence) -> str | None:
    """Whether a lead-in introduces 'actions' or 'other' things; None where it does not tell."""
    words = _LEAD_END.sub("", lead.text).strip().lower()
    if is_party_label(lead.clause) or is_calendar_head(lead.text):
        return "actions"
    if _ends_with(words, "to_other") or lead.clause.tense != "present":
        return "other"
    if lead.clause.subjects or lead.clause.is_passive or _ends_with(words, "to_actions"):
        return "actions"
    return None


def is_party_label(clause: Clause) -> bool:
    """Whether it says nothing but whose actions follow: 'Vanuit de gemeente:', 'Inzet Welbouw:'."""
    if not clause.groups:
        return False
    beside = word_list("responsibilities", "headings", "beside_parties")
    words = [token for token in clause.tokens if token.mention or token.text[:1].isalnum()]
    return all(token.mention or token.text in beside or token.text.isdigit() for token in words)


def _ends_with(words: str, name: str) -> bool:
    return f" {words}".endswith(_lead_ends(name))


@cache
def _lead_ends(name: str) -> tuple[str, ...]:
    """' bestaande uit': as whole words."""
    return tuple(f" {cue}" for cue in sorted(word_list("commitments", "leads", name)))


def _prose(sentence: Sentence) -> str | None:
    clause = sentence.clause
    if says(sentence.text, "commitments", "non_commissive_phrases"):
        return None
    if says(sentence.text, "commitments", "performatives"):
        return "performative"
    if clause.tense != "present" or _tells_a_consequence(sentence.text) or acts_from_outside(clause):
        return None
    if introduces_list(sentence) and (_only_opens(clause) or not (names_actor(clause) or clause.refers_back)):
        return None
    if clause.asked:
        return "expectation"
    if clause.verb in word_list("commitments", "permissive"):
        return "phrase" if says(sentence.text, "commitments", "commissive_phrases") else None
    if sentence.unresolved is not None:
        return "unresolved_party" if _delivers(clause) else None
    if clause.subjects or clause.refers_back or clause.agents:
        return _with_party(sentence)
    if clause.is_passive and not _describes(clause):
        return "passive"
    if _has_organ(clause):
        return "organ"
    tells = clause.has_verb and says(sentence.text, "commitments", "commissive_phrases")
    return "phrase" if tells else None


def _delivers(clause: Clause) -> bool:
    """Whether its main verb is one of doing: 'bouwt', not 'gaat uit van' as a bureau that reports does."""
    told = kind_cues().match(clause.tokens[clause.verb_index].text) if clause.verb_index is not None else None
    return told is not None and (told.lastgroup or "").startswith("deliver")


def _only_opens(clause: Clause) -> bool:
    """Whether nothing is promised before the list begins: 'Welbouw zal:', 'De gemeente:'."""
    told = [token for token in clause.tokens if token.mention is None and token.text[:1].isalpha()]
    determiners = word_list("commitments", "determiners")
    return sum(token.text not in determiners for token in told) <= _EMPTY_LEAD


def _with_party(sentence: Sentence) -> str | None:
    clause, words = sentence.clause, sentence.text.lower()
    if clause.verb in word_list("commitments", "modals"):
        return "party_modal"
    if says(sentence.text, "commitments", "commissive_phrases"):
        return "phrase"
    if clause.is_passive:
        return None if _describes(clause) else "passive"
    if clause.verb in word_list("responsibilities", "expecting") and clause.inner_subjects:
        return "expectation"
    if clause.verb in word_list("commitments", "stative"):
        return (
            "party_plan"
            if _TO_INFINITIVE.search(words) and clause.verb not in {"is", "zijn", "heeft", "hebben"}
            else None
        )
    if not clause.has_verb:  # 'Welbouw: 20 woningen toevoegen', 'Welbouw: reserveert 12 woningen'
        behind = words.split(":", 1)[1].split() if ":" in words[:-1] else []
        opens = bool(behind) and behind[0].endswith(("t", "en")) and may_be_finite(behind[0])
        return "label" if opens or kind_cues().search(" ".join(behind)) else None
    return "party_verb"


def _has_organ(clause: Clause) -> bool:
    """Whether a body of the parties is the subject of a verb of doing: 'De kerngroep bereidt voor …'."""
    words = [token.text for token in clause.tokens[:4]]
    for word, following in pairwise(words[1:]):
        if word.endswith(word_endings("commitments", "organs")):
            acts = re.fullmatch(r"\w+t|\w+en", following) is not None
            return acts and following not in word_list("commitments", "stative")
    return False


def acts_from_outside(clause: Clause) -> bool:
    """Whether nobody of the parties does it: 'Het Rijk stelt vast', 'wordt door de minister bepaald'."""
    actors = clause.agents if clause.is_passive else clause.subjects
    if actors:
        return all(says(mention.party.name, "commitments", "outsiders") for mention in actors)
    if not clause.is_passive:
        return False
    words = [token.text for token in clause.tokens]
    behind = [" ".join(words[index + 1 : index + 4]) for index, word in enumerate(words) if word == "door"]
    return any(says(some, "commitments", "outsiders") for some in behind)


def _describes(clause: Clause) -> bool:
    found = [token.text for token in clause.tokens if is_participle(token.text)]
    return bool(found) and all(word in word_list("commitments", "descriptive_participles") for word in found)


def names_actor(clause: Clause) -> bool:
    """Whether a party acts in it by name, not as 'wij'."""
    return any(mention.rule != "pronoun" for mention in (*clause.subjects, *clause.agents))


@lru_cache(maxsize=256)  # asked by several rules
def _tells_a_consequence(text: str) -> bool:
    words = _OPENING_MARKS.sub("", text.lower())
    if words.startswith(word_endings("commitments", "not_consequences")):
        return False
    if not _BY_IT.isdisjoint(words.split(maxsplit=4)[:4]):
        return True
    first, _, rest = words.partition(" ")
    if first in _DEMONSTRATIVES and not may_be_finite(rest.partition(" ")[0]):
        return False  # 'Dat onderzoek betaalt Welbouw'; 'Dat betekent …' tells what comes of it
    return f"{words} ".startswith(_consequences())


@cache
def _consequences() -> tuple[str, ...]:
    """'daardoor ', 'dat betekent ': as whole words."""
    return tuple(f"{cue} " for cue in sorted(word_list("commitments", "consequences")))
