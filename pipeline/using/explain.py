"""`afspraken explain`: one published row, the words it rests on, and the rule that read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.datasets.schema import Record
from pipeline.errors import OutputUnusableError, RowNotFoundError
from pipeline.storage.layout import LATEST

AROUND = 200
"""Characters of the text shown on each side of a quote."""
SHOWN = 5
"""How many of the rows that refer to this one are listed."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A row, the text around its quote, and the rows that refer to it."""

    dataset: str
    row: Record
    path: str | None  # of its document
    before: str
    after: str
    referring: dict[str, list[Record]]  # 'dataset.column' -> rows


def find(row_id: str, out: Path) -> Explained:
    """The row with this id, of whatever dataset. Raises RowNotFoundError or OutputUnusableError."""
    latest = out / LATEST
    if not latest.is_dir():
        raise OutputUnusableError(f"{latest} holds no published datasets; make them with `afspraken run`.")
    for file in sorted(latest.glob("*.parquet")):
        schema = pq.read_schema(file)
        keys = [field.name for field in schema if _says(field, "key")]
        if len(keys) == 1:
            rows = _rows_with(file, keys[0], row_id)
            if rows:
                return _explained(rows[0], file, keys[0])
    raise RowNotFoundError(
        f"No row of {latest} has the id '{row_id}'. Rows with an id are those of documents, tables, "
        "observations, commitments, deadlines, parties and issues."
    )


def show(found: Explained, console: Console) -> None:
    """Prints the row, its words, and what refers to it."""
    where = f" of {found.path}" if found.path and found.dataset != "documents" else ""
    console.print(Text(f"{found.dataset}{where}", style="bold"))
    grid = Table.grid(padding=(0, 2))
    for name, value in found.row.items():
        if name not in _IN_EVIDENCE:
            grid.add_row(Text(name, style="cyan"), Text(_written(value)))
    console.print(grid)
    if found.row.get("char_start") is not None:
        _show_evidence(found, console)
    for what, rows in found.referring.items():
        console.print(Text(f"\nReferred to by {len(rows)} rows as {what}", style="bold"))
        for row in rows[:SHOWN]:
            console.print(Text(f"  {_in_short(row, what)}"))
        if len(rows) > SHOWN:
            console.print(f"  … and {len(rows) - SHOWN} more")


_IN_EVIDENCE = ("page", "char_start", "char_end", "quote", "bbox", "boxes", "rule", "confidence")


def _show_evidence(found: Explained, console: Console) -> None:
    row = found.row
    place = [f"page {row['page']}"] if row["page"] is not None else []
    place.append(f"characters {row['char_start']} to {row['char_end']}")
    if row.get("bbox"):
        place.append("box " + ", ".join(f"{side:.1f}" for side in row["bbox"]) + " pt")
    console.print(Text("\nIts words: " + ", ".join(place), style="bold"))
    quote = Text(f"[[{row['quote']}]]", style="bold reverse")
    console.print(Text.assemble(found.before, quote, found.after))
    if "rule" in row:
        console.print(
            Text.assemble(("\nRead by rule ", "bold"), f"{row['rule']}, confidence {row['confidence']:.2f}")
        )


def _written(value: object) -> str:
    if isinstance(value, list):
        if value and isinstance(value[0], dict):
            return f"{len(value)} of them"
        return "; ".join(map(str, value)) or "none"
    return "null" if value is None else str(value)


def _in_short(row: Record, what: str) -> str:
    """A referring row in one line: its id where it has one of its own, and its words."""
    dataset = what.partition(".")[0]
    row_id = row.get(f"{dataset.removesuffix('s')}_id")
    if "role" in row:
        words = f"{row['party']} ({row['role']}, by {row['basis']})"
    else:
        words = " ".join(str(row.get("expression") or row.get("quote") or row.get("party_id")).split())
    return "  ".join(filter(None, [row_id, words if len(words) <= 80 else words[:79] + "…"]))


def _explained(row: Record, file: Path, key: str) -> Explained:
    latest, name = file.parent, file.stem
    before, after = _around(row, latest)
    documents = _rows_with(latest / "documents.parquet", "document_id", row.get("document_id"))
    return Explained(
        dataset=name,
        row=row,
        path=documents[0]["path"] if documents else None,
        before=before,
        after=after,
        referring=dict(_referring(latest, f"{name}.{key}", row[key])) if name != "documents" else {},
    )


def _around(row: Record, latest: Path) -> tuple[str, str]:
    """The text before and after the row's quote."""
    if row.get("char_start") is None:
        return "", ""
    parts = _rows_with(latest / "texts.parquet", "document_id", row["document_id"])
    text = "".join(part["text"] for part in parts)
    start, end = row["char_start"], row["char_end"]
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return ("…" * (start > AROUND)) + before, after + "…" * (end + AROUND < len(text))


def _referring(latest: Path, target: str, row_id: str) -> Iterator[tuple[str, list[Record]]]:
    for file in sorted(latest.glob("*.parquet")):
        for field in pq.read_schema(file):
            if _says(field, "references") == target:
                rows = _rows_with(file, field.name, row_id)
                if rows:
                    yield f"{file.stem}.{field.name}", rows


def _rows_with(file: Path, name: str, value: str | None) -> list[Record]:
    table = pq.read_table(file, filters=pc.field(name) == pa.scalar(value, pa.string()))
    return list(table.to_pylist())


def _says(field: pa.Field, about: str) -> str:
    return str((field.metadata or {}).get(about.encode(), b"").decode())
