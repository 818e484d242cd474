"""The derived tables on observations and deadlines that are known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest
from made_up_rows import (
    commitment,
    deadline,
    document,
    extracted,
    facts,
    mention,
    observation,
    responsibility,
    source,
    tables,
    whole,
)

from pipeline.reading.extract import Extracted
from pipeline.views import settled, views


def view(name: str, *read: Extracted) -> list[dict[str, Any]]:
    return list(tables(*read)[f"views/{name}"].to_pylist())


def numbers(*changes: dict[str, Any], **about: Any) -> Extracted:
    """A document with one observation for each of these changes to the made-up one."""
    makers = [partial(observation, **change) for change in changes]
    return extracted(observations=makers, document_facts=[partial(facts, **about)])


NO_YEAR = {"year": None, "period_start_year": 2024, "period_end_year": 2026}
TBD = {"value_min": None, "value_max": None, "qualifier": "tbd"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([{}], [(2024, 25, 25, 1, 0)]),
        ([{}, {"value_min": 10.0, "value_max": 15.0}], [(2024, 35, 40, 2, 0)]),
        ([{}, {"year": 2025}], [(2024, 25, 25, 1, 0), (2025, 25, 25, 1, 0)]),
        ([{}, {"is_additive": False}], [(2024, 25, 25, 1, 0)]),  # a total of the others
        ([{}, {"indicator": "sales"}], [(2024, 25, 25, 1, 0)]),
        (
            [{}, {"value_max": None, "qualifier": "min"}],
            [(2024, 50, None, 2, 0)],
        ),  # '25 of meer': no upper bound
        ([{}, TBD], [(2024, 25, 25, 1, 1)]),  # 'NTB' is counted, not added
        ([TBD], [(2024, None, None, 0, 1)]),
        ([NO_YEAR], [(None, 25, 25, 1, 0)]),  # 25 in all of 2024-2026: of no single year
        ([NO_YEAR | {"rate": "per_year"}], [(year, 25, 25, 1, 0) for year in (2024, 2025, 2026)]),
        (
            [NO_YEAR | {"rate": "per_year"}, {}],
            [(2024, 50, 50, 2, 0), (2025, 25, 25, 1, 0), (2026, 25, 25, 1, 0)],
        ),
        ([{"year": None, "rate": "per_year"}], [(None, 25, 25, 1, 0)]),  # of years nobody named
        ([], []),
    ],
)
def test_new_builds_add_up(changes: list[dict[str, Any]], expected: list[tuple[Any, ...]]) -> None:
    rows = view("new_builds", numbers(*changes))
    assert [
        (row["year"], row["value_min"], row["value_max"], row["n"], row["tbd_count"]) for row in rows
    ] == expected


@pytest.mark.parametrize(
    "change",
    [
        {"segment": "mid_rent"},
        {"segment": None},
        {"basis": "target"},
        {"unit": "units"},
        {"project": "Molenkamp"},
        {"corporation": "Woonkring"},
        {"municipalities": ("Elst",), "municipality_codes": ("GM9998",)},
        NO_YEAR,
    ],
)
def test_what_must_not_be_mixed_stands_apart(change: dict[str, Any]) -> None:
    assert [row["n"] for row in view("new_builds", numbers({}, change))] == [1, 1]


def test_a_set_of_municipalities_is_a_row_of_its_own() -> None:
    both = {"municipalities": ("Elst", "Waterdam"), "municipality_codes": ("GM9998", "GM9999")}
    first, second = view("new_builds", numbers(both, {}))
    assert (first["municipality"], first["municipality_count"]) == ("Elst, Waterdam", 2)
    assert (first["municipalities"], first["municipality_codes"]) == (
        ["Elst", "Waterdam"],
        ["GM9998", "GM9999"],
    )
    assert (second["municipality"], second["municipality_count"]) == ("Waterdam", 1)


def test_a_number_without_a_municipality() -> None:
    (row,) = view("sales", numbers({"indicator": "sales", "municipalities": (), "municipality_codes": ()}))
    assert (row["municipality"], row["municipality_count"]) == (None, 0)


def test_a_row_tells_its_observations() -> None:
    read = numbers({}, {"value_min": 10.0, "value_max": 15.0})
    (row,) = view("new_builds", read)
    assert row["observation_ids"] == sorted(each.observation_id for each in read.rows["observations"])


@pytest.mark.parametrize(
    ("about", "count"),
    [
        ({"document_type": "agreement"}, 1),
        ({"document_type": "action_programme"}, 1),
        ({"document_type": "bid"}, 1),
        ({"document_type": "evaluation"}, 0),
        ({"document_type": "letter"}, 0),
    ],
)
def test_only_documents_that_bind_or_bid(about: dict[str, Any], count: int) -> None:
    assert len(view("new_builds", numbers({}, **about))) == count


def test_only_the_preferred_of_two_versions() -> None:
    concept = extracted(
        "b.txt", observations=[observation], document_facts=[partial(facts, status="concept")]
    )
    (row,) = view("new_builds", numbers({}), concept)
    assert row["document_id"] == source("a.txt").document_id


BAND = {
    "indicator": "stock",
    "rent_band": "Goedkoop (€ 409)",
    "rent_band_code": "GOE",
    "rent_max_eur": 409.0,
    "is_additive": False,
}


def at(basis: str, low: float | None, high: float | None, day: date | None, **more: Any) -> dict[str, Any]:
    year = day.year if day else None
    return (
        BAND
        | {"basis": basis, "value_min": low, "value_max": high, "reference_date": day, "year": year}
        | more
    )


END_2015, END_2019, END_2026 = date(2015, 12, 31), date(2019, 12, 31), date(2026, 12, 31)


def test_rent_bands_stand_beside_their_target() -> None:
    (row,) = view(
        "rent_bands",
        numbers(
            at("actual", 2450.0, 2450.0, END_2015),
            at("forecast", 2015.0, 2015.0, END_2026),
            at("target", 1800.0, 2200.0, END_2026),
        ),
    )
    assert (row["area"], row["rent_band"], row["rent_band_code"], row["rent_max_eur"]) == (
        "Waterdam",
        "Goedkoop (€ 409)",
        "GOE",
        409.0,
    )
    assert (row["actual"], row["actual_on"], row["actual_year"]) == (2450.0, END_2015, 2015)
    assert (row["forecast"], row["forecast_on"]) == (2015.0, END_2026)
    assert (row["target_min"], row["target_max"], row["target_on"]) == (1800.0, 2200.0, END_2026)
    assert len(row["observation_ids"]) == 3


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([at("actual", 5.0, 5.0, END_2015), at("actual", 6.0, 6.0, END_2019)], [(6.0, None)]),  # the latest
        ([at("actual", 5.0, 9.0, END_2015)], [(None, None)]),  # a range is no one number
        ([at("target", 5.0, None, END_2026)], [(None, 5.0)]),  # 'minimaal 5'
        (
            [at("actual", 5.0, 5.0, END_2015, unit="percent"), at("target", 8.0, 8.0, END_2026)],
            [(None, 8.0), (5.0, None)],
        ),
        (
            [at("actual", 5.0, 5.0, END_2019, document_part="annex"), at("actual", 6.0, 6.0, END_2015)],
            [(6.0, None)],
        ),
        ([at("actual", 5.0, 5.0, END_2015, rent_band=None)], []),
        ([at("actual", 5.0, 5.0, END_2015, indicator="new_builds")], []),
        ([at("actual", 5.0, 5.0, None, year=2015)], [(5.0, None)]),
    ],
)
def test_rent_bands(changes: list[dict[str, Any]], expected: list[tuple[Any, ...]]) -> None:
    assert [(row["actual"], row["target_min"]) for row in view("rent_bands", numbers(*changes))] == expected


def test_a_band_that_says_again_what_stands_elsewhere_is_no_row() -> None:
    first = at("actual", 5.0, 5.0, END_2015)
    first_id = observation(document(document_id=source().document_id), **first).observation_id
    again = first | {"rent_band": "goedkoop", "repeats": first_id}
    assert [row["rent_band"] for row in view("rent_bands", numbers(first, again))] == ["Goedkoop (€ 409)"]


PROMISE = "Alle partijen overleggen voor 1 juli 2024."


def due(*named: tuple[str, str], members: dict[str, tuple[str, ...]], **more: Any) -> Extracted:
    """A document with one deadline, these parties in these roles, and who belongs to which group."""
    doc = document(document_id=source().document_id)
    promise = commitment(doc, PROMISE)
    parties = sorted({party for party, _ in named} | set(members))
    known = {"ends_on": date(2024, 6, 30), "due_on": date(2024, 6, 30)}
    return extracted(
        commitments=[lambda _: promise],
        deadlines=[
            partial(deadline, words="voor 1 juli 2024", commitment_id=promise.commitment_id, **(known | more))
        ],
        responsibilities=[
            partial(
                responsibility,
                words="Alle partijen",
                commitment_id=promise.commitment_id,
                party=party,
                role=role,
            )
            for party, role in named
        ],
        party_mentions=[
            partial(mention, name=party, kind="other", member_of=members.get(party, ())) for party in parties
        ],
    )


@pytest.mark.parametrize(
    ("named", "members", "expected"),
    [
        ([("wk", "responsible")], {}, [("wk", "responsible", None)]),
        # a group is who it is in this document
        (
            [("all", "responsible")],
            {"wk": ("all",), "elf": ("all",)},
            [("elf", "responsible", "all"), ("wk", "responsible", "all")],
        ),
        # a group in a group
        ([("all", "responsible")], {"corps": ("all",), "wk": ("corps",)}, [("wk", "responsible", "all")]),
        # groups that hold each other come to an end
        (
            [("all", "responsible")],
            {"all": ("corps",), "corps": ("all",), "wk": ("corps",)},
            [("wk", "responsible", "all")],
        ),
        # nobody knows who the group is: it stands for itself
        ([("all", "responsible")], {}, [("all", "responsible", None)]),
        # named itself and through the group: once, and the stronger role
        ([("all", "participant"), ("wk", "responsible")], {"wk": ("all",)}, [("wk", "responsible", None)]),
        ([("all", "responsible"), ("wk", "participant")], {"wk": ("all",)}, [("wk", "responsible", "all")]),
        # nobody answers for it: the deadline stays in the view
        ([], {}, [(None, None, None)]),
    ],
)
def test_groups_are_resolved(named: list[Any], members: dict[str, Any], expected: list[Any]) -> None:
    rows = view("deadlines_by_party", due(*named, members=members))
    assert [(row["party_id"], row["role"], row["group_party_id"]) for row in rows] == expected


def test_a_deadline_brings_its_commitment() -> None:
    (row,) = view("deadlines_by_party", due(("wk", "responsible"), members={}))
    assert (row["text"], row["theme"], row["due_on"], row["due_quarter"]) == (
        PROMISE,
        "Bouwen",
        date(2024, 6, 30),
        "2024-Q2",
    )
    assert (row["party"], row["municipalities"], row["class"]) == ("wk", ["Waterdam"], "action")


def test_a_deadline_of_no_commitment_brings_its_sentence() -> None:
    (row,) = view(
        "deadlines_by_party", extracted(deadlines=[partial(deadline, words="in 2024", sentence="Een zin.")])
    )
    assert (row["text"], row["commitment_id"], row["due_quarter"]) == ("Een zin.", None, None)


def test_views_of_many_documents_are_those_of_each() -> None:
    read = [whole(f"{name}.txt") for name in ("Waterdam", "Ruigeveen", "Zandkerk")]
    own = [(facts(document(one.text), municipalities=(one.source.path,)),) for one in read]
    every = tables(
        *(replace(one, rows=one.rows | {"document_facts": it}) for one, it in zip(read, own, strict=True))
    )
    assert every["views/new_builds"].num_rows == 3
    assert every["views/deadlines_by_party"].num_rows == 6
    made = settled(views(every, at_once=2), every["documents"], every["parties"])
    assert made == {name: every[name] for name in every if name.startswith("views/")}
