"""Workbooks that Excel opens without a word: another library reads back what each kind of value became."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.using.workbook import CUT, LONGEST, SheetColumn, Workbook, fitted, flat, shortest


def written(*values: object) -> bytes:
    book = Workbook({"title": "t"})
    book.add("sheet", [SheetColumn("column", "what it means")], [(value,) for value in values])
    return book.content()


def cell(value: object) -> openpyxl.cell.Cell:
    return openpyxl.load_workbook(io.BytesIO(written(value)))["sheet"]["A2"]


@pytest.mark.parametrize(
    ("value", "kind", "read"),
    [
        ("=SOM(A1)", "s", "=SOM(A1)"),  # an equals sign is a word here, no formula
        ("+31 6", "s", "+31 6"),
        ("0123456789012345", "s", "0123456789012345"),  # an id of digits keeps its first zero
        ("https://example.org/" + "a" * 3000, "s", "https://example.org/" + "a" * 3000),  # no link: too long
        ("a\x00b\x1bc￾", "s", "a�b�c�"),  # what XML cannot hold
        ("_x0041_", "s", "_x005F_x0041_"),  # what looks like Excel's own escape stays words
        ("twee\nregels", "s", "twee\nregels"),
        (date(2026, 9, 30), "d", datetime(2026, 9, 30)),
        (date(1899, 12, 31), "s", "1899-12-31"),  # before Excel's time
        (True, "b", True),
        (12, "n", 12),
        (0.1, "n", 0.1),
    ],
)
def test_what_a_value_becomes(value: object, kind: str, read: object) -> None:
    found = cell(value)
    assert (found.data_type, found.value) == (kind, read)


def test_a_date_is_shown_as_one() -> None:
    assert cell(date(2026, 9, 30)).number_format == "yyyy-mm-dd"


def test_what_is_not_there_is_an_empty_cell() -> None:
    assert cell(None).value is None


@pytest.mark.parametrize(
    ("text", "length"), [("a" * 32_767, 32_767), ("a" * 40_000, 32_767), ("😀" * 20_000, 16_387)]
)
def test_no_text_is_longer_than_excel_counts(text: str, length: int) -> None:
    short = fitted(text)
    assert len(short) == length
    assert len(short.encode("utf-16-le")) // 2 <= LONGEST
    assert short.endswith(CUT) == (short != text)


def test_texts_that_were_cut_are_counted() -> None:
    book = Workbook({})
    book.add("texts", [SheetColumn("text")], [("a" * 40_000,), ("kort",), ("b" * 40_000,)])
    assert book.cut == {("texts", "text"): 2}


def test_the_same_rows_give_the_same_bytes() -> None:
    assert written("a", 1) == written("a", 1)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(st.characters(codec=None)), max_size=3))
def test_whatever_the_words_the_parts_are_xml(values: list[str]) -> None:
    with zipfile.ZipFile(io.BytesIO(written(*values))) as parts:
        for name in parts.namelist():
            etree.fromstring(parts.read(name))


def test_what_may_be_filled_in_is_offered() -> None:
    book = Workbook({})
    book.add("rows", [SheetColumn("correct", choices=("yes", "no"), is_filled_in=True)], [(None,), (None,)])
    sheet = openpyxl.load_workbook(io.BytesIO(book.content()))["rows"]
    (rule,) = sheet.data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1) == ("A2:A3", '"yes,no"')


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (["a", "b"], "a | b"),
        ([], None),
        ([{"page": 1, "bbox": [1.5]}], '[{"page": 1, "bbox": [1.5]}]'),
        ("a", "a"),
        (None, None),
    ],
)
def test_several_values_in_one_cell(value: object, told: object) -> None:
    assert flat(value) == told


def test_numbers_of_32_bits_have_no_more_digits_than_they_know() -> None:
    assert shortest(0.8999999761581421) == 0.9
