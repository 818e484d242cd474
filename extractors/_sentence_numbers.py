"""The numbers of one sentence: what each counts, where, when, by whom, and how it is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors._counted import Phrase, phrases
from extractors._cues import cues_in, listed
from extractors._document import Document, Span
from extractors._dutch.numbers import Number
from extractors._indicators import (
    END,
    basis_of,
    has,
    indicator_at,
    percent_indicator,
    rate_of,
    segment_of,
)
from extractors._number_times import Time, act_of, time_of, year_named, years_in_order
from extractors._party import Mention
from extractors._places import Place, locations_in, municipalities_in
from extractors._rent_bands import RentBand, band_in_prose, limits_named
from extractors._scope import Scope
from extractors._statements import Statement
from extractors._years import Years, has_vague_time, read_years

_FORMER = re.compile(r"\bvan\s+(?:\w+\s+)?$", re.IGNORECASE)  # 'van [circa] 120 naar 80'
_LATTER = re.compile(r"\b(?:naar|tot)\s*$", re.IGNORECASE)
_LEVEL = re.compile(r"\b(?:van|naar|tot)\s*$", re.IGNORECASE)
_BY_AS_MUCH = re.compile(r"\bmet\s+$", re.IGNORECASE)  # 'groeit met 16'
_AGENT = re.compile(r"\bdoor\s+(?:de\s+|\w*stichting\s+)?$", re.IGNORECASE)  # 'door Woningstichting [Veste]'
_OWNER = re.compile(r"\s+van\s+(?:de\s+)?")  # '30[ van ]Veste en 40 van Oever'
_UNKNOWN_OWNER = re.compile(r"\s+van\s+(?:De|Het)\s+[A-Z]")  # '30[ van De W]aard'
_AND_NAME = re.compile(r"\s*(?:en|&|,)\s+(?P<name>(?:[Dd]e\s+|[Hh]et\s+)?[A-Z])")  # 'Veste[ en O]ever'
_SENTENCE_PART = re.compile(r"[^;]+")
_BRACKET = re.compile(r"\([^()]*\)")
_REPLACED_BY = re.compile(r"\bvervangen\s+door\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_HERE = re.compile(r"\b(?:deze|die|dezelfde)\s+(?:locatie|plek|plaats)\b|\bhier\b", re.IGNORECASE)
_GROWTH_AFTER = re.compile(r"\s+(?:meer|minder)\b")  # '100 woningen meer'
_LIMIT_BOUND = re.compile(
    r"\b(?:onder|tot|t/m|ten hoogste|maximaal)\b[^.;]{0,60}$"
)  # 'onder de grens (€ 400)'
_AT_MOST = re.compile(r"\b(?:maximale|maximum|mag|mogen)\b[^.;]{0,80}$")  # 'de huur mag in 2024 1%'
_NAMED = re.compile(r"((?:de\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*)\s+woning")  # '48 [De Wit] woningen'
# '18 appartementen[ Marktzicht] (sociale huur)'; '(complex [Eshof ]60, [Veldhof ]80)'
_NAME_BEHIND = re.compile(r"\s+(?P<name>[A-Z][a-zà-ÿ’'-]{3,}(?:\s+[A-Z][\w’'-]*)*)(?=\s*(?:$|[(,;.]|en\b))")
_NAME_AHEAD = re.compile(r"(?P<name>[A-Z][a-zà-ÿ’'-]{2,}(?:\s+[A-Z][\w’'-]*)*):?\s+$")
_IN_BRACKET = re.compile(r"[^.;,()]{0,30}\((?P<segment>[^()\d]{3,40})\)")
_SHARED_OUT = re.compile(r"\s+(?P<segment>[^\d.,;()]{3,30})")
_THERE_ARE = re.compile(r"\ber\s+(?:zijn|staan|waren)\b[^.;,]{0,40}$", re.IGNORECASE)
_NO_MORE_SAID = re.compile(r"\s*(?:$|[.,;:(]|(?:in|met|van|waarvan)\b)")
_THERE = re.compile(r"\ber\b[^.;]*$", re.IGNORECASE)
_ARE = re.compile(r"\s*(?:zijn|blijven|overblijven|beschikbaar\s+zijn)\b(?=\s*(?:[.,;:]|$|en\b))")
_OF_THEM = re.compile(r"van\s+(?:deze|die)\b")  # '30 [van deze] woningen'
_OF_THOSE = re.compile(r"\s*(?:daarvan|hiervan|waarvan)\b", re.IGNORECASE)
_ANGLE = re.compile(r"[>»▪]\s+(?=\d)")
_ANGLE_LINE = re.compile(r"^[>»▪]\s+[^\W\d]", re.MULTILINE)  # '> Onderzoek ...': the same mark before words
_NEAR_CHARACTERS = 40
_RENTS_EUR = (100, 2000)  # amounts per month that can be the bound of a rent band


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a passage and may tell what its own words leave out."""

    lead_in: str
    lead_at: int  # where in it the mark of a footnote stands, else its end
    column_head: str  # of the table cell the passage stands in: 'Afspraak 2024'
    party_cell: Span | None  # who does it, where that is a cell of the same row
    before: tuple[Statement, ...]  # the statements of the sentence before it in the same paragraph
    text_before: str  # that sentence
    headings: tuple[str, ...] = ()  # above the passage, outermost first


def read_sentence(document: Document, span: Span, around: Around, known: Scope) -> list[Statement]:
    """The statements of one sentence."""
    text = _without_bullet(document, span)
    units = [s.unit for s in around.before if s.unit not in ("percent", "eur")]
    found = phrases(text, units[0] if len(set(units)) == 1 else None)
    if not found:
        return []
    reader = _Sentence(document, span, text, found, around, known)
    return reader.statements()


def _without_bullet(document: Document, span: Span) -> str:
    """The words, blank where '>' opens the lines of a list: there it is no 'more than'."""
    text = document.quote(span)
    is_line = span.start == 0 or document.text[span.start - 1] == "\n"
    bullet = _ANGLE.match(text)
    if bullet and is_line and _ANGLE_LINE.search(document.text):
        return " " * bullet.end() + text[bullet.end() :]
    return text


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
            whole = made[phrase.whole] if phrase.whole is not None and phrase.whole < i else None
            if phrase.instead_of is not None:
                statement = replace(statement, says_again=made[phrase.instead_of].span)
            made.append(_as_part(statement, whole) if whole else statement)
        made = self._with_intended(made)
        made = [self._with_municipalities(i, self._of_sentence_before(i, s)) for i, s in enumerate(made)]
        stock_has_band = any(s.band and s.indicator == "stock" for s in made)
        return [
            s
            for s in made
            if s.indicator != "ignored" and not (stock_has_band and s.unit == "eur" and _is_rent(s.number))
        ]

    def _with_intended(self, made: list[Statement]) -> list[Statement]:
        """'55 van de beoogde 80 woningen zijn opgeleverd': the 80 are the plan, the 55 a part of them."""
        linked = list(made)
        for i, phrase in enumerate(self.found):
            if phrase.whole is not None and phrase.whole > i:
                linked[phrase.whole] = replace(made[phrase.whole], basis="planned")
                linked[i] = replace(made[i], part_of=made[phrase.whole].span)
        return linked

    def _of_sentence_before(self, i: int, statement: Statement) -> Statement:
        """'Daarvan 30', 'de eerste 45 woningen': a part of what the sentence before counted, or all of it."""
        wholes = [s for s in self.around.before if s.unit == statement.unit and s.part_of is None]
        if statement.part_of or not wholes or not self._points_back(i, statement, wholes[-1]):
            return statement
        amount, whole = statement.number.value_min, wholes[-1].number.value_min
        if amount is not None and amount == whole:
            return replace(statement, says_again=wholes[-1].span)
        return replace(statement, part_of=wholes[-1].span)

    def _points_back(self, i: int, statement: Statement, whole: Statement) -> bool:
        """Whether words ahead of a number take up what was counted before its sentence."""
        if _OF_THOSE.match(self.text) or _OF_THEM.match(self.found[i].words):
            return True
        ahead = self.text[self.found[i - 1].end if i else 0 : self.found[i].start]
        is_first = all(p.unit in ("percent", "eur") for p in self.found[:i])
        if is_first and listed("counted", "of_those").search(ahead):
            return True
        is_alike = statement.indicator in (whole.indicator, "", "other")
        is_less = (statement.number.value_min or 0.0) <= (whole.number.value_min or 0.0)
        return is_alike and is_less and _ends_with(ahead, "these")

    def _statement(self, i: int, phrase: Phrase) -> Statement:
        indicator = self._indicator(phrase)
        rate = rate_of(self._own_words(phrase)) if phrase.unit not in ("percent", "eur") else "total"
        year, period = self._time(i, phrase, indicator, rate)
        return Statement(
            span=Span(self.span.start + phrase.number.start, self.span.start + phrase.number.end),
            context=self.span,
            number=self._amount(phrase),
            raw=self.text[phrase.start : phrase.end] if phrase.words else phrase.number.text,
            label=phrase.words or phrase.unit,
            indicator=indicator,
            segment=segment_of(phrase.words) or self._segment_behind(phrase),
            unit=phrase.unit,
            basis=basis_of(self.text, indicator, year, self.known.year_of_writing),
            corporation=self._corporation(i, phrase),
            project=self._project(i, phrase),
            band=self._band(phrase, indicator, year),
            year=year,
            period=period,
            rate=rate,
            is_total=phrase.is_base,
            rule="prose_" + ("elliptic" if phrase.is_elliptic else phrase.unit),
        )

    def _segment_behind(self, phrase: Phrase) -> str | None:
        """'18 appartementen Marktzicht (sociale huur)', 'minimaal 30% sociale huur'."""
        behind = _SHARED_OUT if phrase.unit == "percent" else _IN_BRACKET
        match = behind.match(self.text, phrase.end)
        return segment_of(match["segment"]) if match else None

    def _part_of_text(self, phrase: Phrase) -> str:
        """The stretch between semicolons that the phrase stands in."""
        for match in _SENTENCE_PART.finditer(self.text):
            if match.start() <= phrase.start < match.end():
                return match[0]
        return self.text

    def _own_words(self, phrase: Phrase) -> str:
        """That stretch without brackets and clauses of other numbers: '75 (15 per jaar)'."""
        own = self._part_of_text(phrase)
        words = _BRACKET.sub(lambda m: m[0] if phrase.number.text in m[0] else " ", own)
        kept = []
        for clause in words.split(","):
            others = [p for p in self.found if p.number.text in clause]
            is_own = not others or phrase in others
            kept.append(clause if is_own else clause[: clause.find(others[0].number.text)])
        return ",".join(kept)

    def _indicator(self, phrase: Phrase) -> str:
        words = self._part_of_text(phrase)
        if phrase.unit == "percent":
            grows = _BY_AS_MUCH.search(self.text[: phrase.start]) and has(words, "percent_growth")
            has_band = band_in_prose(words) is not None
            share = percent_indicator(words, phrase.number.text, has_band) or "ignored"
            return "other" if grows and share != "ignored" else share
        if phrase.unit in ("eur", "persons") or self._is_never_main(phrase) or self._is_growth(phrase):
            return "other"
        told = self._told(phrase)
        if told == "new_builds" and self._is_let_to_persons():
            return "other"
        if told == "other" and self._is_change(phrase):
            return "stock"  # 'groeit van 400 naar 450' tells two levels
        if told is None and phrase.unit == "plots":
            return "other"
        before = (s.indicator for s in self.around.before if s.indicator not in ("other", ""))
        bounded = "stock" if told is None and band_in_prose(self.text) else ""
        return told or bounded or next(before, "")

    def _told(self, phrase: Phrase) -> str | None:
        """By the strong and weak cues of the sentence, those of its lead-in, at last by how far it is."""
        told = indicator_at(self.text, phrase, within=act_of(self.text, phrase))
        told = told or indicator_at(self.text, phrase)
        told = told or indicator_at(self.text, phrase, "indicators_weak")
        ahead = self.around.lead_in[: self.around.lead_at]
        for lead_in in (ahead, self.around.lead_in):
            told = told or indicator_at(lead_in, END) or indicator_at(lead_in, END, "indicators_weak")
        if told is None and has(self.text, "refers_back"):
            told = indicator_at(self.around.text_before, END)
        return told or self._of_being(phrase) or indicator_at(self.text, phrase, "indicators_status")

    def _of_being(self, phrase: Phrase) -> str | None:
        """'Er zijn in de gemeente 900 woningen', '... dat er in 2025 minimaal 900 woningen zijn': stock."""
        lead = self.text[: phrase.start]
        is_said_ahead = _THERE_ARE.search(lead) and _NO_MORE_SAID.match(self.text, phrase.end)
        is_said_behind = _THERE.search(lead) and _ARE.match(self.text, phrase.end)
        return (
            "stock" if phrase.unit in ("dwellings", "units") and (is_said_ahead or is_said_behind) else None
        )

    def _is_let_to_persons(self) -> bool:
        """'De taakstelling is 31 statushouders. Wij leveren hiervoor 14 woningen': let and not built."""
        around = " ".join((self.around.lead_in, self.around.text_before, self.text))
        is_of_persons = has(around, "supply", "persons") or any(
            s.unit == "persons" for s in self.around.before
        )
        built = [c for c in cues_in(self.text, "indicators", "indicators") if c.meaning == "new_builds"]
        supplied = listed("indicators", "supply", "verbs")
        is_supplied = all(supplied.fullmatch(self.text, c.start, c.end) for c in built)
        return bool(built) and is_of_persons and is_supplied and not has(self.text, "supply", "built")

    def _is_never_main(self, phrase: Phrase) -> bool:
        """Whether the noun ('woonplannen') or the role of the number ('van de 600 woningen') rules it out."""
        return phrase.is_base or bool(listed("counted", "other").search(phrase.words))

    def _is_change(self, phrase: Phrase) -> bool:
        lead = self.text[: phrase.start]
        return bool(_LEVEL.search(lead)) and has(self.text, "percent_growth")

    def _is_growth(self, phrase: Phrase) -> bool:
        """Whether the number says by how much the stock grows: 'met 16', 'netto 40 woningen', '16 meer'."""
        if _GROWTH_AFTER.match(self.text, phrase.end):
            return True
        lead = self.text[: phrase.start]
        by = _BY_AS_MUCH.search(lead) and has(lead, "percent_growth")
        return bool(by) or bool(has(lead[-_NEAR_CHARACTERS:], "net_growth"))

    def _time(self, i: int, phrase: Phrase, indicator: str, rate: str) -> Time:
        """Of the sentence, else of the lead-in, else of the sentence before or the head of the column."""
        mentions = [y for y in self._times(self.text) if not self._is_counted(y)]
        if self._is_former(i, phrase):
            start, end = self._region(i)  # 'van 120 naar 80': the sentence's year is that of the 80
            mentions = [y for y in mentions if start <= y.start < end]
            return time_of(mentions[0]) if mentions else (None, None)
        in_order = years_in_order(self.text, self.found)
        if in_order is not None and phrase.unit not in ("percent", "eur"):
            return in_order.get(i), None
        chosen = year_named(self.text, self.found, i, mentions)
        if chosen is None and not mentions:
            chosen = next(reversed(self._times(self.around.lead_in)), None)
        if chosen is not None:
            return time_of(chosen)
        if not mentions and listed("years", "same_time").search(self.text) and self.around.before:
            return self.around.before[-1].year, self.around.before[-1].period
        if mentions or rate != "total" or has_vague_time(self.text):
            return None, None
        carried = self._year_before(indicator) if phrase.unit not in ("percent", "eur") else None
        if carried is not None:
            return carried, None
        of_column = self._time_of_column()
        return of_column if of_column != (None, None) else (self._year_of_heading(), None)

    def _year_of_heading(self) -> int | None:
        """'Nieuwbouw in 2024', 'Jaarschijf 2024': the one year of the nearest heading that names one."""
        for heading in reversed(self.around.headings):
            named = self._times(heading)
            if named:
                is_year = len(named) == 1 and named[0].role == "in" and named[0].first == named[0].last
                return named[0].first if is_year else None
        return None

    def _is_former(self, i: int, phrase: Phrase) -> bool:
        """Whether the number is the first of a change: 'van [circa 140] naar 70'."""
        leads = (self.text[: p.start] for p in self.found[i + 1 : i + 2])
        return bool(_FORMER.search(self.text[: phrase.start])) and any(map(_LATTER.search, leads))

    def _times(self, text: str) -> list[Years]:
        return [
            years
            for years in read_years(text, self.known.own_years, self.known.this_year)
            if years.role != "name"
        ]

    def _is_counted(self, years: Years) -> bool:
        return any(p.number.start < years.end and years.start < p.number.end for p in self.found)

    def _year_before(self, indicator: str) -> int | None:
        """The year of the sentence before, where it counts the same or both tell what has been done."""
        before = [s for s in self.around.before if s.unit not in ("percent", "eur")]
        same = [
            s.year
            for s in before
            if s.indicator == indicator or (indicator == "other" and s.indicator == "stock")
        ]
        if same:
            return same[0] if len(set(same)) == 1 else None
        if listed("years", "goes_on").match(self.text):
            dated = {s.year for s in before}
            return dated.pop() if len(dated) == 1 else None
        is_told = has(self.text, "basis", "actual") and not has(self.text, "basis_planned")
        years = {s.year for s in before if s.basis == "actual"}
        return years.pop() if is_told and len(years) == 1 else None

    def _time_of_column(self) -> Time:
        """The year in the head of the column, unless the sentence before speaks of another time."""
        heads = read_years(self.around.column_head)
        if not heads:
            return None, None
        head = heads[0]
        if any(not head.first <= other.first <= head.last for other in self._times(self.around.text_before)):
            return None, None
        return time_of(head)

    def _region(self, i: int) -> tuple[int, int]:
        """From the phrase to the next one: what stands there is said of this number first."""
        end = self.found[i + 1].start if i + 1 < len(self.found) else len(self.text)
        return self.found[i].start, end

    def _joined_regions(self, i: int) -> list[tuple[int, int]]:
        """The own region, and those of the numbers joined to it: '12 woningen en 5 studio's aan ...'."""
        regions = [self._region(i)]
        for one, other in pairwise(self.found[i:]):
            if self.text[one.end : other.start].strip() not in ("en", "+"):
                break
            regions.append(self._region(self.found.index(other)))
        return regions

    def _project(self, i: int, phrase: Phrase) -> str | None:
        places = locations_in(self.text)
        named = self._named_beside(i, phrase)
        if named:
            return named
        for start, end in self._joined_regions(i):
            inside = [place for place in places if start <= place.start < end]
            if inside:
                return inside[0].name
        names = _NAMED.match(phrase.words)
        if names and not names[1].isupper():
            return names[1]
        if _HERE.search(self.text):
            return next((s.project for s in reversed(self.around.before) if s.project), None)
        first = self.found[0].start
        ahead = [place for place in places if place.end <= first]
        is_alone = all(p.whole == 0 or p.unit in ("percent", "eur") for p in self.found[1:])
        if ahead and i == 0 and is_alone:
            return ahead[-1].name
        before = self.found[i - 1] if i else phrase
        is_of_it = phrase.is_elliptic and any(p.is_base for p in self.found[:i])
        is_instead = i and _REPLACED_BY.search(self.text, before.end, phrase.start)
        return self._project(i - 1, before) if is_of_it or is_instead else None

    def _named_beside(self, i: int, phrase: Phrase) -> str | None:
        """A name glued to the number: '18 appartementen Marktzicht', '(Eshof 60, Veldhof 80)'."""
        behind = _NAME_BEHIND.match(self.text, phrase.end) if phrase.words else None
        ahead = _NAME_AHEAD.search(self.text, 0, phrase.start) if phrase.is_elliptic and i else None
        match = behind or ahead
        if match is None or (ahead and "(" not in self.text[: phrase.start]):
            return None
        start, end = match.span("name")
        own = Span(self.span.start + start, self.span.start + end)
        is_party = any(mention.span.meets(own) for mention in self.known.people.mentions_in(self.span))
        is_town = match["name"] in self.known.towns or bool(municipalities_in(match["name"]))
        return None if is_party or is_town else match["name"]

    def _corporation(self, i: int, phrase: Phrase) -> str | None:
        """'door X' or 'van X' behind the number, else who else its sentence or row names, else the only one.

        None where two do it together, or where the number is of one that is not known.
        """
        own_end = self.span.start + self._region(i)[1]
        others: list[Mention] = []
        for mention in self.known.corporations_in(self.span):
            is_agent = bool(_AGENT.search(self.document.text[self.span.start : mention.span.start]))
            owned = self._owned_by(mention)
            if owned is phrase or (is_agent and self.span.start + phrase.end <= mention.span.start < own_end):
                return mention.party.name
            if owned is None and (not is_agent or len(self.found) == 1):
                others.append(mention)
        if others:
            return None if self._is_joined(others[0]) else others[0].party.name
        if _UNKNOWN_OWNER.match(self.text, phrase.end):
            return None
        beside = self.known.corporations_in(self.around.party_cell) if self.around.party_cell else []
        return beside[0].party.name if len(beside) == 1 else self.known.only_corporation

    def _owned_by(self, mention: Mention) -> Phrase | None:
        """The number right ahead of 'van X': '30 van Veste en 40 van Oever'; only where there are several."""
        at = mention.span.start - self.span.start
        owned = (p for p in self.found if p.end <= at and _OWNER.fullmatch(self.text, p.end, at))
        return next(owned, None) if len(self.found) > 1 else None

    def _is_joined(self, mention: Mention) -> bool:
        """Whether the corporation does it with another, known or not: 'Veste en Oever bouwen samen 60'."""
        start, end = mention.span.start - self.span.start, mention.span.end - self.span.start
        joined = _AND_NAME.match(self.text, end)
        if joined is None or mention.party.type != "corporation" or start >= self.found[0].start:
            return False
        at = self.span.start + joined.start("name")
        partner = [m.party.type for m in self.known.people.mentions_in(self.span) if m.span.start == at]
        return not partner or partner[0] == "corporation"

    def _band(self, phrase: Phrase, indicator: str, year: int | None) -> RentBand | None:
        if indicator == "stock":
            return band_in_prose(self.text, year)
        number = self._amount(phrase)
        if phrase.unit != "eur" or "huur" not in self.text or not _is_rent(number):
            return None
        return RentBand(
            number.text, number.value_min if number.qualifier == "min" else None, number.value_max
        )

    def _amount(self, phrase: Phrase) -> Number:
        """The number, with the bound that words further ahead set: 'onder de grens (€ 450)'."""
        lead = self.text[: phrase.start]
        is_exact = phrase.number.qualifier == "exact"
        is_limit = phrase.unit == "eur" and limits_named(lead) and _LIMIT_BOUND.search(lead)
        is_allowed = phrase.unit == "percent" and _AT_MOST.search(lead)
        if is_exact and (is_limit or is_allowed):
            return replace(phrase.number, value_min=None, qualifier="max")
        return phrase.number

    def _with_municipalities(self, i: int, statement: Statement) -> Statement:
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
        ahead = [place for place in places if place.end <= first]
        return _unique(ahead) if self.found[i].whole is None else ()

    def _those_of_parts(self, i: int) -> tuple[str, ...]:
        parts = [j for j, phrase in enumerate(self.found) if phrase.whole == i]
        return tuple(dict.fromkeys(name for j in parts for name in self._printed_municipalities(j)))


def _ends_with(words: str, table: str) -> bool:
    ahead = words.rstrip()
    return any(match.end() == len(ahead) for match in listed("counted", table).finditer(ahead))


def _unique(places: list[Place]) -> tuple[str, ...]:
    return tuple(sorted({place.name for place in places}))


def _is_rent(number: Number) -> bool:
    least, most = _RENTS_EUR
    return least <= (number.value_max or number.value_min or 0.0) <= most


def _as_part(part: Statement, whole: Statement) -> Statement:
    """A part counts what its whole counts, then and so, unless its own words say otherwise."""
    is_dated = part.year is not None or part.period is not None
    return replace(
        part,
        project=part.project or whole.project,
        indicator=part.indicator if whole.indicator == "other" else whole.indicator,
        part_of=whole.span,
        year=part.year if is_dated else whole.year,
        period=part.period if is_dated else whole.period,
        basis=whole.basis,
        rate=whole.rate,
        band=part.band or whole.band,
        segment=part.segment or whole.segment,
    )
