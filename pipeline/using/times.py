"""The reader of time expressions on its own: rows {id, text, reference} in, rows {id, times} out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any

from extractors._dutch.time import Anchor, ImpossibleTime, TimeExpression, read_times
from pipeline.errors import UsageError

STANDARD_INPUT = "-"


def times(file: str, tell: Callable[[str], None]) -> Iterator[str]:
    """A line of JSON for each line of the file; '-' is standard input.

    `tell` gets a sentence for what is written like a time and cannot be one. UsageError, with the number of
    the line, for the first line that is no such row: what stands before it has been given by then.
    """
    path = Path(file)
    try:
        opened = nullcontext(sys.stdin.buffer) if file == STANDARD_INPUT else path.open("rb")
        with opened as lines:
            yield from _answers(lines, tell)
    except OSError as fault:
        raise UsageError(f"{file} cannot be read ({fault.strerror}).") from fault


def _answers(lines: Iterable[bytes], tell: Callable[[str], None]) -> Iterator[str]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = _row(line)
            found = read_times(row["text"], Anchor(reference=_reference(row.get("reference"))), "everyday")
        except ValueError as fault:
            raise UsageError(f"line {number}: {fault}.") from fault
        for time in found:
            if isinstance(time, ImpossibleTime):
                tell(f"line {number}: '{time.text}' is not read: {time.reason}.")
        rows = [_as_row(time) for time in found if isinstance(time, TimeExpression)]
        yield json.dumps({"id": row["id"], "times": rows}, ensure_ascii=False)


def _row(line: bytes) -> dict[str, Any]:
    """The row of a line; ValueError says what is wrong with it."""
    try:
        row = json.loads(line.decode("utf-8-sig"))
        json.dumps(row, ensure_ascii=False).encode()  # half a surrogate pair can be read but not printed
    except UnicodeError as fault:
        raise ValueError("not in UTF-8") from fault
    except (ValueError, RecursionError) as fault:
        raise ValueError(f"not JSON ({fault})") from fault
    if not isinstance(row, dict) or "id" not in row:
        raise ValueError("no object with an id, a text and a reference")
    if not isinstance(row.get("text"), str):
        raise ValueError("no text")
    return row


def _reference(value: object) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError as fault:
        raise ValueError(f"the reference {value!r} is no date such as 2031-12-01") from fault


def _as_row(time: TimeExpression) -> dict[str, Any]:
    return {
        "text": time.text,
        "char_start": time.start,
        "char_end": time.end,
        "starts_on": time.starts_on and time.starts_on.isoformat(),
        "ends_on": time.ends_on and time.ends_on.isoformat(),
        "granularity": time.granularity,
        "modifier": time.modifier,
        "recurrence_count": time.recurrence_count,
        "recurrence_period": time.recurrence_period,
        "timex3": time.timex3,
        "edtf": time.edtf,
    }
