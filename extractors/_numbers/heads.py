"""What the head of a column, the label of a row or the title of a table says of the numbers under it."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache

from extractors._numbers.cues import cues_in, listed, vocabulary
from extractors._numbers.indicators import segment_of
from extractors._numbers.places import Towns, municipalities_in
from extractors._numbers.rent_bands import RentBand, read_band
from extractors._numbers.years import MONTHS, Years, read_years

# ultimo 2024 · primo 2024 · eind 2026 · 31 december 2023 · 31-12-2023 · 1-1-2024
_REFERENCE = re.compile(
    rf"\b(?P<word>ultimo|primo|eind|begin)\s+(?P<year>(?:19|20)\d\d)"
    rf"|\b(?P<day>\d{{1,2}})\s+(?P<month>{'|'.join(MONTHS)})\s+(?P<of>(?:19|20)\d\d)"
    r"|\b(?P<dd>\d{1,2})[-/.](?P<mm>\d{1,2})[-/.](?P<yyyy>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)

# what stands before what a title adds: 'Renovatie (incl. verduurzaming)', 'Sloop: vervanging door nieuwbouw'
_ADDED = re.compile(r"[,(:;]")

_LONGEST_GROUP = 8  # words; more are a sentence that stands in the table
_BARE_REALISED = re.compile(r"(?:ge)?realis\w*\W*(?:\d{4})?", re.IGNORECASE)  # 'Realisatie 2023': of anything
_AND_LATER = re.compile(r"\s*(?:e\.?\s?v\.?\b|en\s+(?:verder|later)\b|\+)")  # '2028 e.v.'


@dataclass(frozen=True, slots=True)
class Head:
    """The facets of one head, label or title; empty where it says nothing of them."""

    text: str
    indicator: str | None = None
    hint: str | None = None  # an indicator that weaker words tell: 'Harde plannen', 'Stand per 1 januari'
    bound: str | None = None  # min or max where it bounds its numbers: 'Ondergrens'
    segment: str | None = None
    unit: str | None = None
    basis: str | None = None
    municipalities: tuple[str, ...] = ()
    band: RentBand | None = None
    year: int | None = None
    period: tuple[int, int] | None = None
    reference: str | None = None
    reference_date: date | None = None
    is_open_ended: bool = False  # 'na 2030', '2028 e.v.': a time without a year of its own
    is_total: bool = False
    is_running: bool = False  # 'Cumulatief': each number holds those before it as well
    scale: int = 1  # what its numbers are to be multiplied by: 1,000 for 'x € 1.000'
    is_count: bool = False  # 'Aantal': a number of things whatever the title speaks of

    @property
    def is_dated(self) -> bool:
        """Whether it names a year, a period or a reference moment."""
        return self.year is not None or self.period is not None


@lru_cache(maxsize=256)  # tables are headed alike, and so are their rows
def read_head(text: str, towns: Towns | None = None, *, is_row: bool = False) -> Head:
    """All facets of a head; `towns` are the municipalities to know, `is_row` says it labels a row."""
    words = " ".join(text.split())
    band = read_band(words)
    reference = _REFERENCE.search(words)
    moment = _reference_date(reference) if reference else None
    named = read_years(words)
    years = [y for y in named if y.role != "bound" and not _AND_LATER.match(words, y.end)]
    is_one = bool(years) and years[0].first == years[0].last
    return Head(
        text=words,
        indicator=_indicator(_ADDED.split(words)[0]) or _indicator(words),
        hint=_hint(words),
        bound=_bound(words),
        segment=segment_of(words),
        unit=None if band else _first(words, "units"),
        is_count=bool(listed("tables", "count").search(words)),
        basis=_first(words, "basis"),
        municipalities=tuple(sorted({place.name for place in municipalities_in(words, towns or Towns())})),
        band=band,
        year=years[0].first if len(years) == 1 and is_one else moment.year if moment and not years else None,
        period=(years[0].first, years[0].last) if years and not is_one else _spread(years),
        reference=reference[0] if reference else None,
        reference_date=moment,
        is_open_ended=bool(named) and not years,
        is_total=bool((_total_row() if is_row else listed("tables", "total", "column")).search(words)),
        is_running=bool(listed("tables", "running").search(words)),
        scale=_scale(words.casefold()),
    )


def of_state(title: Head) -> Head:
    """A title whose only word for renovation names the state dwellings are in: how many are in which."""
    cues = [cue for cue in cues_in(title.text, "indicators", "indicators") if cue.meaning != "other"]
    states = listed("tables", "state")
    is_state = title.indicator == "renovation" and all(
        states.fullmatch(title.text[cue.start : cue.end]) for cue in cues if cue.meaning == "renovation"
    )
    return replace(title, indicator="stock") if is_state else title


def under(title: Head, group: Head) -> Head:
    """What a title and a group heading in its table say together; the heading is the nearer one."""
    if len(group.text.split()) > _LONGEST_GROUP or group.is_total:
        return title
    dated = group if group.is_dated else title
    return replace(
        title,
        indicator=group.indicator or title.indicator,
        hint=group.hint or title.hint,
        segment=group.segment or title.segment,
        unit=group.unit or title.unit,
        basis=group.basis or title.basis,
        is_running=group.is_running or title.is_running,
        municipalities=group.municipalities or title.municipalities,
        year=dated.year,
        period=dated.period,
        reference=dated.reference,
        reference_date=dated.reference_date,
    )


def _indicator(words: str) -> str | None:
    """The one indicator that the words name."""
    if _BARE_REALISED.fullmatch(words):
        return None
    if listed("tables", "state_row").search(words):
        return "stock"
    meanings = {cue.meaning for cue in cues_in(words, "indicators", "indicators")}
    if meanings != {"other"}:
        meanings.discard("other")
    if meanings == {"life_extension", "renovation"}:
        return "life_extension"  # a longer life is the end, renovating and insulating the means
    if "stock" in meanings and listed("tables", "state").search(words):
        return "stock"
    if len(meanings) == 2:
        meanings.discard("stock")  # 'sloop uit de voorraad': what is done counts, not what it is done to
    return meanings.pop() if len(meanings) == 1 else None


def _hint(words: str) -> str | None:
    """The one indicator that weaker words tell."""
    meanings = {cue.meaning for cue in cues_in(words, "tables", "indicators_weak")}
    return meanings.pop() if len(meanings) == 1 else None


def _bound(words: str) -> str | None:
    """'Ondergrens', 'Maximaal te verkopen'; not 'Streefhuur t.o.v. maximaal'."""
    return next((side for side in ("min", "max") if _bounds(side).match(words)), None)


@cache
def _bounds(side: str) -> re.Pattern[str]:
    return re.compile(rf"\W*{listed('tables', 'bounds', side).pattern}", re.IGNORECASE)


def _scale(words: str) -> int:
    """'(x € 1.000)', 'in mln euro'."""
    scales, words = vocabulary("tables")["scales"], words.replace("×", "x")
    return next((int(scale) for scale in scales if any(said in words for said in scales[scale])), 1)


def _spread(years: list[Years]) -> tuple[int, int] | None:
    return (min(y.first for y in years), max(y.last for y in years)) if len(years) > 1 else None


@cache
def _total_row() -> re.Pattern[str]:
    labels = listed("tables", "total", "row").pattern
    return re.compile(rf"^\W*{labels}", re.IGNORECASE)


def _first(words: str, table: str) -> str | None:
    """The first meaning of a table of the vocabulary that has a cue in the words, in the table's order."""
    met = {cue.meaning for cue in cues_in(words, "tables", table)}
    return next((meaning for meaning in vocabulary("tables")[table] if meaning in met), None)


def _reference_date(match: re.Match[str]) -> date | None:
    if match["word"]:
        is_end = match["word"].casefold() in ("ultimo", "eind")
        return date(int(match["year"]), 12, 31) if is_end else date(int(match["year"]), 1, 1)
    if match["day"]:
        year, month, day = int(match["of"]), MONTHS.index(match["month"].casefold()) + 1, int(match["day"])
    else:
        year, month, day = int(match["yyyy"]), int(match["mm"]), int(match["dd"])
    is_day = 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
    return date(year, month, day) if is_day else None


def role_of_labels(head: str) -> str | None:
    """What a column of labels holds, by its head: project, municipality, corporation, band, year."""
    return _first(head, "roles")


def is_commitments_head(head: str) -> bool:
    """Whether this head belongs to a table of agreements in words: 'Afspraak 2024', 'Trekker'."""
    return bool(listed("tables", "commitments").search(head))
