"""Numbers about housing in running text: sentences, bullets, headings, footnotes and the prose of table cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from extractors._counted import Phrase, phrases
from extractors._cues import compiled, vocabulary
from extractors._document import Document, Passage, Span
from extractors._dutch.numbers import Number
from extractors._indicators import (
    basis_of,
    has,
    indicator_at,
    indicator_of_heading,
    nearest,
    percent_indicator,
    rate_of,
    segment_of,
)
from extractors._places import Place, locations_in, municipalities_in
from extractors._rent_bands import RentBand, band_in_prose, limits_named
from extractors._scope import Scope
from extractors._statements import Statement
from extractors._years import Years, has_vague_time, read_years

_CHANGE = re.compile(r"\bvan\s+(?:\w+\s+)?$", re.IGNORECASE)
_BY = re.compile(r"\bdoor\s+(?:de\s+|\w*stichting\s+)?$", re.IGNORECASE)
_SENTENCE_PART = re.compile(r"[^;]+")
_HERE = re.compile(r"\b(?:deze|die|dezelfde)\s+(?:locatie|plek|plaats)\b|\bhier\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a passage and may tell what its own words leave out."""

    headings: tuple[str, ...]
    lead_in: str
    column_head: str  # of the table cell the passage stands in: 'Afspraak 2024'
    before: tuple[Statement, ...]  # the statements of the sentence before it in the same paragraph
    text_before: str  # that sentence


def statements_of(document: Document, passages: Iterable[Passage], known: Scope) -> Iterator[Statement]:
    """The statements of these passages in reading order; `indicator` is '' where nothing near tells it."""
    before: tuple[Statement, ...] = ()
    last: Passage | None = None
    anchored = _anchored(document)
    for passage in passages:
        if last is None or last.block != passage.block:
            before = ()
        around = Around(
            headings=passage.heading_path,
            lead_in=document.quote(lead_in) if (lead_in := _lead_in(passage, anchored)) else "",
            column_head=_column_head(document, passage),
            before=before,
            text_before=document.quote(last.span) if last and last.block == passage.block else "",
        )
        found = tuple(read_sentence(document, passage.span, around, known))
        yield from found
        before, last = found, passage


def _anchored(document: Document) -> list[tuple[Span, Span]]:
    """Each footnote with the sentence that bears its mark."""
    return [
        (note.span, passage.span)
        for note in document.footnotes
        for passage in document.passages
        if note.anchor and passage.span.holds(note.anchor)
    ]


def _lead_in(passage: Passage, anchored: list[tuple[Span, Span]]) -> Span | None:
    """What introduces a passage: its list's lead-in, or the sentence that a footnote explains."""
    if passage.kind != "footnote":
        return passage.lead_in
    return next((sentence for note, sentence in anchored if note.meets(passage.span)), None)


def _column_head(document: Document, passage: Passage) -> str:
    if passage.cell is None:
        return ""
    table = document.tables[passage.cell.table]
    heads = (table.at(row, passage.cell.column) for row in range(table.header_rows))
    return " ".join(document.quote(cell.span) for cell in heads if cell)


def read_sentence(document: Document, span: Span, around: Around, known: Scope) -> list[Statement]:
    """The statements of one sentence."""
    text = document.quote(span)
    found = phrases(text)
    if not found:
        return []
    reader = _Sentence(document, span, text, found, around, known)
    return reader.statements()


@dataclass(frozen=True, slots=True)
class _Sentence:
    document: Document
    span: Span
    text: str
    found: list[Phrase]
    around: Around
    known: Scope

    def statements(self) -> list[Statement]:
        made: list[Statement] = []
        for i, phrase in enumerate(self.found):
            statement = self._statement(i, phrase)
            whole = None if phrase.whole is None or phrase.whole >= i else made[phrase.whole]
            made.append(_as_part(statement, whole, phrase) if whole else statement)
        made = [self._with_municipalities(i, statement, made) for i, statement in enumerate(made)]
        stock_has_band = any(s.band and s.indicator == "stock" for s in made)
        return [
            s
            for s in made
            if s.indicator != "ignored" and not (stock_has_band and s.unit == "eur" and _is_rent(s))
        ]

    def _statement(self, i: int, phrase: Phrase) -> Statement:
        indicator = self._indicator(phrase)
        rate = rate_of(self._part_of_text(phrase)) if phrase.unit not in ("percent", "eur") else "total"
        is_former = phrase.is_elliptic and bool(_CHANGE.search(self.text[: phrase.start]))
        year, period = (None, None) if is_former else self._time(i, phrase, indicator, rate)
        number = self._amount(phrase)
        return Statement(
            span=Span(self.span.start + phrase.number.start, self.span.start + phrase.number.end),
            context=self.span,
            number=number,
            raw=self.text[phrase.start : phrase.end] if phrase.words else phrase.number.text,
            label=phrase.words or phrase.unit,
            indicator=indicator,
            segment=segment_of(phrase.words) if phrase.words else None,
            unit=phrase.unit,
            basis=basis_of(self.text, indicator, year, self.known.year_of_writing),
            corporation=self._corporation(i, phrase),
            project=self._project(i, phrase),
            band=self._band(phrase, indicator, year),
            year=year,
            period=period,
            rate=rate,
            rule="prose_" + ("elliptic" if phrase.is_elliptic else phrase.unit),
        )

    def _part_of_text(self, phrase: Phrase) -> str:
        """The stretch between semicolons that the phrase stands in."""
        for match in _SENTENCE_PART.finditer(self.text):
            if match.start() <= phrase.start < match.end():
                return match[0]
        return self.text

    def _indicator(self, phrase: Phrase) -> str:
        words = self._part_of_text(phrase)
        if phrase.unit == "percent":
            grows = re.search(r"\bmet\s+$", self.text[: phrase.start]) and has(words, "percent_growth")
            return "other" if grows else percent_indicator(words, phrase.number.text) or "ignored"
        is_other = phrase.unit in ("eur", "persons")
        if is_other or (
            phrase.words and compiled(vocabulary("counted")["other"]["words"]).search(phrase.words)
        ):
            return "other"
        if re.match(r"\s+meer\b", self.text[phrase.end :]):
            return "other"  # a growth of the stock
        told = indicator_at(self.text, phrase)
        if told is None and self.around.lead_in:
            told = indicator_at(self.around.lead_in + " ", phrase)
        if told is None and phrase.unit == "plots":
            return "other"
        if told is None:
            told = next((s.indicator for s in self.around.before if s.indicator not in ("other", "")), None)
        return told or ""

    def _time(
        self, i: int, phrase: Phrase, indicator: str, rate: str
    ) -> tuple[int | None, tuple[int, int] | None]:
        own = self.known.own_years
        mentions = [y for y in read_years(self.text, own) if y.role != "name" and not self._is_counted(y)]
        chosen = nearest(self.text, phrase, mentions)
        if chosen is None and self.around.lead_in:
            mentions = [y for y in read_years(self.around.lead_in, own) if y.role != "name"]
            chosen = mentions[-1] if mentions else None
        if chosen is not None:
            return _year_of(chosen)
        if rate != "total" or has_vague_time(self.text):
            return None, None
        carried = self._year_before(indicator)
        if carried is not None or phrase.unit in ("percent", "eur") and not self.around.column_head:
            return (carried, None) if phrase.unit not in ("percent", "eur") else (None, None)
        return self._year_of_column()

    def _is_counted(self, years: Years) -> bool:
        return any(p.number.start < years.end and years.start < p.number.end for p in self.found)

    def _year_before(self, indicator: str) -> int | None:
        """The year of the sentence before, where it counts the same and this one goes on over it."""
        before = [s for s in self.around.before if s.unit not in ("percent", "eur")]
        same = [
            s.year
            for s in before
            if s.indicator == indicator or (indicator == "other" and s.indicator == "stock")
        ]
        return same[0] if same else None

    def _year_of_column(self) -> tuple[int | None, tuple[int, int] | None]:
        """The year in the head of the column, unless the sentence before speaks of another time."""
        heads = read_years(self.around.column_head)
        if not heads:
            return None, None
        head = heads[0]
        others = [y for y in read_years(self.around.text_before, self.known.own_years) if y.role != "name"]
        if any(not head.first <= y.first <= head.last for y in others):
            return None, None
        return (head.first, None) if head.first == head.last else (None, (head.first, head.last))

    def _region(self, i: int) -> tuple[int, int]:
        """From the phrase to the next one: what stands there is said of this number first."""
        end = self.found[i + 1].start if i + 1 < len(self.found) else len(self.text)
        return self.found[i].start, end

    def _joined_regions(self, i: int) -> list[tuple[int, int]]:
        """The own region, and those of the numbers that 'en' joins to it: '18 woningen en 11 eenheden op ...'."""
        regions = [self._region(i)]
        while i + 1 < len(self.found) and self.text[self.found[i].end : self.found[i + 1].start].strip() in (
            "en",
            "+",
        ):
            i += 1
            regions.append(self._region(i))
        return regions

    def _project(self, i: int, phrase: Phrase) -> str | None:
        places = locations_in(self.text)
        for start, end in self._joined_regions(i):
            inside = [place for place in places if start <= place.start < end]
            if inside:
                return inside[0].name
        names = re.match(r"((?:de\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*)\s+woning", phrase.words)
        if names and not names[1].isupper():
            return names[1]
        if _HERE.search(self.text):
            return next((s.project for s in reversed(self.around.before) if s.project), None)
        first = self.found[0].start
        ahead = [place for place in places if place.end <= first]
        return ahead[-1].name if ahead and len(self.found) == 1 else None

    def _corporation(self, i: int, phrase: Phrase) -> str | None:
        """'door X' behind the number, else who is named in the sentence otherwise, else the only corporation."""
        own_end = self.span.start + self._region(i)[1]
        others: list[str] = []
        for mention in self.known.corporations_in(self.span):
            is_agent = bool(_BY.search(self.document.text[self.span.start : mention.span.start]))
            if is_agent and self.span.start + phrase.end <= mention.span.start < own_end:
                return mention.party.name
            if not is_agent or len(self.found) == 1:
                others.append(mention.party.name)
        return others[0] if others else self.known.only_corporation

    def _band(self, phrase: Phrase, indicator: str, year: int | None) -> RentBand | None:
        if indicator == "stock":
            return band_in_prose(self.text, year)
        if phrase.unit == "eur" and "huur" in self.text and 100 <= (phrase.number.value_max or 0) <= 2000:
            number = self._amount(phrase)
            return RentBand(
                number.text, number.value_min if number.qualifier == "min" else None, number.value_max
            )
        return None

    def _amount(self, phrase: Phrase) -> Number:
        """The number, and where it stands for a national limit, the bound that the words before the limit set."""
        lead = self.text[: phrase.start]
        is_limit = phrase.unit == "eur" and phrase.number.qualifier == "exact" and limits_named(lead)
        if is_limit and re.search(r"\b(?:onder|tot|t/m|ten hoogste|maximaal)\b[^.;]{0,60}$", lead):
            return replace(phrase.number, value_min=None, qualifier="max")
        return phrase.number

    def _with_municipalities(self, i: int, statement: Statement, made: list[Statement]) -> Statement:
        printed = self._printed_municipalities(i) or self._those_of_parts(i)
        names = printed or self.known.municipalities_at(self.span.start)
        return replace(statement, municipalities=names)

    def _printed_municipalities(self, i: int) -> tuple[str, ...]:
        places = municipalities_in(self.text, self.known.towns)
        for start, end in self._joined_regions(i):
            inside = [place for place in places if start <= place.start < end]
            if inside:
                return _unique(inside)
        first = self.found[0].start
        return (
            _unique([place for place in places if place.end <= first]) if self.found[i].whole is None else ()
        )

    def _those_of_parts(self, i: int) -> tuple[str, ...]:
        parts = [j for j, phrase in enumerate(self.found) if phrase.whole == i]
        return tuple(dict.fromkeys(name for j in parts for name in self._printed_municipalities(j)))


def _unique(places: list[Place]) -> tuple[str, ...]:
    return tuple(sorted({place.name for place in places}))


def _is_rent(statement: Statement) -> bool:
    return (statement.number.value_max or statement.number.value_min or 0.0) <= 2000


def _as_part(part: Statement, whole: Statement, phrase: Phrase) -> Statement:
    """A part counts what its whole counts, then and so, unless its own words say otherwise."""
    return replace(
        part,
        indicator=whole.indicator,
        part_of=whole.span,
        year=part.year if part.year is not None else whole.year,
        period=part.period or whole.period,
        basis=whole.basis,
        rate=whole.rate,
        band=part.band or whole.band,
        segment=part.segment or whole.segment,
    )


def _year_of(years: Years) -> tuple[int | None, tuple[int, int] | None]:
    if years.role == "bound":
        return None, None
    return (years.first, None) if years.first == years.last else (None, (years.first, years.last))


def settled(found: list[Statement], headings: dict[Span, tuple[str, ...]]) -> list[Statement]:
    """The statements with an indicator each: from the same number said elsewhere, from the heading, else other."""
    told: dict[tuple[str, float | None], str] = {}
    for s in found:
        if s.indicator not in ("", "other"):
            told.setdefault((s.unit, s.number.value_max or s.number.value_min), s.indicator)
    return [
        s
        if s.indicator
        else replace(
            s,
            indicator=told.get((s.unit, s.number.value_max or s.number.value_min))
            or indicator_of_heading(headings.get(s.context, ()))
            or "other",
        )
        for s in found
    ]
