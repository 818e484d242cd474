"""Parts of many documents as one: what a night opens of all that did not change.

To open ten thousand parts takes longer than to read ten documents, and each takes several times the room of
its rows. Documents whose ids begin alike make a bundle, whose key is a hash over the keys of their parts: a
night makes anew the bundles that hold what changed, and no others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

import pyarrow as pa
from msgspec import MsgspecError

from pipeline.cache import Cache, Kind
from pipeline.fingerprint import digest
from pipeline.parts import Tables, decode, encode, joined
from pipeline.workers import Task

_ALIKE = 2  # hex digits: 256 bundles, of 40 documents each where there are ten thousand


def bundled(tasks: Iterable[Task]) -> list[list[Task]]:
    """The tasks of each bundle. Bundles and their tasks come in the order of document ids."""
    ordered = sorted(tasks, key=_document_id)
    return [list(group) for _, group in groupby(ordered, key=lambda task: _document_id(task)[:_ALIKE])]


def kept_bundle(tasks: Sequence[Task]) -> Tables | None:
    """The parts of all these tasks as kept; None where one of them changed."""
    return _kept(tasks[0].cache, "bundles", _key(task.keys.part for task in tasks))


def kept_part(cache: Cache, key: str) -> Tables | None:
    """One part as kept."""
    return _kept(cache, "parts", key)


def keep_bundle(cache: Cache, part_keys: Iterable[str], parts: Sequence[Tables]) -> Tables:
    """The bundle of these parts, kept under the key of theirs."""
    bundle = joined(parts)
    cache.put("bundles", _key(part_keys), encode(bundle))
    return bundle


def used_bundles(tasks: Iterable[Task]) -> list[str]:
    """Keys of the bundles that a night over these tasks rests on."""
    return [_key(task.keys.part for task in group) for group in bundled(tasks)]


def _kept(cache: Cache, kind: Kind, key: str) -> Tables | None:
    content = cache.get(kind, key)
    try:
        return decode(content) if content is not None else None
    except (ValueError, MsgspecError, pa.ArrowException):
        return None


def _key(part_keys: Iterable[str]) -> str:
    return digest("bundle", list(part_keys))


def _document_id(task: Task) -> str:
    return task.source.document_id
