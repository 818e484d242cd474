"""What abbreviations stand for, where a legend says it: 'G = gemeente, WV = Woonvest Vijver'."""

from __future__ import annotations

import re

from extractors._parties.book import Names, is_stop
from extractors._parties.items import Item, items
from extractors._parties.party import PartyType
from extractors._parties.words import words

# 'G = ', 'HV: ' and what they stand for, up to the next of them
_ENTRY = re.compile(
    r"(?<![\w.-])(?P<short>[A-Z][A-Za-z&]{0,4})\s*(?P<sign>[=:])\s+(?P<meaning>[^=:;|\n\t]{2,70}?)"
    r"(?=[\s.,;|)]*(?:$|[\n\t;|)])|\s*[,.;]?\s+(?:en\s+)?[A-Z][A-Za-z&]{0,4}\s*[=:]\s)"
)
_PAIRS = 2  # entries with a colon: one alone may be any label


def learn_legend(found: Names, line: str) -> None:
    """Keep the party or kind of party that each abbreviation of a legend stands for."""
    if "=" not in line and ":" not in line:
        return
    entries = [entry for entry in _ENTRY.finditer(line) if entry["short"][-1:].isupper()]
    meant = [(entry, item) for entry in entries if (item := _meaning(entry["meaning"])) is not None]
    for entry, item in meant:
        if entry["sign"] == "=" or len(meant) >= _PAIRS:
            _keep(found, entry["short"], item)


def _meaning(words_: str) -> Item | None:
    """The one party that the words are: 'de gemeente', 'Huurdersalliantie', 'corporatie Woonvest Vijver'."""
    named = list(items(words_))
    whole = words_.strip().removeprefix("de ").removeprefix("het ")
    if len(named) != 1 or len(words_[named[0].span.start : named[0].span.end]) < len(whole):
        return None
    item = named[0]
    return item if item.word or (item.name and not is_stop(item.name)) else None


def _keep(found: Names, short: str, item: Item) -> None:
    name = item.full if item.word in words().kinds else item.name
    kind: PartyType | None = item.type
    if kind == "municipality" or not name:
        found.legend[short] = (kind if kind == "municipality" else item.word or "", item.name or "")
        return
    one = found.organisation(name)
    one.evidence["legend"] += 1
    if kind:
        one.types[kind] += 3
        one.word = item.word
        one.full_names[name[0].upper() + name[1:]] += 1
    if len(short) > 1:
        one.aliases.add(short)
    else:
        found.legend[short] = ("organisation", found.key(name))
