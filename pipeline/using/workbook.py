"""Excel workbooks that open without a warning: real dates and numbers, words as words, nothing too long.

Sheets are written row by row: memory does not grow with them.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import numpy as np
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_575
"""Rows of a sheet under its header."""
LONGEST = 32_767
"""Longest text of a cell, in UTF-16 code units, as Excel counts."""
CUT = " … [cut]"
"""How a text ends that was too long for a cell."""
FIRST_DAY = date(1900, 3, 1)
"""Excel holds 1900 for a leap year: earlier days are written as text."""
MADE = datetime(2000, 1, 1)
"""When every workbook says that it was made: the same rows give the same bytes."""

NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # a NUL, a lone surrogate
INSTEAD = "�"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a sheet: its header, the note on the header, its width in characters."""

    name: str
    note: str = ""
    width: float = 14
    wraps: bool = False
    choices: tuple[str, ...] = ()  # what may be filled in
    is_filled_in: bool = False  # by a person: shown as such


@dataclass(slots=True)
class Workbook:
    """A workbook in the making; `content` closes it."""

    properties: dict[str, Any]
    buffer: io.BytesIO = field(default_factory=io.BytesIO)
    cut: dict[tuple[str, str], int] = field(default_factory=dict)
    """(sheet, column) -> how many texts were cut."""
    book: xlsxwriter.Workbook = field(init=False)
    formats: dict[str, Format] = field(init=False)

    def __post_init__(self) -> None:
        """Open it."""
        self.book = xlsxwriter.Workbook(self.buffer, {"constant_memory": True})
        self.book.set_properties({"created": MADE, **self.properties})
        self.formats = {
            "head": self.book.add_format({"bold": True, "bg_color": "#DDE6EE", "bottom": 1, "valign": "top"}),
            "fill": self.book.add_format({"bold": True, "bg_color": "#FFE699", "bottom": 1, "valign": "top"}),
            "date": self.book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
            "plain": self.book.add_format({"valign": "top"}),
            "wrap": self.book.add_format({"valign": "top", "text_wrap": True}),
            "open": self.book.add_format(
                {"valign": "top", "text_wrap": True, "bg_color": "#FFF8E1", "border": 7}
            ),
        }

    def add(self, name: str, columns: Sequence[SheetColumn], rows: Iterable[Sequence[object]]) -> None:
        """A sheet with a header that stays in sight, and a filter on each column."""
        sheet = self.book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for index, column in enumerate(columns):
            sheet.set_column(index, index, column.width)
            sheet.write_string(0, index, column.name, self.formats["fill" if column.is_filled_in else "head"])
            if column.note:
                sheet.write_comment(0, index, column.note, {"x_scale": 2.5, "y_scale": 1.6})
        last = 0
        for last, row in enumerate(rows, 1):
            for index, (column, value) in enumerate(zip(columns, row, strict=True)):
                self._write(sheet, name, (last, index), column, value)
        sheet.autofilter(0, 0, last, len(columns) - 1)
        # Ids of digits alone are words all the same: without this Excel puts a green corner on each.
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
        _offer_choices(sheet, columns, last)

    def page(self, name: str, lines: Iterable[str]) -> None:
        """A sheet of plain lines; those that begin with '# ' are headings."""
        sheet = self.book.add_worksheet(name)
        sheet.set_column(0, 0, 110)
        for number, line in enumerate(lines):
            kind = "head" if line.startswith("# ") else "wrap"
            sheet.write_string(number, 0, line.removeprefix("# "), self.formats[kind])

    def content(self) -> bytes:
        """The bytes of the workbook."""
        self.book.close()
        return self.buffer.getvalue()

    def _write(
        self, sheet: Worksheet, name: str, place: tuple[int, int], column: SheetColumn, value: object
    ) -> None:
        plain = self.formats["open" if column.is_filled_in else "wrap" if column.wraps else "plain"]
        match value:
            case None:
                if column.is_filled_in:
                    sheet.write_blank(*place, None, plain)
            case bool():
                sheet.write_boolean(*place, value, plain)
            case int() | float():
                sheet.write_number(*place, value, plain)
            case date() if value >= FIRST_DAY:
                sheet.write_datetime(*place, value, self.formats["date"])
            case _:
                text = NOT_IN_XML.sub(INSTEAD, str(value))
                if (fitting := fitted(text)) != text:
                    self.cut[name, column.name] = self.cut.get((name, column.name), 0) + 1
                sheet.write_string(*place, fitting, plain)


def fitted(text: str) -> str:
    """The text, cut where a cell holds no more and marked as cut."""
    if len(text) <= LONGEST // 2 or _units(text) <= LONGEST:
        return text
    room = LONGEST - len(CUT)
    return text.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore") + CUT


def flat(value: object) -> object:
    """A value as one cell holds it: several names in one, nested rows as JSON."""
    if not isinstance(value, list):
        return value
    if all(isinstance(item, str) for item in value):
        return " | ".join(value) or None
    return json.dumps(value, ensure_ascii=False, default=str) if value else None


def shortest(value: float) -> float:
    """A number of 32 bits as it is written with the fewest digits: 0.9, not 0.8999999761581421."""
    return float(str(np.float32(value)))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _offer_choices(sheet: Worksheet, columns: Sequence[SheetColumn], last: int) -> None:
    for index, column in enumerate(columns):
        if column.choices:
            sheet.data_validation(
                1, index, max(last, 1), index, {"validate": "list", "source": list(column.choices)}
            )
