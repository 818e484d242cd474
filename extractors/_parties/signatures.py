"""Who signs, as the blocks of signatures, lists of parties and definitions tell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from extractors._parties.book import Names, is_stop, starts_adverbially, trimmed
from extractors._parties.items import Item, items, name_pattern
from extractors._parties.party import PartyType
from extractors._parties.spelling import one_off
from extractors._parties.words import either, joined, words
from extractors._parties.zones import Line
from extractors._registers import fold

_RUN_WORDS = 6  # a line of a list of names has no more words
_PERSON = re.compile(r"^(?:[A-ZÀ-Þ]\.|dhr|mevr|de heer|mevrouw|drs|mr\.|ir\.)", re.IGNORECASE)
# 'Welbouw: J. Jansen (directeur-bestuurder)', 'Gemeente: A. de Boer (wethouder)'
_NAMED_WITH_FUNCTION = re.compile(r"^(?P<name>[^:()]{2,50}):\s.*\((?P<function>[^)]*)\)")
# Few sentences hold one of these: they are looked for before the names that stand in front of them.
_REPRESENTING = ("hierna", "vertegenwoordigd", "te dezen", "rechtsgeldig")
_DEFINES = ("hierna", "verder", "nader")
# 'Welbouw, vertegenwoordigd door', '2. Welbouw, hierna: ‘Welbouw’'
_REPRESENTED = re.compile(rf"^(?P<name>[^:,(]{{2,70}}?)\s*(?:\([^)]*\)\s*)?,\s*(?:{'|'.join(_REPRESENTING)})")
# 'hierna: ‘', '(hierna te noemen ', 'verder “' before a short name
_DEFINING = (
    rf"(?<!\w)(?:{'|'.join(_DEFINES)})(?:\s+(?:ook|te|noemen|genoemd|aan|duiden|als|aangeduid|afgekort|heet))*"
    r"\s*:?\s*[‘'“\"’]?"
)
_ARTICLE = re.compile(r"^[Dd]e (?=[A-Z]{2,}$)|^[Hh]et (?=[A-Z]{2,}$)")  # 'hierna: de WBV'
_LOGO_LETTERS = 12  # shorter words have too many neighbours at one letter's distance
_KIND_LETTERS = 8  # 'hbv' and 'koepel' alone say too little
_BESIDE = 4  # characters between a name and its definition where nothing stands between: ' (hierna'


@cache
def _signature() -> re.Pattern[str]:
    """'Directeur/bestuurder Welbouw', 'Wethouder gemeente Borgvoort', 'Voorzitter huurdersraad De Brug'."""
    return re.compile(
        rf"(?<!\w)(?P<function>(?i:{either(words().sign_functions)}))(?:\s+(?:van|namens))?(?:\s+de)?\s+"
        rf"(?:(?P<word>(?i:{words().kind_pattern}|gemeente))\s+)?(?P<name>{name_pattern()})"
    )


@cache
def _definition() -> re.Pattern[str]:
    """'hierna: ‘De Brug’', '(hierna te noemen Welbouw)', 'verder “HDB” genoemd'."""
    return re.compile(rf"{_DEFINING}(?!(?i:(?:de|het)\s+)?{_kind_alone()})(?P<short>{name_pattern()})")


@cache
def _called_pattern() -> re.Pattern[str]:
    """'hierna: de huurdersraad', '(verder te noemen: de Woonstichting)': a kind as short name."""
    return re.compile(rf"{_DEFINING}(?i:(?:de|het)\s+)?(?P<word>{_kind_alone()})")


@cache
def _kind_alone() -> str:
    """A word for a kind of party without a name behind it; abbreviations ('HBV') are names rather."""
    kinds = [word for word in (*words().kinds, *words().group_types) if len(word) >= _KIND_LETTERS]
    return rf"(?i:{either(kinds)})(?!\s+[A-Z])(?![\w-])"


def learn_signatures(found: Names, line: Line) -> None:
    """Names under or beside the function of who signs."""
    for match in _signature().finditer(line.text):
        if _is_told_of(line.text, match.start()):
            continue
        kind = words().sign_functions[_function(match["function"])]
        if (match["word"] or "").lower() == "gemeente" or (
            kind == "municipality" and found.registers.is_municipality(match["name"])
        ):
            found.municipality(match["name"]).evidence["sign"] += 3
        elif kind != "municipality" and not is_stop(match["name"]):
            _sign(found, f"{match['word'] or ''} {match['name']}".strip(), kind)
    named = _NAMED_WITH_FUNCTION.match(line.bare)
    if named:
        functions = {_function(part) for part in named["function"].split(",")} & words().sign_functions.keys()
        kinds = {words().sign_functions[function] for function in functions}
        signing = kinds & {"corporation", "tenant_organisation"}
        if signing and re.fullmatch(name_pattern(), named["name"].strip()):
            _sign(found, named["name"].strip(), min(signing))


def _is_told_of(text: str, start: int) -> bool:
    """Whether a sentence speaks of somebody's function: 'aldus bestuurder Ria Vos'."""
    before = re.search(r"(\w+)\W*$", text[:start])
    return before is not None and before.group(1).lower() in words().speech


def _function(printed: str) -> str:
    return " ".join(printed.lower().split())


def _sign(found: Names, name: str, kind: PartyType | None = None) -> None:
    one = found.organisation(name)
    one.evidence["sign"] += 1
    if kind:
        one.types[kind] += 2
    if found.registers.corporation(name):
        one.types["corporation"] += 2


def learn_represented(found: Names, sentence: str) -> None:
    """'Welbouw, vertegenwoordigd door haar bestuurder', also where the lines of a list were joined."""
    match = _REPRESENTED.match(sentence) if any(map(sentence.__contains__, _REPRESENTING)) else None
    name = match["name"].strip() if match else ""
    if name and _is_bare_name(name) and found.plausible(name):
        _sign(found, name)


def learn_definitions(found: Names, sentence: str) -> None:
    """The short name that a definition gives to the party right before it, else the first of its clause."""
    if not any(map(sentence.__contains__, _DEFINES)):
        return
    definitions = [*_definition().finditer(sentence), *_called_pattern().finditer(sentence)]
    if not definitions:
        return
    named = [item for item in items(sentence) if item.name and item.type != "municipality"]
    start = 0
    for match in sorted(definitions, key=lambda match: match.start()):
        clause = [item for item in named if start <= item.span.start and item.span.end <= match.start()]
        start = match.end()
        if clause:
            _define(found, clause, match)


def _define(found: Names, clause: list[Item], match: re.Match[str]) -> None:
    """Give the party of this clause its short name, or the word that stands for it in this document."""
    word, short = match.groupdict().get("word"), match.groupdict().get("short")
    if word:
        of_kind = [item for item in clause if item.type == _kind_of(word)]
        meant = _defined(of_kind or clause, match)
        found.organisation(meant.full or meant.name or "").called.add(word.lower())
    elif short and not is_stop(short):
        meant = _defined(clause, match)
        entry = found.organisation(meant.full or meant.name or "")
        entry.defined = _ARTICLE.sub("", short)
        entry.aliases.update((short, entry.defined))
        entry.evidence["sign"] += 1


def _kind_of(word: str) -> PartyType | None:
    return words().kinds.get(joined(word)) or words().group_types.get(" ".join(word.lower().split()))


def _defined(clause: list[Item], match: re.Match[str]) -> Item:
    """Which name of its clause a definition is of: its own words, the one right before it, the first."""
    short = fold(match.groupdict().get("short") or "")
    same = [item for item in clause if item.name and fold(item.name) == short]
    is_beside = match.start() - clause[-1].span.end < _BESIDE
    return same[0] if same else clause[-1] if is_beside else clause[0]


def learn_lists(found: Names, run: Iterable[Line]) -> None:
    """Lines that each are one whole name, beside lines that surely name parties: 'Partijen:', logos."""
    names = [(line, line.bare) for line in run]
    if not any(line.is_listed or _surely_party(found, name) for line, name in names):
        return
    for line, name in names:
        meant = _meant_kind(name)
        if meant:
            one = found.organisation(meant)
            one.full_names[meant] += 1
            one.aliases.add(name)
            one.types["tenant_organisation"] += 3
            one.evidence["sign"] += 1
        elif _is_bare_name(name) and found.plausible(name) and (line.is_listed or _is_told(found, name)):
            one = found.organisation(name if line.is_front or line.is_listed else trimmed(name))
            one.evidence["sign"] += 1
            one.evidence["listed"] += 1
            if found.registers.corporation(name):
                one.types["corporation"] += 2


def _meant_kind(line: str) -> str | None:
    """A tenants' organisation without another name, as logos print it: 'HUURDES ADVIES RAAD'."""
    together = "".join(line.lower().split())
    if " " not in line or len(together) < _LOGO_LETTERS:
        return None
    for kind, parts in words().morphemes.items():
        if words().kinds[kind] == "tenant_organisation" and (kind == together or one_off(kind, together)):
            return " ".join(part.title() for part in parts)
    return None


def _is_bare_name(line: str) -> bool:
    """Whether a line is one name without a word for its kind; those with one were learnt as rows."""
    first = next(iter(items(line)), None)
    is_bare = first is not None and first.type is None and first.name == " ".join(line.split())
    return is_bare and not _PERSON.match(line)


def _is_told(found: Names, name: str) -> bool:
    """Whether a title page's line is more than a heading of one word: 'Opgave' is none of the parties."""
    if name.isupper() and starts_adverbially(name):  # 'SAMEN VERDER BOUWEN' is a title
        return False
    if name.split()[0].lower() in words().heading_words:  # 'Planning Kerkbuurt' is a heading
        return False
    return " " in name or found.registers.corporation(name) is not None or found.stands_inside(name)


def _surely_party(found: Names, name: str) -> bool:
    first = next(iter(items(name)), None)
    return first is not None and (_has_kind(first) or found.key(name) in found.organisations)


def _has_kind(item: Item) -> bool:
    return item.name is not None and (item.word in words().kinds or item.word == "gemeente")


def is_name_line(line: Line) -> bool:
    """Whether a line could be one name in a list of names."""
    return len(line.bare.split()) <= _RUN_WORDS and not any(sign.isdigit() for sign in line.bare[:4])
