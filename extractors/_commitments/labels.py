"""Who answers, told by a label behind the action: '(trekker: Welbouw)', 'Wie: gemeente', 'Trekker: …'."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractors._commitments.calendar_heads import is_calendar_head
from extractors._commitments.clauses import Clause
from extractors._commitments.sentences import Sentence
from extractors._parties.groups import Token
from extractors._parties.parties import Mention
from extractors._vocabulary import word_list

_ENDS = frozenset({";", ")", "(", "[", "]", "."})  # behind these a label no longer holds
_LABEL_ENDS = frozenset({":", "=", "is", "zijn"})  # 'trekker: Welbouw', 'trekker is Welbouw'
_LONGEST_LABEL = 4  # words: 'Verantwoordelijk voor de uitvoering:'
_LEAST_OF_LABEL = 3  # 'Actie', ':' and a party
_LONGEST_LINE = 14  # words; what is longer says something of its own
_PARTING = frozenset({",", "-", "–", ";", "/", "|"})
_FIELDS = frozenset(
    {"/", "|", ";", "-", "–"}
)  # part the fields of a line: 'Plan voor isolatie / Welbouw / Q3 2031'
_OPENING = frozenset({"(", "["})
_CLOSING = frozenset({")", "]"})
_IN_CLOSING_BRACKET = frozenset({",", ";", ")", "]"})  # behind the parties of a bracket that names only them


@dataclass(frozen=True, slots=True)
class Labelled:
    """The parties that labels name, by what the label says of them."""

    responsible: tuple[Mention, ...] = ()
    participants: tuple[Mention, ...] = ()

    @property
    def mentions(self) -> frozenset[Mention]:
        """All of them: none is the subject of the action itself."""
        return frozenset((*self.responsible, *self.participants))


_NOBODY = Labelled()


def joined(labels: Iterable[Labelled]) -> Labelled:
    """What an action's own labels and the lines behind it tell together."""
    given = tuple(labels)
    if len(given) == 1:
        return given[0]
    return Labelled(
        tuple(mention for one in given for mention in one.responsible),
        tuple(mention for one in given for mention in one.participants),
    )


def is_label_line(sentence: Sentence) -> bool:
    """Whether the sentence is a label with what it tells, and no action: 'Wie: gemeente', 'Gereed: Q3'."""
    if ":" not in sentence.text:
        return False
    clause = sentence.clause
    if _names_only_parties(clause.tokens) and sentence.table is None:
        return True
    if sentence.passage.kind == "heading" or sentence.table is not None or clause.subjects:
        return False
    words = [token.text for token in clause.tokens if token.text[:1].isalnum() or token.text in {":", ""}]
    if len(words) > _LONGEST_LINE or ":" not in words[: _LONGEST_LABEL + 1]:
        return False
    first, *rest = words[: words.index(":")] or [""]
    small = word_list("responsibilities", "labels", "small_words")
    return _is_label(first) and all(word in small for word in rest)


def _names_only_parties(tokens: Sequence[Token]) -> bool:
    """Whether behind a label that may as well open an action nothing but parties stands: 'Actie: Welbouw'."""
    if len(tokens) < _LEAST_OF_LABEL or tokens[1].text != ":":
        return False
    if tokens[0].text not in word_list("responsibilities", "labels", "before_parties"):
        return False
    small = word_list("commitments", "conjunctions") | word_list("commitments", "determiners")
    return any(token.mention for token in tokens) and all(
        token.mention or token.text in small or token.text == "." for token in tokens[2:]
    )


def _is_label(word: str) -> bool:
    return role_of(word) is not None or word in word_list("responsibilities", "labels", "time")


def _responsible() -> frozenset[str]:
    return word_list("responsibilities", "labels", "responsible")


def _participating() -> frozenset[str]:
    return word_list("responsibilities", "labels", "participants")


def labelled(clause: Clause) -> Labelled:
    """The parties behind labels in one sentence: 'trekker: Welbouw; deelnemers: gemeente'."""
    if not clause.groups:
        return _NOBODY
    if _names_only_parties(clause.tokens):
        return Labelled(clause.named)
    found: dict[str, list[Mention]] = {"responsible": [], "participants": []}
    for role, mention in _roles(clause.tokens):
        found[role].append(mention)
    return Labelled(tuple(found["responsible"]), tuple(found["participants"]))


def _roles(tokens: Sequence[Token]) -> Iterator[tuple[str, Mention]]:
    role: str | None = None
    is_aside = False  # in a bracket behind a party: 'Wie: gemeente (grond) en Welbouw (bouw)'
    for index, token in enumerate(tokens):
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if is_aside or (role is not None and _opens_aside(tokens, index)):
            is_aside = token.text != ")"
            continue
        if token.mention is not None:
            if role is not None:
                yield role, token.mention
        elif token.text in _ENDS or (token.text == ":" and role is not None and not _labels(tokens, index)):
            role = None
        elif role == "responsible" and token.text in word_list("commitments", "accompanying"):
            role = "participants"  # 'Wie: huurdersvereniging i.s.m. gemeente'
        elif following is not None and following.text in _LABEL_ENDS and not _is_told_as(tokens, index):
            role = role_of(token.text) or (role if following.text != ":" else None)
        elif following is not None and following.mention is not None and _in_bracket(tokens, index):
            role = role_of(token.text) or role


def _opens_aside(tokens: Sequence[Token], index: int) -> bool:
    """Whether a bracket behind a party tells its part; 'gemeente (trekker), Welbouw' tells who leads."""
    is_behind = tokens[index].text == "(" and index > 0 and tokens[index - 1].mention is not None
    return is_behind and index + 1 < len(tokens) and role_of(tokens[index + 1].text) is None


def _is_told_as(tokens: Sequence[Token], index: int) -> bool:
    """'Welbouw treedt op als penvoerder: zij …' says it of Welbouw; no label stands behind 'als'."""
    return index > 0 and tokens[index - 1].text == "als"


def _labels(tokens: Sequence[Token], colon: int) -> bool:
    return colon > 0 and role_of(tokens[colon - 1].text) is not None


def _in_bracket(tokens: Sequence[Token], index: int) -> bool:
    """Whether the word opens a bracket: '(trekker Welbouw)'."""
    return index > 0 and tokens[index - 1].text in {"(", "["}


def role_of(word: str) -> str | None:
    """'responsible' or 'participants', as a label in lower case says: 'trekker', 'i.s.m.'; else None."""
    if word in _responsible():
        return "responsible"
    return "participants" if word in _participating() else None


def closing_bracket(clause: Clause) -> tuple[Mention, ...]:
    """The parties of a bracket at the end that opens with them: 'Besluit over de grondprijs (gemeente)'.

    One that stands behind a party is its short name: 'Stichting Welbouw Wonen (Welbouw)'.
    """
    tokens = clause.tokens
    if not clause.groups:
        return ()
    opening = max((i for i, token in enumerate(tokens) if token.text in _OPENING), default=None)
    if opening is None or opening == 0 or tokens[opening - 1].mention is not None:
        return ()
    named: list[Mention] = []
    for index, token in enumerate(tokens[opening + 1 :], opening + 1):
        if token.mention is not None:
            named.append(token.mention)
        elif token.text in _IN_CLOSING_BRACKET:
            if token.text in _CLOSING:
                return tuple(named) if _only_marks(tokens[index + 1 :]) else ()
            if named and tokens[index + 1 : index + 2] and tokens[index + 1].mention is None:
                return tuple(named) if _closes(tokens[index:]) else ()
        elif token.text not in word_list("commitments", "conjunctions") | word_list(
            "commitments", "determiners"
        ):
            return ()
    return tuple(named)


def closing_parties(clause: Clause) -> tuple[Mention, ...]:
    """The parties that end words without a verb, behind a comma: 'Plan voor isolatie, Q3 2031, Welbouw'."""
    groups = [group for group in clause.groups if group.preposition is None]
    if clause.has_verb or not groups:
        return ()
    group = groups[-1]
    behind = clause.tokens[group.last + 1 :]
    parted = clause.tokens[group.before].text if group.before > 0 else ""
    is_field = parted in _FIELDS and bool(behind) and behind[0].text == parted  # '… / Welbouw / Q3 2031'
    is_last = is_field or _only_marks(behind) or _only_dates(behind)
    return group.mentions if parted in _PARTING and is_last else ()


def _only_dates(behind: Sequence[Token]) -> bool:
    """Whether nothing but a time stands behind a comma: '… – Welbouw, vóór 1 mei'."""
    if behind[0].text not in {",", ";", "("}:
        return False
    return is_calendar_head(" ".join(token.text for token in behind[1:] if token.text not in _CLOSING))


def _closes(tokens: Sequence[Token]) -> bool:
    """Whether the bracket that is open ends the sentence: '(Welbouw, Q3 2031).'"""
    closing = next((i for i, token in enumerate(tokens) if token.text in _CLOSING), None)
    return closing is None or _only_marks(tokens[closing + 1 :])


def _only_marks(tokens: Iterable[Token]) -> bool:
    return all(not any(mark.isalnum() for mark in token.text) and token.mention is None for token in tokens)
