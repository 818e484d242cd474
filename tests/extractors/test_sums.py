"""Printed totals against their parts: which rows and columns are held against each other, and which never."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_documents import table

from extractors import tables
from extractors._document import Document, Unread
from extractors._numbers.sums import checks
from extractors._numbers.tables import meanings

YEARS = ("", "2024", "2025")


def told(*rows: tuple[str, ...], title: str = "Nieuwbouwprojecten") -> list[tuple[str, str, bool]]:
    """(where it stands, what is printed, whether it holds) of every total that can be checked."""
    (meaning,) = meanings(table(*rows, title=title))
    return [(check.label, check.printed.text.strip(), check.holds) for check in checks(meaning)]


def verdict(document: Document) -> str:
    (row,) = [row for row in tables.extract(document) if isinstance(row, tables.Row)]
    return row.sums


def test_running_totals_are_no_parts_of_a_total():
    years = ("", "2024", "2025", "Cumulatief", "Totaal")
    found = told(
        years,
        ("A", "12", "1", "13", "13"),
        ("Cumulatief", "12", "13", "", ""),
        ("Totaal", "12", "1", "", "13"),
    )
    assert found == [("A, Totaal", "13", True), ("Totaal, Totaal", "13", True)]


DOWN = [
    ([("A", "12", "1"), ("B", "8", "2"), ("Totaal", "20", "3")], [True, True], "every column"),
    ([("A", "12", "1"), ("B", "8", "2"), ("Totaal", "20", "4")], [True, False], "one column wrong"),
    ([("A", "12", ""), ("B", "8", "2"), ("C", "", "2"), ("Totaal", "20", "4")], [True, True], "holes"),
    ([("A", "12", "-"), ("B", "8", "2"), ("C", "1", "2"), ("Totaal", "21", "4")], [True, True], "a dash"),
    ([("A", "12", "1"), ("Totaal", "12", "1")], [], "one part is no sum"),
    ([("Totaal", "12", "1")], [], "no parts"),
    ([("A", "12", "1"), ("B", "8", "2")], [], "no total"),
    ([("A", "10 - 20", "1"), ("B", "8", "2"), ("Totaal", "18 - 28", "3")], [True, True], "ends of ranges"),
    ([("A", "10 - 20", "1"), ("B", "8", "2"), ("Totaal", "18 - 20", "3")], [False, True], "the upper end"),
    (
        [("A", "NTB", "1"), ("B", "8", "2"), ("C", "4", "2"), ("Totaal", "12", "5")],
        [True],
        "NTB is no number",
    ),
    ([("A", "10", "1"), ("B", "8", "2"), ("Totaal", "NTB", "3")], [True], "a total to be determined"),
    ([("A", "1.200", "1"), ("B", "800", "2"), ("Totaal", "2.000", "3")], [True, True], "thousands stops"),
    ([("A", "12", "1"), ("B", "8", "2"), ("Subtotaal", "20", "3")], [True, True], "a subtotal"),
    ([("A", "12", "1"), ("B", "8", "2"), ("Totaal", "0", "3")], [False, True], "a zero is printed too"),
]


@pytest.mark.parametrize(("rows", "holds"), [case[:2] for case in DOWN], ids=[case[2] for case in DOWN])
def test_rows_of_totals(rows: list[tuple[str, ...]], holds: list[bool]) -> None:
    assert [held for _, _, held in told(YEARS, *rows)] == holds


def test_a_total_under_subtotals_may_be_their_sum_or_that_of_all_rows() -> None:
    rows = [("A", "1"), ("B", "2"), ("Subtotaal", "3"), ("C", "4"), ("D", "5"), ("Subtotaal", "9")]
    assert told(("", "2024"), *rows, ("Totaal", "12"))[-1] == ("Totaal, 2024", "12", True)
    assert told(("", "2024"), *rows, ("Totaal", "24"))[-1] == ("Totaal, 2024", "24", False)  # counted twice


def test_groups_start_their_subtotals_anew() -> None:
    rows = [("Hard",), ("A", "1"), ("B", "2"), ("Subtotaal", "3"), ("Zacht",), ("C", "4"), ("D", "5")]
    assert [held for *_, held in told(("", "2024"), *rows, ("Subtotaal", "9"))] == [True, True]
    assert [held for *_, held in told(("", "2024"), *rows, ("Subtotaal", "8"))] == [True, False]


ACROSS = [
    (("", "2024", "2025", "Totaal"), ("A", "1", "2", "3"), [True], "years"),
    (("", "2024", "2025", "Totaal"), ("A", "1", "2", "4"), [False], "years, wrong"),
    (("", "Totaal", "2024", "2025"), ("A", "3", "1", "2"), [True], "the total stands first"),
    (("Jaar", "Ede", "Putten", "Totaal"), ("2024", "1", "2", "3"), [True], "municipalities"),
    (("Project", "Huur", "Koop", "Totaal"), ("A", "1", "2", "3"), [True], "kinds"),
    (("", "2024", "Totaal"), ("A", "1", "1"), [], "one year is no sum"),
    (("", "2024", "2025", "Totaal"), ("A", "1", "", "1"), [], "one filled part is no sum"),
    (("", "Aandeel 2024", "Aandeel 2025", "Totaal"), ("A", "40%", "60%", "100%"), [], "shares"),
]


@pytest.mark.parametrize(
    ("head", "row", "holds"), [case[:3] for case in ACROSS], ids=[case[3] for case in ACROSS]
)
def test_columns_of_totals(head: tuple[str, ...], row: tuple[str, ...], holds: list[bool]) -> None:
    other = tuple("" for _ in row[1:])
    assert [held for _, _, held in told(head, row, ("B", *other))] == holds


def test_a_target_beside_counts_is_not_their_sum() -> None:
    head = ("Huurklasse", "Stand 2022 Ede", "Stand 2022 Putten", "Wens ultimo 2030 (totaal)")
    assert told(head, ("Goedkoop (€ 410)", "300", "100", "450"), title="Betaalbaarheid") == []


PERIODS = [
    ("Totaal over 2024 en 2025", "23", True),
    ("Totaal over 2024 en 2025", "22", False),
    ("Gemiddeld over 2024 en 2025", "11,5", True),
    ("Gemiddeld over 2024 en 2025", "23", True),  # a sum printed under the name of a mean
    ("Gemiddeld over 2024 en 2025", "12", False),
    ("Totaal over 2024 en 2025", "11,5", False),  # a sum is never a mean
]


@pytest.mark.parametrize(("label", "printed", "holds"), PERIODS)
def test_a_total_over_years(label: str, printed: str, holds: bool) -> None:
    rows = [("A", "12", "1"), ("B", "8", "2"), ("Totaal", "20", "3"), (label, printed, "")]
    assert told(YEARS, *rows)[-1] == (label, printed, holds)


def test_what_is_wrong_is_said_with_the_place_and_both_numbers() -> None:
    document = table(
        ("", "2024", "2025", "Totaal"), ("A", "1", "2", "4"), ("B", "3", "3", "6"), title="Nieuwbouw"
    )
    (row,) = [row for row in tables.extract(document) if isinstance(row, tables.Row)]
    (issue,) = [row for row in tables.extract(document) if isinstance(row, Unread)]
    assert (row.sums, row.sums_detail) == ("fail", "A, Totaal: printed 4, parts give 3")
    assert (issue.code, document.quote(issue.span)) == ("sums_fail", "4")


COUNTS = st.lists(st.lists(st.integers(1, 999), min_size=3, max_size=3), min_size=2, max_size=8)


@settings(max_examples=40, deadline=None)
@given(COUNTS)
def test_a_table_that_adds_up_holds_and_one_that_is_off_by_one_fails(numbers: list[list[int]]) -> None:
    head = ("", "2024", "2025", "2026")
    rows = [(f"Plan {chr(65 + i)}", *map(str, row)) for i, row in enumerate(numbers)]
    sums = [sum(column) for column in zip(*numbers, strict=True)]
    right = table(head, *rows, ("Totaal", *map(str, sums)), title="Nieuwbouwprojecten")
    wrong = table(head, *rows, ("Totaal", *map(str, [*sums[:2], sums[2] + 1])), title="Nieuwbouwprojecten")
    assert (verdict(right), verdict(wrong)) == ("hold", "fail")
