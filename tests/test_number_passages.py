"""The invented passages with numbers: each number once, with its meaning, and sums that hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extractors import observations
from extractors._document import Inventory
from pipeline.ingest import read

SETS = ("numbers", "numbers-second", "numbers-third")
FOLDERS = [Path(__file__).parent / "passages" / name for name in SETS]
PASSAGES: list[dict[str, Any]] = [
    json.loads(line) | {"folder": folder}
    for folder in FOLDERS
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
]
HARD = {
    "wierhoek-1": "a project called a restructuring, whose bracket says that it is built anew",
    "ernsterhof-1": "a sum under a list, of what only the list's lead-in names",
    "herenvoorde-1": "the year of a bid, named in nothing but its title",
    "dijkermeer-2": "'geen woningen' is not read as 0",
    "fransdorp-2": "'mogen dat er ten hoogste 5 zijn' after 'geen woningen': nothing was counted before it",
    "jachtwijk-2": "the year of a bid, named in nothing but its title",
    "kolhoven-2": "years in a sentence of their own: 'De sloop is voorzien in 2025, de oplevering in 2027'",
    "meerburg-2": "a location for 15 units: whether they are built is not said",
    "nijeveld-2": "a maximum looked back on: 'binnen het maximum van 10'",
    "soesterwoud-2": "what is built in place of what is demolished in a year has not its year",
    "tolhoek-2": "'4 aan gezinnen' counts dwellings and not families",
    "uddelveen-2": "a list whose last item is 'totaal 44'",
    "barneveer-2": "a sum under a list has not the year of the list's lead-in",
    "vossenpolder-1": "a head of one word over one column: its first row is taken for the head",
    "drieslo-1": "the year of a bid, named in nothing but its title",
    "iepenburg-2": "36 dwellings of which first the start is told and then the delivery",
    "molenkerk-2": "'2 kavels waarop 14 woningen kunnen worden gebouwd': the plots are not built",
    "nieuwerveen-2": "shares of what is built, with the dwellings in brackets behind each",
    "rietbeek-2": "planned maintenance and a new kitchen are told as renovation",
    "velderholt-2": "'In 2027 en 2028 volgen samen 75 woningen': what follows is said two bullets before",
    "waterlo-2": "'bij 70 woningen verlengt groot onderhoud de levensduur'",
    "zandhout-1": "columns of two corporations under a head of two lines in a text dump",
    "zandhout-2": "'Het maximum voor verkoop is 10': the bound stands far before its number",
}
EASY = [passage for passage in PASSAGES if passage["id"] not in HARD]


def published(passage: dict[str, Any]) -> list[observations.Row]:
    (file,) = (passage["folder"] / "text").glob(f"{passage['id']}.*")
    known = Inventory(municipalities=(passage["municipality"],), year=passage["year"])
    return [row for row in observations.extract(read(file, known)) if isinstance(row, observations.Row)]


def facts(rows: list[Any]) -> list[tuple[Any, ...]]:
    return sorted(rows, key=repr)


@pytest.mark.parametrize("passage", EASY, ids=[passage["id"] for passage in EASY])
def test_each_number_once_with_its_meaning(passage: dict[str, Any]) -> None:
    known = [o for o in passage["observations"] if o.get("core") is not False]
    aside = [o for o in passage["observations"] if o.get("core") is False]
    beside = [(o["indicator"], o["low"], o["high"], o["unit"]) for o in aside]
    rows = [r for r in published(passage) if (r.indicator, r.value_min, r.value_max, r.unit) not in beside]
    found = [(r.indicator, r.year, r.value_min, r.value_max, r.unit, r.qualifier) for r in rows]
    wanted = [(o["indicator"], o["year"], o["low"], o["high"], o["unit"], o["qualifier"]) for o in known]
    main = [each for each in wanted if each[0] != "other"]
    assert facts([each for each in found if each[0] != "other"]) == facts(main)
    assert facts([each[2:5] for each in found]) == facts([each[2:5] for each in wanted])


SUMMED = [(passage, indicator) for passage in EASY for indicator in passage.get("additive", {})]


@pytest.mark.parametrize(("passage", "indicator"), SUMMED, ids=[f"{p['id']}-{i}" for p, i in SUMMED])
def test_additive_rows_sum_to_what_is_agreed(passage: dict[str, Any], indicator: str) -> None:
    rows = [r for r in published(passage) if r.is_additive and r.indicator == indicator]
    assert sum(r.value_max or r.value_min or 0 for r in rows) == passage["additive"][indicator]


def test_the_hard_ones_are_still_there() -> None:
    assert set(HARD) <= {passage["id"] for passage in PASSAGES}
