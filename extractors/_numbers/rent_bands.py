"""Rent bands: the label of a band -> its bounds in euros per month and its VERA huurklasse."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from extractors._dutch.numbers import Number, read_numbers
from extractors._numbers.cues import compiled, pattern_of, vocabulary


@dataclass(frozen=True, slots=True)
class RentBand:
    """A rent band as an agreement names it; bounds in euros per month."""

    label: str
    min_eur: float | None
    max_eur: float | None
    is_cumulative: bool = False
    code: str | None = None  # VERA huurklasse


# 'Goedkoop (€ 410)' · 'Duur (€628 - € 710)' · 'voorraad < € 410' · '< 410'
_SIGNED = re.compile(r"€|\beuro\b|[<>≤≥]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Name:
    pattern: re.Pattern[str]
    code: str
    is_open: bool  # a single amount is its lower bound
    needs_amount: bool  # the words alone name a segment


@cache
def _names() -> tuple[_Name, ...]:
    return tuple(
        _Name(compiled(band["words"]), band["code"], band["is_open"], band["needs_amount"])
        for band in vocabulary("rent_bands")["bands"]
    )


@cache
def _no_band() -> re.Pattern[str]:
    """'Betaalbare koop', 'dure koopwoningen': bands of prices and not of rents."""
    return compiled(vocabulary("rent_bands")["no_bands"]["words"])


@cache
def _cumulative() -> re.Pattern[str]:
    return re.compile(
        rf"^\W*(?:{pattern_of(vocabulary('rent_bands')['cumulative']['words'])})(?!\w)", re.IGNORECASE
    )


@cache
def _limits() -> dict[str, re.Pattern[str]]:
    return {name: compiled(words) for name, words in vocabulary("rent_bands")["limits"].items()}


def limit_eur(name: str, year: int) -> float | None:
    """A national limit in euros per month in a year, or None where the data file does not have it."""
    amount = vocabulary("rent_bands")["amounts_eur"][name].get(str(year))
    return None if amount is None else float(amount)


def limits_named(text: str) -> list[str]:
    """The national limits that a text names, in order of position."""
    met = [(match.start(), name) for name, pattern in _limits().items() for match in pattern.finditer(text)]
    return [name for _, name in sorted(met)]


@lru_cache(maxsize=256)  # tables are headed alike, and so are their rows
def read_band(label: str, year: int | None = None) -> RentBand | None:
    """The rent band of a table's label or header, or None where it names none.

    A label counts when it names a band or a national limit, or bounds an amount in euros. Bounds that only
    a national limit gives are filled in for the year given, and stay open without one.
    """
    words = " ".join(label.split())
    if _no_band().search(words):
        return None
    name = next((name for name in _names() if name.pattern.search(words)), None)
    amounts = _amounts(words)
    limits = limits_named(words)
    is_bare_name = name is not None and not name.needs_amount and len(words.split()) <= 3
    if not limits and not is_bare_name and not (amounts and (name or _is_bound(amounts))):
        return None
    is_open = name is not None and name.is_open
    low, high = _bounds(amounts, is_open) if amounts else _limit_bounds(words, limits, year)
    is_cumulative = bool(_cumulative().search(words))
    code = name.code if name and not is_cumulative else ""
    return RentBand(words, low, high, is_cumulative, code or None)


def in_year(band: RentBand, year: int | None) -> RentBand:
    """The band with the bounds that the national limits it names had in a year, and its VERA code by them."""
    low, high = band.min_eur, band.max_eur
    if low is None and high is None:
        low, high = _limit_bounds(band.label, limits_named(band.label), year)
    code = None if band.is_cumulative or year is None else _code_of_bounds(low, high, year)
    return replace(band, min_eur=low, max_eur=high, code=band.code or code)


def _code_of_bounds(low: float | None, high: float | None, year: int) -> str | None:
    """The VERA huurklasse whose bounds in a year these are, to the euro: labels often leave the cents out."""

    def is_at(amount: float | None, limit: str) -> bool:
        official = limit_eur(limit, year)
        return amount is not None and official is not None and int(amount) == int(official)

    if low is None:
        return "GOE" if is_at(high, "kwaliteitskortingsgrens") else None
    if is_at(low, "kwaliteitskortingsgrens"):
        return "BET" if is_at(high, "aftoppingsgrens_high") else None
    if is_at(low, "aftoppingsgrens_high"):
        return "DUU" if is_at(high, "huurtoeslaggrens") else None
    return "BOV" if high is None and is_at(low, "huurtoeslaggrens") else None


def band_in_prose(text: str, year: int | None = None) -> RentBand | None:
    """The rent band that a sentence puts on what it counts: 'goedkope woningen (< € 410)'."""
    amounts = [
        n for n in read_numbers(text) if n.unit == "eur" and 100 <= (n.value_max or n.value_min or 0) <= 2000
    ]
    limits = limits_named(text)
    if not amounts and not limits:
        return None
    low, high = _bounds(amounts, False) if amounts else _limit_bounds(text, limits, year)
    return RentBand(_label(text, amounts, limits), low, high)


def _label(text: str, amounts: list[Number], limits: list[str]) -> str:
    if amounts:
        return amounts[0].text.strip()
    match = _limits()[limits[0]].search(text)
    return match[0] if match else ""


def _amounts(words: str) -> list[Number]:
    if not _SIGNED.search(words):
        return []
    return [n for n in read_numbers(words) if n.unit != "percent" and not n.is_word and not n.is_year_like]


def _is_bound(amounts: list[Number]) -> bool:
    return any(n.unit == "eur" and n.qualifier in ("min", "max", "range") for n in amounts)


def _bounds(amounts: list[Number], is_open: bool) -> tuple[float | None, float | None]:
    if len(amounts) >= 2 and all(n.qualifier != "range" for n in amounts[:2]):
        values = sorted(n.value_max or n.value_min or 0.0 for n in amounts[:2])
        return values[0], values[1]
    first = amounts[0]
    if first.qualifier == "exact":
        return (first.value_min, None) if is_open else (None, first.value_max)
    return first.value_min, first.value_max


def _limit_bounds(words: str, limits: list[str], year: int | None) -> tuple[float | None, float | None]:
    if not limits or year is None:
        return None, None
    values = sorted(value for value in (limit_eur(name, year) for name in limits) if value is not None)
    if len(values) >= 2:
        return values[0], values[-1]
    if not values:
        return None, None
    is_lower = re.search(r"\b(?:boven|vanaf|hoger dan)\b|>", words, re.IGNORECASE)
    return (values[0], None) if is_lower else (None, values[0])
