"""The facts of one document as they are published: records, less what cannot be true or lost its footing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.checks import impossible
from pipeline.extract import Extracted, Signal
from pipeline.schema import Dataset, Record, Records


def facts_of(one: Extracted, datasets: dict[str, Dataset]) -> tuple[Records, list[Signal]]:
    """Records of the extractors whose rows are published as they are, and what had to be left out of them."""
    rows = one.rows
    facts: Records = {}
    signals: list[Signal] = []
    for name in [name for name in datasets if name in rows]:
        facts[name], refused = _without_impossible(map(datasets[name].record, rows[name]), datasets[name])
        signals += refused
    if signals or any(signal.code == "extractor_failed" for signal in one.signals):
        parties = {mention.party_id for mention in rows.get("party_mentions", ())}
        signals += _settle(facts, parties, datasets)
    return facts, signals


def _without_impossible(records: Iterable[Record], dataset: Dataset) -> tuple[list[Record], list[Signal]]:
    """Leaves out rows with a date or number that cannot be: that one row is wrong, not the whole night."""
    kept: list[Record] = []
    refused: list[Signal] = []
    for record in records:
        fault = impossible(record, dataset)
        if fault is None:
            kept.append(record)
            continue
        place = (record.get(name) for name in ("page", "char_start", "char_end", "quote"))
        refused.append(Signal("value_impossible", f"A row of {dataset.name} was left out: {fault}.", *place))
    return kept, refused


def _settle(facts: Records, parties: set[str], datasets: dict[str, Dataset]) -> Iterator[Signal]:
    """Rows that point to rows which are missing lose the pointer, or go too where they cannot do without.

    Only for documents of which rows are known to be missing; elsewhere a pointer into the void is a fault of
    the code, which the checks must find.
    """
    for name in facts:
        for column in datasets[name].columns:
            target, _, key = column.references.partition(".")
            if target in ("", "documents"):
                continue
            known = parties if target == "parties" else {row[key] for row in facts.get(target, ())}
            lost = [
                row for row in facts[name] if row[column.name] is not None and row[column.name] not in known
            ]
            if not lost:
                continue
            if column.nullable:
                for row in lost:
                    row[column.name] = None
            else:
                facts[name] = [row for row in facts[name] if row[column.name] in known]
            done = f"lost their {column.name}" if column.nullable else "were left out"
            yield Signal(
                "extractor_failed", f"Rows of {target} are missing: {len(lost)} rows of {name} {done}."
            )
