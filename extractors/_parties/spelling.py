"""Misspelt names."""

from __future__ import annotations


def one_off(left: str, right: str) -> bool:
    """Whether one letter was dropped, added, changed or swapped with the next: 'Webouw' for 'Welbouw'."""
    if left == right or abs(len(left) - len(right)) > 1:
        return False
    same = next((at for at, pair in enumerate(zip(left, right, strict=False)) if pair[0] != pair[1]), None)
    first = min(len(left), len(right)) if same is None else same
    a, b = left[first:], right[first:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
