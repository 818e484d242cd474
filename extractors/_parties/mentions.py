"""Where a document names its parties: one pass of spaCy's phrase matcher over the whole text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from extractors._document import Span
from extractors._language import tokenizer
from extractors._parties.party import Mention, MentionRule, Party
from extractors._parties.spelling import one_off
from extractors._parties.words import words

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher

_TOKEN = re.compile(
    r"(\w+|[^\w\s])"
)  # finer than a tokenizer's words: 'we/wij' and 'Welbouw-woning' fall apart
_NAME_LENGTH_MISSPELT = 7  # shorter names have too many neighbours at one letter's distance
_JOINED = re.compile(r"[-’'][^\W\d_]")  # 'Welbouw-woning', 'Welbouw's': the name is part of another word
_POSSESSIVE = re.compile(r"[’'](?=[\s])")
# '(allen)', 'Wie: allen', 'Allen: melden': nothing else in its bracket, cell or label
_ALONE_BEFORE = re.compile(r"(?:^|[\n\t(:/•▪]|[-–]\s|\b\d{1,2}[.)]\s)\s*$")
_ALONE_BEHIND = re.compile(r"\s*(?:[\n\t):;.,/]|$)")
_BESIDE_PARTY = (",", ";", ":", "/", "&", "+", "(", "\n")  # signs between the parties of a row
# before and behind a letter of a legend: '[C, ', 'G/', ' + H'
_AMONG_BEFORE = re.compile(r"(?:[(\[/,+&]|(?<![^\W_])[A-Z] (?:en|met)) ?$")
_AMONG_BEHIND = re.compile(r" ?(?:[)\]/,+&]|(?:en|met) [A-Z](?!\w))")
_STARTS_SENTENCE = re.compile(r"(?:^|[.!?\n•▪]|[-–]\s)\s*$")  # what stands before a sentence's first word
_PLURAL = ("en", "s")  # ends of 'partijen', 'platforms', not of 'college van … wethouders'
_BEFORE_LABEL = 8  # characters that tell what stands before such a word


class Phrase(NamedTuple):
    """A way to write a party. Names keep their capitals; other words are met in any case."""

    text: str
    party: Party
    rule: MentionRule
    is_word: bool = False  # an ordinary word too: 'Samen'


class _Tokens(NamedTuple):
    """The words and signs of a text, each with its offset: two lists, for a text has very many."""

    texts: list[str]
    starts: list[int]

    def span(self, first: int, end: int) -> Span:
        """Where the tokens from the first up to `end` stand."""
        return Span(self.starts[first], self.starts[end - 1] + len(self.texts[end - 1]))


def mentions(text: str, phrases: Iterable[Phrase], cells: Iterable[Span] = ()) -> tuple[Mention, ...]:
    """All mentions in reading order, the longest first where several start together, none inside another.

    In `cells`, which hold parties and nothing else, a town's bare name stands for its municipality.
    """
    from spacy.tokens import Doc  # as in _language: slow to import

    pieces = _TOKEN.split(text)  # what stands between tokens, a token, and so on
    tokens = _Tokens(pieces[1::2], list(accumulate(map(len, pieces)))[:-1:2])
    names: dict[str, Phrase] = {}
    common: dict[str, Phrase] = {}
    for phrase in phrases:
        book = names if phrase.rule in ("name", "alias", "place", "letter") else common
        key = phrase.text if book is names else phrase.text.lower()
        book.setdefault(_joined(key), phrase)
    names |= _misspelt(tokens.texts, names)
    doc = Doc(tokenizer().vocab, words=tokens.texts)
    named = _matcher(_that_may_stand(names, tokens.texts), "ORTH")(doc)
    usual = _usual_matcher(frozenset(common))(doc)
    found = [
        *((start, end, names[" ".join(tokens.texts[start:end])]) for _, start, end in named),
        *((start, end, common[" ".join(tokens.texts[start:end]).lower()]) for _, start, end in usual),
    ]
    found.sort(key=lambda match: (match[0], -match[1]))
    return tuple(_with_apposition(text, _without_overlap(text, tokens, found, sorted(cells))))


def _that_may_stand(names: Iterable[str], texts: list[str]) -> Iterator[str]:
    """The names whose first word stands in the text: of the others the matcher need not know."""
    present = set(texts)
    return (name for name in names if name.partition(" ")[0] in present)


def _joined(text: str) -> str:
    return " ".join(_TOKEN.findall(text))


@lru_cache(maxsize=1)  # the words that are no names are nearly always those of the document before
def _usual_matcher(phrases: frozenset[str]) -> PhraseMatcher:
    return _matcher(phrases, "LOWER")


def _matcher(phrases: Iterable[str], attribute: str) -> PhraseMatcher:
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

    vocab = tokenizer().vocab
    matcher = PhraseMatcher(vocab, attr=attribute)
    matcher.add("party", [Doc(vocab, words=phrase.split(" ")) for phrase in sorted(phrases)])
    return matcher


def _without_overlap(
    text: str, tokens: _Tokens, found: list[tuple[int, int, Phrase]], cells: Sequence[Span]
) -> Iterator[Mention]:
    taken, told = 0, 0
    last: tuple[int, Phrase | None] = (0, None)
    for start, end, phrase in found:
        if start < taken:
            continue
        span = tokens.span(start, end)
        if "\n" in text[span.start : span.end] or _is_part_of_word(text, span):
            continue
        before = tokens.texts[start - 1].lower() if start else ""
        after = tokens.texts[end].lower() if end < len(tokens.texts) else ""
        if phrase.rule == "label" and not _is_alone(text, span):
            continue
        if phrase.is_word and not _is_name_here(text, span, after):
            continue
        if phrase.rule == "letter" and not _is_among_marks(text, span):
            continue
        if _is_others(phrase, before, after):
            continue
        above = last[1] if not text[told : span.start].strip() else None  # right before it
        is_told = _is_told_in_cell(text, span, cells, told) and not _ends_name(above, phrase)
        if phrase.rule == "place" and not (_acts(tokens.texts, start, end, last) or is_told):
            continue
        taken, told = end, span.end
        last = (end, phrase)
        yield Mention(span, phrase.party, phrase.rule, phrase.text.split(" van ")[0].endswith(_PLURAL))


def _with_apposition(text: str, found: Iterable[Mention]) -> Iterator[Mention]:
    """'de corporaties Welbouw en De Brug' names two and no group: the word belongs to the first name."""
    waiting: Mention | None = None
    for mention in found:
        if waiting is not None and _introduces(text, waiting, mention):
            waiting = Mention(Span(waiting.span.start, mention.span.end), mention.party, mention.rule)
            continue
        if waiting is not None:
            yield waiting
        waiting = mention
    if waiting is not None:
        yield waiting


def _introduces(text: str, group: Mention, name: Mention) -> bool:
    if group.rule != "group" or name.rule not in ("name", "alias"):
        return False
    word = text[group.span.start : group.span.end].lower()
    return words().group_types.get(word) == name.party.type and text[group.span.end : name.span.start] == " "


def _is_alone(text: str, span: Span) -> bool:
    before = text[max(0, span.start - _BEFORE_LABEL) : span.start]
    return _ALONE_BEFORE.search(before) is not None and _ALONE_BEHIND.match(text, span.end) is not None


def _is_name_here(text: str, span: Span, after: str) -> bool:
    """Whether an ordinary word is a name: inside a sentence, and at its start before a verb of a party."""
    if _STARTS_SENTENCE.search(text, max(0, span.start - _BEFORE_LABEL), span.start) is None:
        return True
    acts = after.endswith("t") and after in words().actor_verbs | words().weak_verbs
    return acts or after in {"en", ",", ":", "(", ""}


def _is_among_marks(text: str, span: Span) -> bool:
    """Whether a letter stands in a bracket or row of such letters: '[C, H]'; of cells see codes.py."""
    before = text[max(0, span.start - _BEFORE_LABEL) : span.start]
    return _AMONG_BEFORE.search(before) is not None and _AMONG_BEHIND.match(text, span.end) is not None


def _is_part_of_word(text: str, span: Span) -> bool:
    """Whether the name only colours another word: 'Welbouw-woning', 'Welbouw’s', 'niet-Welbouw'."""
    if _JOINED.match(text, span.end):
        return True
    is_quoted = text[span.start - 1 : span.start] in "‘'’\"“" if span.start else False
    if not is_quoted and _POSSESSIVE.match(text, span.end):
        return True
    return span.start > 1 and text[span.start - 1] == "-" and text[span.start - 2].isalpha()


def _acts(tokens: list[str], start: int, end: int, last: tuple[int, Phrase | None]) -> bool:
    """Whether a town's bare name stands for its municipality.

    It does as the subject of an action ('Borgvoort zet in op', 'Borgvoort en Veen maken', 'wil Borgvoort')
    and beside a town that does ('de gemeenten Borgvoort en Veen').
    """
    verbs, before = words().actor_verbs, tokens[start - 1].lower() if start else "."
    if (
        last[1] is not None
        and last[0] == start - 1
        and before in ("en", ",")
        and last[1].party.type == "municipality"
    ):
        return last[1].text.lower() not in words().functions
    if before in words().not_before_actor or (start and tokens[start - 1][0].isupper()):
        return False  # 'in Borgvoort', 'Sportclub Borgvoort'
    after = end
    while after + 1 < len(tokens) and tokens[after] in ("en", ",") and tokens[after + 1][:1].isupper():
        after += 1
        while after < len(tokens) and tokens[after][:1].isupper():
            after += 1
    if after < len(tokens) and tokens[after] in verbs:
        return True
    return before in verbs and not _named_before(tokens, start, last[0])


def _is_told_in_cell(text: str, town: Span, cells: Sequence[Span], told: int) -> bool:
    """Whether a town opens such a cell or stands beside a party: 'Welbouw, Borgvoort', not 'in Veen'."""
    at = bisect_right(cells, town.start, key=lambda cell: cell.start) - 1
    if at < 0 or cells[at].end < town.end:
        return False
    before = text[cells[at].start : town.start].rstrip()
    if not before or before.endswith(_BESIDE_PARTY) or cells[at].start + len(before) == told:
        return True
    return before.split()[-1].lower() in words().in_rows


def _ends_name(last: Phrase | None, town: Phrase) -> bool:
    """Whether the town ends the name that the line above began: 'Huurdersplatform' over 'Borgvoort'."""
    return last is not None and last.party.name.endswith(f" {town.text}")


def _named_before(tokens: list[str], start: int, last_end: int) -> bool:
    """Whether a party was already named in this sentence: then the town behind the verb is no subject."""
    return last_end > 0 and not any(token in ".!?" for token in tokens[last_end:start])


def _is_others(phrase: Phrase, before: str, after: str) -> bool:
    """Whether these are other parties than the document's: 'andere gemeenten', 'een aannemer'."""
    is_ours = phrase.party.type in ("group", "municipality") and phrase.rule != "name"
    is_anyone = phrase.party.type == "other" and phrase.rule != "name" and before in words().anyone
    not_ours = is_anyone or (is_ours and before in words().not_ours)
    return not_ours or (phrase.text, after) in words().not_before


def _misspelt(tokens: list[str], names: dict[str, Phrase]) -> dict[str, Phrase]:
    """Capitalised words one letter off a party's one-word name, unless an ending of it ('Welbouws')."""
    targets = [
        (key, phrase) for key, phrase in names.items() if len(key) >= _NAME_LENGTH_MISSPELT and " " not in key
    ]
    unknown = {
        token
        for token in tokens
        if len(token) >= _NAME_LENGTH_MISSPELT - 1 and token[0].isupper() and token not in names
    }
    return {
        word: Phrase(word, phrase.party, "misspelt")
        for word in sorted(unknown)
        for key, phrase in targets
        if not word.lower().startswith(key.lower())
        and word[0] == key[0]
        and one_off(word.lower(), key.lower())
    }
