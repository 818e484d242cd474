"""Tables that users write in a spreadsheet and save as text: metadata.csv, corrections.csv.

Separated by ';', ',' or tabs; UTF-8, UTF-16 with a mark, or Windows-1252. What cannot be used is a sentence,
never a crash.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence

from pipeline.storage.places import Place

LONGEST_SHOWN = 400  # characters of a sentence about a cell
SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # 'sep=;' on the first line, for Excel


def records(file: Place, needed: Sequence[str], problems: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and fields, by lower-case column name, of every line that is not blank.

    Nothing where the file cannot be opened or lacks one of the `needed` columns; `problems` then says why.
    """
    try:
        text = _decode(file.read_bytes())
    except OSError as fault:
        problems.append(f"{file.name} cannot be opened ({fault.strerror}); the run goes on without it.")
        return
    told = SEPARATOR_LINE.match(text)
    body = text[told.end() :] if told else text
    rows = csv.reader(io.StringIO(body, newline=""), delimiter=told[1] if told else _separator(body))
    try:
        header = [name.strip().casefold() for name in next(rows, [])]
        for column in needed:
            if column not in header:
                problems.append(f"{file.name} has no column `{column}`; the run goes on without it.")
                return
        for row in rows:
            if any(cell.strip() for cell in row):
                values = dict(zip(header, (cell.strip() for cell in row), strict=False))
                yield rows.line_num + bool(told), values
    except csv.Error as fault:
        problems.append(f"{file.name} line {rows.line_num}: {fault}; the lines after it were not read.")


def in_one_line(sentence: str) -> str:
    """What is said of a cell, whatever the cell holds: line ends of its own, or a whole chapter."""
    line = " ".join(sentence.split())
    return line if len(line) <= LONGEST_SHOWN else f"{line[: LONGEST_SHOWN - 1]}…"


def _decode(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _separator(text: str) -> str:
    header = text.partition("\n")[0]
    return max((",", ";", "\t"), key=header.count)
