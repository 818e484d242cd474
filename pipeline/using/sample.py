"""`afspraken sample`: rows and passages drawn at random, as a workbook in which people say what is right.

Two samples, because one cannot answer both questions. Rows drawn from each dataset tell how many published
rows are right (precision). Passages drawn from the texts, with every row that was read from them, tell how
many facts were found of those that are there (recall): for that someone has to look where nothing was found.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from extractors.observations import INDICATORS
from pipeline.datasets.schema import Record
from pipeline.datasets.words import has_words
from pipeline.errors import OutputUnusableError, UsageError
from pipeline.storage.places import Place
from pipeline.storage.writing import write_in_one_step
from pipeline.using.published import Published, load
from pipeline.using.workbook import SheetColumn, Workbook

_T = TypeVar("_T")

LEAST_PASSAGE = 400
"""Characters of a passage, to the end of the line: a paragraph or two, so that a look takes a minute."""
AROUND = 120
"""Characters of the text on each side of a row's words."""

ROWS, PASSAGES, MISSED = "rows", "passages", "missed"
CORRECT, LOOKED_AT = "correct", "looked_at"
ANSWERS = ("yes", "wrong", "no", "unsure")

KEYS = {
    "observations": ("observation_id",),
    "commitments": ("commitment_id",),
    "deadlines": ("deadline_id",),
    "responsibilities": ("commitment_id", "party_id"),
}
"""The datasets that are sampled, and what tells a row of each."""
READ_AS = {
    "observations": (
        *("indicator", "value_min", "value_max", "qualifier", "unit", "year", "period_start_year"),
        *("period_end_year", "segment", "basis", "municipalities", "corporation", "project", "rent_band"),
    ),
    "commitments": ("kind", "theme"),
    "deadlines": ("class", "expression", "starts_on", "ends_on", "recurrence_count", "recurrence_period"),
    "responsibilities": ("party", "role"),
}
"""What a row says, for whoever judges it."""

ROW_COLUMNS = (
    SheetColumn("passage", "Number of the passage it stands in; empty: drawn as a row", 9),
    SheetColumn("dataset", width=16),
    SheetColumn("indicator", width=14),
    SheetColumn("path", width=28),
    SheetColumn("page", width=7),
    SheetColumn("text", "The words of the row between [[ and ]], and those around them", 70, wraps=True),
    SheetColumn("read_as", "What the row says", 60, wraps=True),
    SheetColumn(
        CORRECT,
        "yes: all of read_as is right. wrong: a value is not. no: there is no such fact. unsure: not counted",
        12,
        choices=ANSWERS,
        is_filled_in=True,
    ),
    SheetColumn("remark", "What is wrong; for yourself", 40, is_filled_in=True),
    SheetColumn("row_id", "For `afspraken explain`", 20),
)
PASSAGE_COLUMNS = (
    SheetColumn("passage", width=9),
    SheetColumn("path", width=28),
    SheetColumn("page", width=7),
    SheetColumn("text", width=100, wraps=True),
    SheetColumn("rows", "How many rows were read from it; they are on the sheet `rows`", 8),
    SheetColumn(
        LOOKED_AT,
        "yes: whatever is missing is on the sheet `missed`. Empty: the passage does not count",
        12,
        choices=("yes",),
        is_filled_in=True,
    ),
)
MISSED_COLUMNS = (
    SheetColumn("passage", "Its number on the sheet `passages`", 9, is_filled_in=True),
    SheetColumn("dataset", "Where the row ought to be", 18, choices=tuple(KEYS), is_filled_in=True),
    SheetColumn("indicator", "Of an observation", 16, choices=INDICATORS, is_filled_in=True),
    SheetColumn("words", "The words that were missed; for yourself", 80, is_filled_in=True),
)
ROOM_FOR_MISSED = 300

INSTRUCTIONS = """
# How good is the extraction on these documents?
Yellow columns are yours. Fill in as much as you like and run `afspraken evaluate FILE`: what is empty is not
counted. Columns may be widened, rows hidden or sorted; leave the names of sheets and columns as they are.

# Sheet `rows`: is what was read right?
Read `text` (the row's own words stand between [[ and ]]), then `read_as`, and choose under `correct`:
yes: every value under read_as is right, as the data dictionary means it.
wrong: the words do say such a fact, but at least one value of it is not right.
no: there is no such fact; the row should not be there.
unsure: the text itself is unclear. These are told and not counted.
The first rows were drawn at random from each dataset; those with a number of a passage are all that was read
from it.

# Sheet `passages`: what was missed?
Read the passage beside its rows (filter the sheet `rows` on its number). For each fact that has no row at
all, put a line on the sheet `missed`: the number of the passage, the dataset, and for a number about housing
its indicator. A row that is there but wrong is not missed: it is `wrong` on the sheet `rows`.
Then choose yes under `looked_at`, also where nothing is missing. Judge its rows too: recall needs both.
""".strip()


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document's text, short enough to be looked through."""

    document_id: str
    page: int | None
    char_start: int
    text: str


def write_sample(out: Place, file: Path, *, rows: int, passages: int, seed: int) -> tuple[int, int]:
    """Writes the workbook; how many rows and passages were drawn. The same seed draws the same.

    `rows` are drawn from each dataset and `passages` from all texts, of preferred documents. Raises
    UsageError where the texts were left out, or OutputUnusableError.
    """
    published = load(out)
    if not has_words(published.tables["texts"]):
        raise UsageError(f"{out} was published with --no-texts: there are no words to judge rows by.")
    archive = _Archive(published)
    draw = random.Random(seed)
    chosen = _drawn(archive.passages(), passages, draw)
    lines = [line for name in KEYS for line in _drawn(list(archive.lines(name)), rows, draw)]
    within = [line for number, each in enumerate(chosen, 1) for line in archive.lines_in(each, number)]
    book = Workbook({"title": "afspraken sample", "subject": f"snapshot {published.snapshot}, seed {seed}"})
    book.page("instructions", INSTRUCTIONS.splitlines())
    book.add(ROWS, ROW_COLUMNS, [*lines, *within])
    book.add(PASSAGES, PASSAGE_COLUMNS, archive.told(chosen))
    book.add(MISSED, MISSED_COLUMNS, [(None,) * len(MISSED_COLUMNS)] * ROOM_FOR_MISSED)
    try:
        write_in_one_step(file, book.content())
    except OSError as fault:
        raise OutputUnusableError(f"{file} cannot be written ({fault.strerror or fault}).") from fault
    return len(lines), len(chosen)


def _drawn(population: Sequence[_T], number: int, draw: random.Random) -> list[_T]:
    """So many at random, in the order in which they stand; all of them where there are no more."""
    places = sorted(draw.sample(range(len(population)), min(number, len(population))))
    return [population[place] for place in places]


class _Archive:
    """The texts and rows of the preferred documents."""

    def __init__(self, published: Published) -> None:
        documents = published.by_id("documents", "document_id")
        self.paths = {key: row["path"] for key, row in documents.items() if row["is_preferred"]}
        self.rows = {name: [row for row in published.rows(name) if self._is_in(row)] for name in KEYS}
        self.parts = [row for row in published.rows("texts") if self._is_in(row)]
        self.texts: dict[str, str] = {}
        for part in self.parts:
            key = part["document_id"]
            self.texts[key] = self.texts.get(key, "") + part["text"]

    def _is_in(self, row: Record) -> bool:
        return row["document_id"] in self.paths

    def passages(self) -> list[Passage]:
        """All texts, cut at line ends: every character is in one passage."""
        return [passage for part in self.parts for passage in _passages(part)]

    def lines(self, name: str, passage: int | None = None) -> Iterator[tuple[object, ...]]:
        """The rows of a dataset, as lines of the sheet."""
        return (self._line(name, row, passage) for row in self.rows[name])

    def lines_in(self, passage: Passage, number: int) -> Iterator[tuple[object, ...]]:
        """The lines of all rows whose words begin in the passage."""
        for name, row in self._within(passage):
            yield self._line(name, row, number)

    def told(self, passages: Sequence[Passage]) -> Iterator[tuple[object, ...]]:
        """The passages as lines of their sheet."""
        for number, each in enumerate(passages, 1):
            count = sum(1 for _ in self._within(each))
            yield number, self.paths[each.document_id], each.page, each.text.strip("\n"), count, None

    def _within(self, passage: Passage) -> Iterator[tuple[str, Record]]:
        end = passage.char_start + len(passage.text)
        for name, rows in self.rows.items():
            for row in rows:
                is_here = row["document_id"] == passage.document_id
                if is_here and passage.char_start <= row["char_start"] < end:
                    yield name, row

    def _line(self, name: str, row: Record, passage: int | None) -> tuple[object, ...]:
        text, start, end = self.texts[row["document_id"]], row["char_start"], row["char_end"]
        around = f"{text[max(0, start - AROUND) : start]}[[{text[start:end]}]]{text[end : end + AROUND]}"
        row_id = " ".join(row[key] for key in KEYS[name])
        where = self.paths[row["document_id"]], row["page"]
        return passage, name, row.get("indicator"), *where, around, _read_as(name, row), None, None, row_id


def _passages(part: Record) -> Iterator[Passage]:
    start, lines = 0, part["text"].splitlines(keepends=True)
    held = ""
    for line in lines:
        held += line
        if len(held) >= LEAST_PASSAGE:
            yield Passage(part["document_id"], part["page"], part["char_start"] + start, held)
            start, held = start + len(held), ""
    if held.strip():
        yield Passage(part["document_id"], part["page"], part["char_start"] + start, held)


def _read_as(name: str, row: Mapping[str, object]) -> str:
    told = ((column, _shown(row[column])) for column in READ_AS[name])
    return "\n".join(f"{column}: {value}" for column, value in told if value)


def _shown(value: object) -> str:
    match value:
        case None:
            return ""
        case list():
            return ", ".join(map(str, value))
        case float():
            return f"{value:g}" if abs(value) < 1e6 else f"{value:.0f}"
        case date():
            return value.isoformat()
    return str(value)
