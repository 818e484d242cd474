"""Reference lists that ship with the package: municipalities by name and year, well-known corporations."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

_REGISTERS = resources.files("extractors.data") / "registers"


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality as CBS knows it. `valid_to` is the first day it no longer existed."""

    code: str  # 'GM0147'
    name: str
    aliases: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    successor: str | None

    def existed(self, year: int) -> bool:
        """Whether it existed on some day of this year, or of the year before: agreements are made ahead."""
        begun = self.valid_from is None or self.valid_from.year <= year + 1
        return begun and (self.valid_to is None or self.valid_to.year >= year)


@dataclass(frozen=True, slots=True)
class Corporation:
    """A housing corporation by the name that running text uses."""

    name: str
    aliases: tuple[str, ...]
    l_number: str | None
    needs_context: bool  # the name is also made of ordinary words: 'Onze Woning'


def fold(name: str) -> str:
    """A name for comparing: without case, accents, typographic quotes and spare blanks."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").replace("‘", "'"))
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(bare.casefold().split())


def municipality(name: str, year: int | None = None) -> Municipality | None:
    """The municipality of this name; of several, the one that existed in the year, else the youngest.

    None when no register knows it, or when two that exist at the same time share the name ('Bergen').
    """
    known = _municipalities().get(fold(name), ())
    if year is not None:
        known = tuple(one for one in known if one.existed(year)) or known
    current = tuple(one for one in known if one.valid_to is None) or known
    return current[0] if len(current) == 1 else None


def is_municipality(name: str) -> bool:
    """Whether some municipality has or had this name."""
    return fold(name) in _municipalities()


def corporation(name: str) -> Corporation | None:
    """The well-known corporation of this name or alias, without regard to case and accents."""
    return _corporations_by_name().get(fold(name))


@cache
def corporations() -> tuple[Corporation, ...]:
    """All well-known corporations, in order of name."""
    return tuple(
        Corporation(
            row["name"], _several(row["aliases"]), row["l_number"] or None, row["needs_context"] == "yes"
        )
        for row in _rows("corporations.csv")
    )


@cache
def _corporations_by_name() -> dict[str, Corporation]:
    return {fold(name): one for one in corporations() for name in (one.name, *one.aliases)}


@cache
def _municipalities() -> dict[str, tuple[Municipality, ...]]:
    found: dict[str, tuple[Municipality, ...]] = {}
    for row in _rows("municipalities.csv"):
        one = Municipality(
            row["code"],
            row["name"],
            _several(row["aliases"]),
            _day(row["valid_from"]),
            _day(row["valid_to"]),
            row["successor"] or None,
        )
        for name in dict.fromkeys(map(fold, (one.name, *one.aliases))):
            found[name] = (*found.get(name, ()), one)
    return found


def _rows(filename: str) -> Iterator[dict[str, str]]:
    with (_REGISTERS / filename).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def _several(field: str) -> tuple[str, ...]:
    return tuple(field.split("|")) if field else ()


def _day(field: str) -> date | None:
    return date.fromisoformat(field) if field else None
