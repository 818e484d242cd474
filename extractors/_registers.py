"""Registers that names are looked up in: municipalities by name and year, well-known corporations.

Two ship with the package (`data/registers`). A user's own are read by the pipeline and travel with the
Document, as a value: what is looked up is `document.registers`.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache
from importlib import resources
from typing import TypeVar

MUNICIPALITIES = "municipalities.csv"
CORPORATIONS = "corporations.csv"
_NEEDED = {MUNICIPALITIES: ("code", "name"), CORPORATIONS: ("name",)}  # the other columns may be missing
_Entry = TypeVar("_Entry")


class RegisterError(ValueError):
    """A line of a register that cannot be used: the file, the line, and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality as CBS knows it. `valid_to` is the first day it no longer existed."""

    code: str  # 'GM0147'
    name: str
    aliases: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str | None = None

    def existed(self, year: int) -> bool:
        """Whether it existed on some day of this year, or of the year before: agreements are made ahead."""
        begun = self.valid_from is None or self.valid_from.year <= year + 1
        return begun and (self.valid_to is None or self.valid_to.year >= year)


@dataclass(frozen=True, slots=True)
class Corporation:
    """A housing corporation by the name that running text uses."""

    name: str
    aliases: tuple[str, ...] = ()
    l_number: str | None = None
    needs_context: bool = False  # the name is also made of ordinary words: 'Onze Woning'


@dataclass(frozen=True, eq=False)
class Registers:
    """Municipalities and corporations to look names up in. Compared by identity, indexed at first use."""

    municipalities: tuple[Municipality, ...] = ()
    corporations: tuple[Corporation, ...] = ()

    def municipality(self, name: str, year: int | None = None) -> Municipality | None:
        """The municipality of this name; of several, the one that existed in the year, else the youngest.

        None when it is not known, or when two that exist at the same time share the name ('Bergen').
        """
        known = self._municipalities_by_name.get(fold(name), ())
        if year is not None:
            known = tuple(one for one in known if one.existed(year)) or known
        current = tuple(one for one in known if one.valid_to is None) or known
        return current[0] if len(current) == 1 else None

    def is_municipality(self, name: str) -> bool:
        """Whether some municipality has or had this name."""
        return fold(name) in self._municipalities_by_name

    def corporation(self, name: str) -> Corporation | None:
        """The well-known corporation of this name or alias, without regard to case and accents."""
        return self._corporations_by_name.get(fold(name))

    def with_added(self, other: Registers) -> Registers:
        """Both together; the other wins where two have one code or, of corporations, one name."""
        return Registers(
            (*_others(self.municipalities, other.municipalities, _code), *other.municipalities),
            (*_others(self.corporations, other.corporations, _folded_name), *other.corporations),
        )

    @cached_property
    def _municipalities_by_name(self) -> dict[str, tuple[Municipality, ...]]:
        found: dict[str, tuple[Municipality, ...]] = {}
        for one in self.municipalities:
            for name in dict.fromkeys(map(fold, (one.name, *one.aliases))):
                found[name] = (*found.get(name, ()), one)
        return found

    @cached_property
    def _corporations_by_name(self) -> dict[str, Corporation]:
        return {fold(name): one for one in self.corporations for name in (one.name, *one.aliases)}


def _code(one: Municipality) -> str:
    return one.code


def _folded_name(one: Corporation) -> str:
    return fold(one.name)


def _others(
    known: Iterable[_Entry], added: Iterable[_Entry], key: Callable[[_Entry], str]
) -> Iterator[_Entry]:
    replaced = set(map(key, added))
    return (one for one in known if key(one) not in replaced)


@lru_cache(maxsize=4096)  # every name is looked up in several books, again at each place where it stands
def fold(name: str) -> str:
    """A name for comparing: without case, accents, typographic quotes and spare blanks."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").replace("‘", "'"))
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(bare.casefold().split())


@cache
def shipped() -> Registers:
    """The registers that come with the package; data/registers/README.md tells where they are from."""
    folder = resources.files("extractors.data") / "registers"
    return Registers(
        read_municipalities((folder / MUNICIPALITIES).read_text(encoding="utf-8")),
        read_corporations((folder / CORPORATIONS).read_text(encoding="utf-8")),
    )


def read_municipalities(lines: str) -> tuple[Municipality, ...]:
    """The text of a municipalities.csv, as data/registers/README.md describes it; raises RegisterError."""
    return tuple(_entries(lines, MUNICIPALITIES, _municipality))


def read_corporations(lines: str) -> tuple[Corporation, ...]:
    """The text of a corporations.csv, as data/registers/README.md describes it; raises RegisterError."""
    return tuple(_entries(lines, CORPORATIONS, _corporation))


def _municipality(row: dict[str, str]) -> Municipality:
    return Municipality(
        row["code"],
        row["name"],
        _several(row.get("aliases", "")),
        _day(row.get("valid_from", "")),
        _day(row.get("valid_to", "")),
        row.get("successor") or None,
    )


def _corporation(row: dict[str, str]) -> Corporation:
    return Corporation(
        row["name"],
        _several(row.get("aliases", "")),
        row.get("l_number") or None,
        row.get("needs_context") == "yes",
    )


def _entries(lines: str, file: str, entry: Callable[[dict[str, str]], _Entry]) -> Iterator[_Entry]:
    rows = csv.DictReader(lines.splitlines())
    missing = [name for name in _NEEDED[file] if name not in (rows.fieldnames or ())]
    if missing:
        raise RegisterError(f"{file} has no column `{missing[0]}`")
    for row in rows:
        fields = {name: (value or "").strip() for name, value in row.items() if isinstance(name, str)}
        empty = next((name for name in _NEEDED[file] if not fields[name]), None)
        if empty:
            raise RegisterError(f"{file} line {rows.line_num}: `{empty}` is empty")
        try:
            yield entry(fields)
        except ValueError as fault:
            raise RegisterError(f"{file} line {rows.line_num}: {fault}") from fault


def _several(field: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in field.split("|") if part.strip())


def _day(field: str) -> date | None:
    return date.fromisoformat(field) if field else None
