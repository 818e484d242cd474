"""What may be summed: each case is a whole document, and what is left when its additive rows are added."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_documents import TOWN, both, prose, table

from extractors import observations
from extractors._document import Document, Inventory

REGION = Inventory(municipalities=("Ede", "Putten"), year=2024)
TITLE = "Nieuwbouwwoningen"
PROJECTS = "Nieuwbouwprojecten"


def rows(document: Document) -> list[observations.Row]:
    return [row for row in observations.extract(document) if isinstance(row, observations.Row)]


def counted(document: Document, indicator: str = "new_builds") -> list[float]:
    return [
        row.value_min
        for row in rows(document)
        if row.is_additive and row.indicator == indicator and row.value_min is not None
    ]


IN_PROSE = [
    (["In 2025 bouwt Veste 52 woningen."], [52], "one number"),
    (["In 2025 bouwt Veste 52 woningen.", "In 2026 bouwt Veste 52 woningen."], [52, 52], "two years"),
    (["In 2025 bouwt Veste 52 woningen.", "Veste bouwt in 2025 52 woningen."], [52], "said twice"),
    (
        ["In 2025 bouwt Veste 52 woningen, waarvan 34 in Linde en 18 in Es."],
        [52],
        "parts in the same sentence",
    ),
    (
        [
            "In 2025 bouwt Veste 52 woningen.",
            "In 2025 bouwt zij 34 huurwoningen.",
            "In 2025 18 koopwoningen.",
        ],
        [52],
        "parts that are exactly the whole",
    ),
    (["Veste bouwt in 2024-2028 200 woningen (40 per jaar)."], [200], "a year's part of a period"),
    (["Veste bouwt gemiddeld 40 woningen per jaar."], [], "a mean"),
    (["Veste bouwt van 2024 tot en met 2028 gemiddeld 40 woningen per jaar."], [], "a mean of a period"),
    (["Veste bouwt jaarlijks 40 woningen."], [], "a rate without a year"),
    (["Veste bouwt in 2025 40 woningen per jaar."], [40], "a rate of one year is that year's number"),
    (["Van de nieuwe woningen is 30% sociaal."], [], "a share"),
    (["Veste bouwt in 2025 10 tot 20 woningen."], [10], "a range counts, once"),
]


YEARS = ("", "2025", "2026", "2027")
RUNNING = [
    (TITLE, [YEARS, ("Linde", "40", "50", "30"), ("Cumulatief", "40", "90", "120")], [40, 50, 30], "a row"),
    (
        TITLE,
        [("Jaar", "Nieuwbouw", "Gecumuleerd"), ("2025", "40", "40"), ("2026", "50", "90")],
        [40, 50],
        "a column",
    ),
    (
        f"{TITLE} (cumulatief)",
        [YEARS, ("Linde", "40", "90", "120"), ("Es", "2", "3", "4")],
        [],
        "the whole table",
    ),
    (
        f"{TITLE} per jaar en cumulatief",  # the title says that both are there, the heads which is which
        [("Jaar", "Per jaar", "Cumulatief"), ("2025", "40", "40"), ("2026", "50", "90")],
        [40, 50],
        "a title over both",
    ),
    (TITLE, [YEARS, ("Cumulatief", "", "", ""), ("Linde", "40", "90", "120")], [], "a group of rows"),
    (
        TITLE,
        [YEARS, ("Linde", "40", "50", "30"), ("Cumberland", "4", "5", "3")],
        [40, 50, 30, 4, 5, 3],
        "a name",
    ),
]


@pytest.mark.parametrize(
    ("title", "cells", "left"), [case[:3] for case in RUNNING], ids=[case[3] for case in RUNNING]
)
def test_a_number_that_holds_those_before_it_is_never_added(title, cells, left):
    found = rows(table(*cells, title=title))
    assert sorted(row.value_min for row in found if row.is_additive) == sorted(left)
    assert "Cumulatief" not in {row.project for row in found}


def test_a_running_total_is_no_first_saying_of_a_number():
    """The first of a run is the first year's number: that one counts, wherever it stands."""
    running = table(YEARS, ("Linde", "40", "90", "120"), title=f"{TITLE} (cumulatief)")
    assert counted(both(running, prose("In 2025 bouwt Veste 40 woningen."))) == [40]


@pytest.mark.parametrize(
    ("sentences", "left"), [case[:2] for case in IN_PROSE], ids=[case[2] for case in IN_PROSE]
)
def test_prose(sentences: list[str], left: list[float]) -> None:
    assert counted(prose(*sentences)) == left


IN_TABLES = [
    ([("2024", "2025"), ("34", "70")], [34, 70], "years without names"),
    ([("", "2024"), ("A", "34"), ("B", "6"), ("Totaal", "40")], [34, 6], "a row of totals"),
    ([("", "2024", "2025", "Totaal"), ("A", "1", "2", "3"), ("B", "4", "5", "9")], [1, 2, 4, 5], "a column"),
    (
        [("", "2024"), ("Hard",), ("A", "1"), ("B", "2"), ("Subtotaal", "3"), ("Totaal", "3")],
        [1, 2],
        "a subtotal and a total",
    ),
    (
        [("", "2024", "2025"), ("A", "1", "2"), ("Totaal", "1", "2"), ("Totaal over 2024 en 2025", "3", "")],
        [1, 2],
        "a total over years",
    ),
    ([("", "2024"), ("A", "NTB"), ("B", "2")], [2], "to be determined"),
    (
        [("Project", "Huur", "Koop", "Totaal"), ("A", "1", "2", "3"), ("B", "4", "5", "9")],
        [1, 2, 4, 5],
        "kinds",
    ),
]


@pytest.mark.parametrize(
    ("grid", "left"), [case[:2] for case in IN_TABLES], ids=[case[2] for case in IN_TABLES]
)
def test_tables(grid: list[tuple[str, ...]], left: list[float]) -> None:
    assert counted(table(*grid, title=PROJECTS)) == left


BY_TOWN_COLUMNS = table(
    ("", "Ede", "Putten", "Totaal"), ("2024", "10", "5", "15"), ("2025", "20", "6", "26"),
    title=TITLE, inventory=REGION,
)  # fmt: skip
BY_TOWN_ROWS = table(
    ("Gemeente", "2024", "2025"), ("Ede", "10", "20"), ("Putten", "5", "6"), ("Totaal", "15", "26"),
    title=TITLE, inventory=REGION,
)  # fmt: skip


@pytest.mark.parametrize("document", [BY_TOWN_COLUMNS, BY_TOWN_ROWS], ids=["columns", "rows"])
def test_a_table_by_municipality_counts_each_once_and_its_totals_are_of_all(document: Document) -> None:
    found = rows(document)
    parts = [row for row in found if row.is_additive]
    assert {
        town: sum(row.value_min or 0 for row in parts if row.municipalities == (town,))
        for town in ("Ede", "Putten")
    } == {"Ede": 30, "Putten": 11}
    assert {row.municipalities for row in found if row.is_total} == {("Ede", "Putten")}


BY_YEAR = table(("2024", "2025"), ("34", "70"), title=TITLE)
BY_PROJECT = table(
    ("", "2024", "2025"), ("A", "24", "30"), ("B", "10", "40"), ("Totaal", "34", "70"), title=PROJECTS
)
TOGETHER = [
    (both(BY_YEAR, BY_YEAR), 104, "the same table twice"),
    (both(BY_PROJECT, BY_PROJECT), 104, "the same projects twice"),
    (both(BY_YEAR, BY_PROJECT), 104, "years, then projects"),
    (both(BY_PROJECT, BY_YEAR), 104, "projects, then years"),
    (both(both(BY_YEAR, BY_PROJECT), prose("In 2024 bouwt Veste 34 woningen.")), 104, "and once in prose"),
    (both(prose("In 2024 bouwt Veste 34 woningen."), BY_YEAR), 104, "prose stands first"),
    (both(BY_YEAR, prose("In 2024 sloopt Veste 34 woningen.")), 104, "an equal number of something else"),
    (both(BY_YEAR, prose("In 2026 bouwt Veste 34 woningen.")), 138, "an equal number of another year"),
    (both(prose("Veste bouwt 104 woningen."), BY_PROJECT), 104, "what the years of a table come to"),
    (both(prose("In 2024 en 2025 bouwt Veste 104 woningen."), BY_YEAR), 104, "the same with its period"),
    (both(prose("In 2026-2028 bouwt Veste 104 woningen."), BY_YEAR), 208, "as many in another period"),
    (both(prose("Veste bouwt 90 woningen."), BY_YEAR), 194, "not what the years come to"),
]


@pytest.mark.parametrize(
    ("document", "total"), [case[:2] for case in TOGETHER], ids=[case[2] for case in TOGETHER]
)
def test_two_ways_of_saying_are_not_added(document: Document, total: float) -> None:
    assert sum(counted(document)) == total


def test_a_repeat_names_the_number_that_counts() -> None:
    first, *_, last = rows(both(BY_YEAR, prose("In 2024 bouwt Veste 34 woningen.")))
    assert (last.repeats, last.is_additive, first.is_additive) == (first.observation_id, False, True)


def test_indicators_are_counted_apart() -> None:
    document = prose("In 2025 bouwt Veste 40 woningen.", "In 2025 sloopt Veste 40 woningen.")
    assert (counted(document), counted(document, "demolitions")) == ([40], [40])


GRIDS = st.lists(st.lists(st.integers(1, 500), min_size=2, max_size=2), min_size=2, max_size=7)


@settings(max_examples=40, deadline=None)
@given(GRIDS, st.booleans(), st.booleans())
def test_what_is_additive_is_exactly_the_printed_total(
    numbers: list[list[int]], across: bool, again: bool
) -> None:
    """However a table of projects is dressed up: with a column of totals, or printed twice."""
    sums = [sum(column) for column in zip(*numbers, strict=True)]
    lines = [(f"Plan {chr(65 + i)}", *row) for i, row in enumerate(numbers)] + [("Totaal", *sums)]
    grid = [("Project", "2024", "2025", *(["Totaal"] if across else []))]
    for name, *values in lines:
        row = [*values, *([sum(values)] if across else [])]
        grid.append((name, *map(str, row)))
    made = table(*grid, title=PROJECTS, inventory=TOWN)
    document = both(made, made) if again else made
    for year, printed in zip((2024, 2025), sums, strict=True):
        assert sum(r.value_min or 0 for r in rows(document) if r.is_additive and r.year == year) == printed
    assert all(row.year is not None for row in rows(document) if row.is_additive)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([12, 34, 70]), min_size=1, max_size=6), st.integers(0, 3))
def test_saying_a_number_again_never_adds_to_it(values: list[int], more: int) -> None:
    said = [f"In {2024 + i} bouwt Veste {value} woningen." for i, value in enumerate(values)]
    once, often = counted(prose(*said)), counted(prose(*said, *said[:more]))
    assert sum(often) == sum(once) == sum(values)
