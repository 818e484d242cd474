"""Doing without a library that another one would import because it is there."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


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
    absent = _Absent(libraries)
    sys.meta_path.insert(0, absent)
    try:
        yield
    finally:
        sys.meta_path.remove(absent)
