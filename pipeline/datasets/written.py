"""Values of a column as a person writes and reads them in a spreadsheet."""

from __future__ import annotations

import re
from datetime import date

import pyarrow as pa

from pipeline.datasets.schema import Column

DUTCH_DATE = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")  # '15-12-2024', as a Dutch spreadsheet writes it
YES, NO = frozenset({"true", "waar", "ja", "1"}), frozenset({"false", "onwaar", "nee", "0"})


def parsed(text: str, column: Column) -> object:
    """The value; several are separated by '|', an empty text is a value that is not there.

    Raises ValueError where the text is no value of the column's type.
    """
    if column.is_list:
        return [part.strip() for part in text.split("|") if part.strip()]
    if not text:
        return None
    kind = column.type
    if pa.types.is_boolean(kind):
        return _flag(text)
    if pa.types.is_date(kind):
        return _date(text)
    if pa.types.is_integer(kind):
        return int(number) if (number := _number(text)).is_integer() else number
    if pa.types.is_floating(kind):
        return _number(text)
    return text


def shown(value: object) -> str:
    """The value as `parsed` reads it."""
    if value is None:
        return ""
    if isinstance(value, list):
        return " | ".join(map(str, value))
    if isinstance(value, bool):
        return str(value).lower()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _number(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise ValueError(f"'{text}' is no number.") from None


def _flag(text: str) -> bool:
    word = text.casefold()
    if word not in YES | NO:
        raise ValueError(f"'{text}' is neither true nor false.")
    return word in YES


def _date(text: str) -> date:
    dutch = DUTCH_DATE.fullmatch(text)
    try:
        return date(int(dutch[3]), int(dutch[2]), int(dutch[1])) if dutch else date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"'{text}' is no date: write 2025-12-31.") from None
