"""views/new_builds and views/sales: additive observations, added up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import fsum
from operator import itemgetter
from typing import Any

from extractors._document import Int16, Int32, column
from pipeline.datasets.schema import Record, columns_of
from pipeline.views.rows import Read, joined


@dataclass(frozen=True, slots=True, kw_only=True)
class HousingNumbers:
    """Columns of the views that add up observations."""

    document_id: str = column("Document the numbers stand in", references="documents.document_id", key=True)
    document_type: str = column(
        "Sum within one type: a bid and the agreement made of it say the same dwellings"
    )
    municipality: str | None = column("Municipality, or the set of them: 'Ruigeveen, Waterdam'", key=True)
    municipality_count: Int16 = column(
        "How many municipalities the row is about; sum per municipality only where 1"
    )
    municipalities: tuple[str, ...] = column("The municipalities one by one")
    municipality_codes: tuple[str, ...] = column("Their CBS codes, in the same order, '' where there is none")
    corporation: str | None = column("Corporation, where the document names one", key=True)
    project: str | None = column("Project or location, where the document names one", key=True)
    segment: str | None = column("Segment of the market; null where the document does not say", key=True)
    basis: str = column("Planned, target, actual, forecast or other; never added up together", key=True)
    unit: str = column("Unit of value_min and value_max", key=True)
    year: Int16 | None = column(
        "Year; a number per year over a period is one row for each year", key=True, unit="year"
    )
    period_start_year: Int16 | None = column(
        "First year of a total over several years", key=True, unit="year"
    )
    period_end_year: Int16 | None = column("Last year of a total over several years", key=True, unit="year")
    rate: str = column("total; per_year where it is a number per year of unknown years", key=True)
    value_min: float | None = column("Sum of the lower bounds; null where one of the numbers has none")
    value_max: float | None = column("Sum of the upper bounds; null where one of the numbers has none")
    n: Int32 = column("How many numbers were added up")
    tbd_count: Int32 = column("How many more the document leaves to be decided; they are not in the sums")
    observation_ids: tuple[str, ...] = column("The observations the row is made of, in alphabetical order")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBuilds(HousingNumbers):
    """New homes: additive observations of preferred documents, by municipality, project and year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sales(HousingNumbers):
    """Homes sold: additive observations of preferred documents, by municipality, project and year."""


GRAIN = tuple(each.name for each in columns_of(HousingNumbers) if each.key)
_GRAIN_OF = itemgetter(*GRAIN)


def housing_numbers(indicator: str, read: Read) -> Iterator[Record]:
    """The numbers of one indicator, added up to a row of the view."""
    types = {each["document_id"]: each["document_type"] for each in read["documents"]}
    groups: dict[tuple[Any, ...], list[Record]] = {}
    numbers = [
        {
            **each,
            "document_type": types[each["document_id"]],
            "municipality": joined(each["municipalities"]),
        }
        for each in read["observations"]
        if each["is_additive"] and each["indicator"] == indicator and each["document_id"] in types
    ]
    for number in sorted(numbers, key=itemgetter("observation_id")):
        for each in _year_by_year(number):
            groups.setdefault(_GRAIN_OF(each), []).append(each)
    return map(_sum, groups.values())


def _sum(numbers: Sequence[Record]) -> Record:
    """One row of numbers that differ in nothing but their bounds; what is to be decided adds nothing."""
    decided = [each for each in numbers if each["qualifier"] != "tbd"]
    return {
        **numbers[0],
        "municipality_count": len(numbers[0]["municipalities"]),
        "value_min": _added_up([each["value_min"] for each in decided]),
        "value_max": _added_up([each["value_max"] for each in decided]),
        "n": len(decided),
        "tbd_count": len(numbers) - len(decided),
        "observation_ids": [each["observation_id"] for each in numbers],
    }


def _added_up(bounds: Sequence[float | None]) -> float | None:
    """Their sum; None where one of them is open, or there is none."""
    known = [bound for bound in bounds if bound is not None]
    return fsum(known) if known and len(known) == len(bounds) else None


def _year_by_year(number: Record) -> Iterator[Record]:
    """'50 a year in 2020-2023' becomes 50 in each of the four years."""
    first, last = number["period_start_year"], number["period_end_year"]
    is_spread = number["rate"] == "per_year" and first is not None and last is not None and first <= last
    if is_spread:
        of_one = {**number, "period_start_year": None, "period_end_year": None, "rate": "total"}
        yield from ({**of_one, "year": year} for year in range(first, last + 1))
    else:
        yield {**number, "rate": "total"} if number["year"] is not None else number
