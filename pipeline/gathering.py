"""From what is to be read to bundles: those that are kept, and those that are made of what is read now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import TypeVar

import pyarrow as pa
from msgspec import MsgspecError

from pipeline.assemble import HEAD
from pipeline.bundles import ALIKE, Bundle, key_of, make
from pipeline.cache import Cache
from pipeline.errors import OutputUnusableError
from pipeline.parts import Tables, decode
from pipeline.storage import each_of
from pipeline.workers import Task, Told

_Item = TypeVar("_Item")

Read = Callable[[Sequence[Task]], Mapping[str, Told]]
"""Reads what is not kept; tells of each task, by path."""


def gathered(tasks: Iterable[Task], code: str, read: Read) -> tuple[list[Bundle], list[Told]]:
    """The bundles of all tasks, in the order of document ids, and what was told of those that were read.

    `code` is that of views and checks. Raises ChecksFailedError where a row breaks a promise.
    """
    groups = _groups(tasks)
    opened = _lacking(lambda group: _bundle(group, {}, code).kept(HEAD), groups, groups[0][0].cache)
    wanted = [task for group in opened for task in group]
    missing = _lacking(lambda task: _kept_part(task.cache, task.keys.part), wanted, groups[0][0].cache)
    told = read(missing)
    make({_bundle(group, told, code): partial(_parts, group, told) for group in opened})
    return [_bundle(group, told, code) for group in groups], list(told.values())


def bundle_keys(tasks: Iterable[Task], code: str) -> list[str]:
    """Keys of the bundles that a night over these tasks rests on."""
    return [_bundle(group, {}, code).key for group in _groups(tasks)]


def _lacking(kept: Callable[[_Item], object], items: Sequence[_Item], cache: Cache) -> list[_Item]:
    """Those of which nothing is kept."""
    found = each_of(lambda item: kept(item) is None, items, waits=cache.is_far)
    return [item for item, is_lacking in zip(items, found, strict=True) if is_lacking]


def _groups(tasks: Iterable[Task]) -> list[list[Task]]:
    """The tasks of each bundle. Bundles and their tasks come in the order of document ids."""
    ordered = sorted(tasks, key=lambda task: task.source.document_id)
    return [list(group) for _, group in groupby(ordered, key=_begin)]


def _begin(task: Task) -> str:
    return task.source.document_id[:ALIKE]


def _bundle(tasks: Sequence[Task], told: Mapping[str, Told], code: str) -> Bundle:
    return Bundle(_begin(tasks[0]), key_of([_part_key(task, told) for task in tasks], code), tasks[0].cache)


def _part_key(task: Task, told: Mapping[str, Told]) -> str:
    """Where its part is kept: elsewhere than foreseen where what failed may work in the next run."""
    return told[task.source.path].part_key if task.source.path in told else task.keys.part


def _parts(tasks: Sequence[Task], told: Mapping[str, Told]) -> list[Tables]:
    """The parts of these tasks, some of which were read in this run."""
    cache = replace(tasks[0].cache, is_fresh=False)
    keys = [_part_key(task, told) for task in tasks]
    parts = [*each_of(lambda key: _kept_part(cache, key), keys, waits=cache.is_far)]
    if None in parts:
        lost = tasks[parts.index(None)].source.path
        raise OutputUnusableError(f"The cache lost what was written to it for {lost}; nothing was published.")
    return [part for part in parts if part is not None]


def _kept_part(cache: Cache, key: str) -> Tables | None:
    content = cache.get("parts", key)
    try:
        return decode(content) if content is not None else None
    except (ValueError, MsgspecError, pa.ArrowException):
        return None
