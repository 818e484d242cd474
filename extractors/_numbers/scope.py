"""Whom and when a number is about where its own sentence does not say: parties, period and parts."""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from extractors._document import Document, Span
from extractors._facts.facts import DocumentPart, facts
from extractors._numbers.places import Towns, municipalities_in
from extractors._parties.parties import Mention, Parties, parties

_TITLE_CHARACTERS = 400
_FIRST_HALF_MONTHS = 6
# what else a line that names the municipalities may hold: 'Gemeenten Ede en Barneveld'
_ADDRESSING = re.compile(r"\b(?:de|gemeenten?|en)\b|[,&/]", re.IGNORECASE)
# 'gemeente Ede' · 'de gemeenten Ede en Barneveld'
_CALLED = re.compile(r"[Gg](?<!\w.)emeenten? ([A-Z][\w-]+)(?: en (?:de gemeente )?([A-Z][\w-]+))?")


@dataclass(frozen=True, slots=True)
class Scope:
    """What the document as a whole says of its numbers."""

    municipalities: tuple[str, ...]  # plain names, without 'gemeente'
    towns: Towns  # all that the document calls a municipality, its own and others
    own_years: tuple[int, int] | None  # the years agreed on
    year_of_writing: int | None  # numbers of earlier years are actual
    this_year: int | None  # what 'dit jaar' means, where that is certain
    next_year: int | None  # what 'volgend jaar' means, where that is certain
    parts: tuple[tuple[Span, DocumentPart], ...]
    titled: tuple[tuple[Span, tuple[str, ...]], ...]  # annexes whose title names municipalities
    people: Parties

    def part_at(self, offset: int) -> DocumentPart:
        """Whether this place stands in the agreement itself, in an annex or in a letter."""
        index = bisect(self.parts, offset, key=lambda each: each[0].start)  # a bundle of letters has many
        return self.parts[index - 1][1] if index else "agreement"

    def municipalities_at(self, offset: int) -> tuple[str, ...]:
        """Whom a number here is about when it does not say: of the annex's title, else the only one."""
        titled = next((names for span, names in self.titled if span.start <= offset < span.end), ())
        own = self.municipalities or self.towns.own
        return titled or (own if len(own) == 1 else ())

    def corporations_in(self, span: Span) -> list[Mention]:
        """The corporations, and the group of them, named in a span."""
        return [
            mention
            for mention in self.people.mentions_in(span)
            if mention.party.type == "corporation" or mention.party.party_id == "woningcorporaties"
        ]

    @property
    def only_corporation(self) -> str | None:
        """The name of the corporation where the document has one."""
        return self.people.corporations[0].name if len(self.people.corporations) == 1 else None


@lru_cache(maxsize=8)
def scope(document: Document) -> Scope:
    """The scope of a document, made once."""
    people, known = parties(document), facts(document)
    inventory_year = document.inventory.year
    own = known.period or ((inventory_year, inventory_year) if inventory_year else None)
    municipalities = tuple(_plain(party.name) for party in people.municipalities)
    called = {*municipalities, *_called_municipality(document, people)}
    towns = Towns(tuple(sorted(called)), document.registers)
    return Scope(
        municipalities=municipalities,
        towns=towns,
        own_years=own,
        year_of_writing=_year_of_writing(known.document_date, known.period, document.inventory.year),
        this_year=_this_year(known.document_date, known.period, inventory_year),
        next_year=_next_year(known.document_date, known.period, inventory_year),
        parts=known.parts,
        titled=tuple(
            (span, _in_title(document, span, towns)) for span, part in known.parts if part == "annex"
        ),
        people=people,
    )


def _year_of_writing(dated: date | None, period: tuple[int, int] | None, listed: int | None) -> int | None:
    """The year of its date, but not after its period began; without a date the year before that."""
    if dated is not None:
        return min(dated.year, period[0]) if period else dated.year
    return period[0] - 1 if period else listed


def _this_year(dated: date | None, period: tuple[int, int] | None, listed: int | None) -> int | None:
    """The one year that date, period and inventory agree on; 'dit jaar' may mean any where they do not."""
    if period and period[0] != period[1]:
        return dated.year if dated and period[0] <= dated.year <= period[1] else None
    years = {year for year in (dated.year if dated else None, period[0] if period else None, listed) if year}
    return years.pop() if len(years) == 1 else None


def _next_year(dated: date | None, period: tuple[int, int] | None, listed: int | None) -> int | None:
    """The year after that of the date; certain where the years agreed on begin with it, or late in a year.

    Early in a year 'komend jaar' may begin at once, and in the first of its own years a text may still
    speak from the year before.
    """
    if dated is None or (listed is not None and listed - dated.year not in (0, 1)):
        return None
    begins = period is not None and period[0] == dated.year + 1
    is_running = period is None or period[0] < dated.year < period[1]
    is_late = dated.month > _FIRST_HALF_MONTHS
    return dated.year + 1 if begins or (is_running and is_late) else None


def _called_municipality(document: Document, people: Parties) -> set[str]:
    """Names that stand behind 'gemeente' and are no organisation's: a register may not know them."""
    others = {m.party.name for m in people.mentions if m.party.type != "municipality"}
    names = {name for match in _CALLED.finditer(document.text) for name in match.groups() if name}
    return {name for name in names if not any(other.split()[0] == name for other in others)}


def _in_title(document: Document, part: Span, towns: Towns) -> tuple[str, ...]:
    """The municipalities that the first lines of a part address: 'Gemeenten Ede en Barneveld'."""
    opening = document.text[part.start : min(part.end, part.start + _TITLE_CHARACTERS)]
    for line in opening.splitlines():
        places = municipalities_in(line, towns)
        rest = line
        for place in places:
            rest = rest.replace(place.name, " ")
        if places and not _ADDRESSING.sub(" ", rest).strip():
            return tuple(sorted({place.name for place in places}))
    return ()


def _plain(name: str) -> str:
    return name.removeprefix("gemeente ")
