"""Who signs, as the blocks of signatures, lists of parties and definitions tell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from extractors._party import PartyType
from extractors._party_book import Names, is_stop, trimmed
from extractors._party_items import Item, items, name_pattern
from extractors._party_spelling import one_off
from extractors._party_words import either, words
from extractors._party_zones import Line
from extractors._registers import corporation, is_municipality

_RUN_WORDS = 6  # a line of a list of names has no more words
_PERSON = re.compile(r"^(?:[A-ZÀ-Þ]\.|dhr|mevr|de heer|mevrouw|drs|mr\.|ir\.)", re.IGNORECASE)
# 'Welbouw: J. Jansen (directeur-bestuurder)', 'Gemeente: A. de Boer (wethouder)'
_NAMED_WITH_FUNCTION = re.compile(r"^(?P<name>[^:()]{2,50}):\s.*\((?P<function>[^)]*)\)")
# 'Welbouw, vertegenwoordigd door', '2. Welbouw, hierna: ‘Welbouw’'
_REPRESENTED = re.compile(
    r"^(?P<name>[^:,(]{2,70}?)\s*(?:\([^)]*\)\s*)?,\s*(?:hierna|vertegenwoordigd|te dezen|rechtsgeldig)"
)
_LOGO_LETTERS = 12  # shorter words have too many neighbours at one letter's distance
_DEFINED_FAR = 160  # characters between a party and the short name that is given to it


@cache
def _signature() -> re.Pattern[str]:
    """'Directeur/bestuurder Welbouw', 'Wethouder gemeente Borgvoort', 'Voorzitter huurdersraad De Brug'."""
    return re.compile(
        rf"(?<!\w)(?P<function>(?i:{either(words().sign_functions)}))(?:\s+(?:van|namens))?(?:\s+de)?\s+"
        rf"(?:(?P<word>(?i:{words().kind_pattern}|gemeente))\s+)?(?P<name>{name_pattern()})"
    )


@cache
def _definition() -> re.Pattern[str]:
    """'hierna: ‘De Brug’', '(hierna te noemen Welbouw)', 'verder “HDB” genoemd'."""
    return re.compile(
        rf"(?<!\w)(?:hierna|verder|nader)(?:\s+(?:ook|te|noemen|genoemd|aan|duiden|als|aangeduid|afgekort|heet))*"
        rf"\s*:?\s*[‘'“\"’]?(?P<short>{name_pattern()})"
    )


def learn_signatures(found: Names, line: Line) -> None:
    """Names under or beside the function of who signs."""
    for match in _signature().finditer(line.text):
        kind = words().sign_functions[_function(match["function"])]
        if (match["word"] or "").lower() == "gemeente" or (
            kind == "municipality" and is_municipality(match["name"])
        ):
            found.municipality(match["name"]).evidence["sign"] += 3
        elif kind != "municipality" and not is_stop(match["name"]):
            _sign(found, match["name"], kind)
    named = _NAMED_WITH_FUNCTION.match(line.bare)
    if named:
        kinds = {words().sign_functions.get(_function(part)) for part in named["function"].split(",")}
        kind = next((kind for kind in ("corporation", "tenant_organisation") if kind in kinds), None)
        if kind and re.fullmatch(name_pattern(), named["name"].strip()):
            _sign(found, named["name"].strip(), kind)


def _function(printed: str) -> str:
    return " ".join(printed.lower().split())


def _sign(found: Names, name: str, kind: PartyType | None = None) -> None:
    one = found.organisation(name)
    one.evidence["sign"] += 1
    if kind:
        one.types[kind] += 2
    if corporation(name):
        one.types["corporation"] += 2


def learn_represented(found: Names, sentence: str) -> None:
    """'Welbouw, vertegenwoordigd door haar bestuurder', also as a sentence of a list that was run together."""
    match = _REPRESENTED.match(sentence)
    if (
        match
        and re.fullmatch(name_pattern(), match["name"].strip())
        and found.plausible(match["name"].strip())
    ):
        _sign(found, match["name"].strip())


def learn_definitions(found: Names, sentence: str) -> None:
    """The short name that a definition gives to the party before it."""
    definitions = list(_definition().finditer(sentence))
    if not definitions:
        return
    named = [item for item in items(sentence) if item.name]
    for match in definitions:
        before = [item for item in named if match.start() - _DEFINED_FAR < item.span.end <= match.start()]
        if before and before[-1].type != "municipality" and not is_stop(match["short"]):
            entry = found.organisation(before[-1].full or before[-1].name or "")
            entry.defined = match["short"]
            entry.aliases.add(match["short"])
            entry.evidence["sign"] += 1


def learn_lists(found: Names, run: Iterable[Line]) -> None:
    """Lines that each are one whole name, beside lines that surely name parties: a title page, 'Partijen:'."""
    names = [(line, line.bare) for line in run]
    if not any(line.is_listed or _surely_party(found, name) for line, name in names):
        return
    for line, name in names:
        meant = _meant_kind(name)
        if meant:
            one = found.organisation(meant)
            one.full_names[meant] += 1
            one.aliases.add(name)
            one.types["tenant_organisation"] += 3
            one.evidence["sign"] += 1
        elif re.fullmatch(name_pattern(), name) and found.plausible(name) and not _PERSON.match(name):
            one = found.organisation(name if line.is_front or line.is_listed else trimmed(name))
            one.evidence["sign"] += 1
            one.evidence["listed"] += 1
            if corporation(name):
                one.types["corporation"] += 2


def _meant_kind(line: str) -> str | None:
    """A tenants' organisation that bears no other name, as logos print it: 'HURDERS ADVIES RAAD' -> 'Huurders Advies Raad'."""
    together = "".join(line.lower().split())
    if " " not in line or len(together) < _LOGO_LETTERS:
        return None
    for kind, parts in words().morphemes.items():
        if words().kinds[kind] == "tenant_organisation" and (kind == together or one_off(kind, together)):
            return " ".join(part.title() for part in parts)
    return None


def _surely_party(found: Names, name: str) -> bool:
    first = next(iter(items(name)), None)
    return first is not None and (_has_kind(first) or found.key(name) in found.organisations)


def _has_kind(item: Item) -> bool:
    return item.name is not None and (item.word in words().kinds or item.word == "gemeente")


def is_name_line(line: Line) -> bool:
    """Whether a line could be one name in a list of names."""
    return len(line.bare.split()) <= _RUN_WORDS and not any(sign.isdigit() for sign in line.bare[:4])
