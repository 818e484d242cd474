"""The vocabulary of parties (data/parties.toml), ready for matching."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import cast

from extractors._party import PartyType


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of parties.toml under one roof; words in lower case unless they are names."""

    kinds: dict[str, PartyType]  # 'woningstichting' -> 'corporation'
    legal_forms: frozenset[str]
    functions: tuple[str, ...]  # that stand for the municipality
    groups: dict[str, tuple[str, ...]]
    pronouns: dict[str, tuple[str, ...]]
    roles: dict[str, tuple[PartyType, tuple[str, ...]]]  # 'politie' -> its type and its words
    sign_lists: frozenset[str]
    sign_functions: dict[str, PartyType]  # 'wethouder' -> 'municipality'
    sign_verbs: frozenset[str]
    actor_verbs: frozenset[str]
    party_columns: frozenset[str]
    stop: frozenset[str]
    not_ours: frozenset[str]  # before a group word: 'andere gemeenten'
    not_before: tuple[tuple[str, str], ...]  # word and what may not follow it: 'de raad', 'van'

    def group_types(self) -> dict[str, PartyType]:
        """Words for several parties of one kind: 'corporaties' -> 'corporation'."""
        types: dict[str, PartyType] = dict.fromkeys(self.groups["woningcorporaties"], "corporation")
        return types | dict.fromkeys(self.groups["huurdersorganisaties"], "tenant_organisation")


@cache
def words() -> Words:
    """The vocabulary, read once."""
    data = tomllib.loads(resources.files("extractors.data").joinpath("parties.toml").read_text("utf-8"))
    signs = data["signs"]
    return Words(
        kinds=_by_word(data["kinds"]),
        legal_forms=frozenset(data["legal"]["forms"]),
        functions=tuple(data["functions"]["municipality"]),
        groups={name: tuple(forms) for name, forms in data["groups"].items()},
        pronouns={name: tuple(forms) for name, forms in data["pronouns"].items()},
        roles={
            name: (cast(PartyType, kind), tuple(forms))
            for kind, roles in data["roles"].items()
            for name, forms in roles.items()
        },
        sign_lists=frozenset(signs["lists"]),
        sign_functions=_by_word(signs["functions"]),
        sign_verbs=frozenset(signs["verbs"]),
        actor_verbs=frozenset(data["actors"]["verbs"]),
        party_columns=frozenset(data["columns"]["parties"]),
        stop=frozenset(data["stop"]["words"]),
        not_ours=frozenset(data["others"]["before"]),
        not_before=tuple((first, second) for first, second in data["others"]["after"]),
    )


def either(forms: Iterable[str]) -> str:
    """A regular expression for any of these words, the longest first, blanks as any single-paragraph gap."""
    ordered = sorted(set(forms), key=lambda form: (-len(form), form))
    return "(?:" + "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in ordered) + ")"


def _by_word(lists: dict[str, list[str]]) -> dict[str, PartyType]:
    return {word: cast(PartyType, kind) for kind, forms in lists.items() for word in forms}
