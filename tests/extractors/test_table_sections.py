"""Tables that are several in meaning: heads that come again, and headings of groups of rows."""

from __future__ import annotations

import pytest

from extractors import observations, tables
from tests.extractors.made_documents import table


def told(*rows: tuple[str, ...], title: str = "Nieuwbouw") -> list[tuple[object, ...]]:
    """Indicator, year, project and number of each row read, in the order of the table."""
    found = [
        row for row in observations.extract(table(*rows, title=title)) if isinstance(row, observations.Row)
    ]
    return [(row.indicator, row.year, row.project, row.value_max) for row in found]


BUILT = "new_builds"
HEAD = ("Project", "2031", "2032")


def test_other_years_in_mid_table_date_the_rows_below_them():
    rows = (HEAD, ("Molenhof", "12", "8"), ("Project", "2033", "2034"), ("Dijkzicht", "7", "9"))
    assert told(*rows) == [
        (BUILT, 2031, "Molenhof", 12),
        (BUILT, 2032, "Molenhof", 8),
        (BUILT, 2033, "Dijkzicht", 7),
        (BUILT, 2034, "Dijkzicht", 9),
    ]


def test_a_head_repeated_in_mid_table_is_no_row_of_numbers():
    rows = (HEAD, ("Molenhof", "12", "8"), HEAD, ("Dijkzicht", "7", "9"))
    assert [number for *_, number in told(*rows)] == [12, 8, 7, 9]


def test_the_corner_of_a_repeated_head_names_what_is_counted_below_it():
    rows = (
        ("Nieuwbouw", "2031", "2032"),
        ("Molenhof", "12", "8"),
        ("Sloop", "2031", "2032"),
        ("Werf", "4", "10"),
    )
    assert told(*rows, title="Nieuwbouw en sloop") == [
        (BUILT, 2031, "Molenhof", 12),
        (BUILT, 2032, "Molenhof", 8),
        ("demolitions", 2031, "Werf", 4),
        ("demolitions", 2032, "Werf", 10),
    ]


def test_tables_side_by_side_in_one_grid_keep_their_names_and_years():
    rows = (
        ("Project", "Woningen", "Oplevering", "Project", "Woningen", "Oplevering"),
        ("Molenhof", "12", "2031", "Haven", "5", "2033"),
        ("Kade", "6", "2032", "", "", ""),
    )
    assert told(*rows) == [
        (BUILT, 2031, "Molenhof", 12),
        (BUILT, 2033, "Haven", 5),
        (BUILT, 2032, "Kade", 6),
    ]


def test_a_table_of_several_parts_is_published_once_as_printed():
    made = table(
        ("Jaar", "Nieuwbouw", "Jaar", "Sloop"), ("2031", "12", "2031", "4"), ("2032", "6", "2032", "0")
    )
    (row,) = (row for row in tables.extract(made) if isinstance(row, tables.Row))
    assert (row.row_count, row.column_count, len(row.cells)) == (3, 4, 12)


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ((("Project", "Start", "Gereed"), ("Molenhof", "2031", "2032"), ("Kade", "2033", "2034")), 0),
        ((("", "2031", "2032"), ("Voorraad", "2033", "2034"), ("Sloop", "6", "4")), 4),  # dwellings
    ],
)
def test_years_as_values_are_no_head(rows, count):
    assert len(told(*rows)) == count


GROUPED = (
    ("Project", "Woningen"),
    ("2031", ""),
    ("Molenhof", "12"),
    ("Kade", "8"),
    ("Subtotaal", "20"),
    ("2032", ""),
    ("Werf", "14"),
    ("Oost", "4"),
    ("Subtotaal", "18"),
    ("Totaal", "38"),
)


def test_a_year_over_a_group_of_rows_dates_them_and_their_total_but_not_the_whole():
    assert told(*GROUPED) == [
        (BUILT, 2031, "Molenhof", 12),
        (BUILT, 2031, "Kade", 8),
        (BUILT, 2031, "TOTAL", 20),
        (BUILT, 2032, "Werf", 14),
        (BUILT, 2032, "Oost", 4),
        (BUILT, 2032, "TOTAL", 18),
        (BUILT, None, "TOTAL", 38),
    ]


def test_a_heading_over_a_group_says_what_its_rows_count():
    rows = (
        ("Project", "Woningen", "Jaar"),
        ("Nieuwbouw", "", ""),
        ("Molenhof", "12", "2032"),
        ("Sloop", "", ""),
        ("Werf", "4", "2031"),
    )
    assert told(*rows, title="Plannen van Welbouw") == [
        (BUILT, 2032, "Molenhof", 12),
        ("demolitions", 2031, "Werf", 4),
    ]


def test_a_sentence_alone_on_its_row_dates_nothing():
    rows = (
        ("Project", "Woningen"),
        ("Molenhof", "12"),
        ("Voor de plannen hieronder is in 2033 nog een besluit van de raad nodig", ""),
        ("Werf", "14"),
    )
    assert told(*rows) == [(BUILT, None, "Molenhof", 12), (BUILT, None, "Werf", 14)]
