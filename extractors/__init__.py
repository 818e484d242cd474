"""What a document says. Pure functions: a Document in, rows out; no files, no clock, no other documents."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType


@cache  # asked for each document, and answered by looking into the folder
def names() -> tuple[str, ...]:
    """Every module here without a leading underscore, in alphabetical order; none of them is imported."""
    modules = (module for module in pkgutil.iter_modules(__path__) if not module.ispkg)
    return tuple(sorted(module.name for module in modules if not module.name.startswith("_")))


def discover() -> dict[str, ModuleType]:
    """The modules of those names.

    Each has a `Row` dataclass, whose docstring describes the dataset, and
    `extract(document) -> Iterator[Row | Unread]`. A new dataset is one new file.
    """
    return {name: importlib.import_module(f"{__name__}.{name}") for name in names()}
