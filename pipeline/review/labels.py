"""What the report calls things, in both languages: `labels.toml`, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

LANGUAGES = ("nl", "en")
"""In the order in which labels.toml gives them; the first is the one that a report opens in."""

Labels = Mapping[str, Mapping[str, tuple[str, ...]]]
"""section -> key -> one text per language."""


@cache
def labels() -> Labels:
    """All labels. Raises ValueError where one lacks a language."""
    read = tomllib.loads(files("pipeline.review").joinpath("labels.toml").read_text(encoding="utf-8"))
    found = {name: {key: tuple(texts) for key, texts in section.items()} for name, section in read.items()}
    short = [
        key for section in found.values() for key, texts in section.items() if len(texts) != len(LANGUAGES)
    ]
    if short:
        raise ValueError(f"labels.toml: {', '.join(short)} must have {len(LANGUAGES)} texts")
    return found


def label(key: str, *values: object) -> str:
    """A label of the report itself in its first language; its script puts the other in its place."""
    return labels()["ui"][key][0].format(*values)
