"""What abbreviations stand for, where a legend says it: 'G = gemeente, WV = Woonvest Vijver'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from extractors._parties.book import Names, is_stop
from extractors._parties.items import Item, items
from extractors._parties.party import PartyType
from extractors._parties.words import words

_SHORT = r"[A-Z][A-Za-z&]{0,4}"
# 'G = ', 'HV: '; the look back stands behind the capital, to which `re` can jump
_HEAD = re.compile(r"(?P<short>[A-Z](?<![\w.&-].)[A-Za-z&]{0,4})\s*(?P<sign>[=:])\s*")
# what it stands for, up to the next of them
_MEANING = re.compile(
    rf"[^=:;|\n\t]{{2,70}}?(?=[\s.,;|)]*(?:$|[\n\t;|)])|\s*[,.;]?\s+(?:en\s+)?{_SHORT}\s*[=:]\s)"
)
_ARTICLE = re.compile(r"(?:[Dd]e |[Hh]et )?")
# 'b. de WBV: Woningbouwvereniging Samen Sterk', an item of a list of definitions
_DEFINED = re.compile(rf"\W*(?:\w{{1,2}}[.)]\s*)?(?:[Dd]e|[Hh]et)\s+{_SHORT}\s*:")
_PAIRS = 2  # entries with a colon: one alone may be any label


class Entry(NamedTuple):
    """One abbreviation that a text seems to explain."""

    short: str
    sign: str
    start: int  # of what it stands for
    meaning: str  # empty where it does not end within a line


def entries(text: str) -> Iterator[Entry]:
    """The abbreviations before a sign, in reading order; 'Wie: ' is a label."""
    if "=" not in text and ":" not in text:  # nine of ten lines
        return
    for head in _HEAD.finditer(text):
        if head["sign"] == "=" or not head["short"][-1].islower():
            meaning = _MEANING.match(text, head.end())
            yield Entry(head["short"], head["sign"], head.end(), meaning.group() if meaning else "")


def explained_at(text: str) -> Mapping[int, str]:
    """The abbreviation that a name explains, by where the name begins: behind an article too."""
    return {
        start: entry.short
        for entry in entries(text)
        if (article := _ARTICLE.match(text, entry.start))
        for start in article.span()
    }


def learn_legend(found: Names, line: str) -> None:
    """Keep the party or kind of party that each abbreviation of a legend stands for.

    Those that end small ('Gem = ') are words elsewhere: only tables take them for codes.
    """
    shorts = [entry for entry in entries(line) if entry.short[-1].isupper()]
    meant = [(entry, item) for entry in shorts if (item := _meaning(entry.meaning)) is not None]
    for entry, item in meant:
        if entry.sign == "=" or len(meant) >= _PAIRS or _DEFINED.match(line):
            _keep(found, entry.short, item)


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
