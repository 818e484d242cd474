"""From what was learnt of names to a roster of organisations: one entry each, with a canonical name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import permutations

from extractors._document import Document
from extractors._parties.book import Found, Names
from extractors._parties.joining import join, rest_of
from extractors._parties.party import PartyType
from extractors._parties.places import count, places
from extractors._parties.words import either, joined, words
from extractors._registers import Registers, fold

_ALIAS_COUNT = 2  # an abbreviation that stands this often in the text is the name that the text uses
_PAIRS = 2  # once beside another may be chance
_BEFORE = 40  # characters before a name
_LOGO_LETTERS = 6  # shorter names in capitals are abbreviations
_LEGAL_WAYS = ("Stichting", "stichting", "St.")


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation as this document knows it."""

    name: str  # canonical
    type: PartyType
    signs: bool
    aliases: tuple[str, ...]  # other names, for the reader
    forms: tuple[str, ...]  # other ways to write it, for the matcher
    called: tuple[str, ...] = ()  # words that stand for it: 'de huurdersraad'
    word: str | None = None  # the word for its kind in its name: 'huurdersraad'


def organisations(found: Names, document: Document) -> tuple[Organisation, ...]:
    """All organisations the document names, each once, in the order met."""
    for name in document.inventory.corporations:
        one = found.organisation(name)
        one.types["corporation"] += 99
        one.evidence["sign"] += 1
    join(found)
    _call_alike(found)
    kept = [one for key, one in found.organisations.items() if _is_whole(key, found)]
    if not any(one.evidence["sign"] and one.type() == "corporation" for one in kept):
        _call_corporations(kept)
    _call_listed(kept)
    return tuple(_entry(one, found) for one in kept)


def _call_alike(found: Names) -> None:
    """'de ABC en de DEF', time and again: who is named only beside tenants' organisations is another.

    Of corporations this says nothing: they are named beside everybody.
    """
    by_name = {fold(name): one for one in found.organisations.values() for name in _short_names(one)}
    beside: dict[str, Counter[str]] = {}
    for pair, times in found.pairs.items():
        for name, other in permutations(pair):
            beside.setdefault(name, Counter())[fold(other)] += times
    for name, others in beside.items():
        known = by_name.get(fold(name))
        kinds = {by_name[other].type() if other in by_name else "other" for other in others}
        if kinds != {"tenant_organisation"} or sum(others.values()) < _PAIRS:
            continue
        if known is None and found.plausible(name) and found.stands_inside(name):
            found.organisation(name).types["tenant_organisation"] += 1
        elif known is not None and not known.types and known.type() == "other":
            known.types["tenant_organisation"] += 1


def _short_names(one: Found) -> tuple[str, ...]:
    return (*one.names, rest_of(one)) if one.full_names else tuple(one.names)


def _call_corporations(kept: list[Found]) -> None:
    """An agreement has a corporation: where no signing name is known as one, those of unknown kind are."""
    for one in kept:
        if one.evidence["sign"] and one.type() == "other":
            one.types["corporation"] += 1


def _call_listed(kept: list[Found]) -> None:
    """A 'Stichting X' in a list of who signs is a corporation where its name tells nothing else."""
    for one in kept:
        if one.evidence["listed"] and one.evidence["legal"] and one.type() == "other":
            one.types["corporation"] += 1


def _is_whole(key: str, found: Names) -> bool:
    """Whether a name is no mere piece or run of others: 'Joris' beside 'Sint Joris', 'Overleg Welbouw'."""
    one = found.organisations[key]
    if key in found.municipalities or _is_two(key, found):
        return False
    if one.full_names or one.evidence["sign"] or one.evidence["register"]:
        return True
    own = count(one.name(), found.text)
    for other, its in found.organisations.items():
        if other != key and f" {other} " in f" {key} " and count(its.name(), found.text) > own:
            return False
        if other != key and f" {key} " in f" {other} " and count(its.name(), found.text) >= own:
            return False
    return True


def _is_two(key: str, found: Names) -> bool:
    """Whether it is two other names that a line break parted: 'Huurdersraad De Brug Welbouw'."""
    parts = key.split()
    book = found.organisations
    return any(" ".join(parts[:at]) in book and " ".join(parts[at:]) in book for at in range(1, len(parts)))


def _entry(one: Found, found: Names) -> Organisation:
    kind, text, registers = one.type(), found.text, found.registers
    name = _in_usual_capitals(_canonical(one, kind, found), text)
    full_names = tuple(one.full_names)
    others = dict.fromkeys(
        [
            *one.names,
            *full_names,
            *([rest_of(one)] if _is_own(one, kind, registers) and _stands_alone(one, found) else []),
            *sorted(one.aliases),
        ]
    )
    forms = dict.fromkeys(form for other in (name, *others) for form in _ways(other))
    return Organisation(
        name,
        kind,
        one.evidence["sign"] > 0,
        tuple(sorted({fold(other): other for other in others if fold(other) != fold(name)}.values())),
        tuple(form for form in forms if form != name),
        tuple(sorted(one.called)),
        one.word,
    )


def _in_usual_capitals(name: str, text: str) -> str:
    """A name that a cover prints in capitals as the running text writes it: 'De Wieken'."""
    if not name.isupper() or len(name) < _LOGO_LETTERS:
        return name
    found = re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text, re.IGNORECASE)
    written = Counter(match.group() for match in found if not match.group().isupper())
    return max(written, key=lambda form: (form[0].isupper(), written[form])) if written else name


def _canonical(one: Found, kind: PartyType, found: Names) -> str:
    """The short name that running text uses; where it uses none, the full one."""
    text, registers = found.text, found.registers
    known = registers.corporation(one.name()) if kind == "corporation" else None
    if known is not None and fold(known.name) != fold(one.name()):
        return known.name  # one name over all documents: 'Veste' is 'Veste Wonen'
    if one.defined:
        return one.defined
    long = one.full_name() if one.full_names else one.name()
    short = [
        alias
        for alias in sorted(one.aliases)
        if len(alias) < len(long) and count(alias, text) >= _ALIAS_COUNT
    ]
    plain = rest_of(one) if one.full_names and one.word in words().descriptions else long
    if short and " " in plain and not one.evidence["legend"]:
        return max(short, key=lambda alias: count(alias, text))
    if (
        one.full_names
        and _is_own(one, kind, registers)
        and (one.word in words().descriptions or _stands_alone(one, found))
    ):
        return rest_of(one)
    return long


def _is_own(one: Found, kind: PartyType, registers: Registers) -> bool:
    """Whether the name behind the kind word is its own: no town's, nor a corporation's for its tenants."""
    if not one.full_names:
        return False
    rest = rest_of(one)
    return not (registers.is_municipality(rest) or one.evidence["shared"]) and (
        kind == "corporation" or bool(one.evidence["alone"]) or registers.corporation(rest) is None
    )


def _stands_alone(one: Found, found: Names) -> bool:
    """Whether the text uses the name without a kind word before it; an ordinary word inside a sentence."""
    return bool(one.evidence["alone"]) or any(
        not _is_part_of_longer(found.text[max(0, start - _BEFORE) : start])
        for start in _standing(rest_of(one), found)
    )


def _standing(name: str, found: Names) -> Iterator[int]:
    """Where the text has the name as whole words; of an ordinary word the places inside a sentence."""
    if found.is_word(name):
        whole = rf"(?<=[a-zà-ÿ,] ){re.escape(name)}(?![\w-])"
    elif name.isupper():
        whole = rf"(?<![\w-])(?i:{re.escape(name)})(?![\w-])"
    else:
        return places(name, found.text)
    return (match.start() for match in re.finditer(whole, found.text))


def _is_part_of_longer(before: str) -> bool:
    """Whether the words before a name make it part of a longer one; 'Door Welbouw' is none."""
    found = _belongs_to().search(before)
    return found is not None and found.group().strip().lower() not in words().not_before_actor


@cache
def _belongs_to() -> re.Pattern[str]:
    """What makes a name part of a longer one, or a region: 'huurdersraad ', 'Stichting ', 'regio '."""
    areas = either(words().area_words)
    return re.compile(rf"(?:(?i:{words().kind_pattern}|(?<!\w){areas})|(?<![\w-])[A-ZÀ-Þ][\w’'-]*)\s+$")


def _ways(name: str) -> list[str]:
    """Capital and small letter of the first word, the whole in capitals, with a legal form before it."""
    capital, small = name[0].upper() + name[1:], name[0].lower() + name[1:]
    ways = [name, capital]
    if name.split()[0].lower() in words().kinds or joined(name.split()[0]) in words().kinds:
        ways.append(small)
    if len(name) > 3:
        ways.append(name.upper())
    return ways + [f"{form} {name}" for form in _LEGAL_WAYS]
