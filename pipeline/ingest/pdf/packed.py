"""A sequence kept small: of 1,000 pages only the first and the one that is looked at lie open."""

from __future__ import annotations

import pickle
import zlib
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Generic, TypeVar

_Item = TypeVar("_Item")
_OPEN = 100  # items that are never packed: few agreements are longer, and to pack takes half of reading
_FASTEST = 1  # of zlib: a fourth of the size in two thousandths of a second per page


class Packed(Generic[_Item]):
    """Items to be gone through in order, as often as needed, and not to be changed."""

    def __init__(self, items: Iterable[_Item]) -> None:
        """Pack each item as soon as it comes, but for the first."""
        rest = iter(items)
        self._open = deque(islice(rest, _OPEN))
        self._packed = deque(_pack(item) for item in rest)

    @property
    def lies_open(self) -> bool:
        """Whether there are so few items that none is packed."""
        return not self._packed

    def __iter__(self) -> Iterator[_Item]:
        """Each item in turn."""
        yield from self._open
        for packed in self._packed:
            yield pickle.loads(zlib.decompress(packed))

    def emptied(self) -> Iterator[_Item]:
        """Each item in turn for the last time: none is kept."""
        while self._open:
            yield self._open.popleft()
        while self._packed:
            yield pickle.loads(zlib.decompress(self._packed.popleft()))


def _pack(item: object) -> bytes:
    return zlib.compress(pickle.dumps(item, pickle.HIGHEST_PROTOCOL), _FASTEST)
