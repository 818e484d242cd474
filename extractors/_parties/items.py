"""Names as they stand beside each other: 'gemeente Borgvoort, Welbouw en huurdersraad De Brug (HDB)'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from extractors._document import Span
from extractors._parties.party import PartyType
from extractors._parties.words import either, joined, words
from extractors._vocabulary import words_of

_GAP = r"[^\S\n\t]+"  # a paragraph is one line of the text; a tab parts table cells
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w&’'-]+(?<![’'-])"  # 'Welbouw', 'Veen-aan-Zee', 'Woonkr8', 'L’Étoile'
_DIGIT_FIRST = r"\d[A-Z]\b"  # '3B Wonen'
# 'Antonius van Padua', 'Leger des Heils', 'Veen aan Zee'
_LINK = r"(?:van|de|den|der|des|het|te|ten|&|aan(?=\sZee\b))"
_STREET = r"[\w-]*(?:straat|laan|weg|plein|markt)\b"  # where its hall stands
# ' aan de Linge' behind 'gemeente Borgvoort', ' a/d Linge', ' bij Zee'
TOWN_END = re.compile(
    rf"{_GAP}(?:(?:aan{_GAP}(?:den?|het|['’]t)|a/d){_GAP}(?!(?i:{_STREET})){_CAPITAL}|bij{_GAP}Zee)(?![\w-])"
)
_MONOGRAM = r"[A-ZÀ-ÖØ-Þ][\w’'&.-]{1,14}"  # what stands in brackets behind a name: 'HBV', 'HuRa'
_INITIALS = re.compile(r"(?:^|\W)(?:[A-Z]\.)+$")  # 'J.M.' before a surname
_LONGEST_FORENAMES = 40  # characters of a title, initials and 'van de' before a surname
_PARTS_CELLS = re.compile(r"[\n\t]")
_OPENING = ("de", "het", "beide", "alle")  # determiners that may open a sentence, and those that do not
_INNER = ("haar", "hun", "onze", "uw")
_ARTICLE = r"(?:[Dd]e|[Hh]et|['’]t)"

# ', ' or ' en ' or ' / ' or ', en '
_SEPARATOR = re.compile(
    r"(?:\s*,\s*(?:en|&)?|\s+en|\s*/|\s+&|\s+met|\s+alsook|\s+alsmede|\s+evenals"
    r"|\s+[|·•–—-](?=\s))\s*(?:ook\s+)?"  # 'Gemeente Borgvoort | Welbouw | HV De Brug' on a cover
)
_INTRODUCTION = re.compile(r"\s*[:(]?\s*")  # 'de corporaties Welbouw', 'de huurdersorganisaties: De Brug'
# ', Welbouw', ' en de Brug', '/ 3B': a second name of a row
_NEXT_NAME = re.compile(
    r"(?:[,/&|·•–—-]|(?<!\w)(?:en|met|alsook|alsmede|evenals)\b)[\s&]*(?:en\s+)?(?:ook\s+)?"
    rf"(?:(?:{_ARTICLE}|St\.)\s+)?[A-ZÀ-ÖØ-Þ\d]"
)
_WORD = re.compile(r"\w+")
_FARTHEST = 24  # characters between two items of a row

_BESIDE = re.compile(r"\w(?:,| en) $")  # 'Welbouw, ' or 'Welbouw en ' before a name
_BESIDE_LENGTH = 5


class Item(NamedTuple):
    """One party in a row of parties: a word for its kind, a name, or both."""

    span: Span
    word: str | None  # 'gemeente', 'huurdersraad', 'corporaties', in lower case and in one piece
    name: str | None  # 'De Brug'
    full: str | None  # kind and name as printed: 'Huurders Raad De Brug'
    monogram: str | None  # 'HDB', in brackets behind it
    meaning: str | None  # 'Huurdersraad De Brug', where the text gives it in brackets behind the short name
    type: PartyType | None  # what the word says; a bare name says nothing
    is_legal: bool = False  # a legal form stands before it: 'Stichting De Brug'

    @property
    def is_bare(self) -> bool:
        """Whether nothing but its capitals makes it a name: most are the first word of a sentence."""
        return self.word is None and self.meaning is None and not self.is_legal

    @property
    def introduces(self) -> bool:
        """Whether its word is a plural that introduces names: 'de corporaties Welbouw en De Brug'."""
        return self.word is not None and self.word not in words().kinds and self.word in words().group_types


@cache
def _kind_words() -> str:
    return f"(?:{words().kind_pattern}|{either([*words().group_types, *words().functions])})"


@cache
def name_pattern() -> str:
    """A capitalised name of up to five words: 'Welbouw', 'De Brug', 'Antonius van Padua', 'Veen e.o.'.

    A word for a kind of party or for a function under a signature begins another name.
    """
    # the sign is looked at first: nine of ten places in a text end there, before any list is gone through
    functions = rf"(?=[A-ZÀ-ÖØ-Þ\dhd'’])(?!(?i:{either(words().sign_functions)})(?![\w-]))"
    borders = f"(?:{_kind_words()}|{either(words().sign_functions)}|{either(words().legal_forms)})"
    more = rf"{_GAP}(?:{_LINK}{_GAP}){{0,2}}(?!(?i:{borders})(?![\w-])){_CAPITAL}"
    first = rf"(?:{_ARTICLE}{_GAP}|St\.{_GAP})?(?:{_CAPITAL}|{_DIGIT_FIRST})"
    return rf"{functions}{first}(?:{more}){{0,4}}(?:{_GAP}e\.o\.)?"


@cache
def _placed_end() -> re.Pattern[str]:
    """' in de Vliet' behind 'Thuis', so that a row's 'Thuis in de Vliet' is one name."""
    return re.compile(
        rf"{_GAP}{either(words().placed_links)}{_GAP}(?:(?:de|het|den|['’]t){_GAP})?{_CAPITAL}(?![\w-])"
    )


def _in_either_case(word: str) -> str:
    return f"[{word[0].upper()}{word[0]}]{word[1:]}"


@cache
def _start() -> str:
    """How an item begins: with a capital, a digit, a quote, or two letters of a word that may open it.

    Nine of ten words of a text end here, before any list is gone through with regard to no case.
    """
    vocabulary = words()
    openers = {*_OPENING, *_INNER, *vocabulary.kinds, *vocabulary.group_types, *vocabulary.functions}
    openers |= vocabulary.legal_forms | vocabulary.before_kinds
    seconds: dict[str, set[str]] = {}
    for word in openers:
        seconds.setdefault(word[0].lower(), set()).update((word[1].lower(), word[1].upper()))
    small = (f"{first}[{re.escape(''.join(sorted(rest)))}]" for first, rest in sorted(seconds.items()))
    return rf"[A-ZÀ-ÖØ-Þ\d'’]|{'|'.join(small)}"


@cache
def _item_pattern() -> re.Pattern[str]:
    legal = rf"(?:(?i:{either(words().legal_forms)}){_GAP})?"
    kind = rf"(?i:{words().kind_pattern})"
    determiner = rf"(?:{'|'.join([*map(_in_either_case, _OPENING), *_INNER])})"
    formal = rf"(?:(?i:{either(words().legal_forms | words().before_kinds)}){_GAP})*"
    name = name_pattern()
    return re.compile(
        rf"(?<![\w-])(?={_start()})(?:(?:{determiner}{_GAP})?{formal}"
        rf"(?P<word>(?i:{_kind_words()}))(?![\w-])"
        rf"(?:{_GAP}(?P<named>{legal}(?:(?P<inner>{kind}){_GAP})?(?P<name>{name})))?"
        rf"|(?P<legal>{legal})(?P<bare>{name})"
        rf")(?:{_GAP}\([‘'’“\"]?(?:(?P<monogram>{_MONOGRAM}?)|(?P<meaning>{kind}{_GAP}{name}))[’'”\"]?\))?"
    )


def items(text: str) -> Iterator[Item]:
    """Everything that could be a party in a row, in reading order. Linear; names are not yet judged."""
    end = 0
    for found in _item_pattern().finditer(text):
        if found.start() < end:
            continue  # the place of a name: 'de Vliet' of 'Thuis in de Vliet'
        item = _bare(found) if found["bare"] else _with_word(found)
        end = item.span.end
        if not found["bare"] or found["legal"] or not _is_surname(text, found.start()):
            yield item


def _is_surname(text: str, start: int) -> bool:
    """Whether a bare name is a person's: 'P. Jansen', 'mevrouw De Boer', 'wethouder van der Vliet'."""
    if start == 0:
        return False
    before = _PARTS_CELLS.split(text[max(0, start - _LONGEST_FORENAMES) : start])[-1].split()
    while before and before[-1].lower() in words().surname_particles:
        before.pop()
    if not before or before[-1] in words().companies:
        return False
    return before[-1].lower() in words().titles or _INITIALS.search(before[-1]) is not None


def _bare(found: re.Match[str]) -> Item:
    """A name without a word for its kind, with the place that belongs to it: 'Thuis in de Vliet'."""
    name, end = found["bare"], found.end()
    if _heads_place(found) and (placed := _placed_end().match(found.string, end)):
        name, end = name + placed.group(), placed.end()
    return Item(
        Span(found.start(), end),
        None,
        " ".join(name.split()),
        None,
        found["monogram"],
        found["meaning"],
        None,
        bool(found["legal"]),
    )


def _heads_place(found: re.Match[str]) -> bool:
    """Whether a place may belong to the name: 'Thuis', and behind another name of a row 'Wonen' too."""
    name = found["bare"]
    if name in words().placed_in_rows or name not in words().placed_heads:
        return name in words().placed_in_rows
    return _BESIDE.search(found.string, max(0, found.start() - _BESIDE_LENGTH), found.start()) is not None


def _with_word(found: re.Match[str]) -> Item:
    word, name, start = joined(found["word"]), found["name"], found.start("word")
    if found["inner"] and word in words().group_types and word not in words().kinds:
        word, start = (
            joined(found["inner"]),
            found.start("inner"),
        )  # 'de huurdersorganisaties huurdersraad De Brug'
    elif found["inner"]:
        name = f"{found['inner']} {name}"  # 'Huurdersraad Wbv De Brug'
    full = found.string[start : found.end("named")] if name else None
    if name is None and found["monogram"] and word in words().kinds:
        name, full = found["monogram"], found["word"]  # 'de Huurdersraad (HR)'
    kind = words().kinds.get(word) or words().group_types.get(word)
    kind = kind or ("municipality" if word in words().functions else None)
    end = found.end()
    if name and kind == "municipality" and (behind := TOWN_END.match(found.string, end)):
        name, end = name + behind.group(), behind.end()
    return Item(
        Span(found.start(), end),
        word,
        " ".join(name.split()) if name else None,
        " ".join(full.split()) if full else None,
        found["monogram"],
        found["meaning"],
        kind,
    )


def may_tell(text: str) -> bool:
    """Whether some row of the text can be more than one bare name: of half of all sentences none can."""
    return not _opening_words().isdisjoint(words_of(text)) or _NEXT_NAME.search(text) is not None


@cache
def _opening_words() -> frozenset[str]:
    """With what a word for a kind of party, a function or a legal form begins: 'huurders', 'college'."""
    vocabulary = words()
    forms = {
        *vocabulary.group_types,
        *vocabulary.functions,
        *vocabulary.legal_forms,
        *vocabulary.before_kinds,
    }
    for parts in vocabulary.morphemes.values():  # written together up to any of its parts
        forms.update("".join(parts[:end]) for end in range(1, len(parts) + 1))
    return frozenset(_WORD.findall(form.lower())[0] for form in forms)


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
    if len(between) > _FARTHEST:
        return False
    introduces = left.introduces and left.name is None and _INTRODUCTION.fullmatch(between)
    is_next_line = (
        between == " " and left.name is not None and (right.word in words().kinds or right.is_legal)
    )  # lines run together
    return bool(introduces or is_next_line or _SEPARATOR.fullmatch(between))
