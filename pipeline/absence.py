"""Doing without a library that another one would import because it is there."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.abc import Loader
from importlib.machinery import ModuleSpec
from types import ModuleType


@dataclass(frozen=True, slots=True)
class _Absent:
    """A finder, asked before all others, that finds these libraries nowhere."""

    names: tuple[str, ...]

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        """None, which leaves the others to look for it; raises ModuleNotFoundError for these libraries."""
        if name in self.names:
            raise ModuleNotFoundError(f"No module named {name!r} is wanted here", name=name)


@contextmanager
def without(*libraries: str) -> Iterator[None]:
    """As long as it lasts these libraries are not there to import; one that is loaded already stays.

    For every array that it makes, pyarrow asks whether it is a frame, and to ask it imports pandas: half a
    second and 60 MB of each process that has none.
    """
    with _asked_first(_Absent(libraries)):
        yield


class _Hollow(ModuleType):
    """A module in which every name stands for nothing."""

    def __getattr__(self, name: str) -> None:
        """Nothing; of the names that Python itself asks for there is none."""
        if name.startswith("__"):
            raise AttributeError(name)


@dataclass(frozen=True, slots=True)
class _Emptied(Loader):
    """A finder, asked before all others, and loader: these packages are there and hold nothing."""

    names: tuple[str, ...]

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """An empty package for one of these and whatever lies in it; None leaves others to the next."""
        if name in self.names or name.startswith(tuple(f"{package}." for package in self.names)):
            return ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """The empty module."""
        return _Hollow(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing is to be run."""


@contextmanager
def emptied(*packages: str) -> Iterator[None]:
    """As long as it lasts these packages are imported without what is in them; one that is loaded stays.

    `import spacy` imports its whole command line, and with it a web client, templates and 400 modules in
    all: two fifths of its time.
    """
    with _asked_first(_Emptied(packages)):
        yield


@contextmanager
def _asked_first(finder: _Absent | _Emptied) -> Iterator[None]:
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
