"""Dutch numbers: text in, values out. Usable alone.

A point separates thousands and a comma decimals; a comma before exactly three digits is read as a
thousands comma too, as spreadsheets in English leave it ('1,500' beside '2.200').
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extractors._dutch.number_qualifiers import joined_bounds, qualified
from extractors._dutch.number_types import Number, NumberUnit, alternatives, vocabulary
from extractors._dutch.number_words import fractions, number_words, parse_group, parse_word, written_numbers

__all__ = [
    "Number",
    "is_nothing",
    "number_words",
    "parse_digits",
    "parse_word",
    "read_cell",
    "read_numbers",
    "unclear_numbers",
]

_DIGITS = (
    r"(?:\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?(?!\d)"  # 2.345 · 1.056,50
    r"|[1-9]\d{0,2}(?:,\d{3})+(?!\d)"  # 1,500
    r"|[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f]\d{3})+(?:,\d{1,2})?(?![\d.,/]\d|\d)"  # 1 240
    r"|\d+\.\d{1,2}(?=\s*(?:miljoen|mln|miljard|mld|%|procent))"  # 2.5 miljoen
    r"|\d+,\d+|\d+)"  # 7,5 · 614
)
_ONE = (
    r"(?:(?P<euro{n}>€|\bEUR\b|\beuro\b)\s*)?"
    rf"(?P<digits{{n}}>{_DIGITS})"
    r"(?:,\s?[-‐–—=]{{1,2}})?"  # 415,-- · 618,= · 300.000,-
    r"(?:\s*(?P<scale{n}>miljoen|miljard|mln\b\.?|mld\b\.?|duizend))?"
    r"(?:\s*(?P<unit{n}>%|procent\b|euro\b))?"
    r"(?P<marks{n}>\*{{1,4}}|[¹²³⁴⁵⁶⁷⁸⁹])?"
)


def _one(n: str) -> str:
    return _ONE.replace("{n}", n).replace("{{", "{").replace("}}", "}")


# 2.345 · € 415,-- · 40/50 · 2.000 - 3.000 · 10% - 15% · 50 à 60 · 50 tot 60 · 70*
_NUMBER = re.compile(
    r"(?=[\d€e])(?<![\w/])(?<!\d[.,:])(?<!\w[-‐–])"
    + _one("1")
    + r"(?:(?P<between>\s*[-‐–—/]\s*|\s+(?:à|a|tot|of)\s+(?:de\s+)?)"
    + _one("2")
    + r"(?![-‐–/.,]?\w))?"
    + r"(?![\w²³])(?![.,:]\d)(?!\s?/\s?\d)(?!(?<![%*=\-–—])[-‐–](?:\w|\s))",
    re.IGNORECASE,
)
_TOUCHING_TWO = re.compile(r"\s*(?:tussen(?:\s+de)?|van|met(?:\s+ruim|\s+circa)?)\s*$", re.IGNORECASE)
# tussen de 50 en 60
_BETWEEN_AND = re.compile(
    r"\btussen\s+(?:de\s+)?" + _one("1") + r"\s+en\s+(?:de\s+)?" + _one("2") + r"(?![\w.,/-]\w)",
    re.IGNORECASE,
)
# 2 x 14 appartementen
_PRODUCT = re.compile(r"(?<![\w.,/€-])(?P<times>\d{1,2})\s?[x×]\s?(?P<each>\d{1,3})(?=\s+[a-zA-Z]|$)")
# 'waarvan 2/3[ in] het goedkope segment', '1/3[ deel]'
_OF_WHOLE = re.compile(
    r"\s+(?:deel|van|in|daarvan|hiervan|ervan|is|wordt|sociale?|goedkope?|betaalba(?:ar|re))\b"
)
_LARGEST_DENOMINATOR = 5
_PERCENT = re.compile(r"\s+procent\b", re.IGNORECASE)
_MINUS = re.compile(r"^\s*[-−–]\s?$")  # in front of the only number of a cell: '-12'
_NOTED = re.compile(r"(?<=[\d%])\s(\d\))\s*$")  # '8 1)': a count and the mark of its note
_VALUE_MARKS = re.compile(r"[*¹²³⁴⁵⁶⁷⁸⁹)\s.]+$")


_BLANK = re.compile(r"\s")
_DIGIT = re.compile(r"\d")
_PARTED = re.compile(r"\d\s\d{3}")  # 1 240
_ENGLISH_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")  # 1,500
_POINTED = re.compile(r"\d+\.\d{1,2}")  # 2.5


@lru_cache(maxsize=4096)
def parse_digits(digits: str) -> float:
    """The value of digits as printed: '2.345' 2345, '1.056,50' 1056.5, '1,500' and '1 500' 1500."""
    if _ENGLISH_THOUSANDS.fullmatch(digits):
        return float(digits.replace(",", ""))
    if _POINTED.fullmatch(digits):
        return float(digits)
    return float(_BLANK.sub("", digits).replace(".", "").replace(",", "."))


def read_numbers(text: str) -> list[Number]:
    """All numbers of a text, in order and not overlapping; what they count is the caller's to find."""
    return list(_read(text))


@lru_cache(maxsize=512)  # cells recur, and a cell is asked for its numbers before its sentences are
def _read(text: str) -> tuple[Number, ...]:
    found = _in_digits(text) if _DIGIT.search(text) else []  # most sentences have none
    found += [_fraction(text, match) for match in fractions(text)]
    found += [_of_word(text, match) for match in written_numbers(text)]
    return tuple(joined_bounds(text, _without_overlap(found)))


def _in_digits(text: str) -> list[Number]:
    found = [_between(match) for match in _BETWEEN_AND.finditer(text)] if "tussen" in text.lower() else []
    for match in _NUMBER.finditer(text):
        if not _is_two_numbers(text, match):
            found += _numbers_of(text, match)
    return found + [_product(text, match) for match in _PRODUCT.finditer(text)]


def _product(text: str, match: re.Match[str]) -> Number:
    value = float(match["times"]) * parse_digits(match["each"])
    return qualified(text, _make(match.start(), match.end(), text, value, value))


def _of_word(text: str, match: re.Match[str]) -> Number:
    """The number that a word is, with 'procent' behind it."""
    value, rough = parse_word(match[0]), parse_group(match[0])
    percent = _PERCENT.match(text, match.end())
    end = percent.end() if percent else match.end()
    number = _make(match.start(), end, text, value or rough or 0, value or rough or 0)
    number = number._replace(is_word=True, unit="percent" if percent else None)
    return qualified(text, number) if value is not None else number._replace(qualifier="approx")


def unclear_numbers(text: str) -> list[tuple[int, int]]:
    """Where two numbers or one with a blank may stand: 'fase 2 140 woningen', '1 240 woningen' on a line."""
    if not _PARTED.search(text):
        return []
    found = [match for match in _NUMBER.finditer(text) if _BLANK.search(match["digits1"])]
    return [m.span("digits1") for m in found if _is_two_numbers(text, m) or not text[: m.start()].strip()]


def _is_two_numbers(text: str, match: re.Match[str]) -> bool:
    """Whether the words before digits with a blank are numbered themselves: then none is read."""
    if not _BLANK.search(match["digits1"]):
        return False
    before = text[max(0, match.start("digits1") - 40) : match.start("digits1")]
    return _numbered().search(before) is not None


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(vocabulary()['numbered']['words'])})\s*$", re.IGNORECASE)


@lru_cache(maxsize=512)  # cells recur, and each is asked for by column and by row
def read_cell(text: str) -> Number | None:
    """The one number that a table cell holds, or None where it holds none or more than a number.

    'NTB' gives a number to be determined; '-', 'n.v.t.' and the empty cell give None (see `is_nothing`).
    """
    if noted := _NOTED.search(text):
        number = read_cell(text[: noted.start()])
        return number._replace(marks=noted[1]) if number else None
    words = " ".join(text.split())
    bare = _VALUE_MARKS.sub("", words).strip("( ")
    if words.casefold() in vocabulary()["to_be_determined"]["words"] or (
        bare.casefold() in vocabulary()["to_be_determined"]["words"]
    ):
        marks = "".join(re.findall(r"\*+|[¹²³⁴⁵⁶⁷⁸⁹]", words))
        return Number(0, len(text), text, None, None, "tbd", marks=marks, core=(0, len(text)))
    numbers = read_numbers(text)
    if len(numbers) != 1:
        return None
    number = numbers[0]
    if re.search(r"\w", text[: number.start] + text[number.end :]):
        return None
    return _negative(number) if _MINUS.search(text[: number.start]) else number


def _negative(number: Number) -> Number:
    low, high = (None if value is None else -value for value in (number.value_max, number.value_min))
    return number._replace(value_min=low, value_max=high)


@lru_cache(maxsize=512)
def is_nothing(text: str) -> bool:
    """Whether a cell says that there is no number: empty, '-', 'n.v.t.'."""
    return " ".join(text.split()).casefold() in vocabulary()["nothing"]["words"]


def _numbers_of(text: str, match: re.Match[str]) -> list[Number]:
    """The range of a match, or its two numbers where the second is no upper bound of the first."""
    first = _value(match, "1")
    if match["between"] == "/" and _OF_WHOLE.match(text, match.end()) and (share := _share(match)):
        return [
            qualified(text, _make(match.start(), match.end(), text, share, share)._replace(unit="percent"))
        ]
    if match["digits2"] is None:
        return [qualified(text, _plain(text, match, "1", match.start(), match.end(), first))]
    second = _value(match, "2")
    if match["scale2"] and not match["scale1"]:
        first *= second / parse_digits(match["digits2"])
    worded = match["between"].strip().casefold().startswith(("tot", "of"))
    is_change = worded and _TOUCHING_TWO.search(text[: match.start()])
    if first < second and not is_change:
        both = _make(match.start(), match.end(), text, first, second)
        core = (match.start("digits1"), match.end("digits2"))
        marks = match["marks2"] or match["marks1"] or ""
        both = both._replace(
            qualifier="range", unit=_unit(match, "2") or _unit(match, "1"), marks=marks, core=core
        )
        return [both]
    middle = match.start("between")
    left = _plain(text, match, "1", match.start(), middle, _value(match, "1"))
    right = _plain(text, match, "2", match.end("between"), match.end(), second)
    return [qualified(text, left), qualified(text, right)]


def _share(match: re.Match[str]) -> float | None:
    """The percentage of '2/3'; None of '60/70'."""
    part, whole = _value(match, "1"), _value(match, "2")
    return round(100 * part / whole, 1) if part < whole <= _LARGEST_DENOMINATOR else None


def _plain(text: str, match: re.Match[str], n: str, start: int, end: int, value: float) -> Number:
    return Number(
        start,
        end,
        text[start:end],
        value,
        value,
        unit=_unit(match, n),
        marks=match[f"marks{n}"] or "",
        core=match.span(f"digits{n}"),
    )


def _between(match: re.Match[str]) -> Number:
    number = Number(match.start(), match.end(), match[0], _value(match, "1"), _value(match, "2"), "range")
    core = (match.start("digits1"), match.end("digits2"))
    return number._replace(
        unit=_unit(match, "2") or _unit(match, "1"), marks=match["marks2"] or "", core=core
    )


def _fraction(text: str, match: re.Match[str]) -> Number:
    value = vocabulary()["fractions"][" ".join(match[1].casefold().split())]
    number = _make(match.start(), match.end(), text, value, value)
    return qualified(text, number._replace(unit="percent", is_word=True))


def _make(start: int, end: int, text: str, low: float, high: float) -> Number:
    return Number(start, end, text[start:end], low, high, core=(start, end))


def _value(match: re.Match[str], n: str) -> float:
    scale = (match[f"scale{n}"] or "").casefold().rstrip(".")
    return round(parse_digits(match[f"digits{n}"]) * float(vocabulary()["scales"].get(scale, 1)), 6)


def _unit(match: re.Match[str], n: str) -> NumberUnit | None:
    sign = (match[f"unit{n}"] or "").casefold()
    if sign in ("%", "procent"):
        return "percent"
    return "eur" if match[f"euro{n}"] or sign == "euro" else None


def _without_overlap(numbers: list[Number]) -> list[Number]:
    """In order; of two that share characters the one that starts first, then the longer, stays."""
    kept: list[Number] = []
    for number in sorted(numbers, key=lambda n: (n.start, -n.end)):
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return kept
