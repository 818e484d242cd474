"""What single rows promise, on the edges."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from made_up_rows import TEXT, document, observation

from pipeline.datasets.catalogue import datasets
from pipeline.reading.promises import Text, broken

OBSERVATIONS = datasets()["observations"]
RIGHT = OBSERVATIONS.record(observation(document()))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({}, None),
        ({"year": None}, None),
        ({"reference_date": date(2015, 12, 31)}, None),
        ({"year": 1990}, None),
        ({"year": 1989}, "year 1989 does not lie in 1990 to 2100"),
        ({"year": 40_000}, "year 40000 does not lie in 1990 to 2100"),
        ({"year": True}, "year True is no int16"),
        ({"value_min": 25}, None),  # a whole number will do for a fraction
        ({"value_min": float("nan")}, "value_min is not a number"),
        ({"value_min": 30.0}, "value_min 30.0 lies after value_max 25.0"),
        ({"value_min": "30"}, "value_min '30' is no double"),
        (
            {"period_start_year": 2025, "period_end_year": 2024},
            "period_start_year 2025 lies after period_end_year 2024",
        ),
        ({"char_end": 2**31}, "char_end 2147483648 is too large"),
        ({"municipalities": None}, "municipalities is null"),
        ({"municipalities": "Waterdam"}, "municipalities 'Waterdam' is no list"),
        ({"char_start": -11, "char_end": 0, "quote": ""}, "the quote does not stand at -11 to 0 of the text"),
        ({"confidence": 0.0}, None),
        ({"confidence": -0.1}, "confidence -0.1 does not lie in 0 to 1"),
    ],
)
def test_a_row(change: dict[str, Any], says: str | None) -> None:
    assert broken(RIGHT | change, OBSERVATIONS, Text(TEXT, [0], [None])) == says


@pytest.mark.parametrize(("offset", "page"), [(0, 1), (9, 1), (10, 2), (10**6, 3)])
def test_pages(offset: int, page: int) -> None:
    assert Text("x" * 30, [0, 10, 20], [1, 2, 3]).page_at(offset) == page
