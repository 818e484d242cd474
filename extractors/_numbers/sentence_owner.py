"""Whose and where: the project, the corporation and the municipalities of a number of a sentence."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors._document import Span
from extractors._numbers.cues import listed
from extractors._numbers.phrase import Phrase
from extractors._numbers.places import Place, locations_in, municipalities_in
from extractors._numbers.sentence_view import Sentence
from extractors._numbers.statements import Statement
from extractors._parties.party import Mention

_AGENT = re.compile(r"\bdoor\s+(?:de\s+|\w*stichting\s+)?$", re.IGNORECASE)  # 'door Woningstichting [Veste]'
_OWNER = re.compile(r"\s+van\s+(?:de\s+)?")  # '30[ van ]Veste en 40 van Oever'
_UNKNOWN_OWNER = re.compile(r"\s+van\s+(?:De|Het)\s+[A-Z]")  # '30[ van De W]aard'
_AND_NAME = re.compile(r"\s*(?:en|&|,)\s+(?P<name>(?:[Dd]e\s+|[Hh]et\s+)?[A-Z])")  # 'Veste[ en O]ever'
_REPLACED_BY = re.compile(r"\bvervangen\s+door\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
# 'Wonen Drieslo:', 'Stichting Veste:' over a list: what stands under it is of that one, known or not
_NAME_ALONE = re.compile(r"(?:De |Het )?[A-Z][\w’'&-]*(?:\s+(?:[A-Z][\w’'-]*|&|de|van|het)){0,4}\s*:?\s*")
_HERE = re.compile(r"\b(?:deze|die|dezelfde)\s+(?:locatie|plek|plaats)\b|\bhier\b", re.IGNORECASE)
_NAMED = re.compile(r"((?:de\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*)\s+woning")  # '48 [De Wit] woningen'
# '18 appartementen[ Marktzicht] (sociale huur)'; '(complex [Eshof ]60, [Veldhof ]80)'
_NAME_BEHIND = re.compile(r"\s+(?P<name>[A-Z][a-zà-ÿ’'-]{3,}(?:\s+[A-Z][\w’'-]*)*)(?=\s*(?:$|[(,;.]|en\b))")
_NAME_AHEAD = re.compile(r"(?P<name>(?:(?:De|Het|'t)\s+)?[A-Z][a-zà-ÿ’'-]{2,}(?:\s+[A-Z][\w’'-]*)*):?\s+$")


def project_of(sentence: Sentence, i: int, phrase: Phrase) -> str | None:
    towns = municipalities_in(sentence.text, sentence.known.towns)
    places = [
        place
        for place in locations_in(sentence.text)
        if not any(town.start < place.start < town.end for town in towns)  # 'Borgvoort aan de Linge'
    ]
    named = _named_beside(sentence, i, phrase)
    if named:
        return named
    for start, end in sentence.joined_regions(i):
        inside = [place for place in places if start <= place.start < end]
        if inside:
            return inside[0].name
    names = _NAMED.match(phrase.words)
    if names and not names[1].isupper():
        return names[1]
    if _HERE.search(sentence.text):
        return next((s.project for s in reversed(sentence.around.before) if s.project), None)
    first = sentence.found[0].start
    ahead = [place for place in places if place.end <= first]
    is_alone = all(p.whole == 0 or p.unit in ("percent", "eur") for p in sentence.found[1:])
    if ahead and i == 0 and is_alone:
        return ahead[-1].name
    before = sentence.found[i - 1] if i else phrase
    is_of_it = phrase.is_elliptic and any(p.is_base for p in sentence.found[:i])
    is_instead = i and _REPLACED_BY.search(sentence.text, before.end, phrase.start)
    return project_of(sentence, i - 1, before) if is_of_it or is_instead else None


def _named_beside(sentence: Sentence, i: int, phrase: Phrase) -> str | None:
    """A name glued to the number: '18 appartementen Marktzicht', '(Eshof 60, Veldhof 80)'."""
    behind = _NAME_BEHIND.match(sentence.text, phrase.end) if phrase.words else None
    ahead = _NAME_AHEAD.search(sentence.text, 0, phrase.start) if phrase.is_elliptic and i else None
    match = behind or ahead
    if match is None or (ahead and "(" not in sentence.text[: phrase.start]):
        return None
    start, end = match.span("name")
    own = Span(sentence.span.start + start, sentence.span.start + end)
    is_party = any(mention.span.meets(own) for mention in sentence.known.people.mentions_in(sentence.span))
    is_town = bool(municipalities_in(match["name"], sentence.known.towns))
    return None if is_party or is_town else match["name"]


def corporation_of(sentence: Sentence, i: int, phrase: Phrase) -> str | None:
    """'door X' or 'van X' behind the number, else who else its sentence or row names, else the only one.

    None where two do it together, or where the number is of one that is not known.
    """
    own_end = sentence.span.start + sentence.region(i)[1]
    in_order = _owners_in_order(sentence)
    if phrase in in_order:
        return in_order[phrase]
    others: list[Mention] = []
    if phrase.is_elliptic and (ahead := _right_ahead(sentence, phrase)) is not None:
        return ahead.party.name
    for mention in sentence.known.corporations_in(sentence.span):
        is_agent = bool(_AGENT.search(sentence.document.text[sentence.span.start : mention.span.start]))
        owned = _owned_by(sentence, mention)
        if owned is phrase or (is_agent and sentence.span.start + phrase.end <= mention.span.start < own_end):
            return mention.party.name
        if owned is None and (not is_agent or len(sentence.found) == 1):
            others.append(mention)
    if others:
        return None if _is_joined(sentence, others[0]) else others[0].party.name
    if _UNKNOWN_OWNER.match(sentence.text, phrase.end):
        return None
    if sentence.around.lead_span and _NAME_ALONE.fullmatch(sentence.around.lead_in):
        leading = sentence.known.corporations_in(sentence.around.lead_span)
        return leading[0].party.name if len(leading) == 1 else None
    beside = sentence.known.corporations_in(sentence.around.party_cell) if sentence.around.party_cell else []
    if len(beside) == 1:
        return beside[0].party.name
    return sentence.around.heading_owner or sentence.known.only_corporation


def _right_ahead(sentence: Sentence, phrase: Phrase) -> Mention | None:
    """The corporation right before a bare number: 'Veste bouwt 50 woningen, Oever 20'."""
    at = sentence.span.start + phrase.start
    named = (m for m in sentence.known.corporations_in(sentence.span) if m.span.end <= at)
    return next((m for m in named if not sentence.document.text[m.span.end : at].strip()), None)


def _owners_in_order(sentence: Sentence) -> dict[Phrase, str]:
    """'Veste en Oever bouwen respectievelijk 28 en 12 woningen': as many owners ahead as numbers."""
    order = listed("years", "respectively").search(sentence.text)
    if order is None:
        return {}
    at = sentence.span.start + order.start()
    named = [m.party.name for m in sentence.known.corporations_in(sentence.span) if m.span.end <= at]
    counted = [p for p in sentence.found if p.unit not in ("percent", "eur") and p.start >= order.start()]
    return dict(zip(counted, named, strict=True)) if len(named) == len(counted) > 1 else {}


def _owned_by(sentence: Sentence, mention: Mention) -> Phrase | None:
    """The number right ahead of 'van X': '30 van Veste en 40 van Oever'; only where there are several."""
    at = mention.span.start - sentence.span.start
    owned = (p for p in sentence.found if p.end <= at and _OWNER.fullmatch(sentence.text, p.end, at))
    return next(owned, None) if len(sentence.found) > 1 else None


def _is_joined(sentence: Sentence, mention: Mention) -> bool:
    """Whether the corporation does it with another, known or not: 'Veste en Oever bouwen samen 60'."""
    start, end = mention.span.start - sentence.span.start, mention.span.end - sentence.span.start
    joined = _AND_NAME.match(sentence.text, end)
    if joined is None or mention.party.type != "corporation" or start >= sentence.found[0].start:
        return False
    at = sentence.span.start + joined.start("name")
    partner = [m.party.type for m in sentence.known.people.mentions_in(sentence.span) if m.span.start == at]
    return not partner or partner[0] == "corporation"


def with_municipalities(sentence: Sentence, i: int, statement: Statement) -> Statement:
    printed = _printed_municipalities(sentence, i) or _those_of_parts(sentence, i)
    names = printed or sentence.known.municipalities_at(sentence.span.start)
    return replace(statement, municipalities=names)


def _printed_municipalities(sentence: Sentence, i: int) -> tuple[str, ...]:
    places = municipalities_in(sentence.text, sentence.known.towns)
    for start, end in sentence.joined_regions(i):
        inside = [place for place in places if start <= place.start < end]
        if inside:
            return _unique(inside)
    first = sentence.found[0].start
    ahead = [place for place in places if place.end <= first]
    return _unique(ahead) if sentence.found[i].whole is None else ()


def _those_of_parts(sentence: Sentence, i: int) -> tuple[str, ...]:
    parts = [j for j, phrase in enumerate(sentence.found) if phrase.whole == i]
    return tuple(dict.fromkeys(name for j in parts for name in _printed_municipalities(sentence, j)))


def _unique(places: list[Place]) -> tuple[str, ...]:
    return tuple(sorted({place.name for place in places}))
