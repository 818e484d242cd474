"""The facts of one document as they are published: what its extractors read, less what breaks a promise.

An extractor that errs on one document costs the rows it got wrong, and each is an issue; it never costs the
night. What is refused here would otherwise be found by the checks and stop the publication of everything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.datasets.schema import Column, Dataset, Record, Records
from pipeline.reading.extract import Extracted, Signal
from pipeline.reading.promises import Text, broken


def facts_of(one: Extracted, datasets: Mapping[str, Dataset]) -> tuple[Records, list[Signal]]:
    """Records of the extractors whose rows are published as they are, and what had to be left out of them."""
    text = Text(one.text, [page.span.start for page in one.pages], [page.number for page in one.pages])
    facts: Records = {}
    signals: list[Signal] = []
    for name in [name for name in datasets if name in one.rows]:
        facts[name] = []
        seen: set[tuple[object, ...]] = set()
        for record in map(datasets[name].record, one.rows[name]):
            key = tuple(record[column] for column in datasets[name].keys)
            fault = broken(record, datasets[name], text) or ("its key is taken" if key in seen else None)
            if fault:
                signals.append(_refused(record, datasets[name], fault))
            else:
                facts[name].append(record)
                seen.add(key)
    parties = {mention.party_id for mention in one.rows.get("party_mentions", ())}
    for name in facts:
        for column in datasets[name].columns:
            signals += _settle(facts, parties, datasets[name], column)
    return facts, signals


def _settle(facts: Records, parties: set[str], dataset: Dataset, column: Column) -> Iterator[Signal]:
    """Rows that point to one that is not there lose the pointer, or go too where they cannot do without."""
    target, _, key = column.references.partition(".")
    if target in ("", "documents"):
        return
    known = {None, *(parties if target == "parties" else (row[key] for row in facts.get(target, ())))}
    lost = [row for row in facts[dataset.name] if row[column.name] not in known]
    if not lost:
        return
    if column.nullable:
        for row in lost:
            row[column.name] = None
    else:
        facts[dataset.name] = [row for row in facts[dataset.name] if row[column.name] in known]
    done = f"lost their {column.name}" if column.nullable else "were left out"
    message = f"{len(lost)} rows of {dataset.name} {done}: what they point to is not in {target}."
    yield Signal("row_refused", message)


def _refused(record: Record, dataset: Dataset, fault: str) -> Signal:
    """The issue, with the words it concerns where these can be trusted."""
    message = f"A row of {dataset.name} was left out: {fault}."
    if any(record.get(name) is None for name in ("char_start", "char_end", "quote")) or "quote" in fault:
        return Signal("row_refused", message)
    return Signal(
        "row_refused", message, record["page"], record["char_start"], record["char_end"], record["quote"]
    )
