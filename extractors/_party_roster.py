"""From what was learnt of names to a roster of organisations: one entry each, with a canonical name."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from extractors._document import Document
from extractors._party import PartyType
from extractors._party_names import Found, Names
from extractors._party_words import words
from extractors._registers import corporation, fold, is_municipality

_ALIAS_COUNT = 2  # an abbreviation that stands this often in the text is the name that the text uses
_STRONG = ("sign", "kind", "register", "column", "inventory")


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
    book = found.organisations
    for name in document.inventory.corporations:
        one = book.setdefault(fold(name), Found())
        one.names[name] += 1
        one.types["corporation"] += 9
        one.evidence["sign"] += 1
    roster: dict[str, Organisation] = {}
    merged: set[str] = set()
    for key in _kind_first(book):
        if key in merged or not _holds(key, book):
            continue
        one = _organisation(key, book, merged, document.text)
        if fold(one.name) not in roster:
            roster[fold(one.name)] = one
    return tuple(roster.values())


def _kind_first(book: dict[str, Found]) -> list[str]:
    return sorted(book, key=lambda key: not book[key].full_names)


def _holds(key: str, book: dict[str, Found]) -> bool:
    """Whether a name is no mere piece or run of others: 'Joseph' beside 'Sint Joseph'."""
    one = book[key]
    if one.full_names or any(one.evidence[kind] for kind in ("sign", "register", "inventory")):
        return True
    return not any(
        other != key and (f" {other} " in f" {key} " or f" {key} " in f" {other} ")
        for other, its in book.items()
        if not its.full_names and sum(its.evidence.values()) > sum(one.evidence.values())
    )


def _organisation(key: str, book: dict[str, Found], merged: set[str], text: str) -> Organisation:
    one = book[key]
    kind = one.type()
    if not one.full_names:
        return _entry(one.names.most_common(1)[0][0], kind, one, (), text)
    full = one.full_names.most_common(1)[0][0]
    rest = _without_kind(full)
    same = [
        other
        for other, its in book.items()
        if other != key and its.full_names and its.type() == kind and _without_kind_key(its) == fold(rest)
    ]
    for other in same:
        merged.add(other)
        one.full_names |= book[other].full_names
        one.evidence += book[other].evidence
        one.aliases |= book[other].aliases
    bare = book.get(fold(rest))
    stands_alone = bare is not None and not bare.full_names and (bare.type() in (kind, "other"))
    if stands_alone and corporation(rest) is not None and kind != "corporation":
        stands_alone = False
    if stands_alone and bare is not None:
        merged.add(fold(rest))
        one.evidence += bare.evidence
        one.aliases |= bare.aliases
        return _entry(rest, kind, one, tuple(one.full_names), text)
    used_alone = kind == "corporation" or not _is_corporation(rest, book)
    if used_alone and not is_municipality(rest) and _count_alone(rest, text):
        return _entry(rest, kind, one, tuple(one.full_names), text)
    return _entry(full, kind, one, tuple(one.full_names), text)


def _is_corporation(name: str, book: dict[str, Found]) -> bool:
    its = book.get(fold(name))
    return corporation(name) is not None or (its is not None and its.type() == "corporation")


def _without_kind_key(one: Found) -> str:
    return fold(_without_kind(one.full_names.most_common(1)[0][0]))


def _without_kind(full: str) -> str:
    return full.split(" ", 1)[1]


def _count_alone(name: str, text: str) -> int:
    """How often the name stands in the text without a kind word before it."""
    before = [
        text[max(0, found.start() - 40) : found.start()]
        for found in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)
    ]
    return sum(not (part.split() and part.split()[-1].lower() in words().kinds) for part in before)


def _entry(name: str, kind: PartyType, one: Found, fulls: tuple[str, ...], text: str) -> Organisation:
    monograms = sorted(one.aliases)
    canonical = name
    for alias in monograms:
        if " " in name and len(re.findall(rf"(?<![\w-]){re.escape(alias)}(?![\w-])", text)) >= _ALIAS_COUNT:
            canonical = alias
    others = dict.fromkeys([*one.names, name, *fulls, *monograms])
    forms: Counter[str] = Counter()
    for other in others:
        forms.update(_ways(other))
    return Organisation(
        canonical,
        kind,
        one.evidence["sign"] > 0,
        tuple(sorted(other for other in others if fold(other) != fold(canonical))),
        tuple(form for form in forms if form != canonical),
    )


def _ways(name: str) -> list[str]:
    """Capital and small letter of the first word, the whole in capitals, with a legal form before it."""
    ways = [name, name[0].lower() + name[1:], name[0].upper() + name[1:]]
    if len(name) > 3:
        ways.append(name.upper())
    ways += [f"{form} {name}" for form in ("Stichting", "stichting", "St.")]
    return ways if " " in name or not name.islower() else ways
