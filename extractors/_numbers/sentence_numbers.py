"""The numbers of one sentence: what each counts, where, when, by whom, and how it is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors._document import Document, Span
from extractors._dutch.numbers import Number
from extractors._numbers.counted import phrases
from extractors._numbers.cues import listed
from extractors._numbers.indicators import basis_of, rate_of, segment_of
from extractors._numbers.phrase import Phrase
from extractors._numbers.rent_bands import RentBand, band_in_prose, limits_named
from extractors._numbers.sentence_indicator import indicator_of
from extractors._numbers.sentence_owner import corporation_of, project_of, with_municipalities
from extractors._numbers.sentence_time import time_of_number
from extractors._numbers.sentence_view import Sentence
from extractors._numbers.statements import Statement

_LIMIT_BOUND = re.compile(
    r"\b(?:onder|tot|t/m|ten hoogste|maximaal)\b[^.;]{0,60}$"
)  # 'onder de grens (€ 400)'
_AT_MOST = re.compile(r"\b(?:maximale|maximum|mag|mogen)\b[^.;]{0,80}$")  # 'de huur mag in 2024 1%'
_IN_BRACKET = re.compile(r"[^.;,()]{0,30}\((?P<segment>[^()\d]{3,40})\)")
_SHARED_OUT = re.compile(r"\s+(?P<segment>[^\d.,;()]{3,30})")
_IN_SEGMENT = re.compile(r"\s+(?:in|voor)\s+(?:de\s+)?(?P<segment>[^\d.,;()]{3,20})")
# '30% sociale huur [(]90 woningen)', '20 procent middenhuur [(]ca. 60 woningen)'
_SHARE_AHEAD = re.compile(r"(?:%|procent)\s+(?P<segment>[^\d.,;()]{3,30})\((?:[a-z.]+\s+)?$")
_OF_THEM = re.compile(r"van\s+(?:deze|die)\b")  # '30 [van deze] woningen'
_OF_THOSE = re.compile(r"\s*(?:daarvan|hiervan|waarvan)\b", re.IGNORECASE)
_ANGLE = re.compile(r"[>»▪]\s+(?=\d)")
_ANGLE_LINE = re.compile(r"^[>»▪]\s+[^\W\d]", re.MULTILINE)  # '> Onderzoek ...': the same mark before words
_RENTS_EUR = (100, 2000)  # amounts per month that can be the bound of a rent band


def counted_in(text: str, before: Sequence[Statement]) -> list[Phrase]:
    """What a sentence counts, given the statements of the sentence before it."""
    units = [s.unit for s in before if s.unit not in ("percent", "eur")]
    return phrases(text, units[0] if len(set(units)) == 1 else None)


def read_sentence(sentence: Sentence) -> list[Statement]:
    """The statements of one sentence."""
    made: list[Statement] = []
    for i, phrase in enumerate(sentence.found):
        statement = _statement(sentence, i, phrase)
        whole = made[phrase.whole] if phrase.whole is not None and phrase.whole < i else None
        if phrase.instead_of is not None:
            statement = replace(statement, says_again=made[phrase.instead_of].span)
        made.append(_as_part(statement, whole) if whole else statement)
    made = _with_intended(sentence, made)
    made = [with_municipalities(sentence, i, _of_sentence_before(sentence, i, s)) for i, s in enumerate(made)]
    stock_has_band = any(s.band and s.indicator == "stock" for s in made)
    return [
        s
        for s in made
        if s.indicator != "ignored" and not (stock_has_band and s.unit == "eur" and _is_rent(s.number))
    ]


def _with_intended(sentence: Sentence, made: list[Statement]) -> list[Statement]:
    """'55 van de beoogde 80 woningen zijn opgeleverd': the 80 are the plan, the 55 a part of them."""
    linked = list(made)
    for i, phrase in enumerate(sentence.found):
        if phrase.whole is not None and phrase.whole > i:
            linked[phrase.whole] = replace(made[phrase.whole], basis="planned")
            linked[i] = replace(made[i], part_of=made[phrase.whole].span)
    return linked


def _of_sentence_before(sentence: Sentence, i: int, statement: Statement) -> Statement:
    """'Daarvan 30', 'de eerste 45 woningen': a part of what the sentence before counted, or all of it."""
    wholes = [s for s in sentence.around.before if s.unit == statement.unit and s.part_of is None]
    if statement.part_of or not wholes or not _points_back(sentence, i, statement, wholes[-1]):
        return statement
    amount, whole = statement.number.value_min, wholes[-1].number.value_min
    if amount is not None and amount == whole:
        return replace(statement, says_again=wholes[-1].span)
    return replace(statement, part_of=wholes[-1].span)


def _points_back(sentence: Sentence, i: int, statement: Statement, whole: Statement) -> bool:
    """Whether words ahead of a number take up what was counted before its sentence."""
    if _OF_THOSE.match(sentence.text) or _OF_THEM.match(sentence.found[i].words):
        return True
    ahead = sentence.text[sentence.found[i - 1].end if i else 0 : sentence.found[i].start]
    is_first = all(p.unit in ("percent", "eur") for p in sentence.found[:i])
    if is_first and listed("counted", "of_those").search(ahead):
        return True
    is_alike = statement.indicator in (whole.indicator, "", "other")
    is_less = (statement.number.value_min or 0.0) <= (whole.number.value_min or 0.0)
    return is_alike and is_less and _ends_with(ahead, "these")


def _statement(sentence: Sentence, i: int, phrase: Phrase) -> Statement:
    indicator = indicator_of(sentence, phrase)
    rate = rate_of(sentence.own_words(phrase)) if phrase.unit not in ("percent", "eur") else "total"
    year, period = time_of_number(sentence, i, phrase, indicator, rate)
    return Statement(
        span=Span(sentence.span.start + phrase.number.start, sentence.span.start + phrase.number.end),
        context=sentence.span,
        number=_amount(sentence, phrase),
        raw=sentence.text[phrase.start : phrase.end] if phrase.words else phrase.number.text,
        label=phrase.words or phrase.unit,
        indicator=indicator,
        segment=segment_of(phrase.words) or _segment_behind(sentence, phrase),
        unit=phrase.unit,
        basis=basis_of(sentence.text, indicator, year, sentence.known.year_of_writing),
        corporation=corporation_of(sentence, i, phrase),
        project=project_of(sentence, i, phrase),
        band=_band(sentence, phrase, indicator, year),
        year=year,
        period=period,
        rate=rate,
        is_total=phrase.is_base,
        rule="prose_" + ("elliptic" if phrase.is_elliptic else phrase.unit),
    )


def _segment_behind(sentence: Sentence, phrase: Phrase) -> str | None:
    """'18 appartementen Marktzicht (sociale huur)', 'minimaal 30% sociale huur', '30 in de sociale huur'.

    Also of what the number in a bracket is a share of: '30% sociale huur (90 woningen)'.
    """
    patterns = (_SHARED_OUT,) if phrase.unit == "percent" else (_IN_BRACKET, _IN_SEGMENT)
    for behind in patterns:
        if match := behind.match(sentence.text, phrase.end):
            return segment_of(match["segment"])
    ahead = _SHARE_AHEAD.search(sentence.text, 0, phrase.start)
    return segment_of(ahead["segment"]) if ahead else None


def _band(sentence: Sentence, phrase: Phrase, indicator: str, year: int | None) -> RentBand | None:
    if indicator == "stock":
        return band_in_prose(sentence.text, year)
    number = _amount(sentence, phrase)
    if phrase.unit != "eur" or "huur" not in sentence.text or not _is_rent(number):
        return None
    return RentBand(number.text, number.value_min if number.qualifier == "min" else None, number.value_max)


def _amount(sentence: Sentence, phrase: Phrase) -> Number:
    """The number, with the bound that words further ahead set: 'onder de grens (€ 450)'."""
    lead = sentence.text[: phrase.start]
    is_exact = phrase.number.qualifier == "exact"
    is_limit = phrase.unit == "eur" and limits_named(lead) and _LIMIT_BOUND.search(lead)
    is_allowed = phrase.unit == "percent" and _AT_MOST.search(lead)
    if is_exact and (is_limit or is_allowed):
        return phrase.number._replace(value_min=None, qualifier="max")
    return phrase.number


def _ends_with(words: str, table: str) -> bool:
    ahead = words.rstrip()
    return any(match.end() == len(ahead) for match in listed("counted", table).finditer(ahead))


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


def words_of(document: Document, span: Span) -> str:
    """The words, blank where '>' opens the lines of a list: there it is no 'more than'."""
    text = document.quote(span)
    is_line = span.start == 0 or document.text[span.start - 1] == "\n"
    bullet = _ANGLE.match(text)
    if bullet and is_line and _ANGLE_LINE.search(document.text):
        return " " * bullet.end() + text[bullet.end() :]
    return text
