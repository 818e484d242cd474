"""What people filled in on a sample, read back from the workbook and held against what may stand there."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from extractors.observations import INDICATORS
from pipeline.errors import UsageError
from pipeline.using import sample
from pipeline.using.workbook import SheetColumn

ANSWERS = {
    **dict.fromkeys(("yes", "y", "ja", "j", "true", "1", "x"), "yes"),
    **dict.fromkeys(("wrong", "w", "fout"), "wrong"),
    **dict.fromkeys(("no", "n", "nee", "false", "0"), "no"),
    **dict.fromkeys(("unsure", "?", "onzeker"), "unsure"),
}


@dataclass(frozen=True, slots=True)
class Judged:
    """One row of the sheet `rows` that somebody judged."""

    dataset: str
    indicator: str | None
    passage: int | None
    answer: str


@dataclass(frozen=True, slots=True)
class Missed:
    """One line of the sheet `missed`."""

    dataset: str
    indicator: str | None
    passage: int


@dataclass(frozen=True, slots=True)
class Filled:
    """What was read of a filled-in sample."""

    judged: tuple[Judged, ...]
    missed: tuple[Missed, ...]
    looked_at: frozenset[int]  # numbers of the passages that somebody looked at and whose rows are all judged
    half_judged: frozenset[int]  # looked at, but rows of them are not judged
    row_count: int
    passage_count: int


def read_sample(file: Path) -> Filled:
    """What is filled in. Raises UsageError, naming sheet and line, where it cannot be used."""
    book = _opened(file)
    rows = list(_lines(book, sample.ROWS, sample.ROW_COLUMNS, file))
    passages = list(_lines(book, sample.PASSAGES, sample.PASSAGE_COLUMNS, file))
    numbers = {_passage(line) for line in passages}
    missed = tuple(
        _missed(line, numbers) for line in _lines(book, sample.MISSED, sample.MISSED_COLUMNS, file)
    )
    told = {_passage(line) for line in passages if _answer(line, sample.LOOKED_AT) == "yes"}
    judged, unjudged = [], set()
    for line in rows:
        answer, passage = _answer(line, sample.CORRECT), _passage(line)
        dataset, indicator = _named(line)
        if answer:
            judged.append(Judged(dataset, indicator, passage, answer))
        elif passage:
            unjudged.add(passage)
    return Filled(
        judged=tuple(judged),
        missed=missed,
        looked_at=frozenset(number for number in told - unjudged if number),
        half_judged=frozenset(number for number in told & unjudged if number),
        row_count=len(rows),
        passage_count=len(passages),
    )


@dataclass(frozen=True, slots=True)
class _Line:
    sheet: str
    number: int  # as the spreadsheet counts, from 1
    values: Mapping[str, object]

    def fault(self, what: str) -> UsageError:
        return UsageError(f"Sheet `{self.sheet}`, line {self.number}: {what}")


def _opened(file: Path) -> openpyxl.Workbook:
    try:
        return openpyxl.load_workbook(file, read_only=True, data_only=True)
    except FileNotFoundError as fault:
        raise UsageError(f"{file} does not exist.") from fault
    except (OSError, InvalidFileException, zipfile.BadZipFile, KeyError, ValueError) as fault:
        raise UsageError(f"{file} is no workbook of `afspraken sample`; save it as .xlsx.") from fault


def _lines(book: openpyxl.Workbook, name: str, columns: Sequence[SheetColumn], file: Path) -> Iterator[_Line]:
    """The lines of a sheet that hold anything; raises UsageError where sheet or column is missing."""
    if name not in book.sheetnames:
        raise UsageError(f"{file} has no sheet `{name}`; draw a sample with `afspraken sample`.")
    rows: Iterable[Sequence[object]] = book[name].iter_rows(values_only=True)
    header: list[str] = []
    for number, row in enumerate(rows, 1):
        if not header:
            header = [str(cell) for cell in row]
            _ensure_columns(header, name, columns, file)
        elif any(cell not in (None, "") for cell in row):
            yield _Line(name, number, dict(zip(header, row, strict=False)))


def _ensure_columns(header: Sequence[str], name: str, columns: Sequence[SheetColumn], file: Path) -> None:
    missing = [column.name for column in columns if column.name not in header]
    if missing:
        raise UsageError(f"Sheet `{name}` of {file} has no column `{missing[0]}`.")


def _answer(line: _Line, column: str) -> str | None:
    value = line.values[column]
    if value in (None, ""):
        return None
    written = f"{value:g}" if isinstance(value, float) else str(value)
    answer = ANSWERS.get(written.strip().casefold())
    if answer is None:
        raise line.fault(f"`{column}` is '{written}'; choose yes, wrong, no or unsure, or leave it empty.")
    return answer


def _passage(line: _Line) -> int | None:
    value = line.values["passage"]
    if value in (None, ""):
        return None
    try:
        return int(str(value).removesuffix(".0"))
    except ValueError:
        raise line.fault(f"`passage` is '{value}', which is no number.") from None


def _named(line: _Line) -> tuple[str, str | None]:
    """Dataset and indicator; raises UsageError for those that there are not."""
    dataset, indicator = (str(line.values[name] or "").strip() for name in ("dataset", "indicator"))
    if dataset not in sample.KEYS:
        raise line.fault(f"`dataset` is '{dataset}'; it is one of {', '.join(sample.KEYS)}.")
    if indicator and indicator not in INDICATORS:
        raise line.fault(f"`indicator` is '{indicator}'; it is one of {', '.join(INDICATORS)}.")
    return dataset, indicator or None


def _missed(line: _Line, numbers: set[int | None]) -> Missed:
    passage, (dataset, indicator) = _passage(line), _named(line)
    if passage is None or passage not in numbers:
        raise line.fault(f"`passage` is '{passage or ''}'; it is the number of one on the sheet `passages`.")
    if dataset == "observations" and indicator is None:
        raise line.fault("an observation needs its `indicator`; take `other` where none fits.")
    return Missed(dataset, indicator, passage)
