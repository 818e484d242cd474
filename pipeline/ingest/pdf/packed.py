"""A sequence kept small: of 1,000 pages only the one that is looked at lies open."""

from __future__ import annotations

import pickle
import zlib
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

_Item = TypeVar("_Item")
_FASTEST = 1  # of zlib: a fourth of the size in two thousandths of a second per page


class Packed(Generic[_Item]):
    """Items to be gone through in order, as often as needed. Each time they are new objects."""

    def __init__(self, items: Iterable[_Item]) -> None:
        """Pack each item as soon as it comes."""
        self._packed = deque(_pack(item) for item in items)

    def __iter__(self) -> Iterator[_Item]:
        """Each item in turn."""
        for packed in self._packed:
            yield pickle.loads(zlib.decompress(packed))

    def emptied(self) -> Iterator[_Item]:
        """Each item in turn for the last time: none is kept."""
        while self._packed:
            yield pickle.loads(zlib.decompress(self._packed.popleft()))


def _pack(item: object) -> bytes:
    return zlib.compress(pickle.dumps(item, pickle.HIGHEST_PROTOCOL), _FASTEST)
