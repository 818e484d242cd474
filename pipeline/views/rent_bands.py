"""views/rent_bands: the stock by rent band beside its forecast and its target."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

from extractors import observations
from extractors._document import Int16, column
from pipeline.datasets.schema import Record
from pipeline.views.rows import Read, joined, same


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


_BAND = itemgetter("document_id", "area", "corporation", "rent_band", "unit")
_COMPARED = ("actual", "forecast", "target")


def rent_bands(read: Read) -> Iterator[Record]:
    """One row per document, area and band; of several moments the latest, the agreement before annexes."""
    documents = {each["document_id"] for each in read["documents"]}
    stock = [
        _told(each) for each in read["observations"] if each["document_id"] in documents and _is_band(each)
    ]
    stock.sort(key=lambda each: (each["is_annex"], -(each["year"] or 0), each["char_start"]))
    bands: dict[tuple[Any, ...], dict[str, Record]] = {}
    for each in stock:
        bands.setdefault(_BAND(each), {}).setdefault(each["basis"], each)
    for bases in bands.values():
        if any(basis in bases for basis in _COMPARED):
            yield _compared(bases)


def _is_band(number: Record) -> bool:
    return number["rent_band"] is not None and number["repeats"] is None and number["indicator"] == "stock"


def _told(number: Record) -> Record:
    day = number["reference_date"]
    return {
        **number,
        "area": joined(number["municipalities"]),
        "year": day.year if number["year"] is None and day else number["year"],
        "is_annex": number["document_part"] != "agreement",
    }


def _compared(bases: Mapping[str, Record]) -> Record:
    """A band as it is, beside what is expected and wanted of it; its first number says which band it is."""
    row = dict(next(iter(bases.values())))
    for basis in _COMPARED:
        number = bases.get(basis, {})
        low, high = number.get("value_min"), number.get("value_max")
        values = {"target_min": low, "target_max": high} if basis == "target" else {}
        one = low if low == high else None
        row |= {
            **(values or {basis: one}),
            f"{basis}_on": number.get("reference_date"),
            f"{basis}_year": number.get("year"),
        }
    row["observation_ids"] = sorted(bases[basis]["observation_id"] for basis in _COMPARED if basis in bases)
    return row
