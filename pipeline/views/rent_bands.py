"""views/rent_bands: the stock by rent band beside its forecast and its target."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from extractors import observations
from extractors._document import Int16, column
from pipeline.views.frames import Frames, joined, same


@dataclass(frozen=True, slots=True, kw_only=True)
class RentBands:
    """The stock by rent band beside its forecast and its target.

    Where a document gives several moments, the latest of each; all of them are in `observations`.
    """

    document_id: str = column("Document the numbers stand in", references="documents.document_id", key=True)
    area: str | None = column("Municipality, or the set of them: 'Ruigeveen, Waterdam'", key=True)
    corporation: str | None = column("Corporation, where the document names one", key=True)
    rent_band: str = column("Rent band as printed", key=True)
    rent_band_code: str | None = same(observations.Row, "rent_band_code")
    rent_min_eur: float | None = same(observations.Row, "rent_min_eur")
    rent_max_eur: float | None = same(observations.Row, "rent_max_eur")
    is_cumulative: bool = same(observations.Row, "is_cumulative")
    unit: str = column("Unit of the numbers", key=True)
    actual: float | None = column(
        "The stock; null where the document gives a range or a bound, see observations"
    )
    actual_on: date | None = column("Day of the stock")
    actual_year: Int16 | None = column("Year of the stock", unit="year")
    forecast: float | None = column("The stock as expected; null where the document gives a range or a bound")
    forecast_on: date | None = column("Day of the forecast")
    forecast_year: Int16 | None = column("Year of the forecast", unit="year")
    target_min: float | None = column("Lower bound of the target")
    target_max: float | None = column("Upper bound of the target")
    target_on: date | None = column("Day of the target")
    target_year: Int16 | None = column("Year of the target", unit="year")
    observation_ids: tuple[str, ...] = column("The observations the row is made of, in alphabetical order")


_BAND = ["document_id", "area", "corporation", "rent_band", "unit"]
_BAND_FACTS = ["rent_band_code", "rent_min_eur", "rent_max_eur", "is_cumulative"]


def rent_bands(frames: Frames) -> pd.DataFrame:
    """One row per document, area and band; of several moments the latest, the agreement before annexes."""
    seen = frames["observations"].merge(frames["documents"][["document_id"]], on="document_id")
    stock = seen[seen["rent_band"].notna() & seen["repeats"].isna() & (seen["indicator"] == "stock")].copy()
    stock["area"] = stock["municipalities"].map(joined)
    stock["on"] = stock["reference_date"]
    stock["year"] = stock["year"].fillna(
        stock["on"].map(lambda day: day.year, na_action="ignore").astype("Int16")
    )
    stock["value"] = stock["value_min"].where(stock["value_min"] == stock["value_max"])
    stock["is_annex"] = stock["document_part"] != "agreement"
    stock = stock.sort_values(
        ["is_annex", "year", "char_start"], ascending=[True, False, True], kind="stable"
    ).drop_duplicates([*_BAND, "basis"])
    bands = stock.drop_duplicates(_BAND)[[*_BAND, *_BAND_FACTS]]
    for basis, values in (
        ("actual", {"value": "actual"}),
        ("forecast", {"value": "forecast"}),
        ("target", {"value_min": "target_min", "value_max": "target_max"}),
    ):
        names = {**values, "on": f"{basis}_on", "year": f"{basis}_year"}
        part = stock.loc[stock["basis"] == basis, [*_BAND, *names]].rename(columns=names)
        bands = bands.merge(part, on=_BAND, how="left")
    compared = stock[stock["basis"].isin(["actual", "forecast", "target"])]
    grouped = compared.sort_values("observation_id").groupby(_BAND, dropna=False)
    ids = grouped["observation_id"].agg(list).rename("observation_ids")
    return bands.merge(ids.reset_index(), on=_BAND)
