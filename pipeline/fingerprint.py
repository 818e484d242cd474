"""What a result rests on besides its document: code, data files and libraries, told by the import graph.

Nothing is bumped by hand. The code of a module is its own source and that of every module it imports, however
deep and wherever in the file; of the packages it lies in, the `__init__`. A comment counts: it is cheaper to
read once more than to judge what a change means.
"""

from __future__ import annotations

import ast
import hashlib
import json
import re
import sys
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, cached_property
from importlib import metadata, util
from pathlib import Path

PACKAGES = ("extractors", "pipeline")
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
        self._data = dict(_data_files(folders["extractors"] / "data"))
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
        tops = {name.partition(".")[0] for module in modules for name in self._look(module)[0]}
        named = {word for module in modules for word in self._look(module)[1] if word in _own_libraries()}
        return frozenset((tops | named) & _distributions().keys() - set(PACKAGES))

    @cached_property
    def _unnamed(self) -> frozenset[str]:
        """Data files that no module names: whoever reads them does so by a name put together."""
        every = frozenset(word for module in self._files for word in self._look(module)[1])
        return frozenset(name for name in self._data if not every & _names_of_file(name))

    def _look(self, module: str) -> tuple[frozenset[str], frozenset[str]]:
        """What a module imports, and every string that stands in it."""
        if module not in self._seen:
            tree = ast.parse(self._files[module].read_bytes())
            imported: set[str] = set()
            words: set[str] = set()
            for node in _nodes(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    words.add(node.value)
                elif isinstance(node, ast.Import):
                    imported.update(name.name for name in node.names)
                elif isinstance(node, ast.ImportFrom):
                    imported.update(self._imported_from(node, module))
            self._seen[module] = frozenset(imported), frozenset(words)
        return self._seen[module]

    def _imported_from(self, node: ast.ImportFrom, module: str) -> Iterator[str]:
        source = ".".join(filter(None, (_above(module, node.level, self._is_package(module)), node.module)))
        yield source
        yield from (f"{source}.{name.name}" for name in node.names if f"{source}.{name.name}" in self._files)

    def _is_package(self, module: str) -> bool:
        return self._files[module].name == "__init__.py"


def _nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """All nodes in any order; `ast.walk` takes three times as long, and every run waits for it."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        for value in [getattr(node, name, None) for name in node._fields]:
            if isinstance(value, ast.AST):
                waiting.append(value)
            elif isinstance(value, list):
                waiting += (each for each in value if isinstance(each, ast.AST))


def _folder(package: str) -> Path:
    found = util.find_spec(package)
    return Path(found.submodule_search_locations[0]) if found and found.submodule_search_locations else Path()


def _modules(folders: Mapping[str, Path]) -> Iterator[tuple[str, Path]]:
    for package, folder in folders.items():
        for file in sorted(folder.rglob("*.py")):
            parts = (package, *file.relative_to(folder).with_suffix("").parts)
            yield ".".join(part for part in parts if part != "__init__"), file


def _data_files(folder: Path) -> Iterator[tuple[str, Path]]:
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix not in (".py", ".pyc", ".md"):
            yield file.relative_to(folder).as_posix(), file


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
def _distributions() -> Mapping[str, list[str]]:
    return metadata.packages_distributions()


@cache
def _own_libraries() -> frozenset[str]:
    """Distributions that afspraken itself requires."""
    named = map(_REQUIRED.match, metadata.requires("afspraken") or ())
    return frozenset(each[1] for each in named if each)


@cache
def _versions(libraries: frozenset[str]) -> list[str]:
    """'spacy 3.8.7' of each library and of everything it requires in turn."""
    found: dict[str, str] = {}
    waiting = [name for library in libraries for name in _distributions().get(library, ())]
    while waiting:
        name = _canonical(waiting.pop())
        if name in found:
            continue
        try:
            about = metadata.distribution(name)
        except metadata.PackageNotFoundError:  # an optional one, or for another system
            continue
        found[name] = about.version
        waiting += [named[1] for line in about.requires or () if (named := _REQUIRED.match(line))]
    return [f"{name} {found[name]}" for name in sorted(found)]


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
