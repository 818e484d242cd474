"""Pages kept small: the same ones however often they are gone through, and gone when they are emptied."""

from __future__ import annotations

import pytest

from pipeline.ingest.pdf.packed import Packed


@pytest.mark.parametrize("count", [0, 1, 100, 101, 130])  # the first hundred are not packed
def test_items_come_in_order_as_often_as_asked(count: int) -> None:
    packed = Packed([number] for number in range(count))
    assert list(packed) == list(packed) == [[number] for number in range(count)]
    assert packed.lies_open == (count <= 100)
    assert list(packed.emptied()) == [[number] for number in range(count)]
    assert list(packed) == []
