"""Who acts in a clause: the party that stands beside its finite verb, and that verb.

No grammar of Dutch: a blank pipeline has no parser, and none is needed. Dutch main clauses put the finite
verb second, so the party that stands beside it, on either side, is its subject: 'Welbouw bouwt …',
'In 2031 bouwt Welbouw …'. What this cannot tell (a verb after a long subject) falls back on the first verb.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors._commitments.verbs import is_participle, known_finite, may_be_finite
from extractors._parties.groups import Group, Token, after_brackets
from extractors._vocabulary import word_endings, word_list

_OPENERS = frozenset(
    {":", ";", ",", "-", "–", "•", "➤", "*", "“", "‘", '"', "'", "(", "en", "maar", "want", "dan"}
)
# stand for who acted in the sentence before
_PRONOUNS_BACK = frozenset({"zij", "ze", "eerstgenoemde", "laatstgenoemde"})
_DEMONSTRATIVES = frozenset({"dat", "die", "wat"})  # 'Dat betekent …' opens a main clause
_NO_VERB_BEHIND = frozenset({"te", "het", "de", "een"})  # 'te bouwen', 'het bouwen'
_PREFIXES = ("be", "ver", "her", "ont", "onder", "over")  # a participle and a present are spelt alike
_SHORTEST_ITEM = 3  # words between a party and the verb that ends its clause
_LABEL_WORDS = 2  # 'Doelstelling Welbouw: …' names who acts before a colon
_EITHER_NUMBER = frozenset({"wordt", "worden"})  # of a passive the party behind may be told with others
_CLAUSE_ENDS = frozenset({",", ";", ":"})


def subject_and_verb(tokens: Sequence[Token], groups: Sequence[Group]) -> tuple[Group | None, int | None]:
    """The group of parties that is the subject of the main verb, and the index of that verb."""
    for group in groups:
        if group.preposition is not None:
            if _is_of_staff(tokens, group) and (
                verb := _verb_after(tokens, group.last + 1, starts_sentence=True)
            ):
                return group, verb
            continue
        before, after = group.before, _behind(tokens, group)
        if _opens_with_verb(tokens) and before == 0:
            break  # '- betrekt huurders bij …': who acts stands above the list
        if _opens_clause_item(tokens, before):
            return group, last_verb(tokens, after)
        if before >= 0 and tokens[before].text in word_list("commitments", "subordinators"):
            continue
        if before >= 0 and can_be_finite(tokens, before) and not _disagrees(tokens, group):
            is_second = tokens[before - 1].text == "en" and tokens[before].text not in known_finite()
            if is_second and _first_verb(tokens) not in (None, before):
                continue  # '… en verbinden partijen': the subject stood before the first verb
            return group, before
        if before < _LABEL_WORDS and after < len(tokens) and tokens[after].text == ":":
            return group, _first_verb(tokens, after)
        if (
            before == 0
            and tokens[0].is_capital
            and tokens[0].text not in word_list("commitments", "prepositions")
        ):
            before = -1  # 'Plaatselijke corporaties bouwen': an adjective opens the sentence
        if before >= 0 and tokens[before].text not in _OPENERS:
            continue
        verb = _verb_after(tokens, after, starts_sentence=before < 0)
        if verb is not None:
            return group, verb
        if before < 0 and (final := _verb_at_the_end(tokens, after)) is not None:
            return group, final
    return None, 0 if _opens_with_verb(tokens) else _first_verb(tokens)


def _disagrees(tokens: Sequence[Token], group: Group) -> bool:
    """Whether the number of a verb tells that the party behind it is its object: 'nemen de gemeente mee'."""
    verb, mention = tokens[group.before].text, group.mentions[0]
    if len(group.mentions) > 1 or mention.rule not in ("function", "group") or verb in _EITHER_NUMBER:
        return False
    following = tokens[group.last + 1].text if group.last + 1 < len(tokens) else ""
    if following in word_list("commitments", "conjunctions"):
        return False  # 'bouwen de gemeente en een ander'
    if mention.is_plural:
        return verb.endswith("t")
    return verb.endswith("en")


def _is_of_staff(tokens: Sequence[Token], group: Group) -> bool:
    """Whether a party is that of whose staff opens the sentence: 'De wijkbeheerder van Welbouw loopt …'."""
    noun = group.before - 1
    if group.preposition != "van" or not 0 <= noun <= 1 or group.last + 1 >= len(tokens):
        return False
    determiners = word_list("commitments", "determiners")
    is_staff = tokens[noun].text.endswith(word_endings("commitments", "staff"))
    return (
        is_staff
        and all(token.text in determiners for token in tokens[:noun])
        and (tokens[group.last + 1].text not in word_list("commitments", "conjunctions"))
    )


def _behind(tokens: Sequence[Token], group: Group) -> int:
    """Index of the word behind a group: past its brackets, or the verb in them: 'Wij (blijven) zoeken …'."""
    start = group.last + 1
    bracketed = [token.text for token in tokens[start : start + 3]]
    if bracketed[::2] == ["(", ")"] and bracketed[1] in known_finite():
        return start + 1
    return after_brackets(tokens, start)


def _opens_with_verb(tokens: Sequence[Token]) -> bool:
    """Whether the item of a list opens with a finite verb in lower case: '- stelt de visie vast'."""
    return (
        bool(tokens)
        and not tokens[0].is_capital
        and tokens[0].text.endswith("t")
        and (tokens[0].mention is None and may_be_finite(tokens[0].text))
    )


def _opens_clause_item(tokens: Sequence[Token], before: int) -> bool:
    """Whether 'dat' and who acts open the item of a list: '- dat partijen jaarlijks overleggen;'."""
    return before == 0 and tokens[0].text == "dat"


def _verb_at_the_end(tokens: Sequence[Token], start: int) -> int | None:
    """The verb of an item that goes on a sentence: 'spreken af dat: a. de gemeente … jaarlijks herziet;'."""
    last = last_verb(tokens, start)
    if last is None or last - start < _SHORTEST_ITEM or tokens[last].is_capital:
        return None
    word = tokens[last].text
    is_verb = word.endswith("t") and can_be_finite(tokens, last)
    return last if is_verb and (word.startswith(_PREFIXES) or not is_participle(word)) else None


def last_verb(tokens: Sequence[Token], start: int) -> int | None:
    """The verb that ends a subordinate clause."""
    words = [i for i in range(start, len(tokens)) if tokens[i].text not in {".", ";", ",", "en"}]
    return words[-1] if words else None


def _verb_after(tokens: Sequence[Token], after: int, *, starts_sentence: bool) -> int | None:
    """The verb of a subject that stands before it; at the start of a sentence words may stand between."""
    if after < len(tokens) and tokens[after].text == ":":
        after += 1
    if after < len(tokens) and can_be_finite(tokens, after):
        return after
    if not starts_sentence:
        return None
    known = _first_verb(tokens, after)
    return known if known is not None else _verb_behind_company(tokens, after)


def _verb_behind_company(tokens: Sequence[Token], start: int) -> int | None:
    """'De gemeente samen met Welbouw bepaalt …': a verb no list knows, behind a party or an insertion."""
    for index in range(start, len(tokens)):
        ends = tokens[index - 1].mention is not None or tokens[index - 1].text in {",", ")"}
        if ends and can_be_finite(tokens, index):
            return index
    return None


def can_be_finite(tokens: Sequence[Token], index: int) -> bool:
    """Whether the word beside a party can be its finite verb."""
    token = tokens[index]
    if token.mention is not None or (token.is_capital and index > 0):
        return False
    if index > 0 and tokens[index - 1].text in _NO_VERB_BEHIND:
        return False
    return may_be_finite(token.text)


def _first_verb(tokens: Sequence[Token], start: int = 0) -> int | None:
    """The first word that is surely a finite verb of a main clause; subordinate clauses are stepped over."""
    subordinators, inside = word_list("commitments", "subordinators"), False
    for index in range(start, len(tokens)):
        word = tokens[index].text
        if word in subordinators and not _points(tokens, index):
            if index == 0 and (after := _verb_after_opening(tokens)) is not None:
                return after
            inside = True
        elif word in _CLAUSE_ENDS:
            inside = False
        elif not inside and _is_surely_finite(tokens, index):
            return index
    return None


def _points(tokens: Sequence[Token], index: int) -> bool:
    """Whether 'dat' or 'die' points to something: 'Dat betekent …', 'In dat kader worden …'."""
    if tokens[index].text not in _DEMONSTRATIVES:
        return False
    return index == 0 or tokens[index - 1].text in word_list("commitments", "prepositions")


def _verb_after_opening(tokens: Sequence[Token]) -> int | None:
    """The main verb behind an opening subordinate clause without a comma: 'Als X gaat slopen wordt …'."""
    found = None
    for index, token in enumerate(tokens[1:], 1):
        if token.text in _CLAUSE_ENDS and found is None:
            return None
        if token.text in word_list("commitments", "subordinators") or token.text in _CLAUSE_ENDS:
            break
        if _is_surely_finite(tokens, index):
            found = index
    return found


def _is_surely_finite(tokens: Sequence[Token], index: int) -> bool:
    """Whether it is one wherever it stands; 'de Bleek' is a name, 'het komen' a noun, 'het is' is one."""
    token = tokens[index]
    if token.text not in known_finite():
        return False
    nouns_behind = ("te", "het") if token.text.endswith("en") else ("te",)
    return index == 0 or (not token.is_capital and tokens[index - 1].text not in nouns_behind)


def pronoun_back(tokens: Sequence[Token]) -> int | None:
    """Index of the verb beside 'zij' or 'ze': who acted in the sentence before acts in this one too."""
    for index, token in enumerate(tokens):
        if token.text in _PRONOUNS_BACK:
            for beside in (index - 1, index + 1):
                if 0 <= beside < len(tokens) and can_be_finite(tokens, beside):
                    return beside
    return None
