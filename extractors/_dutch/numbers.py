"""Dutch numbers: text in, values out. Usable alone.

A point separates thousands and a comma decimals; a comma before exactly three digits is read as a
thousands comma too, as spreadsheets in English leave it ('1,500' beside '2.200').
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Qualifier = Literal["exact", "approx", "min", "max", "range", "tbd"]
NumberUnit = Literal["percent", "eur"]


@dataclass(frozen=True, slots=True)
class Number:
    """One number with its qualifier; offsets are into the text that was read, qualifier words included."""

    start: int
    end: int
    text: str
    value_min: float | None  # None: no lower bound, or to be determined
    value_max: float | None
    qualifier: Qualifier = "exact"
    unit: NumberUnit | None = None  # only what is printed with the number itself: '%', '€'
    marks: str = ""  # note marks glued to it: '*', '**', '¹'
    is_word: bool = False  # written in letters: 'zestig', 'een derde'
    core: tuple[int, int] = (0, 0)  # the digits alone, without qualifier, sign and unit

    @property
    def is_year_like(self) -> bool:
        """Whether these bare digits could just as well be a year or a span of years: '2017', '2017-2021'."""
        values = (self.value_min, self.value_max)
        plain = self.unit is None and not self.is_word and "." not in self.text
        return plain and all(value is None or 1900 <= value <= 2099 for value in values)


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
    r"(?<![\w/])(?<!\d[.,:])(?<!\w[-‐–])"
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
_ENDS_IN_NUMBER = re.compile(r"\d[%*]?\s*$")
_BY_HOW_MUCH = re.compile(r"\bmet\s[^.;]*\d[^.;]*$", re.IGNORECASE)  # 'nam toe met 14 woningen [tot 900]'
_MINUS = re.compile(r"^\s*[-−–]\s?$")  # in front of the only number of a cell: '-12'
_WORD = re.compile(
    r"\b(?:[a-zéë]*duizend\s+(?:[a-zéë]*honderd(?:\s*en\s*[a-zéë]{3,}|[a-zéë]+)?)|[a-zéë]*honderd\s+en\s+[a-zéë]{3,}"
    r"|[a-zéë]{3,})\b",
    re.IGNORECASE,
)
_VALUE_MARKS = re.compile(r"[*¹²³⁴⁵⁶⁷⁸⁹)\s.]+$")


@cache
def _vocabulary() -> dict[str, Any]:
    return tomllib.loads((files("extractors.data") / "numbers.toml").read_text(encoding="utf-8"))


def _alternatives(words: list[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+").replace("'", "['’‘`]") for word in longest_first)


@cache
def _before() -> re.Pattern[str]:
    groups = (f"(?P<{name}>{_alternatives(words)})" for name, words in _vocabulary()["qualifiers"].items())
    return re.compile(rf"(?<![^\W\d])(?:{'|'.join(groups)})\s*$", re.IGNORECASE)


@cache
def _after() -> re.Pattern[str]:
    groups = (
        f"(?P<{name}>{_alternatives(words)})" for name, words in _vocabulary()["qualifiers_after"].items()
    )
    return re.compile(rf"\s+(?:{'|'.join(groups)})\b", re.IGNORECASE)


@cache
def _fractions() -> re.Pattern[str]:
    words, followers = list(_vocabulary()["fractions"]), _vocabulary()["fraction_followers"]["words"]
    return re.compile(rf"\b({_alternatives(words)})(?=\s+(?:{_alternatives(followers)})\b)", re.IGNORECASE)


@cache
def number_words() -> dict[str, int]:
    """The numbers 2 to 99 as Dutch spells them."""
    words = _vocabulary()["words"]
    below_ten = {word: n for n, word in enumerate(words["ones"], 2)}
    found = dict(below_ten)
    found |= {word: n for n, word in enumerate(words["teens"], 10)}
    for ten, word in enumerate(words["tens"], 2):
        found[word] = ten * 10
        for one, n in ({"een": 1, "één": 1} | below_ten).items():
            found[f"{one}{'ën' if one.endswith('e') else 'en'}{word}"] = ten * 10 + n
    return found


# driehonderdvijfenzestig · honderd en twintig · twaalfhonderd · tweeduizendvijfhonderd · duizend vijfhonderd
_LARGE_WORD = re.compile(
    r"(?:(?P<thousands>[a-zéë]*?)(?P<thousand>duizend)\s*)?"
    r"(?:(?P<hundreds>[a-zéë]*?)(?P<hundred>honderd)\s*)?"
    r"(?P<rest>(?:en\s*)?[a-zéë]+)?"
)


def parse_word(word: str) -> int | None:
    """The value of a number written out; None where it is no number, or 'een', nearly always the article."""
    match = _LARGE_WORD.fullmatch(word.casefold())
    if match is None:
        return None
    is_large = bool(match["thousand"] or match["hundred"])
    thousands = _many(match["thousands"]) if match["thousand"] else 0
    hundreds = _many(match["hundreds"]) if match["hundred"] else 0
    words = match["rest"] or ""
    rest = _many(re.sub(r"^en\s*(?=\w)", "", words), empty=0) if is_large else number_words().get(words)
    if thousands is None or hundreds is None or rest is None:
        return None
    return thousands * 1000 + hundreds * 100 + rest


def _many(word: str, empty: int = 1) -> int | None:
    """How many hundreds or thousands: none named is one of them."""
    if not word:
        return empty
    return 1 if word in ("een", "één") else number_words().get(word)


_BLANK = re.compile(r"\s")


def parse_digits(digits: str) -> float:
    """The value of digits as printed: '2.345' 2345, '1.056,50' 1056.5, '1,500' and '1 500' 1500."""
    if re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+", digits):
        return float(digits.replace(",", ""))
    if re.fullmatch(r"\d+\.\d{1,2}", digits):
        return float(digits)
    return float(_BLANK.sub("", digits).replace(".", "").replace(",", "."))


def read_numbers(text: str) -> list[Number]:
    """All numbers of a text, in order and not overlapping; what they count is the caller's to find."""
    found = [_between(match) for match in _BETWEEN_AND.finditer(text)]
    found += [_fraction(text, match) for match in _fractions().finditer(text)]
    for match in _NUMBER.finditer(text):
        if not _is_two_numbers(text, match):
            found += _numbers_of(text, match)
    for match in _WORD.finditer(text):
        value = parse_word(match[0])
        if value is not None:
            number = _make(match.start(), match.end(), text, value, value)
            found.append(_qualified(text, replace(number, is_word=True)))
    return _without_overlap(found)


def unclear_numbers(text: str) -> list[tuple[int, int]]:
    """Where two numbers or one with a blank may stand: 'fase 2 140 woningen', '1 240 woningen' on a line."""
    found = [match for match in _NUMBER.finditer(text) if _BLANK.search(match["digits1"])]
    return [m.span("digits1") for m in found if _is_two_numbers(text, m) or not text[: m.start()].strip()]


def _is_two_numbers(text: str, match: re.Match[str]) -> bool:
    """Whether the words before digits with a blank are numbered themselves: then none is read."""
    before = text[max(0, match.start("digits1") - 40) : match.start("digits1")]
    return bool(_BLANK.search(match["digits1"]) and _numbered().search(before))


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_alternatives(_vocabulary()['numbered']['words'])})\s*$", re.IGNORECASE)


def read_cell(text: str) -> Number | None:
    """The one number that a table cell holds, or None where it holds none or more than a number.

    'NTB' gives a number to be determined; '-', 'n.v.t.' and the empty cell give None (see `is_nothing`).
    """
    words = " ".join(text.split())
    bare = _VALUE_MARKS.sub("", words).strip("( ")
    if words.casefold() in _vocabulary()["to_be_determined"]["words"] or (
        bare.casefold() in _vocabulary()["to_be_determined"]["words"]
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
    return replace(number, value_min=low, value_max=high)


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is no number: empty, '-', 'n.v.t.'."""
    return " ".join(text.split()).casefold() in _vocabulary()["nothing"]["words"]


def _numbers_of(text: str, match: re.Match[str]) -> list[Number]:
    """The range of a match, or its two numbers where the second is no upper bound of the first."""
    first = _value(match, "1")
    if match["digits2"] is None:
        return [_qualified(text, _plain(text, match, "1", match.start(), match.end(), first))]
    second = _value(match, "2")
    if match["scale2"] and not match["scale1"]:
        first *= second / parse_digits(match["digits2"])
    worded = match["between"].strip().casefold().startswith(("tot", "of"))
    is_change = worded and _TOUCHING_TWO.search(text[: match.start()])
    if first < second and not is_change:
        both = _make(match.start(), match.end(), text, first, second)
        core = (match.start("digits1"), match.end("digits2"))
        marks = match["marks2"] or match["marks1"] or ""
        both = replace(
            both, qualifier="range", unit=_unit(match, "2") or _unit(match, "1"), marks=marks, core=core
        )
        return [both]
    middle = match.start("between")
    left = _plain(text, match, "1", match.start(), middle, _value(match, "1"))
    right = _plain(text, match, "2", match.end("between"), match.end(), second)
    return [_qualified(text, left), _qualified(text, right)]


def _plain(text: str, match: re.Match[str], n: str, start: int, end: int, value: float) -> Number:
    number = _make(start, end, text, value, value)
    core = (match.start(f"digits{n}"), match.end(f"digits{n}"))
    return replace(number, unit=_unit(match, n), marks=match[f"marks{n}"] or "", core=core)


def _between(match: re.Match[str]) -> Number:
    number = Number(match.start(), match.end(), match[0], _value(match, "1"), _value(match, "2"), "range")
    core = (match.start("digits1"), match.end("digits2"))
    return replace(
        number, unit=_unit(match, "2") or _unit(match, "1"), marks=match["marks2"] or "", core=core
    )


def _fraction(text: str, match: re.Match[str]) -> Number:
    value = _vocabulary()["fractions"][" ".join(match[1].casefold().split())]
    number = _make(match.start(), match.end(), text, value, value)
    return _qualified(text, replace(number, unit="percent", is_word=True))


def _make(start: int, end: int, text: str, low: float, high: float) -> Number:
    return Number(start, end, text[start:end], low, high, core=(start, end))


def _value(match: re.Match[str], n: str) -> float:
    scale = (match[f"scale{n}"] or "").casefold().rstrip(".")
    return round(parse_digits(match[f"digits{n}"]) * float(_vocabulary()["scales"].get(scale, 1)), 6)


def _unit(match: re.Match[str], n: str) -> NumberUnit | None:
    sign = (match[f"unit{n}"] or "").casefold()
    if sign in ("%", "procent"):
        return "percent"
    return "eur" if match[f"euro{n}"] or sign == "euro" else None


def _qualified(text: str, number: Number) -> Number:
    """The number with the words before or after it that bound it: 'ruim 100' has a lower bound only."""
    before = _before().search(text[max(0, number.start - 40) : number.start])
    if before:
        start = max(0, number.start - 40) + before.start()
        if before.group().strip().casefold() == "tot" and _is_outcome(text[:start]):
            return number
        return _bounded(text, replace(number, start=start), str(before.lastgroup))
    after = _after().match(text, number.end)
    if after:
        return _bounded(text, replace(number, end=after.end()), str(after.lastgroup))
    return number


def _is_outcome(lead: str) -> bool:
    """Whether 'tot' names what something becomes: 'met 15% tot 65%', 'verbouwt de school tot 18 studio's'."""
    grown = _BY_HOW_MUCH.search(lead) and _growing().search(lead)
    return bool(_ENDS_IN_NUMBER.search(lead) or grown or _becoming().search(lead))


@cache
def _growing() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_alternatives(_vocabulary()['growing']['words'])})", re.IGNORECASE)


@cache
def _becoming() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{_alternatives(_vocabulary()['becoming']['words'])})\w*\b[^.;]*$", re.IGNORECASE
    )


def _bounded(text: str, number: Number, qualifier: str) -> Number:
    words = text[number.start : number.end]
    if qualifier == "min":
        return replace(number, text=words, value_max=None, qualifier="min")
    if qualifier == "max":
        return replace(number, text=words, value_min=None, qualifier="max")
    return replace(number, text=words, qualifier="approx")


def _without_overlap(numbers: list[Number]) -> list[Number]:
    """In order; of two that share characters the one that starts first, then the longer, stays."""
    kept: list[Number] = []
    for number in sorted(numbers, key=lambda n: (n.start, -n.end)):
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return kept
