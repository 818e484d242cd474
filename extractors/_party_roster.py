"""From what was learnt of names to a roster of organisations: one entry each, with a canonical name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product

from extractors._document import Document
from extractors._party import PartyType
from extractors._party_book import Found, Names
from extractors._party_words import joined, words
from extractors._registers import corporation, fold, is_municipality

_ALIAS_COUNT = 2  # an abbreviation that stands this often in the text is the name that the text uses
_MONOGRAM = re.compile(r"(?<![\w-])[A-Z]{2,6}(?![\w-])")  # 'HDB', 'SHBW'
_LEGAL_WAYS = ("Stichting", "stichting", "St.")


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation as this document knows it."""

    name: str  # canonical
    type: PartyType
    signs: bool
    aliases: tuple[str, ...]  # other names, for the reader
    forms: tuple[str, ...]  # other ways to write it, for the matcher


def organisations(found: Names, document: Document) -> tuple[Organisation, ...]:
    """All organisations the document names, each once, in the order met."""
    for name in document.inventory.corporations:
        one = found.organisation(name)
        one.types["corporation"] += 99
        one.evidence["sign"] += 1
    book = found.organisations
    _join_monograms(found)
    _join_full_names(found)
    kept = [one for key, one in book.items() if _is_whole(key, found)]
    return tuple(_entry(one, found.text) for one in kept)


# -------------------------------------------------- which entries are one
def _join_full_names(found: Names) -> None:
    """Join 'Huurdersraad De Brug' with 'De Brug', and with 'Huurdersvereniging De Brug' of the same kind."""
    book = found.organisations
    by_rest: dict[tuple[str, PartyType], str] = {}
    for key in [key for key, one in book.items() if one.full_names]:
        one = book[key]
        rest = _rest(one)
        first = by_rest.setdefault((fold(rest), one.type()), key)
        if first != key:
            _absorb(book, first, key)
    for (rest, kind), key in by_rest.items():
        bare = book.get(rest)
        if bare is None or rest == key or bare.full_names:
            continue
        if bare.evidence["listed"] and book[key].evidence["listed"]:  # both in one list: two parties
            bare.types["corporation"] += kind == "tenant_organisation"
            book[key].evidence["shared"] += 1
        elif bare.type() in (kind, "other"):
            _absorb(book, key, rest)
            book[key].evidence["alone"] += 1
        else:
            book[key].evidence["shared"] += 1


def _absorb(book: dict[str, Found], keeper: str, other: str) -> None:
    one, gone = book[keeper], book.pop(other)
    one.names.update(gone.names)
    one.full_names.update(gone.full_names)
    one.evidence.update(gone.evidence)
    one.aliases |= gone.aliases
    one.defined = one.defined or gone.defined


def _rest(one: Found) -> str:
    """The name behind the kind word, without a legal form: of 'fusiecorporatie Stichting Welbouw' it is 'Welbouw'."""
    full = one.full_names.most_common(1)[0][0]
    pattern = rf"(?i){words().kind_pattern}\s+(?:(?:stichting|st\.)\s+)?(?P<rest>.+)"
    match = re.fullmatch(pattern, full)
    return match["rest"] if match else full


def _join_monograms(found: Names) -> None:
    """Join 'HDB' with 'Huurdersraad De Brug': capitals that are its initials, or said to be its short name."""
    book = found.organisations
    printed = set(_MONOGRAM.findall(found.text))
    for key in [key for key, one in book.items() if one.full_names]:
        if key not in book:
            continue
        one = book[key]
        one.aliases |= initials(one.full_names.most_common(1)[0][0]) & printed
        for alias in sorted(one.aliases):
            for other in (fold(alias), *_with_kind(alias, book)):
                if other in book and other != key:
                    _absorb(book, key, other)


def _with_kind(alias: str, book: dict[str, Found]) -> list[str]:
    return [key for key, one in book.items() if one.full_names and fold(_rest(one)) == fold(alias)]


def initials(full: str) -> set[str]:
    """The ways to shorten a full name to capitals: of 'Huurdersraad De Brug' 'HDB', 'HRDB' and, as a stichting, 'SHDB'."""
    match = re.match(rf"(?i){words().kind_pattern}", full)
    if not match:
        return set()
    parts = words().morphemes.get(joined(match.group()), (match.group(),))
    rest = "".join(word[0] for word in re.findall(r"\w+", full[match.end() :])).upper()
    kinds = {parts[0][0].upper(), "".join(part[0] for part in parts).upper()}
    ways = {legal + kind + rest for legal, kind in product(("", "S"), kinds)}
    return {way for way in ways if len(way) > 2}


def _is_whole(key: str, found: Names) -> bool:
    """Whether a name is no mere piece or run of others: 'Joseph' beside 'Sint Joseph', 'Overleg Welbouw'."""
    one = found.organisations[key]
    if one.full_names or one.evidence["sign"] or one.evidence["register"]:
        return True
    own = _count(one.name(), found.text)
    for other, its in found.organisations.items():
        if other != key and f" {other} " in f" {key} " and _count(its.name(), found.text) > own:
            return False
        if other != key and f" {key} " in f" {other} " and _count(its.name(), found.text) >= own:
            return False
    return True


# -------------------------------------------------- the name to use
def _entry(one: Found, text: str) -> Organisation:
    kind = one.type()
    name = _canonical(one, kind, text)
    full_names = tuple(one.full_names)
    others = dict.fromkeys(
        [*one.names, *full_names, *([_rest(one)] if _is_own(one, kind) else []), *sorted(one.aliases)]
    )
    forms = dict.fromkeys(form for other in (name, *others) for form in _ways(other))
    return Organisation(
        name,
        kind,
        one.evidence["sign"] > 0,
        tuple(sorted({other for other in others if fold(other) != fold(name)})),
        tuple(form for form in forms if form != name),
    )


def _canonical(one: Found, kind: PartyType, text: str) -> str:
    """The short name that running text uses; where it uses none, the full one."""
    if one.defined:
        return one.defined
    long = one.full_names.most_common(1)[0][0] if one.full_names else one.name()
    short = [
        alias
        for alias in sorted(one.aliases)
        if len(alias) < len(long) and _count(alias, text) >= _ALIAS_COUNT
    ]
    if short and " " in long:
        return max(short, key=lambda alias: _count(alias, text))
    if one.full_names and _is_own(one, kind) and (one.evidence["alone"] or one.word in words().descriptions):
        return _rest(one)
    return long


def _is_own(one: Found, kind: PartyType) -> bool:
    """Whether the name behind the kind word is the party's own: not a town, nor a corporation's for its tenants."""
    if not one.full_names:
        return False
    rest = _rest(one)
    return not (is_municipality(rest) or one.evidence["shared"]) and (
        kind == "corporation" or bool(one.evidence["alone"]) or corporation(rest) is None
    )


def _count(name: str, text: str) -> int:
    return len(re.findall(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text))


def _ways(name: str) -> list[str]:
    """Capital and small letter of the first word, the whole in capitals, with a legal form before it."""
    capital, small = name[0].upper() + name[1:], name[0].lower() + name[1:]
    ways = [name, capital]
    if name.split()[0].lower() in words().kinds or joined(name.split()[0]) in words().kinds:
        ways.append(small)
    if len(name) > 3:
        ways.append(name.upper())
    return ways + [f"{form} {name}" for form in _LEGAL_WAYS]
