"""Rows of a document as its page shows them: what was read, where it stands, what is doubtful or new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from pipeline.assembling.corrections import DATASETS
from pipeline.datasets.catalogue import datasets
from pipeline.datasets.correction_finder import correctable
from pipeline.datasets.schema import Column, Record
from pipeline.datasets.written import shown
from pipeline.publishing.diff import Changed
from pipeline.review.archive import SHOWN, Archive
from pipeline.review.pieces import Piece, pieces, sharing

Shown = dict[str, Any]
"""A row as the script of the page reads it; its keys are named in `_row`."""

_declared = cache(datasets)

DOUBTFUL = 0.8
"""Rows with less confidence are told apart: of ten of them two or more are wrong."""


@cache
def _correctable(dataset: str) -> Mapping[str, Column]:
    return correctable(_declared()[dataset])


def columns() -> dict[str, list[Shown]]:
    """Columns that can be corrected, by dataset, with the values that a closed one allows."""
    return {
        name: [
            {"name": each.name, "values": list(each.vocabulary), "several": each.is_list}
            for each in _correctable(name).values()
        ]
        for name in DATASETS
    }


def rows_of(archive: Archive, document: Record, changes: Sequence[Changed]) -> list[Shown]:
    """All rows of a document; each knows the numbers of those it belongs to."""
    document_id = document["document_id"]
    records = [(name, record) for name in SHOWN for record in archive.rows(name, document_id)]
    rows = [_row(name, record) for name, record in records]
    _join(rows, records)
    _mark_issues(rows, records)
    return [*rows, *_changes(rows, records, changes)]


def spans_of(rows: Iterable[Shown]) -> dict[int, tuple[int, int]]:
    """Where in the text each row stands, by its number."""
    return {number: tuple(row["span"]) for number, row in enumerate(rows) if "span" in row}


def cut(rows: Sequence[Shown], start: int, end: int) -> list[Piece]:
    """The text from start to end, cut where rows begin and end."""
    return pieces(start, end, spans_of(rows))


def _row(dataset: str, record: Record) -> Shown:
    declared = _declared()[dataset]
    row: Shown = {
        "dataset": dataset,
        "id": record[declared.keys[0]],
        "page": record["page"],
        "quote": record["quote"] or "",
        "boxes": [_box(each["page"], each["bbox"]) for each in record.get("boxes") or ()],
        "values": _values(record, _read(dataset)),
    }
    if record["char_start"] is not None:
        row["span"] = [record["char_start"], record["char_end"]]
    if dataset != "issues":
        row |= {"confidence": round(record["confidence"], 3), "rule": record["rule"]}
    if record.get("corrected"):
        row["corrected"] = record["corrected"]
    if dataset == "tables":
        row["cells"] = [_cell(each) for each in record["cells"]]
        row["boxes"] = _one_per_page(row["boxes"])
    return row


def _read(dataset: str) -> Iterable[str]:
    return ("severity", "code", "message") if dataset == "issues" else _correctable(dataset)


def _box(page: int, bbox: Sequence[float]) -> list[float]:
    return [page, *(round(side, 1) for side in bbox)]


def _cell(cell: Record) -> list[Any]:
    place = [cell[name] for name in ("row", "column", "row_span", "column_span", "text")]
    return [*place, *([_box(cell["page"], cell["bbox"])] if cell["page"] and cell["bbox"] else [])]


def _one_per_page(boxes: Iterable[list[float]]) -> list[list[float]]:
    """Around all lines of a page: a table is one thing."""
    by_page: dict[float, list[list[float]]] = defaultdict(list)
    for page, *sides in boxes:
        by_page[page].append(sides)
    return [
        [page, *(min(sides) for sides in corners[:2]), *(max(sides) for sides in corners[2:])]
        for page, found in by_page.items()
        for corners in [list(zip(*found, strict=True))]
    ]


def _join(rows: Sequence[Shown], records: Sequence[tuple[str, Record]]) -> None:
    """Deadlines and parties know their commitment by its number, numbers their table."""
    numbers = {
        row["id"]: number for number, row in enumerate(rows) if row["dataset"] in ("commitments", "tables")
    }
    for row, (name, record) in zip(rows, records, strict=True):
        target = record.get("table_id" if name == "observations" else "commitment_id")
        if name not in ("commitments", "tables") and target in numbers:
            row["of"] = numbers[target]


def _mark_issues(rows: Sequence[Shown], records: Sequence[tuple[str, Record]]) -> None:
    """Rows know the numbers of the issues that share words with them."""
    spans = spans_of(rows)
    if not spans:
        return
    whole = pieces(0, max(end for _, end in spans.values()), spans)
    issues = [number for number in spans if records[number][0] == "issues"]
    for issue, others in sharing(whole, spans, issues):
        for other in others:
            if records[other][0] != "issues":
                rows[other].setdefault("issues", []).append(issue)


def _changes(
    rows: Sequence[Shown], records: Sequence[tuple[str, Record]], changes: Iterable[Changed]
) -> Iterator[Shown]:
    """One more row for each change, that points to the row that changed; of a new document none."""
    numbers = {(name, _key(name, record)): number for number, (name, record) in enumerate(records)}
    for each in changes:
        if each.cause == "document added":
            continue
        told = ("change", "cause", "column", "was", "now")
        values = {name: getattr(each, name) for name in told if getattr(each, name) is not None}
        row: Shown = {
            "dataset": "changes",
            "id": each.row_id,
            "page": None,
            "quote": each.words or "",
            "boxes": [],
        }
        number = numbers.get((each.dataset, each.row_id))
        if number is not None:
            row |= {"of": number, "page": rows[number]["page"]}
            rows[number]["change"] = each.change
        yield {**row, "values": {**values, "what": each.dataset}}


def _key(dataset: str, record: Record) -> str:
    """The row's key as changes have it."""
    return "/".join(str(record[name]) for name in _declared()[dataset].keys)


def facts_of(document: Mapping[str, Any]) -> dict[str, str]:
    """What is known of the document as a whole, as a correction would write it."""
    return _values(document, _correctable("documents"))


def _values(record: Mapping[str, Any], names: Iterable[str]) -> dict[str, str]:
    """What a column holds, where it holds anything; a snapshot of an earlier version may lack some."""
    return {name: shown(record[name]) for name in names if record.get(name) not in (None, [])}
