"""The vocabulary of parties (data/parties.toml), ready for matching."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import cast

from extractors._parties.party import PartyType

_BREAK = "|"  # where a kind word may be written apart: 'huurders|advies|raad'
_APART = re.compile(r"[\s-]+")


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of parties.toml under one roof; words in lower case unless they are names."""

    kinds: dict[str, PartyType]  # 'woningstichting' -> 'corporation'
    kind_pattern: str  # reads them joined and apart: 'Huurders Advies Raad'
    descriptions: frozenset[str]  # kinds that are no part of a name
    bodies: frozenset[str]  # kinds that without a name are no party
    morphemes: dict[str, tuple[str, ...]]  # 'huurdersadviesraad' -> ('huurders', 'advies', 'raad')
    legal_forms: frozenset[str]
    before_kinds: frozenset[str]  # what a kind word may have before it: 'St. Huurdersraad'
    companies: frozenset[str]  # 'B.V.'
    functions: tuple[str, ...]  # that stand for the municipality
    groups: dict[str, tuple[str, ...]]
    group_types: dict[str, PartyType]  # words for several parties of one kind: 'corporaties' -> 'corporation'
    pronouns: dict[str, tuple[str, ...]]
    labels: dict[str, tuple[str, ...]]  # words that are a party only alone: '(allen)'
    roles: dict[str, tuple[PartyType, tuple[str, ...]]]  # 'politie' -> its type and its words
    sign_lists: frozenset[str]
    sign_functions: dict[str, PartyType]  # 'wethouder' -> 'municipality'
    sign_verbs: frozenset[str]
    speech: frozenset[str]  # before the function of a person who is quoted
    titles: frozenset[str]  # before a person's surname: 'mevrouw'
    surname_particles: frozenset[str]  # between the two: 'van', 'de'
    in_rows: frozenset[str]  # join a party to the one before it in a row: 'i.s.m.'
    actor_verbs: frozenset[str]
    weak_verbs: frozenset[str]  # that things have as well
    holdings: frozenset[str]  # what only a corporation has of its own: 'haar woningen'
    dwellings: frozenset[str]  # ends of words for what a corporation builds, sells and lets
    heading_words: frozenset[str]  # over what a corporation has or plans: 'Projecten'
    placed_heads: frozenset[str]  # of a name with a place in it: 'Thuis in Lierdam'
    placed_in_rows: frozenset[str]  # those that begin such a name in a row of names as well
    placed_links: frozenset[str]
    placed_not_verbs: frozenset[str]  # that living somewhere does as well
    place_words: frozenset[str]  # before a name that is a place or a project
    dwelling_words: frozenset[str]  # ways of dwelling, and what begins with 'woon' and is no name
    area_words: frozenset[str]  # before a name that is a region: 'wonen Rivierenstreek'
    adverbial_starts: frozenset[str]  # first words of a clause that does not begin with its subject
    contexts: dict[
        PartyType, tuple[str, ...]
    ]  # type -> contexts that only such a party stands in; N is the name
    party_columns: frozenset[str]
    municipality_codes: frozenset[str]  # 'gem', in tables
    group_codes: dict[str, tuple[str, ...]]
    marks: frozenset[str]  # a column of them stands under a party
    stop: frozenset[str]  # words that never make a name, at its edges neither
    single_bodies: tuple[str, ...]  # ends of kind words of which a town has one: 'huurdersraad'
    stop_endings: tuple[str, ...]  # of single words that are streets, documents, subjects
    name_parts: frozenset[str]  # words that are no name alone
    not_before_actor: frozenset[str]  # before a town that is a place and does nothing: 'in Borgvoort'
    not_ours: frozenset[str]  # before a group word: 'andere gemeenten'
    anyone: frozenset[str]  # before a kind of party: 'een aannemer'
    not_before: frozenset[tuple[str, str]]  # word and what may not follow it: 'de raad', 'van'


# Where in parties.toml each plain list of words stands
_LISTS = {
    "descriptions": "descriptions.words",
    "bodies": "bodies.words",
    "legal_forms": "legal.forms",
    "before_kinds": "legal.before_kinds",
    "companies": "legal.companies",
    "sign_lists": "signs.lists",
    "sign_verbs": "signs.verbs",
    "speech": "signs.speech",
    "titles": "persons.titles",
    "surname_particles": "persons.particles",
    "in_rows": "rows.joining",
    "actor_verbs": "actors.verbs",
    "weak_verbs": "actors.weak_verbs",
    "holdings": "actors.holdings",
    "dwellings": "actors.dwellings",
    "heading_words": "actors.headings",
    "place_words": "actors.place_words",
    "dwelling_words": "actors.dwelling_words",
    "area_words": "actors.area_words",
    "adverbial_starts": "actors.adverbial_starts",
    "not_before_actor": "actors.not_behind",
    "placed_heads": "placed.heads",
    "placed_in_rows": "placed.in_rows",
    "placed_links": "placed.links",
    "placed_not_verbs": "placed.not_verbs",
    "party_columns": "columns.parties",
    "marks": "columns.marks",
    "municipality_codes": "codes.municipality",
    "stop": "stop.words",
    "name_parts": "stop.parts",
    "not_ours": "others.before",
    "anyone": "others.anyone",
}


@cache
def words() -> Words:
    """The vocabulary, read once."""
    data = tomllib.loads(resources.files("extractors.data").joinpath("parties.toml").read_text("utf-8"))
    written = [form for forms in data["kinds"].values() for form in forms]
    return Words(
        **{field: frozenset(_at(data, place)) for field, place in _LISTS.items()},
        kinds=_by_word({kind: map(_whole, forms) for kind, forms in data["kinds"].items()}),
        kind_pattern=either(written).replace(re.escape(_BREAK), r"[\s-]?"),
        morphemes={_whole(form): tuple(form.split(_BREAK)) for form in written},
        functions=tuple(data["functions"]["municipality"]),
        groups=_tuples(data["groups"]),
        group_types=_group_types(data["groups"]),
        group_codes=_tuples({name: codes for name, codes in data["codes"].items() if name != "municipality"}),
        pronouns=_tuples(data["pronouns"]),
        labels=_tuples(data["labels"]),
        roles=_roles(data["roles"]),
        sign_functions=_by_word(data["signs"]["functions"]),
        contexts={kind: tuple(data["actors"][kind]) for kind in ("corporation", "tenant_organisation")},
        single_bodies=tuple(data["bodies"]["single"]),
        stop_endings=tuple(data["stop"]["endings"]),
        not_before=frozenset((first, second) for first, second in data["others"]["after"]),
    )


def _at(data: dict[str, dict[str, list[str]]], place: str) -> list[str]:
    table, _, key = place.partition(".")
    return data[table][key]


def _tuples(lists: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(forms) for name, forms in lists.items()}


def _group_types(groups: dict[str, list[str]]) -> dict[str, PartyType]:
    corporations: dict[str, PartyType] = dict.fromkeys(groups["woningcorporaties"], "corporation")
    return corporations | dict.fromkeys(groups["huurdersorganisaties"], "tenant_organisation")


def _roles(roles: dict[str, dict[str, list[str]]]) -> dict[str, tuple[PartyType, tuple[str, ...]]]:
    return {
        name: (cast(PartyType, kind), tuple(forms))
        for kind, named in roles.items()
        for name, forms in named.items()
    }


def either(forms: Iterable[str]) -> str:
    """A regular expression for any of these words, the longest first, with any blanks between their parts."""
    return _either(frozenset(forms))


def whole(forms: Iterable[str]) -> str:
    """A regular expression for any of these forms as whole words.

    The look back stands behind the first sign: `re` jumps to what begins with a sign, and would try a
    pattern that begins with a look back everywhere.
    """
    by_sign: dict[str, list[str]] = {}
    for form in sorted(set(forms)):
        by_sign.setdefault(form[:1], []).append(form[1:])
    branches = (rf"{re.escape(sign)}(?<![\w-].)(?:{_tree(rest)})" for sign, rest in by_sign.items())
    return rf"(?:{'|'.join(branches)})(?![\w-])"


@lru_cache(maxsize=256)
def _either(forms: frozenset[str]) -> str:
    return f"(?:{_tree(sorted(forms))})"


def _tree(forms: list[str]) -> str:
    """'zal' and 'zet' as 'z(?:al|et)': `re` tries the branches of an alternation one by one, however many.

    Of forms that match at one place each begins the next, so the longest still comes first; where letters
    can match the same sign (case aside, or a break that may be nothing) the forms are left side by side.
    """
    endings: dict[str, list[str]] = {}
    for form in forms:
        endings.setdefault(form[:1], []).append(form[1:])
    if _BREAK in endings or len(endings) > len({sign.casefold() for sign in endings}):
        return "|".join(map(_spelled, sorted(forms, key=lambda form: (-len(form), form))))
    is_form = endings.pop("", None) is not None
    branches = [_spelled(sign) + _branch(rest) for sign, rest in endings.items()]
    return f"(?:{'|'.join(branches)})?" if is_form and branches else "|".join(branches)


def _branch(rest: list[str]) -> str:
    tree = _tree(rest)
    return f"(?:{tree})" if len(rest) > 1 else tree


def _spelled(form: str) -> str:
    return re.escape(form).replace(r"\ ", r"\s+")


def joined(word: str) -> str:
    """A word as the lists hold it: 'Huurders Advies Raad' is 'huurdersadviesraad'; others in lower case."""
    together = _APART.sub("", word.lower())
    return together if together in words().kinds else " ".join(word.lower().split())


def _whole(form: str) -> str:
    return form.replace(_BREAK, "")


def _by_word(lists: dict[str, Iterable[str]]) -> dict[str, PartyType]:
    return {word: cast(PartyType, kind) for kind, forms in lists.items() for word in forms}
