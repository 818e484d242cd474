"""From what is to be read to bundles: those that are kept, and those that are made of what is read now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import pyarrow as pa
from msgspec import MsgspecError

from pipeline.assembling.assemble import HEAD
from pipeline.assembling.bundles import ALIKE, Bundle, Recipe, key_of, make
from pipeline.errors import OutputUnusableError
from pipeline.kept.cache import Cache
from pipeline.reading.parts import Tables, decode
from pipeline.reading.workers import Task, Told
from pipeline.storage.places import each_of

Read = Callable[[Sequence[Task]], Mapping[str, Told]]
"""Reads what is not kept; tells of each task, by path."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a night is made of."""

    bundles: Sequence[Bundle]  # in the order of document ids
    heads: Sequence[Tables]  # of each bundle
    read: Sequence[Told]  # what was told of those documents that were read


def gathered(tasks: Iterable[Task], code: str, read: Read, earlier: Mapping[str, str]) -> Gathered:
    """The bundles of all tasks; `code` is that of views and checks.

    `earlier` tells the keys of bundles that the same code made, by how the ids of their documents begin: of
    documents that are as they were nothing is opened. Raises ChecksFailedError where a row breaks a promise.
    """
    groups = _groups(tasks)
    waits = groups[0][0].cache.is_far
    kept = list(each_of(lambda group: _bundle(group, {}, code).kept(HEAD), groups, waits=waits))
    changed = [group for group, head in zip(groups, kept, strict=True) if head is None]
    opened = list(each_of(lambda group: (group, _base(group, earlier)), changed, waits=waits))
    wanted = [task for group, base in opened for task in group if task.keys.part not in base.part_keys]
    parts = each_of(lambda task: _kept_part(task.cache, task.keys.part) is not None, wanted, waits=waits)
    told = read([task for task, is_kept in zip(wanted, parts, strict=True) if not is_kept])
    make({_bundle(group, told, code): _recipe(group, told, base) for group, base in opened})
    bundles = [_bundle(group, told, code) for group in groups]
    heads = [head or bundle.tables(HEAD) for bundle, head in zip(bundles, kept, strict=True)]
    return Gathered(bundles, heads, list(told.values()))


def bundle_keys(tasks: Iterable[Task], code: str) -> list[str]:
    """Keys of the bundles that a night over these tasks rests on."""
    return [_bundle(group, {}, code).key for group in _groups(tasks)]


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


@dataclass(frozen=True, slots=True)
class _Base:
    """The bundle that had these documents until now, if any, and the parts that it was made of."""

    bundle: Bundle | None
    part_keys: frozenset[str]


def _base(tasks: Sequence[Task], earlier: Mapping[str, str]) -> _Base:
    begin = _begin(tasks[0])
    bundle = Bundle(begin, earlier[begin], tasks[0].cache) if begin in earlier else None
    held = bundle.part_keys() if bundle else frozenset()
    return _Base(bundle if held else None, held)


def _recipe(tasks: Sequence[Task], told: Mapping[str, Told], base: _Base) -> Recipe:
    keys = {task.source.document_id: _part_key(task, told) for task in tasks}
    new = [task for task in tasks if _part_key(task, told) not in base.part_keys]
    waits = tasks[0].cache.is_far
    return Recipe(keys, lambda: [*each_of(lambda task: _part(task, told), new, waits=waits)], base.bundle)


def _part(task: Task, told: Mapping[str, Told]) -> Tables:
    """The part of a document that is kept, or was read in this run."""
    part = _kept_part(replace(task.cache, is_fresh=False), _part_key(task, told))
    if part is None:
        lost = task.source.path
        raise OutputUnusableError(f"The cache lost what was written to it for {lost}; nothing was published.")
    return part


def _kept_part(cache: Cache, key: str) -> Tables | None:
    content = cache.get("parts", key)
    try:
        return decode(content) if content is not None else None
    except (ValueError, MsgspecError, pa.ArrowException):
        return None
