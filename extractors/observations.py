"""Dataset `observations`: every number that says something about housing, from tables and from prose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from extractors._document import Document, Evidence, Int16, RowIds, Span, Unread, column
from extractors._doubtful_words import doubt_about, doubt_about_sums, heads_and_labels, held, is_recognised
from extractors._numbers.cues import vocabulary

if TYPE_CHECKING:  # what reads is imported where it does: who asks for Row alone need not wait for it
    from extractors._numbers.adding_up import Linked
    from extractors._numbers.scope import Scope

INDICATORS = (
    "new_builds",
    "sales",
    "demolitions",
    "life_extension",
    "renovation",
    "stock",
    "purchases",
    "other",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Evidence):
    """One row per number that says something about housing."""

    observation_id: str = column("Hash of the document, the words around the number and its label", key=True)
    table_id: str | None = column("Table the number stands in; null for prose", references="tables.table_id")
    raw: str = column("The cell, or the words of the number, as printed")
    indicator: str = column("What is counted", vocabulary=INDICATORS)
    segment: str | None = column(
        "Segment of the market", vocabulary=("social_rent", "mid_rent", "market_rent", "owner_occupied")
    )
    unit: str = column(
        "Unit of value_min and value_max",
        vocabulary=("dwellings", "percent", "eur", "units", "plots", "persons"),
    )
    basis: str = column(
        "What kind of statement it is", vocabulary=("planned", "target", "actual", "forecast", "other")
    )
    municipalities: tuple[str, ...] = column("Municipalities the number is about, plain names")
    municipality_codes: tuple[str, ...] = column(
        "CBS codes of `municipalities` in the same order, '' for one that no register knows"
    )
    corporation: str | None = column(
        "Corporation or group of corporations the number is about, canonical name"
    )
    project: str | None = column("Project or location; 'TOTAL' on total rows")
    group: str | None = column("Heading inside the table that the row stands under: 'Harde plannen'")
    rent_band: str | None = column("Rent band as printed: 'Duur (€ 628 - € 710)'")
    rent_band_code: str | None = column(
        "VERA huurklasse where the band maps onto it", vocabulary=("GOE", "BET", "DUU", "BOV")
    )
    rent_min_eur: float | None = column("Lower bound of the rent band per month", unit="eur")
    rent_max_eur: float | None = column("Upper bound of the rent band per month", unit="eur")
    is_cumulative: bool = column("Whether the band holds all cheaper bands too: 't/m betaalbaar'")
    year: Int16 | None = column("The one year the number is about", unit="year")
    period_start_year: Int16 | None = column(
        "First of several years the number is about; then `year` is null", unit="year"
    )
    period_end_year: Int16 | None = column("Last of several years the number is about", unit="year")
    reference: str | None = column("Reference moment as printed: 'ultimo 2015'")
    reference_date: date | None = column("Reference moment as a date")
    rate: str = column(
        "Total, amount per year, or mean per year", vocabulary=("total", "per_year", "mean_per_year")
    )
    value_min: float | None = column("Lower bound; equals value_max unless the number is a range or a bound")
    value_max: float | None = column("Upper bound")
    qualifier: str = column(
        "How the number is meant", vocabulary=("exact", "approx", "min", "max", "range", "tbd")
    )
    is_total: bool = column(
        "Whether the number is a printed total of others in its table, running totals too"
    )
    part_of: str | None = column("The number this is a part of", references="observations.observation_id")
    repeats: str | None = column("The number this says again", references="observations.observation_id")
    document_part: str = column(
        "Where in the document it stands", vocabulary=("agreement", "annex", "letter")
    )
    is_additive: bool = column(
        "Sum only where true: no total, part or repetition; dwellings or units; no mean; "
        "from the agreement itself"
    )
    notes: tuple[str, ...] = column("Notes printed with the number")


def extract(document: Document) -> Iterator[Row | Unread]:
    """One Row per number about housing, in reading order; an Unread for each that could not be read."""
    from extractors._numbers.adding_up import linked
    from extractors._numbers.conflicts import conflicting
    from extractors._numbers.read import statements, table_ids, unread_numbers
    from extractors._numbers.scope import scope
    from extractors._numbers.table_numbers import unread_tables

    known = scope(document)
    said = statements(document)
    found = linked(said, known)
    ids = RowIds(document.document_id, "observations")
    named: dict[Span, str] = {}
    for one in found:
        named[one.statement.span] = ids.of(document.quote(one.statement.context), one.statement.label)
    recognised = document.tables if is_recognised(document) else ()
    misread = _misread_tables(document) if recognised else {}
    beside = {span: cells for table in recognised for span, cells in heads_and_labels(table).items()}
    for one in found:
        doubt = misread.get(one.statement.table) or doubt_about(
            document, one.statement.span, *beside.get(one.statement.span, ())
        )
        yield _row(document, known, one, named, table_ids(document), doubt)
        if doubt and one.statement.table not in misread:
            yield doubt
    yield from misread.values()
    yield from unread_tables(document)
    yield from unread_numbers(document)
    yield from conflicting(said, known)


def _misread_tables(document: Document) -> dict[int | None, Unread]:
    """The tables that OCR read and whose printed totals fail."""
    from extractors._numbers.sums import checks
    from extractors._numbers.tables import meanings

    failing = [meaning for meaning in meanings(document) if not all(c.holds for c in checks(meaning))]
    doubts = ((meaning.index, doubt_about_sums(document, meaning.table)) for meaning in failing)
    return {index: doubt for index, doubt in doubts if doubt}


def _row(
    document: Document,
    known: Scope,
    one: Linked,
    named: dict[Span, str],
    tables: tuple[str, ...],
    doubt: Unread | None,
) -> Row:
    from extractors._numbers.places import codes_of

    said = one.statement
    band = said.band
    return Row(
        **document.evidence(said.context if said.table is None else said.span),
        observation_id=named[said.span],
        table_id=None if said.table is None else tables[said.table],
        raw=said.raw,
        indicator=said.indicator,
        segment=said.segment,
        unit=said.unit,
        basis=said.basis,
        municipalities=said.municipalities,
        municipality_codes=codes_of(said.municipalities, known.year_of_writing, document.registers),
        corporation=said.corporation,
        project=said.project,
        group=said.group,
        rent_band=band.label if band else None,
        rent_band_code=band.code if band else None,
        rent_min_eur=band.min_eur if band else None,
        rent_max_eur=band.max_eur if band else None,
        is_cumulative=band is not None and band.is_cumulative,
        year=said.year,
        period_start_year=said.period[0] if said.period else None,
        period_end_year=said.period[1] if said.period else None,
        reference=said.reference,
        reference_date=said.reference_date,
        rate=said.rate,
        value_min=said.number.value_min,
        value_max=said.number.value_max,
        qualifier=said.number.qualifier,
        is_total=said.is_total,
        part_of=named.get(said.part_of) if said.part_of else None,
        repeats=named.get(one.repeats) if one.repeats else None,
        document_part=one.document_part,
        is_additive=one.is_additive,
        notes=said.notes,
        confidence=held(_confidence(said.rule), doubt),
        rule=said.rule,
    )


def _confidence(rule: str) -> float:
    """Right rows over all rows of a rule, one of each added: two of two are no certainty."""
    right, published = vocabulary("confidence_numbers")["rules"][rule]
    return float(round((right + 1) / (published + 2), 3))
