"""Corporations told by their name alone: 'Woonvast Lierdam', 'Dommelwonen' in a text that tells no more."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from extractors._parties.book import Names
from extractors._parties.words import words
from extractors._registers import fold

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'-]+"
# 'Dommelwonen', 'WoonVeen', 'Woonvast Lierdam', 'Thuishaven Lierdam', 'Wonen Lierdam'
_NAME = re.compile(
    rf"(?<![\w-])(?:(?P<compound>[A-Z][a-zà-ÿ]{{2,}}wonen|Woon[A-Z][a-z]\w+)"
    rf"|(?P<head>Woon[a-z]{{2,}}|Thuis[a-z]{{2,}}|Wonen) (?P<place>{_CAPITAL}))(?![\w-])"
)
_INSIDE = re.compile(r"(?<!\w)[a-zà-ÿ]+ $")  # 'door ' before a name: its capital is its own
_BEFORE = 20  # characters that tell it


def learn_telling_names(found: Names) -> None:
    """Names that tell a corporation: a compound, or a head and a name that are clearly one.

    So they are behind a small letter, where they are repeated, or where it is a town of the document.
    """
    for name in dict.fromkeys(_telling_names(found)):
        if found.key(name) not in found.organisations and not found.is_place(name):
            one = found.organisation(name)
            one.evidence["subject"] += 1
            one.types["corporation"] += 1


def _telling_names(found: Names) -> Iterator[str]:
    towns = {*found.towns, *found.municipalities}
    matches = list(_NAME.finditer(found.text))
    times = Counter(match.group() for match in matches)
    for match in matches:
        word = match["compound"] or match["head"]
        if word.lower() in found.ordinary or _is_ordinary(word) or found.registers.corporation(word):
            continue
        is_repeated = word != "Wonen" and times[match.group()] > 1
        is_inside = _INSIDE.search(found.text[max(0, match.start() - _BEFORE) : match.start()]) is not None
        if match["compound"] or is_repeated or is_inside or fold(match["place"]) in towns:
            yield match.group()


def _is_ordinary(word: str) -> bool:
    small = word.lower()
    return small in words().dwelling_words or (
        small != "wonen" and (small in words().kinds or small.endswith(words().stop_endings))
    )
