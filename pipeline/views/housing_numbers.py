"""views/new_builds and views/sales: additive observations, added up."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from extractors._document import Int16, Int32, column
from pipeline.schema import columns_of
from pipeline.views.frames import Frames, joined


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


def housing_numbers(indicator: str, frames: Frames) -> pd.DataFrame:
    """The numbers of one indicator, added up to a row of the view."""
    seen = frames["observations"].merge(
        frames["documents"][["document_id", "document_type"]], on="document_id"
    )
    numbers = seen[seen["is_additive"] & (seen["indicator"] == indicator)].copy()
    numbers["municipality"] = numbers["municipalities"].map(joined)
    numbers["is_tbd"] = numbers["qualifier"] == "tbd"
    numbers.loc[numbers["is_tbd"], ["value_min", "value_max"]] = (
        0.0  # adds nothing, and hides no other number
    )
    every = _year_by_year(numbers).sort_values("observation_id", kind="stable", ignore_index=True)
    open_bounds = every[["value_min", "value_max"]].isna().add_prefix("no_")
    groups = every.join(open_bounds).groupby(list(GRAIN), dropna=False, sort=False)
    sums = groups.agg(
        document_type=("document_type", "first"),
        municipalities=("municipalities", "first"),
        municipality_codes=("municipality_codes", "first"),
        value_min=("value_min", "sum"),
        value_max=("value_max", "sum"),
        no_value_min=("no_value_min", "any"),
        no_value_max=("no_value_max", "any"),
        size=("is_tbd", "size"),
        tbd_count=("is_tbd", "sum"),
        observation_ids=("observation_id", list),
    ).reset_index()
    for bound in ("value_min", "value_max"):
        sums.loc[sums[f"no_{bound}"], bound] = None
    sums["municipality_count"] = sums["municipalities"].map(len)
    sums["n"] = sums["size"] - sums["tbd_count"]
    sums.loc[sums["n"] == 0, ["value_min", "value_max"]] = None
    return sums


def _year_by_year(numbers: pd.DataFrame) -> pd.DataFrame:
    """'50 a year in 2020-2023' becomes 50 in each of the four years."""
    span = numbers[["period_start_year", "period_end_year"]]
    several = numbers["rate"].eq("per_year") & span.notna().all(axis=1)
    spread = numbers[several].copy()
    years = [list(range(first, last + 1)) for first, last in span[several].itertuples(False, None)]
    spread["year"] = pd.Series(years, index=spread.index, dtype=object)
    spread[["period_start_year", "period_end_year"]] = pd.NA
    every = pd.concat([numbers[~several], spread.explode("year").astype(numbers.dtypes)])
    every.loc[every["year"].notna(), "rate"] = "total"
    return every
