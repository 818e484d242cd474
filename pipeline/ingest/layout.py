"""The word lists of layout.toml."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources


@cache
def words(name: str) -> frozenset[str]:
    """One list of layout.toml, in lower case."""
    return frozenset(_lists()[name])


@cache
def _lists() -> dict[str, list[str]]:
    return tomllib.loads(resources.files("pipeline.ingest").joinpath("layout.toml").read_text("utf-8"))


def alternatives(name: str) -> str:
    """One list as a regular expression's alternatives, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words(name), key=lambda word: (-len(word), word)))
