"""Names as they stand beside each other: 'gemeente Borgvoort, Welbouw en huurdersraad De Brug (HDB)'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractors._document import Span
from extractors._party import PartyType
from extractors._party_words import either, words

_GAP = r"[^\S\n\t]+"  # a paragraph is one line of the text; a tab parts table cells
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w&’'-]*(?<![’'-])"  # 'Welbouw', 'Woongoed-2-Duizend', 'Woonkracht10', 'L’Escaut'
_DIGIT_FIRST = r"\d[A-Z]\b"  # '3B Wonen'
_LINK = r"(?:van|de|den|der|het|te|ten|&)"  # 'Antonius van Padua', 'Land van Altena'
_MONOGRAM = r"[A-ZÀ-ÖØ-Þ][\w’'&.-]{1,14}"  # what stands in brackets behind a name: 'HBV', 'HuRa'
_ARTICLE = r"(?:[Dd]e|[Hh]et|['’]t)"

# ', ' or ' en ' or ' / ' or ', en '
_SEPARATOR = re.compile(
    r"(?:\s*,\s*(?:en|&)?|\s+en|\s*/|\s+&|\s+met|\s+alsook|\s+alsmede|\s+evenals)\s*(?:ook\s+)?"
)
_INTRODUCTION = re.compile(r"\s*:?\s*")  # 'de corporaties Welbouw', 'de huurdersorganisaties: De Brug'


@dataclass(frozen=True, slots=True)
class Item:
    """One party in a row of parties: a word for its kind, a name, or both."""

    span: Span
    word: str | None  # 'gemeente', 'huurdersraad', 'corporaties', in lower case
    name: str | None  # 'De Brug'
    name_span: Span | None
    monogram: str | None  # 'HDB'
    full: str | None  # 'Huurdersraad De Brug', where the text gives it in brackets behind the short name
    type: PartyType | None  # what the word says; a bare name says nothing

    @property
    def is_several(self) -> bool:
        """Whether its word is a plural that introduces names: 'de corporaties Welbouw en De Brug'."""
        return self.word is not None and self.word not in words().kinds and self.type is not None


@cache
def _kinds() -> str:
    vocabulary = words()
    several = [form for form in vocabulary.group_types() if form not in vocabulary.kinds]
    return either([*vocabulary.kinds, *several, *vocabulary.functions])


@cache
def name_pattern() -> str:
    """A capitalised name of up to five words: 'Welbouw', 'De Brug', 'Antonius van Padua', 'Veen e.o.'.

    A word for a kind of party or for a function under a signature begins another name.
    """
    borders = either([*words().kinds, *words().functions, *words().sign_functions, *words().group_types()])
    more = rf"{_GAP}(?:{_LINK}{_GAP}){{0,2}}(?!(?i:{borders})(?![\w-])){_CAPITAL}"
    return rf"(?:{_ARTICLE}{_GAP})?(?:{_CAPITAL}|{_DIGIT_FIRST})(?:{more}){{0,4}}(?:{_GAP}e\.o\.)?"


@cache
def _item_pattern() -> re.Pattern[str]:
    legal = rf"(?:(?i:{either(words().legal_forms)}){_GAP})?"
    inner = rf"(?:(?i:{either(words().kinds)}){_GAP})?"  # 'Huurdersraad Wbv De Brug'
    return re.compile(
        rf"(?<![\w-])(?:(?:(?:[Dd]e|[Hh]et|[Bb]eide|[Aa]lle|haar|hun|onze|uw){_GAP})?{legal}"
        rf"(?P<word>(?i:{_kinds()}))(?![\w-])(?:{_GAP}(?P<name>{inner}{name_pattern()}))?"
        rf"|{legal}(?P<bare>{name_pattern()})"
        rf")(?:{_GAP}\((?:(?P<monogram>{_MONOGRAM})|(?P<full>(?i:{either(words().kinds)}){_GAP}{name_pattern()}))\))?"
    )


def items(text: str) -> Iterator[Item]:
    """Everything that could be a party in a row, in reading order. Linear; names are not yet judged."""
    vocabulary = words()
    types = vocabulary.group_types() | vocabulary.kinds
    municipality: dict[str, PartyType] = dict.fromkeys(vocabulary.functions, "municipality")
    for found in _item_pattern().finditer(text):
        word = " ".join(found["word"].lower().split()) if found["word"] else None
        group = "name" if found["name"] else "bare" if found["bare"] else None
        yield Item(
            Span(*found.span()),
            word,
            " ".join(found[group].split()) if group else None,
            Span(*found.span(group)) if group else None,
            found["monogram"],
            found["full"],
            (types | municipality).get(word) if word else None,
        )


def rows(text: str) -> Iterator[tuple[Item, ...]]:
    """Items that stand in one row: 'gemeente, Welbouw en De Brug'. Single items are rows of one."""
    row: list[Item] = []
    for item in items(text):
        if row and not _follows(text, row[-1], item):
            yield tuple(row)
            row = []
        row.append(item)
    if row:
        yield tuple(row)


def _follows(text: str, left: Item, right: Item) -> bool:
    between = text[left.span.end : right.span.start]
    if len(between) > 24:
        return False
    introduces = left.is_several and left.name is None and _INTRODUCTION.fullmatch(between)
    is_next_line = (
        between == " " and left.name is not None and right.word in words().kinds
    )  # lines run together
    return bool(introduces or is_next_line or _SEPARATOR.fullmatch(between))
