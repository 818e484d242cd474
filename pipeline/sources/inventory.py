"""The user's metadata.csv: what is known of a file beforehand. It wins over what is guessed.

Columns path, municipality, corporation, year, source_url, licence, in any order, any of them missing but
`path`; separated by ';', ',' or tabs; UTF-8, UTF-16 with a mark, or Windows-1252, as spreadsheets write it.
Several names in one field are separated by ';' or '|', else by ','. What cannot be used is an issue, never a
crash.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from extractors._document import Inventory
from pipeline.sources import spreadsheets
from pipeline.sources.files import INVENTORY_NAME
from pipeline.storage.places import Place

SEVERAL = re.compile(r"\s*[;|]\s*")  # 'Esdrecht | Veenhoven'; a comma only where neither of these stands
YEAR = re.compile(r"((?:19|20)\d\d)(?:[.,]0+)?")  # '2021' · '2021,0' as a spreadsheet may write it


@dataclass(slots=True)
class Inventories:
    """Entries by published path, and a sentence for everything that could not be used."""

    entries: dict[str, Inventory] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read_inventory(raw: Place, paths: Iterable[str]) -> Inventories:
    """What the inventory says of these files; nothing where RAW has none."""
    file = raw / INVENTORY_NAME
    read = Inventories()
    if not file.exists():
        return read
    find = _Finder(paths)
    for line, record in spreadsheets.records(file, ("path",), read.problems):
        _use(line, record, find, read)
    read.problems[:] = map(spreadsheets.in_one_line, read.problems)
    return read


def _use(line: int, record: dict[str, str], find: _Finder, read: Inventories) -> None:
    path, problem = find(record.get("path", ""))
    if path is None:
        read.problems.append(f"{INVENTORY_NAME} line {line}: {problem}; the line was not used.")
    elif path in read.entries:
        read.problems.append(
            f"{INVENTORY_NAME} line {line}: {path} is listed twice; the first line was used."
        )
    else:
        read.entries[path] = _entry(line, record, read.problems)


def _entry(line: int, record: dict[str, str], problems: list[str]) -> Inventory:
    year = YEAR.fullmatch(record.get("year", ""))
    if record.get("year") and not year:
        problems.append(
            f"{INVENTORY_NAME} line {line}: '{record['year']}' is no year; the year was not used."
        )
    return Inventory(
        municipalities=_names(record.get("municipality", "")),
        corporations=_names(record.get("corporation", "")),
        year=int(year[1]) if year else None,
        source_url=record.get("source_url") or None,
        licence=record.get("licence") or None,
    )


def _names(text: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFC", text)
    names = SEVERAL.split(plain) if SEVERAL.search(plain) else plain.split(",")
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


class _Finder:
    """Finds the file a line means: by its relative path, else by its name where only one file bears it."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths: dict[str, str] = {}
        self.by_name: dict[str, list[str]] = {}
        for path in paths:
            self.paths[_normal(path)] = path
            self.by_name.setdefault(_normal(path).rpartition("/")[2], []).append(path)

    def __call__(self, written: str) -> tuple[str | None, str]:
        """The published path, or None and why there is none."""
        wanted = _normal(written.replace("\\", "/")).removeprefix("./")
        if not wanted:
            return None, "it names no file"
        if wanted in self.paths:
            return self.paths[wanted], ""
        namesakes = self.by_name.get(wanted, [])
        if len(namesakes) == 1:
            return namesakes[0], ""
        if namesakes:
            return None, f"{len(namesakes)} files are called '{written}', give the path"
        return None, f"no file '{written}'"


def _normal(path: str) -> str:
    return unicodedata.normalize("NFC", path)
