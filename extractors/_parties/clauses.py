"""Names that one clause, label or heading shows to be a party, though no list and no register knows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from extractors._parties.book import Names, has_telling_word, is_stop, starts_adverbially, trimmed
from extractors._parties.items import Item, items, name_pattern, rows
from extractors._parties.party import PartyType
from extractors._parties.spelling import one_off
from extractors._parties.words import either, words
from extractors._parties.zones import Line
from extractors._vocabulary import words_of

# Where a clause begins: '', '• ', 'b. ', '(iv) ', '7.4 ', '…; ', '…, waarna '
_CLAUSE_START = (
    r"(?:^\W*(?:(?:\d{1,2}(?:\.\d{1,2}){1,2}\.?|(?:[\divx]{1,4}|[a-z])[.)])\s+)?"
    r"|[:;]\s+|,\s+(?:waarna|zodat|terwijl)\s+|\bof\s+)"
)
_OPENING = re.compile(r"[:;,o](?:(?<!o)|f\s)")  # the first sign of each: ':', 'of '
_ROW = r"(?P<row>{name}(?:(?:,\s+|\s+en\s+|,\s+en\s+)(?:de\s+|het\s+)?{name})*)"
_OPENING_CODE = re.compile(r"(?:De|Het) (?P<code>[A-Z]{2,})")  # 'De HDB' opens a sentence
_ABBREVIATION = re.compile(r"[A-Z]{2,6}")  # 'WM levert': so short a name cannot be an ordinary word
# 'Partijen spreken af dat AWT in het tweede kwartaal …'
_BEHIND_THAT = re.compile(
    r"\bdat\s+(?P<name>[A-Z]{2,6})\s+(?:in|op|voor|vóór|per|uiterlijk|vanaf|jaarlijks|zich|het|de|een)\s"
)
# ', de ' of 'Samen Thuis, de huurdersorganisatie': looked for first, because few sentences have it and
# every capital of the others would be tried as the start of a name
_APPOSITION = re.compile(r",\s+(?:de|een|het|onze)\s")
_LABEL_WORDS = 6  # a label or heading that is a name has no more words


@cache
def _subject_pattern() -> re.Pattern[str]:
    """'Elfhuis bouwt', 'De Waag en Vrijdorp ruilen', '…; Zorghuis Noord betaalt': a clause from its start."""
    verbs = either(_acting())
    row = _ROW.format(name=f"(?:(?:[Ss]tichting|[Vv]ereniging)\\s+)?{name_pattern()}")
    return re.compile(rf"{_CLAUSE_START}{row}\s+(?P<verb>{verbs})(?P<rest>[\s:][^;]*|$)")


@cache
def _behind_verb_pattern() -> re.Pattern[str]:
    """'Indien de raad instemt, start Elfhuis met', 'In 2024 gaat Vrijdorp Plus:'."""
    return re.compile(
        rf"(?:,\s+{either(words().actor_verbs)}\s+(?P<name>{name_pattern()})(?=\s)"
        rf"|\s(?:gaat|zal)\s+(?P<opens>{name_pattern()}):$)(?P<rest>.*)"
    )


@cache
def _dwellings() -> re.Pattern[str]:
    return re.compile(rf"(?i){either(words().dwellings)}(?!\w)")


@cache
def _acting() -> frozenset[str]:
    return words().actor_verbs | words().weak_verbs


def learn_clauses(found: Names, sentence: str) -> None:
    """Who is the subject of what only an organisation does: with dwellings as object a corporation."""
    acts = not _acting().isdisjoint(words_of(sentence))  # 'gaat' and 'zal' are among them
    for match in _clauses(sentence) if acts else ():
        names = list(_names(found, match["row"]))
        is_about_dwellings = _dwellings().search(match["rest"]) is not None
        for name in names:
            tells = has_telling_word(name) or found.registers.corporation(name) is not None
            is_weak = match["verb"] in words().weak_verbs
            is_short = _ABBREVIATION.fullmatch(name) and match["verb"].endswith("t") and not is_weak
            if (
                is_short
                or tells
                or (is_about_dwellings and not is_weak and _is_proper(name, match["verb"], len(names)))
            ):
                kind: PartyType | None = "corporation" if is_about_dwellings and not is_weak else None
                _learn(found, name, kind)
    for match in _BEHIND_THAT.finditer(sentence) if "dat" in sentence else ():
        _learn(found, match["name"], None)
    for match in _behind_verb_pattern().finditer(sentence) if acts else ():
        name = match["opens"] or trimmed(match["name"])
        if _dwellings().search(match["rest"]) or has_telling_word(name) or match["opens"]:
            _learn(found, name, None)


def _clauses(sentence: str) -> Iterator[re.Match[str]]:
    """The clauses with a name as subject, tried only where a clause can begin."""
    end = 0
    for start in chain((0,), (opening.start() for opening in _OPENING.finditer(sentence))):
        match = _subject_pattern().match(sentence, start) if start >= end else None
        if match is not None:
            yield match
            end = match.end()


def _names(found: Names, row: str) -> Iterator[str]:
    """The names of a row that carry no word for their kind; the others were learnt as items."""
    for item in items(row):
        if item.name and item.type is None:
            yield item.name if found.registers.corporation(item.name) else trimmed(item.name)


def _is_proper(name: str, verb: str, count: int) -> bool:
    """Whether grammar shows a proper name: a singular noun without article before a singular verb.

    'Huurders verhuizen' is none: before a plural verb only the names of a row are.
    """
    return verb.endswith("t") or count > 1 or " " in name


def _learn(found: Names, name: str, kind: PartyType | None) -> None:
    if found.registers.corporation(name) is None and (is_stop(name) or starts_adverbially(name)):
        return
    if not found.plausible(name) or found.is_place(name) or _is_misspelt(found, name):
        return
    if _is_code_met(found, name):
        return
    one = found.organisation(name)
    one.evidence["subject"] += 1
    if kind and not one.types:
        one.types[kind] += 1


def _is_code_met(found: Names, name: str) -> bool:
    """'De HDB adviseert', where 'Huurdersraad De Brug (HDB)' or 'huurdersraad HDB' was met before."""
    code = _OPENING_CODE.fullmatch(name)
    met = found.organisations.values() if code else ()
    return any(
        code is not None and (code["code"] in one.aliases or code["code"] == one.name().split()[-1])
        for one in met
    )


def _is_misspelt(found: Names, name: str) -> bool:
    """Whether it is a known name with a letter wrong; the matcher reads those."""
    return " " not in name and any(one_off(name.lower(), key) for key in found.organisations if len(key) > 5)


@cache
def _label_pattern() -> re.Pattern[str]:
    """'Wie: gemeente en Elfhuis', '(trekker: Elfhuis; gereed in mei)', 'Actiehouder: Zorggroep De Lier'."""
    return re.compile(rf"(?i)(?<!\w){either(words().party_columns)}\s*:\s*(?P<who>[^;:.()\n]+)")


def learn_labels(found: Names, sentence: str) -> None:
    """Names behind a label for parties."""
    for match in _label_pattern().finditer(sentence) if ":" in sentence else ():
        for row in rows(match["who"]):
            for item in row:
                learn_placed(found, item)


def learn_placed(found: Names, item: Item, kind: PartyType | None = None) -> None:
    """A name in a place where only parties stand: behind a label, in a column."""
    if item.name is None:
        return
    if item.type is not None:
        if item.full and item.word in words().kinds:
            one = found.organisation(item.full)
            one.word = item.word
            one.full_names[item.full[0].upper() + item.full[1:]] += 1
            one.types[item.type] += 3
        return
    name = trimmed(item.name)
    if found.is_run(name):
        return
    if name.lower() not in words().party_columns and (found.plausible(name) or (kind and not is_stop(name))):
        one = found.organisation(name)
        one.evidence["column"] += 1
        if kind:
            one.types[kind] += 1


@cache
def _third_person() -> re.Pattern[str]:
    verbs = [verb for verb in _acting() if verb.endswith("t")]
    return re.compile(rf"\W*{either(verbs)}(?!\w)")


def learn_headings(found: Names, lines: list[Line]) -> None:
    """A name alone as label or heading above what it does: 'Elfhuis:' and 'sloopt 22 woningen'."""
    without_marks = [line.bare for line in lines]
    for label, following in zip(without_marks, lines[1:], strict=False):
        if _third_person().match(following.text) and len(label.split()) <= _LABEL_WORDS:
            _learn_label(found, label)
    for bare in without_marks:
        label, colon, action = bare.partition(":")
        _learn_holder(found, label)
        if colon and len(label.split()) <= _LABEL_WORDS and _third_person().match(action.lstrip()):
            _learn_label(found, label)


def _learn_holder(found: Names, heading: str) -> None:
    """The corporation of a heading over its projects: 'Planning nieuwbouw De Linde Wonen'."""
    first, _, names = heading.partition(" ")
    if first.lower() not in words().heading_words or len(heading.split()) > _LABEL_WORDS:
        return
    for match in re.finditer(rf"(?<!\w){name_pattern()}$", names):
        if has_telling_word(match.group()):
            _learn(found, match.group(), "corporation")


def _learn_label(found: Names, label: str) -> None:
    only = list(items(label))
    name = " ".join(label.split())
    if len(only) == 1 and only[0].type is None and only[0].name and label.endswith(only[0].name):
        _learn(found, trimmed(name.removeprefix("Stichting ")), None)


@cache
def _apposition_pattern() -> re.Pattern[str]:
    """'Samen Thuis, de huurdersorganisatie van Elfhuis'."""
    kinds = either([*words().kinds, *words().group_types])
    return re.compile(
        rf"(?P<name>{name_pattern()}),\s+(?:de|een|het|onze)\s+(?P<word>(?i:{kinds}))(?!\w)(?!\s+[A-Z])"
    )


@cache
def _company() -> re.Pattern[str]:
    return re.compile(rf"\s{either(words().companies)}(?!\w)")


@cache
def _company_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<name>{name_pattern()})\s+{either(words().companies)}(?!\w)")


def learn_described(found: Names, sentence: str) -> None:
    """Names with a description behind them: 'de huurdersorganisatie van …', 'B.V.'."""
    for match in _apposition_pattern().finditer(sentence) if _APPOSITION.search(sentence) else ():
        word = match["word"].lower()
        name = trimmed(match["name"])
        if " " in name or (found.plausible(name) and not is_stop(name)):
            one = found.organisation(name)
            one.evidence["subject"] += 1
            one.types[words().kinds.get(word) or words().group_types[word]] += 3
    for match in _company_pattern().finditer(sentence) if _company().search(sentence) else ():
        one = found.organisation(trimmed(match["name"]))
        one.evidence["subject"] += 1
        one.types["other"] += 3
