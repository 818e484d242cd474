"""What a result rests on besides its document: code, data files and libraries, told by the import graph.

Nothing is bumped by hand. The code of a module is its own source and that of every module it imports, however
deep and wherever in the file; of the packages it lies in, the `__init__`. A comment counts: it is cheaper to
read once more than to judge what a change means.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache, cached_property
from importlib import metadata, util
from pathlib import Path

PACKAGES = ("extractors", "pipeline")
# Source is searched, not parsed: every run waits for it, and Python's parser takes half a second. What is
# found too much, in a docstring, only counts more; a test holds all that is found against that parser.
# 'import extractors.verbs as v, json'
_IMPORT = re.compile(r"\n[ \t]*import[ \t]+(?P<modules>(?:[^\n\\#]|\\\n)+)")
# 'from .verbs import one, two as b' · 'from extractors import (  # why\n    verbs,\n)'
_FROM_IMPORT = re.compile(
    r"\n[ \t]*from[ \t]+(?P<dots>\.*)(?P<source>[\w.]*)[ \t]+import\b"
    r"(?P<names>[ \t]*\((?:[^()#]|\#.*)*\)|(?:[^\n\\]|\\\n)*)"
)
_DOTTED = re.compile(r"[\w.]+")
_QUOTED = re.compile(r"""["']([\w./-]+)(?=["'])""")  # 'verbs', 'registers/names.csv'
# 'thinc<8.4,>=8.3', but not 'tox; extra == "dev"'
_REQUIRED = re.compile(r"([A-Za-z0-9._-]+)(?!.*;.*extra\s*==)")


def digest(*parts: object) -> str:
    """32 hex digits of a hash over the parts: strings, numbers, None and lists of these."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode()).hexdigest()[:32]


class Code:
    """The modules of some packages and what each rests on; read once, when a run starts."""

    def __init__(self, folders: Mapping[str, Path] | None = None) -> None:
        """`folders` tells where packages lie; those that are installed by default."""
        folders = folders or {name: _folder(name) for name in PACKAGES}
        self._files = dict(_modules(folders))
        self._data = dict(_data_files(folders))
        self._hashes: dict[Path, str] = {}
        self._seen: dict[str, tuple[frozenset[str], frozenset[str]]] = {}

    def of(self, *modules: str) -> str:
        """Fingerprint of what these modules rest on: code, data files, libraries, Python."""
        own = self.closure(modules)
        files = [self._files[name] for name in own] + [self._data[name] for name in self.data_of(own)]
        contents = sorted(map(self._hash_of, files))
        return digest(sorted(own), contents, _versions(self.libraries_of(own)), _python())

    def _hash_of(self, file: Path) -> str:
        if file not in self._hashes:
            self._hashes[file] = hashlib.sha256(file.read_bytes()).hexdigest()
        return self._hashes[file]

    def closure(self, modules: Iterable[str]) -> frozenset[str]:
        """The modules and all they import of these packages, with the packages they lie in."""
        found: set[str] = set()
        waiting = [name for module in modules for name in _with_parents(module)]
        while waiting:
            module = waiting.pop()
            if module in self._files and module not in found:
                found.add(module)
                waiting += [name for each in self._look(module)[0] for name in _with_parents(each)]
        return frozenset(found)

    def data_of(self, modules: Collection[str]) -> frozenset[str]:
        """The data files that the modules name, with their ending or without, and those that none names."""
        named = frozenset(word for module in modules for word in self._look(module)[1])
        return frozenset(name for name in self._data if name in self._unnamed or named & _names_of_file(name))

    def libraries_of(self, modules: Iterable[str]) -> frozenset[str]:
        """Top-level names of the libraries that the modules import or ask for by name: 'lxml' of a parser."""
        seen = [self._look(module) for module in modules]
        tops = {name.partition(".")[0] for imported, _ in seen for name in imported}
        named = {word for _, words in seen for word in words if word in _own_libraries()}
        return frozenset((tops | named) - sys.stdlib_module_names - set(PACKAGES))

    @cached_property
    def _unnamed(self) -> frozenset[str]:
        """Data files that no module names: whoever reads them does so by a name put together."""
        every = frozenset(word for module in self._files for word in self._look(module)[1])
        return frozenset(name for name in self._data if not every & _names_of_file(name))

    def _look(self, module: str) -> tuple[frozenset[str], frozenset[str]]:
        """What a module imports, and every word that stands between quotes in it."""
        if module not in self._seen:
            source = "\n" + self._files[module].read_text("utf-8")
            imported = {
                name
                for found in _IMPORT.finditer(source)
                for each in found["modules"].split(",")
                for name in _DOTTED.findall(each)[:1]  # the others are 'as' and a name of its own
            }
            for found in _FROM_IMPORT.finditer(source):
                imported.update(self._imported_from(found, module))
            self._seen[module] = frozenset(imported), frozenset(_QUOTED.findall(source))
        return self._seen[module]

    def _imported_from(self, found: re.Match[str], module: str) -> Iterator[str]:
        above = _above(module, len(found["dots"]), self._is_package(module))
        source = ".".join(filter(None, (above, found["source"])))
        yield source
        inner = (f"{source}.{name}" for name in _DOTTED.findall(found["names"]))
        yield from (name for name in inner if name in self._files)

    def _is_package(self, module: str) -> bool:
        return self._files[module].name == "__init__.py"


def _folder(package: str) -> Path:
    found = util.find_spec(package)
    return Path(found.submodule_search_locations[0]) if found and found.submodule_search_locations else Path()


def _modules(folders: Mapping[str, Path]) -> Iterator[tuple[str, Path]]:
    for package, folder in folders.items():
        for file in sorted(folder.rglob("*.py")):
            parts = (package, *file.relative_to(folder).with_suffix("").parts)
            yield ".".join(part for part in parts if part != "__init__"), file


def _data_files(folders: Mapping[str, Path]) -> Iterator[tuple[str, Path]]:
    """All of extractors/data, by its path in there; of the folders of code the lists that lie beside it."""
    data = folders["extractors"] / "data"
    for file in sorted(data.rglob("*")):
        if file.is_file() and file.suffix not in (".py", ".pyc", ".md"):
            yield file.relative_to(data).as_posix(), file
    for package, folder in folders.items():
        for file in sorted(folder.rglob("*.toml")):
            if data not in file.parents:
                yield f"{package}/{file.relative_to(folder).as_posix()}", file


@cache
def _names_of_file(path: str) -> frozenset[str]:
    """How code may name a data file: 'registers/x.csv', 'x.csv', 'x'."""
    name = path.rpartition("/")[2]
    return frozenset((path, name, name.partition(".")[0]))


def _with_parents(module: str) -> list[str]:
    parts = module.split(".")
    return [".".join(parts[:end]) for end in range(1, len(parts) + 1)]


def _above(module: str, level: int, is_package: bool) -> str:
    """The package that a relative import starts from; '' for an absolute one."""
    parts = module.split(".")
    return ".".join(parts[: len(parts) - level + is_package]) if level else ""


def _python() -> list[str]:
    return [sys.implementation.name, ".".join(map(str, sys.version_info[:3])), unicodedata.unidata_version]


@cache
def _distributions() -> Mapping[str, str]:
    """The distribution in which each importable name comes: 'PIL' in pillow; of those afspraken requires.

    `importlib.metadata` has the same of all that are installed, and takes as long as reading a text.
    """
    return {name: library for library in _own_libraries() for name in _names_in(library)}


def _names_in(distribution: str) -> Iterator[str]:
    """What stands at the top of the files that were installed with it: 'PIL', 'pillow-11.0.dist-info'."""
    with suppress(metadata.PackageNotFoundError):
        files = metadata.distribution(distribution).read_text("RECORD") or ""
        yield from {line.partition("/")[0] for line in files.splitlines() if "/" in line}


@cache
def _own_libraries() -> frozenset[str]:
    """Distributions that afspraken itself requires."""
    return frozenset(_about("afspraken")[1])


@cache
def _versions(libraries: frozenset[str]) -> list[str]:
    """'spacy 3.8.7' of each library and of everything it requires in turn."""
    found: dict[str, str] = {}
    waiting = [_distributions().get(library, library) for library in libraries]
    while waiting:
        name = _canonical(waiting.pop())
        if name not in found:
            found[name], required = _about(name)
            waiting += required
    return [f"{name} {version}" for name, version in sorted(found.items()) if version]


@cache
def _about(distribution: str) -> tuple[str, list[str]]:
    """Its version and what it requires; '' of an optional one that is not there, or for another system."""
    try:
        about = metadata.distribution(distribution).metadata  # parsed at each call
    except metadata.PackageNotFoundError:
        return "", []
    named = map(_REQUIRED.match, about.get_all("Requires-Dist", ()))
    return about["Version"], [each[1] for each in named if each]


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
