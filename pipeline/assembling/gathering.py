"""From what is to be read to bundles: those that are kept, and those that are made of what is read now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

import pyarrow as pa
from msgspec import MsgspecError

from pipeline.assembling.assemble import HEAD
from pipeline.assembling.bundles import ALIKE, Bundle, key_of, make
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


def gathered(tasks: Iterable[Task], code: str, read: Read) -> Gathered:
    """The bundles of all tasks; `code` is that of views and checks.

    Raises ChecksFailedError where a row breaks a promise.
    """
    groups = _groups(tasks)
    waits = groups[0][0].cache.is_far
    kept = list(each_of(lambda group: _bundle(group, {}, code).kept(HEAD), groups, waits=waits))
    opened = [group for group, head in zip(groups, kept, strict=True) if head is None]
    wanted = [task for group in opened for task in group]
    parts = each_of(lambda task: _kept_part(task.cache, task.keys.part) is not None, wanted, waits=waits)
    told = read([task for task, is_kept in zip(wanted, parts, strict=True) if not is_kept])
    make({_bundle(group, told, code): partial(_parts, group, told) for group in opened})
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
