"""What is learnt of names while a document is read, and which capitalised words can be names at all."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from extractors._language import stop_words
from extractors._parties.party import PartyType
from extractors._parties.places import places, stands_inside
from extractors._parties.words import either, words
from extractors._registers import Registers, fold, shipped

_TELLING: tuple[
    tuple[PartyType, re.Pattern[str]], ...
] = (  # what a name itself tells: 'Huurbelang', 'HVZ', 'ZorgVeluwe', 'Veenwonen'
    ("tenant_organisation", re.compile(r"(?i)huurder|huurbelang|bewoner|raad$|^h(?:v|bv|bo)[a-z]?$")),
    ("care", re.compile(r"(?i)zorg|welzijn|\bggz|\bggd|leger des heils|humanitas|maatschappelijk werk")),
    ("government", re.compile(r"(?i)waterschap|provincie|ministerie|politie|stadsbank|kredietbank")),
    ("corporation", re.compile(r"(?i)woon|wonen\b|woning|volkshuisvest|^thuis (?:in|aan|bij|op) ")),
)
# A word that corporations and care have in their names, where another part stands beside it: 'Wonen Veendam'
_TELLING_WORD = re.compile(
    r"\b(?:Wonen|Woon[a-z]+|[A-Z][a-z]+wonen|[A-Z][a-z]+Wonen|Zorg[a-z]+|Woon[A-Z]\w+|Thuis)\b"
)
_ARTICLES = frozenset(("de", "het", "'t", "’t"))
_LEGAL = re.compile(r"^(?:Stichting|stichting)\s+(?=\S)")  # no part of a name
_COMMON_NAME_COUNT = 5
_LONGEST_TELLING = 4  # words
_BEFORE = 24  # characters before a name that hold a word for a place
_INNER_CAPITAL = re.compile(r"[a-zà-ÿ][A-ZÀ-Þ]|^[A-Z]{2}")  # 'ZorgVeluwe', 'HDB'
# 'wonen' in small letters, no part of an address on the web; the second branch steps over all else at once
_LOWER_WORD = re.compile(r"([a-zà-ÿ][\w-]+)(?![\w@]|\.\w)[\w@./-]*|[\w@./-]+")


@dataclass(slots=True)
class Found:
    """What was learnt of one name so far."""

    names: Counter[str] = field(default_factory=Counter)  # the ways it is written
    types: Counter[PartyType] = field(default_factory=Counter)  # votes
    full_names: Counter[str] = field(default_factory=Counter)  # with the kind word: 'Huurdersraad De Brug'
    word: str | None = None  # that kind word
    aliases: set[str] = field(default_factory=set)
    evidence: Counter[str] = field(default_factory=Counter)  # 'sign', 'row', 'kind', 'register', …
    defined: str | None = None  # 'hierna: X'
    called: set[str] = field(default_factory=set)  # 'hierna: de huurdersraad', in lower case

    def name(self) -> str:
        """The way it is written most often."""
        return _usual(self.names)

    def full_name(self) -> str:
        """The name with its kind word as written most often."""
        return _usual(self.full_names)

    def type(self) -> PartyType:
        """The kind most voted for; the name itself decides where nothing else does.

        A name that tells care or government and nothing else is that, whatever its actions resemble:
        'Thuiszorg Borgvoort levert de zorg in 20 woningen'.
        """
        told = [kind for kind, telling in _TELLING if telling.search(self.name())]
        is_sure = len(told) == 1 and told[0] in ("care", "government")
        if self.types and not (is_sure and not self.full_names and not self.evidence["register"]):
            return max(self.types.items(), key=lambda vote: (vote[1], vote[0]))[0]
        return told[0] if told else "other"

    def weight(self) -> int:
        """How much the text makes of it: a place among those who sign counts for three."""
        return 3 * self.evidence["sign"] + self.evidence["row"]

    def is_only_titled(self) -> bool:
        """Whether nothing but a title names it: 'Prestatieafspraken Borgvoort', and 'in Borgvoort'."""
        return self.weight() == 0 and self.evidence["titled"] > 0


@dataclass(slots=True)
class Names:
    """All names of a document by folded name; municipalities apart."""

    text: str
    ordinary: frozenset[str]  # words that the text also writes without a capital
    towns: frozenset[str] = frozenset()  # folded names of the municipalities that the inventory gives
    registers: Registers = field(default_factory=shipped)
    organisations: dict[str, Found] = field(default_factory=dict)
    municipalities: dict[str, Found] = field(default_factory=dict)
    place_names: dict[str, bool] = field(default_factory=dict)  # whether the text has a name as a place
    legend: dict[str, tuple[str, str]] = field(default_factory=dict)  # 'G' -> ('municipality', '')
    inner_names: dict[str, bool] = field(default_factory=dict)  # whether it stands inside a sentence
    names_behind_in: dict[str, bool] = field(default_factory=dict)  # whether the text says 'in Borgvoort'
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)  # names that are a row of two

    def organisation(self, name: str) -> Found:
        """The entry of an organisation, new where it was not met before."""
        return _entry(self.organisations, self.key(name), _LEGAL.sub("", name))

    def key(self, name: str) -> str:
        """The folded name; of a registered corporation that of its register: 'Veste' is 'Veste Wonen'."""
        known = self.registers.corporation(name)
        return fold(known.name if known else _LEGAL.sub("", name))

    def municipality(self, name: str) -> Found:
        """The entry of a municipality, under its plain name."""
        return _entry(self.municipalities, fold(name), name)

    def vote(self, name: str, kind: PartyType) -> None:
        """Count a sign that this organisation, if it is known at all, is of this kind."""
        one = self.organisations.get(self.key(name))
        if one is not None:
            one.types[kind] += 1

    def is_run(self, name: str) -> bool:
        """Whether it is names met before, one behind the other: 'Welbouw Borgvoort', two lines of a cell."""
        aliases = {fold(alias) for one in self.organisations.values() for alias in one.aliases}
        split = (key.partition(" ") for key in self.organisations)
        bare = {name for kind, _, name in split if kind in words().kinds}  # of 'woningcorporatie Welbouw'
        known = self.organisations.keys() | self.municipalities.keys() | aliases | bare
        parts = name.split()

        def is_known(part: str) -> bool:
            return fold(part) in known or self.registers.is_municipality(part)

        def splits(start: int) -> bool:
            ends = range(start + 1, len(parts) + (start > 0))
            return start == len(parts) or any(
                is_known(" ".join(parts[start:end])) and splits(end) for end in ends
            )

        return not is_known(name) and splits(0)

    def plausible(self, name: str) -> bool:
        """Whether a bare capitalised name can be one: no place, no word the text also writes small."""
        if self.registers.corporation(name) is not None:
            return True
        if len(name) < 2 or self.registers.is_municipality(name):
            return False
        if is_stop(name):  # 'Samen Wonen' is a name only where the text keeps writing it so
            return " " in name and _has_part(name) and self.text.count(name) >= _COMMON_NAME_COUNT
        return " " in name or not (
            name.lower() in self.ordinary or name.lower().endswith(words().stop_endings)
        )

    def is_word(self, name: str) -> bool:
        """Whether a name is an ordinary word, made a name by the kind word before it: 'Stichting Rondom'."""
        small = name.lower()
        if " " in name or small in words().stop or small.endswith(words().stop_endings):
            return False
        return small in self.ordinary or small in stop_words() or small in words().name_parts

    def is_place(self, name: str) -> bool:
        """Whether the text also has it as a place or a project ('in De Weverij'), or as a town of its own."""
        if fold(name) in self.municipalities or fold(name) in self.towns:
            return True
        if name not in self.place_names:  # asked at each place where it acts
            self.place_names[name] = any(
                _place_word_before().search(self.text[max(0, place - _BEFORE) : place])
                for place in places(name, self.text, "")
            )
        return self.place_names[name]

    def is_behind_in(self, name: str) -> bool:
        """Whether the text says 'in' and this name somewhere."""
        if name not in self.names_behind_in:  # asked of each title that names it
            self.names_behind_in[name] = any(True for _ in places(f"in {name}", self.text, ""))
        return self.names_behind_in[name]

    def stands_inside(self, name: str) -> bool:
        """Whether the name stands inside a sentence somewhere, so that its capital is its own."""
        if name not in self.inner_names:  # asked of each row of names
            is_own = _INNER_CAPITAL.search(name) is not None
            self.inner_names[name] = is_own or stands_inside(name, self.text)
        return self.inner_names[name]


@cache
def _place_word_before() -> re.Pattern[str]:
    """'in ', 'Bestemmingsplan ' right before a name."""
    return re.compile(rf"(?<!\w)(?i:{either(words().place_words)})\s+$")


def _entry(book: dict[str, Found], key: str, name: str) -> Found:
    one = book.get(key)
    if one is None:
        one = book[key] = Found()
    one.names[name] += 1
    return one


def _usual(written: Counter[str]) -> str:
    """The commonest spelling; capitals throughout are a logo's or a title's, and give way to any other."""
    return max(written, key=lambda name: (not name.isupper() or len(name) < 6, written[name]))


def has_telling_word(name: str) -> bool:
    """Whether a name of several words has one that names of corporations have: 'Woonmaat Veendam'."""
    telling = _TELLING_WORD.search(name)
    return (
        telling is not None
        and (" " in name or _INNER_CAPITAL.search(name) is not None)
        and not telling.group().lower().endswith(words().stop_endings)
    )


def tells_its_kind(name: str) -> bool:
    """Whether a name of a few words says what kind of party it is: 'Huurdersstem', 'Zorggroep De Lier'."""
    return len(name.split()) <= _LONGEST_TELLING and any(telling.search(name) for _, telling in _TELLING)


def starts_adverbially(name: str) -> bool:
    """Whether a run of capitals begins with a word of the sentence: 'In Borgvoort', 'Als Welbouw'."""
    first = name.split()[0].lower()
    return first not in _ARTICLES and (first in words().adverbial_starts or first in stop_words())


def is_stop(name: str) -> bool:
    """Whether all words of a name are ones that never make a name: 'De Woonvisie', 'Daarnaast'."""
    return all(part.lower() in _stop() for part in name.split())


def _has_part(name: str) -> bool:
    return any(part.lower() in words().name_parts for part in name.split())


def trimmed(name: str) -> str:
    """A name without the ordinary words around it: 'Overleg Welbouw', 'de Welbouw' are 'Welbouw'."""
    parts = name.split()
    while len(parts) > 1 and (parts[0] in _ARTICLES or parts[0].lower() in words().stop - _ARTICLES):
        parts.pop(0)
    while len(parts) > 1 and parts[-1].lower() in words().stop:
        parts.pop()
    return " ".join(parts)


@cache
def _stop() -> frozenset[str]:
    roles = {form for _, forms in words().roles.values() for form in forms}
    vocabulary = words()
    return (
        vocabulary.stop
        | vocabulary.name_parts
        | vocabulary.sign_lists
        | stop_words()
        | roles
        | frozenset(vocabulary.group_types)
        | frozenset(vocabulary.functions)
    )


def lower_words(text: str) -> frozenset[str]:
    """All words that the text writes with a small first letter."""
    return frozenset(filter(None, _LOWER_WORD.findall(text)))
