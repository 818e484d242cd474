"""Corporations whose name is a common word and a place: 'Thuis in Lierdam', 'Wonen aan de Vliet'."""

from __future__ import annotations

import re
from functools import cache

from extractors._parties.book import Names
from extractors._parties.words import either, words

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'-]+"


@cache
def _name() -> str:
    """'Thuis in Lierdam', 'Wonen aan de Oude Vliet'."""
    head, link = either(words().placed_heads), either(words().placed_links)
    return rf"{head}\s{link}\s(?:(?:de|het|den|’t|'t)\s)?{_CAPITAL}(?:\s{_CAPITAL})?"


@cache
def _acting_pattern() -> re.Pattern[str]:
    """'• Thuis in Lierdam streeft', 'In 2031 bouwt Thuis in Lierdam 30 woningen'."""
    verbs = either(verb for verb in words().actor_verbs if verb.endswith("t"))
    return re.compile(
        rf"(?:(?:^\W*(?:[\d.]+\s+|[a-z][.)]\s+)?|[:;]\s+)(?P<name>{_name()})\s+(?P<verb>{verbs})(?!\w)"
        rf"|\s(?P<inverted>{verbs})\s+(?P<behind>{_name()})(?![\w-]))(?P<rest>.*)"
    )


@cache
def _legal_pattern() -> re.Pattern[str]:
    """'Stichting Wonen aan de Vliet', in a title page and in running text."""
    kinds = [word for word, kind in words().kinds.items() if kind == "corporation"]
    return re.compile(rf"(?<!\w)(?i:stichting|{either(kinds)})\s+(?P<name>{_name()})(?![\w-])")


@cache
def _cell_pattern() -> re.Pattern[str]:
    """'Thuis in Lierdam en huurdersraad': such names in a cell for parties."""
    return re.compile(rf"(?<!\w){_name()}(?![\w-])")


@cache
def _dwellings() -> re.Pattern[str]:
    return re.compile(rf"(?i){either(words().dwellings)}(?!\w)")


def learn_placed_names(found: Names, sentence: str) -> None:
    """Such names that act, or stand behind a legal form; a heading 'Wonen in Lierdam' is none."""
    if not any(map(sentence.__contains__, words().placed_heads)):  # most sentences
        return
    for match in _legal_pattern().finditer(sentence):
        _learn(found, match["name"])
    for match in _acting_pattern().finditer(sentence):
        verb = match["verb"] or match["inverted"]
        if verb not in words().placed_not_verbs or _dwellings().search(match["rest"]):
            _learn(found, match["name"] or match["behind"])


def learn_placed_cell(found: Names, cell: str) -> None:
    """Such names in a place where only parties stand."""
    for match in _cell_pattern().finditer(cell):
        _learn(found, match.group())


def _learn(found: Names, name: str) -> None:
    one = found.organisation(name)
    one.evidence["subject"] += 1
    one.types["corporation"] += 1
