"""PDF: the white between words that parts columns."""

from __future__ import annotations

import re

import pytest

from pipeline.ingest.pdf.lines import Line
from pipeline.ingest.pdf.printed import PrintedWord
from pipeline.ingest.pdf.tables.gutters import gutters, has_gutter


def line(row: str, top: float) -> Line:
    """A line in a typewriter's places: each sign is 5 points wide."""
    words = [(5.0 * found.start(), 5.0 * found.end(), found.group()) for found in re.finditer(r"\S+", row)]
    return Line(
        1,
        tuple(
            PrintedWord(text, (x0, top, x1, top + 10), 10, is_bold=False, is_italic=False)
            for x0, x1, text in words
        ),
    )


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        (["Molenhof        12    8", "De Werf         20    6", "Kade             6   10"], 2),
        (["Molenhof        12", "Kade             6"], 1),  # two rows show a wide strip
        (["Huur     €   409", "Borg     €   512", "Gas      €    88"], 1),  # a sign belongs to its number
        (["€   409", "€   512", "€    88"], 0),
        (["Groei     12   %", "Krimp      8   %", "Rest      80   %"], 1),
        (["Welbouw bouwt in deze wijk", "twaalf huizen en verkoopt", "er geen enkele in dit jaar"], 0),
        (["Molenhof"], 0),
    ],
)
def test_strips_part_columns_but_no_sign_from_its_number(rows: list[str], count: int) -> None:
    lines = [line(row, 20.0 * index) for index, row in enumerate(rows)]
    assert (len(gutters(lines)), has_gutter(lines)) == (count, count > 0)
