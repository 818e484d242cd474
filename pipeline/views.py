"""Answers rather than raw material: derived tables, from the preferred documents that bind or bid."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import pyarrow as pa

from extractors import deadlines, observations
from extractors._document import Int16, Int32, column
from pipeline.schema import Dataset, Record, columns_of, dataset

DOCUMENT_TYPES = ("agreement", "action_programme", "bid")
Frames = Mapping[str, pd.DataFrame]


def _same(row: type, name: str) -> Any:  # noqa: ANN401 - as column() is
    """A view's column that is a dataset's column: its description and vocabulary are declared there."""
    (found,) = (each for each in columns_of(row) if each.name == name)
    return column(found.description, vocabulary=found.vocabulary, unit=found.unit)


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
    municipality_codes: tuple[str, ...] = column("Their CBS codes, in the same order")
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


@dataclass(frozen=True, slots=True, kw_only=True)
class RentBands:
    """The stock by rent band beside its forecast and its target.

    Where a document gives several moments, the latest of each; all of them are in `observations`.
    """

    document_id: str = column("Document the numbers stand in", references="documents.document_id", key=True)
    area: str | None = column("Municipality, or the set of them: 'Ruigeveen, Waterdam'", key=True)
    corporation: str | None = column("Corporation, where the document names one", key=True)
    rent_band: str = column("Rent band as printed", key=True)
    rent_band_code: str | None = _same(observations.Row, "rent_band_code")
    rent_min_eur: float | None = _same(observations.Row, "rent_min_eur")
    rent_max_eur: float | None = _same(observations.Row, "rent_max_eur")
    is_cumulative: bool = _same(observations.Row, "is_cumulative")
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


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlinesByParty:
    """One row per deadline and party: groups are resolved into who they are in that document."""

    deadline_id: str = column("The deadline", references="deadlines.deadline_id", key=True)
    party_id: str | None = column(
        "The party; null where the document names none", references="parties.party_id", key=True
    )
    party: str | None = column("Canonical name of the party")
    role: str | None = column("Answers for it, or takes part in it")
    group_party_id: str | None = column(
        "The group through which the party is meant; null where it is named itself",
        references="parties.party_id",
    )
    document_id: str = column("The document", references="documents.document_id")
    municipalities: tuple[str, ...] = column("Municipalities that are party to the document")
    commitment_id: str | None = column("The commitment", references="commitments.commitment_id")
    text: str = column("The commitment; the sentence where the deadline belongs to none")
    theme: str | None = column("Nearest heading above the commitment")
    expression: str = _same(deadlines.Row, "expression")
    starts_on: date | None = _same(deadlines.Row, "starts_on")
    ends_on: date | None = _same(deadlines.Row, "ends_on")
    due_on: date | None = _same(deadlines.Row, "due_on")
    due_quarter: str | None = column("Quarter that due_on lies in: '2023-Q3'")
    quarter: str | None = _same(deadlines.Row, "quarter")
    granularity: str = _same(deadlines.Row, "granularity")
    is_year_inferred: bool = _same(deadlines.Row, "is_year_inferred")
    deadline_class: str = column(
        "What is due",
        name="class",
        vocabulary=("action", "target", "process", "cycle", "period"),
    )


def views(tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """All views, by name, made from the tables of the datasets."""
    frames = {name: table.to_pandas(types_mapper=_NULLABLE.get) for name, table in tables.items()}
    documents = frames["documents"]
    usable = documents[documents["is_preferred"] & documents["document_type"].isin(DOCUMENT_TYPES)]
    frames["documents"] = usable[["document_id", "document_type", "municipalities"]]
    return {each.name: each.table(_records(make(frames), each)) for each, make in _MAKERS}


_NULLABLE = {pa.int16(): pd.Int16Dtype(), pa.int32(): pd.Int32Dtype(), pa.int64(): pd.Int64Dtype()}


def _records(frame: pd.DataFrame, view: Dataset) -> Iterator[Record]:
    names = [each.name for each in view.columns]
    plain = frame[names].astype(object)
    return (
        dict(zip(names, row, strict=True)) for row in plain.where(plain.notna(), None).itertuples(False, None)
    )


# ------------------------------------------------------------------ new_builds, sales
_GRAIN = [each.name for each in columns_of(HousingNumbers) if each.key]


def _housing_numbers(indicator: str) -> Callable[[Frames], pd.DataFrame]:
    def make(frames: Frames) -> pd.DataFrame:
        seen = frames["observations"]
        numbers = seen[seen["is_additive"] & (seen["indicator"] == indicator)].copy()
        numbers["municipality"] = numbers["municipalities"].map(_joined)
        numbers["is_tbd"] = numbers["qualifier"] == "tbd"
        numbers.loc[numbers["is_tbd"], ["value_min", "value_max"]] = 0.0
        groups = _year_by_year(numbers).groupby(_GRAIN, dropna=False, sort=False)
        sums = groups.agg(
            value_min=("value_min", _sum_of_known),
            value_max=("value_max", _sum_of_known),
            tbd_count=("is_tbd", "sum"),
            size=("is_tbd", "size"),
            municipalities=("municipalities", "first"),
            municipality_codes=("municipality_codes", "first"),
            observation_ids=("observation_id", sorted),
        ).reset_index()
        sums["n"] = sums["size"] - sums["tbd_count"]
        sums.loc[sums["n"] == 0, ["value_min", "value_max"]] = None
        sums["municipality_count"] = sums["municipalities"].map(len)
        return sums.merge(frames["documents"][["document_id", "document_type"]], on="document_id")

    return make


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


def _sum_of_known(values: pd.Series[float]) -> float:
    return float(values.sum(skipna=False))


def _joined(names: Iterable[str]) -> str | None:
    return ", ".join(names) or None


# ------------------------------------------------------------------ rent_bands
_BAND = ["document_id", "area", "corporation", "rent_band", "unit"]
_BAND_FACTS = ["rent_band_code", "rent_min_eur", "rent_max_eur", "is_cumulative"]


def _rent_bands(frames: Frames) -> pd.DataFrame:
    seen = frames["observations"].merge(frames["documents"][["document_id"]], on="document_id")
    stock = seen[seen["rent_band"].notna() & seen["repeats"].isna() & (seen["indicator"] == "stock")].copy()
    stock["area"] = stock["municipalities"].map(_joined)
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
    ids = compared.groupby(_BAND, dropna=False)["observation_id"].agg(sorted).rename("observation_ids")
    return bands.merge(ids.reset_index(), on=_BAND)


# ------------------------------------------------------------------ deadlines_by_party
def _deadlines_by_party(frames: Frames) -> pd.DataFrame:
    due = frames["deadlines"].merge(frames["documents"], on="document_id")
    promised = frames["commitments"][["commitment_id", "text", "theme"]]
    due = due.merge(promised, on="commitment_id", how="left")
    due["text"] = due["text"].fillna(due["sentence"])
    due["due_quarter"] = due["due_on"].map(
        lambda day: f"{day.year}-Q{(day.month + 2) // 3}", na_action="ignore"
    )
    named = frames["responsibilities"][["document_id", "commitment_id", "party_id", "role"]]
    rows = due.merge(
        _resolved(named, frames["party_members"]), on=["document_id", "commitment_id"], how="left"
    )
    names = frames["parties"][["party_id", "name"]].rename(columns={"name": "party"})
    return rows.merge(names, on="party_id", how="left")


def _resolved(named: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Each group replaced by its members; a party that is named itself and through a group stands once."""
    leaves = pd.DataFrame(_leaves(members), columns=["document_id", "group_party_id", "member_id"])
    rows = named.merge(
        leaves, left_on=["document_id", "party_id"], right_on=["document_id", "group_party_id"], how="left"
    )
    rows["party_id"] = rows["member_id"].fillna(rows["party_id"])
    rows["is_through_group"] = rows["group_party_id"].notna()
    rows["is_participant"] = rows["role"] == "participant"
    rows = rows.sort_values(["is_participant", "is_through_group", "group_party_id"], kind="stable")
    return rows.drop_duplicates(["commitment_id", "party_id"])


def _leaves(members: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    """Document, group and each member of it that is no group itself: 'alle partijen' holds 'corporaties'."""
    below: dict[tuple[str, str], list[str]] = {}
    for document_id, group, member in members[["document_id", "group_party_id", "party_id"]].itertuples(
        False, None
    ):
        below.setdefault((document_id, group), []).append(member)
    for document_id, group in below:
        seen, waiting = {group}, [group]
        while waiting:
            party = waiting.pop()
            inner = below.get((document_id, party), [])
            if not inner and party != group:
                yield document_id, group, party
            fresh = [member for member in inner if member not in seen]
            seen.update(fresh)
            waiting += fresh


_MAKERS: tuple[tuple[Dataset, Callable[[Frames], pd.DataFrame]], ...] = (
    (dataset("views/new_builds", NewBuilds, sort_by=tuple(_GRAIN)), _housing_numbers("new_builds")),
    (dataset("views/sales", Sales, sort_by=tuple(_GRAIN)), _housing_numbers("sales")),
    (dataset("views/rent_bands", RentBands), _rent_bands),
    (dataset("views/deadlines_by_party", DeadlinesByParty), _deadlines_by_party),
)
DATASETS = tuple(view for view, _ in _MAKERS)
