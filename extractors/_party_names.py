"""Which organisations and municipalities a document speaks of, and which of them sign it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from extractors._document import Document
from extractors._language import language
from extractors._party import PartyType
from extractors._party_items import Item, name_pattern, rows
from extractors._party_words import either, words
from extractors._registers import corporation, corporations, fold, is_municipality

_SIGNATURE_PART = 0.8  # signatures stand in the last fifth of a text, or before its first sentences
_TITLE_LINE_WORDS = 14
_TITLE_LINES = 40
_INSIDE_COUNT = 2
_ORG_WORDS = {  # what a name itself tells: 'Woongoed', 'Welbouw Wonen', 'ZorgTwente'
    "corporation": re.compile(r"(?i)woon|wonen|woning|volkshuisv|\bhuis"),
    "tenant_organisation": re.compile(r"(?i)huurder|bewoner"),
    "care": re.compile(r"(?i)zorg|welzijn|\bggz|\bggd|thuis voor|leger des heils|humanitas"),
}


@dataclass(slots=True)
class Found:
    """What was learnt of one name so far."""

    names: Counter[str] = field(default_factory=Counter)
    types: Counter[PartyType] = field(default_factory=Counter)
    full_names: Counter[str] = field(default_factory=Counter)  # with the kind word: 'Huurdersraad De Brug'
    aliases: set[str] = field(default_factory=set)
    evidence: Counter[str] = field(default_factory=Counter)  # 'row', 'sign', 'kind', 'subject', …
    defined: str | None = None  # 'hierna: X'

    def type(self) -> PartyType:
        """The kind most voted for; a name alone decides where nothing else does."""
        if self.types:
            return max(self.types.items(), key=lambda vote: (vote[1], vote[0]))[0]
        for name in self.names:
            for kind, pattern in _ORG_WORDS.items():
                if pattern.search(name):
                    return kind  # type: ignore[return-value]
        return "other"

    def name(self) -> str:
        """The way it is written most often."""
        return self.names.most_common(1)[0][0]

    def weight(self) -> int:
        """How much the text makes of it: a place among the signatories counts for three."""
        return 3 * self.evidence["sign"] + self.evidence["row"]


@dataclass(slots=True)
class Names:
    """All names of a document by key; municipalities apart."""

    organisations: dict[str, Found] = field(default_factory=dict)
    municipalities: dict[str, Found] = field(default_factory=dict)

    def municipalities_named(self) -> tuple[str, ...]:
        """Plain names of all municipalities that are called so."""
        return tuple(one.name() for one in self.municipalities.values())


def lines(document: Document) -> Iterator[tuple[int, str]]:
    """Offset and text of every line: a paragraph, a heading, a table cell."""
    start = 0
    for line in re.split(r"[\n\t]", document.text):
        if line.strip():
            yield start, line
        start += len(line) + 1


def names(document: Document) -> Names:
    """Collect every name with what the text says of it."""
    found = Names()
    ordinary = _lower_words(document.text)
    _learn_known(found, document.text)
    front = _front_end(document)
    listing = 0
    for offset, line in lines(document):
        is_front = offset < front
        listing = _listing_after(line, listing)
        for row in rows(line):
            signs = is_front or listing > 0 or _signs(line, row)
            _learn_row(found, row, line, ordinary, signs=signs, is_front=is_front or listing > 0)
        if is_front or offset > _SIGNATURE_PART * len(document.text):
            _learn_signatures(found, line)
    _learn_columns(found, document, ordinary)
    return found


# -------------------------------------------------- where the parties are listed
def _front_end(document: Document) -> int:
    """Offset where the title page ends: at the first full sentence, or after some lines."""
    end = 0
    for number, (offset, line) in enumerate(lines(document)):
        if number >= _TITLE_LINES or (
            len(line.split()) > _TITLE_LINE_WORDS and line.rstrip().endswith((".", ":"))
        ):
            return offset
        end = offset + len(line)
    return end


def _listing_after(line: str, listing: int) -> int:
    """How many more lines belong to a list of who signs: 'Partijen:' opens one, a long line closes it."""
    head = line.strip().rstrip(":").lower()
    if head in words().sign_lists and (line.rstrip().endswith(":") or len(head.split()) < 4):
        return 14
    return 0 if len(line.split()) > 25 else max(listing - 1, 0)


@cache
def _sign_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<!\w){either(words().sign_verbs)}(?!\w)")


def _signs(line: str, row: tuple[Item, ...]) -> bool:
    """Whether the row stands in a sentence that tells who agrees: 'gemaakt door A, B en C'."""
    if len({item.type for item in row}) < 2:
        return False
    start = line.rfind(". ", 0, row[0].span.start) + 1
    stop = line.find(". ", row[-1].span.end)
    return _sign_pattern().search(line, start, stop if stop >= 0 else len(line)) is not None


@cache
def _signature_pattern() -> re.Pattern[str]:
    """'Directeur/bestuurder Welbouw', 'Wethouder gemeente Borgvoort', 'Voorzitter huurdersraad De Brug'."""
    functions = either(words().sign_functions)
    kinds = either([*words().kinds, "gemeente"])
    return re.compile(
        rf"(?<!\w)(?P<function>(?i:{functions}))(?:\s+(?:van|namens))?(?:\s+de)?\s+"
        rf"(?:(?P<kind>(?i:{kinds}))\s+)?(?P<name>{name_pattern()})"
    )


# 'Welbouw: J. Jansen (directeur-bestuurder)', 'Welbouw, vertegenwoordigd door'
_REPRESENTED = re.compile(
    r"^\W*(?:\d+\W+)?(?P<name>[^:,()]{2,60}?)\s*(?:\([^)]*\)\s*)?(?::\s.*\((?P<function>[^)]*)\)|,\s*vertegenwoordigd)"
)


def _learn_signatures(found: Names, line: str) -> None:
    for match in _signature_pattern().finditer(line):
        function = " ".join(match["function"].lower().split())
        kind = words().sign_functions[function]
        if (match["kind"] or "").lower() == "gemeente" or (
            kind == "municipality" and is_municipality(match["name"])
        ):
            _of(found.municipalities, match["name"]).evidence["sign"] += 5
        elif kind != "municipality":
            one = _of(found.organisations, match["name"])
            one.evidence["sign"] += 1
            one.types[kind] += 2
    represented = _REPRESENTED.match(line)
    if represented and represented["function"]:
        function = " ".join(represented["function"].lower().split())
        kind = words().sign_functions.get(function) or "other"
        if kind in ("corporation", "tenant_organisation") and re.fullmatch(
            name_pattern(), represented["name"]
        ):
            one = _of(found.organisations, represented["name"])
            one.evidence["sign"] += 1
            one.types[kind] += 2


# -------------------------------------------------- rows of names
def _learn_row(
    found: Names, row: tuple[Item, ...], line: str, ordinary: frozenset[str], *, signs: bool, is_front: bool
) -> None:
    inherited: PartyType | None = None
    anchored = len(row) > 1 and any(
        item.type is not None or fold(item.name or "") in found.organisations for item in row
    )
    after_municipality = False
    for item in row:
        if item.type == "municipality":
            after_municipality = _learn_municipality(
                found, item, line, ordinary, signs=signs, anchored=anchored
            )
            inherited = None
        elif item.name is None:
            inherited = item.type if item.is_several else inherited
            after_municipality = False
        elif after_municipality and is_municipality(item.name) and item.type is None:
            _of(found.municipalities, item.name).evidence["row"] += 1
        else:
            kind = item.type or inherited
            inherited = kind if item.is_several or (inherited and item.type is None) else None
            _learn_organisation(
                found, item, kind, line, ordinary, signs=signs, anchored=anchored, is_front=is_front
            )
            after_municipality = False


def _learn_municipality(
    found: Names, item: Item, line: str, ordinary: frozenset[str], *, signs: bool, anchored: bool
) -> bool:
    """Learn 'gemeente X'; what stands behind X in the same breath is another name. Says whether X was there."""
    if item.name is None:
        return False
    name, rest = split_municipality(item.name)
    if not is_municipality(name) and (name.lower() in ordinary or _is_stop(name)):
        return False
    one = _of(found.municipalities, name)
    one.evidence["sign" if signs else "row"] += 1
    if rest and _plausible(rest, ordinary):
        _of(found.organisations, rest).evidence["row" if anchored else "next"] += 1
    return True


def split_municipality(name: str) -> tuple[str, str]:
    """The longest registered municipality at the start of a name, and what is left of it.

    'Dordrecht Trivire' is ('Dordrecht', 'Trivire'); of an unregistered name the first word is taken.
    """
    parts = name.split()
    for count in range(len(parts), 0, -1):
        if is_municipality(" ".join(parts[:count])):
            return " ".join(parts[:count]), " ".join(parts[count:])
    first = 2 if parts[0] in ("De", "Den", "Het", "'t") and len(parts) > 1 else 1
    return " ".join(parts[:first]), " ".join(parts[first:])


def _learn_organisation(
    found: Names,
    item: Item,
    kind: PartyType | None,
    line: str,
    ordinary: frozenset[str],
    *,
    signs: bool,
    anchored: bool,
    is_front: bool,
) -> None:
    assert item.name is not None
    own_word = item.word if item.word and not item.is_several else None
    name = item.name if own_word else _trimmed(item.name)
    if own_word is None and not _plausible(name, ordinary):
        return
    if own_word is None and not anchored and item.full is None:
        return
    one = _of(found.organisations, f"{own_word} {name}" if own_word else name)
    one.evidence["sign" if signs else "row"] += 1
    if own_word:
        one.full_names[f"{own_word[0].upper()}{own_word[1:]} {name}"] += 1
    if kind:
        one.types[kind] += 3 if own_word else 1
    if item.monogram:
        one.aliases.add(item.monogram)
    if item.full:
        one.aliases.add(item.full)
        one.types["tenant_organisation" if "huurder" in item.full.lower() else "other"] += 3
        one.evidence["kind"] += 1


def _of(book: dict[str, Found], name: str) -> Found:
    one = book.setdefault(fold(name), Found())
    one.names[name] += 1
    return one


def _plausible(name: str, ordinary: frozenset[str]) -> bool:
    """Whether a bare capitalised name can be an organisation: no place, no word the text also writes small."""
    if len(name) < 2 or _is_stop(name) or is_municipality(name):
        return False
    return " " in name or corporation(name) is not None or name.lower() not in ordinary


def _is_stop(name: str) -> bool:
    stop = words().stop | language().Defaults.stop_words
    return all(part.lower() in stop for part in name.split())


def _trimmed(name: str) -> str:
    """The name without ordinary words before and behind it: 'Overleg Welbouw' is 'Welbouw'."""
    parts = name.split()
    articles = {"de", "het", "'t"}
    stop = words().stop
    while len(parts) > 1 and parts[0].lower() in stop - articles:
        parts.pop(0)
    while len(parts) > 1 and parts[-1].lower() in stop:
        parts.pop()
    return " ".join(parts)


def _lower_words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"(?<![\w-])[a-zà-ÿ][\w-]+", text))


# -------------------------------------------------- columns and registers
def _learn_columns(found: Names, document: Document, ordinary: frozenset[str]) -> None:
    """Names in a table's column of parties: 'Trekker', 'Regie op realisatie'."""
    for table in document.tables:
        heads = {
            cell.column
            for cell in table.cells
            if cell.row < max(table.header_rows, 1)
            and document.quote(cell.span).strip().lower() in words().party_columns
        }
        for cell in table.cells:
            if cell.column in heads and cell.row >= table.header_rows:
                for row in rows(document.quote(cell.span)):
                    for item in row:
                        if item.name and not item.word and _plausible(_trimmed(item.name), ordinary):
                            _of(found.organisations, _trimmed(item.name)).evidence["column"] += 1


@cache
def _known_pattern() -> re.Pattern[str]:
    forms = [form for one in corporations() for form in (one.name, *one.aliases)]
    return re.compile(rf"(?<![\w-]){either(forms)}(?![\w-])")


def _learn_known(found: Names, text: str) -> None:
    """Well-known corporations anywhere in the text, and that a name so found is one.

    A name of ordinary words ('Ons Huis') counts when it stands inside a sentence often enough to be a name.
    """
    inside = Counter(
        match.group() for match in _known_pattern().finditer(text) if _is_inside(text, match.start())
    )
    for match in _known_pattern().finditer(text):
        known = corporation(match.group())
        if known is None or (known.needs_context and inside[match.group()] < _INSIDE_COUNT):
            continue
        one = _of(found.organisations, match.group())
        one.evidence["register"] += 1
        one.types["corporation"] += 2


def _is_inside(text: str, start: int) -> bool:
    """Whether a word before it in the same sentence shows that the capital belongs to a name."""
    return start > 1 and text[start - 1] == " " and (text[start - 2].isalpha() or text[start - 2] == ",")
