"""Which names of a document are one organisation: full name, short name, abbreviation."""

from __future__ import annotations

import re
from itertools import product

from extractors._parties.book import Found, Names
from extractors._parties.party import PartyType
from extractors._parties.words import joined, words
from extractors._registers import fold

_BEHIND_CODE = re.compile(r"[A-Z]{2,3} (?P<rest>.+)")  # 'WS De Brug', or what OCR leaves of a logo beside it
_MONOGRAM = re.compile(r"[A-Z](?<![\w-].)[A-Z]{1,5}(?![\w-])")  # 'HDB', 'SHDB'


def join(found: Names) -> None:
    """Join the entries that are one organisation, in place."""
    _join_aliases(found)
    _join_codes(found)
    by_rest = _join_kinds(found)
    for (rest, kind), key in by_rest.items():
        _join_bare(found, rest, kind, key)
        if kind != "corporation" and (rest, "corporation") in by_rest:
            found.organisations[key].evidence["shared"] += 1


def _join_aliases(found: Names) -> None:
    """Join 'HDB' with 'Huurdersraad De Brug': its initials, or said to be its short name."""
    book = found.organisations
    printed = set(_MONOGRAM.findall(found.text))
    for key in [key for key, one in book.items() if one.full_names or one.aliases]:
        if key not in book:
            continue
        one = book[key]
        if one.full_names:
            one.aliases |= initials(one.full_name()) & printed
        for alias in sorted(one.aliases):
            for other in (fold(alias), *_with_kind(alias, one, book)):
                if other in book and other != key:
                    _absorb(book, key, other)


def _join_codes(found: Names) -> None:
    """Join 'WS De Brug' with 'De Brug' where both are corporations, most often named without the code."""
    book = found.organisations
    for key, one in list(book.items()):
        match = _BEHIND_CODE.fullmatch(one.name())
        bare = book.get(fold(match["rest"])) if match else None
        if not (match and bare) or not one.type() == bare.type() == "corporation":
            continue
        if found.text.count(match["rest"]) > 2 * found.text.count(one.name()):
            _absorb(book, fold(match["rest"]), key)


def _join_kinds(found: Names) -> dict[tuple[str, PartyType], str]:
    """Join 'Wbv De Brug' with 'Woningbouwvereniging De Brug'; entries by the name behind the kind word."""
    book = found.organisations
    by_rest: dict[tuple[str, PartyType], str] = {}
    for key in [key for key, one in book.items() if one.full_names]:
        first = by_rest.setdefault((fold(rest_of(book[key])), book[key].type()), key)
        if first != key:
            _absorb(book, first, key)
    return by_rest


def _join_bare(found: Names, rest: str, kind: PartyType, key: str) -> None:
    """Join 'De Brug' with 'Huurdersraad De Brug', unless it is another's name too: then it is 'shared'."""
    book = found.organisations
    bare = book.get(rest)
    longer = (other for other, one in book.items() if not one.full_names and other != rest)
    is_town = rest in found.municipalities or rest in found.towns
    if is_town or any(f" {rest} " in f" {other} " for other in longer):
        book[key].evidence["shared"] += 1
    if bare is None or rest == key or bare.full_names:
        return
    are_two = (  # tenants and their corporation, both in one list of parties
        kind == "tenant_organisation" and bare.evidence["listed"] and book[key].evidence["listed"]
    )
    are_two = are_two or (kind == "tenant_organisation" and _are_named_together(found, bare, book[key]))
    if are_two:
        bare.types["corporation"] += 1
    if not (are_two or is_town) and bare.type() in (kind, "other"):
        _absorb(book, key, rest)
        book[key].evidence["alone"] += 1
    else:
        book[key].evidence["shared"] += 1


def _are_named_together(found: Names, bare: Found, whole: Found) -> bool:
    """'De Brug (woningstichting) en Huurdersraad De Brug': the one beside the other is another."""
    one, other = re.escape(bare.name()), re.escape(whole.full_name())
    between = r"(?:\s*\([^()]{1,60}\))?\s*(?:,|&|\ben)\s+(?:(?:de|het)\s+)?"
    return re.search(rf"(?i:\b{one}{between}{other}\b|\b{other}{between}{one}\b)", found.text) is not None


def _absorb(book: dict[str, Found], keeper: str, other: str) -> None:
    one, gone = book[keeper], book.pop(other)
    one.names.update(gone.names)
    one.full_names.update(gone.full_names)
    one.evidence.update(gone.evidence)
    one.aliases |= gone.aliases
    one.defined = one.defined or gone.defined
    one.called |= gone.called


def rest_of(one: Found) -> str:
    """The name behind kind word and legal form: of 'fusiecorporatie Stichting Welbouw' it is 'Welbouw'."""
    full = one.full_name()
    pattern = rf"(?i){words().kind_pattern}\s+(?:(?:stichting|st\.)\s+)?(?P<rest>.+)"
    match = re.fullmatch(pattern, full)
    return match["rest"] if match else full


def _with_kind(alias: str, named: Found, book: dict[str, Found]) -> list[str]:
    """Other entries of its kind with this name behind a kind word; the tenants of 'De Brug' are another."""
    return [
        key
        for key, one in book.items()
        if one.full_names and one.type() == named.type() and fold(rest_of(one)) == fold(alias)
    ]


def initials(full: str) -> set[str]:
    """Short forms of a full name: of 'Huurdersraad De Brug' 'HDB', 'HRDB' and, as a stichting, 'SHDB'."""
    match = re.match(rf"(?i){words().kind_pattern}", full)
    if not match:
        return set()
    parts = words().morphemes.get(joined(match.group()), (match.group(),))
    rest = "".join(word[0] for word in re.findall(r"\w+", full[match.end() :])).upper()
    kinds = {parts[0][0].upper(), "".join(part[0] for part in parts).upper()}
    ways = {legal + kind + rest for legal, kind in product(("", "S"), kinds)}
    return {way for way in ways if len(way) > 2}
